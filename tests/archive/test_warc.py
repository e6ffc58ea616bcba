"""WARC files: what is written, what is read back, and when a file ends."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcReader
from fastwarc.warc import WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warc_samples import PAGE, encoded, exchange, quick_folder, writer, written
from warcio.archiveiterator import ArchiveIterator as WarcioReader
from warcio.cli import main as warcio

from archiver.archive.warc.heads import stored_headers
from archiver.archive.warc.members import RECORD_LIMIT
from archiver.archive.warc.writer import WarcFile, WarcWriter, payload_of, read_exchange, read_payload, scan
from archiver.errors import CaptureDamaged, StorageError
from archiver.records import VIETNAM


@pytest.fixture
def memory_folder() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


# What is written


def test_warcio_check_finds_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, path = written(tmp_path, exchange(1), exchange(2, method="POST", request_body=b"__VIEWSTATE=x"))

    with pytest.raises(SystemExit) as end:
        warcio(["check", "-v", str(path)])

    assert end.value.code in (0, None)
    assert "digest pass" in capsys.readouterr().out


def test_warcio_and_fastwarc_read_the_same_bytes_and_headers(tmp_path: Path) -> None:
    body = gzip.compress(PAGE)
    one = encoded(body, "gzip")
    _, path = written(tmp_path, one)

    with path.open("rb") as file:
        by_warcio = [
            (record.http_headers.statusline, record.http_headers.headers, record.raw_stream.read())
            for record in WarcioReader(file)
            if record.rec_type == "response"
        ]
    with path.open("rb") as file:
        by_fastwarc = [
            (record.http_headers.status_line, list(record.http_headers.to_tuples()), record.reader.read())
            for record in FastWarcReader(file, record_types=WarcRecordType.response, verify_digests=True)
        ]

    assert by_warcio == [("200 OK", list(one.headers), body)]
    assert by_fastwarc == [("HTTP/1.1 200 OK", list(one.headers), body)]


def test_every_record_is_a_gzip_member_of_its_own_and_warcinfo_is_first(tmp_path: Path) -> None:
    captures, path = written(tmp_path, exchange(1), exchange(2))
    data = path.read_bytes()

    members = list(scan(path, tmp_path))
    contents = [gzip.decompress(data[offset : offset + length]) for _, offset, length in members]
    kinds = [re.search(rb"WARC-Type: (\w+)", content)[1] for content in contents]  # type: ignore[index]

    assert kinds == [b"warcinfo", b"response", b"request", b"response", b"request"]
    assert [member.capture for member in members if member.capture] == captures
    assert members[-1].offset + members[-1].length == len(data)
    assert b"Heads are kept as they came" in contents[0]
    assert "operator: Thư viện <a@example.org>".encode() in contents[0]
    assert f"WARC-Filename: {path.name}".encode() in contents[0]


def test_response_and_request_name_each_other_their_file_and_their_time(tmp_path: Path) -> None:
    when = datetime(2026, 3, 1, 12, 0, 0, 7, tzinfo=VIETNAM)
    (capture,), path = written(tmp_path, exchange(fetched_at=when, protocol="h2", truncated="length"))

    with path.open("rb") as file:
        info, response, request = [dict(r.rec_headers.headers) for r in WarcioReader(file)]

    assert response["WARC-Record-ID"] == request["WARC-Concurrent-To"] == f"<{capture.record_id}>"
    assert request["WARC-Record-ID"] == response["WARC-Concurrent-To"]
    assert info["WARC-Record-ID"] == response["WARC-Warcinfo-ID"] == request["WARC-Warcinfo-ID"]
    assert response["WARC-Date"] == request["WARC-Date"] == "2026-03-01T05:00:00.000007Z"
    assert response["WARC-Payload-Digest"] == f"sha1:{capture.payload_sha1}"
    assert (response["WARC-IP-Address"], response["WARC-Protocol"]) == ("203.0.113.7", "h2")
    assert (response["WARC-Truncated"], capture.truncated) == ("length", "length")
    assert "WARC-Truncated" not in request


def test_a_file_is_named_after_time_serial_host_and_process_and_made_at_the_first_append(
    tmp_path: Path,
) -> None:
    with writer(tmp_path, host="máy 1") as warc:
        assert list(tmp_path.iterdir()) == []
        capture = warc.append(exchange())
        name = f"warc/moh/2026/03/crawl-20260301050000123-00001-m-y-1~{os.getpid()}.warc.gz"

        assert capture.warc_file == name
        assert (tmp_path / f"{name}.open").exists()
    assert (tmp_path / name).exists()


def test_a_writer_that_wrote_nothing_leaves_nothing(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.sync()

    assert warc.close() == ()
    assert list(tmp_path.iterdir()) == []


def test_captures_of_a_web_archive_keep_their_source_through_a_scan(tmp_path: Path) -> None:
    with writer(tmp_path, source="wayback") as warc:
        capture = warc.append(exchange())

    (found,) = [m.capture for m in scan(tmp_path / capture.warc_file, tmp_path) if m.capture]

    assert capture.source == "wayback"
    assert found == capture


def test_content_length_is_made_true_and_transfer_encoding_goes() -> None:
    headers = (("Transfer-Encoding", "chunked"), ("content-length", "999"), ("Content-Length", "3"))

    assert stored_headers(headers, 3) == (("content-length", "3"), ("X-Orig-content-length", "999"))
    assert stored_headers((), 3) == (("Content-Length", "3"),)


def test_headers_full_of_garbage_never_break_a_record(tmp_path: Path) -> None:
    garbage = (
        ("X-Split", "a\r\nSet-Cookie: stolen=1\r\n\r\n<script>"),
        ("X-T n", "Bộ Y tế"),
        ("bad name:\n", "\x00v\x7f"),
        ("", "nameless"),
        ("X-Latin", "caf\xe9 \udc80 \ud800"),
    )
    one = exchange(headers=garbage, request_headers=garbage, method="GET\r\nX: y", truncated="time\nX: y")
    (capture, after), path = written(tmp_path, one, exchange(2))

    found = read_exchange(tmp_path, capture)

    assert found.headers == stored_headers(garbage, len(PAGE))
    assert found.body == PAGE
    assert found.headers[0] == ("X-Split", "a Set-Cookie: stolen=1 <script>")
    assert dict(found.headers)["X-T_n"].encode("latin-1").decode() == "Bộ Y tế"
    assert read_exchange(tmp_path, after).body == PAGE
    with pytest.raises(SystemExit) as end:
        warcio(["check", str(path)])
    assert end.value.code in (0, None)


# What is read


def test_one_seek_gives_the_whole_exchange_back_while_the_file_is_open_and_after(tmp_path: Path) -> None:
    first = exchange(1)
    second = exchange(2, method="POST", request_body=b"trang=2", status=599, ip_address="", protocol="h2")
    with writer(tmp_path) as warc:
        captures = [warc.append(first), warc.append(second)]
        early = [read_exchange(tmp_path, capture) for capture in captures]
    late = [read_exchange(tmp_path, capture) for capture in captures]

    assert early == late
    assert late == [
        replace(first, reason="OK", request_headers=(("Host", "moh.gov.vn"), *first.request_headers)),
        replace(
            second,
            reason="",
            request_headers=(("Host", "moh.gov.vn"), *second.request_headers, ("Content-Length", "7")),
        ),
    ]


def test_a_reader_never_needs_the_bytes_behind_the_response(tmp_path: Path) -> None:
    (capture,), path = written(tmp_path, exchange())
    os.truncate(path, capture.offset + capture.length)

    assert read_payload(tmp_path, capture).body == PAGE
    assert read_exchange(tmp_path, capture).method == ""


def test_a_wrong_digest_is_named_with_file_offset_and_page(tmp_path: Path) -> None:
    (capture,), _ = written(tmp_path, exchange())

    with pytest.raises(CaptureDamaged) as error:
        read_payload(tmp_path, replace(capture, payload_sha256="0" * 64))

    assert capture.warc_file in str(error.value)
    assert f"at byte {capture.offset}" in str(error.value)
    assert capture.url in str(error.value)


def test_no_changed_byte_of_a_record_ever_gives_another_page(memory_folder: Path) -> None:
    (capture,), path = written(memory_folder, exchange())
    right, whole = read_payload(memory_folder, capture), path.read_bytes()
    noticed = 0
    for place in range(capture.offset, capture.offset + capture.length):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        try:
            assert read_payload(memory_folder, capture) == right
        except CaptureDamaged:
            noticed += 1

    # The rest are bytes that say nothing: gzip's time and system, and the bits that fill the last byte.
    assert capture.length - noticed < 12


@pytest.mark.parametrize(
    "change", [{"length": 5}, {"length": 10**9}, {"offset": 10**12}, {"record_id": "urn:uuid:other"}]
)
def test_a_row_that_points_elsewhere_is_noticed(tmp_path: Path, change: dict[str, object]) -> None:
    (capture,), _ = written(tmp_path, exchange())

    with pytest.raises(CaptureDamaged):
        read_exchange(tmp_path, replace(capture, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["warc/moh/gone.warc.gz", "../outside.warc.gz", "/etc/passwd"])
def test_a_file_that_is_missing_or_outside_of_the_archive_is_a_storage_error(
    tmp_path: Path, name: str
) -> None:
    (capture,), _ = written(tmp_path, exchange())

    with pytest.raises(StorageError, match=re.escape(name.rpartition("/")[2])):
        read_payload(tmp_path, replace(capture, warc_file=name))


def test_a_bomb_becomes_an_empty_payload_that_says_limit(tmp_path: Path) -> None:
    bomb = encoded(gzip.compress(bytes(33 * 2**20)), "gzip")
    (capture,), _ = written(tmp_path, bomb)

    payload = read_payload(tmp_path, capture)

    assert (payload.body, payload.truncated) == (b"", "limit")
    assert payload == payload_of(read_exchange(tmp_path, capture))


header_names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)
header_values = st.text(st.characters(max_codepoint=255), max_size=40)
any_text = st.text(st.characters(exclude_categories=[]), max_size=40)
header_lists = st.lists(st.tuples(header_names | any_text, header_values | any_text), max_size=8).map(tuple)
moments = st.datetimes(datetime(1996, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, VIETNAM]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=header_lists,
    request_headers=header_lists,
    body=st.binary(max_size=400),
    status=st.integers(0, 999),
    fetched_at=moments,
    query=any_text,
)
def test_any_exchange_comes_back_as_it_is_stored(
    memory_folder: Path,
    headers: tuple[tuple[str, str], ...],
    request_headers: tuple[tuple[str, str], ...],
    body: bytes,
    status: int,
    fetched_at: datetime,
    query: str,
) -> None:
    url = f"http://mic.gov.vn/?q={query}"
    one = exchange(
        url=url,
        headers=headers,
        request_headers=request_headers,
        body=body,
        status=status,
        fetched_at=fetched_at,
    )
    with writer(memory_folder) as warc:
        capture = warc.append(one)
        found = read_exchange(memory_folder, capture)
        again = read_exchange(memory_folder, warc.append(found))

    assert found.headers == stored_headers(headers, len(body))
    assert (found.body, found.status, found.fetched_at) == (body, status, fetched_at)
    assert (found.url, found.url.isascii()) == (capture.url, True)
    assert again == found


def test_hostile_members_end_a_scan_and_nothing_else(tmp_path: Path) -> None:
    captures, path = written(tmp_path, exchange(1))
    good = path.read_bytes()
    record = gzip.decompress(good[captures[0].offset : captures[0].offset + captures[0].length])
    hostile = {
        "a lying length": gzip.compress(
            re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: 99999999999", record, count=1)
        ),
        "a negative length": gzip.compress(
            re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: -4", record, count=1)
        ),
        "two records in one member": gzip.compress(record + record),
        "no HTTP inside": gzip.compress(record.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 nothing")),
        "no date": gzip.compress(record.replace(b"WARC-Date", b"WARC-Dato")),
        "no WARC": gzip.compress(b"hello"),
        "no gzip": b"WARC/1.1\r\n\r\n",
        "a bomb": gzip.compress(record[:-4] + bytes(RECORD_LIMIT) + b"\r\n\r\n", 1),
        "zeros after a power cut": bytes(4096),
    }
    for name, tail in hostile.items():
        path.write_bytes(good + tail)

        assert [m.offset + m.length for m in scan(path, tmp_path)][-1] == len(good), name


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_scan_of_damaged_bytes_never_fails(memory_folder: Path, seed: int) -> None:
    path = memory_folder / "damaged.warc.gz"
    _, whole = written(memory_folder, exchange(1))
    records = [
        bytearray(gzip.decompress(whole.read_bytes()[o : o + n])) for _, o, n in scan(whole, memory_folder)
    ]
    chance = random.Random(seed)
    for record in records:
        for _ in range(chance.randrange(4)):
            record[chance.randrange(len(record))] = chance.randrange(256)
    path.write_bytes(b"".join(gzip.compress(record, 1) for record in records))

    assert len(list(scan(path, memory_folder))) <= 3


# Rotation


def test_a_file_ends_before_its_limit_and_is_reported_with_its_digest(tmp_path: Path) -> None:
    with writer(tmp_path, limit=5000) as warc:
        captures = [warc.append(exchange(number, body=os.urandom(900), headers=())) for number in range(9)]
        early = warc.take_closed()
        late = warc.close()

    files = early + late
    assert len(files) > 2
    assert [file.path for file in files] == sorted({capture.warc_file for capture in captures})
    for file in files:
        data = (tmp_path / file.path).read_bytes()
        assert file == WarcFile(file.path, "closed", len(data), hashlib.sha256(data).hexdigest())
        assert file.size <= 5000
    assert [read_exchange(tmp_path, capture).url for capture in captures] == [c.url for c in captures]


def test_a_record_larger_than_the_limit_gets_a_file_of_its_own(tmp_path: Path) -> None:
    with writer(tmp_path, limit=100) as warc:
        captures = [warc.append(exchange(number)) for number in range(2)]

    assert len({capture.warc_file for capture in captures}) == 2
    assert len(warc.take_closed()) == 2
    assert warc.take_closed() == ()


def test_a_file_ends_with_the_day_in_utc(tmp_path: Path) -> None:
    clock = [datetime(2026, 3, 1, 6, 59, tzinfo=VIETNAM)]
    with WarcWriter(tmp_path, "moh", now=lambda: clock[0]) as warc:
        before = warc.append(exchange(1))
        clock[0] = datetime(2026, 3, 1, 7, 1, tzinfo=VIETNAM)
        after = warc.append(exchange(2))

    assert "/2026/02/crawl-20260228235900000-" in before.warc_file
    assert "/2026/03/crawl-20260301000100000-" in after.warc_file
