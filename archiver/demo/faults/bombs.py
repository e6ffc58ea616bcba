"""Small bodies that decode to very large ones, in every content-encoding that a crawl takes."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

CODINGS = ("gzip", "deflate", "br", "zstd")
#: What each of them decodes to, in bytes: far more than a crawl may ever hold.
DECODED = 400_000_000
_PIECE = 1_000_000


@lru_cache(maxsize=len(CODINGS))
def bomb(coding: str) -> bytes:
    """A page of spaces, at a ratio of a thousand to one or more.

    >>> DECODED // len(bomb("deflate")) > 900
    True
    """
    return b"".join(_PACKED[coding](_page()))


def _page() -> Iterator[bytes]:
    yield b"<!DOCTYPE html><html><body><p>"
    for _ in range(DECODED // _PIECE):
        yield b" " * _PIECE


def _deflated(pieces: Iterator[bytes], window: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    yield from map(packer.compress, pieces)
    yield packer.flush()


def _brotli(pieces: Iterator[bytes]) -> Iterator[bytes]:
    import brotli  # noqa: PLC0415  a portal without bombs needs no brotli

    packer = brotli.Compressor(quality=1)
    yield from map(packer.process, pieces)
    yield packer.finish()


def _zstd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415
    packer = zstd.ZstdCompressor(level=1)
    yield from map(packer.compress, pieces)
    yield packer.flush()


_PACKED: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": lambda pieces: _deflated(pieces, 31),
    "deflate": lambda pieces: _deflated(pieces, 15),
    "br": _brotli,
    "zstd": _zstd,
}
