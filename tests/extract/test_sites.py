"""What a site's file says of its portal, shown by saved pages and listings: add files, no code."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
from saved_listings import LISTINGS, SavedListing
from saved_pages import FIXTURES, SITE_PAGES, SITES, SavedPage

from archiver.crawl.sites import ready_spiders
from archiver.errors import NotAnArticle
from archiver.extract.extract import extract
from archiver.extract.site import Era, Site, belongs, recognise
from archiver.records import Reason, iso

ERAS = [pytest.param(site, era, id=f"{name}-{era.name}") for name, site in SITES.items() for era in site.eras]
ARTICLES = [page for page in SITE_PAGES if "expected" in page.known and "era" in page.known]
NAMES = sorted(SITES)
#: Whole pages; one that is taken for an article must be.
PAGES_OF_LISTS = [
    pytest.param(
        saved,
        id=str(saved),
        marks=[pytest.mark.xfail(reason=saved.known["known_gap"], strict=True)]
        if "known_gap" in saved.known
        else [],
    )
    for saved in LISTINGS
    if saved.file.suffix == ".html" and "page" not in saved.known
]


@pytest.mark.parametrize("saved", LISTINGS, ids=str)
def test_a_saved_listing_gives_the_links_a_person_counted(saved: SavedListing) -> None:
    expected, links = saved.known["expected"], saved.links
    beside = set(expected["beside"])

    assert expected["items"] == [[one.url, iso(one.at)] for one in links.items if one.url not in beside]
    assert beside == {one.url for one in links.items} & beside
    assert expected["following"] == (links.following and links.following.url)
    assert expected.get("total") == links.total


@pytest.mark.parametrize("saved", PAGES_OF_LISTS)
def test_a_list_that_answers_under_an_articles_address_is_no_article(saved: SavedListing) -> None:
    ((address, _), *_) = saved.known["expected"]["items"]

    with pytest.raises(NotAnArticle) as raised:
        extract(saved.payload(address), SITES[saved.folder])

    assert Reason.LISTING == raised.value.reason


@pytest.mark.parametrize(
    "title", ["", "Cổng thông tin điện tử", "Tin hoạt động của Bộ", "Bế giảng lớp bơi hè"]
)
@pytest.mark.parametrize("saved", PAGES_OF_LISTS)
def test_a_list_is_no_article_whatever_it_calls_itself(saved: SavedListing, title: str) -> None:
    came = saved.payload(
        "https://bo.example.vn/tin-tuc/be-giang-lop-boi-he-cho-con-em-197260301081500123.htm"
    )
    html = re.sub(rb"(?s)<title>.*?</title>", f"<title>{title}</title>".encode(), came.body)

    with pytest.raises(NotAnArticle) as raised:
        extract(replace(came, body=html), None, platforms=())

    assert Reason.LISTING == raised.value.reason


@pytest.mark.parametrize("name", NAMES)
def test_every_site_has_a_saved_listing(name: str) -> None:
    assert [saved for saved in LISTINGS if saved.folder == name] != []


@pytest.mark.parametrize(("site", "era"), ERAS)
def test_every_era_of_a_site_is_shown_by_two_articles(site: Site, era: Era) -> None:
    shown = [page for page in ARTICLES if (page.folder, page.known["era"]) == (site.name, era.name)]

    assert len(shown) >= 2


@pytest.mark.parametrize("page", ARTICLES, ids=str)
def test_an_article_is_read_by_what_its_era_names(page: SavedPage) -> None:
    (era,) = (one for one in SITES[page.folder].eras if one.name == page.known["era"])

    assert era.layout == extract(page.payload, page.site).layout


@pytest.mark.parametrize("page", ARTICLES, ids=str)
def test_the_address_of_an_article_is_of_a_form_its_site_declares(page: SavedPage) -> None:
    found = recognise(page.known["url"], SITES[page.folder])

    assert found is not None
    assert page.expected["record_id"] == found.record_id


@pytest.mark.parametrize("name", NAMES)
def test_every_form_of_address_is_shown_by_an_article(name: str) -> None:
    urls = [page.known["url"] for page in ARTICLES if page.folder == name]
    urls += [url for saved in LISTINGS if saved.folder == name for url, _ in saved.known["expected"]["items"]]
    shown = {
        form.pattern
        for form in SITES[name].articles
        if any(re.search(form.pattern, "/" + url.split("/", 3)[3]) for url in urls)
    }

    assert shown == {form.pattern for form in SITES[name].articles}


@pytest.mark.parametrize("name", NAMES)
def test_a_listing_is_no_article_and_stays_on_the_sites_hosts(name: str) -> None:
    site = SITES[name]

    assert [one.url for one in site.listings if recognise(one.url, site) is not None] == []
    assert [one.url for one in site.listings if not belongs(one.url, site)] == []


def test_no_two_sites_have_a_host_in_common() -> None:
    hosts = Counter(host for site in SITES.values() for host in site.hosts)

    assert [host for host, count in hosts.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_site_is_described_whole(name: str) -> None:
    site = SITES[name]

    assert site.eras
    assert site.listings
    assert {era.layout for era in site.eras} - {""} == {layout.name for layout in site.layouts}
    assert site.delay >= 1
    assert (site.weekly_minimum > 0) == (site.merged_on is None)


@pytest.mark.parametrize("name", NAMES)
def test_a_merged_ministry_names_its_successor_and_the_day(name: str) -> None:
    site = SITES[name]

    assert bool(site.successor) == (site.merged_on is not None)
    if site.merged_on is not None:
        assert SITES[site.successor].merged_on is None
        assert date(2007, 1, 1) < site.merged_on < date(2026, 11, 1)


def test_a_crawl_of_all_leaves_out_what_needs_a_browser_where_there_is_none() -> None:
    chosen, words = ready_spiders("/no/such/browser")
    scripted = {name for name, site in SITES.items() if site.javascript}

    assert {one.name for one in chosen} == SITES.keys() - scripted
    assert [line.split()[3] for line in words] == sorted(scripted)


def test_a_portal_that_took_over_the_numbers_of_another_shares_its_records() -> None:
    old = recognise("https://mic.gov.vn/print/mang-luoi-197157662.htm", SITES["mic"])
    new = recognise("https://mst.gov.vn/mang-luoi-197157662.htm", SITES["mst"])

    assert old == new
    assert old is not None


def test_only_saved_pages_and_listings_lie_in_the_folders_of_sites() -> None:
    odd = [
        file.relative_to(FIXTURES).as_posix()
        for file in FIXTURES.rglob("*")
        if file.is_file() and file.suffix not in {".html", ".json"} and file.parent.name != "listings"
    ]

    assert odd == []


@pytest.mark.parametrize("saved", LISTINGS, ids=str)
def test_a_saved_listing_says_when_it_came_and_whether_it_was_made(saved: SavedListing) -> None:
    assert datetime.fromisoformat(saved.known["fetched_at"]).tzinfo is not None
    # What `archiver sites new` was given as files is a real page that nobody has verified.
    assert saved.known["synthetic"] is (SITES[saved.folder].verified is None and "made_by" not in saved.known)
