"""The portal as a value, and the clock by which its articles appear.

Articles are numbered from 0, the oldest. What article n says depends on the seed and on n only, so a
portal that has grown (`grown`) still shows the old articles unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from archiver.demo.dice import Dice
from archiver.demo.drift import Drift
from archiver.demo.events import Absence, Event, Redesign, holds
from archiver.errors import UsageError
from archiver.records import VIETNAM

#: IMS numbers carry two digits of the year, which Python reads as 1970 to 2069.
FIRST_DAY = date(1970, 1, 1)
_OPENING_MINUTE = 6 * 60 + 30
_WORKING_MINUTES = 15 * 60


@dataclass(frozen=True, kw_only=True)
class Portal:
    """One made-up portal: everything it answers follows from these values.

    `newest` is the day (Viet Nam's) of the last of `size` articles, `daily` the number of articles of a
    full day. `days_later` moves the clock and the counters of the pages, decides which of the `events`
    and `redesigns` hold, and changes nothing else. `odd_files` gives documents names that no file may have.
    With `refrains` every page has a banner in its text that looks like a paragraph, and a third of them a
    sentence that many articles end in.

    Raises:
        UsageError: the articles would begin before 1970.
    """

    seed: int = 1
    size: int = 300
    host: str = "botrangmau.example"
    newest: date = date(2026, 3, 6)
    daily: int = 4
    days_later: int = 0
    events: tuple[Event, ...] = ()
    odd_files: bool = False
    redesigns: tuple[Redesign, ...] = ()
    refrains: bool = False

    def __post_init__(self) -> None:
        if self.size < 0 or not 1 <= self.daily <= _WORKING_MINUTES:
            raise UsageError(
                f"a portal of {self.size} articles, {self.daily} a day, cannot be; "
                f"size is 0 or more, daily 1 to {_WORKING_MINUTES}."
            )
        if (self.newest - FIRST_DAY).days < self._full_days:
            raise UsageError(
                f"{self.size} articles, {self.daily} a day until {self.newest}, would begin before "
                f"{FIRST_DAY.year}; let more articles appear daily."
            )

    @property
    def _full_days(self) -> int:
        return max(self.size - 1, 0) // self.daily

    @property
    def base(self) -> str:
        """The address of the portal, without a stroke at its end."""
        return f"http://{self.host}"

    @property
    def today(self) -> date:
        """The day of the clock in the banner of every page."""
        return self.newest + timedelta(days=self.days_later)

    def published(self, number: int) -> datetime:
        """When an article appeared, to the minute; later numbers are later, no two minutes are equal."""
        day, turn = divmod(number, self.daily)
        width = _WORKING_MINUTES // self.daily
        jitter = Dice(self.seed, number, "minute").roll(width)
        midnight = datetime.combine(self.first_day + timedelta(days=day), datetime.min.time(), VIETNAM)
        return midnight + timedelta(minutes=_OPENING_MINUTE + turn * width + jitter)

    @property
    def first_day(self) -> date:
        """The day of article 0."""
        return self.newest - timedelta(days=self._full_days)

    def happening(self, number: int) -> tuple[Event, ...]:
        """The events that hold for an article today."""
        return tuple(
            event for event in self.events if event.number == number and holds(event, self.days_later)
        )

    @property
    def redesigned(self) -> Redesign | None:
        """How the pages have been made anew, as of today."""
        return next((one for one in reversed(self.redesigns) if holds(one, self.days_later)), None)

    def drifted(self, layout: str) -> Drift | None:
        """How the templates of a layout have drifted, as of today."""
        drift = self.redesigned.drift if self.redesigned is not None else None
        return drift if drift is not None and drift.strikes(layout) else None

    def unlisted(self) -> frozenset[int]:
        """The articles that no list shows today."""
        return frozenset(
            event.number
            for event in self.events
            if isinstance(event, Absence) and not event.listed and holds(event, self.days_later)
        )

    def numbers_of(self, day: date) -> range:
        """The articles of one day."""
        first = (day - self.first_day).days * self.daily
        return range(max(first, 0), max(min(first + self.daily, self.size), 0))


def grown(portal: Portal, more: int) -> Portal:
    """The same portal after so many further articles; the old ones keep address, time and text.

    >>> grown(Portal(size=4, daily=4), 1).newest - Portal().newest
    datetime.timedelta(days=1)
    """
    larger = replace(portal, size=portal.size + more, newest=date.max)
    return replace(larger, newest=portal.first_day + timedelta(days=larger._full_days))
