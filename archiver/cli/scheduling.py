"""The verb that prints what runs a crawl every day."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path

import click

from archiver.archive.warc.files import storage_error
from archiver.cli.main import archiver, require_site
from archiver.errors import UsageError

_NOTES = {
    "systemd": "sudo cp archiver.* /etc/systemd/system/ && sudo systemctl enable --now archiver.timer",
    "cron": "crontab -e",
    "github": "save it as .github/workflows/archiver.yml in a fork of this program",
    "docker": "save both beside pyproject.toml, then: docker compose up -d daily",
}


@archiver.command()
@click.argument("kind", type=click.Choice(list(_NOTES)))
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("--at", default="02:30", show_default=True, metavar="HH:MM", help="When, in Viet Nam's time.")
@click.option("--contact", envvar="ARCHIVER_CONTACT", default="", help="Whom a portal may write to.")
@click.option("--notify", default="", metavar="CMD", help="Who is told of alarms, as for `archiver check`.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Write the files into this folder instead of printing them.",
)
@click.pass_obj
def schedule(
    data: Path | None,
    kind: str,
    sites: tuple[str, ...],
    at: str,
    contact: str,
    notify: str,
    into: Path | None,
) -> None:
    """Print what runs the crawl of SITEs once a day.

    Without a name that of all of them; with --notify also `archiver check` after each crawl. GitHub checks
    always, and tells you when a run fails.

    Two crawls of one archive never run at the same time: the second ends at once with exit code 3.

    Example: archiver schedule systemd --contact https://example.org/about-our-crawler
    """
    from archiver.publish.health import words_of
    from archiver.publish.schedules import KINDS, Job

    for name in sites:
        require_site(name)
    if notify:
        words_of(notify)
    now = datetime.now().astimezone()
    assert now.tzinfo is not None
    job = Job(
        program=_program(),
        archive=(data or Path("data")).absolute(),
        working=Path.cwd(),
        at=_time_of_day(at).time(),
        zone=now.tzinfo,
        today=now,
        contact=contact,
        sites=sites,
        notify=notify,
    )
    for word in (*job.command, *job.told, str(job.working)):
        if not word.isprintable():
            raise UsageError(f"{word!r} has characters that no schedule can hold. Choose another.")
    files = KINDS[kind](job)
    if into is not None:
        _write(files, into)
        return
    for name, text in files.items():
        click.echo(f"# {name}: {_NOTES[kind]}\n{text}")


def _program() -> tuple[str, ...]:
    """How this program is called by its whole path, where nothing knows our PATH."""
    found = shutil.which("archiver", path=str(Path(sys.executable).parent)) or shutil.which("archiver")
    return (found,) if found else (sys.executable, "-m", "archiver")


def _time_of_day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%H:%M")
    except ValueError as error:
        raise UsageError(f"--at {text}: expected hours and minutes, as in 02:30") from error


def _write(files: dict[str, str], into: Path) -> None:
    for name in files:
        if (into / name).exists():
            raise UsageError(f"{into / name} exists. Move it away, or choose another folder: --into DIR")
    for name, text in files.items():
        try:
            into.mkdir(parents=True, exist_ok=True)
            (into / name).write_text(text, "utf-8")
        except OSError as error:
            raise storage_error(into / name, "cannot be written", error) from error
        click.echo(into / name)
