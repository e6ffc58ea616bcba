"""Ngân hàng Nhà nước Việt Nam (sbv.gov.vn): Oracle WebCenter, since 2025 Liferay 7.4.

Articles brought over are named `sbv<number>`, new ones by their title; `/vi/w/<name>` and
`/vi/web/sbv_portal/w/<name>` are the same record. WebCenter numbered ids anew at every visit (`_afrLoop`).
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import LIFERAY_ASSET
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="sbv",
    ministry="Ngân hàng Nhà nước Việt Nam",
    ministry_en="State Bank of Vietnam",
    hosts=("sbv.gov.vn",),
    names=("Cổng thông tin điện tử Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam", "SBV"),
    articles=(
        ArticleUrl(pattern=r"^/vi/(?:web/[^/]+/)?w/(?P<id>[^/?;]+)", source=Source.ADDRESSES),
        ArticleUrl(pattern=r"(?i)^/webcenter/portal/[^?]*\?(?:.*&)?dDocName=(?P<id>\w+)"),
    ),
    listings=(
        Listing(
            url="https://sbv.gov.vn/vi/tin-tuc-su-kien",
            pages="https://sbv.gov.vn/vi/tin-tuc-su-kien"
            "?p_p_id=com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi"
            "&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi_delta=12"
            "&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi_cur={page}",
            source=Source.CRAWLERS,
        ),
        Listing(url="https://sbv.gov.vn/vi/thong-cao-bao-chi", source=Source.CRAWLERS),
    ),
    layouts=(LIFERAY_ASSET,),
    eras=(
        Era(
            name="liferay",
            platform="Liferay 7.4",
            layout="liferay-asset",
            since="2025",
            source=Source.CRAWLERS,
        ),
        Era(name="webcenter", platform="Oracle WebCenter", until="2025", source=Source.ADDRESSES),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class SbvSpider(SiteSpider):
    """Crawls sbv.gov.vn."""

    name = SITE.name
    site = SITE
