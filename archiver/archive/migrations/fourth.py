"""The fourth schema: files that articles link to may be fetched, behind everything else that is due.

What a capture of such a file was found to be is a fact, kept in `files`; what `attachments` says of a file is
a view of those facts and of the ledger (`archiver.archive.ledger.attachments`).
"""

from __future__ import annotations

import sqlite3

from archiver.extract.fields.files import file_address

# SQLite cannot change a CHECK: `urls` is made anew, for one rank more, with the two tables that refer to it.
SCRIPT = """
CREATE TABLE urls_4 (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL REFERENCES sites (name),
    kind TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'leased', 'done', 'gone', 'blocked', 'failed', 'excluded')),
    outcome TEXT NOT NULL DEFAULT '',
    rank INTEGER NOT NULL CHECK (rank BETWEEN -1 AND 4),
    tries INTEGER NOT NULL DEFAULT 0,
    next_visit TEXT,
    leased_until TEXT,
    visited_at TEXT,
    missing_since TEXT,
    record TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    found_on TEXT NOT NULL DEFAULT '',
    found_at TEXT NOT NULL,
    leads_to TEXT NOT NULL DEFAULT '',
    last_capture TEXT REFERENCES captures (record_id),
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    unmodified INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO urls_4 SELECT * FROM urls ORDER BY id;
CREATE TABLE listing_pages_4 (
    url INTEGER PRIMARY KEY REFERENCES urls_4 (id),
    listing TEXT NOT NULL,
    page INTEGER NOT NULL,
    form TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    quiet INTEGER NOT NULL DEFAULT 0,
    treading INTEGER NOT NULL DEFAULT 0,
    above INTEGER,
    before INTEGER NOT NULL DEFAULT 0,
    search TEXT NOT NULL DEFAULT '',
    walked TEXT NOT NULL DEFAULT '',
    last_page INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO listing_pages_4 SELECT * FROM listing_pages ORDER BY url;
CREATE TABLE listed_4 (
    listing INTEGER NOT NULL REFERENCES urls_4 (id),
    url INTEGER NOT NULL REFERENCES urls_4 (id),
    place INTEGER NOT NULL,
    late INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (listing, url)
) STRICT, WITHOUT ROWID;
INSERT INTO listed_4 SELECT * FROM listed ORDER BY listing, url;
DROP TABLE listed;
DROP TABLE listing_pages;
DROP TABLE urls;
ALTER TABLE urls_4 RENAME TO urls;
ALTER TABLE listing_pages_4 RENAME TO listing_pages;
ALTER TABLE listed_4 RENAME TO listed;
CREATE INDEX urls_due ON urls (site, rank, next_visit) WHERE next_visit IS NOT NULL;
CREATE INDEX urls_state ON urls (site, state);
CREATE INDEX urls_record ON urls (record) WHERE record <> '';
CREATE INDEX urls_leads_to ON urls (leads_to) WHERE leads_to <> '';
CREATE INDEX listing_pages_page ON listing_pages (listing, page);
CREATE INDEX listed_place ON listed (listing, late, place);
CREATE INDEX listed_late ON listed (listing) WHERE late;
CREATE TABLE attachments_4 (
    article TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    presence TEXT NOT NULL DEFAULT '' CHECK (presence IN ('', 'ok', 'suspect', 'gone')),
    file_type TEXT NOT NULL DEFAULT '',
    size INTEGER,
    sha256 TEXT NOT NULL DEFAULT '',
    truncated TEXT NOT NULL DEFAULT '',
    capture TEXT REFERENCES captures (record_id),
    address TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
INSERT INTO attachments_4 (article, position, title, url, media_type)
SELECT article, position, title, url, media_type FROM attachments ORDER BY article, position;
DROP TABLE attachments;
ALTER TABLE attachments_4 RENAME TO attachments;
CREATE INDEX attachments_address ON attachments (address) WHERE address <> '';
CREATE TABLE files (
    capture TEXT PRIMARY KEY REFERENCES captures (record_id),
    address TEXT NOT NULL,
    file_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX files_address ON files (address);
"""


def fill(connection: sqlite3.Connection) -> None:
    """Write down where the files would be asked for."""
    rows = connection.execute("SELECT DISTINCT url FROM attachments").fetchall()
    connection.executemany(
        "UPDATE attachments SET address = ? WHERE url = ?",
        [(file_address(url, url), url) for (url,) in rows],
    )
