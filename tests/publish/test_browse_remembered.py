"""What costs much to read is kept until somebody writes; while somebody does, it is not read all the time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archiver.publish.plugin.remembered import SHARE, remembered


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (x)")
    yield connection
    connection.close()


def reader(tmp_path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(tmp_path / 'a.db').as_uri()}?mode=ro", uri=True)


def test_nothing_is_read_twice_until_somebody_writes(tmp_path: Path, writer: sqlite3.Connection) -> None:
    connection, reads = reader(tmp_path), []

    def count(one: sqlite3.Connection) -> int:
        reads.append(1)
        return int(one.execute("SELECT count(*) FROM t").fetchone()[0])

    assert [remembered(connection, count, exact=True) for _ in range(3)] == [0, 0, 0]
    writer.execute("INSERT INTO t VALUES (1)")
    assert [remembered(connection, count, exact=True) for _ in range(3)] == [1, 1, 1]
    assert len(reads) == 2
    assert remembered(reader(tmp_path), count) == 1
    assert len(reads) == 3


def test_what_takes_long_is_read_at_most_a_tenth_of_the_time(
    tmp_path: Path, writer: sqlite3.Connection
) -> None:
    connection, cost, seconds = reader(tmp_path), 2.0, [0.0]

    def slow(one: sqlite3.Connection) -> int:
        seconds[0] += cost
        return int(one.execute("SELECT count(*) FROM t").fetchone()[0])

    def known(after: float, *, exact: bool = False) -> int:
        seconds[0] += after
        return remembered(connection, slow, exact=exact, clock=lambda: seconds[0])

    assert known(after=0.0) == 0
    writer.execute("INSERT INTO t VALUES (1)")
    assert known(after=SHARE * cost - 1.0) == 0
    assert known(after=0.0, exact=True) == 1
    writer.execute("INSERT INTO t VALUES (1)")
    assert known(after=SHARE * cost - 1.0) == 1
    assert known(after=1.0) == 2
