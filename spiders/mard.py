"""Bộ Nông nghiệp và Phát triển nông thôn (mard.gov.vn), part of the Ministry of Agriculture and Environment.

SharePoint: one page for each article, in the folder of the lists and menus; only a long name is an
article's. How its pages were marked up is not known.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mard",
    ministry="Bộ Nông nghiệp và Phát triển nông thôn",
    ministry_en="Ministry of Agriculture and Rural Development",
    hosts=("mard.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Nông nghiệp và Phát triển nông thôn", "Bộ NN&PTNT", "MARD"),
    articles=(ArticleUrl(pattern=r"(?i)^/pages/(?:[^/?-]+-){5,}[^/?]+\.aspx$"),),
    listings=(
        Listing(
            url="https://mard.gov.vn/Pages/tin-hoat-dong.aspx",
            by_link=True,
            source=Source.ADDRESSES,
        ),
        Listing(url="https://mard.gov.vn/Pages/rss.aspx", kind=ListingKind.FEED, source=Source.ADDRESSES),
    ),
    eras=(Era(name="sharepoint", platform="SharePoint", until="2025-02-28", source=Source.ADDRESSES),),
    successor="mae",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MardSpider(SiteSpider):
    """Crawls mard.gov.vn."""

    name = SITE.name
    site = SITE
