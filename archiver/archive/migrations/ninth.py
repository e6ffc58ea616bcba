"""The ninth schema: new articles are indexed together, where a transaction ends (`archive.search.index`).

Row by row each article was a part of the index of its own, written and merged again: SQLite makes a savepoint
for each statement that may fail, and FTS5 writes what it holds at each. Three tenths of what a page costs the
store were the index; so it is half of that. An article that is not indexed yet is not taken out of the index.
"""

SCRIPT = """
DROP TRIGGER articles_indexed;
DROP TRIGGER articles_unindexed;
DROP TRIGGER articles_reindexed;
CREATE TRIGGER articles_unindexed AFTER DELETE ON articles
WHEN EXISTS (SELECT 1 FROM articles_fts_docsize WHERE id = old.docid) BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.docid, {old_title});
END;
CREATE TRIGGER articles_reindexed AFTER UPDATE OF title, lead, body, byline ON articles
WHEN (old.title, old.lead, old.body, old.byline) <> (new.title, new.lead, new.body, new.byline)
    AND EXISTS (SELECT 1 FROM articles_fts_docsize WHERE id = old.docid) BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
    INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (new.docid, {new});
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.docid, {old_title});
    INSERT INTO titles_fts (rowid, title) VALUES (new.docid, {new_title});
END;
"""
