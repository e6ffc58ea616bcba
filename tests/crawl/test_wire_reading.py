"""One HTTP answer out of bytes: however it is cut, however loosely it is written, and where it ends."""

from __future__ import annotations

import io
import re
from http.client import HTTPResponse
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.crawl.wire.reading import DISCONNECT, LENGTH, MOST_HEAD, Reader
from archiver.errors import NetworkError, TooLarge

LIMIT = 10_000
BODY = "Bộ họp bàn về chữ viết\r\n\r\n".encode() * 3


def read(answer: bytes, *, method: str = "GET", piece: int = 0, is_ended: bool = False) -> Reader:
    """An answer that comes whole, or in pieces of so many bytes; perhaps the connection ends behind it."""
    reader = Reader(method, LIMIT)
    step = piece or len(answer)
    for at in range(0, len(answer), step):
        reader.feed(answer[at : at + step])
    if is_ended:
        reader.end()
    return reader


def chunked(body: bytes, sizes: list[int], trailer: bytes = b"") -> bytes:
    """A body in chunks of such sizes, and one with the rest."""
    parts, at = [], 0
    for size in [*sizes, len(body)]:
        piece = body[at : at + size]
        at += len(piece)
        if piece:
            parts.append(f"{len(piece):x};x=1\r\n".encode() + piece + b"\r\n")
    return b"".join([*parts, b"0\r\n", trailer, b"\r\n"])


