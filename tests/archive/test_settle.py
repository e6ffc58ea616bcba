"""What one response means for the ledger."""

from dataclasses import replace
from datetime import timedelta

import pytest
from answers import ARTICLE, NOON, PAGE, PAGES, SITE, SITEMAP, answered

from archiver.archive.ledger.schedule import AGES, BLOCKED_RETRIES, PROBES, RETRIES, Presence
from archiver.archive.ledger.settle import UNRENDERED, settle
from archiver.archive.ledger.visits import Place, State, Visit
from archiver.extract.site import Site
from archiver.records import Article, Exchange, Payload


def test_an_article_page_is_done_and_carries_its_article() -> None:
    settlement = settle(*answered(ARTICLE, PAGE))

    assert settlement.state is State.DONE
    assert settlement.article is not None
    assert settlement.article.title == "Khai mạc hội thảo chữ viết"
    assert settlement.next_visit is not None
    assert settlement.next_visit > NOON + AGES[0]


@pytest.mark.parametrize(
    ("status", "state"),
    [(404, State.GONE), (410, State.GONE), (403, State.BLOCKED), (429, State.BLOCKED), (500, State.PENDING)],
)
def test_each_status_has_its_state(status: int, state: State) -> None:
    settlement = settle(*answered(ARTICLE, "<p>x</p>", status))

    assert settlement.state is state
    assert settlement.article is None


def test_a_response_cut_short_is_tried_again_and_never_read() -> None:
    visit, capture, exchange, site = answered(ARTICLE, PAGE)
    cut = Exchange(
        **{name: getattr(exchange, name) for name in exchange.__slots__} | {"truncated": "disconnect"}
    )

    settlement = settle(visit, capture, cut, site)

    assert (settlement.outcome, settlement.article) == ("truncated", None)
    assert settlement.next_visit == NOON + RETRIES[0]


def test_a_blocked_page_served_with_200_is_no_article_and_comes_back() -> None:
    script = 'document.cookie="D1N=0a1b2c3d";window.location.reload(true);'
    stub = f"<html><body><script>{script}</script></body></html>"

    settlement = settle(*answered(ARTICLE, stub))

    assert settlement.state is State.BLOCKED
    assert settlement.next_visit == NOON + BLOCKED_RETRIES[0]
    assert [problem.reason for problem in settlement.problems] == ["blocked"]


def test_a_fault_of_the_program_costs_one_page_and_not_the_crawl() -> None:
    def broken(payload: Payload, site: Site) -> Article:
        raise KeyError("no such key")

    settlement = settle(*answered(ARTICLE, PAGE), read=broken)

    assert (State.DONE, "unreadable") == (settlement.state, settlement.outcome)
    assert settlement.next_visit is not None
    (problem,) = settlement.problems
    assert "KeyError: 'no such key'" in problem.detail


def test_a_redirect_is_an_outcome_and_its_target_a_new_url() -> None:
    settlement = settle(*answered(ARTICLE, "", 301, Location="/moi/khai-mac-1.htm"))

    assert (settlement.state, settlement.outcome) == (State.DONE, "redirect")
    assert settlement.leads_to == "https://thu.example/moi/khai-mac-1.htm"
    assert [one.url for one in settlement.discovered] == [settlement.leads_to]


@pytest.mark.parametrize("target", ["https://elsewhere.example/x-1.htm", "file:///etc/passwd", ""])
def test_a_redirect_out_of_the_site_is_not_followed(target: str) -> None:
    settlement = settle(*answered(ARTICLE, "", 302, Location=target))

    assert settlement.discovered == ()
    assert [problem.reason for problem in settlement.problems] == ["redirect"]


@pytest.mark.parametrize("target", ["http://[la", "//[", "http://thu.example:99999/x-1.htm"])
@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_redirect_to_no_address_at_all_is_a_problem_and_stops_nothing(target: str, kind: str) -> None:
    settlement = settle(*answered(replace(ARTICLE, kind=kind), "", 302, Location=target))

    (problem,) = settlement.problems
    assert (problem.reason, problem.detail) == ("redirect", f"leads to {target!r}, which is no address")
    assert (settlement.outcome, settlement.discovered) == ("redirect", ())


