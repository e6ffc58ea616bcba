"""`archiver export --wacz`: what is selected, byte for byte, with all that belongs to it, in a package."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from environments import free_port, installed, ran
from programs import archiver, clean
from warcio.cli import main as warcio
from whole_archive import crawled

from archiver.archive.catalogue import newest_capture
from archiver.archive.store import read_only
from archiver.archive.warc.members import walk
from archiver.archive.warc.writer import read_payload
from archiver.errors import CaptureDamaged, UsageError
from archiver.publish.wacz import Selection, Written, export_wacz
from bench.verify import make

EVERYTHING = Selection()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles and a form, on two days; the second day is revisits."""
    return crawled(tmp_path_factory.mktemp("archive"), 0, 1)


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "data"))


def exported(folder: Path, selection: Selection = EVERYTHING) -> tuple[Written, zipfile.ZipFile]:
    file = folder.parent / "x.wacz"
    return export_wacz(folder, file, selection), zipfile.ZipFile(file)


def index(package: zipfile.ZipFile) -> list[dict[str, str]]:
    lines = gzip.decompress(package.read("indexes/index.cdx.gz")).splitlines()
    assert lines == sorted(lines)
    return [json.loads(line.split(b" ", 2)[2]) for line in lines]


def pages(package: zipfile.ZipFile) -> list[dict[str, str]]:
    head, *lines = package.read("pages/pages.jsonl").splitlines()
    assert json.loads(head)["format"] == "json-pages-1.0"
    return [json.loads(line) for line in lines]


def members(folder: Path) -> dict[bytes, bytes]:
    """Every member of the archive's files, by itself."""
    found = {}
    for path in (folder / "warc").rglob("*.warc.gz"):
        data = path.read_bytes()
        for place in walk(path):
            member = data[place.offset : place.offset + place.length]
            found[member] = place.record.kind.encode()
    return found


def kinds(package: zipfile.ZipFile, tmp_path: Path, folder: Path) -> list[str]:
    """The kinds of the exported records, each proved to be the archive's own, byte for byte."""
    data = package.read("archive/data.warc.gz")
    file = tmp_path / "data.warc.gz"
    file.write_bytes(data)
    known = members(folder)
    places = list(walk(file))
    assert all(data[one.offset : one.offset + one.length] in known for one in places)
    return [one.record.kind for one in places]


def test_everything_is_copied_byte_for_byte_and_listed(archive: Path, tmp_path: Path) -> None:
    written, package = exported(archive)

    found = kinds(package, tmp_path, archive)
    lines = index(package)
    listed = pages(package)

    assert (written.captures, written.pages) == (26, 12)
    assert {kind: found.count(kind) for kind in found} == {
        "warcinfo": 2,
        "response": 14,
        "revisit": 12,
        "request": 26,
    }
    assert len(lines) == 26
    assert {line["filename"] for line in lines} == {"data.warc.gz"}
    assert sum(line["mime"] == "warc/revisit" for line in lines) == 12
    assert len({page["id"] for page in listed}) == 12
    assert all(page["title"] and page["text"] and page["ts"].startswith("2026-03-02") for page in listed)


def test_the_index_points_at_the_records(archive: Path, tmp_path: Path) -> None:
    _, package = exported(archive)
    data = package.read("archive/data.warc.gz")

    for line in index(package):
        offset, length = int(line["offset"]), int(line["length"])
        content = gzip.decompress(data[offset : offset + length])
        assert f"WARC-Target-URI: {line['url']}\r\n".encode() in content
        assert line["digest"].encode() in content


def test_the_package_says_what_it_holds_with_its_digests(archive: Path) -> None:
    _, package = exported(archive)
    described = json.loads(package.read("datapackage.json"))
    digest = json.loads(package.read("datapackage-digest.json"))

    assert (described["profile"], described["wacz_version"]) == ("data-package", "1.1.1")
    with read_only(archive) as connection:
        (newest,) = connection.execute("SELECT max(fetched_at) FROM captures").fetchone()
    assert described["created"] == f"{newest[:19]}Z" > "2026-03-02T05:00"
    assert "Bộ Trang mẫu" in described["title"]
    for resource in described["resources"]:
        data = package.read(resource["path"])
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    whole = hashlib.sha256(package.read("datapackage.json")).hexdigest()
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{whole}"}
    stored = {info.filename for info in package.infolist() if info.compress_type == zipfile.ZIP_STORED}
    assert stored == {"archive/data.warc.gz", "indexes/index.cdx.gz"}


def test_an_article_takes_only_its_own_records_and_what_a_revisit_refers_to(
    archive: Path, tmp_path: Path
) -> None:
    selection = Selection(articles=("demo-120000",), since=date(2026, 3, 2))

    written, package = exported(archive, selection)

    assert written == Written(2, 1, written.size)
    assert sorted(kinds(package, tmp_path, archive)) == [
        "request", "request", "response", "revisit", "warcinfo", "warcinfo",
    ]  # fmt: skip
    assert {page["id"] for page in pages(package)} == {"demo-120000"}
    assert {line["mime"] for line in index(package)} == {"text/html", "warc/revisit"}


def test_days_are_viet_nams_and_the_last_one_is_in(archive: Path) -> None:
    # 05:00 UTC on the first of March is noon there; the second run is a day later.
    first, _ = exported(archive, Selection(until=date(2026, 3, 1)))
    second, _ = exported(archive, Selection(since=date(2026, 3, 2), until=date(2026, 3, 2)))

    assert first.captures == 13
    # Thirteen of that day, and the twelve responses that its revisits refer to.
    assert second.captures == 25


