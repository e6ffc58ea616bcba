"""Bộ Xây dựng (moc.gov.vn, xaydung.gov.vn), since March 2025 with what was the Ministry of Transport.

SharePoint by the vendor of most.gov.vn; its addresses have the category before the article's number. The
departments' portals (nkt.xaydung.gov.vn) count for themselves and are no mirrors.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_VENDOR
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="moc",
    ministry="Bộ Xây dựng",
    ministry_en="Ministry of Construction",
    hosts=("moc.gov.vn", "xaydung.gov.vn", "dns1.xaydung.gov.vn", "dns2.moc.gov.vn"),
    names=("Cổng thông tin điện tử Bộ Xây dựng", "Bộ Xây dựng", "MOC"),
    articles=(ArticleUrl(pattern=r"(?i)^/vn/tin-tuc/\d+/(?P<id>\d+)/[^/]+\.aspx$", source=Source.TEXT),),
    listings=(
        Listing(
            url="https://moc.gov.vn/vn/chuyen-muc/1173/tin-hoat-dong.aspx",
            within="[id$=_ctl00_pnListNews]",
            pages="https://moc.gov.vn/vn/chuyen-muc/1173/tin-hoat-dong.aspx?page={page}",
            source=Source.CRAWLERS,
        ),
        Listing(
            url="https://moc.gov.vn/rss/1173/tin-hoat-dong.rss",
            kind=ListingKind.FEED,
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
    delay=2.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MocSpider(SiteSpider):
    """Crawls moc.gov.vn."""

    name = SITE.name
    site = SITE
