"""Văn phòng Chính phủ (vpcp.chinhphu.vn), on IMS: prefix 115 before the stamp, the date below the lead.

Its home page links to articles of baochinhphu.vn too (prefix 102); those are that site's.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="vpcp",
    ministry="Văn phòng Chính phủ",
    ministry_en="Office of the Government",
    hosts=("vpcp.chinhphu.vn",),
    names=("Trang thông tin điện tử Văn phòng Chính phủ", "Văn phòng Chính phủ", "VPCP"),
    articles=(ArticleUrl(pattern=r"-115(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S", source=Source.TEXT),),
    listings=(
        Listing(url="https://vpcp.chinhphu.vn/", source=Source.HTML),
        Listing(url="https://vpcp.chinhphu.vn/rss/home.rss", kind=ListingKind.FEED),
    ),
    layouts=(IMS,),
    eras=(Era(name="ims", platform="VCCorp IMS", layout="ims", source=Source.TEXT),),
    delay=2.0,
    weekly_minimum=5,
    # No live page has been checked.
    verified=None,
)


class VpcpSpider(SiteSpider):
    """Crawls vpcp.chinhphu.vn."""

    name = SITE.name
    site = SITE
