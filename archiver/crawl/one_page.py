"""Single pages of a portal that need not be known, fetched within the crawl's own rules and kept nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from rich.console import Console

from archiver.archive.catalogue import find_capture
from archiver.archive.ledger.outcomes import GUARD, HOST_SILENT, ROBOTS, ROBOTS_UNAVAILABLE, UNREACHABLE
from archiver.archive.ledger.plan import Plan
from archiver.archive.store import DATABASE
from archiver.archive.warc.writer import read_payload
from archiver.crawl.run import crawl
from archiver.crawl.spider import SiteSpider
from archiver.errors import NetworkError, UsageError
from archiver.extract.site import ArticleUrl, Site
from archiver.records import Payload

_NAME = "one-page"
#: The seconds between two of several pages; longer where robots.txt asks for it, or the portal is slow.
_PAUSE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of one address: its page, under the address that it has now, or why there is none."""

    url: str
    payload: Payload | None = None
    reason: str = ""


def fetch_page(url: str, *, console: Console) -> Payload:
    """Fetch one address: robots.txt obeyed, public addresses only, at most 32 MB; links are not followed.

    Raises:
        UsageError: it is no http(s) address.
        NetworkError: no page came; the error says why.
    """
    # Two requests need no pause of ours; what robots.txt asks for between them is kept.
    spider = _spider((_host(url),), 0.0)
    with TemporaryDirectory() as folder:
        crawl([spider], Path(folder), console=console, plan=Plan(urls=(url,)))
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as connection:
            connection.row_factory = sqlite3.Row
            row = connection.execute(_NEWEST).fetchone()
            if row is None:
                raise NetworkError(
                    f"{url}: {_reason(connection)}. See it in a browser, then pass the saved FILE."
                )
            return read_payload(Path(folder), find_capture(connection, row["record_id"]))


_NEWEST = """
SELECT record_id FROM captures WHERE url NOT LIKE '%/robots.txt' AND status NOT BETWEEN 300 AND 399
ORDER BY fetched_at DESC LIMIT 1
"""


def fetch_pages(urls: Sequence[str]) -> tuple[Fetched, ...]:
    """Fetch some addresses of one portal, one after the other with pauses; else as `fetch_page`.

    It is done in a process of its own, because a process crawls only once.

    Raises:
        UsageError: one is no http(s) address.
    """
    for url in urls:
        _host(url)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(_fetch_all, tuple(urls)).result()


def _fetch_all(urls: tuple[str, ...]) -> tuple[Fetched, ...]:
    if not urls:
        return ()
    spider = _spider(tuple(dict.fromkeys(map(_host, urls))), _PAUSE)
    with TemporaryDirectory() as folder:
        crawl([spider], Path(folder), console=Console(stderr=True), plan=Plan(urls=urls))
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as connection:
            connection.row_factory = sqlite3.Row
            return tuple(_fetched(connection, Path(folder), url) for url in urls)


_ROW = "SELECT state, outcome, leads_to, last_capture FROM urls WHERE url = ?"


def _fetched(connection: sqlite3.Connection, folder: Path, url: str) -> Fetched:
    """What a crawl has of one address, or of the one it leads to."""
    row = connection.execute(_ROW, (url,)).fetchone()
    if row is not None and row["leads_to"]:
        row = connection.execute(_ROW, (row["leads_to"],)).fetchone() or row
    if row is None:
        return Fetched(url=url, reason="not asked for")
    if row["last_capture"] is not None:
        capture = find_capture(connection, row["last_capture"])
        if 200 <= capture.status < 300:
            payload = read_payload(folder, capture)
            if not payload.truncated:
                return Fetched(url=url, payload=payload)
    return Fetched(url=url, reason=_words(row))


def _host(url: str) -> str:
    """The host of an address.

    Raises:
        UsageError: it is no http(s) address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{url}: expected an address such as https://mic.gov.vn/tap-huan-197157662.htm")
    return parts.hostname


def _spider(hosts: tuple[str, ...], delay: float) -> type[SiteSpider]:
    site = Site(
        name=_NAME, ministry="", ministry_en="", hosts=hosts, articles=(ArticleUrl(pattern=""),), delay=delay
    )

    class OnePageSpider(SiteSpider):
        """Asks for nothing but what it is told to."""

    OnePageSpider.name, OnePageSpider.site = _NAME, site
    return OnePageSpider


def _reason(connection: sqlite3.Connection) -> str:
    """Why nothing came."""
    row = connection.execute("SELECT state, outcome, leads_to FROM urls ORDER BY found_at LIMIT 1").fetchone()
    if row is None:
        return "not asked for"
    if row["leads_to"]:
        return f"it leads to {row['leads_to']}"
    return _words(row)


#: The outcomes of a visit that brings no page, in a person's words.
_NO_PAGE = {
    ROBOTS: "robots.txt forbids it",
    ROBOTS_UNAVAILABLE: "its robots.txt cannot be read, and until then nothing may be asked for",
    GUARD: "its host has no public address",
    HOST_SILENT: "its host gives no answer",
    UNREACHABLE: "it gives no answer",
}


def _words(row: sqlite3.Row) -> str:
    """Why nothing came of an address of the ledger."""
    state = f"{row['state']} ({row['outcome']})" if row["outcome"] else str(row["state"])
    return _NO_PAGE.get(row["outcome"], state)
