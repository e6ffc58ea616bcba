"""What evidence makes of the lines above, beside and below a text, on a portal that nobody has described."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, paragraphs, read, refusal, texts

from archiver.extract.flow.walk import walk
from archiver.page.page import Page
from archiver.records import Kind

HEAD = f"<title>{TITLE}</title>"
BAR = "<div><span>Chia sẻ</span> <span>Facebook</span> <span>Gửi email</span> <span>In bài viết</span></div>"


def article(*parts: str) -> str:
    return page(f"<div><h1>{TITLE}</h1>{''.join(parts)}</div>", HEAD)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        (f"Minh Hải | {DATE}", "Minh Hải"),
        (f"MINH HẢI - LƯU HƯƠNG | Đăng lúc: {DATE}", "MINH HẢI - LƯU HƯƠNG"),
        ("Lưu Hương (05/06/2013 09:32)", "Lưu Hương"),
        (f"{DATE} ET", ""),
    ],
)
def test_a_name_in_the_line_of_the_date_is_the_byline(line: str, byline: str) -> None:
    found = read(article(f"<p>{line}</p>", paragraphs(ONE, TWO, THREE)), None)

    assert (byline, "2013-06-05") == (found.byline, str(found.as_dict()["published_at"])[:10])


@pytest.mark.parametrize("name", ["Lưu Hương", "<i>Trung tâm Thông tin</i>", "Đăng bởi Lưu Hương"])
def test_a_name_in_a_line_of_its_own_above_the_text_is_the_byline(name: str) -> None:
    found = read(article(f"<p>{DATE}</p><p>{name}</p>", paragraphs(ONE, TWO, THREE)), None)

    assert (name.removeprefix("<i>").removesuffix("</i>").removeprefix("Đăng bởi "), [ONE, TWO, THREE]) == (
        found.byline,
        texts(found),
    )


def test_a_date_line_below_the_text_is_found_with_its_name() -> None:
    found = read(article(paragraphs(ONE, TWO, THREE), f"<p>Minh Hải | Đăng lúc: {DATE}</p>"), None)

    assert ("Minh Hải", [ONE, TWO, THREE]) == (found.byline, texts(found))


def test_a_bar_for_sharing_is_neither_lead_nor_text() -> None:
    found = read(article(f"<p>{DATE}</p>", BAR, f"<div>{paragraphs(ONE, TWO, THREE)}</div>"), None)

    assert ("", [ONE, TWO, THREE]) == (found.lead, texts(found))


def test_what_readers_comment_is_no_text() -> None:
    comment = "<p>Lưu Hương</p><p>Quê tôi năm ngoái cũng làm thử, kết quả rất khá.</p><p>06/06/2013 10:15</p>"
    found = read(article(f"<p>{DATE}</p>", paragraphs(ONE, TWO, THREE), comment), None)

    assert [ONE, TWO, THREE] == texts(found)


def teasers(count: int) -> str:
    return "".join(
        f'<h4><a href="/t-{n}.htm">Xe sách lưu động số {n} đã đến bản</a></h4><p>0{n}/06/2013</p><p>{ONE}</p>'
        for n in range(1, count)
    )


def test_a_notice_beside_a_long_list_of_teasers_is_an_article() -> None:
    html = article(f"<p>{DATE}</p><div><p>{TWO}</p></div>") + f"<div><h3>Tin khác</h3>{teasers(9)}</div>"

    assert [TWO] == texts(read(html, None))


OTHERS = '<h3 class="related-title">Bạn đọc quan tâm</h3>'
TALES = "".join(
    f"<article><p>Chuyện thứ {n}: {text}</p></article>" for n, text in enumerate((TWO, THREE, TWO, THREE))
)


def test_a_box_that_opens_with_a_heading_of_others_is_no_text_however_much_it_holds() -> None:
    html = page(f"<div><div><h1>{TITLE}</h1><p>{DATE}</p><p>{ONE}</p></div><div>{OTHERS}{TALES}</div></div>")

    assert [ONE] == texts(read(html, None))


def test_paragraphs_below_a_heading_of_others_are_text() -> None:
    link = '<ul><li><a href="/t-1.htm">Xe sách lưu động đã đến bản</a></li></ul>'
    html = article(f"<p>{DATE}</p><div>{OTHERS}{link}{paragraphs(ONE, TWO, THREE)}</div>")

    assert [ONE, TWO, THREE] == texts(read(html, None))[-3:]


def test_a_list_of_teasers_under_a_heading_of_its_own_is_a_listing() -> None:
    assert "listing" == refusal(page(f"<h1>Tin trong tỉnh</h1>{teasers(9)}", "<title>Tin trong tỉnh</title>"))


def test_documents_under_a_title_are_an_article_whatever_is_listed_beside() -> None:
    files = '<p>Tệp đính kèm: <a href="/f/a.pdf">Quyết định về tuần lễ sách thiếu nhi</a></p>'
    html = article(f"<p>{DATE}</p>{files}") + f"<div><h3>Tin khác</h3>{teasers(9)}</div>"

    assert ["https://bo.example.vn/f/a.pdf"] == [file.url for file in read(html, None).attachments]


class TestWalk:
    """Over what the parser writes, not over its nodes."""

    @staticmethod
    def lines(html: str) -> list[str]:
        return [block.text for block in walk(Page(html, "").body).blocks]

    def test_a_tag_cut_by_another_tag_hides_nothing_behind_it(self) -> None:
        assert ["một", "hai", "ba"] == self.lines("<p>một</p><p><di<b>hai</di<b></p><p>ba</p>")

    def test_a_script_inside_a_comment_inside_a_script_ends_where_the_parser_says(self) -> None:
        html = "<p>một</p><script><!--<script></script>--></script><p>hai</p>"

        assert ["một", "hai"] == self.lines(html)

    def test_escapes_are_undone_once(self) -> None:
        assert ["A & B &lt; <C>"] == self.lines("<p>A &amp; B &amp;lt; &lt;C&gt;</p>")

    def test_a_node_may_be_left_out_twice(self) -> None:
        tree = Page("<div><p>một</p><p id=x>hai</p></div>", "")
        node = tree.one("#x")

        assert ["một"] == [block.text for block in walk(tree.body, without=[node, node]).blocks]
        assert ["một", "hai"] == [block.text for block in walk(tree.body).blocks]

    def test_a_picture_between_lines_stands_between_their_blocks(self) -> None:
        flow = walk(Page(f"<div>{ONE}<br><br><img src=a.jpg><br><i>Ảnh: X</i><br><br>{TWO}</div>", "").body)

        assert [1] == [picture.at for picture in flow.pictures]
        assert [Kind.PARAGRAPH] * 3 == [block.kind for block in flow.blocks]

    def test_menus_are_passed_over_and_what_holds_a_title_is_not(self) -> None:
        links = "".join(f'<li><a href="/{n}">Mục số {n}</a></li>' for n in range(40))
        html = f"<div class=menu><ul>{links}</ul></div><div class=menu><h1>{TITLE}</h1><ul>{links}</ul></div>"

        assert 41 == len(walk(Page(html, "").body, titles=(TITLE,)).blocks)
        assert 81 == len(walk(Page(html, "").body).blocks)


def test_a_site_name_that_is_no_address_harms_nothing() -> None:
    html = article(f"<p>{DATE}</p>", paragraphs(ONE, TWO, THREE), "<p>Lưu Hương</p>").replace(
        HEAD, f'{HEAD}<meta property="og:site_name" content="[tin">'
    )

    assert "Lưu Hương" == read(html, None).byline
