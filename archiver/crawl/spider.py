"""The spider that every site shares: due URLs out, responses in. A site's own file adds its `SITE`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from archiver.archive.intake import Intake
from archiver.archive.settle import Settlement, Visit, excluded, settle, unreachable
from archiver.archive.store import Store
from archiver.crawl.capture import ARRIVAL, Arrival
from archiver.crawl.frontier import Frontier
from archiver.errors import StorageError, UsageError
from archiver.extract.site import Site

_VISIT = "archiver_visit"


def now() -> datetime:
    """The time of this machine, aware, in UTC."""
    return datetime.now(UTC)


class SiteSpider(Spider):
    """Crawls one site into one archive.

    `apart` is the folder inside the data folder for sites whose articles must not meet the others
    (the demo); `route` is a proxy that every request of this site takes.
    """

    site: ClassVar[Site]
    apart: ClassVar[str] = ""
    route: str = ""
    intake: Intake
    frontier: Frontier
    own_store: Store | None = None
    storage_error: StorageError | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The site's own pace; a site without a delay (the demo) is not throttled at all."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", cls.site.delay, priority="spider")
        if not cls.site.delay:
            settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, intake: Intake | None = None, **arguments: Any
    ) -> Self:
        """Take the intake given, or open the archive in the data folder (`scrapy crawl`)."""
        spider = super().from_crawler(crawler, *args, **arguments)
        if intake is None:
            spider.own_store = Store.open(Path(crawler.settings["ARCHIVER_DATA"]) / cls.apart)
            intake = cls.intake_into(spider.own_store, crawler.settings["ARCHIVER_CONTACT"])
        spider.intake = intake
        patience = timedelta(seconds=crawler.settings.getfloat("ARCHIVER_PATIENCE"))
        spider.frontier = Frontier(intake, now=now, patience=patience)
        return spider

    @classmethod
    def intake_into(cls, store: Store, operator: str) -> Intake:
        """Begin a crawl of this site; what an earlier one left unfinished is finished first."""
        return Intake(store, cls.site, now=now, operator=operator)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each URL that is due."""
        try:
            async for visit in self.frontier.visits():
                yield Request(
                    visit.url,
                    callback=self.parse,
                    errback=self.failed,
                    dont_filter=True,
                    meta={_VISIT: visit, "dont_redirect": True, "handle_httpstatus_all": True},
                )
        except StorageError as error:
            self.halt(error)

    def parse(self, response: Response, **_: Any) -> Iterator[Settlement]:
        """Decide what a response means."""
        yield self._settle(response.request)

    def failed(self, failure: Any) -> Iterator[Settlement]:
        """Decide what it means that a response did not come, or could not be used by Scrapy.

        `failure` is Twisted's, with the request that Scrapy adds to it.
        """
        request, error = failure.request, failure.value
        if ARRIVAL in request.meta:
            yield self._settle(request)
        elif not isinstance(error, IgnoreRequest):
            yield unreachable(request.meta[_VISIT], now(), "unreachable", f"{type(error).__name__}: {error}")
        elif "robots.txt" in str(error):
            yield excluded(request.meta[_VISIT], now(), "robots")
        else:
            yield excluded(request.meta[_VISIT], now(), "guard", str(error))

    def _settle(self, request: Request | None) -> Settlement:
        assert request is not None
        arrival: Arrival = request.meta[ARRIVAL]
        visit: Visit = request.meta[_VISIT]
        return settle(visit, arrival.capture, arrival.exchange, self.site)

    @staticmethod
    def number(name: str, text: str) -> int:
        """A whole number among the spider's arguments.

        Raises:
            UsageError: it is none.
        """
        if not text.isdecimal():
            raise UsageError(f"-a {name}={text}: expected a whole number, as in -a {name}=300")
        return int(text)

    def halt(self, error: StorageError) -> None:
        """End the run: what it brings in can no longer be kept."""
        if self.storage_error is None:
            self.storage_error = error
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))
