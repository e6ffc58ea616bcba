"""`archiver verify --repair`: what the WARC files can tell comes back; their bytes are never touched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from programs import archiver
from whole_archive import SITE, crawled, files

from archiver.archive.search.search import search
from archiver.archive.store import Store, read_only
from archiver.archive.verify.findings import Damage
from archiver.archive.verify.repair import repair
from archiver.archive.verify.verify import verify
from archiver.archive.warc.cdxj import sidecar_of

ARCHIVES = sorted((Path(__file__).parent / "older").glob("schema-*"))
SITES = {SITE.name: SITE}
TABLES = {
    "captures": "record_id",
    "articles": "id",
    "revisions": "article, number",
    "readings": "article, content_hash",
    "urls": "url",
    "warc_files": "path",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled(tmp_path_factory.mktemp("archive"), 0, 1)


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "data"))


def rows(folder: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY {TABLES[table]}").fetchall()
            for table in tables or TABLES
        }


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def repaired(folder: Path) -> tuple[str, ...]:
    """Repair, prove that no byte of a WARC file has changed, and that nothing is left to repair."""
    before = {path.name.removesuffix(".open"): path.read_bytes() for path in folder.rglob("*.warc.gz*")}

    said = repair(folder, verify(folder).findings, SITES)

    after = {path.name.removesuffix(".open"): path.read_bytes() for path in folder.rglob("*.warc.gz*")}
    assert after == before
    return said


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE captures SET payload_sha256 = replace(payload_sha256, 'a', 'b')",
        "UPDATE captures SET length = length - 1, status = 404 WHERE rowid = 5",
        "UPDATE captures SET fetched_at = '2020-01-01T00:00:00.000Z', url = url || '?x' WHERE rowid = 5",
        "UPDATE captures SET record_id = 'urn:uuid:0' WHERE rowid = 5",
        "UPDATE captures SET offset = offset + 7 WHERE rowid = 5",
    ],
)
def test_wrong_rows_become_what_their_records_say(archive: Path, damage: str) -> None:
    before = rows(archive)
    change(archive, damage)

    assert repaired(archive)
    assert verify(archive).findings == ()
    assert rows(archive) == before


def test_rows_that_are_missing_come_back_with_what_was_read(archive: Path) -> None:
    before = rows(archive, "captures", "articles", "revisions", "readings")
    name = files(archive)[1].relative_to(archive).as_posix()
    change(archive, f"DELETE FROM captures WHERE warc_file = '{name}'")

    repaired(archive)

    assert verify(archive).findings == ()
    assert rows(archive, *before) == before


def test_a_file_that_a_dead_crawl_left_open_is_finished(archive: Path) -> None:
    before = rows(archive, "captures", "articles", "revisions", "warc_files")
    path = files(archive)[1]
    name = path.relative_to(archive).as_posix()
    sidecar_of(path).unlink()
    path.rename(path.with_name(path.name + ".open"))
    change(
        archive,
        f"UPDATE warc_files SET state = 'open', size = 0, sha256 = '' WHERE path = '{name}'",
        f"DELETE FROM captures WHERE warc_file = '{name}' AND offset > 4000",
    )

    repaired(archive)

    assert verify(archive).findings == ()
    assert rows(archive, *before) == before


def test_a_file_that_no_row_knows_gets_its_rows(archive: Path) -> None:
    before = rows(archive, "captures", "articles", "revisions", "warc_files")
    name = files(archive)[1].relative_to(archive).as_posix()
    change(
        archive,
        f"DELETE FROM captures WHERE warc_file = '{name}'",
        f"DELETE FROM warc_files WHERE path = '{name}'",
    )

    repaired(archive)

    assert verify(archive).findings == ()
    assert rows(archive, *before) == before


def test_a_second_copy_of_a_file_is_left_alone(archive: Path) -> None:
    before = rows(archive)
    path = files(archive)[0]
    shutil.copy(path, path.with_name("crawl-0-00009-h~1.warc.gz"))

    said = repaired(archive)

    assert [sentence.partition(":")[2] for sentence in said] == [
        " left alone, its records are known from other files; move it away"
    ]
    assert rows(archive) == before


def test_indexes_are_written_anew_beside_sound_files_only(archive: Path) -> None:
    first, second = map(sidecar_of, files(archive))
    whole = first.read_bytes()
    first.write_bytes(b"garbage\n")
    second.unlink()
    data = bytearray(files(archive)[1].read_bytes())
    data[len(data) // 2] ^= 1
    files(archive)[1].write_bytes(data)

    said = repaired(archive)

    assert first.read_bytes() == whole
    assert not second.exists()
    assert any("left alone, its WARC file is damaged" in sentence for sentence in said)


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
        "DELETE FROM articles_fts_docsize WHERE id = 3",
        "UPDATE articles_fts_data SET block = zeroblob(20) WHERE id > 10",
    ],
)
def test_the_search_index_is_put_in_again_folded(archive: Path, damage: str) -> None:
    change(archive, damage)
    assert verify(archive).findings

    repaired(archive)

    assert verify(archive).findings == ()
    with read_only(archive) as connection:
        (title,) = connection.execute(
            "SELECT title FROM articles WHERE title LIKE '%đ%' OR title LIKE '%Đ%' LIMIT 1"
        ).fetchone()
        word = next(one for one in title.split() if "đ" in one.lower())
        hits = search(connection, word.lower().replace("đ", "d"))
    assert title in {hit.title for hit in hits}


def test_revisions_and_sites_come_back(archive: Path) -> None:
    before = rows(archive, "articles", "revisions")
    change(
        archive,
        "DELETE FROM sites",
        "DELETE FROM revisions WHERE article = (SELECT min(id) FROM articles)",
        "UPDATE articles SET revisions = 7 WHERE docid = 2",
    )

    repaired(archive)

    assert verify(archive).findings == ()
    assert rows(archive, *before) == before


def test_bytes_that_are_damaged_are_not_repaired_and_still_told(archive: Path) -> None:
    path = files(archive)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    before = verify(archive).findings

    assert repaired(archive) == ()
    assert verify(archive).findings == before
    assert Damage.BYTES in {finding.damage for finding in before}


def test_the_command_repairs_and_ends_with_what_is_left(archive: Path) -> None:
    # The demo's own archive is read by the demo's own site.
    change(archive, "UPDATE captures SET status = 404 WHERE rowid = 5")

    ended = archiver("--data", archive, "verify", "--repair")

    assert ended.returncode == 0, ended.stdout
    assert b"repaired warc/demo/2026/03/" in ended.stderr
    assert b"sound" in ended.stdout


@pytest.mark.parametrize("kept", ARCHIVES, ids=lambda folder: folder.name)
def test_an_archive_of_every_schema_is_sound_once_it_has_its_indexes(kept: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(kept, tmp_path / "data"))
    Store.open(folder).close()
    before = verify(folder).findings

    repaired(folder)

    assert {finding.damage for finding in before} <= {Damage.INDEX}
    assert verify(folder).findings == ()
