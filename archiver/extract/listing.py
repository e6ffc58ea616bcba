"""Which articles one page of a listing links to, and where the listing goes on. Pure.

What is new and how far to walk is the caller's to judge. `listings/` has each form.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urldefrag

from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.flow.walk import walk
from archiver.extract.listings.calendars import unit_of
from archiver.extract.listings.declared import Listing, ListingKind
from archiver.extract.listings.endpoints import html_of, json_items, json_of, json_total, rows_of
from archiver.extract.listings.feeds import feed_items, next_feed
from archiver.extract.listings.following import following, opening
from archiver.extract.listings.links import Following, Link, Links
from archiver.extract.listings.markup import local_name, xml_tree
from archiver.extract.listings.notices import number_in, says_nothing, total_in
from archiver.extract.listings.pages import page_items
from archiver.extract.listings.place import Place
from archiver.extract.listings.sitemaps import nested_sitemaps, sitemap_items
from archiver.extract.listings.templates import blanks
from archiver.extract.signals import refused_as_stub
from archiver.extract.site import Site
from archiver.page.page import Page, text_of
from archiver.page.payload import html_text
from archiver.records import VIETNAM, Payload, Reason

__all__ = ["Following", "Link", "Links", "opening", "read_listing"]

#: What a short page without links says that makes it no page of the listing at all.
_REFUSED = frozenset({Reason.BLOCKED, Reason.LOGIN, Reason.MAINTENANCE, Reason.ERROR_PAGE, Reason.REDIRECT})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of one page: `page` where it is HTML, `rows` of an endpoint, `next_part` of a feed."""

    links: Links
    page: Page | None = None
    rows: int | None = None
    next_part: str | None = None


def read_listing(
    payload: Payload,
    listing: Listing,
    site: Site,
    *,
    kind: str,
    page: int | None = None,
    before: str = "",
    seen: Container[str] = frozenset(),
    since: date | None = None,
) -> Links:
    """The links of one page of a listing, and where it goes on.

    `kind` is a `ListingKind`. `page` is the number of this page (without it: of the listing's own address),
    `before` the signature of the page before it, `seen` the addresses of its pages that need no second
    visit. Calendars are walked from the day of `payload.fetched_at` back to `since`, days of Viet Nam.

    Raises:
        PayloadError: the bytes are no page, no XML or no JSON.
        NotAnArticle: the bytes are no HTML at all, or the page is a wall, a login form, an error.
    """
    place = Place(
        url=urldefrag(payload.url)[0],
        page=listing.first - 1 if page is None else page,
        before=before,
        seen=seen,
        today=_day(payload.fetched_at),
        since=since,
    )
    reading = _read(payload, listing, site, kind, place)
    links = replace(reading.links, barren=_barren(listing, reading.links, place))
    found = following(listing, links, place, site, reading.page)
    if found is None and reading.next_part and listing.by_link and reading.next_part not in seen:
        found = Following(url=reading.next_part, page=place.page + 1)
    return replace(links, following=found, capped=_capped(listing, links, place, reading.rows))


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone(VIETNAM).date()


def _read(payload: Payload, listing: Listing, site: Site, kind: str, place: Place) -> _Reading:
    if kind == ListingKind.PAGE:
        return _read_page(payload, listing, site, place)
    if kind == ListingKind.JSON:
        return _read_endpoint(payload, listing, site)
    return _read_xml(payload, site)


def _read_page(payload: Payload, listing: Listing, site: Site, place: Place) -> _Reading:
    try:
        text = html_text(payload)
    except NotAnArticle as error:
        in_fragments = listing.fragments or "zone" in blanks(listing.pages)
        if error.reason == Reason.EMPTY and in_fragments and place.page >= listing.first:
            return _Reading(Links())
        raise
    return _read_html(text, payload, listing, site)


def _read_html(text: str, payload: Payload, listing: Listing, site: Site) -> _Reading:
    page = Page(text, payload.url)
    items = _once(page_items(page, listing.within, site, payload.fetched_at))
    if not items:
        _refuse_wall(page, text)
    words = text_of(page.body)
    total = total_in(words)
    if listing.total:
        total = next((number_in(text_of(node)) for node in page.each(listing.total)), None)
    return _Reading(Links(items, total=total, no_results=not items and says_nothing(words)), page)


def _refuse_wall(page: Page, text: str) -> None:
    """Raise `NotAnArticle` for a page that stands where a listing should be; it is never the end of one."""
    refusal = refused_as_stub(page, text, walk(page.body))
    if refusal is not None and refusal.reason in _REFUSED:
        raise NotAnArticle(page.url, refusal.reason, refusal.detail)


def _refuse_html(payload: Payload) -> None:
    """Raise `NotAnArticle` for a wall that is served as a feed or as JSON."""
    try:
        text = html_text(payload)
    except (NotAnArticle, PayloadError):
        return
    _refuse_wall(Page(text, payload.url), text)


def _read_endpoint(payload: Payload, listing: Listing, site: Site) -> _Reading:
    try:
        value = json_of(payload)
    except PayloadError:
        _refuse_html(payload)
        raise
    total = json_total(value, listing.json)
    if (fragment := html_of(value, listing.json)) is not None:
        if "<" not in fragment:
            return _Reading(Links(total=total, no_results=says_nothing(fragment)))
        page = replace(payload, body=fragment.encode(errors="replace"), content_type="text/html")
        reading = _read_html(html_text(page), page, listing, site)
        return replace(
            reading, links=replace(reading.links, total=reading.links.total if total is None else total)
        )
    rows = rows_of(value, listing.json)
    items = _once(json_items(value, listing.json, payload.url, site))
    return _Reading(Links(items, total=total, no_results=not rows and total == 0), rows=len(rows))


def _read_xml(payload: Payload, site: Site) -> _Reading:
    try:
        tree = xml_tree(payload)
    except PayloadError:
        _refuse_html(payload)
        raise
    match local_name(tree):
        case "sitemapindex":
            return _Reading(Links(nested=_once(nested_sitemaps(tree, payload.url, site))))
        case "urlset":
            return _Reading(Links(_once(sitemap_items(tree, payload.url, site))))
        case _:
            items = _once(feed_items(tree, payload.url, site))
            return _Reading(Links(items), next_part=next_feed(tree, payload.url, site))


def _once(items: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once, at its first place, with the first date it has."""
    first: dict[str, Link] = {}
    for item in items:
        if item.url not in first or first[item.url].at is None:
            first[item.url] = item
    return tuple(first.values())


def _barren(listing: Listing, links: Links, place: Place) -> int:
    """How many pages of a calendar in a row, up to this one, hold nothing or what the one before held."""
    content, _, count = place.before.partition("+")
    repeats = links.signature == content and place.page != listing.first
    if not unit_of(listing.pages) or (links.items and not repeats):
        return 0
    return int(count) + 1 if count.isdecimal() else 1


def _capped(listing: Listing, links: Links, place: Place, rows: int | None) -> bool | None:
    if not listing.size:
        return None
    before = (place.page - listing.first + 1) * listing.size
    if not (listing.pages or listing.by_link or listing.postback):
        return len(links.items) >= listing.size and (links.total is None or links.total > len(links.items))
    # Pages counted in steps of the size asked for jump over items when each gives fewer.
    return rows is not None and links.total is not None and 0 < rows < min(listing.size, links.total - before)
