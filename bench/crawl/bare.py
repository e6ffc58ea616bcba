"""A spider that throws its responses away: what Scrapy alone costs.

python bench/crawl/bare.py ADDRESS FILE-OF-URLS [tuned]
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

#: Consoles stay off here too; they cost nothing per page.
QUIET = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
#: The two costs that the archive's own settings avoid as well (`archiver.crawl.settings` says why).
TUNED = {"CONCURRENT_ITEMS": 1, "WARN_ON_GENERATOR_RETURN_VALUE": False}


class BareSpider(Spider):
    """Asks for some pages through the server as a proxy, as the archive's spider does."""

    name = "bare"

    def __init__(self, proxy: str, urls: list[str]) -> None:
        super().__init__()
        self._proxy, self._urls = proxy, urls

    async def start(self) -> AsyncIterator[Request]:
        """One request per page."""
        for url in self._urls:
            # Named, as in spiders with more than one kind of page: Scrapy's default then checks the callback.
            yield Request(url, self.parse, meta={"proxy": self._proxy})

    def parse(self, response: Response) -> Iterator[None]:
        """Throw the response away; a generator, as callbacks are."""
        del response
        yield from ()


def main() -> None:
    """Crawl."""
    proxy, file, *tuned = sys.argv[1:]
    urls = Path(file).read_text(encoding="utf-8").split()
    # 16 at a time, as the archive's spider has in this benchmark; Scrapy's default is 8 per host.
    process = AsyncCrawlerProcess(QUIET | {"CONCURRENT_REQUESTS_PER_DOMAIN": 16} | (TUNED if tuned else {}))
    process.crawl(BareSpider, proxy=proxy, urls=urls)
    process.start()


if __name__ == "__main__":
    main()
