"""The table of date strings: what must come out of each, and what must give nothing.

FAULTS 9 to 15.
"""

from __future__ import annotations

import calendar
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archiver.records import VIETNAM, Precision
from archiver.vietnamese.timestamps import parse_timestamp

#: `expected` is Viet Nam's time; `zone` is that of the printed clock, `now` when the page was fetched.
TABLE = Path(__file__).with_name("date_strings.jsonl")
ROWS: list[dict[str, Any]] = [json.loads(row) for row in TABLE.read_text(encoding="utf-8").splitlines()]


def shown(at: datetime, precision: Precision) -> str:
    form = "%Y-%m-%d" if precision is Precision.DAY else "%Y-%m-%dT%H:%M:%S"
    return at.strftime(form).removesuffix(":00")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['origin']}: {row['line'][:40]}")
def test_each_string_of_the_table_gives_what_it_says(row: dict[str, Any]) -> None:
    stamp = parse_timestamp(
        row["line"],
        zone=UTC if row.get("zone") == "UTC" else VIETNAM,
        relative_to=datetime.fromisoformat(row["now"]) if "now" in row else None,
    )
    if row["expected"] is None:
        assert stamp is None
        return

    assert stamp is not None
    assert (row["expected"], row["precision"]) == (shown(stamp.at, stamp.precision), stamp.precision.value)
    assert timedelta(hours=7) == stamp.at.utcoffset()
    assert (stamp.weekday_agrees is False) == (row.get("weekday") == "wrong")


def test_dateparser_is_asked_about_no_line_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*line: object, **_: object) -> None:
        raise AssertionError(f"dateparser was asked about {line}")

    monkeypatch.setattr("dateparser.parse", refuse)
    read = [parse_timestamp(row["line"]) for row in ROWS if "now" not in row]

    assert sum(row["expected"] is not None and "now" not in row for row in ROWS) == len(read) - read.count(
        None
    )


def test_the_table_is_long_has_every_form_of_the_portals_and_much_that_is_none() -> None:
    assert len(ROWS) >= 300
    assert sum(row["expected"] is None for row in ROWS) >= 60
    assert all(row["origin"] for row in ROWS)
    assert {f"portals {number}" for number in range(1, 73)} <= {row["origin"] for row in ROWS}
    assert len(ROWS) == len({(row["line"], row.get("zone"), row.get("now")) for row in ROWS})


WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_WORDS = (
    *("Một", "Hai", "Ba", "Tư", "Năm", "Sáu"),
    *("Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"),
)
ENGLISH_MONTHS = calendar.month_name[1:]
Form = Callable[[datetime], str]
#: Every shape of a whole date, by the name the grammar has for it.
DAYS: dict[str, tuple[Form, ...]] = {
    "numeric": (
        lambda at: f"{at:%d/%m/%Y}",
        lambda at: f"{at.day}/{at.month}/{at.year}",
        lambda at: f"{at:%d-%m-%Y}",
        lambda at: f"{at:%d.%m.%Y}",
        lambda at: f"{at:%d / %m / %Y}",
    ),
    "iso": (lambda at: f"{at:%Y-%m-%d}", lambda at: f"{at:%Y/%m/%d}", lambda at: f"{at:%Y.%m.%d}"),
    "two-digit-year": (lambda at: f"{at:%d/%m/%y}", lambda at: f"{at:%d-%m-%y}"),
    "worded": (
        lambda at: f"ngày {at.day} tháng {at.month} năm {at.year}",
        lambda at: f"{at:%d} Tháng {at.month} {at.year}",
        lambda at: f"{at.day} Tháng {MONTH_WORDS[at.month - 1]}, {at.year}",
        lambda at: f"{at.day}-Th{at.month}-{at.year}",
    ),
    "month-first": (
        lambda at: f"Tháng {MONTH_WORDS[at.month - 1]} {at.day}, {at.year}",
        lambda at: f"Tháng {at.month} {at:%d}, {at.year}",
    ),
    "english": (
        lambda at: f"{at.day} {ENGLISH_MONTHS[at.month - 1]} {at.year}",
        lambda at: f"{at:%d}-{ENGLISH_MONTHS[at.month - 1][:3]}-{at.year}",
    ),
    "english-month-first": (
        lambda at: f"{ENGLISH_MONTHS[at.month - 1]} {at.day}, {at.year}",
        lambda at: f"{ENGLISH_MONTHS[at.month - 1][:3]}. {at.day}, {at.year}",
    ),
}
CLOCKS: tuple[Form, ...] = (
    lambda at: f"{at:%H:%M}",
    lambda at: f"{at.hour}h{at:%M}",
    lambda at: f"{at.hour} giờ {at:%M}",
    lambda at: f"{at.hour} giờ {at:%M} phút",
    lambda at: f"{at:%I:%M} {'PM' if at.hour >= 12 else 'AM'}",
    lambda at: f"{at:%I:%M} {'CH' if at.hour >= 12 else 'SA'}",
    lambda at: f"{at:%H:%M} GMT+7",
    lambda at: f"{at:%H:%M} (GMT+7)",
    lambda at: f"{at:%H:%M} ICT",
)
#: Lines without an hour, and with one in front of the day or behind it.
WITHOUT_HOUR = (
    "{day}",
    "({day})",
    "{weekday}, {day}",
    "{short}, {day}",
    "{english} {day}",
    "Ngày đăng: {day} | Lượt xem: {views}",
    "Đà Lạt, {day}",
)
WITH_HOUR = (
    "{day} {clock}",
    "{day} - {clock}",
    "{day} | {clock}",
    "{day} lúc {clock}",
    "{clock}, {day}",
    "{clock} {day}",
    "{weekday}, {day} {clock}",
    "{loud} - {day}, {clock}",
    "{clock} {weekday}, {day}",
    "{weekday}, {clock} {day}",
    "Cập nhật: {day} {clock}",
    "Thu Trang - {clock} {day}",
    "( {day}, {clock} )",
)


def printed(template: str, at: datetime, day: str, clock: str = "") -> str:
    return template.format(
        day=day,
        clock=clock,
        weekday=WEEKDAYS[at.weekday()],
        loud=WEEKDAYS[at.weekday()].upper(),
        short=SHORT_WEEKDAYS[at.weekday()],
        english=ENGLISH_WEEKDAYS[at.weekday()],
        views=f"1{at:%H%M}",
    )


def generated(count: int) -> list[tuple[str, str, str, Precision]]:
    """Lines in every form in turn, of random times: the form, the line, what is right."""
    dice = random.Random(20130605)
    shapes = [(name, shape) for name, many in DAYS.items() for shape in many]
    lines = []
    for number in range(count):
        name, shape = shapes[number % len(shapes)]
        at = datetime(1990, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=dice.randrange(1, 1440 * 365 * 99))
        if name == "two-digit-year":
            at = at.replace(year=1990 + at.year % 99, day=min(at.day, 28))
        if (at.hour, at.minute) == (0, 0):
            at = at.replace(minute=1)
        turn = number // len(shapes)
        if turn % 4 == 0:
            line = printed(WITHOUT_HOUR[turn // 4 % len(WITHOUT_HOUR)], at, shape(at))
            lines.append((name, line, shown(at, Precision.DAY), Precision.DAY))
            continue
        clock = CLOCKS[turn % len(CLOCKS)](at)
        line = printed(WITH_HOUR[turn % len(WITH_HOUR)], at, shape(at), clock)
        lines.append((name, line, shown(at, Precision.MINUTE), Precision.MINUTE))
    return lines


def test_three_thousand_dates_in_every_form_come_back_right() -> None:
    wrong = []
    for name, line, expected, precision in generated(3_000):
        stamp = parse_timestamp(line)
        if stamp is None:
            wrong.append((name, line, None))
        elif (expected, precision, name) != (shown(stamp.at, stamp.precision), stamp.precision, stamp.form):
            wrong.append((name, line, stamp))
        elif stamp.weekday_agrees is False or stamp.doubt:
            wrong.append((name, line, stamp.doubt))

    assert wrong == []
