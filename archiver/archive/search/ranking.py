"""Which articles a query finds, and in which order. SQL over FTS5; nothing is shown here.

By relevance: the spelling as typed first, then title, lead, text, then the newest. Not by bm25: it reads the
list of every syllable once more to weigh how rare it is (20 ms for one that 40,000 of 100,000 articles
hold), and a phrase has one weight everywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from archiver.archive.search.index import ARTICLES, TITLES, Index
from archiver.archive.search.query import Query
from archiver.vietnamese.text import fold

#: So many of the matches stored last are compared with the query: phrases, and words that stand apart.
COMPARED = 500
COMPARED_APART = 100
#: The columns of the index, in its order.
_COLUMNS = ("title", "lead", "body", "byline")


class Filter:
    """The part of a query that is not about words.

    `articles_found` covers its columns; SQLite prefers the smaller index of docid unless told, and then
    reads the body of every match (30,000 matches counted: 130 ms against 28 ms).
    """

    def __init__(self, connection: sqlite3.Connection, query: Query, site: str, year: int | None) -> None:
        clauses = ["articles.withheld = ''"]
        values: list[str | int] = []
        for clause, value in (
            ("articles.site = ?", site),
            ("articles.year = ?", year),
            ("articles.year = ?", query.year),
            # A day is text: `2013-06` is before `2013-06-05 09:32`, and what has no date is before all.
            ("articles.published >= ?", query.after),
            ("articles.published < ? AND articles.published <> ''", query.before),
        ):
            if value:
                clauses.append(clause)
                values.append(value)
        for asked in query.ministries:
            sites = _sites_of(connection, asked)
            clauses.append(f"articles.site IN ({', '.join('?' * len(sites))})")
            values += sites
        if not query.expressions.every and query.unwanted:
            clauses.append(
                "articles.docid NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
            )
            values.append(" OR ".join(term.match for term in query.unwanted))
        self.sql, self.values = " AND ".join(clauses), tuple(values)

    def source(self, match: str, index: Index = ARTICLES) -> str:
        """FROM and WHERE: the articles that match an expression, all for none, and pass the filter."""
        if not match:
            return f"FROM articles WHERE {self.sql}"
        return (
            f"FROM {index.name} JOIN articles INDEXED BY articles_found "
            f"ON articles.docid = {index.name}.rowid WHERE {index.name} MATCH ? AND {self.sql}"
        )

    def arguments(self, match: str) -> tuple[str | int, ...]:
        """The values for what `source` leaves open."""
        return (match, *self.values) if match else self.values


def _sites_of(connection: sqlite3.Connection, asked: str) -> list[str]:
    """The portals that a reader means: the one of this name, or all whose ministry's name holds the words."""
    wanted = fold(asked).strip()
    names = {
        name: f"{fold(ministry)}\n{fold(ministry_en)}"
        for name, ministry, ministry_en in connection.execute("SELECT name, ministry, ministry_en FROM sites")
    }
    return (
        [wanted] if wanted in names else [name for name, said in names.items() if wanted and wanted in said]
    )


class Ranking:
    """The order of articles that match by relevance, but for those that are `known` already."""

    def __init__(self, query: Query, *, side_by_side: bool, known: frozenset[int] = frozenset()) -> None:
        branches = query.terms(side_by_side=side_by_side)
        self._known = known
        # What a title says is asked of the titles' own index: the large one would be read through.
        self._titles = TITLES if query.speaks_of_titles else ARTICLES
        self._compared = COMPARED if side_by_side else COMPARED_APART
        self._places = [[term.folded for term in branch] for branch in branches]
        self._spellings = [] if query.is_plain else [(*branch, *query.needed) for branch in branches]

    def best(
        self, connection: sqlite3.Connection, match: str, in_title: str, where: Filter, most: int
    ) -> list[tuple[int, bool]]:
        """The docids of the first matches, and whether each is spelled as typed."""
        docids = _newest(connection, match, where, most + self._compared)
        compared = dict.fromkeys(docids[: self._compared])
        if len(docids) > self._compared and in_title != match:
            answered = _newest(connection, in_title, where, self._compared + len(self._known), self._titles)
            more = [docid for docid in answered if docid not in self._known]
            compared |= dict.fromkeys(more[: self._compared])
        ranked = [
            (not self._is_as_typed(texts), self._place(texts), published, docid)
            for docid, published, texts in _texts(connection, list(compared), whole=bool(self._spellings))
        ]
        ranked.sort(key=lambda one: one[2:], reverse=True)
        ranked.sort(key=lambda one: one[:2])
        first = [(docid, not is_other) for is_other, _, _, docid in ranked]
        return (first + [(docid, False) for docid in docids if docid not in compared])[:most]

    def _place(self, texts: Mapping[str, str]) -> int:
        """0 where the title answers the query, 1 where the lead does, 2 elsewhere."""
        for number, column in enumerate(_COLUMNS[:2]):
            text = fold(texts[column])
            if any(all(pattern.search(text) for pattern in branch) for branch in self._places):
                return number
        return 2

    def _is_as_typed(self, texts: Mapping[str, str]) -> bool:
        return any(
            all(
                any(term.is_spelled_in(text) for column, text in texts.items() if term.column in {"", column})
                for term in branch
            )
            for branch in self._spellings
        )


def _newest(
    connection: sqlite3.Connection, match: str, where: Filter, most: int, index: Index = ARTICLES
) -> list[int]:
    """The docids that match, those stored last first: FTS5 reads no further than it must."""
    rows = connection.execute(
        f"SELECT {index.name}.rowid {where.source(match, index)} ORDER BY {index.name}.rowid DESC LIMIT ?",
        (*where.arguments(match), most),
    )
    return [docid for (docid,) in rows]


def _texts(
    connection: sqlite3.Connection, docids: Sequence[int], *, whole: bool
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Docid, date and the texts of articles in lower case; title and lead alone unless `whole`."""
    columns = _COLUMNS if whole else _COLUMNS[:2]
    rows = connection.execute(
        f"SELECT docid, published, {', '.join(columns)} FROM articles "
        f"WHERE docid IN ({', '.join('?' * len(docids))})",
        docids,
    )
    for docid, published, *texts in rows:
        yield docid, published, dict(zip(columns, (text.lower() for text in texts), strict=True))
