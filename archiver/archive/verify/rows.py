"""The rows of an archive among themselves: SQLite's own checks, and what must agree with what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from archiver.archive.edits import history
from archiver.archive.edits.revisions import Revision, content_hash
from archiver.archive.ledger import attachments
from archiver.archive.ledger.visits import State
from archiver.archive.store import DATABASE
from archiver.archive.verify.findings import REPAIR, REPLAY, RESTORE, Damage, Finding, Report
from archiver.archive.verify.memories import check_memories
from archiver.records import Kind

_REBUILD = "move archive.db away, then: archiver replay"

# What no row may be: each a sentence of what is expected, the SELECT that finds the offenders (their name,
# their address, what was found), and what to run next.
_NEVER: tuple[tuple[str, str, str], ...] = (
    (
        "an article whose capture was read as it",
        """
        SELECT articles.id, articles.url, 'a capture read as ' || iif(c.article = '', 'nothing', c.article)
        FROM articles JOIN captures AS c ON c.record_id = articles.capture WHERE c.article <> articles.id
        """,
        REPLAY,
    ),
    (
        "a capture whose article is in articles",
        """
        SELECT c.record_id, c.url, 'no article ' || c.article
        FROM captures AS c LEFT JOIN articles ON articles.id = c.article
        WHERE c.article <> '' AND articles.id IS NULL
        """,
        REPLAY,
    ),
    (
        "a capture whose reading is in readings",
        """
        SELECT c.record_id, c.url, 'no reading ' || c.reading
        FROM captures AS c LEFT JOIN readings AS r ON r.article = c.article AND r.content_hash = c.reading
        WHERE c.article <> '' AND r.article IS NULL
        """,
        REPLAY,
    ),
    (
        "an article that is one and not another address of one",
        """
        SELECT articles.id, articles.url, 'an alias of ' || aliases.article
        FROM articles JOIN aliases ON aliases.url = articles.url
        """,
        REPLAY,
    ),
    (
        "a visited address whose last capture is of it",
        """
        SELECT urls.url, urls.url, 'a capture of ' || c.url
        FROM urls JOIN captures AS c ON c.record_id = urls.last_capture WHERE c.site <> urls.site
        """,
        REPLAY,
    ),
    (
        "an address whose article is read from where the ledger says so",
        """
        SELECT urls.url, urls.url, 'no article ' || urls.record
        FROM urls LEFT JOIN articles ON articles.id = urls.record
        WHERE urls.outcome = 'article' AND urls.record <> '' AND articles.id IS NULL
            AND NOT EXISTS (SELECT 1 FROM articles WHERE url = urls.url)
            AND NOT EXISTS (SELECT 1 FROM aliases WHERE url = urls.url)
        """,
        REPLAY,
    ),
    (
        "a capture of an attachment with what it was found to be in files",
        """
        SELECT c.record_id, c.url, iif(f.capture IS NULL, 'none', 'one, and it was read as ' || c.outcome)
        FROM captures AS c LEFT JOIN files AS f ON f.capture = c.record_id
        WHERE (c.outcome = 'attachment') <> (f.capture IS NOT NULL)
        """,
        REPLAY,
    ),
    (
        "a finished file with its size and sha256",
        """
        SELECT path, '', size || ' bytes, sha256 ' || iif(sha256 = '', 'none', sha256)
        FROM warc_files WHERE state = 'closed' AND (size <= 0 OR length(sha256) <> 64)
        """,
        REPAIR,
    ),
)
#: What there is, for people.
_FIGURES = {
    "urls": "SELECT count(*) FROM urls",
    "articles": "SELECT count(*) FROM articles",
    "revisions": "SELECT count(*) FROM revisions",
    "problems": "SELECT count(*) FROM problems",
}


def check_rows(connection: sqlite3.Connection) -> Report:
    """What is wrong with the database itself, and with what its tables say of each other."""
    findings: list[Finding] = []
    figures: dict[str, int] = {}
    try:
        findings += _integrity(connection)
        figures = {name: connection.execute(select).fetchone()[0] for name, select in _FIGURES.items()}
        findings += _agreement(connection)
    except sqlite3.DatabaseError as error:
        findings.append(unreadable(error))
    return Report(findings=tuple(findings), figures=figures)


def unreadable(error: BaseException) -> Finding:
    """The database, or a part of it, is no longer one."""
    return _finding(Damage.DATABASE, "a database that can be read", str(error), _REBUILD)


def _agreement(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from _foreign_keys(connection)
    for expected, select, then in _NEVER:
        for name, url, found in connection.execute(select):
            yield _finding(Damage.READING, f"{expected} ({name})", found, then, url=url)
    yield from _readings(connection)
    yield from _articles(connection)
    yield from _revisions(connection)
    yield from _attachments(connection)
    yield from _states(connection)
    for expected, found in check_memories(connection):
        yield _finding(Damage.READING, expected, found, REPLAY)


def _finding(damage: Damage, expected: str, found: str, then: str, *, url: str = "") -> Finding:
    return Finding(damage=damage, file=DATABASE, url=url, expected=expected, found=found, next=then)


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _finding(Damage.DATABASE, "a whole database", said, _REBUILD)


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, rowid, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        column = next(key[3] for key in keys if key[0] == number)
        value = None
        if rowid is not None:
            (value,) = connection.execute(
                f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)
            ).fetchone()
        expected = f"a row of {parent} for {table}.{column}"
        yield _finding(Damage.FOREIGN_KEY, expected, f"none for {value or 'one of its rows'!r}", REPAIR)


def _readings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each reading must be what its hash says."""
    for article, digest, text in connection.execute("SELECT article, content_hash, reading FROM readings"):
        try:
            found = content_hash(json.loads(text))
        except (ValueError, AttributeError, TypeError) as error:
            found = str(error)
        if found != digest:
            expected = f"a reading of {article} with the hash {digest}"
            yield _finding(Damage.READING, expected, found, REPLAY)


