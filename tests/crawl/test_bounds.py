"""The options of a crawl: how far, how much, which articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from programs import archiver, rows_of

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.server import Server, running

PORTAL = Portal(size=60)


def crawl(data: Path, server: Server, *options: str) -> dict[str, Any]:
    ended = archiver("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", "--json", *options)
    assert ended.returncode == 0, ended.stderr.decode()
    figures: dict[str, Any] = json.loads(ended.stdout)[0]
    return figures


def stored(data: Path) -> int:
    with rows_of(data / "demo") as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_a_limit_takes_so_many_articles_and_the_next_run_the_others(tmp_path: Path) -> None:
    with running(PORTAL) as server:
        first = crawl(tmp_path, server, "--limit", "10")
        few = len(server.visits)
        there = stored(tmp_path)
        crawl(tmp_path, server)

    assert (first["reason"], there, stored(tmp_path)) == ("limit", 10, 60)
    assert few < 20


@pytest.mark.parametrize(
    ("option", "value", "reason"), [("--max-pages", "20", "max-pages"), ("--max-mb", "1", "max-size")]
)
def test_a_bound_ends_a_run_and_loses_nothing(tmp_path: Path, option: str, value: str, reason: str) -> None:
    with running(Portal(size=150)) as server:
        first = crawl(tmp_path, server, option, value)
        crawl(tmp_path, server)

    assert first["reason"] == reason
    assert 20 <= first["tally"]["fetched"] < 130
    assert first["urls"]["leased"] == 0
    assert stored(tmp_path) == 150


def test_single_articles_are_fetched_and_nothing_else(tmp_path: Path) -> None:
    wanted = [gold(PORTAL, number) for number in (3, 40)]
    with running(PORTAL) as server:
        options = [part for article in wanted for part in ("--articles", article.url)]
        crawl(tmp_path, server, *options)
        asked = {visit.path for visit in server.visits}

    assert asked == {"/robots.txt", *(article.path for article in wanted)}
    assert stored(tmp_path) == 2


def test_an_address_that_is_no_article_is_refused_in_one_line(tmp_path: Path) -> None:
    ended = archiver("--data", tmp_path, "crawl", "demo", "--articles", "https://example.org/")

    assert ended.returncode == 2
    assert b"no article address of demo" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_since_walks_back_to_a_day_and_no_further(tmp_path: Path) -> None:
    since = gold(PORTAL, 40).published_at
    assert since is not None
    day = since.date().isoformat()
    with running(PORTAL) as server:
        crawl(tmp_path, server, "--since", day)
        pages = [visit.path for visit in server.visits if "/trang-" in visit.path]

    with rows_of(tmp_path / "demo") as connection:
        oldest = connection.execute("SELECT min(published), count(*) FROM articles").fetchone()
    young = sum(
        at is not None and at.date() >= since.date()
        for at in (gold(PORTAL, number).published_at for number in range(PORTAL.size))
    )
    assert oldest[1] >= young
    assert len(pages) < PORTAL.size // 10


def test_a_full_disk_is_refused_before_anything_is_asked_for(tmp_path: Path) -> None:
    with running(PORTAL) as server:
        ended = archiver(
            "--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}", "--free-disk", "1e9"
        )

    assert (ended.returncode, server.visits) == (3, ())
    assert b"GB free, a run needs" in ended.stderr


def test_a_run_that_finds_nothing_new_asks_for_little(tmp_path: Path) -> None:
    with running(PORTAL) as server:
        crawl(tmp_path, server)
        server.forget_visits()
        crawl(tmp_path, server)

    assert len(server.visits) <= 10


def test_an_address_of_any_length_is_asked_for_and_ends_in_a_state(tmp_path: Path) -> None:
    base, number = gold(PORTAL, 3).url.rpartition("/")[0], gold(PORTAL, 3).url.rpartition("-")[2]
    long = f"{base}/{'a' * 3000}-{number}"
    with running(PORTAL) as server:
        options = ("-a", f"proxy={server.proxy}", "--json", "--articles", long)
        ended = archiver("--data", tmp_path, "crawl", "demo", *options)
        asked = [visit.path for visit in server.visits]

    (figures,) = json.loads(ended.stdout)
    assert f"/{'a' * 3000}-{number}" in asked
    assert figures["tally"]["done"] == sum(figures["urls"].values()) - figures["urls"]["pending"] >= 1
