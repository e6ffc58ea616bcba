"""A capture that comes late gives the revisions it would have given in time; what files hold makes none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby, permutations
from pathlib import Path

import pytest
from answers import SITE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import READING

from archiver.archive.ledger.plan import Plan
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, State, Visit
from archiver.archive.store import Store
from archiver.records import Article, Attachment, Capture, File

FIRST = datetime(2026, 3, 1, tzinfo=UTC)
URL = READING.url


def capture_of(day: int, status: int = 200) -> Capture:
    return Capture(
        url=URL,
        fetched_at=FIRST + timedelta(days=day),
        status=status,
        content_type="text/html",
        warc_file="warc/thu/a.warc.gz",
        offset=day,
        length=1,
        record_id=f"urn:uuid:{day:03}",
        payload_sha1="",
        payload_sha256="",
        payload_length=1,
    )


def reading_of(title: str) -> Article:
    return replace(
        READING, title=f"Bản {title}", attachments=(Attachment("https://thu.example/a.pdf", "Lịch"),)
    )


def settled(day: int, article: Article | None) -> tuple[Capture, Settlement]:
    capture = capture_of(day, 200 if article else 304)
    settlement = Settlement(
        visit=Visit(url=URL),
        state=State.DONE,
        outcome="article" if article else "not-modified",
        at=capture.fetched_at,
        capture=capture.record_id,
        article=article,
        presence=Presence.OK,
    )
    return capture, settlement


def fetched(day: int, file: File) -> tuple[Capture, Settlement]:
    """The article's file, as it was found on a day."""
    url, record_id = "https://thu.example/a.pdf", f"urn:uuid:file-{day}"
    capture = replace(capture_of(day), url=url, record_id=record_id, offset=100 + day)
    return capture, Settlement(
        visit=Visit(url=url, kind=ATTACHMENT),
        state=State.DONE,
        outcome=ATTACHMENT,
        at=capture.fetched_at,
        capture=record_id,
        file=file,
        presence=Presence.OK,
    )


def stored(
    folder: Path, days: Sequence[int], said: Callable[[int], Article | None]
) -> list[tuple[object, ...]]:
    """What the archive says of the article's history after captures came in this order."""
    with Store.open(folder) as store:
        with store.transaction() as connection:
            for table in ("attachments", "images", "revisions", "readings", "aliases"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM articles")
            connection.execute("DELETE FROM captures")
        store.begin(SITE, FIRST)
        for day in days:
            capture, settlement = settled(day, said(day))
            store.commit(SITE, [capture], [settlement], [])
        with store.transaction() as connection:
            return [
                tuple(row)
                for table, order in (
                    ("revisions", "number"),
                    ("readings", "content_hash"),
                    ("aliases", "url"),
                )
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")
            ] + [
                tuple(row)
                for row in connection.execute(
                    "SELECT title, revision, revisions, first_seen, last_seen, capture FROM articles"
                )
            ]


@pytest.mark.parametrize(
    "order", list(permutations(range(4)))[1:], ids=lambda order: "".join(map(str, order))
)
def test_every_order_of_four_captures_gives_the_same_history(order: tuple[int, ...], tmp_path: Path) -> None:
    def said(day: int) -> Article:
        # Each time the date is written in another way: the reading is the same one, however it is kept.
        return replace(reading_of("ABBA"[day]), published_text=f"01/03/2026 09:51:{9 - day:02}")

    history = stored(tmp_path, order, said)

    assert history == stored(tmp_path, range(4), said)
    assert [(row[1], row[4]) for row in history[:3]] == [(1, ""), (2, "title"), (3, "title")]
    assert history[-1][0] == "Bản A"


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=lambda order: "".join(map(str, order)))
def test_an_address_that_comes_late_is_another_address_of_the_article(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    moved = replace(reading_of("A"), url="https://thu.example/ban-moi-1.htm")

    history = stored(tmp_path, order, lambda day: reading_of("A") if day < 2 else moved)

    assert (URL, "thu-1") in history


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.text("ABC", min_size=1, max_size=9), order=st.randoms(use_true_random=False))
def test_any_order_gives_the_runs_of_equal_readings(texts: str, order: object, tmp_path: Path) -> None:
    days = list(range(len(texts)))
    order.shuffle(days)  # type: ignore[attr-defined]

    history = stored(tmp_path, days, lambda day: reading_of(texts[day]))

    count = len(list(groupby(texts)))
    assert [row[1] for row in history[:count]] == list(range(1, count + 1))
    assert history[-1][:3] == (f"Bản {texts[-1]}", count, count)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=lambda order: "".join(map(str, order)))
