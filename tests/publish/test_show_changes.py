"""`archiver show --revisions` and `--diff`: what a reader sees of an edit."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from portal_days import Days
from programs import archiver

from archiver.archive.edits.comparison import Comparison, Side
from archiver.archive.edits.differences import differences
from archiver.archive.store import read_only
from archiver.demo.events import Change, Edit
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.page.page import Page, text_of
from archiver.publish.changes import comparison_html, comparison_text

EDITS = (
    Edit(number=0, what=Change.WORD, since=2, until=20),
    Edit(number=0, what=Change.DATE, since=10, until=20),
    Edit(number=1, what=Change.TITLE, since=2),
)
WANTED = "demo-" + gold(Portal(size=4), 0).record_id


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    days = Days(folder, Portal(size=4, events=EDITS))
    for day in (0, 5, 10, 20):
        days.visit(day)
    return folder


def shown(data: Path, *arguments: str) -> str:
    ended = archiver("--data", data, "show", *arguments)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()


def test_the_revisions_are_listed_with_what_changed_and_how_much(data: Path) -> None:
    lines = [line.split() for line in shown(data, WANTED, "--revisions").splitlines()]

    assert [(line[0], line[1][:10], line[2][:10], *line[3:]) for line in lines] == [
        ("1", "2026-03-07", "2026-03-07", "first"),
        ("2", "2026-03-12", "2026-03-12", "text", "sentence", "silent"),
        ("3", "2026-03-17", "2026-03-17", "date"),
        ("4", "2026-03-27", "2026-03-27", "date,", "text", "sentence"),
    ]


def test_the_revisions_are_listed_for_programs_too(data: Path) -> None:
    rows = [json.loads(line) for line in shown(data, WANTED, "--revisions", "--json").splitlines()]

    assert [(row["number"], row["changed"], row["silent"]) for row in rows][:3] == [
        (1, "", False),
        (2, "text", True),
        (3, "date", False),
    ]


def test_two_revisions_are_shown_word_by_word_without_colour(data: Path) -> None:
    second = shown(data, WANTED, "--diff", "1", "2")
    last = shown(data, WANTED, "--diff")

    assert " {+nay +}" in second
    assert "\x1b" not in second
    assert " [-nay -]" in last
    assert "revision 3, seen" in last and "revision 4, seen" in last


def test_one_number_is_compared_with_the_one_before(data: Path) -> None:
    assert shown(data, WANTED, "--diff", "3") == shown(data, WANTED, "--diff", "2", "3")


def test_an_edit_and_its_undoing_cancel_each_other(data: Path) -> None:
    assert json.loads(shown(data, WANTED, "--diff", "1", "4", "--json"))["differences"] == []


def test_the_page_of_html_stands_alone_and_says_what_came_and_went(data: Path) -> None:
    html = shown(data, WANTED, "--diff", "2", "3", "--html")
    page = Page(html, "")

    assert [text_of(node) for node in page.each("h2")] == ["date"]
    assert page.has("del") and page.has("ins")
    for active in ("script", "img", "link", "iframe", "a"):
        assert not page.has(active)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((WANTED, "--diff", "1", "9"), 2, "has the revisions 1 to 4, not 9"),
        ((WANTED, "--diff", "1", "2", "3"), 2, "two numbers at most, not 3"),
        ((WANTED, "1", "2"), 2, "go with --diff"),
        ((WANTED, "--html"), 2, "go with --diff"),
        (("demo-" + gold(Portal(size=4), 3).record_id, "--diff"), 1, "has one revision"),
    ],
)
def test_what_cannot_be_compared_is_said(
    data: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ended = archiver("--data", data, "show", *arguments)

    assert ended.returncode == code
    assert words in " ".join(ended.stderr.decode().split())


def test_the_database_says_the_same_without_the_program(data: Path) -> None:
    with read_only(data) as connection:
        rows = connection.execute(
            """
            SELECT number, changed, silent, reading FROM revisions
            JOIN readings USING (article, content_hash) WHERE article = ? ORDER BY number
            """,
            (WANTED,),
        ).fetchall()
        stored = connection.execute("SELECT count(*) FROM readings WHERE article = ?", (WANTED,)).fetchone()

    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    # A, B, C, A: what returns is stored once.
    assert rows[0]["reading"] == rows[3]["reading"]
    assert stored[0] == 3


HOSTILE = "<script>alert(1)</script> \x1b[2J\x9b31m [-x-]"


def test_nothing_that_a_portal_wrote_reaches_the_page_or_the_terminal_as_a_command() -> None:
    side = Side(number=1, first_seen=HOSTILE, last_seen="", capture=HOSTILE)
    comparison = Comparison(
        article=HOSTILE,
        title=HOSTILE,
        url=HOSTILE,
        before=side,
        after=side,
        differences=differences({"title": "A"}, {"title": HOSTILE, "text": [HOSTILE]}),
    )

    html, plain = comparison_html(comparison), comparison_text(comparison, colour=True).plain

    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 4
    for text in (html, plain):
        assert "\x1b" not in text and "\x9b" not in text


def test_a_first_revision_says_nothing_of_changes(data: Path) -> None:
    with sqlite3.connect(data / "archive.db") as connection:
        silent = connection.execute(
            "SELECT count(*) FROM revisions WHERE number = 1 AND (silent OR changed <> '' OR extent <> '')"
        ).fetchone()

    assert silent == (0,)


def test_in_colour_words_are_marked_by_colour_and_not_by_signs() -> None:
    side = Side(number=1, first_seen="", last_seen="", capture="")
    found = differences({"title": "Hội nghị ở thị trấn"}, {"title": "Hội nghị ở thị xã"})
    comparison = Comparison(article="thu-1", title="", url="", before=side, after=side, differences=found)

    text = comparison_text(comparison, colour=True)

    assert "Hội nghị ở thị trấnxã" in text.plain
    styled = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert (styled["trấn"], styled["xã"]) == ("red strike", "green underline")
