"""Who is named in the line that prints a date: `Bảo Minh - 15:39 05/08/2022`, `Đăng bởi {PT} ngày …`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archiver.vietnamese.bylines import Byline, read_byline
from archiver.vietnamese.timestamps import Timestamp

#: A name beside a date; what else stands there is a label or a counter.
_SURE = 0.5
#: What a label between a name and its date may say.
_DATE_LABEL = re.compile(
    r"(?:^|[\s|,;–-])(?:(?:được |đã )*(?:đăng|gửi|xuất bản|cập nhật|posted|updated|published)"
    r"(?: ngày| lúc| vào| on)*"
    r"|ngày(?: (?:đăng|đưa|viết|gửi|tạo|cập nhật|xuất bản))?|(?:vào )?lúc|vào|on|date)\s*:?\s*$",
    re.IGNORECASE,
)
#: Behind a time they are no initials.
_ZONE = re.compile(r"(?:[ECMP][SD]?T|[AP]\.?M\.?|GMT|UTC|ICT|BST|CET|IST|Z)\b.*", re.IGNORECASE)
_POSTED_BY = re.compile(
    r"^(?:(?:được |đã )*(?:đăng|gửi|viết)|posted|submitted|written|published) (?:bởi|by)\s*:?\s+|^by\s+",
    re.IGNORECASE,
)


def without_posted_by(line: str) -> str:
    """A line without the words that say that somebody posted it.

    >>> without_posted_by("Được đăng bởi Minh Hải"), without_posted_by("Đăng ký")
    ('Minh Hải', 'Đăng ký')
    """
    return _POSTED_BY.sub("", line)


def name_beside(line: str, stamp: Timestamp, site_names: Iterable[str] = ()) -> Byline | None:
    """The name in a date line, before or behind the date; `None` where there is none.

    >>> from archiver.vietnamese.timestamps import parse_timestamp
    >>> line = "MINH HẢI - LƯU HƯƠNG | Đăng lúc: 12:50 - 06/02/2015"
    >>> name_beside(line, parse_timestamp(line)).text
    'MINH HẢI - LƯU HƯƠNG'
    """
    before = _DATE_LABEL.sub("", line[: stamp.start].rstrip(" (|"))
    for side in (before, line[stamp.end :]):
        for part in (side, *side.split("|")):
            name = without_posted_by(part.lstrip(" -–|•·,;)").rstrip(" -–|•·,;("))
            read = read_byline(name, site_names=site_names) if name and not _ZONE.fullmatch(name) else None
            if read is not None and read.confidence >= _SURE:
                return read
    return None
