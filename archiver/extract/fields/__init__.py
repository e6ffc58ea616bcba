"""The fields of a record, each in a file: title, date, lead, byline, column, keywords, files, identity."""