#: Answers that are whole, the body that is read of each, and whether its connection lives on.
WHOLE = {
    "length": (b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nX-B: 2\r\nX-A: 1\r\n\r\nabc", b"abc", True),
    "no reason": (b"HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
    "line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", b"abc", True),
    "no colon": (b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
    "blank lines before": (b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
    "told to close": (b"HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 3\r\n\r\nabc", b"abc", False),
    "old": (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", False),
    "old, kept": (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
    "the same length twice": (b"HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc", b"abc", True),
    "early hints": (
        b"HTTP/1.1 103 Early\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        b"abc",
        True,
    ),
    "nothing": (b"HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", b"", True),
    "more than announced": (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", b"abc", False),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(BODY, [1, 20]), BODY, True),
    "chunks with a trailer": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(BODY, [5], b"X-Sum: 1\r\n"),
        BODY,
        True,
    ),
    "chunks and a length": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(BODY, []),
        BODY,
        True,
    ),
}


@pytest.mark.parametrize("piece", [0, 1, 7])
@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_answer_is_read_however_it_is_cut(name: str, piece: int) -> None:
    answer, body, is_reusable = WHOLE[name]

    reader = read(answer, piece=piece)

    assert reader.head is not None
    assert (reader.head.status in {200, 204}, reader.body, reader.cut) == (True, body, "")
    # What comes behind an answer in a piece of its own is seen by the connection.
    assert reader.is_reusable is is_reusable or (name == "more than announced" and piece != 0)


def test_the_head_is_kept_as_it_came() -> None:
    reader = read(b"HTTP/1.1 404 Kh\xf4ng c\xf3\r\nsErVer: a\r\nX-B: 1\r\nX-A:2\r\nx-b: 3\r\n folded\r\n\r\n")

    assert reader.head is not None
    assert (reader.head.status, reader.head.reason) == (404, "Kh\xf4ng c\xf3")
    assert reader.head.headers == (("sErVer", "a"), ("X-B", "1"), ("X-A", "2"), ("x-b", "3 folded"))


#: Answers whose connection ends: what is kept, and the word for what is missing.
ENDED = {
    "no length": (b"HTTP/1.1 200 OK\r\n\r\nabc", b"abc", ""),
    "a length that is none": (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc", b"abc", ""),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nabc", b"abc", ""),
    "too short": (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", b"abc", DISCONNECT),
    "no last chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        b"abc",
        DISCONNECT,
    ),
    "half a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", b"abc", DISCONNECT),
    "no chunk at all": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>\r\n", b"", DISCONNECT),
}


@pytest.mark.parametrize("piece", [0, 1, 7])
@pytest.mark.parametrize("name", ENDED)
def test_of_an_answer_that_ends_early_what_came_is_kept(name: str, piece: int) -> None:
    answer, body, cut = ENDED[name]

    reader = read(answer, piece=piece, is_ended=True)

    assert (reader.body, reader.cut, reader.is_reusable) == (body, cut, False)


def test_without_a_head_there_is_no_answer() -> None:
    reader = Reader("GET", LIMIT)
    reader.feed(b"HTTP/1.1 200 OK\r\nContent-")

    assert reader.end() is False


@pytest.mark.parametrize(("method", "start"), [("HEAD", b"HTTP/1.1 200 A"), ("CONNECT", b"HTTP/1.1 200 B")])
def test_some_requests_have_no_body_in_their_answer(method: str, start: bytes) -> None:
    reader = Reader(method, LIMIT)

    assert reader.feed(start + b"\r\nContent-Length: 100\r\n\r\n")
    assert reader.body == b""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"<html><body>Xin ch\xc3\xa0o</body></html>\r\n\r\n", "is no HTTP answer"),
        (b"SSH-2.0-OpenSSH\r\n", "is no HTTP answer"),
        (b"HTTP/1.1 OK\r\n\r\n", "is no HTTP answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * (MOST_HEAD // 8), "the head of the answer is longer"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20, "only come first"),
    ],
)
@pytest.mark.parametrize("piece", [0, 4096])
def test_what_is_no_answer_says_so(answer: bytes, words: str, piece: int) -> None:
    with pytest.raises(NetworkError, match=words):
        read(answer, piece=piece)


LONG = (
    b"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + b"a" * 20_000,
    b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 20_000,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(b"a" * 20_000, [9_000]),
)


@pytest.mark.parametrize("answer", LONG)
def test_a_body_that_is_too_long_is_refused_or_its_beginning_is_kept(answer: bytes) -> None:
    with pytest.raises(TooLarge, match="10000"):
        read(answer)

    reader = Reader("GET", LIMIT, keeps_start=True)
    assert reader.feed(answer)
    assert (reader.body, reader.cut, reader.is_reusable) == (b"a" * LIMIT, LENGTH, False)


class _Socket:
    """What `http.client` reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


names = st.from_regex(re.compile(r"[A-Za-z-]{1,12}", re.ASCII), fullmatch=True).map(lambda name: f"X-{name}")
values = st.from_regex(re.compile(r"[!-~]([ -~]{0,20}[!-~])?", re.ASCII), fullmatch=True)


@given(
    headers=st.lists(st.tuples(names, values), max_size=6),
    body=st.binary(max_size=300),
    sizes=st.none() | st.lists(st.integers(1, 80), max_size=4),
    pieces=st.integers(1, 60),
)
def test_it_reads_what_pythons_own_client_reads(
    headers: list[tuple[str, str]], body: bytes, sizes: list[int] | None, pieces: int
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    framing = f"Content-Length: {len(body)}" if sizes is None else "Transfer-Encoding: chunked"
    sent = body if sizes is None else chunked(body, sizes)
    answer = f"HTTP/1.1 200 OK\r\n{lines}{framing}\r\n\r\n".encode() + sent
    other = HTTPResponse(cast("io.BytesIO", _Socket(answer)))  # type: ignore[arg-type]
    other.begin()

    reader = read(answer, piece=pieces)

    assert reader.head is not None
    assert reader.is_reusable
    assert reader.body == other.read()
    assert list(reader.head.headers[:-1]) == other.getheaders()[:-1] == headers


@given(st.binary(max_size=400), st.integers(1, 50), st.booleans())
def test_no_bytes_break_it(noise: bytes, piece: int, is_chunked: bool) -> None:
    framing = b"Transfer-Encoding: chunked" if is_chunked else b"Server: a"
    for start in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n" + framing + b"\r\n\r\n"):
        try:
            reader = read(start + noise, piece=piece, is_ended=True)
        except NetworkError:
            continue
        assert reader.head is None or len(reader.body) <= len(noise)
