"""Whether an archive is what it was, and what can be put right."""
