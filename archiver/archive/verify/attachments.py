"""What `files` says of a capture against the bytes of its record."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archiver.archive.verify.findings import REPLAY, Damage, Finding
from archiver.archive.warc.decoding import payload_of
from archiver.archive.warc.members import Record, exchange_in
from archiver.errors import StorageError
from archiver.extract.fields.file_types import file_of
from archiver.records import Capture, File


def files_in(connection: sqlite3.Connection, warc_file: str) -> dict[str, File]:
    """What the captures of one WARC file were found to be as files of articles, by their ids."""
    rows = connection.execute(
        """
        SELECT capture, file_type, size, sha256 FROM files JOIN captures ON record_id = capture
        WHERE warc_file = ?
        """,
        (warc_file,),
    )
    return {row["capture"]: File(row["file_type"], row["size"], row["sha256"]) for row in rows}


def other_file(record: Record, folder: Path, capture: Capture, known: File) -> Finding | None:
    """That a capture holds another file than the one that was written down; `None` where it does not."""
    try:
        found = file_of(payload_of(exchange_in(record, folder)))
    except (StorageError, ValueError):
        return None  # what cannot be read is told of the record itself
    if found == known:
        return None
    return Finding(
        damage=Damage.READING,
        file=capture.warc_file,
        record_id=capture.record_id,
        offset=capture.offset,
        url=capture.url,
        expected=f"{found} in files",
        found=f"{known}",
        next=REPLAY,
    )
