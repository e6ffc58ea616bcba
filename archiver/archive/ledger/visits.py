"""A visit to a URL, and what is to be stored of it: frozen values between the ledger and the crawl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archiver.archive.ledger.plan import Rank
from archiver.archive.ledger.schedule import UNEDITED, Edits, Presence
from archiver.archive.ledger.walk import Search
from archiver.records import Article, File

#: The kind of an address at which a file of an article lies.
ATTACHMENT = "attachment"
#: The outcome of a file that lies on a host of somebody else, and of a list that leads there.
OTHER_HOST = "other-host"
#: The outcome of an answer that names another address.
REDIRECT = "redirect"


class State(StrEnum):
    """What the ledger knows of a URL; every URL ever seen is in exactly one."""

    PENDING = "pending"
    LEASED = "leased"
    DONE = "done"
    GONE = "gone"
    BLOCKED = "blocked"
    FAILED = "failed"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a listing a page stands, and how its walk came there.

    `listing` is the address of the first page, `page` the number of this one, `form` what is sent to get
    it (URL-encoded or JSON; empty for a GET), `signature` what the page before it linked to. `quiet`,
    `treading` and `above` are of `archiver.archive.ledger.walk`; `search` is set where the page is opened by
    a search.
    """

    listing: str
    page: int = 0
    form: str = ""
    signature: str = ""
    quiet: int = 0
    treading: int = 0
    above: int | None = None
    search: Search | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One row of the ledger that is due: what to fetch, and what is known of it.

    `kind` is `article`, `ATTACHMENT` or a `ListingKind`. `published` is the article's time as far as it is
    known (ISO 8601, a day or more, empty if not); `etag` and `modified` are validators of the last full
    answer, `unmodified` counts the answers since that said nothing had changed. `edits` is how often the
    article and those of its site were found edited, `reading` the hash of what was read last (empty if
    nothing was). `is_first` is set where the address has never been visited.
    """

    url: str
    kind: str = "article"
    rank: Rank = Rank.FRESH
    tries: int = 0
    found_at: datetime | None = None
    missing_since: datetime | None = None
    published: str = ""
    etag: str = ""
    modified: str = ""
    unmodified: int = 0
    edits: Edits = UNEDITED
    reading: str = ""
    place: Place | None = None
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A URL that a visit has seen; `again` makes a known one due now.

    `record` is the public id of the article it means, empty for listings. `changed` is when the listing
    says it last changed: a known one is due again only if that is after its last visit.
    """

    url: str
    kind: str = "article"
    record: str = ""
    published: str = ""
    changed: datetime | None = None
    again: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A capture that could not be read, or a field that is doubtful.

    A `standing` one is written down again only when its words up to the first colon have changed.
    """

    url: str
    reason: str
    detail: str
    capture: str | None = None
    field: str = ""
    standing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What is to be stored of one visit.

    `capture` is empty where nothing could be fetched, and `detail` says why. `leads_to` is where a redirect
    points. `file` is what an attachment was found to be. `discovered` are links in page order; of a listing,
    `following` is the next page, `total` how many items it says it has, `can_be_opened` whether each of its
    pages has an address that stays. `presence` is said of what used to be at the URL, `None` for nothing to
    say. `rest_until` is when the portal wants to be asked again at the earliest.
    """

    visit: Visit
    state: State
    outcome: str
    at: datetime
    capture: str = ""
    detail: str = ""
    next_visit: datetime | None = None
    leads_to: str = ""
    article: Article | None = None
    file: File | None = None
    presence: Presence | None = None
    discovered: tuple[Discovered, ...] = ()
    following: Discovered | None = None
    signature: str = ""
    total: int | None = None
    can_be_opened: bool = False
    problems: tuple[Problem, ...] = ()
    etag: str = ""
    modified: str = ""
    rest_until: datetime | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there was an answer, and it is not what used to be at the address."""
        return self.presence in {Presence.SUSPECT, Presence.GONE} or self.state is State.GONE

    @property
    def is_usable(self) -> bool:
        """Whether the portal gave what it is asked for: a page, or word that it has not changed.

        Where a page leads is asked for at once, and tells by itself; not so where that was done just now.
        """
        is_followed = self.outcome == REDIRECT and self.visit.rank is not Rank.REQUESTED
        is_elsewhere = self.outcome == OTHER_HOST or (is_followed and self.visit.kind != ATTACHMENT)
        return self.state is State.DONE and not self.is_missing and not is_elsewhere
