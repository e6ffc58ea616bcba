"""Times counted back from when a page was fetched: `2 giờ trước`, `hôm qua, 14:05`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from archiver.records import VIETNAM, Precision
from archiver.vietnamese.calendar_words import CLOCK, clock_time, in_place
from archiver.vietnamese.date_lines import may_stand_after, may_stand_before

_UNITS = {
    "giay": relativedelta(seconds=1),
    "phut": relativedelta(minutes=1),
    "gio": relativedelta(hours=1),
    "tieng": relativedelta(hours=1),
    "ngay": relativedelta(days=1),
    "tuan": relativedelta(weeks=1),
    "thang": relativedelta(months=1),
    "nam": relativedelta(years=1),
}
#: How exact a count of these is; of the others it is as exact as the time it is counted from.
_COARSE = {"gio": "hour", "tieng": "hour", "tuan": "week", "thang": "month", "nam": "year"}
_DAYS_AGO = {"hom nay": 0, "hom qua": 1, "hom kia": 2}
_AGO = re.compile(
    rf"(?<!\w)(?:cach day (?P<since>\d{{1,3}}) (?P<unit_since>{'|'.join(_UNITS)})|"
    rf"(?P<count>\d{{1,3}}|mot) (?P<unit>{'|'.join(_UNITS)}) truoc|"
    r"(?P<now>vua xong|vua moi|vua dang|moi day))(?!\w)"
)
_DAY = re.compile(
    rf"(?<!\w)(?:(?P<before>{CLOCK})[\s,|-]{{1,3}})?(?P<day>{'|'.join(_DAYS_AGO)})(?!\w)"
    rf"(?:[\s,|-]{{1,3}}(?:(?:vao )?luc )?(?P<after>{CLOCK}))?"
)


class Relative(NamedTuple):
    """One relative time; `start` and `end` are its place in the line."""

    at: datetime
    precision: Precision
    start: int
    end: int
    doubt: str


def read_relative(text: str, now: datetime) -> Relative | None:
    """The time of a clean line that says only how long ago it was; `now` is aware, days are Viet Nam's.

    >>> now = datetime(2026, 3, 7, 1, 30, tzinfo=VIETNAM)
    >>> read_relative("2 giờ trước", now).at.isoformat(), read_relative("Hôm qua, 14:05", now).at.isoformat()
    ('2026-03-06T23:30:00+07:00', '2026-03-06T14:05:00+07:00')
    """
    plain = in_place(text)
    found = _AGO.search(plain) or _DAY.search(plain)
    if found is None or not (
        may_stand_before(text[: found.start()]) and may_stand_after(text[found.end() :])
    ):
        return None
    local = now.astimezone(VIETNAM)
    if "day" in found.re.groupindex:
        return _on_day(found, local)
    if found["now"]:
        return Relative(local, Precision.MINUTE, *found.span(), "")
    unit = found["unit"] or found["unit_since"]
    figure = found["count"] or found["since"]
    count = 1 if figure == "mot" else int(figure)
    at = local - _UNITS[unit] * count
    doubt = f"exact to the {_COARSE[unit]} only, counted back from the capture" if unit in _COARSE else ""
    if unit in ("giay", "phut", "gio", "tieng"):
        return Relative(at, Precision.MINUTE, *found.span(), doubt)
    return Relative(_midnight(at), Precision.DAY, *found.span(), doubt)


def _on_day(found: re.Match[str], local: datetime) -> Relative | None:
    day = _midnight(local - relativedelta(days=_DAYS_AGO[found["day"]]))
    clock = found["before"] or found["after"]
    time = clock_time(clock) if clock else None
    if time is None or time[0] == 24:
        return Relative(
            day, Precision.DAY, *found.span(), f"no clock shows {clock!r}" if clock and time is None else ""
        )
    at = day.replace(hour=time[0], minute=time[1], second=time[2])
    return Relative(at, Precision.MINUTE if any(time) else Precision.DAY, *found.span(), "")


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
