"""Pages of the content systems of the years 2004 to 2014: PHP-Nuke, FrontPage, Drupal, Liferay."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, paragraphs, read, refusal, texts

from archiver.records import Kind

LEAD = "Từ sáng 5/6, xe sách lưu động của thư viện bắt đầu đi qua chín bản vùng cao."


def captions(html: str) -> list[str]:
    return [one.text for one in read(html, None).paragraphs if one.kind is Kind.CAPTION]


@pytest.mark.parametrize(
    "line",
    [
        "T4, 06/19/2013 - 09:32 — bientap",
        "6/19/2013 9:32:00 AM",
        "Submitted by admin on Wed, 06/19/2013 - 09:32",
    ],
)
def test_a_month_that_stands_first_where_nothing_else_is_a_day(line: str) -> None:
    found = read(page(f"<h2>{TITLE}</h2><span>{line}</span>{paragraphs(ONE, TWO)}"), None)

    assert "2013-06-19T09:32:00+07:00" == found.as_dict()["published_at"]


def test_lines_in_the_middle_by_the_class_of_drupals_editor_are_captions() -> None:
    said = ["Xe dừng ở bản đầu tiên", "Các em chọn sách bên suối"]
    pictures = "".join(
        f'<p class=rtecenter><img src="/{n}.jpg"></p><p class=rtecenter>{line}</p>'
        for n, line in enumerate(said)
    )
    html = page(f"<h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE)}{pictures}{paragraphs(TWO, THREE)}")

    assert said == captions(html)


def test_a_text_in_a_table_around_a_picture_is_no_caption() -> None:
    text = f"<p><img src=/a.jpg align=left>{TWO}<p>{THREE}"
    html = page(f"<p><b>{TITLE}</b><p>{DATE}<table><tr><td>{text}</table>")

    assert [TWO, THREE] == texts(read(html, None))
    assert [] == captions(html)


def test_to_whom_a_speech_is_said_is_a_line_of_its_own() -> None:
    words = ["Kính thưa các vị đại biểu,", "Thưa các em học sinh thân mến,"]
    html = page(f"<h1>{TITLE}</h1><p>{DATE}</p><div>{'<br>'.join(words)}<br><br>{ONE}<br><br>{TWO}</div>")

    assert [*words, ONE, TWO] == texts(read(html, None))


def test_a_date_line_in_a_tag_of_its_own_is_no_lead() -> None:
    line = "Đăng ngày 05/06/2013 lúc 09:32:10 bởi quantri (342 lượt đọc)"
    head = f"<font class=title><b>{TITLE}</b></font><br><font class=content>{line}</font><br><br>"
    found = read(page(f"<table><tr><td>{head}<font class=content>{ONE}<br><br>{TWO}</font></table>"), None)

    assert ("", [ONE, TWO]) == (found.lead, texts(found))


def test_a_page_called_like_a_column_has_the_title_above_its_date() -> None:
    portal = "<title>Tin tức - Cổng thông tin tỉnh Mẫu</title>"
    column = '<h2 class="page-title"><span>Tin tức</span></h2>'
    head = f"<div class=a><b>{TITLE}</b></div><div class=b>{DATE}</div>"
    found = read(page(f"{column}<div>{head}{paragraphs(ONE, TWO)}</div>", portal), None)

    assert TITLE == found.title


def test_a_search_of_documents_is_a_listing() -> None:
    rows = "".join(
        f"<tr><td><a href='?id={n}'>{n}/2010/NĐ-CP</a></td><td>0{n}/03/2010</td><td>{TWO}</td></tr>"
        for n in range(1, 9)
    )

    assert "listing" == refusal(page(f"<h2>Tìm kiếm văn bản</h2><table border=1>{rows}</table>"))


def test_who_made_a_bulletin_of_the_weather_service_signs_it() -> None:
    end = "<p align=right><b>Tin phát lúc 15h30<br>Dự báo viên: Cao Xuân Nghĩa</b></p>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}{end}"), None)

    assert ("Cao Xuân Nghĩa", [ONE, TWO, "Tin phát lúc 15h30"]) == (found.byline, texts(found))


def test_a_slanted_sentence_begins_the_text_that_a_platform_cuts() -> None:
    body = f"<p><em>{LEAD}</em></p>{paragraphs(ONE, TWO, THREE)}"
    head = f"<div class=page-header><h2 itemprop=headline>{TITLE}</h2></div>"
    info = f"<dl class=article-info><dd class=published>{DATE}</dd></dl>"
    item = f"<div class=item-page>{head}{info}<div itemprop=articleBody>{body}</div></div>"
    found = read(page(item), None)

    assert ("joomla", LEAD, [ONE, TWO, THREE]) == (found.layout, found.lead, texts(found))


def test_an_office_a_name_and_a_day_end_a_directive_and_are_no_readers_comment() -> None:
    end = ("BỘ TRƯỞNG", "Đinh Công Lực", "Cập nhật ngày 5/6/2013")
    right = "".join(f"<p align=right><b>{line}</b></p>" for line in end)
    found = read(
        page(f"<p align=center><b>{TITLE.upper()}</b></p>{paragraphs(ONE, TWO, THREE)}{right}"), None
    )

    assert "2013-06-05T00:00:00+07:00" == found.as_dict()["published_at"]
    assert [ONE, TWO, THREE, *end[:2]] == texts(found)


def test_whoever_signs_above_the_name_of_the_next_part_wrote_this_one() -> None:
    end = "<p align=right><b>Bài và ảnh: Thu Giang</b></p><p><b><i>Kỳ 2: Hạt dẻ đi chợ xa</i></b></p>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}{end}"), None)

    assert ("Thu Giang", [ONE, TWO, "Kỳ 2: Hạt dẻ đi chợ xa"]) == (found.byline, texts(found))


def test_a_source_whose_label_stands_in_a_box_of_its_own() -> None:
    label = "<div class=a><div>Nguồn:&nbsp;</div><div>Vụ Tổ chức cán bộ</div></div>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p><div>{paragraphs(ONE, TWO)}</div>{label}"), None)

    assert ("Nguồn: Vụ Tổ chức cán bộ", [ONE, TWO]) == (found.source_line, texts(found))


def test_bold_lines_above_text_are_headings() -> None:
    parts = f"<b>1. Nhóm sách tranh</b><br>{ONE}<br><br><b>2. Nhóm truyện kể</b><br>{TWO}"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p><div>{parts}</div>"), None)

    assert [Kind.HEADING, Kind.PARAGRAPH] * 2 == [one.kind for one in found.paragraphs]


def test_a_bold_name_in_the_middle_of_a_notice_is_no_heading() -> None:
    name = "<p align=center><b>Đồng chí KHỔNG MINH TÂM</b></p>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p><p>{ONE}</p>{name}{paragraphs(TWO, THREE)}"), None)

    assert {Kind.PARAGRAPH} == {one.kind for one in found.paragraphs}


def test_who_posted_a_page_of_plone_stands_before_its_last_change() -> None:
    line = "<span>bởi <span class=documentAuthor>Tổ Truyền thông</span> — </span>"
    head = f"<div class=documentByLine>{line}<span>Cập nhật lần cuối: 05/06/2013 09:32</span></div>"
    found = read(page(f"<h1>{TITLE}</h1>{head}<div>{paragraphs(ONE, TWO)}</div>"), None)

    assert ("Tổ Truyền thông", "2013-06-05T09:32:00+07:00") == (found.byline, found.as_dict()["published_at"])


def test_a_name_behind_the_words_of_joomla_signs_a_page_that_a_platform_reads() -> None:
    head = f"<table class=contentpaneopen><tr><td class=contentheading>{TITLE}</td></tr></table>"
    rows = ("<span class=small>Viết bởi Vàng A Páo</span>", paragraphs(ONE, TWO))
    date = f"<tr><td class=createdate>{DATE}</td></tr>"
    text = (
        f"<table class=contentpaneopen><tr><td>{rows[0]}</td></tr>{date}<tr><td>{rows[1]}</td></tr></table>"
    )
    found = read(page(head + text), None)

    assert ("joomla-1", "Vàng A Páo") == (found.layout, found.byline)


def test_numbers_over_pictures_are_no_text() -> None:
    said = ["Các đội ghe dàn hàng trước giờ xuất phát", "Người dân đứng kín hai bờ sông"]
    slides = "".join(
        f"<div><span>{number}/2</span><img src='/{number}.jpg'><div class=chuthich>{line}</div></div>"
        for number, line in enumerate(said, start=1)
    )
    html = page(f"<h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}{slides}{paragraphs(THREE)}")

    assert said == captions(html)
    assert [ONE, TWO, *said, THREE] == texts(read(html, None))


def test_a_bulletin_of_the_weather_service_is_dated_by_its_last_line() -> None:
    end = "<p align=right><i>Tin phát lúc 15h00 ngày 05/06/2013</i></p>"
    found = read(page(f"<p align=center><b>{TITLE.upper()}</b></p>{paragraphs(ONE, TWO, THREE)}{end}"), None)

    assert "2013-06-05T15:00:00+07:00" == found.as_dict()["published_at"]


def test_icons_part_a_name_a_counter_and_a_day() -> None:
    row = "<img src=/i/user.png> Lan Hương <img src=/i/eye.png> 1.203 <img src=/i/cal.png> 05/06/2013"
    found = read(page(f"<div class=tieude-tin>{TITLE}</div><div>{row}</div>{paragraphs(ONE, TWO)}"), None)

    assert ("2013-06-05T00:00:00+07:00", "Lan Hương") == (found.as_dict()["published_at"], found.byline)
    assert () == found.images


def test_in_whose_name_thanks_are_given_and_who_gives_them_are_text() -> None:
    end = ["Thay mặt gia đình", "Lương Thị Hiền"]
    right = f"<p align=right>{end[0]}</p><p align=right><b>{end[1]}</b></p>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p><div>{paragraphs(ONE, TWO)}{right}</div>"), None)

    assert ([ONE, TWO, *end], "") == (texts(found), found.byline)


def test_a_squad_signs() -> None:
    end = "<p align=right><b>Đội Tuyên truyền</b></p>"
    found = read(page(f"<h1>{TITLE}</h1><p>{DATE}</p><div>{paragraphs(ONE, TWO)}{end}</div>"), None)

    assert ("Đội Tuyên truyền", [ONE, TWO]) == (found.byline, texts(found))


def test_when_a_meeting_is_held_is_not_when_its_notice_was_published() -> None:
    event = ["Thời gian: 7 giờ 30, ngày 12/6/2013.", "Địa điểm: Hội trường Huyện uỷ."]
    head = f"<p align=center><b>{TITLE.upper()}</b><br><i>(cập nhật 05/06/2013)</i></p>"
    found = read(page(f"{head}{paragraphs(ONE, *event, TWO)}"), None)

    assert "2013-06-05T00:00:00+07:00" == found.as_dict()["published_at"]
    assert [ONE, *event, TWO] == texts(found)


def test_a_name_stands_between_a_date_and_a_counter_in_brackets() -> None:
    line = f"Đăng lúc {DATE} bởi Hứa Thị Nga (Lượt xem 402)"
    found = read(page(f"<h1>{TITLE}</h1><p>{line}</p>{paragraphs(ONE, TWO)}"), None)

    assert "Hứa Thị Nga" == found.byline


def test_who_asks_is_no_title_and_what_is_asked_no_lead() -> None:
    rows = (
        f"<b><span id=lblTieuDe>{TITLE}</span></b>",
        "Người hỏi: Trương Văn Bốn (huyện Mẫu)",
        f"Ngày gửi: {DATE}",
    )
    asked = f"<p><b>Câu hỏi: {ONE}</b></p><p>Trả lời: {TWO}</p>{paragraphs(THREE)}"
    cells = "".join(f"<tr><td>{row}</td></tr>" for row in (*rows, asked))
    found = read(page(f"<table>{cells}</table>", "<title>Hỏi đáp - Sở Mẫu</title>"), None)

    assert (TITLE, "", f"Câu hỏi: {ONE}") == (found.title, found.lead, texts(found)[0])


def test_buttons_above_the_details_of_joomla_have_no_caption() -> None:
    buttons = "<ul><li><a href=#><img src=/media/printButton.png></a></li></ul>"
    details = f"<dl class=article-info><dt>Chi tiết</dt><dd>Được đăng ngày {DATE}</dd></dl>"
    found = read(page(f"<h2>{TITLE}</h2>{buttons}{details}{paragraphs(ONE, TWO)}"), None)

    assert [ONE, TWO] == texts(found)


def test_a_column_that_waits_for_its_first_article_is_none() -> None:
    html = page("<h1>Cải cách hành chính</h1><div>Chuyên mục đang được cập nhật. Mời bạn quay lại sau.</div>")

    assert refusal(html)


def test_the_menu_of_sharepoint_2013_is_no_path_though_its_box_is_called_one() -> None:
    names = ("Trang chủ", "Tin tức", "Văn bản", "Thủ tục", "Lịch", "Thư viện ảnh", "Tuyển dụng", "Góp ý")
    links = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in names)
    box = f"<div class='ms-breadcrumb-box ms-tableCell'><ul>{links}</ul></div>"
    found = read(page(f"{box}<div><h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}</div>"), None)

    assert "" == found.category


def test_the_last_step_of_joomlas_pathway_is_no_link() -> None:
    path = (
        "<span class='breadcrumbs pathway'><a href=/>Trang chủ</a> <img src=/arrow.png> Tin hoạt động</span>"
    )
    found = read(page(f"{path}<div><h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}</div>"), None)

    assert "Tin hoạt động" == found.category
