"""A payload that an address gave before is kept once: the capture that a revisit record may refer to."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.heads import safe_url
from archiver.archive.warc.members import read_exchange
from archiver.errors import StorageError
from archiver.records import Capture, Exchange

#: A payload under so many bytes costs less than what refers to it.
_LEAST = 1024


def earlier(connection: sqlite3.Connection, folder: Path, exchange: Exchange) -> Capture | None:
    """The first capture of the same address with the same payload, if a response record holds it whole.

    It is read before it is trusted: the bytes that came are only left out where they are on the disk.
    `fetched_at` is the record's own, to the microsecond.
    """
    if exchange.method != "GET" or exchange.truncated or len(exchange.body) < _LEAST:
        return None
    url = safe_url(exchange.url)
    # A page that is new need not be digested to be found new.
    if connection.execute("SELECT 1 FROM captures WHERE url = ? LIMIT 1", (url,)).fetchone() is None:
        return None
    row = connection.execute(
        """
        SELECT record_id FROM captures
        WHERE url = ? AND payload_sha256 = ? AND truncated = '' AND source = 'live'
        ORDER BY fetched_at LIMIT 1
        """,
        (url, hashlib.sha256(exchange.body).hexdigest()),
    ).fetchone()
    if row is None:
        return None
    capture = find_capture(connection, row["record_id"])
    try:
        kept = read_exchange(folder, capture, follow=False)
    except StorageError:
        # Damaged or lost: `archiver verify` tells it; the crawl keeps the payload once more.
        return None
    same = kept.method == exchange.method and kept.body == exchange.body
    return replace(capture, fetched_at=kept.fetched_at) if same else None
