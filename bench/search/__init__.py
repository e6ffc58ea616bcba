"""Search in large archives: cost, recall, size."""
