"""What a probe saw, and what it says of a site's file: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archiver.archive.ledger import outcomes
from archiver.archive.ledger.visits import State
from archiver.extract.memory import NONE, Memory
from archiver.extract.site import Layout
from archiver.records import Article, Payload

#: So much is told of an error of the network.
_LONGEST = 200
ARTICLE, ROBOTS = "article", "robots"
#: Outcomes of visits that robots.txt forbids, or that its failure does.
FORBIDDEN, UNAVAILABLE = outcomes.ROBOTS, outcomes.ROBOTS_UNAVAILABLE


class Verdict(StrEnum):
    """What a probe says of one fact."""

    CONFIRMED = "confirmed"
    DRIFTED = "drifted"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of a site's file: what it is about, what is said of it, and what was seen.

    `proposal` is the mended value as it stands in a site's file, empty where nothing is to be mended or
    nothing can be proposed. `capture` is the record id of a page that shows it.
    """

    about: str
    verdict: Verdict
    detail: str
    proposal: str = ""
    capture: str = ""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A layout as it must be today; `source` is its Python, `before` the name of the one it is made from."""

    layout: Layout
    before: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """How an archive knows an article: its page as a layout read it last, and what that says."""

    payload: Payload
    article: Article


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of one address.

    `kind` is `article`, `robots` or a `ListingKind`. `outcome` is the settlement's, empty for what was only
    kept; `status` is 0 where there was no answer. `listing` is the address of the listing that an answer is a
    page of, and `is_following` that it is not its first. `article` is what the page says now, `earlier` what
    the archive knows.
    """

    url: str
    kind: str
    state: State = State.DONE
    outcome: str = ""
    detail: str = ""
    status: int = 0
    leads_to: str = ""
    capture: str = ""
    payload: Payload | None = None
    listing: str = ""
    is_following: bool = False
    article: Article | None = None
    earlier: Earlier | None = None

    @property
    def is_refused(self) -> bool:
        """Whether the portal did not let us see: a refusal, a wall, no answer, a failing robots.txt."""
        if self.state is State.BLOCKED or self.outcome == UNAVAILABLE:
            return True
        return (
            self.status in {401, 403, 429, 451}
            or self.status >= 500
            or not (self.status or self.is_forbidden)
        )

    @property
    def is_forbidden(self) -> bool:
        """Whether robots.txt, or the guard, forbids to ask."""
        return self.state is State.EXCLUDED

    @property
    def words(self) -> str:
        """What came, in a few words."""
        if self.is_forbidden:
            return "robots.txt forbids it" if self.outcome == FORBIDDEN else self.detail
        if self.leads_to:
            return f"leads to {self.leads_to}"
        if self.state is State.BLOCKED:
            return f"refused: {self.detail or f'HTTP status {self.status}'}"
        if not self.status:
            return f"no answer ({self.detail[:_LONGEST]})"
        return self.detail or (self.outcome if self.status == 200 else f"HTTP status {self.status}")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """All that a probe saw of a portal at one time (`at` is aware).

    `ending` says why it ended before its work did, `memory` what the site repeats on its pages.
    """

    at: datetime
    answers: tuple[Answer, ...] = ()
    ending: str = ""
    memory: Memory = NONE

    def of(self, *kinds: str) -> tuple[Answer, ...]:
        """The answers of some kinds."""
        return tuple(answer for answer in self.answers if answer.kind in kinds)

    @property
    def articles(self) -> tuple[Answer, ...]:
        """The answers to articles."""
        return self.of(ARTICLE)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a probe says: facts in the order of a site's file, the layouts it mends, the line for the file.

    `verified` is empty where no page of the portal was read.
    """

    site: str
    at: datetime
    facts: tuple[Fact, ...]
    mended: tuple[Mended, ...] = field(default=())
    verified: str = ""
    ending: str = ""

    @property
    def exit_code(self) -> int:
        """0 nothing has drifted, 1 something has, 4 the portal did not let us see, 130 interrupted.

        >>> from datetime import UTC
        >>> facts = (Fact(about="host a", verdict=Verdict.BLOCKED, detail="HTTP status 403"),)
        >>> Report(site="mic", at=datetime(2026, 3, 6, tzinfo=UTC), facts=facts).exit_code
        4
        """
        verdicts = {fact.verdict for fact in self.facts}
        if self.ending == "shutdown":
            return 130
        if Verdict.DRIFTED in verdicts:
            return 1
        return 4 if Verdict.BLOCKED in verdicts else 0
