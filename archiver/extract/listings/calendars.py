"""Archives by day, month or year, walked back from today. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from archiver.extract.listings.templates import CALENDAR, blanks

#: Viet Nam has been on the internet since 19 November 1997: no portal has news before.
EARLIEST = date(1997, 11, 19)


def unit_of(template: str) -> str:
    """`day`, `month` or `year`, the finest that a template has; empty where it is no calendar.

    >>> unit_of("/tin/xem-theo-ngay-{day}.htm"), unit_of("/tin/{year}/{month:%m}/"), unit_of("/tin/{page}")
    ('day', 'month', '')
    """
    names = blanks(template)
    return next((unit for unit in CALENDAR if unit in names), "")


def unit_before(day: date, unit: str) -> date:
    """The day, the first of the month or the first of the year before.

    >>> unit_before(date(2024, 3, 1), "day"), unit_before(date(2024, 1, 31), "month")
    (datetime.date(2024, 2, 29), datetime.date(2023, 12, 1))
    """
    start = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]
    before = start - timedelta(days=1)
    return {"day": before, "month": before.replace(day=1), "year": before.replace(month=1, day=1)}[unit]


def start_of(day: date, unit: str) -> date:
    """The first day of the unit that holds a day."""
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]
