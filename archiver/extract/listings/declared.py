"""How a site's file declares a listing. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class ListingKind(StrEnum):
    """What a listing is made of."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page, feed or sitemap that links to articles.

    `pages` is the address of its further pages with `{page}` where the number stands, counted from
    `first`; empty where there is one page only. `within` narrows a page to the part that lists.
    """

    url: str
    kind: ListingKind = ListingKind.PAGE
    pages: str = ""
    first: int = 2
    within: str = ""
    every: timedelta = timedelta(hours=1)
