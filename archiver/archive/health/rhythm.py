"""How often a portal publishes, and whether it has fallen silent, by its own history. Pure.

Measured on made-up portals that publish at random, weekends and Tết aside: in 20 years of each, one to ten
articles a day gave no false silence, one in two days one, one a week four.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby, pairwise

from archiver.archive.health.alarms import Alarm, AlarmKind
from archiver.archive.health.facts import Expected
from archiver.vietnamese.tet import is_tet

#: With articles on fewer days nothing is said of gaps.
LEAST_DAYS = 20
#: A silence is unusual when it is longer than twice the longest gap but one: one outage in the history
#: hides no other. Twice, because portals that publish by chance exceed one and a half once in five years.
PATIENCE = 2
#: With fewer whole weeks nothing is said of the minimum.
LEAST_WEEKS = 6
#: A minimum that a site misses in more of its own weeks is a wrong guess, and no alarm.
MISSED_WEEKS = 0.1


def usual_gap(days: Mapping[date, int]) -> int:
    """The longest gap but one between days with articles, in days without Tết; 0 where there are too few.

    >>> usual_gap({date(2026, 1, 1) + timedelta(days=2 * turn): 1 for turn in range(30)})
    2
    """
    if len(days) < LEAST_DAYS:
        return 0
    return sorted(_days_between(earlier, later) for earlier, later in pairwise(sorted(days)))[-2]


def _days_between(earlier: date, later: date) -> int:
    """How many days a gap is long, those of Tết left out; at least one."""
    if (whole := (later - earlier).days) <= 1:
        return whole
    off = sum(is_tet(earlier + timedelta(days=day)) for day in range(1, whole))
    return max(1, whole - off)


def silence(days: Mapping[date, int], seen: date, read_at: str) -> Iterator[Alarm]:
    """The alarm that nothing was published for longer than usual, up to the day `seen` of the last list.

    `read_at` is when that was (ISO 8601, UTC); the usual gap must be known.
    """
    usual, newest = usual_gap(days), max(days)
    quiet = _days_between(newest, seen)
    if quiet > PATIENCE * usual:
        yield Alarm(
            kind=AlarmKind.SILENT,
            detail=f"nothing new for {quiet} days, usually {usual} at most (lists read {read_at[:16]}Z)",
            since=newest.isoformat(),
        )


def minimum(days: Mapping[date, int], seen: date, expected: Expected) -> Iterator[Alarm | str]:
    """The alarm that fewer than the minimum came for more weeks than ever, or why that is not judged.

    The weeks of Tết are passed over.
    """
    weeks = _weeks(days, seen)
    if len(weeks) < LEAST_WEEKS:
        yield f"the weekly minimum: {len(weeks)} weeks are known, {LEAST_WEEKS} are needed"
        return
    least, this = expected.weekly_minimum, weeks[0]
    if this is None or this >= least:
        return
    missed = [week < least for week in weeks if week is not None]
    runs = [len(list(run)) for is_missed, run in groupby(missed) if is_missed]
    now, usual = runs[0], max(runs[1:], default=0)
    before = missed[now:]
    is_reached = bool(before) and sum(before) <= MISSED_WEEKS * len(before)
    if not is_reached and not expected.is_verified:
        yield f"the weekly minimum: {least} is a guess that {sum(missed)} of {len(missed)} weeks do not reach"
    elif now > usual:
        yield Alarm(
            kind=AlarmKind.BELOW_MINIMUM,
            detail=(
                f"{this} new in the seven days to {seen.isoformat()}, at least {least} are expected: "
                f"{now} such weeks in a row, {usual} at most before"
            ),
            since=(seen - timedelta(days=7 * now - 1)).isoformat(),
        )


def _weeks(days: Mapping[date, int], seen: date) -> list[int | None]:
    """The articles of each seven days, newest first, as far back as is known; `None` where Tết is in them."""
    known = [day for day in days if day <= seen]
    if not known:
        return []
    whole = ((seen - min(known)).days + 1) // 7
    weeks = [[seen - timedelta(days=7 * week + day) for day in range(7)] for week in range(whole)]
    return [None if any(map(is_tet, week)) else sum(days.get(day, 0) for day in week) for week in weeks]
