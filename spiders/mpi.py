"""Bộ Kế hoạch và Đầu tư (mpi.gov.vn), part of the Ministry of Finance since March 2025.

SharePoint by the vendor Tandan: the day of publication is a part of the address, which is the record.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_TANDAN
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mpi",
    ministry="Bộ Kế hoạch và Đầu tư",
    ministry_en="Ministry of Planning and Investment",
    hosts=("mpi.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Kế hoạch và Đầu tư", "Bộ KH&ĐT", "MPI"),
    articles=(
        ArticleUrl(pattern=r"(?i)^/portal/pages/\d{4}-\d{1,2}-\d{1,2}/[^/]+\.aspx$", source=Source.ADDRESSES),
    ),
    listings=(
        Listing(url="https://mpi.gov.vn/portal/Pages/default.aspx", by_link=True, source=Source.CRAWLERS),
        Listing(url="https://mpi.gov.vn/Pages/rss.aspx", kind=ListingKind.FEED, source=Source.CRAWLERS),
    ),
    layouts=(SHAREPOINT_TANDAN,),
    eras=(
        Era(
            name="tandan",
            platform="SharePoint, by Tandan",
            layout="sharepoint-tandan",
            source=Source.CRAWLERS,
        ),
    ),
    successor="mof",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MpiSpider(SiteSpider):
    """Crawls mpi.gov.vn."""

    name = SITE.name
    site = SITE
