"""Pages as portals printed them before style sheets, as they stand on frozen hosts and in web archives."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, paragraphs, read, texts

from archiver.records import Article

PORTAL = "<title>Văn phòng Huyện Mẫu</title>"
CAPTION = "Các em nhỏ chọn sách bên xe lưu động"
FRAME = f"<tr><td><img src='/a/sach.jpg'></td></tr><tr><td>{CAPTION}</td></tr>"


def table(*rows: str) -> Article:
    """A page whose middle column is one table."""
    menu = "".join(f"<tr><td><a href='/{at}.asp'>Mục thứ {at}</a></td></tr>" for at in range(9))
    column = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    html = f"<table><tr><td><table>{menu}</table></td><td><table>{column}</table></td></tr></table>"
    return read(page(html, PORTAL), None)


@pytest.mark.parametrize(
    ("frame", "is_lead"),
    [
        (f"<table align=right>{FRAME}</table>", False),
        (f"<div style='float: left'><img src='/a/sach.jpg'><p><em>{CAPTION}</em></p></div>", False),
        (f"<img src='/a/sach.jpg' align=left><center><i>{CAPTION}</i></center>", False),
        (f"<table align=center>{FRAME}</table>", True),
    ],
    ids=["table", "box", "picture", "centred"],
)
def test_a_picture_that_text_runs_beside_makes_no_lead_of_the_paragraph_above_it(
    frame: str, is_lead: bool
) -> None:
    text = f"<p>{ONE}</p>{frame}{paragraphs(TWO, THREE)}"
    found = table(f"<b>{TITLE}</b>", DATE, text)

    assert (ONE if is_lead else "") == found.lead
    assert [CAPTION, TWO, THREE] == [line for line in texts(found) if line != ONE]


def test_a_name_in_a_list_of_its_own_signs_a_text() -> None:
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE, TWO)}<ul><li><b>Ngọc Kha</b></li></ul>")

    assert ("Ngọc Kha", [ONE, TWO]) == (found.byline, texts(found))


def test_the_last_of_several_items_signs_nothing() -> None:
    items = "<ul><li><b>Vũ Ngân Hà</b></li><li><b>Ngọc Kha</b></li></ul>"
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE, TWO)}<p>Hai em được khen là:</p>{items}")

    assert ("", "Ngọc Kha") == (found.byline, texts(found)[-1])


def test_a_title_below_a_date_that_its_tag_calls_one() -> None:
    label = "<b>HOẠT ĐỘNG CỦA CÁC TRƯỜNG TRONG HUYỆN</b>"
    found = table(label, DATE, f"<span id=lblTieuDe>{TITLE}</span>", paragraphs(ONE, TWO, THREE))

    assert (TITLE, [ONE, TWO, THREE]) == (found.title, texts(found))


def test_a_plain_title_on_a_page_that_declares_only_a_name_of_the_portals() -> None:
    found = table(TITLE, DATE, paragraphs(ONE, TWO, THREE))

    assert TITLE == found.title


@pytest.mark.parametrize("label", ["Mục thứ 3", "MỤC THỨ 3", "Mục thứ 3 »"])
def test_a_label_above_the_title_that_the_menu_links_is_the_column(label: str) -> None:
    found = table(label, f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE))

    assert label.strip(" »") == found.category


def test_a_label_above_the_title_that_nothing_links_is_no_column() -> None:
    label = "Mục không có"

    assert label != table(label, f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE)).category


@pytest.mark.parametrize("source", ["/img/mail.gif", "/img/top.gif", "/icons/word.gif", "/i/icon12.gif"])
def test_buttons_and_bullets_are_no_pictures(source: str) -> None:
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE)}<img src='{source}'>{paragraphs(TWO, THREE)}")

    assert () == found.images
