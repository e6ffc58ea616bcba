"""The made-up portal as the benchmark crawls it: found by its sitemaps alone, every page an article.

As in the file of a real portal, the layouts of its eras are named.
"""

from dataclasses import replace
from typing import Any

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import IMS, LIFERAY, NUKEVIET, SHAREPOINT_VENDOR
from spiders import demo

SITE = replace(
    demo.SITE,
    name="bench",
    listings=tuple(one for one in demo.SITE.listings if one.url.endswith("/sitemap.xml")),
    layouts=(IMS, NUKEVIET, SHAREPOINT_VENDOR, LIFERAY),
)


class BenchSpider(SiteSpider):
    """Sends every request to the server of the benchmark, sixteen at a time."""

    name = SITE.name
    site = SITE
    custom_settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 16, "ROBOTSTXT_OBEY": False}  # noqa: RUF012

    def __init__(self, proxy: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.route = proxy
