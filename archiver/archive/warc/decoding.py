"""Undo the content-encoding of an HTTP body, bounded. Pure."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeAlias

from archiver.archive.warc.heads import content_type, values_of
from archiver.archive.warc.partial import PART, part_sent
from archiver.errors import PayloadError
from archiver.records import Exchange, Payload

#: The word a `Payload` carries in `truncated` when its encoded body was cut off or damaged.
CUT = "decode"

#: A decoded body has this many bytes at most.
PAYLOAD_LIMIT = 32 * 2**20
#: More encodings on one body than any server has reason to use.
_CODINGS = 5
#: More gzip members or zstd frames in one body than any server has reason to send.
_FRAMES = 1000
# A decoder copies what it has not used of a step; small ones bound that (20 % more time on 2 MB of text).
_STEP = 16 * 1024
_PIECE = 256 * 1024
_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

_Pieces: TypeAlias = Callable[[Iterable[bytes]], Iterator[bytes]]


class _CutOffError(Exception):
    """The input ended before the stream did."""


class _BrokenError(Exception):
    """The input is not what its encoding says."""


def payload_of(exchange: Exchange) -> Payload:
    """What a browser would get to see of an exchange.

    `truncated` is `part` where the portal says that it has sent no more; else the exchange's; else `decode`
    where the encoded body is cut off or damaged, and `limit`, with an empty body, where it decodes to more
    than `PAYLOAD_LIMIT`: a bomb must not end a crawl.
    """
    encodings = ", ".join(values_of(exchange.headers, "Content-Encoding"))
    try:
        body, word = decode_body(exchange.body, encodings, limit=PAYLOAD_LIMIT)
    except PayloadError:
        body, word = b"", "limit"
    return Payload(
        url=exchange.url,
        body=body,
        status=exchange.status,
        content_type=content_type(exchange.headers),
        fetched_at=exchange.fetched_at,
        truncated=PART if part_sent(exchange) else exchange.truncated or word,
    )


def start_of(exchange: Exchange, most: int) -> bytes:
    """The first bytes that an exchange decodes to, however many follow; none of what is encoded twice."""
    codings = _codings(", ".join(values_of(exchange.headers, "Content-Encoding")))
    output = bytearray()
    if len(codings) == 1 and codings[0] in _DECODERS:
        steps = _steps(exchange.body, [0], fine_from=len(exchange.body))
        with suppress(_CutOffError, _BrokenError):
            for piece in _DECODERS[codings[0]](exchange.body)(steps):
                output += piece
                if len(output) >= most:
                    break
    return bytes(output[:most])


def decode_body(body: bytes, content_encoding: str, *, limit: int) -> tuple[bytes, str]:
    """The body as a browser would see it, and `CUT` where only a part of it could be decoded.

    Encodings are undone from the last to the first (RFC 9110, 8.4); at an unknown one the bytes stay as
    they are. So does a body that from its first bytes on is not in the encoding its header names:
    servers label plain pages `gzip`. What follows the end of a stream is left out.

    Raises:
        PayloadError: more than `limit` bytes, or too many encodings.

    >>> import gzip
    >>> packed = gzip.compress("Bộ Y tế".encode())
    >>> decode_body(packed, "gzip", limit=1000)[0].decode()
    'Bộ Y tế'
    >>> decode_body(packed[:-9], "gzip", limit=1000)[1]
    'decode'
    """
    codings = _codings(content_encoding)
    if len(codings) > _CODINGS:
        raise PayloadError(f"{len(codings)} content-encodings on one body, expected {_CODINGS} at most")
    _check(len(body), limit)
    word = ""
    for name in reversed(codings):
        if name not in _DECODERS:
            break
        output, whole = _decoded(_DECODERS[name](body), body, limit)
        if output is not None:
            body, word = output, word if whole else CUT
    return body, word


def _codings(content_encoding: str) -> list[str]:
    names = [name.strip().lower() for name in content_encoding.split(",")]
    return [name for name in names if name not in {"", "identity"}]


def _decoded(pieces: _Pieces, body: bytes, limit: int) -> tuple[bytes | None, bool]:
    """The output and whether the stream was whole; no output at all for a body that is something else."""
    if not body:
        return b"", True
    output, taken = bytearray(), [0]
    try:
        _fill(output, pieces(_steps(body, taken, fine_from=len(body))), limit)
    except _CutOffError:
        return bytes(output), False
    except _BrokenError:
        # A decoder that fails gives nothing of its last step: go there again, byte by byte.
        output, start = bytearray(), max(taken[0] - _STEP, 0)
        try:
            _fill(output, pieces(_steps(body, taken, fine_from=start)), limit)
        except (_BrokenError, _CutOffError):
            return (bytes(output) or None), False
    return bytes(output), True


def _steps(body: bytes, taken: list[int], *, fine_from: int) -> Iterator[bytes]:
    """The body in steps, from `fine_from` on byte by byte; `taken` follows how far the reader has come."""
    position = 0
    while position < len(body):
        size = 1 if position >= fine_from else _STEP
        taken[0] = position + size
        yield body[position : position + size]
        position += size


def _fill(output: bytearray, pieces: Iterator[bytes], limit: int) -> None:
    for piece in pieces:
        output += piece
        _check(len(output), limit)


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise PayloadError(f"the decoded body is larger than {limit} bytes; it is kept in the WARC file only")


def _gzip(_body: bytes) -> _Pieces:
    return lambda steps: _inflate(steps, _GZIP)


def _deflate(body: bytes) -> _Pieces:
    """`deflate` means zlib; some servers send raw DEFLATE, which never looks like a zlib header."""
    zlib_header = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return lambda steps: _inflate(steps, _ZLIB if zlib_header else _RAW)


def _inflate(steps: Iterable[bytes], wbits: int) -> Iterator[bytes]:
    stream, frames = zlib.decompressobj(wbits), 1
    for step in steps:
        data, more = step, True
        while more:
            if stream.eof:
                if wbits != _GZIP or not _GZIP_MAGIC.startswith(data[:2]):
                    return
                stream, frames = zlib.decompressobj(wbits), _counted(frames)
            try:
                piece = stream.decompress(data, _PIECE)
            except zlib.error as error:
                raise _BrokenError from error
            yield piece
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            more = bool(data) or (len(piece) == _PIECE and not stream.eof)
    if not stream.eof:
        raise _CutOffError


def _counted(frames: int) -> int:
    if frames == _FRAMES:
        raise _CutOffError
    return frames + 1


def _zstd(_body: bytes) -> _Pieces:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415  few bodies need it
    else:
        from backports import zstd  # noqa: PLC0415  few bodies need it
    # A frame may ask for a window of gigabytes; RFC 9659 allows 8 MiB on the web.
    options = {int(zstd.DecompressionParameter.window_log_max): 23}

    def pieces(steps: Iterable[bytes]) -> Iterator[bytes]:
        stream, frames = zstd.ZstdDecompressor(options=options), 1
        for step in steps:
            data, more = step, True
            while more:
                if stream.eof:
                    if not _ZSTD_MAGIC.startswith(data[:4]):
                        return
                    stream, frames = zstd.ZstdDecompressor(options=options), _counted(frames)
                try:
                    yield stream.decompress(data, _PIECE)
                except zstd.ZstdError as error:
                    raise _BrokenError from error
                data = stream.unused_data if stream.eof else b""
                more = bool(data) or not (stream.eof or stream.needs_input)
        if not stream.eof:
            raise _CutOffError

    return pieces


def _brotli(_body: bytes) -> _Pieces:
    import brotli  # noqa: PLC0415  few bodies need it

    def pieces(steps: Iterable[bytes]) -> Iterator[bytes]:
        stream = brotli.Decompressor()
        for step in steps:
            data, more = step, True
            while more:
                try:
                    piece = stream.process(data, output_buffer_limit=_PIECE)
                except brotli.error as error:
                    raise _BrokenError from error
                yield piece
                data, more = b"", bool(piece) and not stream.is_finished()
            if stream.is_finished():
                return
        raise _CutOffError

    return pieces


_DECODERS: dict[str, Callable[[bytes], _Pieces]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
