"""The order of the articles in a listing: their places. SQL over an open transaction.

What a place is, and which an article gets, is said in `archiver.archive.ledger.walk`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from archiver.archive.ledger import walk


class Placed(NamedTuple):
    """The lowest place so far; of a page's articles below all pages before, how many and the first."""

    lowest: int | None
    down: int
    first: int


def put_page(connection: sqlite3.Connection, listing: int, urls: Sequence[str], above: int | None) -> Placed:
    """Give the articles of a page their places; `above` is the lowest of the pages before."""
    known = known_places(connection, listing, urls)
    (top,) = connection.execute(
        "SELECT max(place) FROM listed WHERE listing = ? AND late = 0", (listing,)
    ).fetchone()
    own = [place for place in known if place is not None and (above is None or place < above)]
    below = _next_below(connection, listing, min(own, default=above))
    places = walk.places(known, above=above, top=top, below=below)
    _put(connection, listing, urls, places, late=False)
    if above is None:
        return Placed(min(places, default=None), len(places), 0)
    further = [position for position, place in enumerate(places) if place < above]
    return Placed(min([above, *places]), len(further), further[0] if further else 0)


def put_late(connection: sqlite3.Connection, listing: int, urls: Sequence[str], before: int) -> None:
    """Give what a search has found its places; `before` articles stand in front of the page it is on."""
    high = _place_of_rank(connection, listing, max(0, before - len(urls)))
    low = _place_of_rank(connection, listing, before + 2 * len(urls))
    # What stands far from its place (a side bar, the pinned) is no neighbour of anything.
    page = [
        (url, place)
        for url, place in zip(urls, known_places(connection, listing, urls), strict=True)
        if place is None or ((high is None or place <= high) and (low is None or place >= low))
    ]
    own = [place for _, place in page if place is not None]
    if not own:
        return
    places = walk.places(
        [place for _, place in page],
        above=_next_above(connection, listing, own[0]),
        top=None,
        below=_next_below(connection, listing, min(own)),
    )
    _put(connection, listing, [url for url, _ in page], places, late=True)


def before(connection: sqlite3.Connection, listing: int, urls: Sequence[str]) -> int | None:
    """How many articles stand before a page now; those that this search has found do not count."""
    ranks = []
    for position in walk.samples(len(urls)):
        row = connection.execute(
            """
            SELECT (SELECT count(*) FROM listed AS other
                    WHERE other.listing = one.listing AND other.late = 0 AND other.place > one.place)
            FROM listed AS one
            WHERE one.listing = ? AND one.late = 0 AND one.url = (SELECT id FROM urls WHERE url = ?)
            """,
            (listing, urls[position]),
        ).fetchone()
        if row is not None:
            ranks.append((position, int(row[0])))
    return walk.before(ranks)


def known_places(connection: sqlite3.Connection, listing: int, urls: Sequence[str]) -> list[int | None]:
    """The place of every article of a page, `None` for those that have none yet."""
    rows = (
        connection.execute(
            "SELECT place FROM listed WHERE listing = ? AND url = (SELECT id FROM urls WHERE url = ?)",
            (listing, url),
        ).fetchone()
        for url in urls
    )
    return [None if row is None else int(row[0]) for row in rows]


def _place_of_rank(connection: sqlite3.Connection, listing: int, rank: int) -> int | None:
    row = connection.execute(
        "SELECT place FROM listed WHERE listing = ? AND late = 0 ORDER BY place DESC LIMIT 1 OFFSET ?",
        (listing, rank),
    ).fetchone()
    return None if row is None else int(row[0])


_NEXT_BELOW = """
SELECT max(place) FROM (
    SELECT max(place) AS place FROM listed WHERE listing = :listing AND late = 0 AND place < :place
    UNION ALL SELECT max(place) FROM listed WHERE listing = :listing AND late = 1 AND place < :place
)
"""
_NEXT_ABOVE = """
SELECT min(place) FROM (
    SELECT min(place) AS place FROM listed WHERE listing = :listing AND late = 0 AND place > :place
    UNION ALL SELECT min(place) FROM listed WHERE listing = :listing AND late = 1 AND place > :place
)
"""


def _next_below(connection: sqlite3.Connection, listing: int, place: int | None) -> int | None:
    (found,) = connection.execute(_NEXT_BELOW, {"listing": listing, "place": place}).fetchone()
    return None if found is None else int(found)


def _next_above(connection: sqlite3.Connection, listing: int, place: int) -> int:
    (found,) = connection.execute(_NEXT_ABOVE, {"listing": listing, "place": place}).fetchone()
    return place + walk.GAP if found is None else int(found)


def _put(
    connection: sqlite3.Connection,
    listing: int,
    urls: Sequence[str],
    places: Sequence[int],
    *,
    late: bool,
) -> None:
    connection.executemany(
        """
        INSERT INTO listed (listing, url, place, late) SELECT ?, id, ?, ? FROM urls WHERE url = ?
        ON CONFLICT DO NOTHING
        """,
        [(listing, place, late, url) for url, place in zip(urls, places, strict=True)],
    )
