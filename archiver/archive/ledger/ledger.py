"""The ledger: every URL ever seen, its state, when it is due. SQL over an open transaction.

The identity `discovered = done + pending + leased + gone + blocked + failed + excluded` holds by the
table's own CHECK: a URL is one row, and a row has one state.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from archiver.archive.ledger import attachments, listings, schedule, silence
from archiver.archive.ledger.clocks import mend_clock
from archiver.archive.ledger.forbidden import allow_again
from archiver.archive.ledger.gone import bound_probes
from archiver.archive.ledger.outcomes import HOST_SILENT, ROBOTS, host_of
from archiver.archive.ledger.plan import USUAL, Plan, Rank
from archiver.archive.ledger.rows import COLUMNS, FROM, edits_of, time_of, visit_of
from archiver.archive.ledger.settle import NOT_MODIFIED, opening_of
from archiver.archive.ledger.visits import ATTACHMENT, REDIRECT, Discovered, Settlement, State, Visit
from archiver.extract.site import Site, belongs, recognise
from archiver.records import VIETNAM, instant

#: How long a run may keep a URL before another may take it: longer than any download may last.
LEASE = timedelta(minutes=15)

_ADD = """
INSERT INTO urls (url, site, kind, state, outcome, rank, next_visit, record, published, found_on, found_at)
SELECT
    :url, :site, :kind, iif(twin, 'excluded', 'pending'), iif(twin, 'same-record', ''), :rank,
    iif(twin, NULL, :at), :record, :published, :found_on, :at
FROM (
    SELECT :record <> '' AND EXISTS (
        SELECT 1 FROM urls WHERE record = :record AND record <> '' AND state NOT IN ('gone', 'failed')
            AND outcome NOT IN ('redirect', 'same-record', 'robots')
    ) AS twin
)
WHERE true
ON CONFLICT (url) DO NOTHING RETURNING state
"""
# What stands for an article that was read already is another address of it from now on.
_ALIAS = """
INSERT INTO aliases SELECT :url, id FROM articles WHERE id = :record AND url <> :url
ON CONFLICT (url) DO NOTHING
"""
# The other address of an article is fetched after all when the one that stood for it leads nowhere.
_TWIN = """
UPDATE urls SET state = 'pending', outcome = '', rank = :rank, next_visit = :at WHERE id = (
    SELECT other.id FROM urls AS this JOIN urls AS other ON other.record = this.record AND other.record <> ''
    WHERE this.url = :url AND this.record <> '' AND other.outcome = 'same-record' ORDER BY other.id LIMIT 1
)
"""
# A known address of a record is fetched once the one that was fetched in its place leads elsewhere.
_REVIVE = """
UPDATE urls SET state = 'pending', outcome = '', rank = :rank, next_visit = :at
WHERE url = :url AND outcome = 'same-record' AND NOT EXISTS (
    SELECT 1 FROM urls AS other WHERE other.record = urls.record AND other.record <> ''
        AND other.state NOT IN ('gone', 'failed')
        AND other.outcome NOT IN ('redirect', 'same-record', 'robots')
)
"""
_AGAIN = """
UPDATE urls SET next_visit = :at, rank = max(min(rank, :again), -1),
    -- How often an article was not there counts on.
    tries = iif(kind = 'article' AND missing_since IS NOT NULL, tries, 0)
WHERE url = :url AND state NOT IN ('leased', 'excluded')
    AND (:changed IS NULL OR visited_at IS NULL OR visited_at < :changed)
    -- What has never been visited and is due keeps its place, and 50,000 rows are not written for nothing.
    AND (visited_at IS NOT NULL OR next_visit IS NULL OR next_visit > :at OR rank > :again)
