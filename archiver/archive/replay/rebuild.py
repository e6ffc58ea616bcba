"""`archive.db` made anew from the WARC files alone: every page settled again, in the order of the crawls.

A settlement is a pure function of a visit, a capture and its bytes, so going through the files in the order
of their times, with the notes of the crawls (`archiver.archive.warc.notes`), gives the same rows. Of files
without notes some things cannot be known: hosts that gave no answer, addresses that must not be asked for,
how runs began. Their listings are walked as far as they were captured.

It is made in a file beside the archive's own, file by file, each in one transaction; it takes its place when
it is whole. What a kill leaves is taken up again by the next call.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from archiver.archive import shelf, withholding
from archiver.archive.catalogue import find_capture
from archiver.archive.edits.judging import judge, since_the_last
from archiver.archive.ledger import attachments, ledger
from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.ledger.visits import ATTACHMENT, Discovered, Settlement, Visit
from archiver.archive.memory.rereading import remember
from archiver.archive.replay.looks import (
    Look,
    Looked,
    Reader,
    Sites,
    joined,
    look_at,
    look_of,
    parts_of,
    settled,
    site_of_file,
)
from archiver.archive.store import Store
from archiver.archive.warc.files import OPEN, WarcFile, files_of, storage_error
from archiver.archive.warc.members import read_exchange
from archiver.archive.warc.notes import Note, note_from, plan_from, plan_of
from archiver.archive.warc.recovery import recover, sha256_of
from archiver.errors import CaptureDamaged, UsageError
from archiver.extract.memory import NONE
from archiver.extract.site import Site, recognise
from archiver.records import instant

#: The database that is being made.
NEW = "archive.db.new"
#: The outcome of a capture that no note has named yet; none is left in the end.
_WAITING = "waiting"
_MARK = "rebuild"
# Without notes nobody knows how far a run was to walk: as far as its captures go.
_NO_NOTES = Plan(full=True)


@dataclass(slots=True)
class Rebuilt:
    """What came of it: how much was read, and what could not be.

    `strangers` counts the captures of sites that are not described here, `unnoted` are files without notes.
    `seconds` are spent reading, decoding, extracting (by all processes) and storing (by the one writer).
    """

    files: int = 0
    captures: int = 0
    strangers: dict[str, int] = field(default_factory=dict)
    unnoted: int = 0
    damage: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0, 0.0])


def rebuild(
    folder: Path,
    sites: Sites,
    reader: Reader,
    *,
    code: str = "",
    tell: Callable[[str, int], object] = lambda *_: None,
) -> Rebuilt:
    """Make `archive.db` anew; the one before stays as `archive.db.old`.

    `code` says which program reads: what another one had begun is begun again. `tell` hears of every file
    that is done, and how many captures it holds.

    Raises:
        ArchiveLocked: another process writes to the archive.
        StorageError: a file cannot be read, or the disk refuses.
    """
    withholding.last_decisions(folder)  # a line that is none is told before hours of reading
    store = _begun(folder, code)
    try:
        _close_open(folder)
        with store.transaction() as connection:
            done = {row["path"] for row in connection.execute("SELECT path FROM warc_files")}
            fold = _Fold(folder, sites, connection)
        names = [name for name in files_of(folder) if name not in done]
        tasks = (task for name in names for task in parts_of(name, _size(folder / name)))
        looked = joined(reader(tasks), lambda task: look_at(folder, task, sites))
        for name, parts in groupby(looked, key=lambda one: one.task.file):
            with store.transaction() as connection:
                fold.connection = connection
                captures = fold.take_file(name, parts)
                _put_down(connection, code, fold.sessions)
            tell(name, captures)
        with store.transaction() as connection:
            fold.connection = connection
            fold.finish()
        _remember(store, fold, reader)
        with store.transaction() as connection:
            connection.execute("DELETE FROM progress WHERE name = ?", (_MARK,))
    except BaseException:
        store.close()
        raise
    store.take_place()
    return fold.rebuilt


def _remember(store: Store, fold: _Fold, reader: Reader) -> None:
    """Leave out what the sites repeat, once all their captures have taught it."""
    for name in sorted(fold.sessions.keys() & fold.sites.keys()):
        fold.rebuilt.damage += remember(store, fold.sites[name], reader).damage


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise storage_error(path, "cannot be read", error) from error


def _begun(folder: Path, code: str) -> Store:
    """The database that is being made: the one that was begun with the same code, else a new one."""
    store = Store.open(folder, NEW)
    with store.transaction() as connection:
        row = connection.execute("SELECT value FROM progress WHERE name = ?", (_MARK,)).fetchone()
        is_ours = row is not None and json.loads(row["value"])["code"] == code
        is_new = connection.execute("SELECT 1 FROM warc_files").fetchone() is None
    if is_ours or is_new:
        return store
    store.remove()
    return Store.open(folder, NEW)


def _close_open(folder: Path) -> None:
    """Cut what a crawl that died left open, and finish it; nothing else is looked at."""

    def known_end(name: str) -> int:
        return 0 if (folder / (name + OPEN)).exists() else 1

    recover(folder, known_end)


def _put_down(connection: sqlite3.Connection, code: str, sessions: dict[str, _Session]) -> None:
    value = {"code": code, "sessions": {site: one.plain() for site, one in sessions.items()}}
    connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", (_MARK, json.dumps(value)))


@dataclass(slots=True)
class _Session:
    """The run of a site that the notes are about: its plan and its row; `has_log` is of the current file."""

    plan: Plan = USUAL
    crawl: int = 0
    has_log: bool = True
    waiting: dict[str, Look] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        return {"plan": plan_of(self.plan), "crawl": self.crawl}


class _Fold:
    """What the files say, one record after the other, carried out as the crawl did."""

    def __init__(self, folder: Path, sites: Sites, connection: sqlite3.Connection) -> None:
        self.folder, self.sites, self.connection = folder, sites, connection
        self.rebuilt = Rebuilt()
        self.sessions: dict[str, _Session] = {}
        row = connection.execute("SELECT value FROM progress WHERE name = ?", (_MARK,)).fetchone()
        for name, plain in json.loads(row["value"])["sessions"].items() if row else ():
            self.sessions[name] = _Session(plan_from(plain["plan"]), plain["crawl"])
        waiting = connection.execute(
            "SELECT record_id, site FROM captures WHERE outcome = ? ORDER BY warc_file, offset", (_WAITING,)
        )
        for record_id, name in waiting.fetchall():
            look = self._look_again(record_id, name)
            assert look is not None
            self._session(name).waiting[record_id] = look

    def take_file(self, name: str, parts: Iterator[Looked]) -> int:
        """Carry out what one file says; how many captures it holds."""
        site = site_of_file(name)
        session = self._session(site)
        session.has_log = False
        before = self.rebuilt.captures
        for part in parts:
            for number, spent in enumerate(part.seconds):
                self.rebuilt.seconds[number] += spent
            self.rebuilt.damage += part.damage
            for look in part.looks:
                self._take(name, session, look)
        for look in session.waiting.values():
            self._put_waiting(site, look)
        path = self.folder / name
        file = WarcFile(name, "closed", _size(path), sha256_of(path))
        shelf.put_file(self.connection, site, file)
        self.rebuilt.files += 1
        self.rebuilt.unnoted += not session.has_log
        return self.rebuilt.captures - before

    def finish(self) -> None:
        """Settle what the last runs left behind, and withhold what people decided to withhold."""
        for name, session in self.sessions.items():
            self._settle_late(name, session, set(), USUAL)
            if name in self.sites:
                judge(self.connection, name)
        withholding.apply(self.connection, self.folder)

    def _session(self, site: str) -> _Session:
        return self.sessions.setdefault(site, _Session())

    def _take(self, name: str, session: _Session, look: Look) -> None:
        site = self.sites.get(site_of_file(name))
        if look.has_log:
            session.has_log = True
        if look.capture is not None:
            self.rebuilt.captures += 1
        if site is None:
            self._keep_strange(site_of_file(name), look)
        elif look.note:
            self._note(site, session, look.note)
        elif look.capture is not None and session.has_log:
            session.waiting[look.capture.record_id] = look
        elif look.capture is not None:
            self._take_unnoted(site, look)

    def _keep_strange(self, name: str, look: Look) -> None:
        """A capture of a site that nobody has described here: kept, and said."""
        if look.capture is not None:
            shelf.put_capture(self.connection, name, look.capture, None)
            self.rebuilt.strangers[name] = self.rebuilt.strangers.get(name, 0) + 1

    def _note(self, site: Site, session: _Session, text: str) -> None:
        try:
            note = note_from(text)
        except ValueError as error:
            self.rebuilt.damage.append(f"{site.name}: {error}")
            return
        if note.began is not None:
            named = {one.capture for one in note.visits} | set(note.kept)
            self._settle_late(site.name, session, named, note.began.plan)
            self._begin(site, session, note)
        self._settle(site, session, note)
        if note.ended is not None:
            judge(self.connection, site.name, since_the_last(self.connection, site.name))
            self._release(note.ended.released)
            self.connection.execute(
                """
                UPDATE crawls SET ended_at = :now, ending = :ending, fetched = :fetched,
                    new_articles = :new_articles, new_revisions = :new_revisions, problems = :problems
                WHERE id = :crawl
                """,
                {
                    "crawl": session.crawl, "now": instant(note.ended.at), "ending": note.ended.ending,
                    **note.ended.figures,
                },
            )  # fmt: skip

    def _begin(self, site: Site, session: _Session, note: Note) -> None:
        began = note.began
        assert began is not None
        session.plan = began.plan
        self._release(began.released)
        shelf.put_site(self.connection, site)
        ledger.begin(self.connection, site, began.plan, began.at)
        cursor = self.connection.execute(
            "INSERT INTO crawls (site, started_at) VALUES (?, ?)", (site.name, instant(began.at))
        )
        session.crawl = int(cursor.lastrowid or 0)

    def _release(self, urls: tuple[str, ...]) -> None:
        self.connection.executemany(
            "UPDATE urls SET state = 'pending' WHERE url = ?", [(url,) for url in urls]
        )

    def _settle(self, site: Site, session: _Session, note: Note) -> None:
        """Carry out the visits of one batch: first what each means, then all rows, as the crawl did."""
        settlements: list[Settlement] = []
        looks: list[Look] = []
        for one in note.visits:
            visit = ledger.find(self.connection, one.url)
            if one.capture:
                look = session.waiting.pop(one.capture, None) or self._look_again(one.capture, site.name)
                if look is not None:
                    looks.append(look)
                    visit = visit or self._visit(site, look, one.kind)
                if visit is not None and look is not None and look.exchange is not None:
                    since = session.plan.since
                    settlements.append(settled(look, visit, site, self.folder, since=since))
            elif visit is not None:
                settlements.append(one.settlement(visit))
        looks += [session.waiting.pop(record_id) for record_id in note.kept if record_id in session.waiting]
        self._put(site, looks, settlements, session.plan)

    def _settle_late(self, name: str, session: _Session, named: set[str], plan: Plan) -> None:
        """Settle what a run that died had captured, as its successor did before it began."""
        late = [look for record_id, look in session.waiting.items() if record_id not in named]
        session.waiting = {key: look for key, look in session.waiting.items() if key in named}
        site = self.sites.get(name)
        if site is None or not late:
            return
        self._open_ledger(site, late[0])
        settlements = []
        for look in late:
            visit = self._visit(site, look)
            if visit is not None and look.exchange is not None:
                settlements.append(settled(look, visit, site, self.folder, since=plan.since))
        self._put(site, late, settlements, USUAL)

    def _put(self, site: Site, looks: list[Look], settlements: list[Settlement], plan: Plan) -> None:
        outcomes = {one.capture: one for one in settlements}
        for look in looks:
            capture = look.capture
            assert capture is not None
            self.connection.execute(
                "DELETE FROM captures WHERE record_id = ? AND outcome = ?", (capture.record_id, _WAITING)
            )
            shelf.put_capture(self.connection, site.name, capture, outcomes.get(capture.record_id))
        self.connection.executemany(
            # Kept by one note, settled by a later one.
            "UPDATE captures SET outcome = ? WHERE record_id = ? AND outcome = 'kept'",
            [(one.outcome, one.capture) for one in settlements if one.capture],
        )
        for one in settlements:
            shelf.put_settlement(self.connection, site, one, plan)

    def _open_ledger(self, site: Site, look: Look) -> None:
        """Let a run begin that left no note of it, where there is none of the site before."""
        known = self.connection.execute("SELECT 1 FROM urls WHERE site = ?", (site.name,)).fetchone()
        if known is None and look.capture is not None:
            shelf.put_site(self.connection, site)
            ledger.begin(self.connection, site, USUAL, look.capture.fetched_at)

    def _take_unnoted(self, site: Site, look: Look) -> None:
        """Settle a capture of a file without notes: the ledger learns its address where it must."""
        self._open_ledger(site, look)
        visit = self._visit(site, look)
        if visit is None or look.exchange is None:
            self._put(site, [look], [], USUAL)
            return
        one = settled(look, visit, site, self.folder)
        self._put(site, [look], [one], _NO_NOTES)

    def _visit(self, site: Site, look: Look, kind: str = "") -> Visit | None:
        capture = look.capture
        assert capture is not None
        if look.sent.body:
            # A page of a listing that is asked for with a form.
            row = self.connection.execute(
                """
                SELECT urls.url FROM listing_pages AS pages JOIN urls ON urls.id = pages.url
                WHERE pages.form = ? AND (urls.url = ? OR urls.url LIKE ? || '#page-%') LIMIT 1
                """,
                (look.sent.body.decode("utf-8", "replace"), capture.url, capture.url),
            ).fetchone()
            return row and ledger.find(self.connection, row["url"])
        visit = ledger.find(self.connection, capture.url)
        if visit is None:
            is_noted, at = kind == ATTACHMENT, capture.fetched_at
            if attachments.known_again(self.connection, site, capture.url, at, is_noted=is_noted):
                return ledger.find(self.connection, capture.url)
        identity = recognise(capture.url, site)
        if visit is None and identity is not None:
            found = Discovered(url=capture.url, record=identity.public_id)
            ledger.add(self.connection, site.name, [found], "", capture.fetched_at)
            visit = ledger.find(self.connection, capture.url)
        return visit

    def _put_waiting(self, site: str, look: Look) -> None:
        assert look.capture is not None
        shelf.put_capture(self.connection, site, look.capture, None)
        self.connection.execute(
            "UPDATE captures SET outcome = ? WHERE record_id = ?", (_WAITING, look.capture.record_id)
        )

    def _look_again(self, record_id: str, site: str) -> Look | None:
        """A capture that was put away, read once more; `None` where its record is lost, which is told."""
        try:
            capture = find_capture(self.connection, record_id)
        except UsageError:
            return None
        try:
            exchange = read_exchange(self.folder, capture)
        except CaptureDamaged as error:
            self.rebuilt.damage.append(str(error))
            return Look(capture=capture)
        return look_of(capture, exchange, self.sites.get(site), NONE)
