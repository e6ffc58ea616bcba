"""One archive: a folder with `archive.db` and `warc/`, opened by one writer or by any number of readers.

One public method is one transaction. Bytes are on disk (fsync) before any row points at them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from io import FileIO
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from sqlite_utils import Database

from archiver.archive import shelf
from archiver.archive.clock import require_clock
from archiver.archive.edits.judging import Judgement, judge, since_the_last
from archiver.archive.ledger import ledger, silence
from archiver.archive.ledger.plan import USUAL, Plan, Rank
from archiver.archive.ledger.visits import Discovered, Settlement, Visit
from archiver.archive.lock import take_lock
from archiver.archive.memory.outlines import known
from archiver.archive.rests import LastAsked, last_asked, resting_until
from archiver.archive.schema import migrate
from archiver.archive.search.index import index_new
from archiver.archive.warc import repeats
from archiver.archive.warc.files import sync_folder
from archiver.archive.warc.writer import WarcFile
from archiver.errors import StorageError
from archiver.extract.memory import Memory
from archiver.extract.site import Site
from archiver.records import Capture, Exchange, instant

DATABASE = "archive.db"
#: The folder inside the data folder where the demo's archive lives: made-up articles never meet real ones.
DEMO = "demo"

# FULL, not NORMAL: a power cut must not take back a commit (measured: still 1835 pages/s in batches of 32).
_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA journal_size_limit = 67108864;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA temp_store = MEMORY;
"""
_BUSY_SECONDS = 30.0


