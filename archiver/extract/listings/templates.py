"""Addresses with blanks: `…/trang-{page}.htm`, `…/xem-theo-ngay-{day}.htm`. Filled, and read back. Pure.

A blank is a name of `BLANKS`; a calendar's blank may say how it is written (`{month:%Y/%m}`, as for
`strftime`). All other braces are part of the address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

#: What a blank can be, and how the value looks where an address is read back.
BLANKS = {"page": r"\d{1,9}", "offset": r"\d{1,9}", "size": r"\d{1,9}", "zone": r"[^/?&#]+"}
#: How the blanks of a calendar are written where a template does not say.
CALENDAR = {"day": "%d-%m-%Y", "month": "%m-%Y", "year": "%Y"}

_SIGNS = {"Y": r"\d{4}", "y": r"\d{2}", "m": r"\d{1,2}", "d": r"\d{1,2}"}
_BLANK = re.compile(r"\{(" + "|".join([*BLANKS, *CALENDAR]) + r")(?::([^{}]*))?\}")


def blanks(template: str) -> frozenset[str]:
    """The names of a template's blanks.

    >>> sorted(blanks("/timelinelist/{zone}/{page}.htm?{x}"))
    ['page', 'zone']
    """
    return frozenset(found[1] for found in _BLANK.finditer(template))


def fill(template: str, values: Mapping[str, str], on: date | None = None) -> str:
    """A template with its blanks filled, those of a calendar from a day; a blank without a value stays.

    >>> fill("/tin/{day}/{page}.htm", {"page": "2"}, on=date(2026, 3, 1))
    '/tin/01-03-2026/2.htm'
    """

    def value(blank: re.Match[str]) -> str:
        name, form = blank[1], blank[2]
        if name in CALENDAR:
            return blank[0] if on is None else on.strftime(form or CALENDAR[name])
        return values.get(name, blank[0])

    return _BLANK.sub(value, template)


def value_of(template: str, name: str, url: str) -> str | None:
    """What stands in an address where a template has a blank; `None` where the address is of another form.

    >>> value_of("/timelinelist/{zone}/{page}.htm", "zone", "/timelinelist/1021119/2.htm")
    '1021119'
    """
    found = _pattern(template, name).fullmatch(url) if name in blanks(template) else None
    return None if found is None else found["value"]


def day_of(template: str, url: str) -> date | None:
    """The day an address of a calendar stands for, the first one of a month or a year.

    >>> day_of("/tin/{year}/{month:%m}", "/tin/2026/03"), day_of("/tin/{day}.htm", "/tin/31-02-2026.htm")
    (datetime.date(2026, 3, 1), None)
    """
    forms = {
        blank[1]: blank[2] or CALENDAR[blank[1]]
        for blank in _BLANK.finditer(template)
        if blank[1] in CALENDAR
    }
    finest = next((name for name in CALENDAR if name in forms), "")
    wanted = {finest: forms[finest]} if "%Y" in forms.get(finest, "") else forms
    values = [value_of(template, name, url) for name in wanted]
    texts = [value for value in values if value is not None]
    if not texts or len(texts) < len(values):
        return None
    try:
        # "%-d" is how strftime leaves out a zero; strptime does not ask for one.
        return datetime.strptime(" ".join(texts), " ".join(wanted.values()).replace("%-", "%")).date()
    except ValueError:
        return None


def _pattern(template: str, name: str) -> re.Pattern[str]:
    """What an address of a template looks like, the first blank of a name as the group `value`.

    Of a calendar, everything after the last blank of a day may be another: the first page of a month
    often answers under an address without a number.
    """
    parts, end, tail = [], 0, 0
    wanted = name
    for blank in _BLANK.finditer(template):
        parts.append(re.escape(template[end : blank.start()]))
        looks = BLANKS.get(blank[1]) or _looks(blank[2] or CALENDAR[blank[1]])
        parts.append(f"(?P<value>{looks})" if blank[1] == wanted else f"(?:{looks})")
        wanted = "" if blank[1] == wanted else wanted
        end = blank.end()
        if blank[1] in CALENDAR:
            tail = len(parts)
    rest = re.escape(template[end:])
    if name in CALENDAR:
        return re.compile("".join(parts[:tail]) + r"(?!\d).*")
    return re.compile("".join(parts) + rest)


def _looks(form: str) -> str:
    r"""How a day in a form of `strftime` looks.

    >>> _looks("%Y/%-m")
    '\\d{4}/\\d{1,2}'
    """
    return re.sub("%%|%-?([A-Za-z])|.", _sign, form)


def _sign(found: re.Match[str]) -> str:
    if found[1]:
        return _SIGNS.get(found[1], r"\w+")
    return re.escape(found[0][0])
