"""The real program in a process of its own, as the tests run it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def archiver(
    *arguments: str | Path, cwd: Path = PROJECT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `archiver …` to its end."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=clean(environment), capture_output=True, check=False
    )


def command(*arguments: str | Path) -> list[str]:
    """The command line of `archiver …` in this environment."""
    return [sys.executable, "-m", "archiver", *map(str, arguments)]


def clean(environment: dict[str, str]) -> dict[str, str]:
    """This process's environment without what would change the program's ways."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    kept.pop("ARCHIVER_DATA", None)
    return kept | {"PYTHONUTF8": "1"} | environment


@contextmanager
def rows_of(folder: Path) -> Iterator[sqlite3.Connection]:
    """The archive in a folder, for looking at."""
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def states(connection: sqlite3.Connection) -> Counter[str]:
    """How many URLs are in each state."""
    return Counter(dict(connection.execute("SELECT state, count(*) FROM urls GROUP BY state").fetchall()))