@pytest.mark.parametrize(
    "written",
    [
        # As servers send it, whose bytes Scrapy gives one by one.
        "https://thu.example/Đề án-2.htm".encode().decode("latin-1"),
        "https://thu.example/%C4%90%E1%BB%81%20%C3%A1n-2.htm",
    ],
)
def test_a_redirect_in_vietnamese_letters_leads_to_the_same_address_as_an_encoded_one(written: str) -> None:
    settlement = settle(*answered(ARTICLE, "", 301, Location=written))

    assert settlement.leads_to == "https://thu.example/%C4%90%E1%BB%81%20%C3%A1n-2.htm"
    assert [one.url for one in settlement.discovered] == [settlement.leads_to]


def test_a_fault_of_this_program_outside_of_reading_is_told_too() -> None:
    visit, capture, exchange, site = answered(ARTICLE, PAGE)

    settlement = settle(visit, capture, replace(exchange, headers=((None, ""),)), site)  # type: ignore[arg-type]

    assert settlement.outcome == "unreadable"
    assert "a fault of this program" in settlement.problems[0].detail


def test_an_article_that_leads_to_the_home_page_is_gone() -> None:
    settlement = settle(*answered(ARTICLE, "", 302, Location="https://thu.example/"))

    assert settlement.state is State.GONE


def listing_page(number: int) -> Visit:
    return Visit(url=PAGES.url, kind="page", place=Place(listing=PAGES.url, page=number))


def listing(*numbers: int) -> str:
    return "<html><body>" + "".join(f'<a href="/bai-{n}.htm">Bài {n}</a>' for n in numbers) + "</body></html>"


def test_a_listing_gives_its_articles_and_the_page_after_it() -> None:
    first = listing_page(1)

    settlement = settle(*answered(first, listing(3, 2, 3)))

    assert [one.url for one in settlement.discovered] == [
        "https://thu.example/bai-3.htm",
        "https://thu.example/bai-2.htm",
    ]
    assert settlement.following is not None
    assert settlement.following.url == "https://thu.example/tin/trang-2.htm"


def test_a_listing_that_repeats_its_last_page_for_ever_ends() -> None:
    second = settle(*answered(listing_page(1), listing(1))).following
    assert second is not None
    third = settle(*answered(Visit(url=second.url, kind="page", place=second.place), listing(2))).following
    assert third is not None

    settlement = settle(*answered(Visit(url=third.url, kind="page", place=third.place), listing(2)))

    assert settlement.following is None


def test_an_empty_first_page_is_a_problem_and_an_empty_further_page_is_the_end() -> None:
    first = settle(*answered(listing_page(1), listing()))
    later = settle(*answered(listing_page(9), listing()))

    assert [problem.reason for problem in first.problems] == ["listing-empty"]
    assert (later.problems, later.discovered) == ((), ())


SCRIPTED = replace(SITE, javascript=True)
SHELL = "<html><body><div id=app></div><script src=/app.js></script></body></html>"


def test_a_page_that_needs_a_browser_waits_for_one_and_is_then_read_from_what_it_made() -> None:
    visit, capture, exchange, _ = answered(ARTICLE, PAGE)

    before = settle(visit, capture, exchange, SCRIPTED)
    after = settle(visit, capture, replace(exchange, method="", rendered_from="urn:uuid:0"), SCRIPTED)

    assert (State.PENDING, UNRENDERED, None) == (before.state, before.outcome, before.article)
    assert (State.DONE, "article") == (after.state, after.outcome)


LISTED = Place(listing=PAGES.url)


