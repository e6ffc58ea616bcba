"""Years in minutes: edits, absences, returns and moves of articles, seen by runs whose clock is set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from faulty_disk import clock
from programs import archiver, rows_of

from archiver.demo.events import Absence, Change, Edit, Instead, Move
from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Answer, Reply, respond
from archiver.demo.server import Server, Visit, running

DAY = 24 * 60 * 60
EVENTS = (
    Edit(number=0, what=Change.WORD, since=4),
    Absence(number=1, since=2, instead=Instead.NOT_FOUND),
    Absence(number=2, since=2, until=30, instead=Instead.SOFT),
    Absence(number=3, since=2, instead=Instead.LISTING),
    Absence(number=4, since=2, instead=Instead.HOME),
    Move(number=5, since=2),
    Absence(number=6, since=2, instead=Instead.ITSELF),
)
Run = Callable[..., list[Visit]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """A run on a day: with that day's portal, and the clock of the machine set forward."""
    with running(Portal(size=12, events=EVENTS)) as server:
        yield lambda day, *options: visited(tmp_path, server, day, *options)


def visited(data: Path, server: Server, day: int, *options: str, at: int | None = None) -> list[Visit]:
    server.portal = replace(server.portal, days_later=day if at is None else at)
    server.forget_visits()
    ended = archiver(
        "--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options, **clock(day * DAY)
    )
    assert ended.returncode in {0, 1}, ended.stderr.decode()
    return list(server.visits)


def presences(data: Path) -> dict[str, str]:
    with rows_of(data / "demo") as connection:
        return dict(connection.execute("SELECT record_id, presence FROM articles").fetchall())


def of(number: int) -> str:
    return gold(Portal(size=12), number).record_id


def test_what_happens_to_articles_is_known_and_nothing_else_is_a_revision(run: Run, tmp_path: Path) -> None:
    run(0)
    run(2, "--refresh")
    missing = presences(tmp_path)
    for day in (3, 6, 11, 18):
        run(day, "--refresh")
    later = presences(tmp_path)
    run(49, "--refresh")
    back = presences(tmp_path)

    gone = {of(number) for number in (1, 2, 3, 4)}
    assert {one for one, presence in missing.items() if presence != "ok"} == gone
    assert {missing[one] for one in gone} == {"suspect"}
    assert {one for one, presence in later.items() if presence == "gone"} == gone
    assert {one for one, presence in back.items() if presence == "gone"} == gone - {of(2)}
    assert back[of(2)] == "ok"
    with rows_of(tmp_path / "demo") as connection:
        revised = connection.execute(
            "SELECT record_id, changed FROM revisions JOIN articles ON id = article WHERE number > 1"
        ).fetchall()
        aliases = connection.execute("SELECT count(*) FROM aliases").fetchone()[0]
    assert [row["record_id"] for row in revised] == [of(0)]
    assert aliases >= 1


def test_what_is_due_is_asked_for_without_being_told(run: Run) -> None:
    run(0)
    at_once = [visit.path for visit in run(0)]
    half_a_year = [visit.path for visit in run(210)]

    articles = {gold(Portal(size=12), number).path for number in range(12)}
    assert set(at_once) & articles == set()
    assert set(half_a_year) >= articles


def test_conditional_requests_save_the_pages_and_are_not_trusted_for_ever(tmp_path: Path) -> None:
    with running(Portal(size=6), faults=Faults(validators=True)) as server:
        statuses = []
        for day in (0, 210, 420, 630, 840):
            # The clock goes on, the pages stay as they are.
            visits = visited(tmp_path, server, day, at=0)
            articles = {gold(server.portal, number).path for number in range(6)}
            statuses.append({visit.status for visit in visits if visit.path in articles})

    assert statuses == [{200}, {304}, {304}, {304}, {200}]
    assert set(presences(tmp_path).values()) == {"ok"}
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT max(number) FROM revisions").fetchone()[0] == 1


@pytest.mark.slow
def test_a_validator_that_never_changes_hides_an_edit_for_three_visits_at_most(tmp_path: Path) -> None:
    edited = Portal(size=6, events=(Edit(number=3, what=Change.TITLE, since=1),))
    with running(edited, faults=Faults(validators=True, stuck=True)) as server:
        for day in (0, 210, 420, 630, 840):
            visited(tmp_path, server, day)

    with rows_of(tmp_path / "demo") as connection:
        revised = connection.execute("SELECT changed FROM revisions WHERE number = 2").fetchall()
    assert ["title" in row["changed"] for row in revised] == [True]


@pytest.mark.slow
def test_counters_tokens_and_clocks_never_make_a_revision(tmp_path: Path) -> None:
    with running(Portal(size=40), faults=Faults(restless=True)) as server:
        for day in (0, 1, 2):
            visited(tmp_path, server, day, "--refresh")

    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*), max(number) FROM revisions").fetchone()[:] == (40, 1)


@pytest.mark.slow
def test_an_article_that_comes_back_after_years_is_found_though_no_list_shows_it(tmp_path: Path) -> None:
    away = Absence(number=3, since=2, until=900)
    path, asked = gold(Portal(size=12), 3).path, {}
    with running(Portal(size=12, events=(away,))) as server:
        visited(tmp_path, server, 0)
        visited(tmp_path, server, 2, "--refresh")
        for day in (3, 6, 11, 18, 49, 250, 450, 650, 850):
            asked[day] = [visit.path for visit in visited(tmp_path, server, day)].count(path)
        gone = presences(tmp_path)[of(3)]
        # It is in no list: only its own address shows that it is back.
        server.answer = unlisted(path)
        visited(tmp_path, server, 1050)

    assert set(asked.values()) == {1}, asked
    assert (gone, presences(tmp_path)[of(3)]) == ("gone", "ok")


def unlisted(hidden: str) -> Answer:
    """The portal, whose lists leave one article out."""

    def answer(portal: Portal, method: str, path: str) -> Reply:
        reply = respond(portal, method, path)
        return reply if path == hidden else replace(reply, body=reply.body.replace(hidden.encode(), b"/x"))

    return answer
