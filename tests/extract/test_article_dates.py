"""Which of the dates on a page is the article's: the line near the title, and never one of the others.

FAULTS 11 and 12.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read

from archiver.extract.extract import extract
from archiver.records import VIETNAM, Payload, Precision
from spiders.mic import SITE as MIC

PUBLISHED = datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM)
#: The day of the capture is what every clock of a portal shows.
FETCHED = datetime(2026, 3, 6, 3, 15, tzinfo=UTC)
CLOCKS = [
    "Thứ sáu, ngày 06 tháng 3 năm 2026",
    "Thứ sáu 06/03/2026 10:15",
    "Thứ sáu, 06/03/2026",
    "10:15 06/03/2026",
    "6 Tháng Ba 2026",
    "(06/03/2026 10:15:31)",
    "Hôm nay: Thứ sáu, 06/03/2026",
    "Hà Nội, ngày 06 tháng 03 năm 2026",
    "06/03/2026",
    "Friday, 06 March 2026",
    "Hôm nay",
]
PLACES = [
    '<div class="header"><div class="clock">{}</div></div>',
    '<div id="top-bar"><span>{}</span> <a href="/">Trang chủ</a></div>',
    "<div>{}</div>",
    "<table><tr><td>{}</td><td><a href='/lien-he'>Liên hệ</a></td></tr></table>",
]
FOOTS = [
    "Giấy phép số 123/GP-TTĐT cấp ngày 07/08/2014",
    "Bản quyền © 2008 - 2026",
    "© 06/03/2026 Bộ Mẫu",
    "Cập nhật lúc: 10:15 06/03/2026",
    "Ngày 06/03/2026 có 1.245 lượt truy cập",
    "06/03/2026 10:15",
    "Phiên bản 2.0 ngày 06/03/2026",
]
RUNNING = [
    "Ngày 13/2/2019, tại huyện, lớp học đầu tiên đã mở cửa cho hơn sáu mươi em nhỏ của ba xã.",
    "Các hoạt động diễn ra từ 01/3/2025 - 19/3/2025 tại nhà văn hóa của từng xã trong huyện.",
    "Quyết định số 15/QĐ-BM ngày 02/01/2013 nêu rõ mỗi xã có một tủ sách do người dân giữ.",
    "Sáng 06/03/2026",
    "(Hà Nội, ngày 12 tháng 5 năm 2011)",
]


def above(html: str, line: str) -> str:
    """A page with one line more above everything."""
    return html.replace('<ul class="menu">', f'{line}<ul class="menu">', 1)


def below(html: str, line: str) -> str:
    """A page with one line more in its foot."""
    return html.replace('<div class="footer">', f'<div class="footer"><p>{line}</p>', 1)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_in_the_banner_never_wins_over_the_line_of_the_article(clock: str, place: str) -> None:
    found = read(above(article(paragraphs(ONE, TWO)), place.format(clock)), fetched_at=FETCHED)

    assert (PUBLISHED, DATE) == (found.published_at, found.published_text)


@pytest.mark.parametrize("clock", CLOCKS)
def test_nor_where_the_line_of_the_article_stands_above_the_title(clock: str) -> None:
    body = f'<div><p class="date">15/05/2025</p><h1>{TITLE}</h1>{paragraphs(ONE, TWO, THREE)}</div>'
    found = read(above(page(body), PLACES[0].format(clock)), fetched_at=FETCHED)

    assert ("15/05/2025", Precision.DAY) == (found.published_text, found.published_precision)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_is_no_date_of_an_article_that_has_none(clock: str, place: str) -> None:
    html = page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO, THREE)}</div>")
    found = read(above(html, place.format(clock)), fetched_at=FETCHED)

    assert (None, "") == (found.published_at, found.published_text)


@pytest.mark.parametrize("foot", FOOTS)
def test_dates_of_the_foot_never_win(foot: str) -> None:
    dated = read(below(article(paragraphs(ONE, TWO)), foot), fetched_at=FETCHED)
    undated = read(below(page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO, THREE)}</div>"), foot))

    assert (PUBLISHED, None) == (dated.published_at, undated.published_at)


@pytest.mark.parametrize("line", RUNNING)
def test_dates_in_the_text_never_win(line: str) -> None:
    dated = read(article(paragraphs(line, ONE, TWO)))
    undated = read(page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, line, TWO, THREE)}</div>"))

    assert (PUBLISHED, None) == (dated.published_at, undated.published_at)


@pytest.mark.parametrize("title", ["Kế hoạch từ 01/3/2025 đến 19/3/2025", "Lễ mít tinh ngày 9/9/2013"])
def test_a_date_in_the_title_never_wins(title: str) -> None:
    dated = read(article(paragraphs(ONE, TWO), title=title).replace(TITLE, title))
    undated = read(page(f"<div><h1>{title}</h1>{paragraphs(ONE, TWO, THREE)}</div>").replace(TITLE, title))

    assert (PUBLISHED, None) == (dated.published_at, undated.published_at)


def test_the_day_of_the_capture_is_never_taken_where_the_page_has_no_date() -> None:
    found = read(page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO, THREE)}</div>"), fetched_at=FETCHED)

    assert (None, None, None) == (found.published_at, found.recorded_at, found.updated_at)


MACHINE = {
    "meta": '<meta property="article:published_time" content="{}">',
    "json-ld": '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{}"}}</script>',
    "microdata": '<meta itemprop="datePublished" content="{}">',
}


def with_machine(kind: str, time: str) -> str:
    html = article(paragraphs(ONE, TWO))
    return html.replace("<title>", MACHINE[kind].format(time) + "<title>", 1)


@pytest.mark.parametrize("kind", MACHINE)
def test_machine_data_that_agree_confirm_the_line_and_add_the_second(kind: str) -> None:
    found = read(with_machine(kind, "2013-06-05T09:32:17+07:00"))

    assert (PUBLISHED, DATE, "") == (
        found.published_at,
        found.published_text,
        found.found["published_at"].doubt,
    )
    assert PUBLISHED.replace(second=17) == found.recorded_at


@pytest.mark.parametrize("kind", MACHINE)
def test_machine_data_that_differ_never_override_the_line_and_are_kept(kind: str) -> None:
    found = read(with_machine(kind, "2013-06-09T18:00:00+07:00"))

    assert (PUBLISHED, DATE) == (found.published_at, found.published_text)
    assert "2013-06-09" in found.found["published_at"].doubt
    assert datetime(2013, 6, 9, 18, 0, tzinfo=VIETNAM) == found.recorded_at


def test_the_shown_date_and_the_second_in_the_number_of_the_record_are_both_kept() -> None:
    html = article(paragraphs(ONE, TWO), date="Thứ năm, 20/03/2025 00:00")
    url = "https://mic.gov.vn/khai-mac-tuan-le-sach-197250331100715512.htm"
    found = extract(Payload(url=url, body=html.encode()), MIC)

    assert (datetime(2025, 3, 20, tzinfo=VIETNAM), Precision.DAY) == (
        found.published_at,
        found.published_precision,
    )
    assert "2025-03-31T10:07:15" == f"{found.recorded_at:%Y-%m-%dT%H:%M:%S}"
    assert "id" == found.found["recorded_at"].by


@pytest.mark.parametrize("heading", ["h1", "h3", "div"])
def test_a_line_above_its_title_is_no_part_of_the_list_beside_it(heading: str) -> None:
    others = "".join(
        f'<li><a href="/tin-{n}.htm">Hội nghị tổng kết công tác năm {2000 + n} của ngành thư viện</a>'
        f"<span>0{n}/05/2013</span></li>"
        for n in range(1, 9)
    )
    text = f"<span>{DATE}</span><{heading}>{TITLE}</{heading}>{paragraphs(ONE, TWO, THREE)}"
    found = read(page(f"<aside><ul>{others}</ul></aside><div>{text}</div>"), None)

    assert PUBLISHED == found.published_at


LINES = [
    "<div>05/06/2013</div><div>| 09h32</div>",
    '<div>Bởi <a href="/nguoi-dang/1">Quản trị</a> - 05/06/2013 09:32</div>',
    "<div>Người đăng: Ban biên tập trang tin, 05/06/2013 09:32</div>",
    "<p>Người đăng: admin</p><p>Ngày đăng: 05/06/2013 09:32</p><p>Lượt xem: 20</p>",
    "<div>Ngày xuất bản</div><div>05/06/2013 09:32</div>",
    "<table><tr><td>Ngày đăng</td><td>05/06/2013 09:32</td></tr></table>",
]
#: An item without a label is a date line above a text alone.
LISTED = "<ul><li>05/06/2013</li><li>09:32</li><li>Lượt xem: 120</li></ul>"


@pytest.mark.parametrize(
    ("line", "place"), [(LISTED, "above"), *((line, place) for line in LINES for place in ("above", "below"))]
)
def test_day_and_hour_in_parts_and_beside_who_posted_it(line: str, place: str) -> None:
    text = paragraphs(ONE, TWO, THREE) + '<p style="text-align: right"><b>Lưu Hương</b></p>'
    parts = f"{line}{text}" if place == "above" else f"{text}<div>{line}</div>"
    found = read(page(f"<div><h1>{TITLE}</h1>{parts}</div>"), None)

    assert (PUBLISHED, Precision.MINUTE) == (found.published_at, found.published_precision)
    assert "Lưu Hương" == found.byline
    assert [ONE, TWO, THREE] == ([found.lead] if found.lead else []) + [one.text for one in found.paragraphs]


@pytest.mark.parametrize("label", ["Thời gian", "Ngày đăng:", "Cập nhật lúc"])
def test_a_label_makes_a_day_in_a_side_column_the_date(label: str) -> None:
    column = f"<aside><dl><dt>{label}</dt><dd>05/06/2013</dd><dt>Chuyên mục</dt><dd>Sách</dd></dl></aside>"
    other = page(f"<h1>{TITLE}</h1>{column}<div>{paragraphs(ONE, TWO, THREE)}</div>")
    unlabelled = other.replace(label, "Ngày hội tiếp theo")

    assert ("05/06/2013", "") == (read(other, None).published_text, read(unlabelled, None).published_text)


def test_a_photographers_line_between_byline_and_date_begins_no_comments() -> None:
    names = '<p align="right"><b>Lưu Hương</b></p><p align="right"><b>Ảnh: Thu Giang</b></p>'
    date = '<p align="right"><i>(Cập nhật lúc: 05/06/2013)</i></p>'
    text = "<p></p>".join((ONE, TWO, THREE))
    found = read(page(f"<h1>{TITLE}</h1><div><div>{text}{names}</div>{date}</div>"), None)

    assert ("05/06/2013", "Lưu Hương") == (found.published_text, found.byline)
    assert [ONE, TWO, THREE, "Ảnh: Thu Giang"] == [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    ("cells", "byline"),
    [
        (["Bưu chính", "05/06/2013 09:32", "Số lượt đọc: 2366", "Cỡ chữ", "A+"], ""),
        (["Thông tin cơ sở", "Lưu Hương | 05/06/2013 09:32", "Lượt xem: 7"], "Lưu Hương"),
        (["Thông tin cơ sở", "Minh Châu", "05/06/2013 09:32", "In trang"], "Minh Châu"),
    ],
)
@pytest.mark.parametrize("between", ["", " "])
def test_cells_of_a_row_without_any_name_are_read_one_by_one(
    cells: list[str], byline: str, between: str
) -> None:
    row = between.join(f"<span>{cell}</span>" for cell in cells)
    found = read(page(f"<h1>{TITLE}</h1><div>{row}</div><div>{paragraphs(ONE, TWO, THREE)}</div>"), None)

    assert (PUBLISHED, byline) == (found.published_at, found.byline)
    assert [ONE, TWO, THREE] == [paragraph.text for paragraph in found.paragraphs]


def test_a_day_in_bold_within_a_sentence_is_no_cell_of_a_row() -> None:
    line = f"<p>Ngày <b>04/06/2013</b> <i>xem</i> lễ.</p>{paragraphs(ONE, TWO, THREE)}"

    assert None is read(page(f"<h1>{TITLE}</h1><div>{line}</div>"), None).published_at


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_line_that_says_when_an_article_was_posted_wins_over_a_later_change(place: str) -> None:
    lines = ["<div>Ngày đăng: 05/06/2013</div>", "<div>Cập nhật lần cuối: 08/06/2013 19:29</div>"]
    head = "".join(lines if place == "above" else reversed(lines))
    found = read(page(f"<div><h1>{TITLE}</h1>{head}{paragraphs(ONE, TWO, THREE)}</div>"), None)
    alone = read(page(f"<div><h1>{TITLE}</h1>{lines[1]}{paragraphs(ONE, TWO, THREE)}</div>"), None)

    assert ("05/06/2013", "08/06/2013 19:29") == (found.published_text, alone.published_text)
    assert [ONE, TWO, THREE] == [paragraph.text for paragraph in found.paragraphs]
