"""Bộ Khoa học và Công nghệ (mst.gov.vn), since March 2025 with what was the Ministry of Information.

On IMS, with the numbers of mic.gov.vn: prefix 197 before the stamp, or before the old number of an article
that was brought over. So both share their records. The date line has the weekday; `00:00` means no hour.
What the old Ministry of Science wrote stays at most.gov.vn.
"""

from __future__ import annotations

from datetime import timedelta

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mst",
    ministry="Bộ Khoa học và Công nghệ",
    ministry_en="Ministry of Science and Technology",
    hosts=("mst.gov.vn", "english.mst.gov.vn"),
    names=("Cổng thông tin điện tử Bộ Khoa học và Công nghệ", "Bộ KH&CN", "MST"),
    record_space="mic",
    articles=(
        ArticleUrl(pattern=r"-197(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S", source=Source.TEXT),
        ArticleUrl(pattern=r"-197(?P<id>\d{1,9})\.htm$", source=Source.TEXT),
    ),
    listings=(
        Listing(
            url="https://mst.gov.vn/tin-tuc-su-kien.htm",
            pages="https://mst.gov.vn/tin-tuc-su-kien/xem-theo-ngay-{day}.htm",
            source=Source.TEXT,
        ),
        Listing(url="https://mst.gov.vn/rss/home.rss", kind=ListingKind.FEED, source=Source.CRAWLERS),
        Listing(
            url="https://mst.gov.vn/sitemap.xml",
            kind=ListingKind.SITEMAP,
            every=timedelta(days=1),
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(IMS,),
    eras=(Era(name="ims", platform="VCCorp IMS", layout="ims", since="2025-03-01", source=Source.TEXT),),
    delay=2.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MstSpider(SiteSpider):
    """Crawls mst.gov.vn."""

    name = SITE.name
    site = SITE
