"""The third schema: every capture says what it was read as, so that revisions are a view of facts.

A capture notes its article, the hash of its reading, its layout and the site memory it was read with;
each distinct reading of an article is stored once, in `readings`. Here is what an archive of the second
schema knows of that; where it does not, the columns stay empty and `archiver replay` fills them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import groupby

from archiver.archive.edits.extents import extent
from archiver.archive.edits.revisions import changed, content_hash, is_silent

SCRIPT = """
ALTER TABLE captures ADD COLUMN article TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN reading TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN memory TEXT NOT NULL DEFAULT '';
CREATE INDEX captures_article ON captures (article, fetched_at, record_id) WHERE article <> '';
CREATE INDEX captures_site ON captures (site, fetched_at);
CREATE TABLE readings (
    article TEXT NOT NULL REFERENCES articles (id),
    content_hash TEXT NOT NULL,
    reading TEXT NOT NULL,
    PRIMARY KEY (article, content_hash)
) STRICT;
CREATE TABLE revisions_3 (
    article TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    changed TEXT NOT NULL,
    extent TEXT NOT NULL DEFAULT '' CHECK (extent IN ('', 'typo', 'sentence', 'rewrite')),
    silent INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1)),
    content_hash TEXT NOT NULL,
    first_capture TEXT NOT NULL REFERENCES captures (record_id),
    last_capture TEXT NOT NULL REFERENCES captures (record_id),
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
ALTER TABLE attachments ADD COLUMN size INTEGER;
ALTER TABLE attachments ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE attachments ADD COLUMN capture TEXT REFERENCES captures (record_id);
CREATE TABLE redesigns (
    site TEXT NOT NULL REFERENCES sites (name),
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    layout_before TEXT NOT NULL,
    layout_after TEXT NOT NULL,
    mark TEXT NOT NULL,
    articles INTEGER NOT NULL,
    reread INTEGER NOT NULL,
    PRIMARY KEY (site, since, layout_before, layout_after, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE memories (
    site TEXT NOT NULL REFERENCES sites (name),
    version TEXT NOT NULL,
    made_at TEXT NOT NULL,
    blocks TEXT NOT NULL,
    PRIMARY KEY (site, version)
) STRICT;
CREATE TABLE progress (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
DROP INDEX articles_found;
CREATE INDEX articles_found ON articles (docid, site, year, withheld, published);
"""
LAST = """
DROP TABLE revisions;
ALTER TABLE revisions_3 RENAME TO revisions;
"""


def fill(connection: sqlite3.Connection) -> None:
    """Take over the revisions of the second schema, and say of captures what those tell."""
    old = connection.execute("SELECT * FROM revisions ORDER BY article, number")
    names = [column[0] for column in old.description]
    rows = (dict(zip(names, tuple(row), strict=True)) for row in old)
    for article, revisions in groupby(rows, key=lambda row: row["article"]):
        _take_over(connection, article, revisions)
    connection.execute(
        """
        UPDATE captures SET layout = articles.layout FROM articles WHERE articles.capture = captures.record_id
        """
    )


def _take_over(connection: sqlite3.Connection, article: str, revisions: Iterable[dict[str, str]]) -> None:
    """One article's revisions: those that differed only in how they were written become one."""
    readings = [(_as_kept_now(json.loads(row["reading"])), row) for row in revisions]
    hashed = [(content_hash(reading), reading, row) for reading, row in readings]
    before: dict[str, object] = {}
    number = 0
    for digest, run in groupby(hashed, key=lambda one: one[0]):
        members = list(run)
        _, said, first = members[0]
        last = members[-1][2]
        number += 1
        connection.execute(
            "INSERT INTO readings VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (article, digest, json.dumps(said, ensure_ascii=False)),
        )
        differs = changed(before, said) if number > 1 else ()
        values = {
            "article": article, "number": number, "reading": digest, "changed": ", ".join(differs),
            "extent": extent(before, said) if number > 1 else "", "silent": is_silent(differs),
            "first_seen": first["first_seen"], "last_seen": last["last_seen"],
            "first_capture": first["first_capture"], "last_capture": last["last_capture"],
        }  # fmt: skip
        connection.execute(_PUT, values)
        connection.execute(_NOTE, values)
        before = said
    connection.execute(
        "UPDATE articles SET revision = :number, revisions = :number WHERE id = :article",
        {"number": number, "article": article},
    )


_PUT = """
INSERT INTO revisions_3 (article, number, first_seen, last_seen, changed, extent, silent, content_hash,
    first_capture, last_capture)
VALUES (:article, :number, :first_seen, :last_seen, :changed, :extent, :silent, :reading,
    :first_capture, :last_capture)
"""
# Between the first and the last capture of a run nothing else was read at the article's addresses.
_NOTE = """
UPDATE captures SET article = :article, reading = :reading
WHERE record_id IN (:first_capture, :last_capture) OR (
    url IN (
        SELECT url FROM articles WHERE id = :article UNION SELECT url FROM aliases WHERE article = :article
    )
    AND fetched_at BETWEEN :first_seen AND :last_seen AND outcome IN ('article', 'not-modified')
)
"""


def _as_kept_now(reading: dict[str, object]) -> dict[str, object]:
    """A reading of the second schema in the third's form: dates and texts apart from their writing."""
    date, text = reading.get("date"), reading.get("text")
    kept = dict(reading)
    if isinstance(date, list):
        printed, time = date
        kept |= {"date": time or printed, "printed": printed}
    if isinstance(text, list):
        kept |= {"text": [words for _, words in text], "kinds": [kind for kind, _ in text]}
    return kept
