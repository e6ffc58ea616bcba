"""Work that is cut into slices and done by many processes."""
