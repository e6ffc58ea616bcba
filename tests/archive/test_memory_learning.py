"""What is learned depends on the captures alone: not on how the crawls were cut, nor on what came when."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archiver.archive.memory.learning import learn
from archiver.archive.memory.outlines import begin_anew, known
from archiver.archive.schema import migrate
from archiver.extract import memory
from archiver.extract.memory import STREAK, Memory, Seen, outline
from spiders.demo import SITE

NOWHERE = Path("nowhere")
BANNERS = ("Chung tay giữ kho trang tin cho mai sau", "Trân trọng thông báo để các đơn vị biết")
#: Which article, in which of two layouts, and which of the banners it shows.
READINGS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from("ab"), st.sampled_from([(0,), (1,), (0, 1), (0,), ()])),
    max_size=60,
)
Reading = tuple[int, str, Sequence[int]]


def archive() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    migrate(Database(connection), "memory")
    connection.execute(
        "INSERT INTO sites (name, ministry, ministry_en, host) VALUES (?, '', '', '')", (SITE.name,)
    )
    return connection


def seen(reading: Reading) -> Seen:
    number, layout, banners = reading
    own = [f"Đoạn {part} của bài số {number} nói về việc riêng của nó." for part in range(4)]
    return Seen(f"demo-{number}", layout, outline([*own, *(BANNERS[one] for one in banners)]))


def put(connection: sqlite3.Connection, at: int, reading: Reading) -> None:
    """One capture, the `at`th in time."""
    one = seen(reading)
    digest = one.outline.digest()
    connection.execute(
        "INSERT INTO outlines VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (digest, one.outline.letters, one.outline.text()),
    )
    connection.execute(
        """
        INSERT INTO captures (record_id, site, url, fetched_at, status, content_type, warc_file, offset,
            length, payload_sha1, payload_sha256, payload_length, source, outcome, article, layout, outline)
        VALUES (?, ?, '', ?, 200, '', 'nowhere.warc.gz', ?, 1, '', '', 1, 'live', 'article', ?, ?, ?)
        """,
        (f"urn:{at}", SITE.name, f"2026-03-01T00:{at:02}:00.000Z", at, one.article, one.layout, digest),
    )


def learned(connection: sqlite3.Connection) -> Memory:
    learn(connection, NOWHERE, SITE)
    return known(connection, SITE.name)


@settings(max_examples=60)
@given(READINGS, st.sets(st.integers(0, 60)))
def test_crawls_cut_anywhere_teach_what_one_crawl_does(readings: Sequence[Reading], cuts: set[int]) -> None:
    connection = archive()
    before = Memory()
    for at, reading in enumerate(readings):
        put(connection, at, reading)
        if at in cuts:
            assert before.blocks <= learned(connection).blocks
            before = known(connection, SITE.name)

    assert learned(connection) == memory.learn(map(seen, readings))


@settings(max_examples=60)
@given(READINGS, st.integers(0, 60), st.randoms(use_true_random=False))
def test_captures_that_come_late_teach_what_they_would_have_taught_in_time(
    readings: Sequence[Reading], cut: int, dice: random.Random
) -> None:
    connection = archive()
    numbered = list(enumerate(readings))
    dice.shuffle(numbered)
    for part in (numbered[:cut], numbered[cut:]):
        for at, reading in part:
            put(connection, at, reading)
        learn(connection, NOWHERE, SITE)

    assert known(connection, SITE.name) == memory.learn(map(seen, readings))


def test_what_was_learned_is_learned_again_from_the_beginning() -> None:
    connection = archive()
    for at in range(STREAK):
        put(connection, at, (at, "a", (0,)))
    before = learned(connection)

    begin_anew(connection, [SITE.name])

    assert learned(connection) == before == memory.memory_of(BANNERS[:1])
