"""A new site out of a list and some articles: its file, and the fixtures that show it. All of it, or nothing.

The description itself is `archiver.extract.describing`; here the pages come from, and the files go to.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from archiver.crawl.one_page import Fetched, fetch_pages
from archiver.errors import ExtractionError, NetworkError, NotUnderstood, StorageError, UsageError
from archiver.extract.describing.further import (
    columns_of,
    nested_of,
    robots_of,
    sitemaps_of,
    with_column,
    with_sitemap,
)
from archiver.extract.describing.pagination import feeds_of
from archiver.extract.describing.portal import (
    Description,
    Named,
    Outline,
    described,
    outline,
    with_feed,
    with_second_page,
)
from archiver.extract.describing.templates import Reading
from archiver.extract.describing.wording import name_of_host
from archiver.extract.extract import extract
from archiver.extract.listing import read_listing
from archiver.extract.listings.addresses import resolve
from archiver.extract.site import ListingKind, Site, Verified
from archiver.publish.fixture import USUAL_TYPE, fixture_of, slug_of
from archiver.publish.new_site_words import docstring
from archiver.publish.site_file import site_source
from archiver.records import Payload, iso

#: So many pages show an era of a site; the tests of the project ask for them.
_OF_AN_ERA = 2
_LONGEST_FILE = 80
#: So many pages of the menu are looked at, whether they are lists.
_MOST_COLUMNS = 6
_MADE_BY = "archiver sites new; nobody has compared it with the page yet"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class NewSite:
    """A site ready to be written: `files` by their paths, those of fixtures relative to their folder."""

    description: Description
    source: str
    fixtures: Mapping[str, bytes]
    doubts: tuple[str, ...] = ()


def fetched_site(listing: str, articles: Sequence[str], named: Named, samples: int) -> NewSite:
    """Describe a portal from its own pages: the list, the articles, and some others that the list leads to.

    Raises:
        NetworkError: the list or one of the articles did not come.
        NotUnderstood: a page does not show what is needed.
    """
    came = _fetch([listing, *articles, robots_of(listing)])
    first, *rest = (_come(one) for one in came[:-1])
    found = outline(first, rest, named, is_checked=samples > 0)
    if not samples:
        return made_site(found, (), _verified(first, len(rest)))
    further = found.further(samples)
    found, pages = _with_lists(found, came[-1].payload, further)
    others = [page for url in further if (page := pages[url].payload) is not None]
    if missing := [pages[url] for url in further if pages[url].payload is None]:
        words = (
            f"{len(missing)} of {len(further)} articles did not come: {missing[0].url}: {missing[0].reason}"
        )
        found = replace(found, doubts=(*found.doubts, words))
    return made_site(found, others, _verified(first, len(rest) + len(others)))


def _fetch(urls: Sequence[str]) -> list[Fetched]:
    return [without_session(one) for one in fetch_pages(urls)]


def without_session(one: Fetched) -> Fetched:
    """What came, under an address that another visitor can use: some portals lead each one to its own."""
    if one.payload is None:
        return one
    url = resolve(one.payload.url, one.payload.url) or one.payload.url
    return replace(one, payload=replace(one.payload, url=url))


def _with_lists(
    found: Outline, robots: Payload | None, further: Sequence[str]
) -> tuple[Outline, dict[str, Fetched]]:
    """An outline whose second page was tried, with the portal's other lists; and all that came for it."""
    following = found.declared.links.following
    second = (following.url,) if following is not None and following.method == "GET" else ()
    feeds, maps, columns = feeds_of(found.listing, found.site), sitemaps_of(robots, found), columns_of(found)
    tried = columns[:_MOST_COLUMNS]
    came = {one.url: one for one in _fetch(list(dict.fromkeys((*second, *feeds, *maps, *tried, *further))))}
    for url in second:
        found = with_second_page(found, came[url].payload)
    for url in tried:
        if (column := came[url].payload) is not None:
            found = with_column(found, column)
    for url in feeds:
        if (feed := came[url].payload) is not None:
            found = with_feed(found, feed)
    for url in maps:
        if (sitemap := came[url].payload) is not None:
            parts = [one.payload for one in _fetch(nested_of(sitemap, found))]
            found = with_sitemap(found, sitemap, [part for part in parts if part is not None])
    if columns[_MOST_COLUMNS:]:
        rest = columns[_MOST_COLUMNS:]
        words = f"{len(rest)} more pages of the menu may be lists too, first {rest[0]}"
        found = replace(found, doubts=(*found.doubts, words))
    return found, came


