"""A portal whose templates drift: the alarm within twenty pages, and the records right meanwhile."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from portal_days import START, Days
from programs import archiver, rows_of

from archiver.archive.health.alarms import AlarmKind
from archiver.demo.drift import Drift
from archiver.demo.events import Redesign
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal, grown
from archiver.demo.server import running
from archiver.publish.watching import health_of
from archiver.records import iso

BEFORE, AFTER = 200, 20
#: The day on which the templates have changed.
DAY = 10
#: What each kind of drift is seen by; all at once is seen by the layouts and by the dates.
ALARMS = {
    "classes": {AlarmKind.EVIDENCE},
    "byline": {AlarmKind.EVIDENCE},
    "date": {AlarmKind.DATE_FORM},
    "all": {AlarmKind.EVIDENCE, AlarmKind.DATE_FORM},
}


def drifted(portal: Portal, names: str, since: int = 0, layouts: tuple[str, ...] = ()) -> Portal:
    drift = replace(Drift.named(names), layouts=layouts)
    return replace(portal, redesigns=(Redesign(since=since, drift=drift),))


def kept(connection: sqlite3.Connection, record_id: str) -> dict[str, object]:
    """The record of an article, every field of it, as the archive has it."""
    row = connection.execute("SELECT * FROM articles WHERE record_id = ?", (record_id,)).fetchone()
    parts = {
        "images": "SELECT url, caption, credit FROM images WHERE article = ? ORDER BY position",
        "attachments": "SELECT url, title, media_type FROM attachments WHERE article = ? ORDER BY position",
    }
    plain = ("title", "published_at", "published_precision", "published_text", "lead", "byline")
    return (
        {name: row[name] for name in (*plain, "source_line", "category", "recorded_at")}
        | {name: json.loads(row[name]) for name in ("tags", "paragraphs")}
        | {name: list(map(tuple, connection.execute(sql, (row["id"],)))) for name, sql in parts.items()}
    )


def right(portal: Portal, number: int) -> dict[str, object]:
    """The record that the archive must have."""
    said = gold(portal, number)
    return {
        "title": said.title,
        "published_at": iso(said.published_at),
        "published_precision": said.published_precision.value,
        "published_text": said.published_text,
        "lead": said.lead,
        "byline": said.byline,
        "source_line": said.source_line,
        "category": said.category,
        "recorded_at": iso(said.recorded_at),
        "tags": list(said.tags),
        "paragraphs": [{"kind": one.kind.value, "text": one.text} for one in said.paragraphs],
        "images": [(one.url, one.caption, one.credit) for one in said.images],
        "attachments": [(one.url, one.title, one.media_type) for one in said.attachments],
    }


def wholly_right(folder: Path, portal: Portal, numbers: Iterable[int]) -> float:
    """The share of articles whose every field is what it must be."""
    with rows_of(folder) as connection:
        found = [kept(connection, gold(portal, n).record_id) == right(portal, n) for n in numbers]
    return sum(found) / len(found)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the portal as it was."""
    folder = tmp_path_factory.mktemp("usual")
    Days(folder, grown(Portal(size=BEFORE), AFTER)).visit(0, range(BEFORE))
    return folder


@pytest.fixture
def copy(usual: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(usual, tmp_path / "archive"))


def alarms(folder: Path, day: int) -> set[AlarmKind]:
    (health,) = health_of(folder, START + timedelta(days=day, hours=1))
    return {alarm.kind for alarm in health.alarms}


def test_a_portal_that_only_grows_gives_no_alarm(copy: Path) -> None:
    portal = grown(Portal(size=BEFORE), AFTER)
    Days(copy, portal).visit(DAY, range(BEFORE, BEFORE + AFTER))

    assert alarms(copy, DAY) == set()
    assert wholly_right(copy, portal, range(BEFORE + AFTER)) == 1.0


@pytest.mark.parametrize("names", ALARMS)
def test_a_drift_is_an_alarm_within_twenty_pages_and_the_records_stay_right(names: str, copy: Path) -> None:
    portal = drifted(grown(Portal(size=BEFORE), AFTER), names, since=DAY)
    Days(copy, portal).visit(DAY, range(BEFORE, BEFORE + AFTER))

    assert alarms(copy, DAY) == ALARMS[names]
    later = replace(portal, days_later=DAY)
    assert wholly_right(copy, later, range(BEFORE, BEFORE + AFTER)) >= 0.9


def test_a_drift_of_one_layout_is_an_alarm_too(copy: Path) -> None:
    portal = drifted(grown(Portal(size=BEFORE), AFTER), "all", since=DAY, layouts=("nukeviet",))
    layouts = [gold(portal, number).layout for number in range(BEFORE, BEFORE + AFTER)]
    Days(copy, portal).visit(DAY, range(BEFORE, BEFORE + AFTER))

    assert 5 <= layouts.count("nukeviet") < AFTER
    assert AlarmKind.EVIDENCE in alarms(copy, DAY)


@pytest.mark.slow
@pytest.mark.parametrize("names", ALARMS)
def test_the_real_program_tells_of_a_drift_after_five_hundred_articles(names: str, tmp_path: Path) -> None:
    """Two crawls over HTTP, and `archiver check` after each; the alarm's command shows the page."""
    portal = Portal(size=500)
    larger = drifted(grown(portal, AFTER), names)
    with running(portal) as server:
        crawl = ("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        first = archiver(*crawl)
        before = archiver("--data", tmp_path / "demo", "check")
        server.portal = larger
        second = archiver(*crawl, "--json")
    after = archiver("--data", tmp_path / "demo", "check", "--json")

    assert first.returncode == 0, first.stderr.decode()
    assert before.returncode == 0, before.stdout.decode()
    assert json.loads(second.stdout)[0]["tally"]["new_articles"] == AFTER
    assert after.returncode == 1
    told = json.loads(after.stdout)["alarms"]
    assert {one["alarm"] for one in told} == {kind.value for kind in ALARMS[names]}
    for one in told:
        shown = archiver(*one["look"].split()[1:])
        assert shown.returncode == 0
        assert one["capture"] in shown.stdout.decode()
    assert wholly_right(tmp_path / "demo", larger, range(500, 500 + AFTER)) >= 0.9
