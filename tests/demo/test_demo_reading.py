"""Every field of the made-up portal's articles: by the platforms' layouts, and by evidence alone."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.errors import NotAnArticle
from archiver.extract.evidence import weigh
from archiver.extract.extract import extract
from archiver.extract.fields.metadata import read_metadata
from archiver.extract.flow.walk import walk
from archiver.extract.site import Site
from archiver.page.page import Page
from archiver.records import Article, Payload
from spiders.demo import SITE

PORTAL = Portal(size=80)
SHARED = {field.name for field in fields(GoldArticle)} & {field.name for field in fields(Article)}
FIELDS = sorted(SHARED | {"paragraphs", "images"})


def payload(number: int) -> Payload:
    path = gold(PORTAL, number).path
    reply = respond(PORTAL, "GET", path)
    return Payload(url=PORTAL.base + path, body=reply.body, content_type=dict(reply.headers)["Content-Type"])


@pytest.mark.parametrize("number", range(PORTAL.size))
def test_every_field_of_an_article_is_read(number: int) -> None:
    expected, found = gold(PORTAL, number), extract(payload(number), SITE)

    assert {name: getattr(expected, name) for name in FIELDS} == {
        name: getattr(found, name) for name in FIELDS
    }


@pytest.mark.parametrize("number", range(0, PORTAL.size, 4))
def test_evidence_alone_finds_title_and_date_line(number: int) -> None:
    expected = gold(PORTAL, number)
    page = Page(payload(number).body.decode(), expected.url)
    draft = weigh(walk(page.body), read_metadata(page), site_names=SITE.names)

    assert (expected.title, True) == (draft.title, expected.published_text in draft.date_line)


def test_another_clock_and_other_counters_change_no_field() -> None:
    later = replace(PORTAL, days_later=40)
    path = gold(PORTAL, 7).path
    once, again = (
        extract(Payload(url=PORTAL.base + path, body=respond(portal, "GET", path).body), SITE)
        for portal in (PORTAL, later)
    )

    assert once == again


@pytest.mark.parametrize("path", ["/", "/tin-tuc.htm", "/tin-tuc/trang-2.htm", "/tim-kiem"])
@pytest.mark.parametrize("site", [SITE, None], ids=["described", "unknown"])
def test_no_listing_is_an_article(path: str, site: Site | None) -> None:
    reply = respond(PORTAL, "GET", path)
    with pytest.raises(NotAnArticle) as raised:
        extract(Payload(url=PORTAL.base + "/x-999123456.htm", body=reply.body), site)

    assert raised.value.reason == "listing"


def test_a_missing_page_that_is_served_with_200_is_not_found() -> None:
    reply = respond(PORTAL, "GET", "/tin-tuc/khong-co-bai-nay-999123456.htm")
    with pytest.raises(NotAnArticle) as raised:
        extract(Payload(url=PORTAL.base + "/x-999123456.htm", body=reply.body), SITE)

    assert raised.value.reason == "not-found"
