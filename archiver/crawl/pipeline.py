"""The last step of a crawl: settlements into the archive, at most half a second after they were made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler

from archiver.archive.ledger.visits import Settlement
from archiver.errors import StorageError

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: How long a settled page may wait for others to share its transaction, in seconds: half of it before its
#: bytes are brought to the disk.
LONGEST_WAIT = 0.5


class ArchivePipeline:
    """Hands settlements to the spider's intake and sees to it that none waits."""

    def __init__(self, spider: SiteSpider) -> None:
        self._spider = spider
        self._clock: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        pipeline = cls(cast("SiteSpider", crawler.spider))
        crawler.signals.connect(pipeline.closed, signal=signals.spider_closed)
        return pipeline

    def open_spider(self) -> None:
        """Start the clock."""
        self._clock = asyncio.ensure_future(self._tick())

    def process_item(self, item: Settlement) -> Settlement:
        """Take one settlement."""
        try:
            self._spider.intake.settle(item)
            self._spider.frontier.landed(item)
        except StorageError as error:
            self._spider.halt(error)
        return item

    def close_spider(self) -> None:
        """Stop the clock."""
        if self._clock is not None:
            self._clock.cancel()

    def closed(self, reason: str) -> None:
        """Commit the last pages and finish the WARC file."""
        try:
            self._spider.intake.close(self._spider.frontier.ending or reason)
        except StorageError as error:
            self._spider.storage_error = self._spider.storage_error or error
        if self._spider.own_store is not None:
            self._spider.own_store.close()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(LONGEST_WAIT / 2)
            try:
                self._spider.intake.go_on()
            except StorageError as error:
                self._spider.halt(error)
                return
