"""Real listings and home pages: their articles, the dates they print, and where they go on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from corpus import CORPUS, needs_corpus

from archiver.extract.listing import Links, read_listing
from archiver.extract.site import ArticleUrl, Listing, Site
from archiver.records import Payload

IMS = r"-1\d{2}\d{12,17}\.htm$"
TIMELINE = "https://baochinhphu.vn/timelinelist/{zone}/{page}.htm"


class Known(NamedTuple):
    """What a page has: counted from its source by the form of its article addresses; dates by eye."""

    pattern: str
    articles: int
    dated: int
    next_page: str | None
    pages: str = ""


PAGES = {
    "baochinhphu.vn/baochinhphu_list.html": Known(
        IMS, 34, 19, "https://baochinhphu.vn/timelinelist/1021119/2.htm", TIMELINE
    ),
    "baodautu.vn/baodautu_list.html": Known(
        r"-d\d+\.html$", 32, 0, "http://baodautu.vn/tai-chinh-chung-khoan-d6/p2"
    ),
    "dantri.com.vn/dantri_list.html": Known(
        r"-\d{17}\.htm$", 44, 0, "https://dantri.com.vn/kinh-doanh/trang-2.htm"
    ),
    "tuoitre.vn/tuoitre_list.html": Known(r"-\d{15,}\.htm$", 15, 0, None),
    "vietnamnet.vn/vietnamnet_list.html": Known(
        r"-\d{7}\.html$", 31, 0, "https://vietnamnet.vn/kinh-doanh-page1"
    ),
    "vnexpress.net/vnexpress_list.html": Known(
        r"-\d{7}\.html$", 50, 0, "https://vnexpress.net/kinh-doanh-p2"
    ),
    "ncov.moh.gov.vn/home_2020-03-23.html": Known(r"/-/|/content/", 21, 13, None),
    "vpcp.chinhphu.vn/home_blade.html": Known(IMS, 10, 0, None),
}


def reading(name: str) -> Links:
    known = PAGES[name]
    entries = (json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines())
    url = next(entry["url"] for entry in entries if entry["file"] == name)
    site = Site(
        name="that",
        ministry="",
        ministry_en="",
        hosts=(name.partition("/")[0],),
        articles=(ArticleUrl(pattern=known.pattern),),
    )
    page = Payload(
        url=url,
        body=(CORPUS / "html" / name).read_bytes(),
        fetched_at=datetime(2026, 3, 7, 5, tzinfo=UTC),
    )
    return read_listing(page, Listing(url=url, pages=known.pages, by_link=not known.pages), site, kind="page")


@needs_corpus
@pytest.mark.parametrize("name", PAGES)
def test_a_real_listing_gives_its_articles_their_dates_and_the_next_page(name: str) -> None:
    known, links = PAGES[name], reading(name)

    found = links.following.url if links.following else None
    assert (len(links.articles), found) == (known.articles, known.next_page)
    assert sum(item.at is not None for item in links.items) == known.dated


@needs_corpus
def test_the_dates_of_a_real_listing_agree_with_the_numbers_of_its_articles() -> None:
    """The numbers of this portal begin with the second of the record; printed dates come after."""
    dated = [item for item in reading("baochinhphu.vn/baochinhphu_list.html").items if item.at is not None]

    days = [
        (item.at.strftime("%y%m%d"), item.url.rpartition("-102")[2][:6])
        for item in dated
        if item.at is not None
    ]
    assert len(days) == 19
    assert all(0 <= int(printed) - int(made) <= 99 for printed, made in days)
