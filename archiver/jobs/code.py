"""Which program reads: a replay that was interrupted goes on only with the code it was begun with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import archiver
from archiver.crawl.folders import spiders_package

_READERS = ("archive", "extract", "page", "vietnamese")


def fingerprint() -> str:
    """A digest of the sources that decide what a page says: the program's own and the sites'."""
    own = Path(archiver.__file__).parent
    folders = [own / name for name in _READERS] + [Path(place) for place in spiders_package().__path__]
    return _digest(path for folder in folders for path in sorted(folder.rglob("*.py")))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
