"""What a portal lists its articles in beside the list that was given: sitemaps, other columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urljoin, urlsplit

from protego import Protego

from archiver.errors import NotAnArticle, NotUnderstood, PayloadError
from archiver.extract.describing.pagination import declared
from archiver.extract.describing.portal import Outline, links_of
from archiver.extract.listing import Links, read_listing
from archiver.extract.listings.addresses import of_site
from archiver.extract.site import Listing, ListingKind, Source, address_of_page, local_address, recognise
from archiver.page.payload import decode
from archiver.records import Payload

#: A column of the menu has a short name; what is longer is a headline.
_MENU_WORDS = 6
#: So many articles of its own, which do not stand beside every page, make a page of the menu a list.
_FEWEST = 3
#: A portal names one sitemap, an index of some, or one for each language.
_MOST_SITEMAPS, _MOST_NESTED = 2, 3


def columns_of(found: Outline) -> tuple[str, ...]:
    """The other columns that may be lists: of the menu of every page, with an address like the list's own.

    Where the list leads no further, as a home page does, columns with other addresses come after these.
    """
    hosts, own = found.site.hosts, _plain(found.listing.url)
    pages = (found.listing, *(one.payload for one in found.given))
    menu, *others = (
        {address_of_page(url): text for url, text in links_of(page, hosts).items()} for page in pages
    )
    is_end = found.declared.links.following is None
    columns: dict[str, str] = {}
    for url, text in menu.items():
        is_name = any(map(str.isalpha, text)) and len(text.split()) <= _MENU_WORDS
        if (
            not is_name
            or not (_is_alike(url, found.listing.url) or is_end)
            or not all(url in links for links in others)
        ):
            continue
        is_home = not urlsplit(url).path.strip("/") and not urlsplit(url).query
        if _plain(url) != own and not is_home and recognise(url, found.site) is None:
            columns.setdefault(_plain(url), url)
    return tuple(sorted(columns.values(), key=lambda url: not _is_alike(url, found.listing.url)))


def with_column(found: Outline, payload: Payload) -> Outline:
    """An outline with another list, where it has articles that are not beside every page, and goes on."""
    try:
        column = declared(payload, found.site, Source.HTML)
    except (NotUnderstood, NotAnArticle, PayloadError):
        return found
    # What is beside every page; a list of related articles is another one on each.
    pages = (found.listing, *(one.payload for one in found.given))
    beside = set.intersection(
        *({recognise(url, found.site) for url in links_of(page, found.site.hosts)} for page in pages)
    )
    own = {recognise(item.url, found.site) for item in column.links.items} - beside
    is_twin = found.declared.links.following is None and _is_alike(payload.url, found.listing.url)
    goes_on = column.links.following is not None or is_twin
    is_page = column.listing.kind is ListingKind.PAGE and recognise(payload.url, found.site) is None
    if len(own) < _FEWEST or not goes_on or not is_page:
        return found
    return _with_listing(found, column.listing)


def robots_of(url: str) -> str:
    """The address of the robots.txt that holds for an address."""
    return urljoin(url, "/robots.txt")


def sitemaps_of(robots: Payload | None, found: Outline) -> tuple[str, ...]:
    """The sitemaps that robots.txt names, on the site's hosts; where it names none, the usual address."""
    named = Protego.parse(decode(robots.body, robots.content_type)).sitemaps if robots is not None else ()
    start = found.listing.url
    urls = [of_site(start, url, found.site) for url in named] or [urljoin(start, "/sitemap.xml")]
    return tuple(dict.fromkeys(url for url in urls if url is not None))[:_MOST_SITEMAPS]


def nested_of(sitemap: Payload, found: Outline) -> tuple[str, ...]:
    """Some of the sitemaps of an index, to see whether they lead to articles."""
    links = _sitemap_links(sitemap, found)
    return () if links is None else links.sitemaps[:_MOST_NESTED]


def with_sitemap(found: Outline, payload: Payload, nested: Sequence[Payload]) -> Outline:
    """An outline with a sitemap, where it, or one of those nested in it, leads to articles of the site."""
    links = [_sitemap_links(one, found) for one in (payload, *nested)]
    if links[0] is None or not any(one is not None and one.items for one in links):
        return found
    return _with_listing(found, Listing(url=payload.url, kind=ListingKind.SITEMAP, source=Source.HTML))


def _sitemap_links(payload: Payload, found: Outline) -> Links | None:
    plain = Listing(url=payload.url, kind=ListingKind.SITEMAP)
    try:
        return read_listing(payload, plain, found.site, kind=plain.kind)
    except (NotAnArticle, PayloadError):
        return None


def _with_listing(found: Outline, listing: Listing) -> Outline:
    if any(_plain(one.url) == _plain(listing.url) for one in found.site.listings):
        return found
    return replace(found, site=replace(found.site, listings=(*found.site.listings, listing)))


def _plain(url: str) -> str:
    return url.partition("://")[2].lower().removeprefix("www.").rstrip("/")


def _is_alike(url: str, other: str) -> bool:
    """Whether addresses differ as those of two columns do: in numbers, and in one name of the path.

    >>> _is_alike("https://a.vn/muc/4/tin.html", "https://a.vn/muc/5/bai-viet.html")
    True
    >>> _is_alike("https://a.vn/tin/tabid/63/Default.aspx", "https://a.vn/bao/tabid/71/Default.aspx")
    True
    >>> _is_alike("https://a.vn/category/tin/", "https://a.vn/tag/ruong/")
    False
    """
    (names, ending, fields), (others, *rest) = _parts(url), _parts(other)
    differ = sum(name != one for name, one in zip(names, others, strict=False))
    return len(names) == len(others) and differ <= 1 and [ending, fields] == rest


def _parts(url: str) -> tuple[list[str], str, list[str]]:
    """The names of a path without numbers, what the last one ends in, and the names of the fields."""
    parts = urlsplit(local_address(url))
    path = parts.path.lower().strip("/")
    ending = re.search(r"\.[a-z]{2,5}$", path)
    fields = [name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    names = path.removesuffix(ending[0] if ending else "").split("/")
    return [re.sub(r"\d+", "0", name) for name in names], ending[0] if ending else "", sorted(fields)
