"""Where a listing goes on after the page at hand: each declared form of pagination. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archiver.extract.listings.addresses import of_site
from archiver.extract.listings.calendars import EARLIEST, start_of, unit_before, unit_of
from archiver.extract.listings.controls import postback_in, posted_back, server_form
from archiver.extract.listings.declared import Listing, Postback
from archiver.extract.listings.links import Following, Links
from archiver.extract.listings.pagers import next_handles
from archiver.extract.listings.pages import base_of
from archiver.extract.listings.place import Place
from archiver.extract.listings.templates import blanks, day_of, fill, value_of
from archiver.extract.site import Site, address_of_page, recognise
from archiver.page.page import Page, text_of

#: On the way to a day that was asked for so many times the patience: a month without news is no end.
_ASKED_FOR = 12


def opening(listing: Listing) -> Following:
    """What to ask for first: the listing's own address, posted to where its pages are."""
    number = listing.first - 1
    posts = (listing.form or listing.body) and listing.pages == listing.url
    return _asked(listing, number, {}) if posts else Following(url=listing.url, page=number)


def following(
    listing: Listing, links: Links, place: Place, site: Site, page: Page | None
) -> Following | None:
    """The page after this one; `page` is this one where it is HTML."""
    if unit_of(listing.pages):
        return _earlier(listing, links, place)
    if not links.items or _loops(listing, links, place):
        return None
    found = None
    if listing.pages:
        found = _numbered(listing, place, page)
    elif page is not None and listing.postback is not None:
        found = _posted(page, listing.postback, place, site)
    elif page is not None and listing.by_link:
        found = _linked(page, place, site)
    return None if found is None or _is_old(found, place) else found


def _loops(listing: Listing, links: Links, place: Place) -> bool:
    # The page numbered `first` may repeat the listing's own address (page 0 = page 1): no loop yet.
    return links.signature == place.before and place.page != listing.first


def _is_old(found: Following, place: Place) -> bool:
    return found.method == "GET" and (found.url == place.url or found.url in place.seen)


def _numbered(listing: Listing, place: Place, page: Page | None) -> Following | None:
    values: dict[str, str] = {}
    if "zone" in blanks(listing.pages):
        zone = value_of(listing.pages, "zone", place.url) or _zone(listing, page)
        if not zone:
            return None
        values["zone"] = zone
    return _asked(listing, place.page + 1, values)


def _zone(listing: Listing, page: Page | None) -> str:
    """The number of a listing as its first page gives it, in a field or as text."""
    for node in page.each(listing.zone) if page is not None else ():
        if value := (node.attributes.get("value") or text_of(node)).strip():
            return value
    return ""


def _asked(listing: Listing, number: int, values: dict[str, str], on: date | None = None) -> Following:
    values = values | {
        "page": str(number),
        "offset": str((number - listing.first + 1) * listing.size),
        "size": str(listing.size),
    }
    return Following(
        url=fill(listing.pages, values, on),
        page=number,
        form=tuple((name, fill(value, values, on)) for name, value in listing.form),
        body=fill(listing.body, values, on),
        method="POST" if listing.form or listing.body else "GET",
    )


def _posted(page: Page, call: Postback, place: Place, site: Site) -> Following | None:
    form = server_form(page)
    if form is None:
        return None
    action = of_site(place.url, form.attributes.get("action") or place.url, site)
    if action is None:
        return None
    number = place.page + 1
    filled = replace(call, argument=fill(call.argument, {"page": str(number)}))
    return Following(url=action, page=number, form=posted_back(form, filled), method="POST")


def _linked(page: Page, place: Place, site: Site) -> Following | None:
    """The first link to a next page that leads to a new page of the site."""
    for target in next_handles(page, place.page + 1):
        if (call := postback_in(target)) is not None:
            found = _posted(page, call, place, site)
        else:
            url = of_site(base_of(page), target, site)
            is_page = url is not None and recognise(url, site) is None
            found = (
                Following(url=address_of_page(url), page=place.page + 1)
                if url is not None and is_page
                else None
            )
        if found is not None and not _is_old(found, place):
            return found
    return None


def _patience(listing: Listing, links: Links, place: Place) -> int:
    """How many units in a row may bring nothing: empty ones more where a day was asked for."""
    return listing.patience * (_ASKED_FOR if place.since and not links.items else 1)


def _earlier(listing: Listing, links: Links, place: Place) -> Following | None:
    """The next page of a day, else the first page of the day before (or month, or year)."""
    unit = unit_of(listing.pages)
    day, first = day_of(listing.pages, place.url), listing.first - 1
    number = int(value_of(listing.pages, "page", place.url) or first)
    if day is None:
        if place.today is None or place.page > first:
            return None
        day = start_of(place.today, unit)
        return replace(_asked(listing, first, {}, day), page=place.page + 1)
    if "page" in blanks(listing.pages) and links.items and not links.barren:
        return replace(_asked(listing, number + 1, {}, day), page=place.page + 1)
    day = unit_before(day, unit)
    if links.barren >= _patience(listing, links, place) or day < start_of(
        max(place.since or EARLIEST, EARLIEST), unit
    ):
        return None
    found = replace(_asked(listing, first, {}, day), page=place.page + 1)
    return None if _is_old(found, place) else found
