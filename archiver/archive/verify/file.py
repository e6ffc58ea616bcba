"""One WARC file against its rows: every byte of a finished one, every known record of an open one.

A damaged member does not end the check: the next one is looked for behind it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import islice, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from archiver.archive.catalogue import capture_from
from archiver.archive.verify.attachments import files_in, other_file
from archiver.archive.verify.findings import REPAIR, RESTORE, Damage, Finding, Report
from archiver.archive.warc.blocks import REFERS_TO_FILE, packed
from archiver.archive.warc.cdxj import index_of, line_before, sidecar_of
from archiver.archive.warc.files import OPEN, WarcFile, storage_error
from archiver.archive.warc.heads import values_of
from archiver.archive.warc.members import Place, capture_of, member_at, read_exchange
from archiver.errors import StorageError
from archiver.records import Capture, File, instant

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 2**20
_GZIP = 31
#: So many members that read well and yet are not as we write them are named, where a file's digest is wrong.
_SUSPECTS = 3


@dataclass(frozen=True, slots=True)
class Torn:
    """Bytes of a file that are no record, from `offset` to `end`."""

    offset: int
    end: int
    why: str


def check_file(folder: Path, connection: sqlite3.Connection, name: str) -> Report:
    """What is wrong with one WARC file, its rows and its index.

    A file that is not finished is told as such, and judged up to its last record that has a row.

    Raises:
        StorageError: a file is there and cannot be read.
    """
    for _ in range(2):
        known, captures, files = _rows(connection, name)
        path = _place_of(folder, name)
        if path is None:
            return Report(findings=tuple(_all_missing(known, captures)), figures={"files": 1})
        try:
            return _checked(path, folder, known, captures, files)
        except (FileNotFoundError, StorageError):
            if path.exists():
                raise
        # A crawl has just finished the file: under its new name it is looked at again.
    raise StorageError(f"{folder / name}: it was moved twice while it was read. Run the command again.")


def _checked(
    path: Path, folder: Path, known: WarcFile, captures: dict[int, Capture], files: dict[str, File]
) -> Report:
    if known.state != "closed":
        return _check_open(path, folder, known, captures)
    check = _Check(path, folder, known, captures, files=files)
    findings = check.run()
    return Report(findings=tuple(findings), figures=check.figures)


def _rows(connection: sqlite3.Connection, name: str) -> tuple[WarcFile, dict[int, Capture], dict[str, File]]:
    """The row of a file, its captures by offset and what some were found to be, of one moment."""
    connection.execute("BEGIN")
    try:
        row = connection.execute("SELECT * FROM warc_files WHERE path = ?", (name,)).fetchone()
        rows = connection.execute("SELECT * FROM captures WHERE warc_file = ? ORDER BY offset", (name,))
        captures = {one["offset"]: capture_from(one) for one in rows}
        files = files_in(connection, name)
    finally:
        connection.execute("ROLLBACK")
    return WarcFile(row["path"], row["state"], row["size"], row["sha256"]), captures, files


def _place_of(folder: Path, name: str) -> Path | None:
    path = folder / name
    # The third look is for a file that lost its `.open` between the first two.
    for candidate in (path, path.with_name(path.name + OPEN), path):
        if candidate.is_file():
            return candidate
    return None


def _all_missing(known: WarcFile, captures: dict[int, Capture]) -> Iterator[Finding]:
    yield Finding(
        damage=Damage.MISSING_FILE,
        file=known.path,
        expected=f"a file of {known.size} bytes, sha256 {known.sha256}" if known.size else "the file",
        found=f"none; {len(captures)} captures lie in it",
        next=RESTORE,
    )


def _check_open(path: Path, folder: Path, known: WarcFile, captures: dict[int, Capture]) -> Report:
    end = max((one.offset + one.length for one in captures.values()), default=0)
    check = _Check(path, folder, known, captures, end=end)
    unfinished = Finding(
        damage=Damage.UNFINISHED_FILE,
        file=known.path,
        expected="a finished file, since nobody writes to the archive",
        found=f"{path.stat().st_size} bytes, rows up to byte {end}; a crawl ended before its time",
        next=REPAIR,
    )
    return Report(findings=(*check.records(), unfinished), figures=check.figures)


class _Check:
    """The check of one file that is there."""

    def __init__(
        self,
        path: Path,
        folder: Path,
        known: WarcFile,
        captures: dict[int, Capture],
        *,
        files: Mapping[str, File] = MappingProxyType({}),
        end: int | None = None,
    ) -> None:
        self._path, self._folder, self._known, self._end = path, folder, known, end
        self._captures, self._files = captures, files
        self._lines: list[bytes] = []
        self._open_line: tuple[Capture, bool] | None = None
        self.figures = {"files": 1, "captures": len(captures), "records": 0, "bytes": 0}

    def run(self) -> list[Finding]:
        """Everything about a finished file."""
        with ThreadPoolExecutor(1) as other:
            digest = other.submit(_sha256, self._path)
            findings = self.records()
            size, sha256 = self._path.stat().st_size, digest.result()
        if (size, sha256) != (self._known.size, self._known.sha256):
            findings += self._whole(size, sha256, bool(findings))
        return findings + list(self._index(bool(findings)))

    def records(self) -> list[Finding]:
        """What is wrong with the records of the file, or with their rows."""
        findings: list[Finding] = []
        left = dict(self._captures)
        for found in records_of(self._path, self._end):
            row = left.pop(found.offset, None)
            if isinstance(found, Torn):
                findings.append(self._torn(found, row))
                self._close_line(None)
                continue
            self.figures["records"] += 1
            self._close_line(found)
            try:
                capture = capture_of(found, self._known.path)
            except ValueError as error:
                findings.append(self._torn(Torn(found.offset, found.offset + found.length, str(error)), row))
                continue
            if capture is not None:
                self._open_line = (capture, found.record.kind == "revisit")
                findings += self._compared(found, capture, row)
            elif row is not None:
                left[found.offset] = row
        self._close_line(None)
        self.figures["bytes"] = self._path.stat().st_size
        return findings + [self._without_record(one) for one in left.values()]

    def _close_line(self, after: Place | None) -> None:
        """Keep the line of the index for the capture before; its request may be what comes after it."""
        if self._open_line is not None:
            capture, is_revisit = self._open_line
            self._lines.append(line_before(after.record if after else None, capture, is_revisit=is_revisit))
            self._open_line = None

    def _torn(self, torn: Torn, row: Capture | None) -> Finding:
        """Bytes that are no record: the captured response itself, or one of the records behind it."""
        owner = row or (self._open_line[0] if self._open_line else None)
        if row is not None:
            expected = f"a record of {row.length} bytes, payload sha256 {row.payload_sha256}"
        else:
            expected = "a whole record" + (f" behind the capture {owner.record_id}" if owner else "")
        return Finding(
            damage=Damage.BYTES,
            file=self._known.path,
            record_id=owner.record_id if owner else "",
            offset=torn.offset,
            url=owner.url if owner else "",
            expected=expected,
            found=f"{torn.why}, up to byte {torn.end}",
            next=RESTORE,
        )

    def _compared(self, found: Place, capture: Capture, row: Capture | None) -> Iterator[Finding]:
        """What the record itself says, then its row, then what it refers to."""
        stated = "".join(values_of(found.record.headers, "WARC-Payload-Digest")[:1]).removeprefix("sha1:")
        if stated not in {"", capture.payload_sha1}:
            yield _at(
                capture, Damage.BYTES, f"payload sha1 {stated}", f"sha1 {capture.payload_sha1}", RESTORE
            )
            return
        if row is None:
            yield _at(capture, Damage.MISSING_ROW, "a row in captures", "none", REPAIR)
        elif differing := differences(capture, row):
            expected, got = (
                ", ".join(f"{name} {told(one, name)!r}" for name in differing) for one in (capture, row)
            )
            yield _at(capture, Damage.WRONG_ROW, expected, f"a row with {got}", REPAIR)
        file = self._files.get(capture.record_id)
        if file is not None and (other := other_file(found.record, self._folder, capture, file)):
            yield other
        if found.record.kind == "revisit" and values_of(found.record.headers, REFERS_TO_FILE):
            try:
                read_exchange(self._folder, capture)
            except StorageError as error:
                expected = f"the response it refers to, payload sha256 {capture.payload_sha256}"
                yield _at(capture, Damage.REFERENCE, expected, str(error), RESTORE)

    def _without_record(self, row: Capture) -> Finding:
        expected = f"a record of {row.length} bytes, payload sha256 {row.payload_sha256}"
        found = f"no record begins there; the file has {self._path.stat().st_size} bytes"
        return _at(row, Damage.MISSING_RECORD, expected, found, RESTORE)

    def _whole(self, size: int, sha256: str, is_named: bool) -> list[Finding]:
        """The file is not the one that was finished; where no record says why, what looks odd is named."""
        suspects = [] if is_named else list(islice(_suspects(self._path), _SUSPECTS + 1))
        at, length = suspects[0] if 0 < len(suspects) <= _SUSPECTS else (-1, 0)
        owner = self._captures.get(at)
        why = "" if is_named else "; every record reads as it was captured"
        if length:
            why += f", and the member of {length} bytes is packed as we do not pack"
        return [
            Finding(
                damage=Damage.FILE,
                file=self._known.path,
                record_id=owner.record_id if owner else "",
                offset=at,
                url=owner.url if owner else "",
                expected=f"{self._known.size} bytes, sha256 {self._known.sha256}",
                found=f"{size} bytes, sha256 {sha256}{why}",
                next=RESTORE,
            )
        ]

    def _index(self, is_damaged: bool) -> Iterator[Finding]:
        """The sidecar must be what the records say; beside a damaged file it is only looked for."""
        sidecar = sidecar_of(self._path)
        name = sidecar.relative_to(self._folder).as_posix()
        try:
            data = sidecar.read_bytes()
        except FileNotFoundError:
            data = None
        except OSError as error:
            raise storage_error(sidecar, "cannot be read", error) from error
        if data is None:
            expected = f"the index of {self._known.path}"
            yield Finding(damage=Damage.INDEX, file=name, expected=expected, found="no file", next=REPAIR)
        elif not is_damaged and data != index_of(self._lines):
            yield _wrong_line(name, data, index_of(self._lines))


def _at(capture: Capture, damage: Damage, expected: str, found: str, then: str) -> Finding:
    return Finding(
        damage=damage,
        file=capture.warc_file,
        record_id=capture.record_id,
        offset=capture.offset,
        url=capture.url,
        expected=expected,
        found=found,
        next=then,
    )


def _wrong_line(name: str, data: bytes, expected: bytes) -> Finding:
    """The first line of an index that is not what the records say."""
    found, right = data.splitlines(keepends=True), expected.splitlines(keepends=True)
    number = next(
        (n for n, (a, b) in enumerate(zip(found, right, strict=False)) if a != b),
        len(min(found, right, key=len)),
    )
    said = [_shown(lines[number]) if number < len(lines) else "the end" for lines in (right, found)]
    is_sorted = all(a <= b for a, b in pairwise(found))
    return Finding(
        damage=Damage.INDEX,
        file=name,
        offset=sum(map(len, found[:number])),
        expected=said[0],
        found=said[1] + ("" if is_sorted else "; the lines are not sorted"),
        next=REPAIR,
    )


def _shown(line: bytes) -> str:
    return repr(line.decode("utf-8", "backslashreplace").strip()[:300])


def records_of(path: Path, end: int | None = None) -> Iterator[Place | Torn]:
    """All records of a file up to byte `end`, and what lies between them that is none.

    Raises:
        StorageError: the file cannot be read.
    """
    try:
        with path.open("rb", buffering=_CHUNK) as file:
            size = path.stat().st_size if end is None else min(end, path.stat().st_size)
            offset = 0
            while offset < size:
                try:
                    place = member_at(file, offset)
                except ValueError as error:
                    start, offset = offset, _next_member(file, offset + 1, size)
                    yield Torn(start, offset, str(error))
                    continue
                yield place
                offset += place.length
    except OSError as error:
        raise storage_error(path, "cannot be read", error) from error


def _next_member(file: BinaryIO, start: int, size: int) -> int:
    """Where the next whole record begins; `size` if there is none."""
    while start < size:
        file.seek(start)
        chunk = file.read(_CHUNK)
        at = chunk.find(_MAGIC)
        if at < 0:
            # A magic number may be cut in two.
            start += max(len(chunk) - len(_MAGIC) + 1, 1)
            continue
        try:
            member_at(file, start + at)
        except ValueError:
            start += at + 1
            continue
        return start + at
    return size


def _suspects(path: Path) -> Iterator[tuple[int, int]]:
    """The members (offset, length) that are not packed as this program packs their content."""
    with path.open("rb") as file:
        for place in records_of(path):
            if isinstance(place, Torn):
                continue
            file.seek(place.offset)
            member = file.read(place.length)
            if packed(zlib.decompress(member, _GZIP)) != member:
                yield place.offset, place.length


def differences(capture: Capture, row: Capture) -> tuple[str, ...]:
    """The fields in which a row is not what its record says; times count to the millisecond, as stored."""
    is_same_time = told(row, "fetched_at") == told(capture, "fetched_at")
    if is_same_time and replace(row, fetched_at=capture.fetched_at) == capture:
        return ()
    return tuple(
        field.name for field in fields(Capture) if told(capture, field.name) != told(row, field.name)
    )


def told(capture: Capture, name: str) -> object:
    """One field as the archive stores it."""
    return instant(capture.fetched_at) if name == "fetched_at" else getattr(capture, name)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise storage_error(path, "cannot be read", error) from error
