"""One HTTP answer out of the bytes that come, however a server cuts and writes them. Pure.

RFC 9112 says where an answer ends. Servers that break it are read as browsers read them: lines may end in
LF alone, lines without a colon are passed over, a length that makes no sense is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from archiver.archive.warc.heads import values_of
from archiver.errors import NetworkError, TooLarge

#: More bytes than this are no head: servers allow 8 to 64 kB.
MOST_HEAD = 256 * 1024
#: The line that says how long a chunk is, extensions and all, in bytes; and one line of a trailer.
_MOST_LINE = 16 * 1024
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_STATUS_LINE = re.compile(rb"(HTTP/\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]+(.*?))?[ \t]*", re.DOTALL)
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?", re.DOTALL)
_BODILESS = {204, 304}
#: So many answers that only come first (1xx) are waited through.
_MOST_EARLY = 16

#: Words of `Answer.cut`, WARC-Truncated's own: the connection ended early; the rest was not wanted.
DISCONNECT, LENGTH = "disconnect", "length"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer as it came, latin-1: order, duplicates and the case of names are the server's."""

    protocol: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]

    def tokens(self, name: str) -> set[str]:
        """The words that a header lists by commas, in small letters."""
        return {word.strip().lower() for value in values_of(self.headers, name) for word in value.split(",")}


class _Ends(Enum):
    """How the end of a body is known."""

    AT_ONCE = 1
    AFTER_LENGTH = 2
    BY_CHUNK = 3
    BY_CLOSING = 4


