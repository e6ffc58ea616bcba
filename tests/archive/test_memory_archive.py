"""What a site repeats on its pages is learned from its captures, and is in none of its articles."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from dumps import Dump, differences, dump
from faulty_disk import clock
from portal_days import Days
from programs import PROJECT, archiver, clean, rows_of

from archiver.archive.catalogue import find_capture
from archiver.archive.memory import rereading
from archiver.archive.memory.learning import learn
from archiver.archive.memory.outlines import left_out
from archiver.archive.merge.merge import merge
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.replay.replay import Selection, replay
from archiver.archive.store import DATABASE, Store, read_only
from archiver.archive.verify.memories import check_memories
from archiver.crawl.sites import described
from archiver.demo.dice import Dice
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal, grown
from archiver.demo.portal import BANNER, ENDING, Reply
from archiver.demo.server import Server, running
from archiver.jobs.slices import readers
from archiver.publish.provenance import provenance_text
from spiders.demo import SITE

DAY = 24 * 60 * 60
PORTAL = Portal(size=40, seed=3, refrains=True)
SHAREPOINT = [number for number in range(PORTAL.size) if gold(PORTAL, number).layout == "sharepoint"]


def options(server: Server, *more: str) -> tuple[str, ...]:
    return ("crawl", "demo", "-a", f"proxy={server.proxy}", *more)


def crawl(data: Path, server: Server, *more: str, day: int = 0) -> None:
    ended = archiver("--data", data, *options(server, *more), **clock(day * DAY))
    assert ended.returncode in {0, 1}, ended.stderr.decode()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal before it had a banner, and when it had one and more articles."""
    data = tmp_path_factory.mktemp("seen")
    with running(replace(PORTAL, refrains=False)) as server:
        crawl(data, server)
        server.portal = replace(grown(PORTAL, 8), days_later=2)
        crawl(data, server, "--refresh", day=2)
    return data / "demo"


@pytest.fixture
def archive(seen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seen, tmp_path / "archive"))


def expected(portal: Portal) -> dict[str, list[str]]:
    """What the articles of a portal with refrains say: without its banner, with the words that are theirs."""
    texts = {}
    for number in range(portal.size):
        article = gold(portal, number)
        ending = [ENDING] if Dice(portal.seed, number, "refrain").one_in(3) else []
        texts[article.url] = [one.text for one in article.paragraphs] + ending
    return texts


def texts_in(folder: Path) -> dict[str, list[str]]:
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT url, paragraphs FROM articles").fetchall()
    return {row["url"]: [one["text"] for one in json.loads(row["paragraphs"])] for row in rows}


def known(folder: Path) -> list[tuple[str, ...]]:
    """The words that the archive knows of each site."""
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT blocks FROM memories").fetchall()
    return [tuple(one["text"] for one in json.loads(row["blocks"])) for row in rows]


def said_anywhere(folder: Path, words: str) -> int:
    with rows_of(folder) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM readings WHERE instr(reading, ?)", (words,)
        ).fetchone()
    return int(count)


def test_a_banner_is_in_no_article_and_the_words_of_many_articles_stay(seen: Path) -> None:
    assert known(seen) == [(BANNER,)]
    assert texts_in(seen) == expected(grown(PORTAL, 8))
    assert said_anywhere(seen, BANNER) == 0


def test_what_is_left_out_looks_neither_like_an_edit_nor_like_a_redesign(seen: Path) -> None:
    with rows_of(seen) as connection:
        revisions = dict(connection.execute("SELECT url, revisions FROM articles").fetchall())
        problems = connection.execute("SELECT * FROM problems").fetchall()
        versions = connection.execute("SELECT DISTINCT memory FROM captures WHERE article <> ''").fetchall()
        (current,) = connection.execute("SELECT memory FROM sites").fetchone()

    # The ending came with the banner: on articles that were read before, it is an edit.
    edited = {url for url, texts in expected(PORTAL).items() if ENDING in texts}
    assert {url for url, count in revisions.items() if count == 2} == edited
    assert (problems, [tuple(row) for row in versions]) == ([], [(current,)])


