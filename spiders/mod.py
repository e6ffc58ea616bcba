"""Bộ Quốc phòng (mod.gov.vn, bqp.vn), IBM WebSphere Portal, since 2024 under `/home`.

The state that WebSphere writes into its addresses (`/!ut/p/…`) differs on every visit; the article is the
last part of `urile`, the path of the content. An address with nothing but a state means no article for us.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="mod",
    ministry="Bộ Quốc phòng",
    ministry_en="Ministry of National Defence",
    hosts=("mod.gov.vn", "bqp.vn"),
    names=("Cổng Thông tin điện tử Bộ Quốc phòng", "Cổng TTĐT Bộ Quốc phòng", "Bqp.vn", "MOD"),
    articles=(
        ArticleUrl(
            pattern=r"(?i)[?&]urile=wcm(?::|%3a)path(?::|%3a)(?:\S*?(?:/|%2f))+(?P<id>[a-z0-9.-]+)(?:&|!|$)",
            source=Source.ADDRESSES,
        ),
    ),
    listings=(
        Listing(url="https://mod.gov.vn/home", by_link=True),
        Listing(url="https://mod.gov.vn/home/ttsk", by_link=True),
    ),
    eras=(
        Era(name="home", platform="IBM WebSphere Portal, new skin", since="2024", source=Source.ADDRESSES),
        Era(
            name="websphere",
            platform="IBM WebSphere Portal WCM",
            until="2024",
            source=Source.CRAWLERS,
        ),
    ),
    delay=3.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class ModSpider(SiteSpider):
    """Crawls mod.gov.vn."""

    name = SITE.name
    site = SITE
