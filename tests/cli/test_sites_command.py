"""`archiver sites list` and `archiver sites show`: what is known of the portals, and what the archive has."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from programs import archiver
from saved_pages import SITES
from small_archive import make

from archiver.archive.health.alarms import Alarm, AlarmKind, SiteHealth, State
from archiver.archive.holdings import Holdings, holdings
from archiver.archive.store import read_only
from archiver.extract.site import Era, Lenience, Listing, Site, Verified
from archiver.publish.portals import site_text, sites_table, status, summary

SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example", "cu.thu.example"),
    articles=(),
    listings=(Listing(url="https://thu.example/tin.htm", pages="https://thu.example/trang-{page}.htm"),),
    eras=(Era(name="moi", platform="Plone", since="2024"), Era(name="cu", platform="Joomla", until="2024")),
    record_space="chung",
    lenience=(Lenience.BROKEN_CHAIN,),
    javascript=True,
    weekly_minimum=5,
    verified=Verified(on="2026-11-25", how="read by a person"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("data") / "archive.db").parent


def test_without_an_archive_the_list_says_nothing_of_one(tmp_path: Path) -> None:
    listed = archiver("sites", "list", "--json", cwd=tmp_path)

    rows = {row["site"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert rows.keys() == {*SITES, "demo"}
    assert rows["mot"] == {
        "site": "mot",
        "ministry": "Bộ Giao thông vận tải",
        "ministry_en": "Ministry of Transport",
        "host": "mt.gov.vn",
        "status": "merged into moc, 2025-03-01",
        "verified": None,
    }


def test_with_an_archive_the_list_counts_its_articles_and_names_the_last_crawl(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute(
            "INSERT INTO crawls (site, started_at, ending) VALUES ('moh', ?, 'finished')",
            ("2026-03-06T01:00:00.000Z",),
        )
        (articles,) = connection.execute("SELECT COUNT(*) FROM articles WHERE site = 'moh'").fetchone()

    listed = archiver("--data", folder, "sites", "list", "--json")

    rows = {row["site"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert articles > 0
    assert (rows["moh"]["articles"], rows["moh"]["last_crawl"]) == (articles, "2026-03-06T01:00:00.000Z")
    assert (rows["sbv"]["articles"], rows["sbv"]["last_crawl"], rows["sbv"]["health"]) == (0, None, None)
    assert rows["mic"]["health"] == "too little to judge"
    assert "articles" not in rows["demo"]


def test_a_site_is_shown_with_all_that_its_file_says(tmp_path: Path) -> None:
    shown = archiver("sites", "show", "mic", cwd=tmp_path).stdout.decode()

    site = SITES["mic"]
    for part in (*site.hosts, *site.names, *(era.platform for era in site.eras)):
        assert part in shown
    for form in site.articles:
        assert f"{form.pattern} [known from {form.source}]" in shown
    assert "merged into mst, 2025-03-01" in shown


def test_an_unknown_site_is_one_clear_line(tmp_path: Path) -> None:
    ended = archiver("sites", "show", "mofaa", cwd=tmp_path)

    assert ended.returncode == 2
    assert "did you mean 'mofa'" in ended.stderr.decode()


def test_the_holdings_are_those_of_the_newest_crawl(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.executemany(
            "INSERT INTO crawls (site, started_at, ending) VALUES ('moc', ?, ?)",
            [("2026-03-01T01:00:00.000Z", "finished"), ("2026-03-02T01:00:00.000Z", "blocked")],
        )
    with read_only(folder) as connection:
        found = holdings(connection)["moc"]

    assert (found.last_crawl, found.ending) == ("2026-03-02T01:00:00.000Z", "blocked")


def test_every_fact_of_a_site_stands_in_its_text() -> None:
    text = site_text(SITE, Holdings(articles=7, captures=9, problems=1)).plain

    for words in (
        "2026-11-25: read by a person",
        "thu.example, cu.thu.example",
        "chung: shared with the site chung",
        "unchecked-certificate",
        "until a browser has run their scripts",
        "5 new articles\n",
        "7 articles, 9 captures, 1 problems",
        "never\n",
        "moi: Plone, 2024 to now; read by evidence",
        "cu: Joomla, ? to 2024",
        "further pages: https://thu.example/trang-{page}.htm",
        "none is known",
    ):
        assert words in text


def test_a_status_tells_a_living_portal_from_a_merged_and_a_made_up_one() -> None:
    merged = Site(
        name="cu",
        ministry="",
        ministry_en="",
        hosts=("cu.example",),
        articles=(),
        successor="thu",
        merged_on=date(2025, 3, 1),
    )

    assert status(SITE) == "current"
    assert status(SITE, "demo") == "made up"
    assert status(merged) == "merged into thu, 2025-03-01"


def test_the_table_has_columns_of_an_archive_only_where_there_is_one() -> None:
    without = sites_table([summary(SITE, None)])
    with_one = sites_table([summary(SITE, Holdings(articles=7, last_crawl="2026-03-06T01:00:00.000Z"))])

    assert [column.header for column in without.columns] == ["site", "ministry", "status"]
    cells = {str(column.header): list(column.cells) for column in with_one.columns}
    assert (cells["articles"], cells["last crawl"]) == (["7"], ["2026-03-06"])
    assert cells["health"] == ["-"]


def test_a_narrow_terminal_cuts_nothing_off_the_list(folder: Path) -> None:
    listed = archiver("--data", folder, "sites", "list", COLUMNS="80").stdout.decode()

    assert "…" not in listed
    assert "baochinhphu" in listed


def test_the_list_names_the_alarms_of_a_site() -> None:
    health = SiteHealth(
        site="thu", state=State.ALARM, alarms=(Alarm(kind=AlarmKind.SILENT, detail="nothing new"),)
    )
    row = summary(SITE, Holdings(articles=7), health=health)

    assert row["health"] == "silent"
    assert [list(column.cells) for column in sites_table([row]).columns if column.header == "health"] == [
        ["silent"]
    ]
