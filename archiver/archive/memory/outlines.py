"""Which blocks each page has, and what is known of a site: the rows. SQL over an open transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archiver.extract.memory import Memory, block_key, digest_of, outline_of
from archiver.records import Article

#: What is noted where nobody knows which memory a capture was read with.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A block that a site repeats: its name and words; since when (UTC), and which capture completed its row.

    The words are empty where their page could not be read any more.
    """

    block: str
    text: str
    since: str
    capture: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The version of the memory that an article was read with, and which blocks that has left out."""

    memory: str = ""
    blocks: tuple[Repeated, ...] = ()


#: Of an article that was read with nothing known of its site.
NOTHING = LeftOut()


def repeated(connection: sqlite3.Connection, site: str, version: str | None = None) -> tuple[Repeated, ...]:
    """What a site repeats as far as is known now, or what a version of its memory knew."""
    if version is None:
        row = connection.execute("SELECT * FROM sites WHERE name = ?", (site,)).fetchone()
        # An archive that is only looked at may be of an older schema.
        version = row["memory"] if row and "memory" in row.keys() else ""  # noqa: SIM118
    row = connection.execute(
        "SELECT blocks FROM memories WHERE site = ? AND version = ?", (site, version)
    ).fetchone()
    try:
        return tuple(Repeated(**one) for one in json.loads(row["blocks"])) if row else ()
    except (ValueError, TypeError):
        # `archiver verify` tells of it; a replay learns it anew.
        return ()


def known(connection: sqlite3.Connection, site: str, version: str | None = None) -> Memory:
    """What is known of a site now, or what a version of it knew; nothing where it is not there."""
    return Memory(frozenset(one.block for one in repeated(connection, site, version)))


def left_out(connection: sqlite3.Connection, article: sqlite3.Row) -> LeftOut:
    """What of its page an article (a row) does not show because the site repeats it."""
    capture = connection.execute(
        "SELECT * FROM captures WHERE record_id = ?", (article["capture"],)
    ).fetchone()
    if not capture["memory"]:
        return NOTHING
    (blocks,) = connection.execute(
        "SELECT blocks FROM outlines WHERE digest = ?", (capture["outline"],)
    ).fetchone() or ("{}",)
    shown = {block_key(one["text"]) for one in json.loads(article["paragraphs"])}
    missing = json.loads(blocks).keys() - shown - {block_key(article["lead"])}
    every = repeated(connection, capture["site"], capture["memory"])
    return LeftOut(capture["memory"], tuple(one for one in every if one.block in missing))


def note_outline(connection: sqlite3.Connection, capture: str, article: Article) -> None:
    """Write down which blocks the page of a capture has, and which memory it was read with."""
    connection.execute(
        "UPDATE captures SET memory = ?, outline = ? WHERE record_id = ?",
        (article.memory, put_outline(connection, article), capture),
    )


def put_outline(connection: sqlite3.Connection, article: Article) -> str:
    """Keep which blocks a page has, once for all pages that have the same; the digest it is kept under."""
    outline = outline_of(article)
    blocks = outline.text()
    digest = digest_of(outline.letters, blocks)
    connection.execute(
        """
        INSERT INTO outlines VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET letters = excluded.letters, blocks = excluded.blocks
        WHERE (letters, blocks) <> (excluded.letters, excluded.blocks)
        """,
        (digest, outline.letters, blocks),
    )
    return digest


def begin_anew(connection: sqlite3.Connection, sites: Iterable[str]) -> None:
    """Let the learning of these sites begin again: what their captures were read as has changed."""
    connection.executemany("DELETE FROM progress WHERE name = ?", [(mark_of(site),) for site in sites])


def mark_of(site: str) -> str:
    """The name in `progress` of how far the learning of a site has come, in the form that is written today.

    What was written in an earlier form is not found, and learned anew.

    >>> mark_of("mic")
    'memory2 mic'
    """
    return f"memory2 {site}"
