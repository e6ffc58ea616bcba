"""The WARC files are the truth: without `archive.db` everything comes back from them."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dumps import ANEW, Dump, differences, dump, without_kept
from faulty_disk import clock
from kills import killed_crawl
from programs import archiver, rows_of
from warc_samples import exchange, writer

from archiver.archive.replay import looks
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import NEW, Rebuilt, rebuild
from archiver.archive.store import DATABASE, Store
from archiver.archive.warc.writer import scan
from archiver.crawl.sites import described
from archiver.demo.events import Absence, Change, Edit, Instead, Move
from archiver.demo.faults import Faults
from archiver.demo.ministry import Portal
from archiver.demo.server import Server, running
from archiver.jobs.slices import readers

DAY = 24 * 60 * 60
EVENTS = (
    Edit(number=0, what=Change.WORD, since=2),
    Edit(number=7, what=Change.TITLE, since=2, until=6),
    Absence(number=1, since=2, instead=Instead.NOT_FOUND),
    Absence(number=2, since=2, until=18, instead=Instead.SOFT),
    Absence(number=4, since=2, instead=Instead.HOME),
    Move(number=5, since=2),
)


def crawl(data: Path, server: Server, *options: str, day: int = 0) -> None:
    ended = archiver(
        "--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options, **clock(day * DAY)
    )
    assert ended.returncode in {0, 1}, ended.stderr.decode()


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a portal seen over some weeks: edits, moves, absences, conditional requests."""
    data = tmp_path_factory.mktemp("weeks")
    with running(Portal(size=24, events=EVENTS), faults=Faults(validators=True)) as server:
        for day, options in ((0, ()), (2, ("--refresh",)), (6, ()), (18, ("--refresh", "--full"))):
            server.portal = replace(server.portal, days_later=day)
            crawl(data, server, *options, day=day)
    return data / "demo"


@pytest.fixture
def archive(weeks: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(weeks, tmp_path / "archive"))


def rebuilt(folder: Path, **options: object) -> Rebuilt:
    (folder / DATABASE).unlink(missing_ok=True)
    return rebuild(folder, described(), in_place(folder, described()), **options)  # type: ignore[arg-type]


def test_without_the_database_every_row_comes_back_from_the_files(archive: Path) -> None:
    before = dump(archive)

    told = rebuilt(archive)

    assert differences(before, dump(archive)) == []
    assert (told.damage, told.strangers, told.unnoted) == ([], {}, 0)
    assert told.captures == len(before["captures"])
    assert len(before["revisions"]) > len(before["articles"])
    assert {"done", "gone"} <= {row[3] for row in before["urls"]}


@pytest.mark.slow
def test_bad_days_come_back_too(tmp_path: Path) -> None:
    with running(Portal(size=40), faults=Faults.named("hard-day")) as server:
        for day in (0, 1):
            ended = archiver(
                "--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}", **clock(day * DAY)
            )
            assert ended.returncode in {0, 1, 4}, ended.stderr.decode()
    before = dump(tmp_path / "demo")

    rebuilt(tmp_path / "demo")

    assert differences(before, dump(tmp_path / "demo")) == []


@pytest.mark.slow  # a minute for each run that waits for a host that is silent
def test_what_no_response_says_comes_back(tmp_path: Path) -> None:
    with running(Portal(size=6)) as server:
        crawl(tmp_path, server)
    for day in (1, 30, 31, 33):
        # Nobody listens any more.
        crawl_unanswered(tmp_path, server.proxy, day)
    before = dump(tmp_path / "demo")

    rebuilt(tmp_path / "demo")

    assert differences(before, dump(tmp_path / "demo")) == []
    assert any("host-silent" in row for row in before["problems"])


def crawl_unanswered(data: Path, proxy: str, day: int) -> None:
    ended = archiver("--data", data, "crawl", "demo", "-a", f"proxy={proxy}", "--refresh", **clock(day * DAY))
    assert ended.returncode == 4, ended.stderr.decode()


@pytest.mark.slow
def test_a_crawl_that_was_killed_comes_back_as_its_successor_took_it_up(tmp_path: Path) -> None:
    points = random.Random(6)
    with running(Portal(size=60)) as server:
        for _ in range(3):
            assert killed_crawl(tmp_path, server, points.randint(1, 16), points.random() * 0.05)
        crawl(tmp_path, server)
    # A run that was killed before its first answer left no file: when it began is not known.
    # Nor which of two walks of one run came to a page last, where the first page was read again meanwhile.
    unknown = {**ANEW, "urls": {*ANEW["urls"], "found_at"}, "listing_pages": {"quiet", "treading"}}
    before = dump(tmp_path / "demo", unknown)

    rebuilt(tmp_path / "demo")

    after = dump(tmp_path / "demo", unknown)
    # Of a run that was killed behind its last note the files know the ending, and its row does not.
    assert {row[:2] for row in after.pop("crawls")} <= {row[:2] for row in before.pop("crawls")}
    assert differences(*without_kept(before, after)) == []


@pytest.mark.slow
def test_a_run_that_was_killed_at_its_first_answer_has_its_row(tmp_path: Path) -> None:
    with running(Portal(size=20)) as server:
        for answers in (1, 2, 1, 3):
            killed_crawl(tmp_path, server, answers, 0.02)
        crawl(tmp_path, server)
    with rows_of(tmp_path / "demo") as connection:
        (files,) = connection.execute("SELECT count(DISTINCT warc_file) FROM captures").fetchone()
        before = {row["started_at"] for row in connection.execute("SELECT started_at FROM crawls")}

    rebuilt(tmp_path / "demo")

    with rows_of(tmp_path / "demo") as connection:
        after = {row["started_at"] for row in connection.execute("SELECT started_at FROM crawls")}
    assert after <= before
    assert len(after) == files