def test_the_same_selection_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    for name in ("one.wacz", "two.wacz"):
        export_wacz(archive, tmp_path / name, Selection(sites=("demo",)))

    assert (tmp_path / "one.wacz").read_bytes() == (tmp_path / "two.wacz").read_bytes()
    assert not list(tmp_path.glob("*.draft"))


def test_what_is_withheld_is_nowhere_in_it(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as connection, connection:
        connection.execute("UPDATE articles SET withheld = 'as asked' WHERE id = 'demo-120000'")
        (url,) = connection.execute("SELECT url FROM articles WHERE id = 'demo-120000'").fetchone()

    written, package = exported(archive)

    assert written.captures == 24
    assert url not in {line["url"] for line in index(package)}
    assert url.encode() not in b"".join(
        gzip.decompress(package.read(name)) if name.endswith(".gz") else package.read(name)
        for name in package.namelist()
    )
    with pytest.raises(UsageError, match="withheld: as asked"):
        exported(archive, Selection(articles=("demo-120000",)))


def test_nothing_to_export_is_said(archive: Path) -> None:
    with pytest.raises(UsageError, match="no capture is selected"):
        exported(archive, Selection(sites=("moh",)))
    with pytest.raises(UsageError, match="no article is called"):
        exported(archive, Selection(articles=("moh-1",)))


def test_a_damaged_record_ends_the_export_and_leaves_no_file(archive: Path, tmp_path: Path) -> None:
    with read_only(archive) as connection:
        row = connection.execute(
            "SELECT warc_file, offset, length FROM captures WHERE outcome = 'article' ORDER BY length DESC"
        ).fetchone()
    path = archive / row["warc_file"]
    data = bytearray(path.read_bytes())
    data[row["offset"] + row["length"] // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(CaptureDamaged, match="archiver verify"):
        exported(archive)

    assert not list(tmp_path.glob("x.wacz*"))


def test_other_readers_find_no_fault_in_the_records(archive: Path, tmp_path: Path) -> None:
    _, package = exported(archive)
    package.extract("archive/data.warc.gz", tmp_path)

    with pytest.raises(SystemExit) as end:
        warcio(["check", str(tmp_path / "archive/data.warc.gz")])

    assert end.value.code in (0, None)


def test_the_command_says_what_it_wrote(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.wacz"
    ended = archiver("--data", archive, "export", "--wacz", file, "--article", "demo-120000")

    assert ended.returncode == 0, ended.stderr
    assert b"2 captures, 1 articles" in ended.stdout
    assert zipfile.is_zipfile(file)


MEMORY = """
import sys
from pathlib import Path
from archiver.publish.wacz import Selection, export_wacz
def peak():  # not ru_maxrss: a program that was started inherits that of the tests
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
before = peak()
export_wacz(Path(sys.argv[1]), Path(sys.argv[2]), Selection())
print((peak() - before) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's peak")
def test_an_export_of_twelve_thousand_captures_takes_little_memory(tmp_path: Path) -> None:
    made = tmp_path / "archive"
    make(made, 12_000, 20_000)

    used = subprocess.run(
        [sys.executable, "-c", MEMORY, made, tmp_path / "x.wacz"],
        env=clean({}),
        capture_output=True,
        check=True,
    )

    assert (tmp_path / "x.wacz").stat().st_size > 50_000_000
    assert float(used.stdout) < 40


@pytest.mark.slow
def test_the_reference_validator_passes_it(archive: Path, tmp_path: Path) -> None:
    programs = installed(tmp_path / "env", "wacz")
    exported(archive)

    ended = ran(programs / "wacz", "validate", "-f", archive.parent / "x.wacz", cwd=tmp_path)

    assert "the passed WACZ is valid" in ended.stdout, ended.stdout + ended.stderr
    assert ended.returncode == 0


@pytest.mark.slow
def test_pywb_opens_it_and_replays_its_articles(archive: Path, tmp_path: Path) -> None:
    programs = installed(tmp_path / "env", "setuptools<81", "pywb>=2.10")
    _, package = exported(archive)
    for command in (("init", "x"), ("add", "--unpack-wacz", "x", str(archive.parent / "x.wacz"))):
        ended = ran(programs / "wb-manager", *command, cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
    port = free_port()
    wayback = [programs / "wayback", "-p", str(port), "-b", "127.0.0.1"]
    with subprocess.Popen(
        wayback, cwd=tmp_path, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            answers = {page["id"]: replayed(port, page) for page in pages(package)}
        finally:
            running.terminate()

    with read_only(archive) as connection:
        captures = {name: newest_capture(connection, name) for name in answers}
    expected = {name: (200, read_payload(archive, one).body) for name, one in captures.items() if one}
    assert len(expected) == 12
    assert answers == expected


def replayed(port: int, page: dict[str, str]) -> tuple[int, bytes]:
    stamp = "".join(letter for letter in page["ts"][:19] if letter.isdigit())
    until = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with closing(connection):
            try:
                connection.request("GET", f"/x/{stamp}id_/{page['url']}")
            except ConnectionRefusedError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
                continue
            answer = connection.getresponse()
            return answer.status, answer.read()
