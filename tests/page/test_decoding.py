"""Content-encodings: undone, cut off, damaged, mislabelled, and bombs."""

from __future__ import annotations

import gzip
import random
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warc_samples import PAGE

from archiver.archive.warc.writer import decode_body
from archiver.errors import PayloadError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MIB = 2**20


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:10]) + gzip.compress(data[10:]),
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "ZSTD": lambda data: zstd.compress(data[:10]) + zstd.compress(data[10:]),
    "identity": bytes,
    "": bytes,
}
NOISE = random.Random(7).randbytes(100_000)
TEXT = b" ".join(b"%d" % number for number in range(40_000))


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize(
    "data", [b"", PAGE, NOISE, TEXT, bytes(MIB)], ids=["none", "page", "noise", "text", "zeros"]
)
def test_each_encoding_is_undone(encoding: str, data: bytes) -> None:
    assert decode_body(ENCODERS[encoding](data), encoding, limit=2 * MIB) == (data, "")


@given(data=st.binary(max_size=2000), names=st.lists(st.sampled_from(sorted(ENCODERS)), max_size=5))
def test_stacked_encodings_are_undone_from_the_last_to_the_first(data: bytes, names: list[str]) -> None:
    body = data
    for name in names:
        body = ENCODERS[name](body)

    assert decode_body(body, ", ".join(names), limit=MIB) == (data, "")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate", "br", "zstd"])
def test_a_cut_off_body_gives_what_could_be_decoded_and_says_so(encoding: str) -> None:
    packed = ENCODERS[encoding](TEXT)
    body, word = decode_body(packed[: len(packed) * 9 // 10], encoding, limit=MIB)

    assert word == "decode"
    assert len(body) > len(TEXT) // 4
    assert TEXT.startswith(body)


def test_a_wrong_checksum_costs_nothing_but_is_told() -> None:
    packed = gzip.compress(PAGE)
    damaged = packed[:-8] + bytes(4) + packed[-4:]

    assert decode_body(damaged, "gzip", limit=MIB) == (PAGE, "decode")


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_bytes_behind_the_end_of_a_stream_are_left_out(encoding: str) -> None:
    assert decode_body(ENCODERS[encoding](PAGE) + b"\0\0\0\0<!-- -->", encoding, limit=MIB) == (PAGE, "")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "unheard-of", "gzip, unheard-of"])
def test_a_body_that_is_not_in_its_encoding_stays_as_it_is(encoding: str) -> None:
    assert decode_body(PAGE, encoding, limit=MIB) == (PAGE, "")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate", "br", "zstd", "gzip, gzip"])
def test_a_bomb_stops_at_the_limit(encoding: str) -> None:
    bomb = bytes(32 * MIB)
    for name in encoding.split(", "):
        bomb = ENCODERS[name](bomb)
    tracemalloc.start()
    try:
        with pytest.raises(PayloadError, match="larger than"):
            decode_body(bomb, encoding, limit=MIB)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 8 * MIB


def test_ten_thousand_small_members_and_six_encodings_are_too_many() -> None:
    body, word = decode_body(gzip.compress(b"x") * 10_000, "gzip", limit=MIB)

    assert (set(body), word) == ({ord("x")}, "decode")
    with pytest.raises(PayloadError, match="content-encodings"):
        decode_body(PAGE, ", ".join(["gzip"] * 6), limit=MIB)


@given(body=st.binary(max_size=300), encoding=st.sampled_from(["gzip", "deflate", "br", "zstd", "br, gzip"]))
def test_no_bytes_make_a_decoder_fail(body: bytes, encoding: str) -> None:
    decoded, word = decode_body(body, encoding, limit=MIB)

    assert word in {"", "decode"}
    assert len(decoded) <= MIB
