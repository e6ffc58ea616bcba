"""What reading captures again changes in the rows, and the figures of it. SQL over an open transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from archiver.archive import shelf
from archiver.archive.catalogue import capture_from
from archiver.archive.edits import history
from archiver.archive.edits.revisions import Fact, content_hash, parts
from archiver.archive.ledger import attachments, ledger, presence
from archiver.archive.ledger.file_visits import LENGTH
from archiver.archive.ledger.visits import ATTACHMENT, Settlement
from archiver.archive.memory.outlines import note_outline
from archiver.archive.replay.comparing import Difference, differences, has_other_problems
from archiver.archive.replay.looks import Look, Looked, said_by, settled
from archiver.archive.warc.members import read_payload
from archiver.extract.memory import Memory
from archiver.extract.site import Site
from archiver.records import Article, Identity, instant


@dataclass(slots=True)
class Replayed:
    """What came of it; `differences` counts by field, with some examples each.

    `revisions` are how many there are more than before. `strangers` counts captures of sites that are not
    described here. `seconds` are spent reading, decoding, extracting (by all processes).
    """

    captures: int = 0
    changed: int = 0
    links: int = 0
    revisions: int = 0
    strangers: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[Difference]] = field(default_factory=dict)
    damage: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def count(self, looked: Looked) -> None:
        """Count what was read."""
        self.captures += len(looked.looks)
        self.damage += looked.damage
        for number, spent in enumerate(looked.seconds):
            self.seconds[number] += spent

    def add(self, found: Iterable[Difference], most: int) -> None:
        """Count the differences of one capture, and keep `most` examples of each field."""
        found = list(found)
        self.changed += bool(found)
        for one in found:
            self.counts[one.field] = self.counts.get(one.field, 0) + 1
            examples = self.examples.setdefault(one.field, [])
            if len(examples) < most:
                examples.append(one)


def settled_now(connection: sqlite3.Connection, look: Look, site: Site, folder: Path) -> Settlement | None:
    """What a capture means today, for the address as the ledger knows it."""
    assert look.capture is not None
    visit = ledger.find(connection, look.capture.url)
    if visit is None or look.truncated not in {"", LENGTH}:
        return None
    # What is asked here is what the page says: neither how often it was asked for nor what came before.
    if visit.place is not None:
        visit = replace(visit, place=replace(visit.place, signature=""))
    return settled(look, replace(visit, tries=0), site, folder)


class Changes:
    """What one file changes, in one transaction, read with a memory of its site.

    `is_anew` says that another program may have read it before, and that what it reads alike stays as it is.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        folder: Path,
        site: Site,
        result: Replayed,
        *,
        memory: Memory,
        examples: int = 0,
        is_anew: bool = True,
    ) -> None:
        self._connection, self._folder, self._site, self._memory = connection, folder, site, memory
        self._result, self._examples, self._is_anew = result, examples, is_anew
        self._touched: set[str] = set()
        self._read: dict[str, Article] = {}
        self._urls: set[str] = set()

    def take(self, looked: Looked) -> int:
        """Write down what the captures of a task are read as; how many there were."""
        self._result.count(looked)
        for look in looked.looks:
            settlement = settled_now(self._connection, look, self._site, self._folder)
            if settlement is not None:
                self._put(settlement)
        return len(looked.looks)

    def _put(self, settlement: Settlement) -> None:
        if settlement.visit.kind == ATTACHMENT:
            self._put_file(settlement)
            return
        if settlement.visit.kind != "article":
            self._put_links(settlement)
            return
        connection, capture = self._connection, settlement.capture
        found = list(differences(connection, settlement, self._site))
        self._result.add(found, self._examples)
        if settlement.article is not None:
            note_outline(connection, capture, settlement.article)
        if self._is_anew and not found and not has_other_problems(connection, settlement):
            return
        before = connection.execute(
            "SELECT article, outcome FROM captures WHERE record_id = ?", (capture,)
        ).fetchone()
        if before["article"]:
            self._touched.add(before["article"])
        connection.execute(
            "UPDATE captures SET outcome = ? WHERE record_id = ?", (settlement.outcome, capture)
        )
        fact = Fact(instant(settlement.at), capture, "")
        if settlement.article is None:
            history.note(connection, fact, "", "")
        else:
            self._put_reading(fact, settlement.article)
        self._urls.add(settlement.visit.url)
        if settlement.article is not None or settlement.outcome != before["outcome"]:
            connection.execute("DELETE FROM problems WHERE capture = ?", (capture,))
            for problem in settlement.problems:
                shelf.put_problem(connection, self._site.name, settlement, problem)
        if settlement.outcome != before["outcome"]:
            self._tell_ledger(settlement)

    def _put_file(self, settlement: Settlement) -> None:
        """Write down what a file of an article is found to be today."""
        connection, capture = self._connection, settlement.capture
        row = connection.execute("SELECT outcome FROM captures WHERE record_id = ?", (capture,)).fetchone()
        attachments.put_file(connection, settlement)
        if settlement.outcome != row["outcome"]:
            self._result.changed += 1
            connection.execute(
                "UPDATE captures SET outcome = ? WHERE record_id = ?", (settlement.outcome, capture)
            )
            connection.execute("DELETE FROM problems WHERE capture = ?", (capture,))
            for problem in settlement.problems:
                shelf.put_problem(connection, self._site.name, settlement, problem)
            self._tell_ledger(settlement)

    def _put_reading(self, fact: Fact, article: Article) -> None:
        public_id = Identity(article.record_space, article.record_id).public_id
        said = parts(article)
        fact = replace(fact, reading=content_hash(said))
        known = self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (public_id,)).fetchone()
        if known is None:
            shelf.put_current(self._connection, self._site, article, public_id, fact, before=None)
        history.note(self._connection, fact, public_id, article.layout)
        if self._is_anew:
            # As another program has kept it.
            self._connection.execute(
                "DELETE FROM readings WHERE article = ? AND content_hash = ?", (public_id, fact.reading)
            )
        history.keep(self._connection, public_id, fact.reading, said)
        self._touched.add(public_id)
        self._read[fact.capture] = article

    def _put_links(self, settlement: Settlement) -> None:
        """Add the articles that a list has and nobody saw in it."""
        links = [replace(one, again=False, changed=None, place=None) for one in settlement.discovered]
        articles = [one for one in links if one.kind == "article"]
        self._result.links += ledger.add(
            self._connection, self._site.name, articles, settlement.visit.url, settlement.at
        )

    def _tell_ledger(self, settlement: Settlement) -> None:
        """What the last capture of an address means now is the address's state."""
        row = self._connection.execute(
            "SELECT 1 FROM urls WHERE url = ? AND last_capture = ?",
            (settlement.visit.url, settlement.capture),
        ).fetchone()
        if row is None:
            return
        ledger.finish(self._connection, settlement)
        presence.put(self._connection, settlement)

    def finish(self) -> None:
        """Bring what hangs on the readings of this file up to them."""
        self._carry_over()
        for article in sorted(self._touched):
            self._bring_up(article)

    def _carry_over(self) -> None:
        """An answer "not modified" says what the page before it at the same address says."""
        connection = self._connection
        for url in self._urls:
            rows = connection.execute(
                """
                SELECT record_id, article FROM captures WHERE url = ? AND outcome = 'not-modified'
                """,
                (url,),
            ).fetchall()
            self._touched.update(row["article"] for row in rows if row["article"])
            connection.executemany(
                """
                UPDATE captures SET (article, reading, layout, memory) = (
                    SELECT coalesce(max(before.article), ''), coalesce(max(before.reading), ''),
                        coalesce(max(before.layout), ''), coalesce(max(before.memory), '')
                    FROM (
                        SELECT article, reading, layout, memory FROM captures AS earlier
                        WHERE earlier.url = captures.url AND earlier.outcome = 'article'
                            AND earlier.fetched_at <= captures.fetched_at
                        ORDER BY earlier.fetched_at DESC, earlier.record_id DESC LIMIT 1
                    ) AS before
                )
                WHERE record_id = ?
                """,
                [(row["record_id"],) for row in rows],
            )

    def _bring_up(self, article: str) -> None:
        """The row and the revisions of one article, from its captures."""
        connection = self._connection
        newest = connection.execute(
            """
            SELECT captures.*, (SELECT capture FROM articles WHERE id = :id) AS shown FROM captures
            WHERE article = :id AND outcome = 'article' ORDER BY fetched_at DESC, record_id DESC LIMIT 1
            """,
            {"id": article},
        ).fetchone()
        if newest is None:
            self._forget(article)
            return
        current = self._read.get(newest["record_id"])
        if current is None and newest["shown"] != newest["record_id"]:
            said = said_by(read_payload(self._folder, capture_from(newest)), self._site, self._memory)
            current = said if isinstance(said, Article) else None
        if current is not None:
            presence, url = connection.execute(
                "SELECT presence, url FROM articles WHERE id = ?", (article,)
            ).fetchone()
            fact = Fact(newest["fetched_at"], newest["record_id"], newest["reading"])
            shelf.put_current(connection, self._site, current, article, fact, before=url)
            connection.execute("UPDATE articles SET presence = ? WHERE id = ?", (presence, article))
        self._result.revisions += history.recompute(connection, article)
        connection.execute(
            """
            DELETE FROM readings WHERE article = :id
                AND content_hash NOT IN (SELECT reading FROM captures WHERE article = :id)
            """,
            {"id": article},
        )

    def _forget(self, article: str) -> None:
        """No capture says any more that there is such an article; the captures stay."""
        for table in ("images", "attachments", "aliases", "revisions", "readings"):
            self._connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article,))
