"""The facts of an article (which capture was read as what), and its revisions as a view of them.

SQL over an open transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from archiver.archive.edits.extents import extent
from archiver.archive.edits.redesign import Redesign, Reread, cleared, marks_held, uncovered, ways
from archiver.archive.edits.revisions import Fact, Revision, changed, runs

#: Made once, as in `archiver.archive.edits.revisions`.
_json = json.JSONEncoder(ensure_ascii=False).encode


def note(
    connection: sqlite3.Connection,
    fact: Fact,
    article: str,
    layout: str,
    outline: tuple[str, str] | None = None,
) -> None:
    """Write down what a capture was read as; what it was read as before is forgotten.

    `outline` is with which memory, and the digest of its blocks (`archiver.archive.memory.outlines`); where
    it is not given, what is noted of both stays.
    """
    memory, digest = (outline if article else ("", "")) or (None, None)
    connection.execute(
        """
        UPDATE captures SET article = ?, reading = ?, layout = ?,
            memory = coalesce(?, memory), outline = coalesce(?, outline)
        WHERE record_id = ?
        """,
        (article, fact.reading, layout, memory, digest, fact.capture),
    )


_BEFORE = """
SELECT before.article, before.reading, before.layout, before.memory FROM captures AS before
WHERE before.url = captures.url AND before.status <> 304 AND before.article <> ''
    AND (before.fetched_at, before.record_id) < (captures.fetched_at, captures.record_id)
ORDER BY before.fetched_at DESC, before.record_id DESC LIMIT 1
"""


def confirm(connection: sqlite3.Connection, capture: str) -> None:
    """Note what an answer "not modified" says: the reading of its address before it still stands."""
    row = connection.execute(
        f"""
        UPDATE captures SET (article, reading, layout, memory) = ({_BEFORE})
        WHERE record_id = ? AND EXISTS ({_BEFORE}) RETURNING fetched_at, reading, article
        """,
        (capture,),
    ).fetchone()
    if row is not None:
        advance(connection, row["article"], Fact(row["fetched_at"], capture, row["reading"]))


def keep(connection: sqlite3.Connection, article: str, digest: str, said: Mapping[str, object]) -> None:
    """Keep what a reading says, once for each article.

    Equal readings may be written in different ways (tags, the form of a date): whichever comes first, the
    same one is kept.
    """
    connection.execute(
        """
        INSERT INTO readings VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET reading = excluded.reading WHERE excluded.reading < readings.reading
        """,
        (article, digest, _json(said)),
    )


def begin(connection: sqlite3.Connection, article: str, fact: Fact) -> int:
    """The first revision of an article whose row was just made for this fact; how many there are now."""
    others, is_confirmed = connection.execute(
        """
        SELECT EXISTS (SELECT 1 FROM captures WHERE article = :article AND article <> '' LIMIT 1 OFFSET 1),
            EXISTS (
                SELECT 1 FROM captures
                WHERE url = (SELECT url FROM captures WHERE record_id = :capture) AND status = 304
            )
        """,
        {"article": article, "capture": fact.capture},
    ).fetchone()
    if others or is_confirmed:
        return recompute(connection, article)
    at, capture = fact.at, fact.capture
    only = Revision(
        number=1,
        content_hash=fact.reading,
        first_seen=at,
        last_seen=at,
        first_capture=capture,
        last_capture=capture,
    )
    _put(connection, article, [only])
    return 1


def advance(connection: sqlite3.Connection, article: str, fact: Fact) -> int:
    """Bring an article's revisions up to a fact that has been noted; how many there are more than before."""
    last = connection.execute(
        """
        SELECT number, last_seen, last_capture, captures.reading FROM revisions
        JOIN captures ON record_id = last_capture
        WHERE revisions.article = ? ORDER BY number DESC LIMIT 1
        """,
        (article,),
    ).fetchone()
    is_later = last is not None and (fact.at, fact.capture) > (last["last_seen"], last["last_capture"])
    if not is_later or last["reading"] != fact.reading:
        return recompute(connection, article)
    connection.execute(
        "UPDATE revisions SET last_seen = ?, last_capture = ? WHERE article = ? AND number = ?",
        (fact.at, fact.capture, article, last["number"]),
    )
    connection.execute("UPDATE articles SET last_seen = ? WHERE id = ?", (fact.at, article))
    return 0


