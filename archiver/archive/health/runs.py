"""What a site's crawls say: broken off, refused, blind, overdue, lists that are wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from archiver.archive.health.alarms import Alarm, AlarmKind
from archiver.archive.health.facts import CrawlFact, ProblemFact, SiteFacts, VisitFact
from archiver.vietnamese.text import clean

#: Outcomes of a capture that gave what it was asked for.
USABLE = frozenset({"article", "listing", "not-modified"})
#: So many different days with a crawl make a habit.
LEAST_DAYS = 8
#: A crawl is overdue after twice the longest wait but one.
PATIENCE = 2
#: A run after which nothing can be said of the portal: it was ended by us, or asked to wait.
_CUT_SHORT = frozenset({"shutdown", "storage", "visit-time", "retry-after", "crawl-delay"})
#: Problems of the whole site or one of its lists that are an alarm by themselves.
STANDING = {
    "redesign": AlarmKind.REDESIGN,
    "moved-away": AlarmKind.MOVED_AWAY,
    "listing-empty": AlarmKind.LISTING_EMPTY,
    "listing-unreadable": AlarmKind.LISTING_UNREADABLE,
    "listing-short": AlarmKind.LISTING_SHORT,
    "listing-capped": AlarmKind.LISTING_CAPPED,
}
#: An alarm is one line.
_LONGEST = 160


def runs(facts: SiteFacts, now: datetime) -> Iterator[Alarm]:
    """The alarms of a site's crawls."""
    ended = facts.crawls[1:] if facts.is_running else facts.crawls
    if ended:
        yield from _broken_off(ended[0])
        yield from _refused(facts, ended)
    if not facts.is_running:
        yield from _overdue(facts.crawls, now)
    yield from _standing(facts.problems)


def _broken_off(last: CrawlFact) -> Iterator[Alarm]:
    if not last.ended_at:
        detail = f"the crawl of {last.started_at[:16]}Z never ended: it was killed, or the machine stopped"
        yield Alarm(kind=AlarmKind.CRAWL_ABORTED, detail=detail, since=last.started_at)
    elif last.ending == "storage":
        detail = f"the crawl of {last.started_at[:16]}Z could not keep what came: see to the disk"
        yield Alarm(kind=AlarmKind.CRAWL_FAILED, detail=detail, since=last.started_at)


def _refused(facts: SiteFacts, ended: Sequence[CrawlFact]) -> Iterator[Alarm]:
    """That the last crawl met a wall, or nothing usable at all."""
    last = ended[0]
    # A crawl that is at work has brought captures since.
    visits = [
        visit
        for visit in facts.visits
        if last.started_at <= visit.at and (not last.ended_at or visit.at <= last.ended_at)
    ]
    usable = sum(visit.outcome in USABLE for visit in visits)
    blocked = [visit for visit in visits if visit.outcome == "blocked"]
    if last.ending == "blocked" or (blocked and len(blocked) >= usable):
        since = _since(facts.visits)
        detail = f"{len(blocked)} refusals and {usable} usable answers in the last crawl"
        detail += f"; refused since {since[:16]}Z" if since else ""
        capture = blocked[0].record_id if blocked else ""
        yield Alarm(kind=AlarmKind.BLOCKED, detail=detail, since=since or last.started_at, capture=capture)
    elif not usable and last.ended_at and last.ending not in _CUT_SHORT:
        seen = facts.usable
        since = f"nothing usable since {seen[:16]}Z" if seen else "the portal has never been seen"
        crawls = sum(1 for crawl in ended if crawl.started_at > seen)
        detail = f"{since}, in {crawls} crawl{'s' if crawls != 1 else ''} ({last.ending})"
        capture = visits[0].record_id if visits else ""
        first = seen or ended[-1].started_at
        yield Alarm(kind=AlarmKind.BLIND, detail=detail, since=first, capture=capture)


def _since(visits: Sequence[VisitFact]) -> str:
    """When the refusals began that nothing usable has come between."""
    since = ""
    for visit in visits:
        if visit.outcome in USABLE:
            break
        if visit.outcome == "blocked":
            since = visit.at
    return since


def _overdue(crawls: Sequence[CrawlFact], now: datetime) -> Iterator[Alarm]:
    """That no crawl has begun for longer than usual."""
    days = sorted({datetime.fromisoformat(crawl.started_at).date() for crawl in crawls})
    if len(days) < LEAST_DAYS:
        return
    usual = sorted((later - earlier).days for earlier, later in pairwise(days))[-2]
    waited = (now.astimezone(UTC).date() - days[-1]).days
    if waited > PATIENCE * usual:
        last = crawls[0].started_at
        detail = f"no crawl for {waited} days, usually {usual} at most"
        yield Alarm(kind=AlarmKind.NOT_CRAWLED, detail=detail, since=last)


def _standing(problems: Sequence[ProblemFact]) -> Iterator[Alarm]:
    """What is wrong with the whole site or one of its lists: the newest of each."""
    told: set[tuple[str, str]] = set()
    for problem in sorted(problems, key=lambda one: one.at, reverse=True):
        key = problem.reason, "" if problem.reason == "redesign" else problem.url
        if problem.reason in STANDING and key not in told:
            told.add(key)
            where = "" if problem.reason == "redesign" else f"{problem.url}: "
            text = clean(f"{where}{problem.detail}")
            detail = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
            capture = problem.capture
            yield Alarm(kind=STANDING[problem.reason], detail=detail, since=problem.at, capture=capture)
