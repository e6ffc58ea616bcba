"""Heads of HTTP messages and WARC records: values, bytes that can never break a record, and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import quote

from archiver.records import Exchange

Headers: TypeAlias = tuple[tuple[str, str], ...]
#: Methods whose requests have a body, an empty one too.
_WITH_BODY = {"POST", "PUT", "PATCH"}
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]+")
_NOT_TOKEN = re.compile(rb"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
# Printable ASCII but the characters that no URI may hold (RFC 3986) and that cut a header line or a `<uri>`.
_URL_SAFE = "!#$%&'()*+,/:;=?@[\\]^`{|}"


@dataclass(frozen=True, slots=True)
class Head:
    """The first line and the headers of an HTTP message or a WARC record, latin-1; `size` in bytes."""

    first_line: str
    headers: Headers
    size: int


def content_type(headers: Headers) -> str:
    """The `Content-Type` that counts: the last one, as in browsers; empty where there is none."""
    return (values_of(headers, "Content-Type") or [""])[-1]


def values_of(headers: Headers, name: str) -> list[str]:
    """All values of one header, in order."""
    wanted = name.lower()
    return [value for key, value in headers if key.lower() == wanted]


def parse_head(data: bytes) -> Head:
    """The head that `data` starts with; lines may be folded and end in LF alone.

    Raises:
        ValueError: there is no blank line, or a line without a colon.
    """
    end = _HEAD_END.search(data)
    if end is None:
        raise ValueError("a head without an end")
    first, *lines = _FOLD.sub(b" ", data[: end.start()]).split(b"\n")
    headers = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon:
            raise ValueError(f"a header line without a colon: {line[:80]!r}")
        headers.append((_latin(name.strip(b" \t")), _latin(value.strip(b" \t\r"))))
    return Head(_latin(first.rstrip(b"\r")), tuple(headers), end.end())


def render_head(first_line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of a head, blank line included; values are cleaned, so that one header is one line."""
    return _clean(first_line) + b"\r\n" + header_lines(headers) + b"\r\n"


def response_head(exchange: Exchange) -> bytes:
    """The response's head; where nobody knows the reason phrase, with the standard one, if there is one."""
    reason = exchange.reason
    if reason is None:
        try:
            reason = HTTPStatus(exchange.status).phrase
        except ValueError:
            reason = ""
    version = exchange.protocol if exchange.protocol.startswith("HTTP/1.") else "HTTP/1.1"
    headers = stored_headers(exchange.headers, len(exchange.body))
    return render_head(f"{version} {exchange.status:03d} {reason}", headers)


def request_head(
    method: str,
    url: str,
    headers: Headers,
    length: int,
    *,
    is_for_proxy: bool = False,
    authorization: str = "",
) -> bytes:
    r"""A request's head, as it is sent and as it is kept; `Host` is added from the URL where it is not there.

    A proxy wants the whole address (`is_for_proxy`), and perhaps an `authorization`, which no record keeps.

    >>> request_head("GET", "https://mic.gov.vn/tin?p=2#top", (("Accept", "*/*"),), 0)
    b'GET /tin?p=2 HTTP/1.1\r\nHost: mic.gov.vn\r\nAccept: */*\r\n\r\n'
    """
    address = safe_url(url).partition("#")[0]
    authority, target = _target(address)
    kept = stored_headers(headers, length)
    if not any(name.lower() == "host" for name, _ in kept):
        kept = (("Host", authority), *kept)
    if not length and method in _WITH_BODY:
        kept = (*kept, ("Content-Length", "0"))
    if is_for_proxy and authorization:
        kept = (*kept, ("Proxy-Authorization", authorization))
    scheme = address.partition("://")[0]
    target = f"{scheme}://{authority}{target}" if is_for_proxy else target
    return render_head(f"{_latin(_token(method))} {target} HTTP/1.1", kept)


def stored_headers(headers: Iterable[tuple[str, str]], length: int) -> Headers:
    r"""The headers as a record keeps them, for a body of `length` bytes: order and duplicates as they are.

    Names become tokens and values single lines; text beyond latin-1 becomes UTF-8. `Transfer-Encoding`
    goes, since the body no longer has it; `Content-Length` becomes true and what it was moves to
    `X-Orig-Content-Length`. Doing it twice changes nothing.

    >>> stored_headers([("Content-Length", "9"), ("X-Note", "a\r\nSet-Cookie: b")], 4)
    (('Content-Length', '4'), ('X-Orig-Content-Length', '9'), ('X-Note', 'a Set-Cookie: b'))
    """
    return _stored(tuple(headers), length)


# A response's are asked for twice, and requests have the same ones from page to page.
@lru_cache(maxsize=16)
def _stored(headers: Headers, length: int) -> Headers:
    kept: list[tuple[str, str]] = []
    stated = False
    for name, value in ((_latin(_token(name)), _latin(_clean(value))) for name, value in headers):
        if name.lower() == "transfer-encoding":
            continue
        if name.lower() != "content-length":
            kept.append((name, value))
            continue
        if not stated:
            kept.append((name, str(length)))
            stated = True
        if value != str(length):
            kept.append((f"X-Orig-{name}", value))
    if length and not stated:
        kept.append(("Content-Length", str(length)))
    return tuple(kept)


def safe_url(url: str) -> str:
    """The URL with everything percent-encoded that a URI may not hold.

    >>> safe_url("https://moh.gov.vn/tin tức?q=a%20b")
    'https://moh.gov.vn/tin%20t%E1%BB%A9c?q=a%20b'
    """
    return quote(url, safe=_URL_SAFE, errors="replace")


def header_lines(headers: Iterable[tuple[str, str]]) -> bytes:
    """One clean line for each header."""
    return b"".join([_line(name, value) for name, value in headers])


# Most header lines are the same from page to page.
@lru_cache(maxsize=4_096)
def _line(name: str, value: str) -> bytes:
    return _token(name) + b": " + _clean(value) + b"\r\n"


def _target(url: str) -> tuple[str, str]:
    """Host (with port) and request target of an absolute URL."""
    _, _, rest = url.partition("#")[0].partition("://")
    authority = re.split(r"[/?]", rest, maxsplit=1)[0]
    path = rest[len(authority) :]
    return authority.rpartition("@")[2], path if path.startswith("/") else f"/{path}"


def _encoded(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _latin(data: bytes) -> str:
    return data.decode("latin-1")


def _clean(value: str) -> bytes:
    return _CONTROLS.sub(b" ", _encoded(value)).strip(b" \t")


@lru_cache(maxsize=1_024)
def _token(name: str) -> bytes:
    return _NOT_TOKEN.sub(b"_", _encoded(name)) or b"_"
