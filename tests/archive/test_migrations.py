"""Archives of every earlier schema open; one of a newer program is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from archiver.archive.edits.history import recompute
from archiver.archive.edits.revisions import content_hash
from archiver.archive.schema import VERSION, migrate
from archiver.archive.search.index import index_is_sound
from archiver.archive.search.search import Tier, search
from archiver.archive.store import Store, read_only
from archiver.errors import StorageError

ARCHIVES = sorted((Path(__file__).parent / "older").glob("schema-*"))


def test_there_is_an_archive_of_every_schema_version() -> None:
    assert [f"schema-{number}" for number in range(1, VERSION + 1)] == [folder.name for folder in ARCHIVES]


@pytest.mark.parametrize("kept", ARCHIVES, ids=lambda folder: folder.name)
def test_an_archive_of_every_schema_opens_with_its_articles(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(kept, folder)

    with Store.open(folder):
        pass

    with read_only(folder) as connection:
        hits = search(connection, "thu vien so cong dong")
    assert len([hit for hit in hits if hit.tier is Tier.PHRASE]) == 1
    with sqlite3.connect(folder / "archive.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert index_is_sound(connection) == []


def test_an_archive_of_a_newer_program_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.db") as newer:
        migrate(Database(newer), "memory")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(StorageError, match=f"schema version {VERSION + 1}, this program knows {VERSION}"):
        Store.open(tmp_path)


@pytest.mark.parametrize("kept", ARCHIVES, ids=lambda folder: folder.name)
def test_the_captures_of_an_older_archive_say_what_they_were_read_as(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(kept, folder)
    with Store.open(folder):
        pass

    with sqlite3.connect(folder / "archive.db") as connection:
        connection.row_factory = sqlite3.Row
        named = connection.execute(
            """
            SELECT count(DISTINCT captures.article) FROM captures JOIN readings
                ON readings.article = captures.article AND content_hash = captures.reading
            """
        ).fetchone()[0]
        articles = [row["id"] for row in connection.execute("SELECT id FROM articles")]
        rows = "SELECT * FROM revisions ORDER BY article, number"
        migrated = [tuple(row) for row in connection.execute(rows)]
        for article in articles:
            recompute(connection, article)
        assert [tuple(row) for row in connection.execute(rows)] == migrated
        hashes = {row["content_hash"]: row["reading"] for row in connection.execute("SELECT * FROM readings")}
    assert named == len(articles) == 5
    assert {content_hash(json.loads(reading)) for reading in hashes.values()} == set(hashes)


def test_revisions_of_an_older_archive_that_differ_in_writing_only_become_one(tmp_path: Path) -> None:
    """The second schema compared dates as printed and texts by their tags."""
    folder = tmp_path / "data"
    shutil.copytree(ARCHIVES[1], folder)
    with sqlite3.connect(folder / "archive.db") as connection:
        article, reading = connection.execute("SELECT article, reading FROM revisions LIMIT 1").fetchone()
        said = json.loads(reading)
        rewritten = said | {"date": ["ngày khác cách viết", said["date"][1]]}
        edited = rewritten | {"title": said["title"] + " (sửa)"}
        for number, one in ((2, rewritten), (3, edited)):
            connection.execute(
                """
                INSERT INTO revisions
                SELECT article, ?, ?, 'date', ?, first_seen, last_seen, first_capture, last_capture
                FROM revisions WHERE article = ? AND number = 1
                """,
                (number, str(number), json.dumps(one), article),
            )
    with Store.open(folder):
        pass

    with sqlite3.connect(folder / "archive.db") as connection:
        rows = connection.execute(
            "SELECT number, changed, extent, silent FROM revisions WHERE article = ?", (article,)
        ).fetchall()
        counted = connection.execute("SELECT revisions FROM articles WHERE id = ?", (article,)).fetchone()
    assert rows == [(1, "", "", 0), (2, "title", "sentence", 1)]
    assert counted == (2,)


def test_the_ledger_of_the_third_schema_stays_as_it_is_and_files_get_their_address(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ARCHIVES[2], folder)
    tables = ("urls", "listing_pages", "listed")
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute(
            """
            INSERT INTO attachments (article, position, url, title, media_type)
            SELECT id, 1, 'https://a.example/Kế hoạch.pdf', 'Kế hoạch', '' FROM articles LIMIT 1
            """
        )
        before = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}

    with Store.open(folder):
        pass

    with sqlite3.connect(folder / "archive.db") as connection:
        after = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        files = connection.execute(
            "SELECT title, address, presence, size, capture FROM attachments"
        ).fetchall()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(before.values())
    assert after == before
    assert files == [("Kế hoạch", "https://a.example/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "", None, None)]
