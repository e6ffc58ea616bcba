"""Whether a portal still is what its file says: a few pages, asked for as a crawl asks, and verdicts."""
