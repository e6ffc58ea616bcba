"""How listings are walked: everything is found, a quiet portal is asked little, late articles are found too.

The ledger and the reader of listings are the real ones; only the network is left out.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from listing_walks import SIZE, Crawler, newest_first, pages_of

from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.walk import places


@pytest.mark.parametrize("after_the_end", ["empty", "last", "first"])
def test_a_first_run_walks_to_the_end_and_the_next_one_asks_little(after_the_end: str) -> None:
    crawler, portal = Crawler(), pages_of(newest_first(995), after_the_end=after_the_end)

    first = crawler.run(portal)
    second = crawler.run(portal)

    assert crawler.known == set(range(1, 996))
    assert first.total() <= 53
    assert set(second) == {1, 2, 3, 50} | ({51, 52} & set(second))
    assert second.total() <= 6


def test_a_new_article_on_top_is_found_and_what_is_known_is_not_walked_again() -> None:
    crawler = Crawler()
    crawler.run(pages_of(newest_first(1000)))

    asked = crawler.run(pages_of(newest_first(1045)))

    assert crawler.known == set(range(1, 1046))
    assert asked.total() <= 10


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
    assert quiet.total() < 10


def test_an_article_that_is_taken_out_does_not_hide_one_that_is_put_in_later() -> None:
    crawler, numbers = Crawler(), newest_first(2_000)
    crawler.run(pages_of(numbers))
    del numbers[700]
    crawler.run(pages_of(numbers))
    numbers.insert(1_200, 9_001)

    asked = crawler.run(pages_of(numbers))

    assert 9_001 in crawler.known
    assert asked.total() < 60


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), st.lists(st.integers(0, 500), max_size=4)), max_size=4),
    st.sampled_from([(), (500, 498, 491)]),
    st.booleans(),
)
@example([(0, [59]), (0, [0, 140])], (500, 498, 491), False)  # late at the end of a page, and again
@example([(0, [419, 0]), (0, [60])], (500, 498, 491), True)  # late below a side bar that leads
def test_after_any_history_of_new_and_late_articles_every_one_is_known(
    history: list[tuple[int, list[int]]], aside: tuple[int, ...], aside_leads: bool
) -> None:
    crawler, numbers = Crawler(), newest_first(500)
    crawler.run(pages_of(numbers, aside=aside, aside_leads=aside_leads))
    newest, late_number = 500, 100_000
    for new, late in history:
        for position in late:
            late_number += 1
            numbers.insert(position, late_number)
        numbers = [*range(newest + new, newest, -1), *numbers]
        newest += new
        crawler.run(pages_of(numbers, aside=aside, aside_leads=aside_leads))

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
    # One out, one in: the sums agree, so no search begins.
    del numbers[100]
    numbers.insert(200, 7_000)

    crawler.run(pages_of(numbers), Plan(full=True))

    assert 7_000 in crawler.known


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
