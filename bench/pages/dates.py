"""The date lines that Vietnamese portals print, each with how exact it is. Times are Viet Nam's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from archiver.demo.gold import WEEKDAYS

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class DateForm:
    """One way to print a time; without `has_hour` only the day can be read from it."""

    name: str
    write: Callable[[datetime], str]
    has_hour: bool = True


def _low(when: datetime) -> str:
    return WEEKDAYS[when.weekday()]


def _high(when: datetime) -> str:
    return _low(when).title()


def _half(when: datetime) -> str:
    """Twelve-hour clock with its half of the day."""
    return f"{when:%I:%M:%S} {'AM' if when.hour < 12 else 'PM'}"


def _views(when: datetime) -> int:
    return 200 + when.minute * 37 + when.day


FORMS: tuple[DateForm, ...] = (
    DateForm("ims", lambda t: f"{_low(t)}, {t:%d/%m/%Y %H:%M}"),
    DateForm("plain", lambda t: f"{t:%d/%m/%Y %H:%M}"),
    DateForm("liferay", lambda t: f"{_high(t)}, ngày {t:%d/%m/%Y %H:%M}"),
    DateForm("day", lambda t: f"{t:%d/%m/%Y}", has_hour=False),
    DateForm(
        "eportal",
        lambda t: f"{t:%I:%M} {'AM' if t.hour < 12 else 'PM'} {t:%d/%m/%Y} |   Lượt xem: {_views(t)}",
    ),
    DateForm("updated", lambda t: f"( Cập nhật lúc: {t:%d/%m/%Y}  )", has_hour=False),
    DateForm("created", lambda t: f"Ngày tạo: {t:%d/%m/%Y %H:%M:%S} | Lượt xem: {_views(t)}"),
    DateForm("nukeviet", lambda t: f"{_low(t)} - {t:%d/%m/%Y %H:%M}"),
    DateForm("nukeviet-save", lambda t: f"- {_low(t)} - {t:%d/%m/%Y %H:%M}"),
    DateForm("short-year", lambda t: f"{_low(t)}, {t:%d/%m/%y}", has_hour=False),
    DateForm("dash-half", lambda t: f"- {t:%d/%m/%Y} {_half(t)}"),
    DateForm("webcenter", lambda t: f"{t:%d/%m/%Y} | 12:00 AM", has_hour=False),
    DateForm("posted-day", lambda t: f"Ngày đăng: {t:%d/%m/%Y}", has_hour=False),
    DateForm("brackets-day", lambda t: f"({t:%d/%m/%Y})", has_hour=False),
    DateForm("hour-first", lambda t: f"{t:%H:%M %d/%m/%Y}"),
    DateForm("dashes", lambda t: f"{t:%d-%m-%Y, %H:%M}"),
    DateForm("dashes-zone", lambda t: f"{t:%d-%m-%Y, %H:%M} (GMT+7)"),
    DateForm("ict", lambda t: f"{t:%H:%M} ICT {_low(t)}, {t:%d/%m/%Y}"),
    DateForm("drupal", lambda t: f"{_high(t)}, {t.day}/{t.month}/{t.year} - {t:%H:%M}"),
    DateForm("bar", lambda t: f"{t:%H:%M | %d/%m/%Y}"),
    DateForm("column", lambda t: f"Chuyển đổi số - Ngày đăng : {t:%H:%M, %d/%m/%Y}"),
    DateForm("bar-zone", lambda t: f"{_high(t)} {t:%d/%m/%Y | %H:%M} GMT+7"),
    DateForm("bar-tight", lambda t: f"{_high(t)}, {t:%d/%m/%Y|%H:%M}"),
    DateForm("hour-comma", lambda t: f"{t:%H:%M, %d/%m/%Y}"),
    DateForm("brackets", lambda t: f"({t:%d/%m/%Y %H:%M:%S})"),
    DateForm("sharepoint", lambda t: f"{_high(t)}, {t:%d/%m/%Y, %H:%M} (GMT+7)"),
    DateForm("joomla", lambda t: f"{_low(t)}, {t:%d} Tháng {t.month} {t:%Y %H:%M}"),
    DateForm("dashes-weekday", lambda t: f"{_high(t)}, {t:%d-%m-%Y, %H:%M}"),
    DateForm("dots", lambda t: f"{_high(t)}, {t:%d.%m.%Y - %H:%M:%S}"),
    DateForm("capitals", lambda t: f"{_low(t).upper()}, {t:%d/%m/%Y %H:%M:%S}"),
    DateForm("words", lambda t: f"{_low(t)}, ngày {t.day} tháng {t.month} năm {t.year} | {t:%H:%M}"),
    DateForm("seconds", lambda t: f"{t:%d/%m/%Y} {t.hour}:{t:%M:%S}"),
    DateForm("at", lambda t: f"{t:%d/%m/%Y} lúc {t:%H:%M} (GMT+7)"),
    DateForm("given", lambda t: f"Ngày đưa:  {t:%d/%m/%Y} {_half(t)}"),
    DateForm("dots-day", lambda t: f"{t:%d.%m.%Y}", has_hour=False),
    DateForm("h", lambda t: f"Cập nhật: {t:%d/%m/%Y %Hh%M}"),
    DateForm("posted", lambda t: f"Đăng lúc: {t:%H:%M - %d/%m/%Y}"),
    DateForm("english", lambda t: f"{_ENGLISH[t.weekday()]} {t:%Y-%m-%d %H:%M}"),
)
BY_NAME = {form.name: form for form in FORMS}
