"""Pages of an archive that show how a site's articles were read: a few of each layout."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from archiver.archive.catalogue import capture_from
from archiver.records import Capture, instant

#: So many of the newest articles of a layout are looked at for those that show most.
_NEWEST = 60
#: So many layouts at most, those that read a page last first.
_MOST_LAYOUTS = 6


@dataclass(frozen=True, kw_only=True)
class KnownPage:
    """An article's address, the capture that a layout read last, and which of its fields are not empty."""

    url: str
    layout: str
    capture: str
    has: frozenset[str]


def known_pages(connection: sqlite3.Connection, site: str, each: int) -> list[KnownPage]:
    """Up to `each` articles of each layout of a site that are still there, those that have most fields first.

    Where a layout has read an article once, a later reading without one does not count. What no layout ever
    read counts where no article of the site was.
    """
    rows = connection.execute(_KNOWN, {"site": site, "newest": _NEWEST}).fetchall()
    by_layout: dict[str, list[KnownPage]] = {}
    for row in rows:
        has = frozenset(name for name in _FIELDS if row[f"has_{name}"])
        page = KnownPage(url=row["url"], layout=row["layout"], capture=row["record_id"], has=has)
        by_layout.setdefault(row["layout"], []).append(page)
    layouts = [name for name in by_layout if name] or list(by_layout)
    return [page for name in layouts[:_MOST_LAYOUTS] for page in chosen(by_layout[name], each)]


def chosen(pages: Sequence[KnownPage], count: int) -> list[KnownPage]:
    """Some of the pages: each time the first that has most of the fields that were seen least.

    >>> pages = [KnownPage(url=str(n), layout="", capture="", has=frozenset(has)) for n, has in
    ...     enumerate([("lead",), ("lead",), ("lead", "byline")])]
    >>> [page.url for page in chosen(pages, 2)]
    ['2', '0']
    """
    left, taken = list(pages), list[KnownPage]()
    seen = dict.fromkeys(_FIELDS, 0)
    while left and len(taken) < count:
        best = max(left, key=lambda page: sum(1 / (1 + seen[name]) for name in page.has))
        left.remove(best)
        taken.append(best)
        for name in best.has:
            seen[name] += 1
    return taken


_FIELDS = ("lead", "byline", "source_line", "tags", "images", "attachments")
_KNOWN = """
WITH read AS (
    SELECT article, layout, url, record_id, fetched_at, max((layout <> '') || fetched_at)
    FROM captures WHERE site = :site AND article <> '' AND status = 200 GROUP BY article
), placed AS (
    SELECT read.url, read.layout, read.record_id, articles.docid,
        row_number() OVER (PARTITION BY read.layout ORDER BY articles.published DESC, articles.id) AS place,
        max(read.fetched_at) OVER (PARTITION BY read.layout) AS latest
    FROM read JOIN articles ON articles.id = read.article
    WHERE articles.presence = 'ok' AND articles.withheld = ''
)
SELECT placed.url, placed.layout, placed.record_id, articles.lead <> '' AS has_lead,
    articles.byline <> '' AS has_byline, articles.source_line <> '' AS has_source_line,
    articles.tags NOT IN ('', '[]') AS has_tags,
    EXISTS (SELECT 1 FROM images WHERE images.article = articles.id) AS has_images,
    EXISTS (SELECT 1 FROM attachments WHERE attachments.article = articles.id) AS has_attachments
FROM placed JOIN articles ON articles.docid = placed.docid
WHERE placed.place <= :newest ORDER BY placed.latest DESC, placed.layout, placed.place
"""


def captures_since(connection: sqlite3.Connection, site: str, since: datetime, end: str) -> list[Capture]:
    """The captures of a site from some time on (aware) whose address has a certain end, the oldest first."""
    rows = connection.execute(
        """
        SELECT * FROM captures
        WHERE site = :site AND fetched_at >= :since AND substr(url, -length(:end)) = :end
        ORDER BY fetched_at, record_id
        """,
        {"site": site, "since": instant(since), "end": end},
    )
    return [capture_from(row) for row in rows]
