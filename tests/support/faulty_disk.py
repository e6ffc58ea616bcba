"""The real program on a disk that fails or with a clock that is wrong (`faulty_disk.c`, by LD_PRELOAD)."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from programs import rows_of

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.writer import read_exchange

_SOURCE = Path(__file__).with_suffix(".c")


@cache
def library() -> Path:
    """The shim, compiled once per process."""
    if sys.platform != "linux" or not shutil.which("cc"):
        pytest.skip("no C compiler here to build the failing disk with")
    built = Path(tempfile.mkdtemp()) / "faulty_disk.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", built, _SOURCE, "-ldl"], check=True)
    return built


def failing(
    mark: Path, *, files: str, call: str, nth: int, error: int = 0, lasting: bool = False
) -> dict[str, str]:
    """The environment of a program whose nth call on some files fails; the mark is made when it does."""
    return {
        "LD_PRELOAD": str(library()),
        "FAULTY_FILES": files,
        "FAULTY_CALL": call,
        "FAULTY_NTH": str(nth),
        "FAULTY_ERRNO": str(error),
        "FAULTY_LASTING": str(int(lasting)),
        "FAULTY_MARK": str(mark),
    }


def clock(seconds: int) -> dict[str, str]:
    """The environment of a program whose time of day is ahead by so much, or behind."""
    return {"LD_PRELOAD": str(library()), "FAULTY_CLOCK": str(seconds)}


def contents(folder: Path) -> dict[str, Any]:
    """What an archive says, without the times, names and numbers that differ from run to run."""
    with rows_of(folder) as connection:
        rows = connection.execute("SELECT * FROM articles ORDER BY id").fetchall()
        passing = {"docid", "capture", "first_seen", "last_seen"}
        return {
            "articles": [
                {name: row[name] for name in row.keys() if name not in passing}  # noqa: SIM118  sqlite3.Row
                for row in rows
            ],
            "revisions": _all(connection, "SELECT article, number, content_hash FROM revisions"),
            "images": _all(connection, "SELECT * FROM images"),
            "attachments": _all(connection, "SELECT * FROM attachments"),
            "aliases": _all(connection, "SELECT url, article FROM aliases"),
            "urls": _all(connection, "SELECT url, kind, state, outcome FROM urls"),
            "problems": _all(connection, "SELECT url, reason, field FROM problems"),
        }


def differences(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[list[str], list[str]]]:
    """Where two archives differ: what only the one says, and what only the other does."""
    found = {}
    for name, rows in one.items():
        left, right = {str(row) for row in rows}, {str(row) for row in other[name]}
        if left != right or len(rows) != len(other[name]):
            found[name] = sorted(left - right), sorted(right - left)
    return found


def _all(connection: Any, sql: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in connection.execute(sql).fetchall())


def damage(folder: Path) -> list[str]:
    """What is wrong with an archive: rows without their bytes, rows that point nowhere, a broken file."""
    if not (folder / "archive.db").exists():
        return []
    with rows_of(folder) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'captures'").fetchall()
        if not tables:
            return []
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
        ids = [row[0] for row in connection.execute("SELECT record_id FROM captures")]
        for record_id in ids:
            capture = find_capture(connection, record_id)
            body = read_exchange(folder, capture).body
            if hashlib.sha256(body).hexdigest() != capture.payload_sha256:
                found.append(f"{capture.url}: other bytes")
    return found


def tally(output: bytes) -> dict[str, Any]:
    """The figures of a crawl of one site that printed JSON."""
    figures: dict[str, Any] = json.loads(output)[0]["tally"]
    return figures
