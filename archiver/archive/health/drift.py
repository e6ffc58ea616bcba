"""What the newest pages of a site say against those before: lost fields, failing layouts, problems. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archiver.archive.health.alarms import Alarm, AlarmKind
from archiver.archive.health.facts import LAYOUT, RECENT_DAYS, PageFact
from archiver.archive.health.rates import WINDOWS, Rise, rise
from archiver.records import ARTICLE_FIELDS

#: An article may be dated so long after it was first seen: editors' clocks and zones differ.
AHEAD = timedelta(days=1)
_WORD, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
#: What at least this share of the older articles has is a habit of the portal.
HABIT = 0.01

#: Whether a page has a mark; `None` where it could not have it.
Mark = Callable[[PageFact], bool | None]


@dataclass(frozen=True, slots=True)
class _Risen:
    """A mark that has risen: on which of the newest pages, and the pages of the past."""

    name: str
    rise: Rise
    flagged: tuple[PageFact, ...]
    past: tuple[PageFact, ...]


def drift(pages: Sequence[PageFact]) -> Iterator[Alarm]:
    """The alarms of pages, newest first."""
    yield from _evidence(pages)
    forms = sorted({form for page in pages[: WINDOWS[-1]] if (form := date_form(page.printed))})
    dated = _risen(pages, {form: _dated(form) for form in forms})
    new = [one for one in dated if one.rise.past_hits <= HABIT * one.rise.past]
    yield from _alarm(AlarmKind.DATE_FORM, "dates printed in another form (%s) on %s", new)
    lost = _risen(pages, {field: _without(field) for field in ARTICLE_FIELDS})
    yield from _alarm(AlarmKind.FIELD_DROPPED, "%s missing on %s", lost)
    reasons = sorted({page.trouble for page in pages if page.trouble})
    doubted = sorted({field for page in pages for field in page.doubted})
    troubles = {reason: _troubled(reason) for reason in reasons}
    doubts = {f"doubt of {field}": _doubted(field) for field in doubted}
    yield from _alarm(AlarmKind.PROBLEMS_RISING, "%s on %s", _risen(pages, troubles | doubts))


def ahead(pages: Sequence[PageFact], now: datetime) -> Iterator[Alarm]:
    """The alarm that new articles are dated in the future, where that is no habit of the portal."""
    recent: list[PageFact] = []
    older: list[PageFact] = []
    for page in pages:
        if page.published and page.first:
            newly = datetime.fromisoformat(page.first) >= now - timedelta(days=RECENT_DAYS)
            (recent if newly else older).append(page)
    found = [page for page in recent if _is_ahead(page)]
    habit = sum(map(_is_ahead, older)) / len(older) if older else 0.0
    if not found or habit >= HABIT:
        return
    newest = max(found, key=lambda page: page.read_at)
    yield Alarm(
        kind=AlarmKind.FUTURE_DATES,
        detail=f"{_count(len(found), 'article')} dated after the day of the capture, one {newest.published}",
        since=min(page.first for page in found),
        capture=newest.capture,
        article=newest.article,
    )


def _is_ahead(page: PageFact) -> bool:
    return datetime.fromisoformat(page.published) > datetime.fromisoformat(page.first) + AHEAD


def _evidence(pages: Sequence[PageFact]) -> Iterator[Alarm]:
    """That a layout no longer fits: on whole pages, else in single fields."""
    whole = _risen(pages, {"all": _is_without_layout})
    if not whole:
        newest = pages[: WINDOWS[-1]]
        ways = {way for page in newest if page.layout for way in page.ways.items() if way[1] != LAYOUT}
        marks = {f"{field} by {way}": _found_so(field, way) for field, way in sorted(ways)}
        beside = {f"{field} by no layout": _beside_layout(field) for field in ARTICLE_FIELDS}
        yield from _alarm(AlarmKind.EVIDENCE, "%s on %s", _risen(pages, beside) or _risen(pages, marks))
        return
    layouts = Counter(page.layout for page in whole[0].past if page.layout)
    names = " and ".join(name for name, _ in layouts.most_common(2))
    whole = [replace(one, name=f"instead of the layout {names}") for one in whole]
    yield from _alarm(AlarmKind.EVIDENCE, "read by evidence %s: %s", whole)


def _risen(pages: Sequence[PageFact], marks: Mapping[str, Mark]) -> list[_Risen]:
    """The marks that have risen, the most frequent first."""
    found = []
    for name, mark in marks.items():
        marked = [(page, has) for page in pages if (has := mark(page)) is not None]
        if (risen := rise([has for _, has in marked])) is not None:
            flagged = tuple(page for page, has in marked[: risen.newest] if has)
            past = tuple(page for page, _ in marked[risen.newest :])
            found.append(_Risen(name, risen, flagged, past))
    return sorted(found, key=lambda one: one.rise.hits / one.rise.newest, reverse=True)


def _alarm(kind: AlarmKind, words: str, risen: Sequence[_Risen]) -> Iterator[Alarm]:
    """One alarm for all marks that have risen, or none; it names the newest page that has one."""
    flagged = [page for one in risen for page in one.flagged]
    if not flagged:
        return
    newest = max(flagged, key=lambda page: (page.read_at, page.place))
    yield Alarm(
        kind=kind,
        detail="; ".join(words % (one.name, _share(one.rise)) for one in risen),
        since=min(page.read_at for page in flagged),
        capture=newest.capture,
        article=newest.article,
    )


def _share(found: Rise) -> str:
    return f"{found.hits} of the newest {found.newest} pages, {found.past_hits} of {found.past} before"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun} is" if number == 1 else f"{number} {noun}s are"


def _is_without_layout(page: PageFact) -> bool | None:
    return None if page.trouble else not page.layout


def _without(field: str) -> Mark:
    return lambda page: None if page.trouble else field not in page.filled


def _beside_layout(field: str) -> Mark:
    """Of a field that has something, on a page that a layout reads."""
    return lambda page: page.ways[field] != LAYOUT if page.layout and field in page.ways else None


def _found_so(field: str, way: str) -> Mark:
    return lambda page: page.ways[field] == way if page.layout and field in page.ways else None


def _doubted(field: str) -> Mark:
    return lambda page: None if page.trouble else field in page.doubted


def _dated(form: str) -> Mark:
    return lambda page: date_form(page.printed) == form if page.printed else None


def date_form(printed: str) -> str:
    """A printed date without what it says: `w` for words, `9` for numbers.

    >>> date_form("Thứ tư, 05/06/2013 09:32"), date_form("Chủ nhật, 9/6/2013 14:05")
    ('w w, 9/9/9 9:9', 'w w, 9/9/9 9:9')
    """
    return _NUMBER.sub("9", _WORD.sub("w", printed))


def _troubled(reason: str) -> Mark:
    return lambda page: page.trouble == reason
