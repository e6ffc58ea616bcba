"""Search: a query in, articles out."""
