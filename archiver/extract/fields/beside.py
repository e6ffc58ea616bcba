"""Who is named beside a date (`Bảo Minh - 15:39 05/08/2022`, `Đăng bởi {PT} ngày …`), or beside a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

from archiver.extract.text.signing import names_author
from archiver.page.page import Node, text_of
from archiver.vietnamese.bodies import names_body
from archiver.vietnamese.bylines import Byline, read_byline
from archiver.vietnamese.timestamps import Timestamp

#: A name beside a date; what else stands there is a label or a counter.
_SURE = 0.5
_LONGEST_BYLINE = 120
#: So many elements below and above a text a name is looked for in.
_BELOW, _ABOVE = 2, 4
#: What a label between a name and its date may say.
_DATE_LABEL = re.compile(
    r"(?:^|[\s|,;–-])(?:(?:được |đã )*(?:đăng|gửi|xuất bản|cập nhật|posted|updated|published)"
    r"(?: ngày| lúc| vào| on)*"
    r"|ngày(?: (?:đăng|đưa|viết|gửi|tạo|cập nhật|xuất bản))?|(?:vào )?lúc|vào|on|date)\s*:?\s*$",
    re.IGNORECASE,
)
#: Behind a time they are no initials.
_ZONE = re.compile(r"(?:[ECMP][SD]?T|[AP]\.?M\.?|GMT|UTC|ICT|BST|CET|IST|Z)\b.*", re.IGNORECASE)
#: Without words only behind a whole time: there an icon said what is counted.
_COUNTER = re.compile(
    r"[\s|•·,;–(-]*(?:(?:số )?lượt (?:xem|đọc|truy cập)|đã xem)\s*:?\s*[\d.,]+[\s)]*$"
    r"|\s\([\d.,]+ (?:lượt|lần) (?:xem|đọc|truy cập)\)$"
    r"|(?:(?<=\d{4}\s\d\d:\d\d)|(?<=\d{4}\s\d\d:\d\d:\d\d)|(?<=:\d\d\s\d\d/\d\d/\d{4})|(?<=:\d\d\s[|,–-]\s\d\d/\d\d/\d{4}))"
    r"(?:\s[\s|•·,;–-]*\d[\d.,]*){1,3}\s*$",
    re.IGNORECASE,
)
#: The same where the hour stands in front of the day: `08:00, Thứ Sáu, 06/02/2026 5.120`.
_COUNTED = re.compile(r"^(\d{1,2}[:h]\d{2}\b.{0,30}[/.-]\d{4})\s[\s|•·,;–-]*\d[\d.,]*\s*$")
_POSTED_BY = re.compile(
    r"^(?:(?:được |đã )*(?:đăng|gửi|viết)|posted|submitted|written|published) (?:bởi|by)\s*:?\s+"
    r"|^(?:by|bởi|por|par)\s+",
    re.IGNORECASE,
)
#: A label whose box lost its end, or that has a cell of its own.
_GLUED = re.compile(r"^(Tác giả|Người viết)(?: \| |(?=[A-ZĐ]))")
#: Whoever it was, and be it an account (`Quản trị`), what follows may be a time.
_POSTER = re.compile(
    r"^(?:(?:(?:được |đã )*(?:đăng |gửi |viết )?bởi|(?:posted |submitted |written |published )?by)\s*:?\s+"
    r"|(?:người (?:đăng|gửi|viết)|tác giả)\s*:\s*)[^\d|•·]{1,40}?\s*[-–—|•·,]\s*(?=\S)",
    re.IGNORECASE,
)


def without_posted_by(line: str) -> str:
    """A line without the words that say that somebody posted it; a label stands apart from its name.

    >>> without_posted_by("Được đăng bởi Minh Hải"), without_posted_by("Đăng ký")
    ('Minh Hải', 'Đăng ký')
    >>> without_posted_by("Tác giảMinh Hải"), without_posted_by("Tác giả | Minh Hải")
    ('Tác giả: Minh Hải', 'Tác giả: Minh Hải')
    """
    return _GLUED.sub(r"\1: ", _POSTED_BY.sub("", line))


def read_writer(text: str, site_names: Iterable[str] = ()) -> Byline | None:
    """The byline of a text whose place says that it is who wrote: a body too, whatever it is called.

    >>> read_byline("Ban Thanh niên"), read_writer("Ban Thanh niên").text, read_writer("Quản trị")
    (None, 'Ban Thanh niên', None)
    """
    names = tuple(site_names)
    return read_byline(text, site_names=names) or (
        read_byline(f"Viết bởi: {text}", site_names=names) if names_body(text) else None
    )


def named_below(label: str, line: str, site_names: Iterable[str]) -> Byline | None:
    """Who is named in a line below a label that says author and nothing else.

    >>> named_below("Tác giả", "Thuế cơ sở 7", ()).text, named_below("Tác giả trẻ", "Lưu Hương", ())
    ('Thuế cơ sở 7', None)
    """
    return read_byline(f"Tác giả: {line}", site_names=site_names) if names_author(label) else None


def posted_by(line: str, site_names: Iterable[str]) -> Byline | None:
    """The byline a line is, with or without the words that say that somebody posted it.

    >>> posted_by("Written by Lưu Hương", ()).text, posted_by("By Olivia Larsen", ()).text
    ('Lưu Hương', 'Olivia Larsen')
    """
    names = tuple(site_names)
    name = without_posted_by(line)
    read = read_byline(line, site_names=names)
    return read or (read_writer(name, names) if name != line else None)


def behind_poster(line: str) -> int:
    """Where a line goes on behind the words that say who posted it; 0 where it does not begin with them.

    >>> "Bởi Quản trị - 05/06/2013"[behind_poster("Bởi Quản trị - 05/06/2013") :]
    '05/06/2013'
    """
    found = _POSTER.match(line)
    return found.end() if found else 0


def without_counter(line: str) -> str:
    """A date line without how often the article was read.

    >>> without_counter("05/06/2013 09:32 | Lượt xem: 1.083")
    '05/06/2013 09:32'
    >>> without_counter("05/06/2013 09:32 1.083"), without_counter("05/06/2013 1.083")
    ('05/06/2013 09:32', '05/06/2013 1.083')
    >>> without_counter("05/06/2013 09:32:00 845")
    '05/06/2013 09:32:00'
    >>> without_counter("05/06/2013 09:32 2.310 0")
    '05/06/2013 09:32'
    >>> without_counter("08:00, Thứ Sáu, 06/02/2026 5.120")
    '08:00, Thứ Sáu, 06/02/2026'
    """
    return _COUNTED.sub(r"\1", _COUNTER.sub("", line))


def name_beside(line: str, stamp: Timestamp, site_names: Iterable[str] = ()) -> Byline | None:
    """The name in a date line, before or behind the date; `None` where there is none.

    >>> from archiver.vietnamese.timestamps import parse_timestamp
    >>> line = "MINH HẢI - LƯU HƯƠNG | Đăng lúc: 12:50 - 06/02/2015"
    >>> name_beside(line, parse_timestamp(line)).text
    'MINH HẢI - LƯU HƯƠNG'
    """
    names, before = tuple(site_names), line[: stamp.start].rstrip(" (|")
    unlabelled = _DATE_LABEL.sub("", before)
    for side in (before, unlabelled, without_counter(line[stamp.end :])):  # `Đăng` is a name too
        for part in (side, *side.split("|")):
            line_part = part.lstrip(" -–—|•·,;)").rstrip(" -–—|•·,;(")
            name = without_posted_by(line_part)
            if not name or _ZONE.fullmatch(name):
                continue
            is_posted = name != line_part
            read = read_writer(name, names) if is_posted else read_byline(name, site_names=names)
            if read is not None and read.confidence >= _SURE:
                return read
    return None


def signature_beside(body: Node) -> str:
    """The name alone in an element right below or above a text; empty without one."""
    return next((text for node in _around(body) if (text := _signature(node))), "")


def _around(body: Node) -> Iterator[Node]:
    """What follows the text, then what precedes it, nearest first; a box with nothing else is the text."""
    while body.parent is not None and not any(_elements(body, "next")) and not any(_elements(body, "prev")):
        body = body.parent
    yield from islice(_elements(body, "next"), _BELOW)
    yield from islice(_elements(body, "prev"), _ABOVE)


def _elements(node: Node, way: Literal["next", "prev"]) -> Iterator[Node]:
    """The elements beside one that have words, nearest first: editors leave empty ones."""
    other: Node | None = getattr(node, way)
    while other is not None:
        if other.is_element_node and other.text().strip():
            yield other
        other = getattr(other, way)


def _signature(node: Node) -> str:
    """The text of an element that is nothing but a name; initials count where they are set apart."""
    text = text_of(node)
    if not 2 <= len(text) <= _LONGEST_BYLINE:
        return ""
    read = read_byline(text)
    is_apart = node.css_first("b, strong, i, em") is not None or "right" in str(node.attributes)
    if read is None:
        return ""
    # Right beside a text a body, or a name with an initial, can be nothing else.
    is_body = (read.kind == "organisation" or " " in read.text) and node.css_first("a") is None
    return text if read.confidence >= (0.5 if is_apart or is_body else 0.8) else ""
