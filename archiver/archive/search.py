"""Search: a reader's query in, articles out, best first.

Vietnamese words are several syllables written apart, so the words side by side come first and the same
syllables scattered come after (precision at 20: 0.85 against 0.12, 60 two-syllable words).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from archiver.archive.query import Query, Term, parse
from archiver.archive.schema import folded
from archiver.vietnamese.text import fold

#: What stands before and after a found word in `Hit.marked_title` and `Hit.snippet`.
MARK_BEGIN, MARK_END = "\x02", "\x03"

#: Best matches in which spelling as typed goes first; 500 bodies are compared in about 12 ms.
_COMPARED = 500
#: The columns of the index, in its order.
_COLUMNS = ("title", "lead", "body", "byline")
#: Letters of a lead or body that are shown where no word was asked for.
_SHOWN_LETTERS = 240


class Tier(IntEnum):
    """How well an article answers a query; lower is better."""

    PHRASE_AS_TYPED = 1
    PHRASE = 2
    WORDS_AS_TYPED = 3
    WORDS = 4


class Order(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article. `marked_title` and `snippet` are the stored text with the found words marked.

    `tier` is `None` where articles are not ordered by how well they answer.
    """

    article: str
    site: str
    ministry: str
    title: str
    published: str
    byline: str
    url: str
    marked_title: str
    snippet: str
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles answer a query, in all and by (site, ministry) and year, most and newest first."""

    total: int
    ministries: tuple[tuple[str, str, int], ...]
    years: tuple[tuple[int, int], ...]


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    site: str = "",
    year: int | None = None,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """The articles that answer a query (`archiver.archive.query`).

    By relevance they come tier by tier, by bm25 within a tier (a title counts most); a query of fields
    alone gives the newest first. A query without a letter or digit finds nothing. Withheld articles are never
    found. The connection may be read-only.

    Raises:
        UsageError: a field of the query has a value that it cannot have.
    """
    query, start, end = parse(words), max(offset, 0), max(offset, 0) + max(limit, 0)
    if query.is_empty or start == end:
        return []
    where = _Filter(connection, query, site, year)
    phrase, every = query.expressions
    if not every or order is not Order.RELEVANCE:
        return _in_order(connection, every, where, order, end)[start:]
    found = _ranked(connection, phrase, where, end, query.spellings(side_by_side=True))
    ranked = [(docid, Tier.PHRASE_AS_TYPED if typed else Tier.PHRASE) for docid, typed in found]
    if len(ranked) < end and every != phrase:
        scattered = f"({every}) NOT ({phrase})"
        found = _ranked(connection, scattered, where, end - len(ranked), query.spellings(side_by_side=False))
        ranked += [(docid, Tier.WORDS_AS_TYPED if typed else Tier.WORDS) for docid, typed in found]
    page = ranked[start:end]
    shown = {
        **_shown(connection, phrase, {docid: tier for docid, tier in page if tier <= Tier.PHRASE}),
        **_shown(connection, every, {docid: tier for docid, tier in page if tier > Tier.PHRASE}),
    }
    return [shown[docid] for docid, _ in page if docid in shown]


def tally(connection: sqlite3.Connection, words: str, *, site: str = "", year: int | None = None) -> Tally:
    """How many articles `search` would give for these words in all, by ministry and by year."""
    query = parse(words)
    if query.is_empty:
        return Tally(0, (), ())
    where = _Filter(connection, query, site, year)
    rows = connection.execute(
        f"SELECT articles.site, articles.year, count(*) {where.source(query.expressions.every)} "
        "GROUP BY articles.site, articles.year",
        where.arguments(query.expressions.every),
    ).fetchall()
    ministries = dict(connection.execute("SELECT name, ministry FROM sites").fetchall())
    by_site: Counter[str] = Counter()
    by_year: Counter[int] = Counter()
    for name, published_in, count in rows:
        by_site[name] += count
        if published_in is not None:
            by_year[published_in] += count
    return Tally(
        total=by_site.total(),
        ministries=tuple((name, ministries.get(name, name), count) for name, count in by_site.most_common()),
        years=tuple(sorted(by_year.items(), reverse=True)),
    )


def pieces(marked: str) -> list[tuple[str, bool]]:
    r"""A marked text as (text, whether it was found) pairs, for whoever prints it; no mark is left in it.

    >>> pieces("tại \x02Đà Nẵng\x03.")
    [('tại ', False), ('Đà Nẵng', True), ('.', False)]
    """
    parts: list[tuple[str, bool]] = []
    inside = False
    for part in re.split(f"([{MARK_BEGIN}{MARK_END}])", marked):
        if part in (MARK_BEGIN, MARK_END):
            inside = part == MARK_BEGIN
        elif part:
            parts.append((part, inside))
    return parts


def reindex(connection: sqlite3.Connection) -> None:
    """Make the search index anew from the articles, all or nothing.

    FTS5's own `rebuild` would index đ as it is printed, and no unaccented query would find it.
    """
    with _step(connection):
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
        connection.execute(
            "INSERT INTO articles_fts (rowid, title, lead, body, byline) "
            f"SELECT docid, {folded('articles')} FROM articles"
        )


def index_is_sound(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the search index, in words; empty when it is sound. Needs a writable connection.

    FTS5's check of rank 1 compares with the printed text and calls every folded index damaged, so the
    comparison with the articles is done here.
    """
    findings = []
    try:
        with _step(connection):
            connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 0)")
    except sqlite3.DatabaseError as error:
        if "malformed" not in str(error):
            raise
        findings.append("the search index contradicts itself (FTS5 integrity-check)")
    for sentence, sql in (
        (
            "articles are missing in the search index",
            "SELECT docid FROM articles EXCEPT SELECT id FROM articles_fts_docsize",
        ),
        (
            "entries of the search index have no article",
            "SELECT id FROM articles_fts_docsize EXCEPT SELECT docid FROM articles",
        ),
        (
            "entries of the search index hold đ unfolded, as FTS5's `rebuild` leaves it",
            "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"đ\"*'",
        ),
    ):
        (count,) = connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        if count:
            findings.append(f"{count} {sentence}")
    return findings


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


