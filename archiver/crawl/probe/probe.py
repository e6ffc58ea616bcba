"""One probe of a site: choose what to ask, ask within the rules of a crawl, read what came, judge."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console

from archiver.archive.catalogue import find_capture
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.visits import Settlement
from archiver.archive.memory import outlines
from archiver.archive.samples import captures_since, known_pages
from archiver.archive.store import DATABASE, read_only
from archiver.archive.warc.writer import read_payload
from archiver.crawl.clock import now
from archiver.crawl.probe.asking import Asked, openings, probing
from archiver.crawl.probe.judging import judged
from archiver.crawl.probe.values import ARTICLE, ROBOTS, Answer, Earlier, Report, Seen
from archiver.crawl.run import crawl
from archiver.crawl.settings import BOT_NAME
from archiver.crawl.spider import SiteSpider
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.memory import NONE, Memory
from archiver.extract.site import Site, recognise

#: The word of an end that nothing cut short (Scrapy's).
_FINISHED = "finished"


def probe(
    spider: type[SiteSpider],
    folder: Path,
    *,
    newest: int,
    known: int,
    console: Console,
    arguments: Mapping[str, str] | None = None,
    free_disk: int = 0,
) -> Report:
    """Ask a portal for its lists, `newest` of their articles and `known` of each layout; all of it is kept.

    Raises:
        StorageError: the archive is locked, the disk is nearly full, or what came in could not be kept.
    """
    own, site, began, asked = folder / spider.apart, spider.site, now(), Asked()
    memory, earlier = _known(own, site, known)
    plan = Plan(urls=(*openings(site), *earlier), refresh=True)
    (ending,) = crawl(
        [probing(spider, tuple(earlier), newest, asked)],
        folder,
        console=console,
        arguments=arguments,
        plan=plan,
        free_disk=free_disk,
    )
    reason = "" if ending.reason == _FINISHED else ending.reason
    answers = _answers(own, site, began, asked, earlier)
    seen = Seen(at=began, answers=answers, ending=reason, memory=memory)
    return judged(site, seen, BOT_NAME)


def _known(folder: Path, site: Site, each: int) -> tuple[Memory, dict[str, Earlier]]:
    """What the archive knows of a site's pages, and of some of its articles, by their address."""
    if not (folder / DATABASE).is_file():
        return NONE, {}
    found: dict[str, Earlier] = {}
    with read_only(folder) as connection:
        memory = outlines.known(connection, site.name)
        for page in known_pages(connection, site.name, each):
            payload = read_payload(folder, find_capture(connection, page.capture))
            try:
                found[page.url] = Earlier(payload=payload, article=extract(payload, site, memory))
            except ExtractionError:
                continue  # today's code reads it no more: it can tell nothing
    return memory, found


def _answers(
    folder: Path, site: Site, since: datetime, asked: Asked, earlier: Mapping[str, Earlier]
) -> tuple[Answer, ...]:
    by_record = {identity: one for url, one in earlier.items() if (identity := _record(url, site))}
    with read_only(folder) as connection:
        settled = [_settled(folder, connection, one) for one in asked.settled]
        robots = [
            Answer(
                url=capture.url,
                kind=ROBOTS,
                status=capture.status,
                capture=capture.record_id,
                payload=read_payload(folder, capture),
            )
            for capture in captures_since(connection, site.name, since, "/robots.txt")
        ]
    kept = [one for one in asked.kept if one.kind != ROBOTS or not one.capture]
    with_past = [replace(one, earlier=by_record.get(_record(one.url, site))) for one in settled]
    return (*_once(robots), *kept, *with_past)


def _record(url: str, site: Site) -> str:
    identity = recognise(url, site)
    return identity.public_id if identity is not None else ""


def _once(answers: Sequence[Answer]) -> list[Answer]:
    """The last answer of each address."""
    return list({answer.url: answer for answer in answers}.values())


def _settled(folder: Path, connection: sqlite3.Connection, settlement: Settlement) -> Answer:
    visit, payload, status = settlement.visit, None, 0
    if settlement.capture:
        capture = find_capture(connection, settlement.capture)
        payload, status = read_payload(folder, capture), capture.status
    problem = next((one.detail.removeprefix(f"{visit.url}: ") for one in settlement.problems), "")
    return Answer(
        url=visit.url,
        kind=ARTICLE if visit.kind == "article" else visit.kind,
        state=settlement.state,
        outcome=settlement.outcome,
        detail=settlement.detail or ("" if settlement.article else problem),
        status=status,
        leads_to=settlement.leads_to,
        capture=settlement.capture,
        payload=payload,
        listing=visit.place.listing if visit.place is not None else "",
        article=settlement.article,
    )
