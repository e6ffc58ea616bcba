"""A selection of captures as one WACZ 1.1.1 file, which ReplayWeb.page and pywb open without an archive.

Records are copied byte for byte: the capture, its request, what a revisit refers to, and the warcinfo of the
file they come from. The same selection of the same archive gives the same bytes. Nothing is held in memory
but one record and one block of the index: what must be sorted lies in a temporary table.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, BinaryIO

from archiver.archive.catalogue import capture_from, find_article
from archiver.archive.ledger import attachments
from archiver.archive.store import read_only
from archiver.archive.warc.blocks import REFERS_TO_FILE, REFERS_TO_OFFSET
from archiver.archive.warc.cdxj import line_of
from archiver.archive.warc.heads import values_of
from archiver.archive.warc.members import (
    NOTHING_SENT,
    Place,
    capture_of,
    goes_with,
    member_at,
    open_warc,
    sent_in,
)
from archiver.errors import CaptureDamaged, StorageError, UsageError
from archiver.records import VIETNAM, Capture, instant

_WARC, _INDEX, _LOOKUP, _PAGES = "data.warc.gz", "index.cdx.gz", "index.idx", "pages.jsonl"
#: Lines of the index that are packed together, as py-wacz does.
_BLOCK = 3000
_GZIP = 31
# A zip file knows no zones and nothing before 1980; the real times are in the records.
_WHEN = (1980, 1, 1, 0, 0, 0)

_TABLES = """
CREATE TEMP TABLE wanted (record_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE kept (record_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE referred (record_id TEXT PRIMARY KEY, warc_file TEXT, offset INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE lines (line BLOB);
"""
# What is withheld leaves by no door: neither what was read as the article nor anything else at its addresses,
# nor the files that it alone links to.
_SELECT = """
INSERT INTO wanted
SELECT record_id FROM captures
WHERE fetched_at >= :since AND fetched_at < :until
    AND (:sites = '[]' OR site IN (SELECT value FROM json_each(:sites)))
    AND (
        :articles = '[]' OR article IN (SELECT value FROM json_each(:articles))
        OR url IN (SELECT url FROM articles WHERE id IN (SELECT value FROM json_each(:articles)))
        OR url IN (SELECT url FROM aliases WHERE article IN (SELECT value FROM json_each(:articles)))
        OR url IN (SELECT value FROM json_each(:files))
    )
    AND article NOT IN (SELECT id FROM articles WHERE withheld <> '')
    AND url NOT IN (SELECT url FROM articles WHERE withheld <> '')
    AND url NOT IN (SELECT aliases.url FROM aliases JOIN articles ON id = article WHERE withheld <> '')
    AND url NOT IN (SELECT value FROM json_each(:withheld))
"""
_CHOSEN = """
SELECT captures.* FROM captures JOIN wanted USING (record_id) ORDER BY warc_file, offset
"""
# Each article once, at its newest capture of the selection, with what that capture was read as.
_PAGE_ROWS = """
SELECT article, url, max(fetched_at) AS at, reading FROM (
    SELECT c.article, c.url, c.fetched_at, r.reading
    FROM captures AS c JOIN wanted USING (record_id)
    JOIN readings AS r ON r.article = c.article AND r.content_hash = c.reading
    WHERE c.status = 200
)
GROUP BY article ORDER BY article
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which captures: of these sites, of these articles, of these days in Viet Nam; empty for all."""

    sites: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What an export holds: records of captures, articles, bytes."""

    captures: int
    pages: int
    size: int


@dataclass
class _Part:
    """One file of the package, with its digest as it grows."""

    file: IO[bytes]
    path: str
    size: int = 0
    sha256: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        self.file.write(data)
        self.sha256.update(data)
        self.size += len(data)

    @property
    def resource(self) -> dict[str, object]:
        """What the package says of it."""
        name = self.path.rpartition("/")[2].lower()
        return {
            "name": name,
            "path": self.path,
            "hash": f"sha256:{self.sha256.hexdigest()}",
            "bytes": self.size,
        }


def export_wacz(folder: Path, file: Path, selection: Selection) -> Written:
    """Write the selected captures of an archive to a WACZ file, whole or not at all.

    Raises:
        UsageError: an article is unknown or withheld, or nothing is selected.
        CaptureDamaged: a record is not the one that was captured.
        StorageError: a WARC file is missing, or the file cannot be written.
    """
    draft = file.with_name(f"{file.name}.draft")
    with read_only(folder) as connection:
        # One moment of the archive, whatever a crawl adds meanwhile.
        connection.execute("BEGIN")
        select(connection, selection)
        try:
            with zipfile.ZipFile(draft, "w", allowZip64=True) as package:
                captures, pages = _fill(package, folder, connection)
            size = draft.stat().st_size
            draft.rename(file)
        except OSError as error:
            raise StorageError(
                f"{file}: cannot be written ({error.strerror}). Choose another place."
            ) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return Written(captures, pages, size)


def select(connection: sqlite3.Connection, selection: Selection) -> None:
    """Put the ids of the selected captures into the temporary table `wanted`.

    Raises:
        UsageError: an article is unknown or withheld, or nothing is selected.
    """
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    articles = []
    for name in selection.articles:
        row = find_article(connection, name)
        if row["withheld"]:
            raise UsageError(f"{row['id']} is withheld: {row['withheld']}")
        articles.append(row["id"])
    day_after = selection.until + timedelta(days=1) if selection.until else None
    values = {
        "since": _midnight(selection.since) if selection.since else "",
        "until": _midnight(day_after) if day_after else "9",
        "sites": json.dumps(selection.sites),
        "articles": json.dumps(articles),
        "files": json.dumps(sorted(attachments.addresses_of(connection, articles))),
        "withheld": json.dumps(sorted(attachments.withheld_addresses(connection))),
    }
    if not connection.execute(_SELECT, values).rowcount:
        raise UsageError(
            "no capture is selected. See what there is: archiver search WORDS, archiver sites list"
        )


def _midnight(day: date) -> str:
    return instant(datetime.combine(day, time(), VIETNAM))


def _fill(package: zipfile.ZipFile, folder: Path, connection: sqlite3.Connection) -> tuple[int, int]:
    parts = []
    with _part(package, f"archive/{_WARC}") as part:
        captures = _Copy(folder, connection, part).run()
        parts.append(part)
    lookup: list[bytes] = []
    with _part(package, f"indexes/{_INDEX}") as part:
        lookup.extend(_looked_up(block, part) for block in _blocks(connection))
        parts.append(part)
    with _part(package, f"indexes/{_LOOKUP}", packed=True) as part:
        meta = json.dumps({"format": "cdxj-gzip-1.0", "filename": _INDEX})
        part.write(f"!meta 0 {meta}\n".encode())
        for line in lookup:
            part.write(line)
        parts.append(part)
    with _part(package, f"pages/{_PAGES}", packed=True) as part:
        pages = 0
        for pages, line in enumerate(_page_lines(connection)):  # noqa: B007  the first line is a head
            part.write(line)
        parts.append(part)
    described = _described(connection, [part.resource for part in parts])
    with _part(package, "datapackage.json", packed=True) as part:
        part.write(described)
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    with _part(package, "datapackage-digest.json", packed=True) as part:
        part.write(json.dumps(digest, indent=2).encode())
    return captures, pages


@contextmanager
def _part(package: zipfile.ZipFile, path: str, *, packed: bool = False) -> Iterator[_Part]:
    """A file of the package; what is read from the middle (WARC, index) must not be packed a second time."""
    entry = zipfile.ZipInfo(path, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    with package.open(entry, "w", force_zip64=not packed) as file:
        yield _Part(file, path)


class _Copy:
    """The records of a selection on their way into one WARC file."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, part: _Part) -> None:
        self._folder, self._connection, self._part = folder, connection, part
        self._begun: set[str] = set()

    def run(self) -> int:
        """Copy everything; how many captures."""
        for row in self._connection.execute(_CHOSEN):
            capture = capture_from(row)
            self._copy(capture.warc_file, capture.offset, capture)
        missing = "SELECT * FROM referred WHERE record_id NOT IN (SELECT record_id FROM kept) ORDER BY 2, 3"
        for _, name, offset in self._connection.execute(missing).fetchall():
            self._copy(name, offset, None)
        (count,) = self._connection.execute("SELECT count(*) FROM kept").fetchone()
        return int(count)

    def _copy(self, name: str, offset: int, row: Capture | None) -> None:
        """Copy the record at a place and what goes with it; `row` is what it must be."""
        with open_warc(self._folder, name, offset) as file:
            try:
                if name not in self._begun:
                    self._begun.add(name)
                    self._put(file, member_at(file, 0))
                place = member_at(file, offset)
                capture = capture_of(place, name)
                if capture is None or (
                    row and (capture.record_id, capture.payload_sha256) != (row.record_id, row.payload_sha256)
                ):
                    raise ValueError("it is not the record that was captured")
                at = self._put(file, place)
                self._note(place, capture)
                sent = NOTHING_SENT
                for beside in _beside(file, place, capture.record_id):
                    sent = (
                        sent_in(beside.record, capture.record_id) if beside.record.kind == "request" else sent
                    )
                    self._put(file, beside)
            except ValueError as error:
                raise CaptureDamaged(
                    f"{name}: damaged at byte {offset}: {error}. See what else is: archiver verify"
                ) from error
        here = replace(capture, warc_file=_WARC, offset=at)
        # What a browser has made of a page is copied, and has no line.
        if line := line_of(here, sent, is_revisit=place.record.kind == "revisit"):
            self._connection.execute("INSERT INTO lines VALUES (?)", (line,))

    def _put(self, file: BinaryIO, place: Place) -> int:
        """Copy the bytes of a member; where they begin now."""
        file.seek(place.offset)
        at = self._part.size
        self._part.write(file.read(place.length))
        return at

    def _note(self, place: Place, capture: Capture) -> None:
        self._connection.execute("INSERT OR IGNORE INTO kept VALUES (?)", (capture.record_id,))
        headers = place.record.headers
        if referred := values_of(headers, REFERS_TO_FILE):
            record_id = values_of(headers, "WARC-Refers-To")[0].strip("<>")
            offset = int(values_of(headers, REFERS_TO_OFFSET)[0])
            self._connection.execute(
                "INSERT OR IGNORE INTO referred VALUES (?, ?, ?)", (record_id, referred[0], offset)
            )


def _beside(file: BinaryIO, place: Place, record_id: str) -> Iterator[Place]:
    """The records behind a capture that were written with it."""
    offset = place.offset + place.length
    with suppress(ValueError):
        while goes_with((beside := member_at(file, offset)).record, record_id):
            yield beside
            offset += beside.length


def _blocks(connection: sqlite3.Connection) -> Iterator[list[bytes]]:
    cursor = connection.execute("SELECT line FROM lines ORDER BY line")
    while rows := cursor.fetchmany(_BLOCK):
        yield [line for (line,) in rows]


def _looked_up(block: list[bytes], part: _Part) -> bytes:
    """Write one block of the index; the line by which it is found."""
    stream = zlib.compressobj(wbits=_GZIP)
    packed = stream.compress(b"".join(block)) + stream.flush()
    where = {
        "offset": part.size,
        "length": len(packed),
        "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
    }
    part.write(packed)
    return b" ".join((*block[0].split(b" ", 2)[:2], json.dumps(where).encode())) + b"\n"


def _page_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """The list of pages: a head, then one line for each article."""
    yield _line({"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True})
    for article, url, at, reading in connection.execute(_PAGE_ROWS):
        said = json.loads(reading)
        text = "\n\n".join(filter(None, (said.get("lead", ""), *said.get("text", ()))))
        yield _line({"id": article, "url": url, "ts": at, "title": said.get("title", url), "text": text})


def _line(plain: dict[str, object]) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode() + b"\n"


def _described(connection: sqlite3.Connection, resources: list[dict[str, object]]) -> bytes:
    first, last = connection.execute(
        "SELECT min(fetched_at), max(fetched_at) FROM captures JOIN wanted USING (record_id)"
    ).fetchone()
    ministries = connection.execute(
        """
        SELECT ministry FROM sites
        WHERE name IN (SELECT site FROM captures JOIN wanted USING (record_id)) ORDER BY ministry
        """
    ).fetchall()
    names = ", ".join(ministry for (ministry,) in ministries)
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": names,
        "description": f"Captures of {names} from {first} to {last}, copied from the archive's WARC files.",
        # Not the time of this export: the same selection gives the same file.
        "created": f"{last[:19]}Z",
        "software": f"ministry-archiver {_version()}",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode()


def _version() -> str:
    try:
        return version("ministry-archiver")
    except PackageNotFoundError:
        return "unknown"
