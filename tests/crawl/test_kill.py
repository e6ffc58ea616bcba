"""`kill -9` at random points of a crawl: every article is there in the end, none twice (FAULTS 57)."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from pathlib import Path

import pytest
from kills import killed_crawl
from programs import archiver, rows_of, states

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.writer import read_exchange
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.server import running

ARTICLES = 300
#: How many kills, and after how many requests of a run at the latest: together less than a whole crawl.
FEW = (20, 22)
MANY = (200, 3)
LONG = (pytest.mark.slow, pytest.mark.timeout(3600))


@pytest.mark.parametrize(("kills", "latest"), [FEW, pytest.param(*MANY, marks=LONG)])
def test_a_crawl_killed_again_and_again_ends_with_every_article_and_none_twice(
    kills: int, latest: int, tmp_path: Path
) -> None:
    points = random.Random(57)
    portal = Portal(size=ARTICLES)
    with running(portal) as server:
        done = sum(
            killed_crawl(tmp_path, server, points.randint(1, latest), points.random() * 0.05)
            for _ in range(kills)
        )
        last = archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")

    assert done == kills
    assert last.returncode == 0, last.stderr.decode()
    folder = tmp_path / "demo"
    with rows_of(folder) as connection:
        stored = Counter(row["record_id"] for row in connection.execute("SELECT record_id FROM articles"))
        revisions = connection.execute("SELECT count(*) FROM revisions").fetchone()[0]
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
        foreign = connection.execute("PRAGMA foreign_key_check").fetchall()
        open_files = connection.execute("SELECT count(*) FROM warc_files WHERE state = 'open'").fetchone()[0]
        counts = states(connection)
        ids = [row["record_id"] for row in connection.execute("SELECT record_id FROM captures")]
        captures = [find_capture(connection, record_id) for record_id in ids]

    assert stored == Counter(gold(portal, number).record_id for number in range(ARTICLES))
    assert revisions == ARTICLES
    assert (integrity, foreign, open_files) == ("ok", [], 0)
    assert set(counts) == {"done"}
    for capture in captures:
        assert hashlib.sha256(read_exchange(folder, capture).body).hexdigest() == capture.payload_sha256
    assert list((folder / "warc").rglob("*.open")) == []
    # Every record has its row, also of what a crawl had brought in when it was killed.
    sound = archiver("--data", folder, "verify")
    assert sound.returncode == 0, sound.stdout.decode()


def test_a_crawl_killed_once_goes_on_where_it_was(tmp_path: Path) -> None:
    portal = Portal(size=60)
    with running(portal) as server:
        assert killed_crawl(tmp_path, server, 30)
        before = Counter(visit.path for visit in server.visits)
        server.forget_visits()
        last = archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        after = Counter(visit.path for visit in server.visits)

    articles = {gold(portal, number).path for number in range(60)}
    with rows_of(tmp_path / "demo") as connection:
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert last.returncode == 0
    assert stored == 60
    # A page that had been answered but was not yet in the file is asked for again. Without a delay between
    # requests eight are on their way and a few wait to be written; with one it is the one on its way.
    assert len((before & after).keys() & articles) <= 16
