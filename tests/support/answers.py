"""Answers of a made-up portal, as values: an article, a list, a visit and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime

from archiver.archive.ledger.visits import Visit
from archiver.extract.site import ArticleUrl, Listing, ListingKind, Site
from archiver.records import Capture, Exchange

NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)
PAGES = Listing(url="https://thu.example/tin.htm", pages="https://thu.example/tin/trang-{page}.htm")
SITEMAP = Listing(url="https://thu.example/sitemap.xml", kind=ListingKind.SITEMAP)
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm"),),
    listings=(PAGES, SITEMAP),
)
ARTICLE = Visit(url="https://thu.example/khai-mac-1.htm")
PAGE = """<html><head><title>Khai mạc hội thảo</title></head><body><h1>Khai mạc hội thảo chữ viết</h1>
<div>Chủ nhật, 01/03/2026 09:51</div>
<p>Sáng 1/3, hội thảo về chữ viết đã khai mạc tại trụ sở của Bộ với sự tham dự của nhiều nhà nghiên cứu.</p>
<p>Các tham luận bàn về cách lưu giữ văn bản cũ, về việc số hóa và về quyền tiếp cận của người đọc.</p>
</body></html>"""


def answered(
    visit: Visit, body: str = "", status: int = 200, **headers: str
) -> tuple[Visit, Capture, Exchange, Site]:
    """What `settle` is given: a visit, its capture, what was answered, and the site."""
    pairs = {"Content-Type": "text/html; charset=utf-8"} | headers
    exchange = Exchange(
        url=visit.url,
        method="GET",
        request_headers=(),
        request_body=b"",
        status=status,
        headers=tuple(pairs.items()),
        body=body.encode(),
        fetched_at=NOON,
    )
    capture = Capture(
        url=visit.url,
        fetched_at=NOON,
        status=status,
        content_type=pairs["Content-Type"],
        warc_file="warc/thu/a.warc.gz",
        offset=0,
        length=1,
        record_id="urn:uuid:1",
        payload_sha1="",
        payload_sha256="",
        payload_length=len(exchange.body),
    )
    return visit, capture, exchange, SITE
