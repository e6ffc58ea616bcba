"""Search: a reader's query in, articles out, best first.

Vietnamese words are several syllables written apart, so the words side by side come first and the same
syllables scattered come after (precision at 20: 0.85 against 0.12, 60 two-syllable words).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from archiver.archive.search.query import Query, parse
from archiver.archive.search.ranking import Filter, Ranking
from archiver.archive.search.snippets import MARK_BEGIN, MARK_END, marked, snippet, spans


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
    """The articles that answer a query (`archiver.archive.search.query`).

    By relevance they come tier by tier, by bm25 within a tier (a title counts most); a query of fields
    alone gives the newest first. A query without a letter or digit finds nothing. Withheld articles are never
    found. The connection may be read-only.

    Raises:
        UsageError: a field of the query has a value that it cannot have.
    """
    query, start, end = parse(words), max(offset, 0), max(offset, 0) + max(limit, 0)
    if query.is_empty or start == end:
        return []
    where = Filter(connection, query, site, year)
    phrase, every, phrase_in_title, every_in_title = query.expressions
    if not every or order is not Order.RELEVANCE:
        return _in_order(connection, query, where, order, end)[start:]
    found = Ranking(query, side_by_side=True).best(connection, phrase, phrase_in_title, where, end)
    ranked = [(docid, Tier.PHRASE_AS_TYPED if typed else Tier.PHRASE) for docid, typed in found]
    if len(ranked) < end and every != phrase:
        apart = Ranking(query, side_by_side=False, known=frozenset(docid for docid, _ in ranked))
        scattered = f"({every}) NOT ({phrase})"
        found = apart.best(connection, scattered, every_in_title, where, end - len(ranked))
        ranked += [(docid, Tier.WORDS_AS_TYPED if typed else Tier.WORDS) for docid, typed in found]
    page = ranked[start:end]
    shown = _shown(connection, query, dict(page))
    return [shown[docid] for docid, _ in page if docid in shown]


def tally(connection: sqlite3.Connection, words: str, *, site: str = "", year: int | None = None) -> Tally:
    """How many articles `search` would give for these words in all, by ministry and by year."""
    query = parse(words)
    if query.is_empty:
        return Tally(0, (), ())
    where = Filter(connection, query, site, year)
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


def _in_order(
    connection: sqlite3.Connection, query: Query, where: Filter, order: Order, most: int
) -> list[Hit]:
    """The first articles by date; those without a date come last."""
    direction, match = "ASC" if order is Order.OLDEST else "DESC", query.expressions.every
    docids = [
        docid
        for (docid,) in connection.execute(
            f"SELECT articles.docid {where.source(match)} "
            f"ORDER BY articles.published = '', articles.published {direction}, articles.docid LIMIT ?",
            (*where.arguments(match), most),
        )
    ]
    shown = _shown(connection, query, dict.fromkeys(docids))
    return [shown[docid] for docid in docids if docid in shown]


def _shown(connection: sqlite3.Connection, query: Query, page: Mapping[int, Tier | None]) -> dict[int, Hit]:
    """What a list of results shows of each article: phrases marked, or words where they stand apart."""
    side_by_side = {
        _is_phrase(tier): _patterns(query, side_by_side=_is_phrase(tier)) for tier in page.values()
    }
    rows = connection.execute(
        f"""
        SELECT docid, id, site, ministry, title, published, byline, url, lead, body
        FROM articles WHERE docid IN ({", ".join("?" * len(page))})
        """,
        tuple(page),
    )
    hits = {}
    for docid, article, site, ministry, title, published, byline, url, *texts in rows:
        in_title, anywhere = side_by_side[_is_phrase(page[docid])]
        found = [(text, spans(text, anywhere)) for text in texts]
        text, where = next((one for one in found if one[1]), (texts[0] or texts[1], []))
        hits[docid] = Hit(
            article=article,
            site=site,
            ministry=ministry,
            title=title,
            published=published,
            byline=byline,
            url=url,
            marked_title=marked(title, spans(title, in_title)),
            snippet=snippet(text, where),
            tier=page[docid],
        )
    return hits


def _is_phrase(tier: Tier | None) -> bool:
    return tier is not None and tier <= Tier.PHRASE


def _patterns(query: Query, *, side_by_side: bool) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """What is marked in a title, and in a lead or body."""
    words = [term for branch in query.terms(side_by_side=side_by_side) for term in branch]
    in_title = [*words, *(term for term in query.needed if term.column == "title")]
    return [term.folded for term in in_title], [term.folded for term in words]
