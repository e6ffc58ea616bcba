"""Bộ Dân tộc và Tôn giáo (bdttg.gov.vn), made in March 2025 of the Committee for Ethnic Minority Affairs.

The ePortal of ubdt.gov.vn under a new host, articles at the root or in a category; no numbers. Its files are
still in a folder named after the committee.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import EPORTAL
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mera",
    ministry="Bộ Dân tộc và Tôn giáo",
    ministry_en="Ministry of Ethnic and Religious Affairs",
    hosts=("bdttg.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Dân tộc và Tôn giáo", "Bộ Dân tộc và Tôn giáo", "BDTTG"),
    articles=(ArticleUrl(pattern=r"^/(?:[^/?]+/)*(?:[^/?-]+-){5,}[^/?]+\.htm$", source=Source.ADDRESSES),),
    listings=(
        Listing(
            url="https://bdttg.gov.vn/tin-tuc/tin-hoat-dong.htm",
            pages="https://bdttg.gov.vn/tin-tuc/tin-hoat-dong.htm?p={page}",
        ),
        Listing(url="https://bdttg.gov.vn/tin-tuc-hoat-dong.rss", kind=ListingKind.FEED),
    ),
    layouts=(EPORTAL,),
    eras=(
        Era(
            name="eportal",
            platform="ASP.NET ePortal",
            layout="eportal",
            source=Source.CRAWLERS,
            since="2025-03-01",
        ),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class MeraSpider(SiteSpider):
    """Crawls bdttg.gov.vn."""

    name = SITE.name
    site = SITE
