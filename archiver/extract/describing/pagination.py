"""How a list that somebody points at is declared: what it is made of, and how it goes on. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from archiver.errors import NotUnderstood, PayloadError
from archiver.extract.describing.buttons import fragment_templates, leads_away, more_button
from archiver.extract.listing import Links, read_listing
from archiver.extract.listings.addresses import of_site, resolve
from archiver.extract.listings.markup import local_name, xml_tree
from archiver.extract.listings.pages import base_of
from archiver.extract.site import Listing, ListingKind, Site, Source, address_of_page
from archiver.page.page import Page, text_of
from archiver.page.payload import html_text
from archiver.records import Payload

#: The fragments by which a list of IMS goes on, and where the number of its zone stands.
_TIMELINE = "/timelinelist/{zone}/{page}.htm"
_ZONE = "#hdZoneId"
#: A list must lead to so many articles, else it is something else.
_FEWEST = 3
_GZIP = b"\x1f\x8b"
_XML = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<urlset", b"<sitemapindex", _GZIP)
#: WordPress has feeds of what readers say.
_COMMENTS = re.compile(r"/comments/|/comment[s-]?feed", re.IGNORECASE)
#: A list names its own feed, and perhaps that of the whole portal.
_MOST_FEEDS = 2


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A list as a site's file declares it, what its page leads to, and in words how it goes on."""

    listing: Listing
    links: Links
    how: str


def kind_of(payload: Payload) -> ListingKind:
    """What a list is made of, by its first letter that is no space.

    >>> kind_of(Payload(url="", body=b" <?xml version='1.0'?><rss/>")).value
    'feed'
    """
    head = payload.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:13].lower()
    if head[:1] in {b"{", b"["}:
        return ListingKind.JSON
    if head.startswith(_XML):
        try:
            name = local_name(xml_tree(payload))
        except PayloadError:
            return ListingKind.PAGE
        if name in {"urlset", "sitemapindex"}:
            return ListingKind.SITEMAP
        return ListingKind.FEED if name in {"rss", "feed", "rdf"} else ListingKind.PAGE
    return ListingKind.PAGE


def declared(payload: Payload, site: Site, source: Source) -> Declared:
    """The declaration of a list whose page is at hand; `site` knows the forms of article addresses.

    Raises:
        NotUnderstood: it is a JSON answer, or leads to fewer articles than any list does.
        NotAnArticle: the page is a wall, a login form or an error.
    """
    kind = kind_of(payload)
    if kind is ListingKind.JSON:
        raise NotUnderstood(
            payload.url,
            "it is an answer in JSON, whose fields have no common names",
            "Copy the listing of spiders/mof.py, and name the fields there (JsonFields)",
        )
    plain = Listing(url=payload.url, kind=kind, source=source)
    links = read_listing(payload, plain, site, kind=kind)
    if len(links.items) < _FEWEST and not links.nested:
        forms = " or ".join(form.pattern for form in site.articles)
        raise NotUnderstood(
            payload.url,
            f"it leads to {len(links.items)} articles (addresses like {forms}), expected {_FEWEST} or more",
            "Name a list that shows the article, or give an article that this list shows",
        )
    if kind is not ListingKind.PAGE:
        return Declared(listing=plain, links=links, how=f"a {kind.value}, read whole")
    page = Page(html_text(payload), payload.url)
    for listing, how in _ways(plain, page, payload, site):
        read = read_listing(payload, listing, site, kind=kind)
        if read.following is not None:
            return Declared(listing=listing, links=read, how=how)
    how = "no further page found: only this one is read"
    if (button := more_button(page)) is not None and not leads_away(button):
        how += f'; the button "{text_of(button)}" is a script\'s: see in a browser which address it asks for'
    return Declared(listing=plain, links=links, how=how)


def feeds_of(payload: Payload, site: Site) -> tuple[str, ...]:
    """The addresses of the feeds that a list names as its own, on the site's hosts."""
    if kind_of(payload) is not ListingKind.PAGE:
        return ()
    page = Page(html_text(payload), payload.url)
    nodes = page.each("link[rel~=alternate][type*=rss][href], link[rel~=alternate][type*=atom][href]")
    found = [of_site(base_of(page), node.attributes.get("href") or "", site) for node in nodes]
    urls = dict.fromkeys(url for url in found if url is not None and not _COMMENTS.search(url))
    # The list's own first: the feed of a whole portal is the same on every page.
    own = urlsplit(payload.url).path.rstrip("/")
    return tuple(sorted(urls, key=lambda url: own not in url))[:_MOST_FEEDS]


def _ways(plain: Listing, page: Page, payload: Payload, site: Site) -> list[tuple[Listing, str]]:
    """The ways in which a list may go on, the surest first, each in words."""
    ways = []
    by_link = replace(plain, by_link=True)
    following = read_listing(payload, by_link, site, kind=plain.kind).following
    if following is not None and following.method == "GET":
        if pages := _template(page, following.url):
            ways.append((replace(plain, pages=pages), f"further pages: {pages}"))
        ways.append((by_link, f"further pages by the page's own link ({following.url})"))
    elif following is not None:
        ways.append((by_link, "further pages by posting the page's form back (ASP.NET)"))
    if page.has(_ZONE):
        pages = urljoin(payload.url, _TIMELINE)
        ways.append((replace(plain, pages=pages), f"further pages in fragments: {pages}"))
    for pages in fragment_templates(page):
        fragments = replace(plain, pages=pages, fragments=True)
        ways.append((fragments, f"further pages in fragments: {pages}"))
    return ways


def _template(page: Page, second: str) -> str:
    """The address of any page of a list, out of that of the second, if the page links to a third or more.

    >>> html = "<a href='/tin/trang-2.htm'>2</a><a href='/tin/trang-3.htm'>3</a>"
    >>> _template(Page(html, "https://a.vn/tin.htm"), "https://a.vn/tin/trang-2.htm")
    'https://a.vn/tin/trang-{page}.htm'
    """
    if "{" in second:
        return ""
    start = base_of(page)
    written = (resolve(start, node.attributes.get("href") or "") for node in page.each("a[href]"))
    linked = {address_of_page(url) for url in written if url is not None}
    for found in re.finditer(r"(?<!\d)2(?!\d)", second):
        before, after = second[: found.start()], second[found.end() :]
        others = (url[len(before) : len(url) - len(after)] for url in linked if _fits(url, before, after))
        if any(number.isdecimal() and int(number) > 2 for number in others):
            return f"{before}{{page}}{after}"
    return ""


def _fits(url: str, before: str, after: str) -> bool:
    return url.startswith(before) and url.endswith(after) and len(url) > len(before) + len(after)
