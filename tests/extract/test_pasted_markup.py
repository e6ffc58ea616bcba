"""What editors and their programs leave in a page: pasted styles, icons written as words, labels, players."""

from __future__ import annotations

from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, texts

GOOGLE = '<p dir="ltr"><span style="font-weight:{}">{}</span></p>'


def test_a_lead_is_found_in_a_text_that_google_docs_wraps_in_one_bold_element() -> None:
    lines = GOOGLE.format(700, ONE) + GOOGLE.format(400, TWO) + GOOGLE.format("normal", THREE)
    found = read(article(f'<b style="font-weight:normal" id="docs-internal-guid-1">{lines}</b>'))

    assert (ONE, [TWO, THREE]) == (found.lead, texts(found))


def test_bold_text_that_a_style_makes_plain_is_no_lead() -> None:
    line = f'<p><strong><span style="font-weight: 400">{ONE}</span></strong></p>'
    found = read(article(line + paragraphs(TWO, THREE)))

    assert ("", [ONE, TWO, THREE]) == (found.lead, texts(found))


def test_a_bold_and_slanted_sentence_below_the_first_picture_is_the_lead() -> None:
    picture = '<p><img src="/xe-sach.jpg"></p>'
    text = f"{picture}<p><em><strong>{ONE}</strong></em></p>{paragraphs(TWO, THREE)}"
    joomla = (
        f'<div class="item-page"><div class="page-header"><h2>{TITLE}</h2></div><dl class="article-info">'
        f'<dd class="published">{DATE}</dd></dl><div itemprop="articleBody">{text}</div></div>'
    )

    for html in (article(text), page(joomla)):
        found = read(html, None)

        assert (ONE, [TWO, THREE]) == (found.lead, texts(found))


def test_a_slanted_caption_below_the_first_picture_stays_one() -> None:
    caption = "Các em nhỏ ở bản Mây nhận sách mới bên xe sách lưu động của ban tổ chức."
    picture = f'<p><img src="/xe-sach.jpg"></p><p><em>{caption}</em></p>'

    assert caption == read(article(picture + paragraphs(ONE, TWO, THREE))).images[0].caption


def test_icons_that_are_written_as_words_are_no_part_of_a_date_line() -> None:
    date = (
        '<span class="material-icons">schedule</span><span> 08:30 | 21/06/2025 </span>'
        '<mat-icon class="mat-icon notranslate">visibility</mat-icon><span> 77 </span>'
    )
    found = read(article(paragraphs(ONE, TWO, THREE), date=date))

    assert "2025-06-21T08:30:00+07:00" == found.as_dict()["published_at"]
    assert [ONE, TWO, THREE] == texts(found)


def test_a_player_and_a_mark_of_advertising_are_no_text() -> None:
    player = "<div><span>0:00</span><span>/</span><span>3:12</span> <span>1x</span></div>"
    text = paragraphs(TWO, "- Quảng cáo -", THREE)
    html = page(f"<div><h1>{TITLE}</h1><p>{DATE}</p>{player}<p>{ONE}</p><div>{text}</div></div>")
    found = read(html, None)

    assert [ONE, TWO, THREE] == [line for line in (found.lead, *texts(found)) if line]


def test_a_field_of_drupal_is_what_stands_beside_its_label() -> None:
    def field(name: str, label: str, value: str) -> str:
        return (
            f'<div class="field field--name-field-{name} field--label-inline">'
            f'<div class="field__label">{label}</div><div class="field__item">{value}</div></div>'
        )

    html = page(
        f'<h1 class="page-title">{TITLE}</h1><article class="node node--view-mode-full">'
        f'<div class="node__submitted">{DATE}</div><div class="node__content">'
        f'{field("tom-tat", "Tóm tắt", ONE)}<div class="field--name-body">{paragraphs(TWO, THREE)}</div>'
        f"{field('tac-gia', 'Tác giả', 'Lưu Hương')}</div></article>"
    )
    found = read(html, None)

    assert "drupal" == found.layout
    assert (ONE, "Lưu Hương", [TWO, THREE]) == (found.lead, found.byline, texts(found))


def test_a_label_in_the_cell_before_a_date_is_no_title() -> None:
    rows = (
        TITLE,
        "<td>Ngày đăng tin:</td><td>30/11/2025 10:12</td>",
        f"<b>{ONE}</b>",
        f"{TWO}<br><br>{THREE}",
    )
    cells = "".join(f"<tr>{row if '<td>' in row else f'<td colspan=2>{row}</td>'}</tr>" for row in rows)
    found = read(page(f"<table>{cells}</table>", "<title>Cổng thông tin Bộ Mẫu</title>"), None)

    assert (TITLE, ONE, [TWO, THREE]) == (found.title, found.lead, texts(found))


def test_what_a_player_says_to_old_browsers_is_no_text() -> None:
    words = "<div>Trình duyệt của bạn không hỗ trợ phát video.</div>"

    assert [ONE, TWO, THREE] == texts(read(article(paragraphs(ONE, TWO) + words + paragraphs(THREE))))
