"""The ledger: every URL ever seen, its state, when it is due. SQL over an open transaction.

The identity `discovered = done + pending + leased + gone + blocked + failed + excluded` holds by the
table's own CHECK: a URL is one row, and a row has one state.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from archiver.archive.settle import Discovered, Settlement, State, Visit
from archiver.extract.site import Site
from archiver.records import instant

#: How long a run may keep a URL before another may take it: longer than any download may last.
LEASE = timedelta(minutes=15)

_ADD = """
INSERT INTO urls (
    url, site, kind, state, outcome, next_visit, record, found_on, found_at, listing, page, signature
)
SELECT
    :url, :site, :kind, iif(twin, 'excluded', 'pending'), iif(twin, 'same-record', ''),
    iif(twin, NULL, :at), :record, :found_on, :at, :listing, :page, :signature
FROM (
    SELECT :record <> '' AND EXISTS (
        SELECT 1 FROM urls WHERE record = :record AND state NOT IN ('gone', 'failed')
            AND outcome NOT IN ('redirect', 'same-record')
    ) AS twin
)
WHERE true
ON CONFLICT (url) DO NOTHING
"""
# The other address of an article is fetched after all when the one that stood for it leads nowhere.
_TWIN = """
UPDATE urls SET state = 'pending', outcome = '', next_visit = :at WHERE rowid = (
    SELECT other.rowid FROM urls AS this JOIN urls AS other ON other.record = this.record
    WHERE this.url = :url AND this.record <> '' AND other.outcome = 'same-record' ORDER BY other.rowid LIMIT 1
)
"""
_AGAIN = """
UPDATE urls SET next_visit = :at, signature = :signature, tries = 0
WHERE url = :url AND state NOT IN ('leased', 'excluded')
"""


def add(connection: sqlite3.Connection, site: str, found: Iterable[Discovered], on: str, at: datetime) -> int:
    """Add the URLs that are not yet known, make due those asked `again`; how many were new."""
    new = 0
    for one in found:
        row = {
            "url": one.url,
            "site": site,
            "kind": one.kind,
            "record": one.record,
            "at": instant(at),
            "found_on": on,
            "listing": one.listing,
            "page": one.page,
            "signature": one.signature,
        }
        inserted = connection.execute(_ADD, row).rowcount
        new += inserted
        if not inserted and one.again:
            connection.execute(_AGAIN, row)
    return new


def heads(site: Site) -> list[Discovered]:
    """The first page of every listing of a site: where each run begins."""
    return [
        Discovered(url=one.url, kind=one.kind, listing=one.url, page=one.first - 1, again=True)
        for one in site.listings
    ]


def lease(connection: sqlite3.Connection, site: str, now: datetime, most: int) -> list[Visit]:
    """Take up to `most` URLs that are due, listings first, then those that wait longest."""
    rows = connection.execute(
        """
        UPDATE urls SET state = 'leased', leased_until = :until
        WHERE url IN (
            SELECT url FROM urls
            WHERE site = :site AND next_visit <= :now AND state NOT IN ('leased', 'excluded')
            ORDER BY kind = 'article', next_visit, rowid LIMIT :most
        )
        RETURNING rowid, url, kind, tries, listing, page, signature
        """,
        {"site": site, "now": instant(now), "until": instant(now + LEASE), "most": most},
    ).fetchall()
    # RETURNING keeps no order (SQLite, "Limitations And Caveats").
    ordered = sorted(rows, key=lambda row: (row[2] == "article", row[0]))
    return [
        Visit(url=url, kind=kind, tries=tries, listing=listing, page=page, signature=signature)
        for _, url, kind, tries, listing, page, signature in ordered
    ]


def release(connection: sqlite3.Connection, site: str) -> int:
    """Return what a run that died had taken; only the holder of the archive's lock may do so."""
    return connection.execute(
        "UPDATE urls SET state = 'pending', leased_until = NULL WHERE site = ? AND state = 'leased'", (site,)
    ).rowcount


def find(connection: sqlite3.Connection, url: str) -> Visit | None:
    """The visit that a URL stands for, whatever its state; `None` when the ledger does not know it."""
    row = connection.execute(
        "SELECT url, kind, tries, listing, page, signature FROM urls WHERE url = ?", (url,)
    ).fetchone()
    if row is None:
        return None
    return Visit(url=row[0], kind=row[1], tries=row[2], listing=row[3], page=row[4], signature=row[5])


def finish(connection: sqlite3.Connection, settlement: Settlement) -> None:
    """Write down how a visit ended; another address of the same record takes the place of a dead one."""
    failed = settlement.next_visit is not None or settlement.state is State.FAILED
    connection.execute(
        """
        UPDATE urls SET state = :state, outcome = :outcome, next_visit = :next_visit, leased_until = NULL,
            tries = CASE WHEN :failed THEN tries + 1 ELSE 0 END, leads_to = :leads_to,
            last_capture = coalesce(nullif(:capture, ''), last_capture)
        WHERE url = :url
        """,
        {
            "url": settlement.visit.url,
            "state": settlement.state,
            "outcome": settlement.outcome,
            "next_visit": instant(settlement.next_visit) if settlement.next_visit else None,
            "failed": failed,
            "leads_to": settlement.leads_to,
            "capture": settlement.capture,
        },
    )
    if settlement.state in {State.GONE, State.FAILED}:
        connection.execute(_TWIN, {"url": settlement.visit.url, "at": instant(settlement.at)})


def next_due(connection: sqlite3.Connection, site: str) -> datetime | None:
    """When the next URL of a site is due; `None` when none ever is."""
    (text,) = connection.execute(
        "SELECT min(next_visit) FROM urls WHERE site = ? AND next_visit IS NOT NULL AND state <> 'excluded'",
        (site,),
    ).fetchone()
    return None if text is None else datetime.fromisoformat(text)


def counts(connection: sqlite3.Connection, site: str) -> dict[str, int]:
    """How many URLs of a site are in each state; states without any are 0."""
    found = dict(
        connection.execute(
            "SELECT state, count(*) FROM urls WHERE site = ? GROUP BY state", (site,)
        ).fetchall()
    )
    return {state.value: int(found.get(state.value, 0)) for state in State}
