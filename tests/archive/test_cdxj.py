"""The index beside each finished file, and payloads that are kept once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcReader
from warc_samples import NOON, PAGE, exchange, left_open, nothing_known, writer, written
from warcio.archiveiterator import ArchiveIterator as WarcioReader
from warcio.cli import main as warcio

from archiver.archive.shelf import put_capture
from archiver.archive.store import Store
from archiver.archive.warc import repeats
from archiver.archive.warc.cdxj import GrowingIndex, index_of, lines_of, sent_query, sidecar_of
from archiver.archive.warc.surt import surt
from archiver.archive.warc.writer import read_exchange, read_payload, recover, scan
from archiver.errors import CaptureDamaged
from archiver.records import Capture, Exchange

LONG = PAGE * 20
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def long(number: int = 1, **changes: object) -> Exchange:
    return exchange(number, **{"body": LONG, "headers": (("Content-Type", "text/html"),), **changes})


def twice(folder: Path, first: Exchange, second: Exchange) -> tuple[Capture, Capture, Path]:
    """The same payload in two captures of one file; the second is a revisit."""
    with writer(folder) as warc:
        one = warc.append(first)
        two = warc.append(second, one)
        (file,) = warc.close()
    return one, two, folder / file.path


# The index


def test_a_finished_file_has_an_index_sorted_bytewise_with_a_line_for_each_capture(tmp_path: Path) -> None:
    captures, path = written(tmp_path, *(exchange(n) for n in (10, 9, 1)))

    lines = sidecar_of(path).read_bytes().splitlines()
    fields = [json.loads(line.split(b" ", 2)[2]) for line in lines]

    assert lines == sorted(lines)
    assert lines[1].startswith(b"vn,gov,moh)/tin-tuc/bai-1?id=1 20260301050000 {")
    assert {one["offset"] for one in fields} == {str(one.offset) for one in captures}
    assert fields[1] == {
        "url": "https://moh.gov.vn/tin-tuc/bai-1?id=1",
        "mime": "text/html",
        "status": "200",
        "digest": f"sha1:{captures[2].payload_sha1}",
        "length": str(captures[2].length),
        "offset": str(captures[2].offset),
        "filename": captures[2].warc_file,
    }


def test_the_index_made_from_the_file_is_the_one_the_writer_made(tmp_path: Path) -> None:
    first = long()
    sent = exchange(2, method="POST", request_headers=FORM, request_body=b"trang=2&ngay=1%2F3")
    with writer(tmp_path) as warc:
        one = warc.append(first)
        for more in (sent, exchange(3, status=304, body=b""), exchange(4, method="HEAD")):
            warc.append(more)
        warc.append(replace(first, fetched_at=NOON + timedelta(days=1)), one)
        (file,) = warc.close()
    path = tmp_path / file.path

    assert sidecar_of(path).read_bytes() == index_of(lines_of(path, tmp_path))
    assert b"__wb_method=post&id=2&ngay=1/3&trang=2" in sidecar_of(path).read_bytes()


def test_a_repair_makes_the_index_of_what_is_whole(tmp_path: Path) -> None:
    captures, path = left_open(tmp_path, exchange(1), exchange(2))
    sidecar_of(path).unlink()
    with path.open("r+b") as file:
        file.truncate(captures[1].offset + 20)

    (repaired,) = recover(tmp_path, nothing_known).files

    assert sidecar_of(path).read_bytes().count(b"\n") == 1
    assert (tmp_path / repaired.path).exists()


def test_what_was_sent_is_part_of_the_key() -> None:
    assert sent_query("POST", "application/json", b'{"a": [1, true, null, 2.0, 2.5]}') == (
        "a=1&a.2_=true&a.3_=null&a.4_=2&a.5_=2.5"
    )
    assert sent_query("POST", "application/json", b"{broken") == ""
    assert sent_query("POST", "text/plain", b"{broken") == "__wb_post_data=e2Jyb2tlbg=="
    assert sent_query("POST", "application/json", b"[" * 100_000) == ""
    assert len(sent_query("POST", "", bytes(10_000))) == 4096
    assert sent_query("GET", "", b"x") == ""


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://mic.gov.vn", "vn,gov,mic)/"),
        ("http://www3.mic.gov.vn:80/A/../b//c/?", "vn,gov,mic)/b/c"),
        ("https://mic.gov.vn:8443/a?b&a=&A=1", "vn,gov,mic:8443)/a?a=&a=1&b"),
        (
            "https://mic.gov.vn/tin%2520t%E1%BB%A9c/(S(" + "a1" * 12 + "))/x.aspx",
            "vn,gov,mic)/tin%20t%e1%bb%a9c/x.aspx",
        ),
        ("https://b%E1%BB%99.vn/;jsessionid=1?sid=" + "0f" * 16 + "&x=1", "vn,xn--b-8xm)/;jsessionid=1?x=1"),
    ],
)
def test_keys_are_the_ones_of_web_archives(url: str, key: str) -> None:
    assert surt(url) == key


# Payloads that are kept once


def test_a_revisit_reads_as_the_whole_response_with_its_own_headers_and_time(tmp_path: Path) -> None:
    later = NOON + timedelta(days=1)
    first = long()
    second = replace(first, fetched_at=later, headers=(*first.headers, ("Age", "7")))
    one, two, path = twice(tmp_path, first, second)

    read = read_exchange(tmp_path, two)

    assert (read.body, read.fetched_at, read.truncated) == (LONG, later, "")
    assert ("Age", "7") in read.headers
    assert read_payload(tmp_path, two).body == LONG
    assert (two.payload_sha256, two.payload_length) == (one.payload_sha256, one.payload_length)
    assert two.length < one.length + 400
    assert [m.capture for m in scan(path, tmp_path) if m.capture] == [one, two]


def test_warcio_finds_no_fault_in_a_revisit_and_other_readers_see_what_it_refers_to(tmp_path: Path) -> None:
    one, two, path = twice(tmp_path, long(), long(fetched_at=NOON + timedelta(days=1)))

    with pytest.raises(SystemExit) as end:
        warcio(["check", str(path)])
    with path.open("rb") as file:
        headers = [dict(r.rec_headers.headers) for r in WarcioReader(file) if r.rec_type == "revisit"]
    with path.open("rb") as file:
        read = [record.record_id for record in FastWarcReader(file, verify_digests=True)]

    assert end.value.code in (0, None)
    assert headers[0]["WARC-Refers-To"] == f"<{one.record_id}>"
    assert headers[0]["WARC-Refers-To-Date"] == "2026-03-01T05:00:00.123456Z"
    assert headers[0]["WARC-Refers-To-Target-URI"] == one.url
    assert headers[0]["WARC-Profile"].endswith("/revisit/identical-payload-digest")
    assert headers[0]["WARC-Payload-Digest"] == f"sha1:{one.payload_sha1}"
    assert f"<{two.record_id}>" in read
    assert len(read) == 5


def test_a_revisit_whose_response_is_damaged_is_damage(tmp_path: Path) -> None:
    one, two, path = twice(tmp_path, long(), long(fetched_at=NOON + timedelta(days=1)))
    data = bytearray(path.read_bytes())
    data[one.offset + one.length // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(CaptureDamaged, match=f"damaged at byte {two.offset}"):
        read_exchange(tmp_path, two)


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, Capture]:
    """An archive that has one page."""
    (capture,), _ = written(tmp_path, long())
    with Store.open(tmp_path), closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
        put_capture(connection, "moh", capture, None)
    return tmp_path, capture


def found(folder: Path, one: Exchange) -> Capture | None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.row_factory = sqlite3.Row
        return repeats.earlier(connection, folder, one)


def test_only_the_same_payload_of_the_same_address_is_a_repeat(known: tuple[Path, Capture]) -> None:
    folder, capture = known

    assert found(folder, long()) == capture
    assert found(folder, long(2)) is None
    assert found(folder, long(body=LONG + b" ")) is None
    assert found(folder, long(truncated="length")) is None
    assert found(folder, long(method="POST")) is None


def test_a_payload_is_never_left_out_for_one_that_is_lost_or_damaged(known: tuple[Path, Capture]) -> None:
    folder, capture = known
    path = folder / capture.warc_file
    data = bytearray(path.read_bytes())
    data[capture.offset + capture.length // 2] ^= 1
    path.write_bytes(data)

    assert found(folder, long()) is None
    path.unlink()
    assert found(folder, long()) is None


def test_a_revisit_never_refers_to_a_revisit(tmp_path: Path) -> None:
    one, two, _ = twice(tmp_path, long(), long(fetched_at=NOON - timedelta(days=400)))
    with Store.open(tmp_path), closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
        for capture in (one, two):
            put_capture(connection, "moh", capture, None)

    assert found(tmp_path, long()) is None


def test_an_index_that_grew_over_thousands_of_captures_is_whole_and_sorted() -> None:
    lines = [
        f"vn,gov,moh)/bai-{number * 7919 % 2503} 20260301050000 {{}}\n".encode() for number in range(2503)
    ]
    index = GrowingIndex()
    for line in lines:
        index.add(line)

    assert index.whole() == index_of(lines)
