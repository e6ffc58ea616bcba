"""Cổng Thông tin điện tử Chính phủ (chinhphu.vn), with its pages on policy (xaydungchinhsach.chinhphu.vn).

Until 2021 an Oracle Portal, whose articles had a number in the query; since then IMS. Each IMS site has a
prefix of three digits before the stamp: 103 and 119 here, 102 is baochinhphu.vn, 115 is vpcp.chinhphu.vn.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="chinhphu",
    ministry="Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    ministry_en="Government of the Socialist Republic of Viet Nam",
    hosts=("chinhphu.vn", "xaydungchinhsach.chinhphu.vn"),
    names=("Cổng Thông tin điện tử Chính phủ", "Xây dựng chính sách, pháp luật", "Chinhphu.vn"),
    articles=(
        ArticleUrl(
            pattern=r"-(?:103|119)(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S", source=Source.ADDRESSES
        ),
        ArticleUrl(pattern=r"^/portal/page/portal/chinhphu/[^?]*\?(?:.*&)?articleId=(?P<id>\d+)"),
    ),
    listings=(
        Listing(url="https://chinhphu.vn/"),
        Listing(
            url="https://xaydungchinhsach.chinhphu.vn/",
            pages="https://xaydungchinhsach.chinhphu.vn/timelinelist/{zone}/{page}.htm",
        ),
        Listing(url="https://xaydungchinhsach.chinhphu.vn/rss/home.rss", kind=ListingKind.FEED),
    ),
    layouts=(IMS,),
    eras=(
        Era(name="ims", platform="VCCorp IMS", layout="ims", since="2021", source=Source.ADDRESSES),
        Era(name="oracle-portal", platform="Oracle Portal", until="2021", source=Source.CRAWLERS),
    ),
    delay=2.0,
    weekly_minimum=50,
    # No live page has been checked.
    verified=None,
)


class ChinhphuSpider(SiteSpider):
    """Crawls chinhphu.vn."""

    name = SITE.name
    site = SITE
