"""A row of the ledger as a visit: what is read of it, and of what is known beside it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from archiver.archive.ledger import listings, schedule
from archiver.archive.ledger.plan import Rank
from archiver.archive.ledger.visits import Visit

#: What a visit is made of, and the tables that hold it.
COLUMNS = """
    urls.id, urls.url, kind, rank, tries, found_at, visited_at, missing_since, published, etag, modified,
    unmodified,
    pages.listing, pages.page, pages.form, pages.signature, pages.quiet, pages.treading, pages.above,
    pages.before, pages.search,
    (SELECT revisions - 1 FROM articles WHERE id = urls.record) AS edits,
    (SELECT count(*) - 1 FROM captures WHERE article = urls.record AND article <> '') AS rereads,
    (
        SELECT reading FROM captures WHERE article = urls.record AND article <> ''
        ORDER BY fetched_at DESC, record_id DESC LIMIT 1
    ) AS reading
"""
FROM = "FROM urls LEFT JOIN listing_pages AS pages ON pages.url = urls.id"

#: As many crawls say how often a site's articles are edited: what it did years ago is no sign any more.
_CRAWLS = 20


def edits_of(connection: sqlite3.Connection, site: str) -> schedule.Edits:
    """How often the last crawls of a site found an article edited."""
    row = connection.execute(
        """
        SELECT coalesce(sum(max(new_revisions, 0)), 0) AS edits,
            coalesce(sum(max(fetched - new_articles, 0)), 0) AS rereads
        FROM (
            SELECT * FROM crawls WHERE site = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT ?
        )
        """,
        (site, _CRAWLS),
    ).fetchone()
    return schedule.Edits(site_rereads=row["rereads"], site_edits=row["edits"])


def visit_of(row: sqlite3.Row, usual: schedule.Edits = schedule.UNEDITED) -> Visit:
    """A row with `COLUMNS`; `usual` is how often articles of its site are edited."""
    return Visit(
        url=row["url"],
        kind=row["kind"],
        rank=Rank(row["rank"]),
        tries=row["tries"],
        found_at=time_of(row["found_at"]),
        missing_since=time_of(row["missing_since"]),
        published=row["published"],
        etag=row["etag"],
        modified=row["modified"],
        unmodified=row["unmodified"],
        edits=replace(usual, rereads=max(row["rereads"], 0), edits=max(row["edits"] or 0, 0)),
        reading=row["reading"] or "",
        place=None if row["listing"] is None else listings.place_of(row),
        is_first=row["visited_at"] is None,
    )


def time_of(text: str | None) -> datetime | None:
    """The time that a column holds."""
    return None if text is None else datetime.fromisoformat(text)