"""


def add(
    connection: sqlite3.Connection,
    site: str,
    found: Iterable[Discovered],
    on: str,
    at: datetime,
    *,
    plan: Plan = USUAL,
    rank: Rank | None = None,
) -> int:
    """Add the URLs that are not yet known, make due those asked `again`; how many were new.

    `rank` is that of the articles; without it they are fresh, or held back by the plan.
    """
    new = 0
    for one in found:
        row = {
            "url": one.url,
            "site": site,
            "kind": one.kind,
            "rank": _rank(one, plan, rank),
            "again": Rank.LISTING if one.kind != "article" else rank or Rank.AGAIN,
            "record": one.record,
            "published": one.published,
            "at": instant(at),
            "changed": instant(one.changed) if one.changed else None,
            "found_on": on,
        }
        inserted = connection.execute(_ADD, row).fetchone()
        new += inserted is not None
        if inserted is not None and inserted["state"] == State.EXCLUDED:
            connection.execute(_ALIAS, row)
        if not inserted and one.record:
            connection.execute(_REVIVE, row)
        if not inserted and (one.again or one.changed):
            connection.execute(_AGAIN, row)
        if one.place is not None:
            listings.put_page(connection, one.url, one.place)
    return new


def _rank(one: Discovered, plan: Plan, rank: Rank | None) -> Rank:
    if one.kind != "article":
        return Rank.LISTING
    if rank is not None:
        return rank
    # What has not changed since a day was not published after it.
    latest = one.published or (one.changed.astimezone(VIETNAM).isoformat() if one.changed else "")
    return Rank.HELD_BACK if plan.holds_back(latest) else Rank.FRESH


def begin(connection: sqlite3.Connection, site: Site, plan: Plan, now: datetime) -> None:
    """Make due what a run begins with: its listings, or the articles it is asked for."""
    release(connection, site.name)
    mend_clock(connection, site.name, now)
    bound_probes(connection, site.name, now)
    allow_again(connection, site.name, now)
    listings.forget_searches(connection, site.name)
    _hold_back(connection, site.name, plan)
    if plan.urls:
        urls = [url for url in plan.urls if belongs(url, site)]
        request(connection, site, [_requested(url, site) for url in urls], now, plan)
        return
    add(connection, site.name, heads(connection, site, plan, now), "", now, plan=plan)
    if plan.attachments:
        attachments.begin(connection, site, plan, now)
    if plan.refresh:
        connection.execute(
            """
            UPDATE urls SET next_visit = :now, unmodified = :most  -- the page itself is asked for
            WHERE site = :site AND kind = 'article' AND state = 'done' AND outcome IN ('article', :unmodified)
                AND published >= :since
            """,
            {
                "now": instant(now),
                "site": site.name,
                "unmodified": NOT_MODIFIED,
                "most": schedule.MOST_UNMODIFIED,
                "since": plan.since.isoformat() if plan.since else "",
            },
        )


def request(
    connection: sqlite3.Connection, site: Site, found: Iterable[Discovered], now: datetime, plan: Plan = USUAL
) -> None:
    """Have some addresses asked for before all others, whatever is known of them."""
    wanted = list(found)
    add(connection, site.name, wanted, "", now, plan=plan, rank=Rank.REQUESTED)
    connection.executemany(
        """
        UPDATE urls SET rank = -1, next_visit = ?, tries = 0,
            state = iif(state = 'excluded', 'pending', state)
        WHERE url = ?
        """,
        [(instant(now), one.url) for one in wanted],
    )


def _requested(url: str, site: Site) -> Discovered:
    for listing in site.listings:
        if listing.url == url:
            return replace(opening_of(listing), again=True)
    identity = recognise(url, site)
    return Discovered(url=url, record=identity.public_id if identity else "", again=True)


def _hold_back(connection: sqlite3.Connection, site: str, plan: Plan) -> None:
    """Order what is due by the plan of this run; what another one put aside comes back."""
    connection.execute(
        """
        UPDATE urls SET rank = CASE kind
            WHEN 'article' THEN iif(state = 'pending' AND tries = 0, 1, 2) WHEN 'attachment' THEN 4 ELSE 0 END
        WHERE site = ? AND next_visit IS NOT NULL AND rank IN (-1, 3)
        """,
        (site,),
    )
    if plan.since:
        connection.execute(
            """
            UPDATE urls SET rank = 3
            WHERE site = ? AND next_visit IS NOT NULL AND rank IN (1, 2)
                AND published <> '' AND published < ?
            """,
            (site, plan.since.isoformat()),
        )


def heads(connection: sqlite3.Connection, site: Site, plan: Plan, now: datetime) -> list[Discovered]:
    """The first page of every listing of a site that is to be looked at again: where each run begins."""
    visited = dict(
        connection.execute(
            "SELECT url, visited_at FROM urls WHERE site = ? AND rank = 0 AND visited_at IS NOT NULL",
            (site.name,),
        ).fetchall()
    )
    return [
        replace(
            opening_of(one),
            again=plan.full or plan.since is not None or visited.get(one.url, "") <= instant(now - one.every),
        )
        for one in site.listings
    ]


_DUE = f"""
SELECT {COLUMNS} {FROM}
WHERE site = :site AND rank = :rank AND next_visit <= :now AND state NOT IN ('leased', 'excluded')
ORDER BY next_visit, urls.id LIMIT :most
"""


def lease(
    connection: sqlite3.Connection,
    site: str,
    now: datetime,
    most: int,
    ranks: Sequence[Rank] = USUAL.ranks,
    resting: Mapping[str, datetime] = MappingProxyType({}),
) -> list[Visit]:
    """Take up to `most` URLs that are due, rank by rank, in each those that wait longest.

    `resting` are hosts that give no answer, and until when nothing of them is taken.
    """
    taken: list[Visit] = []
    usual = edits_of(connection, site)
    for rank in ranks:
        asked = {"site": site, "rank": rank, "now": instant(now), "most": most - len(taken)}
        rows = connection.execute(_DUE, asked).fetchall()
        if resting and any(host_of(row["url"]) in resting for row in rows):
            silence.put_off(connection, site, rank, resting, now)
            rows = connection.execute(_DUE, asked).fetchall()
        connection.executemany(
            "UPDATE urls SET state = 'leased', leased_until = ? WHERE id = ?",
            [(instant(now + LEASE), row["id"]) for row in rows],
        )
        taken += [visit_of(row, usual) for row in rows]
        if len(taken) >= most:
            break
    return taken


def release(connection: sqlite3.Connection, site: str) -> int:
    """Return what a run that died had taken; only the holder of the archive's lock may do so."""
    return connection.execute(
        "UPDATE urls SET state = 'pending', leased_until = NULL WHERE site = ? AND state = 'leased'", (site,)
    ).rowcount


