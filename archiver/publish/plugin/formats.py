"""How times, counts and addresses are written for readers, in their language."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from archiver.publish.plugin.language import Language, language
from archiver.records import VIETNAM

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def printed_time(text: str) -> str:
    """A stored time as readers write it; UTC times become Viet Nam's, other text stays.

    >>> printed_time("2013-06-05 09:32")
    'Thứ Tư, 5/6/2013, 09:32'
    >>> printed_time("2013-06-05")
    'Thứ Tư, 5/6/2013'
    >>> printed_time("2013-06-05T18:00:00.000Z")
    'Thứ Năm, 6/6/2013, 01:00'
    >>> printed_time("")
    ''
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if when.tzinfo is not None:
        when = when.astimezone(VIETNAM)
    if language() is Language.ENGLISH:
        day = f"{_DAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year}"
    else:
        day = f"{WEEKDAYS[when.weekday()]}, {when.day}/{when.month}/{when.year}"
    return day if len(text) == len("2013-06-05") else f"{day}, {when:%H:%M}"


def printed_month(text: str) -> str:
    """A month or year of the archive as readers write it.

    >>> printed_month("2013-06"), printed_month("2013")
    ('6/2013', '2013')
    """
    year, _, month = text.partition("-")
    if not month:
        return year
    return f"{_MONTHS[int(month) - 1]} {year}" if language() is Language.ENGLISH else f"{int(month)}/{year}"


def thousands(number: int) -> str:
    """A count with a sign between the thousands: a dot in Vietnamese, a comma in English.

    >>> thousands(1234567)
    '1.234.567'
    """
    text = f"{number:,}"
    return text if language() is Language.ENGLISH else text.replace(",", ".")


def web_link(url: str) -> str:
    """The address if a browser may be sent there, else nothing: stored text is not to be trusted.

    >>> web_link("https://moh.gov.vn/tin"), web_link("javascript:alert(1)"), web_link("//x.vn/a")
    ('https://moh.gov.vn/tin', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
