"""Aligning two sequences: which items of one stand for which of the other, in order. Pure, bounded time.

Patience: items that occur once in both are anchors; between two anchors the same again; what has no anchor
is compared item by item where it is short. difflib is quadratic at best and cubic at worst, and a page of
ten thousand equal table rows is its worst.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise

#: Cells of the table that compares two stretches without anchors; larger ones have nothing in common.
#: 100 × 100: a hundred steps a word at most (measured: 0.4 s for 50,000 words, a tenth of them changed).
MOST_CELLS = 10_000

Pair = tuple[int, int]


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """The places of equal items, in rising order on both sides.

    >>> aligned("sông Hồng".split(), "bờ sông Hồng".split())
    [(0, 1), (1, 2)]
    """
    found: list[Pair] = []
    waiting = [(0, len(before), 0, len(after))]
    while waiting:
        low, high, low_after, high_after = waiting.pop()
        while low < high and low_after < high_after and before[low] == after[low_after]:
            found.append((low, low_after))
            low, low_after = low + 1, low_after + 1
        while low < high and low_after < high_after and before[high - 1] == after[high_after - 1]:
            high, high_after = high - 1, high_after - 1
            found.append((high, high_after))
        if low == high or low_after == high_after:
            continue
        anchors = _anchors(before, after, (low, high, low_after, high_after))
        if not anchors:
            found += _compared(before, after, (low, high, low_after, high_after))
            continue
        found += anchors
        edges = [(low - 1, low_after - 1), *anchors, (high, high_after)]
        waiting += [
            (one + 1, other, one_after + 1, other_after)
            for (one, one_after), (other, other_after) in pairwise(edges)
        ]
    return sorted(found)


Window = tuple[int, int, int, int]


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], window: Window) -> list[Pair]:
    """The longest rising row of items that occur once on each side."""
    low, high, low_after, high_after = window
    counts, counts_after = Counter(before[low:high]), Counter(after[low_after:high_after])
    places = {item: place for place, item in enumerate(after[low_after:high_after], start=low_after)}
    once = [
        (place, places[item])
        for place, item in enumerate(before[low:high], start=low)
        if counts[item] == counts_after[item] == 1
    ]
    return _rising(once)


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest subsequence whose second places rise; the first ones do already."""
    ends: list[int] = []
    holders: list[int] = []
    earlier: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        earlier.append(holders[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            holders.append(index)
        else:
            ends[at], holders[at] = place, index
    found: list[Pair] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        found.append(pairs[index])
        index = earlier[index]
    return found[::-1]


def _compared(before: Sequence[Hashable], after: Sequence[Hashable], window: Window) -> list[Pair]:
    """The longest common subsequence, where the stretch is short enough to look for it."""
    low, high, low_after, high_after = window
    if (high - low) * (high_after - low_after) > MOST_CELLS:
        return []
    width = high_after - low_after
    table = [[0] * (width + 1)]
    for place in range(high - 1, low - 1, -1):
        below, row = table[-1], [0] * (width + 1)
        for column in range(width - 1, -1, -1):
            is_equal = before[place] == after[low_after + column]
            row[column] = below[column + 1] + 1 if is_equal else max(below[column], row[column + 1])
        table.append(row)
    table.reverse()
    found: list[Pair] = []
    row_at, column = 0, 0
    while row_at < high - low and column < width:
        if before[low + row_at] == after[low_after + column]:
            found.append((low + row_at, low_after + column))
            row_at, column = row_at + 1, column + 1
        elif table[row_at + 1][column] >= table[row_at][column + 1]:
            row_at += 1
        else:
            column += 1
    return found
