"""Files that articles link to: fetched when somebody asks for them, kept in WARC files, told as they are."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dumps import ANEW, differences, dump, without_kept
from faulty_disk import clock
from programs import archiver, rows_of, states
from test_kill import killed_crawl

from archiver.archive.catalogue import find_capture
from archiver.archive.health.gather import gather
from archiver.archive.ledger import attachments
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, Visit
from archiver.archive.merge.merge import merge
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.store import DATABASE, Store
from archiver.archive.verify.verify import verify
from archiver.archive.warc.decoding import PAYLOAD_LIMIT
from archiver.archive.warc.members import capture_of, walk
from archiver.archive.warc.writer import read_payload
from archiver.crawl.sites import described
from archiver.demo import documents
from archiver.demo.events import Change, Edit
from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import Server, running
from archiver.extract.file_types import file_type
from archiver.extract.files import MEDIA_TYPES
from archiver.publish.plugin.captured import capture_page
from archiver.publish.wacz import Selection, export_wacz
from archiver.records import Exchange, Receipt
from spiders.demo import SITE

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


def first_file(reply: Reply) -> Callable[[Portal, str, str], Reply]:
    """A portal that gives another answer for its files."""

    def answer(portal: Portal, method: str, path: str) -> Reply:
        return reply if path.startswith(documents.FOLDER) else respond(portal, method, path)

    return answer


@pytest.fixture
def small() -> Iterator[Portal]:
    """A portal with one file."""
    yield next(portal for seed in range(1, 100) if len(files_of(portal := Portal(size=4, seed=seed))) == 1)


def one_row(folder: Path) -> sqlite3.Row:
    with rows_of(folder) as connection:
        row: sqlite3.Row = connection.execute(
            """
            SELECT attachments.*, state, outcome, urls.leads_to,
                (SELECT group_concat(reason || ': ' || detail) FROM problems) AS problems
            FROM attachments JOIN urls ON urls.url = address
            """
        ).fetchone()
        return row


@pytest.mark.slow
def test_of_a_file_that_is_too_long_the_beginning_is_kept_and_said_to_be_one(
    small: Portal, tmp_path: Path
) -> None:
    body = b"%PDF-1.4\n" + bytes(range(256)) * (PAYLOAD_LIMIT // 256 + 100)
    answer = first_file(Reply(200, (("Content-Type", "application/pdf"),), body))
    with running(small, answer=answer) as server:
        crawl(tmp_path, server, "--attachments")
    row = one_row(tmp_path / "demo")
    with rows_of(tmp_path / "demo") as connection:
        capture = find_capture(connection, row["capture"])
    before = dump(tmp_path / "demo")
    (tmp_path / "demo" / DATABASE).unlink()
    rebuild(tmp_path / "demo", described(), in_place(tmp_path / "demo", described()))

    assert (row["truncated"], row["size"], capture.truncated) == ("length", PAYLOAD_LIMIT, "length")
    assert row["sha256"] == hashlib.sha256(body[:PAYLOAD_LIMIT]).hexdigest()
    assert row["problems"].startswith("too-large: longer than what is ever fetched")
    assert differences(before, dump(tmp_path / "demo")) == []
    assert verify(tmp_path / "demo").findings == ()


def settled(url: str, reply: Reply, *, tries: int = 0) -> Settlement:
    """What an answer to a visit of a file means."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    came = Exchange(
        url=url, method="GET", request_headers=(), request_body=b"", status=reply.status,
        headers=reply.headers, body=reply.body, fetched_at=at,
    )  # fmt: skip
    receipt = Receipt(record_id="urn:uuid:1", fetched_at=at, status=reply.status)
    return settle(Visit(url=url, kind=ATTACHMENT, found_at=at, tries=tries), receipt, came, SITE)


BOMB = gzip.compress(bytes(PAYLOAD_LIMIT + 1), 1)


def page(text: str, status: int = 200, declared: str = "application/pdf") -> Reply:
    return Reply(status, (("Content-Type", declared),), text.encode())


