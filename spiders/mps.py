"""Bộ Công an (bocongan.gov.vn): SharePoint in 2021, since 2026 pages made by scripts, behind Imperva.

The scripts ask `api-portal.bocongan.gov.vn/backend-portal/articles/search` (`category_id` 1065 to 1067,
header `portal-id: 25`); the names of its fields are not known, so it is not declared. Numbers behind
`-t` are those of the older portal, ten digits at the end those of the new one.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="mps",
    ministry="Bộ Công an",
    ministry_en="Ministry of Public Security",
    hosts=("bocongan.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Công an", "Bộ Công an", "MPS"),
    articles=(
        ArticleUrl(pattern=r"^/bai-viet/[^/?]*-(?P<id>\d{10})(?:\?|$)", source=Source.ADDRESSES),
        ArticleUrl(pattern=r"^/(?:[^/]+/)+[^/?]*-d\d+-t(?P<id>\d+)(?:\.html)?$", source=Source.ADDRESSES),
    ),
    listings=(
        Listing(url="https://bocongan.gov.vn/"),
        Listing(
            url="https://bocongan.gov.vn/tin-tuc-su-kien/tin-hoat-dong-cua-bo-2.html",
            pages="https://bocongan.gov.vn/tin-tuc-su-kien/tin-hoat-dong-cua-bo-2.html?Page={page}",
            source=Source.CRAWLERS,
        ),
    ),
    eras=(
        Era(name="scripts", platform="pages made by scripts", since="2026", source=Source.CRAWLERS),
        Era(name="sharepoint", platform="SharePoint", until="2025", source=Source.CRAWLERS),
    ),
    javascript=True,
    delay=5.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MpsSpider(SiteSpider):
    """Crawls bocongan.gov.vn."""

    name = SITE.name
    site = SITE
