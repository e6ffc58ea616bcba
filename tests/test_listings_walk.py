"""Where a listing goes on, and where it ends."""

from __future__ import annotations

import pytest

from archiver.extract.listing import Following, read_listing
from archiver.extract.site import ArticleUrl, Listing, Site
from archiver.records import Payload

SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm$"),),
)
LISTING = Listing(url="https://thu.example/tin.htm", pages="https://thu.example/tin/trang-{page}.htm")
SECOND = "https://thu.example/tin/trang-2.htm"


def page_of(*numbers: int, url: str = LISTING.url) -> Payload:
    links = "".join(f'<h3><a href="/tin-{number}.htm">Tin {number}</a></h3>' for number in numbers)
    return Payload(
        url=url, body=f"<html><body><div id=list>{links or '<p></p>'}</div></body></html>".encode()
    )


def test_the_listing_itself_leads_to_its_second_page() -> None:
    links = read_listing(page_of(1, 2), LISTING, SITE, kind="page")

    assert links.articles == ("https://thu.example/tin-1.htm", "https://thu.example/tin-2.htm")
    assert links.following == Following(url=SECOND, page=2)


def test_a_page_without_articles_is_the_last() -> None:
    assert read_listing(page_of(), LISTING, SITE, kind="page", page=7).following is None


def test_a_page_that_repeats_the_one_before_is_the_last() -> None:
    again = read_listing(page_of(1, 2), LISTING, SITE, kind="page", page=6).signature

    assert read_listing(page_of(1, 2), LISTING, SITE, kind="page", page=7, before=again).following is None
    assert read_listing(page_of(1, 3), LISTING, SITE, kind="page", page=7, before=again).following is not None


def test_the_first_numbered_page_may_repeat_the_listing_itself() -> None:
    own = read_listing(page_of(1, 2), LISTING, SITE, kind="page").signature

    links = read_listing(page_of(1, 2, url=SECOND), LISTING, SITE, kind="page", page=2, before=own)

    assert links.following == Following(url="https://thu.example/tin/trang-3.htm", page=3)


@pytest.mark.parametrize("seen", [{SECOND}, frozenset({SECOND, LISTING.url})])
def test_a_page_seen_before_is_not_followed(seen: set[str]) -> None:
    assert read_listing(page_of(1), LISTING, SITE, kind="page", seen=seen).following is None


def test_a_page_that_leads_to_itself_is_the_last() -> None:
    fixed = Listing(url="https://thu.example/", pages="https://thu.example/tin/het.htm")

    assert read_listing(page_of(1, url=fixed.pages), fixed, SITE, kind="page").following is None
