"""What is known of a site when its health is judged: frozen values between SQLite and the judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: How many of a portal's newest pages are looked at: the newest 160 at most, compared with 500 before them.
MOST_PAGES = 660
#: So far back goes a site's history of days and weeks: a year and the Tết before it.
HISTORY_DAYS = 400
#: What happened once (a redesign, a short list) is an alarm for so long.
RECENT_DAYS = 14
#: How a field was found that a layout gave, whichever.
LAYOUT = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a site's file promises: nothing new where `weekly_minimum` is 0 or there is a `successor`.

    `is_verified` says that the minimum is no guess.
    """

    weekly_minimum: int = 0
    successor: str = ""
    is_verified: bool = False

    @property
    def is_frozen(self) -> bool:
        """Whether nothing new is expected."""
        return not self.weekly_minimum or bool(self.successor)


#: What is expected of a site without a file.
NOTHING = Expected()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact:
    """One article page as it was read last, or one that could not be read (`trouble` is the reason).

    `place` orders pages as the portal published them (UTC). `read_at` is the time of the capture, `first`
    of the article's first one (UTC). `filled` are the fields that have something, `ways` says of them how
    they were found (`LAYOUT`, or `evidence 0.8`), `doubted` are those with a doubt. `printed` is the date as
    the page prints it.
    """

    place: str
    read_at: str
    capture: str
    article: str = ""
    published: str = ""
    first: str = ""
    printed: str = ""
    layout: str = ""
    filled: frozenset[str] = frozenset()
    ways: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlFact:
    """One crawl; times in UTC, `ended_at` empty where it has not ended."""

    started_at: str
    ended_at: str
    ending: str
    fetched: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFact:
    """One of the newest captures of a site, whatever came."""

    record_id: str
    url: str
    at: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFact:
    """One problem of the last days that is of the whole site or of one of its lists."""

    reason: str
    detail: str
    at: str
    url: str
    capture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """All that is known of one site.

    `pages` are newest first, `ahead` those dated later than a day from now; `days` counts the articles of
    each day (Viet Nam's) of the last `HISTORY_DAYS`. `crawls` and `visits` are newest first; `is_running`
    says that the newest crawl is at work. `listing_seen` is when a list was last read, `usable` when anything
    was (UTC).
    """

    site: str
    articles: int = 0
    pages: tuple[PageFact, ...] = ()
    ahead: tuple[PageFact, ...] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    newest: str = ""
    crawls: tuple[CrawlFact, ...] = ()
    visits: tuple[VisitFact, ...] = ()
    problems: tuple[ProblemFact, ...] = ()
    listing_seen: str = ""
    usable: str = ""
    is_running: bool = False
