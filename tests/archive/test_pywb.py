"""Real pywb on loopback replays every capture from our files and their indexes as they lie there."""

from __future__ import annotations

import gzip
import http.client
import json
import random
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from environments import free_port, installed, ran
from programs import clean
from warc_samples import NOON, PAGE, exchange, written
from whole_archive import crawled

from archiver.archive.catalogue import capture_from
from archiver.archive.warc.surt import surt
from archiver.archive.warc.writer import read_exchange, read_payload, scan
from archiver.records import Capture, Exchange

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
HTML = ("Content-Type", "text/html; charset=utf-8")
CONFIG = """
collections:
  all:
    index_paths: {index}
    archive_paths: {archive}/
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # pywb imports pkg_resources, which newer setuptools no longer have.
    return installed(tmp_path_factory.mktemp("pywb") / "env", "setuptools<81", "pywb>=2.10", "cdxj-indexer")


def odd() -> list[Exchange]:
    """What portals answer beside pages."""
    at = [NOON + timedelta(minutes=number) for number in range(12)]
    return [
        exchange(1, status=301, headers=(("Location", "/x"), HTML), body=b"moved", fetched_at=at[0]),
        exchange(2, status=404, headers=(HTML,), body="Không tìm thấy".encode(), fetched_at=at[1]),
        exchange(3, status=503, headers=(("Retry-After", "9"),), body=b"", fetched_at=at[2]),
        exchange(4, headers=(("Content-Encoding", "gzip"), HTML), body=gzip.compress(PAGE), fetched_at=at[3]),
        exchange(5, url="https://www.moh.gov.vn:443/Tin tức/Bài.aspx?b=2&A=%C3%A1&b=", fetched_at=at[4]),
        exchange(6, truncated="length", fetched_at=at[5]),
        exchange(7, url="http://moh.gov.vn/;jsessionid=1?sid=" + "0f" * 16, fetched_at=at[6]),
        exchange(
            8,
            method="POST",
            request_headers=(("Content-Type", "application/json"),),
            request_body=b'{"page": 2, "on": true, "none": null, "tags": [1, 2.0, "ba"]}',
            fetched_at=at[7],
        ),
        exchange(
            9, headers=(("Content-Type", "application/pdf"),), body=b"%PDF-1.4 \x00\xff", fetched_at=at[8]
        ),
        exchange(10, status=403, headers=(HTML,), body=b"<title>403</title>", fetched_at=at[9]),
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = crawled(tmp_path_factory.mktemp("archive"), 0, 1, 2)
    written(folder, *odd())
    return folder


def captures(folder: Path) -> list[Capture]:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [capture_from(row) for row in connection.execute("SELECT * FROM captures")]


def sidecars(folder: Path) -> list[Path]:
    return sorted((folder / "warc").rglob("*.cdxj"))


@contextmanager
def served(programs: Path, folder: Path, archive: Path) -> Iterator[int]:
    """pywb with all sidecars of the archive merged, as any number of them may be."""
    index = folder / "all.cdxj"
    index.write_bytes(b"".join(sorted(line for one in sidecars(archive) for line in one.open("rb"))))
    (folder / "config.yaml").write_text(CONFIG.format(index=index, archive=archive), encoding="utf-8")
    port = free_port()
    command = [programs / "wayback", "-p", str(port), "-b", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=folder, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until and running.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            yield port
        finally:
            running.terminate()


def replayed(port: int, capture: Capture, sent: Exchange) -> tuple[int, bytes]:
    """Status and body of one capture, as pywb gives it, unchanged (`id_`)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    path = f"/all/{capture.fetched_at:%Y%m%d%H%M%S}id_/{capture.url}"
    headers = {name: value for name, value in sent.request_headers if name == "Content-Type"}
    connection.request(sent.method or "GET", path, sent.request_body or None, headers)
    with closing(connection):
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_pywb_replays_every_capture(programs: Path, archive: Path, tmp_path: Path) -> None:
    lines = [
        json.loads(line.split(" ", 2)[2]) for one in sidecars(archive) for line in one.open(encoding="utf-8")
    ]
    known = {(capture.warc_file, capture.offset): capture for capture in captures(archive)}
    extra = {(line["filename"], int(line["offset"])) for line in lines} - set(known)
    for path in (archive / "warc").rglob("*.warc.gz"):
        for member in scan(path, archive):
            if member.capture is not None:
                known.setdefault((member.capture.warc_file, member.capture.offset), member.capture)
    assert len(extra) == len(odd())

    wrong = []
    with served(programs, tmp_path, archive) as port:
        for capture in known.values():
            sent = read_exchange(archive, capture)
            expected = (capture.status, read_payload(archive, capture).body)
            got = replayed(port, capture, sent)
            if got != expected:
                wrong.append((capture.url, sent.method, expected[0], got[0], got[1][:80]))

    assert wrong == []
    assert len(known) == 13 * 3 + len(odd())
    assert sum(line["mime"] == "warc/revisit" for line in lines) == 24


def test_our_indexes_are_what_cdxj_indexer_makes_of_our_files(
    programs: Path, archive: Path, tmp_path: Path
) -> None:
    for sidecar in sidecars(archive):
        path = sidecar.with_suffix(".warc.gz")
        made = ran(programs / "cdxj-indexer", "-s", "-p", path, cwd=tmp_path)

        # The notes of the crawl are JSON, which cdxj-indexer takes for pages; they are none to be replayed.
        lines = [line for line in made.stdout.splitlines() if "metadata://" not in line]
        theirs = [fields(line) for line in lines]
        ours = [fields(line) for line in sidecar.read_text(encoding="utf-8").splitlines()]
        assert ours == theirs


def fields(line: str) -> tuple[str, ...]:
    """Key, time, and what both write alike."""
    key, stamp, text = line.split(" ", 2)
    said = json.loads(text)
    # cdxj-indexer writes JSON's `true` as Python does, which pywb then does not find.
    key = "" if "json" in said.get("requestBody", "") or "__wb_method=post&id=8" in key else key
    # Where a response names no type, cdxj-indexer leaves it out and pywb's own indexer writes `unk`.
    said.setdefault("mime", "unk")
    return (key, stamp, *(said[name] for name in ("url", "mime", "offset", "length", "digest")))


URLS = """
import json, sys, warnings
warnings.simplefilter("ignore")
from surt import surt
print(json.dumps([surt(url) for url in json.load(sys.stdin)]))
"""
PIECES = (
    *"aB/.?&=Y+;'|~%[(:@",
    *("%20", "%2F", "%252e", "..", "//", "x=1", "%C3%A2", "%ff", "%23", "%zz", "#f", "aspx", "%3f"),
    *("cfid=1&cftoken=2", "jsessionid=" + "a" * 32, "sid=" + "1" * 32, "(S(" + "a" * 24 + "))/x.aspx"),
)
HOSTS = (
    "mic.gov.vn",
    "www.mic.gov.vn",
    "WWW2.x.vn",
    "127.0.0.1:8080",
    "x.vn:80",
    "x.vn:443",
    "b%E1%BB%99.vn",
)


def test_our_keys_are_the_ones_of_the_surt_package(programs: Path) -> None:
    dice = random.Random(6)
    urls = [
        f"{dice.choice(('http', 'https'))}://{dice.choice(HOSTS)}/"
        + "".join(dice.choice(PIECES) for _ in range(dice.randrange(9)))
        for _ in range(20_000)
    ]
    ended = subprocess.run(
        [programs / "python", "-c", URLS], input=json.dumps(urls), capture_output=True, text=True, check=True
    )

    assert [surt(url) for url in urls] == json.loads(ended.stdout)
