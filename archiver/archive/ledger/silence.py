"""Hosts that rest: what is due of them waits; nothing of one that is silent fails. SQL, open transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from archiver.archive.ledger.outcomes import HOST_SILENT, UNREACHABLE, host_of
from archiver.archive.ledger.plan import Rank
from archiver.records import instant

#: Whether an address is on the host `:host`.
IS_OF_HOST = """
substr(url, instr(url, '://') + 3, length(:host) + 1) IN (:host, :host || '/', :host || '?', :host || '#')
"""


def put_off(
    connection: sqlite3.Connection, site: str, rank: Rank, resting: Mapping[str, datetime], now: datetime
) -> None:
    """Let what is due of some hosts wait until they may be asked again; nothing else of it changes."""
    connection.executemany(
        f"""
        UPDATE urls SET next_visit = :until
        WHERE site = :site AND rank = :rank AND next_visit <= :now AND state NOT IN ('leased', 'excluded')
            AND {IS_OF_HOST}
        """,
        [
            {"site": site, "rank": rank, "now": instant(now), "host": host, "until": instant(until)}
            for host, until in resting.items()
        ],
    )


def forgive(connection: sqlite3.Connection, url: str, until: datetime) -> None:
    """Count as one try at most what URLs of the same host were asked for in vain; none has failed for it."""
    connection.execute(
        f"""
        UPDATE urls SET state = 'pending', tries = min(tries, 1), next_visit = :until
        WHERE site = (SELECT site FROM urls WHERE url = :url) AND state IN ('pending', 'failed')
            AND outcome = :outcome AND missing_since IS NULL AND {IS_OF_HOST}
        """,
        {"url": url, "host": host_of(url), "outcome": UNREACHABLE, "until": instant(until)},
    )


def silent_before(connection: sqlite3.Connection, site: str) -> frozenset[str]:
    """The hosts of a site that gave no answer when they were asked last."""
    rows = connection.execute(
        "SELECT url FROM urls WHERE site = ? AND state = 'pending' AND outcome = ?", (site, HOST_SILENT)
    )
    return frozenset(host_of(row["url"]) for row in rows)
