"""`archiver verify`: whatever is damaged is found and named; a sound archive, also a living one, is sound."""

from __future__ import annotations

import fcntl
import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from programs import archiver, clean, command
from whole_archive import crawled, files

from archiver.archive.lock import LOCK
from archiver.archive.verify.file import check_file
from archiver.archive.verify.findings import Damage, Finding
from archiver.archive.verify.verify import verify
from archiver.archive.warc.cdxj import sidecar_of
from archiver.archive.warc.members import walk
from archiver.errors import StorageError


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two finished files: twelve articles and a form, then the same again as revisits."""
    return crawled(tmp_path_factory.mktemp("archive"), 0, 1)


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "data"))


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def one(folder: Path, select: str) -> str:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        return str(connection.execute(select).fetchone()[0])


def found(folder: Path) -> list[tuple[Damage, str]]:
    return [(finding.damage, finding.next) for finding in verify(folder).findings]


def checked(folder: Path, path: Path) -> list[Finding]:
    with closing(sqlite3.connect(f"{(folder / 'archive.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        name = path.relative_to(folder).as_posix().removesuffix(".open")
        return list(check_file(folder, connection, name).findings)


def test_a_sound_archive_is_sound_and_nothing_is_written(archive: Path) -> None:
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    steps = []

    report = verify(archive, progress=lambda *step: steps.append(step))

    assert report.findings == ()
    assert report.figures["captures"] == 26
    assert report.figures["records"] >= 26 * 2 + 2
    assert {name for name, _, _ in steps} >= {"search index", "rows"}
    assert steps[-1][1] == steps[-1][2] == report.figures["bytes"]
    assert {path: path.read_bytes() for path in before} == before


def test_several_processes_say_the_same_as_one(archive: Path) -> None:
    path = files(archive)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)

    alone, together = verify(archive, jobs=1), verify(archive, jobs=2)

    assert alone.findings
    assert alone == together


@pytest.mark.parametrize("seed", range(4))
def test_fifty_single_bytes_damaged_anywhere_in_finished_files_are_found_and_named(
    archive: Path, seed: int
) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        path = dice.choice(files(archive))
        whole = path.read_bytes()
        places = list(walk(path))
        at = dice.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :])

        findings = checked(archive, path)

        member = next(p for p in places if p.offset <= at < p.offset + p.length)
        named = {finding.offset for finding in findings}
        assert findings, f"byte {at} of {path.name}"
        assert all(finding.file == path.relative_to(archive).as_posix() for finding in findings)
        assert member.offset in named, f"byte {at} of {path.name}: {findings}"
        path.write_bytes(whole)


def test_the_damaged_record_is_named_with_its_id_and_address_and_others_are_not(archive: Path) -> None:
    path = files(archive)[0]
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        rows = connection.execute(
            "SELECT record_id, offset, length, url FROM captures WHERE warc_file = ? ORDER BY offset",
            (path.relative_to(archive).as_posix(),),
        ).fetchall()
    record_id, offset, length, url = rows[3]
    data = bytearray(path.read_bytes())
    data[offset + length // 2] ^= 1
    path.write_bytes(data)

    damaged = [one for one in checked(archive, path) if one.damage is Damage.BYTES]

    assert [(one.record_id, one.offset, one.url) for one in damaged] == [(record_id, offset, url)]
    assert "sha256" in damaged[0].expected
    assert str(offset) in str(damaged[0])


def test_a_damaged_response_is_told_of_the_revisits_that_refer_to_it_too(archive: Path) -> None:
    path = files(archive)[0]
    large = next(one for one in walk(path) if one.record.kind == "response" and len(one.record.block) > 5000)
    data = bytearray(path.read_bytes())
    data[large.offset + large.length // 2] ^= 1
    path.write_bytes(data)

    damages = [(one.damage, one.file) for one in verify(archive).findings]

    assert (Damage.REFERENCE, files(archive)[1].relative_to(archive).as_posix()) in damages


def test_bytes_behind_the_last_record_and_bytes_that_are_lost_are_found(archive: Path) -> None:
    first, second = files(archive)
    with first.open("ab") as file:
        file.write(b"tail")
    data = second.read_bytes()
    second.write_bytes(data[: len(data) // 2])

    longer, shorter = checked(archive, first), checked(archive, second)

    assert {one.damage for one in longer} == {Damage.BYTES, Damage.FILE}
    assert {one.damage for one in shorter} == {Damage.BYTES, Damage.FILE, Damage.MISSING_RECORD}


def test_a_file_that_is_gone_is_named_with_what_it_was(archive: Path) -> None:
    path = files(archive)[0]
    size, sha256 = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()

    findings = [one for one in verify(archive).findings if one.damage is Damage.MISSING_FILE]

    assert findings[0].expected == f"a file of {size} bytes, sha256 {sha256}"
    assert findings[0].found == "none; 13 captures lie in it"
    assert "restore" in findings[0].next


def test_a_file_that_no_row_knows_is_named(archive: Path) -> None:
    path = files(archive)[0]
    shutil.copy(path, path.with_name("crawl-0-00009-h~1.warc.gz"))

    assert found(archive) == [(Damage.UNKNOWN_FILE, "archiver verify --repair")]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE captures SET payload_sha256 = replace(payload_sha256, 'a', 'b') WHERE rowid = 5",
        "UPDATE captures SET length = length - 1 WHERE rowid = 5",
        "UPDATE captures SET fetched_at = '2020-01-01T00:00:00.000Z' WHERE rowid = 5",
        "UPDATE captures SET url = url || '?x' WHERE rowid = 5",
        "UPDATE captures SET status = 404 WHERE rowid = 5",
        "UPDATE captures SET record_id = 'urn:uuid:0' WHERE rowid = 1",
    ],
)
def test_a_row_that_is_not_what_its_record_says_is_named(archive: Path, damage: str) -> None:
    change(archive, damage)

    findings = [f for f in verify(archive).findings if f.damage is Damage.WRONG_ROW]

    assert len(findings) == 1
    assert findings[0].can_be_repaired
    assert findings[0].expected != findings[0].found


def test_a_record_without_a_row_and_a_row_without_a_record_are_named(archive: Path) -> None:
    record_id = one(archive, "SELECT record_id FROM captures WHERE outcome = 'kept' LIMIT 1")
    change(
        archive,
        f"DELETE FROM captures WHERE record_id = '{record_id}'",
        "UPDATE captures SET offset = offset + 7 WHERE rowid = 5",
    )

    damages = [f.damage for f in verify(archive).findings]

    assert damages.count(Damage.MISSING_ROW) == 2
    assert damages.count(Damage.MISSING_RECORD) == 1


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda path: path.unlink(), "no file"),
        (lambda path: path.write_bytes(path.read_bytes()[:-30]), "{"),
        (lambda path: path.write_bytes(b"".join(sorted(path.open("rb"), reverse=True))), "not sorted"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b'"200"', b'"201"', 1)), "201"),
        (lambda path: path.write_bytes(path.read_bytes() + b"x 1 {}\n"), "x 1 {}"),
        (lambda path: path.write_bytes(b""), "the end"),
    ],
)
def test_an_index_that_is_not_what_the_records_say_is_named(
    archive: Path, damage: Callable[[Path], object], expected: str
) -> None:
    sidecar = sidecar_of(files(archive)[0])
    damage(sidecar)

    (finding,) = verify(archive).findings

    assert finding.damage is Damage.INDEX
    assert finding.file == sidecar.relative_to(archive).as_posix()
    assert expected in finding.found
    assert finding.can_be_repaired


@pytest.mark.parametrize(
    "damage",
    [
        """
        INSERT INTO articles_fts (articles_fts, rowid, title, lead, body, byline)
        SELECT 'delete', docid, title, lead, body, byline FROM articles WHERE docid = 3
        """,
        "DELETE FROM articles_fts_docsize WHERE id = 3",
        "UPDATE articles_fts_docsize SET sz = x'01010101' WHERE id = 3",
    ],
)
def test_an_article_that_is_not_indexed_as_it_reads_is_named(archive: Path, damage: str) -> None:
    change(archive, damage)

    (finding,) = verify(archive).findings

    assert finding.damage is Damage.SEARCH
    assert finding.url == one(archive, "SELECT url FROM articles WHERE docid = 3")
    assert finding.can_be_repaired


def test_an_index_that_was_rebuilt_without_folding_is_found(archive: Path) -> None:
    change(archive, "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")

    assert {damage for damage, _ in found(archive)} == {Damage.SEARCH}


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE readings SET reading = replace(reading, 'a', 'b')", Damage.READING),
        ("DELETE FROM revisions WHERE article = (SELECT min(id) FROM articles)", Damage.COUNT),
        ("UPDATE revisions SET last_seen = '2030-01-01T00:00:00.000Z'", Damage.COUNT),
        ("UPDATE articles SET revisions = 7 WHERE docid = 2", Damage.COUNT),
        (
            'UPDATE articles SET paragraphs = replace(paragraphs, \'"text": "\', \'"text": "x\')',
            Damage.READING,
        ),
        ("UPDATE articles SET source_line = 'Nguồn: khác' WHERE docid = 2", Damage.READING),
        ("UPDATE articles SET paragraphs = '[' WHERE docid = 2", Damage.READING),
        ("UPDATE captures SET article = 'demo-1' WHERE outcome = 'article' AND rowid < 9", Damage.READING),
        ("UPDATE articles SET capture = 'urn:uuid:0' WHERE docid = 1", Damage.FOREIGN_KEY),
        ("DELETE FROM sites", Damage.FOREIGN_KEY),
        ("UPDATE warc_files SET sha256 = ''", Damage.READING),
    ],
)
def test_rows_that_do_not_agree_are_found(archive: Path, damage: str, kind: Damage) -> None:
    change(archive, damage)

    assert kind in {one.damage for one in verify(archive).findings}


def test_a_broken_database_is_a_finding_and_not_an_end(archive: Path) -> None:
    path = archive / "archive.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(4096 * 8, size - 4096, 4096 * 3):
            file.seek(page)
            file.write(bytes(64))

    assert Damage.DATABASE in {one.damage for one in verify(archive).findings}


# A living archive


def left_open(archive: Path) -> Path:
    """As a crawl leaves it that was killed: the last file is open, its row too, the end without rows."""
    path = files(archive)[1]
    sidecar_of(path).unlink()
    name = path.relative_to(archive).as_posix()
    change(archive, f"UPDATE warc_files SET state = 'open', size = 0, sha256 = '' WHERE path = '{name}'")
    return path.rename(path.with_name(path.name + ".open"))


def test_a_crawl_at_work_is_no_finding_and_what_it_has_not_committed_is_not_judged(archive: Path) -> None:
    path = left_open(archive)
    with path.open("ab") as file:
        file.write(b"half of a rec")
    path.with_name("crawl-1-00001-h~1.warc.gz.open").write_bytes(b"new")
    with (archive / LOCK).open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        living = verify(archive).findings

    assert living == ()
    assert {one.damage for one in verify(archive).findings} == {Damage.UNFINISHED_FILE, Damage.UNKNOWN_FILE}


def test_a_byte_damaged_in_a_known_record_of_an_open_file_is_found(archive: Path) -> None:
    path = left_open(archive)
    whole = path.read_bytes()
    dice = random.Random(7)
    name = path.relative_to(archive).as_posix().removesuffix(".open")
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        rows = connection.execute(
            "SELECT offset, length FROM captures WHERE warc_file = ?", (name,)
        ).fetchall()
    for _ in range(40):
        offset, length = dice.choice(rows)
        # Ten bytes of a gzip header are covered by no digest of a record.
        at = offset + dice.randrange(10, length)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :])

        findings = [f for f in checked(archive, path) if f.damage is Damage.BYTES]

        assert [f.offset for f in findings] == [offset]


def test_a_real_crawl_is_never_disturbed_and_never_found_wrong(tmp_path: Path) -> None:
    folder, reports, refused = tmp_path / "demo", 0, 0
    with subprocess.Popen(
        command("--data", tmp_path, "crawl", "demo", "-a", "articles=60"),
        env=clean({}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as crawl:
        while crawl.poll() is None:
            if (folder / "archive.db").exists():
                try:
                    assert verify(folder).findings == ()
                    reports += 1
                except StorageError:
                    # The tables are just being made.
                    refused += 1
            time.sleep(0.02)

    assert crawl.returncode == 0
    assert reports > 3
    assert verify(folder).figures["articles"] == 60


# The command


def test_the_command_ends_with_0_or_with_1_and_says_what_to_run_next(archive: Path) -> None:
    fine = archiver("--data", archive, "verify")
    sidecar_of(files(archive)[0]).unlink()
    damaged = archiver("--data", archive, "verify")
    plain = archiver("--data", archive, "verify", "--json")

    report = json.loads(plain.stdout)
    assert (fine.returncode, damaged.returncode, plain.returncode) == (0, 1, 1)
    assert b"sound" in fine.stdout
    assert b"archiver verify --repair" in damaged.stdout
    assert report["sound"] is False
    assert [one["damage"] for one in report["findings"]] == ["index"]
    assert report["findings"][0]["repairable"] is True


def test_a_file_that_is_no_database_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"something else" * 100)

    ended = archiver("--data", tmp_path, "verify")

    assert ended.returncode == 1
    assert ended.stdout.decode().splitlines() == [
        "database: archive.db: expected a database that can be read, found file is not a database. "
        "Next: move archive.db away, then: archiver replay",
        f"{tmp_path}: 1 finding (0.0 MB of WARC files)",
    ]


def test_an_archive_of_an_older_version_is_brought_up_to_date_by_repair(archive: Path) -> None:
    change(archive, "PRAGMA user_version = 2")

    ended = archiver("--data", archive, "verify")

    assert ended.returncode == 3
    assert b"schema version 2, expected" in ended.stderr
    assert b"archiver verify --repair" in ended.stderr


def test_there_must_be_an_archive(tmp_path: Path) -> None:
    ended = archiver("--data", tmp_path, "verify")

    assert ended.returncode == 3
    assert b"no archive" in ended.stderr
