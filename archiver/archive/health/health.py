"""The health of one site: every alarm its facts give, and what they are too few for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from archiver.archive.health.alarms import Alarm, AlarmKind, SiteHealth, State
from archiver.archive.health.drift import ahead, drift
from archiver.archive.health.facts import RECENT_DAYS, Expected, SiteFacts
from archiver.archive.health.rates import LEAST_PAST, WINDOWS, is_enough
from archiver.archive.health.rhythm import LEAST_DAYS, minimum, silence, usual_gap
from archiver.archive.health.runs import runs
from archiver.records import VIETNAM

#: What a portal that was merged away ends in; told for two weeks, and then no alarm any more.
_OF_AN_END = frozenset({AlarmKind.BLIND, AlarmKind.BLOCKED, AlarmKind.MOVED_AWAY, AlarmKind.NOT_CRAWLED})


def judge(facts: SiteFacts, expected: Expected, now: datetime) -> SiteHealth:
    """How a site is at a moment, compared with its own history."""
    alarms: list[Alarm] = []
    unjudged: list[str] = []
    if not expected.is_frozen:
        for found in _published(facts, expected):
            if isinstance(found, Alarm):
                alarms.append(found)
            else:
                unjudged.append(found)
    if is_enough(len(facts.pages)):
        alarms += drift(facts.pages)
    else:
        needed = LEAST_PAST + WINDOWS[0]
        unjudged.append(f"fields, layouts and problems: {len(facts.pages)} pages, {needed} are needed")
    alarms += ahead((*facts.ahead, *facts.pages), now)
    for alarm in runs(facts, now):
        if expected.is_frozen and alarm.kind in _OF_AN_END and _is_old(alarm, now):
            unjudged.append(f"{alarm.kind}: {alarm.detail}; nothing new is expected")
        else:
            alarms.append(alarm)
    return SiteHealth(
        site=facts.site,
        state=_state(facts, expected, alarms),
        alarms=tuple(alarms),
        unjudged=tuple(unjudged),
        articles=facts.articles,
        newest=facts.newest,
        usual_gap=usual_gap(facts.days),
        last_crawl=facts.crawls[0].started_at if facts.crawls else "",
    )


def _is_old(alarm: Alarm, now: datetime) -> bool:
    return datetime.fromisoformat(alarm.since) < now - timedelta(days=RECENT_DAYS)


def _published(facts: SiteFacts, expected: Expected) -> Iterator[Alarm | str]:
    """Whether as much is published as usual, up to the last time that a list was read; what is not judged."""
    if not facts.listing_seen:
        yield "silence and the weekly minimum: no list has been read"
        return
    seen = datetime.fromisoformat(facts.listing_seen).astimezone(VIETNAM).date()
    if usual_gap(facts.days):
        yield from silence(facts.days, seen, facts.listing_seen)
    else:
        yield f"silence: articles of {len(facts.days)} days, {LEAST_DAYS} are needed"
    yield from minimum(facts.days, seen, expected)


def _state(facts: SiteFacts, expected: Expected, alarms: list[Alarm]) -> State:
    if alarms:
        return State.ALARM
    if not facts.crawls and not facts.articles:
        return State.NEVER_CRAWLED
    if not is_enough(len(facts.pages)):
        return State.TOO_LITTLE
    return State.FROZEN if expected.is_frozen else State.OK
