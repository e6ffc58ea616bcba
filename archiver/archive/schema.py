"""The tables of an archive, and how an older archive becomes a newer one.

Every table is STRICT. Times are ISO 8601 text: `…+07:00` for what a portal printed (Viet Nam's zone),
`…Z` with milliseconds for what this machine did (UTC), so that text order is time order.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database, Migrations

from archiver.archive.migrations import fifth, fourth, ninth, second, sixth, third
from archiver.errors import StorageError

migrations = Migrations("archiver")

#: The newest migration this program knows; `PRAGMA user_version` of the archives it writes.
VERSION = 9

_TABLES = """
CREATE TABLE sites (
    name TEXT PRIMARY KEY,
    ministry TEXT NOT NULL,
    ministry_en TEXT NOT NULL,
    host TEXT NOT NULL,
    successor TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    ending TEXT NOT NULL DEFAULT '',
    fetched INTEGER NOT NULL DEFAULT 0,
    new_articles INTEGER NOT NULL DEFAULT 0,
    new_revisions INTEGER NOT NULL DEFAULT 0,
    problems INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE warc_files (
    path TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    size INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE captures (
    record_id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    warc_file TEXT NOT NULL REFERENCES warc_files (path) ON UPDATE CASCADE,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    payload_sha1 TEXT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    payload_length INTEGER NOT NULL,
    truncated TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('live', 'wayback', 'commoncrawl', 'file')),
    outcome TEXT NOT NULL,
    UNIQUE (warc_file, offset)
) STRICT;
CREATE INDEX captures_url ON captures (url, fetched_at);

CREATE TABLE urls (
    url TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    kind TEXT NOT NULL CHECK (kind IN ('page', 'feed', 'sitemap', 'article')),
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'leased', 'done', 'gone', 'blocked', 'failed', 'excluded')),
    outcome TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    next_visit TEXT,
    leased_until TEXT,
    record TEXT NOT NULL DEFAULT '',
    found_on TEXT NOT NULL DEFAULT '',
    found_at TEXT NOT NULL,
    listing TEXT NOT NULL DEFAULT '',
    page INTEGER NOT NULL DEFAULT 0,
    signature TEXT NOT NULL DEFAULT '',
    leads_to TEXT NOT NULL DEFAULT '',
    last_capture TEXT REFERENCES captures (record_id)
) STRICT;
CREATE INDEX urls_due ON urls (site, next_visit) WHERE next_visit IS NOT NULL;
CREATE INDEX urls_state ON urls (site, state);
CREATE INDEX urls_record ON urls (record) WHERE record <> '';
CREATE INDEX urls_leads_to ON urls (leads_to) WHERE leads_to <> '';

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    ministry TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT NOT NULL,
    byline TEXT NOT NULL,
    lead TEXT NOT NULL,
    body TEXT NOT NULL,
    source_line TEXT NOT NULL,
    category TEXT NOT NULL,
    tags TEXT NOT NULL,
    url TEXT NOT NULL,
    year INTEGER,
    site TEXT NOT NULL REFERENCES sites (name),
    record_space TEXT NOT NULL,
    record_id TEXT NOT NULL,
    published_at TEXT,
    published_precision TEXT CHECK (published_precision IN ('minute', 'day')),
    published_text TEXT NOT NULL,
    recorded_at TEXT,
    updated_at TEXT,
    language TEXT NOT NULL,
    layout TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    found TEXT NOT NULL,
    presence TEXT NOT NULL DEFAULT 'ok' CHECK (presence IN ('ok', 'suspect', 'gone', 'moved')),
    withheld TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL,
    revisions INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    capture TEXT NOT NULL REFERENCES captures (record_id),
    docid INTEGER NOT NULL UNIQUE,
    UNIQUE (record_space, record_id)
) STRICT;
CREATE INDEX articles_site_published ON articles (site, published_at);
CREATE INDEX articles_ministry ON articles (ministry, withheld);
CREATE INDEX articles_year ON articles (year, withheld);
CREATE INDEX articles_published ON articles (published, withheld);
CREATE INDEX articles_found ON articles (docid, site, year, withheld);

CREATE TABLE revisions (
    article TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    changed TEXT NOT NULL,
    reading TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    first_capture TEXT NOT NULL REFERENCES captures (record_id),
    last_capture TEXT NOT NULL REFERENCES captures (record_id),
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
    article TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
    article TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
    url TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id)
) STRICT;
CREATE INDEX aliases_article ON aliases (article);

CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    capture TEXT REFERENCES captures (record_id),
    seen_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL,
    UNIQUE (capture, reason, field)
) STRICT;
CREATE INDEX problems_site ON problems (site, seen_at);
"""

# SQLite's `remove_diacritics 2` folds every Vietnamese letter but đ; the triggers fold that one.
# `content="articles"` keeps the accented original for snippets (Datasette needs the double quotes),
# so FTS5's own `rebuild` must never run here: it would index the unfolded text.
_SEARCH = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, lead, body, byline,
    content="articles", content_rowid="docid", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_indexed AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (new.docid, {new});
END;
CREATE TRIGGER articles_unindexed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
END;
CREATE TRIGGER articles_reindexed AFTER UPDATE OF title, lead, body, byline ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
    VALUES ('delete', old.docid, {old});
    INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (new.docid, {new});
END;
"""

