"""When two readings of an article are the same, what changed when they are not, and the runs of equal ones.

Pure functions. A *fact* is that one capture was read as one reading; revisions are a view of an article's
facts in the order of their times, so that a capture that comes late gives what it would have given in time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from archiver.records import Article, iso
from archiver.vietnamese.relative_times import read_relative
from archiver.vietnamese.text import clean
from archiver.vietnamese.timestamps import parse_timestamp

#: The parts of a reading that make a revision, in the order in which a change is told.
PARTS = ("title", "date", "lead", "text", "byline", "images", "attachments")
#: Made once: `json.dumps` makes one for each call that asks for another form than its own.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
#: The parts whose change is silent where the printed date stays.
WORDS = ("title", "lead", "text")


def parts(article: Article) -> dict[str, object]:
    """What a reading says, by part; empty parts are left out, so that a new field makes no false revision.

    Pictures and files count by path only: portals put tokens and sizes into the query (courtlistener#4443).
    `printed` and `kinds` say how date and text were written; they are kept and never compared, because a
    new template writes the same in another way. A time counted back (`2 giờ trước`) is another one at each
    visit: it is kept as `about`, and compared within its own exactness only.
    """
    time, printed = iso(article.published_at) or "", article.published_text
    is_relative = bool(time) and _is_relative(printed, article.published_at)
    said: dict[str, object] = {
        "title": article.title,
        "date": (time or printed) if printed and not is_relative else "",
        "about": time if is_relative else "",
        "lead": " ".join(filter(None, (article.source_line, article.lead))),
        "text": [paragraph.text for paragraph in article.paragraphs],
        "byline": article.byline,
        "images": [urlsplit(image.url).path for image in article.images],
        "attachments": [[urlsplit(file.url).path, file.title] for file in article.attachments],
        "printed": printed,
        "kinds": [paragraph.kind.value for paragraph in article.paragraphs],
    }
    return {part: value for part, value in said.items() if value}


def _is_relative(printed: str, anchor: datetime | None) -> bool:
    # Most lines hold no such words at all: that is told in a tenth of the time.
    if not printed or anchor is None or read_relative(clean(printed), anchor) is None:
        return False
    stamp = parse_timestamp(printed, relative_to=anchor)
    return stamp is not None and stamp.form == "relative"


def content_hash(reading: Mapping[str, object]) -> str:
    """The hash on which readings are compared: sha256 in hexadecimal over the parts as canonical JSON."""
    said = {part: compared(reading, part) for part in PARTS if part in reading}
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def compared(reading: Mapping[str, object], part: str) -> object:
    """A part as it is compared: a text by its words, wherever the markup cuts it into paragraphs.

    >>> compared({"text": ["Sáng nay,", "hội thảo khai mạc."]}, "text")
    'Sáng nay, hội thảo khai mạc.'
    """
    value = reading.get(part)
    return " ".join(map(str, value)) if part == "text" and isinstance(value, list) else value


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The parts in which two readings differ.

    >>> changed({"title": "Tập huấn", "byline": "Lưu Hương"}, {"title": "Tập huấn"})
    ('byline',)
    """
    found = [part for part in PARTS if compared(before, part) != compared(after, part)]
    if "date" in found and _may_be_one_time(before, after):
        found.remove("date")
    return tuple(found)


#: How far from the truth a time may be that is counted back in such units.
_EXACT_TO = {
    "giờ": timedelta(hours=1),
    "tiếng": timedelta(hours=1),
    "ngày": timedelta(days=1),
    "hôm": timedelta(days=1),
    "tuần": timedelta(days=8),
    "tháng": timedelta(days=32),
    "năm": timedelta(days=367),
}
_MINUTES = timedelta(minutes=10)


def _may_be_one_time(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether a time counted back and another time may be the same one.

    >>> about = {"about": "2026-03-07T08:20:00+07:00", "printed": "2 giờ trước"}
    >>> _may_be_one_time(about, {"date": "2026-03-07T08:51:00+07:00"})
    True
    >>> _may_be_one_time(about, {"date": "2026-03-06T08:51:00+07:00"}), _may_be_one_time(about, {})
    (False, False)
    """
    if "about" not in before and "about" not in after:
        return False
    times = [str(reading.get("date") or reading.get("about") or "") for reading in (before, after)]
    try:
        one, other = map(datetime.fromisoformat, times)
    except ValueError:
        return False
    printed = " ".join(
        str(reading.get("printed", "")).lower() for reading in (before, after) if "about" in reading
    )
    exact_to = sum((_EXACT_TO.get(word, timedelta(0)) for word in printed.split()), _MINUTES)
    return abs(one - other) <= exact_to


def is_silent(differs: Iterable[str]) -> bool:
    """Whether words changed and the printed date did not.

    >>> is_silent(["text"]), is_silent(["date", "text"]), is_silent(["images"])
    (True, False, False)
    """
    parts_changed = set(differs)
    return bool(parts_changed & set(WORDS)) and "date" not in parts_changed


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """That one capture was read as one reading: its time (UTC, as the archive writes it), and the hash."""

    at: str
    capture: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A run of equal readings of one article; `changed` says in which parts it differs from the last."""

    number: int
    content_hash: str
    first_seen: str
    last_seen: str
    first_capture: str
    last_capture: str
    changed: tuple[str, ...] = ()
    extent: str = ""
    silent: bool = False


#: What a change between two readings is, as far as a revision is concerned: parts and extent.
Judge = Callable[[Fact, Fact], tuple[tuple[str, ...], str]]


def runs(facts: Iterable[Fact], judge: Judge) -> tuple[Revision, ...]:
    """The revisions of an article: runs of equal readings, oldest first, whatever order the facts come in.

    `judge` tells for two unequal readings, one after the other, in which parts they differ and how much; no
    part means that the change is held back (`archiver.archive.edits.redesign`) and begins no revision.
    """
    found: list[list[Fact]] = []
    changes: list[tuple[tuple[str, ...], str]] = []
    for fact in sorted(facts):
        before = found[-1][-1] if found else None
        if before is not None and before.reading == fact.reading:
            found[-1].append(fact)
            continue
        change: tuple[tuple[str, ...], str] = ((), "") if before is None else judge(before, fact)
        if before is not None and not change[0]:
            found[-1].append(fact)
        else:
            found.append([fact])
            changes.append(change)
    return tuple(
        Revision(
            number=number,
            content_hash=run[0].reading,
            first_seen=run[0].at,
            last_seen=run[-1].at,
            first_capture=run[0].capture,
            last_capture=run[-1].capture,
            changed=differs,
            extent=extent,
            silent=is_silent(differs),
        )
        for number, (run, (differs, extent)) in enumerate(zip(found, changes, strict=True), start=1)
    )
