"""A portal as its site file will describe it, out of one list and some articles. Pure.

In two steps, because the list says which articles to look at next: `outline`, then `described`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from urllib.parse import urlsplit

from archiver.errors import NotAnArticle, NotUnderstood, PayloadError
from archiver.extract.describing.addresses import forms_of
from archiver.extract.describing.pagination import Declared, declared, kind_of
from archiver.extract.describing.templates import Reading, templates_of
from archiver.extract.describing.wording import date_form, least_a_week, name_of_host, own_names, registered
from archiver.extract.extract import extract
from archiver.extract.fields.metadata import read_metadata
from archiver.extract.listing import read_listing
from archiver.extract.listings.addresses import resolve
from archiver.extract.listings.pages import base_of
from archiver.extract.site import ArticleUrl, Listing, ListingKind, Site, Source, Verified, recognise
from archiver.page.page import Page, text_of
from archiver.page.payload import html_text
from archiver.records import Payload

#: So many of the pages looked at must be articles; else the form of address takes in something else.
_ARTICLES = 0.7
_SAID = 3
_HEADLINE_WORDS = 6
_DELAY = 2.0


@dataclass(frozen=True, kw_only=True)
class Named:
    """What only people know of a portal; empty where they did not say."""

    site: str = ""
    ministry: str = ""
    ministry_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What list and examples say of a portal; `doubts` are for people, in words."""

    site: Site
    listing: Payload
    given: tuple[Reading, ...]
    declared: Declared
    doubts: tuple[str, ...] = ()

    def further(self, most: int) -> tuple[str, ...]:
        """Other articles that the list leads to, from its top, of each form of address in turn."""
        known = {recognise(one.payload.url, self.site) for one in self.given}
        by_form: dict[int, list[str]] = {}
        for item in self.declared.links.items:
            # A print view has the number of its article.
            if (article := recognise(item.url, self.site)) not in known:
                known.add(article)
                by_form.setdefault(_form_number(item.url, self.site), []).append(item.url)
        turns = zip_longest(*(by_form[number] for number in sorted(by_form)))
        return tuple(url for turn in turns for url in turn if url is not None)[:most]


@dataclass(frozen=True, kw_only=True)
class Description:
    """A portal described: its site, how each page is read with it, and what could not be had."""

    site: Site
    declared: Declared
    listing: Payload
    readings: tuple[Reading, ...]
    refused: tuple[NotAnArticle, ...] = ()
    date_forms: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def outline(
    listing: Payload, articles: Sequence[Payload], named: Named, *, is_checked: bool = False
) -> Outline:
    """The hosts of a portal, the forms of its addresses and how its list goes on.

    `is_checked` means that pages of each form will be looked at, so that one without an example may be tried.

    Raises:
        NotUnderstood: a page is not what it was given for, or the list does not lead to such articles.
        ExtractionError: a page cannot be read at all.
    """
    hosts = _hosts(listing, articles)
    given = tuple(_reading(payload) for payload in articles)
    links = links_of(listing, hosts)
    forms = forms_of([one.url for one in articles], links, listing=listing.url, guess=is_checked)
    names = own_names([(one.article.title, read_metadata(one.page)) for one in given])
    said = named.ministry or (names[0] if names else hosts[0])
    site = Site(
        name=named.site or name_of_host(hosts[0]),
        ministry=said,
        ministry_en=named.ministry_en or hosts[0],
        hosts=hosts,
        names=tuple(one for one in names if one != said),
        articles=forms,
        delay=_DELAY,
    )
    found = declared(listing, site, Source.HTML)
    shown = {recognise(item.url, site) for item in found.links.items}
    doubts = [found.how] if found.links.following is None and found.listing.kind is ListingKind.PAGE else []
    if shown and not any(recognise(one.url, site) in shown for one in articles):
        doubts.append("the list shows none of the articles given, only others whose addresses look alike")
    return Outline(
        site=replace(site, listings=(found.listing,)),
        listing=listing,
        given=given,
        declared=found,
        doubts=(*doubts, *_unmatched(links, site)),
    )


def with_second_page(found: Outline, payload: Payload | None) -> Outline:
    """An outline whose way to further pages was tried: without it where the second page shows no article."""
    following = found.declared.links.following
    if following is None or following.method != "GET":
        return found
    (listing,) = found.site.listings
    before = found.declared.links.signature
    try:
        links = payload and read_listing(
            payload, listing, found.site, kind=listing.kind, page=following.page, before=before
        )
    except (NotAnArticle, PayloadError):
        links = None
    if links and links.items and links.signature != before:
        return found
    plain = Listing(url=listing.url, kind=listing.kind, source=listing.source)
    doubt = f"the second page ({following.url}) shows no other articles: only the first one is read"
    declared_plain = replace(found.declared, listing=plain, how=doubt)
    site = replace(found.site, listings=(plain,))
    return replace(found, site=site, declared=declared_plain, doubts=(*found.doubts, doubt))


def with_feed(found: Outline, payload: Payload) -> Outline:
    """An outline with a feed that the list names, where it leads to articles of the site."""
    listing = Listing(url=payload.url, kind=ListingKind.FEED, source=Source.HTML)
    try:
        links = read_listing(payload, listing, found.site, kind=kind_of(payload))
    except (NotAnArticle, PayloadError):
        return found
    if kind_of(payload) is not ListingKind.FEED or not links.items or recognise(payload.url, found.site):
        return found
    return replace(found, site=replace(found.site, listings=(*found.site.listings, listing)))


