"""Exchanges as WARC records, in bytes. Pure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from zlib_ng import zlib_ng

from archiver.archive.warc.heads import (
    Headers,
    content_type,
    header_lines,
    render_head,
    request_head,
    response_head,
    safe_url,
)
from archiver.records import Capture, Exchange

# Level 6 makes files less than 1 % larger than 9 and takes two thirds of the time (10 000 pages of 60 KB).
_LEVEL = 6
_GZIP = 31
_CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_DESCRIPTION = (
    "Bodies are kept after transfer-decoding and before content-decoding. Heads are kept as they came, "
    "line by line, without Transfer-Encoding; a Content-Length that is not the body's is "
    "X-Orig-Content-Length."
)
#: A header of our own in response records: what the server's TLS was forgiven.
LENIENCE = "X-Archiver-Lenience"
#: Headers of our own in revisit records: what the payload is that lies elsewhere.
PAYLOAD_SHA256, PAYLOAD_LENGTH = "X-Archiver-Payload-SHA256", "X-Archiver-Payload-Length"
#: Where the record lies that a revisit refers to (Heritrix's names); the file as in `Capture.warc_file`.
REFERS_TO_FILE, REFERS_TO_OFFSET = "WARC-Refers-To-Filename", "WARC-Refers-To-File-Offset"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
#: A parameter of our own in the `Content-Type` of what a browser has made of a response: which browser.
RENDERED = "x-archiver-rendered"
#: The field of a `warcinfo` record that says that notes of the crawl follow, and what those are about.
CRAWL_LOG, NOTES = "crawl-log", "metadata://ministry-archiver/crawl-log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warcinfo:
    """The first record of a file; `record_id` is what the other records refer to."""

    record_id: str
    made_at: datetime
    file_name: str
    software: str
    site: str
    host: str
    operator: str


@dataclass(frozen=True, slots=True)
class Written:
    """The two members of one exchange, each a gzip member; id and payload digests are the response's."""

    response: bytes
    request: bytes
    record_id: str
    sha1: str
    sha256: str


def new_record_id() -> str:
    """A name for a record that no other has."""
    return uuid4().urn


def warcinfo_member(warcinfo: Warcinfo) -> bytes:
    """The member that says who wrote a file, and how."""
    fields = (
        ("software", warcinfo.software),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", _CONFORMS_TO),
        ("robots", "obey"),
        ("isPartOf", warcinfo.site),
        ("hostname", warcinfo.host),
        ("operator", warcinfo.operator),
        (CRAWL_LOG, NOTES),
        ("description", _DESCRIPTION),
    )
    headers = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{warcinfo.record_id}>"),
        ("WARC-Date", _stamp(warcinfo.made_at)),
        ("WARC-Filename", warcinfo.file_name),
        ("Content-Type", "application/warc-fields"),
    )
    return _member(headers, header_lines(fields), b"")


def note_member(text: str, made_at: datetime, warcinfo_id: str) -> bytes:
    """The member that holds a note of the crawl (`archiver.archive.warc.notes`)."""
    headers = (
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", f"<{new_record_id()}>"),
        ("WARC-Date", _stamp(made_at)),
        ("WARC-Target-URI", NOTES),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("Content-Type", "application/json"),
    )
    return _member(headers, text.encode(), b"")


