"""How listings are walked: everything is found, a quiet portal is asked little, late articles are found too.

The ledger and the reader of listings are the real ones; only the network is left out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from listing_walks import SITE, SIZE, Crawler, Portal, newest_first, pages_of

from archiver.archive.ledger import ledger
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.visits import Visit
from archiver.archive.ledger.walk import places

#: One page in so many is opened on the way to the last one, in each run another.
STRIDE = 61


@pytest.mark.parametrize("after_the_end", ["empty", "last", "first", "missing"])
def test_a_first_run_walks_to_the_end_and_the_next_one_asks_little(after_the_end: str) -> None:
    crawler, portal = Crawler(), pages_of(newest_first(995), after_the_end=after_the_end)

    first = crawler.run(portal)
    second = crawler.run(portal)

    assert crawler.known == set(range(1, 996))
    assert first.total() <= 53
    assert {1, 2, 3, 50} <= set(second)
    # One page between, and behind the end until nothing new comes.
    assert len(set(second) - {1, 2, 3, 50, 51, 52}) <= 1
    assert second.total() <= 7


def test_a_new_article_on_top_is_found_and_what_is_known_is_not_walked_again() -> None:
    crawler = Crawler()
    crawler.run(pages_of(newest_first(1000)))

    asked = crawler.run(pages_of(newest_first(1045)))

    assert crawler.known == set(range(1, 1046))
    assert asked.total() <= 12


def test_late_articles_far_below_the_top_are_found_in_few_requests() -> None:
    crawler, numbers = Crawler(), newest_first(10_000)
    crawler.run(pages_of(numbers))
    late = [20_001, 20_002, 20_003]
    for number, position in zip(late, (411, 4_903, 9_017), strict=True):
        numbers.insert(position, number)

    asked = crawler.run(pages_of([10_001, *numbers]))
    quiet = crawler.run(pages_of([10_001, *numbers]))

    assert set(late) <= crawler.known
    assert asked.total() < 60
    assert quiet.total() < 20


def test_an_article_that_is_taken_out_does_not_hide_one_that_is_put_in_later() -> None:
    crawler, numbers = Crawler(), newest_first(2_000)
    crawler.run(pages_of(numbers))
    del numbers[700]
    crawler.run(pages_of(numbers))
    numbers.insert(1_200, 9_001)

    asked = crawler.run(pages_of(numbers))

    assert 9_001 in crawler.known
    assert asked.total() < 60


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 10), st.lists(st.integers(0, 500), max_size=4)), max_size=4),
    st.sampled_from([(), (500, 498, 491)]),
    st.booleans(),
    st.sampled_from(["empty", "missing"]),
)
@example([(0, [59]), (0, [0, 140])], (500, 498, 491), False, "empty")  # late at the end of a page, and again
@example([(0, [419, 0]), (0, [60])], (500, 498, 491), True, "missing")  # late below a side bar that leads
def test_after_any_history_of_new_and_late_articles_every_one_is_known(
    history: list[tuple[int, list[int]]], aside: tuple[int, ...], aside_leads: bool, after_the_end: str
) -> None:
    crawler, numbers = Crawler(), newest_first(500)
    crawler.run(pages_of(numbers, after_the_end=after_the_end, aside=aside, aside_leads=aside_leads))
    newest, late_number = 500, 100_000
    for new, late in history:
        for position in late:
            late_number += 1
            numbers.insert(position, late_number)
        numbers = [*range(newest + new, newest, -1), *numbers]
        newest += new
        crawler.run(pages_of(numbers, after_the_end=after_the_end, aside=aside, aside_leads=aside_leads))

    assert set(numbers) <= crawler.known


def test_a_walk_that_was_cut_short_goes_on_where_it_was() -> None:
    crawler, portal = Crawler(), pages_of(newest_first(2_000))
    crawler.run(portal, most=60)

    asked = crawler.run(portal)

    assert crawler.known == set(range(1, 2_001))
    assert asked.total() <= 100 - 60 + 8


def test_a_full_run_walks_everything_again_and_finds_what_hid() -> None:
    crawler, numbers = Crawler(), newest_first(400)
    crawler.run(pages_of(numbers))
    # One out, one in: the sums agree, so the next runs may not search.
    del numbers[100]
    numbers.insert(200, 7_000)

    crawler.run(pages_of(numbers), Plan(full=True))

    assert 7_000 in crawler.known


@pytest.mark.parametrize("taken", [3, 25, 60])
def test_where_nobody_answers_behind_the_end_a_listing_may_grow_and_shrink(taken: int) -> None:
    def portal(numbers: list[int]) -> Portal:
        return pages_of(numbers, after_the_end="missing")

    crawler, numbers = Crawler(), newest_first(1_000)
    crawler.run(portal(numbers))
    # Its last pages are gone ...
    del numbers[300 : 300 + taken]
    shrunk = crawler.run(portal(numbers))
    # ... then it has one far below, and more than ever at its end.
    numbers.insert(700, 9_001)
    numbers += range(10_001, 10_101)
    grown = [crawler.run(portal(numbers)) for _ in range(2)]

    assert set(numbers) <= crawler.known
    assert max(one.total() for one in (shrunk, *grown)) < 40
    assert grown[-1].total() < 12


def test_a_page_that_is_not_there_for_a_day_hides_nothing_behind_it() -> None:
    crawler, numbers = Crawler(), newest_first(400)

    def broken(page: int) -> list[int] | None:
        return None if page == 7 else pages_of(numbers)(page)

    crawler.run(broken)
    half = set(crawler.known)
    crawler.run(pages_of(numbers))

    assert half == set(numbers[: 6 * SIZE])
    assert crawler.known == set(numbers)


def test_one_taken_out_and_one_put_in_do_not_hide_each_other_for_long() -> None:
    crawler, numbers = Crawler(), newest_first(4_000)
    crawler.run(pages_of(numbers))
    del numbers[1_000]
    numbers.insert(1_400, 9_001)
    del numbers[3_007]
    numbers.insert(3_003, 9_002)

    asked = [crawler.run(pages_of(numbers)).total() for _ in range(STRIDE)]

    assert {9_001, 9_002} <= crawler.known
    assert sum(asked) / len(asked) < 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_after_any_history_and_a_round_of_quiet_runs_every_article_is_known(seed: int) -> None:
    crawler, numbers, dice = Crawler(), newest_first(2_000), random.Random(seed)

    def portal(page: int) -> list[int]:
        aside = tuple(dice.sample(numbers, 3))
        return pages_of(numbers, aside=aside, aside_leads=seed % 2 == 0)(page)

    crawler.run(portal)
    for day in range(8):
        for _ in range(dice.randint(0, 3)):
            del numbers[dice.randrange(60, len(numbers))]
        for late in range(dice.randint(0, 2)):
            numbers.insert(dice.randrange(60, len(numbers)), 100_000 + 10 * day + late)
        newest = max(number for number in numbers if number < 100_000)
        numbers = [*range(newest + dice.randint(0, 60), newest, -1), *numbers]
        crawler.run(portal)
    quiet = [crawler.run(portal).total() for _ in range(STRIDE)]

    assert set(numbers) <= crawler.known
    assert sum(quiet) / len(quiet) < 20


def test_the_page_right_behind_the_known_ones_is_looked_at_where_it_is_the_last() -> None:
    crawler, numbers = Crawler(), newest_first(80)
    crawler.run(pages_of(numbers))
    numbers.insert(70, 9_001)

    crawler.run(pages_of(numbers))

    assert 9_001 in crawler.known


def test_two_taken_out_are_told_apart_and_looked_for_no_more() -> None:
    crawler, numbers = Crawler(), newest_first(2_000)
    crawler.run(pages_of(numbers))
    for position in (1_700, 1_100, 300):
        del numbers[position]
    crawler.run(pages_of(numbers))

    quiet = crawler.run(pages_of(numbers))
    numbers.insert(1_400, 9_001)
    crawler.run(pages_of(numbers))

    assert quiet.total() <= 7
    assert 9_001 in crawler.known


@pytest.mark.parametrize("leads", [True, False])
@pytest.mark.parametrize("new", [5, 45, 300])
def test_a_side_bar_that_shows_other_old_articles_each_day_hides_no_new_ones(new: int, leads: bool) -> None:
    crawler, numbers = Crawler(), newest_first(1_500)
    for aside in ((700, 500, 300), (12, 900, 44), (1_301, 3, 1_200), (350, 1_100, 90)):
        crawler.run(pages_of(numbers, aside=aside, aside_leads=leads))
        assert set(numbers) <= crawler.known
        newest = max(numbers)
        numbers = [*range(newest + new, newest, -1), *numbers]


@pytest.mark.parametrize("leads", [True, False])
def test_a_full_run_is_not_ended_by_a_side_bar_of_old_articles(leads: bool) -> None:
    crawler, numbers = Crawler(), newest_first(1_000)
    crawler.run(pages_of(numbers, aside=(999, 998), aside_leads=leads))
    del numbers[100]
    numbers.insert(700, 7_000)

    asked = crawler.run(pages_of(numbers, aside=(77, 78), aside_leads=leads), Plan(full=True))

    assert 7_000 in crawler.known
    assert len(asked) >= 50


def test_a_walk_that_was_cut_short_goes_on_although_its_pages_have_moved() -> None:
    crawler, numbers = Crawler(), newest_first(1_000)
    crawler.run(pages_of(numbers), most=30)
    numbers = [*range(1_100, 1_000, -1), *numbers]

    crawler.run(pages_of(numbers))

    assert set(numbers) <= crawler.known


def test_a_walk_from_the_top_does_not_end_the_one_that_goes_on_below_it() -> None:
    class LastFirst(Crawler):
        def _lease(self, plan: Plan) -> Iterator[Visit]:
            taken = ledger.lease(self.connection, "thu", self.now, 9, plan.ranks[:1])
            yield from sorted(taken, key=lambda visit: visit.place.page if visit.place else 0, reverse=True)

    # The second page, left by the run before, is read ahead of the first.
    crawler, portal = LastFirst(), pages_of(newest_first(160))
    crawler.run(portal, most=1)
    crawler.run(portal, says="Tổng số: 160 tin")

    assert crawler.known == set(range(1, 161))
    assert crawler.problems == []


def test_two_pages_of_old_articles_do_not_end_a_walk_back_to_a_day() -> None:
    crawler = Crawler(replace(SITE, articles=(replace(SITE.articles[0], stamp="%y%m%d"),)))
    numbers = [int(f"26{month:02}{day:02}01") for month in range(12, 0, -1) for day in range(28, 0, -1)]
    old = [int(f"2601{day:02}{other:02}") for day in range(28, 0, -1) for other in (2, 3)]

    asked = crawler.run(pages_of([*numbers[:20], *old[:50], *numbers[20:]]), Plan(since=date(2026, 11, 1)))

    assert {number for number in numbers if number > 261101_00} <= crawler.known
    assert len(asked) < 10


def test_new_articles_below_a_side_bar_that_leads_have_a_place_each() -> None:
    crawler, numbers = Crawler(), newest_first(400)
    for new in (0, 3, 19, 45, 1, 7, 30, 2, 18, 5, 21, 9, 40):
        newest = max(numbers)
        numbers = [*range(newest + new, newest, -1), *numbers]
        crawler.run(pages_of(numbers, aside=(390, 200, 20), aside_leads=True))

    shared = crawler.connection.execute("SELECT place FROM listed GROUP BY place HAVING count(*) > 1")

    assert shared.fetchall() == []
    assert set(numbers) <= crawler.known


def test_an_article_that_moves_to_the_top_is_no_reason_to_search_for_ever() -> None:
    crawler, numbers = Crawler(), newest_first(1_000)
    crawler.run(pages_of(numbers))
    numbers.remove(300)
    numbers.insert(0, 300)
    crawler.run(pages_of(numbers))

    assert crawler.run(pages_of(numbers)).total() <= 7


def test_pages_that_shift_while_they_are_read_lose_nothing() -> None:
    crawler, numbers = Crawler(), newest_first(600)

    def shifting(page: int) -> list[int]:
        if page % 4 == 0:
            numbers.insert(0, 1_000 + page)
        return pages_of(numbers)(page)

    crawler.run(shifting)
    crawler.run(pages_of(numbers))

    assert set(numbers) <= crawler.known


def test_an_unstable_order_ends_and_no_article_is_lost() -> None:
    crawler = Crawler()
    first = newest_first(300)
    swapped = [number for pair in zip(first[1::2], first[::2], strict=True) for number in pair]

    def unstable(page: int) -> list[int]:
        return pages_of(first if page % 2 else swapped)(page)

    asked = crawler.run(unstable)

    assert crawler.known == set(first)
    assert asked.total() < 40


def test_a_portal_that_answers_every_page_with_the_same_mixture_is_left() -> None:
    crawler = Crawler()

    def endless(page: int) -> list[int]:
        return [(page * 7 + place) % 40 + 1 for place in range(SIZE)]

    assert crawler.run(endless, most=500).total() < 20


@given(st.lists(st.one_of(st.none(), st.integers(-1_000, 1_000)), max_size=30), st.integers(-1_000, 1_000))
def test_new_articles_take_places_between_their_neighbours(known: list[int | None], above: int) -> None:
    given_places = places(known, above=above, top=1_000)

    assert all(kept is None or kept == place for kept, place in zip(known, given_places, strict=True))
    assert all(place <= above for kept, place in zip(known, given_places, strict=True) if kept is None)
