"""The time of this machine against what is stored, and against itself: a capture's time is what it proves."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archiver.archive.clock import TOLERANCE, date_of
from archiver.archive.intake import Intake
from archiver.archive.store import Store
from archiver.crawl.frontier import Frontier
from archiver.errors import ClockBehind
from archiver.records import Exchange
from spiders.demo import SITE

NOON = datetime(2026, 3, 7, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def answer(*headers: tuple[str, str], at: datetime = NOON) -> Exchange:
    return Exchange(
        url="http://botrangmau.example/robots.txt",
        method="GET",
        request_headers=(),
        request_body=b"",
        status=404,
        headers=headers,
        body=b"",
        fetched_at=at,
    )


def crawl(folder: Path, at: datetime, *headers: tuple[str, str], trusts_clock: bool = False) -> None:
    """One crawl that begins at that time by this machine's clock, and keeps one answer."""
    with Store.open(folder) as store:
        intake = Intake(store, SITE, now=lambda: at, trusts_clock=trusts_clock)
        intake.capture(answer(*headers, at=at))
        intake.close("finished")


def test_a_clock_is_refused_that_is_hours_behind_and_the_archive_stays_as_it_is(tmp_path: Path) -> None:
    crawl(tmp_path, NOON)
    with Store.open(tmp_path) as store:
        due = store.next_due(SITE.name)
    with pytest.raises(ClockBehind, match=r"2026-03-07 05:59 UTC.*demo was at 2026-03-07 12:00"):
        crawl(tmp_path, NOON - TOLERANCE - MINUTE)

    with Store.open(tmp_path) as store:
        assert store.next_due(SITE.name) == due


@pytest.mark.parametrize(
    ("said", "is_believed"),
    [
        ("Sat, 07 Mar 2026 12:00:00 GMT", True),
        ("Sat, 07 Mar 2026 17:00:00 GMT", True),
        ("Sun, 07 Mar 2027 12:00:00 GMT", False),
        ("yesterday", False),
        ("", False),
    ],
)
def test_the_portals_own_clock_tells_whose_was_wrong(tmp_path: Path, said: str, is_believed: bool) -> None:
    crawl(tmp_path, NOON + timedelta(days=365), ("Date", said))
    if is_believed:
        crawl(tmp_path, NOON)
    else:
        with pytest.raises(ClockBehind):
            crawl(tmp_path, NOON)
        crawl(tmp_path, NOON, trusts_clock=True)
    crawl(tmp_path, NOON + MINUTE)


def test_a_date_without_a_zone_or_beyond_all_years_is_read_or_left() -> None:
    assert date_of(answer(("Date", "Sat, 07 Mar 2026 12:00:00"))) == NOON
    assert date_of(answer(("Date", "Sat, 07 Mar 99999 12:00:00 GMT"))) is None
    assert date_of(answer()) is None


@pytest.mark.parametrize(
    ("back", "ending"), [(timedelta(hours=5), ""), (timedelta(days=2000), "clock")], ids=["hours", "years"]
)
def test_a_clock_that_jumps_back_during_a_run_ends_it(tmp_path: Path, back: timedelta, ending: str) -> None:
    times = iter([NOON, NOON, NOON])

    def clock() -> datetime:
        return next(times, NOON - back)

    async def visits(frontier: Frontier) -> int:
        return len([visit async for visit in frontier.visits()])

    with Store.open(tmp_path) as store:
        intake = Intake(store, SITE, now=lambda: NOON)
        store.lease(SITE.name, NOON, 10)
        frontier = Frontier(intake, now=clock, patience=timedelta(0), width=1)
        asked = asyncio.run(visits(frontier))

    assert (asked, frontier.ending) == (0, ending)
