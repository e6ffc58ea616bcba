"""What the records of a WARC file say, read with today's code: the part of a replay that many can do at once.

A *task* is a part of one file, a *look* what one of its records says. Nothing here writes, and nothing
knows the ledger: what a look means for an address is decided in order, by one process (`rebuild`, `replay`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from archiver.archive.ledger.file_visits import LENGTH
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, Visit
from archiver.archive.warc.blocks import CRAWL_LOG, NOTES
from archiver.archive.warc.decoding import payload_of
from archiver.archive.warc.files import storage_error
from archiver.archive.warc.heads import values_of
from archiver.archive.warc.members import (
    NOTHING_SENT,
    Place,
    Record,
    Sent,
    capture_of,
    exchange_in,
    member_at,
    read_exchange,
    read_payload,
    sent_in,
)
from archiver.errors import CaptureDamaged, NotAnArticle, PayloadError, StorageError
from archiver.extract.extract import extract
from archiver.extract.fields.file_types import file_of, is_document
from archiver.extract.fields.files import is_file, media_type
from archiver.extract.memory import NONE, Memory
from archiver.extract.site import Site, recognise
from archiver.records import Article, Capture, Exchange, File, Payload

#: A task covers so many bytes of a file: some hundred pages, so that neither order nor memory suffers.
TASK_BYTES = 4 * 2**20
#: A payload that is no article's page goes along up to this size; larger ones are read where they are needed.
_LARGEST_PASSED = 2 * 2**20
_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 2**20

Sites = Mapping[str, Site]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part of a file of the archive: the records from byte `start` to `end`, or some known captures.

    `memory` is what is known of the site, to read with.
    """

    file: str
    start: int = 0
    end: int = 0
    captures: tuple[Capture, ...] = ()
    memory: Memory = NONE

    @property
    def site(self) -> str:
        """The site whose files lie in that folder.

        >>> Task(file="warc/mic/2026/01/a.warc.gz").site
        'mic'
        """
        return site_of_file(self.file)


def site_of_file(name: str) -> str:
    """The site whose captures a file holds, by its folder; empty where the folder says nothing."""
    parts = PurePosixPath(name).parts
    return parts[1] if len(parts) > 2 and parts[0] == "warc" else ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page is no article: a word of `Reason`, or empty for bytes that are no page."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One record: a capture with what it says, a note of the crawl, or that notes follow.

    `exchange` is without its body, `truncated` says what became of it (`payload_of`). `said` is there for
    pages at an article's address, read with `memory`; `payload` for other pages, `file` at addresses that
    name a document.
    """

    capture: Capture | None = None
    exchange: Exchange | None = None
    truncated: str = ""
    said: Article | Refused | None = None
    memory: Memory = NONE
    payload: Payload | None = None
    file: File | None = None
    sent: Sent = NOTHING_SENT
    note: str = ""
    has_log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of a task: from where to where records were found, and where none could be.

    `seconds` of a processor are spent reading (with the records' decompression), decoding and extracting.
    """

    task: Task
    looks: tuple[Look, ...] = ()
    start: int = 0
    end: int = 0
    damage: tuple[str, ...] = ()
    seconds: tuple[float, float, float] = (0.0, 0.0, 0.0)


#: How tasks are done: in order, in place or in other processes.
Reader = Callable[[Iterable[Task]], Iterator[Looked]]


def in_place(folder: Path, sites: Sites) -> Reader:
    """Each task when its turn comes, in this process."""
    return lambda tasks: (look_at(folder, task, sites) for task in tasks)


class _Watch:
    """Where the time of this processor goes, whoever else uses it."""

    def __init__(self) -> None:
        self.spent = [0.0, 0.0, 0.0]
        self._last = time.process_time()

    def lap(self, number: int) -> None:
        """The time since the last lap belongs to that part."""
        now = time.process_time()
        self.spent[number] += now - self._last
        self._last = now


