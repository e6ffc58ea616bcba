"""What pages that people wrote without knowing the rules print otherwise than these expect it.

FAULTS 9, 49 and 50.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

from archiver.records import VIETNAM, Article

LEAD = "Ba mươi tỉnh có xe sách, và người đọc đông nhất vẫn là trẻ em ở các xã vùng cao."
#: A box as portals have many, with a heading of its own.
SIDE = (
    '<div><h4>Thông báo mới</h4><ul><li><a href="/t9">Lịch cắt điện ở ba xã</a> (08/02/2014)</li></ul></div>'
)
LOGIN = "<div><h3>Đăng nhập</h3><form><p>Tên đăng nhập <input name='a'></p></form></div>"
PORTAL = "<title>Chi tiết bài viết - Huyện Mẫu</title>"


def unknown(html: str) -> Article:
    return read(html, None)


def column(head: str, *texts: str) -> str:
    """A page of whose article everything above the text is written out."""
    return page(
        f'<div class="c1">{head}<div class="c2">{paragraphs(*(texts or (ONE, TWO, THREE)))}</div></div>'
    )


class TestBylines:
    """FAULTS 50."""

    def test_a_body_behind_a_label_is_the_writer(self) -> None:
        head = f"<h1>{TITLE}</h1><p>{DATE}</p><p>Viết bởi Văn phòng Sở</p>"

        assert "Văn phòng Sở" == unknown(column(head)).byline

    @pytest.mark.parametrize(
        "body",
        [
            *("Phòng Phổ biến, giáo dục pháp luật", "Vụ Tiền lương", "Cục Ứng dụng kho sách"),
            "Trung tâm Văn hóa, Thể thao và Truyền thông huyện Bản Mây",
        ],
    )
    def test_a_body_signs_below_the_text(self, body: str) -> None:
        signed = f'<p style="text-align:right"><b>{body}</b></p>'
        found = unknown(article(paragraphs(ONE, TWO) + signed))

        assert body == found.byline
        assert [ONE, TWO] == texts(found)

    @pytest.mark.parametrize(
        "line", ["Vụ cháy kho sách ở Hà Nội", "Sở Y tế kiểm tra kho sách tại huyện Bản Mây"]
    )
    def test_what_happens_or_what_a_body_does_signs_nothing(self, line: str) -> None:
        assert "" == unknown(article(paragraphs(ONE, TWO, line))).byline

    def test_a_name_in_one_line_with_a_time_element(self) -> None:
        line = '<div><span>Minh Khuê</span>•<time datetime="2013-06-05">05/06/2013 09:32</time></div>'

        assert "Minh Khuê" == unknown(column(f"<h1>{TITLE}</h1>{line}")).byline

    def test_an_office_that_tags_alone_part_from_the_name_is_left_out(self) -> None:
        line = '<div>By <a href="/by/1">Meg Rowan</a><span>Staff Writer</span></div>'

        assert "Meg Rowan" == unknown(column(f"<h1>{TITLE}</h1><p>{DATE}</p>{line}")).byline

    def test_a_source_in_the_box_of_the_writer_is_kept(self) -> None:
        box = '<div class="author"><p>Tác giả: Nhật Lệ</p><p>Nguồn tin: Điện lực huyện</p></div>'
        found = unknown(article(paragraphs(ONE, TWO) + box))

        assert ("Nhật Lệ", "Nguồn tin: Điện lực huyện") == (found.byline, found.source_line)

    def test_the_address_of_a_print_view_is_not_the_source(self) -> None:
        address = "<p>Nguồn tin: https://bo.example.vn/tin/12</p>"
        found = unknown(article(paragraphs(ONE, TWO, "Nguồn: Phòng Nghiệp vụ 3") + address))

        assert "Nguồn: Phòng Nghiệp vụ 3" == found.source_line
        assert [ONE, TWO] == texts(found)


class TestTitles:
    """FAULTS 9."""

    def test_a_small_heading_above_a_date_and_buttons(self) -> None:
        buttons = "<a>A-</a><a>A+</a><a>Tương phản</a><a>Đọc bài viết</a>"
        bar = f'<div class="bar"><span class="ngay">{DATE}</span><span>{buttons}</span></div>'
        text = "<div><br></div>".join(f"<div>{line}</div>" for line in (ONE, TWO, THREE))
        found = unknown(page(f"<div><h4>{TITLE}</h4>{bar}<div>{text}</div></div>{SIDE}", head=PORTAL))

        assert TITLE == found.title
        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at

    def test_a_label_with_a_name_is_no_title(self) -> None:
        head = f"<h5>{TITLE}</h5><div><p>Tác giả: Văn phòng Sở</p><p>Đăng ngày 06-10-2025 13:09</p></div>"
        found = unknown(page(f"<div>{head}{paragraphs(ONE, TWO, THREE)}</div>{SIDE}", head=PORTAL))

        assert TITLE == found.title
        assert "Văn phòng Sở" == found.byline

    def test_the_heading_of_a_form_to_log_in_is_no_title(self) -> None:
        head = f'<table><tr><td class="contentheading">{TITLE}</td></tr><tr><td>{DATE}</td></tr></table>'
        found = unknown(page(f"{LOGIN}<div>{head}{paragraphs(ONE, TWO, THREE)}</div>", head=PORTAL))

        assert TITLE == found.title

    def test_a_declared_title_before_a_portals_name_is_the_heading_above_a_list_of_cards(self) -> None:
        cards = "".join(
            f'<div><h5><a href="/t{n}">{ONE[:60]}</a></h5><p>{TWO[:60]}{end}</p><p>05/04/2013 05:54</p></div>'
            for n, end in enumerate(("", ".", ".", ".", ".", "."))
        )
        text = f"<div>05/06/2013 09:32</div><h3>{TITLE}</h3>{paragraphs(ONE, TWO, THREE)}"
        head = f"<title>{TITLE} « Bộ Trang mẫu</title>"
        found = unknown(page(f"<div>{text}</div><h4>Có thể bạn chưa đọc</h4>{cards}", head=head))

        assert TITLE == found.title
        assert [ONE, TWO, THREE] == texts(found)


class TestTimes:
    """FAULTS 9."""

    def test_an_hour_in_words_in_an_item_of_its_own(self) -> None:
        items = "<ul><li><span>13 Tháng Ba, 2023</span></li><li><span>7:21 sáng</span></li></ul>"

        assert (
            datetime(2023, 3, 13, 7, 21, tzinfo=VIETNAM)
            == unknown(column(f"<h1>{TITLE}</h1>{items}")).published_at
        )

    def test_the_day_in_the_imprint_of_a_long_read(self) -> None:
        lines = ("Ngày xuất bản: 20/11/2024", "Tổ chức thực hiện: TRƯỜNG SƠN", "Nội dung: TRẦN TUẤN")
        imprint = paragraphs(*lines, "Trình bày: PHAN ANH", "Ảnh: ĐỨC DUẨN")
        found = unknown(page(f"<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO, THREE)}{imprint}</div>"))

        assert datetime(2024, 11, 20, tzinfo=VIETNAM) == found.published_at
        assert "TRẦN TUẤN" == found.byline
        assert [ONE, TWO, THREE] == texts(found)

    def test_two_labels_are_no_imprint(self) -> None:
        lines = ("Nội dung: đọc sách cùng các em.", "Địa điểm: nhà văn hóa xã.", "Ảnh: mỗi em một tấm.")

        assert [ONE, *lines] == texts(unknown(article(paragraphs(ONE, *lines))))


class TestTexts:
    """FAULTS 49."""

    def test_a_label_of_advertisements_is_no_text(self) -> None:
        assert [ONE, TWO] == texts(unknown(article(paragraphs(ONE, "- Advertisement -", TWO))))

    def test_a_lead_below_a_picture_and_its_caption(self) -> None:
        caption = '<div class="chuthich">Xe sách ở Bản Mây.</div>'
        picture = f'<div class="anh"><img src="/a.jpg" width="400" height="300">{caption}</div>'
        head = f'<h1>{TITLE}</h1><p>{DATE}</p>{picture}<div><span class="tomtat">{LEAD}</span></div>'

        assert LEAD == unknown(column(head)).lead

    def test_a_picture_in_the_box_of_the_lead_is_the_articles(self) -> None:
        lead = f'<div class="hometext"><img src="/uploads/bo.jpg" width="150">{LEAD}</div>'
        found = unknown(column(f"<h1>{TITLE}</h1><p>{DATE}</p>{lead}"))

        assert LEAD == found.lead
        assert ["https://bo.example.vn/uploads/bo.jpg"] == [image.url for image in found.images]
