"""The ledger: every URL in one state, leased once, never forgotten."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archiver.archive import shelf
from archiver.archive.ledger import ledger
from archiver.archive.ledger.outcomes import HOST_SILENT
from archiver.archive.ledger.plan import USUAL, Plan, Rank
from archiver.archive.ledger.presence import standing
from archiver.archive.ledger.schedule import FAILED, RETRIES, Presence
from archiver.archive.ledger.settle import is_conditional, unreachable
from archiver.archive.ledger.visits import REDIRECT, Discovered, Settlement, State, Visit
from archiver.archive.schema import migrate
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
    ledger.begin(connection, SITE, USUAL, NOON)

    leased = ledger.lease(connection, "thu", NOON, 10)

    assert [visit.kind for visit in leased] == ["page", "article"]


def test_a_done_article_is_not_due_but_a_listing_is_due_again_when_a_run_begins(
    connection: sqlite3.Connection,
) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    ledger.begin(connection, SITE, USUAL, NOON)
    for visit in ledger.lease(connection, "thu", NOON, 10):
        ledger.finish(connection, done(visit))
    ledger.begin(connection, SITE, USUAL, NOON + timedelta(days=1))

    due = ledger.lease(connection, "thu", NOON + timedelta(days=1), 10)

    assert [visit.url for visit in due] == ["https://thu.example/tin.htm"]


def test_a_url_that_cannot_be_fetched_has_failed_after_a_while_and_is_tried_now_and_then_for_ever(
    connection: sqlite3.Connection,
) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    now, waits, told = NOON, [], 0
    for _ in range(len(RETRIES) + 3):
        [visit] = ledger.lease(connection, "thu", now, 1)
        settlement = unreachable(visit, now, "unreachable", "refused")
        told += len(settlement.problems)
        ledger.finish(connection, settlement)
        due = ledger.next_due(connection, "thu")
        assert due is not None
        waits.append(due - now)
        now = due

    assert waits == [*RETRIES, FAILED, FAILED, FAILED]
    assert ledger.counts(connection, "thu")["failed"] == 1
    assert told == 2


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


def test_fresh_articles_come_before_those_that_are_due_again(connection: sqlite3.Connection) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    (known,) = ledger.lease(connection, "thu", NOON, 1)
    ledger.finish(connection, replace(done(known), next_visit=NOON + timedelta(hours=1)))
    later = NOON + timedelta(days=1)
    ledger.add(connection, "thu", found("https://thu.example/a-2.htm"), "", later)

    assert [visit.url[-5] for visit in ledger.lease(connection, "thu", later, 10)] == ["2", "1"]


def test_a_run_for_some_articles_asks_for_nothing_else(connection: sqlite3.Connection) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    plan = Plan(urls=("https://thu.example/a-2.htm",))
    ledger.begin(connection, SITE, plan, NOON)

    (visit,) = ledger.lease(connection, "thu", NOON, 10, plan.ranks)
    ledger.finish(connection, done(visit))

    assert visit.url == plan.urls[0]
    assert ledger.next_due(connection, "thu", plan.ranks) is None
    assert [visit.url for visit in ledger.lease(connection, "thu", NOON, 10)] == [
        "https://thu.example/a-1.htm"
    ]


def test_what_is_older_than_a_run_wants_waits_for_another_run(connection: sqlite3.Connection) -> None:
    since = Plan(since=date(2026, 1, 1))
    ledger.begin(connection, SITE, since, NOON)
    for number, published in enumerate(
        ("2025-12-31T23:59:00+07:00", "2026-01-01T00:01:00+07:00", ""), start=1
    ):
        url = f"https://thu.example/a-{number}.htm"
        ledger.add(connection, "thu", found(url, published=published), "", NOON, plan=since)

    now = [
        visit.url[-5]
        for visit in ledger.lease(connection, "thu", NOON, 10, since.ranks)
        if visit.kind == "article"
    ]
    ledger.begin(connection, SITE, USUAL, NOON)
    then = [visit.url[-5] for visit in ledger.lease(connection, "thu", NOON, 10) if visit.kind == "article"]

    assert (now, sorted(then)) == (["2", "3"], ["1", "2", "3"])


def test_what_has_not_changed_since_a_day_is_older_than_it(connection: sqlite3.Connection) -> None:
    since = Plan(since=date(2026, 1, 1))
    ledger.begin(connection, SITE, since, NOON)
    # Viet Nam's day begins seven hours before that of UTC.
    for number, changed in enumerate(
        (datetime(2025, 12, 31, 16, 59), datetime(2025, 12, 31, 17, 1)), start=1
    ):
        url = f"https://thu.example/a-{number}.htm"
        ledger.add(connection, "thu", found(url, changed=changed.replace(tzinfo=UTC)), "", NOON, plan=since)

    leased = ledger.lease(connection, "thu", NOON, 10, since.ranks)
    assert [visit.url for visit in leased if visit.kind == "article"] == ["https://thu.example/a-2.htm"]


def test_a_refresh_makes_known_articles_due_and_since_bounds_it(connection: sqlite3.Connection) -> None:
    for number, published in enumerate(("2025-12-31", "2026-01-02"), start=1):
        ledger.add(
            connection, "thu", found(f"https://thu.example/a-{number}.htm", published=published), "", NOON
        )
    for visit in ledger.lease(connection, "thu", NOON, 10):
        ledger.finish(connection, done(visit))

    ledger.begin(connection, SITE, Plan(refresh=True, since=date(2026, 1, 1)), NOON)
    due = [visit for visit in ledger.lease(connection, "thu", NOON, 10) if visit.kind == "article"]

    assert [(visit.url[-5], visit.rank) for visit in due] == [("2", Rank.AGAIN)]
    # The page itself is asked for: an answer "not modified" is not to be believed.
    assert [is_conditional(replace(visit, etag='"1"')) for visit in due] == [False]


def test_a_missing_article_keeps_the_day_it_went_and_forgets_it_when_it_is_back(
    connection: sqlite3.Connection,
) -> None:
    ledger.add(connection, "thu", found("https://thu.example/a-1.htm"), "", NOON)
    now, since = NOON, []
    for state in (State.GONE, State.GONE, State.DONE, State.GONE):
        (visit,) = ledger.lease(connection, "thu", now, 1)
        since.append(visit.missing_since)
        ended = done(visit, state, "404" if state is State.GONE else "article")
        now += timedelta(days=1)
        ledger.finish(connection, replace(ended, at=now, next_visit=now))

    assert since == [None, NOON + timedelta(days=1), NOON + timedelta(days=1), None]


def long_gone(connection: sqlite3.Connection, count: int) -> None:
    """Articles that were gone at every probe."""
    urls = [f"https://thu.example/cu-{number}.htm" for number in range(count)]
    ledger.add(connection, "thu", found(*urls), "", NOON)
    for visit in ledger.lease(connection, "thu", NOON, count, (Rank.FRESH,)):
        last = replace(done(visit, State.GONE, "404"), next_visit=NOON + timedelta(days=182))
        ledger.finish(connection, last)
    connection.execute("UPDATE urls SET tries = 6 WHERE state = 'gone'")


def test_long_gone_articles_are_probed_a_few_in_a_run_behind_all_fresh_ones(
    connection: sqlite3.Connection,
) -> None:
    long_gone(connection, 250)
    probed, now = [], NOON + timedelta(days=200)
    for turn in range(4):
        ledger.begin(connection, SITE, USUAL, now)
        ledger.add(connection, "thu", found(f"https://thu.example/moi-{turn}.htm"), "", now)
        due = [one for one in ledger.lease(connection, "thu", now, 999) if one.kind == "article"]
        assert "moi" in due[0].url
        probed.append(len(due) - 1)
        for visit in due:
            later = now + timedelta(days=182)
            ledger.finish(connection, replace(done(visit, State.GONE, "404"), at=now, next_visit=later))
        now += timedelta(days=1)

    assert probed == [100, 100, 50, 0]


def test_what_an_earlier_version_gave_up_is_probed_again(connection: sqlite3.Connection) -> None:
    long_gone(connection, 1)
    connection.execute("UPDATE urls SET next_visit = NULL WHERE state = 'gone'")
    due = []
    for days in (181, 183):
        now = NOON + timedelta(days=days)
        ledger.begin(connection, SITE, USUAL, now)
        due.append(len(ledger.lease(connection, "thu", now, 9, (Rank.AGAIN,))))

    assert due == [0, 1]


def test_no_statement_of_a_crawl_reads_the_whole_ledger(connection: sqlite3.Connection) -> None:
    """With a million URLs a scan costs a tenth of a second, and a crawl asks several times a page."""
    asked: set[str] = set()
    connection.set_trace_callback(asked.add)
    both = ("https://thu.example/a-1.htm", "https://thu.example/print/a-1.htm")
    ledger.begin(connection, SITE, USUAL, NOON)
    asked.clear()
    ledger.add(connection, "thu", found(*both, record="thu-1"), "", NOON)
    for visit in ledger.lease(connection, "thu", NOON, 10):
        shelf.put_settlement(connection, SITE, done(visit, State.GONE, "404"))
    ledger.next_due(connection, "thu")
    ledger.find(connection, both[0])
    connection.set_trace_callback(None)

    plans = [
        row["detail"]
        for statement in asked
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "\n"))
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]

    assert len(plans) > 10
    assert [
        plan for plan in plans if "SCAN urls" in plan or "SCAN other" in plan or "TEMP B-TREE" in plan
    ] == []


@pytest.mark.parametrize(
    ("outcome", "record", "expected"),
    [
        ("article", "thu-1", None),
        ("article", "thu-9", Presence.MOVED),
        ("404", "thu-1", Presence.SUSPECT),
        ("404", "thu-9", Presence.SUSPECT),
        (HOST_SILENT, "thu-1", None),
    ],
)
def test_what_an_article_leads_to_says_whether_it_is_there(
    connection: sqlite3.Connection, outcome: str, record: str, expected: Presence | None
) -> None:
    old, new = "https://thu.example/a-1.htm", "https://moi.example/a.htm"
    ledger.add(connection, "thu", found(old, record="thu-1"), "", NOON)
    (visit,) = ledger.lease(connection, "thu", NOON, 1)
    ledger.finish(connection, replace(done(visit, outcome=REDIRECT), leads_to=new))
    ledger.add(connection, "thu", found(new, record=record), old, NOON)
    (other,) = ledger.lease(connection, "thu", NOON, 1)
    state = {"article": State.DONE, "404": State.GONE}.get(outcome, State.PENDING)
    ledger.finish(connection, done(other, state, outcome))

    assert standing(connection, old) == expected


def test_a_circle_of_redirects_has_an_end(connection: sqlite3.Connection) -> None:
    urls = [f"https://thu.example/a-{number}.htm" for number in (1, 2)]
    for url in urls:
        ledger.add(connection, "thu", found(url, record=url[-7:-4]), "", NOON)
    for visit, target in zip(ledger.lease(connection, "thu", NOON, 2), reversed(urls), strict=True):
        ledger.finish(connection, replace(done(visit, outcome=REDIRECT), leads_to=target))

    assert [standing(connection, url) for url in urls] == [Presence.MOVED] * 2
