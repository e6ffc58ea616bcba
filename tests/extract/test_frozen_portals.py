"""Pages as portals printed them before style sheets, as they stand on frozen hosts and in web archives."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, paragraphs, read, refusal, texts

from archiver.records import Article, Kind

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


@pytest.mark.parametrize("source", ["/img/mail.gif", "/img/top.gif", "/icons/word.gif", "/i/icon12.gif"])
def test_buttons_and_bullets_are_no_pictures(source: str) -> None:
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE)}<img src='{source}'>{paragraphs(TWO, THREE)}")

    assert () == found.images


def test_a_bold_line_in_the_middle_above_its_text_is_the_title_and_an_hour_has_a_label() -> None:
    """Lotus Domino prints day and hour in cells of their own, above the title."""
    cells = ("<b>Ngày đăng:</b>", "05/06/2013", "<b>Giờ:</b>", "02:40 PM")
    day = f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    title = f"<div align=center><b><font size=4>{TITLE}</font></b></div>"
    found = table(f"{day}{title}<font>{ONE}<br><br>{TWO}<br><br>{THREE}</font>")

    assert (TITLE, "2013-06-05T14:40:00+07:00") == (found.title, found.as_dict()["published_at"])
    assert [ONE, TWO, THREE] == texts(found)


def test_where_and_when_a_speech_was_held_is_not_when_it_was_published() -> None:
    held = "(Hà Nội, ngày 3 tháng 6 năm 2013)"
    found = table(
        "<font size=1>05/06/2013</font>",
        f"<b>{TITLE}</b>",
        f"<p align=center><i>{held}</i></p>{paragraphs(ONE, TWO, THREE)}",
    )

    assert "2013-06-05T00:00:00+07:00" == found.as_dict()["published_at"]
    assert [held, ONE, TWO, THREE] == texts(found)


def test_a_speech_without_another_date_has_that_of_its_day() -> None:
    held = "<p align=center><i>(Hà Nội, ngày 3 tháng 6 năm 2013)</i></p>"
    found = table(f"<b>{TITLE}</b>", f"{held}{paragraphs(ONE, TWO, THREE)}")

    assert "2013-06-03T00:00:00+07:00" == found.as_dict()["published_at"]


def test_a_line_that_names_the_column_is_no_text() -> None:
    lines = f"{DATE}<br>Chủ đề: Thủy sản<br><br>{ONE}<br><br>{TWO}<br><br>{THREE}"
    found = read(f"<center><b>{TITLE}</b><br>{lines}</center>", None)

    assert ("Thủy sản", [ONE, TWO, THREE]) == (found.category, texts(found))


def test_the_last_line_of_a_menu_beside_the_article_is_no_column() -> None:
    assert "Mục thứ 8" != table(f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE)).category


def test_a_column_whose_name_begins_like_a_menu() -> None:
    found = table("<a href='/hd'>Hỏi đáp pháp luật</a>", f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE))

    assert "Hỏi đáp pháp luật" == found.category


@pytest.mark.parametrize("label", ["<h3>Tác giả</h3>", "<b>Người viết:</b>"])
def test_a_name_beside_its_label_in_the_last_row_of_a_form(label: str) -> None:
    rows = [("Tiêu đề", TITLE), ("Ngày đăng", DATE), ("Nội dung", paragraphs(ONE, TWO, THREE))]
    form = "".join(f"<tr><td><h3>{name}</h3></td><td>{value}</td></tr>" for name, value in rows)
    last = f"<tr><td>{label}</td><td>Lại Thị Hoa</td></tr>"
    found = read(page(f"<table>{form}{last}</table>", PORTAL), None)

    assert (TITLE, "Lại Thị Hoa", [ONE, TWO, THREE]) == (found.title, found.byline, texts(found))


def test_written_by_needs_no_colon_beside_a_date() -> None:
    line = f"<span class=createby>Written by Lưu Hương</span><span class=when>{DATE}</span>"
    found = table(f"<b>{TITLE}</b>", line, paragraphs(ONE, TWO, THREE))

    assert "Lưu Hương" == found.byline


def test_when_a_reader_printed_a_page_is_not_when_it_was_published() -> None:
    printed = "Báo Mẫu - In lúc 09:12 ngày 02/11/2013"
    found = read(
        f"<div>{printed}</div><hr><div>{DATE}</div><div>{TITLE}</div>{paragraphs(ONE, TWO, THREE)}", None
    )

    assert (TITLE, "2013-06-05T09:32:00+07:00") == (found.title, found.as_dict()["published_at"])


@pytest.mark.parametrize("name", ["Thanh tra Bộ", "Thanh tra Sở Mẫu"])
def test_inspectors_sign_what_they_write(name: str) -> None:
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE, TWO)}<p align=right><b>{name}</b></p>")

    assert (name, [ONE, TWO]) == (found.byline, texts(found))


def test_a_bullet_in_a_line_of_links_below_the_text_is_no_picture() -> None:
    links = "<img src='/i/d.gif'> <a href='/in'>Bản in</a> <a href='/nghe'>Nghe lại chương trình</a>"

    assert () == table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE, TWO, THREE)}{links}").images


def test_a_plain_title_between_its_date_and_its_lead() -> None:
    """The line above the date is the column's name; the button for printing stands beside the date."""
    date = f"<table><tr><td>{DATE}</td><td><a href='/in'><img src='in.gif'></a></td></tr></table>"
    lead = "Hơn hai trăm em nhỏ vùng cao có sách mới ngay trong ngày khai mạc."
    found = table("Chỉ đạo điều hành của huyện", date, TITLE, f"<b>{lead}</b>", paragraphs(ONE, TWO, THREE))

    assert (TITLE, lead, [ONE, TWO, THREE]) == (found.title, found.lead, texts(found))