class Store:
    """The writer's side of an archive; holds its lock from `open` to `close`."""

    def __init__(self, folder: Path, lock: FileIO, db: Database, path: Path) -> None:
        self.folder = folder
        self._path = path
        self._lock = lock
        self._db = db

    @classmethod
    def open(cls, folder: Path, database: str = DATABASE) -> Self:
        """Open an archive for writing, make it where there is none, bring an older one up to date.

        `database` is another name only for one that is being made beside the archive's own.

        Raises:
            ArchiveLocked: another process writes to it.
            StorageError: the folder cannot be written, or the file is no archive of ours.
        """
        lock = take_lock(folder)
        try:
            path = folder / database
            with _named(path):
                connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
                connection.executescript(_PRAGMAS)
                connection.row_factory = sqlite3.Row
                db = Database(connection)
                migrate(db, str(path))
        except BaseException:
            lock.close()
            raise
        return cls(folder, lock, db, path)

    def close(self) -> None:
        """Give the archive free."""
        self._db.close()
        self._lock.close()

    @contextmanager
    def beside(self, database: Path) -> Iterator[sqlite3.Connection]:
        """One transaction with another database attached as `other`."""
        with _named(self._path):
            self._db.conn.execute("ATTACH ? AS other", (str(database),))
        try:
            with self.transaction() as connection:
                yield connection
        finally:
            self._db.conn.execute("DETACH other")

    def take_place(self) -> None:
        """Close a database made beside the archive's own and put it there; the one before stays as `.old`."""
        with _named(self._path):
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        own = self.folder / DATABASE
        # What belonged to another database must not be played into this one.
        for end in ("-wal", "-shm", ""):
            before = own.with_name(own.name + end)
            if before.exists():
                before.rename(own.with_name(f"{own.name}.old{end}"))
        self._path.rename(own)
        sync_folder(self.folder)
        self._lock.close()

    def remove(self) -> None:
        """Close a database made beside the archive's own, and take it away."""
        self._db.close()
        for end in ("-wal", "-shm", ""):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, for what works on the whole archive (replay, merge)."""
        with _named(self._path), self._db.atomic():
            yield self._db.conn
            index_new(self._db.conn)

    def begin(self, site: Site, now: datetime, plan: Plan = USUAL) -> int:
        """Begin a crawl of a site and give its id: listings are due, what a dead run had taken is free.

        Raises:
            UsageError: the site's file would store its articles twice (`shelf.require_host`).
        """
        # Before the transaction: one that begins with reading does not wait for a lock.
        shelf.require_host(self._db.conn, site)
        with self.transaction() as connection:
            shelf.put_site(connection, site)
            ledger.begin(connection, site, plan, now)
            cursor = connection.execute(
                "INSERT INTO crawls (site, started_at) VALUES (?, ?)", (site.name, instant(now))
            )
            return int(cursor.lastrowid or 0)

    def end(self, site: Site, crawl: int, now: datetime, ending: str, figures: dict[str, int]) -> None:
        """Write down how a crawl of a site ended; what it had taken and not visited is free again."""
        with self.transaction() as connection:
            ledger.release(connection, site.name)
            connection.execute(
                """
                UPDATE crawls SET ended_at = :now, ending = :ending, fetched = :fetched,
                    new_articles = :new_articles, new_revisions = :new_revisions, problems = :problems
                WHERE id = :crawl
                """,
                {"crawl": crawl, "now": instant(now), "ending": ending, **figures},
            )

    def memory(self, site: str) -> Memory:
        """What is known of the blocks that a site repeats on its pages."""
        return known(self._db.conn, site)

    def judge(self, site: str) -> Judgement:
        """Look for a redesign among what was read since the last crawl of a site that ended."""
        with self.transaction() as connection:
            return judge(connection, site, since_the_last(connection, site))

    def lease(
        self,
        site: str,
        now: datetime,
        most: int,
        ranks: Sequence[Rank] = USUAL.ranks,
        resting: Mapping[str, datetime] = MappingProxyType({}),
    ) -> list[Visit]:
        """Take up to `most` URLs that are due, in the order of their ranks; none of hosts that rest.

        Without fsync: a power cut may take a lease back, and whoever had it is dead then.
        """
        self._db.conn.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction() as connection:
                return ledger.lease(connection, site, now, most, ranks, resting)
        finally:
            self._db.conn.execute("PRAGMA synchronous = FULL")

    def commit(
        self,
        site: Site,
        captures: Iterable[Capture],
        settlements: Iterable[Settlement],
        files: Iterable[WarcFile],
        plan: Plan = USUAL,
    ) -> shelf.Gain:
        """Store what a crawl brought in, all or nothing: files, captures, articles, problems, URL states."""
        with self.transaction() as connection:
            for file in files:
                shelf.put_file(connection, site.name, file)
            settled = list(settlements)
            outcomes = {settlement.capture: settlement for settlement in settled}
            shelf.put_captures(
                connection, site.name, [(one, outcomes.pop(one.record_id, None)) for one in captures]
            )
            connection.executemany(
                # Settled after others had taken its bytes along.
                "UPDATE captures SET outcome = ? WHERE record_id = ?",
                [(one.outcome, record_id) for record_id, one in outcomes.items() if record_id],
            )
            gain = shelf.Gain()
            for settlement in settled:
                gain += shelf.put_settlement(connection, site, settlement, plan)
            return gain

    def request(self, site: Site, found: Iterable[Discovered], now: datetime) -> None:
        """Have some addresses asked for next by a run that asks for nothing else (`Plan.urls`)."""
        with self.transaction() as connection:
            ledger.request(connection, site, found, now)

    def taken(self, site: str) -> tuple[str, ...]:
        """The URLs of a site that are leased: of this run, or before `begin` of one that died."""
        rows = self._db.conn.execute(
            "SELECT url FROM urls WHERE site = ? AND state = 'leased' ORDER BY id", (site,)
        )
        return tuple(row["url"] for row in rows)

    def next_due(self, site: str, ranks: Sequence[Rank] = USUAL.ranks) -> datetime | None:
        """When the next URL of a site is due."""
        return ledger.next_due(self._db.conn, site, ranks)

    def require_clock(self, site: str, now: datetime) -> None:
        """Refuse a clock that is hours before the last crawl of a site (`archive.clock`).

        Raises:
            ClockBehind: it is.
        """
        require_clock(self._db.conn, self.folder, site, now)

    def resting_until(self, site: str, now: datetime) -> datetime:
        """Until when a site has asked to be left alone; `now` where it has not."""
        return resting_until(self._db.conn, self.folder, site, now)

    def last_asked(self, site: str, now: datetime) -> list[LastAsked]:
        """When hosts of a site were asked last, and what their robots.txt says."""
        return last_asked(self._db.conn, self.folder, site, now)

    def silent_before(self, site: str) -> frozenset[str]:
        """The hosts of a site that gave no answer when they were asked last."""
        return silence.silent_before(self._db.conn, site)

    def seen_last(self, site: str) -> datetime | None:
        """When a portal last gave a page that could be used."""
        return ledger.seen_last(self._db.conn, site)

    def counts(self, site: str) -> dict[str, int]:
        """How many URLs of a site are in each state."""
        return ledger.counts(self._db.conn, site)

    def find(self, url: str) -> Visit | None:
        """The visit a URL stands for, if the ledger knows it."""
        return ledger.find(self._db.conn, url)

    def earlier(self, exchange: Exchange) -> Capture | None:
        """The capture that holds what an exchange brought already (`archive.repeats`)."""
        return repeats.earlier(self._db.conn, self.folder, exchange)

    def end_of(self, warc_file: str) -> int:
        """Up to which byte a WARC file has rows: of its captures, or its own; 0 for a file without any."""
        (end,) = self._db.conn.execute(
            """
            SELECT coalesce(
                (SELECT max(offset + length) FROM captures WHERE warc_file = :file),
                (SELECT size FROM warc_files WHERE path = :file AND state = 'closed'), 0
            )
            """,
            {"file": warc_file},
        ).fetchone()
        return int(end)

    def unclosed(self, site: str) -> tuple[str, ...]:
        """The WARC files of a site that no row calls finished."""
        rows = self._db.conn.execute("SELECT path FROM warc_files WHERE site = ? AND state = 'open'", (site,))
        return tuple(row["path"] for row in rows)


def require_free(folder: Path, least: int) -> None:
    """Refuse to begin where the disk is nearly full: `least` is in bytes.

    Raises:
        StorageError: less is free.
    """
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if free < least:
        raise StorageError(
            f"{folder}: {free / 1e9:.1f} GB free, a run needs {least / 1e9:.1f} GB to begin. "
            "Make room, or say less: archiver crawl --free-disk 0.1"
        )


@contextmanager
def read_only(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive for reading, beside a writer or without one.

    Raises:
        StorageError: there is no archive, or it cannot be read.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise StorageError(f"{path}: there is no archive here. Make one: archiver crawl demo")
    with _named(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
        with closing(connection):
            connection.row_factory = sqlite3.Row
            connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()
            yield connection


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Every SQLite error says which file it is about."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"{path}: {error}. {_advice(path, error)}") from error


def _advice(path: Path, error: sqlite3.Error) -> str:
    if type(error) is sqlite3.DatabaseError:  # no longer a database, or never one; not what is below it
        if (path.parent / "warc").is_dir():
            return f"Its captures are in the WARC files: archiver --data {path.parent} replay --rebuild"
        return "This is no archive: choose another folder: archiver --data FOLDER …"
    if path.exists() and not os.access(path, os.R_OK):
        return "This user may not read it."
    return (
        "Nothing that was stored is lost. "
        "See to the disk, or to the program that holds the file, and run the same command again."
    )
