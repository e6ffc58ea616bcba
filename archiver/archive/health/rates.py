"""Whether something happens more often than it used to: a site compared with its own past. Pure.

The marks of a site's pages, newest first, are cut into the newest few and those before them. A rise must be
large, must be no chance, and must be worse than nearly all stretches of the past: what comes in bunches
(six notices without a byline on one day) is weighed as what it is, one chance and not six.

Measured on made-up marks: none of 150 years of 1,000 pages gave a false alarm (marks of 2 % to 50 % of the
pages, by themselves or in bunches); a field that 90 %, 70 %, 50 %, 35 % of the pages have and that is lost
altogether is missed after 7, 10, 19, 35 pages, a layout that fits no more after 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import pvariance

#: So many of the newest pages are compared: few, to see a change soon; many, to keep seeing it until it is
#: the usual state.
WINDOWS = (10, 20, 40, 80, 160)
#: So many pages before those are the past; with fewer than `LEAST_PAST` nothing is said.
PAST, LEAST_PAST = 500, 60
#: The past is compared in stretches of so many pages, of which a tenth may be as bad.
STRETCH = 20
#: Stretches of twice that length show longer bunches; fewer than so many show nothing.
LEAST_STRETCHES = 6
#: Stretches that differ up to so many times as much as by chance are no sign of bunches: they are few.
BY_CHANCE = 1.5
#: What is no rise, however sure it is.
LEAST_HITS, LEAST_RISE = 5, 0.25
#: A mark of more pages than this share must come to this part of those that did not have it: what many
#: pages lack anyway may well be missing a little more often.
MANY, NEARLY_ALL = 0.1, 0.75
#: The most that chance may explain.
CHANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Rise:
    """`hits` of the `newest` pages have a mark, and `past_hits` of the `past` ones before them."""

    hits: int
    newest: int
    past_hits: int
    past: int


def rise(marks: Sequence[bool]) -> Rise | None:
    """The shortest stretch of newest pages that has a mark clearly more often than the past.

    >>> rise([True] * 5 + [False] * 500)
    Rise(hits=5, newest=10, past_hits=0, past=495)
    >>> rise([True] * 4 + [False] * 500) is None
    True
    """
    for count in WINDOWS:
        newest, past = marks[:count], marks[count : count + PAST]
        if len(past) < LEAST_PAST:
            return None
        if (hits := sum(newest)) < LEAST_HITS:
            continue
        found = Rise(hits, count, sum(past), len(past))
        if _is_clear(found, past):
            return found
    return None


def is_enough(pages: int) -> bool:
    """Whether so many pages say anything."""
    return pages >= WINDOWS[0] + LEAST_PAST


def _is_clear(found: Rise, past: Sequence[bool]) -> bool:
    share, before = found.hits / found.newest, found.past_hits / found.past
    if share < before + (LEAST_RISE if before < MANY else NEARLY_ALL * (1 - before)):
        return False
    # As if one page more had the mark: what has never been seen is not impossible.
    usual = (found.past_hits + 1) / (found.past + 2)
    stretches = _stretches(past, STRETCH)
    if share <= sorted(stretches, reverse=True)[len(stretches) // 10] / STRETCH:
        return False
    # Pages that come in bunches are fewer chances than pages.
    bunch = max(_bunch(stretches, STRETCH, usual), _bunch(_stretches(past, 2 * STRETCH), 2 * STRETCH, usual))
    return _chance(round(found.hits / bunch), round(found.newest / bunch), usual) < CHANCE


def _stretches(past: Sequence[bool], length: int) -> list[int]:
    """How many pages have the mark in each whole stretch."""
    return [sum(past[at : at + length]) for at in range(0, len(past) - length + 1, length)]


def _bunch(stretches: Sequence[int], length: int, share: float) -> float:
    """How many pages have or lack the mark together: how much more stretches differ than by chance alone.

    >>> _bunch([10, 9, 11, 10, 12, 8], 20, 0.5), _bunch([20, 0, 20, 0, 20, 0], 20, 0.5)
    (1.0, 20.0)
    """
    if len(stretches) < LEAST_STRETCHES:
        return 1.0
    found = pvariance(stretches) / (length * share * (1 - share))
    return found if found > BY_CHANCE else 1.0


def _chance(hits: int, pages: int, share: float) -> float:
    """How likely at least `hits` of `pages` are where each has the mark with the chance `share`."""
    return sum(
        comb(pages, count) * share**count * (1 - share) ** (pages - count) for count in range(hits, pages + 1)
    )
