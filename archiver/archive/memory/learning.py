"""What the captures of a site teach about the blocks it repeats. SQL over an open transaction.

What is learned is a function of the facts in the order of their times, so it is the same however the crawls
were cut and archives merged. How far the learning has come is put down (`progress`) and goes on from there
with the next crawl; a capture that came late, or was read anew, makes it begin again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from archiver.archive.catalogue import find_capture
from archiver.archive.memory.outlines import known, mark_of
from archiver.archive.replay.looks import said_by
from archiver.archive.warc.members import read_payload
from archiver.errors import StorageError
from archiver.extract.memory import Learning, Memory, Outline, Seen, block_key, memory_of
from archiver.extract.site import Site
from archiver.records import Article


@dataclass(frozen=True, slots=True, order=True)
class Taught:
    """When a block's streak was long enough: the time and the record id of the capture that showed it."""

    at: str
    capture: str


@dataclass(slots=True, kw_only=True)
class _State:
    """How far the learning of a site has come.

    `captures` counts all up to the time of the last fact: another number later tells that one came late.
    `is_pending` says that captures may have to be read again.
    """

    last: Taught = Taught("", "")
    captures: int = 0
    learning: Learning = field(default_factory=Learning)
    learned: dict[str, Taught] = field(default_factory=dict)
    is_pending: bool = True

    def text(self) -> str:
        return json.dumps(
            {
                "last": [self.last.at, self.last.capture],
                "captures": self.captures,
                "learned": {key: [one.at, one.capture] for key, one in self.learned.items()},
                "pending": self.is_pending,
                "rows": self.learning.plain(),
            },
            sort_keys=True,
        )

    @classmethod
    def from_text(cls, text: str) -> _State:
        plain = json.loads(text)
        return cls(
            last=Taught(*plain["last"]),
            captures=plain["captures"],
            learning=Learning.from_plain(plain["rows"]),
            learned={key: Taught(*one) for key, one in plain["learned"].items()},
            is_pending=plain["pending"],
        )


def learn(connection: sqlite3.Connection, folder: Path, site: Site) -> bool:
    """Learn from what came since the last time; whether captures may have to be read again.

    The site's memory is the new one from here on.
    """
    state = _state(connection, site.name)
    for taught, seen in _facts(connection, site.name, state.last):
        for key in state.learning.take(seen):
            state.learned.setdefault(key, taught)
        state.last = taught
    state.captures = _count(connection, site.name, state.last.at)
    kept = memory_of(site.keeps).blocks
    blocks = {key: one for key, one in state.learned.items() if site.forgets and key not in kept}
    memory = Memory(frozenset(blocks))
    row = connection.execute("SELECT memory FROM sites WHERE name = ?", (site.name,)).fetchone()
    if row is not None and row["memory"] != memory.version:
        state.is_pending = True
        connection.execute("UPDATE sites SET memory = ? WHERE name = ?", (memory.version, site.name))
    if memory.blocks:
        _put_memory(connection, folder, site, memory, blocks)
    _put_state(connection, site.name, state)
    return state.is_pending


def untaught(connection: sqlite3.Connection, site: str) -> set[str]:
    """Blocks that are learned and no fact teaches them, or the other way; none where all is well."""
    state = _state(connection, site)
    learning, learned = Learning(), set[str]()
    for taught, seen in _facts(connection, site, Taught("", "")):
        if taught > state.last:
            break
        learned |= learning.take(seen)
    return learned ^ state.learned.keys()


def is_done(connection: sqlite3.Connection, site: str) -> None:
    """Write down that all captures are read with the site's memory."""
    _put_state(connection, site, replace(_state(connection, site), is_pending=False))


def _put_state(connection: sqlite3.Connection, site: str, state: _State) -> None:
    connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", (mark_of(site), state.text()))


def _state(connection: sqlite3.Connection, site: str) -> _State:
    """How far the learning has come; from the beginning where something came late."""
    row = connection.execute("SELECT value FROM progress WHERE name = ?", (mark_of(site),)).fetchone()
    try:
        state = _State.from_text(row["value"]) if row else _State()
    except (ValueError, KeyError, TypeError):
        return _State()
    return state if state.captures == _count(connection, site, state.last.at) else _State()


def _count(connection: sqlite3.Connection, site: str, until: str) -> int:
    # Answered by the index alone: a million captures take 40 ms.
    (count,) = connection.execute(
        "SELECT count(*) FROM captures WHERE site = ? AND fetched_at <= ?", (site, until)
    ).fetchone()
    return int(count)


def _facts(connection: sqlite3.Connection, site: str, after: Taught) -> Iterable[tuple[Taught, Seen]]:
    rows = connection.execute(
        """
        SELECT fetched_at, record_id, article, layout, letters, blocks
        FROM captures JOIN outlines ON digest = outline
        WHERE site = ? AND outcome = 'article' AND (fetched_at, record_id) > (?, ?)
        ORDER BY fetched_at, record_id
        """,
        (site, after.at, after.capture),
    )
    for row in rows:
        try:
            seen = Outline(row["letters"], json.loads(row["blocks"]))
        except ValueError:
            # A page that teaches nothing until a replay reads it again; `archiver verify` tells of it.
            continue
        yield Taught(row["fetched_at"], row["record_id"]), Seen(row["article"], row["layout"], seen)


def _put_memory(
    connection: sqlite3.Connection, folder: Path, site: Site, memory: Memory, blocks: dict[str, Taught]
) -> None:
    """Keep a memory, for people with the words of its blocks."""
    made_at = max(blocks.values()).at
    row = connection.execute(
        "SELECT made_at FROM memories WHERE site = ? AND version = ?", (site.name, memory.version)
    ).fetchone()
    if (
        row is not None
        and row["made_at"] == made_at
        and known(connection, site.name, memory.version) == memory
    ):
        return
    told = [
        {"block": key, "text": _words(connection, folder, site, key, one.capture)}
        | {"since": one.at, "capture": one.capture}
        for key, one in sorted(blocks.items())
    ]
    connection.execute(
        "INSERT OR REPLACE INTO memories VALUES (?, ?, ?, ?)",
        (site.name, memory.version, made_at, json.dumps(told, ensure_ascii=False)),
    )


def _words(connection: sqlite3.Connection, folder: Path, site: Site, key: str, capture: str) -> str:
    """The words of a block, from the page that taught it; empty where that cannot be read any more."""
    try:
        said = said_by(read_payload(folder, find_capture(connection, capture)), site)
    except StorageError:
        return ""
    if not isinstance(said, Article):
        return ""
    texts = [said.lead, *(one.text for one in said.paragraphs)]
    return next((text for text in texts if block_key(text) == key), "")
