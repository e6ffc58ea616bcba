"""One page of a portal that need not be known, fetched within the crawl's own rules and kept nowhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from rich.console import Console

from archiver.archive.catalogue import find_capture
from archiver.archive.ledger.plan import Plan
from archiver.archive.store import DATABASE
from archiver.archive.warc.writer import read_payload
from archiver.crawl.run import crawl
from archiver.crawl.spider import SiteSpider
from archiver.errors import NetworkError, UsageError
from archiver.extract.site import ArticleUrl, Site
from archiver.records import Payload

_NAME = "one-page"


def fetch_page(url: str, *, console: Console) -> Payload:
    """Fetch one address: robots.txt obeyed, public addresses only, at most 32 MB; links are not followed.

    Raises:
        UsageError: it is no http(s) address.
        NetworkError: no page came; the error says why.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{url}: expected an address such as https://mic.gov.vn/tap-huan-197157662.htm")
    with TemporaryDirectory() as folder:
        crawl([_spider(parts.hostname)], Path(folder), console=console, plan=Plan(urls=(url,)))
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


def _spider(host: str) -> type[SiteSpider]:
    # Two requests need no pause of ours; what robots.txt asks for between them is kept.
    site = Site(
        name=_NAME, ministry="", ministry_en="", hosts=(host,), articles=(ArticleUrl(pattern=""),), delay=0.0
    )

    class OnePageSpider(SiteSpider):
        """Asks for nothing but what it is told to."""

    OnePageSpider.name, OnePageSpider.site = _NAME, site
    return OnePageSpider


def _reason(connection: sqlite3.Connection) -> str:
    """Why nothing came, in the ledger's words."""
    row = connection.execute("SELECT state, outcome, leads_to FROM urls ORDER BY found_at LIMIT 1").fetchone()
    if row is None:
        return "not asked for"
    if row["leads_to"]:
        return f"it leads to {row['leads_to']}"
    return f"{row['state']} ({row['outcome']})" if row["outcome"] else row["state"]
