"""The verbs that prove: whether an archive is sound, and a copy of it that others can open."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from archiver.cli.main import DATA, DAY, MESSAGES, archiver, folder_to_read, require_site
from archiver.errors import UsageError

#: So many findings are printed where they are many; `--json` prints all.
_SHOWN = 200
#: Seconds between two lines where there is no terminal.
_PLAIN_EVERY = 60.0


@archiver.command()
@click.option("--repair", is_flag=True, help="Put right what the WARC files can tell; never their bytes.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0: one for each core.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def verify(data: Path | None, repair: bool, jobs: int, as_json: bool) -> None:
    """Check the whole archive: every row, record and index.

    Exit code 1: something is wrong. Each damage is named with its file, record, address, what was expected
    and found, and what to run next. A crawl may be at work meanwhile.

    Example: archiver verify
    """
    from archiver.archive.store import DATABASE, Store
    from archiver.archive.verify.verify import verify as check

    folder = folder_to_read(data)
    if repair and (folder / DATABASE).is_file():
        # An archive of an older version is brought up to date by whoever writes to it.
        Store.open(folder).close()
    with _shown() as progress:
        report = check(folder, jobs=jobs, progress=progress)
    if repair and any(one.can_be_repaired for one in report.findings):
        from archiver.archive.verify.repair import repair as put_right
        from archiver.crawl.sites import spiders

        sites = {name: spider.site for name, spider in spiders().items()}
        for sentence in put_right(folder, report.findings, sites):
            MESSAGES.print(f"repaired {sentence}", soft_wrap=True, markup=False, highlight=False)
        with _shown() as progress:
            report = check(folder, jobs=jobs, progress=progress)
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        for finding in report.findings[:_SHOWN]:
            click.echo(str(finding))
        more = len(report.findings) - _SHOWN
        if more > 0:
            click.echo(f"… and {more} more: archiver verify --json")
        counted = [f"{count} {name}" for name, count in report.figures.items() if name != "bytes"]
        counted.append(f"{report.figures.get('bytes', 0) / 1e6:.1f} MB of WARC files")
        count = len(report.findings)
        verdict = f"{count} finding{'s' if count > 1 else ''}" if count else "sound"
        click.echo(f"{folder}: {verdict} ({', '.join(counted)})")
    sys.exit(1 if report.findings else 0)


@archiver.command()
@click.option(
    "--wacz",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="One file that ReplayWeb.page opens: records byte for byte, index, list of articles.",
)
@click.option("--site", "sites", multiple=True, help="Only this site; may be repeated.")
@click.option("--article", "articles", multiple=True, help="Only this article; may be repeated.")
@click.option("--since", type=DAY, default=None, metavar="DAY", help="Only what was fetched since that day.")
@click.option("--until", type=DAY, default=None, metavar="DAY", help="Only what was fetched up to that day.")
@click.pass_obj
def export(
    data: Path | None,
    wacz: Path,
    sites: tuple[str, ...],
    articles: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Copy captures into a file that others can open and check.

    Days are Viet Nam's. What is withheld is left out. The same selection gives the same file.

    Example: archiver export --wacz mic-157662.wacz --article mic-157662
    """
    from archiver.publish.wacz import Selection, export_wacz

    selection = Selection(
        sites=sites,
        articles=articles,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    try:
        written = export_wacz(folder_to_read(data), wacz, selection)
    except UsageError:
        for name in sites:
            require_site(name)
        raise
    click.echo(f"{wacz}: {written.captures} captures, {written.pages} articles, {written.size / 1e6:.1f} MB")


def print_proof(
    folder: Path,
    connection: sqlite3.Connection,
    article: sqlite3.Row,
    *,
    cite: str | None,
    as_json: bool,
) -> None:
    """Print an article as a reference, or where each of its fields comes from."""
    from archiver.archive.catalogue import find_capture
    from archiver.archive.memory.outlines import left_out

    capture = find_capture(connection, article["capture"])
    if cite:
        from archiver.publish.citation import FORMATS, reference

        click.echo(FORMATS[cite](reference(article, capture)), nl=False)
        return
    from archiver.publish.provenance import as_dict, provenance_text

    missing = left_out(connection, article)
    if as_json:
        click.echo(json.dumps(as_dict(folder, article, capture, missing), ensure_ascii=False, indent=2))
    else:
        DATA.print(provenance_text(folder, article, capture, missing), soft_wrap=True)


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None]]:
    """Progress on a terminal, else a plain line a minute."""
    if not MESSAGES.is_terminal:
        yield _plain_lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=MESSAGES, transient=True) as bar:
        task = bar.add_task("verify", total=None)

        def advance(what: str, done: int, whole: int) -> None:
            bar.update(task, description=what.rpartition("/")[2], completed=done, total=whole or None)

        yield advance


def _plain_lines() -> Callable[[str, int, int], None]:
    last = [monotonic()]

    def advance(what: str, done: int, whole: int) -> None:
        if monotonic() - last[0] >= _PLAIN_EVERY:
            last[0] = monotonic()
            click.echo(f"verify checked={what} bytes={done} of={whole}", err=True)

    return advance