def look_at(folder: Path, task: Task, sites: Sites) -> Looked:
    """Do one task.

    Raises:
        StorageError: the file cannot be read.
    """
    site, watch = sites.get(task.site), _Watch()
    if task.captures:
        looks, damage = [], []
        for capture in task.captures:
            try:
                exchange = read_exchange(folder, capture)
            except CaptureDamaged as error:
                damage.append(str(error))
                continue
            watch.lap(0)
            looks.append(look_of(capture, exchange, site, task.memory, watch))
        return Looked(task=task, looks=tuple(looks), damage=tuple(damage), seconds=_seconds(watch))
    walk = _Walk(folder, task)
    looks = list(_looks(walk, folder, task, site, watch))
    return Looked(
        task=task,
        looks=tuple(looks),
        start=walk.start,
        end=walk.end,
        damage=tuple(walk.damage),
        seconds=_seconds(watch),
    )


def _seconds(watch: _Watch) -> tuple[float, float, float]:
    read, decoded, extracted = watch.spent
    return read, decoded, extracted


def _looks(walk: _Walk, folder: Path, task: Task, site: Site | None, watch: _Watch) -> Iterator[Look]:
    last: Look | None = None
    for place in walk.places():
        kind = place.record.kind
        if kind == "request" and last is not None and last.capture is not None:
            last = replace(last, sent=_worth_telling(sent_in(place.record, last.capture.record_id)))
            continue
        if last is not None:
            yield last
        try:
            last = _look(place, folder, task, site, watch)
        except (ValueError, StorageError) as error:
            walk.damage.append(f"{task.file}: damaged at byte {place.offset}: {error}")
            last = None
    if last is not None:
        yield last


def _worth_telling(sent: Sent) -> Sent:
    """A plain GET tells nothing."""
    return NOTHING_SENT if sent.method in {"GET", ""} else sent


def _look(place: Place, folder: Path, task: Task, site: Site | None, watch: _Watch) -> Look | None:
    record = place.record
    if record.kind == "warcinfo":
        return Look(has_log=f"{CRAWL_LOG}: {NOTES}".encode() in record.block)
    if record.kind == "metadata":
        return Look(note=record.block.decode("utf-8", "replace")) if _is_note(record) else None
    capture = capture_of(place, task.file)
    if capture is None:
        return None
    exchange = exchange_in(record, folder)
    watch.lap(0)
    return look_of(capture, exchange, site, task.memory, watch)


def _is_note(record: Record) -> bool:
    return values_of(record.headers, "WARC-Target-URI") == [NOTES]


def look_of(
    capture: Capture, exchange: Exchange, site: Site | None, memory: Memory, watch: _Watch | None = None
) -> Look:
    """What one capture says; of a site that nobody has described here, nothing."""
    watch = watch or _Watch()
    bare = replace(exchange, body=b"")
    if site is None or not 200 <= capture.status < 300:
        return Look(capture=capture, exchange=bare, truncated=_truncated(exchange))
    payload = payload_of(exchange)
    watch.lap(1)
    look = Look(capture=capture, exchange=bare, truncated=payload.truncated, memory=memory)
    if payload.truncated not in {"", LENGTH}:
        return look
    if is_file(capture.url):
        file = file_of(payload)
        look = replace(look, file=file)
        if is_document(file.file_type, media_type(capture.url)):
            return look
    if payload.truncated:
        return look
    if recognise(capture.url, site) is None:
        small = len(payload.body) <= _LARGEST_PASSED
        return replace(look, payload=payload) if small else look
    said = said_by(payload, site, memory)
    watch.lap(2)
    return replace(look, said=said)


def _truncated(exchange: Exchange) -> str:
    return payload_of(exchange).truncated


def said_by(payload: Payload, site: Site, memory: Memory = NONE) -> Article | Refused:
    """The article of a page, or why it is none."""
    try:
        return extract(payload, site, memory)
    except NotAnArticle as error:
        return Refused(error.reason, error.detail)
    except PayloadError as error:
        return Refused("", str(error))


