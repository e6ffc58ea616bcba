"""What robots.txt forbade is asked for again, in case it does no more. SQL over an open transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.archive.ledger.outcomes import ROBOTS
from archiver.archive.ledger.schedule import FORBIDDEN
from archiver.records import instant


def allow_again(connection: sqlite3.Connection, site: str, now: datetime) -> None:
    """Make due what was forbidden a while ago, and every list; not what is read at another address.

    Where the rules are the same it costs no request: robots.txt is asked for once, and forbids it again.
    """
    connection.execute(
        """
        UPDATE urls SET state = 'pending', next_visit = :now
        WHERE site = :site AND state = 'excluded' AND outcome = :robots
            AND (rank = 0 OR visited_at <= :before)
            AND NOT EXISTS (
                SELECT 1 FROM urls AS other WHERE other.record = urls.record AND other.record <> ''
                    AND other.id <> urls.id AND other.state NOT IN ('excluded', 'gone', 'failed')
            )
        """,
        {"site": site, "robots": ROBOTS, "now": instant(now), "before": instant(now - FORBIDDEN)},
    )
