"""The verbs that keep an archive true to its captures: read them again, put archives together."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from archiver.archive.store import DATABASE
from archiver.cli.main import DATA, DAY, MESSAGES, archiver, folder_to_read, require_site
from archiver.errors import UsageError

if TYPE_CHECKING:
    from archiver.archive.replay.changes import Replayed
    from archiver.archive.replay.rebuild import Rebuilt


@archiver.command()
@click.option("--site", default="", help="Only captures of this site.")
@click.option("--since", type=DAY, default=None, metavar="DAY", help="Only captures from this day on.")
@click.option("--until", type=DAY, default=None, metavar="DAY", help="Only captures until this day.")
@click.option("--layout", default="", help="Only captures that this layout has read.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Reading processes.")
@click.option("--dry-run", is_flag=True, help="Say field by field what would change; write nothing.")
@click.option("--examples", type=click.IntRange(0, 1000), default=3, show_default=True, help="Per field.")
@click.option("--rebuild", is_flag=True, help="Make archive.db anew from the WARC files alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def replay(  # noqa: PLR0913, PLR0917  one argument for each option
    data: Path | None,
    site: str,
    since: datetime | None,
    until: datetime | None,
    layout: str,
    jobs: int,
    dry_run: bool,
    examples: int,
    rebuild: bool,
    as_json: bool,
) -> None:
    """Read captures again with today's code.

    Where archive.db is missing it is made anew from the WARC files. Days are Viet Nam's, both included. A run
    that was interrupted goes on where it was. Exit code 1 where something could not be read.

    Example: archiver replay --site mic --dry-run
    """
    from archiver.archive.replay.replay import Selection, compare
    from archiver.archive.replay.replay import replay as run
    from archiver.crawl.sites import described
    from archiver.jobs.code import fingerprint
    from archiver.jobs.slices import readers

    folder = folder_to_read(data)
    if site:
        require_site(site)
    selection = Selection(
        site=site, since=since.date() if since else None, until=until.date() if until else None, layout=layout
    )
    is_new = rebuild or not (folder / DATABASE).is_file()
    _check(folder, selection, is_new=is_new, dry_run=dry_run)
    sites, code = described(), fingerprint()
    with readers(folder, described, jobs) as reader:
        if is_new:
            from archiver.archive.replay.rebuild import rebuild as make

            made = make(folder, sites, reader, code=code, tell=_tell)
            _print_rebuilt(made, as_json=as_json)
            sys.exit(1 if made.damage else 0)
        if dry_run:
            result = compare(folder, sites, reader, selection, examples=examples)
        else:
            result = run(folder, sites, reader, selection, code=code, examples=examples, tell=_tell)
    _print_replayed(result, as_json=as_json, dry_run=dry_run)
    sys.exit(1 if result.damage else 0)


def _check(folder: Path, selection: object, *, is_new: bool, dry_run: bool) -> None:
    from archiver.archive.replay.replay import Selection

    if not is_new:
        return
    if not (folder / "warc").is_dir():
        raise UsageError(f"{folder}: there are no WARC files to read. Crawl first: archiver crawl demo")
    if dry_run or selection != Selection():
        raise UsageError(
            f"{folder}: archive.db is made anew from all captures: "
            "leave --dry-run, --site, --since, --until and --layout out."
        )


def _tell(file: str, captures: int) -> None:
    MESSAGES.print(f"{file}: {captures} captures", style="dim", highlight=False)


def _print_rebuilt(made: Rebuilt, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
        return
    DATA.print(f"{made.captures} captures in {made.files} files are read; archive.db is made anew.")
    if made.unnoted:
        MESSAGES.print(
            f"{made.unnoted} files have no notes of their crawls: which hosts gave no answer, what "
            "robots.txt forbade and when those crawls began is not known any more; they are asked again."
        )
    _print_findings(made.strangers, made.damage)


def _print_replayed(result: Replayed, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(result), ensure_ascii=False))
        return
    verb = "would be" if dry_run else "are"
    DATA.print(f"{result.captures} captures read again; {result.changed} {verb} read differently.")
    if result.counts:
        table = Table("field", "changes", "example", "before", "after")
        for name, count in sorted(result.counts.items(), key=lambda pair: -pair[1]):
            for number, one in enumerate(result.examples.get(name, []) or [None]):
                first = (name, str(count)) if number == 0 else ("", "")
                table.add_row(*first, *((one.url, one.before, one.after) if one else ("", "", "")))
        DATA.print(table)
    if result.links:
        DATA.print(f"{result.links} links that were overlooked are in the ledger now.")
    _print_findings(result.strangers, result.damage)


def _print_findings(strangers: dict[str, int], damage: list[str]) -> None:
    for name, count in strangers.items():
        MESSAGES.print(
            f"{count} captures of {name} are kept unread: no site file has that name. Add "
            f"spiders/{name}.py, then: archiver replay --rebuild"
        )
    for sentence in damage:
        MESSAGES.print(sentence, highlight=False)


@archiver.command()
@click.argument(
    "others", nargs=-1, required=True, metavar="OTHER...", type=click.Path(file_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per archive.")
@click.pass_obj
def merge(data: Path | None, others: tuple[Path, ...], as_json: bool) -> None:
    """Take everything that OTHER archives hold into this one.

    They stay as they are. WARC files are copied, rows are joined, revisions are computed anew from all
    captures. In any order, and again, the result is the same.

    Example: archiver --data data merge /mnt/spool-1 /mnt/spool-2
    """
    from archiver.archive.merge.merge import merge as run
    from archiver.crawl.sites import described

    folder = data or Path("data")
    sites = described()
    for other in others:
        merged = run(
            folder, other, lambda name: MESSAGES.print(name, style="dim", highlight=False), sites=sites
        )
        if as_json:
            click.echo(json.dumps(asdict(merged), ensure_ascii=False))
        else:
            DATA.print(
                f"{merged.archive}: {merged.captures} new captures, {merged.articles} new articles, "
                f"{merged.urls} new addresses."
            )


@archiver.command()
@click.argument("article")
@click.option("--why", default="", help="The reason, shown in the article's place.")
@click.option("--undo", is_flag=True, help="Give it free again.")
@click.pass_obj
def withhold(data: Path | None, article: str, why: str, undo: bool) -> None:
    """Show only a reason in the place of an ARTICLE.

    It is kept in the archive, and is in no search, list, feed or export. The decision is a line of
    `withheld.jsonl` beside the WARC files: back it up with them.

    Example: archiver withhold mic-157662 --why "Theo đề nghị của người được nêu tên"
    """
    from archiver.archive.withholding import withhold as decide

    if bool(why.strip()) == undo:
        raise UsageError("say either why: archiver withhold ARTICLE --why REASON, or --undo")
    public_id = decide(folder_to_read(data), article, why.strip(), datetime.now(UTC))
    MESSAGES.print(f"{public_id} is {'free again' if undo else 'withheld'}.", highlight=False)
