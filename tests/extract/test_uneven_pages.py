"""Pages on which classes and headings say nothing: forms, titles beside their dates, texts in parts."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

PORTAL = "<title>Cổng thông tin điện tử Bộ Mẫu</title>"
LEAD = "Hơn hai trăm em nhỏ vùng cao có sách mới ngay trong ngày khai mạc."
LONG = "Nhà trường bố trí hai phòng đọc ngoài trời, mở cửa cả buổi tối để phụ huynh cùng đọc với con em mình."
WHEN = "2013-06-05T09:32:00+07:00"


def row(label: str, value: str) -> str:
    return f"<tr><td>{label}</td><td>{value}</td></tr>"


@pytest.mark.parametrize("text", [paragraphs(ONE, TWO, THREE), ONE], ids=["long", "short"])
@pytest.mark.parametrize("label", ["Tiêu đề", "Tiêu đề:", "Tên bài viết"])
def test_a_record_printed_as_a_form(label: str, text: str) -> None:
    rows = row(label, TITLE) + row("Chuyên mục", "Văn hóa") + row("Ngày đăng", DATE)
    found = read(page(f"<table>{rows}{row('Tóm tắt', LEAD)}{row('Nội dung', text)}</table>", PORTAL), None)

    assert (TITLE, LEAD, WHEN) == (found.title, found.lead, found.as_dict()["published_at"])
    assert ([ONE, TWO, THREE] if "<p>" in text else [ONE]) == texts(found)


def test_a_table_of_titles_in_a_text_is_data() -> None:
    table = "<table><tr><th>Tiêu đề</th><th>Nội dung</th></tr><tr><td>Sách</td><td>Tranh</td></tr></table>"

    assert "Tiêu đề | Nội dung" in texts(read(article(paragraphs(ONE, TWO) + table + paragraphs(THREE))))


@pytest.mark.parametrize(
    "line",
    [
        "<b>{title}</b> <span class='n'>{date}</span>",
        "<b>{title}</b> <span class='n'>({date})</span>",
        "<span class='n'>{date}</span> - <b>{title}</b>",
        "<h2>{title} <small class='n'>{date}</small></h2>",
        "<font size=4><b>{title}</b></font> <font size=1>({date})</font><br>",
    ],
)
def test_a_title_is_not_the_date_in_its_line(line: str) -> None:
    head = f"<div>{line.format(title=TITLE, date=DATE)}</div>"
    found = read(page(f"<div>{head}<div>{paragraphs(ONE, TWO, THREE)}</div></div>", PORTAL), None)

    assert (TITLE, WHEN) == (found.title, found.as_dict()["published_at"])
    assert [ONE, TWO, THREE] == texts(found)


def test_a_title_beside_its_date_is_no_line_of_a_menu_and_no_column() -> None:
    menu = "<td><p>Tra cứu văn bản còn hiệu lực</p><p>gửi đến bạn đọc gần xa</p></td>"
    head = f"<tr><td>Văn hóa</td><td>({DATE})</td></tr><tr><td colspan=2><span>{TITLE}</span></td></tr>"
    text = f"<tr><td colspan=2>{paragraphs(ONE, TWO, THREE)}</td></tr>"
    found = read(page(f"<table><tr>{menu}<td><table>{head}{text}</table></td></tr></table>", PORTAL), None)

    assert (TITLE, [ONE, TWO, THREE]) == (found.title, texts(found))


@pytest.mark.parametrize("mark", ["*", "~", "::"])
def test_the_portals_name_stands_behind_any_sign(mark: str) -> None:
    teasers = "".join(
        f'<p><a href="/tin/x-19710000{n}.htm">Ba xã vùng cao được tặng đầu sách mới đợt {n}</a></p>'
        f"<p>0{n}/06/2013 08:15</p><p>{TWO}</p>"
        for n in range(1, 7)
    )
    head = f"<title>{TITLE} {mark} Bộ Mẫu</title>"
    found = read(
        page(f"{teasers}<p>{TITLE}</p><p>{DATE}</p><div>{paragraphs(ONE, TWO, THREE)}</div>", head), None
    )

    assert (TITLE, [ONE, TWO, THREE]) == (found.title, texts(found))


def test_a_text_in_several_boxes_of_one_name_is_one_text() -> None:
    advert = "<div class='qc'><p>Quảng cáo</p></div>"
    others = "".join(
        f'<li><a href="/x-19700000{n}.htm">Ba xã vùng cao được tặng thêm đầu sách mới đợt {n}</a></li>'
        for n in range(3)
    )
    box = f"<div class='doc'><h5>Bạn đọc quan tâm</h5><ul>{others}</ul></div>"
    first, second = paragraphs(ONE, TWO), paragraphs(THREE, ONE + " " + TWO)
    text = f"<div class='phan'>{first}</div>{advert}{box}<div><div class='phan'>{second}</div></div>"
    found = read(article(text), None)

    assert [ONE, TWO, THREE, f"{ONE} {TWO}"] == texts(found)


def test_boxes_of_one_name_that_do_not_all_hold_text_are_the_templates() -> None:
    buttons = "<div class='o'><a href='#'>In bài viết</a> <a href='#'>Chia sẻ</a></div>"
    other = "<div class='o'><p>Thư viện lưu động của Bộ phục vụ bạn đọc vào sáng thứ bảy hằng tuần.</p></div>"
    text = f"<div class='o'>{paragraphs(ONE, TWO, THREE, LONG)}</div>{buttons}{other}"

    assert [ONE, TWO, THREE, LONG] == texts(read(article(text), None))


def test_players_polls_invitations_and_comments_are_the_portals() -> None:
    player = "<div><button>▶</button><span>Nghe đọc bài này</span><span>00:00 / 03:25</span></div>"
    poll = "<div><b>Bài viết này có ích cho bạn không?</b><label>Có</label><label>Không</label></div>"
    invitation = "<p>Mời bạn đọc gửi bài cộng tác, ảnh tư liệu về Ban Biên tập; bài được đăng có quà.</p>"
    comments = (
        "<p>Trần Thị Bông (06/06/2013 10:12): Rất hay.</p><p>Lê Minh (07/06/2013 08:00): Quê tôi cũng có.</p>"
    )
    text = f"{player}<div>{paragraphs(ONE, TWO, THREE)}</div>"
    found = read(article(f"{text}<p><b>Lưu Hương</b></p>{poll}{invitation}<p>Góp ý</p>{comments}"), None)

    assert ("Lưu Hương", [ONE, TWO, THREE]) == (found.byline, texts(found))


def test_a_score_in_a_text_is_no_player() -> None:
    score = (
        "Trận chung kết kết thúc với tỷ số 2-1 sau hiệp phụ, bắt đầu lúc 19:30/20:00 giờ địa phương hai bên."
    )

    assert score in texts(read(article(paragraphs(ONE, score, THREE)), None))


def test_a_linked_headline_with_its_date_in_the_text_is_another_article() -> None:
    link = '<a href="/x-197000001.htm">Ba xã vùng cao được tặng thêm hai nghìn đầu sách mới</a>'
    text = f"{paragraphs(ONE, TWO)}<div>{link} (06/04/2013)</div>{paragraphs(THREE)}"

    assert [ONE, TWO, THREE] == texts(read(article(text), None))


def test_a_footer_is_no_text_however_long_it_is() -> None:
    offices = " ".join(f"Trụ sở số {n}, phố Trang," for n in range(40))
    foot = f"<footer>Cổng thông tin điện tử Bộ Mẫu {offices}</footer>"
    head = f"<h1>{TITLE}</h1><div>{DATE}</div>"

    assert [ONE] == texts(read(page(f"<div>{head}<div><p>{ONE}</p></div></div>{foot}"), None))


def test_a_bold_line_above_date_and_text_is_a_title_where_little_else_is() -> None:
    notes = "".join(f"<td>Nộp hồ sơ, theo dõi kết quả mọi lúc, mọi nơi, {n}</td>" for n in range(3))
    text = f"<tr><td><b>{TITLE}</b></td></tr><tr><td>{DATE}</td></tr><tr><td>{ONE}</td></tr>"
    menu = "".join(f'<tr><td><a href="/m{n}">Chuyên mục số {n}</a></td></tr>' for n in range(30))
    found = read(page(f"<table>{menu}{text}</table><table><tr>{notes}</tr></table>", PORTAL), None)

    assert (TITLE, [ONE]) == (found.title, texts(found))
