"""Put right what `archiver verify` found and what the WARC files can tell: rows, indexes, never their bytes.

What a crawl does at its start comes first (`archive.recovery`); then each row that is missing or wrong is
made from its record, each index from its file, and the search index from the articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from archiver.archive import shelf
from archiver.archive.catalogue import capture_from
from archiver.archive.edits import history
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import Settlement
from archiver.archive.memory.outlines import begin_anew
from archiver.archive.search.index import reindex
from archiver.archive.store import Store
from archiver.archive.verify.findings import Damage, Finding
from archiver.archive.warc.cdxj import index_of, lines_of, sidecar_of, write_sidecar
from archiver.archive.warc.members import capture_of, member_at, read_exchange
from archiver.archive.warc.recovery import Recovery, recover
from archiver.errors import StorageError
from archiver.extract.extract import extract
from archiver.extract.site import Site
from archiver.records import Capture, instant

#: Damage that makes a WARC file an uncertain source for its index.
_UNCERTAIN = {Damage.BYTES, Damage.FILE, Damage.MISSING_RECORD, Damage.MISSING_FILE}


def repair(folder: Path, findings: Iterable[Finding], sites: Mapping[str, Site]) -> tuple[str, ...]:
    """Repair what can be repaired; a sentence for each thing that was done, or left alone and why.

    `sites` reads the captures whose rows come back. Repairing twice changes nothing more; what is left is
    told by the next `verify`.

    Raises:
        ArchiveLocked: a crawl is at work.
        StorageError: the archive cannot be written.
    """
    wanted = [finding for finding in findings if finding.can_be_repaired]
    done: list[str] = []
    with Store.open(folder) as store:
        if any(one.damage in {Damage.UNFINISHED_FILE, Damage.UNKNOWN_FILE} for one in wanted):
            done += _finish(store, sites)
        done += _rows(store, [one for one in wanted if one.damage in _OF_ROWS], sites)
        with store.transaction() as connection:
            # The next crawl learns from the captures as they are now.
            begin_anew(connection, [name for (name,) in connection.execute("SELECT name FROM sites")])
            done += _sites(connection, wanted, sites)
            done += _revisions(connection, [one for one in wanted if one.damage is Damage.COUNT])
            if any(one.damage is Damage.SEARCH for one in wanted):
                done.append(f"search: {reindex(connection)} articles indexed anew")
    done += _indexes(folder, wanted, {one.file for one in findings if one.damage in _UNCERTAIN})
    return tuple(done)


_OF_ROWS = {Damage.MISSING_ROW, Damage.WRONG_ROW}


def _finish(store: Store, sites: Mapping[str, Site]) -> list[str]:
    """What the next crawl would do first: finish what is open, read what has no row."""
    done = []
    for folder in sorted((store.folder / "warc").iterdir()):
        name = folder.name
        found = recover(store.folder, store.end_of, site=name, unclosed=store.unclosed(name))
        copies = _copies(store, found)
        files = [file for file in found.files if file.path not in copies]
        orphans = [one for one in found.orphans if one.warc_file not in copies]
        settlements = [one for one in (_settled(store, each, sites.get(name)) for each in orphans) if one]
        with store.transaction() as connection:
            for file in files:
                shelf.put_file(connection, name, file)
        _put(store, name, orphans, settlements, sites.get(name))
        done += [f"{file.path}: finished, {file.size} bytes" for file in files]
        done += [f"{one.warc_file} at byte {one.offset}: {one.url} has its row" for one in orphans]
        done += [f"{path}: a torn end, kept" for path in found.torn]
        done += [
            f"{path}: left alone, its records are known from other files; move it away" for path in copies
        ]
    return done


def _copies(store: Store, found: Recovery) -> set[str]:
    """The files whose captures all have rows that point at other files."""
    captures: dict[str, list[Capture]] = {}
    for capture in found.orphans:
        captures.setdefault(capture.warc_file, []).append(capture)
    with store.transaction() as connection:
        return {
            path
            for path, ones in captures.items()
            if all((row := _row_of(connection, one.record_id)) and row.warc_file != path for one in ones)
        }


def _row_of(connection: sqlite3.Connection, record_id: str) -> Capture | None:
    row = connection.execute("SELECT * FROM captures WHERE record_id = ?", (record_id,)).fetchone()
    return capture_from(row) if row else None


def _rows(store: Store, findings: Iterable[Finding], sites: Mapping[str, Site]) -> list[str]:
    """Make the rows of the named records anew, each from its record."""
    done = []
    for finding in findings:
        capture = _recorded(store.folder, finding)
        where = f"{finding.file} at byte {finding.offset}"
        if capture is None:
            done.append(f"{where}: left alone, no record of a capture can be read there")
            continue
        with store.transaction() as connection:
            if _is_elsewhere(store.folder, connection, capture):
                done.append(f"{where}: left alone, {capture.record_id} is known from another place")
                continue
            is_known = _correct(connection, capture)
        if not is_known:
            name = capture.warc_file.split("/")[1]
            settlement = _settled(store, capture, sites.get(name))
            _put(store, name, [capture], [settlement] if settlement else [], sites.get(name))
        done.append(f"{where}: the row of {capture.url} is what its record says")
    return done


def _recorded(folder: Path, finding: Finding) -> Capture | None:
    try:
        with (folder / finding.file).open("rb") as file:
            return capture_of(member_at(file, finding.offset), finding.file)
    except (OSError, ValueError):
        return None


def _is_elsewhere(folder: Path, connection: sqlite3.Connection, capture: Capture) -> bool:
    """Whether the row of a record points at another place where that record can be read."""
    row = _row_of(connection, capture.record_id)
    if row is None or (row.warc_file, row.offset) == (capture.warc_file, capture.offset):
        return False
    try:
        read_exchange(folder, row)
    except StorageError:
        return False
    return True


_RECORDED = (
    "url", "status", "content_type", "warc_file", "offset", "length", "record_id", "payload_sha1",
    "payload_sha256", "payload_length", "truncated", "source", "lenience",
)  # fmt: skip


def _correct(connection: sqlite3.Connection, capture: Capture) -> bool:
    """Bring the row of that id, or of that place, in line with its record; whether there is one."""
    row = connection.execute(
        """
        SELECT record_id FROM captures WHERE record_id = ? OR (warc_file = ? AND offset = ?)
        ORDER BY record_id = ? DESC LIMIT 1
        """,
        (capture.record_id, capture.warc_file, capture.offset, capture.record_id),
    ).fetchone()
    if row is None:
        return False
    # The id may be what is wrong: whatever refers to it follows, at the end of this transaction.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    values = {name: getattr(capture, name) for name in _RECORDED}
    connection.execute(
        f"""
        UPDATE captures SET {", ".join(f"{name} = :{name}" for name in _RECORDED)}, fetched_at = :fetched_at
        WHERE record_id = :known
        """,
        values | {"fetched_at": instant(capture.fetched_at), "known": row["record_id"]},
    )
    for table, column in _references(connection):
        connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (capture.record_id, row["record_id"])
        )
    return True


def _references(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every column that refers to a capture."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        (table, key["from"])
        for (table,) in tables
        for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        if key["table"] == "captures"
    ]


def _settled(store: Store, capture: Capture, site: Site | None) -> Settlement | None:
    """What a capture meant, read from its bytes; nothing where its address is in no ledger."""
    visit = store.find(capture.url)
    if visit is None or site is None:
        return None
    memory = store.memory(site.name)
    return settle(
        visit,
        capture,
        read_exchange(store.folder, capture),
        site,
        read=lambda payload, of: extract(payload, of, memory),
    )


def _put(
    store: Store, name: str, captures: list[Capture], settlements: list[Settlement], site: Site | None
) -> None:
    """Give captures their rows; the ledger follows only what is the newest of an address."""
    outcomes = {one.capture: one for one in settlements}
    with store.transaction() as connection:
        for capture in captures:
            settlement = outcomes.get(capture.record_id)
            shelf.put_capture(connection, name, capture, settlement)
            if settlement is None or site is None:
                continue
            if settlement.article is not None or _is_newest(connection, capture):
                shelf.put_settlement(connection, site, settlement)


def _is_newest(connection: sqlite3.Connection, capture: Capture) -> bool:
    later = connection.execute(
        "SELECT 1 FROM captures WHERE url = ? AND fetched_at > ?", (capture.url, instant(capture.fetched_at))
    ).fetchone()
    return later is None


def _sites(
    connection: sqlite3.Connection, findings: Iterable[Finding], sites: Mapping[str, Site]
) -> list[str]:
    """Put back sites that rows refer to."""
    if not any(one.damage is Damage.FOREIGN_KEY for one in findings):
        return []
    missing = connection.execute(
        "SELECT DISTINCT site FROM captures WHERE site NOT IN (SELECT name FROM sites)"
    ).fetchall()
    known = [sites[name] for (name,) in missing if name in sites]
    for site in known:
        shelf.put_site(connection, site)
    return [f"sites: {site.name} is back" for site in known]


def _revisions(connection: sqlite3.Connection, findings: Iterable[Finding]) -> list[str]:
    """Compute the revisions of the named articles anew from their facts."""
    done = []
    for finding in findings:
        for (article,) in connection.execute(
            "SELECT id FROM articles WHERE url = ?", (finding.url,)
        ).fetchall():
            history.recompute(connection, article)
            done.append(f"{article}: its revisions are what its captures say")
    return done


def _indexes(folder: Path, findings: Iterable[Finding], uncertain: set[str]) -> list[str]:
    """Write the indexes anew whose files are sound."""
    done = []
    for finding in findings:
        if finding.damage is not Damage.INDEX:
            continue
        path = (folder / finding.file).with_suffix(".warc.gz")
        if path.relative_to(folder).as_posix() in uncertain or not path.is_file():
            done.append(f"{finding.file}: left alone, its WARC file is damaged")
            continue
        write_sidecar(path, index_of(lines_of(path, folder)))
        done.append(f"{sidecar_of(path).relative_to(folder)}: written anew")
    return done
