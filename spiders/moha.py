"""Bộ Nội vụ (moha.gov.vn), since March 2025 with most of what was the Ministry of Labour.

A CMS of its own. New addresses end in `---oid<number>`, and the slug before it may lack letters or be empty:
the number alone is the record. Older ones have none.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import MOHA
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="moha",
    ministry="Bộ Nội vụ",
    ministry_en="Ministry of Home Affairs",
    hosts=("moha.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Nội vụ", "Bộ Nội vụ", "MOHA"),
    articles=(
        ArticleUrl(pattern=r"---oid(?P<id>\d+)(?:\?|$)", source=Source.ADDRESSES),
        ArticleUrl(
            pattern=r"^/(?:thong-bao|tin-tuc-su-kien)/(?:[^/?]+/)?(?:[^/?-]+-){3,}[^/?]+$",
            source=Source.ADDRESSES,
        ),
    ),
    listings=(
        Listing(
            url="https://moha.gov.vn/tin-tuc-su-kien.html",
            pages="https://moha.gov.vn/tin-tuc-su-kien.html?page={page}",
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(MOHA,),
    eras=(
        Era(name="oid", platform="own CMS, `---oid` addresses", since="2023", source=Source.ADDRESSES),
        Era(name="slug", platform="own CMS", layout="moha", until="2023", source=Source.CRAWLERS),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class MohaSpider(SiteSpider):
    """Crawls moha.gov.vn."""

    name = SITE.name
    site = SITE
