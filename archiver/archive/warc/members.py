"""Read WARC files one gzip member at a time, bounded: what lies in them may be torn or hostile."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from zlib_ng import zlib_ng

from archiver.archive.warc.blocks import (
    LENIENCE,
    PAYLOAD_LENGTH,
    PAYLOAD_SHA256,
    REFERS_TO_FILE,
    REFERS_TO_OFFSET,
    digests,
    is_rendered,
)
from archiver.archive.warc.decoding import payload_of
from archiver.archive.warc.files import OPEN, source_of, storage_error, warc_name
from archiver.archive.warc.heads import Head, Headers, content_type, parse_head, values_of
from archiver.errors import CaptureDamaged, StorageError
from archiver.records import Capture, Exchange, Payload

#: A record inflates to this many bytes at most: twice the largest response that a crawl takes.
RECORD_LIMIT = 64 * 2**20

_REQUEST_LIMIT = 2**20
_CHUNK = 16 * 1024
_GZIP = 31
_HTTP = {"response", "revisit"}
_STATUS_LINE = re.compile(r"(HTTP/\d(?:\.\d)?) +(\d{1,9})(?: (.*))?")


class Member(NamedTuple):
    """One whole record of a WARC file; `capture` is there for responses and revisits only."""

    capture: Capture | None
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record: its `WARC-Type`, its headers, its block; `head_size` in bytes, blank line included."""

    kind: str
    headers: Headers
    block: bytes
    head_size: int


class Sent(NamedTuple):
    """What a request sent: the method is empty where no request was kept."""

    method: str
    headers: Headers
    body: bytes


NOTHING_SENT = Sent("", (), b"")


class Place(NamedTuple):
    """Where a record lies: the offset and the length of its gzip member."""

    record: Record
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class _Response:
    record: Record
    http: Head
    protocol: str
    status: int
    reason: str | None
    body: bytes


def scan(path: Path, folder: Path, start: int = 0) -> Iterator[Member]:
    """The whole records of a file from byte `start` on; it stops at the first that is torn or invalid.

    The good bytes end where the last member ends, at `start` if there is none. `folder` is the
    archive's: the captures name the file relative to it and without `.open`.

    Raises:
        StorageError: the file cannot be read.
    """
    name = warc_name(path, folder)
    try:
        for place in walk(path, start):
            yield Member(capture_of(place, name), place.offset, place.length)
    except ValueError:
        return


def walk(path: Path, start: int = 0) -> Iterator[Place]:
    """The records of a file from byte `start` to its end.

    Raises:
        StorageError: the file cannot be read.
        ValueError: a record is torn or invalid; it begins where the last one before it ended.
    """
    try:
        with path.open("rb", buffering=16 * _CHUNK) as file:
            offset = start
            while offset < os.fstat(file.fileno()).st_size:
                place = member_at(file, offset)
                yield place
                offset += place.length
    except OSError as error:
        raise storage_error(path, "cannot be read", error) from error


def member_at(file: BinaryIO, offset: int) -> Place:
    """The record whose gzip member begins at a byte of a file.

    Raises:
        ValueError: there is no whole record.
    """
    file.seek(offset)
    content, length = _inflated(file, 2 * RECORD_LIMIT)
    return Place(_record(content), offset, length)


def read_exchange(folder: Path, capture: Capture, *, follow: bool = True) -> Exchange:
    """What crossed the wire, from one seek: the response and, if it follows, its request.

    Headers are as stored (`archiver.archive.warc.blocks.stored_headers`). Without a request record `method`
    is empty. At most `capture.length` bytes are read for the response and 1 MiB for the request. The payload
    of a revisit is read where it lies; without `follow` a revisit is damage.

    Raises:
        StorageError: the file is not there or cannot be read.
        CaptureDamaged: the record is not the one that was captured.
    """
    with open_warc(folder, capture.warc_file, capture.offset) as file:
        response = _response(file, capture, folder if follow else None)
        return _exchange(response, _request(file, capture))


def read_payload(folder: Path, capture: Capture) -> Payload:
    """What a browser would get to see of a capture (`payload_of`); only its response is read.

    Raises:
        StorageError: the file is not there or cannot be read.
        CaptureDamaged: the record is not the one that was captured.
    """
    with open_warc(folder, capture.warc_file, capture.offset) as file:
        response = _response(file, capture, folder)
    return payload_of(_exchange(response, NOTHING_SENT))


def exchange_in(record: Record, folder: Path) -> Exchange:
    """What came, by a response or revisit record that was walked over; a `ValueError` where it is damaged."""
    response = _parsed(record)
    if record.kind == "revisit":
        response = replace(response, body=_earlier_body(response, folder))
    return _exchange(response, NOTHING_SENT)