def test_a_plain_title_above_its_date_and_a_sentence_below_it() -> None:
    found = table(TITLE, DATE, "Hơn hai trăm em nhỏ vùng cao có sách mới.", paragraphs(ONE, TWO, THREE))

    assert TITLE == found.title


def test_the_line_above_a_text_of_several_paragraphs_is_its_title_where_nothing_else_is() -> None:
    links = "".join(
        f"<li><a href='/{at}.asp'>Đoàn kiểm tra làm việc với xã thứ {at}</a></li>" for at in range(9)
    )
    text = paragraphs(ONE, TWO, THREE, ONE.replace("Sáng", "Chiều"))
    found = table(f"<p>{TITLE}</p>{text}<ul>{links}</ul>")

    assert (TITLE, 4) == (found.title, len(found.paragraphs))


def test_a_chart_of_a_body_is_no_article_though_a_name_stands_in_it() -> None:
    chart = "<table><tr><td><b>GIÁM ĐỐC</b><br>Đinh Công Tráng<br>ĐT: (0350) 849220</td></tr></table>"
    rows = "".join(f"<tr><td>{at}</td><td>Phòng số {at}</td><td>84922{at}</td></tr>" for at in range(1, 5))
    html = page(
        f"<div>SƠ ĐỒ TỔ CHỨC</div>{chart}<table border=1>{rows}</table>", "<title>Sơ đồ tổ chức</title>"
    )

    assert "no-date" == refusal(html, url="https://bo.example.vn/so-do.htm")


@pytest.mark.parametrize("label", ["Đô thị", "ĐÔ THỊ", "Trang tin &gt; Đô thị"])
def test_a_label_that_opens_the_table_of_the_title_is_the_column(label: str) -> None:
    rows = (label, f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE))
    html = f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"

    assert (
        label.rpartition("&gt; ")[2] == read(page(f"<p>Chào mừng bạn đọc</p>{html}", PORTAL), None).category
    )


@pytest.mark.parametrize("label", ["Tin, ảnh:", "In bài viết", "Lưu ý, bạn đọc xem kỹ."])
def test_other_lines_that_open_the_table_of_the_title_are_no_column(label: str) -> None:
    rows = (label, f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE))
    html = f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"

    assert label != read(page(html, PORTAL), None).category


def test_links_parted_by_arrows_right_above_the_title_are_a_path() -> None:
    path = "<a href='/tin'>Tin tức</a> &raquo; <a href='/do-thi'>Đô thị</a>"
    found = table(path, f"<b>{TITLE}</b>", DATE, paragraphs(ONE, TWO, THREE))

    assert "Đô thị" == found.category


def test_a_path_that_ends_in_the_title_however_far_above_it_stands() -> None:
    arrow = "<img src='/i/arrow.png' width=9>"
    path = f"<a href='/'>Trang nhất</a> {arrow} <a href='/nn'>Nông nghiệp</a> {arrow} {TITLE}"
    menu = "".join(f"<tr><td><a href='/{at}.asp'>Việc thứ {at}</a></td></tr>" for at in range(20))
    column = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{DATE}</td></tr></table>"
    text = paragraphs(ONE, TWO, THREE)
    html = f"<div>{path}</div><table><tr><td><table>{menu}</table></td><td>{column}{text}</td></tr></table>"

    assert "Nông nghiệp" == read(f"<html><body>{html}</body></html>", None).category


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Số ra ngày 05/06/2013", "2013-06-05T00:00:00+07:00"),
        ("Báo Mẫu số 127 Ngày 05/06/2013", "2013-06-05T00:00:00+07:00"),
        ("Báo Mẫu số 127 Ngày 05/06/2013 Cập nhật: 9:32 PM, 04/06/2013", "2013-06-04T21:32:00+07:00"),
    ],
)
def test_the_day_of_a_newspapers_issue(line: str, when: str) -> None:
    found = table(f"<b>{TITLE}</b>", f"<font size=1>{line}</font>", paragraphs(ONE, TWO, THREE))

    assert (TITLE, when) == (found.title, found.as_dict()["published_at"])