def _verified(listing: Payload, articles: int) -> Verified:
    """What was seen on live pages, and when."""
    return Verified(on=_day(listing), how=f"archiver sites new read a list and {articles} articles")


def saved_site(listing: Payload, articles: Sequence[Payload], named: Named) -> NewSite:
    """Describe a portal from saved pages alone: nothing is fetched, and nothing is verified.

    Raises:
        NotUnderstood: a page does not show what is needed.
    """
    return made_site(outline(listing, articles, named), (), None)


def made_site(found: Outline, others: Sequence[Payload], verified: Verified | None) -> NewSite:
    """The site's file and its fixtures, checked against one another."""
    about, source = _fitting(described(found, others, verified, year=_day(found.listing)[:4]))
    site = about.site
    _check_source(site, source)
    shown = list(_shown(about.readings, site, len(found.given)))
    fixtures: dict[str, bytes] = {}
    for reading in shown:
        fixtures |= _page_files(reading, site, fixtures)
    gap = _gap(about)
    fixtures |= _listing_files(about, gap)
    doubts = (*about.doubts, *([f"the list is {gap}"] if gap else []), *_lacks(shown, site))
    return NewSite(description=about, source=source, fixtures=fixtures, doubts=doubts)


def _fitting(about: Description) -> tuple[Description, str]:
    """A description and its file, without the last of the further lists where it would be too long."""
    day = _day(about.listing)
    source = site_source(about.site, docstring(about, day))
    while len(source.splitlines()) > _LONGEST_FILE and len(about.site.listings) > 1:
        *kept, last = about.site.listings
        doubts = (*about.doubts, f"{last.url} is a list too: left out, the file would be too long")
        about = replace(about, site=replace(about.site, listings=tuple(kept)), doubts=doubts)
        source = site_source(about.site, docstring(about, day))
    return about, source


