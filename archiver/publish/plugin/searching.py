"""What the search page shows: one page of results, and counts for narrowing them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from archiver.archive.search.query import parse
from archiver.archive.search.ranking import Filter
from archiver.archive.search.search import Hit, Order, Tally, search, tally
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

    `table` is the query string that narrows the table of articles to what was found, empty where none does;
    a category goes with its own.
    """

    tally: Tally = _NOTHING
    bylines: tuple[tuple[str, int], ...] = ()
    categories: tuple[tuple[str, int, str], ...] = ()
    is_sample: bool = False
    table: str = ""


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
    table = _table_query(asked, [site for site, _, _ in counted.ministries])
    return Counts(
        tally=counted,
        bylines=tuple(bylines.most_common(_MOST_VALUES)),
        categories=tuple(
            (name, count, f"{table}&{urlencode({'category': name})}")
            for name, count in categories.most_common(_MOST_VALUES)
            if table
        ),
        is_sample=counted.total > COUNTED,
        table=table,
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


def _table_query(asked: Asked, sites: Sequence[str]) -> str:
    """What narrows the table of articles to what was found on these portals."""
    query = parse(asked.words)
    if not query.expressions.every and query.unwanted:
        return ""
    wanted: dict[str, object] = {
        "_search": asked.words if query.expressions.every else "",
        "site": asked.site,
        # A table knows short names only; the query may have named a ministry.
        "site__in": ",".join(sites) if query.ministries else "",
        "year": asked.year or "",
        "year__exact": query.year or "",
        "published__gte": query.after,
        "published__lt": query.before,
        "published__notblank": "1" if query.before else "",
    }
    return urlencode({name: value for name, value in wanted.items() if value})