def _articles(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each article must show what the capture it names was read as."""
    rows = connection.execute(
        """
        SELECT articles.*, readings.reading FROM articles
        JOIN captures ON captures.record_id = articles.capture
        JOIN readings ON readings.article = articles.id AND readings.content_hash = captures.reading
        """
    )
    for row in rows:
        try:
            differing = _other_than_read(row)
        except (ValueError, AttributeError, TypeError, KeyError) as error:
            differing = f"what cannot be read: {error}"
        if differing:
            expected = f"article {row['id']} as its capture {row['capture']} was read"
            yield _finding(Damage.READING, expected, f"another {differing}", REPLAY, url=row["url"])


def _other_than_read(row: sqlite3.Row) -> str:
    """The parts of an article that its reading has in another way."""
    said, paragraphs = json.loads(row["reading"]), json.loads(row["paragraphs"])
    text = [one["text"] for one in paragraphs]
    shown = {
        "title": row["title"],
        "byline": row["byline"],
        "lead": " ".join(filter(None, (row["source_line"], row["lead"]))),
        "text": text,
        "body": "\n\n".join(one["text"] for one in paragraphs if one["kind"] != Kind.CAPTION),
    }
    read = {name: said.get(name, "") for name in ("title", "byline", "lead")}
    read |= {"text": said.get("text", []), "body": row["body"]}
    return ", ".join(name for name in shown if shown[name] != read[name])


def _revisions(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The revisions of each article must be the runs of what its captures were read as."""
    select = f"SELECT {', '.join(_REVISION)} FROM revisions WHERE article = ? ORDER BY number"
    for article, url, count in connection.execute("SELECT id, url, revisions FROM articles"):
        try:
            expected = [_row(one) for one in history.revisions_of(connection, article)]
        except TypeError:
            # A reading is missing: that is told of the capture.
            continue
        found = [tuple(row) for row in connection.execute(select, (article,))]
        if found != expected or count != len(expected):
            differing = [n for n, (a, b) in enumerate(zip(found, expected, strict=False), start=1) if a != b]
            said = (
                f"{len(found)} rows, {count} in articles; other than expected: {differing or 'their number'}"
            )
            told = f"{len(expected)} revisions of {article}, as its captures were read"
            yield _finding(Damage.COUNT, told, said, REPAIR if expected else REPLAY, url=url)


_REVISION = (
    "number", "content_hash", "first_seen", "last_seen", "first_capture", "last_capture", "changed",
)  # fmt: skip


def _row(one: Revision) -> tuple[object, ...]:
    """A revision as its row has it."""
    return (*(getattr(one, name) for name in _REVISION[:-1]), ", ".join(one.changed))


def _attachments(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The row of each file must say what its captures and the ledger do."""
    for article, address, said in attachments.wrong(connection):
        expected = f"a file of {article} as its captures and the ledger say"
        yield _finding(Damage.READING, expected, said, REPLAY, url=address)


def _states(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Discovered = pending + leased + done + gone + blocked + failed + excluded, site by site."""
    rows = connection.execute("SELECT site, state, count(*) FROM urls GROUP BY site, state").fetchall()
    for site, discovered in connection.execute("SELECT site, count(*) FROM urls GROUP BY site"):
        known = sum(count for name, state, count in rows if name == site and state in set(State))
        if known != discovered:
            expected = f"every URL of {site} in a state of the ledger ({discovered} URLs)"
            yield _finding(Damage.COUNT, expected, f"{discovered - known} in none", RESTORE)