def draft(url: str, named: Named) -> Site:
    """A site as far as it is known before any page of it is."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return Site(
        name=named.site or name_of_host(host), ministry="", ministry_en="", hosts=(host,), articles=()
    )


def check_name(site: Site, known: Iterable[Site], *, over: bool) -> None:
    """Refuse a name that is no site's, is taken, or stands for a portal that has a file.

    Raises:
        UsageError: it cannot be used.
    """
    if not _NAME.fullmatch(site.name):
        raise UsageError(
            f"{site.name!r} cannot be a site's name; choose one of small letters and digits: --name NAME"
        )
    for other in known:
        if other.name == site.name and not over:
            raise UsageError(
                f"there is a site {site.name!r} already ({other.hosts[0]}). "
                "Choose another name (--name NAME), or write over it (--force)."
            )
        shared = set(other.hosts) & set(site.hosts)
        if other.name != site.name and shared:
            raise UsageError(
                f"{min(shared)} is described already: archiver sites show {other.name}. "
                f"To describe it anew: --name {other.name} --force"
            )


def write_site(new: NewSite, spiders: Path, fixtures: Path, *, over: bool = False) -> list[Path]:
    """Write the site's file and its fixtures; what was written. Where one cannot be, none is left behind.

    Raises:
        UsageError: one is there already, and `over` is not set.
        StorageError: one cannot be written.
    """
    name = new.description.site.name
    files = {fixtures / name / path: body for path, body in new.fixtures.items()}
    files[spiders / f"{name}.py"] = new.source.encode()
    for file in files:
        if file.exists() and not over:
            raise UsageError(f"{file} exists. Choose another name (--name NAME), or write over it (--force).")
    drafts = {file: file.with_name(f"{file.name}.new") for file in files}
    file = spiders
    try:
        for file, body in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            drafts[file].write_bytes(body)
        for file, draft in drafts.items():
            draft.replace(file)
    except OSError as error:
        for left in drafts.values():
            with suppress(OSError):
                left.unlink()
        raise StorageError(
            f"{file}: cannot be written ({error.strerror}). Run it in a folder of your own"
        ) from error
    return sorted(files)


def _come(one: Fetched) -> Payload:
    if one.payload is None:
        raise NetworkError(f"{one.url}: {one.reason}. See it in a browser, then pass the saved FILE.")
    return one.payload


def _day(payload: Payload) -> str:
    return (iso(payload.fetched_at) or "")[:10]


def _check_source(site: Site, source: str) -> None:
    """Run the file that was made: it must say exactly what was found, in so many lines at most."""
    space: dict[str, object] = {"__name__": f"spiders.{site.name}"}
    exec(compile(source, f"spiders/{site.name}.py", "exec"), space)
    if space["SITE"] != site or len(source.splitlines()) > _LONGEST_FILE:
        raise NotUnderstood(
            site.listings[0].url,
            f"what was found does not fit into a site's file of {_LONGEST_FILE} lines",
            "Give articles of one template only",
        )


def _era_of(reading: Reading, site: Site) -> str:
    return next((era.name for era in site.eras if era.layout == reading.article.layout), "")


def _shown(readings: Sequence[Reading], site: Site, given: int) -> Iterable[Reading]:
    """The pages to keep: those that were given, and others until each era has two."""
    counts: Counter[str] = Counter()
    for number, reading in enumerate(readings):
        era = _era_of(reading, site)
        if number < given or (era and counts[era] < _OF_AN_ERA):
            counts[era] += 1
            yield reading


def _lacks(shown: Sequence[Reading], site: Site) -> list[str]:
    counts = Counter(_era_of(reading, site) for reading in shown)
    return [
        f"the era {era.name} is shown by one page only, the tests ask for two. Add one: "
        f"archiver sites fixture URL --site {site.name}"
        for era in site.eras
        if counts[era.name] < _OF_AN_ERA
    ]


def _page_files(reading: Reading, site: Site, taken: Mapping[str, bytes]) -> dict[str, bytes]:
    """An article's page and its JSON, under a name that is not taken."""
    made = fixture_of(reading.payload, site)
    known = {name: value for name, value in made.known.items() if name != "review"}
    expected = known.pop("expected")
    if era := _era_of(reading, site):
        known["era"] = era
    known |= {"made_by": _MADE_BY, "expected": expected}
    slug, number = made.slug, 2
    while f"{slug}.html" in taken:
        slug, number = f"{made.slug}-{number}", number + 1
    return {f"{slug}.html": made.body, f"{slug}.json": _json(known)}


def _listing_files(about: Description, gap: str) -> dict[str, bytes]:
    """The list's page and the JSON of what it leads to, as `tests/support/saved_listings.py` reads them."""
    payload, site = about.listing, about.site
    listing = site.listings[0]
    links = read_listing(payload, listing, site, kind=listing.kind)
    known: dict[str, object] = {"url": payload.url, "fetched_at": iso(payload.fetched_at), "synthetic": False}
    if payload.content_type != USUAL_TYPE:
        known["content_type"] = payload.content_type
    known |= {"listing": listing.url, "made_by": _MADE_BY}
    items = [[one.url, iso(one.at)] for one in links.items]
    expected: dict[str, object] = {"items": items, "beside": [], "following": None}
    if links.following is not None:
        expected["following"] = links.following.url
    if links.total is not None:
        expected["total"] = links.total
    ending = ".html" if listing.kind is ListingKind.PAGE else ".xml"
    if gap:
        known["known_gap"] = gap
    slug = f"listings/{slug_of(payload.url)}"
    return {f"{slug}{ending}": payload.body, f"{slug}.json": _json(known | {"expected": expected})}


def _gap(about: Description) -> str:
    """What a list is taken for under an article's address, as portals answer whose article is gone."""
    links = about.declared.links.articles
    if about.declared.listing.kind is not ListingKind.PAGE or not links:
        return ""
    try:
        article = extract(replace(about.listing, url=links[0]), about.site)
    except ExtractionError:
        return ""
    return f"taken for an article: {article.title[:60]}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
