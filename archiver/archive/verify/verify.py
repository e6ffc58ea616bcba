"""Whether an archive is what it was: every row, every record, every index; nothing is written.

A crawl may be at work meanwhile. What it has not committed yet is not judged, and it is never made to wait.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from archiver.archive.lock import LOCK, refuse_if_locked
from archiver.archive.schema import VERSION
from archiver.archive.store import DATABASE, read_only
from archiver.archive.verify.decisions import check_decisions
from archiver.archive.verify.file import check_file
from archiver.archive.verify.findings import REPAIR, RESTORE, Damage, Finding, Report, joined
from archiver.archive.verify.index import check_search
from archiver.archive.verify.rows import check_rows, unreadable
from archiver.archive.warc.files import OPEN, warc_name
from archiver.archive.withholding import FILE as DECISIONS
from archiver.errors import ArchiveLocked, StorageError

#: Below so many bytes of WARC files a process of its own costs more than it saves.
_SMALL = 64 * 2**20

#: What whoever writes leaves so for a while.
_OF_A_CRAWL = {Damage.UNFINISHED_FILE, Damage.UNKNOWN_FILE, Damage.WITHHELD}

_LET_READ = "let this user read the file, then: archiver verify"

#: Called with what has just been checked, how many bytes of the WARC files have been, and of how many.
Progress: TypeAlias = Callable[[str, int, int], None]
#: Its name, the bytes it reads, and the check itself.
_Check: TypeAlias = tuple[str, int, Callable[[], Report]]


def verify(folder: Path, *, jobs: int = 0, progress: Progress = lambda *_: None) -> Report:
    """Look at everything an archive holds, in `jobs` processes (0: one for each core).

    Raises:
        StorageError: there is no archive, or one of another schema.
    """
    is_written = has_writer(folder)
    # The disk first: what a crawl adds after this is in no list and is not judged.
    on_disk = dict(_warc_files(folder))
    known = _known(folder)
    sizes = {name: on_disk.get(name, size) for name, size in (known or {}).items()}
    # The largest first, so that no process is left alone with one at the end.
    checks = [("search index", 0, partial(_search, folder)), ("rows", 0, partial(_rows, folder))]
    checks.append((DECISIONS, 0, partial(_decisions, folder)))
    checks += [
        (name, sizes[name], partial(_file, folder, name))
        for name in sorted(sizes, key=lambda one: -sizes[one])
    ]
    reports = list(_run(checks, jobs, progress))
    unknown = () if known is None else tuple(_unknown(on_disk, known))
    whole = joined([*reports, Report(findings=unknown)])
    # A database that cannot be read is told by every check that needs it.
    found = tuple(dict.fromkeys(whole.findings))
    if is_written or has_writer(folder):
        found = tuple(one for one in found if one.damage not in _OF_A_CRAWL)
    return replace(whole, findings=tuple(sorted(found, key=lambda one: (one.file, one.offset, str(one)))))


def _run(checks: Sequence[_Check], jobs: int, progress: Progress) -> Iterator[Report]:
    """The report of each check; large archives in several processes."""
    whole, done = sum(size for _, size, _ in checks), 0
    workers = min(jobs or os.cpu_count() or 1, len(checks))
    if workers <= 1 or (not jobs and whole < _SMALL):
        for name, size, check in checks:
            yield check()
            done += size
            progress(name, done, whole)
        return
    # A fresh interpreter: a copy of this one would share its threads' locks.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(check): (name, size) for name, size, check in checks}
        for future in as_completed(waiting):
            yield future.result()
            name, size = waiting[future]
            done += size
            progress(name, done, whole)


def _known(folder: Path) -> dict[str, int] | None:
    """The WARC files that rows know, with their sizes; `None` where the database cannot tell."""
    try:
        with read_only(folder) as connection:
            _require_today(folder, connection)
            return dict(connection.execute("SELECT path, size FROM warc_files").fetchall())
    except UnicodeDecodeError:
        # What SQLite quotes of a broken schema need not be text.
        return None
    except StorageError as error:
        # Not what is below it: a table that is missing is an archive in the making, or none of ours.
        if type(error.__cause__) is sqlite3.DatabaseError:
            return None
        raise


def _require_today(folder: Path, connection: sqlite3.Connection) -> None:
    """Refuse an archive that another version made: what must be in it is another thing."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found != VERSION:
        advice = "Upgrade the program" if found > VERSION else "Bring it up to date: archiver verify --repair"
        raise StorageError(f"{folder / DATABASE}: schema version {found}, expected {VERSION}. {advice}")


def _rows(folder: Path) -> Report:
    try:
        with read_only(folder) as connection:
            return check_rows(connection)
    except (StorageError, UnicodeDecodeError) as error:
        return Report(findings=(unreadable(error.__cause__ or error),))


def _decisions(folder: Path) -> Report:
    try:
        return Report(findings=tuple(check_decisions(folder)))
    except (StorageError, UnicodeDecodeError) as error:
        return Report(findings=(unreadable(error.__cause__ or error),))


def _search(folder: Path) -> Report:
    try:
        return Report(findings=tuple(check_search(folder)))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return Report(findings=(unreadable(error),))


def _file(folder: Path, name: str) -> Report:
    try:
        with read_only(folder) as connection:
            return check_file(folder, connection, name)
    except (StorageError, UnicodeDecodeError) as error:
        cause = error.__cause__ or error
        unread = Finding(
            damage=Damage.FILE,
            file=name,
            expected="a file that can be read",
            found=cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause),
            next=_LET_READ if isinstance(cause, PermissionError) else RESTORE,
        )
        return Report(findings=(unread,), figures={"files": 1})


def _warc_files(folder: Path) -> Iterator[tuple[str, int]]:
    """The WARC files that are there: names and sizes."""
    for pattern in ("*.warc.gz", f"*.warc.gz{OPEN}"):
        for path in (folder / "warc").rglob(pattern):
            # A crawl may just be taking its `.open` away.
            with suppress(FileNotFoundError):
                yield warc_name(path, folder), path.stat().st_size


def _unknown(on_disk: dict[str, int], known: Iterable[str]) -> Iterator[Finding]:
    for name in sorted(set(on_disk) - set(known)):
        yield Finding(
            damage=Damage.UNKNOWN_FILE,
            file=name,
            expected="a row in warc_files",
            found=f"none; the file has {on_disk[name]} bytes",
            next=REPAIR,
        )


def has_writer(folder: Path) -> bool:
    """Whether a process holds the archive's lock, without touching that lock.

    Whoever tries a lock holds it for a moment, in which a crawl that begins would give way.
    """
    lock = folder / LOCK
    try:
        inode = lock.stat().st_ino
        held = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return lock.exists() and _seems_locked(folder)
    # `1: FLOCK  ADVISORY  WRITE 123 08:01:456 0 EOF`
    return any(
        line.split()[5].rpartition(":")[2] == str(inode) for line in held.splitlines() if " FLOCK " in line
    )


def _seems_locked(folder: Path) -> bool:
    """The same on a system that does not list its locks."""
    try:
        refuse_if_locked(folder)
    except ArchiveLocked:
        return True
    return False
