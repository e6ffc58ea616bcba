"""Bộ Nông nghiệp và Môi trường (mae.gov.vn), made of the Ministries of Agriculture and of Environment.

SharePoint; known are the print view, with the article's number, and the form of the departments' portals
(dcc.mae.gov.vn, each with lists of its own), which is taken for the ministry's too.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="mae",
    ministry="Bộ Nông nghiệp và Môi trường",
    ministry_en="Ministry of Agriculture and Environment",
    hosts=("mae.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Nông nghiệp và Môi trường", "Bộ NN&MT", "MAE"),
    articles=(
        ArticleUrl(
            pattern=r"(?i)^/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc\.aspx\?ItemID=(?P<id>\d+)",
            source=Source.ADDRESSES,
        ),
        # Whether this number is the print view's `ItemID` is not known: the address is the record.
        ArticleUrl(pattern=r"^/[^/?]+-\d+\.htm$"),
    ),
    listings=(
        Listing(url="https://mae.gov.vn/"),
        Listing(url="https://mae.gov.vn/tin-tuc.htm", by_link=True),
    ),
    eras=(Era(name="sharepoint", platform="SharePoint", since="2025-03-01", source=Source.ADDRESSES),),
    delay=2.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MaeSpider(SiteSpider):
    """Crawls mae.gov.vn."""

    name = SITE.name
    site = SITE
