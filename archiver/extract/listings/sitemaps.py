"""What a sitemap or a sitemap index links to, and since when it is so. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from archiver.extract.listings.addresses import article_address, of_site
from archiver.extract.listings.feeds import first_time
from archiver.extract.listings.links import Link
from archiver.extract.listings.markup import local_name
from archiver.extract.site import Site
from archiver.vietnamese.text import clean


def sitemap_items(tree: etree._Element, url: str, site: Site) -> Iterator[Link]:
    """The articles of a sitemap, each with its `news:publication_date`, else its `lastmod`."""
    for entry in tree.iter("{*}url"):
        if address := article_address(url, _own(entry, "loc"), site):
            published = (clean(each.text or "") for each in entry.iter("{*}publication_date"))
            changed = _changed(entry)
            yield Link(address, first_time(published) or changed, changed)


def nested_sitemaps(tree: etree._Element, url: str, site: Site) -> Iterator[Link]:
    """The sitemaps of an index that are the site's, each with its `lastmod`."""
    for entry in tree.iter("{*}sitemap"):
        for written in _own(entry, "loc"):
            if address := of_site(url, written, site):
                yield Link(address, _changed(entry), _changed(entry))


def _changed(entry: etree._Element) -> datetime | None:
    return first_time(clean(text) for text in _own(entry, "lastmod"))


def _own(entry: etree._Element, name: str) -> list[str]:
    """The texts of an entry's own elements of a name: an image's `loc` is deeper."""
    return [child.text for child in entry if local_name(child) == name and child.text]
