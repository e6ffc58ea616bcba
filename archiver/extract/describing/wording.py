"""What a portal calls itself, how it prints dates, and how much it publishes: from some pages of it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from archiver.extract.fields.metadata import Metadata
from archiver.vietnamese.text import clean, fold

_SEPARATOR = re.compile(r"\s+[-–—|•·»:]{1,2}\s+|\s*\|\s*")
_LONGEST_NAME = 90
_WEEKDAY = re.compile(
    r"(?i)\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
#: The hosts of one ministry are those of one registered name: two labels below `gov.vn`, `org.vn` and so on.
_SECOND_LEVEL = frozenset({"gov", "com", "org", "edu", "net", "ac", "int", "info", "co"})
_NOT_A_NAME = frozenset({"www", "portal", "cong", "congthongtin", "en", "vi", "home", "web", "m", "news"})
_PYTHON_WORDS = frozenset(
    {"spiders", "archiver", "demo", "test", "import", "class", "def", "none", "true", "false"}
)
#: A quiet week brings a quarter of an ordinary one.
_QUIET, _MOST_A_WEEK = 4, 100
_FEWEST_TIMES = 5


def date_form(printed: str) -> str:
    """How a date is printed, without its day.

    >>> date_form("Thứ bảy, 07/03/2026 | 08:52 (GMT+07:00)"), date_form("Ngày 7 tháng 3 năm 2026")
    ('Thứ …, 00/00/0000 | 00:00 (GMT+07:00)', 'Ngày 0 tháng 0 năm 0000')
    """
    zone = re.search(r"\(?(?:GMT|UTC).*", printed)
    head = printed[: zone.start()] if zone else printed
    return re.sub(r"\d", "0", _WEEKDAY.sub("Thứ …", head)) + (zone[0] if zone else "")


def own_names(pages: Sequence[tuple[str, Metadata]]) -> tuple[str, ...]:
    """What a portal calls itself: in its metadata, and behind the titles of its articles.

    `pages` are articles, each as its title and what its page declares.

    >>> page = Metadata(titles=("Tập huấn ở huyện - Tin tức | Sở Nước sạch",))
    >>> own_names([("Tập huấn ở huyện", page), ("Tập huấn ở huyện", page)])
    ('Sở Nước sạch',)
    """
    found: Counter[str] = Counter()
    for title, metadata in pages:
        said = (metadata.site_name, *(_beside(one, title) for one in metadata.titles))
        found.update(list(dict.fromkeys(name for name in said if name)))
    needed = max(1, -(-len(pages) // 2))
    return tuple(name for name, count in found.most_common(3) if count >= needed)


def _beside(declared: str, title: str) -> str:
    """What stands furthest from the article's own title in a declared one, behind or before it."""
    if len(declared) <= len(title):
        return ""
    if fold(declared).startswith(fold(title)):
        parts = _SEPARATOR.split(declared[len(title) :])
    elif fold(declared).endswith(fold(title)):
        parts = _SEPARATOR.split(declared[: -len(title)])[::-1]
    else:
        return ""
    said = [clean(part) for part in parts if clean(part)]
    return said[-1] if said and len(said[-1]) <= _LONGEST_NAME else ""


def name_of_host(host: str) -> str:
    """The name of a site, out of its host; empty where none can be made.

    >>> name_of_host("www.moh.gov.vn"), name_of_host("so-y-te.tinh.example.vn"), name_of_host("2020.vn")
    ('moh', 'so_y_te', '')
    """
    labels = [label for label in host.lower().split(".") if label not in _NOT_A_NAME]
    for label in labels[:1]:
        name = re.sub(r"[^a-z0-9]+", "_", label).strip("_")[:30]
        if re.fullmatch(r"[a-z][a-z0-9_]*", name, re.ASCII) and name not in _PYTHON_WORDS:
            return name
    return ""


def registered(host: str) -> str:
    """The name that a portal's hosts have in common.

    >>> registered("en.mic.gov.vn"), registered("www.vietnamnet.vn")
    ('mic.gov.vn', 'vietnamnet.vn')
    """
    labels = host.lower().rstrip(".").split(".")
    deep = len(labels) >= 3 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3:] if deep else labels[-2:])


def least_a_week(times: Iterable[datetime]) -> int:
    """How many new articles a quiet week brings, from the times of some that follow one another; 1 at least.

    >>> from datetime import UTC, timedelta
    >>> least_a_week(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=6 * n) for n in range(20))
    7
    """
    newest = sorted(set(times), reverse=True)
    if len(newest) < _FEWEST_TIMES:
        return 1
    # What side bars link to is older than what the list is about.
    newest = newest[: max(_FEWEST_TIMES, len(newest) // 2)]
    days = max((newest[0] - newest[-1]).total_seconds() / 86_400, 0.25)
    return max(1, min(_MOST_A_WEEK, int((len(newest) - 1) / days * 7 / _QUIET)))