def find(connection: sqlite3.Connection, url: str) -> Visit | None:
    """The visit that a URL stands for, whatever its state; `None` when the ledger does not know it."""
    row = connection.execute(f"SELECT {COLUMNS} {FROM} WHERE urls.url = ?", (url,)).fetchone()
    return None if row is None else visit_of(row)


def finish(connection: sqlite3.Connection, settlement: Settlement) -> None:
    """Write down how a visit ended; another address of the same record takes the place of a dead one."""
    visit = settlement.visit
    connection.execute(
        """
        UPDATE urls SET state = :state, outcome = :outcome, next_visit = :next_visit, leased_until = NULL,
            rank = CASE kind WHEN 'article' THEN 2 WHEN 'attachment' THEN 4 ELSE 0 END,
            visited_at = :at, tries = iif(:has_failed, tries + :counts, 0),
            missing_since = iif(
                :is_missing, coalesce(missing_since, :at), iif(:has_failed, missing_since, NULL)
            ),
            published = iif(:published <> '', :published, published),
            -- Where a file was found stays known when it is there no more.
            leads_to = iif(:leads_to = '' AND kind = 'attachment' AND NOT :is_read, leads_to, :leads_to),
            last_capture = coalesce(nullif(:capture, ''), last_capture),
            etag = iif(:is_read, :etag, etag), modified = iif(:is_read, :modified, modified),
            unmodified = iif(:is_unmodified, unmodified + 1, iif(:is_read, 0, unmodified))
        WHERE url = :url
        """,
        _values(settlement),
    )
    if settlement.outcome == REDIRECT and not settlement.is_missing:
        connection.execute(
            """
            UPDATE urls SET next_visit = NULL, tries = 0
            WHERE url = ? AND record <> ''
                -- Not where the article was read here: it may be led away by mistake, and come back.
                AND EXISTS (SELECT 1 FROM articles WHERE id = urls.record AND articles.url <> urls.url)
            """,
            (visit.url,),
        )
    if settlement.outcome == HOST_SILENT and settlement.next_visit is not None:
        silence.forgive(connection, visit.url, settlement.next_visit)
    if settlement.is_missing or settlement.state is State.FAILED or settlement.outcome == ROBOTS:
        rank = Rank.REQUESTED if visit.rank is Rank.REQUESTED else Rank.FRESH
        connection.execute(_TWIN, {"url": visit.url, "at": instant(settlement.at), "rank": rank})