def test_an_answer_not_modified_confirms_what_comes_late_too(order: tuple[int, ...], tmp_path: Path) -> None:
    said = {0: reading_of("A"), 1: None, 2: reading_of("B"), 3: None}

    history = stored(tmp_path, order, said.__getitem__)

    assert history == stored(tmp_path, range(4), said.__getitem__)
    assert [(row[1], row[2][8:10], row[3][8:10]) for row in history[:2]] == [  # type: ignore[index]
        (1, "01", "02"),
        (2, "03", "04"),
    ]


@pytest.mark.parametrize("day", [0, 1], ids=["first", "again"])
def test_storing_an_article_with_a_file_reads_no_table_from_end_to_end(day: int, tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.begin(SITE, FIRST)
        asked: list[str] = []
        for number in range(day + 1):
            with store.transaction() as connection:
                connection.set_trace_callback(asked.append if number == day else None)
            capture, settlement = settled(number, reading_of(str(number)))
            store.commit(SITE, [capture], [settlement], [], Plan(attachments=True))
        with store.transaction() as connection:
            connection.set_trace_callback(None)
            plans = {
                row["detail"]: sql
                for sql in asked
                if sql.strip().startswith(("SELECT", "UPDATE", "DELETE", "WITH"))
                for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
            }

    tables = {"articles", "attachments", "captures", "files", "images", "outlines", "readings", "urls"}
    assert [plan for plan in plans if plan.startswith("SCAN") and tables & set(plan.split())] == []
    assert any("attachments_address" in plan for plan in plans)


def test_an_answer_not_modified_confirms_the_reading_before_it(tmp_path: Path) -> None:
    history = stored(tmp_path, range(4), lambda day: None if day in {1, 3} else reading_of("AABB"[day]))

    with sqlite3.connect(tmp_path / "archive.db") as connection:
        facts = connection.execute(
            "SELECT article, reading <> '' FROM captures ORDER BY fetched_at"
        ).fetchall()
    assert facts == [("thu-1", 1)] * 4
    assert [(row[2][:10], row[3][:10]) for row in history[:2]] == [  # type: ignore[index]
        ("2026-03-01", "2026-03-02"),
        ("2026-03-03", "2026-03-04"),
    ]


def test_other_bytes_of_a_file_make_no_revision_and_what_is_known_of_it_stays(tmp_path: Path) -> None:
    """FAULTS 32: a PDF that is made anew at each download."""
    with Store.open(tmp_path) as store:
        store.begin(SITE, FIRST)
        for day, digest in enumerate(("a" * 64, "b" * 64, "c" * 64)):
            capture, settlement = settled(day, reading_of("A"))
            held, found = fetched(day, File("application/pdf", day, digest))
            store.commit(SITE, [capture, held], [settlement, found], [], Plan(attachments=True))
        capture, settlement = settled(3, reading_of("A"))
        store.commit(SITE, [capture], [settlement], [])

    with sqlite3.connect(tmp_path / "archive.db") as connection:
        revisions = connection.execute("SELECT count(*) FROM revisions").fetchone()
        files = connection.execute("SELECT url, size, sha256, capture FROM attachments").fetchall()
    assert revisions == (1,)
    assert files == [("https://thu.example/a.pdf", 2, "c" * 64, "urn:uuid:file-2")]
