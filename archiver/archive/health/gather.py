"""The facts of every site, read out of an archive. SQL over an open connection, every query bounded.

A crawl may be writing meanwhile. Nothing is asked for that grows with the archive but counts out of an index.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from archiver.archive.health.facts import (
    HISTORY_DAYS,
    LAYOUT,
    MOST_PAGES,
    RECENT_DAYS,
    CrawlFact,
    PageFact,
    ProblemFact,
    SiteFacts,
    VisitFact,
)
from archiver.archive.health.runs import STANDING, USABLE
from archiver.archive.ledger.ledger import seen_last
from archiver.records import ARTICLE_FIELDS, VIETNAM, instant, iso

#: So many of a site's newest captures and problems are looked at, and so many crawls.
_VISITS, _PROBLEMS, _CRAWLS = 2_000, 2_000, 60
#: Reasons for which a page that is perhaps an article could not be read.
_UNREAD = frozenset(
    {
        *("no-title", "no-body", "no-date", "unreadable", "not-html", "listing", "empty", "error-page"),
        "blocked",
    }
)
#: Layouts of ours, as `Found.by` names them.
_LAYOUTS = ("layout:", "platform:")

_PAGE = """
SELECT id, articles.url, published_at, published_text, recorded_at, first_seen, articles.layout, found,
    title <> '' AS title, published_at IS NOT NULL AS has_date, lead <> '' AS lead,
    paragraphs <> '[]' AS paragraphs, byline <> '' AS byline, source_line <> '' AS source_line,
    category <> '' AS category, tags <> '[]' AS tags,
    EXISTS (SELECT 1 FROM images WHERE article = id) AS images,
    EXISTS (SELECT 1 FROM attachments WHERE article = id) AS attachments,
    captures.record_id, fetched_at
FROM articles JOIN captures ON captures.record_id = articles.capture
"""
# The newest by the portal's own dates: what a first crawl reads last is the oldest, and no news of today.
_DATED = f"""
{_PAGE} WHERE articles.site = :site AND published_at > :after AND published_at <= :until
    AND first_seen <= :now
ORDER BY published_at DESC LIMIT :most
"""
_UNDATED = f"""
{_PAGE} WHERE articles.site = :site AND published_at IS NULL AND first_seen <= :now AND id IN (
    SELECT article FROM (
        SELECT article FROM captures WHERE site = :site AND fetched_at <= :now
        ORDER BY fetched_at DESC LIMIT :visits
    ) WHERE article <> ''
)
"""
_FAILED = """
SELECT problems.reason, problems.capture, problems.seen_at, urls.url, urls.found_at, urls.published
FROM (
    SELECT * FROM problems WHERE site = :site AND seen_at <= :now ORDER BY seen_at DESC LIMIT :problems
) AS problems
JOIN urls ON urls.url = problems.url
WHERE urls.kind = 'article' AND urls.last_capture = problems.capture
"""
_CRAWLS_OF = """
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY site ORDER BY started_at DESC, id DESC) AS turn FROM crawls
    WHERE started_at <= :now
) WHERE turn <= :crawls ORDER BY site, turn
"""
_STANDING = f"""
SELECT problems.*, urls.last_capture FROM problems LEFT JOIN urls ON urls.url = problems.url
WHERE problems.site = :site AND seen_at >= :since AND seen_at <= :now
    AND reason IN ({", ".join(f"'{reason}'" for reason in STANDING)})
