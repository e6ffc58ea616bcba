"""Where a listing goes on, and where it ends: numbers in addresses, and links to the next page."""

from __future__ import annotations

import pytest
from listing_pages import HOME, SITE, html_page, payload

from archiver.errors import NotAnArticle
from archiver.extract.listing import Following, Links, opening, read_listing
from archiver.extract.site import Listing

LISTING = Listing(url=HOME, pages="https://thu.example/tin/trang-{page}.htm")
SECOND = "https://thu.example/tin/trang-2.htm"
BY_LINK = Listing(url=HOME, by_link=True)
LIFERAY = (
    "https://thu.example/tin?p_p_id=101_INSTANCE_TW6L&p_p_lifecycle=0&p_p_col_id=&_101_INSTANCE_TW6L_delta=20"
    "&_101_INSTANCE_TW6L_keywords=&p_r_p_564233524_resetCur=false&_101_INSTANCE_TW6L_cur={page}"
)


def walk(listing: Listing, page: int | None = None, *, url: str = HOME, also: str = "") -> Following | None:
    """Where a page with two articles leads."""
    return read_listing(html_page(1, 2, url=url, also=also), listing, SITE, kind="page", page=page).following


def next_url(also: str, page: int | None = None, url: str = HOME) -> str | None:
    found = walk(BY_LINK, page, url=url, also=also)
    return None if found is None else found.url.removeprefix("https://thu.example")


def links(*numbers: int, page: int | None = None, before: str = "", url: str = HOME) -> Links:
    return read_listing(html_page(*numbers, url=url), LISTING, SITE, kind="page", page=page, before=before)


def test_the_listing_itself_leads_to_its_second_page() -> None:
    assert links(1, 2).articles == ("https://thu.example/tin-1.htm", "https://thu.example/tin-2.htm")
    assert links(1, 2).following == Following(url=SECOND, page=2)


@pytest.mark.parametrize(
    ("pages", "page", "expected"),
    [
        ("https://thu.example/tin.htm?a=&page={page}", 2, "https://thu.example/tin.htm?a=&page=3"),
        ("https://thu.example/muc/12/{page}/tin.html", 7, "https://thu.example/muc/12/8/tin.html"),
        ("https://thu.example/tin-tuc-1.0.{page}", 1, "https://thu.example/tin-tuc-1.0.2"),
        ("https://thu.example/tin/trang-{page}.htm", 9, "https://thu.example/tin/trang-10.htm"),
        ("https://thu.example/view?b_start%3Aint={offset}", 1, "https://thu.example/view?b_start%3Aint=15"),
        ("https://thu.example/view?b_start:int={offset}", 3, "https://thu.example/view?b_start:int=45"),
        ("https://thu.example/api?pageSize={size}&n={page}", 1, "https://thu.example/api?pageSize=15&n=2"),
        (
            "https://thu.example/wps/!ut/p/WCM_Page.ab={page}",
            1,
            "https://thu.example/wps/!ut/p/WCM_Page.ab=2",
        ),
        (LIFERAY, 4, LIFERAY.replace("{page}", "5")),
    ],
)
def test_each_place_of_the_number_is_filled(pages: str, page: int, expected: str) -> None:
    assert walk(Listing(url=HOME, pages=pages, size=15), page) == Following(url=expected, page=page + 1)


def test_a_listing_counted_from_zero_begins_at_its_first() -> None:
    zero = Listing(url=HOME, pages="https://thu.example/tin.htm?p={page}", first=1)

    assert walk(zero) == Following(url="https://thu.example/tin.htm?p=1", page=1)


def test_an_offset_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the size of a page"):
        Listing(url=HOME, pages="https://thu.example/?start={offset}")


def test_a_page_without_articles_is_the_last() -> None:
    assert links(page=7).following is None


def test_a_page_that_repeats_the_one_before_is_the_last() -> None:
    again = links(1, 2, page=6).signature

    assert links(1, 2, page=7, before=again).following is None
    assert links(1, 3, page=7, before=again).following is not None


def test_a_page_that_repeats_the_one_before_in_another_order_is_the_last() -> None:
    assert links(2, 1, page=7, before=links(1, 2, page=6).signature).following is None


