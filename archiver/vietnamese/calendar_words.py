"""The words and shapes a date is printed with on Vietnamese portals. Patterns over folded text, no judgement.

Words of the other languages that portals have editions in are in `foreign_calendars.py`.

Every pattern reads lower-case text without accents (`in_place`), so `THỨ TƯ`, `Thứ tư` and `thu tu` are one
form. Day comes first in every form but ISO and the two that begin with the name of a month.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache

from archiver.records import VIETNAM
from archiver.vietnamese.foreign_calendars import MONTHS as _FOREIGN_MONTHS
from archiver.vietnamese.foreign_calendars import UNSPACED_WEEKDAYS
from archiver.vietnamese.foreign_calendars import WEEKDAYS as _FOREIGN_WEEKDAYS
from archiver.vietnamese.text import fold

#: Monday first, as `datetime.weekday` counts. Southern print has `Chúa nhật`, old print `Thứ bẩy`.
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WEEKDAY_WORDS = ("hai", "ba", "tu", "nam", "sau", "bay")
_SUNDAY = r"chua?\s?nhat|cn"
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: As machines shorten them; only before a comma, since `sat` and `mon` are Vietnamese words without accents.
_SHORT_ENGLISH = tuple(word[:3] for word in _ENGLISH_WEEKDAYS)
#: `giêng` and `chạp` stand for the first and the last month; `một` is January, as calendars print it today.
_MONTH_WORDS = {
    "muoi mot": 11,
    "muoi hai": 12,
    "gieng": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "chap": 12,
}
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The hours to which a word adds twelve: `1 giờ trưa` is 13, `11 giờ đêm` is 23 and `1 giờ đêm` is 1.
_HOURS_AFTER_NOON = dict.fromkeys(("pm", "p.m", "ch", "chieu", "toi"), range(12)) | {
    "trua": range(6),
    "dem": range(6, 12),
}

_WEEKDAY = (
    rf"(?=[cdfjlmstvw]|[^\x00-\x7f])(?:(?<!\w)(?:thu\s?(?:{'|'.join(_WEEKDAY_WORDS)}|[2-7])|t\s?[2-7]|"
    rf"{_SUNDAY}|{'|'.join(_ENGLISH_WEEKDAYS)}|{'|'.join(_FOREIGN_WEEKDAYS)})(?!\w)\.?|"
    rf"(?<!\w)(?:{'|'.join(_SHORT_ENGLISH)})(?=,)|{'|'.join(UNSPACED_WEEKDAYS)})"
)
#: A weekday anywhere in a line.
WEEKDAY = re.compile(_WEEKDAY)
_HALF = r"(?:\s?(?:[ap]\.?m|sa|ch)(?!\w)\.?|\s(?:sang|trua|chieu|toi|dem)(?!\w))"
_SECONDS = r"\s?:\s?\d{2}(?:\.\d{1,7})?"
_AFTER_HOUR_WORD = r"\s?\d{1,2}(?:\s?(?:phut|p|')(?!\w))?(?:\s?:?\s?\d{1,2}\s?(?:giay|s)(?!\w))?"
CLOCK = (
    rf"(?:[上下]午\s?)?\d{{1,2}}(?:\s?:\s?\d{{2}}(?:{_SECONDS})?|\s?(?:h|g|gio){_AFTER_HOUR_WORD}|\s?(?:h|gio)(?!\w))"
    rf"(?!\d|[:/]\d)(?:\s?')?{_HALF}?"
)
_ZONE = (
    r"(?:(?:gmt|utc)(?:\s?[+-]\s?(?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d))?|ict|gio (?:viet nam|ha noi))(?!\w)"
    r"|(?<=\d)z(?!\w)|(?<=\d)\s?\+(?:0\d|1[0-4]):?[0-5]\d(?!\d)"
)
_GAP = r"[\s,;|:.()\[\]\-]{0,4}?"


def _bracketed(name: str, pattern: str) -> str:
    return rf"(?:\(\s?(?P<{name}_in_brackets>{pattern})\s?\)|(?P<{name}>{pattern}))"


#: What may stand before the day: weekday and clock in either order, the zone, `ngày`.
HEAD = re.compile(
    r"(?=[\dtcmwfsndjlv]|[^\x00-\x7f]|\Z)"  # what its parts begin with: twice as fast
    rf"(?:(?P<weekday>{_WEEKDAY}){_GAP})?"
    rf"(?:(?<![\d:])(?P<clock>{CLOCK})(?:{_GAP}{_bracketed('zone', _ZONE)})?{_GAP})?"
    rf"(?:(?P<late_weekday>{_WEEKDAY}){_GAP})?"
    r"(?P<ngay>(?<!\w)ngay\s?)?\Z"
)
#: What may follow the year where the hour stood in front: weekday, zone.
TAIL_WITHOUT_CLOCK = re.compile(
    rf"(?:{_GAP}{_bracketed('weekday', _WEEKDAY)})?(?P<clock>(?!))?(?:{_GAP}{_bracketed('zone', _ZONE)})?"
)
#: What may follow the year else: weekday, clock, zone.
TAIL = re.compile(
    rf"(?:{_GAP}{_bracketed('weekday', _WEEKDAY)})?"
    rf"(?:{_GAP}(?:(?:cap nhat )?(?:vao )?(?:luc|hoi|at|a(?: las)?|в)\s?:?\s?|t(?=\d\d:))?(?P<clock>{CLOCK})"
    rf"(?:{_GAP}{_bracketed('zone', _ZONE)})?)?"
)

#: No ministry had a web page before, none has one after: other years are other numbers.
YEARS = range(1990, 2101)

_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d(?!\d?:\d))"
#: Every word for a month, as a pattern.
MONTH_WORDS = "|".join(_MONTH_WORDS)
_ENGLISH = rf"(?P<month>{'|'.join(_ENGLISH_MONTHS)})[a-z]*\.?"
_START = r"(?=\d)(?<!\d)(?<!\d[/.\-,])"  # asking for the figure first: twice as fast, here and below
_THANG = r"(?<![a-z])(?:thang|thg\.?|th)\s?"
#: The shapes of a whole date. A two-digit year takes no dots: `1.2.10` numbers a section.
NUMERIC = re.compile(rf"{_START}{_DAY}\s?(?P<mark>[/.\-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}")
TWO_DIGIT_YEAR = re.compile(
    rf"{_START}{_DAY}(?P<mark>[/\-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{2}})(?!\w|[/.\-,]\w)"
)
#: The rarer shapes with a whole year, by name.
WITH_YEAR = (
    (
        "iso",
        re.compile(
            r"(?=\d)(?<![\d/.\-])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
        ),
    ),
    (
        "worded",
        re.compile(
            rf"(?=[\dm])(?<!\d)(?:(?:mung|mong)\s)?{_DAY}\s?[,\-/]?\s?{_THANG}(?P<month>\d{{1,2}}|{MONTH_WORDS})"
            rf"(?:\s?[,\-/.]?\s?(?:nam\s)?){_YEAR}"
        ),
    ),
    (
        "chinese",
        re.compile(r"(?=\d)(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
    ),
    (
        "foreign",
        re.compile(
            rf"(?=\d)(?<!\d){_DAY}(?:er)?\s(?:de\s)?(?P<month>{'|'.join(_FOREIGN_MONTHS)}),?\s(?:de\s)?{_YEAR}"
            r"(?:\s?г(?:ода|\.)?(?!\w))?"
        ),
    ),
    ("month-first", re.compile(rf"(?=t){_THANG}(?P<month>\d{{1,2}}|{MONTH_WORDS})\s{_DAY},?\s{_YEAR}")),
    ("english", re.compile(rf"(?=\d)(?<!\d){_DAY}(?:st|nd|rd|th)?[\s-]{_ENGLISH},?[\s-]{_YEAR}")),
    (
        "english-month-first",
        re.compile(rf"(?=[jfmasond])(?<![a-z]){_ENGLISH},?\s{_DAY}(?:(?:st|nd|rd|th)?,?\s|/){_YEAR}"),
    ),
)

_LETTERS = [*range(0x41, 0x5B), *range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)]
# ASCII stands for itself: a letter that the table lacks costs an exception inside `translate`.
_IN_PLACE = {code: chr(code) for code in range(0x80)}
_IN_PLACE |= {code: folded for code in _LETTERS if len(folded := fold(chr(code))) == 1}
_IN_PLACE |= {code: chr(code).lower() for code in range(0x400, 0x430)}
_IN_PLACE |= dict(zip(map(ord, "⁄∕／．：‐‑–—−’′•·∙⋅‧"), "///.:-----''|||||", strict=True))


def in_place(text: str) -> str:
    """Clean text folded letter by letter: positions stay, dashes, slashes and bars are one kind.

    >>> in_place("Thứ Tư – 05⁄06⁄2013 • 09:32")
    'thu tu - 05/06/2013 | 09:32'
    """
    return text.lower() if text.isascii() else text.translate(_IN_PLACE)


@lru_cache(maxsize=256)  # there are not many spellings
def weekday_number(word: str) -> int:
    """0 for Monday … 6 for Sunday, of a weekday the patterns have matched.

    >>> weekday_number("t4"), weekday_number("chua nhat")
    (2, 6)
    """
    plain = word.rstrip(".")
    if (foreign := _FOREIGN_WEEKDAYS.get(plain, UNSPACED_WEEKDAYS.get(plain))) is not None:
        return foreign
    if plain[:3] in _SHORT_ENGLISH and (len(plain) == 3 or plain in _ENGLISH_WEEKDAYS):
        return _SHORT_ENGLISH.index(plain[:3])
    if re.fullmatch(_SUNDAY, plain):
        return 6
    if plain[-1].isdigit():
        return int(plain[-1]) - 2
    return _WEEKDAY_WORDS.index(plain.removeprefix("thu").strip())


def month_number(word: str) -> int:
    """The month of a figure, a Vietnamese word or an English abbreviation the patterns have matched.

    >>> month_number("06"), month_number("chap"), month_number("jun"), month_number("juin")
    (6, 12, 6, 6)
    """
    if word.isdigit():
        return int(word)
    if word in _ENGLISH_MONTHS:
        return _ENGLISH_MONTHS.index(word) + 1
    return _FOREIGN_MONTHS.get(word) or _MONTH_WORDS[word]


_FIGURES = re.compile(r"\d+").findall
_HALF_WORD = re.compile(r"([ap])\.?m|sa(?!\w)|ch(?!\w)|(sang|trua|chieu|toi|dem)")


def clock_time(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second of a matched clock on the 24-hour scale; `None` if no clock shows it.

    Portals print AM and PM beside 12-hour and 24-hour clocks alike, so PM adds twelve only below twelve.
    `24:00` is kept as hour 24: the caller decides what the end of a day means.

    >>> clock_time("04:00:00 pm"), clock_time("16:00 ch"), clock_time("12:05 sa"), clock_time("9 gio 32")
    ((16, 0, 0), (16, 0, 0), (0, 5, 0), (9, 32, 0))
    >>> clock_time("下午 3:20")
    (15, 20, 0)
    """
    figures = _FIGURES(text.partition(".")[0])
    hour = int(figures[0])
    minute = int(figures[1]) if len(figures) > 1 else 0
    second = int(figures[2]) if len(figures) > 2 else 0
    half = None if text[-1].isdigit() else _HALF_WORD.search(text)
    word = half.group() if half else ""
    if "下" in text and hour < 12:
        hour += 12
    if word in ("am", "a.m", "sa") or (word == "dem" and hour == 12):
        hour = 0 if hour == 12 else hour
    elif hour in _HOURS_AFTER_NOON.get(word, ()):
        hour += 12
    if (hour, minute, second) == (24, 0, 0):
        return 24, 0, 0
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def printed_zone(text: str) -> tzinfo | None:
    """The zone of a matched `GMT+7`, `(UTC)`, `ICT`, `Z` or `+07:00`; `None` where there is no such zone.

    >>> printed_zone("(gmt+7)").utcoffset(None), printed_zone("gmt+70")
    (datetime.timedelta(seconds=25200), None)
    """
    if "ict" in text or "gio" in text:
        return VIETNAM
    offset = re.search(r"([+-])\s?(\d{1,2})(?::?(\d{2}))?", text)
    if offset is None:
        return UTC
    sign, hours, minutes = offset.groups(default="0")
    span = timedelta(hours=int(hours), minutes=int(minutes))
    if span >= timedelta(days=1):
        return None
    return timezone(-span if sign == "-" else span)
