"""Repair at start-up: what a kill or a power cut left open is cut clean, finished and reported."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from archiver.archive.warc.cdxj import index_of, lines_of, sidecar_of, write_sidecar
from archiver.archive.warc.files import OPEN, WarcFile, storage_error, sync_folder, warc_name
from archiver.archive.warc.members import scan
from archiver.errors import ArchiveLocked
from archiver.records import Capture

_CHUNK = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a repair found and did; paths are relative to the archive's folder.

    `files` are finished now. `orphans` are whole captures without rows. `torn` are the files that took
    up torn tails. `damage` says in sentences where bytes are missing that rows point at.
    """

    files: tuple[WarcFile, ...] = ()
    orphans: tuple[Capture, ...] = ()
    torn: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()


def recover(
    folder: Path, known_end: Callable[[str], int], *, site: str = "", unclosed: Collection[str] = ()
) -> Recovery:
    """Repair and finish every open file of an archive, or of one site, before anything is written.

    `folder` is the archive's; `known_end` tells up to which byte a file's captures have rows (0: none),
    by the file's name without `.open`. A kill may also fall between the end of a file and its row: so
    files without any row are read too, and those of `unclosed`, whose row still says `open`.
    The result is the same however often a repair is interrupted and begun again.

    Raises:
        ArchiveLocked: another process is writing one of the files.
        StorageError: the disk refuses; nothing is lost, run it again.
    """
    whole = Recovery()
    for path in sorted((folder / "warc" / site).rglob(f"*.warc.gz{OPEN}")):
        whole = _joined(whole, _repair(path, folder, known_end(warc_name(path, folder))))
    finished = {file.path for file in whole.files}
    for path in sorted((folder / "warc" / site).rglob("*.warc.gz")):
        name = warc_name(path, folder)
        end = known_end(name)
        if name not in finished and (end == 0 or name in unclosed):
            orphans = _captures(path, folder, end)
            if not sidecar_of(path).exists():
                write_sidecar(path, index_of(lines_of(path, folder)))
            whole = _joined(whole, Recovery(files=(_closed(path, folder),), orphans=tuple(orphans)))
    return whole


def _repair(path: Path, folder: Path, known_end: int) -> Recovery:
    """Cut one open file clean and finish it."""
    try:
        with path.open("r+b") as file:
            _lock(file, path)
            size = path.stat().st_size
            damage = _damage(path, size, known_end)
            start = 0 if damage else known_end
            orphans, end = [], start
            for member in scan(path, folder, start):
                end = member.offset + member.length
                if member.capture is not None and member.offset >= known_end:
                    orphans.append(member.capture)
            torn = _cut(file, path, end) if end < size else None
            # Also where nothing was cut: the rows to come must not point at bytes still in memory.
            os.fsync(file.fileno())
            if end:
                write_sidecar(path, index_of(lines_of(path, folder)))
                path.rename(path.with_suffix(""))
            else:
                path.unlink()
                sidecar_of(path).unlink(missing_ok=True)
            sync_folder(path.parent)
    except OSError as error:
        raise storage_error(path, "cannot be repaired", error) from error
    return Recovery(
        files=(_closed(path.with_suffix(""), folder),) if end else (),
        orphans=tuple(orphans),
        torn=(torn.relative_to(folder).as_posix(),) if torn else (),
        damage=damage,
    )


def _lock(file: BinaryIO, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ArchiveLocked(f"{path}: another process is writing it. Wait for its crawl to end.") from error


def _damage(path: Path, size: int, known_end: int) -> tuple[str, ...]:
    if known_end <= size:
        return ()
    return (
        f"{path}: {size} bytes, rows point at {known_end}: the disk has lost what it had confirmed. "
        "See what is missing: archiver verify",
    )


def _cut(file: BinaryIO, path: Path, end: int) -> Path:
    """Move the bytes from `end` on to a `.torn` file, which is on the disk before they are cut off."""
    draft = path.with_suffix(".torn.draft")
    with draft.open("wb") as copy:
        file.seek(end)
        shutil.copyfileobj(file, copy, _CHUNK)
        copy.flush()
        os.fsync(copy.fileno())
    kept = _keep(draft, path.with_suffix(".torn"))
    sync_folder(path.parent)
    file.truncate(end)
    return kept


def _keep(draft: Path, wanted: Path) -> Path:
    """Give a torn tail a name of its own; one that is kept already is not kept twice."""
    names = (wanted if number == 0 else wanted.with_name(f"{wanted.name}.{number}") for number in count())
    for name in names:
        if not name.exists():
            draft.rename(name)
            return name
        if sha256_of(name) == sha256_of(draft):
            draft.unlink()
            return name
    raise AssertionError("the names never end")


def _captures(path: Path, folder: Path, start: int) -> Iterator[Capture]:
    return (member.capture for member in scan(path, folder, start) if member.capture is not None)


def _closed(path: Path, folder: Path) -> WarcFile:
    try:
        return WarcFile(warc_name(path, folder), "closed", path.stat().st_size, sha256_of(path))
    except OSError as error:
        raise storage_error(path, "cannot be read", error) from error


def sha256_of(path: Path) -> str:
    """The digest of a whole file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _joined(one: Recovery, other: Recovery) -> Recovery:
    return Recovery(
        files=one.files + other.files,
        orphans=one.orphans + other.orphans,
        torn=one.torn + other.torn,
        damage=one.damage + other.damage,
    )
