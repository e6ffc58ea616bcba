"""Which articles a listing page, a feed or a sitemap links to. Pure; never a judgement on what is new."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

from lxml import etree

from archiver.errors import PayloadError
from archiver.extract.listings.declared import Listing, ListingKind
from archiver.extract.listings.links import Following, Link, Links
from archiver.extract.site import Site, belongs, recognise
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload
from archiver.vietnamese.text import clean

__all__ = ["Following", "Link", "Links", "read_listing"]

#: A sitemap may hold 50 MiB uncompressed (sitemaps.org, "Sitemap file location").
LARGEST_XML = 52_428_800


def read_listing(
    payload: Payload,
    listing: Listing,
    site: Site,
    *,
    kind: str,
    page: int | None = None,
    before: str = "",
    seen: Container[str] = frozenset(),
) -> Links:
    """The links of one page of a listing (`kind` page), of a feed or of a sitemap, and where it goes on.

    `page` is the number of this page (without it: of the listing's own address), `before` the signature of
    the page before it, `seen` the addresses of its pages that need no second visit.

    Raises:
        PayloadError: the bytes are no page, or no XML.
        NotAnArticle: the bytes are no HTML at all.
    """
    links = _read(payload, listing, site, kind)
    number = listing.first - 1 if page is None else page
    return replace(links, following=_following(payload.url, listing, links, number, before, seen))


def _following(
    url: str, listing: Listing, links: Links, page: int, before: str, seen: Container[str]
) -> Following | None:
    # The page numbered `first` may repeat the listing's own address (page 0 = page 1): no loop yet.
    loops = links.signature == before and page != listing.first
    if not listing.pages or not links.items or loops:
        return None
    following = Following(url=listing.pages.replace("{page}", str(page + 1)), page=page + 1)
    return None if following.url == url or following.url in seen else following


def _read(payload: Payload, listing: Listing, site: Site, kind: str) -> Links:
    if kind == ListingKind.PAGE:
        return Links(_articles(_page_links(payload, listing), site))
    tree = _xml(payload)
    if kind == ListingKind.SITEMAP and etree.QName(tree).localname == "sitemapindex":
        nested = dict.fromkeys(url for url in map(_plain, _texts(tree, "loc")) if belongs(url, site))
        return Links(nested=tuple(Link(url) for url in nested))
    name = "loc" if kind == ListingKind.SITEMAP else "link"
    return Links(_articles(_texts(tree, name), site))


def _articles(urls: Iterable[str], site: Site) -> tuple[Link, ...]:
    plain = dict.fromkeys(url for url in map(_plain, urls) if recognise(url, site) is not None)
    return tuple(Link(url) for url in plain)


def _plain(url: str) -> str:
    return urldefrag(url.strip())[0]


def _page_links(payload: Payload, listing: Listing) -> Iterator[str]:
    page = Page(html_text(payload), payload.url)
    base = next((node.attributes.get("href") for node in page.each("base[href]")), None)
    start = urljoin(payload.url, base or "")
    for node in page.each(f"{listing.within} a[href]".strip()):
        try:
            yield urljoin(start, (node.attributes.get("href") or "").strip())
        except ValueError:
            continue  # `http://[` and the like: an address that nobody can visit


def _xml(payload: Payload) -> etree._Element:
    body = payload.body
    if body[:2] == b"\x1f\x8b":
        body = _gunzip(body, payload.url)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PayloadError(f"{payload.url}: expected XML, found {_start(body)}: {error}") from error
    if tree is None or etree.QName(tree).localname not in {"rss", "feed", "RDF", "urlset", "sitemapindex"}:
        raise PayloadError(f"{payload.url}: expected a feed or sitemap, found {_start(body)}")
    return tree


def _start(body: bytes) -> str:
    return repr(clean(body[:60].decode("utf-8", "replace"))) if body else "nothing"


def _gunzip(body: bytes, url: str) -> bytes:
    try:
        plain = gzip.GzipFile(fileobj=io.BytesIO(body)).read(LARGEST_XML + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise PayloadError(f"{url}: a damaged gzip file: {error}") from error
    if len(plain) > LARGEST_XML:
        raise PayloadError(f"{url}: more than {LARGEST_XML} bytes after decompression")
    return plain


def _texts(tree: etree._Element, name: str) -> Iterator[str]:
    """The addresses in all elements of a name, in any namespace; Atom keeps them in `href`."""
    for element in tree.iter(f"{{*}}{name}"):
        if text := clean(element.text or "") or element.get("href", ""):
            yield text