def exchange_members(
    exchange: Exchange, warcinfo_id: str, earlier: Capture | None = None, *, record_id: str = ""
) -> Written:
    """The response and the request of an exchange, each naming the other (WARC 1.1, 5.7).

    Where an `earlier` capture has the same payload, a revisit record that refers to it stands for the
    response, with the headers of this one; `earlier.fetched_at` is its record's, to the microsecond.
    """
    response_id, request_id = record_id or new_record_id(), new_record_id()
    sha1, sha256 = digests(exchange.body)
    if exchange.rendered_from:
        return Written(_conversion(exchange, response_id, warcinfo_id, sha1), b"", response_id, sha1, sha256)
    common = (
        ("WARC-Date", _stamp(exchange.fetched_at)),
        ("WARC-Target-URI", safe_url(exchange.url)),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("WARC-IP-Address", exchange.ip_address),
        ("WARC-Protocol", exchange.protocol.lower()),
    )
    response = (
        ("WARC-Type", "revisit" if earlier else "response"),
        ("WARC-Record-ID", f"<{response_id}>"),
        *common,
        ("WARC-Concurrent-To", f"<{request_id}>"),
        *(_reference(earlier) if earlier else (("WARC-Truncated", exchange.truncated),)),
        (LENIENCE, exchange.lenience),
        ("Content-Type", "application/http;msgtype=response"),
        ("WARC-Payload-Digest", f"sha1:{sha1}"),
    )
    request = (
        ("WARC-Type", "request"),
        ("WARC-Record-ID", f"<{request_id}>"),
        *common,
        ("WARC-Concurrent-To", f"<{response_id}>"),
        ("Content-Type", "application/http;msgtype=request"),
        ("WARC-Payload-Digest", f"sha1:{_sha1(exchange.request_body)}"),
    )
    return Written(
        _member(response, response_head(exchange), b"" if earlier else exchange.body),
        _member(request, _request_head(exchange), exchange.request_body),
        response_id,
        sha1,
        sha256,
    )


def _conversion(exchange: Exchange, record_id: str, warcinfo_id: str, sha1: str) -> bytes:
    """What a browser has made of a response: no HTTP message, since no server sent it (WARC 1.1, 6.8)."""
    headers = (
        ("WARC-Type", "conversion"),
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Date", _stamp(exchange.fetched_at)),
        ("WARC-Target-URI", safe_url(exchange.url)),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("WARC-Refers-To", f"<{exchange.rendered_from}>"),
        ("Content-Type", content_type(exchange.headers)),
        ("WARC-Payload-Digest", f"sha1:{sha1}"),
    )
    return _member(headers, exchange.body, b"")


def is_rendered(media_type: str) -> bool:
    """Whether a `Content-Type` is that of a page which a browser has made.

    >>> is_rendered("text/html; charset=utf-8; x-archiver-rendered=chromium"), is_rendered("text/html")
    (True, False)
    """
    return f"; {RENDERED}=" in media_type


def _reference(earlier: Capture) -> Headers:
    """What a revisit record says of the response that has its payload (WARC 1.1, 6.7.2)."""
    return (
        ("WARC-Profile", _SAME_PAYLOAD),
        ("WARC-Refers-To", f"<{earlier.record_id}>"),
        ("WARC-Refers-To-Target-URI", earlier.url),
        ("WARC-Refers-To-Date", _stamp(earlier.fetched_at)),
        (REFERS_TO_FILE, earlier.warc_file),
        (REFERS_TO_OFFSET, str(earlier.offset)),
        (PAYLOAD_SHA256, earlier.payload_sha256),
        (PAYLOAD_LENGTH, str(earlier.payload_length)),
        ("WARC-Truncated", "length"),
    )


def digests(body: bytes) -> tuple[str, str]:
    """SHA-1 in base32, as WARC and CDX write it, and SHA-256 in hexadecimal.

    >>> digests(b"")[0]
    '3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    return _sha1(body), hashlib.sha256(body).hexdigest()


def _sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def _request_head(exchange: Exchange) -> bytes:
    return request_head(exchange.method, exchange.url, exchange.request_headers, len(exchange.request_body))


def _member(headers: Iterable[tuple[str, str]], head: bytes, body: bytes) -> bytes:
    """One record, its block being `head` and `body`, as one gzip member; empty headers are left out."""
    block = hashlib.sha1(head)
    block.update(body)
    whole = (
        *((name, value) for name, value in headers if value),
        ("WARC-Block-Digest", f"sha1:{base64.b32encode(block.digest()).decode()}"),
        ("Content-Length", str(len(head) + len(body))),
    )
    return packed(b"".join((render_head("WARC/1.1", whole), head, body, b"\r\n\r\n")))


def packed(content: bytes) -> bytes:
    """One gzip member: readers want one for each record. Other threads run meanwhile."""
    return bytes(zlib_ng.compress(content, _LEVEL, _GZIP))


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
