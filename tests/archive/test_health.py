"""The health of a site, judged on facts: an alarm for each thing that goes wrong, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from quiet_portal import EXPECTED, at, kinds

from archiver.archive.health.alarms import AlarmKind, State
from archiver.archive.health.facts import (
    LAYOUT,
    NOTHING,
    CrawlFact,
    Expected,
    PageFact,
    ProblemFact,
    SiteFacts,
    VisitFact,
)
from archiver.archive.health.health import judge
from archiver.archive.health.rates import Rise, rise
from archiver.demo.dice import Dice
from archiver.records import instant

NOW = datetime(2026, 3, 6, 14, tzinfo=UTC)


WAYS = dict.fromkeys(("title", "published_at", "paragraphs", "byline"), LAYOUT)


def fact(number: int, **changes: object) -> PageFact:
    """The page that was published `number` hours before now."""
    published = NOW - timedelta(hours=number)
    page = PageFact(
        place=instant(published),
        read_at=instant(published + timedelta(minutes=30)),
        capture=f"urn:uuid:{number}",
        article=f"thu-{number}",
        published=published.isoformat(),
        first=instant(published + timedelta(minutes=30)),
        printed=f"{published:%d/%m/%Y %H:%M}",
        layout="2024",
        filled=frozenset({"title", "published_at", "paragraphs", "byline"}),
        ways=WAYS,
    )
    return replace(page, **changes)  # type: ignore[arg-type]


def crawls(*ending: str, every: int = 1) -> tuple[CrawlFact, ...]:
    """Daily crawls, newest first, the newest with the endings that are said."""
    return tuple(
        CrawlFact(
            started_at=instant(NOW - timedelta(days=every * turn, hours=1)),
            ended_at=instant(NOW - timedelta(days=every * turn)),
            ending=(ending + ("finished",) * 12)[turn],
            fetched=20,
        )
        for turn in range(12)
    )


def visits(*outcomes: str, days: int = 0) -> tuple[VisitFact, ...]:
    """The newest captures, one a minute until so many days ago, newest first."""
    return tuple(
        VisitFact(
            record_id=f"urn:uuid:v{turn}",
            url="https://thu.example/x",
            at=instant(NOW - timedelta(days=days, minutes=turn)),
            outcome=outcome,
        )
        for turn, outcome in enumerate(outcomes)
    )


def facts(newest: Sequence[PageFact] = (), **changes: object) -> SiteFacts:
    """A site in good health, but for its newest pages and what else is said."""
    pages = (*newest, *(fact(number) for number in range(len(newest), 300)))
    healthy = SiteFacts(
        site="thu",
        articles=300,
        pages=pages,
        days={NOW.date() - timedelta(days=ago): 2 for ago in range(120)},
        newest=NOW.date().isoformat(),
        crawls=crawls(),
        visits=visits("article", "listing"),
        listing_seen=instant(NOW),
        usable=instant(NOW),
    )
    return replace(healthy, **changes)  # type: ignore[arg-type]


def problem(reason: str) -> ProblemFact:
    return ProblemFact(
        reason=reason,
        detail="what was seen",
        at=instant(NOW),
        url="https://thu.example/tin.htm",
        capture="urn:uuid:p",
    )


def quiet_since(days: int) -> dict[date, int]:
    return {NOW.date() - timedelta(days=ago): 2 for ago in range(days, 120 + days)}


EVIDENCE = dict.fromkeys(WAYS, "evidence 0.8")
BARE = fact(0).filled - {"byline"}
LATER = (NOW + timedelta(days=40)).isoformat()
SICK: dict[AlarmKind, SiteFacts] = {
    AlarmKind.SILENT: facts(days=quiet_since(3)),
    AlarmKind.BELOW_MINIMUM: facts(days=quiet_since(8) | {NOW.date(): 1}),
    AlarmKind.FIELD_DROPPED: facts([fact(n, filled=BARE) for n in range(10)]),
    AlarmKind.EVIDENCE: facts([fact(n, layout="", ways=EVIDENCE) for n in range(5)]),
    AlarmKind.DATE_FORM: facts([fact(n, printed="ngày 6 tháng 3 năm 2026") for n in range(8)]),
    AlarmKind.PROBLEMS_RISING: facts([fact(n, trouble="no-body", article="") for n in range(6)]),
    AlarmKind.FUTURE_DATES: facts(ahead=(fact(0, published=LATER),)),
    AlarmKind.REDESIGN: facts(problems=(problem("redesign"),)),
    AlarmKind.BLOCKED: facts(visits=visits("blocked", "blocked", "listing"), crawls=crawls("blocked")),
    AlarmKind.BLIND: facts(visits=visits("server-error"), usable=instant(NOW - timedelta(days=3))),
    AlarmKind.MOVED_AWAY: facts(problems=(problem("moved-away"),)),
    AlarmKind.LISTING_EMPTY: facts(problems=(problem("listing-empty"),)),
    AlarmKind.LISTING_UNREADABLE: facts(problems=(problem("listing-unreadable"),)),
    AlarmKind.LISTING_SHORT: facts(problems=(problem("listing-short"),)),
    AlarmKind.LISTING_CAPPED: facts(problems=(problem("listing-capped"),)),
    AlarmKind.CRAWL_ABORTED: facts(crawls=(replace(crawls()[0], ended_at="", ending=""), *crawls()[1:])),
    AlarmKind.CRAWL_FAILED: facts(crawls=crawls("storage")),
    AlarmKind.NOT_CRAWLED: facts(crawls=crawls()[3:], visits=visits("article", "listing", days=3)),
}


def test_a_healthy_site_gives_no_alarm() -> None:
    health = judge(facts(), EXPECTED, NOW)

    assert (health.state, health.alarms, health.unjudged) == (State.OK, (), ())
    assert health.usual_gap == 1


@pytest.mark.parametrize("kind", AlarmKind)
def test_each_thing_that_goes_wrong_gives_its_own_alarm_and_no_other(kind: AlarmKind) -> None:
    health = judge(SICK[kind], EXPECTED, NOW)

    assert kinds(health) == [kind]
    assert health.state is State.ALARM
    assert health.word == kind.value


def test_an_alarm_names_the_newest_page_that_shows_it_and_since_when_it_shows() -> None:
    (alarm,) = judge(SICK[AlarmKind.EVIDENCE], EXPECTED, NOW).alarms

    assert alarm.detail == (
        "read by evidence instead of the layout 2024: 5 of the newest 10 pages, 0 of 290 before"
    )
    assert (alarm.capture, alarm.article) == ("urn:uuid:0", "thu-0")
    assert alarm.since == fact(4).read_at
    assert alarm.look("thu") == "archiver show thu-0 --provenance"


def test_a_field_that_a_layout_no_longer_gives_is_told_though_evidence_finds_it() -> None:
    beside = WAYS | {"byline": "evidence 0.8"}
    health = judge(facts([fact(n, ways=beside) for n in range(20)]), EXPECTED, NOW)

    assert kinds(health) == [AlarmKind.EVIDENCE]
    assert health.alarms[0].detail.startswith("byline by no layout on 20 of the newest 20 pages")


def test_a_field_that_evidence_finds_in_another_place_is_told() -> None:
    """A byline that stood below the text stands below the title."""
    below, above = WAYS | {"byline": "evidence 0.8"}, WAYS | {"byline": "evidence 0.9"}
    pages = (*(fact(n, ways=above) for n in range(20)), *(fact(n, ways=below) for n in range(20, 300)))
    health = judge(facts(pages=pages), EXPECTED, NOW)

    assert kinds(health) == [AlarmKind.EVIDENCE]
    assert health.alarms[0].detail.startswith("byline by evidence 0.9 on 20 of the newest 20 pages")


def test_a_running_crawl_is_not_judged_and_the_one_before_it_is() -> None:
    running = (replace(crawls()[0], ended_at="", ending=""), *crawls("finished", "storage")[1:])

    assert kinds(judge(facts(crawls=running, is_running=True), EXPECTED, NOW)) == [AlarmKind.CRAWL_FAILED]


def test_what_a_running_crawl_has_brought_is_no_word_of_the_one_before_it() -> None:
    running = CrawlFact(started_at=instant(NOW), ended_at="", ending="", fetched=0)
    blind = (replace(crawls()[0], ended_at=instant(NOW - timedelta(minutes=30))), *crawls()[1:])
    seen = facts(visits=visits("article"), crawls=(running, *blind), is_running=True)

    assert kinds(judge(seen, EXPECTED, NOW)) == [AlarmKind.BLIND]


@pytest.mark.parametrize("expected", [Expected(weekly_minimum=5, successor="mst"), NOTHING])
def test_a_site_of_which_nothing_new_is_expected_is_frozen_and_may_be_silent(expected: Expected) -> None:
    health = judge(facts(days=quiet_since(100)), expected, NOW)

    assert (health.state, health.alarms) == (State.FROZEN, ())


@pytest.mark.parametrize(("days", "is_alarm"), [(3, True), (15, False)])
def test_the_end_of_a_frozen_portal_is_told_for_two_weeks(days: int, is_alarm: bool) -> None:
    ended = facts(visits=visits("server-error"), usable=instant(NOW - timedelta(days=days)))

    assert kinds(judge(ended, NOTHING, NOW)) == [AlarmKind.BLIND] * is_alarm
    assert kinds(judge(ended, EXPECTED, NOW)) == [AlarmKind.BLIND]


def test_of_few_pages_is_said_that_they_are_too_few() -> None:
    few = facts(
        days={NOW.date() - timedelta(days=20 * ago): 1 for ago in range(2)},
        pages=[fact(n, layout="", filled=BARE, trouble="no-body") for n in range(12)],
        crawls=crawls()[:1],
    )
    health = judge(few, EXPECTED, NOW)

    assert (health.state, health.alarms) == (State.TOO_LITTLE, ())
    assert [words.partition(":")[0] for words in health.unjudged] == [
        "silence",
        "the weekly minimum",
        "fields, layouts and problems",
    ]


def test_a_silence_is_measured_to_the_last_list_that_was_read_and_not_to_now() -> None:
    """The machine was off for ten days: nothing is known of the portal."""
    asleep = facts(days=quiet_since(10), listing_seen=instant(NOW - timedelta(days=10)))

    assert judge(asleep, EXPECTED, NOW).alarms == ()


def test_a_portal_with_long_gaps_may_be_silent_for_longer() -> None:
    seldom = {NOW.date() - timedelta(days=ago): 9 for ago in range(12, 380, 9)}

    assert judge(facts(days=seldom), EXPECTED, NOW).alarms == ()
    assert AlarmKind.SILENT in kinds(judge(facts(days=quiet_since(12)), EXPECTED, NOW))


def test_nobody_writes_at_tet_and_that_is_no_silence() -> None:
    """Four months are known, without an earlier Tết among them."""
    last = date(2026, 2, 13)
    days = {last - timedelta(days=ago): 2 for ago in range(120)}
    closed = [
        judge(facts(days=days, listing_seen=instant(at(last + timedelta(days=ago)))), EXPECTED, NOW)
        for ago in range(12, 20)
    ]

    assert [kinds(health) for health in closed[:2]] == [[], []]
    assert AlarmKind.SILENT in kinds(closed[-1])


def test_one_long_outage_in_the_past_hides_no_other() -> None:
    outage = {day: count for day, count in quiet_since(3).items() if not 40 < (NOW.date() - day).days < 80}

    assert AlarmKind.SILENT in kinds(judge(facts(days=outage), EXPECTED, NOW))


def test_a_minimum_that_the_site_seldom_reaches_is_called_a_wrong_guess() -> None:
    greedy = Expected(weekly_minimum=50)
    health = judge(facts(), greedy, NOW)

    assert health.alarms == ()
    assert health.unjudged == ("the weekly minimum: 50 is a guess that 15 of 15 weeks do not reach",)
    assert kinds(judge(facts(), replace(greedy, is_verified=True), NOW)) == [AlarmKind.BELOW_MINIMUM]


def test_dates_ahead_are_no_alarm_where_they_are_the_portals_habit() -> None:
    old = NOW - timedelta(days=90)
    ahead = [
        fact(n, first=instant(old - timedelta(days=n)), published=(old + timedelta(days=5)).isoformat())
        for n in range(30, 60)
    ]
    pages = (*(fact(n) for n in range(30)), *ahead, *(fact(n, first=instant(old)) for n in range(60, 300)))

    assert judge(facts(ahead=(fact(0, published=LATER),), pages=pages), EXPECTED, NOW).alarms == ()


# --- rates


def test_a_field_of_half_of_the_pages_is_missed_within_twenty_when_it_is_lost() -> None:
    for seed in range(20):
        dice = Dice("half", seed)
        past = [dice.roll(100) < 45 for _ in range(500)]

        assert rise([True] * 22 + past) is not None


def test_what_comes_in_bunches_is_no_rise() -> None:
    """A year of a portal in which now and then six notices without a byline come on one day."""
    marks: list[bool] = []
    dice = Dice("bunches")
    while len(marks) < 1_500:
        count = dice.pick((0, 1, 2, 3, 3, 6))
        marks += [dice.roll(10) < (9 if count == 6 else 3) for _ in range(count)]

    assert [day for day in range(600, 1_500, 3) if rise(marks[:day][::-1])] == []


def test_a_drift_stays_an_alarm_until_it_is_what_is_usual() -> None:
    seen = [bool(rise([True] * count + [False] * 600)) for count in range(1, 501)]

    assert seen.index(True) == 4
    assert all(seen[4:190])
    assert not seen[-1]


def test_less_than_sixty_pages_of_past_say_nothing() -> None:
    assert rise([True] * 10 + [False] * 59) is None
    assert rise([True] * 10 + [False] * 60) == Rise(10, 10, 0, 60)
