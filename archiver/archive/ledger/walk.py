"""How far a listing is walked, and where articles hide that were put in late. Pure.

Each article has a *place* in its listing: a number that falls from the top to the end. New ones on top
get higher places, so nothing is ever renumbered. Its *rank* is how many known ones stand above it. A page
remembers how many articles stood *before* it when it was walked: rank less position. Where nothing has
changed above a page that difference is the same still. An article that was put in far below the top pushes
every page behind it down by one, so the ranks there are one too low for their pages; one that was taken
out makes them one too high. Bisection finds the page in some ten requests.

One out and one in hide each other from the last page. So a search goes to it over some pages between, in
each run over others, and every page is opened once in as many runs as it leaves out in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import gcd
from typing import NamedTuple

#: New articles on top get places this far above: room for every page below them.
_STORY = 1 << 40
#: No place is higher.
HIGHEST = (1 << 63) - 1
#: Neighbours are this far apart: room for those that are put in late.
GAP = 1 << 16
#: So many pages in a row must hold nothing new, or nothing young enough, before a run trusts what it knows.
OVERLAP = 3
#: So many pages in a row that show nothing that this run has not walked over are a loop.
_TREADING = 2
#: A search opens one page in so many, and no more than so many, on its way to the last. No multiple of a
#: day's or a week's hours, so that a run at the same hour opens others each time.
_STRIDE, _MOST_STONES, _HOURS_OF_A_WEEK = 61, 40, 168
#: More pages than any portal has: the end of a walk that nothing else ends.
MOST_PAGES = 100_000
#: A portal loses the articles of so many pages at most between two runs.
_MOST_EMPTY = 3
#: So many articles on a page tell where it stands.
_SAMPLES = 7


class Step(Enum):
    """What follows a page of a listing."""

    NEXT = auto()
    #: What lies below is known already.
    KNOWN = auto()
    #: The listing, or the days that were asked for, end here.
    END = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known once a page of a listing has been read.

    `quiet` and `treading` count pages in a row before this one: without a new URL, and without an article
    that this run had not walked over; `leads_on` says that this page has one. `old` counts pages in a row, up
    to this one, that list nothing young enough for this run: among new articles old ones may be listed late.
    `is_full` asks for everything; `known_below` says that what lies below needs no walk, because one has
    ended there or one is under way.
    """

    page: int
    new: int
    quiet: int
    treading: int
    has_next: bool
    old: int
    is_full: bool
    known_below: bool
    leads_on: bool

    @property
    def quiet_now(self) -> int:
        """Pages in a row without anything new, this one included."""
        return 0 if self.new else self.quiet + 1

    @property
    def treading_now(self) -> int:
        """Pages in a row that led nowhere new, this one included."""
        return 0 if self.leads_on else self.treading + 1


def step(seen: Seen) -> Step:
    """What follows a page.

    Never the end at the first known article: late and shifted ones lie below it.
    """
    if not seen.has_next or seen.page >= MOST_PAGES:
        return Step.END
    if seen.treading_now >= _TREADING or seen.old >= OVERLAP:
        return Step.END
    if seen.known_below and not seen.is_full and seen.quiet_now >= OVERLAP:
        return Step.KNOWN
    return Step.NEXT


def places(
    known: Sequence[int | None], *, above: int | None, top: int | None, below: int | None = None
) -> list[int]:
    """The place of every article of a page, top first; `None` for those that have none yet.

    `above` is the lowest place of the pages before, `None` on the first page; `below` the highest of the
    pages behind, `None` while there is none; `top` is the highest place of the listing, `None` while it is
    empty. Articles out of order (pinned, in a side bar) keep theirs. What is new on the first page is the new
    top, also below what leads that page: how its articles stand among each other tells nothing.

    >>> places([None, None, None], above=None, top=None)
    [0, -65536, -131072]
    >>> places([-1024, None, 0, None], above=None, top=0)
    [-1024, 1099511627776, 0, 1099511562240]
    >>> places([None, 0, None, -1024, None], above=1024, top=9999, below=-2048)
    [512, 0, -512, -1024, -1536]
    """
    if above is None:
        new = iter(range(0 if top is None else top + _STORY, -HIGHEST, -GAP))
        return [next(new) if place is None else place for place in known]
    found: list[int] = []
    lowest = above
    for position, place in enumerate(known):
        if place is None:
            lowest -= _room(known[position:], lowest, below)
            found.append(lowest)
        else:
            lowest = min(lowest, place)
            found.append(place)
    return found


