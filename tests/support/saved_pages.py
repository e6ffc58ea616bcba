"""The saved pages under `tests/fixtures`, each with what a person read on it.

`<site>/<slug>.html` are a site's pages, read with that site; `platforms/<platform>/<slug>.html` are pages of
portals that nobody has described, read without one. Beside each lies `<slug>.json`:

- `url`, `fetched_at`, and `content_type` where the header was not `text/html; charset=utf-8`; `status` where
  it was not 200;
- `synthetic`: the address is a real portal's, the page is not: made in its markup, with sentences of our own
  (so are all pages of `.example` hosts);
- `era`: the name of the era of its site that a page is from; without one it shows no template at all;
- `made_by`: the program that wrote it, until a person has compared it with the page and deleted the line;
- `expected`: the fields a reader sees, or `expected_error` with its `reason`;
- `doubts`: fields that must carry a doubt, with words of it;
- `traps`: the numbers of the faults of this field that the page shows (`tests/support/traps.py`);
- `known_gap`: why the page is not read rightly yet; reading it rightly then fails, so that the line goes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from archiver.crawl.sites import spiders
from archiver.extract.site import Site
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload

FIXTURES = Path(__file__).parents[1] / "fixtures"
PLATFORM_FOLDER = "platforms"
SITES: dict[str, Site] = {name: one.site for name, one in spiders().items() if not one.apart}


@dataclass(frozen=True)
class SavedPage:
    """One saved page; `folder` is its site's name or `platforms/<platform>`."""

    file: Path

    @property
    def folder(self) -> str:
        return self.file.parent.relative_to(FIXTURES).as_posix()

    @property
    def slug(self) -> str:
        return self.file.stem

    @cached_property
    def known(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads(self.file.with_suffix(".json").read_text("utf-8"))
        return known

    @cached_property
    def expected(self) -> dict[str, Any]:
        expected: dict[str, Any] = self.known.get("expected", {})
        return expected

    @property
    def site(self) -> Site | None:
        if self.folder.startswith(PLATFORM_FOLDER):
            return SITES[self.known["site"]] if "site" in self.known else None
        return SITES[self.folder]

    @property
    def payload(self) -> Payload:
        return Payload(
            url=self.known["url"],
            body=self.file.read_bytes(),
            content_type=self.known.get("content_type", "text/html; charset=utf-8"),
            fetched_at=datetime.fromisoformat(self.known["fetched_at"]),
            status=self.known.get("status", 200),
        )

    @cached_property
    def parsed(self) -> Page:
        return Page(html_text(self.payload), self.known["url"])

    def __str__(self) -> str:
        return f"{self.folder.removeprefix(PLATFORM_FOLDER + '/')}-{self.slug}"


def _pages(pattern: str) -> tuple[SavedPage, ...]:
    return tuple(SavedPage(file) for file in sorted(FIXTURES.glob(pattern)))


PLATFORM_PAGES = _pages(f"{PLATFORM_FOLDER}/*/*.html")
SITE_PAGES = tuple(page for page in _pages("*/*.html") if page.file.parent.name != PLATFORM_FOLDER)
PAGES = SITE_PAGES + PLATFORM_PAGES


def as_cases(pages: tuple[SavedPage, ...]) -> list[Any]:
    """The pages as parameters of a test; a page with a known gap must fail."""
    return [
        pytest.param(
            page,
            id=str(page),
            marks=[pytest.mark.xfail(reason=page.known["known_gap"], strict=True)]
            if "known_gap" in page.known
            else [],
        )
        for page in pages
    ]
