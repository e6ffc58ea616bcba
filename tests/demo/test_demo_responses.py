"""What the made-up ministry portal answers: listings, feed, sitemaps, redirects, files, nothing."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
import zlib
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from archiver.demo import listings
from archiver.demo.addresses import headline
from archiver.demo.gold import GoldArticle, Portal, gold
from archiver.demo.portal import respond
from archiver.page.page import Page

PORTAL = Portal(size=300)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def all_gold() -> list[GoldArticle]:
    return [gold(PORTAL, number) for number in range(PORTAL.size)]


def listed_on(portal: Portal, page: int) -> list[str]:
    html = respond(portal, "GET", listings.listing_path(page)).body.decode()
    links = Page(html, "").each("#danh-sach-tin a.box-category-link-title")
    return [link.attributes["href"] or "" for link in links]


@pytest.mark.parametrize("size", [0, 1, 20, 21, 300])
def test_the_listing_pages_name_every_article_once_newest_first(size: int) -> None:
    portal = Portal(size=size)
    pages = range(1, listings.page_count(portal) + 1)
    listed = [path for page in pages for path in listed_on(portal, page)]

    assert listed == [headline(portal, number).path for number in reversed(range(size))]


@pytest.mark.parametrize("size", [0, 20, 21])
def test_a_page_past_the_end_says_that_there_is_nothing(size: int) -> None:
    portal = Portal(size=size)
    reply = respond(portal, "GET", f"/tin-tuc/trang-{listings.page_count(portal) + 2}.htm")

    assert reply.status == 200
    assert listings.NOTHING_LISTED in reply.body.decode()
    assert listed_on(portal, listings.page_count(portal) + 2) == []


def test_next_leads_through_all_listing_pages() -> None:
    path, seen = "/tin-tuc.htm", 0
    while path:
        seen += 1
        page = Page(respond(PORTAL, "GET", path).body.decode(), "")
        path = next((a.attributes["href"] or "" for a in page.each(".pagination a.next")), "")

    assert seen == listings.page_count(PORTAL) == 15


def test_the_feed_has_the_twenty_newest() -> None:
    channel = ET.fromstring(respond(PORTAL, "GET", "/rss/tin-tuc.rss").body)
    items = channel.findall("channel/item")
    newest = [gold(PORTAL, number) for number in range(299, 279, -1)]

    assert [item.findtext("link") for item in items] == [article.url for article in newest]
    assert [item.findtext("title") for item in items] == [article.title for article in newest]
    assert [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items] == [
        article.published_at for article in newest
    ]


@pytest.mark.parametrize("size", [0, 1, 1000, 2001])
def test_the_sitemaps_name_every_article_once(size: int) -> None:
    portal = Portal(size=size)
    index = ET.fromstring(respond(portal, "GET", "/sitemap.xml").body)
    maps = [loc.text or "" for loc in index.iter(f"{SITEMAP}loc")]
    parts = [
        [
            loc.text
            for loc in ET.fromstring(respond(portal, "GET", urlsplit(url).path).body).iter(f"{SITEMAP}loc")
        ]
        for url in maps
    ]

    assert all(len(part) <= 1000 for part in parts)
    assert [url for part in parts for url in part] == [
        portal.base + headline(portal, number).path for number in range(size)
    ]
    assert respond(portal, "GET", f"/sitemap-{len(maps) + 1}.xml").status == 404


def test_robots_are_told_what_not_to_ask_for_and_where_the_sitemap_is() -> None:
    text = respond(PORTAL, "GET", "/robots.txt").body.decode()

    assert "Disallow: /tim-kiem\n" in text
    assert f"Sitemap: {PORTAL.base}/sitemap.xml\n" in text


# --- other addresses


def test_print_views_and_other_slugs_lead_to_the_article() -> None:
    forms = {
        "ims": ("/print{path}", "/999{id}.htm", "/doi-tua-de-999{id}.htm"),
        "sharepoint": ("/vn/tin-tuc/{id}.aspx", "/vn/tin-tuc/{id}/doi-tua-de.aspx"),
        "liferay": ("/web/guest/-/print_content/{id}.html", "/web/guest/-/view_content/{id}-doi.html"),
        "nukeviet": ("/vi/news/print/buu-chinh/doi-{id}.html", "/vi/news/an-toan/{id}.html"),
    }
    for article in all_gold()[::7]:
        for form in forms[article.layout]:
            reply = respond(PORTAL, "GET", form.format(path=article.path, id=article.record_id))

            assert (reply.status, dict(reply.headers)["Location"]) == (301, article.url)


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co.htm",
        "/vn/tin-tuc/999999999/x.aspx",
        "/x-999000000.htm",
        "/x-999269999999999999.htm",
        "/vi/news/an-toan/x-119999.html",
        "/tin-tuc/trang-0.htm",
        "/anh/2026/03/0-9.png",
        "/tap-tin/2026/van-ban-999.pdf",
        "/%ff<script>",
    ],
)
def test_an_address_that_means_nothing_is_not_found_in_vietnamese(path: str) -> None:
    reply = respond(PORTAL, "GET", path)

    assert reply.status == 404
    assert listings.NOT_FOUND in reply.body.decode()
    assert "<script>" not in Page(reply.body.decode(), "").one("h1 + p").html.replace("&lt;", "")  # type: ignore[union-attr]


def test_an_article_answers_only_under_the_form_of_its_own_layout() -> None:
    article = next(a for a in all_gold() if a.layout == "liferay")

    assert respond(PORTAL, "GET", f"/vn/tin-tuc/{article.record_id}/x.aspx").status == 404


def test_pictures_and_files_are_valid() -> None:
    image = next(image for article in all_gold() for image in article.images)
    paths = [urlsplit(file.url).path for article in all_gold() for file in article.attachments]
    png = respond(PORTAL, "GET", urlsplit(image.url).path)
    pdf = respond(PORTAL, "GET", next(path for path in paths if path.endswith(".pdf")))

    assert png.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(zlib.decompress(png.body[41:-16])) == 9 * (1 + 3 * 16)
    assert pdf.body.startswith(b"%PDF-1.4")
    start = int(pdf.body.split()[-2])
    assert pdf.body[start:].startswith(b"xref")
    assert respond(PORTAL, "GET", "/giao-dien/logo.svg").status == 200
    for end, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("zip", "van-ban.pdf")):
        body = respond(PORTAL, "GET", next(path for path in paths if path.endswith(end))).body
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            assert packed.testzip() is None
            assert part in packed.namelist()
