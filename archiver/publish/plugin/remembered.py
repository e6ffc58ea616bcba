"""What costs much to read and changes only with the data, kept until it changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Read = TypeVar("Read")

_kept = threading.local()


def remembered(connection: sqlite3.Connection, read: Callable[[sqlite3.Connection], Read]) -> Read:
    """What `read` gives, from the last time unless somebody has written to the database since.

    SQLite's `data_version` is comparable on one connection only, and Datasette has one per thread.
    """
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    if getattr(_kept, "connection", None) is not connection or _kept.version != version:
        _kept.connection, _kept.version, _kept.values = connection, version, {}
    values: dict[Callable[[sqlite3.Connection], Any], Any] = _kept.values
    if read not in values:
        values[read] = read(connection)
    found: Read = values[read]
    return found
