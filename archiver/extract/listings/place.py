"""Where a walk through a listing stands: the page at hand and what is known of those before. Values only."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of a walk.

    `url` is its address and `page` its number, `before` the signature of the page before it, `seen` the
    addresses that need no second visit. A calendar is walked from `today` (Viet Nam's day of the visit)
    back to `since`.
    """

    url: str
    page: int
    before: str = ""
    seen: Container[str] = frozenset()
    today: date | None = None
    since: date | None = None
