"""What can be wrong with a portal, as one frozen value; and what a request is to the faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from archiver.demo.dice import Dice
from archiver.errors import UsageError

#: `lasting` for faults that never pass.
FOR_EVER = 1_000_000


class ListingFault(StrEnum):
    """What is wrong with the listing pages."""

    REPEAT = "repeat-last"  # past the end the last page comes again and again
    PAGE_ZERO = "page-zero"  # page 0 is page 1
    SELF_NEXT = "self-next"  # "next" leads to the page itself
    SHIFTING = "shifting"  # while a crawl reads them, new items come in on top
    SINKING = "sinking"  # while a crawl reads them, items on top are dropped (their pages live)
    UNORDERED = "unordered"  # items near each other change places at every request
    NO_RESULTS = "no-results"  # past the end a row like an item says that there is nothing


class RobotsFault(StrEnum):
    """What robots.txt is like."""

    DOWN = "robots-down"  # status 503
    CLOSED = "robots-closed"  # status 403
    BOM = "robots-bom"  # begins with a byte order mark
    DELAY = "robots-delay"  # asks for 2 s between two requests
    PATHS = "robots-paths"  # forbids paths with Vietnamese letters, percent-encoded or not
    PAGE = "robots-page"  # is the home page


@dataclass(frozen=True, kw_only=True)
class Faults:
    """The switches; all off by default.

    The numbers are shares of addresses (0 to 1): which ones follows from `seed`. An address that is
    stricken fails its first `lasting` requests, by each of its faults in turn, and then answers well.
    `overloaded` is the share of bursts of eight requests. Those from `gone` on strike articles only, those
    from `lost` on documents only;
    `slow`, `stub` and `wall` strike beside the others. `wait` is in seconds.
    """

    seed: int = 1
    lasting: int = 1
    wait: float = 2.0
    listing: ListingFault | None = None
    robots: RobotsFault | None = None
    pages_only: bool = False  # neither feed nor sitemap
    restless: bool = False  # tokens, counters and comments differ at each load
    validators: bool = False  # ETag and Last-Modified, and 304 where they match
    renewed: bool = False  # documents are made anew at each load
    stuck: bool = False  # ETag and Last-Modified never change, whatever the page says

    overloaded: float = 0.0  # 503
    slow: float = 0.0
    stub: float = 0.0  # the D1N cookie page, until it is asked for with the cookie
    wall: float = 0.0  # the same, for ever
    busy: float = 0.0  # 429 with Retry-After, in seconds or as a date
    abroad: float = 0.0  # 403 for readers in other countries
    torn: float = 0.0  # the body ends in the middle
    short: float = 0.0  # Content-Length says less than there is
    reset: float = 0.0  # the connection is reset in the middle of the body
    dribble: float = 0.0  # the body comes in small pieces
    empty: float = 0.0  # status 200, and nothing

    gone: float = 0.0  # 404 or 410
    soft: float = 0.0  # "Không tìm thấy", with status 200
    expired: float = 0.0  # the current headlines, with status 200
    home: float = 0.0  # a redirect to the first page
    loop: float = 0.0  # a redirect to a redirect that leads back
    away: float = 0.0  # a redirect to another host
    inside: float = 0.0  # a redirect to a private address
    bombs: float = 0.0  # a body that decodes to a thousand times its size

    lost: float = 0.0  # 404
    paged: float = 0.0  # a page under a document's name and type, with status 200
    moved: float = 0.0  # a redirect to the document under another name
    huge: float = 0.0  # more bytes than are ever fetched

    @classmethod
    def named(cls, names: str, seed: int = 1) -> Faults:
        """The faults that some words name, with their usual shares; as in `-a faults=busy,torn`.

        Raises:
            UsageError: a word names none.

        >>> Faults.named("busy,page-zero").busy, Faults.named("busy,page-zero").listing.value
        (0.1, 'page-zero')
        """
        chosen = cls(seed=seed)
        for name in filter(None, (word.strip() for word in names.split(","))):
            if name not in _NAMED:
                raise UsageError(f"no fault is called {name!r}; known: {', '.join(sorted(_NAMED))}.")
            chosen = replace(chosen, **_NAMED[name])  # type: ignore[arg-type]  # they are its own fields
        return chosen

    def strikes(self, path: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Which of some faults strike an address, in order."""
        return tuple(name for name in among if self.strikes_with(name, path))

    def strikes_with(self, name: str, path: str) -> bool:
        """Whether one fault strikes an address.

        >>> Faults(busy=1.0).strikes_with("busy", "/tin-tuc.htm"), Faults().strikes_with("busy", "/")
        (True, False)
        """
        share = float(getattr(self, name))
        return share > 0 and Dice(self.seed, name, path).roll(1_000_000) < share * 1_000_000


@dataclass(frozen=True)
class Asked:
    """One request as the faults see it.

    `headers` have small letters in their names. `times` is how often this address was asked for before,
    `serial` how many requests came before this one, `at` when it came (aware).
    """

    method: str
    path: str
    headers: Mapping[str, str]
    times: int
    serial: int
    at: datetime


def _named() -> dict[str, dict[str, object]]:
    words: dict[str, dict[str, object]] = {}
    for field in fields(Faults):
        if field.type == "float" and field.name != "wait":
            words[field.name] = {field.name: 0.1}
        elif field.type == "bool":
            words[field.name.replace("_", "-")] = {field.name: True}
    # A portal that is behind a cookie page is so at every address.
    words |= {"stub": {"stub": 1.0}, "wall": {"wall": 1.0}}
    words |= {fault.value: {"listing": fault} for fault in ListingFault}
    words |= {fault.value: {"robots": fault} for fault in RobotsFault}
    troubles = ("slow", "busy", "overloaded", "torn", "reset", "dribble", "empty", "soft", "away")
    words["hard-day"] = {"restless": True, "validators": True, **dict.fromkeys(troubles, 0.04)}
    return words


_NAMED = _named()
