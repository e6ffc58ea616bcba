"""In what a capture is read differently today, field by field. SQL that only reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archiver.archive.edits.revisions import content_hash, parts
from archiver.archive.ledger.visits import Settlement
from archiver.archive.shelf import current
from archiver.extract.site import Site
from archiver.records import Identity

#: The columns of the current reading that no part of it tells.
_COLUMNS = (
    "ministry", "category", "tags", "source_line", "recorded_at", "updated_at", "canonical_url", "language",
    "layout", "found",
)  # fmt: skip
#: How the current reading is written, where what it says is the same.
_WRITTEN = ("lead", "published_text", "paragraphs")
#: An example is cut to so many letters around the first difference.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one capture, before and after."""

    field: str
    url: str
    capture: str
    before: str
    after: str


def differences(connection: sqlite3.Connection, settlement: Settlement, site: Site) -> Iterator[Difference]:
    """Every field that a replay of a capture changes; of a list, nothing."""
    if settlement.visit.kind != "article":
        return
    capture, url = settlement.capture, settlement.visit.url
    row = connection.execute(
        "SELECT article, reading, outcome FROM captures WHERE record_id = ?", (capture,)
    ).fetchone()
    article = settlement.article
    public_id = Identity(article.record_space, article.record_id).public_id if article else ""
    before: dict[str, object] = {"outcome": row["outcome"], "article": row["article"]}
    after: dict[str, object] = {"outcome": settlement.outcome, "article": public_id}
    said = parts(article) if article else {}
    # Equal readings are kept once, as one of their captures wrote it: that says nothing of the others.
    kept = _kept(connection, row["article"], row["reading"]) if row["reading"] else {}
    is_same = bool(kept) and content_hash(kept) == row["reading"] == content_hash(said)
    if not is_same:
        before |= kept
        after |= said
    shown = connection.execute(
        "SELECT * FROM articles WHERE id = ? AND capture = ?", (row["article"], capture)
    ).fetchone()
    if shown is not None and article is not None:
        fields = current(article, site.ministry)
        before |= {name: shown[name] for name in _COLUMNS} | _beside(connection, row["article"])
        after |= {name: fields[name] for name in _COLUMNS}
        if is_same:
            before |= {name: shown[name] for name in _WRITTEN}
            after |= {name: fields[name] for name in _WRITTEN}
        after["pictures"] = [[one.url, one.caption, one.credit] for one in article.images]
        after["files"] = [[one.url, one.title, one.media_type] for one in article.attachments]
    for name in dict.fromkeys((*before, *after)):
        one, other = _text(before.get(name)), _text(after.get(name))
        if one != other:
            yield Difference(name, url, capture, *_cut(one, other))


def _kept(connection: sqlite3.Connection, article: str, digest: str) -> dict[str, object]:
    row = connection.execute(
        "SELECT reading FROM readings WHERE article = ? AND content_hash = ?", (article, digest)
    ).fetchone()
    said: dict[str, object] = json.loads(row["reading"]) if row else {}
    return said


def _beside(connection: sqlite3.Connection, article: str) -> dict[str, object]:
    """The pictures and files of an article, with all that is said of them."""
    pictures = connection.execute(
        "SELECT url, caption, credit FROM images WHERE article = ? ORDER BY position", (article,)
    )
    files = connection.execute(
        "SELECT url, title, media_type FROM attachments WHERE article = ? ORDER BY position", (article,)
    )
    return {"pictures": [list(row) for row in pictures], "files": [list(row) for row in files]}


def has_other_problems(connection: sqlite3.Connection, settlement: Settlement) -> bool:
    """Whether today's code doubts something else of a capture."""
    rows = connection.execute(
        "SELECT reason, field, detail FROM problems WHERE capture = ? AND reason = 'doubt'",
        (settlement.capture,),
    )
    doubts = {(one.reason, one.field, one.detail) for one in settlement.problems if one.reason == "doubt"}
    return {tuple(row) for row in rows} != doubts


def _text(value: object) -> str:
    """A field as text; lists (paragraphs, pictures) line by line.

    >>> _text(["a", ["b", "c"]]).splitlines(), _text(None)
    (['a', 'b | c'], '')
    """
    if isinstance(value, list):
        return "\n".join(" | ".join(one) if isinstance(one, list) else str(one) for one in value)
    return "" if value is None else str(value)


def _cut(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before the first letter in which they differ.

    >>> _cut("x" * 300 + "a", "x" * 300 + "b")[0][-3:]
    'xxa'
    """
    first = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
                 min(len(before), len(after)))  # fmt: skip
    start = max(0, first - _LONGEST // 4) if max(len(before), len(after)) > _LONGEST else 0
    cut = [("…" if start else "") + text[start : start + _LONGEST] for text in (before, after)]
    return cut[0], cut[1]
