"""What a crawl brings in, on its way to the disk: written on a thread, stored in batches, all or nothing."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archiver.archive.catalogue import find_capture
from archiver.archive.intake import BATCH, Intake
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import Settlement, Visit
from archiver.archive.store import Store
from archiver.archive.warc.writer import read_exchange
from archiver.errors import StorageError
from archiver.extract.site import ArticleUrl, Site
from archiver.records import Exchange, Receipt

NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def intake(store: Store) -> Iterator[Intake]:
    intake = Intake(store, SITE, now=lambda: NOON)
    yield intake
    if not intake.ending:
        intake.close("finished")


def answer(number: int) -> Exchange:
    return Exchange(
        url=f"https://thu.example/khong-con-{number}.htm",
        method="GET",
        request_headers=(),
        request_body=b"",
        status=404,
        headers=(("Content-Type", "text/html"),),
        body=f"<p>{number}</p>".encode() + bytes(2000),
        fetched_at=NOON + timedelta(seconds=number),
    )


def settled(receipt: Receipt, number: int) -> Settlement:
    exchange = answer(number)
    return settle(Visit(url=exchange.url), receipt, exchange, SITE)


def outcomes(store: Store) -> dict[str, str]:
    with store.transaction() as connection:
        return dict(connection.execute("SELECT record_id, outcome FROM captures").fetchall())


def test_a_receipt_names_the_record_that_is_written(store: Store, intake: Intake) -> None:
    receipts = [intake.capture(answer(number)) for number in range(5)]
    intake.commit()

    with store.transaction() as connection:
        kept = [find_capture(connection, receipt.record_id) for receipt in receipts]
    assert [read_exchange(store.folder, capture).body for capture in kept] == [
        answer(number).body for number in range(5)
    ]


def test_a_capture_that_others_took_along_gets_its_outcome_when_it_is_settled(
    store: Store, intake: Intake
) -> None:
    early, late = intake.capture(answer(1)), intake.capture(answer(2))
    intake.settle(settled(early, 1))
    intake.commit()
    before = outcomes(store)
    intake.settle(settled(late, 2))
    intake.commit()

    assert before == {early.record_id: "404", late.record_id: "kept"}
    assert outcomes(store) == {early.record_id: "404", late.record_id: "404"}


def test_no_row_is_stored_before_its_bytes_are_on_the_disk(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_sync = threading.Event()
    plain = os.fsync

    def fsync(file: int) -> None:
        assert may_sync.wait(10)
        plain(file)

    intake.settle(settled(intake.capture(answer(0)), 0))
    intake.commit()
    monkeypatch.setattr(os, "fsync", fsync)
    for number in range(1, BATCH + 1):
        intake.settle(settled(intake.capture(answer(number)), number))
    intake.go_on()
    stored, waiting = len(outcomes(store)), intake.waiting
    may_sync.set()
    intake.commit()

    assert (stored, waiting) == (1, BATCH)
    assert (len(outcomes(store)), intake.waiting) == (BATCH + 1, 0)


def test_a_response_that_cannot_be_written_settles_nothing_and_ends_the_crawl(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.write

    def write(file: int, data: bytes) -> int:
        if len(data) > 1000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(file, data)

    kept = intake.capture(answer(1))
    intake.settle(settled(kept, 1))
    intake.commit()
    monkeypatch.setattr(os, "write", write)
    noise = os.urandom(3000)
    exchange = Exchange(**{name: getattr(answer(2), name) for name in Exchange.__slots__} | {"body": noise})
    lost = intake.capture(exchange)
    intake.settle(settled(lost, 2))
    with pytest.raises(StorageError, match="ENOSPC"):
        intake.commit()
    with pytest.raises(StorageError, match="ENOSPC"):
        intake.capture(answer(3))
    monkeypatch.setattr(os, "write", plain)
    intake.close("storage")

    assert outcomes(store) == {kept.record_id: "404"}
    assert intake.tally.done == 1
