"""WARC files on the disk: their names, their states, and what to say when the disk refuses."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

from archiver.errors import StorageError

#: What a file's name ends in while it is written.
OPEN = ".open"
#: When a file was begun, and its number within the run.
_STAMP = re.compile(r"-(\d{17})-(\d+)-")
#: Where the captures of a file come from (`Capture.source`), by the first word of its name.
SOURCES = {"crawl": "live", "wb": "wayback", "cc": "commoncrawl", "imp": "file"}

_ADVICE = {
    errno.ENOSPC: "Free space on this disk",
    errno.EDQUOT: "Free space: the disk quota is used up",
    errno.EFBIG: "Lift the limit on file sizes (ulimit -f)",
    errno.EROFS: "Mount the disk for writing",
    errno.EACCES: "Give this user the right to read and write there",
    errno.EIO: "Check the health of the disk",
}


@dataclass(frozen=True, slots=True)
class WarcFile:
    """One WARC file: `state` is `open` or `closed`, `sha256` hexadecimal.

    `path` is relative to the archive's folder, with `/` between its parts and never with `.open`.
    """

    path: str
    state: str
    size: int
    sha256: str


def warc_name(path: Path, folder: Path) -> str:
    """A WARC file's name in the archive: relative to its folder, without `.open`.

    >>> warc_name(Path("data/warc/mic/2026/01/a.warc.gz.open"), Path("data"))
    'warc/mic/2026/01/a.warc.gz'
    """
    return path.relative_to(folder).as_posix().removesuffix(OPEN)


def source_of(name: str) -> str:
    """Where the captures of a file come from.

    >>> source_of("warc/mic/2026/01/wb-20260102030405678-00001-host~42.warc.gz")
    'wayback'
    """
    return SOURCES.get(name.rpartition("/")[2].partition("-")[0], "file")


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def storage_error(path: Path, what: str, error: OSError) -> StorageError:
    """What to tell a person when the operating system refuses.

    >>> print(storage_error(Path("a.warc.gz"), "cannot be written", OSError(errno.ENOSPC, "No space left")))
    a.warc.gz: cannot be written: No space left (ENOSPC). Free space on this disk, then run the command again.
    """
    name = errno.errorcode.get(error.errno or 0, "no errno")
    advice = _ADVICE.get(error.errno or 0, "Mend the cause")
    return StorageError(f"{path}: {what}: {error.strerror} ({name}). {advice}, then run the command again.")


def files_of(folder: Path) -> list[str]:
    """The finished files of an archive, in the order in which they were begun."""
    names = [warc_name(path, folder) for path in (folder / "warc").rglob("*.warc.gz")]
    return sorted(names, key=_when)


def _when(name: str) -> tuple[str, int, str]:
    """The stamp in a file's name; a name without one comes first.

    >>> _when("warc/mic/2026/01/crawl-20260102030405678-00012-host~42.warc.gz")[:2]
    ('20260102030405678', 12)
    """
    found = _STAMP.search(name.rpartition("/")[2])
    return (found[1], int(found[2]), name) if found else ("", 0, name)
