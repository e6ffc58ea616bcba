"""Archives by day, month and year, walked back from the day of the visit."""

from __future__ import annotations

from datetime import date

import pytest
from listing_pages import HOME, SITE, html_page

from archiver.extract.listing import Links, read_listing
from archiver.extract.site import Listing

DAYS = Listing(url=HOME, pages="https://thu.example/xem-theo-ngay-{day}.htm", patience=3)
BOTH = Listing(url=HOME, pages="https://thu.example/{day:%Y/%m/%d}/trang-{page}.htm", patience=3)


def visit(
    listing: Listing,
    *numbers: int,
    url: str = HOME,
    page: int = 1,
    before: str = "",
    since: date | None = None,
) -> Links:
    return read_listing(
        html_page(*numbers, url=url), listing, SITE, kind="page", page=page, before=before, since=since
    )


def goes_to(links: Links) -> str | None:
    return links.following.url.removeprefix("https://thu.example/") if links.following else None


def test_a_walk_begins_with_the_day_of_the_visit_in_viet_nam() -> None:
    assert goes_to(visit(DAYS, 1)) == "xem-theo-ngay-06-03-2026.htm"


@pytest.mark.parametrize(
    ("listing", "here", "expected"),
    [
        (DAYS, "xem-theo-ngay-01-03-2024.htm", "xem-theo-ngay-29-02-2024.htm"),
        (Listing(url=HOME, pages="https://thu.example/{month:%Y/%m}"), "2026/01", "2025/12"),
        (Listing(url=HOME, pages="https://thu.example/{year}/{month:%m}/"), "2026/01/", "2025/12/"),
        (Listing(url=HOME, pages="https://thu.example/{year}.htm"), "2014.htm", "2013.htm"),
        (
            Listing(url=HOME, pages="https://thu.example/?EventID=0&date={day:%d%%2F%m%%2F%Y}&x="),
            "?EventID=0&date=01%2F03%2F2026&x=",
            "?EventID=0&date=28%2F02%2F2026&x=",
        ),
        (
            Listing(url=HOME, pages="https://thu.example/tin?date={day:%-d/%-m/%Y}"),
            "tin?date=1/3/2026",
            "tin?date=28/2/2026",
        ),
    ],
)
def test_each_archive_goes_back_by_its_own_unit(listing: Listing, here: str, expected: str) -> None:
    links = visit(listing, 1, url=f"https://thu.example/{here}", page=2)

    assert goes_to(links) == expected
    assert links.following is not None
    assert links.following.page == 3


def test_an_empty_day_is_not_the_end_and_so_many_in_a_row_are() -> None:
    first = visit(DAYS, 1, url="https://thu.example/xem-theo-ngay-06-03-2026.htm", page=2)
    signature, ends = first.signature, []
    for step, day in enumerate(("05", "04", "03")):
        links = visit(
            DAYS, url=f"https://thu.example/xem-theo-ngay-{day}-03-2026.htm", page=3 + step, before=signature
        )
        signature = links.signature
        ends.append((links.barren, goes_to(links)))

    assert ends == [
        (1, "xem-theo-ngay-04-03-2026.htm"),
        (2, "xem-theo-ngay-03-03-2026.htm"),
        (3, None),
    ]


def test_empty_days_do_not_end_a_walk_back_to_a_day_that_was_asked_for() -> None:
    here, signature = "https://thu.example/xem-theo-ngay-05-03-2026.htm", visit(DAYS, url=HOME).signature

    def goes_on(barren: int, since: date | None) -> bool:
        before = f"{signature.partition('+')[0]}+{barren}"
        return goes_to(visit(DAYS, url=here, page=9, before=before, since=since)) is not None

    asked_for = date(2013, 6, 5)
    assert [goes_on(barren, None) for barren in (1, 2)] == [True, False]
    assert [goes_on(barren, asked_for) for barren in (2, 34, 35)] == [True, True, False]


def test_a_day_with_news_begins_the_count_again() -> None:
    links = visit(DAYS, 5, url="https://thu.example/xem-theo-ngay-05-03-2026.htm", page=9, before="abc+2")

    assert links.barren == 0
    assert goes_to(links) == "xem-theo-ngay-04-03-2026.htm"


def test_an_archive_that_shows_the_same_for_every_day_ends() -> None:
    signature, urls, page = "", [HOME], 1
    while urls[-1] and page < 20:
        links = visit(DAYS, 1, 2, url=urls[-1], page=page, before=signature)
        signature, page = links.signature, page + 1
        urls.append(links.following.url if links.following else "")

    assert page == 6


def test_a_walk_ends_at_the_day_it_was_asked_for() -> None:
    here = "https://thu.example/xem-theo-ngay-06-06-2013.htm"

    assert goes_to(visit(DAYS, 1, url=here, page=9, since=date(2013, 6, 5))) == "xem-theo-ngay-05-06-2013.htm"
    assert goes_to(visit(DAYS, 1, url=here, page=9, since=date(2013, 6, 6))) is None


def test_a_month_that_holds_the_day_asked_for_is_walked() -> None:
    months = Listing(url=HOME, pages="https://thu.example/{month:%Y/%m}")

    assert (
        goes_to(visit(months, 1, url="https://thu.example/2013/07", page=9, since=date(2013, 6, 30)))
        == "2013/06"
    )


def test_no_archive_goes_behind_the_first_year_of_the_net() -> None:
    assert goes_to(visit(DAYS, 1, url="https://thu.example/xem-theo-ngay-19-11-1997.htm", page=9)) is None


def test_a_day_of_several_pages_is_read_to_its_end_and_then_the_day_before() -> None:
    start = goes_to(visit(BOTH, 1))
    second = visit(BOTH, 3, url="https://thu.example/2026/03/05/trang-1.htm", page=4, before="x")
    end = visit(BOTH, url="https://thu.example/2026/03/05/trang-2.htm", page=5, before=second.signature)
    same = visit(BOTH, 3, url="https://thu.example/2026/03/05/trang-2.htm", page=5, before=second.signature)

    assert start == "2026/03/06/trang-1.htm"
    assert goes_to(second) == "2026/03/05/trang-2.htm"
    assert goes_to(end) == "2026/03/04/trang-1.htm"
    assert goes_to(same) == "2026/03/04/trang-1.htm"


def test_a_month_that_answers_without_the_number_of_its_first_page_is_known() -> None:
    blog = Listing(url=HOME, pages="https://thu.example/{month:%Y/%m}/page/{page}/")

    links = visit(blog, 1, url="https://thu.example/2026/03/", page=2)

    assert goes_to(links) == "2026/03/page/2/"
    assert goes_to(visit(blog, url="https://thu.example/2026/03/", page=2)) == "2026/02/page/1/"


@pytest.mark.parametrize(
    "url", ["https://thu.example/xem-theo-ngay-31-02-2026.htm", "https://thu.example/khac.htm"]
)
def test_an_address_that_is_no_day_of_the_archive_ends_the_walk(url: str) -> None:
    assert goes_to(visit(DAYS, 1, url=url, page=5)) is None
