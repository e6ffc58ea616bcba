"""What pages of courts, treasury, party committees and their journals print otherwise than ministries."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

from archiver.records import Kind


def journal(head: str) -> str:
    """A page of a journal, whose writers stand above the lead."""
    return page(
        f'<div><h1>{TITLE}</h1>{head}<p>{DATE}</p><div class="sapo">{THREE}</div>'
        f"<div>{paragraphs(ONE, TWO)}</div></div>"
    )


class TestWriters:
    @pytest.mark.parametrize(
        "line",
        [
            "NGUYỄN QUANG BẢO (Thẩm phán Tòa án nhân dân huyện Bản Mây)",
            "Nguyễn Quang Bảo - TAND huyện Bản Mây",
            "ThS. Nguyễn Quang Bảo - VKSND tỉnh Bản Mây",
            "TS. Lưu Thị Hương, ThS. Trần Văn Bình - Trường Đại học Bản Mây",
            "ThS. Lưu Hương - Bộ môn Ngô",
        ],
    )
    def test_writers_with_whose_they_are(self, line: str) -> None:
        found = read(journal(f"<div><span>{line}</span></div>"), None)

        assert (line, THREE, [ONE, TWO]) == (found.byline, found.lead, texts(found))

    @pytest.mark.parametrize(
        "body", ["CƠ QUAN THỐNG KÊ BẢN MÂY", "BAN TỔ CHỨC LỄ TANG", "Tòa án nhân dân tỉnh"]
    )
    def test_a_body_signs_at_the_right_in_bold_letters(self, body: str) -> None:
        found = read(article(f'{paragraphs(ONE, TWO)}<p style="text-align: right"><b>{body}</b></p>'), None)

        assert (body, [ONE, TWO]) == (found.byline, texts(found))


def test_a_dot_parts_the_hour_from_the_day() -> None:
    date = "".join(
        f"<span>{part}</span>" for part in ("Thứ Tư, 05/06/2013", "•", "09:32", "•", "36 lượt xem")
    )
    found = read(page(f"<h1>{TITLE}</h1><div>{date}</div><div>{paragraphs(ONE, TWO)}</div>"), None)

    assert found.published_at is not None
    assert "2013-06-05T09:32:00+07:00" == found.published_at.isoformat()


def test_a_heading_in_a_caption_is_the_caption() -> None:
    picture = '<figure><img src="/a.jpg"><figcaption><h2>Các em nhận sách.</h2></figcaption></figure>'
    found = read(article(picture + paragraphs(ONE, TWO)), None)

    assert (Kind.CAPTION, "Các em nhận sách.") == (found.paragraphs[0].kind, found.paragraphs[0].text)


class TestContents:
    ENTRIES = '<ul><li><a href="#m1">Xe sách lên bản</a></li><li><a href="#m2">Bạn đọc nhỏ</a></li></ul>'

    @pytest.mark.parametrize("label", ["<p>Nội dung bài viết</p>", ""])
    def test_a_table_of_contents_is_no_text(self, label: str) -> None:
        text = f'<div>{label}{self.ENTRIES}</div><h2 id="m1">Xe sách lên bản</h2>{paragraphs(ONE)}'
        found = read(article(f'{text}<h2 id="m2">Bạn đọc nhỏ</h2>{paragraphs(TWO)}'), None)

        assert ["Xe sách lên bản", ONE, "Bạn đọc nhỏ", TWO] == texts(found)

    def test_a_list_with_links_that_lead_nowhere_is_text(self) -> None:
        items = '<ul><li><a href="#">Truyện tranh</a></li><li><a href="#">Từ điển</a></li></ul>'
        found = read(article(paragraphs(ONE) + items + paragraphs(TWO)), None)

        assert [ONE, "Truyện tranh", "Từ điển", TWO] == texts(found)
