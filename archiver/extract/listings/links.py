"""What a listing links to: values only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """One item of a listing.

    `at` is the listing's own date of it (first published, else changed), `changed` when it says that it was
    last changed (`lastmod`, Atom's `updated`); both in Viet Nam's zone, `None` where it does not say.
    """

    url: str
    at: datetime | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Where the next page of a listing is: what to ask for, and its number.

    `form` are the fields to send with a `POST`, in order; `body` is JSON to send instead.
    """

    url: str
    page: int
    form: tuple[tuple[str, str], ...] = ()
    method: Literal["GET", "POST"] = "GET"
    body: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """What one page of a listing says, in its own order, each address once.

    `nested` are the sitemaps of a sitemap index. `following` is `None` where the listing ends: nothing is
    declared, nothing is listed, or the page leads to what was seen before. `total` is the number of items the
    listing says it has, `None` where it does not say. `no_results` means that the page says in words that
    there is nothing. `capped` means that items are missing: the page is as full as it can be and nothing
    follows, or an endpoint gave less than was asked for while there is more; `None` where the size of a
    page is not declared. `barren` counts the pages of a calendar without anything new, this one the last.
    """

    items: tuple[Link, ...] = ()
    nested: tuple[Link, ...] = ()
    following: Following | None = None
    total: int | None = None
    no_results: bool = False
    capped: bool | None = None
    barren: int = 0

    @property
    def articles(self) -> tuple[str, ...]:
        """The addresses of the items."""
        return tuple(item.url for item in self.items)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the nested sitemaps."""
        return tuple(item.url for item in self.nested)

    @property
    def signature(self) -> str:
        """A short hash, equal for two pages that link to the same articles in any order: how a loop is seen.

        In a calendar `+` and the count of barren pages follow.
        """
        content = hashlib.sha256("\n".join(sorted(self.articles)).encode()).hexdigest()[:16]
        return f"{content}+{self.barren}" if self.barren else content
