"""What costs much to read and changes only with the data, kept until it changes."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Read = TypeVar("Read")

#: A crawl commits twice a second: what took a second to read is then read anew every ten seconds only.
SHARE = 10

_kept = threading.local()


@dataclass(frozen=True, slots=True)
class _Value:
    """What was read, at which version of the data; `until` then it is kept even if the data changes."""

    value: Any
    version: int
    until: float


def remembered(
    connection: sqlite3.Connection,
    read: Callable[[sqlite3.Connection], Read],
    *,
    exact: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Read:
    """What `read` gives, from the last time unless somebody has written to the database since.

    Unless `exact`, it may be as old as ten times what reading it took (`clock`, seconds). SQLite's
    `data_version` is comparable on one connection only, and Datasette has one per thread.
    """
    if getattr(_kept, "connection", None) is not connection:
        _kept.connection, _kept.values = connection, {}
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    begun = clock()
    known: _Value | None = _kept.values.get(read)
    if known is None or (known.version != version and (exact or begun >= known.until)):
        value = read(connection)
        now = clock()
        known = _kept.values[read] = _Value(value, version, now + SHARE * (now - begun))
    found: Read = known.value
    return found
