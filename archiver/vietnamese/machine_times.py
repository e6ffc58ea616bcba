"""Times written for machines: ISO 8601, RFC 2822, JavaScript's own print. Never display text."""

from __future__ import annotations

import html
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from dateutil.parser import isoparser

from archiver.records import VIETNAM, Precision
from archiver.vietnamese.calendar_words import YEARS

_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[T ]?\s?\d{2}(?::?\d{2}.*)?)?")
#: What nearly all machines write; Python reads it ten times as fast as dateutil.
_USUAL_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")
#: NukeViet prints day, offset, time: `2022-10-14+0716:05:00`.
_OFFSET_FIRST = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<offset>[+-]\d\d(?::?00)?)(?P<time>\d\d:\d\d(?::\d\d)?)"
)
_SHORT_OFFSET = re.compile(r"([+-])(\d)(?=(?::?\d\d)?$)")
_JAVASCRIPT = re.compile(
    r"(?P<weekday>[A-Z][a-z]{2}) (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d) (?P<year>\d{4}) "
    r"(?P<time>\d\d:\d\d:\d\d) GMT(?P<offset>[+-]\d{4})(?: \([^)]*\))?"
)
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d?:\d\d(?::\d\d)?(?: \S+)?")
_HOURS_FROM_GMT = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$")


def parse_machine_time(text: str) -> tuple[datetime, Precision] | None:
    """The time of an attribute, a meta tag, JSON-LD or a feed, in Viet Nam's zone; `None` if it is none.

    A time without a zone is Viet Nam's. Midnight in Viet Nam says no hour. Years outside 1990–2100, such as
    the zero date of a database, are `None`.

    >>> parse_machine_time("2026-03-01T02:51:10Z")[0].isoformat()
    '2026-03-01T09:51:10+07:00'
    >>> parse_machine_time("2022-10-14+0716:05:00")[0].isoformat(), parse_machine_time("05/06/2013")
    ('2022-10-14T16:05:00+07:00', None)
    """
    try:
        read = _read(" ".join(html.unescape(text).split()))
        at = None if read is None else read.replace(tzinfo=read.tzinfo or VIETNAM).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None
    if at is None or at.year not in YEARS:
        return None
    return at, Precision.MINUTE if any((at.hour, at.minute, at.second)) else Precision.DAY


def _read(text: str) -> datetime | None:
    if _USUAL_ISO.fullmatch(text) and "T24" not in text:
        return datetime.fromisoformat(text)
    malformed = _OFFSET_FIRST.fullmatch(text)
    if malformed is not None:
        text = f"{malformed['day']}T{malformed['time']}{malformed['offset']}"
    if _ISO.fullmatch(text):
        return _iso(text)
    javascript = _JAVASCRIPT.fullmatch(text)
    if javascript is not None:
        text = "{weekday}, {day} {month} {year} {time} {offset}".format_map(javascript.groupdict())
    text = _HOURS_FROM_GMT.sub(lambda zone: f"{zone[1]}{int(zone[2]):02}{zone[3] or '00'}", text)
    return parsedate_to_datetime(text) if _RFC_2822.fullmatch(text) else None


def _iso(text: str) -> datetime:
    day, separator, time = text.partition("T") if "T" in text else text.partition(" ")
    time = _SHORT_OFFSET.sub(r"\g<1>0\2", time.replace(" ", ""))
    return isoparser().isoparse(f"{day}T{time}" if separator else day)
