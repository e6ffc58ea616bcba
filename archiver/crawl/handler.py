"""The way to the network: Scrapy's, and what is under way to a host ends when that host falls silent.

Without it each visit that was leased before would wait out its own minute: thirty of them half an hour.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from archiver.archive.ledger.outcomes import host_of
from archiver.crawl.clock import now
from archiver.crawl.hosts import Hosts
from archiver.errors import NetworkError

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: How one request is answered.
Download = Callable[[Request], Awaitable[Response]]


class Handler(HTTP11DownloadHandler):
    """Asks a host that gives answers as Scrapy does."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._spider = cast("SiteSpider", crawler.spider)

    async def download_request(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            NetworkError: the host rests, or others found out meanwhile that it gives no answer.
        """
        return await unless_silent(self._spider.frontier.hosts, request, super().download_request)


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
