"""Portals whose pages are empty until a script has filled them in: what a crawl of one needs and keeps.

The page is fetched, judged and kept as any other. A browser without a network of its own is then given the
bytes that came, and what its scripts ask for is fetched by the crawl (`archiver.crawl.browser`). The page
as it stands when they have come to rest is kept beside the response, and is what the archive reads.

Only sites that say `javascript=True` come here; nothing in this module needs the extra `js`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings

from archiver.archive.warc.blocks import RENDERED
from archiver.errors import UsageError
from archiver.extract.site import Site
from archiver.records import Exchange

#: The browser is no host: it has a queue of its own, without a pause.
SLOT = "browser"
#: Where a request to the browser carries the response that is shown to it.
ARRIVED = "archiver_arrived"
#: Where the browser's answer says which one it is, and what the page did not get.
BROWSER, LACK = "archiver_browser", "archiver_lack"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_SERIAL = count(1)


def require(site: Site, browser: str) -> None:
    """See to it, before anything else begins, that a site which needs a browser will have one.

    `browser` is the path that the setting gives, empty for the first that is found.

    Raises:
        UsageError: the extra, or the browser, is not installed.
    """
    if words := lacking(site, browser):
        raise UsageError(words)


def lacking(site: Site, browser: str) -> str:
    """What this machine lacks for a crawl of a site, and what to do; empty where nothing is."""
    if not site.javascript:
        return ""
    needs = f"the pages of {site.name} need a browser (javascript=True)"
    if find_spec("scrapy_playwright") is None:
        return f"{needs}. Install what drives it: pip install 'ministry-archiver[js]'"
    if Path(_program(browser)).is_file():
        return ""
    found = f"{browser} is not there" if browser else f"none of {', '.join(_NAMES)} was found"
    return (
        f"{needs}, and {found}. Install one (Debian: apt-get install chromium), "
        "or say where it is: ARCHIVER_BROWSER=/path/to/chromium"
    )


def _program(browser: str) -> str:
    return browser or next(filter(None, map(shutil.which, _NAMES)), "")


def use_browser(settings: BaseSettings) -> None:
    """Scrapy's settings for a site with such pages."""
    handler = "archiver.crawl.browser.BrowserHandler"
    chosen = {
        "DOWNLOAD_HANDLERS": {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler},
        "DOWNLOAD_SLOTS": {SLOT: {"concurrency": 1, "delay": 0.0}},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_BROWSER_PROVIDER": "archiver.crawl.browser.Chromium",
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 0,  # one limit for all is set by the handler
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": _program(settings["ARCHIVER_BROWSER"]),
            # Chromium refuses to run as root with one.
            "chromium_sandbox": os.geteuid() != 0,
            # No name and no address can be reached, by whatever means a page tries.
            "args": ["--host-resolver-rules=MAP * ~NOTFOUND"],
            "proxy": {"server": "http://127.0.0.1:9"},
        },
    }
    for name, value in chosen.items():
        settings.set(name, value, priority="spider")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A response that is shown to the browser, and the id of its record."""

    exchange: Exchange
    record_id: str


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a host has not given a page what its scripts have asked for."""

    host: str
    why: str


def browser_meta(arrived: Arrived) -> dict[str, Any]:
    """What a request carries that is for the browser and not for the portal."""
    return {
        ARRIVED: arrived,
        "download_slot": SLOT,
        "playwright": True,
        # No page sees what another one has left behind.
        "playwright_context": f"page-{next(_SERIAL)}",
        "playwright_context_kwargs": {
            "accept_downloads": False,
            "service_workers": "block",
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
        },
    }


def rendered(response: Response) -> Exchange:
    """What is kept of a page that the browser has made, as UTF-8."""
    assert isinstance(response, TextResponse)
    arrived: Arrived = response.meta[ARRIVED]
    browser = response.meta[BROWSER]
    return Exchange(
        url=arrived.exchange.url,
        method="",
        request_headers=(),
        request_body=b"",
        status=200,
        headers=(("Content-Type", f"text/html; charset=utf-8; {RENDERED}={browser}"),),
        body=response.text.encode("utf-8", "replace"),
        fetched_at=datetime.now(UTC),
        protocol="",
        rendered_from=arrived.record_id,
    )
