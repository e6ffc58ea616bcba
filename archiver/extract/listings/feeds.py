"""What the items of RSS 0.9x, 1.0, 2.0 and Atom link to, and when each was published. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from archiver.extract.listings.addresses import article_address, of_site
from archiver.extract.listings.links import Link
from archiver.extract.listings.markup import local_name
from archiver.extract.site import Site
from archiver.vietnamese.machine_times import parse_machine_time
from archiver.vietnamese.text import clean

_ITEMS = frozenset({"item", "entry"})
#: The elements that say when; the first of them that is there counts. Lower case, without namespace.
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_CHANGED = ("updated", "modified")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def feed_items(tree: etree._Element, url: str, site: Site) -> Iterator[Link]:
    """The items of a feed that are articles of the site, in the feed's order."""
    for element in tree.iter(etree.Element):
        if local_name(element).lower() in _ITEMS:
            base = _base(element, url)
            if address := article_address(base, _candidates(element), site):
                times = _times(element)
                changed = first_time(times.get(name, "") for name in _CHANGED)
                yield Link(
                    address, first_time(times.get(name, "") for name in _PUBLISHED) or changed, changed
                )


def next_feed(tree: etree._Element, url: str, site: Site) -> str | None:
    """Where an older part of the feed is (RFC 5005, `rel="next"`)."""
    for element in tree.iter("{*}link"):
        if element.get("rel") in {"next", "prev-archive"} and (href := element.get("href")):
            return of_site(_base(element, url), href, site)
    return None


def _base(element: etree._Element, url: str) -> str:
    """The address that relative links stand on: `xml:base`, else the feed's own."""
    return element.base or url


def _fields(item: etree._Element) -> Iterator[etree._Element]:
    """The elements of an item; of a title that is never closed, what fell into it."""
    for child in item:
        yield child
        if local_name(child) == "title":
            yield from child.iterdescendants()


def _candidates(item: etree._Element) -> Iterator[str]:
    """The addresses an item gives, the surest first."""
    children = [(local_name(child), child) for child in _fields(item)]
    for name, child in children:
        if name == "origLink" and child.text:  # FeedBurner's links count clicks; this is the portal's own
            yield child.text
    for name, child in children:
        if name == "link" and child.get("rel", "alternate") == "alternate":
            yield (child.text or "").strip() or child.get("href") or (child.tail or "").strip()
    for name, child in children:
        if name in {"guid", "id"} and child.get("isPermaLink", "true") != "false" and child.text:
            yield child.text
    yield item.get(_ABOUT, "")


def _times(item: etree._Element) -> dict[str, str]:
    """The texts of an item's elements by their names; the first of a name counts."""
    said: dict[str, str] = {}
    for child in _fields(item):
        said.setdefault(local_name(child).lower(), clean(child.text or ""))
    return said


def first_time(texts: Iterable[str]) -> datetime | None:
    """The first machine time among texts, in Viet Nam's zone."""
    read = (parse_machine_time(text) for text in texts if text)
    return next((found[0] for found in read if found is not None), None)