def _room(rest: Sequence[int | None], lowest: int, below: int | None) -> int:
    """How far below `lowest` the first of `rest` goes, so that all new ones fit above the next known one."""
    new = 0
    for place in rest:
        if place is None:
            new += 1
        elif place < lowest:
            below = place
            break
    # Never more than a gap: new ones on top, page after page, must not use up the room below them.
    return GAP if below is None else min(GAP, (lowest - below) // (new + 1))


def samples(count: int) -> list[int]:
    """The positions on a page whose ranks are asked for: its middle, where no side bar is.

    >>> samples(3), samples(40)
    ([0, 1, 2], [10, 12, 15, 18, 21, 24, 27])
    """
    if count <= _SAMPLES:
        return list(range(count))
    return [count // 4 + place * (count // 2) // _SAMPLES for place in range(_SAMPLES)]


class Stand(NamedTuple):
    """How many articles stand before a page, told by the one at that place."""

    before: int
    place: int


def stand(ranks: Sequence[tuple[int, int, int]]) -> Stand | None:
    """Where a page stands, from position, place and rank of some of its own.

    >>> stand([(0, -900, 40), (1, -910, 41), (2, 7, 0), (3, -930, 43)])
    Stand(before=40, place=-900)
    """
    found = sorted((rank - position, -place) for position, place, rank in ranks)
    if not found:
        return None
    before, place = found[(len(found) - 1) // 2]
    return Stand(before, -place)


@dataclass(frozen=True, slots=True)
class Search:
    """A search for late articles between two pages, and how many are hidden above each of them.

    `empty` counts last pages that were found empty: a portal that lost some articles has fewer pages. While
    the search is on its way, by steps of `stride` pages, `last` is where it ends.
    """

    low: int
    hidden_low: int
    high: int
    hidden_high: int | None = None
    empty: int = 0
    last: int = 0
    stride: int = 0

    @classmethod
    def begin(cls, low: int, hidden_low: int, last: int, turn: int) -> Search:
        """The search from a page to the last one; `turn` says which of the pages between it steps on.

        >>> Search.begin(3, 0, 50, 7).page, Search.begin(3, 0, 2500, 7).page, Search.begin(3, 0, 2500, 8).page
        (7, 7, 8)
        """
        stride = _stride(last)
        first = low + 1 + (turn - low - 1) % stride
        return cls(low, hidden_low, min(first, last), last=last, stride=stride)

    @property
    def page(self) -> int:
        """The page to open next: the one it is on its way to, then the middle."""
        return self.high if self.hidden_high is None else (self.low + self.high) // 2

    @property
    def is_at_the_end(self) -> bool:
        """Whether it opens the last page."""
        return self.hidden_high is None and self.high >= self.last

    def found(self, hidden: int) -> list[Search]:
        """Where to go on after the page has been opened and `hidden` articles are missing above it.

        >>> Search(3, 0, 2500).found(0), Search(3, 0, 2500).found(2)[0].page
        ([], 1251)
        """
        if self.hidden_high is None:
            halves = [Search(self.low, self.hidden_low, self.high, hidden)]
        else:
            halves = [
                Search(self.low, self.hidden_low, self.page, hidden),
                Search(self.page, hidden, self.high, self.hidden_high),
            ]
        return [half for half in halves if half.hidden_high != half.hidden_low]

    def onward(self, hidden: int) -> Search | None:
        """The next step, after a page on the way was opened and `hidden` articles are missing above it.

        >>> Search(3, 0, 64, last=2500, stride=61).onward(1)
        Search(low=64, hidden_low=1, high=125, hidden_high=None, empty=0, last=2500, stride=61)
        """
        if self.hidden_high is not None or self.is_at_the_end:
            return None
        further = min(self.high + self.stride, self.last)
        return Search(self.high, hidden, further, last=self.last, stride=self.stride)

    def before_the_end(self) -> Search | None:
        """The search from one page earlier, where the last one is empty; `None` once that is no accident.

        >>> Search(3, 0, 2500).before_the_end()
        Search(low=3, hidden_low=0, high=2499, hidden_high=None, empty=1, last=2499, stride=0)
        """
        if self.hidden_high is not None or self.empty >= _MOST_EMPTY or self.high - self.low < 2:
            return None
        earlier = self.high - 1
        return replace(self, high=earlier, empty=self.empty + 1, last=earlier)

    @property
    def is_narrow(self) -> bool:
        """Whether both pages it lies between have been opened."""
        return self.high - self.low <= 1

    @property
    def removed(self) -> int:
        """How many articles were taken out between its pages; below 0 is how many were put in."""
        return self.hidden_low - (self.hidden_high or 0)

    def text(self) -> str:
        """As the ledger keeps it."""
        hidden_high = "?" if self.hidden_high is None else self.hidden_high
        return (
            f"{self.low} {self.hidden_low} {self.high} {hidden_high} {self.empty} {self.last} {self.stride}"
        )

    @classmethod
    def of(cls, text: str) -> Search | None:
        """What the ledger kept; `None` for nothing.

        >>> Search.of(Search.begin(3, 0, 2500, 7).text()) == Search.begin(3, 0, 2500, 7)
        True
        """
        if not text:
            return None
        low, hidden_low, high, hidden_high, empty, *way = text.split()
        known = None if hidden_high == "?" else int(hidden_high)
        return cls(int(low), int(hidden_low), int(high), known, int(empty), *map(int, way))


def _stride(last: int) -> int:
    """How many pages further each step of a search goes, where a listing has so many.

    >>> _stride(50), _stride(2500), _stride(5000), _stride(5100)
    (61, 65, 125, 131)
    """
    stride = max(_STRIDE, -(-last // _MOST_STONES))
    while gcd(stride, _HOURS_OF_A_WEEK) > 1:
        stride += 1
    return stride
