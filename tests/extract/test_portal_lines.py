"""Lines that portals print above, inside and below an article: no text of it but in a sentence.

FAULTS 50, 51, 55.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from pages import ONE, SITE, THREE, TWO, article, paragraphs, read, texts

from archiver.extract.site import Layout, Rule
from archiver.records import Kind

BEFORE = [
    *("Skip Ribbon Commands", "Skip to main content", "Xem cỡ chữ Đọc bài viết In trang Google", "Gửi email"),
    *("aa", "Site banner", "Đăng ký nhận tin    Ý kiến bạn đọc", "Tìm kiếm nâng cao", "Sự kiện", "Hà Nội"),
    *("Trang chủ", "Tin tức"),
]
INSIDE = [
    *("Tham khảo thêm", "TIN MỚI", "Đọc tiếp", "Về trang Chủ đề", "Nhập chú thích ảnh"),
    "Một số hình ảnh tại buổi trao sách:",
]
AFTER = [
    *(
        "Số lượt đọc83",
        "Lượt xem: 4539",
        "Đã xem: 128",
        "In bài viết",
        "In ra",
        "Đóng cửa sổ này",
        "Tin khác",
    ),
    *("Tin liên quan", "TIN CÙNG CHUYÊN MỤC", "TIN NỔI BẬT", "TIN MỚI", "Xem thêm", "NO COMMENTS"),
    *("Leave a Reply", "Theo dõi ICTVietnam trên", "Tổng số điểm của bài viết là: 5 trong 1 đánh giá"),
    *("Những tin mới hơn", "Những tin cũ hơn", "banner", "icon", "Xem chi tiết icon", "Cổng dịch vụ công"),
    *("Quốc Gia", "Cổng thông tin điện tử của các đơn vị thuộc Bộ", "Doanh nghiệp", "Top"),
    *("Tham khảo thêm", "Đọc tiếp", "Về trang Chủ đề", "Tải văn bản"),
]
OTHER = '<ul><li><a href="/x-1.htm">Mở lớp đọc sách cho người cao tuổi ở ba xã ven biển</a></li></ul>'


@pytest.mark.parametrize("line", BEFORE)
def test_what_a_portal_prints_above_a_title_is_no_text(line: str) -> None:
    found = read(article(paragraphs(ONE, TWO)).replace("<div id=", f"<div><p>{line}</p></div><div id=", 1))

    assert ([ONE, TWO], "", "") == (texts(found), found.lead, found.byline)


@pytest.mark.parametrize("line", INSIDE)
def test_what_a_portal_prints_between_paragraphs_is_no_text(line: str) -> None:
    found = read(article(f"<p>{ONE}</p><div><p>{line}</p></div>{paragraphs(TWO, THREE)}"))

    assert [ONE, TWO, THREE] == texts(found)


@pytest.mark.parametrize("name", ["", "Lưu Hương"])
def test_the_line_above_the_pictures_at_the_end_is_no_text(name: str) -> None:
    pictures = "<p>Một số hình ảnh tại buổi trao sách:</p><p><img src=/a.jpg></p><p><img src=/b.jpg></p>"
    found = read(article(f"{paragraphs(ONE, TWO)}{pictures}<p>{name}</p>"))

    assert ([ONE, TWO], name) == (texts(found), found.byline)
    assert ["/a.jpg", "/b.jpg"] == [urlsplit(image.url).path for image in found.images]


@pytest.mark.parametrize("line", AFTER)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div>{}</div>", "<p><b>{}</b></p>", "<h3>{}</h3>"])
def test_what_a_portal_prints_below_a_text_is_no_text_and_signs_nothing(line: str, markup: str) -> None:
    found = read(article(paragraphs(ONE, TWO) + markup.format(line) + OTHER))

    assert ([ONE, TWO], "", "") == (texts(found), found.byline, found.source_line)


@pytest.mark.parametrize("line", AFTER)
def test_the_byline_above_such_a_line_is_still_the_byline(line: str) -> None:
    found = read(article(paragraphs(ONE, TWO, "Lưu Hương", line) + OTHER))

    assert ([ONE, TWO], "Lưu Hương") == (texts(found), found.byline)


@pytest.mark.parametrize("line", INSIDE + AFTER)
def test_the_same_words_in_a_sentence_are_text(line: str) -> None:
    sentence = f"{line} là dòng chữ mà bạn đọc thấy ở cuối mỗi trang của cổng thông tin huyện."

    assert [ONE, sentence, TWO] == texts(read(article(paragraphs(ONE, sentence, TWO))))


@pytest.mark.parametrize("mark", ["./.", "/.", ".", "…", " Trân trọng./.", "./. ", "./.\u00a0\u00a0"])
def test_every_mark_that_ends_a_text_stays_and_the_byline_below_it_is_read(mark: str) -> None:
    last = TWO.rstrip(".") + mark
    found = read(article(paragraphs(ONE, last, "Lưu Hương")))

    assert ([ONE, last.strip()], "Lưu Hương") == (texts(found), found.byline)


@pytest.mark.parametrize("push", ["<br>", "\u00a0" * 30, " ", "<br><br>"])
def test_a_byline_in_the_last_paragraph_is_read_after_the_end_mark(push: str) -> None:
    found = read(article(f"<p>{ONE}</p><p>{TWO}/.{push}Hồng Thắm</p>"))

    assert ([ONE, f"{TWO}/."], "Hồng Thắm") == (texts(found), found.byline)


@pytest.mark.parametrize("name", ["Đình Hương", "Hải Phong", "Bảo Chi", "Vân Phong"])
@pytest.mark.parametrize(
    "markup",
    [
        "<p align=right>{}</p>",
        '<p style="text-align: right"><b>{}</b></p>',
        "<p><strong>{}</strong></p>",
        "<p><em>{}</em></p>",
        '<div class="text-right">({})</div>',
    ],
)
def test_a_pen_name_with_the_letters_of_a_word_is_a_byline_where_it_is_set_apart(
    name: str, markup: str
) -> None:
    found = read(article(paragraphs(ONE, TWO) + markup.format(name)))

    assert ([ONE, TWO], name) == (texts(found), found.byline)


@pytest.mark.parametrize("word", ["Định hướng", "Hải Phòng", "Báo Chí", "Văn Phòng", "Hải Dương", "HÒA BÌNH"])
def test_the_word_itself_is_none_however_it_is_set_apart(word: str) -> None:
    found = read(article(f"{paragraphs(ONE, TWO)}<p align=right><b>{word}</b></p>"))

    assert "" == found.byline


LAYOUT = Layout(name="t", when="#t", body="#t", title=Rule(css="h1"), published=Rule(css=".date"))


@pytest.mark.parametrize(
    "lines",
    [
        ("BỘ TRƯỞNG", "Nguyễn Văn Hòa"),
        ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "(Đã ký)", "Nguyễn Văn Hòa"),
        ("TM. BAN TỔ CHỨC", "Trần Văn Bình"),
        ("Chủ tịch UBND tỉnh", "Trần Văn Bình"),
        ("Phó Tổng giám đốc", "đã ký", "Trần Văn Bình"),
        ("Thân ái,", "Tô Văn Lâm"),
        ("Trân trọng kính chào!", "Tô Văn Lâm"),
        ("Tên hai thôn mới là:", "Hải Bình", "Hải Minh"),
        ("Danh sách đoạt giải:", "Lê Thị Hoa", "Trần Văn Bình"),
    ],
    ids=lambda lines: lines[0],
)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<p align=right><b>{}</b></p>"])
def test_a_name_that_signs_a_letter_or_ends_a_list_is_no_byline_and_stays_in_the_text(
    lines: tuple[str, ...], markup: str
) -> None:
    html = article(paragraphs(ONE, TWO) + "".join(markup.format(line) for line in lines))
    found = read(html, replace(SITE, layouts=(LAYOUT,)))

    assert ([ONE, TWO, *lines], "") == (texts(found), found.byline)
    assert "" == read(html).byline


@pytest.mark.parametrize(
    "lines", [("Tin, ảnh:", "Lưu Hương"), ("Minh Tâm", "Lưu Hương"), ("Trân trọng./.", "Lưu Hương")]
)
def test_a_name_below_a_label_another_name_or_the_end_of_the_text_signs(lines: tuple[str, ...]) -> None:
    found = read(article(paragraphs(ONE, TWO, *lines)), replace(SITE, layouts=(LAYOUT,)))

    assert "Lưu Hương" == found.byline


def test_a_closing_formula_in_a_line_of_its_own_is_text() -> None:
    found = read(article(paragraphs(ONE, TWO, "Trân trọng./.")))

    assert ([ONE, TWO, "Trân trọng./."], "") == (texts(found), found.byline)


@pytest.mark.parametrize(
    ("below", "caption", "credit"),
    [
        ("Các em nhận sách. Ảnh: VGP", "Các em nhận sách.", "VGP"),
        ("Các em nhận sách. Ảnh VGP/Nhật Bắc", "Các em nhận sách.", "VGP/Nhật Bắc"),
        ("Các em nhận sách (Ảnh: mic.gov.vn)", "Các em nhận sách", "mic.gov.vn"),
        ("Các em nhận sách. (Ảnh: Thiên Trường)", "Các em nhận sách.", "Thiên Trường"),
        ("Các em nhận sách - Ảnh: H.Y.T.", "Các em nhận sách", "H.Y.T."),
        ("Các em nhận sách. Ảnh: Reuters", "Các em nhận sách.", "Reuters"),
        ("Các em nhận sách. Ảnh: TĐ (vietnamnet.vn)", "Các em nhận sách.", "TĐ (vietnamnet.vn)"),
        ("Ảnh minh hoạ.", "Ảnh minh hoạ.", ""),
        ("Các em nhận sách (Ảnh minh hoạ)", "Các em nhận sách (Ảnh minh hoạ)", ""),
        ("Toàn cảnh Hội nghị.", "Toàn cảnh Hội nghị.", ""),
        ("Các em nhận sách<br>ở sân trường", "Các em nhận sách ở sân trường", ""),
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=/a.jpg></p><p class=caption>{}</p>",
        "<figure><img src=/a.jpg><figcaption>{}</figcaption></figure>",
    ],
)
def test_every_form_of_a_caption_is_read_from_its_markup(
    markup: str, below: str, caption: str, credit: str
) -> None:
    found = read(article(f"<p>{ONE}</p>{markup.format(below)}<p>{TWO}</p>"))

    assert [(caption, credit)] == [(image.caption, image.credit) for image in found.images]
    assert [ONE, TWO] == [p.text for p in found.paragraphs if p.kind is not Kind.CAPTION]


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td class=media-caption>{}</td>", "<td><em>{}</em></td>"])
def test_the_title_of_a_chart_in_the_cell_below_it_is_its_caption(cell: str) -> None:
    title = "Diễn biến cổ phiếu SGX từ đầu năm"
    chart = f"<table><tr><td><img src=/a.jpg></td></tr><tr>{cell.format(title)}</tr></table>"
    found = read(article(f"<p>{ONE}</p>{chart}<p>{TWO}</p>"))

    assert [title] == [image.caption for image in found.images]
    assert [(ONE, Kind.PARAGRAPH), (title, Kind.CAPTION), (TWO, Kind.PARAGRAPH)] == [
        (paragraph.text, paragraph.kind) for paragraph in found.paragraphs
    ]


@pytest.mark.parametrize(
    "alt",
    ["202300218-m100-fb.jpg", "Khai mạc tuần lễ sách thiếu nhi - Ảnh 1.", "Khai mạc tuần lễ sách thiếu nhi"],
)
def test_a_file_name_or_the_title_is_no_caption(alt: str) -> None:
    found = read(article(f'<p>{ONE}</p><p><img src="/a.jpg" alt="{alt}"></p><p>{TWO}</p>'))

    assert [("", "")] == [(image.caption, image.credit) for image in found.images]
