"""Bộ Khoa học và Công nghệ until March 2025 (most.gov.vn, later most.mst.gov.vn).

SharePoint by the vendor of moc.gov.vn and mt.gov.vn, each with numbers of its own.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_VENDOR
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="most",
    ministry="Bộ Khoa học và Công nghệ (đến tháng 2/2025)",
    ministry_en="Ministry of Science and Technology (until February 2025)",
    hosts=("most.gov.vn", "most.mst.gov.vn"),
    names=("Cổng thông tin điện tử Bộ Khoa học và Công nghệ", "Bộ KH&CN", "MOST"),
    articles=(ArticleUrl(pattern=r"(?i)^/vn/tin-tuc/(?P<id>\d+)/[^/]+\.aspx$", source=Source.TEXT),),
    listings=(
        Listing(
            url="https://most.gov.vn/vn/chuyen-muc/493/Tin-tong-hop.aspx",
            within="[id$=_ctl00_pnListNews]",
            pages="https://most.gov.vn/vn/chuyen-muc/493/Tin-tong-hop.aspx?page={page}",
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
    successor="mst",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MostSpider(SiteSpider):
    """Crawls most.gov.vn."""

    name = SITE.name
    site = SITE
