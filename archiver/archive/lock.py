"""One writer at a time: the lock that a process holds on an archive as long as it writes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from archiver.errors import ArchiveLocked, StorageError

LOCK = "archive.lock"


def refuse_if_locked(folder: Path) -> None:
    """Say at once that another process writes to an archive, before anything slow is loaded.

    Raises:
        ArchiveLocked: one does.
    """
    if (folder / LOCK).is_file():
        take_lock(folder).close()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep writers away from an archive that is only read.

    Raises:
        ArchiveLocked: one is writing.
    """
    lock = take_lock(folder)
    try:
        yield
    finally:
        lock.close()


def take_lock(folder: Path) -> FileIO:
    """Hold an archive until the file that is given back is closed; the folder is made where there is none.

    Raises:
        ArchiveLocked: another process holds it.
        StorageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileIO(folder / LOCK, "r+", opener=_made)
    except OSError as error:
        raise StorageError(
            f"{folder}: cannot be written ({os.strerror(error.errno or 0)}). "
            "Choose another folder: archiver --data FOLDER …"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = lock.read(20).decode("ascii", "replace").strip() or "unknown"
        lock.close()
        raise ArchiveLocked(
            f"{folder}: process {holder} is writing to this archive. "
            "Wait until it has ended, or choose another folder: archiver --data FOLDER …"
        ) from error
    # For people only: a full disk must not stop whoever wants to read why.
    with suppress(OSError):
        lock.truncate(0)
        lock.write(str(os.getpid()).encode("ascii"))
    return lock


def _made(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT, 0o644)
