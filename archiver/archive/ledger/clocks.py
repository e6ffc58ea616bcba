"""What a run whose clock was wrong leaves in the ledger, put right. SQL over an open transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.archive.ledger import schedule
from archiver.records import instant


def mend_clock(connection: sqlite3.Connection, site: str, now: datetime) -> None:
    """Make due what a run with a wrong clock has put off: no wait is longer than the longest there is."""
    connection.execute(
        """
        UPDATE urls SET next_visit = :now, visited_at = min(visited_at, :now), found_at = min(found_at, :now)
        WHERE site = :site AND next_visit > :now AND (
            found_at > :now OR visited_at > :now OR next_visit > :longest OR (state = 'pending' AND tries = 0)
        )
        """,
        {"site": site, "now": instant(now), "longest": instant(now + schedule.LONGEST)},
    )
    connection.execute(
        "UPDATE urls SET visited_at = NULL WHERE site = ? AND kind <> 'article' AND visited_at > ?",
        (site, instant(now)),
    )
