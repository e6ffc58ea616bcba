"""Bộ Công Thương (moit.gov.vn), on a CMS of its own (`Content.Listing`), without numbers in its addresses.

Further pages are posted for (`module=Content.Listing`, `cmd=redraw`, `pageNo`); the page's own link to the
next one, `a.next`, is followed instead. No class of its articles is sure enough for a layout.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="moit",
    ministry="Bộ Công Thương",
    ministry_en="Ministry of Industry and Trade",
    hosts=("moit.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Công Thương", "Bộ Công Thương", "MOIT"),
    articles=(ArticleUrl(pattern=r"^/tin-tuc/(?:[^/?]+/)+[^/?]+\.html$", source=Source.ADDRESSES),),
    listings=(
        Listing(url="https://moit.gov.vn/tin-tuc", by_link=True, source=Source.CRAWLERS),
        Listing(url="https://moit.gov.vn/"),
    ),
    eras=(Era(name="content-listing", platform="own CMS, Content.Listing", source=Source.CRAWLERS),),
    delay=2.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MoitSpider(SiteSpider):
    """Crawls moit.gov.vn."""

    name = SITE.name
    site = SITE