def _exchange(response: _Response, sent: Sent) -> Exchange:
    refers_to = _first(response.record.headers, "WARC-Refers-To").strip("<>")
    return Exchange(
        url=_one(response.record.headers, "WARC-Target-URI"),
        method=sent.method,
        request_headers=sent.headers,
        request_body=sent.body,
        status=response.status,
        reason=response.reason,
        headers=response.http.headers,
        body=response.body,
        fetched_at=_date(response.record),
        ip_address=_first(response.record.headers, "WARC-IP-Address"),
        protocol=response.protocol,
        truncated=_truncated(response.record),
        lenience=_first(response.record.headers, LENIENCE),
        rendered_from=refers_to if response.record.kind == "conversion" else "",
    )


def open_warc(folder: Path, warc_file: str, offset: int) -> BinaryIO:
    """A file of the archive, standing at a record."""
    name = PurePosixPath(warc_file)
    if name.is_absolute() or ".." in name.parts:
        raise StorageError(f"{warc_file}: not a file of the archive {folder}")
    path = folder / name
    # The third look is for a file that lost its `.open` between the first two.
    for candidate in (path, path.with_name(path.name + OPEN), path):
        try:
            file = candidate.open("rb")
            file.seek(offset)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise storage_error(candidate, "cannot be read", error) from error
        return file
    raise StorageError(f"{path}: the file is missing. See what else is: archiver verify")


def _response(file: BinaryIO, capture: Capture, folder: Path | None) -> _Response:
    """The response at the file's position, checked against what the capture says of it."""
    try:
        content, length = _inflated(file, capture.length)
        if length != capture.length:
            raise ValueError(f"the record has {length} bytes, expected {capture.length}")
        response = _parsed(_record(content))
        _date(response.record), _one(response.record.headers, "WARC-Target-URI")
        found = _record_id(response.record)
        if found != capture.record_id:
            raise ValueError(f"the record is {found}, expected {capture.record_id}")
        if response.record.kind == "revisit" and folder is not None:
            response = replace(response, body=_earlier_body(response, folder))
        digest = hashlib.sha256(response.body).hexdigest()
        if digest != capture.payload_sha256:
            raise ValueError(f"the payload has sha256 {digest}, expected {capture.payload_sha256}")
    except ValueError as error:
        raise CaptureDamaged(
            f"{capture.warc_file}: damaged at byte {capture.offset}: {error}. "
            f"The page was {capture.url}. See what else is damaged: archiver verify"
        ) from error
    except OSError as error:
        raise storage_error(Path(capture.warc_file), "cannot be read", error) from error
    return response


def _earlier_body(revisit: _Response, folder: Path) -> bytes:
    """The body that a revisit record refers to; its own where it names no file (another program's)."""
    headers = revisit.record.headers
    name, offset = _first(headers, REFERS_TO_FILE), _first(headers, REFERS_TO_OFFSET)
    if not name:
        return revisit.body
    with open_warc(folder, name, int(offset)) as file:
        earlier = _record(_inflated(file, 2 * RECORD_LIMIT)[0])
    if (earlier.kind, f"<{_record_id(earlier)}>") != ("response", _one(headers, "WARC-Refers-To")):
        raise ValueError(f"the response it refers to is not at byte {offset} of {name}")
    return _parsed(earlier).body


def _request(file: BinaryIO, capture: Capture) -> Sent:
    """What the record behind a response says was sent; nothing if another record is there."""
    try:
        file.seek(capture.offset + capture.length)
        return sent_in(_record(_inflated(file, _REQUEST_LIMIT)[0]), capture.record_id)
    except ValueError:
        return NOTHING_SENT
    except OSError as error:
        raise storage_error(Path(capture.warc_file), "cannot be read", error) from error


def goes_with(record: Record, record_id: str) -> bool:
    """Whether a record was written with that response: its request, or metadata of it."""
    return record.kind in {"request", "metadata"} and record_id in _concurrent(record)


def sent_in(record: Record, record_id: str) -> Sent:
    """What was sent to get the response of that id, if this is its request record."""
    if record.kind != "request" or record_id not in _concurrent(record):
        return NOTHING_SENT
    try:
        head = parse_head(record.block)
    except ValueError:
        return NOTHING_SENT
    return Sent(head.first_line.partition(" ")[0], head.headers, record.block[head.size :])


