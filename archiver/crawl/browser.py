"""The browser for pages that a script fills in: Chromium without a network, watched. Needs the extra `js`.

Each thing it asks for goes through the crawl: robots.txt, the guard, the pace and the WARC file are those of
every request. Only scripts and what they fetch is given to it, from the site's own hosts; pictures, styles,
fonts, frames and whatever leads away from the page are not. scrapy-playwright would let the browser reach
the network by itself, behind the guard's back, so it is only asked to run it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urldefrag

from playwright.async_api import Browser, Page, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as Asked
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from archiver.archive.ledger import schedule
from archiver.archive.ledger.outcomes import header, host_of, location, redirect_target
from archiver.archive.warc.writer import payload_of
from archiver.crawl.capture import ARRIVAL
from archiver.crawl.clock import now
from archiver.crawl.guard import allowed_addresses, refused
from archiver.crawl.handler import Handler, unless_silent
from archiver.crawl.javascript import ARRIVED, BROWSER, LACK, Lack
from archiver.crawl.patience import Patience
from archiver.crawl.robots import UNAVAILABLE
from archiver.errors import NetworkError, TooLarge
from archiver.records import Exchange, iso

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: What a page is made of, beside its own bytes.
_WANTED = {"script", "xhr", "fetch"}
#: A page that asks for more things than this is no article.
_MOST_ASKED = 60
_MOST_REDIRECTS = 3
#: Scripts are the same on every page of a portal: so many bytes of them are asked for once a run.
_MOST_KEPT = 32 * 1024 * 1024
#: The page's own ways past what is asked for here; without them a script goes on as in an old browser.
_NO_SOCKETS = "for (const way of ['WebSocket', 'WebTransport', 'RTCPeerConnection']) delete globalThis[way];"
#: Headers that are the crawl's to say, or true of the browser alone.
_OWN_HEADERS = {"accept-encoding", "accept-language", "connection", "cookie", "host", "user-agent"}
_OF_THE_WIRE = {"connection", "content-encoding", "content-length", "set-cookie", "transfer-encoding"}
#: Seconds for what is done in no time, or never.
_MOMENT = 5.0


class Chromium(PlaywrightBrowserProvider):  # type: ignore[misc]  # scrapy-playwright has no types
    """Starts the browser, and knows its process."""

    pid: int = 0

    async def launch_browser(self) -> Browser:
        """As scrapy-playwright asks for it: at the first page, and again after a browser has ended."""
        browser: Browser = await super().launch_browser()
        session = await browser.new_browser_cdp_session()
        processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
        self.pid = next(int(one["id"]) for one in processes if one["type"] == "browser")
        return browser

    def kill(self) -> None:
        """End the browser's process, whatever it is doing; its children end with it."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.pid = 0


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # it has no types
    """The way to the network as ever; to the browser for requests that say so, with a watchdog."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._network = Handler(crawler)
        self._spider = cast("SiteSpider", crawler.spider)
        # A browser that ends under a page is the ledger's to try again, later.
        self.config.target_closed_max_retries = 0
        self._seconds = crawler.settings.getfloat("ARCHIVER_BROWSER_SECONDS")
        self._allowed = allowed_addresses(crawler)
        self._scripts: dict[tuple[str, str, bytes], Exchange] = {}
        # One page at a time: the end of a browser ends all that stand in it.
        self._turn = asyncio.Lock()

    async def download_request(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            NetworkError: the browser has ended, or was ended because the page did not come to rest; or the
                page's host is silent.
        """
        if not request.meta.get("playwright"):
            answer: Response = await self._network.download_request(request)
            return answer
        async with self._turn:
            return await unless_silent(self._spider.frontier.hosts, request, self._show)

    async def close(self) -> None:
        """End the browser, and all connections."""
        await super().close()
        await self._network.close()

    async def _show(self, request: Request) -> Response:
        shown = Shown(self._spider, request.meta[ARRIVED].exchange, self._allowed, self._scripts)
        request.meta["playwright_page_init_callback"] = shown.prepare
        request.meta["playwright_page_methods"] = [
            PageMethod("wait_for_load_state", "networkidle", timeout=0)
        ]
        response = await self._watched(request, shown.patience)
        request.meta[BROWSER], request.meta[LACK] = f"chromium-{self.browser.version}", shown.lack
        return response

    async def _watched(self, request: Request, patience: Patience) -> Response:
        try:
            async with asyncio.timeout(self._seconds) as limit:
                with patience.of(limit):
                    answer: Response = await super().download_request(request)
                    return answer
        except TimeoutError as error:
            await self._end_browser()
            why = f"its scripts had not come to rest after {self._seconds:g} s, and the browser was ended"
            raise NetworkError(f"{request.url}: {why}") from error
        except PlaywrightError as error:
            why = str(error).strip().partition("\n")[0]
            raise NetworkError(f"{request.url}: the browser has failed: {why}") from error
        finally:
            await self._close_context(request.meta["playwright_context"])

    async def _end_browser(self) -> None:
        """Kill the browser and wait until scrapy-playwright knows; the next page starts another one."""
        self.browser_provider.kill()
        with suppress(TimeoutError):
            async with asyncio.timeout(_MOMENT):
                while hasattr(self, "browser"):
                    await asyncio.sleep(0.05)

    async def _close_context(self, name: str) -> None:
        wrapper = self.context_wrappers.get(name)
        if wrapper is not None:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_MOMENT):
                    await wrapper.context.close()


