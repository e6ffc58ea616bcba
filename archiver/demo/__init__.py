"""A made-up ministry portal on a loopback port: what newcomers see, and what the tests crawl."""
