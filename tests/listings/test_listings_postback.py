"""ASP.NET pages that are turned by `__doPostBack`."""

from __future__ import annotations

import pytest
from listing_pages import HOME, SITE, html_page

from archiver.extract.listing import Following, read_listing
from archiver.extract.site import Listing, Postback

BY_LINK = Listing(url=HOME, by_link=True)
STATE = '<input type="hidden" name="__VIEWSTATE" value="/wEPDw" />'
VALIDATION = '<input type="hidden" name="__EVENTVALIDATION" value="/wEWAg" />'
EVENTS = '<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT">'
PAGER = """<table><tr><td><span>1</span></td>
<td><a href="javascript:__doPostBack(&#39;ctl00$grid&#39;,&#39;Page$2&#39;)">2</a></td>
<td><a href="javascript:__doPostBack(&#39;ctl00$grid&#39;,&#39;Page$3&#39;)">3</a></td></tr></table>"""


def turned(inner: str, listing: Listing = BY_LINK, page: int | None = None) -> Following | None:
    form = f'<form method="post" action="./tin.htm?muc=1" id="aspnetForm">{inner}</form>'
    return read_listing(html_page(1, 2, also=form), listing, SITE, kind="page", page=page).following


@pytest.mark.parametrize("validation", ["", VALIDATION], ids=["without validation", "with validation"])
def test_a_page_is_turned_with_all_fields_of_its_form(validation: str) -> None:
    found = turned(EVENTS + STATE + validation + PAGER)

    expected = [("__EVENTTARGET", "ctl00$grid"), ("__EVENTARGUMENT", "Page$2"), ("__VIEWSTATE", "/wEPDw")]
    expected += [("__EVENTVALIDATION", "/wEWAg")] if validation else []
    assert found == Following(
        url="https://thu.example/tin.htm?muc=1", page=2, form=tuple(expected), method="POST"
    )


def test_the_third_page_is_turned_to_from_the_second() -> None:
    found = turned(STATE + PAGER, page=2)

    assert found is not None
    assert dict(found.form)["__EVENTARGUMENT"] == "Page$3"


def test_after_the_last_number_shown_the_dots_lead_on() -> None:
    found = turned(STATE + PAGER.replace(">3<", ">...<"), page=2)
    numbers = STATE + "<a href=\"?p=1\">1</a> <a href=\"javascript:__doPostBack('ctl00$more','')\">...</a>"

    assert found is not None
    assert dict(found.form)["__EVENTARGUMENT"] == "Page$3"
    more = turned(numbers)
    assert more is not None
    assert dict(more.form)["__EVENTTARGET"] == "ctl00$more"


@pytest.mark.parametrize(
    "link",
    [
        "<a id=x href=\"javascript:__doPostBack('ctl00$next','')\">Trang sau</a>",
        "<a href=\"#\" onclick=\"__doPostBack('ctl00$next',''); return false;\">Tiếp</a>",
        "<a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions"
        '("ctl00$next", "", true))\'>Next</a>',
    ],
)
def test_a_link_button_to_the_next_page_is_pressed(link: str) -> None:
    found = turned(STATE + link)

    assert found is not None
    assert found.form[:2] == (("__EVENTTARGET", "ctl00$next"), ("__EVENTARGUMENT", ""))


def test_a_declared_control_needs_no_link() -> None:
    declared = Listing(url=HOME, postback=Postback(target="ctl00$pager"))

    found = turned(STATE, declared, page=4)

    assert found is not None
    assert found.page == 5
    assert found.form[:2] == (("__EVENTTARGET", "ctl00$pager"), ("__EVENTARGUMENT", "Page$5"))


def test_the_form_is_sent_as_a_browser_sends_it() -> None:
    controls = """<input name="tu" value="01/01/2013"><input name="an" disabled value="x"><input value="y">
    <input type="checkbox" name="co" checked><input type="checkbox" name="khong">
    <input type="submit" name="tim" value="Tìm">
    <select name="muc"><option value="1">Một</option><option selected>Hai</option></select>
    <select name="nam"><option value="2026">2026</option><option value="2025">2025</option></select>
    <select name="sau"><option selected>Trước</option><option selected>Sau</option></select>
    <select name="chon" multiple><option value="7">Bảy</option></select><textarea name="ghi">chú</textarea>"""

    found = turned(STATE + controls + PAGER)

    assert found is not None
    assert found.form[3:] == (
        ("tu", "01/01/2013"),
        ("co", "on"),
        ("muc", "Hai"),
        ("nam", "2026"),
        ("sau", "Sau"),
        ("ghi", "chú"),
    )


def test_without_a_form_nothing_is_posted() -> None:
    page = html_page(1, also=PAGER)

    assert read_listing(page, BY_LINK, SITE, kind="page").following is None


def test_a_form_that_posts_to_another_site_is_not_followed() -> None:
    form = f'<form action="https://elsewhere.example/x">{STATE}{PAGER}</form>'

    assert read_listing(html_page(1, also=form), BY_LINK, SITE, kind="page").following is None


def test_a_page_that_says_what_the_one_before_said_is_the_last_of_a_grid() -> None:
    page = html_page(1, also=f"<form>{STATE}{PAGER}</form>")
    before = read_listing(page, BY_LINK, SITE, kind="page", page=2).signature

    assert read_listing(page, BY_LINK, SITE, kind="page", page=3, before=before).following is None
