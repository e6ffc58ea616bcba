"""Revisits follow the edits of an article and of its site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portal_days import START, Days
from programs import rows_of

from archiver.archive.ledger.schedule import IN_TIME, SHORTEST_PART, UNEDITED, Edits, edited_share, revisit
from archiver.archive.store import Store
from archiver.demo.events import Change, Edit
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from spiders.demo import SITE

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
COUNTS = st.tuples(st.integers(0, 200), st.integers(0, 200)).map(lambda pair: (max(pair), min(pair)))
HISTORIES = st.builds(
    lambda own, site: Edits(rereads=own[0], edits=own[1], site_rereads=site[0], site_edits=site[1]),
    COUNTS,
    COUNTS,
)
AGES = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000))


def wait(age: timedelta, history: Edits) -> timedelta:
    return revisit("https://thu.example/1.htm", SEEN - age, SEEN, history) - SEEN


@given(age=AGES, history=HISTORIES)
def test_an_article_with_edits_is_never_read_later_and_never_too_soon(age: timedelta, history: Edits) -> None:
    usual = wait(age, UNEDITED)

    assert usual * SHORTEST_PART * 0.999 <= wait(age, history) <= usual


@given(age=AGES, history=HISTORIES)
def test_one_more_edit_never_makes_the_wait_longer(age: timedelta, history: Edits) -> None:
    edited = Edits(
        rereads=history.rereads + 1,
        edits=history.edits + 1,
        site_rereads=history.site_rereads,
        site_edits=history.site_edits,
    )

    assert wait(age, edited) <= wait(age, history)


@given(history=HISTORIES)
def test_a_share_is_between_that_of_the_article_and_that_of_the_site(history: Edits) -> None:
    own = history.edits / history.rereads if history.rereads else 0.0
    usual = history.site_edits / history.site_rereads if history.site_rereads else 0.0

    assert min(own, usual) - 1e-9 <= edited_share(history) <= max(own, usual) + 1e-9 or not history.rereads


@pytest.mark.parametrize(
    ("history", "part"),
    [
        (Edits(rereads=100, edits=1), 1.0),
        (Edits(rereads=4, edits=1), IN_TIME / (1 / 8)),
        (Edits(rereads=16, edits=8), IN_TIME / (8 / 20)),
        (Edits(rereads=100, edits=100), SHORTEST_PART),
        (Edits(site_rereads=1000, site_edits=500), IN_TIME / 0.5),
        # A site that edits much, an article that has stood for long.
        (Edits(rereads=36, edits=0, site_rereads=1000, site_edits=500), 1.0),
    ],
)
def test_the_wait_becomes_shorter_with_the_share_of_visits_that_find_an_edit(
    history: Edits, part: float
) -> None:
    month = timedelta(days=40)

    assert wait(month, history) / wait(month, UNEDITED) == pytest.approx(part, rel=1e-3)


def test_an_article_that_is_edited_again_and_again_is_due_sooner_than_its_neighbours(tmp_path: Path) -> None:
    words = [Edit(number=2, what=Change.TITLE, since=day, until=day + 10) for day in (10, 30, 50)]
    portal = Portal(size=6, events=tuple(words))
    days = Days(tmp_path, portal)
    for day in (0, 10, 20, 30, 40, 50, 60):
        days.visit(day)

    url = gold(portal, 2).url
    with rows_of(tmp_path) as connection:
        due = dict(connection.execute("SELECT url, next_visit FROM urls WHERE kind = 'article'").fetchall())
    with Store.open(tmp_path) as store:
        plan = store.lease(SITE.name, START + timedelta(days=400), 50)
    visits = {visit.url: visit for visit in plan if visit.kind == "article"}
    end = START + timedelta(days=60)
    waits = {one: datetime.fromisoformat(when) - end for one, when in due.items()}
    others = [waits[one] for one in waits if one != url]
    assert waits[url] < min(others) / 2
    assert (visits[url].edits.rereads, visits[url].edits.edits) == (6, 6)
    assert all(visits[one].edits.edits == 0 for one in visits if one != url)
    assert visits[url].edits.site_edits == 6
