"""The ledger: every URL in one state, leased once, never forgotten."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archiver.archive import ledger, shelf
from archiver.archive.schema import migrate
from archiver.archive.settle import RETRIES, Discovered, Settlement, State, Visit, unreachable
from archiver.extract.site import ArticleUrl, Listing, Site

NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm"),),
    listings=(Listing(url="https://thu.example/tin.htm", pages="https://thu.example/tin/{page}.htm"),),
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    yield fresh()


def fresh() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.row_factory = sqlite3.Row
    migrate(Database(made), "memory")
    shelf.put_site(made, SITE)
    return made


def found(*urls: str, **fields: object) -> list[Discovered]:
    return [Discovered(url=url, **fields) for url in urls]  # type: ignore[arg-type]


def done(visit: Visit, state: State = State.DONE, outcome: str = "article") -> Settlement:
    return Settlement(visit=visit, state=state, outcome=outcome, at=NOON)


def test_a_url_seen_twice_is_one_row(connection: sqlite3.Connection) -> None:
    first = ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "listing", NOON)
    second = ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "feed", NOON)

    assert (first, second) == (1, 0)
    assert sum(ledger.counts(connection, "thu").values()) == 1


def test_a_leased_url_is_not_leased_again_until_it_is_released(connection: sqlite3.Connection) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)

    assert len(ledger.lease(connection, "thu", NOON, 10)) == 1
    assert ledger.lease(connection, "thu", NOON, 10) == []
    assert ledger.release(connection, "thu") == 1
    assert len(ledger.lease(connection, "thu", NOON, 10)) == 1


def test_listings_are_leased_before_articles(connection: sqlite3.Connection) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    ledger.add(connection, "thu", ledger.heads(SITE), "", NOON)

    leased = ledger.lease(connection, "thu", NOON, 10)

    assert [visit.kind for visit in leased] == ["page", "article"]


def test_a_done_article_is_not_due_but_a_listing_is_due_again_when_a_run_begins(
    connection: sqlite3.Connection,
) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    ledger.add(connection, "thu", ledger.heads(SITE), "", NOON)
    for visit in ledger.lease(connection, "thu", NOON, 10):
        ledger.finish(connection, done(visit))
    ledger.add(connection, "thu", ledger.heads(SITE), "", NOON + timedelta(days=1))

    due = ledger.lease(connection, "thu", NOON + timedelta(days=1), 10)

    assert [visit.url for visit in due] == ["https://thu.example/tin.htm"]


def test_a_url_that_cannot_be_fetched_comes_back_later_and_later_and_then_has_failed(
    connection: sqlite3.Connection,
) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    now, waits = NOON, []
    while visits := ledger.lease(connection, "thu", now, 1):
        ledger.finish(connection, unreachable(visits[0], now, "unreachable", "refused"))
        due = ledger.next_due(connection, "thu")
        if due is not None:
            waits.append(due - now)
            now = due

    assert waits == list(RETRIES)
    assert ledger.counts(connection, "thu")["failed"] == 1


def test_another_address_of_a_known_record_is_not_fetched(connection: sqlite3.Connection) -> None:
    both = ("https://thu.example/a-1.htm", "https://thu.example/print/a-1.htm")
    ledger.add(connection, "thu", found(*both, record="thu-1"), "", NOON)

    leased = ledger.lease(connection, "thu", NOON, 10)

    assert [visit.url for visit in leased] == [both[0]]
    assert ledger.counts(connection, "thu")["excluded"] == 1


def test_another_address_of_a_record_takes_the_place_of_a_dead_one(connection: sqlite3.Connection) -> None:
    both = ("https://thu.example/a-1.htm", "https://thu.example/print/a-1.htm")
    ledger.add(connection, "thu", found(*both, record="thu-1"), "", NOON)
    (visit,) = ledger.lease(connection, "thu", NOON, 10)
    ledger.finish(connection, done(visit, State.GONE, "404"))

    assert [visit.url for visit in ledger.lease(connection, "thu", NOON, 10)] == [both[1]]


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(["add", "lease", "done", "gone", "fail", "kill"])),
        max_size=40,
    )
)
def test_every_url_ever_seen_is_in_exactly_one_state_whatever_happens(steps: list[tuple[int, str]]) -> None:
    connection, seen, leased, now = fresh(), set[str](), list[Visit](), NOON
    for number, step in steps:
        now += timedelta(seconds=number)
        url = f"https://thu.example/a-{number}.htm"
        match step:
            case "add":
                ledger.add(connection, "thu", found(url, record=f"thu-{number // 2}"), "", now)
                seen.add(url)
            case "lease":
                leased += ledger.lease(connection, "thu", now, 2)
            case "kill":
                ledger.release(connection, "thu")
                leased = []
            case _ if leased:
                visit = leased.pop()
                state = State.GONE if step == "gone" else State.DONE
                settlement = unreachable(visit, now, "x", "y") if step == "fail" else done(visit, state)
                ledger.finish(connection, settlement)

    counts = ledger.counts(connection, "thu")

    assert sum(counts.values()) == len(seen)
    assert counts["leased"] == len(leased)
