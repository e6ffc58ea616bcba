"""What Datasette is taught about an archive: search, reading pages, labels, limits, safe headers."""