@pytest.mark.parametrize(
    ("reply", "state", "outcome"),
    [
        (Reply(302, (("Location", "http://khac.example/a.pdf"),), b""), "excluded", "other-host"),
        (Reply(302, (("Location", "/"),), b""), "gone", "redirect"),
        (Reply(302, (), b""), "gone", "redirect"),
        (Reply(302, (("Location", "/kho/b.pdf"),), b""), "done", "redirect"),
        (Reply(404, (), b""), "gone", "404"),
        (Reply(410, (), b""), "gone", "410"),
        (Reply(403, (), b""), "blocked", "blocked"),
        (Reply(503, (), b""), "pending", "server-error"),
        (Reply(200, (), b""), "pending", "empty"),
        (
            Reply(200, (("Content-Encoding", "gzip"),), gzip.compress(bytes(PAYLOAD_LIMIT + 1))),
            "done",
            "unreadable",
        ),
        (page("<html><title>Lỗi 404</title><h1>Không tìm thấy tệp</h1></html>"), "gone", "not-found"),
        (page('<script>document.cookie="D1N=1";location.reload()</script>'), "blocked", "blocked"),
        (page("<!DOCTYPE html><p>" + "Văn bản đang được cập nhật. " * 90), "done", "not-a-file"),
        (page('{"error": "no such file"}'), "done", "not-a-file"),
        (page("<?xml version='1.0'?><Error/>", declared="application/xml"), "done", "not-a-file"),
        (page("%PDF-1.4", declared="text/html"), "done", "attachment"),
    ],
)
def test_what_comes_in_place_of_a_file_has_a_name(reply: Reply, state: str, outcome: str) -> None:
    one = settled("http://botrangmau.example/a.pdf", reply)

    assert (one.state, one.outcome) == (state, outcome)
    assert (one.file is not None) == (outcome == "attachment")
    assert one.article is None
    assert bool(one.problems) == (
        outcome in {"not-a-file", "not-found", "blocked", "unreadable"}
        or (state == "gone" and outcome == "redirect")
    )


