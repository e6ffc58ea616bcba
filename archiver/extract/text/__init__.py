"""What stands in or below a text and is none of it: boxes, labels, comments, imprints; and who signs it."""