class Reader:
    """Reads one answer; `limit` is the most bytes of its body.

    Of a longer one the beginning is kept where `keeps_start` says so. `method` is the request's.
    """

    def __init__(self, method: str, limit: int, *, keeps_start: bool = False) -> None:
        self._method, self._limit, self._keeps_start = method, limit, keeps_start
        self.head: Head | None = None
        self.cut = ""
        self.has_begun = False
        self._rest = bytearray()
        self._parts: list[bytes] = []
        self._size = self._left = self._searched = self._early = 0
        self._ends = _Ends.AT_ONCE
        self._is_behind_chunk = self._is_last_chunk = False
        self._is_whole = False
        self._may_go_on = False

    @property
    def body(self) -> bytes:
        """What has come of the body, transfer-decoded."""
        return b"".join(self._parts)

    @property
    def is_reusable(self) -> bool:
        """Whether the connection may serve another request: nothing is missing, nothing came behind it."""
        return self._is_whole and self._may_go_on and not self.cut and not self._rest

    def feed(self, data: bytes) -> bool:
        """Take what came; whether the answer is complete.

        Raises:
            NetworkError: it is no HTTP, or its head has no end.
            TooLarge: the body is longer than the limit, and its beginning alone is not wanted.
        """
        self.has_begun = True
        if self.head is None:
            self._rest += data
            if not self._read_head():
                return False
            data, self._rest = bytes(self._rest), bytearray()
        if self._ends is _Ends.AFTER_LENGTH:
            self._count(data)
        elif self._ends is _Ends.BY_CHUNK:
            self._rest += data
            self._unchunk()
        elif self._ends is _Ends.BY_CLOSING:
            self._keep(data)
        else:
            self._rest += data
        return self._is_whole

    def end(self) -> bool:
        """The connection has ended; whether there is an answer, `cut` if it is not all of it."""
        if self.head is None:
            return False
        if not self._is_whole and self._ends is not _Ends.BY_CLOSING:
            self._is_whole, self.cut = True, DISCONNECT
        return True

    def _read_head(self) -> bool:
        """Take the head off what came, and answers that only come first (1xx); whether it is all there."""
        while True:
            while self._rest.startswith((b"\r", b"\n")):
                del self._rest[:1]
            end = _HEAD_END.search(self._rest, self._searched)
            if end is None:
                self._searched = max(0, len(self._rest) - 3)
                if len(self._rest) > MOST_HEAD:
                    raise NetworkError(f"the head of the answer is longer than {MOST_HEAD} bytes")
                if len(self._rest) >= 5 and not self._rest.startswith(b"HTTP/"):
                    raise _no_http(self._rest)
                return False
            head = _head_of(bytes(self._rest[: end.start()]))
            del self._rest[: end.end()]
            self._searched = 0
            if head.status >= 200 or head.status == 101:
                self.head = head
                self._frame(head)
                return True
            self._early += 1
            if self._early > _MOST_EARLY:
                raise NetworkError(f"{self._early} answers came that only come first ({head.status})")

    def _frame(self, head: Head) -> None:
        """Find out how the body's end will be known (RFC 9112, 6.3)."""
        is_old = head.protocol == "HTTP/1.0"
        options = head.tokens("connection")
        self._may_go_on = "keep-alive" in options if is_old else "close" not in options
        lengths = head.tokens("content-length")
        is_tunnel = self._method == "CONNECT" and head.status < 300
        if self._method == "HEAD" or is_tunnel or head.status in _BODILESS or head.status == 101:
            self._is_whole = True
        elif values_of(head.headers, "transfer-encoding"):
            is_chunked = "chunked" in head.tokens("transfer-encoding")
            self._ends = _Ends.BY_CHUNK if is_chunked else _Ends.BY_CLOSING
        elif len(lengths) == 1 and (length := lengths.pop()).isdecimal() and length.isascii():
            self._ends, self._left = _Ends.AFTER_LENGTH, int(length)
            if self._left > self._limit and not self._keeps_start:
                raise TooLarge(f"{self._left} bytes are announced, more than the {self._limit} that are read")
        else:
            self._ends = _Ends.BY_CLOSING

    def _count(self, data: bytes) -> None:
        self._rest += data[self._left :]
        data = data[: self._left]
        self._left -= len(data)
        self._keep(data)
        if not self._left:
            self._is_whole = True

    def _unchunk(self) -> None:
        """Take whole chunks, and what has come of the last one, off what came."""
        rest, at = bytes(self._rest), 0
        while not self._is_whole:
            if self._left:
                piece = rest[at : at + self._left]
                at += len(piece)
                self._left -= len(piece)
                self._keep(piece)
                if self._left:
                    break
                self._is_behind_chunk = True
            line_end = rest.find(b"\n", at)
            if line_end < 0:
                if len(rest) - at > _MOST_LINE:
                    self._break_off()
                break
            line, at = rest[at:line_end].rstrip(b"\r"), line_end + 1
            self._chunk_line(line)
        del self._rest[:at]

    def _chunk_line(self, line: bytes) -> None:
        """A line between two chunks: the end of one, the size of the next, or a line of the trailer."""
        if self._is_last_chunk:
            self._is_whole = not line
        elif self._is_behind_chunk and not line:
            self._is_behind_chunk = False
        elif size := _CHUNK_SIZE.fullmatch(line):
            self._left = int(size[1], 16)
            self._is_last_chunk, self._is_behind_chunk = not self._left, False
        else:
            self._break_off()

    def _break_off(self) -> None:
        """What comes makes no sense any more: what came before is all there is."""
        self._is_whole, self.cut = True, DISCONNECT

    def _keep(self, data: bytes) -> None:
        room = self._limit - self._size
        self._size += len(data)
        if len(data) <= room:
            self._parts.append(data)
            return
        if not self._keeps_start:
            self._parts.clear()
            raise TooLarge(f"more than the {self._limit} bytes that are read")
        self._parts.append(data[:room])
        self._is_whole, self.cut = True, LENGTH


def _head_of(data: bytes) -> Head:
    first, *lines = _FOLD.sub(b" ", data).split(b"\n")
    line = _STATUS_LINE.fullmatch(first.rstrip(b"\r"))
    if line is None:
        raise _no_http(first)
    headers = []
    for name, colon, value in (line.partition(b":") for line in lines):
        if colon:
            headers.append((name.strip(b" \t").decode("latin-1"), value.strip(b" \t\r").decode("latin-1")))
    protocol, status, reason = line[1].decode(), int(line[2]), (line[3] or b"").decode("latin-1")
    return Head(protocol, status, reason, tuple(headers))


def _no_http(data: bytes | bytearray) -> NetworkError:
    return NetworkError(f"what came is no HTTP answer: it begins with {bytes(data[:40])!r}")
