"""What the search page shows: one page of results, and counts for narrowing them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from archiver.archive.query import parse
from archiver.archive.ranking import Filter
from archiver.archive.search import Hit, Order, Tally, search, tally
from archiver.errors import UsageError

RESULTS_PER_PAGE = 20
#: Further pages of results cost more and more, and nobody reads them.
_LAST_PAGE = 500
#: Bylines and categories are counted over so many of the articles found, those stored last: each is a look
#: at its row (1,000 rows: 6 ms).
COUNTED = 1000
_MOST_VALUES = 12

_NOTHING = Tally(0, (), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks the search page for; `number` of the page counts from 1."""

    words: str = ""
    site: str = ""
    year: int | None = None
    order: Order = Order.RELEVANCE
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What narrows a search: all articles found, by portal and year; of some, by byline and category.

    A category goes with the address of its table, narrowed to what was found.
    """

    tally: Tally = _NOTHING
    bylines: tuple[tuple[str, int], ...] = ()
    categories: tuple[tuple[str, int, str], ...] = ()
    is_sample: bool = False


_UNCOUNTED = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of results. `wrong` is what cannot be understood of the query, in the program's words."""

    asked: Asked
    hits: tuple[Hit, ...] = ()
    counts: Counts = _UNCOUNTED
    is_empty: bool = False
    wrong: str = ""

    @property
    def has_next(self) -> bool:
        """Whether a page of results follows."""
        shown = self.asked.number * RESULTS_PER_PAGE
        return shown < self.counts.tally.total and self.asked.number < _LAST_PAGE


def without_looking(asked: Asked) -> Results | None:
    """The answer where there is nothing to look for: an empty query, or one that cannot be understood."""
    try:
        return Results(asked=asked, is_empty=True) if parse(asked.words).is_empty else None
    except UsageError as error:
        return Results(asked=asked, wrong=str(error))


def hits(connection: sqlite3.Connection, asked: Asked) -> tuple[Hit, ...]:
    """One page of what is found."""
    number = min(max(asked.number, 1), _LAST_PAGE)
    found = search(
        connection,
        asked.words,
        site=asked.site,
        year=asked.year,
        order=asked.order,
        limit=RESULTS_PER_PAGE,
        offset=(number - 1) * RESULTS_PER_PAGE,
    )
    return tuple(found)


def counts(connection: sqlite3.Connection, asked: Asked) -> Counts:
    """How much is found in all, and what narrows it."""
    counted = tally(connection, asked.words, site=asked.site, year=asked.year)
    bylines, categories = _sampled(connection, asked)
    return Counts(
        tally=counted,
        bylines=tuple(bylines.most_common(_MOST_VALUES)),
        categories=tuple(
            (name, count, _table_query(asked, name)) for name, count in categories.most_common(_MOST_VALUES)
        ),
        is_sample=counted.total > COUNTED,
    )


def _sampled(connection: sqlite3.Connection, asked: Asked) -> tuple[Counter[str], Counter[str]]:
    """The bylines and categories of the articles found that were stored last."""
    query = parse(asked.words)
    where, match = Filter(connection, query, asked.site, asked.year), query.expressions.every
    bylines: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    # By the index's own rowid: it gives them in this order and stops when there are enough.
    order = "articles_fts.rowid" if match else "articles.docid"
    for byline, category in connection.execute(
        "SELECT byline, category FROM articles WHERE docid IN ("
        f"SELECT articles.docid {where.source(match)} ORDER BY {order} DESC LIMIT ?)",
        (*where.arguments(match), COUNTED),
    ):
        bylines[byline] += 1
        categories[category] += 1
    for counts in (bylines, categories):
        counts.pop("", None)
    return bylines, categories


def _table_query(asked: Asked, category: str) -> str:
    """The table of articles, narrowed to what was found in one category: the search index has none."""
    query = parse(asked.words)
    wanted: dict[str, object] = {
        "_search": asked.words if query.expressions.every else "",
        "category": category,
        "site": asked.site,
        "year": asked.year or query.year or "",
        "published__gte": query.after,
        "published__lt": query.before,
    }
    return urlencode({name: value for name, value in wanted.items() if value})
