"""The verb that asks a portal whether it still is what its site file says."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import click

from archiver.archive.lock import refuse_if_locked
from archiver.cli.main import DATA, MESSAGES
from archiver.cli.portals import sites

_COUNT = click.IntRange(min=0)


@sites.command("probe")
@click.argument("site")
@click.option("--newest", type=_COUNT, default=5, show_default=True, help="Articles off the lists.")
@click.option("--known", type=_COUNT, default=5, show_default=True, help="Known articles of each layout.")
@click.option("-a", "arguments", multiple=True, metavar="NAME=VALUE", help="An argument of the spider.")
@click.option("--contact", envvar="ARCHIVER_CONTACT", default="", help="Whom the portal may write to.")
@click.option(
    "--delay", type=click.FloatRange(min=0), default=0.0, help="Least seconds between two requests."
)
@click.option(
    "--free-disk", type=click.FloatRange(min=0), default=1.0, show_default=True, help="GB that must be free."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def probe_site(  # noqa: PLR0913, PLR0917  one argument for each option
    data: Path | None,
    site: str,
    newest: int,
    known: int,
    arguments: tuple[str, ...],
    contact: str,
    delay: float,
    free_disk: float,
    as_json: bool,
) -> None:
    """Ask the portal of SITE which facts of its file still hold.

    It asks as a crawl does, and keeps all of it: for robots.txt, the first two pages of each list, the newest
    articles, and some that the archive knows of each layout. Each fact is confirmed, drifted, blocked (the
    portal did not let us see) or unknown; where a layout has drifted, one that reads the pages is proposed.
    Exit code 0: nothing has drifted; 1: something has; 4: blocked.

    Example: archiver sites probe mic --contact https://example.org/about-our-crawler
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["ARCHIVER_CONTACT"] = contact
    os.environ["ARCHIVER_DELAY"] = str(delay)
    from archiver.cli.crawling import pair
    from archiver.crawl.probe.probe import probe
    from archiver.crawl.sites import require_taken, spider
    from archiver.publish.probes import as_dict, facts_table, proposals_text

    folder, chosen = data or Path("data"), spider(site)
    pairs = dict(pair(argument) for argument in arguments)
    require_taken([chosen], pairs)
    refuse_if_locked(folder / chosen.apart)
    report = probe(
        chosen,
        folder,
        newest=newest,
        known=known,
        console=MESSAGES,
        arguments=pairs,
        free_disk=int(free_disk * 1e9),
    )
    if as_json:
        click.echo(json.dumps(as_dict(report), ensure_ascii=False))
    else:
        DATA.print(facts_table(report))
        DATA.print(proposals_text(report), soft_wrap=True)
    sys.exit(report.exit_code)
