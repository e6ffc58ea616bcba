"""Articles without a text or a heading: what stands further down, below a list of others, is not theirs."""

from __future__ import annotations

import pytest
from list_shapes import (
    HEADLINES,
    NUMBERED,
    PORTAL,
    SENTENCES,
    THERE,
    TITLE,
    Shape,
    day,
    each,
    link,
    whole_page,
)
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


PICTURES = "".join(f'<div><img src="/a{n}.jpg" width="600"></div>' for n in range(3))
OWN = [f"https://bo.example.vn/a{n}.jpg" for n in range(3)]
PICTURED = each(
    lambda n, a, _: (
        f'<div><a href="/x{n}"><img src="/nho/{n}.jpg"></a><a href="/x{n}">{a}</a><p>{day(n)}</p></div>'
    )
)
DATED = f"<ul>{each(lambda n, a, _: f'<li>{link(n, a)} ({day(n)})</li>')}</ul>"


@pytest.mark.parametrize(
    ("head", "between", "others"),
    [
        (f"<p><b>{TITLE}</b></p><p>07/06/2025</p>", "", PICTURED),
        (f"<div>{TITLE}</div><p>07/06/2025</p>", "<p align=center><i>Ảnh: Minh Tú</i></p>", DATED),
        (f"<div>{TITLE}</div>", "", PICTURED),
    ],
)
def test_pictures_without_a_heading_right_above_others_are_the_articles(
    head: str, between: str, others: str
) -> None:
    found = read(whole_page(Shape(TITLE, f"{head}<div>{PICTURES}</div>{between}{others}")), None)

    assert TITLE == found.title
    assert OWN == [image.url for image in found.images]


def test_rows_without_a_date_right_above_others_are_the_articles() -> None:
    rows = "".join(f"<tr><td>Bến {n}</td><td>{n}h30</td></tr>" for n in range(5, 9))
    found = read(whole_page(Shape(TITLE, f"<div>{TITLE}</div><table>{rows}</table>{PICTURED}")), None)

    assert [f"Bến {n} | {n}h30" for n in range(5, 9)] == [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize("middle", [PICTURES, f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"])
def test_a_plain_line_above_the_only_date_is_the_title_where_only_the_portal_is_declared(middle: str) -> None:
    head = f"<div>{TITLE}</div><div>07/06/2025 09:15</div>"
    found = read(whole_page(Shape(TITLE, f"{head}<div>{middle}</div>{DATED}"), title=PORTAL), None)

    assert (TITLE, "07/06/2025 09:15") == (found.title, found.published_text)


def test_a_line_that_the_address_is_made_of_is_the_title_where_only_the_portal_is_declared() -> None:
    text = f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"
    html = whole_page(Shape(TITLE, f"<div>{TITLE}</div><div>{text}</div>"), title=PORTAL)
    found = read(html, None, url=THERE)

    assert (TITLE, list(SENTENCES[:2])) == (found.title, [paragraph.text for paragraph in found.paragraphs])
    assert Reason.LISTING == refusal(html, url=NUMBERED)


def test_a_table_below_a_heading_that_nothing_declares_is_an_article() -> None:
    rows = "".join(f"<tr><td>Ngày {day(n)}</td><td>Trụ sở tiếp dân</td></tr>" for n in range(4))
    found = read(
        whole_page(Shape(TITLE, f"<h1>{TITLE} của năm</h1><table>{rows}</table>{OTHERS}"), title="Bảng"), None
    )

    assert f"{TITLE} của năm" == found.title
    assert 4 == len(found.paragraphs)


def test_an_office_named_in_the_title_and_above_its_address_is_no_title() -> None:
    foot = "<div><div>Sở Bưu điện Mẫu</div><div>Địa chỉ: 9 phố Mẫu</div><div>Fax: 024.000</div></div>"
    text = "".join(f"<p>{line}</p>" for line in SENTENCES[:3])
    html = whole_page(
        Shape(TITLE, f"<div><h2>{TITLE}</h2><div>07/06/2025</div>{text}</div>"), title="Sở Bưu điện Mẫu"
    )
    found = read(html.replace("</body>", f"{foot}</body>"), None)

    assert (TITLE, list(SENTENCES[:3])) == (found.title, [paragraph.text for paragraph in found.paragraphs])
