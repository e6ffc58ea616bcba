"""The pages of those who sign articles: all of them by letter, and one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from archiver.publish.plugin.lists import Entry, byline_counts, of_byline
from archiver.publish.plugin.remembered import remembered
from archiver.vietnamese.text import fold

PER_PAGE = 20
MOST_LISTED = 200
#: Where names stand that begin with no letter from A to Z.
OTHER = "#"


@dataclass(frozen=True, slots=True)
class Index:
    """The bylines under one letter, or those with most articles for none; letters with their counts."""

    letter: str
    letters: tuple[tuple[str, int], ...]
    bylines: tuple[tuple[str, int], ...]
    total: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class BylinePage:
    """What one byline signs; `ministries` are (site, ministry, articles, first year, last year)."""

    byline: str
    ministries: tuple[tuple[str, str, int, int, int], ...]
    entries: tuple[Entry, ...]
    number: int

    @property
    def articles(self) -> int:
        """How many articles there are in all."""
        return sum(one[2] for one in self.ministries)

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number * PER_PAGE < self.articles


def letter_of(byline: str) -> str:
    """The letter under which a byline stands, without accents.

    >>> letter_of("Đỗ Quang"), letter_of("Ánh Tuyết"), letter_of("2 PV")
    ('D', 'A', '#')
    """
    first = fold(byline[:1]).upper()
    return first if "A" <= first <= "Z" else OTHER


def index(connection: sqlite3.Connection, letter: str) -> Index:
    """The bylines of the archive."""
    every = remembered(connection, _all)
    letters = Counter(letter_of(name) for name, _ in every)
    if letter:
        chosen = sorted((one for one in every if letter_of(one[0]) == letter), key=lambda one: fold(one[0]))
    else:
        chosen = list(every)
    return Index(
        letter,
        tuple(sorted(letters.items())),
        tuple(chosen[:MOST_LISTED]),
        len(every),
        len(chosen) > MOST_LISTED,
    )


def byline_page(connection: sqlite3.Connection, byline: str, number: int) -> BylinePage | None:
    """What one byline signs; `None` when it signs nothing."""
    ministries = byline_counts(connection, byline)
    if not ministries:
        return None
    entries = of_byline(connection, byline, PER_PAGE, (number - 1) * PER_PAGE)
    return BylinePage(byline, ministries, entries, number)


def _all(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Every byline with its articles, most articles first."""
    rows = connection.execute(
        """
        SELECT byline, count(*) AS articles FROM articles WHERE byline <> '' AND withheld = ''
        GROUP BY byline ORDER BY articles DESC, byline
        """
    )
    return tuple((row[0], row[1]) for row in rows)
