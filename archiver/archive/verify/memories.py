"""What is known of the sites: what each memory's name says, and what the captures teach. SQL that reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from archiver.archive.memory.learning import untaught
from archiver.archive.memory.outlines import UNKNOWN
from archiver.extract.memory import Memory, digest_of


def check_memories(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What was expected and what was found, for all that does not agree."""
    for site, version, blocks in connection.execute("SELECT site, version, blocks FROM memories"):
        try:
            found = Memory(frozenset(one["block"] for one in json.loads(blocks))).version
        except (ValueError, KeyError, TypeError) as error:
            found = str(error)
        if found != version:
            yield f"a memory of {site} with the version {version}", found
    yield from _named(connection)
    yield from _outlines(connection)
    for (site,) in connection.execute("SELECT name FROM sites ORDER BY name").fetchall():
        if blocks := untaught(connection, site):
            yield f"a memory of {site} that its captures teach", f"others: {', '.join(sorted(blocks))}"


def _named(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every version that a site or a capture names is kept."""
    rows = connection.execute(
        """
        SELECT named.site, named.memory, count(*) FROM (
            SELECT site, memory FROM captures UNION ALL SELECT name, memory FROM sites
        ) AS named
        LEFT JOIN memories ON memories.site = named.site AND version = named.memory
        WHERE named.memory NOT IN ('', ?) AND version IS NULL GROUP BY named.site, named.memory
        """,
        (UNKNOWN,),
    )
    for site, version, count in rows:
        yield f"the memory {version} of {site}, named by {count} rows", "none"


def _outlines(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every outline is what its digest says, and there for the captures that name it."""
    for digest, letters, blocks in connection.execute("SELECT * FROM outlines"):
        found = digest_of(letters, blocks)
        if found != digest:
            yield f"an outline with the digest {digest}", found
    (count,) = connection.execute(
        """
        SELECT count(*) FROM captures LEFT JOIN outlines ON digest = outline
        WHERE outline <> '' AND digest IS NULL
        """
    ).fetchone()
    if count:
        yield "an outline for each capture that names one", f"none for {count}"
