"""Which articles are withheld, and why: decisions of people, in a file beside the WARC files.

No capture says them, so they are kept like captures: one line of JSON a decision, added to the end of
`withheld.jsonl` and never changed. Of an article the last decision counts; an empty reason gives it free.
The column `articles.withheld` is a view of the file: a rebuild and a merge make it anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from archiver.archive.catalogue import find_article
from archiver.archive.store import Store
from archiver.archive.warc.files import storage_error
from archiver.errors import StorageError, UsageError
from archiver.records import instant

FILE = "withheld.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One line of the file: when (UTC), which article (its public id), why; empty where it is free again."""

    at: str
    article: str
    why: str


def withhold(folder: Path, name: str, why: str, now: datetime) -> str:
    """Withhold an article, named by its id or any of its addresses, or give it free with an empty reason.

    Returns its public id.

    Raises:
        ArchiveLocked: another process writes to the archive.
        StorageError: the file cannot be written or read.
        UsageError: there is no such article, or it is not withheld.
    """
    with Store.open(folder) as store, store.transaction() as connection:
        row = find_article(connection, name)
        if not why and not row["withheld"]:
            raise UsageError(f"{row['id']} is not withheld.")
        _append(folder, [Decision(instant(now), row["id"], why)])
        apply(connection, folder)
        return str(row["id"])


def apply(connection: sqlite3.Connection, folder: Path) -> None:
    """Make the rows say what the file says."""
    last = last_decisions(folder)
    connection.execute("UPDATE articles SET withheld = '' WHERE withheld <> ''")
    connection.executemany(
        "UPDATE articles SET withheld = ? WHERE id = ?", [(why, article) for article, why in last.items()]
    )


def join(folder: Path, other: Path) -> None:
    """Take over the decisions of another archive that are not known here."""
    known = set(decisions(folder))
    _append(folder, sorted(set(decisions(other)) - known))


def last_decisions(folder: Path) -> dict[str, str]:
    """Why each article is withheld that anybody ever decided on; empty where it is free again.

    Raises:
        StorageError: a line is no decision.
    """
    return {one.article: one.why for one in sorted(decisions(folder))}


def decisions(folder: Path) -> list[Decision]:
    """Every decision, in the order of the file. A last line without its end was never confirmed to anybody.

    Raises:
        StorageError: a line is no decision.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"{path}: cannot be read ({error}).") from error
    found = []
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            found.append(Decision(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise StorageError(
                f"{path}, line {number}: expected a decision such as "
                f'{{"at": "2026-01-31T02:03:04.000Z", "article": "mic-157662", "why": "…"}} ({error}). '
                "Mend the line by hand; nothing else is lost."
            ) from error
    return found


def _append(folder: Path, made: Iterable[Decision]) -> None:
    """Bring decisions to the disk before any row says them; the torn end of a line goes first."""
    lines = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in made)
    if not lines:
        return
    path = folder / FILE
    try:
        with path.open("a+b") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise storage_error(path, "cannot be written", error) from error
