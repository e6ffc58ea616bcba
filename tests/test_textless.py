"""Articles without a text: what stands further down, below a list of others, is not theirs."""

from __future__ import annotations

from list_shapes import HEADLINES, SENTENCES, TITLE, Shape, day, each, link, whole_page
from pages import read, refusal

from archiver.records import Reason

HEAD = f"<h1>{TITLE}</h1><p>Thứ năm, 05/03/2026 09:10</p>"
OTHERS = f"<h3>Tin khác</h3><ul>{each(lambda n, a, _: f'<li>{link(n, a)} ({day(n)})</li>')}</ul>"
DOCUMENTS = "<div><h4>Văn bản mới</h4><ul>{}</ul></div>".format(
    each(
        lambda n, a, _: (
            f'<li><a href="/vb/{n}">{n}9/QĐ-BM</a> <i>{day(n)}</i><p>Về việc {a.lower()}</p></li>'
        ),
        6,
    )
)


def test_an_empty_template_is_no_article_whatever_new_documents_are_beside_it() -> None:
    empty = f"<div>{HEAD}<div></div></div>{OTHERS}{DOCUMENTS}"

    assert Reason.NO_BODY == refusal(whole_page(Shape(TITLE, empty)))


def test_one_picture_right_above_others_without_a_heading_is_the_article() -> None:
    items = each(lambda n, a, _: f"<li>{link(n, a)} ({day(n)})</li>")
    found = read(whole_page(Shape(TITLE, f'{HEAD}<div><img src="/a.jpg"></div><ul>{items}</ul>')))

    assert ["https://bo.example.vn/a.jpg"] == [image.url for image in found.images]
    assert () == found.paragraphs


def test_a_short_text_below_a_few_links_to_others_is_the_articles() -> None:
    offers = "".join(f"<p>{link(n, HEADLINES[n])}</p>" for n in range(3))
    found = read(whole_page(Shape(TITLE, f"{HEAD}<div>{offers}</div><div><p>{SENTENCES[0]}</p></div>")))

    assert SENTENCES[0] in found.body


def test_the_logo_in_the_foot_makes_no_lead_of_the_only_sentence() -> None:
    foot = '<div id="footer"><img src="/quoc-huy.png"><p>Trụ sở: số 2 phố Mẫu</p></div>'
    notice = f"<div><div>{HEAD}<p>{SENTENCES[0]}</p></div>{foot}</div>"
    html = f"<html><head><title>{TITLE}</title></head><body>{notice}</body></html>"

    assert SENTENCES[0] == read(html, None).body
