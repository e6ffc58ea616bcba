"""Search: Vietnamese words in, articles out, best first. Nothing a reader types reaches FTS5 as syntax.

Vietnamese words are several syllables written apart, so the words side by side come first and the same
syllables scattered come after (precision at 20: 0.85 against 0.12, 60 two-syllable words).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from archiver.archive.schema import folded

#: What stands before and after a found word in `Hit.marked_title` and `Hit.snippet`.
MARK_BEGIN, MARK_END = "\x02", "\x03"

#: Syllables that are looked for; what follows them in a longer query is left out.
MOST_SYLLABLES = 64

#: Best matches in which spelling as typed goes first; 1000 bodies are compared in about 25 ms.
_COMPARED = 1000

# A word of the index: letters and digits, and marks that no composed letter has.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTE_MARKS = str.maketrans("“”„«»", '"""""')


class Tier(IntEnum):
    """How well an article answers a query; lower is better."""

    PHRASE_AS_TYPED = 1
    PHRASE = 2
    WORDS_AS_TYPED = 3
    WORDS = 4


class Expressions(NamedTuple):
    """One query in FTS5's language: the words side by side, and all of them anywhere; empty for no word."""

    phrase: str
    every: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article. `marked_title` and `snippet` are the stored text with the found words marked."""

    article: str
    site: str
    ministry: str
    title: str
    published: str
    byline: str
    url: str
    marked_title: str
    snippet: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles answer a query, in all and by (site, ministry) and year, most and newest first."""

    total: int
    ministries: tuple[tuple[str, str, int], ...]
    years: tuple[tuple[int, int], ...]


def match_expression(words: str) -> Expressions:
    """A query as FTS5 sees it: NFC, đ as d as in the index, every word quoted, quoted phrases kept whole.

    >>> match_expression('"thông tin" Đà Nẵng')
    Expressions(phrase='"thông tin dà nẵng"', every='"thông tin" AND "dà" AND "nẵng"')
    >>> match_expression('NEAR( * "')
    Expressions(phrase='"near"', every='"near"')
    """
    groups = [[word.replace("đ", "d") for word in group] for group in _groups(words)]
    phrase = " ".join(word for group in groups for word in group)
    every = dict.fromkeys(" ".join(group) for group in groups)
    return Expressions(f'"{phrase}"' if phrase else "", " AND ".join(f'"{one}"' for one in every))


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    site: str = "",
    year: int | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """The articles that hold all the words, tier by tier, by bm25 within a tier (a title counts most).

    A query without a letter or digit finds nothing. Withheld articles are never found.
    The connection may be read-only.
    """
    expressions = match_expression(words)
    end = max(offset, 0) + max(limit, 0)
    if not expressions.every or end == max(offset, 0):
        return []
    where = _Filter(site, year)
    found = _ranked(connection, expressions.phrase, where, end, _as_typed(words, side_by_side=True))
    ranked = [(docid, Tier.PHRASE_AS_TYPED if typed else Tier.PHRASE) for docid, typed in found]
    scattered = f"({expressions.every}) NOT {expressions.phrase}"
    if len(ranked) < end and expressions.every != expressions.phrase:
        found = _ranked(connection, scattered, where, end - len(ranked), _as_typed(words, side_by_side=False))
        ranked += [(docid, Tier.WORDS_AS_TYPED if typed else Tier.WORDS) for docid, typed in found]
    page = ranked[max(offset, 0) : end]
    shown = {
        **_shown(connection, expressions.phrase, [(d, tier) for d, tier in page if tier <= Tier.PHRASE]),
        **_shown(connection, expressions.every, [(d, tier) for d, tier in page if tier > Tier.PHRASE]),
    }
    return [shown[docid] for docid, _ in page if docid in shown]


