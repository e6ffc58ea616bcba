"""The order of the articles in a listing: their places. SQL over an open transaction.

What a place is, and which an article gets, is said in `archiver.archive.ledger.walk`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archiver.archive.ledger import walk


class Placed(NamedTuple):
    """The lowest place so far, the articles of a page that are the list's, where it stands."""

    lowest: int | None
    main: Sequence[str]
    stand: walk.Stand | None


def put_page(connection: sqlite3.Connection, listing: int, urls: Sequence[str], above: int | None) -> Placed:
    """Give the articles of a page their places; `above` is the lowest of the pages before."""
    (top,) = connection.execute(
        "SELECT max(place) FROM listed WHERE listing = ? AND late = 0", (listing,)
    ).fetchone()
    page = _main(connection, listing, urls, top if above is None else above)
    known = [place for _, place in page]
    main = [url for url, _ in page]
    own = [place for place in known if place is not None and (above is None or place < above)]
    below = _next_below(connection, listing, min(own, default=above))
    places = walk.places(known, above=above, top=top, below=below)
    _put(connection, listing, main, places, late=False)
    lowest = min(places if above is None else [above, *places], default=None)
    # What a search of this run has found before stands there for whoever comes later.
    stand = _stand(connection, listing, urls, dict(zip(main, places, strict=True)), most_late=1)
    return Placed(lowest, main, stand)


def _main(
    connection: sqlite3.Connection, listing: int, urls: Sequence[str], above: int | None
) -> list[tuple[str, int | None]]:
    """The articles of a page with their places, without those that stand there beside the list.

    A side bar and what is pinned show known articles from far away. Where most of a page is from far away,
    it is the list that has moved.
    """
    page = list(zip(urls, known_places(connection, listing, urls), strict=True))
    main = _within(page, _around(connection, listing, above, len(urls)))
    if any(place is not None for _, place in main):
        return main
    known = sorted(place for _, place in page if place is not None)
    if not known:
        return main
    moved = _within(page, _around(connection, listing, known[len(known) // 2], len(urls)))
    return moved if 2 * sum(place is not None for _, place in moved) > len(urls) else main


def _within(
    page: Iterable[tuple[str, int | None]], bounds: tuple[int | None, int | None]
) -> list[tuple[str, int | None]]:
    low, high = bounds
    return [
        (url, place)
        for url, place in page
        if place is None or ((low is None or place >= low) and (high is None or place <= high))
    ]


def _around(
    connection: sqlite3.Connection, listing: int, place: int | None, size: int
) -> tuple[int | None, int | None]:
    """The places between which the next `size` articles after a place are looked for: lowest, highest."""
    low = connection.execute(
        "SELECT place FROM listed WHERE listing = ? AND late = 0 AND place < ? "
        "ORDER BY place DESC LIMIT 1 OFFSET ?",
        (listing, place, 2 * size),
    ).fetchone()
    high = connection.execute(
        "SELECT place FROM listed WHERE listing = ? AND late = 0 AND place > ? "
        "ORDER BY place LIMIT 1 OFFSET ?",
        (listing, place, size),
    ).fetchone()
    return (None if low is None else int(low[0]), None if high is None else int(high[0]))


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


def stand(
    connection: sqlite3.Connection, listing: int, urls: Sequence[str], expected: int
) -> walk.Stand | None:
    """Where a page stands now, before which so many articles are expected.

    Those that this search has found do not count.
    """
    rows = ((url, connection.execute(_PLACE, (listing, url)).fetchone()) for url in urls)
    known = [(url, int(row[0])) for url, row in rows if row is not None]
    bounds = _around(connection, listing, _place_of_rank(connection, listing, expected), len(urls))
    return _stand(connection, listing, urls, dict(_within(known, bounds) or known))


def _stand(
    connection: sqlite3.Connection,
    listing: int,
    urls: Sequence[str],
    places: Mapping[str, int | None],
    *,
    most_late: int = 0,
) -> walk.Stand | None:
    """The same by the places of some articles of the page; with `most_late` 1 all count."""
    found = [(at, place) for at, url in enumerate(urls) if (place := places.get(url)) is not None]
    sampled = [found[at] for at in walk.samples(len(found))]
    return walk.stand(_ranks(connection, listing, sampled, most_late))


_PLACE = """
SELECT place FROM listed WHERE listing = ? AND late = 0 AND url = (SELECT id FROM urls WHERE url = ?)
"""


def _ranks(
    connection: sqlite3.Connection, listing: int, sampled: Sequence[tuple[int, int]], most_late: int
) -> list[tuple[int, int, int]]:
    """Position, place and rank of articles whose places are given: only the first is counted from the top."""
    if not sampled:
        return []
    (at, first), *others = sampled
    rank = _count(connection, listing, first, walk.HIGHEST, most_late)
    found = [(at, first, rank)]
    for position, place in others:
        between = _count(connection, listing, min(place, first), max(place, first), most_late)
        found.append((position, place, rank + (between if place < first else -between)))
    return found


def _count(connection: sqlite3.Connection, listing: int, above: int, up_to: int, most_late: int) -> int:
    """How many articles have a place above one, and up to another."""
    (count,) = connection.execute(
        "SELECT count(*) FROM listed WHERE listing = ? AND late IN (0, ?) AND place > ? AND place <= ?",
        (listing, most_late, above, up_to),
    ).fetchone()
    return int(count)


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
