"""A portal that changes all its pages at once has not edited ten thousand articles (FAULTS 37)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portal_days import Days
from programs import archiver, rows_of

from archiver.archive.edits.history import recompute
from archiver.archive.edits.judging import REDESIGN, Judgement, judge
from archiver.archive.edits.redesign import (
    ANY,
    LEAST,
    LEAST_UNSPECIFIC,
    Reread,
    cleared,
    find_redesigns,
    marks_held,
    uncovered,
    ways,
)
from archiver.archive.store import Store
from archiver.demo import events
from archiver.demo.events import Change, Edit
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from spiders.demo import SITE

NOTICE = "Bạn đang xem bản thử nghiệm của giao diện mới."
BEFORE: dict[str, object] = {
    "title": "Lễ hội đọc sách",
    "date": "2026-03-01T09:51:00+07:00",
    "lead": "Ngày hội kéo dài ba ngày.",
    "text": ["Sáng nay, ngày hội khai mạc.", "Có 120 gian sách."],
    "byline": "Lưu Hương",
}


def reread(number: int, after: dict[str, object], *, day: str = "2026-06-02", **values: object) -> Reread:
    one = Reread(
        article=f"thu-{number}",
        before="2026-05-01T00:00:00.000Z",
        at=f"{day}T01:00:00.000Z",
        layouts=("2020", "2026"),
        had=frozenset(BEFORE),
        ways=ways(BEFORE, after),
    )
    return replace(one, **values)  # type: ignore[arg-type]  # they are its own fields


def with_notice(reading: dict[str, object]) -> dict[str, object]:
    text = reading["text"]
    assert isinstance(text, list)
    return reading | {"text": [*text, NOTICE]}


def without(part: str) -> dict[str, object]:
    return {name: value for name, value in BEFORE.items() if name != part}


@pytest.mark.parametrize(
    ("after", "mark"),
    [
        (without("byline"), "byline:lost"),
        (BEFORE | {"title": "Lễ hội đọc sách - Bộ Thử"}, "title:longer"),
        (BEFORE | {"date": "2026-03-01T16:51:00+07:00"}, "date:shift +25200 s"),
        (BEFORE | {"date": "2026-03-01T00:00:00+07:00"}, "date:hour"),
        (BEFORE | {"text": ["Ngày hội kéo dài ba ngày.", *BEFORE["text"]]}, "text:+lead"),  # type: ignore[misc]
        (BEFORE | {"text": ["Có 120 gian sách.", "Sáng nay, ngày hội khai mạc."]}, "text:order"),
        (BEFORE | {"text": ["Một bài khác."]}, "text:changed"),
        (BEFORE | {"images": ["/logo.png"]}, "images:gained"),
    ],
)
def test_what_a_change_did_is_said_so_that_articles_can_have_it_in_common(
    after: dict[str, object], mark: str
) -> None:
    found = ways(BEFORE, after)

    assert any(way == {mark} for part in found.values() for way in part), found


def test_the_same_block_on_most_articles_of_a_day_is_a_redesign_and_held_back() -> None:
    rereads = [reread(number, with_notice(BEFORE)) for number in range(LEAST)]

    found = find_redesigns(rereads)

    assert [(one.day, one.layout_before, one.layout_after, one.articles) for one in found] == [
        ("2026-06-02", *ANY, LEAST)
    ]
    assert [uncovered(one, found) for one in rereads] == [()] * LEAST


def test_fewer_articles_and_smaller_shares_are_edits() -> None:
    few = [reread(number, with_notice(BEFORE)) for number in range(LEAST - 1)]
    unchanged = [reread(100 + number, BEFORE) for number in range(2 * LEAST)]
    a_third = [reread(number, with_notice(BEFORE)) for number in range(LEAST)] + unchanged

    assert find_redesigns(few) == ()
    assert find_redesigns(a_third) == ()


def test_pictures_that_editors_add_to_many_articles_are_edits() -> None:
    illustrated = [
        reread(number, BEFORE | {"images": [f"/anh/{number}.jpg"]}, had=frozenset({*BEFORE, "images"}))
        for number in range(2 * LEAST)
    ]
    others = [reread(100 + number, BEFORE, had=frozenset({*BEFORE, "images"})) for number in range(LEAST)]

    assert find_redesigns(illustrated + others) == ()
    assert {one.mark for one in find_redesigns(illustrated)} == {"images:gained", "images:longer"}


def rewritten(number: int) -> Reread:
    """An article whose text has nothing in common with those of others, before or after."""
    before, after = ({"text": [f"Bài số {number}, bản {version}."]} for version in ("đầu", "sau"))
    return replace(reread(number, BEFORE), ways=ways(before, after))


def test_different_edits_of_many_articles_are_no_redesign() -> None:
    edited = [rewritten(number) for number in range(LEAST_UNSPECIFIC - 1)]

    assert find_redesigns(edited) == ()


def test_a_text_that_is_read_in_another_way_on_nearly_all_articles_is_held_back() -> None:
    found = find_redesigns([rewritten(number) for number in range(LEAST_UNSPECIFIC)])

    assert {one.mark for one in found} == {"text:changed"}


def test_a_true_edit_among_the_pages_of_a_redesign_is_not_held_back() -> None:
    corrected = BEFORE | {"text": ["Sáng nay, ngày hội khai mạc.", "Có 125 gian sách."]}
    edited = reread(50, with_notice(corrected))
    found = find_redesigns([edited, *(reread(number, with_notice(BEFORE)) for number in range(3 * LEAST))])

    left = uncovered(edited, found)
    before, after = cleared(BEFORE, with_notice(corrected), marks_held(edited, found), left)

    assert left == ("text",)
    assert before == {"text": BEFORE["text"]}
    assert after == {"text": corrected["text"]}


def test_a_redesign_explains_one_change_of_each_article_however_late_and_no_other() -> None:
    found = find_redesigns([reread(number, with_notice(BEFORE)) for number in range(LEAST)])
    late = reread(90, with_notice(BEFORE), day="2027-01-15")
    later = replace(late, before="2026-06-05T00:00:00.000Z")
    just_before_midnight = reread(91, with_notice(BEFORE), day="2026-06-01")
    earlier = reread(92, with_notice(BEFORE), day="2026-05-31")

    assert uncovered(late, found) == ()
    assert uncovered(later, found) == ("text",)
    assert uncovered(just_before_midnight, found) == ()
    assert uncovered(earlier, found) == ("text",)


def test_one_template_of_a_site_can_be_redesigned_alone() -> None:
    lost = [reread(number, without("byline")) for number in range(LEAST)]
    others = [reread(100 + number, BEFORE, layouts=("2020", "2020")) for number in range(5 * LEAST)]

    found = find_redesigns(lost + others)

    assert {(one.layout_before, one.layout_after, one.mark) for one in found} == {
        ("2020", "2026", "byline:lost"),
        ("2020", "2026", "byline:cut"),
    }


def test_what_is_known_is_no_new_evidence() -> None:
    first = [reread(number, with_notice(BEFORE)) for number in range(LEAST)]
    second = [reread(100 + number, with_notice(BEFORE), day="2026-06-03") for number in range(LEAST)]

    assert {one.day for one in find_redesigns(first + second)} == {"2026-06-02"}
    assert find_redesigns(second, find_redesigns(first)) == ()


AFTERS = st.sampled_from([BEFORE, with_notice(BEFORE), without("byline"), with_notice(without("lead"))])
DAYS = st.sampled_from(["2026-06-01", "2026-06-02", "2026-06-03"])


@given(
    rereads=st.lists(
        st.builds(
            lambda number, after, day, layouts: reread(number, after, day=day, layouts=layouts),
            st.integers(0, 40),
            AFTERS,
            DAYS,
            st.sampled_from([("a", "a"), ("a", "b")]),
        ),
        max_size=60,
    ),
    order=st.randoms(use_true_random=False),
)
def test_redesigns_do_not_depend_on_the_order_of_the_readings(rereads: list[Reread], order: Random) -> None:
    shuffled = list(rereads)
    order.shuffle(shuffled)

    assert find_redesigns(shuffled) == find_redesigns(rereads)


# On whole pages, through the real intake.

EDITS = (
    Edit(number=3, what=Change.WORD, since=3),
    Edit(number=9, what=Change.PARAGRAPH, since=3),
    Edit(number=5, what=Change.TITLE, since=8),
)


#: A notice on every page would be left out, and be no redesign.
HOLDS_ON = replace(SITE, forgets=False)


def crawled(folder: Path, redesign: events.Redesign, *visits: tuple[int, range]) -> Days:
    days = Days(folder, Portal(size=40, events=EDITS, redesigns=(redesign,)), site=HOLDS_ON)
    for day, numbers in visits:
        days.visit(day, numbers)
    return days


def revised(folder: Path) -> list[tuple[str, int, str, str]]:
    with rows_of(folder) as connection:
        rows = connection.execute(
            """
            SELECT record_id, number, changed, extent FROM revisions JOIN articles ON id = article
            WHERE number > 1 ORDER BY docid
            """
        ).fetchall()
        return [tuple(row) for row in rows]


def alarms(folder: Path) -> list[sqlite3.Row]:
    with rows_of(folder) as connection:
        return connection.execute("SELECT * FROM problems WHERE reason = ?", (REDESIGN,)).fetchall()


def of(*edits: tuple[int, str]) -> list[tuple[str, int, str, str]]:
    portal = Portal(size=40)
    return [(gold(portal, number).record_id, 2, part, "sentence") for number, part in edits]


ALL = range(40)


@pytest.mark.parametrize("layout", ["ims", "sharepoint", "liferay"])
def test_new_pages_that_are_read_right_make_neither_revisions_nor_an_alarm(
    layout: str, tmp_path: Path
) -> None:
    """FAULTS 37, and 33: other tags, another date line, other boxes around the text."""
    crawled(tmp_path, events.Redesign(since=4, layout=layout), (0, ALL), (5, ALL))

    assert revised(tmp_path) == of((3, "text"), (9, "text"))
    assert alarms(tmp_path) == []
    with rows_of(tmp_path) as connection:
        drawn = connection.execute(
            "SELECT count(*) FROM captures WHERE fetched_at > '2026-03-12' AND layout = ?", (layout,)
        ).fetchone()[0]
    assert drawn == 40


CARELESS = {
    "a notice in every text": events.Redesign(since=4, notice=NOTICE),
    "a new layout without bylines": events.Redesign(since=4, layout="liferay", drops=("byline",)),
    "all of it": events.Redesign(since=4, layout="sharepoint", notice=NOTICE, drops=("byline", "lead")),
}


@pytest.mark.parametrize("redesign", CARELESS.values(), ids=CARELESS)
def test_new_pages_that_are_read_wrong_are_one_alarm_and_only_true_edits_are_revisions(
    redesign: events.Redesign, tmp_path: Path
) -> None:
    """FAULTS 37."""
    layout = f"to {redesign.layout} (" if redesign.layout == "liferay" else "as before ("
    crawled(tmp_path, redesign, (0, ALL), (5, range(30)), (9, ALL))

    assert revised(tmp_path) == of((3, "text"), (5, "title"), (9, "text"))
    (alarm,) = alarms(tmp_path)
    assert alarm["site"] == "demo"
    assert "articles read again on 2026-03-12 changed in the same way" in alarm["detail"]
    assert f"layout sharepoint {layout}" in alarm["detail"]
    assert "archiver replay --site demo" in alarm["detail"]
    with rows_of(tmp_path) as connection:
        problems = [row[0] for row in connection.execute("SELECT problems FROM crawls ORDER BY id")]
        counted = [row[0] for row in connection.execute("SELECT new_revisions FROM crawls ORDER BY id")]
    assert problems[1] == problems[2] + 1
    assert counted == [0, 2, 1]


def test_a_redesign_that_is_taken_back_makes_no_revisions_either(tmp_path: Path) -> None:
    redesign = events.Redesign(since=4, until=20, notice=NOTICE)
    crawled(tmp_path, redesign, (0, ALL), (5, ALL), (21, ALL))

    assert revised(tmp_path) == of((3, "text"), (5, "title"), (9, "text"))
    assert len(alarms(tmp_path)) == 2


def test_nothing_is_lost_that_is_held_back(tmp_path: Path) -> None:
    crawled(tmp_path, CARELESS["all of it"], (0, ALL), (5, ALL))

    with rows_of(tmp_path) as connection:
        held = connection.execute(
            """
            SELECT count(DISTINCT captures.article) FROM captures JOIN revisions
                ON revisions.article = captures.article AND last_capture = record_id
            WHERE reading <> content_hash
            """
        ).fetchone()[0]
        stored = connection.execute("SELECT count(*) FROM readings").fetchone()[0]
    assert held >= 30
    assert stored == 40 + 40


def test_a_reader_is_told_that_something_was_held_back_and_can_see_it(tmp_path: Path) -> None:
    crawled(tmp_path, CARELESS["a notice in every text"], (0, ALL), (5, ALL))
    article = "demo-" + gold(Portal(size=40), 20).record_id

    listed = archiver("--data", tmp_path, "show", article, "--revisions").stdout.decode()
    shown = archiver("--data", tmp_path, "show", article, "--diff", "1", "1").stdout.decode()

    assert "(1 more held back)" in listed
    assert f"{{+{NOTICE}+}}" in shown


def as_rows(connection: sqlite3.Connection, tables: Iterable[str]) -> list[list[tuple[object, ...]]]:
    return [
        [tuple(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")] for table in tables
    ]


def test_a_judgement_of_the_whole_archive_is_that_of_the_crawls_one_by_one(tmp_path: Path) -> None:
    crawled(tmp_path, CARELESS["all of it"], (0, ALL), (5, range(30)), (6, range(30, 40)), (9, ALL))
    tables = ("redesigns", "revisions")
    with Store.open(tmp_path) as store, store.transaction() as connection:
        as_crawled = as_rows(connection, tables)
        details = [
            row[0] for row in connection.execute("SELECT detail FROM problems WHERE reason = 'redesign'")
        ]
        connection.execute("DELETE FROM redesigns")
        connection.execute("DELETE FROM problems WHERE reason = 'redesign'")
        for (article,) in connection.execute("SELECT id FROM articles").fetchall():
            recompute(connection, article)
        without_judgement = as_rows(connection, tables)
        judged = judge(connection, "demo")
        again = judge(connection, "demo")
        afterwards = as_rows(connection, tables)
        told = [row[0] for row in connection.execute("SELECT detail FROM problems WHERE reason = 'redesign'")]

    assert without_judgement != as_crawled
    assert afterwards == as_crawled
    assert told == details
    assert judged.alarms == 1 and judged.withdrawn > 30
    assert again == Judgement()


def test_an_alarm_is_taken_back_with_its_evidence(tmp_path: Path) -> None:
    """A mended layout and a replay: the readings are right again, and the revisions with them."""
    crawled(tmp_path, CARELESS["a notice in every text"], (0, ALL), (5, ALL))
    with Store.open(tmp_path) as store, store.transaction() as connection:
        connection.execute(
            """
            UPDATE captures SET reading = (
                SELECT content_hash FROM revisions WHERE revisions.article = captures.article AND number = 1
            ) WHERE article <> ''
            """
        )
        judge(connection, "demo")

    assert alarms(tmp_path) == []
    assert revised(tmp_path) == []
    with rows_of(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM redesigns").fetchone()[0] == 0
