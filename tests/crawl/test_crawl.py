"""The whole job on the embedded portal: crawl, capture, extract, store. The real program, a real server."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from programs import archiver, rows_of, states

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.writer import read_exchange
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import running
from archiver.records import iso

PORTAL = Portal(seed=7, size=120)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a crawl of 120 articles."""
    data = tmp_path_factory.mktemp("data")
    ended = archiver("--data", data, "crawl", "demo", "-a", "articles=120", "-a", "seed=7", "--json")

    assert ended.returncode == 0, ended.stderr.decode()
    assert json.loads(ended.stdout)[0]["tally"]["new_articles"] == 120
    return data / "demo"


def test_every_article_of_the_portal_is_stored_once_and_nothing_is_a_problem(crawled: Path) -> None:
    with rows_of(crawled) as connection:
        stored = [row["record_id"] for row in connection.execute("SELECT record_id FROM articles")]
        problems = connection.execute("SELECT reason, field, detail FROM problems").fetchall()
        revisions = connection.execute("SELECT count(*), max(number) FROM revisions").fetchone()

    assert sorted(gold(PORTAL, n).record_id for n in range(120)) == sorted(stored)
    assert [tuple(row) for row in problems] == []
    assert tuple(revisions) == (120, 1)


def expected(article: GoldArticle) -> dict[str, object]:
    """The columns of `articles` that the portal decides."""
    return {
        "title": article.title,
        "published_at": iso(article.published_at),
        "published_precision": article.published_precision.value,
        "published_text": article.published_text,
        "lead": article.lead,
        "paragraphs": [{"kind": one.kind.value, "text": one.text} for one in article.paragraphs],
        "byline": article.byline,
        "source_line": article.source_line,
        "recorded_at": iso(article.recorded_at),
        "tags": list(article.tags),
    }


def test_every_field_of_every_article_is_what_the_portal_says(crawled: Path) -> None:
    wrong = []
    with rows_of(crawled) as connection:
        for number in range(PORTAL.size):
            article = gold(PORTAL, number)
            row = connection.execute("SELECT * FROM articles WHERE url = ?", (article.url,)).fetchone()
            for name, value in expected(article).items():
                found = json.loads(row[name]) if name in {"paragraphs", "tags"} else row[name]
                if found != value:
                    wrong.append((article.layout, name, value, found))
            images = connection.execute("SELECT * FROM images WHERE article = ?", (row["id"],)).fetchall()
            if [one["url"] for one in images] != [one.url for one in article.images]:
                wrong.append((article.layout, "images", article.images, images))
            files = connection.execute("SELECT * FROM attachments WHERE article = ?", (row["id"],)).fetchall()
            if [one["url"] for one in files] != [one.url for one in article.attachments]:
                wrong.append((article.layout, "attachments", article.attachments, files))

    assert wrong == []


def test_every_url_ends_in_a_named_state(crawled: Path) -> None:
    with rows_of(crawled) as connection:
        counts = states(connection)
        unnamed = connection.execute("SELECT count(*) FROM urls WHERE outcome = ''").fetchone()[0]

    assert set(counts) == {"done"}
    assert unnamed == 0


def test_every_capture_row_gives_its_bytes_back(crawled: Path) -> None:
    with rows_of(crawled) as connection:
        ids = [row["record_id"] for row in connection.execute("SELECT record_id FROM captures")]
        captures = [find_capture(connection, record_id) for record_id in ids]

    assert len(captures) > 120
    assert any(capture.url.endswith("/robots.txt") for capture in captures)
    for capture in captures:
        body = read_exchange(crawled, capture).body
        assert hashlib.sha256(body).hexdigest() == capture.payload_sha256


def test_the_warc_files_pass_warcio(crawled: Path) -> None:
    files = sorted((crawled / "warc").rglob("*.warc.gz"))

    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", *files],
        capture_output=True,
        check=False,
        text=True,
    )

    assert len(files) == 1
    assert (checked.returncode, "digest pass" in checked.stdout) == (0, True), checked.stdout[-2000:]


def test_the_raw_bytes_of_an_article_come_out_of_show(crawled: Path) -> None:
    with rows_of(crawled) as connection:
        row = connection.execute(
            "SELECT articles.id, captures.payload_sha256 FROM articles "
            "JOIN captures ON captures.record_id = articles.capture LIMIT 1"
        ).fetchone()

    shown = archiver("--data", crawled, "show", row["id"], "--raw")

    assert (shown.returncode, hashlib.sha256(shown.stdout).hexdigest()) == (0, row["payload_sha256"])


