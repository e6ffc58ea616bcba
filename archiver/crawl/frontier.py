"""Which URL is next: leases from the ledger, never more in flight than one commit may hold.

A URL leaves the ledger's queue only in the transaction that stores what came of it, so nothing that is
in flight can be lost (Scrapy's own queues lose it on `kill -9`: 62 to 114 of 300 pages came back).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta

from archiver.archive.clock import TOLERANCE
from archiver.archive.intake import BATCH, Intake
from archiver.archive.ledger.outcomes import host_of
from archiver.archive.ledger.plan import Plan, Rank
from archiver.archive.ledger.visits import ATTACHMENT, OTHER_HOST, Settlement, State, Visit
from archiver.crawl.crawl_delay import Pause
from archiver.crawl.hosts import Hosts

#: So many answers in a row that only refuse end the run: the portal does not want us now.
_MOST_REFUSALS = 5
#: So many visits in a row from the beginning that nothing came of end it too: the portal is away.
_MOST_FAILURES = 20
#: Seconds that lie between two requests to a slow host anyway (`archiver.crawl.pace`).
_SHORT_PAUSE = 30.0


class Frontier:
    """The visits of one run, until nothing is due within `patience` and nothing is in flight.

    `width` is how many may be in flight: one where a portal is to be asked one thing at a time, so that
    nothing queues behind a request that is told to wait. `pauses` are those of hosts
    that an earlier run has asked (Crawl-delay). `ending` says why the run ended before its work
    did (`clock`: that was set back by hours meanwhile); empty where it did not.
    """

    def __init__(
        self,
        intake: Intake,
        *,
        now: Callable[[], datetime],
        patience: timedelta,
        width: int = BATCH,
        pauses: Sequence[Pause] = (),
    ) -> None:
        self._intake, self._now, self._patience, self._width = intake, now, patience, width
        self._plan: Plan = intake.plan
        self._began = self._latest = now()
        self._flying = 0
        self._has_landed = False
        self._articles = 0
        self._refusals = 0
        self._failures = 0
        self._has_seen_any = False
        self._is_file = False
        # What the portal asked for in an earlier run holds for this one.
        self._rest_until = intake.store.resting_until(intake.site.name, self._began)
        self._why = "retry-after"
        self._pauses = {pause.host: pause.until for pause in pauses}
        # Where a run gets one page, lists must not take them all.
        self._lists_wait = any(one.was_list and self.is_too_long(one.seconds) for one in pauses)
        self.hosts = Hosts(intake.store.silent_before(intake.site.name))
        self._landed = asyncio.Event()
        self.ending = ""
        #: Hosts that lists have led to, and that the site's file does not name.
        self.elsewhere: set[str] = set()

    async def visits(self) -> AsyncIterator[Visit]:
        """Each URL that is due, as long as there is one, or one may still be found."""
        while True:
            due = [] if self._is_over() or self._now() < self._rest_until else self._lease()
            self._flying += len(due)
            for visit in due:
                yield visit
            if self._flying:
                await self._one_landed()
            elif self._intake.waiting:
                self._intake.commit()
            elif self._is_over() or not await self._due_soon():
                self.ending = self.ending or self._fruitless()
                return

    def landed(self, settlement: Settlement) -> None:
        """A visit is settled: its place is free, and what the portal asked for holds for all that follow."""
        self._flying -= 1
        self._has_landed = True
        if settlement.capture:
            self.hosts.answered(settlement.visit.url)
        if settlement.outcome == OTHER_HOST and settlement.visit.kind != ATTACHMENT:
            self.elsewhere.add(host_of(settlement.leads_to))
        if settlement.rest_until is not None:
            # It counts from the answer; the settlement's time is when the question was put.
            late = max(timedelta(), self._now() - settlement.at)
            self.rest(settlement.rest_until + late, "retry-after")
        self._refusals = self._refusals + 1 if settlement.state is State.BLOCKED else 0
        # Once anything has come the portal is there: what fails then is that page's own fault.
        is_away = settlement.state in {State.PENDING, State.FAILED} and not self._has_seen_any
        self._failures = self._failures + 1 if is_away else 0
        self._has_seen_any |= settlement.is_usable
        self._is_file = settlement.visit.kind == ATTACHMENT
        self._landed.set()
        if not self._flying:
            self._intake.commit()

    def rest(self, until: datetime, why: str) -> None:
        """Ask for nothing before that time; where it is too far away, the run ends for that reason."""
        if until > self._rest_until:
            self._rest_until, self._why = until, why

    def is_too_long(self, pause: float) -> bool:
        """Whether a run does not wait for the end of a pause, in seconds; half a minute it always does."""
        return pause > max(self._patience.total_seconds(), _SHORT_PAUSE)

    @property
    def is_paused(self) -> bool:
        """Whether a host wants to be left alone now (Crawl-delay)."""
        return any(until > self._now() for until in self._pauses.values())

    def pause(self, host: str, until: datetime) -> None:
        """Ask for nothing of a host before that time; where nothing else is to be done, the run ends."""
        self._pauses[host] = until

    def resting(self, host: str) -> datetime | None:
        """Until when a host wants to be left alone, whatever is under way; `None` where it may be asked."""
        until = max(self._rest_until, self._pauses.get(host, self._began))
        return until if until > self._now() else None

    def _lease(self) -> list[Visit]:
        # The first one comes alone: it brings the rules that say how long a pause is.
        room = (self._width if self._has_landed else 1) - self._flying
        if self._plan.limit is not None and not self._has_all_articles:
            room = min(room, self._plan.limit - self._articles)
        now = self._now()
        resting = {host: until for host, until in self._pauses.items() if until > now}
        resting |= self.hosts.resting(now)
        due = self._intake.store.lease(self._intake.site.name, now, room, self._ranks, resting)
        self._articles += sum(visit.kind == "article" for visit in due)
        return due

    @property
    def _has_all_articles(self) -> bool:
        """Whether as many articles were asked for as the run may."""
        return self._plan.limit is not None and self._articles >= self._plan.limit

    @property
    def _ranks(self) -> tuple[Rank, ...]:
        """What may be leased: once there are articles enough, their files only."""
        if self._has_all_articles:
            return (Rank.ATTACHMENT,)
        # The order is stable: lists go behind, the others stay as they are.
        return tuple(sorted(self._plan.ranks, key=lambda rank: self._lists_wait and rank == Rank.LISTING))

    def _is_over(self) -> bool:
        """Whether a bound of the run is reached, or the portal only refuses."""
        if not self.ending:
            self.ending = self._bound()
        return bool(self.ending)

    def _bound(self) -> str:
        plan, tally, now = self._plan, self._intake.tally, self._now()
        if now < self._latest - TOLERANCE:
            return "clock"
        self._latest = max(self._latest, now)
        if self._has_all_articles and not self._may_bring_files():
            return "limit"
        if plan.pages is not None and tally.fetched >= plan.pages:
            return "max-pages"
        if plan.size is not None and tally.received >= plan.size:
            return "max-size"
        if plan.time is not None and now - self._began >= plan.time:
            return "max-time"
        return self._refusal()

    def _refusal(self) -> str:
        """Whether the portal does not want us now, or is away."""
        if self._refusals >= _MOST_REFUSALS:
            # Files come last: whoever refuses them alone has shown all pages.
            return "files-blocked" if self._is_file else "blocked"
        return "unreachable" if self._failures >= _MOST_FAILURES else ""

    def _fruitless(self) -> str:
        """Why a run that came to its end has brought nothing usable; empty where it has, or nobody knows."""
        if self._has_seen_any:
            return ""
        if self.hosts.silent or self._failures:
            return "unreachable"
        return "blocked" if self._refusals else ""

    def _may_bring_files(self) -> bool:
        """Whether files of the articles may still be found, or are due."""
        if not self._plan.attachments or self._plan.urls:
            return False
        if self._flying or self._intake.waiting:
            return True
        due = self._intake.store.next_due(self._intake.site.name, self._ranks)
        return due is not None and due <= self._now() + self._patience

    async def _one_landed(self) -> None:
        # Half a batch at a time: a lease is a transaction of its own.
        enough = self._flying // 2
        while self._flying > enough:
            self._landed.clear()
            await self._landed.wait()

    async def _due_soon(self) -> bool:
        due = self._intake.store.next_due(self._intake.site.name, self._ranks)
        if due is None:
            return False
        until = self._now() + self._patience
        if due <= until < self._rest_until:
            self.ending = self._why
        due = max(due, self._rest_until)
        if due > until:
            is_paused = any(due <= pause for pause in self._pauses.values())
            self.ending = self.ending or ("crawl-delay" if is_paused else "")
            return False
        await asyncio.sleep(max(0.0, (due - self._now()).total_seconds()))
        return True
