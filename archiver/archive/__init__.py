"""What is kept: WARC files (the truth) and SQLite (a view of them). The only home of both."""
