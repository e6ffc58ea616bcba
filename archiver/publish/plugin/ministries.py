"""The pages of the portals: all of them, and one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from archiver.publish.plugin.charts import Cell, HeatMap, Timeline, heat_map, timeline, years_by_month
from archiver.publish.plugin.counts import Holdings, Ministry, holdings
from archiver.publish.plugin.lists import Entry, newest

_NEWEST = 8
#: Bylines of a portal are counted over so many of its articles, the newest.
COUNTED = 2000
_MOST_BYLINES = 20
#: Portals in the first page's heat map, those with most articles.
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    holdings: Holdings
    heat: HeatMap
    timeline: Timeline
    newest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MinistryPage:
    """One portal: what there is of it, who wrote it, when it was crawled last."""

    ministry: Ministry
    related: tuple[Ministry, ...]
    years: tuple[tuple[str, tuple[Cell, ...]], ...]
    timeline: Timeline
    undated: int
    newest: tuple[Entry, ...]
    bylines: tuple[tuple[str, int], ...]
    is_sample: bool
    crawl: dict[str, Any] | None


def home(connection: sqlite3.Connection) -> Home:
    """How much of which ministry there is, and the newest articles."""
    held = holdings(connection)
    with_articles = [one.site for one in held.ministries if one.articles]
    return Home(
        held,
        heat_map(held.months, with_articles[:_MOST_ROWS]),
        timeline(held.months),
        newest(connection, _NEWEST),
    )


def ministry_page(connection: sqlite3.Connection, site: str) -> MinistryPage | None:
    """One portal by its short name; `None` when there is none."""
    held = holdings(connection)
    ministry = held.ministry(site)
    if ministry is None:
        return None
    own = {key: count for key, count in held.months.items() if key[0] == site}
    bylines = connection.execute(
        """
        SELECT byline, count(*) AS articles FROM (
            SELECT byline FROM articles WHERE site = ? AND withheld = '' ORDER BY published_at DESC LIMIT ?
        ) WHERE byline <> '' GROUP BY byline ORDER BY articles DESC, byline LIMIT ?
        """,
        (site, COUNTED, _MOST_BYLINES),
    )
    crawl = connection.execute(
        "SELECT * FROM crawls WHERE site = ? ORDER BY id DESC LIMIT 1", (site,)
    ).fetchone()
    names = {ministry.successor, *ministry.before}
    return MinistryPage(
        ministry=ministry,
        related=tuple(one for one in held.ministries if one.site in names),
        years=years_by_month(held.months, site),
        timeline=timeline(own),
        undated=own.get((site, ""), 0),
        newest=newest(connection, _NEWEST, site),
        bylines=tuple((row[0], row[1]) for row in bylines),
        is_sample=ministry.articles > COUNTED,
        crawl=dict(crawl) if crawl else None,
    )
