"""How papers and agencies end and sign their texts: genres, ranks, homes, notes, condolences, icons."""

from __future__ import annotations

import pytest
from pages import ONE, THREE, TWO, article, page, paragraphs, read, refusal, texts

from archiver.records import Reason
from archiver.vietnamese.bylines import ends_letter, read_byline
from archiver.vietnamese.timestamps import parse_timestamp


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Phóng sự của HỒNG MINH - QUANG HUY", "HỒNG MINH - QUANG HUY"),
        ("Ghi chép: Hồng Thắm", "Hồng Thắm"),
        ("Luật gia Đỗ Thị Bích Liên", "Luật gia Đỗ Thị Bích Liên"),
        ("Đại tá, TS. NGUYỄN VĂN MẠNH", "Đại tá, TS. NGUYỄN VĂN MẠNH"),
        ("Minh Đức (từ Paris)", "Minh Đức (từ Paris)"),
        ("Hồng Anh (PV TTXVN tại Paris)", "Hồng Anh (PV TTXVN tại Paris)"),
        ("Hồng Minh – Quang Huy/TTXVN", "Hồng Minh – Quang Huy/TTXVN"),
        ("Lê Minh Tâm (phường Bến, TP Mẫu)", "Lê Minh Tâm (phường Bến, TP Mẫu)"),
        ("PV TTXVN tại Paris", "PV TTXVN tại Paris"),
        ("Ban Thời sự", "Ban Thời sự"),
        ("ThS. Lưu Hương - TS. Lê Văn Sơn (Viện Mẫu)", "ThS. Lưu Hương - TS. Lê Văn Sơn (Viện Mẫu)"),
        ("Nhóm phóng viên Ban Chính trị", "Nhóm phóng viên Ban Chính trị"),
        ("Người dịch: Hoàng Lan", "Hoàng Lan"),
    ],
)
def test_bylines_of_papers(line: str, name: str) -> None:
    found = read_byline(line)

    assert found is not None
    assert name == found.text