@pytest.mark.parametrize(
    "visit",
    [
        "&_afrLoop={n}&_adf.ctrl-state=k{n}_4",
        "&redirect=%2Ftin%3F_cur%3D{n}",
        "&Source=/tin.htm?p={n}&utm_id={n}",
    ],
)
def test_a_last_page_whose_links_have_other_tokens_each_time_is_the_last(visit: str) -> None:
    def page(number: int, before: str = "") -> Links:
        also = f'<a href="/xem?ItemID=7{visit}">Tin số 7</a>'.format(n=number)
        return read_listing(html_page(also=also), LISTING, SITE, kind="page", page=number, before=before)

    assert page(7, page(6).signature).following is None
    assert page(6).articles == page(7).articles


def test_the_link_to_the_next_page_is_without_the_state_of_a_visit() -> None:
    also = '<a rel="next" href="/tin.htm?p=2&_afrLoop=345&_adf.ctrl-state=k1_4">Trang sau</a>'

    assert next_url(also) == "/tin.htm?p=2&_afrLoop=1"


def test_the_first_numbered_page_may_repeat_the_listing_itself() -> None:
    own = links(1, 2).signature

    assert links(1, 2, page=2, before=own).following == Following(
        url="https://thu.example/tin/trang-3.htm", page=3
    )
    assert links(1, 2, page=3, before=own).following is None


def test_a_page_seen_before_is_not_followed() -> None:
    assert read_listing(html_page(1), LISTING, SITE, kind="page", seen={SECOND}).following is None


def test_a_page_that_leads_to_itself_is_the_last() -> None:
    fixed = Listing(url=HOME, pages="https://thu.example/tin/het.htm")

    assert walk(fixed, url=fixed.pages) is None


TIMELINE = Listing(url=HOME, pages="https://thu.example/timelinelist/{zone}/{page}.htm")
FRAGMENT = "https://thu.example/timelinelist/1021/2.htm"


def test_a_timeline_is_found_by_the_zone_on_the_page_and_goes_on_from_its_fragments() -> None:
    zone = '<input type="hidden" name="hdZoneId" id="hdZoneId" value="1021" />'

    assert walk(TIMELINE, also=zone) == Following(url=FRAGMENT, page=2)
    fragment = payload('<li><a href="/tin-3.htm">Tin</a></li>', FRAGMENT)
    after = read_listing(fragment, TIMELINE, SITE, kind="page", page=2)
    assert after.following == Following(url="https://thu.example/timelinelist/1021/3.htm", page=3)


@pytest.mark.parametrize("also", ["", '<input id="hdZoneId" value="">'])
def test_a_timeline_without_a_zone_has_no_more_pages(also: str) -> None:
    assert walk(TIMELINE, also=also) is None


@pytest.mark.parametrize(
    ("listing", "url"),
    [(TIMELINE, FRAGMENT), (Listing(url=HOME, pages=HOME + "?p={page}", fragments=True), HOME + "?p=2")],
)
def test_an_empty_fragment_is_the_end(listing: Listing, url: str) -> None:
    assert read_listing(payload("\r\n", url), listing, SITE, kind="page", page=2) == Links()
    with pytest.raises(NotAnArticle, match="empty"):
        read_listing(payload("\r\n"), listing, SITE, kind="page", page=1)


def test_an_empty_page_is_an_error_and_not_the_end() -> None:
    with pytest.raises(NotAnArticle, match="empty"):
        read_listing(payload("\r\n", SECOND), LISTING, SITE, kind="page", page=2)


@pytest.mark.parametrize(
    "also",
    [
        '<a rel="next" href="?p=2">2</a>',
        '<ul class="pager"><li class="next"><a href="?p=2"><i></i></a></li></ul>',
        '<a class="page-next" href="?p=2">&gt;&gt;</a>',
        '<a href="?p=2" aria-label="Trang tiếp theo">&gt;</a>',
        '<a href="?p=9">Trang trước</a> <a href="?p=2">Trang sau »</a>',
        '<a href="?p=2">&gt; Trang kế tiếp</a>',
        '<div class="nav-previous"><a href="?p=2"><span>←</span> Bài cũ hơn</a></div>',
        '<span class="next"><a href="?p=2">15 mục kế</a></span>',
        '<div><a href="?p=1">1</a><a href="?p=2">Tiếp</a><a href="?p=9">Cuối</a></div>',
        '<div>Trang <b>1</b> <a href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=9">»</a></div>',
        '<div><span>1</span><a href="?p=2">&rsaquo;</a><a href="?p=9">&raquo;</a></div>',
        '<div><span class="CurrentPage">1</span> <a href="?p=2">&raquo;</a></div>',
        '<ul><li><span>1</span></li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>',
    ],
)
def test_the_link_to_the_next_page_is_found(also: str) -> None:
    assert next_url(also) == "/tin.htm?p=2"


