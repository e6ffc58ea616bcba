"""Saved pages for the tests: the bytes as they came, and beside them what they say, for a person to review.

A page lies in `<folder>/<site>/`, or in `<folder>/platforms/<platform>/` when no site has claimed it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archiver.errors import ExtractionError, NotAnArticle, StorageError, UsageError
from archiver.extract.extract import extract
from archiver.extract.site import Site
from archiver.records import Article, Payload, iso
from archiver.vietnamese.text import fold

#: Where the pages of no site go, and among them those of no platform.
PLATFORMS, NO_PLATFORM = "platforms", "none"
#: What the tests take for granted where a page's JSON does not say otherwise.
USUAL_TYPE = "text/html; charset=utf-8"
_REVIEW = "Compare every field with the page as a reader sees it, mend it, then delete this line."
#: Fields that say where a page is from; the tests know.
_GIVEN = frozenset({"site", "url", "found"})
#: Fields that are written down even when they are empty: portals fill them wrongly more often than not.
_ALWAYS = frozenset({"title", "lead", "byline", "source_line", "published_at", "published_text"})
_LONGEST_SLUG = 60
#: Names that Windows keeps for devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
_SITE_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Fixture:
    """One page to be saved: `folder` is relative to the folder of all fixtures."""

    folder: str
    slug: str
    body: bytes
    known: dict[str, object]


def slug_of(text: str) -> str:
    """A file name for a page, out of its address or of any words: small letters, digits and hyphens only.

    >>> slug_of("https://mic.gov.vn/T%E1%BA%ADp-hu%E1%BA%A5n-197157662.htm?x=1")
    'tap-huan-197157662'
    >>> slug_of("../../etc/passwd"), slug_of("https://mic.gov.vn/"), slug_of("https://a.vn/CON.html")
    ('passwd', 'trang', 'con-trang')
    """
    path = unquote(urlsplit(text).path).replace("\\", "/").rstrip("/")
    name = re.sub(r"\.[A-Za-z]{2,5}$", "", path.rsplit("/", 1)[-1])
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_SLUG].rstrip("-")
    if not plain:
        return "trang"
    return f"{plain}-trang" if _DEVICES.fullmatch(plain) else plain


def fixture_of(payload: Payload, site: Site | None, *, site_name: str = "", slug: str = "") -> Fixture:
    """A page with what it says today; `site` reads it, `site_name` is the folder of a site yet to be written.

    Raises:
        UsageError: `site_name` cannot be the name of a site.
    """
    if site_name and not _SITE_NAME.fullmatch(site_name):
        raise UsageError(
            f"{site_name!r} cannot be a site's name; expected small letters and digits, as in mic"
        )
    known, layout = _known(payload, site)
    folder = site_name or (site.name if site else f"{PLATFORMS}/{layout or NO_PLATFORM}")
    return Fixture(folder=folder, slug=slug_of(slug or payload.url), body=payload.body, known=known)


def write_fixture(fixture: Fixture, into: Path, *, over: bool = False) -> tuple[Path, Path]:
    """Write the page byte for byte and its JSON; the two files written.

    Raises:
        UsageError: one of them is there already, and `over` is not set.
        StorageError: they cannot be written.
    """
    page = into / fixture.folder / f"{fixture.slug}.html"
    known = page.with_suffix(".json")
    for file in (page, known):
        if file.exists() and not over:
            raise UsageError(
                f"{file} exists, and old fixtures stay: the archive still holds such pages. "
                "Choose another name (--slug NAME), or write over it (--force)."
            )
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(fixture.body)
        known.write_text(json.dumps(fixture.known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise StorageError(
            f"{page}: cannot be written ({error.strerror}). Choose another folder: --into DIR"
        ) from error
    return page, known


def _known(payload: Payload, site: Site | None) -> tuple[dict[str, object], str]:
    """The page's JSON, and the layout that it was read by."""
    known: dict[str, object] = {"url": payload.url, "fetched_at": iso(payload.fetched_at)}
    if payload.content_type != USUAL_TYPE:
        known["content_type"] = payload.content_type
    if payload.status != 200:
        known["status"] = payload.status
    known["review"] = _REVIEW
    try:
        article = extract(payload, site)
    except ExtractionError as error:
        known["expected_error"] = type(error).__name__
        if isinstance(error, NotAnArticle):
            known["reason"] = error.reason
        return known, ""
    if doubts := {name: how.doubt for name, how in article.found.items() if how.doubt}:
        known["doubts"] = doubts
    known["expected"] = _expected(article)
    return known, article.layout


def _expected(article: Article) -> dict[str, object]:
    fields = article.as_dict().items()
    return {name: value for name, value in fields if name not in _GIVEN and (value or name in _ALWAYS)}
