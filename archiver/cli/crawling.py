"""The verb that crawls."""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.archive.ledger.plan import Plan
from archiver.archive.lock import refuse_if_locked
from archiver.archive.store import DEMO
from archiver.cli.main import DATA, DAY, MESSAGES, archiver
from archiver.errors import UsageError
from archiver.records import iso

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

_COUNT = click.IntRange(min=1)
_SECONDS = click.FloatRange(min=0, max=24 * 60 * 60)


@archiver.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("-a", "arguments", multiple=True, metavar="NAME=VALUE", help="An argument of the spider.")
@click.option("--contact", envvar="ARCHIVER_CONTACT", default="", help="Whom a portal may write to.")
@click.option("--delay", type=_SECONDS, default=0.0, help="Least seconds between two requests.")
@click.option("--full", is_flag=True, help="Walk every listing to its end, whatever is known.")
@click.option("--since", type=DAY, default=None, metavar="DAY", help="Walk back to this day, no further.")
@click.option("--refresh", is_flag=True, help="Read known articles again (with --since: younger ones).")
@click.option("--articles", multiple=True, metavar="URL", help="Only this article; may be repeated.")
@click.option(
    "--attachments", is_flag=True, help="Fetch the files that articles link to as well, 32 MB each at most."
)
@click.option("--limit", type=_COUNT, default=None, help="At most so many articles per site.")
@click.option("--max-pages", type=_COUNT, default=None, help="At most so many responses per site.")
@click.option("--max-mb", type=_COUNT, default=None, help="At most so many megabytes per site.")
@click.option("--max-minutes", type=_COUNT, default=None, help="Begin nothing after so many minutes.")
@click.option(
    "--free-disk", type=click.FloatRange(min=0), default=1.0, show_default=True, help="GB that must be free."
)
@click.option("--trust-clock", is_flag=True, help="The clock is right, though it is before the last crawl's.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def crawl(
    data: Path | None,
    /,
    sites: tuple[str, ...],
    arguments: tuple[str, ...],
    contact: str,
    delay: float,
    articles: tuple[str, ...],
    free_disk: float,
    as_json: bool,
    **bounds: Any,
) -> None:
    """Crawl SITEs into the archive; without a name all but the demo.

    The demo's articles are made up: they are kept apart, in the folder `demo` of the archive.

    Example: archiver crawl mic --contact https://example.org/about-our-crawler
    """
    # What Ctrl-C does, from the first moment on; Scrapy takes it over once it runs. Not SIGINT's own handler:
    # a shell lets its background jobs ignore that signal.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = data or Path("data")
    refuse_if_locked(folder / DEMO if sites == (DEMO,) else folder)
    # Scrapy's settings are a module that is read when a crawl begins.
    os.environ["ARCHIVER_CONTACT"] = contact
    os.environ["ARCHIVER_DELAY"] = str(delay)
    os.environ["ARCHIVER_TRUST_CLOCK"] = "1" if bounds.pop("trust_clock") else ""
    from archiver.crawl.progress import exit_code, summary
    from archiver.crawl.run import crawl as run
    from archiver.crawl.sites import requested, require_taken

    chosen = _chosen(sites)
    pairs = dict(pair(argument) for argument in arguments)
    require_taken(chosen, pairs)
    endings = run(
        requested(chosen, articles),
        folder,
        console=MESSAGES,
        arguments=pairs,
        plan=_plan(articles, **bounds),
        free_disk=int(free_disk * 1e9),
    )
    if as_json:
        plain = [{**asdict(one), "urls": dict(one.urls), "seen_last": iso(one.seen_last)} for one in endings]
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        DATA.print(summary(endings), crop=False)
    sys.exit(exit_code(endings))


def _chosen(names: tuple[str, ...]) -> list[type[SiteSpider]]:
    """The spiders of the sites that are named; without a name all that can be crawled here."""
    from archiver.crawl.sites import ready_spiders, spider

    if names:
        return [spider(name) for name in dict.fromkeys(names)]
    chosen, left_out = ready_spiders(os.environ.get("ARCHIVER_BROWSER", ""))
    for words in left_out:
        MESSAGES.print(f"Left out: {words}", soft_wrap=True, markup=False)
    return chosen


def _plan(
    articles: tuple[str, ...],
    *,
    since: datetime | None,
    max_pages: int | None,
    max_mb: int | None,
    max_minutes: int | None,
    **asked: Any,
) -> Plan:
    return Plan(
        since=since.date() if since else None,
        urls=articles,
        pages=max_pages,
        size=None if max_mb is None else max_mb * 1_000_000,
        time=None if max_minutes is None else timedelta(minutes=max_minutes),
        **asked,
    )


def pair(argument: str) -> tuple[str, str]:
    """The name and the value of an option `-a`.

    Raises:
        UsageError: it is not of that form.
    """
    name, equals, value = argument.partition("=")
    if not equals or not name:
        raise UsageError(f"-a {argument}: expected NAME=VALUE, for example -a articles=300")
    return name, value
