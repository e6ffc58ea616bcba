"""robots.txt: Scrapy obeys it; here a portal whose robots.txt fails is left alone until it answers.

RFC 9309, 2.3.1.4: while a server cannot say what it allows (5xx, no answer), nothing is allowed; a missing
file (4xx) allows everything. 2.4: rules are good for a day, so a crawl of many days asks for them anew.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from archiver.archive.ledger import schedule
from archiver.crawl.clock import now

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: How the refusal begins that says so.
UNAVAILABLE = "robots.txt cannot be read"
#: Seconds for which rules are good, and for which a failure is not asked about again.
_GOOD_FOR, _FAILED_FOR = 24 * 60 * 60.0, 60.0


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, stricter about servers that fail."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._failing: dict[str, str] = {}
        self._asked_at: dict[str, float] = {}
        self._one_at_a_time: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        # A robots.txt that cannot be fetched is told by the pages that cannot be either, in one line each
        # and not in Scrapy's sixty. (Scrapy's own set-up of logging resets what is said before.)
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a host; whoever asks while they are on their way waits for them.

        Scrapy 2.19 gives them to the first who waits, and to all others none, which allows everything.
        """
        netloc = urlparse_cached(request).netloc
        async with self._one_at_a_time[netloc]:
            good_for = _FAILED_FOR if netloc in self._failing else _GOOD_FOR
            if time.monotonic() - self._asked_at.get(netloc, -_GOOD_FOR) >= good_for:
                self._parsers.pop(netloc, None)
                self._failing.pop(netloc, None)
                self._asked_at[netloc] = time.monotonic()
            return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse while nobody knows what is allowed."""
        why = self._failing.get(urlparse_cached(request).netloc)
        if why is not None:
            raise IgnoreRequest(f"{UNAVAILABLE}: {why}")
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        # 304 answers a question that was not put.
        if response.status in {304, 429} or response.status >= 500:
            self._failing[netloc] = f"HTTP status {response.status}"
            self._rest(response)
        elif "dataloss" in response.flags:
            # What forbids may stand in the part that is missing.
            self._failing[netloc] = "a part of it is missing"
        if response.status >= 400:
            # The body of an error is no set of rules.
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # What was refused here (the guard, the disk) is refused for the page as well.
        if not isinstance(exc, IgnoreRequest):
            self._failing[netloc] = f"{type(exc).__name__}: {exc}"
        super()._robots_error(exc, netloc)

    def _rest(self, response: Response) -> None:
        """Leave the portal alone as long as it asks for."""
        asked = (response.headers.get("Retry-After") or b"").decode("latin-1")
        until = schedule.rest(asked, now()) if asked else None
        if until is not None:
            cast("SiteSpider", self.crawler.spider).frontier.rest(until, "retry-after")
