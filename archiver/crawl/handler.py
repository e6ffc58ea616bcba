"""The way to the network: our own client, and what is under way to a host ends when that host falls silent.

Without that each visit that was leased before would wait out its own minute: thirty of them half an hour.
Scrapy's own client keeps neither the order nor the spelling of headers nor the reason phrase, reads headers
without end, and takes a millisecond more of a page's time than this one (`archiver.crawl.wire`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from archiver.archive.ledger.outcomes import host_of
from archiver.archive.warc.heads import request_head
from archiver.crawl.attachments import LONG
from archiver.crawl.clock import now
from archiver.crawl.guard import Names, allowed_addresses
from archiver.crawl.hosts import Hosts
from archiver.crawl.wire.client import Client, Question, Reply, secure_context
from archiver.errors import NetworkError

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: How one request is answered.
Download = Callable[[Request], Awaitable[Response]]
#: What is for a proxy alone.
PROXY_AUTHORIZATION = "Proxy-Authorization"


class Answered(Response):
    """An answer for Scrapy: its status and body, and all that came as `reply`."""

    def __init__(self, url: str, reply: Reply) -> None:
        super().__init__(
            url,
            status=reply.head.status,
            body=reply.body,
            ip_address=reply.address,
            protocol=reply.head.protocol,
        )
        self.reply = reply


class Handler(BaseDownloadHandler):
    """Asks a host that gives answers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._spider = cast("SiteSpider", crawler.spider)
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        context = secure_context(checks=crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"))
        self._client = Client(Names(allowed_addresses(crawler)).addresses, context)

    async def download_request(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            NetworkError: no answer came; or the host rests, or others found out meanwhile that it gives none.
            TooLarge: the answer is longer than is read.
        """
        return await unless_silent(self._spider.frontier.hosts, request, self._ask)

    async def close(self) -> None:
        """End all connections."""
        self._client.close()

    async def _ask(self, request: Request) -> Response:
        reply = await self._client.ask(self._question(request))
        # What `archiver.crawl.pace` and Scrapy read it from.
        request.meta["download_latency"] = reply.latency
        return Answered(request.url, reply)

    def _question(self, request: Request) -> Question:
        proxy: str = request.meta.get("proxy") or ""
        authorization = request.headers.get(PROXY_AUTHORIZATION) or b""
        return Question(
            method=request.method,
            url=request.url,
            head=request_head(
                request.method,
                request.url,
                sent_headers(request),
                len(request.body),
                is_for_proxy=bool(proxy) and request.url.startswith("http:"),
                authorization=authorization.decode("latin-1"),
            ),
            body=request.body,
            seconds=request.meta.get("download_timeout", self._seconds),
            limit=self._limit,
            keeps_start=request.meta.get(LONG, False),
            proxy=proxy,
            proxy_authorization=authorization.decode("latin-1"),
        )


def sent_headers(request: Request) -> tuple[tuple[str, str], ...]:
    """The headers that a server gets to see, in order."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in request.headers
        if name != PROXY_AUTHORIZATION.encode()
        for value in request.headers.getlist(name)
    )


async def unless_silent(hosts: Hosts, request: Request, download: Download) -> Response:
    """What comes of a request to a host that gives answers.

    Raises:
        NetworkError: the host rests, or others found out meanwhile that it gives no answer.
    """
    host = host_of(request.url)
    if host in hosts.resting(now()):
        raise NetworkError(f"{host} was silent just now")
    # Scrapy downloads each request in a task of its own.
    task = asyncio.current_task()
    assert task is not None
    with hosts.on_silence(host, task.cancel):
        try:
            return await download(request)
        except asyncio.CancelledError:
            if host not in hosts.resting(now()):
                raise
            task.uncancel()
            raise NetworkError(f"{host} was found to be silent meanwhile") from None
