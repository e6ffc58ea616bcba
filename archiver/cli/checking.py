"""The verb that judges: whether each site still gives what it used to give."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from archiver.cli.main import DATA, MESSAGES, archiver, folder_to_read, moment, require_site


@archiver.command()
@click.option("--site", "sites", multiple=True, help="Only this site, and what cannot be judged.")
@click.option("--json", "as_json", is_flag=True, help="Print all as one JSON object.")
@click.option(
    "--notify",
    "command",
    default="",
    metavar="CMD",
    help="A program that gets the JSON on its standard input when there is an alarm (no shell; 60 s).",
)
@click.option("--now", "as_of", default="", metavar="ISO", help="Judge as of this time.")
@click.pass_obj
def check(data: Path | None, sites: tuple[str, ...], as_json: bool, command: str, as_of: str) -> None:
    """Compare each site with its own history.

    Exit code 1: there is an alarm. Silence, too few articles, fields that are lost, layouts that no longer
    fit, rising problems, refusals, redesigns, dates in the future, lists and crawls that went wrong. Each
    alarm is one line that names the capture to look at; docs/operations.md says what to do. A crawl may be at
    work meanwhile.

    Example: archiver check --notify 'mail -s archiver me@example.org'
    """
    from archiver.crawl.clock import now
    from archiver.publish.health import as_dict, health_table, lines, notify, unjudged, words_of
    from archiver.publish.watching import health_of, program_of

    words = words_of(command) if command else []
    for name in sites:
        require_site(name)
    folder = folder_to_read(data)
    at = moment(as_of, "--now") if as_of else now()
    found = health_of(folder, at, sites)
    program = program_of(folder)
    plain = as_dict(found, at, folder, program)
    if as_json:
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        DATA.print(health_table(found))
        for line in (*lines(found, program), *(unjudged(found) if sites else ())):
            click.echo(line)
    is_alarmed = any(one.alarms for one in found)
    if is_alarmed and words and (trouble := notify(words, plain)):
        MESSAGES.print(f"Nobody was notified: {trouble}", soft_wrap=True, markup=False, highlight=False)
    sys.exit(1 if is_alarmed else 0)