def test_crawling_again_fetches_no_article_again(tmp_path: Path) -> None:
    with running(Portal(size=45)) as server:
        crawl = ("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        first = archiver(*crawl)
        asked = Counter(visit.path for visit in server.visits)
        server.forget_visits()
        second = archiver(*crawl)
        again = [visit.path for visit in server.visits]

    assert (first.returncode, second.returncode) == (0, 0)
    assert max(asked.values()) == 1
    assert [path for path in again if _is_article(path)] == []


def _is_article(path: str) -> bool:
    listings = ("/tin-tuc", "/rss", "/sitemap", "/robots")
    return not path.startswith(listings)


def test_an_article_that_changes_gets_a_revision_and_one_that_is_gone_stays(tmp_path: Path) -> None:
    """The portal corrects a title; the other articles stay as they are."""

    def corrected(portal: Portal, method: str, path: str) -> Reply:
        reply = respond(portal, method, path)
        title = gold(portal, 3).title.encode()
        return Reply(reply.status, reply.headers, reply.body.replace(title, title + " (đính chính)".encode()))

    data = tmp_path / "demo"
    with running(Portal(size=8)) as server:
        crawl = ("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        archiver(*crawl)
        server.answer = corrected
        with rows_of(data) as connection:
            connection.execute("UPDATE urls SET next_visit = found_at WHERE kind = 'article'")
            connection.commit()
        again = archiver(*crawl, "--json")

    with rows_of(data) as connection:
        rows = connection.execute(
            "SELECT article, number, changed FROM revisions WHERE number > 1"
        ).fetchall()
        title = connection.execute(
            "SELECT title FROM articles WHERE id = ?", (rows[0]["article"],)
        ).fetchone()
    assert json.loads(again.stdout)[0]["tally"]["new_revisions"] == 1
    assert [(row["number"], row["changed"]) for row in rows] == [(2, "title")]
    assert title["title"].endswith("(đính chính)")


def test_a_week_later_the_demo_has_edited_moved_and_taken_away_articles(tmp_path: Path) -> None:
    first = archiver("--data", tmp_path, "crawl", "demo", "-a", "articles=32")
    later = archiver("--data", tmp_path, "crawl", "demo", "-a", "articles=32", "--refresh", "-a", "later=7")

    assert (first.returncode, later.returncode) == (0, 0), later.stderr.decode()
    # Silence is success: Scrapy has nothing to say either.
    assert b"WARNING" not in later.stderr
    with rows_of(tmp_path / "demo") as connection:
        changed = [
            row["changed"] for row in connection.execute("SELECT changed FROM revisions WHERE number = 2")
        ]
        presences = Counter(row["presence"] for row in connection.execute("SELECT presence FROM articles"))
    assert sorted(changed) == ["text", "text, images", "title"]
    assert presences == {"ok": 31, "suspect": 1}


def test_a_portal_that_does_not_answer_ends_with_exit_code_4(tmp_path: Path) -> None:
    def broken(portal: Portal, method: str, path: str) -> Reply:
        del portal, method, path
        return Reply(503, (("Content-Type", "text/plain"),), b"overloaded")

    with running(Portal(size=8), answer=broken) as server:
        crawl = ("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        ended = archiver(*crawl, ARCHIVER_PATIENCE="0")

    assert ended.returncode == 4
    with rows_of(tmp_path / "demo") as connection:
        assert states(connection)["pending"] == 3


def test_what_robots_txt_forbids_is_never_asked_for(tmp_path: Path) -> None:
    def closed(portal: Portal, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(200, (("Content-Type", "text/plain"),), b"User-agent: *\nDisallow: /vn/\n")
        return respond(portal, method, path)

    with running(Portal(size=40), answer=closed) as server:
        archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        asked = [visit.path for visit in server.visits]

    with rows_of(tmp_path / "demo") as connection:
        excluded = connection.execute("SELECT count(*) FROM urls WHERE outcome = 'robots'").fetchone()[0]
    assert [path for path in asked if path.startswith("/vn/")] == []
    assert excluded > 0


def test_a_second_crawl_beside_the_first_is_refused_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    holder = """
import sys, pathlib
from archiver.archive.store import Store
with Store.open(pathlib.Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        first.stdout.readline()
        second = archiver("--data", tmp_path, "crawl", "demo")
        first.stdin.close()

    assert second.returncode == 3
    assert f"process {first.pid} is writing" in second.stderr.decode()
    assert b"Traceback" not in second.stderr


def test_an_archive_is_read_while_it_is_written(crawled: Path) -> None:
    with sqlite3.connect(crawled / "archive.db") as writer:
        writer.execute("BEGIN IMMEDIATE")
        found = archiver("--data", crawled, "search", "bộ trang mẫu")
        writer.rollback()

    assert found.returncode == 0
