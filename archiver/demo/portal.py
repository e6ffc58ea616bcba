"""What the portal answers: a pure function of the portal, the method and the path.

This is the one place that decides a response. A test double with faults wraps it::

    def broken(portal: Portal, method: str, path: str) -> Reply:
        return Reply(503, (), b"") if path.startswith("/tin-tuc/") else respond(portal, method, path)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from archiver.demo import documents, files, ims, liferay, listings, nukeviet, sharepoint
from archiver.demo import drift as drifting
from archiver.demo.addresses import number_at
from archiver.demo.dice import Dice
from archiver.demo.events import Absence, Instead
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.records import Kind, Paragraph

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"

#: The page of an article, by the name of its layout.
PAGES: dict[str, Callable[[Portal, GoldArticle], str]] = {
    "ims": ims.page,
    "sharepoint": sharepoint.page,
    "liferay": liferay.page,
    "nukeviet": nukeviet.page,
}


@dataclass(frozen=True)
class Delivery:
    """How a response arrives: at once and whole, unless something else is said.

    `wait` seconds pass before it; then `part` (0 to 1) of the body is sent, in pieces with `pause`
    seconds between them, under a `Content-Length` of `claim` times the body. With `reset` the connection
    is reset after it. What is not whole ends the connection.
    """

    wait: float = 0.0
    part: float = 1.0
    claim: float = 1.0
    pause: float = 0.0
    reset: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the connection can be used again."""
        return self.part == self.claim == 1.0 and not self.reset


