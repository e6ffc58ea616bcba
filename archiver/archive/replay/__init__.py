"""Captures read again: with today's code, or to make the database anew from the WARC files."""