_VIEWS = """
CREATE VIEW paragraphs AS
SELECT articles.id AS article, block.key + 1 AS position,
    json_extract(block.value, '$.kind') AS kind, json_extract(block.value, '$.text') AS text
FROM articles, json_each(articles.paragraphs) AS block;

CREATE VIEW coverage AS
SELECT site, substr(published, 1, 7) AS month, presence AS state, count(*) AS articles
FROM articles GROUP BY site, month, state;

CREATE VIEW articles_with_ministry AS
SELECT articles.id, articles.title, articles.published, sites.ministry, sites.ministry_en,
    articles.byline, articles.lead, articles.url
FROM articles JOIN sites ON sites.name = articles.site;
"""


def folded(row: str, columns: Sequence[str] = ("title", "lead", "body", "byline")) -> str:
    """Searched columns of a row of `articles` as SQL, đ written as d."""
    return ", ".join(f"replace(replace({row}.{column}, 'đ', 'd'), 'Đ', 'd')" for column in columns)


#: What is indexed of a row, by its name in a trigger: all of it, its title alone, and the titles there are.
_INDEXED = {
    "new": folded("new"),
    "old": folded("old"),
    "new_title": folded("new", ("title",)),
    "old_title": folded("old", ("title",)),
    "kept_title": folded("articles", ("title",)),
}


@migrations()
def m001_first_archive(db: Database) -> None:
    """Everything the first version stores."""
    search = _SEARCH.format(new=folded("new"), old=folded("old"))
    _run(db, _TABLES + search + _VIEWS)
    db.conn.execute("PRAGMA user_version = 1")


@migrations()
def m002_crawling(db: Database) -> None:
    """What a crawl of years remembers: due order, revisits, the order of listings, absences."""
    _run(db, second.SCRIPT)
    db.conn.execute("PRAGMA user_version = 2")


@migrations()
def m003_facts(db: Database) -> None:
    """What every capture was read as, so that revisions can be computed anew."""
    _run(db, third.SCRIPT)
    third.fill(db.conn)
    _run(db, third.LAST)
    db.conn.execute("PRAGMA user_version = 3")


@migrations()
def m004_attachments(db: Database) -> None:
    """Files that articles link to: fetched behind all else, and what their captures were found to be."""
    _run(db, fourth.SCRIPT)
    fourth.fill(db.conn)
    db.conn.execute("PRAGMA user_version = 4")


@migrations()
def m005_titles(db: Database) -> None:
    """What is searched and listed most, without reading the rest."""
    _run(db, fifth.SCRIPT.format(**_INDEXED))
    db.conn.execute("PRAGMA user_version = 5")


@migrations()
def m006_outlines(db: Database) -> None:
    """Which blocks each page has, so that what a site repeats can be learned from them."""
    _run(db, sixth.SCRIPT)
    db.conn.execute("PRAGMA user_version = 6")


@migrations()
def m007_files(db: Database) -> None:
    """Which files of articles were found on a page; archives without any pay nothing for it."""
    db.conn.execute("CREATE INDEX urls_files ON urls (found_on) WHERE kind = 'attachment'")
    db.conn.execute("PRAGMA user_version = 7")


@migrations()
def m008_canonical(db: Database) -> None:
    """The address a page names as its own; older articles get it when they are read again."""
    db.conn.execute("ALTER TABLE articles ADD COLUMN canonical_url TEXT NOT NULL DEFAULT ''")
    db.conn.execute("PRAGMA user_version = 8")


@migrations()
def m009_together(db: Database) -> None:
    """New articles are indexed together."""
    _run(db, ninth.SCRIPT.format(**_INDEXED))
    db.conn.execute("PRAGMA user_version = 9")


def migrate(db: Database, path: str) -> list[str]:
    """Bring an archive to today's schema, each step in a transaction; the names of the steps taken.

    Raises:
        StorageError: a newer program has written this archive.
    """
    (found,) = db.conn.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise StorageError(
            f"{path}: schema version {found}, this program knows {VERSION} at most. "
            "Upgrade it: pip install --upgrade ministry-archiver"
        )
    steps = [step.name for step in migrations.pending(db)]
    migrations.apply(db)
    return steps


def _run(db: Database, script: str) -> None:
    for statement in _statements(script):
        db.conn.execute(statement)


def _statements(script: str) -> list[str]:
    """A script cut at the semicolons that end a line outside a trigger's BEGIN … END."""
    statements: list[str] = []
    lines: list[str] = []
    inside = False
    for line in script.splitlines():
        lines.append(line)
        inside = inside or line.endswith(" BEGIN")
        if line == "END;" or (line.endswith(";") and not inside):
            statements.append("\n".join(lines))
            lines, inside = [], False
    return statements
