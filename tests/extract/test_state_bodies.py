"""What pages of courts, treasury, party committees and their journals print otherwise than ministries."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, refusal, texts

from archiver.records import Kind, Reason


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
            "Phòng 2 - Lưu Hương",
            "VKSND huyện Bản Mây - Lưu Hương",
            "Luu Thi Huong, Faculty of Hydraulic Engineering",
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


def test_a_body_that_posted_an_article_is_its_writer() -> None:
    found = read(article(paragraphs(ONE, TWO), date="Đăng ngày 05/06/2013 09:32 bởi Ban Thanh niên"), None)

    assert "Ban Thanh niên" == found.byline


def test_the_first_of_several_questions_is_no_lead() -> None:
    first, second = "1. Ai được mượn sách của xe lưu động?", "2. Mượn sách trong bao nhiêu ngày thì phải trả?"
    text = f"<p><b>{first}</b></p>{paragraphs(ONE)}<p><b>{second}</b></p>{paragraphs(TWO)}"
    found = read(article(text), None)

    assert ("", [first, ONE, second, TWO]) == (found.lead, texts(found))


def test_who_signs_at_the_right_below_a_picture_is_no_caption() -> None:
    text = f'{paragraphs(ONE, TWO)}<p><img src="/a.png"></p><p align="right"><em>{{}}</em></p>'
    sourced = read(article(text.format("Nguồn: Thư viện tỉnh")), None)
    signed = read(article(text.format("Bài, ảnh: Lưu Hương")), None)

    assert ("Nguồn: Thư viện tỉnh", "Lưu Hương") == (sourced.source_line, signed.byline)
    assert [ONE, TWO] == texts(sourced) == texts(signed)


def test_a_film_with_a_lead_alone_is_an_article() -> None:
    head = f'<h1>{TITLE}</h1><p>Lưu Hương · {DATE}</p><div class="sapo">{ONE}</div>'
    found = read(page(f'<div><video src="/a.mp4"></video>{head}</div>'), None)

    assert (TITLE, ONE, "Lưu Hương", ()) == (found.title, found.lead, found.byline, found.paragraphs)


@pytest.mark.parametrize("mark", ["QNM -", "(QNM) -", "QNMO –"])
def test_a_paper_marks_its_texts_with_the_initials_it_is_declared_under(mark: str) -> None:
    head = f'<h1>{TITLE}</h1><p>{DATE}</p><div class="sapo">{mark} {THREE}</div>'
    html = page(
        f"<div>{head}<div>{paragraphs(ONE, TWO)}</div></div>", f"<title>{TITLE} - Báo Quân nhân Mẫu</title>"
    )
    found = read(html, None)

    assert (THREE, mark) == (found.lead, found.source_line)


def test_a_box_around_a_line_alone_says_that_it_is_a_caption() -> None:
    box = (
        '<div><div><img src="/a.jpg"></div><div class="PhotoCMS_Caption"><p>Các em nhận sách.</p></div></div>'
    )
    found = read(article(paragraphs(ONE) + box + paragraphs(TWO)), None)

    assert [Kind.PARAGRAPH, Kind.CAPTION, Kind.PARAGRAPH] == [one.kind for one in found.paragraphs]


@pytest.mark.parametrize(
    "name", ["Phòng Nghiệp vụ 2", "ThS. Ma Thị Liên - Thẩm phán TAND huyện Bản Mây", "Vừ A Sùng"]
)
def test_names_below_a_text(name: str) -> None:
    found = read(article(f'{paragraphs(ONE, TWO)}<div style="text-align:right">{name}</div>'), None)

    assert (name, [ONE, TWO]) == (found.byline, texts(found))


def test_a_library_of_films_with_one_in_front_is_a_list() -> None:
    others = "".join(
        f'<h4><a href="/v{n}">Hội thi đọc sách ở bản số {n} trong huyện</a></h4>' for n in range(6)
    )
    first = f"<h3>Bản tin an ninh số 35</h3><span>{DATE}</span><p>{ONE}</p>"
    html = page(
        f'<h1>Thư viện video</h1><div><iframe src="//www.youtube.com/embed/x"></iframe>{first}</div>{others}',
        "<title>Thư viện video | Công an tỉnh Mẫu</title>",
    )

    assert Reason.LISTING == refusal(html, url="https://bo.example.vn/thu-vien-video")
    assert [ONE] == texts(read(html, None, url="https://bo.example.vn/ban-tin-so-35"))


def test_headlines_below_what_a_reader_may_like_are_no_text() -> None:
    others = "".join(
        f'<h5><a href="/t{n}">Hội thi đọc sách ở bản số {n} trong huyện</a></h5><time>0{n}/06/2013</time>'
        for n in range(1, 8)
    )
    box = f"<div><h3>Có thể bạn quan tâm</h3>{others}</div>"
    found = read(article(f'<img src="/a.jpg">{paragraphs(ONE, TWO, THREE)}{box}'), None)

    assert [ONE, TWO, THREE] == texts(found)


@pytest.mark.parametrize(
    "line", ["Published on 5 June 2013, 09:32 | 412 views", "05/06/2013 09:32 · 3 min read"]
)
def test_what_is_counted_beside_an_english_date(line: str) -> None:
    clock = "<div>Friday, 7 June 2013</div>"
    found = read(page(f"{clock}<h1>{TITLE}</h1><p>{line}</p><div>{paragraphs(ONE, TWO)}</div>"), None)

    assert found.published_at is not None
    assert "2013-06-05T09:32:00+07:00" == found.published_at.isoformat()


def test_a_writer_below_a_label_of_its_own() -> None:
    cells = "".join(f"<p>{cell}</p>" for cell in ("Ngày đăng", DATE, "Tác giả", "Thuế cơ sở 7"))
    found = read(page(f"<h1>{TITLE}</h1><div>{cells}</div><div>{paragraphs(ONE, TWO)}</div>"), None)

    assert ("Thuế cơ sở 7", [ONE, TWO]) == (found.byline, texts(found))


def test_place_day_and_name_end_a_letter() -> None:
    end = ("Xóm Bến, ngày 10 tháng 8 năm 2013", "Người bệnh Chử Văn Lợi")
    signed = "".join(f'<p style="text-align:right"><i>{line}</i></p>' for line in end)
    found = read(article(paragraphs(ONE, TWO) + signed), None)

    assert ("", [ONE, TWO, *end]) == (found.byline, texts(found))
