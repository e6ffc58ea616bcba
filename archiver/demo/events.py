"""What happens to articles as the days go by: corrections, moves, absences. Values of a portal's history.

Days are those of `Portal.days_later`. An event holds from `since` on, and where it has an end until the
day before `until`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from archiver.demo.drift import Drift


class Change(StrEnum):
    """What an edit changes; each of them makes another reading, and nothing else does."""

    TITLE = "title"
    WORD = "word"
    PARAGRAPH = "paragraph"
    DATE = "date"
    IMAGE = "image"
    ATTACHMENT = "attachment"


class Instead(StrEnum):
    """What an article that is not there answers with."""

    NOT_FOUND = "404"
    GONE = "410"
    SOFT = "soft"  # "Không tìm thấy", with status 200
    LISTING = "listing"  # the current headlines, with status 200
    HOME = "home"  # a redirect to the first page
    ITSELF = "itself"  # the page lives; only the lists have dropped it


@dataclass(frozen=True, kw_only=True)
class Edit:
    """The ministry corrects an article; with `until` it takes the correction back (A, B, A)."""

    number: int
    what: Change
    since: int
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """An article gets another address with the same number; the old one redirects to it."""

    number: int
    since: int
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """An article is taken away, or is published late with its old date (`since` 0, `until` its day).

    Lists do not show it meanwhile, unless `listed` is set.
    """

    number: int
    since: int = 0
    until: int | None = None
    instead: Instead = Instead.NOT_FOUND
    listed: bool = False


@dataclass(frozen=True, kw_only=True)
class Redesign:
    """The portal gets new pages: all articles in one layout (empty: as before), their words unchanged.

    `nukeviet` has no place for a source that is not called so, and is no layout to change to.

    `notice` is a sentence that then stands in every text, `drops` the fields that the pages show no more
    (`byline`, `lead`): what a careless redesign does. `drift` changes the templates underhand.
    """

    since: int
    until: int | None = None
    layout: str = ""
    notice: str = ""
    drops: tuple[str, ...] = ()
    drift: Drift | None = None


#: By which day a ministry has done all of `a_week`.
_WEEK = 7


def a_week(size: int) -> tuple[Event, ...]:
    """What a ministry does to some articles of a portal in a week, for a newcomer's second crawl.

    One is reworded, one gets another title, one a paragraph and a picture more, one another address, and one
    is taken away.

    >>> [event.number for event in a_week(300)]
    [111, 37, 74, 74, 148, 222]
    """
    step = size // 8
    return (
        Edit(number=3 * step, what=Change.WORD, since=1),
        Edit(number=step, what=Change.TITLE, since=2),
        Edit(number=2 * step, what=Change.IMAGE, since=3),
        Edit(number=2 * step, what=Change.PARAGRAPH, since=3),
        Move(number=4 * step, since=5),
        Absence(number=6 * step, since=_WEEK),
    )


def drifted_now(names: str, seed: int) -> tuple[Redesign, ...]:
    """The redesigns of a portal whose templates have drifted by today, by the names of `Drift.named`.

    >>> drifted_now("", 1)
    ()
    """
    return (Redesign(since=0, drift=Drift.named(names, seed)),) if names else ()


Event: TypeAlias = Edit | Move | Absence


def holds(event: Event | Redesign, day: int) -> bool:
    """Whether an event holds on a day.

    >>> [holds(Edit(number=1, what=Change.TITLE, since=2, until=4), day) for day in (1, 2, 3, 4)]
    [False, True, True, False]
    """
    return event.since <= day and (event.until is None or day < event.until)
