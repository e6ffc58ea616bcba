"""Which articles a listing page, a feed or a sitemap links to. Pure; never a judgement on what is new."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from lxml import etree

from archiver.errors import PayloadError
from archiver.extract.site import Listing, ListingKind, Site, belongs, recognise
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload
from archiver.vietnamese.text import clean

#: A sitemap may hold 50 MiB uncompressed (sitemaps.org, "Sitemap file location").
LARGEST_XML = 52_428_800


@dataclass(frozen=True, slots=True)
class Links:
    """What a listing links to, in its own order, each address once.

    `signature` is equal for two pages that link to the same articles: how a loop is seen.
    """

    articles: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """A short hash of the article addresses in their order."""
        return hashlib.sha256("\n".join(self.articles).encode()).hexdigest()[:16]


def read_listing(payload: Payload, listing: Listing, site: Site, *, kind: str) -> Links:
    """The links of one listing page (`kind` page), feed or sitemap.

    Raises:
        PayloadError: the bytes are no page, or no XML.
        NotAnArticle: the bytes are no HTML at all.
    """
    if kind == ListingKind.PAGE:
        return Links(_articles(_page_links(payload, listing), site))
    tree = _xml(payload)
    if kind == ListingKind.SITEMAP and etree.QName(tree).localname == "sitemapindex":
        nested = [_plain(url) for url in _texts(tree, "loc")]
        return Links((), tuple(dict.fromkeys(url for url in nested if belongs(url, site))))
    name = "loc" if kind == ListingKind.SITEMAP else "link"
    return Links(_articles(_texts(tree, name), site))


def _articles(urls: Iterable[str], site: Site) -> tuple[str, ...]:
    plain = (_plain(url) for url in urls)
    return tuple(dict.fromkeys(url for url in plain if recognise(url, site) is not None))


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