def settled(look: Look, visit: Visit, site: Site, folder: Path, *, since: date | None = None) -> Settlement:
    """What a look means for a visit: `settle`, without reading the page a second time."""
    capture, exchange = look.capture, look.exchange
    assert capture is not None
    assert exchange is not None
    payload = look.payload
    if payload is None:
        payload = Payload(
            url=exchange.url,
            body=b"",
            status=exchange.status,
            content_type=capture.content_type,
            fetched_at=exchange.fetched_at,
            truncated=look.truncated,
        )
        if 200 <= capture.status < 300 and _asks_for_payload(look, visit):
            payload = read_payload(folder, capture)
    said = look.said

    def read(page: Payload, of: Site) -> Article:
        if said is None:
            return extract(page, of, look.memory)
        if isinstance(said, Article):
            return said
        if said.reason:
            raise NotAnArticle(page.url, said.reason, said.detail)
        raise PayloadError(said.detail)

    return settle(visit, capture, exchange, site, since=since, payload=payload, file=look.file, read=read)


def _asks_for_payload(look: Look, visit: Visit) -> bool:
    """Whether what a page means cannot be told by what was looked at alone."""
    if visit.kind == ATTACHMENT:
        is_told = look.file is not None and is_document(look.file.file_type, media_type(visit.url))
        return look.truncated in {"", LENGTH} and not is_told
    return not look.truncated and (visit.kind != "article" or look.said is None)


@dataclass
class _Walk:
    """A walk over the records of a part of a file.

    A part begins with the first record in it that is no request, and takes the requests behind its last
    record along: so parts that meet have each record once. Where a record is damaged, the walk goes on at the
    next whole one.
    """

    folder: Path
    task: Task
    start: int = 0
    end: int = 0
    damage: list[str] = field(default_factory=list)

    def places(self) -> Iterator[Place]:
        """The records, in order."""
        path = self.folder / self.task.file
        try:
            with path.open("rb") as file:
                yield from self._places(file, path.stat().st_size)
        except OSError as error:
            raise storage_error(path, "cannot be read", error) from error

    def _places(self, file: BinaryIO, size: int) -> Iterator[Place]:
        place = self._next(file, self.task.start, size, said=self.task.start == 0)
        while self.task.start and place is not None and place.record.kind == "request":
            place = self._next(file, place.offset + place.length, size, said=True)
        self.start = self.end = size if place is None else place.offset
        while place is not None and (place.offset < self.task.end or place.record.kind == "request"):
            self.end = place.offset + place.length
            yield place
            place = self._next(file, self.end, size, said=True)
            self.end = size if place is None else place.offset

    def _next(self, file: BinaryIO, offset: int, size: int, *, said: bool) -> Place | None:
        """The whole record at a byte or behind it; `said` is whether it should be at that byte."""
        at = offset
        while at < size:
            try:
                return member_at(file, at)
            except ValueError as error:
                if said and at == offset:
                    self.damage.append(f"{self.task.file}: damaged at byte {at}: {error}")
                found = _find(file, at + 1)
                at = size if found is None else found
        return None


def _find(file: BinaryIO, start: int) -> int | None:
    """Where the next gzip member may begin."""
    file.seek(start)
    before, at = b"", start
    while chunk := file.read(_CHUNK):
        window = before + chunk
        found = window.find(_MAGIC)
        if found >= 0:
            return at - len(before) + found
        before, at = window[-2:], at + len(chunk)
    return None


def parts_of(file: str, size: int) -> tuple[Task, ...]:
    """The tasks of a whole file of `size` bytes."""
    starts = range(0, max(size, 1), TASK_BYTES)
    return tuple(Task(file=file, start=start, end=min(start + TASK_BYTES, size)) for start in starts)


def joined(looked: Iterable[Looked], again: Callable[[Task], Looked]) -> Iterator[Looked]:
    """The parts of files, each beginning where the one before it ended.

    A part that was begun at what only looked like a record (a page may hold one) is done `again`, from the
    true byte on.
    """
    file, end = "", 0
    for one in looked:
        task, part = one.task, one
        if task.file == file and one.start != end:
            true = replace(task, start=end)
            part = again(true) if end < task.end else Looked(task=task, start=end, end=end)
        file, end = task.file, part.end
        yield part
