"""What listing pages link to, the dates beside the links, and what a page says of itself."""

from __future__ import annotations

import pytest
from listing_pages import HOME, SITE, dated, html_page, names, payload, read

from archiver.extract.listing import read_listing
from archiver.extract.listings.notices import total_in
from archiver.extract.site import ArticleUrl, Listing, Site


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("tin-1.htm", "/tin-1.htm"),
        ("../a/./tin-1.htm#binh-luan", "/a/tin-1.htm"),
        ("//THU.example/Tin-1.htm", "/Tin-1.htm"),
        ("https://thu.example/a/../muc/./tin-1.htm", "/muc/tin-1.htm"),
        ("/tin\n-1\t.htm", "/tin-1.htm"),
        ("https://ai:do@thu.example/tin-1.htm", "/tin-1.htm"),
        ("http://www.thu.example:8080/tin-1.htm", "http://www.thu.example:8080/tin-1.htm"),
        ("/đề-án-1.htm", "/%C4%91%E1%BB%81-%C3%A1n-1.htm"),
        ("/%c4%91%e1%bb%81-1.htm", "/%c4%91%e1%bb%81-1.htm"),
        ("/chi tiet.aspx?l=&amp;amp;ItemID=7&amp;x=", "/chi%20tiet.aspx?l=&ItemID=7&x="),
        ("\\tin\\bai-1.htm", "/tin/bai-1.htm"),
        ("/tin;jsessionid=0A1B!-12/bai-1.htm", "/tin/bai-1.htm"),
        ("/(S(lit3py55t21z5v55vlm25s55))/bai-1.htm", "/bai-1.htm"),
        ("/x.aspx?PHPSESSID=ab&amp;ItemID=7&amp;jsessionid=c", "/x.aspx?ItemID=7"),
        ("/bai-1.htm/!ut/p/z1/04_Sj9CPykssy0xPLMnMz0vMAfIjo8zizR", "/bai-1.htm"),
    ],
)
def test_a_link_is_read_as_a_browser_reads_it(href: str, path: str) -> None:
    assert names(read(f'<html><body><a href="{href}">Tin</a></body></html>')) == [path]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:void(0)", "mailto:a@thu.example", "http://[", "https://thu.example:x/tin-1.htm",
        "https://elsewhere.example/tin-1.htm", "https://thu.example.elsewhere.example/tin-1.htm",
        "https://thu.example@elsewhere.example/tin-1.htm", "ftp://thu.example/tin-1.htm", "/gioi-thieu.htm",
        "#tin-1.htm", "",
    ],
)  # fmt: skip
def test_what_is_no_article_of_the_site_is_left(href: str) -> None:
    assert names(read(f'<html><body><a href="{href}">Tin</a></body></html>')) == []


def test_a_websphere_address_that_means_nothing_without_its_state_keeps_it() -> None:
    site = Site(
        name="qp", ministry="", ministry_en="", hosts=("thu.example",), articles=(ArticleUrl(pattern="/z1/"),)
    )
    page = payload('<html><body><a href="/wps/portal/!ut/p/z1/04_Sj/">Tin</a></body></html>')

    links = read_listing(page, Listing(url=HOME), site, kind="page")

    assert names(links) == ["/wps/portal/!ut/p/z1/04_Sj/"]


@pytest.mark.parametrize("base", ["/muc/", "https://thu.example/muc/", " /muc/x.htm "])
def test_relative_links_stand_on_the_base_of_the_page(base: str) -> None:
    body = f'<html><head><base href="{base}"></head><body><a href="tin-1.htm">Tin</a></body></html>'

    assert names(read(body)) == ["/muc/tin-1.htm"]


def test_only_the_part_that_lists_counts_where_it_is_declared() -> None:
    also = '<aside><a href="/noi-bat-9.htm">Nổi bật</a></aside>'
    listing = Listing(url=HOME, within="#list, .list")
    fragment = payload('<script>x()</script><li><a href="/tin-3.htm">Tin</a></li>')

    assert names(read_listing(html_page(1, also=also), listing, SITE, kind="page")) == ["/tin-1.htm"]
    assert names(read_listing(fragment, listing, SITE, kind="page")) == ["/tin-3.htm"]


def test_a_row_for_nothing_is_no_item_and_a_headline_like_it_is_one() -> None:
    row = '<a href="/tin-0.htm">Không có dữ liệu.</a>'
    headline = '<a href="/tin-4.htm">Không có tin đồn nào là thật</a>'

    nothing = read(f"<html><body>{row}</body></html>")

    assert (names(nothing), nothing.no_results) == ([], True)
    assert names(read(f"<html><body>{row}{headline}</body></html>")) == ["/tin-4.htm"]


