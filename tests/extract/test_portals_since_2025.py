"""Pages that frameworks render: boxes without blanks between them, hidden labels, cards, shells."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, refusal, texts

from archiver.extract.flow.cues import is_foot, is_noise

TWO_BOXES = "<span>{}</span><span>28/09/2025 06:10</span><span>1.204 lượt xem</span>"


def _headed(line: str) -> str:
    return page(f"<div><h1>{TITLE}</h1><div>{line}</div><div>{paragraphs(ONE, TWO, THREE)}</div></div>")


@pytest.mark.parametrize("name", ["Đức Thiện", "Phòng Tuyên truyền", "PV"])
def test_name_and_time_that_tags_alone_part_are_two(name: str) -> None:
    when = "Chủ nhật, 28/09/2025, 06:10 (GMT+7)"
    found = read(_headed(f"<span>{name}</span><span>{when}</span><span>Cập nhật lúc 07:00 29/09/2025</span>"))

    assert (name, when, [ONE, TWO, THREE]) == (found.byline, found.published_text, texts(found))


def test_a_time_in_a_box_of_its_own_is_found_beside_whatever_stands_there() -> None:
    found = read(_headed(TWO_BOXES.format("Ca trực đêm")))

    assert ("28/09/2025 06:10", [ONE, TWO, THREE]) == (found.published_text, texts(found))


def test_a_time_in_bold_letters_of_a_sentence_is_no_date_line() -> None:
    found = read(
        page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO)}<p>Giờ mở cửa: <b>08:00 02/09/2025</b></p></div>")
    )

    assert found.published_at is None


def test_a_word_that_tags_part_stays_one() -> None:
    found = read(
        article(
            f"<p>{ONE}</p><p>Ngày <b>2</b><b>8/09/2025</b>, xe s<i>ách</i> dừng ở bản Mẫu thêm một buổi.</p>"
        )
    )

    assert "Ngày 28/09/2025, xe sách dừng ở bản Mẫu thêm một buổi." == texts(found)[1]


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "screen-reader-text"])
def test_a_label_for_screen_readers_is_no_text(name: str) -> None:
    label = f'<div class="{name}">Ảnh</div>'
    figure = f'<figure>{label}<img src="/a.jpg"><figcaption>Xe sách ở bản Mẫu</figcaption></figure>'
    found = read(article(f"{paragraphs(ONE, TWO)}{figure}<p>{THREE}</p>"))

    assert [ONE, TWO, "Xe sách ở bản Mẫu", THREE] == texts(found)


def test_a_title_for_screen_readers_is_the_title() -> None:
    found = read(article(paragraphs(ONE, TWO)).replace("<h1>", '<h1 class="sr-only">'))

    assert TITLE == found.title


def test_a_picture_that_a_script_would_show_is_taken_from_what_stands_for_it_without_one() -> None:
    lazy = '<img src="data:image/gif;base64,R0"><noscript><img src="/anh/xe-sach.jpg" alt=""></noscript>'
    found = read(article(f"<p>{ONE}</p><figure>{lazy}</figure>{paragraphs(TWO, THREE)}"))

    assert ["/anh/xe-sach.jpg"] == [urlsplit(image.url).path for image in found.images]


def test_a_slot_says_what_stands_in_it() -> None:
    lead = "Hai mươi chuyến xe chở sách mới lên đường trong tháng này."
    text = "".join(f'<p slot="text">{line}</p>' for line in (ONE, TWO, THREE))
    found = read(
        page(f'<bo-article><h1>{TITLE}</h1><p>{DATE}</p><p slot="sapo">{lead}</p>{text}</bo-article>')
    )

    assert (lead, [ONE, TWO, THREE]) == (found.lead, texts(found))


@pytest.mark.parametrize(
    "card",
    [
        '<div><img src="/t.jpg"><strong>Bùi Gia Huy</strong><a href="mailto:huy@bo.vn">huy@bo.vn</a></div>',
        '<div><img src="/t.jpg"><p>Bùi Gia Huy</p><p>huy@bo.vn</p></div>',
        '<div><img src="/t.jpg"><p>Bùi Gia Huy</p><p>Khoa Thủy văn</p><p>Email: huy@bo.vn</p></div>',
        "<p><b>Bùi Gia Huy</b> (huy@bo.vn)</p>",
    ],
)
@pytest.mark.parametrize("is_outside", [True, False])
def test_a_name_above_an_address_to_write_to_is_the_byline(card: str, is_outside: bool) -> None:
    html = article(paragraphs(ONE, TWO, THREE) + ("" if is_outside else card))
    found = read(html.replace('<div class="footer">', f'{card}<div class="footer">') if is_outside else html)

    assert ("Bùi Gia Huy", [ONE, TWO, THREE], ()) == (found.byline, texts(found), found.images)


def test_a_picture_in_the_line_that_asks_to_follow_the_portal_is_none_of_the_articles() -> None:
    follow = '<div><a href="/g">Theo dõi Cổng Bộ Mẫu trên <img src="/g.svg" alt="Google News"></a></div>'
    found = read(
        article(f"{paragraphs(ONE, TWO)}<p><img src='/a.jpg'></p><p>{THREE}</p>").replace(
            '<div class="footer">', f'{follow}<div class="footer">'
        )
    )

    assert ["/a.jpg"] == [urlsplit(image.url).path for image in found.images]


def test_a_question_and_its_answer_in_boxes_of_their_own_are_one_text() -> None:
    who = "<li>Người gửi: Trần Thị Bông</li><li>Ngày gửi: 03/06/2013</li><li>Ngày trả lời: 05/06/2013</li>"
    rows = "".join(
        f"<tr><td>{n}</td><td><a href=/{n}>Thư viện xã có mở cửa ngày lễ hay không</a></td></tr>"
        for n in range(6)
    )
    others = f"<table><tr><th>STT</th><th>Tiêu đề</th><th>Ngày trả lời</th></tr>{rows}</table>"
    html = page(
        "<div><p>Trang chủ » Hỏi đáp » Chi tiết câu hỏi</p>"
        f"<h2>Mượn sách ở thư viện khác xã được không?</h2><ul>{who}</ul>"
        f"<div><div>Câu hỏi</div><div><p>{ONE}</p></div></div>"
        f"<div><div>Trả lời</div><div>{paragraphs(TWO, THREE)}</div></div></div><div>{others}</div>",
        head="<title>Chi tiết câu hỏi</title>",
    )
    found = read(html)

    assert ["Câu hỏi", ONE, "Trả lời", TWO, THREE] == texts(found)
    assert ("Mượn sách ở thư viện khác xã được không?", "", "", "Hỏi đáp") == (
        found.title,
        found.byline,
        found.lead,
        found.category,
    )


def test_the_column_right_above_a_title_is_found_below_the_link_of_a_picture() -> None:
    kicker = '<a href="/"><img src="/mark.png"></a><h6><a href="/mo-hinh">Mô hình hay</a></h6>'
    found = read(article(paragraphs(ONE, TWO)).replace("<h1>", f"{kicker}<h1>"))

    assert "Mô hình hay" == found.category


SHELL = "<div id=root><h1>Bộ Mẫu</h1><p>Đang tải dữ liệu, vui lòng chờ trong giây lát...</p></div>"
WALL = (
    f"<h1>{TITLE}</h1><p>{DATE}</p><p>{ONE}</p><h2>Đăng nhập để xem nội dung</h2>"
    "<form><input name=u><input type=password name=p><button>Vào</button></form>"
)


@pytest.mark.parametrize(("body", "reason"), [(SHELL, "empty"), (WALL, "login")])
def test_a_shell_and_a_wall_are_no_articles(body: str, reason: str) -> None:
    assert reason == refusal(page(body))


def test_who_may_comment_is_no_wall() -> None:
    form = "<p>Đăng nhập để gửi bình luận</p><form><input name=u><input type=password name=p></form>"
    found = read(article(paragraphs(ONE, TWO) + form))

    assert [ONE, TWO] == texts(found)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Giọng đọc: Mai Phương Minh Quang",
            "Giọng nữ miền Bắc",
            "Tốc độ đọc: Bình thường",
            "Tốc độ: 0.8 1.0",
        ),
        *(
            "Phiên âm bài viết",
            "Bài viết được đọc tự động bởi trợ lý ảo",
            "Trợ lý đọc báo AI",
            "Tóm tắt bằng AI",
        ),
        *("Cỡ chữ:A-AA+Tương phản:GiảmTăng", "Chia sẻFacebookZalo", "Sắp xếp: Mới nhất", "Tự động cập nhật"),
        *("Trung bình (7 Bình chọn)", "4.2/5 điểm - 21 lượt đánh giá", "Bạn đánh giá bài viết này thế nào?"),
        "Nội dung bài viết có làm bạn hài lòng?",
    ],
)
def test_what_reads_aloud_writes_larger_or_asks_for_an_opinion_is_no_text(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "Giọng đọc trên đài xã do các cháu học sinh thay nhau đảm nhận.",
        "Tốc độ phát triển của thư viện xã cao hơn hẳn.",
        "Mức độ hài lòng của người dân đạt 4.2/5 điểm theo 21 lượt đánh giá.",
        "Nguyễn Văn Anh",
        "Trung bình 300 lượt khách mỗi ngày",
        "Mức độ hài lòng: 95 % số người được hỏi",
        "Sắp xếp: ba xã còn một",
        "Nội dung do trí tuệ nhân tạo tạo ra phải gắn nhãn",
        "Nội dung được bàn kỹ và không ai phản đối",
    ],
)
def test_sentences_and_names_with_such_words_are_text(line: str) -> None:
    assert not is_noise(line)


def test_a_foot_may_say_whose_rights_of_what_they_are() -> None:
    assert is_foot("Bản quyền bài viết thuộc về Cổng thông tin Bộ Mẫu.")
    assert not is_foot("Bản quyền bài viết thuộc về người viết ra nó.")


@pytest.mark.parametrize("kind", ["Chi tiết tin tức", "Chi tiết bài viết"])
def test_a_title_that_names_a_kind_of_page_is_none(kind: str) -> None:
    text = f"<h2>{kind}</h2><div><h3>{TITLE}</h3><p>{DATE}</p><div>{paragraphs(ONE, TWO, THREE)}</div></div>"
    found = read(page(text, head=f"<title>{kind}</title>"))

    assert (TITLE, DATE, [ONE, TWO, THREE]) == (found.title, found.published_text, texts(found))


def test_name_and_time_between_a_lead_and_its_text_are_no_readers() -> None:
    lead = "<h2>Hai mươi chuyến xe chở sách mới của thư viện tỉnh lên đường trong tuần này.</h2>"
    who = "<div><span>Tác giả: </span><span>Lưu Hương</span><span>07:16 - 05/06/2013</span></div>"
    title = f"<h2>{TITLE} do bạn đọc cả nước gửi tặng ba xã</h2>"
    found = read(page(f"<div>{title}{lead}{who}<div>{paragraphs(ONE, TWO, THREE)}</div></div>"))

    assert ("Lưu Hương", [ONE, TWO, THREE]) == (found.byline, texts(found))


def test_a_label_and_a_name_in_two_cells_are_the_byline() -> None:
    rows = f"<tr><td>Ngày đăng</td><td>{DATE}</td></tr><tr><td>Tác giả</td><td>Lưu Hương</td></tr>"
    found = read(_headed(f"<table>{rows}</table>"))

    assert ("Lưu Hương", [ONE, TWO, THREE]) == (found.byline, texts(found))


def test_the_parts_of_a_report_above_a_list_of_others_are_one_text() -> None:
    parts = "".join(
        f'<section class="part"><h2>Chặng thứ {n}</h2><p>{text}</p></section>'
        for n, text in enumerate((ONE, TWO, THREE))
    )
    headline = "<h4><a href=/a>Thư viện xã mở cửa thêm hai buổi tối</a></h4>"
    items = "".join(f"<div>{headline}<small>0{n}/06/2013 09:00</small></div>" for n in range(1, 7))
    others = f"<section><h3>Tin cùng chuyên mục</h3>{items}</section>"
    wide = "<section><img src=/a.jpg></section>"
    found = read(page(f"<main><section><h1>{TITLE}</h1><p>{DATE}</p></section>{wide}{parts}{others}</main>"))

    assert ["Chặng thứ 0", ONE, "Chặng thứ 1", TWO, "Chặng thứ 2", THREE] == texts(found)


def test_a_heading_that_opens_a_part_of_the_text_is_text() -> None:
    parts = "".join(
        f'<div><h2><button type="button">Điều {n}</button></h2><div><p>{text}</p></div></div>'
        for n, text in ((1, TWO), (2, THREE))
    )
    found = read(article(f"<p>{ONE}</p>{parts}<p><button>Thu gọn</button></p>"))

    assert [ONE, "Điều 1", TWO, "Điều 2", THREE] == texts(found)


def test_a_paragraph_between_title_and_date_is_the_lead() -> None:
    head = f"<section><h1>{TITLE}</h1></section><section><p>{ONE}</p><p>{DATE}</p></section>"
    parts = "".join(f"<section><p>{text}</p></section>" for text in (TWO, THREE, TWO.upper()))
    found = read(page(f"<main>{head}{parts}</main>"))

    assert (ONE, [TWO, THREE, TWO.upper()]) == (found.lead, texts(found))


def test_day_and_hour_are_read_across_a_stroke_behind_a_column() -> None:
    when = '<span class="date">05/06/2013</span><span>|</span><span>09:32</span>'
    found = read(_headed(f"<span>Đọc sách</span><span>|</span>{when}"))

    assert found.published_at is not None
    assert "2013-06-05T09:32" == found.published_at.isoformat()[:16]


def test_several_counters_behind_a_time_are_none_of_it() -> None:
    line = '<i class="fa-clock"></i>05/06/2013 09:32<i class="fa-eye"></i>2.310<i class="fa-comment"></i>0'
    found = read(_headed(line))

    assert "05/06/2013 09:32" == found.published_text


def test_who_wrote_and_took_pictures_signs_below_a_caption_whatever_place_has_the_name() -> None:
    figure = "<figure><img src=/a.jpg><figcaption>Xe sách ở bản Mẫu</figcaption></figure>"
    found = read(
        article(f"{paragraphs(ONE, TWO, THREE)}{figure}<p class=has-text-align-right>Bài, ảnh: Hoàng Mai</p>")
    )

    assert ("Hoàng Mai", "Xe sách ở bản Mẫu") == (found.byline, texts(found)[-1])


def test_a_link_past_the_menu_is_no_column() -> None:
    html = article(paragraphs(ONE, TWO)).replace("<h1>", '<a href="#t">Bỏ qua đến nội dung</a><h1>')

    assert "Bỏ qua đến nội dung" != read(html).category


def test_sizes_that_a_script_would_show_are_taken_before_the_mark_of_waiting() -> None:
    lazy = "".join(
        f'<p><img src="/cho.gif" data-srcset="/anh-{n}.jpg 640w, /lon-{n}.jpg 1280w"></p>' for n in (1, 2)
    )
    found = read(article(f"{paragraphs(ONE, TWO)}{lazy}<p>{THREE}</p>"))

    assert ["/anh-1.jpg", "/anh-2.jpg"] == [urlsplit(image.url).path for image in found.images]