def test_a_grid_keeps_its_rows_though_its_pager_is_a_table_too() -> None:
    rows = "".join(f"<tr><td>{at}</td><td>Xã thứ {at}</td><td>{at * 7} em</td></tr>" for at in range(1, 4))
    pager = "<tr><td colspan=3><table><tr><td>1</td><td><a href='#'>2</a></td></tr></table></td></tr>"
    grid = f"<table>{rows}{pager}</table>"
    found = table(f"<b>{TITLE}</b>", DATE, f"{paragraphs(ONE, TWO)}{grid}{paragraphs(THREE)}")

    assert [f"{at} | Xã thứ {at} | {at * 7} em" for at in range(1, 4)] == texts(found)[2:5]


SAPO = "Hơn hai trăm em nhỏ vùng cao có sách mới ngay trong ngày khai mạc."
PHOTO = f"<div><img src='/a/sach.jpg'><p style='text-align: center'><em>{CAPTION}</em></p></div>"


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{TITLE}</h1><span>{DATE}</span><div>{PHOTO}<h2>{SAPO}</h2></div>",
        f"<h1>{TITLE}</h1><h2>{SAPO}</h2><span>{DATE}</span>{PHOTO}",
        f"<div><div><img src='/a/sach.jpg'><p class='caption'>{CAPTION}</p></div><span>{DATE}</span>"
        f"<h1>{TITLE}</h1><h2>{SAPO}</h2></div>",
    ],
    ids=["in the box of the lead", "below the lead", "above the title"],
)
def test_a_picture_above_the_text_and_its_caption_are_the_articles(head: str) -> None:
    found = read(page(f"<div>{head}<div>{paragraphs(ONE, TWO, THREE)}</div></div>"), None)

    assert (TITLE, SAPO) == (found.title, found.lead)
    assert ["https://bo.example.vn/a/sach.jpg"] == [image.url for image in found.images]
    assert [CAPTION, ONE, TWO, THREE] == texts(found)
    assert Kind.CAPTION is found.paragraphs[0].kind


def test_a_picture_of_the_portal_above_its_articles_is_not_theirs() -> None:
    banner = "<div><img src='/a/cong.jpg'><p class='caption'>Trụ sở của huyện nhìn từ phía cầu</p></div>"
    links = "".join(f"<p><a href='/{at}'>Việc thứ {at}</a></p>" for at in range(4))
    found = read(page(f"<div>{banner}{links}<h1>{TITLE}</h1>{paragraphs(DATE, ONE, TWO, THREE)}</div>"), None)

    assert ((), [ONE, TWO, THREE]) == (found.images, texts(found))


def test_results_of_a_search_have_no_title() -> None:
    snippets = "".join(
        f"<p><a href='/{at}'>{TITLE} lần thứ {at}</a></p><p>{ONE} ({at})</p>" for at in range(9)
    )
    html = page(f"<p>Các trang nói về tuần lễ sách thiếu nhi</p><div>{snippets}</div>", PORTAL)

    assert "listing" == refusal(html, url="https://bo.example.vn/tra.asp?q=sach")


def test_the_body_that_signs_is_not_the_title_though_the_page_declares_its_name() -> None:
    body = "Ngân hàng Mẫu Việt Nam"
    rows = (
        f"<div align=right>Ngày đăng tin: {DATE}</div>",
        f"<div align=center><strong>{TITLE}</strong></div>",
        f"<p>{body} thông báo: {ONE}</p>{paragraphs(TWO, THREE)}<p align=right><b>{body.upper()}</b></p>",
    )
    html = f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"
    found = read(page(html, f"<title>{body}</title>"), None)

    assert (TITLE, [f"{body} thông báo: {ONE}", TWO, THREE]) == (found.title, texts(found)[:3])


def test_a_banner_beside_its_clock_is_not_the_title_though_it_is_declared() -> None:
    name = "Cổng thông tin ngành Y tế"
    banner = f"<table><tr><td>{name.upper()}</td><td>Thứ Hai, ngày 10 tháng 6 năm 2013</td></tr></table>"
    rows = (f"<span>{DATE}</span>", f"<span id=lblTitle>{TITLE}</span>", paragraphs(ONE, TWO, THREE))
    html = banner + f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"
    found = read(page(html, f"<title>{name}</title>"), None)

    assert (TITLE, "2013-06-05T09:32:00+07:00") == (found.title, found.as_dict()["published_at"])