@pytest.mark.parametrize(
    ("visit", "status", "media_type", "is_rendered"),
    [
        (ARTICLE, 200, "text/html; charset=utf-8", True),
        (ARTICLE, 404, "text/html", False),
        (ARTICLE, 200, "application/pdf", False),
        (Visit(url=PAGES.url, kind="page", place=LISTED), 200, "text/html", True),
        (Visit(url=PAGES.url, kind="page", place=replace(LISTED, form="a=1")), 200, "text/html", False),
        (Visit(url=PAGES.url, kind="json", place=LISTED), 200, "text/html", False),
        (Visit(url=SITEMAP.url, kind="sitemap", place=Place(listing=SITEMAP.url)), 200, "text/xml", False),
    ],
)
def test_only_what_a_script_can_fill_in_is_given_to_a_browser(
    visit: Visit, status: int, media_type: str, is_rendered: bool
) -> None:
    _, capture, exchange, _ = answered(visit, SHELL, status, **{"Content-Type": media_type})

    assert is_rendered == (settle(visit, capture, exchange, SCRIPTED).outcome == UNRENDERED)


def test_a_sitemap_index_leads_to_its_sitemaps_and_a_sitemap_to_articles() -> None:
    index = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://thu.example/sitemap-1.xml</loc></sitemap></sitemapindex>"""
    one = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://thu.example/bai-7.htm</loc></url><url><loc>https://thu.example/gioi-thieu.htm</loc></url>
        </urlset>"""
    head = Visit(url=SITEMAP.url, kind="sitemap", place=Place(listing=SITEMAP.url))

    nested = settle(*answered(head, index)).discovered
    articles = settle(
        *answered(Visit(url=nested[0].url, kind="sitemap", place=nested[0].place), one)
    ).discovered

    assert [(found.url, found.kind) for found in nested] == [("https://thu.example/sitemap-1.xml", "sitemap")]
    assert [found.url for found in articles] == ["https://thu.example/bai-7.htm"]


def test_a_sitemap_of_columns_in_an_index_is_no_list_that_is_empty() -> None:
    columns = "<urlset><url><loc>https://thu.example/gioi-thieu</loc></url></urlset>"
    part = Visit(url="https://thu.example/so-2.xml", kind="sitemap", place=Place(listing=SITEMAP.url))
    whole = Visit(url=SITEMAP.url, kind="sitemap", place=Place(listing=SITEMAP.url))

    assert settle(*answered(part, columns)).problems == ()
    assert [one.reason for one in settle(*answered(whole, columns)).problems] == ["listing-empty"]


def test_a_sitemap_that_names_a_file_of_this_machine_gives_nothing() -> None:
    hostile = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
        <urlset><url><loc>&e;</loc></url><url><loc>https://thu.example/bai-8.htm</loc></url></urlset>"""
    head = Visit(url=SITEMAP.url, kind="sitemap", place=Place(listing=SITEMAP.url))

    settlement = settle(*answered(head, hostile))

    assert [found.url for found in settlement.discovered] == ["https://thu.example/bai-8.htm"]