def test_two_processes_read_the_same(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(archive)
    (archive / DATABASE).unlink()
    monkeypatch.setattr(looks, "TASK_BYTES", 10_000)

    with readers(archive, described, 2) as reader:
        rebuild(archive, described(), reader)

    assert differences(before, dump(archive)) == []


def test_a_rebuild_that_was_interrupted_goes_on(archive: Path) -> None:
    before = dump(archive)
    for done in range(1, 4):
        with pytest.raises(KeyboardInterrupt):
            rebuilt(archive, tell=stop_after(1), code="1")
        assert not (archive / DATABASE).exists()
        assert files_done(archive) == done

    told = rebuilt(archive, code="1")

    assert told.files == len(before["warc_files"]) - 3
    assert differences(before, dump(archive)) == []
    assert not (archive / NEW).exists()


def test_a_rebuild_that_another_program_began_is_begun_again(archive: Path) -> None:
    before = dump(archive)
    with pytest.raises(KeyboardInterrupt):
        rebuilt(archive, tell=stop_after(2), code="yesterday's")

    told = rebuilt(archive, code="today's")

    assert told.files == len(before["warc_files"])
    assert differences(before, dump(archive)) == []


def stop_after(files: int) -> Callable[[str, int], None]:
    left = iter(range(files - 1))

    def tell(_file: str, _captures: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    return tell


def files_done(folder: Path) -> int:
    with Store.open(folder, NEW) as store, store.transaction() as connection:
        (count,) = connection.execute("SELECT count(*) FROM warc_files").fetchone()
    return int(count)


def test_files_without_notes_give_the_same_articles_and_addresses(tmp_path: Path) -> None:
    with running(Portal(size=24, events=EVENTS, days_later=3)) as server:
        crawl(tmp_path, server)
    folder = tmp_path / "demo"
    before = dump(folder)
    for path in (folder / "warc").rglob("*.warc.gz"):
        forget_notes(path)

    told = rebuilt(folder)

    after = dump(folder)
    assert (told.unnoted, told.damage) == (1, [])
    for table in ("articles", "readings", "revisions", "images", "attachments", "aliases", "listed"):
        assert differences({table: before[table]}, {table: after[table]}) == []
    assert states_of(before) == states_of(after)
    assert after["crawls"] == []


def states_of(rows: Dump) -> dict[object, object]:
    return {row[0]: row[3] for row in rows["urls"]}


def forget_notes(path: Path) -> None:
    """Write a file as the program did before it noted anything."""
    content = path.read_bytes()
    members = [content[one.offset :][: one.length] for one in scan(path, path.parent)]
    plain = [gzip.decompress(member) for member in members]
    kept = [one for one in plain if b"WARC-Type: metadata" not in one.partition(b"\r\n\r\n")[0]]
    path.write_bytes(b"".join(gzip.compress(one.replace(b"crawl-log", b"no-log-of")) for one in kept))


def test_a_damaged_byte_is_told_and_costs_one_record(archive: Path) -> None:
    with rows_of(archive) as connection:
        known = {row["record_id"] for row in connection.execute("SELECT record_id FROM captures")}
        lost = connection.execute(
            "SELECT * FROM captures WHERE outcome = 'article' ORDER BY fetched_at DESC LIMIT 1"
        ).fetchone()
    path = archive / lost["warc_file"]
    content = bytearray(path.read_bytes())
    content[lost["offset"] + lost["length"] // 2] ^= 0xFF
    path.write_bytes(content)

    told = rebuilt(archive)

    assert len(told.damage) == 1
    assert f"{lost['warc_file']}: damaged at byte {lost['offset']}:" in told.damage[0]
    assert known - {row[0] for row in dump(archive)["captures"]} == {lost["record_id"]}


def test_captures_of_a_site_that_is_not_described_here_are_kept_and_told(archive: Path) -> None:
    count = len(dump(archive)["captures"])
    (archive / DATABASE).unlink()

    told = rebuild(archive, {}, in_place(archive, {}))

    after = dump(archive)
    assert told.strangers == {"demo": count}
    assert len(after["captures"]) == count
    assert (after["articles"], after["urls"]) == ([], [])


def test_a_page_that_holds_a_record_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(tmp_path / "forged") as warc:
        warc.append(exchange(66))
    (forged,) = (tmp_path / "forged").rglob("*.warc.gz")
    noise = random.Random(1).randbytes(9_000)
    body = noise + forged.read_bytes() + noise
    with writer(tmp_path) as warc:
        captures = [warc.append(exchange(number, body=body)) for number in range(8)]
    monkeypatch.setattr(looks, "TASK_BYTES", 7_000)

    told = rebuild(tmp_path, {}, in_place(tmp_path, {}))

    assert {row[0] for row in dump(tmp_path)["captures"]} == {one.record_id for one in captures}
    assert told.damage == []


def test_an_old_database_stays_beside_the_new_one(archive: Path) -> None:
    before = dump(archive)

    rebuild(archive, described(), in_place(archive, described()))

    assert differences(before, dump(archive)) == []
    with rows_of(archive) as connection:
        connection.execute("ATTACH ? AS old", (str(archive / f"{DATABASE}.old"),))
        (count,) = connection.execute("SELECT count(*) FROM old.captures").fetchone()
    assert count == len(before["captures"])
