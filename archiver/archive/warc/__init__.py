"""WARC files: records written, read, indexed, recovered."""
