"""The search indexes: what they hold, made anew, and checked. SQL over FTS5.

Two of them. `articles_fts` has every text of an article. `titles_fts` has the titles once more, in a fiftieth
of the room: what stands in a title comes first among the articles found, and of the large index that can
only be asked by reading the list of every syllable (30 ms of 100,000 articles against 1 ms).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from archiver.archive.schema import folded


@dataclass(frozen=True, slots=True)
class Index:
    """One FTS5 table over columns of `articles`."""

    name: str
    columns: tuple[str, ...]

    @property
    def listed(self) -> str:
        """The columns as SQL."""
        return ", ".join(self.columns)


ARTICLES = Index("articles_fts", ("title", "lead", "body", "byline"))
TITLES = Index("titles_fts", ("title",))
INDEXES = (ARTICLES, TITLES)


def index_new(connection: sqlite3.Connection) -> None:
    """Index the articles that have come since; for the end of each transaction that may have added any.

    Their numbers are higher than all that are indexed.
    """
    for index in INDEXES:
        connection.execute(
            f"INSERT INTO {index.name} (rowid, {index.listed}) "
            f"SELECT docid, {folded('articles', index.columns)} FROM articles "
            f"WHERE docid > (SELECT coalesce(max(id), 0) FROM {index.name}_docsize) ORDER BY docid"
        )


def reindex(connection: sqlite3.Connection) -> int:
    """Make the indexes anew from the articles, all or nothing; how many articles there are.

    FTS5's own `rebuild` would index đ as it is printed, and no unaccented query would find it.
    """
    count = 0
    with _step(connection):
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('delete-all')")
            count = connection.execute(
                f"INSERT INTO {index.name} (rowid, {index.listed}) "
                f"SELECT docid, {folded('articles', index.columns)} FROM articles"
            ).rowcount
    return count


def index_is_sound(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the indexes, in words; empty when they are sound. Needs a writable connection.

    FTS5's check of rank 1 compares with the printed text and calls every folded index damaged, so the
    comparison with the articles is done here.
    """
    return [finding for index in INDEXES for finding in _findings(connection, index.name)]


def _findings(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    try:
        with _step(connection):
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 0)")
    except sqlite3.DatabaseError as error:
        if "malformed" not in str(error):
            raise
        yield f"{name} contradicts itself (FTS5 integrity-check)"
    for sentence, sql in (
        (
            f"articles are missing in {name}",
            f"SELECT docid FROM articles EXCEPT SELECT id FROM {name}_docsize",
        ),
        (
            f"entries of {name} have no article",
            f"SELECT id FROM {name}_docsize EXCEPT SELECT docid FROM articles",
        ),
        (
            f"entries of {name} hold đ unfolded, as FTS5's `rebuild` leaves it",
            f"SELECT rowid FROM {name} WHERE {name} MATCH '\"đ\"*'",
        ),
    ):
        (count,) = connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        if count:
            yield f"{count} {sentence}"


@contextmanager
def _step(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; part of the caller's transaction where one is open, else committed."""
    connection.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO step")
        raise
    finally:
        connection.execute("RELEASE step")