@pytest.mark.parametrize(
    ("head", "named", "expected"),
    [
        (b"junk\n%PDF-1.7", "pdf", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls", "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "pdf", "application/x-ole-storage"),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", "doc", "doc"),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", "pdf", "text/html"),
        (b"\xef\xbb\xbf\r\n<!-- x --><HTML>", "pdf", "text/html"),
        ("\ufeff<html>".encode("utf-16-le"), "pdf", "text/html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "pdf", "text/html"),
        (b"STT;Ten\n1;A", "xls", "text/plain"),
        (b"{\\rtf1", "doc", "rtf"),
        (b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt", "odt"),
        (b"PK\x03\x04" + b"." * 26 + b"[Content_Types].xml", "docx", "docx"),
        (b"PK\x03\x04" + b"." * 26 + b"a.txt", "docx", "zip"),
        (b"Rar!\x1a\x07\x00", "rar", "rar"),
        (b"\x00\x01\x02", "pdf", "application/octet-stream"),
        (b"", "pdf", ""),
    ],
)
def test_the_first_bytes_say_what_a_file_is(head: bytes, named: str, expected: str) -> None:
    found = file_type(head, MEDIA_TYPES[named])

    assert found == MEDIA_TYPES.get(expected, expected)


def test_redirects_without_end_are_followed_for_a_while(small: Portal, tmp_path: Path) -> None:
    def answer(portal: Portal, method: str, path: str) -> Reply:
        if path.startswith(documents.FOLDER):
            return Reply(302, (("Location", f"{path.removesuffix('.pdf')}0.pdf"),), b"")
        return respond(portal, method, path)

    with running(small, answer=answer) as server:
        crawl(tmp_path, server, "--attachments")
        asked = [visit.path for visit in server.visits if visit.path.startswith(documents.FOLDER)]

    with rows_of(tmp_path / "demo") as connection:
        told = connection.execute("SELECT reason, detail FROM problems").fetchall()
    assert len(asked) == attachments.MOST_REDIRECTS + 1
    assert [row["reason"] for row in told] == ["redirect"]
    assert told[0]["detail"].endswith("000000.pdf: not followed any further")


def test_a_portal_that_gives_its_pages_and_refuses_its_files_is_not_blocked(tmp_path: Path) -> None:
    with running(PORTAL, answer=first_file(Reply(403, (), b""))) as server:
        crawl(tmp_path, server, "--attachments")
    with rows_of(tmp_path / "demo") as connection:
        ending = connection.execute("SELECT ending FROM crawls").fetchone()[0]
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        (facts,) = gather(connection, datetime.now(UTC))

    assert (ending, articles) == ("files-blocked", PORTAL.size)
    assert "blocked" not in {visit.outcome for visit in facts.visits}


def test_files_of_other_hosts_are_left_out_until_the_site_s_file_names_them(
    small: Portal, tmp_path: Path
) -> None:
    away = "http://kho.khac.example/a.pdf"
    with running(small) as server:
        crawl(tmp_path, server)
    folder = tmp_path / "demo"
    change(folder, "UPDATE attachments SET url = ?, address = ?", away, away)
    seen = []
    for site in (SITE, replace(SITE, hosts=(*SITE.hosts, "kho.khac.example"))):
        with Store.open(folder) as store:
            store.begin(site, datetime.now(UTC), Plan(attachments=True))
            counts = store.counts(site.name)
        row = one_row(folder)
        seen.append((row["state"], row["outcome"], counts["excluded"], counts["pending"]))

    assert seen == [("excluded", "other-host", 1, 0), ("pending", "", 0, 1)]


def test_robots_txt_holds_for_files(small: Portal, tmp_path: Path) -> None:
    def answer(portal: Portal, method: str, path: str) -> Reply:
        rules = Reply(200, (("Content-Type", "text/plain"),), b"User-agent: *\nDisallow: /tap-tin/\n")
        return rules if path == "/robots.txt" else respond(portal, method, path)

    with running(small, answer=answer) as server:
        crawl(tmp_path, server, "--attachments")
        asked = [visit.path for visit in server.visits if visit.path.startswith(documents.FOLDER)]
    row = one_row(tmp_path / "demo")

    assert asked == []
    assert (row["state"], row["outcome"], row["presence"]) == ("excluded", "robots", "")


def test_a_run_for_one_article_fetches_its_file_and_no_other(tmp_path: Path) -> None:
    number = next(number for number in range(PORTAL.size) if gold(PORTAL, number).attachments)
    article = gold(PORTAL, number)
    with running(PORTAL) as server:
        crawl(tmp_path, server, "--attachments", "--articles", article.url)
        asked = [visit.path for visit in server.visits]

    assert asked == ["/robots.txt", article.path, urlsplit(article.attachments[0].url).path]


def test_a_run_with_a_limit_fetches_the_files_of_the_articles_it_may_ask_for(tmp_path: Path) -> None:
    with running(PORTAL) as server:
        crawl(tmp_path, server, "--attachments", "--limit", "20")
    with rows_of(tmp_path / "demo") as connection:
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        files = connection.execute("SELECT url, capture IS NOT NULL FROM attachments").fetchall()
        ending = connection.execute("SELECT ending FROM crawls").fetchone()[0]

    assert (articles, ending) == (20, "limit")
    assert len(files) > 1
    assert all(held for _, held in files)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_crawl_killed_among_files_ends_with_each_of_them_once(tmp_path: Path) -> None:
    points = random.Random(6)
    faults = Faults(seed=18, moved=0.2, torn=0.1, overloaded=0.05)
    with running(Portal(seed=103, size=150), faults=faults) as server:
        wanted = files_of(server.portal)
        crawl(tmp_path, server)
        done = sum(
            killed_crawl(tmp_path, server, points.randint(1, 8), points.random() * 0.05, "--attachments")
            for _ in range(20)
        )
        # A burst of 503s among the last few visits would put one of them off by half an hour.
        server.faults = replace(faults, overloaded=0.0)
        crawl(tmp_path, server, "--attachments")
    folder = tmp_path / "demo"
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT * FROM attachments").fetchall()
        kept = {
            row["url"]: read_payload(folder, find_capture(connection, row["capture"])).body for row in rows
        }
        counts = states(connection)
    # A run that was killed before its first answer left no file: when it began is not known.
    # Nor which of two walks of one run came to a page last, where the first page was read again meanwhile.
    unknown = {**ANEW, "urls": {*ANEW["urls"], "found_at"}, "listing_pages": {"quiet", "treading"}}
    before = dump(folder, unknown)

    assert done > 10
    assert kept == {url: body_of(url) for url in wanted}
    assert set(counts) == {"done"}
    assert verify(folder).findings == ()
    (folder / DATABASE).unlink()
    rebuild(folder, described(), in_place(folder, described()))
    after = dump(folder, unknown)
    # Of a run that was killed behind its last note the files know the ending, and its row does not.
    assert {row[:2] for row in after.pop("crawls")} <= {row[:2] for row in before.pop("crawls")}
    before, after = without_kept(before, after)
    assert differences(before, after) == [], "\n".join(differences(before, after))
