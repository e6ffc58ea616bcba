"""Thanh tra Chính phủ (thanhtra.gov.vn): SharePoint, later Liferay.

Liferay's addresses have an empty instance and a number without a name in the query; the slug is the record.
Feeds are known for three subjects.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import LIFERAY_ASSET, SHAREPOINT_PUBLISHING
from archiver.extract.site import ArticleUrl, Era, Listing, ListingKind, Site, Source

SITE = Site(
    name="gi",
    ministry="Thanh tra Chính phủ",
    ministry_en="Government Inspectorate",
    hosts=("thanhtra.gov.vn",),
    names=("Cổng thông tin điện tử Thanh tra Chính phủ", "Thanh tra Chính phủ", "GI"),
    articles=(
        ArticleUrl(
            pattern=r"(?i)^/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher/\w*/content/(?P<id>[^/?;]+)",
            source=Source.ADDRESSES,
        ),
        ArticleUrl(pattern=r"(?i)^/pages/(?:[^/?-]+-){4,}[^/?]+\.aspx$"),
    ),
    listings=(
        Listing(url="https://thanhtra.gov.vn/web/guest/tin-tong-hop", by_link=True, source=Source.ADDRESSES),
        Listing(
            url="https://thanhtra.gov.vn/rss/tin-thanh-tra.rss", kind=ListingKind.FEED, source=Source.CRAWLERS
        ),
        Listing(
            url="https://thanhtra.gov.vn/rss/khieu-nai-to-cao.rss",
            kind=ListingKind.FEED,
            source=Source.CRAWLERS,
        ),
        Listing(
            url="https://thanhtra.gov.vn/rss/phong-chong-tham-nhung.rss",
            kind=ListingKind.FEED,
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(LIFERAY_ASSET, SHAREPOINT_PUBLISHING),
    eras=(
        Era(name="liferay", platform="Liferay", layout="liferay-asset", source=Source.ADDRESSES),
        Era(
            name="sharepoint", platform="SharePoint", layout="sharepoint-publishing", source=Source.ADDRESSES
        ),
    ),
    delay=2.0,
    weekly_minimum=10,
    # No live page has been checked.
    verified=None,
)


class GiSpider(SiteSpider):
    """Crawls thanhtra.gov.vn."""

    name = SITE.name
    site = SITE
