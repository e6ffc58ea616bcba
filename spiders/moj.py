"""Bộ Tư pháp (moj.gov.vn): SharePoint until 2025, since 2026 a portal of its own.

In the new one a short code closes the address; in the old one `ItemID` counts within a list, so that the
whole address is the record. thads, tgpl, phapdien (moj.gov.vn) and pbgdpl.gov.vn have lists of their own.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import SHAREPOINT_MOJ
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="moj",
    ministry="Bộ Tư pháp",
    ministry_en="Ministry of Justice",
    hosts=("moj.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Tư pháp", "Bộ Tư pháp", "MOJ"),
    articles=(
        ArticleUrl(
            pattern=r"^/portal/tin-tuc/chi-tiet/[^/?]*-(?P<id>t[a-z0-9]{8,12})\.html$",
            source=Source.ADDRESSES,
        ),
        ArticleUrl(
            pattern=r"(?i)^/(?:[^/]+/)*tintuc/pages/[^/]+\.aspx\?(?:.*&)?itemid=\d+", source=Source.TEXT
        ),
    ),
    listings=(
        Listing(
            url="https://moj.gov.vn/portal/tin-tuc/chuyen-muc/chi-dao-dieu-hanh-cua-lanh-dao-bo.html",
            pages="https://moj.gov.vn/portal/tin-tuc/chuyen-muc/chi-dao-dieu-hanh-cua-lanh-dao-bo.html"
            "?handler=LoadNews&pageNumber={page}&chuyentrang=portal"
            "&categoryId=chi-dao-dieu-hanh-cua-lanh-dao-bo&pageSize=10",
            fragments=True,
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(SHAREPOINT_MOJ,),
    eras=(
        Era(name="portal", platform="own CMS, ASP.NET Core", since="2026", source=Source.CRAWLERS),
        Era(
            name="sharepoint",
            platform="SharePoint",
            layout="sharepoint-moj",
            until="2025",
            source=Source.TEXT,
        ),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class MojSpider(SiteSpider):
    """Crawls moj.gov.vn."""

    name = SITE.name
    site = SITE