@pytest.mark.parametrize("line", ["Bài viết: Chuyện làng Sen", "Phóng sự của năm", "Ban Tổ chức (từ 8 giờ)"])
def test_what_is_no_byline_of_papers(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize("below", ["(Trung tâm Tư vấn pháp luật Mẫu)", "Báo Bến Mẫu"])
def test_the_body_below_a_name_says_whose_it_is(below: str) -> None:
    end = f'<p align="right"><b>Lưu Hương</b></p><p align="right"><i>{below}</i></p>'
    found = read(article(paragraphs(ONE, TWO) + end), None)

    assert ("Lưu Hương", [ONE, TWO]) == (found.byline, texts(found))


def test_notes_without_a_full_stop_are_text() -> None:
    notes = ("(1) Xem: Sách và bạn đọc, tập 2, tr. 67", "(2) Số liệu tháng 3-2013")
    found = read(article(paragraphs(ONE, TWO, "---------", *notes) + "<p>(5) Về trang đầu</p>"), None)

    assert [ONE, TWO, *notes] == texts(found)


def test_a_slanted_line_that_opens_a_list_is_no_lead() -> None:
    opening = "Ban tổ chức, nhà trường và hội phụ huynh xin trân trọng thông báo những việc sau đây:"
    found = read(article(f"<p><i>{opening}</i></p>{paragraphs(ONE, TWO, THREE)}"), None)

    assert ("", [opening, ONE, TWO, THREE]) == (found.lead, texts(found))


def test_who_signs_a_condolence_is_text() -> None:
    end = ("BAN TỔ CHỨC LỄ TANG", "GIA ĐÌNH KÍNH BÁO")
    signed = "".join(f'<p style="text-align:center"><b>{line}</b></p>' for line in end)
    found = read(article(paragraphs(ONE, TWO) + signed), None)

    assert [ONE, TWO, *end] == texts(found)
    assert not ends_letter("Đoàn đã kính báo cấp trên; cấp trên đồng ý.")


def test_buttons_named_after_what_they_open_are_no_pictures() -> None:
    icons = '<p><a href="#"><img src="/i/zalo.png"></a><a href="/a.pdf"><img src="/i/pdf.png">Tải về</a></p>'
    picture = '<p><img src="/anh/zalo-ra-mat.png"></p>'
    found = read(article(paragraphs(ONE) + picture + paragraphs(TWO) + icons), None)

    assert ["https://bo.example.vn/anh/zalo-ra-mat.png"] == [image.url for image in found.images]


def test_the_next_part_of_a_series_hides_no_name() -> None:
    end = '<p align="right"><i>Bài 2: Ngôi trường trong mây</i></p><p align="right"><b>Lưu Hương</b></p>'
    found = read(article(paragraphs(ONE, TWO) + end), None)

    assert ("Lưu Hương", [ONE, TWO, "Bài 2: Ngôi trường trong mây"]) == (found.byline, texts(found))


def test_a_question_above_its_answer_is_text_and_who_asked_wrote_nothing() -> None:
    when = "<tr><td>Ngày gửi:</td><td>05/06/2013</td></tr>"
    rows = f"<table><tr><td>Người gửi:</td><td>Hồ Văn Bảy</td></tr>{when}</table>"
    question = "Lớp học của bản tôi xa điểm trường, xin hỏi xe sách có dừng ở đó không và vào ngày nào?"
    asked = f"<b>Nội dung câu hỏi:</b><div class='q'>{question}</div><b>Trả lời:</b>"
    html = page(
        f"<div><h2>Hỏi về xe sách lưu động</h2>{rows}{asked}<div>{paragraphs(ONE, TWO, THREE)}</div></div>",
        "",
    )
    found = read(html, None)

    asked_and_answered = ["Nội dung câu hỏi:", question, "Trả lời:", ONE, TWO, THREE]
    assert ("", "", asked_and_answered) == (found.byline, found.lead, texts(found))


def test_the_items_that_a_last_sentence_opens_are_text() -> None:
    items = (
        "I. GIẢI NHẤT",
        "1. Tủ sách trên lưng ngựa, tác giả Vàng A Páo",
        "2. “Một trang mỗi tối”, nhóm lớp 5B",
    )
    opening = "Ban Tổ chức công bố các sáng kiến đoạt giải như sau:"
    found = read(article(paragraphs(ONE, opening, *items) + '<p><a href="/">Trang đầu</a></p>'), None)

    assert [ONE, opening, *items] == texts(found)


@pytest.mark.parametrize(
    "line", ["Nội dung: {}<br>Ảnh: Lê Bến<br>Thiết kế: Mai Bãi", "Bài: {}; Ảnh: Lê Bến; Đồ họa: Mai Bãi"]
)
def test_an_imprint_in_one_line(line: str) -> None:
    found = read(article(paragraphs(ONE, TWO, line.format("Lưu Hương"))), None)

    assert ("Lưu Hương", [ONE, TWO]) == (found.byline, texts(found))


def test_sources_below_a_text_are_text() -> None:
    sources = ("Tài liệu tham khảo:", "1. Vàng A Páo (2010), Sách và ngựa", "2. Niên giám của Bộ Mẫu")
    found = read(
        article(paragraphs(ONE, TWO) + f"<p><b>{sources[0]}</b></p>" + paragraphs(*sources[1:])), None
    )

    assert [ONE, TWO, *sources] == texts(found)


def test_a_sentence_that_begins_with_the_portals_name_is_no_title() -> None:
    portal = "Công ty Điện lực Mẫu"
    text = f"<p>{portal} thông báo lịch ngừng cấp điện để bảo dưỡng lưới điện như sau:</p>"
    title = "Thông báo ngừng cấp điện ngày 07/6/2013"
    html = page(
        f"<div><h4>{title}</h4><i>Ngày đăng: 04/06/2013</i>{text}{paragraphs(ONE)}</div>",
        f"<title>{portal}</title>",
    )

    assert title == read(html, None).title


def test_the_labelled_life_of_a_leader_has_no_date() -> None:
    html = article("<p><b>Ngày, tháng, năm sinh:</b> 12/03/1962</p>" + paragraphs(ONE, TWO), date="")

    assert read(html, None).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        "Đăng: 05/06/2013 09:32 | Ngày nhận bài: 12/03/2013",
        "Ngày đăng: 05/06/2013 09:32 - Ngày hết hạn góp ý: 05/08/2013",
        "Thứ 4, 05/06/2013 | 09:32:02 [GMT +7] A A",
        "Ngày nhận bài: 12/03/2013 - Ngày duyệt đăng: 20/05/2013 - Ngày đăng: 05/06/2013 09:32",
    ],
)
def test_when_a_journal_was_sent_an_article_is_not_its_date(line: str) -> None:
    found = parse_timestamp(line)

    assert found is not None
    assert "2013-06-05T09:32" == f"{found.at:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    "title", ["Lịch làm việc của Lãnh đạo Bộ", "Lịch công tác tuần 23 (từ ngày 03/06 đến 09/06)"]
)
def test_a_calendar_of_a_week_is_no_article(title: str) -> None:
    assert Reason.LISTING == refusal(article(paragraphs(ONE, TWO), title=title))


def test_a_programme_below_a_text_is_text() -> None:
    lines = (
        "* Ngày 8/6",
        "17h00: Bản Mây - Bản Gió (sân trường)",
        "18h30: Bản Sương - Bản Nắng (nhà văn hóa)",
    )
    html = article(paragraphs(ONE, TWO) + "<p><b>Lịch các đêm đọc sách</b></p>" + paragraphs(*lines))

    assert [ONE, TWO, "Lịch các đêm đọc sách", *lines] == texts(read(html, None))