class Shown:
    """One page while it stands in the browser: answers what is asked for there.

    `lack` is something that it has asked for and did not get, `None` where it got all.
    """

    def __init__(
        self,
        spider: SiteSpider,
        page: Exchange,
        allowed: Collection[str],
        scripts: dict[tuple[str, str, bytes], Exchange],
    ) -> None:
        self._spider, self._page, self._allowed, self._scripts = spider, page, allowed, scripts
        self._is_open = False
        self._asked = 0
        self._missed: set[str] = set()
        self.patience = Patience()
        self.lack: Lack | None = None

    async def prepare(self, page: Page, _request: Request) -> None:
        """Come between an empty page and everything it will ask for."""
        await page.add_init_script(_NO_SOCKETS)
        # For windows that it opens.
        await page.context.route("**/*", lambda route: route.abort())
        await page.route("**/*", self._answer)

    async def _answer(self, route: Route) -> None:
        exchange = await self._exchange(route.request)
        # The page may be gone when the answer has come.
        with suppress(PlaywrightError):
            if exchange is None:
                await route.abort("blockedbyclient")
                return
            headers = {name: value for name, value in exchange.headers if name.lower() not in _OF_THE_WIRE}
            await route.fulfill(status=exchange.status, headers=headers, body=payload_of(exchange).body)

    async def _exchange(self, asked: Asked) -> Exchange | None:
        """What is given for something the browser asks for; `None` where it is refused or does not come."""
        if asked.is_navigation_request():
            # The page itself, once; a frame in it, a reload and whatever leads away are not it.
            is_first, self._is_open = not self._is_open, True
            return self._page if is_first else None
        if asked.resource_type not in _WANTED or self._asked >= _MOST_ASKED:
            return None
        url, body = urldefrag(asked.url)[0], asked.post_data_buffer or b""
        key = (asked.method, url, body)
        if key in self._scripts:
            return self._scripts[key]
        headers = {
            name: value
            for name, value in asked.headers.items()
            if name not in _OWN_HEADERS and not name.startswith("sec-")
        }
        exchange = await self._fetched(Request(url, method=asked.method, headers=headers, body=body))
        if exchange is not None and asked.resource_type == "script" and not _is_spoilt(exchange):
            kept = sum(len(one.body) for one in self._scripts.values())
            if kept + len(exchange.body) <= _MOST_KEPT:
                self._scripts[key] = exchange
        return exchange

    async def _fetched(self, request: Request) -> Exchange | None:
        """What the portal answers, through all that the crawl's own requests go through."""
        engine = self._spider.crawler.engine
        for _ in range(1 + _MOST_REDIRECTS):
            self._asked += 1
            if refused(request.url, self._spider.site, self._allowed):
                return None
            meta: dict[str, Any] = {"dont_redirect": True, "handle_httpstatus_all": True}
            sent = request.replace(meta=meta, dont_filter=True)
            if self._spider.cookie:
                sent.headers["Cookie"] = self._spider.cookie
            host = host_of(request.url)
            if (until := self._spider.frontier.resting(host)) is not None:
                self.lack = Lack(host, f"it wants to be left alone until {iso(until)}")
                return None
            with self.patience.waiting():
                # Whatever keeps the answer from coming, the browser is told that none has come.
                (error,) = await asyncio.gather(engine.download_async(sent), return_exceptions=True)
            arrival = sent.meta.get(ARRIVAL)
            if arrival is None:
                self._unanswered(host, error)
                return None
            exchange: Exchange = arrival.exchange
            self._answered(host, exchange)
            target = redirect_target(request.url, location(exchange))
            if not 300 <= exchange.status < 400 or not location(exchange) or not target:
                return exchange
            request = request.replace(url=target)
        return None

    def _answered(self, host: str, exchange: Exchange) -> None:
        """Note that a host is there, and what it wants of us."""
        if host != host_of(self._page.url):
            # Of the page's own host the page itself tells, once it says what it should.
            self._spider.frontier.hosts.answered(exchange.url)
        if _is_spoilt(exchange):
            self.lack = Lack(host, f"HTTP status {exchange.status} for {exchange.url}, or half of the answer")
            asked = header(exchange, "Retry-After")
            until = schedule.rest(asked, now()) if asked else None
            if until is not None:
                self._spider.frontier.rest(until, "retry-after")

    def _unanswered(self, host: str, error: object) -> None:
        """Note that no answer came: one page tells of a host once, whatever it asks for there."""
        if isinstance(error, IgnoreRequest) and UNAVAILABLE not in str(error):
            return  # closed by robots.txt, or refused here: it is closed to everybody
        self.lack = Lack(host, f"{type(error).__name__}: {error}")
        if host not in self._missed and not isinstance(error, TooLarge):
            self._missed.add(host)
            self._spider.frontier.hosts.missed(host, now())


def _is_spoilt(exchange: Exchange) -> bool:
    """Whether an answer is one of a bad moment: refused for now, an error, or not whole."""
    return exchange.status == 429 or exchange.status >= 500 or bool(payload_of(exchange).truncated)
