"""One crawl of some sites in one process: each at its own pace, all into the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archiver.archive.store import Store
from archiver.crawl.progress import Ending, shown
from archiver.crawl.spider import SiteSpider


def crawl(
    spiders: Sequence[type[SiteSpider]],
    folder: Path,
    *,
    console: Console,
    arguments: Mapping[str, str] | None = None,
) -> list[Ending]:
    """Crawl until nothing is due; Ctrl-C ends it cleanly.

    Raises:
        StorageError: an archive is locked, or what came in could not be kept.
    """
    settings = Settings()
    settings.setmodule("archiver.crawl.settings", priority="project")
    settings.set("ARCHIVER_DATA", str(folder), priority="cmdline")
    with ExitStack() as stack:
        stores = {
            apart: stack.enter_context(Store.open(folder / apart))
            for apart in {spider.apart for spider in spiders}
        }
        intakes = [
            spider.intake_into(stores[spider.apart], settings["ARCHIVER_CONTACT"]) for spider in spiders
        ]
        process = AsyncCrawlerProcess(settings)
        crawlers = [process.create_crawler(spider) for spider in spiders]
        tasks = [
            process.crawl(crawler, intake=intake, **(arguments or {}))
            for crawler, intake in zip(crawlers, intakes, strict=True)
        ]
        with shown({intake.site.name: intake.tally for intake in intakes}, console):
            process.start()
        for task in tasks:
            task.result()
        return [_ending(crawler) for crawler in crawlers]


def _ending(crawler: Crawler) -> Ending:
    spider = crawler.spider
    assert isinstance(spider, SiteSpider)
    if spider.storage_error is not None:
        raise spider.storage_error
    intake = spider.intake
    site = intake.site.name
    return Ending(site=site, reason=intake.ending, tally=intake.tally, urls=intake.store.counts(site))
