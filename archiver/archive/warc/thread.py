"""A WARC file is written on a thread of its own: compressing, digesting and fsync do not hold the crawl up.

All three leave Python's lock to others. What is asked for is done in order, one thing at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from archiver.archive.warc.blocks import new_record_id
from archiver.archive.warc.files import WarcFile
from archiver.archive.warc.writer import WarcWriter
from archiver.errors import StorageError
from archiver.records import Capture, Exchange

_Done = TypeVar("_Done")


class WarcThread:
    """A `WarcWriter` at work beside its caller; `error` is the first thing that went wrong."""

    def __init__(self, writer: WarcWriter) -> None:
        self._writer = writer
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warc")
        self.error: StorageError | None = None

    def append(self, exchange: Exchange, earlier: Capture | None) -> tuple[str, Future[Capture]]:
        """Have one exchange written (`WarcWriter.append`); the id its record will have, and its capture."""
        record_id = new_record_id()
        return record_id, self._soon(lambda: self._writer.append(exchange, earlier, record_id=record_id))

    def sync(self, note: str) -> Future[tuple[WarcFile, ...]]:
        """Have a note written, and all before it brought to the disk; the files finished meanwhile."""
        return self._soon(lambda: self._synced(note))

    def close(self, note: str) -> tuple[WarcFile, ...]:
        """Write a last note, if there is one; finish the file and the thread.

        Raises:
            StorageError: the file cannot be finished.
        """
        try:
            return self._soon(lambda: self._closed(note)).result()
        finally:
            self._thread.shutdown()

    def _synced(self, note: str) -> tuple[WarcFile, ...]:
        self._writer.note(note)
        self._writer.sync()
        return self._writer.take_closed()

    def _closed(self, note: str) -> tuple[WarcFile, ...]:
        if note:
            self._writer.note(note)
        self._writer.close()
        return self._writer.take_closed()

    def _soon(self, work: Callable[[], _Done]) -> Future[_Done]:
        return self._thread.submit(self._watched, work)

    def _watched(self, work: Callable[[], _Done]) -> _Done:
        try:
            return work()
        except StorageError as error:
            self.error = self.error or error
            raise
