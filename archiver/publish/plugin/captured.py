"""One capture as it came: what is known of it, and its bytes, for a reader who wants proof."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archiver.archive.catalogue import capture_from
from archiver.archive.warc.members import read_payload
from archiver.errors import ArchiverError
from archiver.page.payload import decode
from archiver.publish.plugin.withheld import withheld_names
from archiver.records import Capture

#: A browser is shown so much of a source; the rest is in the download.
MOST_SHOWN = 4_000_000


@dataclass(frozen=True, slots=True)
class CapturePage:
    """A capture; `withheld` is why its article is not given out, empty where it is."""

    row: dict[str, Any]
    capture: Capture
    withheld: str

    @property
    def is_html(self) -> bool:
        """Whether it can be shown as a page."""
        return "html" in self.capture.content_type.lower()


def capture_page(connection: sqlite3.Connection, record_id: str) -> CapturePage | None:
    """One capture by its record id; `None` when there is none."""
    row = connection.execute("SELECT * FROM captures WHERE record_id = ?", (record_id,)).fetchone()
    if row is None:
        return None
    names = withheld_names(connection)
    reasons = (names.get(row[column], "") for column in ("record_id", "article", "url"))
    return CapturePage(dict(row), capture_from(row), next(filter(None, reasons), ""))


def payload(folder: Path, capture: Capture) -> bytes | None:
    """The payload, unpacked; `None` when its WARC file is not here or damaged."""
    try:
        return read_payload(folder, capture).body
    except (ArchiverError, OSError):
        return None


def source_text(body: bytes, content_type: str) -> str:
    """The source of a page as text, in whatever encoding it came."""
    return decode(body[:MOST_SHOWN], content_type)
