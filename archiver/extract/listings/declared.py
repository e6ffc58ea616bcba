"""How a site's file declares a listing. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from archiver.extract.sources import Source


class ListingKind(StrEnum):
    """What a listing is made of."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    JSON = "json"


@dataclass(frozen=True, kw_only=True)
class Postback:
    """What ASP.NET's `__doPostBack` is called with to get a page of a grid; `argument` may hold `{page}`."""

    target: str
    argument: str = "Page${page}"


@dataclass(frozen=True, kw_only=True)
class JsonFields:
    """Where a JSON answer keeps what a listing says: names joined by dots (`data.items`), `""` for the root.

    `items` is the list of items, or one text of HTML. `link` is the field of an item with its address, or an
    address with fields of the item in braces (`/tin/{slug}-{id}.htm`).
    """

    items: str = ""
    link: str = "url"
    date: str = ""
    total: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page, feed, sitemap or JSON endpoint that links to articles.

    `pages` is the address of its further pages with `{page}` where the number stands, counted from `first`;
    or with `{offset}`, how many items of `size` each come before; `{zone}` is the value of the element
    `zone` on the page. With `{day}`, `{month}` or `{year}` it is an archive walked back from the day of
    the visit until `patience` units in a row hold nothing new; `{page}` then counts within a unit, from
    `first` - 1. `form` is posted to `pages`, and to `url` where that is the same address; `body` is posted
    instead of a form (JSON); both may hold the same blanks. `headers` go with every request.
    Without `pages`, `by_link` follows the page's own link to the next one, and `postback` names the control
    of an ASP.NET pager that has no such link.

    `fragments` means that the further pages are parts of a page, which end with an empty answer (so do all
    that have a `{zone}`); of other pages an empty answer is an error.

    A run leaves it alone for `every` after a visit. `within` narrows a page to the part that lists,
    `total` to what prints the number of all items. `size` is the most items one page can hold, 0 where
    that is not known. `json` is for the kind of that name. `source` is where the address is known from.
    """

    url: str
    kind: ListingKind = ListingKind.PAGE
    pages: str = ""
    first: int = 2
    within: str = ""
    every: timedelta = timedelta(0)
    size: int = 0
    form: tuple[tuple[str, str], ...] = ()
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    by_link: bool = False
    postback: Postback | None = None
    fragments: bool = False
    zone: str = "#hdZoneId"
    patience: int = 31
    total: str = ""
    json: JsonFields = JsonFields()
    source: Source = Source.GENERAL

    def __post_init__(self) -> None:
        """Refuse what cannot be walked.

        Raises:
            ValueError: `pages` counts by offset without a size.
        """
        if "{offset}" in self.pages + self.body + "".join(value for _, value in self.form) and not self.size:
            raise ValueError(f"{self.url}: {{offset}} needs the size of a page")
