"""What a crawl brings in: WARC first, fsync, then one transaction; several pages may share one.

Also what a crawl that died had brought in: captures whose rows were never written are settled
at the next start from their own bytes.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime

from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import Settlement
from archiver.archive.memory.rereading import remember
from archiver.archive.replay.looks import in_place
from archiver.archive.shelf import Gain
from archiver.archive.store import Store
from archiver.archive.warc.files import WarcFile
from archiver.archive.warc.notes import Began, Ended, Note, note_of, text_of
from archiver.archive.warc.thread import WarcThread
from archiver.archive.warc.writer import WarcWriter, read_exchange, recover
from archiver.errors import StorageError
from archiver.extract.extract import extract
from archiver.extract.site import Site
from archiver.page.parsing import Parsed
from archiver.records import Article, Capture, Exchange, Payload, Receipt

_log = logging.getLogger("archiver")

#: As many pages as one fsync and one transaction may serve (measured: 1835 pages/s, 751 one by one).
BATCH = 32
#: A batch holds few more links than this (one sitemap may have 50,000, 16 MB of memory).
_MOST_LINKS = 20_000
#: So many batches may wait for the disk before the crawl waits for it.
_MOST_BATCHES = 2
#: A response of more bytes is written before the crawl goes on, so that few of them are held.
_LARGE = 1_000_000


@dataclass
class Tally:
    """The figures of one crawl, as they grow."""

    fetched: int = 0
    received: int = 0
    done: int = 0
    usable: int = 0
    known: int = 0
    new_articles: int = 0
    new_revisions: int = 0
    problems: int = 0
    recovered: int = 0
    files: int = 0

    @property
    def fruitless(self) -> bool:
        """Whether URLs were visited and not one answered with something usable."""
        return self.done > 0 and not self.usable

    def add(self, settlements: Sequence[Settlement], gain: Gain) -> None:
        """Count what a commit added."""
        self.done += len(settlements)
        self.usable += sum(1 for one in settlements if one.is_usable)
        self.known += max(0, sum(len(one.discovered) for one in settlements) - gain.urls)
        self.new_articles += gain.articles
        self.new_revisions += gain.revisions
        self.problems += gain.problems
        self.files += gain.files


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one fsync and one transaction serve; `files` is there when its bytes are on the disk."""

    captures: dict[str, Future[Capture]]
    settlements: list[Settlement]
    files: Future[tuple[WarcFile, ...]]