def _inflated(file: BinaryIO, most: int) -> tuple[bytes, int]:
    """The content of the gzip member at the file's position, and its length; `most` bytes are read at most.

    Raises:
        ValueError: there is no whole member, or it inflates to more than `RECORD_LIMIT`.
    """
    stream, content, taken = zlib_ng.decompressobj(_GZIP), bytearray(), 0
    while not stream.eof:
        chunk = file.read(min(_CHUNK, most - taken))
        if not chunk:
            raise ValueError("the record is cut off")
        taken += len(chunk)
        try:
            content += stream.decompress(chunk, RECORD_LIMIT + 1 - len(content))
        except zlib_ng.error as error:  # type: ignore[misc]  # its stub takes the class for an instance
            raise ValueError(f"not a gzip member: {error}") from error
        if len(content) > RECORD_LIMIT:
            raise ValueError(f"the record is larger than {RECORD_LIMIT} bytes")
    return bytes(content), taken - len(stream.unused_data)


def _record(content: bytes) -> Record:
    """The one WARC record that a member holds."""
    head = parse_head(content)
    if not head.first_line.startswith("WARC/1."):
        raise ValueError(f"not a WARC record: {head.first_line[:80]!r}")
    stated = _one(head.headers, "Content-Length")
    end = len(content) - 4
    # The length decides nothing, it must only agree: no reader of ours ever allocates what a file claims.
    if content[end:] != b"\r\n\r\n" or stated != str(end - head.size):
        raise ValueError(f"a record of {end - head.size} bytes says it has {stated[:20]}")
    return Record(_one(head.headers, "WARC-Type"), head.headers, content[head.size : end], head.size)


def _parsed(record: Record) -> _Response:
    """The HTTP response in a record, or the page that a browser has made of one."""
    if record.kind == "conversion":
        media_type = (("Content-Type", _first(record.headers, "Content-Type")),)
        return _Response(record, Head("", media_type, 0), "", 200, None, record.block)
    head = parse_head(record.block)
    line = _STATUS_LINE.fullmatch(head.first_line)
    if line is None:
        raise ValueError(f"not an HTTP status line: {head.first_line[:80]!r}")
    protocol = _first(record.headers, "WARC-Protocol") or line[1]
    if protocol.startswith("http/"):
        protocol = protocol.upper()
    return _Response(record, head, protocol, int(line[2]), line[3] or "", record.block[head.size :])


def capture_of(place: Place, name: str) -> Capture | None:
    """What a record of the file `name` says of itself, a response, a revisit or one our browser made.

    Raises:
        ValueError: what it says of itself cannot be read.
    """
    record, offset, length = place
    media_type = _first(record.headers, "Content-Type")
    is_made = record.kind == "conversion" and is_rendered(media_type)
    if not is_made and (record.kind not in _HTTP or not media_type.startswith("application/http")):
        return None
    response = _parsed(record)
    sha1, sha256 = digests(response.body)
    size = len(response.body)
    if record.kind == "revisit":
        sha1 = _first(record.headers, "WARC-Payload-Digest").removeprefix("sha1:")
        sha256 = _first(record.headers, PAYLOAD_SHA256) or sha256
        size = int(_first(record.headers, PAYLOAD_LENGTH) or size)
    return Capture(
        url=_one(record.headers, "WARC-Target-URI"),
        fetched_at=_date(record),
        status=response.status,
        content_type=content_type(response.http.headers),
        warc_file=name,
        offset=offset,
        length=length,
        record_id=_record_id(record),
        payload_sha1=sha1,
        payload_sha256=sha256,
        payload_length=size,
        truncated=_truncated(record),
        lenience=_first(record.headers, LENIENCE),
        source=source_of(name),
    )


def _truncated(record: Record) -> str:
    """Why a payload ends early; a revisit always says `length`, since its payload lies elsewhere."""
    return "" if record.kind == "revisit" else _first(record.headers, "WARC-Truncated")


def _first(headers: Headers, name: str) -> str:
    """The first value of an optional header, empty where there is none."""
    return (values_of(headers, name) or [""])[0]


def _one(headers: Headers, name: str) -> str:
    values = values_of(headers, name)
    if len(values) != 1:
        raise ValueError(f"{len(values)} {name} headers in a record, expected 1")
    return values[0]


def _date(record: Record) -> datetime:
    when = datetime.fromisoformat(_one(record.headers, "WARC-Date"))
    if when.tzinfo is None:
        raise ValueError(f"a WARC-Date without a zone: {when}")
    return when


def _record_id(record: Record) -> str:
    return _one(record.headers, "WARC-Record-ID").strip("<>")


def _concurrent(record: Record) -> list[str]:
    return [value.strip("<>") for value in values_of(record.headers, "WARC-Concurrent-To")]
