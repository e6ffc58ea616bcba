"""Ủy ban Dân tộc (cema.gov.vn, later ubdt.gov.vn), a ministry since March 2025 (site `mera`).

ASP.NET ePortal without numbers: a long name at the end is an article's, a short one a category's. The new
ministry's portal is the same CMS under another host; whether it kept the paths is not known.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import EPORTAL
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="cema",
    ministry="Ủy ban Dân tộc",
    ministry_en="Committee for Ethnic Minority Affairs",
    hosts=("ubdt.gov.vn", "cema.gov.vn", "cchc.cema.gov.vn"),
    names=("Cổng thông tin điện tử Ủy ban Dân tộc", "Ủy ban Dân tộc", "UBDT", "CEMA"),
    articles=(ArticleUrl(pattern=r"^/(?:[^/?]+/)*(?:[^/?-]+-){5,}[^/?]+\.htm$", source=Source.TEXT),),
    listings=(
        Listing(
            url="https://ubdt.gov.vn/tin-tuc/tin-hoat-dong.htm",
            pages="https://ubdt.gov.vn/tin-tuc/tin-hoat-dong.htm?p={page}",
            source=Source.CRAWLERS,
        ),
        Listing(
            url="https://ubdt.gov.vn/tin-tuc-hoat-dong.rss", kind=ListingKind.FEED, source=Source.CRAWLERS
        ),
    ),
    layouts=(EPORTAL,),
    eras=(Era(name="eportal", platform="ASP.NET ePortal", layout="eportal", source=Source.CRAWLERS),),
    successor="mera",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class CemaSpider(SiteSpider):
    """Crawls ubdt.gov.vn."""

    name = SITE.name
    site = SITE
