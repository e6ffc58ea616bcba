"""Until when a portal wants to be left alone, as its last answers say: it holds for the next run as well."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from archiver.archive.catalogue import capture_from
from archiver.archive.ledger import schedule
from archiver.archive.ledger.outcomes import header
from archiver.archive.warc.members import read_exchange
from archiver.errors import CaptureDamaged
from archiver.records import instant

#: What asks for a rest ends a run, or is asked for again: so it is among the last answers.
_LAST = 20


def resting_until(connection: sqlite3.Connection, folder: Path, site: str, now: datetime) -> datetime:
    """The end of the longest rest that a site has asked for (`Retry-After`); `now` where there is none."""
    rows = connection.execute(
        """
        SELECT * FROM (
            SELECT * FROM captures WHERE site = ? AND fetched_at BETWEEN ? AND ?
            ORDER BY fetched_at DESC LIMIT ?
        )
        WHERE status IN (429, 503)
        """,
        (site, instant(now - schedule.LONGEST_REST), instant(now), _LAST),
    ).fetchall()
    until = now
    for capture in map(capture_from, rows):
        try:
            asked = header(read_exchange(folder, capture), "Retry-After")
        except CaptureDamaged:
            continue
        rest = schedule.rest(asked, capture.fetched_at) if asked else None
        until = max(until, rest or now)
    return until
