"""Báo Điện tử Chính phủ (baochinhphu.vn), the Government's newspaper, on IMS: prefix 102 before the stamp.

The only portal of the Government of which a raw article page is known; its feeds are named in its pages.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="baochinhphu",
    ministry="Báo Điện tử Chính phủ",
    ministry_en="Government News, Office of the Government",
    hosts=("baochinhphu.vn",),
    names=("Báo Điện tử Chính phủ", "BÁO ĐIỆN TỬ CHÍNH PHỦ", "baochinhphu.vn", "VGP"),
    articles=(ArticleUrl(pattern=r"-102(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S", source=Source.HTML),),
    listings=(
        Listing(
            url="https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
            pages="https://baochinhphu.vn/timelinelist/{zone}/{page}.htm",
            source=Source.HTML,
        ),
        Listing(url="https://baochinhphu.vn/", source=Source.HTML),
        Listing(url="https://baochinhphu.vn/rss/home.rss", kind=ListingKind.FEED, source=Source.HTML),
        Listing(url="https://baochinhphu.vn/rss/thoi-su.rss", kind=ListingKind.FEED, source=Source.HTML),
        Listing(
            url="https://baochinhphu.vn/rss/chinh-sach-moi.rss", kind=ListingKind.FEED, source=Source.HTML
        ),
    ),
    layouts=(IMS,),
    eras=(Era(name="ims", platform="VCCorp IMS", layout="ims", source=Source.HTML),),
    delay=2.0,
    weekly_minimum=200,
    # No live page has been checked.
    verified=None,
)


class BaochinhphuSpider(SiteSpider):
    """Crawls baochinhphu.vn."""

    name = SITE.name
    site = SITE
