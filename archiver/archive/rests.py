"""Until when a portal wants to be left alone, as its last answers say: it holds for the next run as well."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archiver.archive.catalogue import capture_from
from archiver.archive.ledger import schedule
from archiver.archive.ledger.outcomes import header, host_of
from archiver.archive.ledger.silence import IS_OF_HOST
from archiver.archive.warc.members import read_exchange, read_payload
from archiver.errors import CaptureDamaged
from archiver.records import Payload, instant

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


@dataclass(frozen=True, slots=True)
class LastAsked:
    """When a host was asked last for more than robots.txt, what that says, and whether it was for a list."""

    host: str
    rules: Payload
    at: datetime
    was_list: bool


def last_asked(connection: sqlite3.Connection, folder: Path, site: str, now: datetime) -> list[LastAsked]:
    """The hosts of a site that were asked since so long that they may still want to be left alone."""
    # Rules are asked for once a day, so they are at most a day older than the page they stand for.
    span = {"site": site, "since": instant(now - 2 * schedule.LONGEST_REST), "now": instant(now)}
    rows = connection.execute(
        """
        SELECT * FROM captures WHERE site = :site AND fetched_at BETWEEN :since AND :now
            AND status = 200 AND url LIKE '%/robots.txt'
        ORDER BY fetched_at
        """,
        span,
    )
    rules = {host_of(capture.url): capture for capture in map(capture_from, rows)}
    found = []
    for host, capture in rules.items():
        last = connection.execute(
            f"""
            SELECT fetched_at,
                EXISTS (SELECT 1 FROM urls WHERE urls.url = captures.url AND rank = 0) AS was_list
            FROM captures WHERE site = :site AND fetched_at BETWEEN :since AND :now
                AND url NOT LIKE '%/robots.txt' AND {IS_OF_HOST}
            ORDER BY fetched_at DESC LIMIT 1
            """,
            span | {"host": host},
        ).fetchone()
        if last is None:
            continue
        at, was_list = datetime.fromisoformat(last["fetched_at"]), bool(last["was_list"])
        try:
            found.append(LastAsked(host, read_payload(folder, capture), at, was_list))
        except CaptureDamaged:
            continue
    return found