def _values(settlement: Settlement) -> dict[str, object]:
    return {
        "url": settlement.visit.url,
        "state": settlement.state,
        "outcome": settlement.outcome,
        "next_visit": instant(settlement.next_visit) if settlement.next_visit else None,
        "at": instant(settlement.at),
        "has_failed": _has_failed(settlement),
        # That a host is silent is no fault of this address.
        "counts": settlement.outcome != HOST_SILENT,
        "is_missing": settlement.is_missing,
        "is_read": settlement.article is not None or settlement.file is not None,
        "is_unmodified": settlement.outcome == NOT_MODIFIED,
        "published": settlement.visit.published,
        "leads_to": settlement.leads_to,
        "capture": settlement.capture,
        "etag": settlement.etag,
        "modified": settlement.modified,
    }


def _has_failed(settlement: Settlement) -> bool:
    """Whether a visit counts as one more try: nothing came of it, or it led away and is to be made again."""
    if settlement.is_missing or settlement.state in {State.PENDING, State.BLOCKED, State.FAILED}:
        return True
    is_led_away = settlement.outcome == REDIRECT and settlement.visit.kind != ATTACHMENT
    return is_led_away and settlement.next_visit is not None


def settle_redirects(connection: sqlite3.Connection, url: str) -> None:
    """Leave the redirects to a record alone, now that its article has been read at an address."""
    connection.execute(
        """
        UPDATE urls SET next_visit = NULL, tries = 0
        WHERE outcome = 'redirect' AND record <> '' AND record = (SELECT record FROM urls WHERE url = ?)
        """,
        (url,),
    )


def next_due(
    connection: sqlite3.Connection, site: str, ranks: Sequence[Rank] = USUAL.ranks
) -> datetime | None:
    """When the next URL of a site is due; `None` when none ever is."""
    dues = [
        connection.execute(
            "SELECT min(next_visit) FROM urls WHERE site = ? AND rank = ? AND next_visit IS NOT NULL",
            (site, rank),
        ).fetchone()[0]
        for rank in ranks
    ]
    return min((datetime.fromisoformat(due) for due in dues if due is not None), default=None)


def counts(connection: sqlite3.Connection, site: str) -> dict[str, int]:
    """How many URLs of a site are in each state; states without any are 0."""
    found = dict(
        connection.execute(
            "SELECT state, count(*) FROM urls WHERE site = ? GROUP BY state", (site,)
        ).fetchall()
    )
    return {state.value: int(found.get(state.value, 0)) for state in State}


def seen_last(connection: sqlite3.Connection, site: str) -> datetime | None:
    """When a portal last gave a page that could be used; `None` if it never has."""
    (text,) = connection.execute(
        """
        SELECT max(visited_at) FROM urls
        WHERE site = ? AND state = 'done' AND outcome IN ('article', 'listing', ?)
        """,
        (site, NOT_MODIFIED),
    ).fetchone()
    return time_of(text)
