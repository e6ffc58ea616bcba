"""Where on an unknown page its article is: a region, a container, and what leads elsewhere."""
