"""Captures read again: what a mended reader changes, and that it never looks like an edit."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dumps import differences, dump
from faulty_disk import clock
from portal_days import Days
from programs import archiver, clean, command, rows_of

from archiver.archive.replay.changes import Replayed
from archiver.archive.replay.looks import Sites, in_place
from archiver.archive.replay.replay import Selection, compare, replay
from archiver.crawl.sites import described
from archiver.demo.events import Absence, Change, Edit, Instead, Move, Redesign
from archiver.demo.faults import Faults
from archiver.demo.ministry import Portal
from archiver.demo.server import running
from archiver.extract.platforms import PLATFORMS
from archiver.extract.site import Layout
from archiver.jobs.slices import readers
from archiver.page.page import Page

DAY = 24 * 60 * 60
EVENTS = (
    Edit(number=0, what=Change.WORD, since=2),
    Absence(number=1, since=2, instead=Instead.NOT_FOUND),
    Move(number=5, since=2),
)
ALL = Selection()
LONG = (pytest.mark.slow, pytest.mark.timeout(3600))


def somebody(_page: Page) -> str:
    return "Phóng viên Khác"


def misread() -> Sites:
    """The sites with a reader that finds a wrong name on every page of the demo."""
    wrong = tuple(replace(one, name=f"wrong-{one.name}", byline=somebody) for one in PLATFORMS)
    sites = described()
    return {**sites, "demo": replace(sites["demo"], layouts=wrong)}


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("replayed")
    with running(Portal(size=16, events=EVENTS), faults=Faults(validators=True)) as server:
        for day, options in ((0, ()), (2, ("--refresh",)), (9, ())):
            server.portal = replace(server.portal, days_later=day)
            ended = archiver(
                "--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options, **clock(day * DAY)
            )
            assert ended.returncode in {0, 1}, ended.stderr.decode()
    return data / "demo"


@pytest.fixture
def archive(weeks: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(weeks, tmp_path / "archive"))


def again(
    folder: Path, sites: Sites | None = None, selection: Selection = ALL, **options: object
) -> Replayed:
    sites = sites or described()
    return replay(folder, sites, in_place(folder, sites), selection, **options)  # type: ignore[arg-type]


def test_the_same_code_changes_nothing(archive: Path) -> None:
    before = dump(archive, {})

    result = again(archive)

    assert (result.changed, result.counts, result.damage) == (0, {}, [])
    assert result.captures > 16
    assert differences(before, dump(archive, {})) == []


def test_what_a_new_layout_writes_in_another_way_is_no_change(tmp_path: Path) -> None:
    days = Days(tmp_path, Portal(size=16, redesigns=(Redesign(since=3, layout="liferay"),)))
    for day in (0, 4):
        days.visit(day)
    before = dump(tmp_path, {})

    result = again(tmp_path)

    assert (result.captures, result.counts) == (32, {})
    assert differences(before, dump(tmp_path, {})) == []


def test_another_reader_makes_no_revision_and_the_first_one_restores_every_row(archive: Path) -> None:
    before = dump(archive, {})

    wrong = again(archive, misread())
    meanwhile = dump(archive, {})
    right = again(archive)

    assert wrong.counts["byline"] == right.counts["byline"] >= 5
    assert len(meanwhile["revisions"]) == len(before["revisions"])
    assert sum("Phóng viên Khác" in row for row in meanwhile["articles"]) >= 5
    assert differences(before, dump(archive, {})) == []


def test_a_part_takes_the_other_captures_of_its_articles_along(archive: Path) -> None:
    before = dump(archive)
    first_day = datetime.now(UTC).date() + timedelta(days=1)

    result = again(archive, misread(), Selection(until=first_day))

    after = dump(archive)
    assert result.counts["byline"] >= 5
    assert len(after["revisions"]) == len(before["revisions"])
    assert differences({"urls": before["urls"]}, {"urls": after["urls"]}) == []


def test_only_what_is_selected_is_read(archive: Path) -> None:
    with rows_of(archive) as connection:
        layout, count = connection.execute(
            """
            SELECT layout, count(*) FROM captures WHERE outcome = 'article' GROUP BY layout
            ORDER BY count(*) LIMIT 1
            """
        ).fetchone()

    assert again(archive, selection=Selection(layout=layout)).captures == count
    assert again(archive, selection=Selection(site="mic")).captures == 0
    assert again(archive, selection=Selection(since=datetime(2999, 1, 1, tzinfo=UTC).date())).captures == 0


def test_a_dry_run_says_field_by_field_what_would_change_and_writes_nothing(archive: Path) -> None:
    before = dump(archive, {})
    sites = misread()

    result = compare(archive, sites, in_place(archive, sites), ALL, examples=2)

    assert 5 <= result.counts["byline"] <= result.changed
    assert len(result.examples["byline"]) == 2
    assert result.examples["byline"][0].after == "Phóng viên Khác"
    assert differences(before, dump(archive, {})) == []


def test_what_no_reader_took_for_an_article_becomes_one(archive: Path) -> None:
    before = dump(archive)
    with rows_of(archive) as connection:
        lost = connection.execute(
            """
            SELECT id, url FROM articles
            WHERE NOT EXISTS (SELECT 1 FROM aliases WHERE article = id) AND presence = 'ok' LIMIT 1
            """
        ).fetchone()
        for statement in FORGET:
            connection.execute(statement, dict(lost))
        connection.commit()

    result = again(archive)

    assert {one.before for one in result.examples["outcome"]} == {"no-date"}
    assert {one.after for one in result.examples["article"]} == {lost["id"]}
    assert differences(before, dump(archive)) == []


#: An archive whose reader has refused an article for want of a date.
FORGET = (
    "UPDATE captures SET outcome = 'no-date' WHERE article = :id AND outcome = 'article'",
    "UPDATE captures SET article = '', reading = '', layout = '' WHERE article = :id",
    "DELETE FROM images WHERE article = :id",
    "DELETE FROM attachments WHERE article = :id",
    "DELETE FROM revisions WHERE article = :id",
    "DELETE FROM readings WHERE article = :id",
    "DELETE FROM articles WHERE id = :id",
    "UPDATE urls SET outcome = 'no-date', published = '' WHERE url = :url AND outcome = 'article'",
)


def test_what_is_no_article_any_more_leaves_the_tables_and_stays_in_the_files(archive: Path) -> None:
    count = len(dump(archive)["captures"])
    sites = described()
    refusing = {
        **sites,
        "demo": replace(sites["demo"], layouts=(Layout(name="none", when="body", body="title"),)),
    }

    again(archive, refusing)
    nothing = dump(archive)
    again(archive)

    assert len(nothing["articles"]) < len(dump(archive)["articles"])
    assert len(dump(archive)["captures"]) == count


def test_two_processes_write_the_same(archive: Path) -> None:
    before = dump(archive, {})
    again(archive, misread())

    with readers(archive, described, 2) as reader:
        replay(archive, described(), reader, ALL)

    assert differences(before, dump(archive, {})) == []


@pytest.mark.parametrize("kills", [2, pytest.param(60, marks=LONG)])
def test_a_replay_killed_again_and_again_ends_as_one_that_was_not(kills: int, archive: Path) -> None:
    before = dump(archive, {})
    again(archive, misread())
    points = random.Random(kills)
    for number in range(kills):
        jobs = str(1 + number % 2)
        with subprocess.Popen(
            command("--data", archive, "replay", "--jobs", jobs),
            env=clean({}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as program:
            time.sleep(points.uniform(0.5, 2.5))
            program.kill()

    last = archiver("--data", archive, "replay")

    assert last.returncode == 0, last.stderr.decode()
    assert differences(before, dump(archive, {})) == []


def test_the_verb_makes_a_missing_database_anew_and_prints_json(archive: Path) -> None:
    before = dump(archive)
    (archive / "archive.db").unlink()

    made = archiver("--data", archive, "replay", "--json", "--jobs", "2")
    compared = archiver("--data", archive, "replay", "--dry-run", "--json")
    refused = archiver("--data", archive, "replay", "--rebuild", "--site", "demo")

    assert made.returncode == 0, made.stderr.decode()
    assert json.loads(made.stdout)["captures"] == len(before["captures"])
    assert json.loads(compared.stdout)["changed"] == 0
    assert differences(before, dump(archive)) == []
    assert refused.returncode == 2
