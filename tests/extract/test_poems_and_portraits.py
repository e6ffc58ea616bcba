"""What stands beside a text and is none of its parts: portraits, marks of agencies, dedications, feet."""

from __future__ import annotations

import pytest
from pages import ONE, THREE, TWO, article, page, paragraphs, read, texts

PICTURE = '<p><img src="/anh/xe-sach.jpg" width="600"></p>'
SOURCE = "https://bo.example.vn/anh/xe-sach.jpg"
VERSES = (
    "Xe lên dốc đá mờ sương",
    "Sách nằm ấm giữa con đường đầy mây",
    "Em chờ ở phía rừng cây",
    "Mẹ ơi, mùa đã về",
)
SIGNED = '<p align="right"><b>Lưu Hương</b></p>'


@pytest.mark.parametrize(
    "portrait",
    [
        '<div><a href="/tac-gia/luu-huong"><img src="/u/7.jpg" alt="Lưu Hương"></a>'
        '<a href="/tac-gia/luu-huong">Lưu Hương</a></div>',
        '<div class="author-box"><img src="/u/7.jpg"><div><b>Lưu Hương</b><p>Phóng viên</p></div></div>',
        '<p align="right"><img src="/u/7.jpg" width="90"> <b>Lưu Hương</b></p>',
        '<p align="right"><img src="/u/7.jpg" style="width:48px; height:48px"> <b>Lưu Hương</b></p>',
        f'<p><img src="/avatars/7.jpg"></p>{SIGNED}',
    ],
)
def test_a_portrait_of_who_wrote_is_no_picture_of_the_article(portrait: str) -> None:
    found = read(article(paragraphs(ONE) + PICTURE + paragraphs(TWO) + portrait), None)

    assert [SOURCE] == [image.url for image in found.images]
    assert "Lưu Hương" == found.byline


def test_the_life_of_who_wrote_is_no_text() -> None:
    life = "<h4>Lưu Hương</h4><p>Phóng viên mảng sách của báo từ năm 2009, quê ở vùng cao nguyên đá.</p>"
    found = read(article(f'{paragraphs(ONE, TWO)}<div class="about-author">{life}</div>'), None)

    assert ("Lưu Hương", [ONE, TWO]) == (found.byline, texts(found))


def test_the_last_picture_above_a_name_is_the_articles() -> None:
    found = read(article(paragraphs(ONE, TWO) + PICTURE + SIGNED), None)

    assert [SOURCE] == [image.url for image in found.images]


@pytest.mark.parametrize(
    ("mark", "lead"),
    [
        ("BTrM –", "Sáng 5/6, đoàn xe sách của Bộ đã tới ba xã vùng cao và trao hai trăm phần quà."),
        ("QLTT-", "Thực hiện kế hoạch năm, đoàn xe sách đã tới ba xã vùng cao và trao quà cho các em."),
        ("TTBC -", "Trong hai ngày 4 và 5/6, đoàn xe sách đã tới ba xã vùng cao và trao quà cho các em."),
    ],
)
def test_an_agencys_mark_before_a_report_is_no_part_of_the_lead(mark: str, lead: str) -> None:
    found = read(article(paragraphs(ONE, TWO), lead=f"{mark} {lead}"), None)

    assert (lead, mark) == (found.lead, found.source_line)


def test_an_abbreviation_that_a_sentence_is_about_stays() -> None:
    lead = "BHYT – chỗ dựa của bao gia đình vùng cao khi ốm đau – nay đến với mọi học sinh ba xã."
    found = read(article(paragraphs(ONE, TWO), lead=lead), None)

    assert (lead, "") == (found.lead, found.source_line)


@pytest.mark.parametrize(
    "line",
    [
        "(Kính tặng các cô giáo cắm bản ở vùng cao nguyên đá Đồng Mẫu)",
        "Thân tặng những người thợ lái xe sách qua bao mùa mưa lũ của vùng cao.",
        "Nhớ về một chuyến xe đêm đã không bao giờ tới bản Mẫu.",
    ],
)
@pytest.mark.parametrize("verses", [paragraphs(*VERSES), f"<p>{'<br>'.join(VERSES)}</p>"])
def test_a_line_above_verses_is_no_lead(line: str, verses: str) -> None:
    found = read(article(f"<p><i>{line}</i></p>{verses}{SIGNED}"), None)

    assert ("", "Lưu Hương") == (found.lead, found.byline)
    assert " ".join((line, *VERSES)) == " ".join(found.body.split())


@pytest.mark.parametrize(
    "last",
    [
        "Đơn vị quản lý xe sách trực suốt ngày đêm.",
        "Chịu trách nhiệm trước Bộ trưởng về số sách đã nhận;",
        "Cơ quan chủ quản sẽ cấp thêm hai xe nữa.",
    ],
)
def test_a_last_sentence_that_begins_like_a_foot_is_text(last: str) -> None:
    found = read(article(paragraphs(ONE, TWO, last)), None)

    assert [ONE, TWO, last] == texts(found)


def test_a_foot_in_the_box_of_the_text_is_none_of_it() -> None:
    foot = paragraphs("Đơn vị quản lý: Văn phòng Bộ Mẫu.", "Chịu trách nhiệm chính: Ông Lê Văn Mẫu")
    found = read(
        page(f"<div><h1>Khai mạc tuần lễ sách thiếu nhi</h1>{paragraphs(ONE, THREE)}{foot}</div>"), None
    )

    assert [ONE, THREE] == texts(found)


def test_the_way_to_the_next_page_is_no_text_and_the_name_below_it_is_the_byline() -> None:
    pages = '<div><a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?p=2">Trang sau</a></div>'
    found = read(
        article(paragraphs(ONE, TWO, "(Còn nữa)") + pages + "<p><b>Bài, ảnh: Lưu Hương</b></p>"), None
    )

    assert [ONE, TWO, "(Còn nữa)"] == texts(found)
    assert "Lưu Hương" == found.byline


def test_who_asked_is_not_who_wrote() -> None:
    text = paragraphs("Câu hỏi:", ONE, "Trả lời:", TWO)

    assert "" == read(article(text, date="Người gửi: Lưu Hương - Ngày gửi: 02/06/2013"), None).byline
    assert (
        "Lưu Hương"
        == read(article(paragraphs(ONE, TWO), date="Người gửi: Lưu Hương - 02/06/2013"), None).byline
    )


def test_a_name_that_only_tags_part_from_the_date_is_the_byline() -> None:
    line = "<div><span>Lưu Hương</span><time>05/06/2013 09:32</time></div>"
    found = read(
        page(f"<div><h1>Khai mạc tuần lễ sách thiếu nhi</h1>{line}{paragraphs(ONE, TWO)}</div>"), None
    )

    assert ("Lưu Hương", "05/06/2013 09:32") == (found.byline, found.published_text)
