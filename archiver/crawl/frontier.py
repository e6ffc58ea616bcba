"""Which URL is next: leases from the ledger, never more in flight than one commit may hold.

A URL leaves the ledger's queue only in the transaction that stores what came of it, so nothing that is
in flight can be lost (Scrapy's own queues lose it on `kill -9`: 62 to 114 of 300 pages came back).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from archiver.archive.intake import BATCH, Intake
from archiver.archive.settle import Visit


class Frontier:
    """The visits of one run, until nothing is due within `patience` and nothing is in flight."""

    def __init__(self, intake: Intake, *, now: Callable[[], datetime], patience: timedelta) -> None:
        self._intake, self._now, self._patience = intake, now, patience
        self._flying = 0
        self._landed = asyncio.Event()

    async def visits(self) -> AsyncIterator[Visit]:
        """Each URL that is due, as long as there is one, or one may still be found."""
        while True:
            due = self._intake.store.lease(self._intake.site.name, self._now(), BATCH - self._flying)
            self._flying += len(due)
            for visit in due:
                yield visit
            if self._flying:
                await self._one_landed()
            elif self._intake.waiting:
                self._intake.commit()
            elif not await self._due_soon():
                return

    def landed(self) -> None:
        """A visit is settled: its place is free."""
        self._flying -= 1
        self._landed.set()
        if not self._flying:
            self._intake.commit()

    async def _one_landed(self) -> None:
        # Half a batch at a time: a lease is a transaction of its own.
        enough = self._flying // 2
        while self._flying > enough:
            self._landed.clear()
            await self._landed.wait()

    async def _due_soon(self) -> bool:
        due = self._intake.store.next_due(self._intake.site.name)
        if due is None or due > self._now() + self._patience:
            return False
        await asyncio.sleep(max(0.0, (due - self._now()).total_seconds()))
        return True
