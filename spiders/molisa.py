"""Bộ Lao động - Thương binh và Xã hội (molisa.gov.vn), part of the Ministry of Home Affairs since March 2025.

SharePoint: the number stands in the address twice, or in the query alone; the list has 27 categories.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_MOLISA
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="molisa",
    ministry="Bộ Lao động - Thương binh và Xã hội",
    ministry_en="Ministry of Labour, Invalids and Social Affairs",
    hosts=("molisa.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Lao động - Thương binh và Xã hội", "Bộ LĐTBXH", "MOLISA"),
    articles=(
        ArticleUrl(pattern=r"(?i)^/baiviet/(?P<id>\d+)", source=Source.ADDRESSES),
        ArticleUrl(pattern=r"(?i)[?&]tintucid=(?P<id>\d+)"),
    ),
    listings=(
        Listing(
            url="https://molisa.gov.vn/Pages/tintuc/chuyenmuc.aspx?ChuyenMucID=32",
            pages="https://molisa.gov.vn/Pages/tintuc/chuyenmuc.aspx?ChuyenMucID=32&page={page}",
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(SHAREPOINT_MOLISA,),
    eras=(
        Era(
            name="sharepoint",
            platform="SharePoint",
            layout="sharepoint-molisa",
            source=Source.CRAWLERS,
        ),
    ),
    successor="moha",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MolisaSpider(SiteSpider):
    """Crawls molisa.gov.vn."""

    name = SITE.name
    site = SITE
