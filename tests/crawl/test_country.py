"""`archiver crawl` without a name: every portal of the country, played by one process on a loopback port."""

from __future__ import annotations

import html
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

import pytest
from programs import archiver, rows_of
from saved_pages import SITE_PAGES, SITES, SavedPage
from secure_portal import secure_proxy

from archiver.extract.listings.addresses import article_address
from archiver.extract.site import Site

HTML = "text/html; charset=utf-8"
MISSING = (404, HTML, b"<html><head><title>404</title></head><body>404</body></html>")
#: The sites that a machine without a browser can crawl, and their articles that are read right.
CRAWLED = {name: site for name, site in SITES.items() if not site.javascript}
ARTICLES = [
    page
    for page in SITE_PAGES
    if page.folder in CRAWLED and "expected" in page.known and "known_gap" not in page.known
]
#: What the first listing of a site keeps its articles in, where the site says so.
BOXES = '<div id="p_p_id_101_INSTANCE_TW6LTp1ZtwaN_"><div id="x_ctl00_pnListNews">{}</div></div>'


class Country:
    """Every host: a list of the saved articles where a site has its first listing, and the articles."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: dict[str, list[float]] = defaultdict(list)
        self._lock = Lock()
        for name, site in CRAWLED.items():
            pages = [page for page in ARTICLES if page.folder == name]
            links = "".join(map(link_to, pages))
            listing = f"<html><head><title>Tin tức</title></head><body>{BOXES.format(links)}</body></html>"
            self.pages[site.listings[0].url] = (200, HTML, listing.encode())
            self.pages |= {asked_as(page): (200, HTML, page.file.read_bytes()) for page in pages}

    def answer(self, url: str) -> tuple[int, str, bytes]:
        with self._lock:
            self.asked[urlsplit(url).netloc].append(time.monotonic())
        return self.pages.get(url, MISSING)


@pytest.mark.slow
def test_every_portal_yields_its_articles_in_one_run_at_its_own_pace(tmp_path: Path) -> None:
    country = Country()
    hosts = sorted(
        {name for site in CRAWLED.values() for host in site.hosts for name in (host, f"www.{host}")}
    )
    with secure_proxy(tmp_path, hosts, country.answer) as environment:
        ended = archiver(
            "crawl", "--max-pages", "16", cwd=tmp_path, ARCHIVER_BROWSER="/no/such/browser", **environment
        )

    said = ended.stderr.decode()
    assert ended.returncode in {0, 1}, said + ended.stdout.decode()
    assert said.count("Left out: ") == len(SITES) - len(CRAWLED)
    with rows_of(tmp_path / "data") as connection:
        rows = connection.execute("SELECT record_space, record_id, title, byline, published_at FROM articles")
        stored = {(row["record_space"], row["record_id"]): tuple(row)[2:] for row in rows}
    assert stored == {
        (record_space(CRAWLED[page.folder]), page.expected["record_id"]): (
            page.expected["title"],
            page.expected["byline"],
            page.expected["published_at"],
        )
        for page in ARTICLES
    }
    for name, site in CRAWLED.items():
        gaps = [later - earlier for host in site.hosts for earlier, later in pairwise(country.asked[host])]
        assert [gap for gap in gaps if gap < 0.9 * site.delay] == [], name


@pytest.mark.slow
def test_a_record_that_two_portals_show_is_one_article_with_two_addresses(tmp_path: Path) -> None:
    page = next(page for page in ARTICLES if page.folder == "mst" and page.expected["record_id"] == "157662")
    addresses = {name: f"https://{name}.gov.vn/ket-qua-197157662.htm" for name in ("mic", "mst")}
    pages = {url: (200, HTML, page.file.read_bytes()) for url in addresses.values()}
    for name, url in addresses.items():
        listing = f'<html><head><title>Tin tức</title></head><body><a href="{url}">Kết quả</a></body></html>'
        pages[CRAWLED[name].listings[0].url] = (200, HTML, listing.encode())

    hosts = ["mic.gov.vn", "mst.gov.vn"]
    with secure_proxy(tmp_path, hosts, lambda url: pages.get(url, MISSING)) as environment:
        archiver("crawl", "mic", "mst", "--max-pages", "8", cwd=tmp_path, **environment)

    with rows_of(tmp_path / "data") as connection:
        articles = [tuple(row) for row in connection.execute("SELECT id, url FROM articles")]
        aliases = [tuple(row) for row in connection.execute("SELECT article, url FROM aliases")]
    assert [name for name, _ in articles + aliases] == ["mic-157662", "mic-157662"]
    assert {url for _, url in articles + aliases} == set(addresses.values())


def link_to(page: SavedPage) -> str:
    url, title = html.escape(page.known["url"]), html.escape(page.expected["title"])
    return f'<h3><a href="{url}">{title}</a></h3>'


def asked_as(page: SavedPage) -> str:
    """The address of an article as a crawl asks for it: letters encoded, WebSphere's state left out."""
    return article_address("", (page.known["url"],), CRAWLED[page.folder]) or ""


def record_space(site: Site) -> str:
    return site.record_space or site.name
