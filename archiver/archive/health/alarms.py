"""What can be wrong with a site: the kinds of alarms, one alarm, the health of one site. Frozen values."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class AlarmKind(StrEnum):
    """What an alarm is about; `docs/operations.md` says for each what to do."""

    SILENT = "silent"
    BELOW_MINIMUM = "below-minimum"
    FIELD_DROPPED = "field-dropped"
    EVIDENCE = "evidence"
    DATE_FORM = "date-form"
    PROBLEMS_RISING = "problems-rising"
    FUTURE_DATES = "future-dates"
    REDESIGN = "redesign"
    BLOCKED = "blocked"
    BLIND = "blind"
    MOVED_AWAY = "moved-away"
    LISTING_EMPTY = "listing-empty"
    LISTING_UNREADABLE = "listing-unreadable"
    LISTING_SHORT = "listing-short"
    LISTING_CAPPED = "listing-capped"
    CRAWL_ABORTED = "crawl-aborted"
    CRAWL_FAILED = "crawl-failed"
    NOT_CRAWLED = "not-crawled"


class State(StrEnum):
    """The health of a site in one word."""

    OK = "ok"
    ALARM = "alarm"
    FROZEN = "frozen"
    TOO_LITTLE = "too little to judge"
    NEVER_CRAWLED = "never crawled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing that is wrong with a site, in one sentence.

    `since` is when it showed first (ISO 8601, UTC), `capture` the record id to look at and `article` the
    public id of what was read from it; each is empty where there is none.
    """

    kind: AlarmKind
    detail: str
    since: str = ""
    capture: str = ""
    article: str = ""

    def look(self, site: str, program: Sequence[str] = ("archiver",)) -> str:
        """The command that shows what the alarm is about.

        >>> Alarm(kind=AlarmKind.EVIDENCE, detail="", article="mic-7").look("mic")
        'archiver show mic-7 --provenance'
        """
        if self.article:
            return shlex.join((*program, "show", self.article, "--provenance"))
        if self.capture:
            return shlex.join((*program, "sites", "fixture", self.capture, "--into", "look"))
        return shlex.join((*program, "sites", "show", site))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHealth:
    """How one site is, as of a moment.

    `unjudged` says what could not be judged, and why. `articles` are all of the site, `newest` the day (Viet
    Nam's) of its newest article, `usual_gap` its longest usual wait for a new one in days (0: not known).
    `last_crawl` is when the newest crawl began (ISO 8601, UTC).
    """

    site: str
    state: State
    alarms: tuple[Alarm, ...] = ()
    unjudged: tuple[str, ...] = ()
    articles: int = 0
    newest: str = ""
    usual_gap: int = 0
    last_crawl: str = ""

    @property
    def word(self) -> str:
        """The state in a cell of a table.

        >>> alarms = (Alarm(kind=AlarmKind.SILENT, detail=""), Alarm(kind=AlarmKind.BLOCKED, detail=""))
        >>> SiteHealth(site="mic", state=State.ALARM, alarms=alarms).word
        'silent, blocked'
        """
        return ", ".join(dict.fromkeys(alarm.kind.value for alarm in self.alarms)) or self.state.value
