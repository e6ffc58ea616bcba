"""Crawls that judge day by day, in any order, leave what one judgement of the whole archive says."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from answers import SITE
from readings import READING

from archiver.archive.edits.history import recompute
from archiver.archive.edits.judging import judge
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.visits import Settlement, State, Visit
from archiver.archive.store import Store
from archiver.records import Article, Capture, Kind, Paragraph

FIRST = datetime(2026, 3, 1, 22, tzinfo=UTC)
ARTICLES, DAYS = 36, 8


def article_on(number: int, day: int, dice: random.Random) -> Article:
    """An article of a portal that is redesigned on day 3 and again on day 6, and edits a little."""
    texts = [f"Đoạn riêng của bài {number}.", f"Bản {dice.choice('aaaaab')} của bài {number}."]
    if day >= 3:
        texts.append("Mời bạn đọc góp ý.")
    return replace(
        READING,
        record_id=str(number),
        url=f"https://thu.example/a-{number}.htm",
        title=f"Bài {number}",
        byline="" if day >= 6 else f"Người viết {number}",
        paragraphs=tuple(Paragraph(Kind.PARAGRAPH, text) for text in texts),
        layout="2020" if day < 6 or number % 3 == 0 else "2026",
    )


def read(store: Store, number: int, day: int, article: Article) -> None:
    at = FIRST + timedelta(days=day, minutes=5 * number)
    capture = Capture(
        url=article.url,
        fetched_at=at,
        status=200,
        content_type="text/html",
        warc_file="warc/thu/a.warc.gz",
        offset=day * ARTICLES + number,
        length=1,
        record_id=f"urn:uuid:{day}-{number:02}",
        payload_sha1="",
        payload_sha256="",
        payload_length=1,
    )
    settlement = Settlement(
        visit=Visit(url=article.url),
        state=State.DONE,
        outcome="article",
        at=at,
        capture=capture.record_id,
        article=article,
        presence=Presence.OK,
    )
    store.commit(SITE, [capture], [settlement], [])


def said(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    queries = (
        "SELECT * FROM redesigns ORDER BY since, layout_before, layout_after, mark",
        "SELECT * FROM revisions ORDER BY article, number",
        "SELECT url, capture, seen_at, detail FROM problems WHERE reason = 'redesign' ORDER BY seen_at",
    )
    return [[tuple(row) for row in connection.execute(query)] for query in queries]


@pytest.mark.parametrize("seed", range(6))
def test_crawls_one_by_one_and_the_whole_archive_are_judged_alike(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    visits: list[tuple[int, int, Article]] = []
    with Store.open(tmp_path / "crawls") as store:
        for day in range(DAYS):
            at = FIRST + timedelta(days=day)
            crawl = store.begin(SITE, at)
            for number in sorted(dice.sample(range(ARTICLES), dice.choice((6, 20, 36)))):
                visits.append((number, day, article_on(number, day, dice)))
                read(store, *visits[-1])
            # A run that is killed judges nothing; the next one does it for both.
            if dice.random() < 0.8 or day == DAYS - 1:
                store.judge(SITE.name)
                store.end(SITE, crawl, at, "finished", dict.fromkeys(FIGURES, 0))
        with store.transaction() as connection:
            by_crawls = said(connection)
            connection.execute("DELETE FROM redesigns")
            connection.execute("DELETE FROM problems")
            for (article,) in connection.execute("SELECT id FROM articles").fetchall():
                recompute(connection, article)
            judge(connection, SITE.name)
            as_a_whole = said(connection)
    dice.shuffle(visits)
    with Store.open(tmp_path / "shuffled") as store:
        store.begin(SITE, FIRST)
        for visit in visits:
            read(store, *visit)
        with store.transaction() as connection:
            judge(connection, SITE.name)
            in_any_order = said(connection)

    assert as_a_whole == by_crawls
    assert in_any_order == by_crawls
    assert by_crawls[0]


FIGURES = ("fetched", "new_articles", "new_revisions", "problems")
