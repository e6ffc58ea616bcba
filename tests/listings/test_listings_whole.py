"""Whole walks, page after page: every article of a listing is found, however its portal behaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from listing_pages import HOME, SITE, links_of, payload

from archiver.demo import listings as demo
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.extract.listing import Following, Links, opening, read_listing
from archiver.extract.site import JsonFields, Listing, ListingKind, Postback, Site
from archiver.records import Payload
from spiders.demo import SITE as DEMO

Answer = Callable[[Following], str]
#: Nobody's listing here has so many pages: a walk that does not end is cut off and seen.
ENDLESS = 60


def walk(listing: Listing, answer: Answer, *, since: date | None = None) -> list[Links]:
    """All pages of a listing, as a crawl that goes to the end would read them."""
    found: list[Links] = []
    seen: set[str] = set()
    ask: Following | None = opening(listing)
    before = ""
    while ask is not None and len(found) < ENDLESS:
        page = payload(answer(ask), ask.url)
        seen |= {ask.url} if ask.method == "GET" else set()
        links = read_listing(
            page, listing, SITE, kind=listing.kind, page=ask.page, before=before, seen=seen, since=since
        )
        found.append(links)
        before, ask = links.signature, links.following
    return found


def numbers(pages: list[Links]) -> set[int]:
    return {int(url.rpartition("-")[2].removesuffix(".htm")) for page in pages for url in page.articles}


def page_of(numbers: range, also: str = "") -> str:
    listed = links_of(tuple(numbers)) or "<p>Không có dữ liệu</p>"
    return f"<html><head><title>Tin</title></head><body><div>{listed}</div>{also}</body></html>"


def nth(number: int) -> range:
    """The articles of one page of ten of a portal with 47, counted from 1."""
    return range((number - 1) * 10, min(number * 10, 47))


EVERY = set(range(47))
NUMBERED = Listing(url=HOME, pages="https://thu.example/tin/trang-{page}.htm")


def numbered(ask: Following, *, last: int = 99) -> str:
    number = ask.url.rpartition("-")[2].removesuffix(".htm")
    return page_of(nth(min(int(number) if number.isdecimal() else 1, last)))


def test_a_listing_that_says_there_is_nothing_more_is_read_to_its_end() -> None:
    pages = walk(NUMBERED, numbered)

    assert (numbers(pages), len(pages)) == (EVERY, 6)
    assert pages[-1].no_results


def test_a_listing_that_repeats_its_last_page_for_ever_is_read_once_more() -> None:
    pages = walk(NUMBERED, lambda ask: numbered(ask, last=5))

    assert (numbers(pages), len(pages)) == (EVERY, 6)


def test_a_listing_whose_page_zero_is_its_page_one_loses_nothing() -> None:
    """Page 1 says what the listing itself said."""
    pages = walk(Listing(url=HOME, pages=NUMBERED.pages, first=1), numbered)

    assert (numbers(pages), len(pages)) == (EVERY, 7)


def test_a_listing_of_one_page_that_answers_every_number_with_it_ends() -> None:
    pages = walk(NUMBERED, lambda _: page_of(range(8)))

    assert (numbers(pages), len(pages)) == (set(range(8)), 3)


def test_articles_that_move_down_while_a_listing_is_read_are_found() -> None:
    """Three new articles appear before every request; they push the others down."""
    asked: list[str] = []

    def growing(ask: Following) -> str:
        asked.append(ask.url)
        newest = 47 + 3 * (len(asked) - 1)
        start = newest - 10 * (len(asked) - 1)
        return page_of(range(start - 1, max(start - 11, -1), -1))

    assert numbers(walk(NUMBERED, growing)) >= EVERY


def test_the_next_links_of_a_listing_lead_through_it_and_not_back() -> None:
    def linked(ask: Following) -> str:
        number = int(ask.url.rpartition("=")[2]) if "=" in ask.url else 1
        back = f'<a href="?a=&amp;p={number - 1}">Trước</a>'
        return page_of(nth(number), f'{back}<a class="next" href="?a=&amp;p={min(number + 1, 5)}">Sau</a>')

    pages = walk(Listing(url=HOME, by_link=True), linked)

    assert (numbers(pages), len(pages)) == (EVERY, 5)


@pytest.mark.parametrize("validation", [True, False])
@pytest.mark.parametrize("declared", [True, False])
def test_a_grid_is_turned_to_its_last_page(validation: bool, declared: bool) -> None:
    """The portal refuses a post whose view state is not that of the page before."""

    def grid(ask: Following) -> str:
        form = dict(ask.form)
        number = int(form["__EVENTARGUMENT"].removeprefix("Page$")) if form else 1
        if form:
            assert (form["__VIEWSTATE"], form["tu"]) == (f"state-{number - 1}", "2013")
            assert form.get("__EVENTVALIDATION") == (f"valid-{number - 1}" if validation else None)
        fields = f'<input name="__VIEWSTATE" value="state-{number}"><input name="tu" value="2013">'
        if validation:
            fields += f'<input type="hidden" name="__EVENTVALIDATION" value="valid-{number}">'
        shown = range(1, 4) if number < 3 else range(4, 6)
        call = "javascript:__doPostBack('g','Page$%d')"
        links = "".join(f'<a href="{call % one}">{one}</a> ' for one in shown)
        more = f'<a href="{call % 4}">...</a>' if number < 4 else ""
        pager = "" if declared else links + more
        return page_of(nth(min(number, 5)), f'<form action="tin.htm">{fields}{pager}</form>')

    target = Postback(target="g") if declared else None
    pages = walk(Listing(url=HOME, by_link=not declared, postback=target), grid)

    assert numbers(pages) == EVERY
    assert len(pages) == (6 if declared else 5)


def test_an_offset_leads_through_a_json_endpoint() -> None:
    def api(ask: Following) -> str:
        start = int(ask.url.rpartition("=")[2]) if "=" in ask.url else 0
        rows = ",".join(f'{{"id": {number}}}' for number in range(start, min(start + 10, 47)))
        return f'{{"rows": [{rows}], "total": 47}}'

    fields = JsonFields(items="rows", link="/tin-{id}.htm", total="total")
    pages = "https://thu.example/tin.htm?from={offset}"
    found = walk(Listing(url=HOME, kind=ListingKind.JSON, pages=pages, size=10, json=fields), api)

    assert (numbers(found), {page.total for page in found}) == (EVERY, {47})
    assert not any(page.capped for page in found[:4])


def test_a_timeline_is_read_to_its_empty_fragment() -> None:
    def timeline(ask: Following) -> str:
        if ask.url == HOME:
            return page_of(nth(1), '<input type="hidden" id="hdZoneId" value="1021">')
        number = int(ask.url.rpartition("/")[2].removesuffix(".htm"))
        assert ask.url == f"https://thu.example/timelinelist/1021/{number}.htm"
        return links_of(tuple(nth(number)))

    pages = walk(Listing(url=HOME, pages="https://thu.example/timelinelist/{zone}/{page}.htm"), timeline)

    assert (numbers(pages), len(pages)) == (EVERY, 6)


def test_a_day_archive_with_gaps_is_read_back_to_the_day_asked_for() -> None:
    """Two days of seven have no news; the listing itself has none."""
    asked: list[str] = []

    def archive(ask: Following) -> str:
        asked.append(ask.url.rpartition("ngay-")[2].removesuffix(".htm"))
        if ask.url == HOME:
            return page_of(range(0))
        day, month, _ = map(int, asked[-1].split("-"))
        return page_of(range(100 * month + day, 100 * month + day + (day % 7 > 1)))

    listing = Listing(url=HOME, pages="https://thu.example/xem-theo-ngay-{day}.htm", patience=3)
    found = numbers(walk(listing, archive, since=date(2026, 2, 10)))

    assert (asked[1], asked[-1], len(asked)) == ("06-03-2026", "10-02-2026", 26)
    days = [100 * 3 + day for day in range(1, 7)] + [100 * 2 + day for day in range(10, 29)]
    assert found == {day for day in days if day % 100 % 7 > 1}


DEMO_LISTING = DEMO.listings[0]


@pytest.mark.parametrize("listing", [DEMO_LISTING, Listing(url=DEMO_LISTING.url, by_link=True)])
def test_the_demo_portal_is_read_whole_with_its_dates_and_its_total(listing: Listing) -> None:
    portal = Portal(seed=3, size=130)
    pages = walk_demo(portal, listing, DEMO)

    items = [item for page in pages for item in page.items]
    shown = {item.url: item.at for item in items}
    articles = [gold(portal, number) for number in range(portal.size)]
    assert shown == {article.url: article.published_at for article in articles}
    assert {page.total for page in pages} == {130}


def walk_demo(portal: Portal, listing: Listing, site: Site) -> list[Links]:
    found: list[Links] = []
    ask: Following | None = opening(listing)
    while ask is not None and len(found) < ENDLESS:
        number = ask.page
        page = Payload(url=ask.url, body=demo.listing(portal, number).encode())
        assert ask.url == portal.base + demo.listing_path(number)
        found.append(read_listing(page, listing, site, kind="page", page=number))
        ask = found[-1].following
    return found


def test_the_feed_and_the_sitemap_of_the_demo_portal_give_the_dates_of_its_articles() -> None:
    portal = Portal(seed=3, size=130)
    by_url = {one.url: one.published_at for one in (gold(portal, number) for number in range(portal.size))}

    feed = Payload(url=DEMO.listings[1].url, body=demo.feed(portal).encode())
    newest = read_listing(feed, DEMO.listings[1], DEMO, kind="feed").items
    sitemap = Payload(url=f"{portal.base}/sitemap-1.xml", body=(demo.sitemap(portal, 1) or "").encode())
    every = read_listing(sitemap, DEMO.listings[2], DEMO, kind="sitemap").items

    assert {item.url: item.at for item in every} == by_url
    assert all(by_url[item.url] == item.at for item in newest)
    assert len(newest) == demo.PAGE_SIZE
