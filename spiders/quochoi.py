"""Quốc hội (quochoi.vn), on SharePoint, behind a page that sets the cookie `D1N` by script.

`ItemID` counts within a list: the whole address is the record. noidung.quochoi.vn has lists of its own.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="quochoi",
    ministry="Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    ministry_en="National Assembly of the Socialist Republic of Viet Nam",
    hosts=("quochoi.vn",),
    names=("Cổng thông tin điện tử Quốc hội", "Cổng TTĐT Quốc hội", "Quochoi.vn"),
    articles=(
        ArticleUrl(
            pattern=r"(?i)^/(?:[^/]+/)*pages/[^/]+\.aspx\?(?:.*&)?itemid=\d+", source=Source.ADDRESSES
        ),
    ),
    listings=(
        Listing(
            url="https://quochoi.vn/tintuc/Pages/tin-hoat-dong-cua-quoc-hoi.aspx",
            by_link=True,
            source=Source.ADDRESSES,
        ),
    ),
    eras=(Era(name="sharepoint", platform="SharePoint", source=Source.TEXT),),
    delay=3.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class QuochoiSpider(SiteSpider):
    """Crawls quochoi.vn."""

    name = SITE.name
    site = SITE
