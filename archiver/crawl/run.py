"""One crawl of some sites in one process: each at its own pace, all into the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.store import Store, require_free
from archiver.crawl import javascript
from archiver.crawl.progress import Ending, shown
from archiver.crawl.spider import SiteSpider


def crawl(
    spiders: Sequence[type[SiteSpider]],
    folder: Path,
    *,
    console: Console,
    arguments: Mapping[str, str] | None = None,
    plan: Plan = USUAL,
    free_disk: int = 0,
) -> list[Ending]:
    """Crawl until nothing is due or a bound of the plan is reached; Ctrl-C ends it cleanly.

    `free_disk` is how many bytes must be free where the archive lies, before anything is asked for.

    Raises:
        StorageError: an archive is locked, the disk is nearly full, what came in could not be kept, or this
            machine's clock is behind.
    """
    require_free(folder, free_disk)
    settings = Settings()
    settings.setmodule("archiver.crawl.settings", priority="project")
    settings.set("ARCHIVER_DATA", str(folder), priority="cmdline")
    for spider in spiders:
        javascript.require(spider.site, settings["ARCHIVER_BROWSER"])
    with ExitStack() as stack:
        stores = {
            apart: stack.enter_context(Store.open(folder / apart))
            for apart in {spider.apart for spider in spiders}
        }
        intakes = [spider.intake_into(stores[spider.apart], settings, plan) for spider in spiders]
        process = AsyncCrawlerProcess(settings)
        crawlers = [process.create_crawler(spider) for spider in spiders]
        tasks = [
            process.crawl(crawler, intake=intake, **(arguments or {}))
            for crawler, intake in zip(crawlers, intakes, strict=True)
        ]
        with shown({intake.site.name: intake.tally for intake in intakes}, console):
            process.start()
        if not all(task.done() for task in tasks):
            # A second Ctrl-C does not wait: the next run finishes what this one has on the disk.
            raise KeyboardInterrupt
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
    return Ending(
        site=site,
        reason=intake.ending,
        tally=intake.tally,
        urls=intake.store.counts(site),
        seen_last=intake.store.seen_last(site),
        silent=spider.frontier.hosts.silent,
        elsewhere=tuple(sorted(spider.frontier.elsewhere)),
        successor=spider.site.successor,
    )
