"""What has been gone for long is probed a few at a time. SQL over an open transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from archiver.archive.ledger.schedule import HALF_A_YEAR, PROBES
from archiver.archive.ledger.visits import ATTACHMENT
from archiver.records import instant

#: So many long gone addresses of each kind a run probes at most: two to four minutes of a polite crawl.
MOST_PROBES = 100


def bound_probes(connection: sqlite3.Connection, site: str, now: datetime) -> None:
    """Leave those due that have waited longest, the others to a later day.

    A ledger of an earlier version probed nothing after the fifth time: that is made up for.
    """
    connection.execute(
        """
        UPDATE urls SET next_visit = strftime('%Y-%m-%dT%H:%M:%fZ', visited_at, ?)
        WHERE site = ? AND state = 'gone' AND next_visit IS NULL AND kind IN ('article', ?)
        """,
        (f"+{HALF_A_YEAR.days} days", site, ATTACHMENT),
    )
    connection.executemany(
        """
        UPDATE urls SET next_visit = :tomorrow WHERE id IN (
            SELECT id FROM urls
            WHERE site = :site AND state = 'gone' AND kind = :kind AND tries > :probes AND next_visit <= :now
            ORDER BY next_visit, id LIMIT -1 OFFSET :most
        )
        """,
        [
            {
                "site": site,
                "kind": kind,
                "probes": len(PROBES),
                "now": instant(now),
                "tomorrow": instant(now + timedelta(days=1)),
                "most": MOST_PROBES,
            }
            for kind in ("article", ATTACHMENT)
        ],
    )
