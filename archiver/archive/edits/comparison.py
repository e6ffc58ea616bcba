"""Two revisions of an article side by side, out of an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archiver.archive.edits.differences import Difference, differences
from archiver.archive.edits.history import reading_of
from archiver.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One revision as a side of a comparison: its number, and the run of captures that showed it (UTC)."""

    number: int
    first_seen: str
    last_seen: str
    capture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two revisions of an article differ.

    Of the older one the last capture is compared, of the newer one the first: what lies between them is the
    edit, without a change of the site's pages that a revision ran through.
    """

    article: str
    title: str
    url: str
    before: Side
    after: Side
    differences: tuple[Difference, ...]

    def as_dict(self) -> dict[str, object]:
        """The comparison as plain JSON values."""
        sides = {
            name: {
                "number": side.number,
                "first_seen": side.first_seen,
                "last_seen": side.last_seen,
                "capture": side.capture,
            }
            for name, side in (("before", self.before), ("after", self.after))
        }
        plain = {"article": self.article, "title": self.title, "url": self.url}
        return {**plain, **sides, "differences": [one.as_dict() for one in self.differences]}


def list_revisions(connection: sqlite3.Connection, article: str) -> list[sqlite3.Row]:
    """The rows of an article's revisions, oldest first.

    `held` is how many other readings each runs through: a redesign explains them, or only the date is told
    in another way.
    """
    return connection.execute(
        """
        SELECT *, (
            SELECT count(DISTINCT reading) FROM captures
            WHERE captures.article = revisions.article AND captures.article <> ''
                AND fetched_at BETWEEN first_seen AND last_seen AND reading <> content_hash
        ) AS held
        FROM revisions WHERE article = ? ORDER BY number
        """,
        (article,),
    ).fetchall()


def compare_revisions(
    connection: sqlite3.Connection, article: sqlite3.Row, numbers: Sequence[int]
) -> Comparison | None:
    """Two revisions by their numbers, one and the one before it, or the last two; `None` if there is but one.

    Raises:
        UsageError: the article has no revision of that number.
    """
    rows = {row["number"]: row for row in list_revisions(connection, article["id"])}
    newest = max(rows, default=0)
    wanted = tuple(numbers) or (newest,)
    low, high = wanted if len(wanted) == 2 else (wanted[0] - 1, wanted[0])
    if not numbers and newest < 2:
        return None
    for number in (low, high):
        if number not in rows:
            raise UsageError(
                f"{article['id']} has the revisions 1 to {newest}, not {number}. "
                f"List them: archiver show {article['id']} --revisions"
            )
    before, after = rows[low], rows[high]
    # Towards the past the same rule, turned round; a revision beside itself shows what was held back in it.
    ends = ("last_capture", "first_capture") if low < high else ("first_capture", "last_capture")
    return Comparison(
        article=article["id"],
        title=article["title"],
        url=article["url"],
        before=_side(before, before[ends[0]]),
        after=_side(after, after[ends[1]]),
        differences=differences(
            _reading(connection, article["id"], before[ends[0]]),
            _reading(connection, article["id"], after[ends[1]]),
        ),
    )


def _side(row: sqlite3.Row, capture: str) -> Side:
    return Side(
        number=row["number"], first_seen=row["first_seen"], last_seen=row["last_seen"], capture=capture
    )


def _reading(connection: sqlite3.Connection, article: str, capture: str) -> dict[str, object]:
    (digest,) = connection.execute("SELECT reading FROM captures WHERE record_id = ?", (capture,)).fetchone()
    return reading_of(connection, article, digest)