class Intake:
    """The way of one site's captures into the archive, from the start of a crawl to its end.

    What a crawl that died has left is settled first. Then, unless somebody `trusts_clock`:

    Raises:
        ClockBehind: the clock is hours before the last crawl.
    """

    def __init__(
        self,
        store: Store,
        site: Site,
        *,
        now: Callable[[], datetime],
        operator: str = "",
        plan: Plan = USUAL,
        trusts_clock: bool = False,
    ) -> None:
        self.store, self.site, self.plan, self.tally = store, site, plan, Tally()
        #: Why the crawl ended, in Scrapy's word; empty while it runs.
        self.ending = ""
        self._now = now
        self._memory = store.memory(site.name)
        self._recover()
        if not trusts_clock:
            store.require_clock(site.name, now())
        began = Began(at=now(), plan=plan, released=store.taken(site.name))
        self._crawl = store.begin(site, began.at, plan)
        opening = text_of(Note(began=began))
        writer = WarcWriter(store.folder, site.name, now=now, operator=operator, opening=opening)
        self._warc = WarcThread(writer)
        self._captures: dict[str, Future[Capture]] = {}
        self._settlements: list[Settlement] = []
        self._links = 0
        self._is_noted = False
        self._batches: deque[_Batch] = deque()
        self._lost: set[str] = set()
        self._is_told = False

    @property
    def waiting(self) -> int:
        """How many visits are settled but not yet committed."""
        return len(self._settlements) + sum(len(batch.settlements) for batch in self._batches)

    def capture(self, exchange: Exchange, *, is_first: bool = False) -> Receipt:
        """Have a response written to the WARC file; its row follows with a later commit.

        `is_first` says that the address was never visited: nothing it gave before need be looked for.

        Raises:
            StorageError: what came before it cannot be kept.
        """
        if self._warc.error is not None:
            raise self._warc.error
        record_id, capture = self._warc.append(exchange, None if is_first else self.store.earlier(exchange))
        self._captures[record_id] = capture
        if len(exchange.body) > _LARGE:
            wait([capture])
        self.tally.fetched += 1
        self.tally.received += len(exchange.body)
        return Receipt(record_id=record_id, fetched_at=exchange.fetched_at, status=exchange.status)

    def settle(self, settlement: Settlement) -> None:
        """Take the decision about one visit; it is carried out with a later commit."""
        self._settlements.append(settlement)
        self._links += len(settlement.discovered)
        if len(self._settlements) >= BATCH or self._links >= _MOST_LINKS:
            self._hand_over()
        self._store_synced()
        self._tell()

    def go_on(self) -> None:
        """Store what lies on the disk, and see to it that the rest will: waits for neither."""
        self._store_synced()
        self._hand_over()
        self._tell()

    def commit(self) -> None:
        """Bytes to disk, then rows: all that was captured and settled so far."""
        self._hand_over()
        self._store_synced(most=0)
        self._tell()

    def close(self, ending: str) -> None:
        """Commit what is left, finish the WARC file and the crawl's row."""
        self.ending = ending
        note, at = "", self._now()
        try:
            self._hand_over()
            self._store_synced(most=0)
            self._remember()
            self._judge()
            figures = {name: getattr(self.tally, name) for name in _FIGURES}
            if self._is_noted:
                taken = self.store.taken(self.site.name)
                note = text_of(Note(ended=Ended(at=at, ending=ending, figures=figures, released=taken)))
        finally:
            files = self._warc.close(note)
        self.store.commit(self.site, (), (), files)
        self.store.end(self.site, self._crawl, at, ending, figures)
        self._tell()

    def read(self, payload: Payload | Parsed, site: Site) -> Article:
        """Read a page without what its site repeats, as far as that was known when the crawl began.

        Raises:
            NotAnArticle: the page is something else.
            PayloadError: the bytes are no page.
        """
        return extract(payload, site, self._memory)

    def _remember(self) -> None:
        """Learn what the site repeats on its pages, and take it out of what was read before that."""
        site = self.site
        found = remember(
            self.store, site, in_place(self.store.folder, {site.name: site}), self._tell_rereading
        )
        self.tally.new_revisions += found.revisions
        self.tally.problems += found.alarms
        for sentence in found.damage:
            _log.error("damage site=%s %s", site.name, sentence)

    def _tell_rereading(self, blocks: int, captures: int) -> None:
        _log.warning("memory site=%s blocks=%d captures_to_read_again=%d", self.site.name, blocks, captures)

    def _judge(self) -> None:
        """Say once what a redesign did to many articles, and count no revisions for it."""
        judgement = self.store.judge(self.site.name)
        self.tally.new_revisions -= judgement.withdrawn
        self.tally.problems += judgement.alarms
        if judgement.alarms:
            _log.warning("redesign site=%s revisions_held_back=%d", self.site.name, judgement.withdrawn)

    def _hand_over(self) -> None:
        """Make a batch of what has come, and have its bytes brought to the disk."""
        if not self._captures and not self._settlements:
            return
        # With the bytes: what no response says must come back from the files alone.
        note = text_of(note_of(self._captures, self._settlements))
        batch = _Batch(self._captures, self._settlements, self._warc.sync(note))
        self._batches.append(batch)
        self._captures, self._settlements, self._links, self._is_noted = {}, [], 0, True

    def _store_synced(self, most: int = _MOST_BATCHES) -> None:
        """Store the batches that lie on the disk; wait for the oldest while there are more than `most`."""
        while self._batches and (len(self._batches) > most or self._batches[0].files.done()):
            try:
                self._store(self._batches[0])
            except StorageError:
                self._take_back()
                raise
            self._batches.popleft()

    def _tell(self) -> None:
        """Say once that responses could not be written; all others are stored."""
        if self._lost and not self._is_told:
            self._is_told = True
            assert self._warc.error is not None
            raise self._warc.error

    def _store(self, batch: _Batch) -> None:
        """Rows for one batch; a visit whose response could not be written is not settled."""
        files = batch.files.result()
        self._lost |= {record_id for record_id, capture in batch.captures.items() if capture.exception()}
        captures = [one.result() for record_id, one in batch.captures.items() if record_id not in self._lost]
        settlements = [one for one in batch.settlements if one.capture not in self._lost]
        self.tally.add(settlements, self.store.commit(self.site, captures, settlements, files, self.plan))

    def _take_back(self) -> None:
        """Leave what could not be stored to the next commit."""
        batches, self._batches = [*self._batches], deque()
        for batch in reversed(batches):
            self._captures = batch.captures | self._captures
            self._settlements = batch.settlements + self._settlements

    def _recover(self) -> None:
        """Finish what a crawl that died left behind: torn tails, captures without rows."""
        site = self.site.name
        unclosed = self.store.unclosed(site)
        found = recover(self.store.folder, self.store.end_of, site=site, unclosed=unclosed)
        if not found.files:
            return
        settlements = [one for one in map(self._late, found.orphans) if one is not None]
        self.store.commit(self.site, found.orphans, settlements, found.files)
        self.tally.recovered = len(found.orphans)
        _log.warning(
            "recovered site=%s captures=%d files=%d torn=%s",
            site,
            len(found.orphans),
            len(found.files),
            ",".join(found.torn) or "none",
        )
        for sentence in found.damage:
            _log.error("damage site=%s %s", site, sentence)

    def _late(self, capture: Capture) -> Settlement | None:
        visit = self.store.find(capture.url)
        if visit is None:
            return None
        return settle(
            visit,
            capture,
            read_exchange(self.store.folder, capture),
            self.site,
            since=self.plan.since,
            read=self.read,
        )


_FIGURES = ("fetched", "new_articles", "new_revisions", "problems")
