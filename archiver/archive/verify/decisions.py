"""Whether the articles are withheld that `withheld.jsonl` names, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archiver.archive.store import read_only
from archiver.archive.verify.findings import Damage, Finding
from archiver.archive.withholding import FILE, last_decisions
from archiver.errors import StorageError

_AGAIN = f"restore {FILE} from a copy, or decide again: archiver withhold ARTICLE --why REASON"


def check_decisions(folder: Path) -> Iterator[Finding]:
    """What the file and the rows do not say alike: a rebuild would show what people withheld.

    Raises:
        StorageError: the database cannot be read.
    """
    with read_only(folder) as connection:
        rows = dict(connection.execute("SELECT id, withheld FROM articles WHERE withheld <> ''").fetchall())
        known = {row["id"] for row in connection.execute("SELECT id FROM articles")}
    try:
        said = last_decisions(folder)
    except StorageError as error:
        yield Finding(
            damage=Damage.WITHHELD,
            file=FILE,
            expected="a decision on each line",
            found=str(error),
            next="archiver verify",
        )
        return
    for article in sorted(rows.keys() | (said.keys() & known)):
        row, line = rows.get(article, ""), said.get(article, "")
        if row != line:
            yield Finding(
                damage=Damage.WITHHELD,
                file=FILE,
                record_id=article,
                expected=f"the row's words, {row!r}" if row else "none, as the row says",
                found=repr(line) if line else "none",
                next=_AGAIN.replace("ARTICLE", article),
            )
