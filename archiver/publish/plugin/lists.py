"""Lists of articles: the newest of all, of one portal, of one byline."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list."""

    article: str
    ministry: str
    title: str
    published: str
    lead: str
    byline: str


_ENTRY = "SELECT id, ministry, title, published, lead, byline FROM articles"


def newest(connection: sqlite3.Connection, most: int, site: str = "") -> tuple[Entry, ...]:
    """The newest articles of one portal, or of all."""
    if site:
        sql = f"{_ENTRY} WHERE site = ? AND withheld = '' ORDER BY published_at DESC, id LIMIT ?"
        return tuple(Entry(*row) for row in connection.execute(sql, (site, most)))
    sql = f"{_ENTRY} WHERE withheld = '' ORDER BY published DESC, id LIMIT ?"
    return tuple(Entry(*row) for row in connection.execute(sql, (most,)))


def of_byline(connection: sqlite3.Connection, byline: str, most: int, skipped: int) -> tuple[Entry, ...]:
    """The articles of exactly this byline, newest first."""
    rows = connection.execute(
        f"{_ENTRY} WHERE byline = ? AND withheld = '' ORDER BY published DESC, id LIMIT ? OFFSET ?",
        (byline, most, skipped),
    )
    return tuple(Entry(*row) for row in rows)


def byline_counts(connection: sqlite3.Connection, byline: str) -> tuple[tuple[str, str, int, int, int], ...]:
    """Site, ministry, articles, first and last year of exactly this byline, most articles first."""
    return tuple(
        tuple(row)
        for row in connection.execute(
            """
            SELECT site, ministry, count(*) AS articles, min(year), max(year) FROM articles
            WHERE byline = ? AND byline <> '' AND withheld = '' GROUP BY site ORDER BY articles DESC, site
            """,
            (byline,),
        )
    )
