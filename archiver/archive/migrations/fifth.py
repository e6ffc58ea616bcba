"""The fifth schema: an index of titles alone, and bylines that are listed without reading articles.

The search indexes are left as they are where an article is written once more with the same words: most
visits find what they found before.
"""

SCRIPT = """
CREATE VIRTUAL TABLE titles_fts USING fts5 (
    title, content="articles", content_rowid="docid", tokenize="unicode61 remove_diacritics 2"
);
DROP TRIGGER articles_indexed;
DROP TRIGGER articles_unindexed;
DROP TRIGGER articles_reindexed;
CREATE TRIGGER articles_indexed AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (new.docid, {new});
    INSERT INTO titles_fts (rowid, title) VALUES (new.docid, {new_title});
END;
CREATE TRIGGER articles_unindexed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.docid, {old_title});
END;
CREATE TRIGGER articles_reindexed AFTER UPDATE OF title, lead, body, byline ON articles
WHEN (old.title, old.lead, old.body, old.byline) <> (new.title, new.lead, new.body, new.byline) BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
    INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (new.docid, {new});
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.docid, {old_title});
    INSERT INTO titles_fts (rowid, title) VALUES (new.docid, {new_title});
END;
INSERT INTO titles_fts (rowid, title) SELECT docid, {kept_title} FROM articles;
CREATE INDEX articles_byline ON articles (byline, withheld, published);
"""
