"""Captures read again with today's code, in an archive that has its database.

What a capture was read as is replaced, and the revisions of the articles it touches are computed anew from
all their captures, so that a mended reader never looks like an edit by the ministry. For the same reason a
replay of a part takes all other captures of those articles along. The ledger learns the links that were
overlooked and what the last capture of an address means now; tries and due times of the rest stay.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from archiver.archive.catalogue import capture_from
from archiver.archive.edits.judging import judge
from archiver.archive.ledger import attachments
from archiver.archive.memory.outlines import begin_anew, known
from archiver.archive.memory.rereading import remember
from archiver.archive.replay.changes import Changes, Replayed, settled_now
from archiver.archive.replay.comparing import differences
from archiver.archive.replay.looks import Reader, Sites, Task
from archiver.archive.store import Store, read_only
from archiver.errors import UsageError
from archiver.records import VIETNAM, instant

_MARK = "replay"
#: So many captures go to a reader at once: a task is small enough for a pipe.
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which captures: of a site, of some days (Viet Nam's, both included), of a layout; empty for all."""

    site: str = ""
    since: date | None = None
    until: date | None = None
    layout: str = ""

    def text(self) -> str:
        """The same text for the same selection."""
        return json.dumps([self.site, str(self.since), str(self.until), self.layout])


Tell = Callable[[str, int], object]


def replay(
    folder: Path,
    sites: Sites,
    reader: Reader,
    selection: Selection,
    *,
    code: str = "",
    examples: int = 3,
    tell: Tell = lambda *_: None,
) -> Replayed:
    """Read captures again, a file at a time, each in one transaction; what a kill interrupts goes on.

    What their sites repeat is learned from them anew, and left out of all of them.

    Raises:
        ArchiveLocked: another process writes to the archive.
        StorageError: a file cannot be read, or the disk refuses.
        UsageError: no capture was read by the selected layout.
    """
    result, key = Replayed(), f"{selection.text()} {code}"
    with Store.open(folder) as store:
        with store.transaction() as connection:
            _require_layout(connection, selection.layout)
            done = _done(connection, key)
            tasks = _tasks(connection, selection, sites, result, done)
            begun = _held(connection, selection, sites)
            begin_anew(connection, begun)
        for name, looked in groupby(reader(tasks), key=lambda one: one.task.file):
            with store.transaction() as connection:
                site = sites[_site(connection, name)]
                memory = known(connection, site.name)
                changes = Changes(connection, folder, site, result, memory=memory, examples=examples)
                count = sum(changes.take(one) for one in looked)
                changes.finish()
                connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", (f"{_MARK} {name}", key))
            tell(name, count)
        for name in begun:
            result.damage += remember(store, sites[name], reader).damage
        with store.transaction() as connection:
            for name in sites:
                judge(connection, name)
            attachments.bring_up_all(connection)
            connection.execute("DELETE FROM progress WHERE name LIKE ?", (f"{_MARK} %",))
    return result


def compare(
    folder: Path, sites: Sites, reader: Reader, selection: Selection, *, examples: int = 3
) -> Replayed:
    """What a replay would change, field by field; nothing is written.

    Raises:
        StorageError: there is no archive, or a file cannot be read.
        UsageError: no capture was read by the selected layout.
    """
    result = Replayed()
    with read_only(folder) as connection:
        _require_layout(connection, selection.layout)
        tasks = _tasks(connection, selection, sites, result, set())
        for looked in reader(tasks):
            site = sites[looked.task.site]
            result.count(looked)
            for look in looked.looks:
                settlement = settled_now(connection, look, site, folder)
                if settlement is not None:
                    result.add(differences(connection, settlement, site), examples)
    return result


def _require_layout(connection: sqlite3.Connection, layout: str) -> None:
    """A name that no layout has would select nothing, and seem fine."""
    if not layout:
        return
    rows = connection.execute("SELECT DISTINCT layout FROM captures WHERE layout <> '' ORDER BY layout")
    known_layouts = [row["layout"] for row in rows]
    if layout not in known_layouts:
        raise UsageError(f"no capture was read by layout {layout!r}; known: {', '.join(known_layouts)}.")


def _site(connection: sqlite3.Connection, file: str) -> str:
    (site,) = connection.execute("SELECT site FROM warc_files WHERE path = ?", (file,)).fetchone()
    return str(site)


def _held(connection: sqlite3.Connection, selection: Selection, sites: Sites) -> list[str]:
    """The selected sites of the archive that are described here."""
    rows = connection.execute("SELECT name FROM sites WHERE ? IN ('', name) ORDER BY name", (selection.site,))
    return [row["name"] for row in rows if row["name"] in sites]


def _done(connection: sqlite3.Connection, key: str) -> set[str]:
    """The files that the same replay has done before it was interrupted; marks of another are taken away."""
    connection.execute("DELETE FROM progress WHERE name LIKE ? AND value <> ?", (f"{_MARK} %", key))
    rows = connection.execute("SELECT name FROM progress WHERE name LIKE ?", (f"{_MARK} %",))
    return {row["name"].removeprefix(f"{_MARK} ") for row in rows}


# Pages that were asked for as articles or lists; the rest (robots.txt, redirects, refusals) says today what
# it said then.
_SELECTED = """
SELECT captures.*, urls.kind FROM captures JOIN urls ON urls.url = captures.url
WHERE captures.status BETWEEN 200 AND 299 AND captures.outcome <> 'kept'
    AND (captures.truncated = '' OR (captures.truncated = 'length' AND urls.kind = 'attachment'))
    AND (:site = '' OR captures.site = :site)
    AND (:since = '' OR captures.fetched_at >= :since) AND (:until = '' OR captures.fetched_at < :until)
    AND (:layout = '' OR captures.layout = :layout)
"""
_WHOLE = f"""
WITH chosen AS ({_SELECTED})
SELECT * FROM chosen
UNION
SELECT captures.*, urls.kind FROM captures JOIN urls ON urls.url = captures.url
WHERE captures.article IN (SELECT article FROM chosen WHERE article <> '')
    AND captures.outcome NOT IN ('kept', 'not-modified')
ORDER BY warc_file, offset
"""


def _tasks(
    connection: sqlite3.Connection, selection: Selection, sites: Sites, result: Replayed, done: set[str]
) -> list[Task]:
    rows = connection.execute(
        _WHOLE,
        {
            "site": selection.site,
            "since": _midnight(selection.since),
            "until": _midnight(selection.until and selection.until + timedelta(days=1)),
            "layout": selection.layout,
        },
    )
    tasks: list[Task] = []
    for file, group in groupby(rows, key=lambda row: row["warc_file"]):
        captures = [(row["site"], capture_from(row)) for row in group]
        site = captures[0][0]
        if site not in sites:
            result.strangers[site] = result.strangers.get(site, 0) + len(captures)
        elif file not in done:
            found = tuple(capture for _, capture in captures)
            memory = known(connection, site)
            tasks += (
                Task(file=file, captures=found[start : start + _MOST], memory=memory)
                for start in range(0, len(found), _MOST)
            )
    return tasks


def _midnight(day: date | None) -> str:
    return instant(datetime.combine(day, time(), VIETNAM)) if day else ""
