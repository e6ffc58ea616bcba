"""Files that come cut, not at all, elsewhere or as something else, and runs that may not ask for all."""

from __future__ import annotations

import gzip
import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dumps import ANEW, differences, dump, without_kept
from kills import killed_crawl
from programs import rows_of, states
from test_attachments import PORTAL, body_of, change, crawl, files_of

from archiver.archive.catalogue import find_capture
from archiver.archive.health.gather import gather
from archiver.archive.ledger import attachments
from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, Visit
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.store import DATABASE, Store
from archiver.archive.verify.verify import verify
from archiver.archive.warc.decoding import PAYLOAD_LIMIT
from archiver.archive.warc.writer import read_payload
from archiver.crawl.sites import described
from archiver.demo import documents
from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import running
from archiver.extract.fields.file_types import file_type
from archiver.extract.fields.files import MEDIA_TYPES
from archiver.records import Exchange, Receipt
from spiders.demo import SITE


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
        # One by one: of several at once a page may come between two files.
        crawl(tmp_path, server, "--attachments", "--delay", "0.01")
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
