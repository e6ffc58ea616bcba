"""Where requests may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider


class RouteMiddleware:
    """Sends the requests of a site that has a route of its own (the demo's portal) that way only."""

    def __init__(self, spider: SiteSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(cast("SiteSpider", crawler.spider))

    def process_request(self, request: Request) -> None:
        """Set the proxy of every request, robots.txt too."""
        if self._spider.route:
            request.meta["proxy"] = self._spider.route
