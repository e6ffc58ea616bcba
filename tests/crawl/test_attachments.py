"""Files that articles link to: fetched when somebody asks for them, kept in WARC files, told as they are."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dumps import differences, dump
from faulty_disk import clock
from programs import archiver, rows_of, states

from archiver.archive.catalogue import find_capture
from archiver.archive.merge.merge import merge
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.store import DATABASE
from archiver.archive.verify.verify import verify
from archiver.archive.warc.members import capture_of, walk
from archiver.archive.warc.writer import read_payload
from archiver.crawl.sites import described
from archiver.demo import documents
from archiver.demo.events import Change, Edit
from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.server import Server, running
from archiver.publish.plugin.captured import capture_page
from archiver.publish.wacz import Selection, export_wacz

DAY = 24 * 60 * 60
FOR_EVER = 1000
PORTAL = Portal(seed=103, size=40, events=(Edit(number=3, what=Change.WORD, since=2),))
#: A third of the files is not there, is a page, or lies elsewhere, for each of the three reasons a ninth.
FAULTS = Faults(seed=18, lost=0.15, paged=0.15, moved=0.15, lasting=FOR_EVER, validators=True)


def crawl(data: Path, server: Server, *options: str, day: int = 0) -> None:
    ended = archiver(
        "--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options, **clock(day * DAY)
    )
    assert ended.returncode in {0, 1}, ended.stderr.decode()


def files_of(portal: Portal) -> dict[str, str]:
    """The addresses of all files, with the title that their article gives them."""
    articles = (gold(portal, number) for number in range(portal.size))
    return {file.url: file.title for article in articles for file in article.attachments}


def fate(url: str) -> str:
    """Which fault strikes a file, empty for none."""
    return "".join(FAULTS.strikes(urlsplit(url).path, ("lost", "paged", "moved"))[:1])


def body_of(url: str) -> bytes:
    path = urlsplit(url).path
    return documents.document(path, str(documents.number_of(path)))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[set[str]]]:
    """A portal seen without its files, with them, a week and a month later, in the end without validators.

    With what was asked for each time.
    """
    data, asked = tmp_path_factory.mktemp("seen"), []
    with running(PORTAL, faults=FAULTS) as server:
        wanted = ("--attachments",)
        for day, options in ((0, ()), (0, wanted), (9, wanted), (40, ()), (41, wanted)):
            server.portal = replace(server.portal, days_later=day)
            server.faults = replace(FAULTS, validators=day != 41)
            server.forget_visits()
            crawl(data, server, *options, day=day)
            asked.append({visit.path for visit in server.visits})
    return data / "demo", asked


@pytest.fixture
def archive(seen: tuple[Path, list[set[str]]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(seen[0], tmp_path / "archive"))


def change(folder: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(folder / DATABASE) as connection:
        assert connection.execute(sql, values).rowcount > 0


def test_files_are_asked_for_only_by_a_run_that_wants_them_and_then_those_of_all_articles(
    seen: tuple[Path, list[set[str]]],
) -> None:
    _, (without, with_files, later, again_without, _) = seen
    paths = {urlsplit(url).path for url in files_of(PORTAL)}
    pages = {gold(PORTAL, number).path for number in range(PORTAL.size)}

    assert not paths & without
    assert paths <= with_files
    assert not pages & with_files
    assert paths & later
    assert not [path for path in again_without if path.startswith(documents.FOLDER)]


def test_each_file_is_kept_as_it_came_and_told_as_what_it_is(seen: tuple[Path, list[set[str]]]) -> None:
    folder, _ = seen
    with rows_of(folder) as connection:
        rows = {row["url"]: row for row in connection.execute("SELECT * FROM attachments")}
        kept = {
            url: read_payload(folder, find_capture(connection, row["capture"])).body
            for url, row in rows.items()
            if row["capture"]
        }

    assert {url: row["title"] for url, row in rows.items()} == files_of(PORTAL)
    assert kept == {url: body_of(url) for url in rows if fate(url) in {"", "moved"}}
    assert {fate(url) for url in rows} == {"", "moved", "lost", "paged"}
    assert {url.rpartition(".")[2] for url in kept} == {"pdf", "docx", "xlsx", "zip"}
    for url, body in kept.items():
        row = rows[url]
        assert (row["file_type"], row["size"]) == (documents.type_of(url), len(body))
        assert (row["sha256"], row["truncated"]) == (hashlib.sha256(body).hexdigest(), "")
        assert row["presence"] == "ok"
    for url in rows.keys() - kept.keys():
        row = rows[url]
        assert (row["file_type"], row["size"], row["sha256"]) == ("", None, "")
        assert row["presence"] == ("gone" if fate(url) == "lost" else "")


def test_every_file_has_a_named_state_and_what_is_no_file_is_a_problem(
    seen: tuple[Path, list[set[str]]],
) -> None:
    with rows_of(seen[0]) as connection:
        rows = connection.execute("SELECT url, state, outcome FROM urls WHERE kind = 'attachment'").fetchall()
        told = {
            row["url"]: row["detail"]
            for row in connection.execute("SELECT url, detail FROM problems WHERE reason = 'not-a-file'")
        }
        counts, discovered = states(connection), connection.execute("SELECT count(*) FROM urls").fetchone()[0]
        indexed = connection.execute(
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'endobj OR officedocument'"
        ).fetchone()[0]
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    expected = {
        "": ("done", {"attachment", "not-modified"}),
        "moved": ("done", {"redirect"}),
        "lost": ("gone", {"404"}),
        "paged": ("done", {"not-a-file"}),
    }
    for row in rows:
        if documents.MOVED not in row["url"]:
            state, outcomes = expected[fate(row["url"])]
            assert row["state"] == state
            assert row["outcome"] in outcomes
    paged = {url for url in files_of(PORTAL) if fate(url) == "paged"}
    assert told.keys() == paged
    assert all(words.startswith("text/html, where application/") for words in told.values())
    assert sum(counts.values()) == discovered
    assert (articles, indexed) == (PORTAL.size, 0)


def test_a_file_is_asked_for_again_with_its_validators_and_stays_what_it_is(
    seen: tuple[Path, list[set[str]]],
) -> None:
    with rows_of(seen[0]) as connection:
        rows = connection.execute(
            """
            SELECT url, group_concat(status || ' ' || outcome, ', ') AS visits FROM (
                SELECT * FROM captures ORDER BY fetched_at
            ) WHERE url LIKE '%/tap-tin/%' GROUP BY url
            """
        ).fetchall()
    visits = {row["url"]: row["visits"] for row in rows}

    assert {visits[url] for url in files_of(PORTAL) if not fate(url)} == {
        "200 attachment, 304 not-modified, 200 attachment"
    }


def test_a_file_that_comes_once_more_is_kept_once(seen: tuple[Path, list[set[str]]]) -> None:
    folder, _ = seen
    kinds = {
        (place.record.kind, urlsplit(capture.url).path)
        for path in sorted((folder / "warc").rglob("*.warc.gz"))[-1:]
        for place in walk(path)
        if (capture := capture_of(place, path.relative_to(folder).as_posix()))
    }
    large = {urlsplit(url).path for url in files_of(PORTAL) if not fate(url) and len(body_of(url)) > 1024}

    assert len(large) > 1
    assert {kind for kind, path in kinds if path in large} == {"revisit"}


def test_without_the_database_every_row_comes_back_from_the_files(archive: Path) -> None:
    before = dump(archive)
    (archive / DATABASE).unlink()

    rebuild(archive, described(), in_place(archive, described()))

    assert differences(before, dump(archive)) == []
    assert len(before["files"]) > 5


def test_what_today_s_reader_overlooks_is_still_in_the_ledger_after_a_rebuild(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = dump(archive)["files"]
    monkeypatch.setattr("archiver.extract.finish.attachments_of", lambda *_: ())
    (archive / DATABASE).unlink()

    rebuild(archive, described(), in_place(archive, described()))

    after = dump(archive)
    assert after["files"] == held
    assert after["attachments"] == []
    assert verify(archive).findings == ()


def test_a_replay_changes_nothing_and_puts_right_what_is_wrong(archive: Path) -> None:
    before = dump(archive, {})
    for sql in (
        "UPDATE files SET size = size + 1 WHERE capture = (SELECT max(capture) FROM files)",
        "UPDATE attachments SET presence = 'gone' WHERE presence = 'ok'",
        "DELETE FROM files WHERE capture = (SELECT min(capture) FROM files)",
    ):
        change(archive, sql)
    assert {one.damage.value for one in verify(archive).findings} == {"reading"}

    ended = archiver("--data", archive, "replay")

    assert ended.returncode == 0, ended.stderr.decode()
    assert differences(before, dump(archive, {})) == []
    assert verify(archive).findings == ()


@pytest.mark.slow
def test_three_archives_give_the_same_in_all_orders(tmp_path: Path) -> None:
    """One that has the files, one that has none, and one that saw some change and some go."""
    with running(PORTAL, faults=replace(FAULTS, paged=0.0, lost=0.0)) as server:
        crawl(tmp_path / "a", server, "--attachments", "--limit", "30")
        shutil.copytree(tmp_path / "a", tmp_path / "c")
        crawl(tmp_path / "b", server, day=2)
        server.faults = replace(FAULTS, renewed=True)
        crawl(tmp_path / "c", server, "--attachments", "--refresh", day=9)
    three = [tmp_path / name / "demo" for name in "abc"]
    first: dict[str, list[tuple[object, ...]]] = {}
    for number, order in enumerate(permutations(three)):
        folder = tmp_path / f"order-{number}"
        for other in order:
            merge(folder, other)

        first = first or dump(folder, {})
        assert differences(first, dump(folder, {})) == []
    assert len(first["files"]) > len({row[1] for row in first["files"]}) > 5
    assert verify(folder).findings == ()


def linked(folder: Path, fated: str = "") -> tuple[str, str, str]:
    """An article with a file: its id, the file's address, the file's capture."""
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT article, url, capture FROM attachments WHERE capture IS NOT NULL")
        return next(tuple(row) for row in rows if fate(row["url"]) == fated)


def exported(folder: Path, file: Path, *articles: str) -> bytes:
    export_wacz(folder, file, Selection(articles=articles))
    with zipfile.ZipFile(file) as package:
        return gzip.decompress(package.read("indexes/index.cdx.gz"))


@pytest.mark.parametrize("fated", ["", "moved"])
def test_an_export_of_an_article_holds_its_files(archive: Path, tmp_path: Path, fated: str) -> None:
    article, url, _ = linked(archive, fated)

    index = exported(archive, tmp_path / "one.wacz", article).decode()

    assert url in index
    assert (documents.MOVED in index) == (fated == "moved")
    assert index.count('"mime": "application/') == 2


@pytest.mark.parametrize("fated", ["", "moved"])
def test_the_files_of_a_withheld_article_are_not_given_out_unless_a_free_one_links_to_them(
    archive: Path, tmp_path: Path, fated: str
) -> None:
    article, url, capture = linked(archive, fated)
    archiver("--data", archive, "withhold", article, "--why", "Theo đề nghị")

    with rows_of(archive) as connection:
        page = capture_page(connection, capture)
    assert page is not None
    assert page.withheld == "Theo đề nghị"
    assert url not in exported(archive, tmp_path / "all.wacz").decode()

    change(
        archive,
        """
        INSERT INTO attachments (article, position, url, title, media_type, address)
        SELECT (SELECT id FROM articles WHERE withheld = '' LIMIT 1), 9, url, title, media_type, address
        FROM attachments WHERE article = ?
        """,
        article,
    )
    assert url in exported(archive, tmp_path / "again.wacz").decode()


def test_show_prints_what_is_held_of_each_file_and_gives_its_bytes(archive: Path) -> None:
    article, url, capture = linked(archive)
    body = body_of(url)

    text = archiver("--data", archive, "show", article).stdout.decode()
    plain = json.loads(archiver("--data", archive, "show", article, "--json").stdout)
    raw = archiver("--data", archive, "show", article, "--file", "1")
    none = archiver("--data", archive, "show", article, "--file", "2")

    assert raw.stdout == body
    assert f"{documents.type_of(url)}, {len(body)} bytes, sha256 {hashlib.sha256(body).hexdigest()}" in text
    assert (plain["attachments"][0]["url"], plain["attachments"][0]["capture"]) == (url, capture)
    assert none.returncode == 2
    assert b"links to 1 files, none has the number 2" in none.stderr


def test_no_name_from_outside_becomes_a_file_or_is_lost(tmp_path: Path) -> None:
    portal = Portal(seed=103, size=40, odd_files=True)
    with running(portal) as server:
        crawl(tmp_path / "data", server, "--attachments")
    folder = tmp_path / "data" / "demo"
    wanted = {number for number in range(portal.size) if gold(portal, number).attachments}
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT * FROM attachments").fetchall()
        kept = {
            row["title"]: read_payload(folder, find_capture(connection, row["capture"])).body for row in rows
        }
    ours = re.compile(r"archive\.(?:db.*|lock)|warc/demo/\d{4}/\d\d/crawl-[\w~-]+\.(?:warc\.gz|cdxj)")
    made = [path.relative_to(folder).as_posix() for path in tmp_path.rglob("*") if path.is_file()]

    assert {number % 8 for number in wanted} == set(range(8))
    assert kept == {
        file.title: documents.document(file.url, str(number))
        for number in wanted
        for file in gold(portal, number).attachments
    }
    assert [name for name in made if not ours.fullmatch(name)] == []
