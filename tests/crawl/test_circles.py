"""A portal that leads in circles, or is away for weeks: the run ends, and what was pending comes in later."""

from __future__ import annotations

from pathlib import Path

import pytest
from faulty_disk import clock
from programs import archiver, rows_of, states

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Answer, Reply, respond
from archiver.demo.server import Server, running

PORTAL = Portal(size=8)
DAY = 24 * 60 * 60


def crawl(data: Path, server: Server, *options: str, days: int = 0) -> int:
    """One run, so many days later; its exit code."""
    environment = {"ARCHIVER_PATIENCE": "0"} | (clock(days * DAY) if days else {})
    proxy = f"proxy={server.proxy}"
    return archiver("--data", data, "crawl", "demo", "-a", proxy, *options, **environment).returncode


def leading(**places: str) -> Answer:
    """The portal with some paths that lead elsewhere."""

    def answer(portal: Portal, method: str, path: str) -> Reply:
        if path in places:
            return Reply(302, (("Location", places[path]),), b"")
        return respond(portal, method, path)

    return answer


def test_two_lists_that_lead_to_each_other_do_not_hold_a_run(tmp_path: Path) -> None:
    circle = leading(**{"/tin-tuc.htm": "/tin-tuc-b.htm", "/tin-tuc-b.htm": "/tin-tuc.htm"})
    with running(PORTAL, answer=circle) as server:
        code = crawl(tmp_path, server, "--max-pages", "200")
        asked = [visit.path for visit in server.visits]

    assert code == 1
    assert len(asked) < 30
    with rows_of(tmp_path / "demo") as connection:
        problems = connection.execute("SELECT reason FROM problems").fetchall()
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    # The feed and the sitemap have all of them.
    assert (["redirect"], 8) == ([reason for (reason,) in problems], stored)


def test_two_articles_that_lead_to_each_other_do_not_hold_a_run(tmp_path: Path) -> None:
    one, other = gold(PORTAL, 2).path, gold(PORTAL, 3).path
    with running(PORTAL) as server:
        crawl(tmp_path, server)
        server.answer = leading(**{one: other, other: one})
        server.forget_visits()
        code = crawl(tmp_path, server, "--refresh", "--max-pages", "200")
        asked = [visit.path for visit in server.visits]
        server.answer = respond
        crawl(tmp_path, server, days=40)

    assert code == 0
    assert max(asked.count(path) for path in (one, other)) <= 2
    with rows_of(tmp_path / "demo") as connection:
        presence = connection.execute("SELECT DISTINCT presence FROM articles").fetchall()
    assert [tuple(row) for row in presence] == [("ok",)]


@pytest.mark.parametrize("last", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_a_portal_that_is_away_is_left_soon_and_nothing_is_lost(tmp_path: Path, last: int) -> None:
    def away(portal: Portal, method: str, path: str) -> Reply:
        del portal, method
        return Reply(404 if path == "/robots.txt" else 503, (), b"")

    with running(Portal(size=45)) as server:
        crawl(tmp_path, server, "--max-pages", "20")
        server.answer = away
        server.forget_visits()
        code = crawl(tmp_path, server, days=1)
        asked = len(server.visits)
        for days in range(2, last):
            crawl(tmp_path, server, days=days)
        with rows_of(tmp_path / "demo") as connection:
            has_failed = states(connection)["failed"] > 0
        server.answer = respond
        crawl(tmp_path, server, days=60)

    assert (code, has_failed) == (4, last > 9)
    assert asked <= 40
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 45


def test_an_article_that_leads_from_one_form_of_its_address_to_another_is_one(tmp_path: Path) -> None:
    article = gold(PORTAL, 2)
    asked: list[str] = []

    def answer(portal: Portal, method: str, path: str) -> Reply:
        asked.append(path)
        if path == article.path and asked.count(path) == 1:
            return Reply(301, (("Location", article.url.replace("://", "://www.")),), b"")
        return respond(portal, method, path)

    with running(PORTAL, answer=answer) as server:
        crawl(tmp_path, server)

    with rows_of(tmp_path / "demo") as connection:
        stored = connection.execute("SELECT count(*), count(DISTINCT record_id) FROM articles").fetchone()
        aliases = connection.execute("SELECT url FROM aliases WHERE url = ?", (article.url,)).fetchall()
    assert ((8, 8), 1) == (tuple(stored), len(aliases))


def test_a_redirect_to_no_address_at_all_does_not_hold_a_run(tmp_path: Path) -> None:
    with running(PORTAL, answer=leading(**{gold(PORTAL, 2).path: "http://[la"})) as server:
        code = crawl(tmp_path, server)

    assert code == 1
    with rows_of(tmp_path / "demo") as connection:
        assert states(connection)["gone"] == 1
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 7