@pytest.mark.parametrize(
    "words", ["Không tìm thấy kết quả nào phù hợp", "Chưa có bài viết trong mục này", "No results found"]
)
def test_a_page_says_in_words_that_there_is_nothing(words: str) -> None:
    assert read(f"<html><body><p>{words}</p></body></html>").no_results
    assert not read(f'<html><body><a href="/tin-1.htm">Tin</a><p>{words}</p></body></html>').no_results


ROWS = """<html><head><title>Tin</title></head><body><div id=clock>Thứ sáu, 06/03/2026</div><ul>
<li><div><a href="/a-1.htm">Hội nghị ngày 9/9/2013</a></div> <span>05/03/2026 <svg></svg> 15:34</span></li>
<li><a href="/b-2.htm"><b>Tin hai</b></a><p>(04/03/2026)</p><p>Ngày 1/2/2013, đoàn công tác đã đến.</p></li>
<li><a href="/c-3.htm"><img src=x></a><h3><a href="/c-3.htm">Tin ba</a></h3><i>2 giờ trước</i></li>
<li><a href="/d-4.htm">Tin bốn</a><i>01/03/2026</i><i>02/03/2026</i></li>
<li><a href="/e-5.htm">Tin năm</a></li>
<li>03/03/2026 <a href="/f-6.htm">Tin sáu</a></li>
<li><i>02/03/2026</i><a href="/g-7.htm">Tin bảy</a><i>02/03/2026 10:30</i></li></ul></body></html>"""


def test_the_date_printed_beside_a_link_is_its_date() -> None:
    assert dated(read(ROWS)) == [
        "/a-1.htm 2026-03-05T15:34+07:00",
        "/b-2.htm 2026-03-04T00:00+07:00",
        "/c-3.htm 2026-03-06T07:00+07:00",
        "/d-4.htm none",
        "/e-5.htm none",
        "/f-6.htm 2026-03-03T00:00+07:00",
        "/g-7.htm 2026-03-02T10:30+07:00",
    ]


def test_a_table_has_its_dates_in_its_rows() -> None:
    rows = "".join(f"<tr><td>0{n}/03/2026</td><td><a href='/t-{n}.htm'>Tin</a></td></tr>" for n in (3, 2))

    assert dated(read(f"<html><body><table>{rows}</table></body></html>")) == [
        "/t-3.htm 2026-03-03T00:00+07:00",
        "/t-2.htm 2026-03-02T00:00+07:00",
    ]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Tổng số: 1.234 tin", 1234),
        ("Tổng số bản ghi : 25", 25),
        ("Tìm thấy 1,005 kết quả", 1005),
        ("Hiển thị 1 - 10 của 234 bài viết", 234),
        ("1 - 20 of 345 results", 345),
        ("Tổng số lượt truy cập: 9.876.543", None),
        ("Tổng số: 12 tin. Tìm thấy 15 kết quả", None),
        ("Tổng số 12 tỉnh, thành", None),
        ("Trang 1/25", None),
    ],
)
def test_a_printed_total_is_read_where_it_is_certain(text: str, total: int | None) -> None:
    assert total_in(text) == total
    assert read(f"<html><body><p>{text}</p><a href='/a-1.htm'>x</a></body></html>").total == total


def test_a_declared_place_of_the_total_wins() -> None:
    listing = Listing(url=HOME, total=".count")
    page = html_page(1, also='<b class="count">(1.208)</b><p>Tổng số: 12 tin</p>')

    assert read_listing(page, listing, SITE, kind="page").total == 1208


@pytest.mark.parametrize(
    ("listing", "numbers", "also", "capped"),
    [
        (Listing(url=HOME), (1, 2, 3), "", None),
        (Listing(url=HOME, size=3), (1, 2, 3), "", True),
        (Listing(url=HOME, size=3), (1, 2, 3), "<p>Tổng số: 3 tin</p>", False),
        (Listing(url=HOME, size=3), (1, 2), "", False),
        (Listing(url=HOME, size=3, pages=HOME + "?p={page}"), (1, 2, 3), "", False),
    ],
)
def test_a_page_as_full_as_it_can_be_that_leads_nowhere_is_capped(
    listing: Listing, numbers: tuple[int, ...], also: str, capped: bool | None
) -> None:
    assert read_listing(html_page(*numbers, also=also), listing, SITE, kind="page").capped is capped