def test_without_the_database_the_same_is_learned_from_the_files(archive: Path) -> None:
    before = dump(archive)
    (archive / DATABASE).unlink()

    rebuild(archive, described(), in_place(archive, described()))

    assert differences(before, dump(archive)) == []


@pytest.mark.slow
def test_two_processes_learn_the_same(archive: Path) -> None:
    before = dump(archive)
    (archive / DATABASE).unlink()

    with readers(archive, described, 2) as reader:
        rebuild(archive, described(), reader)

    assert differences(before, dump(archive)) == []


@pytest.mark.parametrize(
    "where", ["judge", *(pytest.param(one, marks=pytest.mark.slow) for one in ("learn", "_tasks", "_settle"))]
)
def test_a_rebuild_that_is_stopped_while_it_reads_again_goes_on(
    where: str, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(archive)
    (archive / DATABASE).unlink()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(rereading, where, stop)
        rebuild(archive, described(), in_place(archive, described()), code="1")
    assert not (archive / DATABASE).exists()

    rebuild(archive, described(), in_place(archive, described()), code="1")

    assert differences(before, dump(archive)) == []


def test_a_replay_that_is_stopped_while_it_reads_again_goes_on(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(archive, {})
    site = {SITE.name: replace(SITE, forgets=False)}
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(rereading, "judge", stop)
        replay(archive, site, in_place(archive, site), Selection())
    assert said_anywhere(archive, BANNER) > 0

    replay(archive, described(), in_place(archive, described()), Selection())

    assert differences(before, dump(archive, {})) == []


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_replay_reads_everything_with_what_is_known(archive: Path) -> None:
    before = dump(archive, {})

    told = archiver("--data", archive, "replay", "--site", "demo", "--json")

    assert json.loads(told.stdout)["changed"] == 0, told.stderr
    assert differences(before, dump(archive, {})) == []


#: The program, killed where it would do one thing.
_KILLED = """
import os, signal, sys
from archiver.archive.catalogue import find_capture
from archiver.archive.memory import rereading
{where} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
sys.argv[0] = "archiver"
from archiver.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("rereading.learn", PORTAL.size),  # nothing is learned
        ("rereading.Changes.take", PORTAL.size),  # learned, and nothing read again
        ("rereading.Changes.finish", PORTAL.size),  # in the midst of a file
        ("rereading.judge", 0),  # all is read again, and not said so
    ],
)
def test_a_program_killed_anywhere_in_between_is_healed_by_the_next(
    where: str, left: int, tmp_path: Path
) -> None:
    with running(PORTAL) as server:
        program = [sys.executable, "-c", _KILLED.format(where=where), "--data", str(tmp_path)]
        killed = subprocess.run(
            [*program, *options(server)], cwd=PROJECT, env=clean({}), capture_output=True, check=False
        )
        found = said_anywhere(tmp_path / "demo", BANNER)
        crawl(tmp_path, server)

    assert (killed.returncode, found) == (-signal.SIGKILL, left)
    assert texts_in(tmp_path / "demo") == expected(PORTAL)
    assert said_anywhere(tmp_path / "demo", BANNER) == 0
    before = dump(tmp_path / "demo")
    (tmp_path / "demo" / DATABASE).unlink()
    rebuild(tmp_path / "demo", described(), in_place(tmp_path / "demo", described()))
    after = dump(tmp_path / "demo")
    # A run that was killed at its end has counted what it read with what was not left out yet.
    assert differences(of_captures(before), of_captures(after)) == []


def test_what_was_learned_and_not_read_again_is_read_by_the_next_crawl(tmp_path: Path) -> None:
    holding = Days(tmp_path, PORTAL, site=replace(SITE, forgets=False))
    holding.visit(0, SHAREPOINT)
    with Store.open(tmp_path) as store, store.transaction() as connection:
        is_pending = learn(connection, tmp_path, SITE)
    left = said_anywhere(tmp_path, BANNER)

    Days(tmp_path, PORTAL).visit(1, SHAREPOINT[:1])

    assert (is_pending, left, said_anywhere(tmp_path, BANNER)) == (True, len(SHAREPOINT), 0)
    assert len({row["memory"] for row in captures(tmp_path) if row["article"]}) == 1


def captures(folder: Path) -> list[sqlite3.Row]:
    with rows_of(folder) as connection:
        return connection.execute("SELECT * FROM captures").fetchall()


def test_a_sentence_of_one_page_stays_beside_the_banner_of_all(tmp_path: Path) -> None:
    sentence = "Câu này chỉ có ở một trang, và không trang nào khác có nó."
    days = Days(tmp_path, PORTAL)
    path = gold(PORTAL, SHAREPOINT[3]).path

    def tamper(_: int, at: str, reply: Reply) -> Reply:
        more = f"{BANNER}</p><p>{sentence}" if at == path else BANNER
        return replace(reply, body=reply.body.replace(BANNER.encode(), more.encode()))

    days.visit(0, SHAREPOINT, tamper=tamper)

    assert said_anywhere(tmp_path, BANNER) == 0
    assert said_anywhere(tmp_path, sentence) == 1


def test_a_form_keeps_its_words_on_all_its_pages(tmp_path: Path) -> None:
    form = [
        f"Mục {part} của bản tin ghi giá bán lẻ tại các chợ trong tỉnh, {'theo báo cáo của các huyện, ' * 12}"
        "như mọi ngày trong tuần."
        for part in range(12)
    ]

    def tamper(_: int, __: str, reply: Reply) -> Reply:
        return replace(reply, body=reply.body.replace(BANNER.encode(), "</p><p>".join(form).encode()))

    Days(tmp_path, PORTAL).visit(0, SHAREPOINT, tamper=tamper)

    assert known(tmp_path) == []
    assert said_anywhere(tmp_path, form[5]) == len(SHAREPOINT)


def test_what_a_site_keeps_is_put_back_into_its_articles(tmp_path: Path) -> None:
    Days(tmp_path, PORTAL).visit(0, SHAREPOINT)
    without = said_anywhere(tmp_path, BANNER)

    Days(tmp_path, PORTAL, site=replace(SITE, keeps=(BANNER,))).visit(1, SHAREPOINT[:1])

    assert (without, said_anywhere(tmp_path, BANNER)) == (0, len(SHAREPOINT))
    with rows_of(tmp_path) as connection:
        assert {count for (count,) in connection.execute("SELECT revisions FROM articles")} == {1}


def test_an_archive_of_an_older_schema_learns_with_the_next_replay(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "older" / "schema-5", tmp_path / "older"))

    told = archiver("--data", folder, "replay", "--json")

    # Nothing but the field that this schema does not have.
    assert set(json.loads(told.stdout)["counts"]) == {"canonical_url", "found"}, told.stderr
    read = [row for row in captures(folder) if row["outcome"] == "article"]
    assert len(read) == 10
    assert all(row["outline"] for row in read)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two that saw too little each to know the banner, and a copy of the first that has seen more since."""
    folder = tmp_path_factory.mktemp("three")
    for name, day, numbers in (("a", 0, SHAREPOINT[:6]), ("b", 2, SHAREPOINT[6:12]), ("c", 4, SHAREPOINT)):
        if name == "c":
            shutil.copytree(folder / "a", folder / "c")
        Days(folder / name, PORTAL).visit(day, numbers)
    return tuple(folder / name for name in "abc")


def merged(folder: Path, *others: Path) -> Path:
    for other in others:
        merge(folder, other, sites={SITE.name: SITE})
    return folder


def of_captures(found: Dump) -> Dump:
    """What of a dump the captures alone decide."""
    tables = ("captures", "articles", "readings", "revisions", "memories", "outlines", "redesigns")
    return {name: found[name] for name in tables}


@pytest.mark.parametrize("orders", [2, pytest.param(6, marks=pytest.mark.slow)])
def test_archives_merged_in_any_order_know_the_same(
    orders: int, three: tuple[Path, ...], tmp_path: Path
) -> None:
    assert [known(one) for one in three] == [[], [], [(BANNER,)]]
    both = merged(tmp_path / "both", *three[:2])

    assert known(both) == [(BANNER,)]
    assert said_anywhere(both, BANNER) == 0
    first = dump(merged(tmp_path / "first", *three), {})
    for number, order in enumerate(list(permutations(three))[-orders:]):
        folder = merged(tmp_path / f"order-{number}", *order)
        assert differences(first, dump(folder, {})) == []
    (folder / DATABASE).unlink()
    rebuild(folder, described(), in_place(folder, described()))
    assert differences(of_captures(first), of_captures(dump(folder, {}))) == []


def test_people_are_told_what_was_left_out_of_an_article_and_of_a_site(seen: Path) -> None:
    with read_only(seen) as connection:
        article = connection.execute("SELECT * FROM articles LIMIT 1").fetchone()
        capture = find_capture(connection, article["capture"])
        told = left_out(connection, article)
        (version,) = connection.execute("SELECT memory FROM sites").fetchone()

    listed = archiver("--data", seen.parent, "sites", "show", "demo").stdout.decode()
    plain = json.loads(archiver("--data", seen, "show", article["id"], "--provenance", "--json").stdout)
    text = provenance_text(seen, article, capture, told).plain

    assert (plain["memory"], [one["text"] for one in plain["left_out"]]) == (version, [BANNER])
    assert [version in text, BANNER in text, f": {BANNER}" in listed] == [True] * 3


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("UPDATE memories SET version = 'abcdef012345'", "a memory of demo with the version abcdef012345"),
        ("DELETE FROM memories", "of demo, named by "),
        (
            "UPDATE outlines SET letters = 7 WHERE digest = (SELECT min(digest) FROM outlines)",
            "an outline with",
        ),
        (
            "DELETE FROM outlines WHERE digest = (SELECT min(digest) FROM outlines)",
            "an outline for each capture",
        ),
        ("UPDATE outlines SET blocks = '{'", "an outline with the digest"),
        ("UPDATE memories SET blocks = '{'", "a memory of demo with the version"),
        (
            "UPDATE progress SET value = json_set(value, '$.learned', json('{}')) WHERE name LIKE 'memory%'",
            "a memory of demo that its captures teach",
        ),
    ],
)
def test_verify_tells_of_a_memory_that_is_not_what_it_should_be(
    damage: str, expected: str, archive: Path
) -> None:
    with rows_of(archive) as connection:
        sound = list(check_memories(connection))
        connection.execute(damage)
        found = [" ".join(one) for one in check_memories(connection)]

    assert sound == []
    assert [one for one in found if expected in one] != []


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE memories SET version = 'abcdef012345'",
        "UPDATE memories SET blocks = '{'",
        "UPDATE memories SET blocks = '[]'",
        "DELETE FROM memories",
        "UPDATE outlines SET blocks = '{'",
        "UPDATE outlines SET letters = letters + 1",
        "DELETE FROM outlines",
        "UPDATE progress SET value = '{' WHERE name LIKE 'memory%'",
        "UPDATE sites SET memory = ''",
    ],
)
def test_a_replay_puts_a_damaged_memory_right(damage: str, archive: Path) -> None:
    before = dump(archive, {})
    with rows_of(archive) as connection, connection:
        connection.execute(damage)

    replay(archive, described(), in_place(archive, described()), Selection())

    assert differences(before, dump(archive, {})) == []
    with rows_of(archive) as connection:
        assert list(check_memories(connection)) == []
