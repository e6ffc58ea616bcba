"""How fast a portal is asked: the site's own delay, what its robots.txt wants, and how slow it is.

Between two requests to one host lies at least the longest of the site's delay, robots.txt's Crawl-delay
and Request-rate, and five times what the host took to answer, this last one no longer than half a minute.
Where robots.txt wants a longer pause than a run waits for anything, the host rests (`Frontier.pause`).
A site without a delay (the demo) is held back by its robots.txt alone.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from archiver.archive.ledger.outcomes import host_of
from archiver.crawl.clock import now
from archiver.crawl.crawl_delay import crawl_delay
from archiver.crawl.javascript import SLOT

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: A pause of so many times the host's own time leaves it five sixths of its capacity.
_LATENCIES = 5.0
#: Seconds; also what a slow host costs a run at most per request.
_LONGEST = 30.0


def pause(floor: float, latency: float, before: float, *, is_fine: bool) -> float:
    """The next pause in seconds: it grows at once, and shrinks by half steps while answers are fine.

    >>> pause(1.0, 0.4, 1.0, is_fine=True)
    2.0
    >>> pause(1.0, 0.1, 9.0, is_fine=True), pause(1.0, 0.1, 9.0, is_fine=False)
    (5.0, 9.0)
    """
    target = min(max(_LATENCIES * latency, floor), max(_LONGEST, floor))
    if target >= before:
        return target
    return max(target, (before + floor) / 2) if is_fine else before


class Pace:
    """A Scrapy extension: sets the delay of each host's slot."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, float] = {}
        self._hours: dict[str, Any] = {}
        self._long: dict[str, timedelta] = {}
        crawler.signals.connect(self._robots, signal=signals.robots_parsed)
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)
        crawler.signals.connect(self._asked_for, signal=signals.request_left_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler)

    def _robots(self, robotparser: RobotParser, request: Request) -> None:
        """Obey what robots.txt says of time."""
        rules = getattr(robotparser, "rp", None)
        delay = 0.0 if rules is None else crawl_delay(rules, self._crawler.settings["USER_AGENT"])
        host = host_of(request.url)
        self._long.pop(host, None)
        if self._spider.frontier.is_too_long(delay):
            # No page is kept waiting for it: the run goes on elsewhere, or ends.
            self._long[host], delay = timedelta(seconds=delay), 0.0
        engine = self._crawler.engine
        assert engine is not None
        key = engine.downloader.get_slot_key(request)
        self._asked[key] = delay
        if key in engine.downloader.slots:
            engine.downloader.slots[key].delay = max(engine.downloader.slots[key].delay, delay)
        agent = self._crawler.settings["USER_AGENT"]
        self._hours[key] = rules.visit_time(agent) if rules is not None else None
        self._keep_hours(key)

    def _keep_hours(self, key: str) -> None:
        """Rest while a host is closed, also where it has closed since the run began."""
        hours = self._hours.get(key)
        if hours is not None:
            self._spider.frontier.rest(opening(hours.start_time, hours.end_time, now()), "visit-time")

    def _answered(self, response: Response, request: Request) -> None:
        key, latency = request.meta.get("download_slot"), request.meta.get("download_latency")
        engine = self._crawler.engine
        assert engine is not None
        slot = engine.downloader.slots.get(key) if key and key != SLOT else None
        if slot is None or latency is None:
            return
        self._keep_hours(str(key))
        # A pause begins when the answer has come, not when the question went out.
        slot.lastseen = time.monotonic()
        own = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        floor = max(own, self._asked.get(str(key), 0.0))
        if own:
            slot.delay = pause(floor, latency, slot.delay, is_fine=response.status == 200)
        else:
            slot.delay = floor

    def _asked_for(self, request: Request) -> None:
        """Leave a host alone that wants a long pause, whether an answer came or not."""
        host = host_of(request.url)
        if host in self._long:
            self._spider.frontier.pause(host, now() + self._long[host])

    @property
    def _spider(self) -> SiteSpider:
        return cast("SiteSpider", self._crawler.spider)


def opening(start: Any, end: Any, at: datetime) -> datetime:
    """When a host may be asked that gives its hours (UTC; over midnight too): `at` itself within them.

    >>> from datetime import UTC, time
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> opening(time(1), time(5), noon).isoformat(), opening(time(11), time(2), noon) == noon
    ('2026-03-02T01:00:00+00:00', True)
    """
    clock = at.time()
    is_open = start <= clock <= end if start <= end else clock >= start or clock <= end
    if is_open:
        return at
    opens = at.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)
    return opens if opens > at else opens + timedelta(days=1)
