"""What a probe says of a site's lists: whether they link to articles, and whether they lead on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archiver.crawl.probe.values import Answer, Fact, Seen, Verdict
from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.listing import Links, read_listing
from archiver.extract.site import Listing, ListingKind, Site


def list_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """One fact for each list of a site, and one for what stands behind its first page."""
    for listing in site.listings:
        about = f"{listing.kind} {listing.url}"
        first = next(
            (one for one in seen.answers if one.listing == listing.url and not one.is_following), None
        )
        if first is None:
            detail = f"was not asked for ({seen.ending})" if seen.ending else "was not asked for"
            yield Fact(about=about, verdict=Verdict.UNKNOWN, detail=detail)
            continue
        links = links_of(site, listing, first)
        yield _first(listing, about, first, links)
        if links is not None and links.items and leads_on(listing):
            yield _second(site, listing, seen, first, links)


def leads_on(listing: Listing) -> bool:
    """Whether the file says how a list goes on."""
    return bool(listing.pages or listing.by_link or listing.postback)


def listed(site: Site, seen: Seen) -> Iterator[str]:
    """The articles that the lists link to."""
    for listing in site.listings:
        for answer in seen.answers:
            if answer.listing == listing.url and (links := links_of(site, listing, answer)) is not None:
                yield from links.articles


def links_of(site: Site, listing: Listing, answer: Answer, before: str = "") -> Links | None:
    """What a page of a list links to; `None` where it is none."""
    if answer.payload is None or answer.status != 200:
        return None
    page = listing.first if answer.is_following else None
    try:
        return read_listing(answer.payload, listing, site, kind=listing.kind, page=page, before=before)
    except (NotAnArticle, PayloadError):
        return None


def _first(listing: Listing, about: str, answer: Answer, links: Links | None) -> Fact:
    verdict, detail, proposal = Verdict.DRIFTED, answer.words, ""
    if answer.leads_to:
        proposal = f'url="{answer.leads_to}"'
    elif answer.is_refused or answer.is_forbidden:
        verdict = Verdict.BLOCKED
    elif links is None:
        detail = f"is no list: {answer.words}"
    elif links.nested:
        verdict, detail = Verdict.CONFIRMED, f"names {len(links.nested)} sitemaps"
    elif links.items:
        total = f" of {links.total}" if links.total else ""
        verdict, detail = Verdict.CONFIRMED, f"links to {len(links.items)}{total} articles"
    elif listing.kind is ListingKind.PAGE and listing.within:
        detail = f"links to no article of a known form within {listing.within!r}"
    else:
        detail = "links to no article of a known form"
    return Fact(about=about, verdict=verdict, detail=detail, proposal=proposal, capture=answer.capture)


def _second(site: Site, listing: Listing, seen: Seen, first: Answer, links: Links) -> Fact:
    """Whether the declared form of pagination gives another page with other articles."""
    about = f"pagination of {listing.url}"
    answer = next((one for one in seen.answers if one.listing == listing.url and one.is_following), None)
    mended = _other_way(site, listing, first)
    if answer is None:
        missing = links.following is None
        verdict = Verdict.DRIFTED if missing else Verdict.UNKNOWN
        detail = "the page leads to no next one" if missing else "the second page was not asked for"
        return Fact(
            about=about,
            verdict=verdict,
            detail=detail,
            proposal=mended if missing else "",
            capture=first.capture,
        )
    if answer.is_refused or answer.is_forbidden:
        return Fact(about=about, verdict=Verdict.BLOCKED, detail=answer.words, capture=answer.capture)
    second = links_of(site, listing, answer, before=links.signature)
    others = set(second.articles) - set(links.articles) if second is not None else set()
    if others:
        detail = f"the second page links to {len(others)} other articles"
        return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=answer.capture)
    if second is not None and second.no_results:
        detail = "the second page says that there is nothing more"
        return Fact(about=about, verdict=Verdict.UNKNOWN, detail=detail, capture=answer.capture)
    same = second is not None and second.items
    detail = "the second page repeats the first" if same else f"the second page is no list: {answer.words}"
    return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, proposal=mended, capture=answer.capture)


def _other_way(site: Site, listing: Listing, first: Answer) -> str:
    """Where the page's own link leads to a second page: how to say so in the file."""
    plain = replace(listing, pages="", by_link=True, postback=None, form=(), body="")
    links = links_of(site, plain, first)
    following = links.following if links is not None else None
    if following is None or following.form or following.body:
        return ""
    return _template(following.url) or "by_link=True"


def _template(url: str) -> str:
    """The addresses of further pages, where the number 2 stands in that of the second exactly once.

    >>> _template("https://mic.gov.vn/tin-tuc/trang-2.htm"), _template("https://mic.gov.vn/2/2")
    ('pages="https://mic.gov.vn/tin-tuc/trang-{page}.htm"', '')
    """
    parts = re.split(r"(?<!\d)2(?!\d)", url)
    return f'pages="{"{page}".join(parts)}"' if len(parts) == 2 else ""
