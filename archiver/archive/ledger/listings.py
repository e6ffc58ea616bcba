"""The pages of listings: where a walk goes on, where a search does. SQL over an open transaction.

What the numbers mean is said, and decided, in `archiver.archive.ledger.walk`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from archiver.archive.ledger import order, this_run, walk
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.visits import Discovered, Place, Problem, Settlement
from archiver.archive.ledger.walk import Search, Seen, Step


def put_page(connection: sqlite3.Connection, url: str, place: Place) -> None:
    """Write down where in its listing a page stands."""
    connection.execute(
        """
        INSERT INTO listing_pages (
            url, listing, page, form, signature, quiet, treading, above, search
        )
        VALUES (
            (SELECT id FROM urls WHERE url = :url), :listing, :page, :form, :signature, :quiet, :treading,
            :above, :search
        )
        ON CONFLICT (url) DO UPDATE SET listing = :listing, page = :page, form = :form,
            signature = :signature, quiet = :quiet, treading = :treading, above = :above, search = :search
        """,
        {
            "url": url,
            "listing": place.listing,
            "page": place.page,
            "form": place.form,
            "signature": place.signature,
            "quiet": place.quiet,
            "treading": place.treading,
            "above": place.above,
            "search": place.search.text() if place.search else "",
        },
    )


def place_of(row: sqlite3.Row) -> Place:
    """The place that a row of `listing_pages` describes."""
    return Place(
        listing=row["listing"],
        page=row["page"],
        form=row["form"],
        signature=row["signature"],
        quiet=row["quiet"],
        treading=row["treading"],
        above=row["above"],
        search=Search.of(row["search"]),
    )


def forget_searches(connection: sqlite3.Connection, site: str) -> None:
    """End the searches of an earlier run: a run begins its own. What they found is in its place."""
    connection.execute(
        """
        UPDATE urls SET next_visit = NULL, state = iif(state = 'pending', 'done', state) WHERE id IN (
            SELECT pages.url FROM listing_pages AS pages JOIN urls ON urls.id = pages.url
            WHERE urls.site = ? AND pages.search <> ''
        )
        """,
        (site,),
    )
    connection.execute("UPDATE listing_pages SET search = '' WHERE search <> ''")
    connection.execute("UPDATE listed SET late = 0 WHERE late = 1")
    this_run.forget(connection, site)


@dataclass(frozen=True, slots=True)
class _Listing:
    """What is known of a whole listing: its row, how far it was walked, its last page."""

    id: int
    site: str
    walked: str
    last_page: int


_HOUR = 3600


class Further(NamedTuple):
    """What follows from a page of a listing beyond what it says itself."""

    discovered: Sequence[Discovered] = ()
    problems: tuple[Problem, ...] = ()


def go_on(connection: sqlite3.Connection, settlement: Settlement, new: int, plan: Plan) -> Further:
    """Where a listing is looked at next, after one of its pages was read and its URLs were added.

    `new` is how many of them were not known before.
    """
    place = settlement.visit.place
    if place is None or settlement.visit.kind == "sitemap":
        return Further()
    listing = _listing(connection, place.listing)
    urls = [one.url for one in settlement.discovered if one.kind == "article"]
    if place.search is not None:
        return Further(_search_on(connection, listing, settlement, urls))
    placed = order.put_page(connection, listing.id, urls, place.above)
    hidden = _stand(connection, listing, settlement.visit.url, placed.stand, plan)
    is_old = bool(urls) and all(plan.holds_back(one.published) for one in settlement.discovered)
    seen = Seen(
        page=place.page,
        new=new,
        quiet=place.quiet,
        treading=place.treading,
        has_next=settlement.following is not None,
        old=this_run.old_in_a_row(connection, listing.id, place.page) if is_old else 0,
        is_full=plan.full,
        known_below=_is_known_below(connection, listing, place, plan),
        # An empty day of a calendar is no loop.
        leads_on=this_run.walked_over(connection, listing.id, placed.main) > 0 or not urls,
    )
    step = walk.step(seen)
    # What this page shows may have been walked over by another walk of this run, which goes on below.
    is_another = step is Step.END and seen.has_next and not seen.old and _is_under_way(connection, place)
    match Step.KNOWN if is_another else step:
        case Step.NEXT:
            assert settlement.following is not None
            assert settlement.following.place is not None
            further = replace(
                settlement.following.place,
                quiet=seen.quiet_now,
                treading=seen.treading_now,
                above=placed.lowest,
            )
            return Further([replace(settlement.following, place=further)])
        case Step.KNOWN:
            if is_another or not settlement.can_be_opened:
                return Further()
            return Further(_begin_search(connection, listing, place, hidden, settlement.at))
        case Step.END:
            _ended(connection, listing, place.page - (seen.treading_now if urls else seen.treading + 1), plan)
            # A search under way may still find what seems to be missing.
            is_compared = (plan.full or not _is_walked(listing, plan)) and not seen.old
            return Further(problems=_missing(connection, listing, settlement) if is_compared else ())


def not_there(connection: sqlite3.Connection, settlement: Settlement, plan: Plan) -> Further:
    """Where a listing is looked at next, after one of its pages was not there: behind the last it ends."""
    place, url = settlement.visit.place, settlement.visit.url
    if place is None or settlement.visit.kind == "sitemap" or url == place.listing:
        return Further()
    listing = _listing(connection, place.listing)
    if place.search is not None:
        _forget_search(connection, url)
        return Further(_before_the_end(connection, listing, place) or ())
    if not _is_under_way(connection, place):
        _ended(connection, listing, place.page - 1, plan)
    return Further()


def _forget_search(connection: sqlite3.Connection, url: str) -> None:
    connection.execute(
        "UPDATE listing_pages SET search = '' WHERE url = (SELECT id FROM urls WHERE url = ?)", (url,)
    )


def _before_the_end(
    connection: sqlite3.Connection, listing: _Listing, place: Place
) -> list[Discovered] | None:
    """The page before the one that a search has found empty, where that was the last; `None` where not."""
    assert place.search is not None
    earlier = place.search.before_the_end()
    if earlier is None:
        return None
    connection.execute("UPDATE listing_pages SET last_page = ? WHERE url = ?", (earlier.high, listing.id))
    return _opened(connection, place.listing, earlier)


def _missing(
    connection: sqlite3.Connection, listing: _Listing, settlement: Settlement
) -> tuple[Problem, ...]:
    """What a listing says it has and has never shown, now that it was walked to its end."""
    place, total = settlement.visit.place, settlement.total
    assert place is not None
    # What is gone from the portal is gone from its own count too.
    (shown,) = connection.execute(
        "SELECT count(*) FROM listed JOIN urls ON urls.id = listed.url WHERE listing = ? AND state <> 'gone'",
        (listing.id,),
    ).fetchone()
    if total is None or shown >= total:
        return ()
    detail = (
        f"{total - shown} articles are missing: it says {total}, {shown} were seen up to its end "
        f"(page {place.page}). Walk it again: archiver crawl {listing.site} --full"
    )
    short = Problem(url=place.listing, reason="listing-short", detail=detail, standing=True)
    return (replace(short, capture=settlement.capture or None),)


def _listing(connection: sqlite3.Connection, url: str) -> _Listing:
    row = connection.execute(
        """
        SELECT urls.id, urls.site, coalesce(walked, '') AS walked, coalesce(last_page, 0) AS last_page
        FROM urls LEFT JOIN listing_pages AS pages ON pages.url = urls.id WHERE urls.url = ?
        """,
        (url,),
    ).fetchone()
    return _Listing(row["id"], row["site"], row["walked"], row["last_page"])


def _is_walked(listing: _Listing, plan: Plan) -> bool:
    """Whether a walk has come as far as this run wants to go."""
    return bool(listing.walked) and listing.walked <= plan.walks_back_to


def _is_known_below(connection: sqlite3.Connection, listing: _Listing, place: Place, plan: Plan) -> bool:
    if _is_walked(listing, plan):
        # Behind the last page that is known lies what the listing has grown by.
        return place.page < listing.last_page
    # A walk that was cut short goes on from its own page.
    return _is_under_way(connection, place)


def _is_under_way(connection: sqlite3.Connection, place: Place) -> bool:
    """Whether a page of the listing behind this one is still to be read."""
    return (
        connection.execute(
            """
            SELECT 1 FROM listing_pages AS pages JOIN urls ON urls.id = pages.url
            WHERE pages.listing = ? AND pages.page > ? AND urls.next_visit IS NOT NULL LIMIT 1
            """,
            (place.listing, place.page),
        ).fetchone()
        is not None
    )


def _ended(connection: sqlite3.Connection, listing: _Listing, page: int, plan: Plan) -> None:
    """Remember that a walk has come to the end, or to the day that was asked for, on that page."""
    walked = min(listing.walked or plan.walks_back_to, plan.walks_back_to)
    connection.execute(
        "UPDATE listing_pages SET walked = ?, last_page = max(last_page, ?) WHERE url = ?",
        (walked, page, listing.id),
    )


def _stand(
    connection: sqlite3.Connection, listing: _Listing, url: str, now: walk.Stand | None, plan: Plan
) -> int:
    """How many articles hide above a page that a walk has read, by where it stands `now`.

    What the first walk has found is kept. Later ones only compare, as searches do: what is the same for all
    pages hides nothing between them.
    """
    if now is None:
        return 0
    page, before = _page(connection, url)
    this_run.stands(connection, listing.id, page, now.place)
    if _is_walked(listing, plan) and not plan.full and page <= listing.last_page:
        return before - now.before
    connection.execute(
        "UPDATE listing_pages SET before = ? WHERE url = (SELECT id FROM urls WHERE url = ?)",
        (now.before, url),
    )
    return 0


def _page(connection: sqlite3.Connection, url: str) -> tuple[int, int]:
    """The number of a page, and how many articles stood before it."""
    page, before = connection.execute(
        "SELECT page, before FROM listing_pages WHERE url = (SELECT id FROM urls WHERE url = ?)", (url,)
    ).fetchone()
    return int(page), int(before)


def _begin_search(
    connection: sqlite3.Connection, listing: _Listing, place: Place, hidden: int, at: datetime
) -> list[Discovered]:
    if listing.last_page <= place.page:
        return []
    turn = int(at.timestamp()) // _HOUR
    return _opened(connection, place.listing, Search.begin(place.page, hidden, listing.last_page, turn))


def _search_on(
    connection: sqlite3.Connection, listing: _Listing, settlement: Settlement, urls: Sequence[str]
) -> list[Discovered]:
    """The next pages of a search, after one was opened; what it showed for the first time is late."""
    place = settlement.visit.place
    assert place is not None
    assert place.search is not None
    _, before = _page(connection, settlement.visit.url)
    now = order.stand(connection, listing.id, urls, before)
    if now is not None:
        order.put_late(connection, listing.id, urls, now.before)
        this_run.stands(connection, listing.id, place.page, now.place)
    _forget_search(connection, settlement.visit.url)
    if not urls and (opened := _before_the_end(connection, listing, place)) is not None:
        return opened
    if now is None:
        # Nothing on the page is known: only a whole walk tells what has happened.
        connection.execute("UPDATE listing_pages SET walked = '' WHERE url = ?", (listing.id,))
        return []
    following: list[Discovered] = []
    if place.search.is_at_the_end:
        following += _behind_the_end(connection, listing, settlement, urls)
    # As it stood when the run began: half of a search must not be counted by other numbers than the other.
    hidden = before - this_run.corrected(connection, listing.id, place.page) - now.before
    if (onward := place.search.onward(hidden)) is not None:
        following += _opened(connection, place.listing, onward)
    for half in place.search.found(hidden):
        if half.is_narrow:
            _correct(connection, listing, place.listing, half)
        else:
            following += _opened(connection, place.listing, half)
    return following


def _correct(connection: sqlite3.Connection, listing: _Listing, url: str, half: Search) -> None:
    """Count anew what stands before the pages behind one; what was found late is counted from now on."""
    articles = half.removed + this_run.late_between(connection, listing.id, half.low, half.high)
    if articles:
        connection.execute(
            "UPDATE listing_pages SET before = before + ? WHERE listing = ? AND page > ?",
            (articles, url, half.low),
        )
        this_run.correct(connection, listing.id, half.low, articles)


def _behind_the_end(
    connection: sqlite3.Connection,
    listing: _Listing,
    settlement: Settlement,
    urls: Sequence[str],
) -> list[Discovered]:
    """The page after the last one that is known: the listing has grown, and the end of it moved on."""
    found = settlement.following
    if found is None or found.place is None:
        return []
    known = [place for place in order.known_places(connection, listing.id, urls) if place is not None]
    return [replace(found, place=replace(found.place, above=min(known)))]


def _opened(connection: sqlite3.Connection, listing: str, search: Search) -> list[Discovered]:
    """The page a search wants to open, where it has an address of its own."""
    row = connection.execute(
        """
        SELECT urls.url, urls.kind, pages.* FROM listing_pages AS pages JOIN urls ON urls.id = pages.url
        WHERE pages.listing = ? AND pages.page = ? AND pages.form = '' LIMIT 1
        """,
        (listing, search.page),
    ).fetchone()
    if row is None:
        return []
    return [
        Discovered(
            url=row[0], kind=row[1], again=True, place=replace(place_of(row), search=search, signature="")
        )
    ]
