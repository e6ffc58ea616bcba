"""How far a listing is walked, and where articles hide that were put in late. Pure.

Each article has a *place* in its listing: a number that falls from the top to the end. New ones on top
get higher places, so nothing is ever renumbered. Its *rank* is how many known ones stand above it. A page
remembers how many articles stood *before* it when it was walked. On a page where nothing has changed, rank
less position is that number still. An article that was put in far below the top pushes every page behind
it down by one, so the ranks there are one too low for their pages; one that was taken out makes them one
too high. Bisection finds the page from the last one in some ten requests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from statistics import median_low

#: New articles on top get places this far above: room for every page below them.
_STORY = 1 << 40
#: Neighbours are this far apart: room for those that are put in late.
GAP = 1 << 16
#: So many pages in a row must hold nothing new before a run trusts what it knows.
OVERLAP = 3
#: So many pages in a row that lead no further down are a loop.
_TREADING = 2
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

    `quiet` and `treading` count pages in a row before this one: without a new URL, and without progress
    downwards. `is_full` asks for everything; `known_below` says that what lies below needs no walk,
    because one has ended there or one is under way.
    """

    page: int
    new: int
    quiet: int
    treading: int
    has_next: bool
    is_too_old: bool
    is_full: bool
    known_below: bool
    goes_down: bool

    @property
    def quiet_now(self) -> int:
        """Pages in a row without anything new, this one included."""
        return 0 if self.new else self.quiet + 1

    @property
    def treading_now(self) -> int:
        """Pages in a row that led no further down, this one included."""
        return 0 if self.goes_down else self.treading + 1


def step(seen: Seen) -> Step:
    """What follows a page.

    Never the end at the first known article: late and shifted ones lie below it.
    """
    if not seen.has_next or seen.page >= MOST_PAGES:
        return Step.END
    if seen.treading_now >= _TREADING or seen.is_too_old:
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
    empty. Articles out of order (pinned, in a side bar) keep theirs.

    >>> places([None, None, None], above=None, top=None)
    [0, -65536, -131072]
    >>> places([None, 0, None, -1024, None], above=None, top=0, below=-2048)
    [1099511627776, 0, -512, -1024, -1536]
    >>> places([-1024, None, 0, -512], above=None, top=0)
    [-1024, 1099511627776, 0, -512]
    """
    found: list[int] = []
    lowest = above
    for position, place in enumerate(known):
        if place is not None:
            lowest = place if lowest is None else min(lowest, place)
            found.append(place)
            continue
        following = next((other for other in known[position:] if other is not None), None)
        if above is None and lowest is not None and following is not None and following > lowest:
            lowest = None  # only what is out of order stands before it
        if lowest is None:
            lowest = top = 0 if top is None else top + _STORY
        else:
            lowest -= _room(known[position:], lowest, below)
        found.append(lowest)
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


def before(ranks: Sequence[tuple[int, int]]) -> int | None:
    """How many articles stand before a page, from position and rank of some of its own.

    >>> before([(0, 40), (1, 41), (2, 0), (3, 43)])
    40
    """
    return median_low(rank - position for position, rank in ranks) if ranks else None


@dataclass(frozen=True, slots=True)
class Search:
    """A search for late articles between two pages, and how many are hidden above each of them.

    `empty` counts last pages that were found empty: a portal that lost some articles has fewer pages.
    """

    low: int
    hidden_low: int
    high: int
    hidden_high: int | None = None
    empty: int = 0

    @property
    def page(self) -> int:
        """The page to open next: the last one first, then the middle."""
        return self.high if self.hidden_high is None else (self.low + self.high) // 2

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

    def before_the_end(self) -> Search | None:
        """The search from one page earlier, where the last one is empty; `None` once that is no accident.

        >>> Search(3, 0, 2500).before_the_end()
        Search(low=3, hidden_low=0, high=2499, hidden_high=None, empty=1)
        """
        if self.hidden_high is not None or self.empty >= _MOST_EMPTY or self.high - self.low < 2:
            return None
        return Search(self.low, self.hidden_low, self.high - 1, empty=self.empty + 1)

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
        return f"{self.low} {self.hidden_low} {self.high} {hidden_high} {self.empty}"

    @classmethod
    def of(cls, text: str) -> Search | None:
        """What the ledger kept; `None` for nothing.

        >>> Search.of(Search(3, 0, 2500).text())
        Search(low=3, hidden_low=0, high=2500, hidden_high=None, empty=0)
        """
        if not text:
            return None
        low, hidden_low, high, hidden_high, empty = text.split()
        known = None if hidden_high == "?" else int(hidden_high)
        return cls(int(low), int(hidden_low), int(high), known, int(empty))
