"""The time that a page may take in a browser: what the portal takes, and its pauses, do not count."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds that a page may wait for the portal in all, its pauses included.
_LONGEST_WAIT = 600.0


class Patience:
    """How long a page may take: while the portal is asked for something, its time stands still."""

    def __init__(self) -> None:
        self._limit: asyncio.Timeout | None = None
        self._most = _LONGEST_WAIT
        self._waiting = 0
        self._left = self._since = 0.0

    @contextmanager
    def of(self, limit: asyncio.Timeout) -> Iterator[None]:
        """Put that limit off while the block runs."""
        self._limit = limit
        try:
            yield
        finally:
            self._limit = None

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Something is asked for while the block runs; many may be at a time."""
        now, when = time.monotonic(), self._limit.when() if self._limit is not None else None
        if not self._waiting and when is not None:
            self._since, self._left = now, when - asyncio.get_running_loop().time()
            self._put_off(self._left + self._most)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._most = max(0.0, self._most - (time.monotonic() - self._since))
                self._put_off(self._left)

    def _put_off(self, seconds: float) -> None:
        if self._limit is not None and not self._limit.expired():
            self._limit.reschedule(asyncio.get_running_loop().time() + seconds)
