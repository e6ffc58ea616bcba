"""Which blocks each page has, and what is known of a site: the rows. SQL over an open transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from archiver.extract.memory import Memory, outline_of
from archiver.records import Article

#: What is noted where nobody knows which memory a capture was read with.
UNKNOWN = "?"


def known(connection: sqlite3.Connection, site: str, version: str | None = None) -> Memory:
    """What is known of a site now, or what a version of it knew; nothing where it is not there."""
    if version is None:
        row = connection.execute("SELECT memory FROM sites WHERE name = ?", (site,)).fetchone()
        version = row["memory"] if row else ""
    row = connection.execute(
        "SELECT blocks FROM memories WHERE site = ? AND version = ?", (site, version)
    ).fetchone()
    return Memory(frozenset(one["block"] for one in json.loads(row["blocks"]))) if row else Memory()


def note_outline(connection: sqlite3.Connection, capture: str, article: Article) -> None:
    """Write down which blocks the page of a capture has, and which memory it was read with."""
    outline = outline_of(article)
    digest = outline.digest()
    connection.execute(
        "INSERT INTO outlines VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (digest, outline.letters, outline.text()),
    )
    connection.execute(
        "UPDATE captures SET memory = ?, outline = ? WHERE record_id = ?", (article.memory, digest, capture)
    )


def begin_anew(connection: sqlite3.Connection, sites: Iterable[str]) -> None:
    """Let the learning of these sites begin again: what their captures were read as has changed."""
    connection.executemany("DELETE FROM progress WHERE name = ?", [(mark_of(site),) for site in sites])


def mark_of(site: str) -> str:
    """The name in `progress` of how far the learning of a site has come.

    >>> mark_of("mic")
    'memory mic'
    """
    return f"memory {site}"
