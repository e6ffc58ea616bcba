"""Reading single things out of an archive: an article by any name it has, its capture, its revisions."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.errors import UsageError
from archiver.records import Capture


def find_article(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    """The row of an article by its public id, its address, or another address of it.

    Raises:
        UsageError: there is none.
    """
    row: sqlite3.Row | None = connection.execute(
        """
        SELECT * FROM articles WHERE id = :name OR url = :name
            OR id = (SELECT article FROM aliases WHERE url = :name)
        """,
        {"name": name},
    ).fetchone()
    if row is None:
        raise UsageError(f"no article is called {name!r}. Look for it: archiver search WORDS")
    return row


def find_capture(connection: sqlite3.Connection, record_id: str) -> Capture:
    """Where one capture lies.

    Raises:
        UsageError: there is none of that record id.
    """
    row = connection.execute("SELECT * FROM captures WHERE record_id = ?", (record_id,)).fetchone()
    if row is None:
        raise UsageError(f"no capture has the record id {record_id!r}")
    return capture_from(row)


def capture_from(row: sqlite3.Row) -> Capture:
    """What a row of `captures` says."""
    return Capture(
        url=row["url"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        status=row["status"],
        content_type=row["content_type"],
        warc_file=row["warc_file"],
        offset=row["offset"],
        length=row["length"],
        record_id=row["record_id"],
        payload_sha1=row["payload_sha1"],
        payload_sha256=row["payload_sha256"],
        payload_length=row["payload_length"],
        truncated=row["truncated"],
        source=row["source"],
        lenience=row["lenience"],
    )


def newest_capture(connection: sqlite3.Connection, name: str) -> Capture | None:
    """The capture of a record id or an article's id, or the newest of an address that is no redirect."""
    row = connection.execute(
        """
        SELECT record_id FROM captures WHERE record_id = :name
            OR record_id = (SELECT capture FROM articles WHERE id = :name)
            OR (url = :name AND status NOT BETWEEN 300 AND 399)
        ORDER BY fetched_at DESC LIMIT 1
        """,
        {"name": name.strip("<>")},
    ).fetchone()
    return row and find_capture(connection, row["record_id"])
