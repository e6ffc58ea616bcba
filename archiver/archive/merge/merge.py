"""Several archives become one: their WARC files by content, their rows by natural keys.

Every rule takes, of two rows for the same thing, one that does not depend on which came first: so archives
may be merged in any order, and again. What is a view of the captures (the current row of an article, its
revisions, redesigns) is computed anew from all of them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from archiver.archive import withholding
from archiver.archive.lock import locked
from archiver.archive.memory.rereading import remember
from archiver.archive.merge import rows as merging_rows
from archiver.archive.replay.looks import Sites, in_place
from archiver.archive.schema import migrate
from archiver.archive.store import DATABASE, Store
from archiver.archive.warc.blocks import REFERS_TO_FILE
from archiver.archive.warc.cdxj import sidecar_of
from archiver.archive.warc.files import OPEN, storage_error, sync_folder
from archiver.archive.warc.heads import values_of
from archiver.archive.warc.members import walk
from archiver.archive.warc.recovery import sha256_of
from archiver.errors import StorageError, UsageError

#: A copy of the other archive's database, while it is merged.
_COPY = "archive.db.merging"
_PART = ".part"
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Merged:
    """What came into an archive from another one; all 0 where it held everything already."""

    archive: str
    files: int
    captures: int
    articles: int
    urls: int


def merge(
    folder: Path,
    other: Path,
    tell: Callable[[str], object] = lambda _: None,
    *,
    sites: Sites = MappingProxyType({}),
) -> Merged:
    """Take everything that another archive has into this one; the other one stays as it is.

    First the WARC files, to the disk; then all rows in one transaction. A kill leaves files without rows at
    most, which the same merge takes up again. Then what `sites` repeat is learned from the captures of both,
    and left out of all. `tell` hears of every file that is copied.

    Raises:
        ArchiveLocked: another process writes to one of the two.
        StorageError: the other one is no archive, unfinished, damaged or of a newer program.
        UsageError: both are the same.
    """
    if not (other / DATABASE).is_file():
        raise StorageError(f"{other / DATABASE}: there is no archive here to merge.")
    if folder.exists() and folder.resolve() == other.resolve():
        raise UsageError(f"{other}: an archive is not merged with itself.")
    is_new = not (folder / DATABASE).exists()
    with locked(other), Store.open(folder) as store:
        copy = folder / _COPY
        try:
            _snapshot(other / DATABASE, copy)
            names = _bring_files(folder, other, copy, tell)
            withholding.join(folder, other)
            with store.beside(copy) as connection:
                merged = Merged(str(other), len(names), **merging_rows.merge(connection, names))
                withholding.apply(connection, folder)
        except StorageError:
            if is_new:
                store.remove()  # an archive without anything would hide that there is none
            raise
        finally:
            for end in ("-wal", "-shm", ""):
                copy.with_name(copy.name + end).unlink(missing_ok=True)
        _remember(store, sites)
        return merged


def _remember(store: Store, sites: Sites) -> None:
    """Learn from all captures what their sites repeat; of a site not described here, its next crawl does."""
    with store.transaction() as connection:
        names = [row["name"] for row in connection.execute("SELECT name FROM sites ORDER BY name")]
    for name in names:
        if name in sites:
            remember(store, sites[name], in_place(store.folder, sites))


def _snapshot(database: Path, copy: Path) -> None:
    """A copy of a database, brought to today's schema."""
    copy.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            target.row_factory = sqlite3.Row
            migrate(Database(target), str(database))
    except sqlite3.Error as error:
        raise StorageError(f"{database}: {error}. See what is damaged: archiver verify") from error


def _bring_files(folder: Path, other: Path, copy: Path, tell: Callable[[str], object]) -> dict[str, str]:
    """Copy the WARC files that are not here yet; their names there, with their names here."""
    with closing(sqlite3.connect(copy)) as connection:
        rows = connection.execute("SELECT path, state, sha256 FROM warc_files ORDER BY path").fetchall()
    unfinished = [str(path) for path in (other / "warc").rglob(f"*{OPEN}")]
    unfinished += [path for path, state, _ in rows if state == "open" and (other / path).exists()]
    if unfinished:
        raise StorageError(
            f"{other}: {unfinished[0]} is not finished: a crawl has died. "
            f"Let it be finished first: archiver --data {other} crawl"
        )
    names = {}
    for path, _, digest in rows:
        here = _name_here(folder, other, path, digest)
        if not (folder / here).exists():
            _copy(other / path, folder / here, digest)
            tell(here)
        names[path] = here
    return names


def _name_here(folder: Path, other: Path, path: str, digest: str) -> str:
    """The name that a file gets: its own, and one with its digest where another content has that name."""
    own = folder / path
    if not own.exists() or sha256_of(own) == digest:
        return path
    renamed = f"{path.removesuffix('.warc.gz')}-{digest[:12]}.warc.gz"
    if any(values_of(place.record.headers, REFERS_TO_FILE) for place in walk(other / path)):
        raise StorageError(
            f"{other / path}: a file of that name with another content is in {folder}, and this one refers "
            "to files by their names. See which of them is damaged: archiver verify"
        )
    return renamed


def _copy(source: Path, target: Path, digest: str) -> None:
    """Bring one file to the disk, whole and as its row says, or not at all."""
    part = target.with_name(target.name + _PART)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = hashlib.sha256()
        with source.open("rb") as file, part.open("wb") as copy:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        if found.hexdigest() != digest:
            part.unlink()
            raise StorageError(
                f"{source}: sha256 {found.hexdigest()}, expected {digest}: it is damaged and is not merged. "
                "See what it still holds: archiver verify"
            )
        index = sidecar_of(source)
        if index.exists() and source.name == target.name:
            sidecar_of(target).write_bytes(index.read_bytes())
        part.rename(target)
        for made in (target.parent, *target.parent.parents[:4]):
            sync_folder(made)
    except OSError as error:
        raise storage_error(target, "cannot be copied", error) from error