def described(found: Outline, others: Sequence[Payload], verified: Verified | None, year: str) -> Description:
    """The whole description, with the layouts of all pages; `others` are articles that the list leads to.

    Raises:
        NotUnderstood: too few of the others are articles.
    """
    readings, refused = list(found.given), list[NotAnArticle]()
    for payload in others:
        try:
            readings.append(Reading(payload=payload, article=extract(payload, None)))
        except NotAnArticle as error:
            refused.append(error)
    if len(readings) - len(found.given) < _ARTICLES * len(others):
        forms = " or ".join(form.pattern for form in found.site.articles)
        raise NotUnderstood(
            found.listing.url,
            f"of {len(others)} addresses like {forms} {len(refused)} are no articles, first {refused[0]}",
            "Give two articles of one kind, or write the pattern by hand",
        )
    site = _with_forms_of(found.site, [one.payload.url for one in readings]) if others else found.site
    is_page = found.declared.listing.kind is ListingKind.PAGE
    lists = [Page(html_text(found.listing), found.listing.url)] if is_page else []
    templates = templates_of(site, _of_eras(readings, len(found.given)), lists, name=year, source=Source.HTML)
    site = replace(
        site,
        layouts=templates.layouts,
        eras=templates.eras,
        weekly_minimum=least_a_week(_times(found, readings)),
        verified=verified,
    )
    printed = Counter(date_form(one.article.published_text) for one in readings if one.article.published_text)
    return Description(
        site=site,
        declared=found.declared,
        listing=found.listing,
        readings=tuple(Reading(payload=one.payload, article=extract(one.payload, site)) for one in readings),
        refused=tuple(refused),
        date_forms=tuple(form for form, _ in printed.most_common(_SAID)),
        doubts=(*found.doubts, *templates.doubts),
    )


def _form_number(url: str, site: Site) -> int:
    """Which of a site's forms an address has."""
    trials = (replace(site, articles=(form,)) for form in site.articles)
    (number, *_) = (number for number, trial in enumerate(trials) if recognise(url, trial))
    return number


def _with_forms_of(site: Site, urls: Sequence[str]) -> Site:
    """A site with those forms of address alone that some articles have."""
    shown = {_form_number(url, site) for url in urls if recognise(url, site)}
    return replace(site, articles=tuple(form for n, form in enumerate(site.articles) if n in shown))


def _times(found: Outline, readings: Sequence[Reading]) -> list[datetime]:
    """When the articles of a list were published: by its own dates, by their numbers, or by what was read."""
    links = found.declared.links.items
    identities = [recognise(one.url, found.site) for one in links]
    numbers = [one.recorded_at for one in identities if one is not None and one.recorded_at is not None]
    printed = [one.at for one in links if one.at is not None]
    read = [one.article.published_at for one in readings if one.article.published_at is not None]
    return max((printed, numbers, read), key=len)


def _hosts(listing: Payload, articles: Sequence[Payload]) -> tuple[str, ...]:
    hosts = [(urlsplit(one.url).hostname or "").removeprefix("www.") for one in (listing, *articles)]
    for host, payload in zip(hosts, (listing, *articles), strict=True):
        if registered(host) != registered(hosts[0]):
            raise NotUnderstood(
                payload.url,
                f"it is on another portal than the list ({hosts[0]})",
                "Give a list and articles of one portal",
            )
    return tuple(dict.fromkeys(hosts))


def _reading(payload: Payload) -> Reading:
    try:
        return Reading(payload=payload, article=extract(payload, None))
    except NotAnArticle as error:
        raise NotUnderstood(
            payload.url,
            f"no article can be read there ({error.reason}: {error.detail})",
            "Give the address of one article with a title and a text; where a script fills in the page, "
            "save what the browser shows",
        ) from error


def links_of(listing: Payload, hosts: tuple[str, ...]) -> dict[str, str]:
    """What a list, or another page, links to on a portal's own hosts, each with the longest of its texts."""
    if (kind := kind_of(listing)) is not ListingKind.PAGE:
        anything = Site(
            name="x", ministry="", ministry_en="", hosts=hosts, articles=(ArticleUrl(pattern=""),)
        )
        if kind is ListingKind.JSON:
            return {}
        found = read_listing(listing, Listing(url=listing.url, kind=kind), anything, kind=kind)
        return {item.url: " ".join(["x"] * _HEADLINE_WORDS) for item in found.items}
    page = Page(html_text(listing), listing.url)
    start, links = base_of(page), dict[str, str]()
    for node in page.each("a[href]"):
        url = resolve(start, node.attributes.get("href") or "")
        if url is not None and (urlsplit(url).hostname or "").removeprefix("www.") in hosts:
            links[url] = max(links.get(url, ""), text_of(node), key=len)
    return links


def _unmatched(links: dict[str, str], site: Site) -> list[str]:
    """A doubt where the list has headlines, with numbers in their addresses, that no form takes in."""
    lost = [
        url
        for url, text in links.items()
        if len(text.split()) >= _HEADLINE_WORDS
        and any(map(str.isdecimal, urlsplit(url).path))
        and recognise(url, site) is None
    ]
    if len(lost) < _SAID:
        return []
    return [f"{len(lost)} headlines of the list lead to other addresses, such as {lost[0]}"]


def _of_eras(readings: Sequence[Reading], given: int) -> list[Reading]:
    """The readings without those of a platform that one page only is of: one page is no era."""
    counts = Counter(one.article.layout for one in readings)
    own = {one.article.layout for one in readings[:given]}
    return [one for one in readings if counts[one.article.layout] > 1 or one.article.layout in own]
