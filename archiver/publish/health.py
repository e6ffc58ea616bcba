"""How the health of sites looks: a table and a line for each alarm, JSON, and the program that is told."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from rich.table import Table

from archiver.archive.health.alarms import SiteHealth
from archiver.errors import UsageError
from archiver.records import iso

#: A program that is told of alarms may take so many seconds.
PATIENCE = 60.0


def health_table(sites: Iterable[SiteHealth]) -> Table:
    """One row for each site."""
    table = Table("site", "health", "articles", "newest", "usual gap", "last crawl")
    for one in sites:
        gap = f"{one.usual_gap} d" if one.usual_gap else "-"
        last = one.last_crawl[:16].replace("T", " ") or "-"
        table.add_row(one.site, one.word, str(one.articles), one.newest or "-", gap, last)
    return table


def lines(sites: Iterable[SiteHealth], program: Sequence[str]) -> Iterator[str]:
    """Each alarm in one line, with the command that shows it and the capture it is seen on."""
    for one in sites:
        for alarm in one.alarms:
            capture = f" ({alarm.capture})" if alarm.capture else ""
            look = alarm.look(one.site, program)
            yield f"{one.site} {alarm.kind}: {alarm.detail}. Look: {look}{capture}"


def unjudged(sites: Iterable[SiteHealth]) -> Iterator[str]:
    """What could not be judged, in a line each."""
    for one in sites:
        for words in one.unjudged:
            yield f"{one.site}: not judged: {words}"


def as_dict(
    sites: Sequence[SiteHealth], at: datetime, folder: Path, program: Sequence[str]
) -> dict[str, object]:
    """The whole as plain JSON values; `at` in Viet Nam's zone, all other times as the archive has them."""
    return {
        "at": iso(at),
        "archive": str(folder),
        "alarms": [
            {
                "site": one.site,
                "alarm": alarm.kind.value,
                "detail": alarm.detail,
                "since": alarm.since,
                "capture": alarm.capture,
                "article": alarm.article,
                "look": alarm.look(one.site, program),
            }
            for one in sites
            for alarm in one.alarms
        ],
        "sites": [
            {
                "site": one.site,
                "health": one.state.value,
                "articles": one.articles,
                "newest": one.newest,
                "usual_gap_days": one.usual_gap,
                "last_crawl": one.last_crawl,
                "unjudged": list(one.unjudged),
            }
            for one in sites
        ],
    }


def words_of(command: str) -> list[str]:
    """The words of a command as a shell would cut them; no shell ever sees it.

    Raises:
        UsageError: it has no words, or a quotation mark too few.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--notify {command}: {error}. Quote it as for a shell.") from error
    if not words:
        raise UsageError("--notify: expected a command, as in --notify 'mail -s archiver me@example.org'")
    return words


def notify(words: Sequence[str], message: dict[str, object], patience: float = PATIENCE) -> str:
    """Run a program with the message as JSON on its standard input; what went wrong, empty for nothing.

    What it prints goes to our standard error. After `patience` seconds it is killed, with all it has started.
    """
    name = shlex.join(words)
    try:
        running = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=sys.stderr.fileno(), start_new_session=True
        )
    except OSError as error:
        return f"{name}: cannot be started ({os.strerror(error.errno or 0)})"
    text = json.dumps(message, ensure_ascii=False) + "\n"
    try:
        running.communicate(text.encode(), timeout=patience)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return f"{name}: killed after {patience:g} s"
    return f"{name}: ended with exit code {running.returncode}" if running.returncode else ""
