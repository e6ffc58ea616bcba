"""JSON endpoints as listings."""

from __future__ import annotations

import json

import pytest
from listing_pages import SITE, dated, names, payload

from archiver.errors import PayloadError
from archiver.extract.listing import Following, Links, read_listing
from archiver.extract.site import JsonFields, Listing, ListingKind

API = "https://thu.example/api?page=1"
FIELDS = JsonFields(items="data.items", link="url", date="date", total="data.total")


def read(value: object, fields: JsonFields = FIELDS, *, page: int = 1, size: int = 0) -> Links:
    pages = "https://thu.example/api?page={page}"
    listing = Listing(url=API, kind=ListingKind.JSON, pages=pages, json=fields, size=size)
    body = value if isinstance(value, str) else json.dumps(value)
    return read_listing(payload(body, API), listing, SITE, kind="json", page=page)


def answer(*items: object, total: object = None) -> dict[str, object]:
    return {"data": {"items": list(items), "total": total}}


def test_items_dates_total_and_the_next_page_are_read() -> None:
    links = read(
        answer({"url": "/a-1.htm", "date": "2026-03-06T08:15:00+07:00"}, {"url": "/gioi-thieu"}, total=41)
    )

    assert dated(links) == ["/a-1.htm 2026-03-06T08:15+07:00"]
    assert links.total == 41
    assert links.following == Following(url="https://thu.example/api?page=2", page=2)


@pytest.mark.parametrize(
    "date", ["2026-03-06T01:15:00Z", "06/03/2026 08:15", 1772759700, 1772759700000, "/Date(1772759700000)/"]
)
def test_a_date_is_read_in_each_form(date: object) -> None:
    assert dated(read(answer({"url": "/a-1.htm", "date": date}))) == ["/a-1.htm 2026-03-06T08:15+07:00"]


@pytest.mark.parametrize(
    "date", [None, "", "mới đăng", True, -5, 10**30, 10**400, ["2026-03-06"], "31/02/2026", 1.5]
)
def test_what_is_no_date_is_none(date: object) -> None:
    assert dated(read(answer({"url": "/a-1.htm", "date": date}))) == ["/a-1.htm none"]


def test_an_address_is_put_together_from_the_fields_of_an_item() -> None:
    fields = JsonFields(items="data.items", link="/tin/{meta.slug}-{id}.htm")

    links = read(answer({"id": 7, "meta": {"slug": "họp-báo"}}, {"id": 8}), fields)

    assert names(links) == ["/tin/h%E1%BB%8Dp-b%C3%A1o-7.htm"]


def test_a_list_of_addresses_at_the_root_is_enough() -> None:
    assert names(read(["/a-1.htm", "/b-2.htm", None], JsonFields())) == ["/a-1.htm", "/b-2.htm"]


def test_html_inside_json_is_read_as_a_page() -> None:
    fields = JsonFields(items="html", total="count")
    value = {"html": '<li><a href="/a-1.htm">Tin</a> <i>05/03/2026</i></li>', "count": "1.208 tin"}

    links = read(value, fields)

    assert dated(links) == ["/a-1.htm 2026-03-05T00:00+07:00"]
    assert links.total == 1208


def test_a_text_inside_json_that_says_there_is_nothing_is_the_end() -> None:
    links = read({"html": "Không có dữ liệu"}, JsonFields(items="html"))

    assert (links.items, links.following, links.no_results) == ((), None, True)


def test_an_answer_without_items_is_the_end() -> None:
    links = read(answer(total=0))

    assert (links.items, links.following, links.no_results) == ((), None, True)


def test_an_endpoint_that_gives_fewer_than_it_was_asked_for_is_capped() -> None:
    rows = [{"url": f"/a-{n}.htm"} for n in range(20)]

    assert read(answer(*rows, total=1000), size=100).capped is True
    assert read(answer(*rows, total=20), size=100).capped is False
    assert read(answer(*rows, total=120), size=100, page=2).capped is False
    assert read(answer(*rows), size=100).capped is False


@pytest.mark.parametrize(
    "value", [{"data": None}, {"data": {"items": {"0": 1}}}, [], 5, "null", {"data": {"items": "x"}}]
)
def test_an_answer_of_another_shape_lists_nothing(value: object) -> None:
    assert read(value).items == ()


@pytest.mark.parametrize("body", ["", "<html></html>", "{", "\x00", "[" * 100_000])
def test_what_is_no_json_is_named(body: str) -> None:
    with pytest.raises(PayloadError, match="expected JSON"):
        read(body)
