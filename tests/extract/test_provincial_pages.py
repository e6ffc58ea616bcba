"""What portals of provinces, communes and newspapers print and ministries do not.

FAULTS 9, 49, 50 and 52.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

from archiver.records import VIETNAM, Article, Kind, Precision


def unknown(html: str) -> Article:
    return read(html, None)


class TestBylines:
    """FAULTS 50."""

    @pytest.mark.parametrize(
        "line",
        ["Văn phòng HĐND - UBND xã", "Hội Nông dân xã Bản Mây", "Rơ Lan Hạnh - Công chức xã", "H' Ban Niê"],
    )
    def test_a_commune_signs_at_the_right(self, line: str) -> None:
        found = unknown(article(f'{paragraphs(ONE, TWO)}<p align="right"><i>{line}</i></p>'))

        assert line == found.byline
        assert [ONE, TWO] == texts(found)

    def test_a_pen_name_is_known_by_its_place_alone(self) -> None:
        signed = '<p style="text-align:right"><b>Sông Cạn</b></p>'
        found = unknown(article(paragraphs(ONE, TWO) + signed))
        middle = unknown(article(paragraphs(ONE) + signed + paragraphs(TWO)))

        assert "Sông Cạn" == found.byline
        assert "" == middle.byline
        assert [ONE, "Sông Cạn", TWO] == texts(middle)

    @pytest.mark.parametrize("name", ["<b>Lưu Hương</b>", "<em>Lưu Hương</em>", "<i>(Lưu Hương)</i>"])
    def test_a_name_set_apart_behind_the_last_sentence(self, name: str) -> None:
        last = "Xe sách sẽ trở lại vào mùa khai giảng năm sau."
        found = unknown(article(paragraphs(ONE, TWO, f"{last} {name}")))

        assert "Lưu Hương" == found.byline
        assert [ONE, TWO, last] == texts(found)

    def test_a_name_of_a_sentence_is_no_byline(self) -> None:
        last = "Người kể chuyện hay nhất trên xe sách năm nay là <b>Lưu Hương</b>"
        found = unknown(article(paragraphs(ONE, TWO, f"{last}.", THREE)))

        assert "" == found.byline
        assert 4 == len(found.paragraphs)

    def test_a_name_on_an_english_page_has_no_accents(self) -> None:
        text = paragraphs(ONE, TWO) + '<p align="right"><b>By Thuy Linh</b></p>'

        assert "Thuy Linh" == unknown(article(text)).byline

    def test_a_name_right_above_the_date_below_the_text(self) -> None:
        signed = "<div>Rơ Lan Hạnh - Công chức xã</div><div>Ngày 05/06/2013 09:32</div><div>Tin khác</div>"
        found = unknown(page(f"<div><h1>{TITLE}</h1><div><p>{ONE}</p></div>{signed}</div>"))

        assert "Rơ Lan Hạnh - Công chức xã" == found.byline
        assert [ONE] == texts(found)

    def test_a_name_between_a_date_and_the_title_below_it(self) -> None:
        column = f"<div><p>{DATE}</p><p>Lưu Hương</p></div>"
        found = unknown(page(f"<div>{column}<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO)}</div></div>"))

        assert "Lưu Hương" == found.byline

    def test_the_foot_of_a_communes_portal_signs_nothing(self) -> None:
        foot = "<div><p>UBND xã Bản Mây</p><p>Địa chỉ: thôn Một, xã Bản Mây</p></div>"
        found = unknown(page(f"<div><h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(ONE, TWO)}</div>{foot}"))

        assert "" == found.byline
        assert [ONE, TWO] == texts(found)

    def test_a_name_that_stands_below_the_text_and_in_a_box_of_its_author(self) -> None:
        box = "<div><img src=/a.png><b>Lưu Hương</b><p>Phóng viên Báo Mẫu</p></div>"
        found = unknown(article(f"{paragraphs(ONE, TWO)}<p><b>LƯU HƯƠNG</b> thực hiện</p></div>{box}<div>"))

        assert "LƯU HƯƠNG thực hiện" == found.byline
        assert [ONE, TWO] == texts(found)

    def test_a_label_in_a_line_above_the_name(self) -> None:
        signed = "<p><b>Bài và ảnh:</b></p><p><b>Lưu Hương</b></p>"
        found = unknown(article(paragraphs(ONE, TWO) + signed))

        assert "Lưu Hương" == found.byline
        assert [ONE, TWO] == texts(found)

    def test_a_rare_name_beside_one_that_is_known(self) -> None:
        found = unknown(article(f"{paragraphs(ONE, TWO)}<p><b>Lưu Hương - Lò Hặc</b></p>"))

        assert "Lưu Hương - Lò Hặc" == found.byline

    def test_a_source_with_a_long_name(self) -> None:
        source = "Theo Trung tâm Dự báo Khí tượng Thủy văn Quốc gia"
        found = unknown(article(f"{paragraphs(ONE, TWO)}<p align=right><em>{source}</em></p>"))

        assert source == found.source_line
        assert [ONE, TWO] == texts(found)

    @pytest.mark.parametrize(
        ("line", "byline"),
        [
            ("PV - CTV | 05/06/2013 09:32", "PV - CTV"),
            ("Tác giả: Cô giáo Lưu Thị Lành 05/06/2013 09:32", "Cô giáo Lưu Thị Lành"),
            ("Thứ tư - 05/06/2013 09:32 - Người đăng bài viết: Lưu Hương", "Lưu Hương"),
        ],
    )
    def test_beside_the_date(self, line: str, byline: str) -> None:
        assert byline == unknown(article(paragraphs(ONE, TWO), date=line)).byline

    @pytest.mark.parametrize("line", ["Trân Trọng Kính Mời", "Kỳ Sau Đăng Tiếp", "Xã Bản Mây", "Ban Tổ Chức"])
    def test_what_else_stands_at_the_right_is_no_pen_name(self, line: str) -> None:
        found = unknown(article(f'{paragraphs(ONE, TWO)}<p style="text-align:right"><b>{line}</b></p>'))

        assert "" == found.byline


class TestDates:
    """FAULTS 9."""

    @pytest.mark.parametrize(
        "line",
        [
            "Ngày đăng: 05/06/2013, 09g32 | Chuyên mục: Đầu tư - Mua sắm công | Người đăng: Văn thư",
            "05/06/2013 09:32 | Nguồn: Cổng Bộ Mẫu",
            "2013/06/05 - 09:32 陈明",
            "2013年6月5日 09:32",
            "ວັນທີ 05/06/2013 09:32",
            "Posted by editor on June 5, 2013 at 9:32 am",
            "Đăng bởi admin vào 05/06/2013 lúc 9:32",
            "09:32, Thứ tư, 05/06/2013 5.120",
            "Chi cục Thủy lợi<br>05/06/2013 09:32",
            "Đăng lúc: Thứ tư - 05/06/2013 09:32 - Người đăng bài viết: Lưu Hương",
            "Người hỏi: Lưu Hương Ngày hỏi: 05/06/2013 09:32",
        ],
    )
    def test_what_portals_tell_beside_a_date(self, line: str) -> None:
        found = unknown(article(paragraphs(ONE, TWO), date=line))

        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at
        assert Precision.MINUTE is found.published_precision

    def test_a_large_figure_above_its_month_in_a_column_above_the_title(self) -> None:
        column = "<div><p><b>5</b><br>Tháng 6<br>2013</p><p>09:32</p></div>"
        found = unknown(page(f"<div>{column}<div><h1>{TITLE}</h1>{paragraphs(ONE, TWO)}</div></div>"))

        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at


class TestTitles:
    """FAULTS 54."""

    def test_a_short_title_whose_form_the_page_declares_in_brackets(self) -> None:
        others = "".join(
            f'<li><a href="/{n}.htm">Thêm một bài thơ của bạn đọc xa số {n}</a></li>' for n in range(9)
        )
        lines = "<br>".join(f"Dòng thơ thứ {n} của bài" for n in ("nhất", "hai", "ba", "tư"))
        body = f"<div><h1>Bến cũ</h1><p>{DATE}</p><div>{lines}</div><ul>{others}</ul></div>"
        found = unknown(page(body, "<title>Bến cũ (thơ)</title>"))

        assert "Bến cũ" == found.title

    def test_a_date_in_the_line_of_the_title(self) -> None:
        head = f"<div><span>{TITLE}</span> <span class=tg>(05/06/2013 | 09:32)</span></div>"
        found = unknown(page(f"<div>{head}<div>{paragraphs(ONE, TWO)}</div></div>"))

        assert TITLE == found.title
        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at

    def test_a_script_without_blanks(self) -> None:
        title, lead = "广安省举行边境旅游推介会", "六月五日上午，广安省人民委员会在下龙市举行边境旅游推介会。"
        text = [
            "来自中国广西的六十多家旅行社的代表出席会议，考察芒街口岸和姑苏岛的旅游线路。",
            "会上双方签署了八项合作备忘录，内容涉及自驾游、研学旅行、海上观光和医疗康养。",
        ]
        head = f"<h1>{title}</h1><div>2013/06/05 - 09:32</div><div class=sum>{lead}</div>"
        found = unknown(page(f"<div>{head}<div>{paragraphs(*text)}</div></div>", f"<title>{title}</title>"))

        assert title == found.title
        assert [lead, *text] == [found.lead, *texts(found)]

    def test_a_title_that_nothing_declares_above_a_text_with_its_date_below(self) -> None:
        title = "Xã Bản Mây gặp mặt thanh niên lên đường nhập ngũ"
        tail = "<div>Rơ Lan Hạnh - Công chức xã</div><div>Ngày 05/06/2013 17:12</div><b>Tin khác</b>"
        others = "".join(
            f'<p>» <a href="/{n}">Tập huấn cho cán bộ thôn bản năm {n}</a></p>' for n in range(8)
        )
        body = (
            f"<div>TIN TỨC</div><div><div>{title}</div><div>{paragraphs(ONE, TWO)}</div>{tail}</div>{others}"
        )
        found = unknown(page(body, "<title>Chi tiết tin</title>"))

        assert title == found.title
        assert [ONE, TWO] == texts(found)
        assert "Rơ Lan Hạnh - Công chức xã" == found.byline


class TestLeads:
    """FAULTS 49."""

    def test_a_lead_above_a_list(self) -> None:
        items = "".join(f"<li>Quyết định số {n}/QĐ-BM về thủ tục cho mượn sách;</li>" for n in (1, 2, 3))
        box = f"<div><div>Các quyết định gồm:</div><ul>{items}</ul><div>{TWO}</div></div>"
        head = f"<div>{TITLE}</div><div>{DATE}</div><div class=s>{ONE}</div>"
        found = unknown(page(f"<div>{head}{box}</div>"))

        assert ONE == found.lead
        assert [TWO] == texts(found)[-1:]

    def test_a_lead_in_bold_letters_without_a_full_stop(self) -> None:
        lead = ONE.rstrip(".")
        head = f"<h1>{TITLE}</h1><p>{DATE}</p><p class=s><b>{lead}</b></p>"
        lines = [f"{n}. {line}" for n in (1, 2, 3) for line in (TWO, THREE)]
        found = unknown(page(f"<div>{head}<div>{paragraphs(*lines)}</div></div>"))

        assert lead == found.lead
        assert lines == texts(found)


class TestAroundTheText:
    """FAULTS 53 and 48."""

    def test_items_that_are_a_link_and_a_date_are_others_in_every_language(self) -> None:
        items = "".join(f'<li><a href="/{n}">ពិធីបុណ្យ</a> <i>18:5{n}, 1{n}/03/2025</i></li>' for n in range(4))
        found = unknown(article(f"{paragraphs(ONE, TWO)}<ul>{items}</ul>"))

        assert [ONE, TWO] == texts(found)

    def test_an_item_with_a_link_and_a_date_in_its_words_stays(self) -> None:
        item = 'Từ 05/06/2013, mượn sách qua <a href="/muon">trang mượn sách</a> của thư viện huyện;'
        found = unknown(article(f"{paragraphs(ONE)}<ul><li>{item}</li></ul>{paragraphs(TWO)}"))

        assert 3 == len(found.paragraphs)

    def test_to_log_in_for_comments_is_no_text(self) -> None:
        login = '<ul><li><a href="/l">Đăng nhập</a> hoặc <a href="/r">đăng ký</a> để gửi ý kiến</li></ul>'
        found = unknown(
            article(f'{paragraphs(ONE, TWO)}<p align="right"><b>Thu Hà (thực hiện)</b></p>{login}')
        )

        assert [ONE, TWO] == texts(found)
        assert "Thu Hà (thực hiện)" == found.byline

    def test_a_photo_story_of_pictures_and_their_captions(self) -> None:
        captions = [f"Các em ở bản số {n} chờ xe sách từ sáng sớm." for n in range(1, 4)]
        text = "".join(
            f'<div><img src="/{n}.jpg"><p class="ph-cap">{line}</p></div>' for n, line in enumerate(captions)
        )
        found = unknown(article(text, lead=ONE))

        assert captions == [image.caption for image in found.images]
        assert {Kind.CAPTION} == {paragraph.kind for paragraph in found.paragraphs}

    def test_a_poll_in_the_text_is_none_of_it(self) -> None:
        poll = (
            '<div class="poll"><p>Bạn có muốn thêm một xe sách cho ba xã vùng cao?</p><label>Có</label></div>'
        )
        found = unknown(article(paragraphs(ONE) + poll + paragraphs(TWO)))

        assert [ONE, TWO] == texts(found)

    def test_a_note_in_brackets_ends_a_text(self) -> None:
        note = "(Toàn văn kế hoạch được đăng kèm theo)"
        found = unknown(article(f'{paragraphs(ONE, TWO, note)}<p><a href="/kh.pdf">KH-12.pdf</a></p>'))

        assert [ONE, TWO, note] == texts(found)
        assert 1 == len(found.attachments)

    def test_a_short_sentence_below_a_table_that_is_all_there_is(self) -> None:
        rows = "".join(f"<tr><td>Thứ {n}</td><td>8h00: Xe sách ở bản {n}</td></tr>" for n in range(2, 7))
        note, other = (
            "Lịch này thay cho giấy mời đối với các lớp.",
            "Tổng đài của huyện trực cả ngày nghỉ và lễ.",
        )
        box = f"<div><h3>{TITLE}</h3><p>{DATE}</p><table>{rows}</table><p>{note}</p></div>"
        found = unknown(page(f"{box}<div><div><p>{other}</p></div></div>"))

        assert note == found.paragraphs[-1].text
        assert 6 == len(found.paragraphs)

    def test_a_picture_of_an_amp_page_has_its_caption(self) -> None:
        picture = '<amp-img src="/a.jpg" width="600" height="400"></amp-img><p><em>Các em nhận sách.</em></p>'
        found = unknown(article(paragraphs(ONE) + picture + paragraphs(TWO)))

        assert ["Các em nhận sách."] == [image.caption for image in found.images]
        assert [ONE, TWO] == [p.text for p in found.paragraphs if p.kind is not Kind.CAPTION]

    @pytest.mark.parametrize(
        "last",
        [
            "Mỗi em được tặng giấy khen và ba quyển sách (trích quỹ khuyến học)",
            "Lễ trao sách kết thúc lúc 11 giờ cùng ngày",
            "“Đọc sách là đi thật xa mà không rời bản” (lời một cụ già)",
        ],
    )
    def test_a_last_paragraph_whose_full_stop_was_forgotten(self, last: str) -> None:
        plain = unknown(article(paragraphs(ONE, TWO, last)))
        signed = unknown(article(f"{paragraphs(ONE, TWO, last)}<p><b>Lưu Hương</b></p>"))

        assert [ONE, TWO, last] == texts(plain) == texts(signed)
        assert ("", "Lưu Hương") == (plain.byline, signed.byline)

    @pytest.mark.parametrize(
        "above",
        [
            "<ul><li>Bản Một: sáng thứ hai</li><li>Bản Hai: chiều thứ hai</li></ul>",
            "<table border=1><tr><td>Bản Một</td><td>8h</td></tr><tr><td>Bản Ba</td><td>9h</td></tr></table>",
            "<h3>Ngày mai</h3>",
        ],
    )
    def test_a_last_paragraph_without_a_full_stop_below_anything_else(self, above: str) -> None:
        last = "Xe sách sẽ trở lại từng bản vào mùa khai giảng năm sau"
        found = unknown(article(paragraphs(ONE, TWO) + above + paragraphs(last)))

        assert last == found.paragraphs[-1].text


class TestColumnsTagsAndDocuments:
    """The fields around an article."""

    @pytest.mark.parametrize(
        "path",
        [
            "<div>Trang chủ / Tin tức / Sách và bạn đọc</div><p>In</p>",
            "<span>Trang chủ &gt; Tin tức &gt; Sách và bạn đọc</span>",
            '<div><a href="/vh">Văn hóa</a> <a href="/vh/sach">Sách và bạn đọc</a></div>',
            '<div><a href="/vh/sach">Sách và bạn đọc</a> <span>05/06/2013 09:32</span></div>',
            '<h6><a href="/vh/sach">Sách và bạn đọc</a></h6>',
        ],
    )
    def test_the_column_above_a_title(self, path: str) -> None:
        found = unknown(
            page(f"<div>{path}<h1>{TITLE}</h1><p>{DATE}</p><div>{paragraphs(ONE, TWO)}</div></div>")
        )

        assert "Sách và bạn đọc" == found.category

    def test_a_path_above_the_element_of_the_article(self) -> None:
        path = "<p>Trang chủ » Tin tức » Sách và bạn đọc</p>"
        text = "".join(f"<p>{n}. {line}</p>" for n in range(5) for line in (ONE, TWO, THREE))
        box = f"<article><h2>{TITLE}</h2><p>{DATE}</p>{text}</article>"
        found = unknown(f"<title>{TITLE}</title><section>{path}{box}</section>")

        assert "Sách và bạn đọc" == found.category

    def test_a_button_above_a_title_is_no_column(self) -> None:
        top = f'<title>{TITLE}</title><p><a href="/in">In</a></p>'
        found = unknown(f"{top}<h1>{TITLE}</h1><p>{DATE}</p><div>{paragraphs(ONE, TWO)}</div>")

        assert "" == found.category

    @pytest.mark.parametrize(
        "box",
        [
            '<div class="tag-bai"><a href="/s/1">sách</a> <a href="/s/2">vùng cao</a></div>',
            '<div><span>Chủ đề:</span><a href="/s/1">#sách</a><a href="/s/2">#vùng cao</a></div>',
        ],
    )
    def test_tags_right_below_the_text(self, box: str) -> None:
        found = unknown(article(f"{paragraphs(ONE, TWO, THREE)}{box}"))

        assert ("sách", "vùng cao") == found.tags
        assert [ONE, TWO, THREE] == texts(found)

    def test_documents_between_title_and_text(self) -> None:
        files = (
            '<div>Tải văn bản: <a href="/hs.zip">Hồ sơ mời thầu</a> | <a href="/tb.pdf">Thông báo</a></div>'
        )
        found = unknown(
            page(f"<div><h1>{TITLE}</h1><p>{DATE}</p>{files}<div>{paragraphs(ONE, TWO)}</div></div>")
        )

        assert ["Hồ sơ mời thầu", "Thông báo"] == [file.title for file in found.attachments]
        assert [ONE, TWO] == texts(found)
