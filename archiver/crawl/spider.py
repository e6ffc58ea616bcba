"""The spider that every site shares: due URLs out, responses in. A site's own file adds its `SITE`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urldefrag

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from archiver.archive.intake import BATCH, Intake
from archiver.archive.ledger.outcomes import GUARD, ROBOTS, ROBOTS_UNAVAILABLE, UNREACHABLE, host_of
from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.ledger.settle import UNRENDERED, excluded, is_conditional, settle, unreachable
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, State, Visit
from archiver.archive.store import Store
from archiver.archive.warc.writer import payload_of
from archiver.crawl import attachments, javascript
from archiver.crawl.capture import ARRIVAL, PARSED, VISIT, Arrival
from archiver.crawl.clock import now
from archiver.crawl.cookie_wall import cookie_of
from archiver.crawl.crawl_delay import pauses
from archiver.crawl.frontier import Frontier
from archiver.crawl.robots import UNAVAILABLE
from archiver.errors import StorageError, TooLarge, UsageError
from archiver.extract.site import Lenience, Site
from archiver.page.parsing import Parsed
from archiver.records import Exchange, Receipt

_SECOND = "archiver_second"
#: So often a page is tried again that lacks something it wanted, and seems to be one all the same.
_MOST_LACKING = 2


class SiteSpider(Spider):
    """Crawls one site into one archive.

    `apart` is the folder inside the data folder for sites whose articles must not meet the others
    (the demo); `route` is a proxy that every request of this site takes. `cookie` is what a wall has set.
    """

    site: ClassVar[Site]
    apart: ClassVar[str] = ""
    route: str = ""
    intake: Intake
    frontier: Frontier
    own_store: Store | None = None
    storage_error: StorageError | None = None
    cookie: str = ""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The site's own pace and TLS; a site without a delay (the demo) is asked several things at once."""
        super().update_settings(settings)
        delay = max(cls.site.delay, settings.getfloat("ARCHIVER_DELAY"))
        settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        if Lenience.BROKEN_CHAIN in cls.site.lenience:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")
        if cls.site.javascript:
            javascript.require(cls.site, settings["ARCHIVER_BROWSER"])
            javascript.use_browser(settings)

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, intake: Intake | None = None, **arguments: Any
    ) -> Self:
        """Take the intake given, or open the archive in the data folder (`scrapy crawl`)."""
        spider = super().from_crawler(crawler, *args, **arguments)
        if intake is None:
            spider.own_store = Store.open(Path(crawler.settings["ARCHIVER_DATA"]) / cls.apart)
            intake = cls.intake_into(spider.own_store, crawler.settings)
        spider.intake = intake
        patience = timedelta(seconds=crawler.settings.getfloat("ARCHIVER_PATIENCE"))
        width = 1 if crawler.settings.getfloat("DOWNLOAD_DELAY") else BATCH
        asked = tuple(pauses(intake.store.last_asked(cls.site.name, now()), crawler.settings["USER_AGENT"]))
        spider.frontier = Frontier(intake, now=now, patience=patience, width=width, pauses=asked)
        return spider

    @classmethod
    def intake_into(cls, store: Store, settings: BaseSettings, plan: Plan = USUAL) -> Intake:
        """Begin a crawl of this site; what an earlier one left unfinished is finished first."""
        operator, trusts_clock = settings["ARCHIVER_CONTACT"], settings.getbool("ARCHIVER_TRUST_CLOCK")
        return Intake(store, cls.site, now=now, operator=operator, plan=plan, trusts_clock=trusts_clock)

    def opened(self) -> None:
        """What a site does before its first request; most do nothing."""

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each URL that is due."""
        self.opened()
        try:
            async for visit in self.frontier.visits():
                yield self._request(visit)
        except StorageError as error:
            self.halt(error)

    def _request(self, visit: Visit, *, is_second: bool = False) -> Request:
        """What is asked for, with the cookie that a wall has wanted to see."""
        place = visit.place
        # A page that a script fills in may be the same and say something else.
        is_asked_whole = self.intake.plan.refresh or self.site.javascript
        headers = {} if is_asked_whole else _conditions(visit)
        meta = {VISIT: visit, _SECOND: is_second, "dont_redirect": True, "handle_httpstatus_all": True}
        if visit.kind == ATTACHMENT:
            headers |= attachments.HEADERS
            meta |= attachments.bounds()
        if self.cookie:
            headers["Cookie"] = self.cookie
        form = place.form if place is not None else ""
        if form:
            is_json = form.startswith(("{", "["))
            headers["Content-Type"] = "application/json" if is_json else "application/x-www-form-urlencoded"
        if place is not None:
            headers |= dict(next((one.headers for one in self.site.listings if one.url == place.listing), ()))
        return Request(
            urldefrag(visit.url)[0],
            method="POST" if form else "GET",
            body=form,
            headers=headers,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta=meta,
        )

    def parse(self, response: Response, **_: Any) -> Iterator[Settlement | Request]:
        """Decide what a response means; a wall that only wants its cookie back gets it, once."""
        assert response.request is not None
        settlement = self._settle(response.request)
        cookie = ""
        if settlement.state is State.BLOCKED or settlement.outcome == UNRENDERED:
            cookie = cookie_of(payload_of(response.request.meta[ARRIVAL].exchange).body)
        if cookie and not response.request.meta[_SECOND]:
            self.cookie = cookie
            yield self._request(settlement.visit, is_second=True)
        elif settlement.outcome == UNRENDERED:
            arrival: Arrival = response.request.meta[ARRIVAL]
            arrived = javascript.Arrived(arrival.exchange, settlement.capture)
            meta = {VISIT: settlement.visit} | javascript.browser_meta(arrived)
            yield response.request.replace(callback=self.parse_rendered, meta=meta)
        else:
            yield settlement

    def parse_rendered(self, response: Response, **_: Any) -> Iterator[Settlement]:
        """Keep what the browser has made of a page, and decide what that means."""
        exchange = javascript.rendered(response)
        visit: Visit = response.meta[VISIT]
        lack: javascript.Lack | None = response.meta[javascript.LACK]
        if lack is not None and not self._says_all(visit, exchange):
            yield self.frontier.hosts.unrendered(visit, now(), lack.host, lack.why)
            return
        try:
            receipt = self.intake.capture(exchange)
        except StorageError as error:
            self.halt(error)
            return
        since = self.intake.plan.since
        yield settle(visit, receipt, exchange, self.site, since=since, read=self.intake.read)

    def _says_all(self, visit: Visit, exchange: Exchange) -> bool:
        """Whether a page that lacks something it wanted is what it should be: that may be a mere counter.

        What it says for the first time is believed in the end; that it says something else than before, or
        nothing, never is.
        """
        receipt = Receipt(record_id="", fetched_at=exchange.fetched_at, status=exchange.status)
        since = self.intake.plan.since
        found = settle(visit, receipt, exchange, self.site, since=since, read=self.intake.read)
        is_same = visit.reading != "" and found.visit.edits.edits == visit.edits.edits
        is_tried = visit.reading == "" and visit.tries >= _MOST_LACKING
        return bool(found.article or found.discovered) and (is_same or is_tried)

    def failed(self, failure: Any) -> Iterator[Settlement]:
        """Decide what it means that a response did not come, or could not be used by Scrapy.

        `failure` is Twisted's, with the request that Scrapy adds to it.
        """
        request, error = failure.request, failure.value
        if self.storage_error is not None:
            # It is the disk's fault: the URL keeps its lease, which the next run takes back.
            return
        if ARRIVAL in request.meta:
            yield self._settle(request)
        elif not isinstance(error, IgnoreRequest):
            words = f"{type(error).__name__}: {error}"
            if javascript.ARRIVED in request.meta:
                yield self.frontier.hosts.unrendered(request.meta[VISIT], now(), host_of(request.url), words)
            elif isinstance(error, TooLarge):
                # The host has answered, at greater length than is ever fetched.
                self.frontier.hosts.answered(request.url)
                yield unreachable(request.meta[VISIT], now(), "too-large", str(error))
            else:
                yield self.frontier.hosts.unanswered(request.meta[VISIT], now(), UNREACHABLE, words)
        elif UNAVAILABLE in str(error):
            yield self.frontier.hosts.unanswered(request.meta[VISIT], now(), ROBOTS_UNAVAILABLE, str(error))
        elif "robots.txt" in str(error):
            yield excluded(request.meta[VISIT], now(), ROBOTS)
        else:
            yield excluded(request.meta[VISIT], now(), GUARD, str(error))

    def _settle(self, request: Request) -> Settlement:
        arrival: Arrival = request.meta[ARRIVAL]
        visit: Visit = request.meta[VISIT]
        since = self.intake.plan.since
        # It is large, and nobody needs it any more.
        parsing: Future[Parsed | None] | None = request.meta.pop(PARSED, None)
        parsed = parsing.result() if parsing is not None else None
        return settle(
            visit,
            arrival.receipt,
            arrival.exchange,
            self.site,
            since=since,
            payload=parsed.payload if parsed else None,
            read=lambda payload, site: self.intake.read(parsed or payload, site),
        )

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


def _conditions(visit: Visit) -> dict[str, str]:
    """The headers of a conditional request; none for a visit that is not to be one."""
    if visit.kind not in {"article", ATTACHMENT} or not is_conditional(visit):
        return {}
    headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
    return {name: value for name, value in headers.items() if value}
