"""Bộ Thông tin và Truyền thông (mic.gov.vn), which became part of the Ministry of Science and Technology.

Three eras: SharePoint (no number in the address), SharePoint `mic_2020` from 2020 to 2023, then IMS, where an
old article kept its number behind the site's prefix 197: resting on one observed pair,
`/mic_2020/Pages/TinTuc/157662/…` and `/print/…-197157662.htm`. New IMS records have a stamp.
Its last two templates are shared ones; the pages of the first era are left to evidence.
"""

from __future__ import annotations

from datetime import date, timedelta

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS, MIC_2020
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="mic",
    ministry="Bộ Thông tin và Truyền thông",
    ministry_en="Ministry of Information and Communications",
    hosts=("mic.gov.vn", "frt.mic.gov.vn"),
    names=(
        "Cổng thông tin điện tử Bộ Thông tin và Truyền thông",
        "Bộ TT&TT",
        "MIC",
    ),
    articles=(
        ArticleUrl(pattern=r"-197(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S", source=Source.TEXT),
        ArticleUrl(pattern=r"-197(?P<id>\d{1,9})\.htm$", source=Source.TEXT),
        ArticleUrl(pattern=r"(?i)^/mic_2020/pages/tintuc/(?P<id>\d+)/[^/]+\.html$", source=Source.TEXT),
        ArticleUrl(pattern=r"(?i)^/tintucsukien/(?:[^/]+/)*trang/[^/]+\.aspx$", source=Source.TEXT),
    ),
    # Categories are at `/<category>.htm` with `/timelinelist/<zone>/<page>.htm` behind it (IMS), before at
    # `/mic_2020/Pages/ChuyenMuc/PhanTrang/<category>/<page>/<slug>.html`; their numbers are not known to us.
    listings=(
        Listing(url="https://mic.gov.vn/"),
        Listing(url="https://mic.gov.vn/rss/home.rss", kind=ListingKind.FEED),
        Listing(url="https://mic.gov.vn/sitemap.xml", kind=ListingKind.SITEMAP, every=timedelta(days=1)),
    ),
    layouts=(IMS, MIC_2020),
    eras=(
        Era(name="ims", platform="VCCorp IMS", layout="ims", since="2024", source=Source.TEXT),
        Era(
            name="mic-2020",
            platform="SharePoint",
            layout="sharepoint-mic-2020",
            since="2020",
            until="2023",
            source=Source.TEXT,
        ),
        Era(name="sharepoint", platform="SharePoint", until="2020", source=Source.TEXT),
    ),
    successor="mst",
    merged_on=date(2025, 3, 1),
    delay=2.0,
    # No live page has been checked.
    verified=None,
)


class MicSpider(SiteSpider):
    """Crawls mic.gov.vn."""

    name = SITE.name
    site = SITE
