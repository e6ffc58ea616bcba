"""Every response into the WARC file before anything else sees it: robots.txt, redirects, errors too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK

from archiver.archive.ledger.settle import LIMIT
from archiver.archive.warc.decoding import start_of
from archiver.archive.warc.writer import payload_of
from archiver.crawl.handler import Answered, sent_headers
from archiver.crawl.parsing import ParsingThread
from archiver.crawl.wire.client import Reply
from archiver.errors import StorageError
from archiver.extract.site import Site
from archiver.page.payload import decode
from archiver.records import Exchange, Receipt

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: Where a request carries the visit it is made for, and what came of it.
VISIT = "archiver_visit"
ARRIVAL = "archiver_arrival"
#: Where it carries the article's page, if that is being parsed already.
PARSED = "archiver_parsed"
_STARTED = "archiver_started"
#: What a crawler must read of a robots.txt at least (RFC 9309, 2.5), in bytes.
_LARGEST_ROBOTS = 500 * 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """A response that is being written to the WARC file."""

    exchange: Exchange
    receipt: Receipt


class CaptureMiddleware:
    """A downloader middleware, the nearest to the network."""

    def __init__(self, spider: SiteSpider) -> None:
        self._spider = spider
        self._thread = ParsingThread()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        middleware = cls(cast("SiteSpider", crawler.spider))
        crawler.signals.connect(middleware.closed, signal=signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Remember when the fetch began."""
        request.meta.pop(ARRIVAL, None)
        request.meta.pop(PARSED, None)
        request.meta[_STARTED] = datetime.now(UTC)

    def closed(self) -> None:
        """End the thread that parses."""
        self._thread.close()

    def process_response(self, request: Request, response: Response) -> Response:
        """Have the response written down; the crawl must not go on where that fails."""
        if request.meta.get("playwright"):
            return response  # what a browser has made: no portal has sent it
        assert isinstance(response, Answered)
        exchange = exchange_of(request, response.reply, request.meta[_STARTED], self._spider.site)
        visit = request.meta.get(VISIT)
        try:
            receipt = self._spider.intake.capture(exchange, is_first=visit is not None and visit.is_first)
        except StorageError as error:
            self._spider.halt(error)
            raise IgnoreRequest("the response cannot be kept") from None
        if request.callback is NO_CALLBACK:
            return _rules(request, exchange)
        request.meta[ARRIVAL] = Arrival(exchange, receipt)
        if visit is not None and visit.kind == "article" and not self._spider.site.javascript:
            request.meta[PARSED] = self._thread.begin(exchange)
        # What the page says is read from the exchange: Scrapy need not decode it a second time.
        return Response(request.url, status=response.status)


def _rules(request: Request, exchange: Exchange) -> Response:
    """A robots.txt as Scrapy is to read it: decoded once, in UTF-8; `dataloss` where a part is missing."""
    payload = payload_of(exchange)
    most = 2 * _LARGEST_ROBOTS  # a letter has two bytes in UTF-16
    body = b"" if payload.truncated else payload.body[:most]
    if payload.truncated == LIMIT:
        body = start_of(exchange, most)  # the rules are what a crawler must read, whatever follows
    text = decode(body, payload.content_type)
    headers = Headers()
    for name, value in exchange.headers:
        headers.appendlist(name, value.encode("latin-1"))
    headers.pop("Content-Encoding", None)
    flags = ["dataloss"] if payload.truncated and not body else []
    return Response(
        request.url,
        status=exchange.status,
        headers=headers,
        body=text.encode()[:_LARGEST_ROBOTS],
        flags=flags,
    )


def exchange_of(request: Request, reply: Reply, started: datetime, site: Site) -> Exchange:
    """A request and what came of it, as values."""
    return Exchange(
        url=request.url,
        method=request.method,
        request_headers=sent_headers(request),
        request_body=request.body,
        status=reply.head.status,
        reason=reply.head.reason,
        headers=reply.head.headers,
        body=reply.body,
        fetched_at=started,
        # Behind a proxy nobody knows which address has answered.
        ip_address="" if request.meta.get("proxy") else str(reply.address),
        protocol=reply.head.protocol,
        truncated=reply.cut,
        lenience=",".join(site.lenience) if request.url.startswith("https:") else "",
    )
