"""What one run is asked to do beyond "all that is due". A frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class Rank(IntEnum):
    """Which of two due URLs is asked for first; the ledger's order."""

    REQUESTED = -1
    LISTING = 0
    FRESH = 1
    AGAIN = 2
    #: Older than `--since` of this run; a run without it takes them up again.
    HELD_BACK = 3
    #: Files of articles: after all pages, and only in a run that wants them.
    ATTACHMENT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The options of a run.

    `full` walks every listing to its end whatever is known; `since` walks back to that day (Viet Nam's)
    and leaves what is known to be older alone; `refresh` makes known articles due; `urls` are the only
    articles, or first pages of listings, to ask for; `attachments` asks for the files of articles too.
    `limit` is the most articles asked for, `pages` the most responses, `size` the most bytes of payload,
    `time` the longest the run may begin new requests; per site, `None` for no end.
    """

    full: bool = False
    since: date | None = None
    refresh: bool = False
    urls: tuple[str, ...] = ()
    attachments: bool = False
    limit: int | None = None
    pages: int | None = None
    size: int | None = None
    time: timedelta | None = None

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """What may be leased, in order. Where few articles are wanted, those known come before more lists."""
        if self.urls:
            return (Rank.REQUESTED,)
        last = (Rank.ATTACHMENT,) if self.attachments else ()
        if self.limit is None:
            return (Rank.LISTING, Rank.FRESH, Rank.AGAIN, *last)
        if self.refresh:
            return (Rank.FRESH, Rank.AGAIN, Rank.LISTING, *last)
        return (Rank.FRESH, Rank.LISTING, Rank.AGAIN, *last)

    @property
    def walks_back_to(self) -> str:
        """How far listings are walked: a day, or `0000` for their end; text order is time order."""
        return self.since.isoformat() if self.since else TO_THE_END

    def holds_back(self, published: str) -> bool:
        """Whether an article of that time (`2013-06-05…`, empty if unknown) is too old for this run."""
        return bool(published) and published[:10] < self.walks_back_to


TO_THE_END = "0000"
#: All that is due, nothing else.
USUAL = Plan()
