"""What an archive says, by natural keys: surrogate numbers and the index of searches left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from programs import rows_of

TABLES = (
    "sites", "crawls", "warc_files", "captures", "urls", "listing_pages", "listed", "articles", "readings",
    "revisions", "images", "attachments", "files", "aliases", "problems", "redesigns",
    "memories", "outlines",
)  # fmt: skip
#: Numbers that one database gave, and the times that a rebuild computes anew.
SURROGATES = {"crawls": {"id"}, "urls": {"id"}, "articles": {"docid"}, "problems": {"id"}}
ANEW = {"urls": {"tries", "next_visit", "leased_until", "rank"}}
#: Columns that hold the number of a row of `urls`.
_URLS = {"listing_pages": ("url",), "listed": ("listing", "url")}

Dump = dict[str, list[tuple[object, ...]]]


def dump(folder: Path, without: Mapping[str, Collection[str]] = ANEW) -> Dump:
    """Every row of every table, sorted."""
    with rows_of(folder) as connection:
        return {table: _rows(connection, table, without.get(table, ())) for table in TABLES}


def _rows(connection: sqlite3.Connection, table: str, without: Collection[str]) -> list[tuple[object, ...]]:
    names = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in names if name not in SURROGATES.get(table, ()) and name not in without]
    selected = ", ".join(
        f"(SELECT url FROM urls WHERE id = one.{name})" if name in _URLS.get(table, ()) else f"one.{name}"
        for name in kept
    )
    return sorted(map(tuple, connection.execute(f"SELECT {selected} FROM {table} AS one")), key=repr)


def differences(before: Dump, after: Dump) -> list[str]:
    """The rows that only one of two archives has."""
    return [
        f"{table} {sign} {row}"[:400]
        for table in before
        for sign, one, other in (("-", before, after), ("+", after, before))
        for row in one[table]
        if row not in other[table]
    ]


def without_kept(before: Dump, after: Dump) -> tuple[Dump, Dump]:
    """An archive and its rebuild without captures that a note only calls kept.

    A kill between a note and its rows leaves such a capture to the next run, which settles it from its
    bytes; of a kill behind the rows it stays as it is. No file tells which of both it was.
    """
    kept = {row[0] for row in after["captures"] if "kept" in row}
    without = {"captures": [row for row in before["captures"] if row[0] not in kept]}
    return before | without, after | {"captures": [row for row in after["captures"] if row[0] not in kept]}