def tally(connection: sqlite3.Connection, words: str, *, site: str = "", year: int | None = None) -> Tally:
    """How many articles `search` would give for these words in all, by ministry and by year."""
    expressions = match_expression(words)
    if not expressions.every:
        return Tally(0, (), ())
    where = _Filter(site, year)
    rows = connection.execute(
        f"""
        SELECT articles.site, articles.year, count(*)
        FROM articles_fts JOIN articles INDEXED BY articles_found ON articles.docid = articles_fts.rowid
        WHERE articles_fts MATCH ? AND {where.sql}
        GROUP BY articles.site, articles.year
        """,
        (expressions.every, *where.values),
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
    """The part of a WHERE that is not about words.

    `articles_found` covers its columns; SQLite prefers the smaller index of docid unless told, and then
    reads the body of every match (30,000 matches counted: 130 ms against 28 ms).
    """

    def __init__(self, site: str, year: int | None) -> None:
        clauses = ["articles.withheld = ''"]
        values: list[str | int] = []
        if site:
            clauses.append("articles.site = ?")
            values.append(site)
        if year is not None:
            clauses.append("articles.year = ?")
            values.append(year)
        self.sql, self.values = " AND ".join(clauses), tuple(values)


def _groups(words: str) -> list[list[str]]:
    """The words of a query in order, those of one quoted phrase together, the others alone."""
    text = unicodedata.normalize("NFC", words).translate(_QUOTE_MARKS).lower()
    groups: list[list[str]] = []
    left = MOST_SYLLABLES
    for at, part in enumerate(_QUOTED.split(text)):
        found = _WORD.findall(part)[:left]
        left -= len(found)
        groups.extend([found] if at % 2 and found else [[word] for word in found])
    return groups


def _as_typed(words: str, *, side_by_side: bool) -> tuple[re.Pattern[str], ...]:
    """What a text must hold to be spelled as the query is; nothing when the query has no accent and no đ."""
    groups = _groups(words)
    flat = [word for group in groups for word in group]
    if all(word.isascii() for word in flat):
        return ()
    wanted = [flat] if side_by_side else groups
    return tuple(re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, one)) + r"(?!\w)") for one in wanted)


def _ranked(
    connection: sqlite3.Connection, match: str, where: _Filter, most: int, spelling: Iterable[re.Pattern[str]]
) -> list[tuple[int, bool]]:
    """The docids that match, best first, and whether each is spelled as typed; those that are go first."""
    patterns = tuple(spelling)
    docids = [
        docid
        for (docid,) in connection.execute(
            f"""
            SELECT articles_fts.rowid
            FROM articles_fts JOIN articles INDEXED BY articles_found ON articles.docid = articles_fts.rowid
            WHERE articles_fts MATCH ? AND articles_fts.rank MATCH 'bm25(8.0, 3.0, 1.0, 2.0)' AND {where.sql}
            ORDER BY articles_fts.rank LIMIT ?
            """,
            (match, *where.values, max(most, _COMPARED) if patterns else most),
        )
    ]
    if not patterns:
        return [(docid, False) for docid in docids]
    compared = docids[:_COMPARED]
    typed = {docid for docid in compared if _is_spelled(connection, docid, patterns)}
    first = [docid for docid in compared if docid in typed]
    rest = [docid for docid in compared if docid not in typed]
    return [(docid, docid in typed) for docid in first + rest + docids[_COMPARED:]][:most]


def _is_spelled(connection: sqlite3.Connection, docid: int, patterns: tuple[re.Pattern[str], ...]) -> bool:
    row = connection.execute(
        "SELECT title, lead, body, byline FROM articles WHERE docid = ?", (docid,)
    ).fetchone()
    text = "\n\n".join(row).lower()
    return all(pattern.search(text) for pattern in patterns)


def _shown(connection: sqlite3.Connection, match: str, page: list[tuple[int, Tier]]) -> dict[int, Hit]:
    """What a list of results shows of each article."""
    if not page:
        return {}
    tiers = dict(page)
    cursor = connection.execute(
        f"""
        SELECT articles.docid, articles.id, articles.site, articles.ministry, articles.title,
            articles.published, articles.byline, articles.url,
            highlight(articles_fts, 0, ?, ?),
            snippet(articles_fts, 1, ?, ?, '…', 32), snippet(articles_fts, 2, ?, ?, '…', 40)
        FROM articles_fts JOIN articles ON articles.docid = articles_fts.rowid
        WHERE articles_fts MATCH ? AND articles_fts.rowid IN ({", ".join("?" * len(page))})
        """,
        (*(MARK_BEGIN, MARK_END) * 3, match, *tiers),
    )
    return {docid: _hit(row, lead, body, tiers[docid]) for docid, *row, lead, body in cursor}


def _hit(row: list[str], lead: str, body: str, tier: Tier) -> Hit:
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