def test_the_head_of_a_page_may_name_the_next() -> None:
    body = '<html><head><link rel="next" href="?p=2"></head><body><a href="/tin-1.htm">Tin</a></body></html>'

    found = read_listing(payload(body), BY_LINK, SITE, kind="page").following

    assert found == Following(url=HOME + "?p=2", page=2)


@pytest.mark.parametrize(
    "also",
    [
        '<a rel="next" href="/tin.htm#cuoi">Trang sau</a>',
        '<a rel="next" href="/tin.htm">Trang sau</a>',
        '<a class="next" href="#">›</a><a class="next" href="javascript:void(0)">›</a>',
        '<a rel="next" href="https://elsewhere.example/?p=2">Trang sau</a>',
        '<a class="next" href="/bai-sau-5.htm">Tiếp theo</a>',
        '<p>Có <a href="?p=2">2</a> đại biểu của 3 tỉnh cùng dự buổi gặp mặt</p>',
        '<a href="/chuyen-muc.htm">Xem thêm</a>',
        '<div><a href="?p=3">3</a><a href="?p=4">4</a></div>',
    ],
    ids=["fragment", "itself", "script", "elsewhere", "article", "sentence", "more", "other numbers"],
)
def test_what_is_no_next_page_is_not_followed(also: str) -> None:
    assert next_url(also) is None


def test_a_last_page_whose_next_link_leads_back_is_the_last() -> None:
    third = HOME + "?p=3"
    back = '<a rel="next" href="?p=2">Trang sau</a>'

    page = html_page(1, url=third, also=back)

    assert read_listing(page, BY_LINK, SITE, kind="page", page=3, seen={HOME + "?p=2"}).following is None


def test_a_page_without_its_own_link_to_the_next_goes_by_the_number_after_it() -> None:
    pager = "".join(f'<a href="?a=&amp;p={number}">{number}</a> ' for number in range(1, 6))

    assert next_url(f"<p>{pager}</p>", 4, HOME + "?p=4") == "/tin.htm?a=&p=5"
    assert next_url(f"<p>{pager}</p>", 5, HOME + "?p=5") is None


def test_a_posted_listing_is_posted_from_its_first_page_on() -> None:
    api = Listing(
        url="https://thu.example/api",
        pages="https://thu.example/api",
        form=(("module", "Content.Listing"), ("itemsPerPage", ""), ("pageNo", "{page}")),
    )
    form = (("module", "Content.Listing"), ("itemsPerPage", ""))

    assert opening(api) == Following(url=api.url, page=1, form=(*form, ("pageNo", "1")), method="POST")
    assert walk(api, 1, url=api.url) == Following(
        url=api.url, page=2, form=(*form, ("pageNo", "2")), method="POST"
    )


def test_a_page_that_is_posted_on_begins_with_a_plain_visit() -> None:
    redraw = Listing(url=HOME, pages="https://thu.example/redraw", form=(("pageNo", "{page}"),))

    assert opening(redraw) == Following(url=HOME, page=1)
    assert walk(redraw) == Following(url=redraw.pages, page=2, form=(("pageNo", "2"),), method="POST")


def test_json_is_posted_as_it_is_declared() -> None:
    api = Listing(url=HOME, pages=HOME, size=10, body='{"categoryId": 5, "skip": {offset}}')

    found = opening(api)

    assert (found.method, found.body) == ("POST", '{"categoryId": 5, "skip": 0}')
    assert walk(api) == Following(url=HOME, page=2, method="POST", body='{"categoryId": 5, "skip": 10}')


@pytest.mark.parametrize(
    "wall",
    [
        '<html><script>document.cookie="D1N=0a1b";window.location.reload(true);</script></html>',
        "<html><body><h1>Hệ thống đang bảo trì</h1></body></html>",
        "<html><body><form><input type=password name=p></form></body></html>",
    ],
)
@pytest.mark.parametrize("kind", ["page", "feed", "sitemap", "json"])
def test_a_wall_is_an_error_and_not_the_end_of_a_listing(wall: str, kind: str) -> None:
    with pytest.raises(NotAnArticle):
        read_listing(payload(wall), LISTING, SITE, kind=kind, page=5)
