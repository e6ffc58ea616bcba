"""What a browser has made of a response, in WARC files: a record that says what it was made from."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from warc_samples import NOON, PAGE, exchange, left_open, written
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio

from archiver.archive.warc.blocks import packed
from archiver.archive.warc.cdxj import lines_of
from archiver.archive.warc.members import walk
from archiver.archive.warc.recovery import recover
from archiver.archive.warc.writer import read_exchange, read_payload, scan
from archiver.records import Exchange

SHELL = exchange(1)
DOM = "<html><body><h1>Tập huấn chuyển đổi số</h1></body></html>".encode()


def rendered(record_id: str, body: bytes = DOM) -> Exchange:
    """The page that a browser has made of the response of that id."""
    return Exchange(
        url=SHELL.url,
        method="",
        request_headers=(),
        request_body=b"",
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8; x-archiver-rendered=chromium-141"),),
        body=body,
        fetched_at=NOON + timedelta(seconds=2),
        protocol="",
        rendered_from=record_id,
    )


def test_what_is_written_comes_back_and_names_the_response_it_was_made_from(tmp_path: Path) -> None:
    (shell, page), path = written(tmp_path, SHELL, rendered("urn:uuid:1"))

    assert rendered("urn:uuid:1") == read_exchange(tmp_path, page)
    assert DOM == read_payload(tmp_path, page).body
    assert [shell, page] == [member.capture for member in scan(path, tmp_path) if member.capture]


def test_the_record_is_a_conversion_without_an_http_head_and_without_a_request(tmp_path: Path) -> None:
    _, path = written(tmp_path, SHELL, rendered("urn:uuid:1"), exchange(2))

    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    with path.open("rb") as file:
        (found,) = [
            (record.rec_headers.get_header("WARC-Refers-To"), record.http_headers, record.raw_stream.read())
            for record in ArchiveIterator(file)
            if record.rec_type == "conversion"
        ]

    assert ["warcinfo", "response", "request", "conversion", "response", "request"] == kinds
    assert ("<urn:uuid:1>", None, DOM) == found


def test_warcio_check_finds_nothing_wrong(tmp_path: Path) -> None:
    _, path = written(tmp_path, SHELL, rendered("urn:uuid:1"))

    with pytest.raises(SystemExit) as end:
        warcio(["check", str(path)])

    assert end.value.code in (0, None)


def test_players_of_warc_files_get_the_page_as_the_server_sent_it(tmp_path: Path) -> None:
    _, path = written(tmp_path, SHELL, rendered("urn:uuid:1"))

    (line,) = [line for line in lines_of(path, tmp_path) if line]

    assert b"rendered" not in line
    assert path.with_name(path.name.replace(".warc.gz", ".cdxj")).read_bytes() == line


def test_a_run_that_died_leaves_it_to_the_next_one(tmp_path: Path) -> None:
    (shell, page), _ = left_open(tmp_path, SHELL, rendered("urn:uuid:1"))

    found = recover(tmp_path, lambda _: 0, site="moh")

    assert [shell, page] == list(found.orphans)


def test_its_bytes_can_be_made_again_for_a_repair(tmp_path: Path) -> None:
    (_, page), path = written(tmp_path, SHELL, rendered("urn:uuid:1", PAGE * 50))
    (place,) = [place for place in walk(path) if place.record.kind == "conversion"]
    data = path.read_bytes()[place.offset : place.offset + place.length]

    assert data == packed(gzip.decompress(data))
    assert page.length == place.length