def recompute(connection: sqlite3.Connection, article: str) -> int:
    """Compute an article's revisions anew from its facts; how many there are more than before.

    Idempotent, and the same in whatever order the captures came.
    """
    # A reading that came late may be what later answers "not modified" confirmed.
    connection.execute(
        f"""
        UPDATE captures SET (article, reading, layout, memory) = ({_BEFORE})
        WHERE status = 304 AND url IN (
            SELECT url FROM captures WHERE article = ? AND article <> ''
        ) AND EXISTS ({_BEFORE})
        """,
        (article,),
    )
    revisions = revisions_of(connection, article)
    if not revisions:
        return 0
    removed = connection.execute("DELETE FROM revisions WHERE article = ?", (article,)).rowcount
    _put(connection, article, revisions)
    connection.execute(
        """
        UPDATE articles SET revision = :count, revisions = :count, first_seen = :first, last_seen = :last
        WHERE id = :article
        """,
        {
            "article": article,
            "count": len(revisions),
            "first": revisions[0].first_seen,
            "last": revisions[-1].last_seen,
        },
    )
    return len(revisions) - removed


def _put(connection: sqlite3.Connection, article: str, revisions: Sequence[Revision]) -> None:
    connection.executemany(
        """
        INSERT INTO revisions (article, number, first_seen, last_seen, changed, extent, silent, content_hash,
            first_capture, last_capture)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                article, one.number, one.first_seen, one.last_seen, ", ".join(one.changed), one.extent,
                one.silent, one.content_hash, one.first_capture, one.last_capture,
            )
            for one in revisions
        ],
    )  # fmt: skip


def revisions_of(connection: sqlite3.Connection, article: str) -> tuple[Revision, ...]:
    """The revisions of an article, from its facts and the redesigns of its site alone."""
    rows = connection.execute(
        """
        SELECT fetched_at, record_id, reading, site, layout FROM captures
        WHERE article = ? AND article <> '' ORDER BY fetched_at, record_id
        """,
        (article,),
    ).fetchall()
    captures = {row["record_id"]: row for row in rows}
    redesigns = {site: known_redesigns(connection, site) for site in {row["site"] for row in rows}}
    readings: dict[str, Mapping[str, object]] = {}

    def reading(digest: str) -> Mapping[str, object]:
        if digest not in readings:
            readings[digest] = reading_of(connection, article, digest)
        return readings[digest]

    def judge(before: Fact, after: Fact) -> tuple[tuple[str, ...], str]:
        one, other = reading(before.reading), reading(after.reading)
        known = redesigns[captures[after.capture]["site"]]
        if not known:
            return changed(one, other), extent(one, other)
        layouts = (captures[before.capture]["layout"], captures[after.capture]["layout"])
        change = Reread(
            article=article, before=before.at, at=after.at, layouts=layouts, ways=ways(one, other)
        )
        left = uncovered(change, known)
        return left, extent(*cleared(one, other, marks_held(change, known), left)) if left else ""

    return runs((Fact(*tuple(row)[:3]) for row in rows), judge)


def known_redesigns(connection: sqlite3.Connection, site: str) -> tuple[Redesign, ...]:
    """The redesigns of a site that have been found."""
    rows = connection.execute(
        """
        SELECT since, until, layout_before, layout_after, mark, articles, reread FROM redesigns
        WHERE site = ? ORDER BY since, layout_before, layout_after, mark
        """,
        (site,),
    )
    return tuple(
        Redesign(
            since=row["since"],
            until=row["until"],
            layout_before=row["layout_before"],
            layout_after=row["layout_after"],
            mark=row["mark"],
            articles=row["articles"],
            reread=row["reread"],
        )
        for row in rows
    )


def reading_of(connection: sqlite3.Connection, article: str, digest: str) -> dict[str, object]:
    """What a reading says, by part."""
    (text,) = connection.execute(
        "SELECT reading FROM readings WHERE article = ? AND content_hash = ?", (article, digest)
    ).fetchone()
    said: dict[str, object] = json.loads(text)
    return said