def test_the_name_of_a_reporter_and_an_agency_is_a_byline_wherever_it_stands() -> None:
    name = '<div><a href="/tac-gia/luu-huong-2.html">Lưu Hương/BMAU/TTXM</a></div>'
    tags = '<div>Tags: <a href="/tag/a">sách</a></div>'
    found = read(article(paragraphs(ONE, TWO) + name + tags), None)

    assert ("Lưu Hương/BMAU/TTXM", [ONE, TWO]) == (found.byline, texts(found))


def test_a_lead_in_the_line_of_its_date_is_kept() -> None:
    lead = "Hơn hai trăm em nhỏ vùng cao có sách mới ngay trong ngày khai mạc."
    line = f'<span class="n">Thứ 4, 05/06/2013 | 09:32:02</span><strong class="s">{lead}</strong>'
    found = read(
        page(f"<div><h1>Khai mạc tuần lễ sách</h1>{line}<div>{paragraphs(ONE, TWO, THREE)}</div></div>"), None
    )

    assert (lead, [ONE, TWO, THREE]) == (found.lead, texts(found))
    assert found.published_text.endswith("09:32:02")


def test_two_columns_above_a_title_are_a_path() -> None:
    columns = '<div><a href="/tin-tuc">Tin tức</a>, <a href="/van-hoa">Văn hóa</a></div>'
    html = page(f"<div>{columns}<h1>Khai mạc tuần lễ sách</h1><p>05/06/2013</p>{paragraphs(ONE, TWO)}</div>")

    assert "Văn hóa" == read(html, None).category


def test_verses_in_one_paragraph_are_lines_and_prose_is_none() -> None:
    verses = (
        "Xe lên dốc đá mờ sương",
        "Sách nằm ấm giữa con đường đầy mây",
        "Em chờ ở phía rừng cây,",
        "Mẹ ơi, mùa đã về đây với mình",
    )
    wrapped = "Xe lên dốc đá từ lúc mờ sương,<br>sách nằm trong thùng,<br>em nhỏ chờ ở phía rừng<br>đến trưa."

    assert list(verses) == texts(read(article(f"<p>{'<br>'.join(verses)}</p>"), None))
    assert [wrapped.replace("<br>", " ")] == texts(read(article(f"<p>{wrapped}</p>"), None))


def test_a_declared_column_above_a_bold_title_is_no_title() -> None:
    column, title = "Tin hoạt động của Bộ", "Tọa đàm về xe sách lưu động ở ba xã vùng cao"
    rows = (column, f"<b>{title}</b>", "<i>Ngày 05/06/2013 09:32</i>", paragraphs(ONE, TWO, THREE))
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    found = read(page(f"<table>{table}</table>", f"<title>{column}</title>"), None)

    assert (title, [ONE, TWO, THREE]) == (found.title, texts(found))


def test_the_body_of_a_writer_named_above_the_text_is_no_text() -> None:
    head = "<p><b><i>Lưu Hương, Hồng Thắm</i></b><br><i>Khoa Thư viện, Trường Đại học Mẫu</i></p>"
    found = read(article(head + paragraphs(ONE, TWO)), None)

    assert ("Lưu Hương, Hồng Thắm", [ONE, TWO]) == (found.byline, texts(found))


def test_a_notice_below_the_name_of_its_column_is_an_article() -> None:
    title = "Thông báo lịch xe sách lưu động tháng 6 năm 2013"
    head = f"<h1>Thông báo</h1><div><h3>{title}</h3><p>03/06/2013 08:00</p>"
    html = page(f"{head}{paragraphs(ONE)}</div>", "<title>Thông báo - Bộ Mẫu</title>")

    assert title == read(html, None).title


def test_whom_a_letter_goes_to_is_no_lead() -> None:
    line = "Kính gửi: Các trường tiểu học, nhà văn hóa và thư viện trong tỉnh"
    found = read(article(f"<p><b>{line}</b></p>" + paragraphs(ONE, TWO)), None)

    assert ("", [line, ONE, TWO]) == (found.lead, texts(found))


def test_what_a_station_says_around_a_text_is_none() -> None:
    player = "<div><audio controls src='/a.mp3'></audio><span>Nghe nội dung chi tiết tại đây:</span></div>"
    invitation = "<p><i>* Mời quý khán giả theo dõi các chương trình đã phát sóng trên TV Online!</i></p>"

    assert [ONE, TWO] == texts(read(article(player + paragraphs(ONE, TWO) + invitation), None))


def test_marks_of_notes_are_no_part_of_a_name() -> None:
    found = read_byline("TS Lê Quang Huy1, ThS Trần Hồng Minh2,3")

    assert found is not None
    assert "TS Lê Quang Huy, ThS Trần Hồng Minh" == found.text
