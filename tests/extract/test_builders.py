"""Pages whose class names come from page builders and style sheets: what these say is not about the text."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, read, texts

FOUR = "Theo kế hoạch, mỗi trường nội trú sẽ có một tủ sách riêng do phụ huynh và thầy cô cùng trông nom."
FIVE = "Trưởng bản Mây cho hay bà con đã góp gỗ, góp công để dựng nhà đọc sách ngay cạnh sân trường."
SIX = "Đây là năm thứ ba liên tiếp hoạt động này được tổ chức tại các xã giáp biên giới của tỉnh."
TEXT = (ONE, TWO, THREE, FOUR, FIVE, SIX)
BYLINE = "Lưu Hương"
#: Names of page builders, portal servers and style sheets, from the box of all to that of a paragraph.
BUILDERS = {
    "Elementor": (
        "elementor elementor-71",
        "elementor-element elementor-element-7c1 elementor-widget elementor-widget-text-editor",
        "elementor-widget-container",
    ),
    "Liferay 7": ("lfr-layout-structure-item-container", "container-fluid", "fragment widget"),
    "SharePoint": ("ms-webpart-chrome ms-webpart-chrome-fullWidth", "ms-WPBody noindex", "ms-rtestate-field"),
    "Bootstrap": ("position-relative container", "row", "card-body position-relative"),
    "Tailwind": ("relative flex flex-col", "relative mx-auto", "relative prose"),
    "a tab": ("tab-content", "modal-content", "popup"),
    "what is printed": ("print-area", "print-content", "print"),
    "a search portal": ("search-content", "search-result", "search"),
    "a slide show": ("owl-carousel", "player", "banner"),
}
SHAPES = ("a box for all", "a box for every two", "a box for each", "no box")
SIDE = "".join(
    f'<li><a href="/tin-{n}.htm">Hội nghị tổng kết năm {2000 + n} của ngành thư viện các tỉnh phía Bắc</a>'
    f"<span>0{n}/05/2013</span></li>"
    for n in range(1, 9)
)


def built(outer: str, middle: str, inner: str, shape: str) -> str:
    """A page with a side bar, its text in boxes with these classes."""
    head = f'<h1>{TITLE}</h1><p class="date">{DATE}</p>'
    foot = f'<p style="text-align: right"><b>{BYLINE}</b></p>'
    if shape == "a box for all":
        text = f'<div class="{inner}">' + "".join(f"<p>{line}</p>" for line in TEXT) + "</div>"
    elif shape == "a box for every two":
        pairs = zip(TEXT[::2], TEXT[1::2], strict=True)
        text = "".join(f'<div class="{inner}"><p>{one}</p><p>{two}</p></div>' for one, two in pairs)
    elif shape == "a box for each":
        text = "".join(f'<div class="{middle}"><div class="{inner}">{line}</div></div>' for line in TEXT)
    else:
        text = "".join(f'<p class="{inner}">{line}</p>' for line in TEXT)
    return page(
        f'<aside><h3>Tin mới</h3><ul>{SIDE}</ul></aside><main><div class="{outer}"><div class="{middle}">'
        f"{head}{text}{foot}</div></div></main>"
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_text_is_whole_whatever_its_boxes_are_called(builder: str, shape: str) -> None:
    found = read(built(*BUILDERS[builder], shape), None)
    lead = [found.lead] if found.lead else []

    assert [*TEXT] == lead + texts(found)
    assert (TITLE, DATE, BYLINE) == (found.title, found.published_text, found.byline)


@pytest.mark.parametrize("name", ["comment", "comments", "binh-luan"])
def test_readers_comments_stay_out_however_long_they_are(name: str) -> None:
    said = "".join(
        f'<div class="{name}"><p>Bạn đọc thứ {n} kể rằng quê mình cũng từng có xe sách, mong xe về.</p></div>'
        for n in range(12)
    )
    found = read(
        page(
            f'<div><h1>{TITLE}</h1><p class="date">{DATE}</p><div><p>{ONE}</p><p>{TWO}</p></div></div>{said}'
        ),
        None,
    )

    assert [ONE, TWO] == ([found.lead] if found.lead else []) + texts(found)


def test_widgets_beside_a_text_stay_out() -> None:
    widgets = "".join(
        f'<div class="widget widget-text"><p>Phòng đọc số {n} mở cửa từ thứ hai đến thứ bảy.</p></div>'
        for n in range(1, 5)
    )
    article = "".join(f"<p>{line}</p>" for line in TEXT)
    found = read(
        page(
            f'<div class="col">{widgets}</div><div><h1>{TITLE}</h1><p class="date">{DATE}</p>{article}</div>'
        ),
        None,
    )

    assert [*TEXT] == ([found.lead] if found.lead else []) + texts(found)
