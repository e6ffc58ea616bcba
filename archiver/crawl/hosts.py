"""Which hosts of a site give no answer: after three visits in vain a host rests, and the others go on.

A visit in vain costs a minute (`DOWNLOAD_TIMEOUT`). A host that has been silent is tried again, with one
visit, after a minute, half an hour, then every six hours; one that was silent in an earlier run, at once.
What is under way to it at that moment is given up (`archiver.crawl.handler`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from archiver.archive.ledger.outcomes import host_of, host_silent
from archiver.archive.ledger.schedule import HOST_RESTS, MOST_SILENCES, RETRIES, retry
from archiver.archive.ledger.settle import UNRENDERED, unreachable
from archiver.archive.ledger.visits import Settlement, Visit


class Hosts:
    """The hosts of one site during one run; `before` are those that were silent before it."""

    def __init__(self, before: Collection[str] = ()) -> None:
        self._silences = Counter(dict.fromkeys(before, MOST_SILENCES))
        self._until: dict[str, datetime] = {}
        self._waiting: dict[str, list[Callable[[], object]]] = {}

    @property
    def silent(self) -> tuple[str, ...]:
        """The hosts that give no answer in this run."""
        return tuple(sorted(self._until))

    def resting(self, now: datetime) -> dict[str, datetime]:
        """The hosts that are left alone now, and until when."""
        return {host: until for host, until in self._until.items() if until > now}

    @contextmanager
    def on_silence(self, host: str, give_up: Callable[[], object]) -> Iterator[None]:
        """Have something given up if the host is found to be silent while the block runs."""
        waiting = self._waiting.setdefault(host, [])
        waiting.append(give_up)
        try:
            yield
        finally:
            waiting.remove(give_up)

    def answered(self, url: str) -> None:
        """A host has answered: it is there."""
        if self._silences:
            host = host_of(url)
            self._silences.pop(host, None)
            self._until.pop(host, None)

    def unanswered(self, visit: Visit, at: datetime, reason: str, detail: str) -> Settlement:
        """What it means that a visit got no answer: its own fault, or that its host is silent."""
        until = self.missed(host_of(visit.url), at)
        return host_silent(visit, at, detail, until) if until else unreachable(visit, at, reason, detail)

    def unrendered(self, visit: Visit, at: datetime, host: str, detail: str) -> Settlement:
        """What it means that no browser has made a page: its own fault, or that a host it needs is silent."""
        until = self.resting(at).get(host)
        if until is None:
            return unreachable(visit, at, UNRENDERED, f"{host}: {detail}")
        if host == host_of(visit.url):
            return host_silent(visit, at, detail, until)
        # Later and later, as it costs the page's own host a visit; but it does not fail.
        patient = replace(visit, tries=min(visit.tries, len(RETRIES) - 1))
        waits = unreachable(patient, at, UNRENDERED, f"{host}: {detail}")
        (told,) = host_silent(
            replace(visit, url=f"{urlsplit(visit.url).scheme}://{host}/"), at, detail
        ).problems
        due = max(until, retry(patient.tries, at))
        return replace(waits, visit=visit, next_visit=due, problems=(*waits.problems, told))

    def missed(self, host: str, at: datetime) -> datetime | None:
        """A host was asked and has given no answer; until when it rests, `None` for not at all."""
        until = self._until.get(host)
        # What was on its way already says nothing that is not known.
        if until is None or at >= until:
            self._silences[host] += 1
            beyond = self._silences[host] - MOST_SILENCES
            if beyond < 0:
                return None
            until = self._until[host] = retry(beyond, at, HOST_RESTS)
            for give_up in self._waiting.get(host, ()):
                give_up()
        return until
