"""Which part of a page is read first, and when what stands beside it is read as well."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, paragraphs, read, texts

from archiver.extract.finding.region import article_region
from archiver.page.page import Page

HEAD = f"<title>{TITLE}</title>"
MENU = "<div id=menu><ul>" + "<li><a href=/m>Chuyên mục của cổng</a></li>" * 9 + "</ul></div>"
FOUR = "Mỗi xã có một tủ sách chung đặt ở nhà văn hóa, do các thầy cô giáo trẻ thay nhau giữ và cho mượn."
FIVE = "Những cuốn đã cũ được đóng lại bìa, vá lại trang, rồi gửi tiếp lên các điểm trường ở xa hơn."
REGION = f"<div id=region><h1>{TITLE}</h1>{{}}<div>{paragraphs(ONE, TWO, THREE, FOUR, FIVE)}</div></div>"


def region_of(body: str) -> str | None:
    """The id of the region of a page."""
    found = article_region(Page(page(body, HEAD), ""), [TITLE])
    return None if found is None else found.id


def test_a_region_is_the_innermost_element_around_title_and_text() -> None:
    assert "region" == region_of(f"{MENU}<div id=page>{REGION}<p>Bản quyền của cổng.</p></div>")


def test_a_region_holds_all_headings_that_show_the_title() -> None:
    assert "page" == region_of(f"<div id=page><div><h2>{TITLE}</h2></div>{REGION}</div>")


def test_a_region_holds_nearly_all_long_paragraphs() -> None:
    assert "page" == region_of(f"<div id=page>{REGION}<div>{paragraphs(ONE, TWO, THREE)}</div></div>")


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>{paragraphs(ONE, TWO)}",
        f"<h1>Tin tức</h1>{paragraphs(ONE)}",
        f"<h1>{TITLE}</h1>Xin chào",
    ],
)
def test_without_an_element_around_both_there_is_no_region(body: str) -> None:
    assert region_of(body) is None


@pytest.mark.parametrize("nested", ["<h1><div>", "<p><object>"])
def test_what_is_nested_without_end_is_not_read_again_and_again(nested: str) -> None:
    assert region_of(f"<div id=page>{REGION}{nested * 500}{paragraphs(ONE) * 50}</div>") is None


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (f"<div>{DATE}</div>", "", {"published_at": "2013-06-05T09:32:00+07:00"}),
        ("", f"<div>{DATE}</div>", {"published_at": "2013-06-05T09:32:00+07:00"}),
        ("", "<p style='text-align: right'>Lưu Hương</p>", {"byline": "Lưu Hương"}),
        ("", "<p>Theo Báo Xây dựng</p>", {"source_line": "Theo Báo Xây dựng"}),
        (
            "",
            "<div class=tags><a href=/t>mùa lũ</a> <a href=/u>xe sách</a></div>",
            {"tags": ["mùa lũ", "xe sách"]},
        ),
    ],
)
def test_what_stands_right_beside_a_region_is_the_articles(
    above: str, below: str, expected: dict[str, object]
) -> None:
    body = f"{MENU}<div>{above}{REGION.format('')}{below}</div>{MENU}"
    record = read(page(body, HEAD), None).as_dict()

    assert expected == {name: record[name] for name in expected}


def test_a_document_right_below_a_region_is_attached() -> None:
    below = "<p>Tệp đính kèm: <a href=/tep/ke-hoach.pdf>Kế hoạch</a></p>"
    found = read(page(f"<div>{REGION.format(f'<p>{DATE}</p>')}{below}</div>", HEAD), None)

    assert ["Kế hoạch"] == [attachment.title for attachment in found.attachments]


def test_what_stands_far_from_a_region_changes_nothing() -> None:
    beside = f"{MENU}<div class=box><p>{ONE}</p></div><div>06/06/2014 10:00</div>"
    body = f"{beside}<div>{REGION.format(f'<p>{DATE}</p>')}</div>{MENU}{beside}"
    found = read(page(body, HEAD), None)

    assert ("2013-06-05T09:32:00+07:00", [ONE, TWO, THREE, FOUR, FIVE]) == (
        found.as_dict()["published_at"],
        texts(found),
    )
