"""What pages say, and what is no article: one small page per law of the source."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest
from cost import bounded
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DATE, ONE, SITE, THREE, TITLE, TWO, article, page, paragraphs, read, refusal, texts

from archiver.errors import ExtractionError, NotAnArticle, PayloadError
from archiver.extract.site import Layout, Rule, Site
from archiver.records import VIETNAM, Precision, Reason


def test_an_unknown_page_gives_every_field_and_says_how_each_was_found() -> None:
    found = read(article(paragraphs(ONE, TWO, THREE, "Lưu Hương")), None)

    assert (TITLE, datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM), DATE) == (
        found.title,
        found.published_at,
        found.published_text,
    )
    assert ([ONE, TWO, THREE], "Lưu Hương", "") == (texts(found), found.byline, found.lead)
    assert {"title", "published_at", "paragraphs", "byline"} <= found.found.keys()
    assert ("bo.example.vn", "197123456", "vi") == (found.site, found.record_id, found.language)


class TestLayouts:
    OWN = Layout(name="2013", when="#c", title="h1", published="p.date", body="#t", byline=Rule(css=".ten"))

    def site(self, **changes: object) -> Site:
        return replace(SITE, layouts=(replace(self.OWN, **changes),))  # type: ignore[arg-type]

    def test_the_sites_own_layout_comes_first(self) -> None:
        found = read(article(paragraphs(ONE, TWO)), self.site())

        assert ("2013", "layout:2013", [ONE, TWO]) == (found.layout, found.found["title"].by, texts(found))

    def test_a_selector_that_finds_two_nodes_is_a_doubt_and_evidence_goes_on(self) -> None:
        found = read(article(paragraphs(ONE, TWO)), self.site(title="p"))

        assert (TITLE, "evidence") == (found.title, found.found["title"].by)
        assert "'p' found 4 nodes, expected 1" in found.found["title"].doubt

    def test_a_layout_without_its_body_falls_to_the_next_step_with_a_doubt(self) -> None:
        found = read(article(paragraphs(ONE, TWO)), self.site(body="#moved"))

        assert ("", [ONE, TWO]) == (found.layout, texts(found))
        assert "'#moved' found 0 nodes" in found.found["paragraphs"].doubt

    @pytest.mark.parametrize("lead", ["", "Xe sách lần đầu vượt đèo đến ba xã chưa có thư viện."])
    @pytest.mark.parametrize("markup", ['<p align="right"><b>{}</b></p>', "<p><i>{}</i></p>"])
    @pytest.mark.parametrize("name", ["Lưu Hương", "Minh Châu - Đức Anh"])
    def test_a_name_that_begins_the_text_is_the_byline(self, name: str, markup: str, lead: str) -> None:
        bold = f"<p><b>{lead}</b></p>" if lead else ""
        found = read(article(markup.format(name) + bold + paragraphs(ONE, TWO)), self.site())

        assert ("2013", name, lead, [ONE, TWO]) == (found.layout, found.byline, found.lead, texts(found))

    def test_fields_that_evidence_finds_in_the_body_are_no_text(self) -> None:
        lead = "Xe sách lần đầu vượt đèo đến ba xã chưa có thư viện."
        name = '<p align="right"><i>Lưu Hương</i></p>'
        site = self.site(body="#c", title=None, published=None, byline=None)
        found = read(article(f"{name}<h2>{lead}</h2>{paragraphs(ONE, TWO)}", lead=lead), site)

        assert ("2013", TITLE, lead, "Lưu Hương") == (found.layout, found.title, found.lead, found.byline)
        assert [ONE, TWO] == texts(found)

    def test_a_name_below_the_lead_that_begins_the_text_is_the_byline(self) -> None:
        lead = "Xe sách lần đầu vượt đèo đến ba xã chưa có thư viện."
        name = '<p align="right"><b>Lưu Hương</b></p>'
        found = read(article(f'<p class="sapo">{lead}</p>{name}{paragraphs(ONE, TWO)}'), self.site())

        assert (lead, "Lưu Hương", [ONE, TWO]) == (found.lead, found.byline, texts(found))

    def test_a_lead_above_documents_alone_is_no_paragraph(self) -> None:
        lead = "Ban tổ chức gửi kế hoạch và mẫu đăng ký để các trường chuẩn bị."
        text = f'<p class="sapo">{lead}</p><p>Tài liệu kèm theo: <a href="/a.pdf">Kế hoạch</a></p>'
        found = read(article(f"<p><b>{lead}</b></p>{text}"), self.site(title=None, published=None))

        assert (lead, [], ["Kế hoạch"]) == (
            found.lead,
            texts(found),
            [file.title for file in found.attachments],
        )

    def test_a_bold_paragraph_above_a_picture_and_more_bold_text_is_no_lead(self) -> None:
        picture = '<figure><img src="/a.jpg"><figcaption>Xe sách ở bản Mây</figcaption></figure>'
        found = read(article(f"<p><b>{ONE}</b></p>{picture}<p><b>{TWO}</b></p>"), self.site())

        assert ("", [ONE, "Xe sách ở bản Mây", TWO]) == (found.lead, texts(found))

    @pytest.mark.parametrize("line", ["<p><b>Văn Hóa</b></p>", "<p>Lưu Hương</p><p>Minh Châu</p>"])
    def test_other_lines_that_begin_the_text_stay(self, line: str) -> None:
        found = read(article(line + paragraphs(ONE, TWO)), self.site())

        assert ("", [ONE, TWO]) == (found.byline, texts(found)[-2:])
        assert len(texts(found)) > 2

    def test_an_optional_field_may_be_missing_without_a_doubt(self) -> None:
        found = read(article(paragraphs(ONE, TWO)), self.site())

        assert [] == [how for how in found.found.values() if how.doubt]

    def test_empty_nodes_that_a_selector_finds_do_not_count(self) -> None:
        html = article(paragraphs(ONE, TWO)).replace(
            '<p class="date">', '<p class="date">&nbsp;</p><p class="date">'
        )

        assert DATE == read(html, self.site(published="p.date")).published_text

    def test_a_name_beside_the_body_is_the_byline_of_a_layout_without_a_place_for_it(self) -> None:
        text = f'<div id="t">{paragraphs(ONE, TWO)}</div><p><b>Lưu Hương</b></p><p>Số lượt xem: 12</p>'
        html = page(f'<div id="c"><h1>{TITLE}</h1><p class="date">{DATE}</p>{text}</div>')

        assert "Lưu Hương" == read(html, self.site(byline=None)).byline
        assert "" == read(html, self.site()).byline

    def test_a_layout_may_print_in_utc(self) -> None:
        html = article(paragraphs(ONE, TWO), date="Thứ Sáu, ngày 08/01/2026 17:08")
        found = read(html, self.site(zone=UTC))

        assert datetime(2026, 1, 9, 0, 8, tzinfo=VIETNAM) == found.published_at
        assert "" == found.found["published_at"].doubt


class TestDates:
    def test_a_wrong_weekday_is_a_doubt_and_the_date_stays(self) -> None:
        found = read(article(paragraphs(ONE, TWO), date="Thứ hai, 05/06/2013 09:32"))

        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at
        assert "thứ hai" in found.found["published_at"].doubt.lower()

    def test_clock_copyright_and_dates_in_the_text_never_win(self) -> None:
        clock = '<div class="clock">Thứ sáu, ngày 06/03/2026</div>' * 2
        html = article(paragraphs(f"Ngày 4/6/2011 là ngày hội. {ONE}", TWO)).replace("<ul", f"{clock}<ul")

        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == read(html).published_at

    def test_without_a_printed_date_nothing_on_the_page_is_taken_for_one(self) -> None:
        html = page(f"<h1>{TITLE}</h1><div>{paragraphs(ONE, TWO, THREE)}</div>")

        assert (None, None, "") == (
            read(html).published_at,
            read(html).published_precision,
            read(html).published_text,
        )

    def test_metadata_confirm_the_visible_line_and_never_override_it(self) -> None:
        head = '<title>x</title><meta property="article:published_time" content="2013-06-07T10:00:05+07:00">'
        html = article(paragraphs(ONE, TWO)).replace(f"<title>{TITLE}</title>", head)
        found = read(html)

        assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == found.published_at
        assert datetime(2013, 6, 7, 10, 0, 5, tzinfo=VIETNAM) == found.recorded_at
        assert "2013-06-07" in found.found["published_at"].doubt

    def test_metadata_serve_where_no_date_is_printed(self) -> None:
        time_tag = '<meta property="article:published_time" content="2013-06-05T09:32:10+07:00">'
        head = f"<title>{TITLE}</title>{time_tag}"
        found = read(page(f"<h1>{TITLE}</h1><div>{paragraphs(ONE, TWO)}</div>", head))

        assert (datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM), "") == (found.published_at, found.published_text)
        assert "meta" == found.found["published_at"].by

    @pytest.mark.parametrize("date", ["20/03/2025 00:00", "20/03/2025", "30/03/2021 | 12:00 AM"])
    def test_midnight_says_no_hour(self, date: str) -> None:
        assert Precision.DAY is read(article(paragraphs(ONE, TWO), date=date)).published_precision

    def test_two_hours_ago_counts_from_the_capture(self) -> None:
        fetched = datetime(2026, 3, 6, 1, 30, tzinfo=UTC)
        found = read(article(paragraphs(ONE, TWO), date="2 giờ trước"), fetched_at=fetched)

        assert found.published_at is not None
        assert datetime(2026, 3, 6, 6, 30, tzinfo=VIETNAM) == found.published_at

    def test_a_later_update_line_is_the_update(self) -> None:
        found = read(article(paragraphs(ONE, TWO, "Cập nhật lúc: 06/06/2013 10:00")))

        assert datetime(2013, 6, 6, 10, 0, tzinfo=VIETNAM) == found.updated_at
        assert [ONE, TWO] == texts(found)


class TestTitles:
    """FAULTS 54."""

    @pytest.mark.parametrize(
        "title", ["Hà Nội - Huế: thêm chuyến tàu Tết", "Sách | Báo: nghề của chữ", "Bộ Mẫu - 30 năm"]
    )
    def test_a_title_is_never_cut_at_a_dash_or_a_bar(self, title: str) -> None:
        html = article(paragraphs(ONE, TWO), title=title).replace(
            f"<title>{TITLE}", f"<title>{title} - Bộ Mẫu"
        )

        assert title == read(html).title

    def test_the_name_of_the_site_is_no_part_of_a_declared_title(self) -> None:
        head = f'<title>{TITLE} | Bộ Mẫu</title><meta property="og:site_name" content="Bộ Mẫu">'
        html = page(f'<div class="big">{TITLE}</div><p>{DATE}</p><div>{paragraphs(ONE, TWO)}</div>', head)

        assert TITLE == read(html).title

    def test_entities_in_json_ld_are_read(self) -> None:
        author = '{"name":"L&amp;#432;u H&amp;#432;&amp;#417;ng"}'
        ld = f'{{"@type":"NewsArticle","headline":"Khai m&#7841;c","author":{author}}}'
        head = f'<title>{TITLE}</title><script type="application/ld+json">{ld}</script>'
        html = article(paragraphs(ONE, TWO)).replace(f"<title>{TITLE}</title>", head)

        assert "Lưu Hương" == read(html).byline


D1N = (
    b'<html><body><script>document.cookie="D1N=0123456789abcdef0123456789abcdef"+"; expires=Fri, 31-Dec-2027 '
    b'23:55:55 GMT; path=/";window.location.reload(true);</script></body></html>'
)
TEASERS = "".join(
    f'<div class="item"><h3><a href="/tin-{n}.htm">Tiêu đề của một bài viết thứ {n} trong danh mục</a></h3>'
    f"<span>0{n}/03/2026 08:1{n}</span>"
    f"<p>Vài dòng tóm tắt nội dung của bài viết thứ {n} để bạn đọc chọn xem, không hơn.</p></div>"
    for n in range(1, 8)
)


class TestRefusals:
    def test_the_cookie_page_is_blocked_and_never_an_article(self) -> None:
        assert Reason.BLOCKED == refusal(D1N)

    @pytest.mark.parametrize(
        ("status", "reason"),
        [
            (403, Reason.BLOCKED),
            (429, Reason.BLOCKED),
            (404, Reason.NOT_FOUND),
            (410, Reason.NOT_FOUND),
            (500, Reason.ERROR_PAGE),
            (302, Reason.REDIRECT),
        ],
    )
    def test_a_status_is_believed_before_the_page(self, status: int, reason: Reason) -> None:
        assert reason == refusal(article(paragraphs(ONE, TWO)), status=status)

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (
                "<h1>Không tìm thấy</h1><p>Bài viết bạn tìm không tồn tại hoặc đã bị xoá.</p>",
                Reason.NOT_FOUND,
            ),
            ("<h1>Thông báo</h1><p>Hệ thống đang bảo trì, mời bạn quay lại sau.</p>", Reason.MAINTENANCE),
            ("<h1>Server Error in '/' Application.</h1>", Reason.ERROR_PAGE),
            ("<form><input name=u><input type=password name=p></form>", Reason.LOGIN),
            ("<h1>Just a moment...</h1><div id='cf-error-details'></div>", Reason.BLOCKED),
        ],
    )
    def test_a_short_page_served_with_200_is_what_it_says(self, body: str, reason: Reason) -> None:
        assert reason == refusal(f"<html><head><title></title></head><body>{body}</body></html>")

    def test_a_listing_under_an_articles_address_is_a_listing(self) -> None:
        assert Reason.LISTING == refusal(
            page(f"<h1>Tin tức</h1><div>{TEASERS}</div>", "<title>Tin tức</title>")
        )
        assert Reason.LISTING == refusal(
            page(f"<h2>Hoạt động</h2><div>{TEASERS}</div>", "<title>Bộ Mẫu</title>")
        )

    def test_an_article_about_missing_things_is_an_article(self) -> None:
        html = article(paragraphs(ONE, TWO, THREE) * 4, title="Không tìm thấy sách giáo khoa cũ ở ba xã")

        assert "Không tìm thấy sách giáo khoa cũ ở ba xã" == read(html).title

    def test_a_page_without_title_or_text_is_neither(self) -> None:
        assert refusal("<html><body><p></p></body></html>") in {Reason.NO_TITLE, Reason.NO_BODY}


class TestHostileInput:
    @settings(max_examples=150)
    @given(st.binary(max_size=600))
    def test_any_bytes_end_in_an_article_or_a_named_reason(self, body: bytes) -> None:
        try:
            read(body)
        except ExtractionError as error:
            assert str(error)

    TAGS = re.findall(
        "<[^>]+>",
        "<p></p><div></div><table><tr><td></table></a><br><h1></h1><img><b><figure><figcaption><li><!-->"
        "<script></script><title><svg><math><template><select><frameset><caption><o:p>",
    )
    LINES = (
        TITLE,
        DATE,
        ONE,
        TWO,
        "Lưu Hương",
        "Tin khác",
        "31/02/2013",
        "Tệp đính kèm:",
        "&nbsp;",
        "\u0301",
    )
    ATTRIBUTED = (
        "<a href='http://[::1'>",
        "<img src='//['>",
        "<span class='date'>",
        "<meta property='article:published_time' content='x'>",
        "<script type='application/ld+json'>[{",
    )

    @settings(max_examples=300)
    @given(st.lists(st.sampled_from([*TAGS, *LINES, *ATTRIBUTED]), max_size=40))
    def test_any_markup_ends_in_an_article_or_a_named_reason(self, pieces: list[str]) -> None:
        try:
            found = read("".join(pieces).encode("utf-8", "replace"))
        except ExtractionError:
            return

        assert found.title
        assert all(paragraph.text == paragraph.text.strip() != "" for paragraph in found.paragraphs)

    @pytest.mark.parametrize("tag", ["<div>", "<span>", "<table><tr><td>", "<ul><li>", "<b>", "<blockquote>"])
    def test_ten_thousand_levels_are_read_or_refused_in_bounded_time(self, tag: str) -> None:
        with bounded(5), suppress(NotAnArticle, PayloadError):
            read(f"<h1>{TITLE}</h1><p>{DATE}</p>" + tag * 10_000 + ONE)

    def test_json_without_end_is_no_json(self) -> None:
        html = article(paragraphs(ONE, TWO)).replace(
            "</head>", f'<script type="application/ld+json">{"[" * 50_000}</script></head>'
        )

        assert TITLE == read(html).title

    def test_a_page_of_thirty_megabytes_ends_in_bounded_time(self) -> None:
        with bounded(15), pytest.raises(PayloadError):
            read(b"<html><body>" + b"<p>a</p>" * 3_900_000)


@pytest.mark.parametrize(
    ("link", "doubt", "kept"),
    [
        ("/tin/mot-bai-khac-197654321.htm", "the page's canonical link names bo-654321", ""),
        (
            "http://www.bo.example.vn/print/khai-mac-197123456.htm#dau",
            "",
            "http://www.bo.example.vn/print/khai-mac-197123456.htm",
        ),
        ("/khai-mạc-197123456.htm", "", "https://bo.example.vn/khai-m%E1%BA%A1c-197123456.htm"),
        ("/", "", ""),
        ("/tin-tuc.htm", "", ""),
        ("https://bao.example.vn/tin/mot-bai-khac-197654321.htm", "", ""),
        ("http://[", "", ""),
    ],
)
def test_a_canonical_link_to_another_article_is_a_doubt_and_never_the_identity(
    link: str, doubt: str, kept: str
) -> None:
    head = f'<title>{TITLE}</title><link rel="canonical" href="{link}">'
    html = article(paragraphs(ONE, TWO, THREE)).replace(f"<title>{TITLE}</title>", head)
    found = read(html)

    assert found.record_id == "123456"
    assert doubt == (found.found["record_id"].doubt if "record_id" in found.found else "")
    assert kept == found.canonical_url
    assert bool(kept) == ("canonical_url" in found.found)


@pytest.mark.parametrize(
    ("url", "declared", "kept"),
    [
        ("https://so.example.vn/tin/mua-lu-20469?p=2", "/tin/mua-lu-20469", True),
        (
            "https://so.example.vn/tin.aspx?ItemID=20469",
            "https://so.example.vn/mua-lu-dau-nam.html",
            True,
        ),
        ("https://so.example.vn/tin/mua-lu-20469", "/tin/nang-han-20470", False),
        ("https://so.example.vn/tin/mua-lu-20469", "https://so.example.vn", False),
        ("https://so.example.vn/tin/mua-lu-20469", "https://khac.example.vn/tin/mua-lu-20469", False),
    ],
)
def test_what_a_page_of_an_undescribed_portal_names_as_its_address_is_kept_where_it_can_be_its_own(
    url: str, declared: str, kept: bool
) -> None:
    head = f'<title>{TITLE}</title><meta property="og:url" content="{declared}">'
    html = article(paragraphs(ONE, TWO, THREE)).replace(f"<title>{TITLE}</title>", head)
    found = read(html, None, url=url)

    assert found.canonical_url == (urljoin(url, declared) if kept else "")