def test_retry_after_counts_more_than_our_own_waits() -> None:
    settlement = settle(*answered(ARTICLE, "", 429, **{"Retry-After": "120"}))

    assert settlement.state is State.BLOCKED
    assert settlement.next_visit == settlement.rest_until == NOON + timedelta(seconds=120)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("0", timedelta(seconds=1)),
        (" 7 ", timedelta(seconds=7)),
        ("Sun, 01 Mar 2026 05:00:30 GMT", timedelta(seconds=30)),
        ("Sunday, 01-Mar-26 05:00:30 GMT", timedelta(seconds=30)),
        ("Sun Mar  1 05:00:30 2026", timedelta(seconds=30)),
        ("Sun, 01 Mar 2026 12:00:30 +0700", timedelta(seconds=30)),
        ("Sat, 01 Mar 1997 05:00:30 GMT", timedelta(seconds=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("86401", timedelta(days=1)),
        ("9" * 40, timedelta(days=1)),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("١٢", None),
        ("Sun, 01 Mar 99999 05:00:30 GMT", None),
        ("Sun, 01 Mar 2026 05:00:30 +9999", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_every_form_and_never_believed_beyond_a_day(
    says: str, expected: timedelta | None
) -> None:
    settlement = settle(*answered(ARTICLE, "", 503, **{"Retry-After": says}))

    assert settlement.rest_until == (None if expected is None else NOON + expected)


def test_a_portal_that_says_come_back_at_once_again_and_again_is_not_given_up_within_a_minute() -> None:
    waits = []
    for tries in range(len(RETRIES)):
        settlement = settle(*answered(replace(ARTICLE, tries=tries), "", 503, **{"Retry-After": "1"}))
        assert settlement.next_visit is not None
        waits.append(settlement.next_visit - NOON)

    assert waits == list(RETRIES)


def test_a_list_is_followed_over_five_redirects_and_then_it_is_a_circle() -> None:
    visit = Visit(url=PAGES.url, kind="page", place=Place(listing=PAGES.url, page=1))
    for hop in range(5):
        settlement = settle(*answered(visit, "", 302, Location=f"/tin-{hop}.htm"))
        [following] = settlement.discovered
        assert (following.again, settlement.problems) == (True, ())
        visit = replace(visit, url=following.url, place=following.place)

    circle = settle(*answered(visit, "", 302, Location="/tin.htm"))

    assert circle.discovered == ()
    assert [problem.reason for problem in circle.problems] == ["redirect"]


def test_an_article_that_is_not_there_is_suspect_and_gone_after_probes_over_fourteen_days() -> None:
    now, visit, seen = NOON, ARTICLE, []
    for tries in range(len(PROBES) + 3):
        _, capture, exchange, site = answered(visit, "<p>x</p>", 404)
        settlement = settle(replace(visit, tries=tries), replace(capture, fetched_at=now), exchange, site)
        seen.append(((now - NOON).days, settlement.presence))
        visit = replace(visit, missing_since=visit.missing_since or now)
        assert settlement.next_visit is not None
        now = settlement.next_visit

    assert seen == [
        (0, Presence.SUSPECT),
        (1, Presence.SUSPECT),
        (4, Presence.SUSPECT),
        (9, Presence.SUSPECT),
        (16, Presence.GONE),
        (46, Presence.GONE),
        # Then twice a year, shifted by the hash of the address.
        (231, Presence.GONE),
        (417, Presence.GONE),
    ]


def test_a_listing_under_an_articles_address_says_that_the_article_is_missing() -> None:
    links = "".join(
        f'<li><a href="/tin-so-{n}.htm">Hội nghị lần thứ {n} bàn về thư viện ở các trường học vùng cao</a>'
        f" ({n:02d}/02/2026)</li>"
        for n in range(1, 25)
    )
    page = f"<html><head><title>Tin tức</title></head><body><h1>Tin tức</h1><ul>{links}</ul></body></html>"

    settlement = settle(*answered(ARTICLE, page))

    assert (settlement.outcome, settlement.presence) == ("listing", Presence.SUSPECT)
    assert settlement.article is None


def test_a_conditional_answer_says_that_the_article_is_still_there() -> None:
    known = replace(ARTICLE, etag='"a1"', published="2026-02-01T09:51:00+07:00", found_at=NOON)

    settlement = settle(*answered(known, "", 304))

    assert (settlement.state, settlement.outcome) == (State.DONE, "not-modified")
    assert (settlement.presence, settlement.etag) == (Presence.OK, '"a1"')
    assert settlement.next_visit is not None


def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    assert settle(*answered(ARTICLE, "", 304)).outcome == "server-error"


def test_an_article_that_moved_to_another_record_is_moved_and_one_that_got_a_new_slug_is_not() -> None:
    slug = settle(*answered(ARTICLE, "", 301, Location="/ten-moi-1.htm"))
    other = settle(*answered(ARTICLE, "", 301, Location="/bai-khac-2.htm"))

    assert (slug.presence, other.presence) == (None, Presence.MOVED)
