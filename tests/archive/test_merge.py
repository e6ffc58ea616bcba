"""Archives that become one: the same whatever the order, and however often."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from dumps import differences, dump
from faulty_disk import clock
from programs import archiver, clean, command, rows_of

from archiver.archive.merge.merge import merge
from archiver.archive.store import Store
from archiver.demo.events import Absence, Change, Edit, Instead, Move
from archiver.demo.ministry import Portal
from archiver.demo.server import running
from archiver.errors import ArchiveLocked, StorageError, UsageError

DAY = 24 * 60 * 60
EVENTS = (
    Edit(number=0, what=Change.WORD, since=2),
    Edit(number=3, what=Change.TITLE, since=2, until=9),
    Absence(number=1, since=2, instead=Instead.NOT_FOUND),
    Absence(number=2, since=9, instead=Instead.SOFT),
    Move(number=5, since=2),
)
LONG = (pytest.mark.slow, pytest.mark.timeout(3600))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """One portal seen by three: on the first day; two days later; by a copy of the first after nine."""
    folder = tmp_path_factory.mktemp("three")
    with running(Portal(size=16, events=EVENTS)) as server:
        for name, day in (("a", 0), ("b", 2), ("c", 9)):
            if name == "c":
                shutil.copytree(folder / "a", folder / "c")
            server.portal = replace(server.portal, days_later=day)
            ended = archiver(
                "--data", folder / name, "crawl", "demo", "-a", f"proxy={server.proxy}", "--refresh",
                **clock(day * DAY),
            )  # fmt: skip
            assert ended.returncode in {0, 1}, ended.stderr.decode()
    return tuple(folder / name / "demo" for name in "abc")


def merged(folder: Path, *others: Path) -> Path:
    for other in others:
        merge(folder, other)
    return folder


def test_six_orders_give_the_same_archive_and_once_more_changes_nothing(
    three: tuple[Path, ...], tmp_path: Path
) -> None:
    first = dump(merged(tmp_path / "0", *three), {})
    for number, order in enumerate(permutations(three)):
        folder = merged(tmp_path / f"order-{number}", *order)

        assert differences(first, dump(folder, {})) == []
    again = merge(folder, three[0])
    nested = merged(tmp_path / "nested", merged(tmp_path / "pair", three[2], three[1]), three[0])

    assert (again.captures, again.articles, again.urls) == (0, 0, 0)
    assert differences(first, dump(folder, {})) == []
    assert differences(first, dump(nested, {})) == []


def test_the_merged_archive_holds_every_capture_and_the_revisions_of_all(
    three: tuple[Path, ...], tmp_path: Path
) -> None:
    folder = merged(tmp_path / "merged", *three)

    captures = {row[0] for other in three for row in dump(other)["captures"]}
    assert {row[0] for row in dump(folder)["captures"]} == captures
    with rows_of(folder) as connection:
        revisions = dict(
            connection.execute(
                "SELECT record_id, count(*) FROM revisions JOIN articles ON id = article GROUP BY article"
            ).fetchall()
        )
        presences = dict(connection.execute("SELECT record_id, presence FROM articles").fetchall())
        checks = [
            *connection.execute("PRAGMA foreign_key_check").fetchall(),
            *(row for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"),
        ]
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 0)")
    assert sorted(revisions.values())[-2:] == [2, 3]
    assert sorted(set(presences.values())) == ["ok", "suspect"]
    assert checks == []
    for path in (three[1] / "warc").rglob("*.warc.gz"):
        assert (folder / path.relative_to(three[1])).read_bytes() == path.read_bytes()


def test_a_crawl_goes_on_in_a_merged_archive(three: tuple[Path, ...], tmp_path: Path) -> None:
    folder = merged(tmp_path / "data" / "demo", *three)
    with running(Portal(size=16, events=EVENTS, days_later=40)) as server:
        ended = archiver(
            "--data", tmp_path / "data", "crawl", "demo", "-a", f"proxy={server.proxy}", **clock(40 * DAY)
        )

    assert ended.returncode in {0, 1}, ended.stderr.decode()
    assert len(dump(folder)["articles"]) == 16


@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=LONG)])
def test_a_merge_killed_again_and_again_ends_as_one_that_was_not(
    kills: int, three: tuple[Path, ...], tmp_path: Path
) -> None:
    points = random.Random(kills)
    expected = dump(merged(tmp_path / "expected", *three), {})
    program = command("--data", tmp_path / "killed", "merge", *three)
    for _ in range(kills):
        with subprocess.Popen(
            program, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running_program:
            time.sleep(points.uniform(0.2, 1.2))
            running_program.kill()

    last = archiver("--data", tmp_path / "killed", "merge", "--json", *three)

    assert last.returncode == 0, last.stderr.decode()
    assert [json.loads(line)["archive"] for line in last.stdout.splitlines()] == [str(one) for one in three]
    assert differences(expected, dump(tmp_path / "killed", {})) == []


def test_what_cannot_be_merged_is_refused_with_a_reason(three: tuple[Path, ...], tmp_path: Path) -> None:
    other = Path(shutil.copytree(three[0], tmp_path / "other"))
    target = tmp_path / "target"

    with Store.open(other), pytest.raises(ArchiveLocked, match="is writing to this archive"):
        merge(target, other)
    with pytest.raises(UsageError, match="with itself"):
        merge(other, other)
    with pytest.raises(StorageError, match="no archive here"):
        merge(target, tmp_path / "nothing")
    (path,) = (other / "warc").rglob("*.warc.gz")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(StorageError, match="it is damaged and is not merged"):
        merge(target, other)
    path.write_bytes(whole)
    path.rename(path.with_name(path.name + ".open"))
    with pytest.raises(StorageError, match="is not finished"):
        merge(target, other)
    assert path.with_name(path.name + ".open").exists()
    path.with_name(path.name + ".open").rename(path)
    with rows_of(other) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(StorageError, match="schema version 999"):
        merge(target, other)
    assert not list(target.glob("archive.db*"))


def test_a_file_of_the_same_name_with_another_content_gets_a_name_of_its_own(
    three: tuple[Path, ...], tmp_path: Path
) -> None:
    other = Path(shutil.copytree(three[1], tmp_path / "other"))
    (mine,) = dump(three[0])["warc_files"]
    (theirs,) = dump(other)["warc_files"]
    (other / str(theirs[0])).parent.mkdir(parents=True, exist_ok=True)
    clash = other / str(mine[0])
    clash.parent.mkdir(parents=True, exist_ok=True)
    (other / str(theirs[0])).rename(clash)
    with sqlite3.connect(other / "archive.db") as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("UPDATE warc_files SET path = ?", (mine[0],))

    folder = merged(tmp_path / "merged", three[0], other)

    files = {row[0]: row[4] for row in dump(folder)["warc_files"]}
    assert len(files) == 2
    assert set(files.values()) == {mine[4], theirs[4]}
    assert all((folder / str(path)).is_file() for path in files)
