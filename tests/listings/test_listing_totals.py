"""A listing that says how much it has is taken at its word: what it never shows is a problem, told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from listing_walks import SITE, Crawler, newest_first, pages_of
from programs import archiver, rows_of

from archiver.archive.ledger.plan import Plan
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import running
from archiver.extract.site import Listing

LIST = SITE.listings[0].url


def test_articles_that_a_listing_counts_and_never_shows_are_a_problem() -> None:
    crawler = Crawler()

    crawler.run(pages_of(newest_first(95)), says="Tổng số: 98 tin")

    [(url, reason, detail)] = crawler.problems
    assert (LIST, "listing-short") == (url, reason)
    assert "3 articles are missing: it says 98, 95 were seen" in detail
    assert "archiver crawl thu --full" in detail


@pytest.mark.parametrize("says", ["Tổng số: 95 tin", "Tổng số: 90 tin", "", "Tổng số lượt truy cập: 9.876"])
def test_a_listing_that_shows_what_it_counts_or_counts_nothing_is_none(says: str) -> None:
    crawler = Crawler()

    crawler.run(pages_of(newest_first(95)), says=says)

    assert crawler.problems == []


def test_the_problem_is_told_again_only_when_the_gap_has_changed() -> None:
    crawler, everything = Crawler(), Plan(full=True)
    for size, total in ((95, 98), (95, 98), (130, 133), (130, 134)):
        crawler.run(pages_of(newest_first(size)), everything, says=f"Tổng số: {total} tin")

    assert ["3 articles are missing", "4 articles are missing"] == [
        detail.partition(":")[0] for _, _, detail in crawler.problems
    ]


def test_late_articles_that_a_search_is_still_looking_for_are_not_missing() -> None:
    crawler, numbers = Crawler(), newest_first(500)
    crawler.run(pages_of(numbers), says="Tổng số: 500 tin")
    for late in (900, 901, 902):
        numbers.insert(200, late)

    crawler.run(pages_of(numbers), says="Tổng số: 503 tin")

    assert {900, 901, 902} <= crawler.known
    assert crawler.problems == []


def test_a_walk_back_to_a_day_compares_nothing() -> None:
    dated = replace(SITE.articles[0], stamp="%y%m%d")
    crawler = Crawler(replace(SITE, articles=(dated,)))
    numbers = [int(f"26{month:02}{day:02}01") for month in range(12, 0, -1) for day in range(28, 0, -1)]

    asked = crawler.run(pages_of(numbers), Plan(since=date(2026, 11, 1)), says="Tổng số: 999 tin")

    assert len(asked) < 10
    assert crawler.problems == []


def test_an_article_that_is_gone_is_not_missing_from_its_listing() -> None:
    crawler = Crawler()
    crawler.run(pages_of(newest_first(95)))
    crawler.connection.execute("UPDATE urls SET state = 'gone' WHERE record IN ('thu-40', 'thu-41')")

    crawler.run(
        pages_of([n for n in newest_first(95) if n not in {40, 41}]), Plan(full=True), says="Tổng số: 94 tin"
    )

    assert ["1 articles are missing"] == [detail.partition(":")[0] for _, _, detail in crawler.problems]


def test_a_list_that_cannot_hold_all_is_a_problem_once_until_its_size_changes() -> None:
    feed = Listing(url=LIST, size=10)
    crawler = Crawler(replace(SITE, listings=(feed,)))
    for size in (10, 10, 10, 12, 12):
        crawler.run(pages_of(newest_first(size)))

    assert ["listing-capped", "listing-capped"] == [reason for _, reason, _ in crawler.problems]


def test_a_crawl_of_a_portal_that_counts_more_than_it_lists_says_so_once(tmp_path: Path) -> None:
    def lying(portal: Portal, method: str, path: str) -> Reply:
        reply = respond(portal, method, path)
        return replace(reply, body=reply.body.replace("Tổng số: 45 tin".encode(), "Tổng số: 47 tin".encode()))

    with running(Portal(size=45), answer=lying) as server:
        for _ in range(2):
            archiver("--data", tmp_path, "crawl", "demo", "--full", "-a", f"proxy={server.proxy}")

    with rows_of(tmp_path / "demo") as connection:
        problems = connection.execute("SELECT url, reason, detail FROM problems").fetchall()
    [(url, reason, detail)] = map(tuple, problems)
    assert ("http://botrangmau.example/tin-tuc.htm", "listing-short") == (url, reason)
    assert detail.startswith("2 articles are missing: it says 47, 45 were seen")
