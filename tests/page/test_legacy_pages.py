"""Whole pages in the fonts of before Unicode, and pages with letters that nobody can read.

FAULTS 5 and 6.
"""

from __future__ import annotations

from collections.abc import Callable

import legacy_writing
import pytest
from cost import bounded

from archiver.extract.extract import extract
from archiver.page.mending import mended_page
from archiver.page.page import Page, text_of
from archiver.records import Article, Payload

TITLE = "Mở lớp sửa máy tính cũ cho học sinh vùng lũ"
LEAD = "Ba mươi chiếc máy đầu tiên đã được chuyển tới các xã ven sông trong tuần qua."
BODY = (
    "Theo ban tổ chức, mỗi xã cử hai giáo viên đi học cách thay ổ cứng và cài phần mềm mã nguồn mở.",
    "Lớp học kéo dài tới cuối tháng chín, sau đó các trường tự sửa lấy máy của mình./.",
)
URL = "https://bo.example.vn/tin/lop-hoc-1234.htm"
Write = Callable[[str], bytes]
FONTS: dict[str, tuple[Write, str]] = {
    "tcvn3": (legacy_writing.tcvn3, ".VnTime"),
    "vni": (legacy_writing.vni, "VNI-Times"),
    "viscii": (legacy_writing.viscii, "Heo May"),
    "windows-1258": (legacy_writing.windows_1258, "Arial"),
}


def typed(write: Write) -> Callable[[str], str]:
    """What stands in a UTF-8 page whose editor took the bytes of a font for windows-1252."""
    return lambda text: "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in write(text))


def page(font: str, as_typed: Callable[[str], str]) -> str:
    """A portal's frame in right letters around an article in a font."""
    paragraphs = "".join(f"<p><font face='{font}'>{as_typed(line)}</font></p>" for line in BODY)
    return f"""<html lang=vi><head><meta charset=utf-8><title>{as_typed(TITLE)}</title>
    <meta property="og:title" content="{as_typed(TITLE)}"></head><body>
    <ul><li><a href="/">Trang chủ</a><li><a href="/gioi-thieu">Giới thiệu chung</a></ul>
    <div class=detail><h1><font face="{font}">{as_typed(TITLE)}</font></h1>
    <div class=date>Thứ tư, 05/06/2013 09:32</div>
    <div class=sapo><b>{as_typed(LEAD[:30])}</b>{as_typed(LEAD[30:])}</div>
    <div class=content>{paragraphs}<p align=right><b>{as_typed("Lưu Hương")}</b></p></div></div>
    <div class=footer>Cơ quan chủ quản: Bộ Ví dụ. Giấy phép số 1/GP.</div></body></html>"""


def read(html: str) -> Article:
    return extract(Payload(url=URL, body=html.encode()), None)


@pytest.mark.parametrize("name", FONTS)
def test_an_article_typed_in_an_old_font_is_read_in_right_letters_and_says_so(name: str) -> None:
    write, font = FONTS[name]
    found = read(page(font, typed(write)))

    assert (TITLE, LEAD, BODY) == (found.title, found.lead, tuple(p.text for p in found.paragraphs))
    assert "Lưu Hương" == found.byline
    assert name in found.found["paragraphs"].doubt


def test_utf_8_that_was_read_as_windows_1252_and_saved_again_is_read_in_right_letters() -> None:
    found = read(page("Arial", typed(str.encode)))

    assert (TITLE, LEAD, BODY) == (found.title, found.lead, tuple(p.text for p in found.paragraphs))
    assert "utf-8 as windows-1252" in found.found["paragraphs"].doubt


def test_the_same_article_in_unicode_has_no_doubt_though_it_names_an_old_font() -> None:
    found = read(page(".VnTime", str))

    assert (TITLE, LEAD, BODY) == (found.title, found.lead, tuple(p.text for p in found.paragraphs))
    assert [] == [how.doubt for how in found.found.values() if how.doubt]


def test_letters_that_are_lost_are_doubted_in_the_field_they_are_in() -> None:
    found = read(page("Arial", str).replace("giáo viên đi học", "gi\ufffdo vi\ufffdn đi học"))

    assert "2 letters could not be decoded" == found.found["paragraphs"].doubt
    assert "gi\ufffdo vi\ufffdn" in found.body


def test_letters_that_no_table_explains_are_doubted() -> None:
    found = read(page("Arial", str).replace("giáo viên đi học", "gi·o vi¤n đi hÆ°c"))

    assert "look like a wrong encoding" in found.found["paragraphs"].doubt


def mended(html: str) -> tuple[Page, str]:
    return mended_page(html, URL)


def test_entities_and_words_cut_by_markup_are_mended() -> None:
    found, wrong = mended(
        "<h1 title='Th«ng tin vµ TruyÒn th«ng'>Th&ocirc;ng tin</h1>"
        "<p>Th&laquo;ng <b>tin v&micro; Truy</b>&Ograve;n th&#171;ng</p>"
    )

    assert "Thông tin và Truyền thông" == text_of(found.one("p")) == found.one("h1").attributes["title"]
    assert ("Thông tin", "tcvn3") == (text_of(found.one("h1")), wrong)


def test_a_font_of_capitals_prints_capitals_and_a_label_takes_the_encoding_of_its_font() -> None:
    body = "".join(f"<p>{typed(legacy_writing.tcvn3)(line)}</p>" for line in BODY)
    found, _ = mended(
        f"{body}<h2><font face='.VnTimeH'>th«ng b¸o</font></h2>"
        "<h3><span style=\"font-family: '.VnArial'\">Sè 5</span></h3><h4>Sè 5</h4>"
    )

    assert "THÔNG BÁO" == text_of(found.one("h2"))
    assert ("Số 5", "Sè 5") == (text_of(found.one("h3")), text_of(found.one("h4")))


def test_right_text_beside_the_damaged_stays_and_scripts_are_not_touched() -> None:
    found, _ = mended(
        f"<p>{typed(legacy_writing.tcvn3)(BODY[0])}</p><p>{BODY[1]}</p><p>Café, 25°C, 5 µm</p>"
        "<script>var tin = 'Th«ng tin vµ TruyÒn th«ng'</script>"
    )

    assert [BODY[0], BODY[1], "Café, 25°C, 5 µm"] == [text_of(node) for node in found.each("p")]
    assert "Th«ng" in found.one("script").text()


@pytest.mark.parametrize(
    "html",
    ["", "<p>", "<p>Thông tin</p>", "Th«ng tin vµ", "<title>Th«ng tin vµ TruyÒn</title>", "<b>«" * 2000],
)
def test_any_markup_gives_a_page(html: str) -> None:
    assert mended(html)[0].root.tag == "html"


def test_a_large_damaged_page_costs_no_quadratic_time() -> None:
    line = typed(legacy_writing.tcvn3)(BODY[0])
    with bounded(20):
        mended("<div>" * 2_000 + f"{line}<i>{line}</i>" * 5_000)
