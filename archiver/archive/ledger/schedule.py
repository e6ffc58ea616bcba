"""When a URL is visited again: pure functions of its age, of what was found and of what the portal asks.

Young articles are looked at often and old ones rarely: edits and removals happen in the first days.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

#: Waits before a URL that could not be fetched is tried again; after the last one it has failed, and is
#: tried once in `FAILED`: a portal that was away for weeks comes back.
RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=30),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)
FAILED = timedelta(days=30)
#: Waits before a portal that refuses is asked again; there is no last one.
BLOCKED_RETRIES = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
#: So many visits in a row that no answer came to are the fault of their host.
MOST_SILENCES = 3
#: How long a host that gives no answer is left alone, from one single attempt to the next.
HOST_RESTS = (timedelta(minutes=1), timedelta(minutes=30), timedelta(hours=6))
#: The ages at which an article is looked at again, then every half year.
AGES = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=30),
    timedelta(days=90),
)
HALF_A_YEAR = timedelta(days=182)
#: The ages at which a file is asked for again, then every half year: it is large and rarely changes.
FILE_AGES = (timedelta(days=7), timedelta(days=30), timedelta(days=90))
#: No wait is longer.
LONGEST = HALF_A_YEAR * 1.1
#: Waits before an address that answers "not here" is probed again; then every half year, because portals
#: put articles back.
PROBES = (timedelta(days=1), timedelta(days=3), timedelta(days=5), timedelta(days=7), timedelta(days=30))
#: A page that nobody can read is looked at again after this time: it may change, and so may the reader.
UNREADABLE = timedelta(days=30)
#: What robots.txt forbade is looked at again after this time, lists in each run: rules change.
FORBIDDEN = timedelta(days=7)
#: An article is gone when this many probes found nothing over at least this time.
GONE_PROBES = 3
GONE_AFTER = timedelta(days=14)
#: What a portal may ask for in Retry-After.
SHORTEST_REST, LONGEST_REST = timedelta(seconds=1), timedelta(days=1)
#: An answer "not modified" is believed so often in a row; then the page itself is asked for.
MOST_UNMODIFIED = 3


class Presence(StrEnum):
    """Whether an article is still where it was."""

    OK = "ok"
    SUSPECT = "suspect"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """How often an article was found edited when it was read again, and how often its site's articles were.

    `rereads` count full answers and "not modified" alike; those of the site are of its last crawls.
    """

    rereads: int = 0
    edits: int = 0
    site_rereads: int = 0
    site_edits: int = 0


#: Nothing is known of edits.
UNEDITED = Edits()
#: A visit that finds an edit once in ten times is in time; where more do, the next ones come sooner.
IN_TIME = 0.1
#: The site's share weighs as much as so many readings of the article itself.
SITE_WEIGHT = 4
#: No wait is a smaller part of the usual one: a page that changes at each load is not asked for without end.
SHORTEST_PART = 1 / 8


def edited_share(history: Edits) -> float:
    """How often a visit finds the article edited, from 0 to 1: its own past, drawn to what its site does.

    >>> edited_share(Edits(rereads=4, edits=4)), edited_share(Edits(site_rereads=200, site_edits=60))
    (0.5, 0.3)
    """
    usual = history.site_edits / history.site_rereads if history.site_rereads else 0.0
    weighed = SITE_WEIGHT * min(usual, 1.0)
    return min((history.edits + weighed) / (history.rereads + SITE_WEIGHT), 1.0)


def revisit(url: str, published: datetime, seen: datetime, history: Edits = UNEDITED) -> datetime:
    """When an article that was read at `seen` is due again: by its age, and sooner where edits are frequent.

    The address shifts the time by up to a tenth, so that what was found in one hour is not due in one.

    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> [(revisit("a", at, at + timedelta(days=age)) - at).days for age in (1, 7, 90)]
    [3, 31, 286]
    >>> often = Edits(rereads=6, edits=5)
    >>> [(revisit("a", at, at + timedelta(days=age), often) - at).days for age in (1, 7, 90)]
    [1, 11, 129]
    """
    age = max(seen - published, timedelta(0))
    wait = next((mark - age for mark in AGES if mark > age * 1.1), HALF_A_YEAR)
    part = min(1.0, max(SHORTEST_PART, IN_TIME / max(edited_share(history), IN_TIME)))
    return seen + wait * part * (1 + _share(url) / 10)


def revisit_file(url: str, found: datetime, seen: datetime) -> datetime:
    """When a file that was found first at `found` and fetched at `seen` is due again.

    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> [(revisit_file("a", at, at + timedelta(days=age)) - at).days for age in (0, 7, 90)]
    [7, 31, 286]
    """
    age = max(seen - found, timedelta(0))
    wait = next((mark - age for mark in FILE_AGES if mark > age * 1.1), HALF_A_YEAR)
    return seen + wait * (1 + _share(url) / 10)


def retry(tries: int, at: datetime, waits: tuple[timedelta, ...] = RETRIES) -> datetime:
    """When a URL is tried again that has failed `tries` times before this time."""
    return at + waits[min(tries, len(waits) - 1)]


def probe(url: str, tries: int, at: datetime) -> datetime:
    """When an address is looked at again that has shown nothing `tries` times before this time.

    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> [(probe("a", tries, at) - at).days for tries in (0, 4, 5, 50)]
    [1, 30, 196, 196]
    """
    return at + (PROBES[tries] if tries < len(PROBES) else HALF_A_YEAR * (1 + _share(url) / 10))


def presence(missing_since: datetime, tries: int, at: datetime) -> Presence:
    """What to think of an article that is not at its address at `at`, and was not `tries` times before.

    >>> first = datetime(2026, 3, 1, tzinfo=UTC)
    >>> presence(first, 0, first), presence(first, 3, first + timedelta(days=14))
    (<Presence.SUSPECT: 'suspect'>, <Presence.GONE: 'gone'>)
    """
    is_gone = tries + 1 >= GONE_PROBES and at - missing_since >= GONE_AFTER
    return Presence.GONE if is_gone else Presence.SUSPECT


def rest(retry_after: str, at: datetime) -> datetime | None:
    """Until when a portal wants to be left alone (RFC 9110, 10.2.3: seconds or a date); `None` if unsaid.

    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> rest("120", at).isoformat(), rest("Sun, 01 Mar 2026 00:00:30 GMT", at).isoformat(), rest("soon", at)
    ('2026-03-01T00:02:00+00:00', '2026-03-01T00:00:30+00:00', None)
    """
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]+", text):
        wait = timedelta(seconds=int(text)) if len(text) < 10 else LONGEST_REST
    else:
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - at
    return at + min(max(wait, SHORTEST_REST), LONGEST_REST)


def _share(url: str) -> float:
    """A number from 0 to 1 that every machine finds for an address."""
    return hashlib.sha256(url.encode()).digest()[0] / 255
