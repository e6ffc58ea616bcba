"""The search index against the articles: every word of every column, at its place.

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
from archiver.archive.store import DATABASE
from archiver.archive.verify.findings import REPAIR, Damage, Finding

_COLUMNS = "title, lead, body, byline"
_SHADOWS = ("data", "idx", "docsize", "config")
#: So many articles are named one by one.
_NAMED = 100

_VIEW = (
    f"CREATE TEMP VIEW kept (docid, {_COLUMNS}) AS SELECT docid, {folded('articles')} FROM archive.articles"
)
_INDEX = f"""
CREATE VIRTUAL TABLE temp.{{name}} USING fts5 (
    {_COLUMNS}, content='kept', content_rowid='docid', tokenize='unicode61 remove_diacritics 2'
)
"""
# The same index made anew, and the words and sizes of both.
_ANEW = (
    _INDEX.format(name="anew"),
    f"INSERT INTO temp.anew (rowid, {_COLUMNS}) SELECT docid, {_COLUMNS} FROM kept",
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
    """What is wrong with the search index, article by article.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    with _copy(folder) as connection:
        trouble = _trouble(connection)
        if not trouble:
            return
        try:
            differing = _differing(connection)
        except sqlite3.DatabaseError:
            # Too broken to be compared word by word.
            differing = []
        for docid in differing[:_NAMED]:
            row = connection.execute(
                "SELECT id, url FROM archive.articles WHERE docid = ?", (docid,)
            ).fetchone()
            yield _finding(
                f"the words of article {row[0]}" if row else f"no words of a document {docid}",
                "others" if row else "some",
                url=row[1] if row else "",
            )
        if len(differing) > _NAMED:
            yield _finding("the words of the articles", f"others in {len(differing) - _NAMED} more articles")
        if not differing:
            yield _finding("an index that FTS5 can read", trouble)


def _finding(expected: str, found: str, url: str = "") -> Finding:
    return Finding(
        damage=Damage.SEARCH,
        file=f"{DATABASE} (articles_fts)",
        url=url,
        expected=expected,
        found=found,
        next=REPAIR,
    )


@contextmanager
def _copy(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose `temp.copied` is the archive's index, with the folded articles as its content."""
    with closing(sqlite3.connect(":memory:", timeout=30.0, isolation_level=None)) as connection:
        path = folder / DATABASE
        connection.execute("ATTACH ? AS archive", (f"{path.absolute().as_uri()}?mode=ro",))
        # One moment of an archive that a crawl may be writing to.
        connection.execute("BEGIN")
        connection.execute(_VIEW)
        connection.execute(_INDEX.format(name="copied"))
        for shadow in _SHADOWS:
            connection.execute(f"DELETE FROM temp.copied_{shadow}")
            connection.execute(
                f"INSERT INTO temp.copied_{shadow} SELECT * FROM archive.articles_fts_{shadow}"
            )
        yield connection


def _trouble(connection: sqlite3.Connection) -> str:
    try:
        connection.execute("INSERT INTO temp.copied (copied, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return str(error)
    return ""


def _differing(connection: sqlite3.Connection) -> list[int]:
    """The documents whose words are not indexed as they are, by their numbers."""
    for statement in _ANEW:
        connection.execute(statement)
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
