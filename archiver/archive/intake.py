"""What a crawl brings in: WARC first, fsync, then one transaction; several pages may share one.

Also what a crawl that died had brought in: captures whose rows were never written are settled
at the next start from their own bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from archiver.archive.notes import Began, Ended, Note, note_of, text_of
from archiver.archive.plan import USUAL, Plan
from archiver.archive.settle import settle
from archiver.archive.shelf import Gain
from archiver.archive.store import Store
from archiver.archive.visits import Settlement
from archiver.archive.warc import WarcWriter, read_exchange, recover
from archiver.extract.site import Site
from archiver.records import Capture, Exchange

_log = logging.getLogger("archiver")

#: As many pages as one fsync and one transaction may serve (measured: 1835 pages/s, 751 one by one).
BATCH = 32


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


class Intake:
    """The way of one site's captures into the archive, from the start of a crawl to its end."""

    def __init__(
        self,
        store: Store,
        site: Site,
        *,
        now: Callable[[], datetime],
        operator: str = "",
        plan: Plan = USUAL,
    ) -> None:
        self.store, self.site, self.plan, self.tally = store, site, plan, Tally()
        #: Why the crawl ended, in Scrapy's word; empty while it runs.
        self.ending = ""
        self._now = now
        self._recover()
        self._began: Began | None = Began(at=now(), plan=plan, released=store.taken(site.name))
        self._crawl = store.begin(site, self._began.at, plan)
        self._writer = WarcWriter(store.folder, site.name, now=now, operator=operator)
        self._captures: list[Capture] = []
        self._settlements: list[Settlement] = []

    @property
    def waiting(self) -> int:
        """How many visits are settled but not yet committed."""
        return len(self._settlements)

    def capture(self, exchange: Exchange) -> Capture:
        """Write a response to the WARC file; its row follows with the next commit."""
        capture = self._writer.append(exchange, self.store.earlier(exchange))
        self._captures.append(capture)
        self.tally.fetched += 1
        self.tally.received += capture.payload_length
        return capture

    def settle(self, settlement: Settlement) -> None:
        """Take the decision about one visit; it is carried out with the next commit."""
        self._settlements.append(settlement)
        if len(self._settlements) >= BATCH:
            self.commit()

    def commit(self) -> None:
        """Bytes to disk, then rows: all that was captured and settled so far."""
        if not self._captures and not self._settlements:
            return
        # With the bytes: what no response says must come back from the files alone.
        self._writer.note(text_of(note_of(self._captures, self._settlements, self._began)))
        self._began = None
        self._writer.sync()
        gain = self.store.commit(
            self.site, self._captures, self._settlements, self._writer.take_closed(), self.plan
        )
        self.tally.add(self._settlements, gain)
        self._captures, self._settlements = [], []

    def close(self, ending: str) -> None:
        """Commit what is left, finish the WARC file and the crawl's row."""
        self.ending = ending
        self.commit()
        self._judge()
        figures = {name: getattr(self.tally, name) for name in _FIGURES}
        at = self._now()
        if self._began is None:
            taken = self.store.taken(self.site.name)
            ended = Ended(at=at, ending=ending, figures=figures, released=taken)
            self._writer.note(text_of(Note(ended=ended)))
        self._writer.close()
        self.store.commit(self.site, (), (), self._writer.take_closed())
        self.store.end(self.site, self._crawl, at, ending, figures)

    def _judge(self) -> None:
        """Say once what a redesign did to many articles, and count no revisions for it."""
        judgement = self.store.judge(self.site.name)
        self.tally.new_revisions -= judgement.withdrawn
        self.tally.problems += judgement.alarms
        if judgement.alarms:
            _log.warning("redesign site=%s revisions_held_back=%d", self.site.name, judgement.withdrawn)

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
            visit, capture, read_exchange(self.store.folder, capture), self.site, since=self.plan.since
        )


_FIGURES = ("fetched", "new_articles", "new_revisions", "problems")
