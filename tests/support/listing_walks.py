"""Runs over the listings of a made-up portal: the real ledger and reader of listings, no network."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from archiver.archive import shelf
from archiver.archive.ledger import ledger
from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.schema import migrate
from archiver.extract.site import ArticleUrl, Listing, Site
from archiver.records import Capture, Exchange

NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)
SIZE = 20
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm"),),
    listings=(Listing(url="https://thu.example/tin.htm", pages="https://thu.example/tin/trang-{page}.htm"),),
)
#: What a page of a portal shows; a page number to record numbers, `None` for a page that is not there (404).
Portal = Callable[[int], list[int] | None]


def pages_of(
    numbers: list[int],
    *,
    after_the_end: str = "empty",
    aside: tuple[int, ...] = (),
    aside_leads: bool = False,
) -> Portal:
    """A portal that lists record numbers in their order; what it says behind its last page; a side bar."""
    last = max(1, -(-len(numbers) // SIZE))

    def page(number: int) -> list[int] | None:
        if number > last and after_the_end == "last":
            number = last
        elif number > last and after_the_end == "first":
            number = 1
        elif number > last and after_the_end == "missing":
            return None
        shown = numbers[(number - 1) * SIZE : number * SIZE]
        return [*aside, *shown] if aside_leads else [*shown, *aside]

    return page


class Crawler:
    """Runs over the listings of a portal, one transaction a page, as a crawl does."""

    def __init__(self, site: Site = SITE) -> None:
        self.site = site
        self.connection = sqlite3.connect(":memory:")
        self.connection.row_factory = sqlite3.Row
        migrate(Database(self.connection), "memory")
        shelf.put_site(self.connection, site)
        self.now = NOON

    def run(self, portal: Portal, plan: Plan = USUAL, *, most: int = 100_000, says: str = "") -> Counter[int]:
        """Visit what is due; how often each page was asked for. Articles are not fetched.

        `says` is printed on every page of the listing.
        """
        self.now += timedelta(days=1)
        ledger.begin(self.connection, self.site, plan, self.now)
        asked: Counter[int] = Counter()
        while visits := [visit for visit in self._lease(plan) if visit.place is not None]:
            for visit in visits:
                assert visit.place is not None
                asked[visit.place.page] += 1
                if asked.total() > most:
                    return asked
                answer = answered(visit.url, portal(visit.place.page), says, self.now)
                settlement = settle(visit, *answer, self.site, since=plan.since)
                shelf.put_settlement(self.connection, self.site, settlement, plan)
        return asked

    def _lease(self, plan: Plan) -> Iterator[ledger.Visit]:
        yield from ledger.lease(self.connection, "thu", self.now, 1, plan.ranks[:1])

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Address, reason and words of every problem, the first one first."""
        rows = self.connection.execute("SELECT url, reason, detail FROM problems ORDER BY id")
        return [tuple(row) for row in rows]

    @property
    def known(self) -> set[int]:
        """The record numbers in the ledger."""
        rows = self.connection.execute("SELECT record FROM urls WHERE record <> ''")
        return {int(record.removeprefix("thu-")) for (record,) in rows}


def answered(
    url: str, numbers: list[int] | None, says: str = "", at: datetime = NOON
) -> tuple[Capture, Exchange]:
    """The response of one page of a listing."""
    body = f"<p>{says}</p>" + "".join(
        f'<a href="/tin/bai-{number}.htm">Bài {number}</a>' for number in numbers or ()
    )
    exchange = Exchange(
        url=url,
        method="GET",
        request_headers=(),
        request_body=b"",
        status=404 if numbers is None else 200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=f"<html><body>{body}</body></html>".encode(),
        fetched_at=at,
    )
    # The row of the capture is not part of these runs.
    capture = Capture(
        url=url, fetched_at=at, status=200, content_type="text/html", warc_file="a", offset=0, length=1,
        record_id="", payload_sha1="", payload_sha256="", payload_length=1,
    )  # fmt: skip
    return capture, exchange


def newest_first(count: int) -> list[int]:
    """Record numbers as a portal lists them."""
    return list(range(count, 0, -1))
