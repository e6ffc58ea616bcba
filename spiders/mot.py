"""Bộ Giao thông vận tải (mt.gov.vn), part of the Ministry of Construction since March 2025.

SharePoint by the vendor of moc.gov.vn, with numbers of its own: the two share no records.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_VENDOR
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="mot",
    ministry="Bộ Giao thông vận tải",
    ministry_en="Ministry of Transport",
    hosts=("mt.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Giao thông vận tải", "Bộ GTVT", "MOT"),
    articles=(ArticleUrl(pattern=r"(?i)^/vn/tin-tuc/(?P<id>\d+)/[^/]+\.aspx$"),),
    listings=(
        Listing(
            url="https://mt.gov.vn/vn/chuyen-muc/855/Tin-hoat-dong-nganh.aspx",
            within="[id$=_ctl00_pnListNews]",
            pages="https://mt.gov.vn/vn/chuyen-muc/855/Tin-hoat-dong-nganh.aspx?page={page}",
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(SHAREPOINT_VENDOR,),
    eras=(
        Era(
            name="sharepoint",
            platform="SharePoint, the vendor of divArticleDescription",
            layout="sharepoint",
            source=Source.CRAWLERS,
        ),
    ),
    successor="moc",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MotSpider(SiteSpider):
    """Crawls mt.gov.vn."""

    name = SITE.name
    site = SITE
