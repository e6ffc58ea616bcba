"""The made-up portal with nothing but its listing pages."""

from dataclasses import replace
from typing import Any

from archiver.crawl.spider import SiteSpider
from spiders import demo

SITE = replace(
    demo.SITE,
    name="bench_pages",
    listings=tuple(one for one in demo.SITE.listings if one.url.endswith("/tin-tuc.htm")),
)


class BenchPagesSpider(SiteSpider):
    """Sends every request to the server of the benchmark, sixteen at a time."""

    name = SITE.name
    site = SITE
    custom_settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 16, "ROBOTSTXT_OBEY": False}  # noqa: RUF012

    def __init__(self, proxy: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.route = proxy
