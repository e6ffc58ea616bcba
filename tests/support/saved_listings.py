"""The saved listings under `tests/fixtures/<site>/listings`, each with the links a person counted on it.

`<slug>.html` (a page), `<slug>.xml` (a feed or sitemap) or `<slug>.txt` (an answer in JSON) is what came;
beside it lies `<slug>.json`:

- `url`, `fetched_at`, `synthetic`, `made_by`, and `content_type` where it was not HTML, as for saved pages;
- `listing`: the address of the listing as the site declares it; `page`: its number where it is a later one;
- `expected`: `items`, the articles it lists in its order, each with the listing's own time or `null`;
  `beside`, articles that side bars link to; `following`, the next page or `null`; `total` where it is said;
- `known_gap`: what is taken for an article where this page answers under an article's address, as portals do
  whose article is gone; refusing it then fails, so that the line goes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from saved_pages import FIXTURES, SITES

from archiver.extract.listing import Links, read_listing
from archiver.extract.site import Listing
from archiver.records import Payload

ENDINGS = (".html", ".xml", ".txt")


@dataclass(frozen=True)
class SavedListing:
    """One saved listing of the site that its folder is named after."""

    file: Path

    @property
    def folder(self) -> str:
        return self.file.parent.parent.name

    @cached_property
    def known(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads(self.file.with_suffix(".json").read_text("utf-8"))
        return known

    @property
    def listing(self) -> Listing:
        (found,) = (one for one in SITES[self.folder].listings if one.url == self.known["listing"])
        return found

    @property
    def links(self) -> Links:
        listing = self.listing
        payload = self.payload(self.known["url"])
        page = self.known.get("page")
        return read_listing(payload, listing, SITES[self.folder], kind=listing.kind, page=page)

    def payload(self, url: str) -> Payload:
        """What came, as the answer of an address."""
        return Payload(
            url=url,
            body=self.file.read_bytes(),
            content_type=self.known.get("content_type", "text/html; charset=utf-8"),
            fetched_at=datetime.fromisoformat(self.known["fetched_at"]),
        )

    def __str__(self) -> str:
        return f"{self.folder}-{self.file.stem}"


LISTINGS = tuple(
    SavedListing(file) for end in ENDINGS for file in sorted(FIXTURES.glob(f"*/listings/*{end}"))
)
