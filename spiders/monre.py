"""Bộ Tài nguyên và Môi trường (monre.gov.vn), part of the Ministry of Agriculture and Environment.

SharePoint: categories are named in the query (`ChuyenMuc.aspx?cm=Đất đai`), articles are pages with a long
name. agenda21.monre.gov.vn is a WordPress of its own. How the pages were marked up is not known.
"""

from __future__ import annotations

from datetime import date

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="monre",
    ministry="Bộ Tài nguyên và Môi trường",
    ministry_en="Ministry of Natural Resources and Environment",
    hosts=("monre.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Tài nguyên và Môi trường", "Bộ TN&MT", "MONRE"),
    articles=(ArticleUrl(pattern=r"(?i)^/pages/(?:[^/?-]+-){5,}[^/?]+\.aspx(?:\?|$)"),),
    listings=tuple(
        Listing(
            url=f"https://monre.gov.vn/Pages/ChuyenMuc.aspx?cm={category}",
            by_link=True,
            source=Source.ADDRESSES,
        )
        for category in ("%C4%90%E1%BA%A5t%20%C4%91ai", "T%C3%A0i%20nguy%C3%AAn%20n%C6%B0%E1%BB%9Bc")
    ),
    eras=(Era(name="sharepoint", platform="SharePoint", until="2025-02-28", source=Source.ADDRESSES),),
    successor="mae",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MonreSpider(SiteSpider):
    """Crawls monre.gov.vn."""

    name = SITE.name
    site = SITE
