"""robots.txt: Scrapy obeys it; here a portal whose robots.txt fails is left alone until it answers.

RFC 9309, 2.3.1.4: while a server cannot say what it allows (5xx), nothing is allowed; a missing file (4xx)
allows everything.
"""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

#: How the refusal begins that says so.
UNAVAILABLE = "robots.txt cannot be read"


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, stricter about servers that fail."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._failing: dict[str, int] = {}
        # A robots.txt that cannot be fetched is told by the pages that cannot be either, in one line each
        # and not in Scrapy's sixty. (Scrapy's own set-up of logging resets what is said before.)
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse while nobody knows what is allowed."""
        status = self._failing.get(urlparse_cached(request).netloc)
        if status is not None:
            raise IgnoreRequest(f"{UNAVAILABLE}: HTTP status {status}")
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            self._failing[netloc] = response.status
        if response.status >= 400:
            # The body of an error is no set of rules.
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
