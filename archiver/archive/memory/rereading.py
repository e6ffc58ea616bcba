"""The captures of a site brought to what is known of it: learn first, then read again what it changes.

A capture has to be read again where its page holds a block that the memory it was read with and the site's
memory now do not agree about; all others say the same with both. A kill leaves the rest to the next call.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from archiver.archive.catalogue import capture_from
from archiver.archive.edits.judging import judge
from archiver.archive.memory.learning import is_done, learn
from archiver.archive.memory.outlines import known
from archiver.archive.replay.changes import Changes, Replayed
from archiver.archive.replay.looks import Reader, Task
from archiver.archive.store import Store
from archiver.extract.memory import Memory
from archiver.extract.site import Site

#: So many captures go to a reader at once: a task is small enough for a pipe.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Remembered:
    """What came of it: how many blocks the site repeats, how many captures were read again for them.

    `revisions` and `alarms` are how many there are more than before; `damage` says what cannot be read.
    """

    blocks: int = 0
    captures: int = 0
    revisions: int = 0
    alarms: int = 0
    damage: tuple[str, ...] = ()


def remember(
    store: Store, site: Site, reader: Reader, tell: Callable[[int, int], object] = lambda *_: None
) -> Remembered:
    """Learn what a site repeats, and bring all its captures to that; nothing where all are.

    Before captures are read again, `tell` hears how many blocks the site repeats, and how many they are.

    Raises:
        StorageError: a file cannot be read, or the disk refuses.
    """
    with store.transaction() as connection:
        is_pending = learn(connection, store.folder, site)
        memory = known(connection, site.name)
        tasks = list(_tasks(connection, site.name, memory)) if is_pending else []
    if not is_pending:
        return Remembered(len(memory.blocks))
    if tasks:
        tell(len(memory.blocks), sum(len(task.captures) for task in tasks))
    result = Replayed()
    for _, looked in groupby(reader(tasks), key=lambda one: one.task.file):
        with store.transaction() as connection:
            changes = Changes(connection, store.folder, site, result, memory=memory, is_anew=False)
            for one in looked:
                changes.take(one)
            changes.finish()
    with store.transaction() as connection:
        _settle(connection, site.name, memory)
        # The whole archive: what is left out now may have looked like a redesign for years.
        judgement = judge(connection, site.name) if tasks else None
        is_done(connection, site.name)
    return Remembered(
        len(memory.blocks),
        result.captures,
        result.revisions - (judgement.withdrawn if judgement else 0),
        judgement.alarms if judgement else 0,
        tuple(result.damage),
    )


def _settle(connection: sqlite3.Connection, site: str, memory: Memory) -> None:
    """Note the memory at all captures; those that could not be read again keep theirs."""
    unread = json.dumps([record_id for record_id, _ in _stale(connection, site, memory)])
    values = {"site": site, "version": memory.version, "unread": unread}
    connection.execute(
        """
        UPDATE captures SET memory = :version WHERE site = :site AND article <> '' AND memory <> :version
            AND record_id NOT IN (SELECT value FROM json_each(:unread))
        """,
        values,
    )
    connection.execute(
        """
        DELETE FROM memories WHERE site = :site AND version <> :version AND version NOT IN (
            SELECT memory FROM captures
            WHERE record_id IN (SELECT value FROM json_each(:unread))
        )
        """,
        values,
    )


def _tasks(connection: sqlite3.Connection, site: str, memory: Memory) -> Iterator[Task]:
    """What has to be read again: with a capture all others of its article, so that one program reads them."""
    articles = {article for _, article in _stale(connection, site, memory)}
    rows = connection.execute(
        """
        SELECT * FROM captures WHERE article IN (SELECT value FROM json_each(?)) AND site = ?
            AND status BETWEEN 200 AND 299 AND outcome = 'article' AND truncated = ''
        ORDER BY warc_file, offset
        """,
        (json.dumps(sorted(articles)), site),
    )
    for file, group in groupby(rows, key=lambda row: row["warc_file"]):
        found = tuple(map(capture_from, group))
        for start in range(0, len(found), _MOST):
            yield Task(file=file, captures=found[start : start + _MOST], memory=memory)


def _stale(connection: sqlite3.Connection, site: str, memory: Memory) -> Iterator[tuple[str, str]]:
    """The captures, with their articles, that say something else with a memory than what they are read as."""
    versions = connection.execute("SELECT version FROM memories WHERE site = ?", (site,)).fetchall()
    found = {version: known(connection, site, version) for version in ("", *(one for (one,) in versions))}
    # A damaged memory is one that nobody knows.
    memories = {version: one.blocks for version, one in found.items() if one.version == version}
    every = memory.blocks.union(*memories.values())
    rows = connection.execute(
        """
        SELECT record_id, article, captures.memory, blocks FROM captures JOIN outlines ON digest = outline
        WHERE site = ? AND outcome = 'article' AND captures.memory <> ?
        """,
        (site, memory.version),
    )
    for row in rows:
        before = memories.get(row["memory"])
        # Of a memory that is not known here any more, every block may be what it left out.
        differing = every if before is None else before ^ memory.blocks
        if any(key in row["blocks"] for key in differing):
            yield row["record_id"], row["article"]
