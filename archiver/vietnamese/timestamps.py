"""The time an article prints: date lines, dates in a longer line, machine times. Strings in, values out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from archiver.records import VIETNAM, Precision
from archiver.vietnamese import date_lines
from archiver.vietnamese.calendar_words import (
    HEAD,
    MONTH_WORDS,
    NUMERIC,
    TAIL,
    TAIL_WITHOUT_CLOCK,
    TWO_DIGIT_YEAR,
    WEEKDAY,
    WEEKDAYS,
    WITH_YEAR,
    YEARS,
    clock_time,
    in_place,
    month_number,
    printed_zone,
    weekday_number,
)
from archiver.vietnamese.date_lines import Label, label_of
from archiver.vietnamese.machine_times import parse_machine_time
from archiver.vietnamese.relative_times import read_relative
from archiver.vietnamese.text import clean

__all__ = ["Timestamp", "find_timestamps", "parse_machine_time", "parse_timestamp"]

#: Weekday, hour and zone in front of a day fit into this many letters.
_HEAD_LENGTH = 48
#: Four figures, or what a two-digit year ends in: cheap enough to ask of every line of a page.
_MAY_HOLD_A_DATE = re.compile(r"[0-9][0-9/\-]{2}[0-9]")
#: A year, or what cannot be told from one; not the 7311 of a counter.
_YEAR = re.compile(r"[0-2]\d{3}")
_POSSIBLE_YEAR = re.compile(r"(?<!\d)(?:199\d|20\d\d|2100)(?!\d)")
_YEAR_OF_MAY = re.compile(r"nam\W+nam")
_DATE_IN_PATH = re.compile(
    r"/(?:\S*/)?(?P<text>(?P<year>(?:19|20)\d\d)([/-])(?P<month>\d\d)\3(?P<day>\d\d))(?:/\S*)?"
)
#: Several rules ask about the same few lines of a page: up to this length an answer is remembered.
_LINE_LENGTH = 200
#: dateparser takes 1.3 ms a line, so it is asked only about short lines that are nothing but date words.
_FALLBACK_LENGTH = 80
#: Beside such a word or hour the month of figures may stand first, where they can be read in no other way.
_ENGLISH_HOUR = re.compile(r"\d\s?[ap]\.?m\b")
_ENGLISH_LABEL = re.compile(r"(?:updated?|posted|published|modified|created)(?: on| at)?\s*:?\s*\Z")
_ONLY_DATE_WORDS = re.compile(
    r"(?:[\W\d_]|thang|thg|nam|ngay|thu|hai|ba|tu|bon|sau|bay|tam|chin|muoi|mot|gieng|chap|chu|chua|nhat|cn|luc|"
    r"vao|gio|phut|giay|sang|trua|chieu|toi|dem|[ap]m|sa|ch|h|gmt|ict|mung|mong)+"
)
#: Day, month and year; without three of these dateparser has nothing to find. `năm 2013` is a year.
_PARTS = re.compile(rf"\d+|(?<!\w)(?!nam\W+\d{{4}})(?:{MONTH_WORDS})(?!\w)")
#: `9-10/8/2021`: a span of days is no time.
_SPAN = re.compile(r"\d\s?-\s?\d{1,2}\s?/")


class Timestamp(NamedTuple):
    """One printed time.

    `at` is in Viet Nam's zone, with the seconds that were printed, at midnight where `precision` is a day.
    `text` is the print from the first token of the date to the last, its label left out; `start` and
    `end` are its place in the cleaned line. `weekday_agrees` is `None` where no weekday was printed.
    `form` names the grammar, or is `dateparser`; `doubt` says in words what does not agree.
    """

    at: datetime
    precision: Precision
    text: str
    weekday_agrees: bool | None
    start: int
    end: int
    form: str
    doubt: str = ""


class _Print(NamedTuple):
    """A whole date as it stands in a line, not yet checked against the calendar."""

    form: str
    core: re.Match[str]
    head: re.Match[str]
    tail: re.Match[str]
    start: int
    end: int


def parse_timestamp(
    line: str, *, zone: tzinfo = VIETNAM, relative_to: datetime | None = None
) -> Timestamp | None:
    """The time of a line that is a date line (the rule is in `archiver.vietnamese.date_lines`), else `None`.

    Day comes first. The printed clock is in `zone` unless the line names one; the result is in Viet Nam's
    zone, and the weekday is compared with the day there. `00:00`, `12:00 AM` and `24:00` say no hour:
    precision is the day they are printed beside. A weekday or hour that cannot be is a doubt, a day that
    cannot be (`31/02`) or a year outside 1990–2100 is `None`. `2 giờ trước` and the like count only
    from `relative_to` (aware).

    >>> seen = parse_timestamp("Thứ tư, 05/06/2013 09:32")
    >>> seen.at.isoformat(), seen.precision.value, seen.weekday_agrees
    ('2013-06-05T09:32:00+07:00', 'minute', True)
    >>> parse_timestamp("Ngày 13/2/2019, tại Hà Nội, hội nghị giao ban đã diễn ra.") is None
    True
    """
    text = clean(line)
    return _parsed(text, zone, relative_to) if len(text) <= _LINE_LENGTH else _read(text, zone, relative_to)


def _read(text: str, zone: tzinfo, relative_to: datetime | None) -> Timestamp | None:
    printed = _prints(text) if _MAY_HOLD_A_DATE.search(text) else []
    if printed:
        chosen = _choose(text, printed)
        return None if chosen is None else _timestamp(text, chosen, zone)
    if relative_to is not None and (found := read_relative(text, relative_to)) is not None:
        return Timestamp(
            found.at,
            found.precision,
            text[found.start : found.end],
            None,
            found.start,
            found.end,
            "relative",
            found.doubt,
        )
    return _from_path(text) or _from_dateparser(text, zone)


_parsed = lru_cache(maxsize=512)(_read)


def find_timestamps(line: str, *, zone: tzinfo = VIETNAM) -> list[Timestamp]:
    """Every possible whole date in a line, in order; most lines cost under a microsecond.

    >>> [seen.text for seen in find_timestamps("Từ ngày 01/03/2025 đến 19/3/2025, 11/11 xã đã họp")]
    ['01/03/2025', '19/3/2025']
    """
    if _MAY_HOLD_A_DATE.search(line) is None:
        return []
    text = clean(line)
    stamps = (_timestamp(text, printed, zone) for printed in _prints(text))
    return [stamp for stamp in stamps if stamp is not None]


def _prints(text: str) -> list[_Print]:
    plain = in_place(text)
    printed, floor = [], 0
    for form, core in _cores(plain):
        position = core.start()
        if position < floor or not _is_month_word(text, form, core):
            continue
        offset = max(floor, position - _HEAD_LENGTH)
        head = HEAD.search(plain[offset:position])
        # `14:53 23/03/2020 13:32 24/03/2020`: where an hour stands in front, one behind is the next date's.
        tail = (TAIL_WITHOUT_CLOCK if head and head["clock"] else TAIL).match(plain, core.end())
        if head is None or tail is None:
            continue
        # `ngày` alone belongs to the date only where words follow: `ngày 23 tháng 1`.
        bare = form != "worded" and head["ngay"] == head.group()
        start = position if bare else offset + head.start()
        floor = tail.end()
        printed.append(_Print(form, core, head, tail, start, floor))
    return printed


def _cores(plain: str) -> list[tuple[str, re.Match[str]]]:
    """Whatever has the shape of a date, in order, the longest first where two begin together."""
    found = [("numeric", core) for core in NUMERIC.finditer(plain)]
    marks_left = plain.count("/") + plain.count("-") - 2 * len(found)
    # Mostly no year and no two marks are left, and no other form has to be asked.
    if len(_YEAR.findall(plain)) > len(found):
        found += [(form, core) for form, pattern in WITH_YEAR for core in pattern.finditer(plain)]
    if marks_left > 1:
        found += [("two-digit-year", core) for core in TWO_DIGIT_YEAR.finditer(plain)]
    if len(found) > 1:
        found.sort(key=lambda form_and_core: (form_and_core[1].start(), -form_and_core[1].end()))
    return found


def _is_month_word(text: str, form: str, core: re.Match[str]) -> bool:
    month = text[slice(*core.span("month"))]
    if form.startswith("english"):
        return month.isascii() and month[0].isupper()
    if core["month"] == "nam" and not _YEAR_OF_MAY.search(core.group()):
        # `6 tháng năm 2013` are six months of a year; `5 Tháng Năm 2013` is a day in May.
        return month[0].isupper() and not month.isupper()
    return True


def _choose(text: str, printed: list[_Print]) -> _Print | None:
    first, last = printed[0], printed[-1]
    if first is last and not first.start and first.end == len(text):
        return first
    whole = first.start == 0 and first.tail["clock"] is not None and _weekday_word(first)
    if whole and date_lines.is_glued(text[first.end :]):
        return first
    before = [text[: first.start], *(text[left.end : right.start] for left, right in pairwise(printed))]
    if not date_lines.may_stand_before(before[0]) or not date_lines.may_stand_after(text[last.end :]):
        return None
    if not all(date_lines.only_labels(between) for between in before[1:]):
        return None
    if first is last:
        return first
    wanted = (Label.POSTED, Label.NONE, Label.UPDATED, Label.OTHER)
    labelled = zip(before, printed, strict=True)
    return min(labelled, key=lambda words_and_date: wanted.index(label_of(words_and_date[0])))[1]


def _timestamp(text: str, printed: _Print, zone: tzinfo) -> Timestamp | None:
    core, head, tail = printed.core, printed.head, printed.tail
    year = _year(core["year"])
    day, month = int(core["day"]), core["month"]
    if month.isdigit() and _is_month_first(text, printed):
        month, day = str(day), int(month)
    if year not in YEARS:
        return None
    clock = head["clock"] or tail["clock"]
    time = clock_time(clock) if clock else None
    has_hour = time is not None and time[0] < 24
    hour, minute, second = time if time is not None and has_hour else (0, 0, 0)
    own_zone = head["zone"] or head["zone_in_brackets"] or tail["zone"] or tail["zone_in_brackets"]
    said = printed_zone(own_zone) if own_zone else None
    of_clock = VIETNAM if not has_hour else said or zone
    try:
        at = datetime(year, month_number(month), day, hour, minute, second, tzinfo=of_clock)
    except ValueError:
        return None
    at = at if of_clock is VIETNAM else at.astimezone(VIETNAM)
    precision = Precision.MINUTE if at.hour or at.minute or at.second else Precision.DAY
    doubts = [f"no clock shows {clock.strip()!r}"] if clock and time is None else []
    if own_zone and said is None:
        doubts.append(f"no place has the zone {own_zone.strip()!r}")
    word = _weekday_word(printed)
    agrees = None if not word else weekday_number(word) == at.weekday()
    if agrees is False:
        doubts.append(_weekday_doubt(weekday_number(word), at))
    shown = text[printed.start : printed.end].strip()
    end = printed.start + len(shown)
    return Timestamp(at, precision, shown, agrees, printed.start, end, printed.form, "; ".join(doubts))


def _year(figures: str) -> int:
    year = int(figures)
    return year if len(figures) > 2 else year + (1900 if year >= 90 else 2000)


def _is_month_first(text: str, printed: _Print) -> bool:
    """Whether figures can only be read month first, and a word, an hour or the weekday says so too.

    Drupal prints `T5, 06/24/2010 - 09:32` where its format was never set.
    """
    core, word = printed.core, _weekday_word(printed)
    month, day = int(core["day"]), int(core["month"])
    if not day > 12 >= month:
        return False
    clock = (printed.head["clock"] or printed.tail["clock"] or "").strip()
    if _ENGLISH_LABEL.search(text[: printed.start].lower()) or _ENGLISH_HOUR.search(clock):
        return True
    try:
        turned = datetime(_year(core["year"]), month, day, tzinfo=VIETNAM)
    except ValueError:
        return False
    return word != "" and turned.weekday() == weekday_number(word)


def _weekday_word(printed: _Print) -> str:
    head, tail = printed.head, printed.tail
    return head["weekday"] or head["late_weekday"] or tail["weekday"] or tail["weekday_in_brackets"] or ""


def _weekday_doubt(printed: int, at: datetime) -> str:
    doubt = f"the line says {WEEKDAYS[printed]}, {at:%d/%m/%Y} is {WEEKDAYS[at.weekday()]}"
    # moh.gov.vn prints the local weekday beside a day and hour in UTC.
    late = at.hour >= 17 and (at + timedelta(days=1)).weekday() == printed
    return f"{doubt}; right if the hour is UTC" if late else doubt


def _from_path(text: str) -> Timestamp | None:
    """The day in the path of an address, where nothing on the page tells it (`/2014/11/03/`)."""
    found = _DATE_IN_PATH.fullmatch(text)
    if found is None:
        return None
    try:
        day = datetime(int(found["year"]), int(found["month"]), int(found["day"]), tzinfo=VIETNAM)
    except ValueError:
        return None
    return Timestamp(day, Precision.DAY, found["text"], None, *found.span("text"), "path")


def _from_dateparser(text: str, zone: tzinfo) -> Timestamp | None:
    """What dateparser makes of a short line with a year in it that no form of ours fits.

    Without exactly these settings it returns wrong dates in silence: of 140 Vietnamese date strings it
    then reads 0 wrong, against 30 with its defaults.
    """
    if len(text) > _FALLBACK_LENGTH or not _POSSIBLE_YEAR.search(text):
        return None
    bare = date_lines.without_label(text)
    plain = in_place(bare)
    if not _ONLY_DATE_WORDS.fullmatch(plain) or len(_PARTS.findall(plain)) < 3 or _SPAN.search(plain):
        return None
    import dateparser  # noqa: PLC0415 - takes 100 ms, and nearly no page needs it

    read = dateparser.parse(
        bare,
        languages=["vi"],
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )
    if read is None or read.year not in YEARS:
        return None
    has_hour = bool(read.hour or read.minute or read.second)
    at = read.replace(tzinfo=read.tzinfo or (zone if has_hour else VIETNAM)).astimezone(VIETNAM)
    start = max(text.find(bare), 0)
    precision = Precision.MINUTE if has_hour else Precision.DAY
    weekday = WEEKDAY.search(plain)
    agrees = None if weekday is None else weekday_number(weekday.group()) == at.weekday()
    doubts = ["no form of the grammar: dateparser read it"]
    if weekday is not None and agrees is False:
        doubts.append(_weekday_doubt(weekday_number(weekday.group()), at))
    return Timestamp(at, precision, bare, agrees, start, start + len(bare), "dateparser", "; ".join(doubts))
