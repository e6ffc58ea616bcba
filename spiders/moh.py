"""Bộ Y tế (moh.gov.vn), on Liferay 6.2.

An article's slug is unique on the portal, whatever page it is shown on, and is the record. `/en_US/` shows
the same record in another language and is left out. The printed days and hours are UTC, the weekdays Viet
Nam's. An address whose article is gone answers 200 with the current list.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import LIFERAY
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="moh",
    ministry="Bộ Y tế",
    ministry_en="Ministry of Health",
    hosts=("moh.gov.vn", "adminmoh.moh.gov.vn"),
    names=("Cổng thông tin điện tử Bộ Y tế", "Cổng thông tin Bộ Y tế", "Bộ Y tế"),
    articles=(
        ArticleUrl(
            pattern=r"^/(?!en_US/)(?:[^/]+/)*-/asset_publisher/\w*/content/(?P<id>[^/?;]+)",
            source=Source.TEXT,
        ),
        ArticleUrl(pattern=r"^/web/guest/-/(?P<id>[^/?;]+)", source=Source.HTML),
    ),
    listings=(
        Listing(
            url="https://moh.gov.vn/tin-noi-bat",
            within="#p_p_id_101_INSTANCE_TW6LTp1ZtwaN_",
            pages="https://moh.gov.vn/tin-noi-bat?p_p_id=101_INSTANCE_TW6LTp1ZtwaN"
            "&_101_INSTANCE_TW6LTp1ZtwaN_delta=20&_101_INSTANCE_TW6LTp1ZtwaN_cur={page}",
            source=Source.CRAWLERS,
        ),
        Listing(
            url="https://moh.gov.vn/hoat-dong-cua-lanh-dao-bo",
            within="#p_p_id_101_INSTANCE_k206Q9qkZOqn_",
            pages="https://moh.gov.vn/hoat-dong-cua-lanh-dao-bo?p_p_id=101_INSTANCE_k206Q9qkZOqn"
            "&_101_INSTANCE_k206Q9qkZOqn_delta=20&_101_INSTANCE_k206Q9qkZOqn_cur={page}",
            source=Source.CRAWLERS,
        ),
    ),
    layouts=(replace(LIFERAY, name="moh", zone=UTC),),
    eras=(Era(name="liferay", platform="Liferay 6.2", layout="moh", source=Source.TEXT),),
    delay=2.0,
    weekly_minimum=15,
    # No live page has been checked.
    verified=None,
)


class MohSpider(SiteSpider):
    """Crawls moh.gov.vn."""

    name = SITE.name
    site = SITE
