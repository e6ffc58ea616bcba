"""Choices that come out the same on every machine, for one seed and one purpose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice")


class Dice:
    """A stream of choices that depends on nothing but what it is made from.

    Only `random.Random.random` is used: it is the one method whose values Python promises to keep
    between versions.

    >>> Dice(1, "title").roll(6) == Dice(1, "title").roll(6)
    True
    """

    def __init__(self, *purpose: int | str) -> None:
        self._random = random.Random(":".join(map(str, purpose))).random

    def roll(self, sides: int) -> int:
        """A number from 0 to `sides - 1`."""
        return int(self._random() * sides)

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both possible."""
        return low + self.roll(high - low + 1)

    def one_in(self, times: int) -> bool:
        """True about once in so many calls."""
        return self.roll(times) == 0

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of the choices."""
        return choices[self.roll(len(choices))]

    def several(self, choices: Sequence[Choice], count: int) -> tuple[Choice, ...]:
        """Different ones of the choices, at most `count`, in random order."""
        left = list(choices)
        return tuple(left.pop(self.roll(len(left))) for _ in range(min(count, len(left))))