"""
#: Problems of a list that its next reading takes back; others are written down once, until they change.
_OF_ONE_READING = frozenset({"listing-empty", "listing-unreadable"})


def gather(
    connection: sqlite3.Connection, now: datetime, sites: Iterable[str] = (), *, is_running: bool = False
) -> tuple[SiteFacts, ...]:
    """The facts of some sites of an archive, or of all, as of a moment.

    `is_running` says that a crawl is at work: what has not ended has not broken off.
    """
    wanted = set(sites)
    names = [row["name"] for row in connection.execute("SELECT name FROM sites ORDER BY name")]
    crawls, settled = _crawls(connection, now), _settled(connection)
    return tuple(
        _facts(connection, name, now, crawls[name], settled.get(name, ""), is_running=is_running)
        for name in names
        if not wanted or name in wanted
    )


def _facts(
    connection: sqlite3.Connection,
    site: str,
    now: datetime,
    crawls: tuple[CrawlFact, ...],
    settled: str,
    *,
    is_running: bool,
) -> SiteFacts:
    values = _values(site, now)
    visits = _visits(connection, values)
    days = _days(connection, values)
    failed = list(_failed(connection, values, settled))
    dated, undated = connection.execute(_DATED, values), connection.execute(_UNDATED, values)
    pages = {page.article: page for page in (*_read(dated, settled), *_read(undated, settled))}
    later = connection.execute(_DATED, values | {"after": values["until"], "until": "9999", "most": 50})
    (articles,) = connection.execute("SELECT count(*) FROM articles WHERE site = :site", values).fetchone()
    usable = next((visit.at for visit in visits if visit.outcome in USABLE), "")
    if visits and not usable and (seen := seen_last(connection, site)) is not None:
        # Only of a portal that has long been blind: this reads all of its ledger.
        usable = instant(seen)
    return SiteFacts(
        site=site,
        articles=articles,
        pages=_in_order([*pages.values(), *failed]),
        ahead=tuple(_read(later, settled)),
        days=days,
        newest=max(days).isoformat() if days else "",
        crawls=crawls,
        visits=visits,
        problems=tuple(_standing(connection, values)),
        listing_seen=next((visit.at for visit in visits if visit.outcome == "listing"), ""),
        usable=usable,
        is_running=is_running and bool(crawls) and not crawls[0].ended_at,
    )


def _values(site: str, now: datetime) -> dict[str, Any]:
    return {
        "site": site,
        "now": instant(now),
        "after": "",
        "until": iso(now + timedelta(days=1)),
        "oldest": iso(now - timedelta(days=HISTORY_DAYS)),
        "since": instant(now - timedelta(days=RECENT_DAYS)),
        "most": MOST_PAGES,
        "visits": _VISITS,
        "problems": _PROBLEMS,
    }


def _crawls(connection: sqlite3.Connection, now: datetime) -> dict[str, tuple[CrawlFact, ...]]:
    found: dict[str, tuple[CrawlFact, ...]] = defaultdict(tuple)
    for row in connection.execute(_CRAWLS_OF, {"now": instant(now), "crawls": _CRAWLS}):
        found[row["site"]] += (
            CrawlFact(
                started_at=row["started_at"],
                ended_at=row["ended_at"] or "",
                ending=row["ending"],
                fetched=row["fetched"],
            ),
        )
    return found


def _settled(connection: sqlite3.Connection) -> dict[str, str]:
    """When the first crawl of each site was through with all it had found: what is found later is new."""
    rows = connection.execute(
        "SELECT site, min(ended_at) AS since FROM crawls WHERE ending = 'finished' GROUP BY site"
    )
    return {row["site"]: row["since"] for row in rows}


def _visits(connection: sqlite3.Connection, values: dict[str, Any]) -> tuple[VisitFact, ...]:
    rows = connection.execute(
        """
        SELECT record_id, url, fetched_at, outcome FROM captures WHERE site = :site AND fetched_at <= :now
            -- Files of articles say nothing of the portal's pages.
            AND NOT EXISTS (SELECT 1 FROM urls WHERE urls.url = captures.url AND kind = 'attachment')
        ORDER BY fetched_at DESC LIMIT :visits
        """,
        values,
    )
    return tuple(VisitFact(record_id=row[0], url=row[1], at=row[2], outcome=row[3]) for row in rows)


def _days(connection: sqlite3.Connection, values: dict[str, Any]) -> dict[date, int]:
    rows = connection.execute(
        """
        SELECT substr(published_at, 1, 10) AS day, count(*) AS articles FROM articles
        WHERE site = :site AND published_at >= :oldest AND published_at <= :until GROUP BY day ORDER BY day
        """,
        values,
    )
    return {date.fromisoformat(row["day"]): row["articles"] for row in rows}


def _read(rows: Iterable[sqlite3.Row], settled: str) -> Iterator[PageFact]:
    """Pages that were read; those that nothing says the time of are left out."""
    for row in rows:
        known = row["published_at"] or row["recorded_at"]
        place = _placed(known, row["first_seen"], settled)
        if not place:
            continue
        found = json.loads(row["found"])
        filled = {field for field in ARTICLE_FIELDS if row["has_date" if field == "published_at" else field]}
        yield PageFact(
            place=place,
            read_at=row["fetched_at"],
            capture=row["record_id"],
            article=row["id"],
            published=iso(_when(row["published_at"] or "")) or "",
            first=row["first_seen"],
            printed=row["published_text"],
            layout=row["layout"],
            filled=frozenset(filled),
            ways={field: _way(found[field]) for field in filled if field in found},
            doubted=frozenset(field for field, how in found.items() if how.get("doubt")),
        )


def _way(how: Mapping[str, Any]) -> str:
    """How a field was found, in words that many pages have in common.

    >>> _way({"by": "platform:ims"}), _way({"by": "evidence", "confidence": 0.7916})
    ('layout', 'evidence 0.8')
    """
    return LAYOUT if how["by"].startswith(_LAYOUTS) else f"{how['by']} {how.get('confidence', 1.0):.1f}"


def _failed(connection: sqlite3.Connection, values: dict[str, Any], settled: str) -> Iterator[PageFact]:
    """Addresses of articles that could not be read the last time, as far as it is known when they are of."""
    for row in connection.execute(_FAILED, values):
        place = _placed(row["published"], row["found_at"], settled)
        if row["reason"] in _UNREAD and place:
            yield PageFact(place=place, read_at=row["seen_at"], capture=row["capture"], trouble=row["reason"])


def _placed(known: str | None, seen: str, settled: str) -> str:
    """Where a page stands among others: by its own time, else by when it was found, if it was new then."""
    if known:
        at = _when(known)
        return instant(at) if at else ""
    return seen if settled and seen > settled else ""


def _when(text: str) -> datetime | None:
    """A time of the archive's; without a zone it is Viet Nam's."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _in_order(pages: Iterable[PageFact]) -> tuple[PageFact, ...]:
    """Newest first, each capture once."""
    once = {page.capture: page for page in pages}
    ordered = sorted(once.values(), key=lambda page: (page.place, page.capture), reverse=True)
    return tuple(ordered[:MOST_PAGES])


def _standing(connection: sqlite3.Connection, values: dict[str, Any]) -> Iterator[ProblemFact]:
    for row in connection.execute(_STANDING, values):
        if row["reason"] in _OF_ONE_READING and row["last_capture"] != row["capture"]:
            continue
        yield ProblemFact(
            reason=row["reason"],
            detail=row["detail"],
            at=row["seen_at"],
            url=row["url"],
            capture=row["capture"] or "",
        )
