"""Bộ Giáo dục và Đào tạo (moet.gov.vn), on SharePoint.

`ItemID` counts within a list, and several pages may show one list: so the whole address is the record. The
`date=` of a list is an archive by day.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_MOET
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="moet",
    ministry="Bộ Giáo dục và Đào tạo",
    ministry_en="Ministry of Education and Training",
    hosts=("moet.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT", "MOET"),
    articles=(
        ArticleUrl(
            pattern=r"(?i)^/(?:[^/]+/)*pages/[^/]+\.aspx\?(?:.*&)?itemid=\d+", source=Source.ADDRESSES
        ),
    ),
    listings=(
        Listing(
            url="https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx",
            pages="https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx?date=&EventID=0&page={page}",
            source=Source.CRAWLERS,
        ),
        Listing(
            url="https://moet.gov.vn/tintuc/Pages/thong-cao-bao-chi.aspx",
            pages="https://moet.gov.vn/tintuc/Pages/thong-cao-bao-chi.aspx?date=&EventID=0&page={page}",
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(SHAREPOINT_MOET,),
    eras=(
        Era(
            name="sharepoint",
            platform="SharePoint",
            layout="sharepoint-moet",
            source=Source.CRAWLERS,
        ),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class MoetSpider(SiteSpider):
    """Crawls moet.gov.vn."""

    name = SITE.name
    site = SITE
