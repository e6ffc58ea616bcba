"""Bộ Văn hóa, Thể thao và Du lịch (bvhttdl.gov.vn).

On IMS with a stamp of its own: four digits of the year and no prefix. Before that ASP.NET pages, which named
the article by a path in the query.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mcst",
    ministry="Bộ Văn hóa, Thể thao và Du lịch",
    ministry_en="Ministry of Culture, Sports and Tourism",
    hosts=("bvhttdl.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Văn hóa, Thể thao và Du lịch", "Bộ VHTTDL", "MCST"),
    articles=(
        ArticleUrl(pattern=r"-(?P<id>20\d{15})\.htm$", stamp="%Y%m%d%H%M%S", source=Source.ADDRESSES),
        ArticleUrl(pattern=r"(?i)^/pages/chi-tiet\.aspx\?(?:.*&)?url=[^&]+", source=Source.ADDRESSES),
    ),
    listings=(
        Listing(
            url="https://bvhttdl.gov.vn/tin-tuc-va-su-kien/tin-hoat-dong.htm",
            pages="https://bvhttdl.gov.vn/tin-tuc-va-su-kien/tin-hoat-dong/trang-{page}.htm",
            source=Source.CRAWLERS,
        ),
        Listing(url="https://bvhttdl.gov.vn/rss/home.rss", kind=ListingKind.FEED),
    ),
    layouts=(IMS,),
    eras=(
        Era(name="ims", platform="VCCorp IMS", layout="ims", since="2021", source=Source.ADDRESSES),
        Era(name="aspnet", platform="ASP.NET", until="2021", source=Source.CRAWLERS),
    ),
    delay=2.0,
    weekly_minimum=30,
    # No live page has been checked.
    verified=None,
)


class McstSpider(SiteSpider):
    """Crawls bvhttdl.gov.vn."""

    name = SITE.name
    site = SITE
