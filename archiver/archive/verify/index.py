"""The search indexes against the articles: every word of every column, at its place.

FTS5 can compare an index with its content only where it may write, and our content is folded on its way in
(đ). So the index's own tables are copied into a temporary one whose content is a view of the folded text:
there FTS5 compares both itself, in C. Only where they differ, the words are looked at one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archiver.archive.schema import folded
from archiver.archive.search.index import INDEXES, Index
from archiver.archive.store import DATABASE
from archiver.archive.verify.findings import REPAIR, Damage, Finding

_SHADOWS = ("data", "idx", "docsize", "config")
#: So many articles are named one by one.
_NAMED = 100

_VIEW = "CREATE TEMP VIEW kept (docid, {columns}) AS SELECT docid, {folded} FROM archive.articles"
_INDEX = """
CREATE VIRTUAL TABLE temp.{name} USING fts5 (
    {columns}, content='kept', content_rowid='docid', tokenize='unicode61 remove_diacritics 2'
)
"""
# The same index made anew, and the words and sizes of both.
_ANEW = (
    _INDEX.replace("{name}", "anew"),
    "INSERT INTO temp.anew (rowid, {columns}) SELECT docid, {columns} FROM kept",
    *(
        f"CREATE VIRTUAL TABLE temp.{index}_{kind} USING fts5vocab ('temp', '{index}', '{kind}')"
        for index in ("copied", "anew")
        for kind in ("row", "instance")
    ),
    """
    CREATE TEMP TABLE uneven AS
    SELECT term FROM (SELECT * FROM copied_row EXCEPT SELECT * FROM anew_row)
    UNION SELECT term FROM (SELECT * FROM anew_row EXCEPT SELECT * FROM copied_row)
    """,
)
_SIZES = "SELECT id, sz FROM {one}_docsize EXCEPT SELECT id, sz FROM {other}_docsize"
_PLACES = """
SELECT doc FROM (
    SELECT term, doc, col, offset FROM {one}_instance {which}
    EXCEPT SELECT term, doc, col, offset FROM {other}_instance {which}
)
"""
_UNEVEN = "WHERE term IN (SELECT term FROM uneven)"


def check_search(folder: Path) -> Iterator[Finding]:
    """What is wrong with the search indexes, article by article.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    for index in INDEXES:
        with _copy(folder, index) as connection:
            yield from _findings(connection, index)


def _findings(connection: sqlite3.Connection, index: Index) -> Iterator[Finding]:
    trouble = _trouble(connection)
    if not trouble:
        return
    try:
        differing = _differing(connection, index)
    except sqlite3.DatabaseError:
        # Too broken to be compared word by word.
        differing = []
    for docid in differing[:_NAMED]:
        row = connection.execute("SELECT id, url FROM archive.articles WHERE docid = ?", (docid,)).fetchone()
        yield _finding(
            index,
            f"the words of article {row[0]}" if row else f"no words of a document {docid}",
            "others" if row else "some",
            url=row[1] if row else "",
        )
    if len(differing) > _NAMED:
        found = f"others in {len(differing) - _NAMED} more articles"
        yield _finding(index, "the words of the articles", found)
    if not differing:
        yield _finding(index, "an index that FTS5 can read", trouble)


def _finding(index: Index, expected: str, found: str, url: str = "") -> Finding:
    return Finding(
        damage=Damage.SEARCH,
        file=f"{DATABASE} ({index.name})",
        url=url,
        expected=expected,
        found=found,
        next=REPAIR,
    )


@contextmanager
def _copy(folder: Path, index: Index) -> Iterator[sqlite3.Connection]:
    """A connection whose `temp.copied` is the archive's index, with the folded articles as its content."""
    with closing(sqlite3.connect(":memory:", timeout=30.0, isolation_level=None)) as connection:
        path = folder / DATABASE
        connection.execute("ATTACH ? AS archive", (f"{path.absolute().as_uri()}?mode=ro",))
        # One moment of an archive that a crawl may be writing to.
        connection.execute("BEGIN")
        connection.execute(_VIEW.format(columns=index.listed, folded=folded("articles", index.columns)))
        connection.execute(_INDEX.format(name="copied", columns=index.listed))
        for shadow in _SHADOWS:
            connection.execute(f"DELETE FROM temp.copied_{shadow}")
            connection.execute(
                f"INSERT INTO temp.copied_{shadow} SELECT * FROM archive.{index.name}_{shadow}"
            )
        yield connection


def _trouble(connection: sqlite3.Connection) -> str:
    try:
        connection.execute("INSERT INTO temp.copied (copied, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return str(error)
    return ""


def _differing(connection: sqlite3.Connection, index: Index) -> list[int]:
    """The documents whose words are not indexed as they are, by their numbers."""
    for statement in _ANEW:
        connection.execute(statement.format(columns=index.listed))
    ways = ({"one": "copied", "other": "anew"}, {"one": "anew", "other": "copied"})
    # First the words whose counts differ: the places of all words are many.
    for which in (_UNEVEN, ""):
        found = {
            row[0]
            for way in ways
            for query in (_SIZES, _PLACES)
            for row in connection.execute(query.format(which=which, **way))
        }
        if found:
            break
    return sorted(found)
