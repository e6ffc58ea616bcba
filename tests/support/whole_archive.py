"""A whole archive of the demo's pages, made by the real intake without a network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from archiver.archive.intake import Intake
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.store import Store
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.records import Exchange
from spiders.demo import SITE

START = datetime(2026, 3, 1, 5, 0, 0, 123456, tzinfo=UTC)
PORTAL = Portal(size=12)
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def crawled(folder: Path, *days: int, portal: Portal = PORTAL) -> Path:
    """Crawl every article once on each of the days; what has not changed becomes a revisit record."""
    for day in days or (0,):
        with Store.open(folder) as store:
            _run(store, portal, START + timedelta(days=day))
    return folder


def files(folder: Path) -> list[Path]:
    """Its WARC files, the oldest first."""
    return sorted((folder / "warc").rglob("*.warc.gz"))


def _run(store: Store, portal: Portal, at: datetime) -> None:
    clock = [at]

    def now() -> datetime:
        clock[0] += timedelta(seconds=1)
        return clock[0]

    plan = Plan(urls=tuple(gold(portal, number).url for number in range(portal.size)))
    intake = Intake(store, SITE, now=now, operator="tests", plan=plan)
    intake.capture(form(now()))
    while visits := store.lease(SITE.name, now(), 32, plan.ranks):
        for visit in visits:
            exchange = answered(portal, visit.url, now())
            intake.settle(settle(visit, intake.capture(exchange), exchange, SITE))
        intake.commit()
    intake.close("finished")


def answered(portal: Portal, url: str, at: datetime) -> Exchange:
    """What the portal answers to a GET."""
    reply = respond(portal, "GET", urlsplit(url).path)
    return Exchange(
        url=url,
        method="GET",
        request_headers=(("User-Agent", "archiver (+https://example.org)"),),
        request_body=b"",
        status=reply.status,
        headers=tuple(reply.headers),
        body=reply.body,
        fetched_at=at,
        ip_address="203.0.113.7",
    )


def form(at: datetime) -> Exchange:
    """A listing's next page as ASP.NET asks for it."""
    return Exchange(
        url="http://botrangmau.example/danh-sach.aspx?loai=1",
        method="POST",
        request_headers=FORM,
        request_body=b"__EVENTTARGET=trang%242&ngay=1%2F3%2F2026",
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=b"<p>trang 2</p>",
        fetched_at=at,
    )
