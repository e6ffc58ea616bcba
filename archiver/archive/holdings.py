"""How much an archive holds of each site, and when it was last crawled."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archiver.archive.memory.outlines import Repeated, repeated


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What an archive holds of one site.

    `last_crawl` is when the newest crawl began (ISO 8601, UTC), empty where there was none, and `ending` how
    it ended, empty where it has not. `repeated` are the blocks that are left out of its articles.
    """

    articles: int = 0
    captures: int = 0
    problems: int = 0
    last_crawl: str = ""
    ending: str = ""
    repeated: tuple[Repeated, ...] = ()


def holdings(connection: sqlite3.Connection) -> dict[str, Holdings]:
    """The holdings of each site that the archive knows, by name."""
    rows = connection.execute(
        """
        SELECT sites.name,
            (SELECT COUNT(*) FROM articles WHERE articles.site = sites.name) AS articles,
            (SELECT COUNT(*) FROM captures WHERE captures.site = sites.name) AS captures,
            (SELECT COUNT(*) FROM problems WHERE problems.site = sites.name) AS problems,
            COALESCE(crawls.started_at, '') AS last_crawl,
            COALESCE(crawls.ending, '') AS ending
        FROM sites LEFT JOIN crawls ON crawls.id = (
            SELECT MAX(id) FROM crawls WHERE crawls.site = sites.name
        )
        """
    )
    return {
        row["name"]: Holdings(
            articles=row["articles"],
            captures=row["captures"],
            problems=row["problems"],
            last_crawl=row["last_crawl"],
            ending=row["ending"],
            repeated=repeated(connection, row["name"]),
        )
        for row in rows
    }
