"""What a listing links to: values only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """One item of a listing.

    `at` is the listing's own date of it (first published, else changed), in Viet Nam's zone; `None`
    where it gives none.
    """

    url: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Where the next page of a listing is: what to ask for, and its number.

    `form` are the fields to send with a `POST`, in order.
    """

    url: str
    page: int
    form: tuple[tuple[str, str], ...] = ()
    method: Literal["GET", "POST"] = "GET"


@dataclass(frozen=True, slots=True)
class Links:
    """What one page of a listing says, in its own order, each address once.

    `nested` are the sitemaps of a sitemap index. `following` is `None` where the listing ends: nothing is
    declared, nothing is listed, or the page leads to what was seen before. `total` is the number of items the
    listing says it has, `None` where it does not say.
    """

    items: tuple[Link, ...] = ()
    nested: tuple[Link, ...] = ()
    following: Following | None = None
    total: int | None = None

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
        """A short hash, equal for two pages that link to the same articles: how a loop is seen."""
        return hashlib.sha256("\n".join(self.articles).encode()).hexdigest()[:16]
