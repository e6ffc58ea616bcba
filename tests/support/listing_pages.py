"""A made-up site and its listings, for the tests of discovery."""

from __future__ import annotations

from datetime import UTC, datetime

from archiver.extract.listing import Links, read_listing
from archiver.extract.site import ArticleUrl, Listing, Site
from archiver.records import Payload

#: 6 March 2026, 09:00 in Viet Nam.
MORNING = datetime(2026, 3, 6, 2, tzinfo=UTC)
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm$"), ArticleUrl(pattern=r"ItemID=(?P<id>\d+)")),
)
HOME = "https://thu.example/tin.htm"


def links_of(numbers: tuple[int, ...]) -> str:
    return "".join(f'<h3><a href="/tin-{number}.htm">Tin số {number}</a></h3>' for number in numbers)


def html_page(*numbers: int, also: str = "", url: str = HOME) -> Payload:
    head = "<html><head><title>Tin tức</title></head>"
    return payload(f"{head}<body><div id=list>{links_of(numbers)}</div>{also}</body></html>", url)


def payload(body: str | bytes, url: str = HOME, content_type: str = "") -> Payload:
    data = body.encode() if isinstance(body, str) else body
    return Payload(url=url, body=data, content_type=content_type, fetched_at=MORNING)


def read(body: str | bytes, kind: str = "page", *, url: str = HOME, content_type: str = "") -> Links:
    return read_listing(payload(body, url, content_type), Listing(url=HOME), SITE, kind=kind)


def names(links: Links) -> list[str]:
    """The paths of the articles, as short as a test reads them."""
    return [url.removeprefix("https://thu.example") for url in links.articles]


def dated(links: Links) -> list[str]:
    """Each item's path with its own date, to the minute."""
    return [
        f"{item.url.removeprefix('https://thu.example')} {item.at.isoformat(timespec='minutes')}"
        if item.at
        else f"{item.url.removeprefix('https://thu.example')} none"
        for item in links.items
    ]
