"""Days of a portal without a network: its answers go through the real intake, by a clock that is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.archive.intake import Intake
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import Visit
from archiver.archive.store import Store
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Answer, Reply, respond
from archiver.extract.site import Site
from archiver.records import Exchange
from spiders.demo import SITE

START = datetime(2026, 3, 7, 1, tzinfo=UTC)
#: What a page says on a day, given what the portal answers.
Tamper = Callable[[int, str, Reply], Reply]


class Days:
    """An archive to which articles of a portal are fetched on the days one says."""

    def __init__(self, folder: Path, portal: Portal, answer: Answer = respond, *, site: Site = SITE) -> None:
        self.folder, self.portal, self.answer, self.site = folder, portal, answer, site
        self.urls = {number: gold(portal, number).url for number in range(portal.size)}
        self.requests = 0

    def visit(self, day: int, numbers: Iterable[int] | None = None, *, tamper: Tamper | None = None) -> None:
        """One crawl that asks for some articles of the portal, or for all; one second each."""
        portal = replace(self.portal, days_later=day)
        chosen = list(self.urls) if numbers is None else list(numbers)
        plan = Plan(urls=tuple(self.urls[number] for number in chosen))
        now = START + timedelta(days=day)

        def clock() -> datetime:
            return now

        with Store.open(self.folder) as store:
            intake = Intake(store, self.site, now=clock, plan=plan)
            while visits := store.lease(self.site.name, now, 500, plan.ranks):
                for visit in visits:
                    now += timedelta(seconds=1)
                    self._fetch(intake, portal, visit, now, tamper)
                intake.commit()
            intake.close("finished")

    def _fetch(
        self, intake: Intake, portal: Portal, visit: Visit, now: datetime, tamper: Tamper | None
    ) -> None:
        path = visit.url.removeprefix(portal.base)
        reply = self.answer(portal, "GET", path)
        if tamper is not None:
            reply = tamper(portal.days_later, path, reply)
        exchange = Exchange(
            url=visit.url,
            method="GET",
            request_headers=(),
            request_body=b"",
            status=reply.status,
            headers=reply.headers,
            body=reply.body,
            fetched_at=now,
        )
        self.requests += 1
        capture = intake.capture(exchange)
        intake.settle(settle(visit, capture, exchange, self.site, read=intake.read))