class _Filter:
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

    def source(self, match: str) -> str:
        """FROM and WHERE: the articles that match an expression, all for none, and pass the filter."""
        if not match:
            return f"FROM articles WHERE {self.sql}"
        return (
            "FROM articles_fts JOIN articles INDEXED BY articles_found "
            f"ON articles.docid = articles_fts.rowid WHERE articles_fts MATCH ? AND {self.sql}"
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


def _in_order(
    connection: sqlite3.Connection, match: str, where: _Filter, order: Order, most: int
) -> list[Hit]:
    """The first articles by date; those without a date come last."""
    direction = "ASC" if order is Order.OLDEST else "DESC"
    docids = [
        docid
        for (docid,) in connection.execute(
            f"SELECT articles.docid {where.source(match)} "
            f"ORDER BY articles.published = '', articles.published {direction}, articles.docid LIMIT ?",
            (*where.arguments(match), most),
        )
    ]
    shown = _shown(connection, match, dict.fromkeys(docids))
    return [shown[docid] for docid in docids if docid in shown]


def _ranked(
    connection: sqlite3.Connection,
    match: str,
    where: _Filter,
    most: int,
    spellings: Sequence[Sequence[Term]],
) -> list[tuple[int, bool]]:
    """The docids that match, best first, and whether each is spelled as typed; those that are go first."""
    docids = [
        docid
        for (docid,) in connection.execute(
            f"SELECT articles_fts.rowid {where.source(match)} "
            "AND articles_fts.rank MATCH 'bm25(8.0, 3.0, 1.0, 2.0)' ORDER BY articles_fts.rank LIMIT ?",
            (*where.arguments(match), max(most, _COMPARED) if spellings else most),
        )
    ]
    if not spellings:
        return [(docid, False) for docid in docids]
    patterns = [[(term.column, term.pattern) for term in branch] for branch in spellings]
    compared = docids[:_COMPARED]
    typed = {docid for docid in compared if _is_spelled(connection, docid, patterns)}
    first = [docid for docid in compared if docid in typed]
    rest = [docid for docid in compared if docid not in typed]
    return [(docid, docid in typed) for docid in first + rest + docids[_COMPARED:]][:most]


def _is_spelled(
    connection: sqlite3.Connection, docid: int, branches: Sequence[Sequence[tuple[str, re.Pattern[str]]]]
) -> bool:
    row = connection.execute(
        "SELECT title, lead, body, byline FROM articles WHERE docid = ?", (docid,)
    ).fetchone()
    texts = dict(zip(_COLUMNS, (text.lower() for text in row), strict=True))
    return any(
        all(
            any(pattern.search(text) for column, text in texts.items() if asked in {"", column})
            for asked, pattern in branch
        )
        for branch in branches
    )


def _shown(connection: sqlite3.Connection, match: str, page: Mapping[int, Tier | None]) -> dict[int, Hit]:
    """What a list of results shows of each article."""
    if not page:
        return {}
    row = """articles.docid, articles.id, articles.site, articles.ministry, articles.title,
        articles.published, articles.byline, articles.url"""
    these = f"IN ({', '.join('?' * len(page))})"
    if match:
        cursor = connection.execute(
            f"""
            SELECT {row}, highlight(articles_fts, 0, ?, ?),
                snippet(articles_fts, 1, ?, ?, '…', 32), snippet(articles_fts, 2, ?, ?, '…', 40)
            FROM articles_fts JOIN articles ON articles.docid = articles_fts.rowid
            WHERE articles_fts MATCH ? AND articles_fts.rowid {these}
            """,
            (*(MARK_BEGIN, MARK_END) * 3, match, *page),
        )
    else:
        cursor = connection.execute(
            f"""
            SELECT {row}, title, substr(lead, 1, {_SHOWN_LETTERS}), substr(body, 1, {_SHOWN_LETTERS})
            FROM articles WHERE docid {these}
            """,
            tuple(page),
        )
    return {docid: _hit(row, lead, body, page[docid]) for docid, *row, lead, body in cursor}


def _hit(row: list[str], lead: str, body: str, tier: Tier | None) -> Hit:
    article, site, ministry, title, published, byline, url, marked_title = row
    marked = next((text for text in (lead, body) if MARK_BEGIN in text), lead or body)
    return Hit(
        article=article,
        site=site,
        ministry=ministry,
        title=title,
        published=published,
        byline=byline,
        url=url,
        marked_title=marked_title,
        snippet=" ".join(marked.split()),
        tier=tier,
    )
