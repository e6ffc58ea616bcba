"""The body of an article in every shape and markup that portals print it in, and what stands around it."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

from archiver.records import Attachment, Image, Kind


class TestShapes:
    """FAULTS 48."""

    def test_a_notice_of_one_sentence(self) -> None:
        assert [ONE] == texts(read(article(f"<p>{ONE}</p>")))

    def test_a_photo_story(self) -> None:
        caption = '<p class="caption">Các em nhận sách. Ảnh: Lưu Hương</p>'
        text = f'<p><img src="/a.jpg"></p>{caption}<p><img src="/b.jpg"></p>'
        found = read(article(text))

        assert (
            Image("https://bo.example.vn/a.jpg", "Các em nhận sách.", "Lưu Hương"),
            Image("https://bo.example.vn/b.jpg"),
        ) == found.images
        assert [Kind.CAPTION] == [paragraph.kind for paragraph in found.paragraphs]

    def test_pictures_of_other_articles_are_not_its_own(self) -> None:
        own = '<figure><img src="/xe-sach.jpg"><figcaption>Xe sách ở bản Mây.</figcaption></figure>'
        other = '<a href="/khac-197000001.htm"><img src="/khac.jpg"></a>'
        headline = '<a href="/khac-197000001.htm">Ba xã vùng cao được tặng thêm hai nghìn đầu sách mới</a>'
        boxes = (
            f'<div class="related-one-news">{other}<p>{headline}</p></div>',
            f"<ul><li>{other}<h4>{headline}</h4></li><li>{other}<h4>{headline}</h4></li></ul>",
            f"<div><p>Tham khảo thêm</p>{other}<h4>{headline}</h4></div>",
        )
        for box in boxes:
            text = f"{own}{paragraphs(ONE, TWO)}{box}{paragraphs(THREE)}"
            found = read(article(text))

            assert ["https://bo.example.vn/xe-sach.jpg"] == [image.url for image in found.images]
            assert [ONE, TWO, THREE] == texts(found)[1:]

    def test_a_box_that_is_placed_by_its_class_is_no_related_one(self) -> None:
        box = f'<div class="relative mx-auto"><img src="/xe-sach.jpg"><p>{THREE}</p></div>'
        found = read(article(paragraphs(ONE, TWO) + box))

        assert [ONE, TWO, THREE] == texts(found)
        assert ["https://bo.example.vn/xe-sach.jpg"] == [image.url for image in found.images]

    def test_a_table_is_one_row_per_paragraph(self) -> None:
        rows = "".join(
            f"<tr><td>Xã {n}</td><td>{n}0 quyển sách</td><td>{n} lớp</td></tr>" for n in range(1, 6)
        )
        found = read(article(f"<table border=1>{rows}</table>"))

        assert [(Kind.TABLE_ROW, f"Xã {n} | {n}0 quyển sách | {n} lớp") for n in range(1, 6)] == [
            (paragraph.kind, paragraph.text) for paragraph in found.paragraphs
        ]

    def test_a_notice_that_is_only_a_document(self) -> None:
        found = read(article('<p>Tệp đính kèm:</p><p><a href="/f/QD-15.PDF">Quyết định số 15/QĐ-BM</a></p>'))

        assert (
            (),
            (Attachment("https://bo.example.vn/f/QD-15.PDF", "Quyết định số 15/QĐ-BM", "application/pdf"),),
        ) == (
            found.paragraphs,
            found.attachments,
        )

    def test_a_very_long_article_is_whole(self) -> None:
        lines = [f"Đoạn thứ {n}: {ONE}" for n in range(3_000)]

        assert lines == texts(read(article(paragraphs(*lines))))


class TestLeads:
    """FAULTS 49."""

    LEAD = (
        "Xe sách lưu động của tỉnh lần đầu vượt đèo đến ba xã chưa có thư viện, mang theo hai nghìn đầu sách."
    )

    @pytest.mark.parametrize(
        "markup", ['<div class="sapo">{}</div>', "<h2 class='lead'>{}</h2>", "<p><strong>{}</strong></p>"]
    )
    def test_a_lead_is_apart_from_the_text(self, markup: str) -> None:
        found = read(article(markup.format(self.LEAD) + paragraphs(ONE, TWO, THREE)))

        assert (self.LEAD, [ONE, TWO, THREE]) == (found.lead, texts(found))

    @pytest.mark.parametrize("lead", ["<b>{}</b>", '<span style="font-weight: 700">{}</span>'])
    def test_a_text_in_a_b_of_ordinary_weight_is_not_bold(self, lead: str) -> None:
        text = f"<p>{lead.format(self.LEAD)}</p>{paragraphs(ONE, TWO, THREE)}"
        found = read(article(f'<b style="font-weight:normal;" id="docs-internal-guid-1">{text}</b>'))

        assert (self.LEAD, [ONE, TWO, THREE]) == (found.lead, texts(found))

    @pytest.mark.parametrize("markup", ["<p><b>{}</b></p>", '<p class="sapo">{}</p>', "<h2>{}</h2>"])
    def test_a_lead_may_stand_below_a_picture_and_its_caption(self, markup: str) -> None:
        caption = "Các em nhận sách ở sân trường"
        above = f'<p><img src="/a.jpg"></p><p><em>{caption}</em></p>'
        found = read(article(above + markup.format(self.LEAD) + paragraphs(ONE, TWO, THREE)), None)

        assert (self.LEAD, [caption, ONE, TWO, THREE]) == (found.lead, texts(found))
        assert [caption] == [image.caption for image in found.images]

    def test_a_lead_that_is_also_the_first_paragraph_is_stored_once(self) -> None:
        found = read(article(paragraphs(self.LEAD, ONE, TWO), lead=self.LEAD))

        assert (self.LEAD, [ONE, TWO]) == (found.lead, texts(found))

    def test_the_sites_mark_before_a_lead_is_its_source_line(self) -> None:
        found = read(article(paragraphs(ONE, TWO), lead=f"(Mic.gov.vn) - {self.LEAD}"))

        assert (self.LEAD, "(Mic.gov.vn) -") == (found.lead, found.source_line)

    @pytest.mark.parametrize(
        ("mark", "source"),
        [("BTM - ", "BTM -"), ("ASEAN - ", ""), ("GOV - ", ""), ("(BTM)", "(BTM)")],
    )
    def test_letters_before_a_lead_are_the_sites_mark_where_its_host_has_them(
        self, mark: str, source: str
    ) -> None:
        page = article(paragraphs(ONE, TWO), lead=f"{mark}{self.LEAD}")
        found = read(page, None, url="https://btm.gov.vn/tin/khai-mac-1234.htm")

        assert (self.LEAD if source else f"{mark}{self.LEAD}", source) == (found.lead, found.source_line)

    @pytest.mark.parametrize("markup", ["<p><strong>{}</strong></p>", "<h4>{}</h4>"])
    def test_in_a_text_all_bold_no_paragraph_is_the_lead(self, markup: str) -> None:
        item = "Giao xã Mây Trắng cử cán bộ đọc truyện cho các em nhỏ vào buổi tối thứ tư;"
        lines = [markup.format(line) for line in (self.LEAD, ONE, TWO, f"{THREE}/. Lưu Hương")]
        text = f"{lines[0]}{lines[1]}<ul><li>{item}</li><li>{item}</li></ul>{lines[2]}{lines[3]}"
        found = read(article(text))

        assert ("", "Lưu Hương") == (found.lead, found.byline)
        assert [self.LEAD, ONE, item, item, TWO, f"{THREE}/."] == texts(found)

    def test_a_page_without_a_lead_has_none(self) -> None:
        assert "" == read(article(paragraphs(ONE, TWO, THREE))).lead


class TestSignatures:
    """FAULTS 50, 51."""

    @pytest.mark.parametrize(
        ("line", "byline", "source"),
        [
            ('<p align="right"><b>Lưu Hương</b></p>', "Lưu Hương", ""),
            ("<p>(Lưu Hương)</p>", "Lưu Hương", ""),
            ("<p>Minh Châu - Đức Anh</p>", "Minh Châu - Đức Anh", ""),
            ('<p style="text-align: right"><em>PV</em></p>', "PV", ""),
            ("<p>Tác giả: Nguyễn Thu Trang</p>", "Nguyễn Thu Trang", ""),
            ("<p>Theo TTXVN</p>", "", "Theo TTXVN"),
            ("<p>Lưu Hương</p><p>Nguồn: Báo Nhân Dân</p>", "Lưu Hương", "Nguồn: Báo Nhân Dân"),
            ("", "", ""),
        ],
    )
    def test_the_end_of_the_text_names_its_writer_or_its_source(
        self, line: str, byline: str, source: str
    ) -> None:
        found = read(article(paragraphs(ONE, TWO) + line))

        assert ([ONE, TWO], byline, source) == (texts(found), found.byline, found.source_line)

    @pytest.mark.parametrize(
        "label", ["Danh mục tài liệu kèm theo:", "Tài liệu gửi kèm:", "Các phụ lục kèm theo:"]
    )
    def test_a_name_below_a_list_of_documents_is_the_byline(self, label: str) -> None:
        files = '<ul><li><a href="/ke-hoach.pdf">Kế hoạch tuần lễ sách năm 2013</a> (1,2 MB)</li></ul>'
        found = read(article(f"{paragraphs(ONE, TWO)}<p><b>{label}</b></p>{files}<p>Lưu Hương</p>"))

        assert ([ONE, TWO], "Lưu Hương") == (texts(found), found.byline)
        assert ["Kế hoạch tuần lễ sách năm 2013"] == [file.title for file in found.attachments]

    @pytest.mark.parametrize("date", ["", f"<div>{DATE}</div>"])
    def test_a_labelled_name_right_above_the_title_is_the_byline(self, date: str) -> None:
        head = f"<div><span>Tác giả:</span> <b>Lưu Hương</b></div>{date}<div>{TITLE}</div>"
        found = read(page(f"<div>{head}<div>{paragraphs(ONE, TWO, THREE)}</div></div>"), None)

        assert (TITLE, "Lưu Hương") == (found.title, found.byline)

    def test_a_name_above_the_title_without_a_label_or_further_up_is_none(self) -> None:
        for above in ("<div>Lưu Hương</div>", "<div>Tác giả: Lưu Hương</div><div>Sách mới của tuần</div>"):
            found = read(page(f"{above}<div>{TITLE}</div><div>{paragraphs(ONE, TWO, THREE)}</div>"), None)

            assert (TITLE, "") == (found.title, found.byline)

    def test_a_photo_credit_is_no_byline(self) -> None:
        found = read(article(paragraphs(ONE, TWO) + '<p><img src="/a.jpg"></p><p>Ảnh: Lưu Hương</p>'))

        assert ("", Kind.CAPTION) == (found.byline, found.paragraphs[-1].kind)

    @pytest.mark.parametrize("line", ["Hà Nội", "Văn Hóa", "Thứ trưởng Trần Văn A phát biểu bế mạc."])
    def test_a_last_line_that_only_looks_like_a_name_is_no_byline(self, line: str) -> None:
        assert "" == read(article(paragraphs(ONE, TWO, line))).byline

    def test_the_name_of_the_site_signs_nothing(self) -> None:
        html = article(paragraphs(ONE, TWO)).replace(
            "<title>", '<meta name="author" content="bo.example.vn"><title>'
        )

        assert "" == read(html).byline

    def test_a_name_after_the_closing_mark_is_cut_off(self) -> None:
        found = read(article(paragraphs(ONE, f"{TWO}/. Hồng Thắm")))

        assert ("Hồng Thắm", f"{TWO}/.") == (found.byline, texts(found)[-1])


class TestParagraphs:
    """FAULTS 8, 52, 53, 55, 56."""

    @pytest.mark.parametrize(
        "text",
        [
            f"{ONE}<br><br>{TWO}<br/><br/>&nbsp;<br>{THREE}",
            f"<div>{ONE}</div><div>{TWO}</div><div>{THREE}</div>",
            f"{ONE}<div>{TWO}</div>{THREE}",
            f"<p class=MsoNormal><span><o:p>{ONE}</o:p></span></p><p>&nbsp;</p><p><o:p>&nbsp;</o:p></p>"
            f"<p>{TWO}</p><p>{THREE}</p>",
            f"<table><tr><td><font><p>{ONE}<p>{TWO}</font></td></tr><tr><td>{THREE}</td></tr></table>",
            "".join(f"<section><p>{line}</p></section>" for line in (ONE, TWO, THREE)),
            "".join(f'<span style="display: block">{line}</span>' for line in (ONE, TWO, THREE)),
        ],
        ids=["br br", "div", "bare text", "Word", "table soup", "sections", "spans as blocks"],
    )
    def test_paragraphs_in_any_markup(self, text: str) -> None:
        assert [ONE, TWO, THREE] == texts(read(article(text)))

    def test_inline_splits_join_without_a_space_and_line_wraps_with_one(self) -> None:
        split = (
            f"<span>Sáng nay, hơn h</span><span><b>a</b>i trăm\n   em nhỏ{ONE.partition('em nhỏ')[2]}</span>"
        )

        assert [ONE, TWO] == texts(read(article(f"<p>{split}</p><p>{TWO}</p>")))

    def test_a_bold_line_before_a_line_break_is_a_paragraph_of_its_own(self) -> None:
        grounds, words, heading = (
            "Theo đề nghị của Thư viện tỉnh,",
            "QUYẾT ĐỊNH:",
            "Xe sách lên bản Mây",
        )
        parts = f"{ONE}<br><b>{heading}</b><br><b>Ban tổ chức</b>{TWO.removeprefix('Ban tổ chức')}"
        text = f"<p>{parts}<br>{grounds}<br><b>{words}</b><br>{THREE}</p>"

        assert [ONE, heading, TWO, grounds, words, THREE] == texts(read(article(text)))

    def test_bold_words_at_a_line_break_part_no_sentence(self) -> None:
        begin, end = ONE.split(" do ")
        text = f"<p><b>{begin}</b><br>do {end}<br>{TWO.removesuffix('các em.')}<br><b>các em.</b></p>"

        assert [ONE, TWO] == texts(read(article(text)))

    @pytest.mark.parametrize("markup", ['<p align="center">{}</p>', "<p><em>{}</em></p>"])
    def test_in_a_text_all_centred_or_slanted_a_phrase_below_a_picture_is_its_caption(
        self, markup: str
    ) -> None:
        caption = "Các em nhỏ bên xe sách lưu động"
        a, b, c = (f'<img src="/{name}.jpg">' for name in "abc")
        lines = [ONE, TWO, a, caption, THREE, b, ONE + TWO, c, "<b>Xe sách lên bản Mây</b>", TWO + THREE]
        text = "".join(map(markup.format, lines))
        kinds = [(paragraph.kind, paragraph.text) for paragraph in read(article(text)).paragraphs]

        assert [caption] == [text for kind, text in kinds if kind is Kind.CAPTION]
        assert 7 == len(kinds)

    def test_lists_headings_and_quotes_keep_their_kind(self) -> None:
        listed = "<h2>Sách về bản</h2><ul><li>một nghìn truyện tranh;</li></ul>"
        text = f"<p>{ONE}</p>{listed}<blockquote>{TWO}</blockquote><p>{THREE}</p>"

        assert [Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE, Kind.PARAGRAPH] == [
            paragraph.kind for paragraph in read(article(text)).paragraphs
        ]

    def test_a_text_that_is_indented_as_a_whole_does_not_quote(self) -> None:
        found = read(article(f"<blockquote>{paragraphs(ONE, TWO, THREE, '<b>Lưu Hương</b>')}</blockquote>"))

        assert [(Kind.PARAGRAPH, line) for line in (ONE, TWO, THREE)] == [
            (paragraph.kind, paragraph.text) for paragraph in found.paragraphs
        ]
        assert "Lưu Hương" == found.byline

    def test_lists_and_rows_between_indented_paragraphs_do_not_make_them_quotes(self) -> None:
        listed = "<ul><li>một nghìn truyện tranh;</li><li>hai xe sách;</li><li>ba tủ sách.</li></ul>"
        quotes = [f"<blockquote>{line}</blockquote>" for line in (ONE, TWO, THREE, "Lưu Hương")]
        found = read(article(f"{quotes[0]}{quotes[1]}{listed}{''.join(quotes[2:])}"))

        assert [Kind.PARAGRAPH] * 2 + [Kind.LIST_ITEM] * 3 + [Kind.PARAGRAPH] == [
            paragraph.kind for paragraph in found.paragraphs
        ]
        assert "Lưu Hương" == found.byline

    def test_quotes_below_a_paragraph_stay_quotes(self) -> None:
        quotes = "".join(f"<blockquote>{TWO} {n}</blockquote>" for n in range(8))

        assert [Kind.PARAGRAPH, *[Kind.QUOTE] * 8] == [
            paragraph.kind for paragraph in read(article(f"<p>{ONE}</p>{quotes}")).paragraphs
        ]

    def test_hidden_text_is_not_stored(self) -> None:
        hidden = (
            '<p style="display: none">Bản nháp thứ nhất của bài viết này.</p><p hidden>Bản nháp thứ hai.</p>'
            "<!-- Bản nháp thứ ba. --><script>'Bản nháp thứ tư'</script>"
            "<template><p>Bản nháp năm.</p></template><noscript><p>Bản nháp sáu.</p></noscript>"
            "<style>p{}</style>"
        )

        assert [ONE, TWO] == texts(read(article(f"<p>{ONE}</p>{hidden}<p>{TWO}</p>")))

    def test_boxes_that_offer_other_articles_are_left_out(self) -> None:
        link = '<a href="/x">Thư viện huyện mở cửa buổi tối</a>'
        box = f'<div class="tin-lien-quan"><p>Tin liên quan</p>{link}</div>'
        offer = '<p>&gt;&gt; Xem thêm: <a href="/y">Mở lớp đọc sách cho người cao tuổi</a></p>'
        tail = (
            '<p>Tin khác</p><ul><li><a href="/z">Trao học bổng cho học sinh nghèo</a> (01/06/2013)</li></ul>'
        )

        assert [ONE, TWO, THREE] == texts(
            read(article(f"<p>{ONE}</p>{box}<p>{TWO}</p>{offer}<p>{THREE}</p>{tail}"))
        )

    def test_words_of_the_footer_that_an_article_quotes_survive(self) -> None:
        quote = "Trang mới có nút “Tin liên quan” và dòng chữ “Bản quyền thuộc Bộ Mẫu” ở cuối mỗi bài viết."

        assert [ONE, quote, "In bài viết lên giấy tái chế là yêu cầu mới.", TWO] == texts(
            read(article(paragraphs(ONE, quote, "In bài viết lên giấy tái chế là yêu cầu mới.", TWO)))
        )

    def test_counters_and_sharing_lines_below_the_text_are_left_out(self) -> None:
        tail = paragraphs("Số lượt đọc83", "In bài viết", "Gửi email") + "<div>Chia sẻ</div>"

        assert [ONE, TWO] == texts(read(article(paragraphs(ONE, TWO) + tail)))

    def test_the_next_article_of_an_endless_page_is_another_article(self) -> None:
        lines = [ONE, TWO, THREE, ONE + TWO, TWO + THREE]
        other = paragraphs(*["Câu của bài sau. " * 6] * 3)
        second = f"<article><h1>Một bài khác hẳn</h1><p>06/06/2013 08:00</p>{other}</article>"
        first = f"<article><h1>{TITLE}</h1><p>{DATE}</p>{paragraphs(*lines)}</article>"

        assert lines == texts(read(page(first + second)))

    def test_lazy_pictures_have_their_real_address(self) -> None:
        picture = '<img src="data:image/gif;base64,R0" data-src="/that.jpg">'
        figure = f"<figure>{picture}<figcaption>Lễ trao sách - Ảnh: Lưu Hương</figcaption></figure>"
        found = read(article(f"<p>{ONE}</p>{figure}<p>{TWO}</p>"))

        assert (Image("https://bo.example.vn/that.jpg", "Lễ trao sách", "Lưu Hương"),) == found.images

    def test_relative_addresses_stand_on_the_base_of_the_page(self) -> None:
        text = (
            f'{paragraphs(ONE, TWO)}<img src="images/a.jpg"><p><a href="tep/qd-15.pdf">Quyết định 15</a></p>'
        )
        base = '<base href="https://bo.example.vn/vi/">'
        found = read(article(text).replace("<head>", f"<head>{base}"))

        assert ["https://bo.example.vn/vi/images/a.jpg"] == [image.url for image in found.images]
        assert ["https://bo.example.vn/vi/tep/qd-15.pdf"] == [file.url for file in found.attachments]

    def test_text_that_only_json_ld_has_is_read(self) -> None:
        ld = f'{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{ONE}\\n{TWO}"}}'
        html = page(
            f"<h1>{TITLE}</h1><div id=app></div>",
            f'<title>{TITLE}</title><script type="application/ld+json">{ld}</script>',
        )

        assert ([ONE, TWO], "json-ld") == (texts(read(html)), read(html).found["paragraphs"].by)
