"""The command `archiver`, what its verbs share, and the console script.

Data goes to stdout, messages to stderr. Exit codes: 0 fine, 1 findings, 2 usage, 3 storage,
4 network or blocked, 130 interrupted cleanly.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from archiver.archive.store import DATABASE, DEMO
from archiver.errors import ArchiverError, UsageError
from archiver.records import VIETNAM


class _Output(Console):
    """Where data goes; whoever reads it may have enough before its end."""

    def on_broken_pipe(self) -> None:
        """Leave the end of such a pipe to `main`: Rich would make it exit code 1, which means findings."""
        raise BrokenPipeError


MESSAGES = Console(stderr=True)
DATA = _Output(highlight=False)
#: A day as it is typed.
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ministry-archiver", message="%(prog)s %(version)s")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ARCHIVER_DATA",
    show_envvar=True,
    help="The archive's folder; ./data where nothing is said.",
)
@click.pass_context
def archiver(context: click.Context, data: Path | None) -> None:
    """The archive of Vietnam's ministry news: crawl it, search it, prove it.

    Example: archiver crawl demo
    """
    context.obj = data


def require_site(name: str) -> None:
    """Refuse the name of a site that nobody has: it selects nothing, which would seem fine.

    Raises:
        UnknownSite: there is no file of that name.
    """
    from archiver.crawl.sites import spider  # the site files are slow to load

    spider(name)


def moment(text: str, option: str = "--fetched-at") -> datetime:
    """The time that an option says; without a zone it is Viet Nam's.

    Raises:
        UsageError: it is no ISO 8601.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: expected ISO 8601, as in 2025-03-01T09:51+07:00") from error
    return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


def folder_to_read(data: Path | None) -> Path:
    """The archive to read: the one asked for, ./data, or the demo's where that is all there is."""
    if data is not None:
        return data
    own = Path("data")
    if (own / DATABASE).is_file() or not (own / DEMO / DATABASE).is_file():
        return own
    MESSAGES.print(f"No archive in {own} yet: reading the demo's, {own / DEMO}.", style="dim")
    return own / DEMO


def main() -> None:
    """The console script: every expected error is one line on stderr and its exit code."""
    try:
        archiver(standalone_mode=False)
    except ArchiverError as error:
        _complain(str(error), error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, exit_code: int) -> None:
    click.echo(f"archiver: {message}", err=True)
    sys.exit(exit_code)