@dataclass(frozen=True)
class Reply:
    """One response; `Content-Length` is the server's concern, and so is leaving the body out of a HEAD."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delivery: Delivery = Delivery()


#: The shape of `respond` and of everything that stands in for it.
Answer: TypeAlias = Callable[[Portal, str, str], Reply]


def respond(portal: Portal, method: str, path: str) -> Reply:
    """The response to one request; `path` is path and query as they came, percent-encoded.

    >>> respond(Portal(), "GET", "/robots.txt").status, respond(Portal(), "POST", "/").status
    (200, 405)
    """
    if method not in {"GET", "HEAD"}:
        return Reply(405, (("Content-Type", HTML), ("Allow", "GET, HEAD")), b"")
    bare = unquote(path.partition("?")[0])
    fixed = _FIXED.get(bare)
    if fixed is not None:
        content_type, make = fixed
        return _text(make(portal), content_type)
    return _numbered(portal, bare) or _article(portal, bare) or _file(portal, bare) or _missing(portal, bare)


_FIXED: dict[str, tuple[str, Callable[[Portal], str]]] = {
    "/": (HTML, listings.home),
    "/vi/": (HTML, listings.home),
    "/web/guest": (HTML, listings.home),
    "/tin-tuc.htm": (HTML, lambda portal: listings.listing(portal, 1)),
    "/tim-kiem": (HTML, listings.search_page),
    "/robots.txt": ("text/plain; charset=utf-8", listings.robots),
    "/rss/tin-tuc.rss": ("application/rss+xml; charset=utf-8", listings.feed),
    "/sitemap.xml": (XML, listings.sitemap_index),
    "/giao-dien/cong.css": ("text/css; charset=utf-8", lambda _: files.STYLE_SHEET),
}

_LISTING = re.compile(r"/tin-tuc/trang-([1-9]\d{0,8})\.htm")
_SITEMAP = re.compile(r"/sitemap-([1-9]\d{0,8})\.xml")
_PICTURE = re.compile(r"/anh/\d{4}/\d{2}/(\d{1,9})-(\d)\.png")
_DRAWING = re.compile(r"/giao-dien/([a-z]+)\.svg")


def _numbered(portal: Portal, path: str) -> Reply | None:
    if match := _LISTING.fullmatch(path):
        return _text(listings.listing(portal, int(match[1])), HTML)
    if match := _SITEMAP.fullmatch(path):
        sitemap = listings.sitemap(portal, int(match[1]))
        return None if sitemap is None else _text(sitemap, XML)
    return None


def _article(portal: Portal, path: str) -> Reply | None:
    number = number_at(portal, path)
    if number is None:
        return None
    article = gold(portal, number)
    for event in portal.happening(number):
        if isinstance(event, Absence) and event.instead is not Instead.ITSELF:
            return _instead(portal, path, event.instead)
    if path != article.path:
        return Reply(301, (("Content-Type", HTML), ("Location", article.url)), b"")
    return _text(_drawn(portal, article), HTML)


def _drawn(portal: Portal, article: GoldArticle) -> str:
    """The page of an article, by templates that may have drifted."""
    shown, drift = _as_shown(portal, article), portal.drifted(article.layout)
    draw = PAGES[article.layout]
    if drift is None:
        return draw(portal, shown)
    html = draw(portal, replace(shown, byline="") if drift.byline else shown)
    if drift.byline and shown.byline:
        html = drifting.with_byline_below(html, shown.title, shown.byline)
    return drifting.renamed(html, drift.seed) if drift.classes else html


def _as_shown(portal: Portal, article: GoldArticle) -> GoldArticle:
    """What the page shows of an article: less, and more, after a careless redesign."""
    if portal.refrains:
        article = replace(article, pieces=(*article.pieces, *_refrains(portal, article.number)))
    redesign = portal.redesigned
    if redesign is None:
        return article
    notice = (Paragraph(Kind.PARAGRAPH, redesign.notice),) if redesign.notice else ()
    return replace(
        article,
        pieces=(*article.pieces, *notice),
        lead="" if "lead" in redesign.drops else article.lead,
        byline="" if "byline" in redesign.drops else article.byline,
    )


#: What stands on every page, and what a third of the articles end in.
BANNER = "Mời bạn đọc cùng giữ gìn những trang tin của hôm nay cho mai sau."
ENDING = "Văn phòng Bộ trân trọng thông báo để các đơn vị được biết và thực hiện."


def _refrains(portal: Portal, number: int) -> Iterator[Paragraph]:
    if Dice(portal.seed, number, "refrain").one_in(3):
        yield Paragraph(Kind.PARAGRAPH, ENDING)
    yield Paragraph(Kind.PARAGRAPH, BANNER)


def _instead(portal: Portal, path: str, instead: Instead) -> Reply:
    """What stands where an article was."""
    match instead:
        case Instead.HOME:
            return Reply(302, (("Content-Type", HTML), ("Location", f"{portal.base}/")), b"")
        case Instead.LISTING:
            return _text(listings.listing(portal, 1), HTML)
        case Instead.SOFT:
            return _text(listings.not_found(portal, path), HTML)
        case _:
            return _text(listings.not_found(portal, path), HTML, status=int(instead))


def _file(portal: Portal, path: str) -> Reply | None:
    if match := _DRAWING.fullmatch(path):
        return _text(files.drawing(match[1]), "image/svg+xml")
    url = portal.base + path
    if (match := _PICTURE.fullmatch(path)) and int(match[1]) < portal.size:
        known = any(image.url == url for image in gold(portal, int(match[1])).images)
        return Reply(200, (("Content-Type", "image/png"),), files.picture(path)) if known else None
    return _document(portal, path)


def _document(portal: Portal, path: str) -> Reply | None:
    path = path.replace(documents.MOVED, "")
    number = documents.number_of(path)
    if number is None or number >= portal.size:
        return None
    known = [urlsplit(attachment.url).path for attachment in gold(portal, number).attachments]
    if portal.odd_files:
        # What a name was made of is gone on the way here: the end of it is not.
        known = [path for other in known if other.rpartition(".")[2] == path.rpartition(".")[2]]
    if path not in known:
        return None
    body = documents.document(path, str(number))
    return Reply(200, (("Content-Type", documents.type_of(path)),), body)


def _missing(portal: Portal, path: str) -> Reply:
    return _text(listings.not_found(portal, path), HTML, status=404)


def _text(text: str, content_type: str, *, status: int = 200) -> Reply:
    return Reply(status, (("Content-Type", content_type),), text.encode())
