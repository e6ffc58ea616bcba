"""What a run remembers of its own walks and searches: temporary tables, empty again in the next run."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS walked (listing INTEGER, url TEXT, PRIMARY KEY (listing, url))",
    "CREATE TEMP TABLE IF NOT EXISTS corrected (listing INTEGER, page INTEGER, articles INTEGER)",
    "CREATE TEMP TABLE IF NOT EXISTS stood (listing INTEGER, page INTEGER, place INTEGER)",
    "CREATE TEMP TABLE IF NOT EXISTS old (listing INTEGER, page INTEGER, PRIMARY KEY (listing, page))",
)


def forget(connection: sqlite3.Connection, site: str) -> None:
    """Begin anew for a site."""
    for table, statement in zip(("walked", "corrected", "stood", "old"), _TABLES, strict=True):
        connection.execute(statement)
        connection.execute(
            f"DELETE FROM temp.{table} WHERE listing IN (SELECT id FROM urls WHERE site = ?)", (site,)
        )


def walked_over(connection: sqlite3.Connection, listing: int, urls: Sequence[str]) -> int:
    """Note that the walks of this run have come over some articles; how many they had not yet."""
    _ready(connection)
    return connection.executemany(
        "INSERT OR IGNORE INTO temp.walked VALUES (?, ?)", [(listing, url) for url in urls]
    ).rowcount


def old_in_a_row(connection: sqlite3.Connection, listing: int, page: int) -> int:
    """Note that a page lists nothing young enough for this run; how many in a row, up to this one, do not."""
    _ready(connection)
    connection.execute("INSERT OR IGNORE INTO temp.old VALUES (?, ?)", (listing, page))
    pages = connection.execute(
        "SELECT page FROM temp.old WHERE listing = ? AND page <= ? ORDER BY page DESC", (listing, page)
    ).fetchall()
    return next((at for at, (other,) in enumerate(pages) if other != page - at), len(pages))


def correct(connection: sqlite3.Connection, listing: int, page: int, articles: int) -> None:
    """Note by how much the pages behind one were corrected while searches were under way."""
    _ready(connection)
    connection.execute("INSERT INTO temp.corrected VALUES (?, ?, ?)", (listing, page, articles))


def corrected(connection: sqlite3.Connection, listing: int, page: int) -> int:
    """By how much this run has corrected what is known of a page."""
    _ready(connection)
    (articles,) = connection.execute(
        "SELECT coalesce(sum(articles), 0) FROM temp.corrected WHERE listing = ? AND page < ?",
        (listing, page),
    ).fetchone()
    return int(articles)


def stands(connection: sqlite3.Connection, listing: int, page: int, place: int) -> None:
    """Note the place of the article by which it was told where a page stands."""
    _ready(connection)
    connection.execute("INSERT INTO temp.stood VALUES (?, ?, ?)", (listing, page, place))


def late_between(connection: sqlite3.Connection, listing: int, low: int, high: int) -> int:
    """How many late articles the searches of this run have found from one page to another."""
    _ready(connection)
    (articles,) = connection.execute(
        """
        SELECT count(*) FROM listed WHERE listing = :listing AND late = 1
            AND place < (SELECT min(place) FROM temp.stood WHERE listing = :listing AND page = :low)
            AND place > (SELECT max(place) FROM temp.stood WHERE listing = :listing AND page = :high)
        """,
        {"listing": listing, "low": low, "high": high},
    ).fetchone()
    return int(articles)


def _ready(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
