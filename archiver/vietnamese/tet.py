"""The lunar new year, on which Viet Nam rests: nobody writes then, and nothing is wrong."""

from __future__ import annotations

from datetime import date, timedelta

#: The first days of the lunar years by Viet Nam's own calendar (in 2007 and 2030 a day before China's).
FIRST_DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        *("2007-02-17", "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10"),
        *("2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25"),
        *("2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"),
        *("2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19"),
        *("2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12"),
    )
)
_BY_YEAR = {day.year: day for day in FIRST_DAYS}
#: Offices close up to three days before it and open up to a week after it: with the weekends around, nine
#: days in a row.
_BEFORE, _AFTER = timedelta(days=3), timedelta(days=7)


def is_tet(day: date) -> bool:
    """Whether a day is among the days off around the lunar new year; no later than 2040.

    >>> [is_tet(date(2026, 2, day)) for day in (13, 14, 24, 25)]
    [False, True, True, False]
    """
    first = _BY_YEAR.get(day.year)
    return first is not None and first - _BEFORE <= day <= first + _AFTER
