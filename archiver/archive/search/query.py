"""What a reader types, as a value, and as FTS5 sees it. Nothing that was typed reaches FTS5 as syntax. Pure.

| typed | means |
|---|---|
| `thông tin` | the words side by side first, then both anywhere |
| `"thông tin"` | only side by side |
| `-quảng`, `-"quảng cáo"` | without it |
| `thông tin OR báo chí` | either side; OR parts all the words around it, so no brackets are needed |
| `thông*` | a word that begins so |
| `title:`, `byline:` | in this field only |
| `ministry:` | a portal's short name, or words of its ministry's name |
| `year:2013` | published in this year |
| `after:2013-06-05`, `before:2014` | from that day on; before that day; a month or a year is its first day |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from archiver.errors import UsageError
from archiver.vietnamese.text import fold, tone_spellings

#: Syllables that are looked for; what follows them in a longer query is left out.
MOST_SYLLABLES = 64

# A word of the index: letters and digits, and marks that no composed letter has.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_QUOTE_MARKS = str.maketrans("“”„«»", '"""""')
_COLUMNS = ("title", "byline")
_FIELDS = (*_COLUMNS, "ministry", "year", "before", "after")
#: One letter begins a third of all words: asking for them costs much and finds nothing of use.
_SHORTEST_PREFIX = 2
_YEAR = 4
#: One piece: a sign, a field, and a quoted phrase or what stands up to the next space.
_PIECE = re.compile(rf'(-?)(?:({"|".join(_FIELDS)}):)?(?:"([^"]*)"?(\*?)|([^\s"]+))', re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; with `is_prefix` the last one may go on.

    `column` is the field they must stand in, empty for any.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    column: str = ""

    @property
    def match(self) -> str:
        """The term in FTS5's language: quoted, đ as d as in the index."""
        scope = f"{self.column} : " if self.column else ""
        return f'{scope}"{" ".join(self.words).replace("đ", "d")}"{" *" if self.is_prefix else ""}'

    @property
    def is_plain(self) -> bool:
        """Whether it was typed without any accent and đ."""
        return all(word.isascii() for word in self.words)

    def is_spelled_in(self, text: str) -> bool:
        """Whether a text in lower case holds the term as it is spelled; `hòa` and `hoà` are one spelling."""
        # Nearly every text is told by its syllables alone, ten times as fast as by a pattern.
        spellings = [tone_spellings(word) for word in self.words]
        if not all(any(one in text for one in spelled) for spelled in spellings):
            return False
        return (
            self._pattern(f"(?:{'|'.join(map(re.escape, one))})" for one in spellings).search(text)
            is not None
        )

    @property
    def folded(self) -> re.Pattern[str]:
        """What a text must hold under `fold`, whatever its accents."""
        return self._pattern(re.escape(fold(word)) for word in self.words)

    def _pattern(self, words: Iterable[str]) -> re.Pattern[str]:
        return _pattern(r"[\W_]+".join(words), self.is_prefix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query. Of `branches` one must be answered: all of its terms; `needed` always, `unwanted` never.

    `ministries` are words that a portal's name or its ministry's must hold. `after` (included) and
    `before` (excluded) are ISO dates, of which a month or a year stands for its first day.
    """

    branches: tuple[tuple[Term, ...], ...] = ()
    needed: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    ministries: tuple[str, ...] = ()
    year: int | None = None
    after: str = ""
    before: str = ""

    @property
    def expressions(self) -> Expressions:
        """The query in FTS5's language."""
        phrase = " OR ".join(_all_of(_side_by_side(branch)) for branch in self.branches)
        every = " OR ".join(_all_of(branch) for branch in self.branches)
        return Expressions(
            self._with_rest(phrase),
            self._with_rest(every),
            self._with_rest(phrase and f"title : ({phrase})"),
            self._with_rest(every and f"title : ({every})"),
        )

    def _with_rest(self, words: str) -> str:
        needed = [term.match for term in self.needed]
        if words and needed and len(self.branches) > 1:
            words = f"({words})"
        whole = " AND ".join(filter(None, (words, *needed)))
        if not whole or not self.unwanted:
            return whole
        return f"({whole}) NOT ({' OR '.join(term.match for term in self.unwanted)})"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: what is only to be left out asks for nothing."""
        return not (self.branches or self.needed or self.ministries or self.year or self.after or self.before)

    @property
    def speaks_of_titles(self) -> bool:
        """Whether a title alone can tell if it answers the query: nothing is asked of another field."""
        return not self.unwanted and all(term.column == "title" for term in self.needed)

    @property
    def is_plain(self) -> bool:
        """Whether no accent and no đ was typed: then every spelling answers it alike."""
        return all(term.is_plain for branch in (*self.branches, self.needed) for term in branch)

    def terms(self, *, side_by_side: bool) -> tuple[tuple[Term, ...], ...]:
        """What each branch asks for, words side by side or each anywhere; one empty branch for no word."""
        return tuple(map(_side_by_side, self.branches) if side_by_side else self.branches) or ((),)


class Expressions(NamedTuple):
    """One query in FTS5's language; empty for no word.

    `phrase` wants the words side by side, `every` all of them anywhere, the others the same in the title.
    """

    phrase: str
    every: str
    phrase_in_title: str
    every_in_title: str


def parse(typed: str) -> Query:
    """A query as a reader types it.

    >>> parse('"thông tin" Đà Nẵng').expressions.phrase
    '"thông tin dà nẵng"'
    >>> parse('"thông tin" Đà Nẵng').expressions.every
    '"thông tin" AND "dà" AND "nẵng"'
    >>> parse('báo* byline:"Lưu Hương" -ảnh').expressions.every
    '("báo" * AND byline : "lưu hương") NOT ("ảnh")'
    >>> parse('NEAR( * "').expressions.every
    '"near"'

    Raises:
        UsageError: a field has a value that it cannot have.
    """
    text = unicodedata.normalize("NFC", typed).translate(_QUOTE_MARKS)
    query, left = Query(), MOST_SYLLABLES
    branches: list[list[Term]] = [[]]
    for found in _PIECE.finditer(text):
        column = (found[2] or "").lower()
        if found[0] == "OR":
            branches.append([])
        elif column and column not in _COLUMNS:
            query = _narrowed(query, found[0], column, found[5] if found[3] is None else found[3])
        else:
            terms = _terms(found, column, left)
            left -= sum(len(term.words) for term in terms)
            if found[1]:
                query = replace(query, unwanted=(*query.unwanted, *terms))
            elif column:
                query = replace(query, needed=(*query.needed, *terms))
            else:
                branches[-1] += terms
    return replace(query, branches=tuple(tuple(branch) for branch in branches if branch))


def _terms(found: re.Match[str], column: str, left: int) -> list[Term]:
    """The terms of one piece: what was quoted, or has a sign or a field, stays together."""
    words = tuple(_WORD.findall((found[5] or found[3] or "").lower())[:left])
    if not words:
        return []
    is_prefix = bool(found[4] or (found[5] or "").endswith("*")) and len(words[-1]) >= _SHORTEST_PREFIX
    if column or found[1] or found[3] is not None:
        return [Term(words, is_prefix, column)]
    return [Term((word,)) for word in words[:-1]] + [Term(words[-1:], is_prefix)]


def _narrowed(query: Query, piece: str, column: str, value: str) -> Query:
    if piece.startswith("-"):
        raise UsageError(f"{piece}: only words can be left out, as in -word or -title:word")
    if column == "ministry":
        return replace(query, ministries=(*query.ministries, value))
    if not _DAY.fullmatch(value) or (column == "year" and len(value) != _YEAR):
        wanted = "2013" if column == "year" else "2013, 2013-06 or 2013-06-05"
        raise UsageError(f"{piece}: expected {column}: and a date as in {wanted}")
    if column == "year":
        return replace(query, year=int(value))
    return replace(query, after=value) if column == "after" else replace(query, before=value)


def _side_by_side(branch: tuple[Term, ...]) -> tuple[Term, ...]:
    """The words of all terms as one phrase; what may go on ends it, and the next one begins."""
    phrases: list[Term] = []
    words: tuple[str, ...] = ()
    for term in branch:
        words += term.words
        if term.is_prefix:
            phrases.append(Term(words, is_prefix=True))
            words = ()
    return (*phrases, Term(words)) if words else tuple(phrases)


def _all_of(terms: tuple[Term, ...]) -> str:
    # AND binds tighter than OR in FTS5: no brackets.
    return " AND ".join(dict.fromkeys(term.match for term in terms))


@lru_cache(maxsize=256)
def _pattern(words: str, is_prefix: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words}" + ("" if is_prefix else r"(?!\w)"))
