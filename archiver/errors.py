"""Every error the program raises on purpose.

A message says where (file, URL, site), what was found, what was expected and what to run next.

::

    ArchiverError
    ├── UsageError             the caller asked for something that cannot be done     exit code 2
    │   └── UnknownSite        no site file has that name
    ├── StorageError           the archive cannot be read or written                  exit code 3
    │   ├── ArchiveLocked      another process writes to it
    │   ├── ClockBehind        this machine's clock is hours before what is stored already
    │   └── CaptureDamaged     the bytes on disk are not the bytes that were captured
    ├── NetworkError           nothing could be fetched                               exit code 4
    │   └── TooLarge           an answer is longer than is ever read
    └── ExtractionError        what a page says cannot be read
        ├── PayloadError       the bytes are not a page (too large, cut off, undecodable)
        ├── LayoutChanged      a selector found the wrong number of nodes
        ├── NotAnArticle       the page is something else; `reason` names it
        └── NotUnderstood      a portal's pages do not show what its site file must say
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


class ArchiverError(Exception):
    """The root of every error of this program; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(ArchiverError):
    """The caller asked for something that cannot be done."""

    exit_code = 2


class UnknownSite(UsageError):
    """No site file has that name."""

    def __init__(self, name: str, known: tuple[str, ...], nearest: str | None) -> None:
        hint = f"did you mean {nearest!r}?" if nearest else f"known sites: {', '.join(known)}."
        super().__init__(f"no site is called {name!r}; {hint} List them: archiver sites list")
        self.name, self.known, self.nearest = name, known, nearest


class StorageError(ArchiverError):
    """The archive cannot be read or written."""

    exit_code = 3


class ArchiveLocked(StorageError):
    """Another process writes to the archive."""


class ClockBehind(StorageError):
    """The clock is hours before what is stored already: captures would get times that never were."""

    def __init__(self, folder: Path, site: str, now: datetime, stored: datetime) -> None:
        super().__init__(
            f"{folder}: this machine's clock says {now:%Y-%m-%d %H:%M} UTC, but the last crawl of {site} "
            f"was at {stored:%Y-%m-%d %H:%M} UTC. Nothing was asked for: captures would get a wrong time. "
            "Set the clock; if it is right, and was wrong at the last crawl: archiver crawl --trust-clock"
        )
        self.site, self.now, self.stored = site, now, stored


class CaptureDamaged(StorageError):
    """The bytes on disk are not the bytes that were captured."""


class NetworkError(ArchiverError):
    """Nothing could be fetched."""

    exit_code = 4


class TooLarge(NetworkError):
    """An answer is longer than is ever read."""


class ExtractionError(ArchiverError):
    """What a page says cannot be read."""


class PayloadError(ExtractionError):
    """The bytes are not a page: too large, cut off, or in no known encoding."""


class LayoutChanged(ExtractionError):
    """A selector found the wrong number of nodes."""

    def __init__(self, url: str, selector: str, found: int) -> None:
        super().__init__(
            f"{url}: {selector!r} found {found} nodes, expected exactly 1. "
            f"Save the page: archiver sites fixture {url}"
        )
        self.url, self.selector, self.found = url, selector, found


class NotAnArticle(ExtractionError):
    """The page is something else; `reason` is a word of `archiver.records.Reason`."""

    def __init__(self, url: str, reason: str, detail: str) -> None:
        super().__init__(f"{url}: not an article ({reason}): {detail}")
        self.url, self.reason, self.detail = url, reason, detail


class NotUnderstood(ExtractionError):
    """A portal's pages do not show what its site file must say."""

    def __init__(self, url: str, found: str, remedy: str) -> None:
        super().__init__(f"{url}: {found}. {remedy}.")
        self.url, self.found, self.remedy = url, found, remedy
