"""Write WARC 1.1 files: one gzip member per record, an exchange whole or not at all.

Reading and repairing are re-exported: this module is the one to import WARC from.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from archiver.archive.warc.blocks import (
    Warcinfo,
    exchange_members,
    new_record_id,
    note_member,
    warcinfo_member,
)
from archiver.archive.warc.cdxj import GrowingIndex, line_of, write_sidecar
from archiver.archive.warc.decoding import decode_body, payload_of
from archiver.archive.warc.files import OPEN, SOURCES, WarcFile, storage_error, sync_folder, warc_name
from archiver.archive.warc.heads import content_type, safe_url, stored_headers
from archiver.archive.warc.members import Member, Sent, read_exchange, read_payload, scan
from archiver.archive.warc.recovery import Recovery, recover
from archiver.errors import StorageError
from archiver.records import Capture, Exchange

__all__ = [
    "Member",
    "Recovery",
    "WarcFile",
    "WarcWriter",
    "decode_body",
    "payload_of",
    "read_exchange",
    "read_payload",
    "recover",
    "scan",
]

_PREFIXES = {source: prefix for prefix, source in SOURCES.items()}


@dataclass(slots=True)
class _OpenFile:
    path: Path
    name: str
    file: io.FileIO
    day: date
    warcinfo_id: str
    size: int = 0
    sha256: hashlib._Hash = field(default_factory=hashlib.sha256)
    index: GrowingIndex = field(default_factory=GrowingIndex)


class WarcWriter:
    """The only writer of one site's WARC files; a file is made at the first `append`.

    A file ends before `limit` bytes, with the UTC day, or with the writer. `now` is the clock of file
    names and days; `source` is a word of `Capture.source`; `host` is this machine's name unless given.
    `opening` is a note that stands right at the beginning of the first file.
    Captures name the file without its `.open`; no row may point at one before `sync` has returned.
    """

    def __init__(
        self,
        folder: Path,
        site: str,
        *,
        now: Callable[[], datetime],
        operator: str = "",
        limit: int = 1_000_000_000,
        source: str = "live",
        host: str = "",
        opening: str = "",
    ) -> None:
        self._folder, self._site, self._now, self._operator = folder, site, now, operator
        self._limit, self._prefix, self._source = limit, _PREFIXES[source], source
        self._host = re.sub(r"[^A-Za-z0-9.-]", "-", host or socket.gethostname())
        self._opening = opening
        self._serial = 0
        self._current: _OpenFile | None = None
        self._closed: list[WarcFile] = []
        self._fault = ""

    def append(self, exchange: Exchange, earlier: Capture | None = None, *, record_id: str = "") -> Capture:
        """Write one response and its request, in one piece and without fsync.

        Where an `earlier` capture has the same payload, a revisit record is written (`archive.repeats`).
        `record_id` is the response's, where it has been given one already (`blocks.new_record_id`).

        Raises:
            StorageError: the file cannot be written; what was half written has been taken away again.
        """
        current = self._file_for_now()
        written = exchange_members(exchange, current.warcinfo_id, earlier, record_id=record_id)
        if current.size and current.size + len(written.response) + len(written.request) > self._limit:
            self._finish(current)
            current = self._file_for_now()
            written = exchange_members(exchange, current.warcinfo_id, earlier, record_id=record_id)
        first = b"" if current.size else self._first_member(current)
        offset = current.size + len(first)
        self._write(current, first + written.response + written.request)
        capture = Capture(
            url=safe_url(exchange.url),
            fetched_at=exchange.fetched_at.astimezone(UTC),
            status=exchange.status,
            content_type=content_type(stored_headers(exchange.headers, len(exchange.body))),
            warc_file=current.name,
            offset=offset,
            length=len(written.response),
            record_id=written.record_id,
            payload_sha1=written.sha1,
            payload_sha256=written.sha256,
            payload_length=len(exchange.body),
            truncated=exchange.truncated,
            source=self._source,
            lenience=exchange.lenience,
        )
        sent = Sent(exchange.method, stored_headers(exchange.request_headers, 0), exchange.request_body)
        current.index.add(line_of(capture, sent, is_revisit=earlier is not None))
        return capture

    def note(self, text: str) -> None:
        """Write one note of the crawl (`archiver.archive.warc.notes`), without fsync.

        Raises:
            StorageError: the file cannot be written; what was half written has been taken away again.
        """
        current = self._file_for_now()
        first = b"" if current.size else self._first_member(current)
        self._write(current, first + note_member(text, self._now(), current.warcinfo_id))

    def sync(self) -> None:
        """Return when everything appended is on the disk.

        Raises:
            StorageError: it is not, and this writer takes nothing more.
        """
        self._refuse_after_fault()
        if self._current is not None:
            self._sync(self._current)

    def take_closed(self) -> tuple[WarcFile, ...]:
        """The files finished since the last time this was asked, oldest first."""
        closed, self._closed = tuple(self._closed), []
        return closed

    def close(self) -> tuple[WarcFile, ...]:
        """Finish the file: fsync, its index, take `.open` away, fsync; what `take_closed` will give.

        After a fault the file stays `.open`, and the next start repairs it (`recover`).

        Raises:
            StorageError: the file cannot be finished.
        """
        current = self._current
        if current is not None and self._fault:
            current.file.close()
            self._current = None
        elif current is not None:
            self._finish(current)
        return tuple(self._closed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _file_for_now(self) -> _OpenFile:
        self._refuse_after_fault()
        now = self._now().astimezone(UTC)
        if self._current is not None and self._current.day != now.date():
            self._finish(self._current)
        if self._current is None:
            self._current = self._begin(now)
        return self._current

    def _begin(self, now: datetime) -> _OpenFile:
        folder = self._folder / "warc" / self._site / f"{now:%Y}" / f"{now:%m}"
        stamp = f"{now:%Y%m%d%H%M%S}{now.microsecond // 1000:03d}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = self._free_name(folder, stamp)
            file = io.FileIO(path, "xb")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for made in (folder, *folder.parents[:4]):
                sync_folder(made)
        except OSError as error:
            raise storage_error(folder, "no file can be made there", error) from error
        return _OpenFile(path, warc_name(path, self._folder), file, now.date(), new_record_id())

    def _free_name(self, folder: Path, stamp: str) -> Path:
        while True:
            self._serial += 1
            stem = f"{self._prefix}-{stamp}-{self._serial:05d}-{self._host}~{os.getpid()}.warc.gz"
            path = folder / f"{stem}{OPEN}"
            if not path.exists() and not path.with_suffix("").exists():
                return path

    def _first_member(self, current: _OpenFile) -> bytes:
        warcinfo = Warcinfo(
            record_id=current.warcinfo_id,
            made_at=self._now(),
            file_name=current.name.rpartition("/")[2],
            software=f"ministry-archiver/{_version()}",
            site=self._site,
            host=self._host,
            operator=self._operator,
        )
        first = warcinfo_member(warcinfo)
        return (
            first + note_member(self._opening, self._now(), current.warcinfo_id) if self._opening else first
        )

    def _write(self, current: _OpenFile, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(current.file.fileno(), rest) :]
        except OSError as error:
            self._take_back(current)
            raise storage_error(current.path, "cannot be written", error) from error
        current.size += len(data)
        current.sha256.update(data)
        self._opening = ""

    def _take_back(self, current: _OpenFile) -> None:
        """Leave the file as it was before the write that failed."""
        try:
            os.ftruncate(current.file.fileno(), current.size)
            os.lseek(current.file.fileno(), current.size, os.SEEK_SET)
        except OSError as error:
            self._fail(current, "a half-written record cannot be taken away", error)

    def _sync(self, current: _OpenFile) -> None:
        try:
            os.fsync(current.file.fileno())
        except OSError as error:
            # After a failed fsync the kernel may have dropped the bytes, and a second one would not say so.
            self._fail(current, "cannot be brought to the disk", error)

    def _finish(self, current: _OpenFile) -> None:
        if current.size:
            self._sync(current)
        try:
            if current.size:
                # Before the file loses its `.open`: a finished file is never without its index.
                write_sidecar(current.path, current.index.whole())
                current.path.rename(current.path.with_suffix(""))
            else:
                current.path.unlink()
            sync_folder(current.path.parent)
        except OSError as error:
            self._fail(current, "cannot be finished", error)
        current.file.close()
        self._current = None
        if current.size:
            closed = WarcFile(current.name, "closed", current.size, current.sha256.hexdigest())
            self._closed.append(closed)

    def _fail(self, current: _OpenFile, what: str, error: OSError) -> NoReturn:
        failure = storage_error(current.path, what, error)
        self._fault = str(failure)
        raise failure from error

    def _refuse_after_fault(self) -> None:
        if self._fault:
            raise StorageError(f"nothing more is written after an earlier fault: {self._fault}")


def _version() -> str:
    try:
        return version("ministry-archiver")
    except PackageNotFoundError:
        return "unknown"
