"""What a probe says of a portal's hosts, its robots.txt, its forms of address and its record ids. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from protego import Protego

from archiver.crawl.crawl_delay import crawl_delay
from archiver.crawl.probe.pages import page_of
from archiver.crawl.probe.values import ROBOTS, Answer, Fact, Seen, Verdict
from archiver.extract.site import ArticleUrl, Site, belongs, recognise
from archiver.page.payload import decode
from archiver.records import Identity

#: Feeds that no list of the file names are told of, so many at most.
_MOST_FEEDS = 6


def host_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Whether each host answers, and whether it leads to another one."""
    for host in site.hosts:
        about = f"host {host}"
        answers = [answer for answer in seen.answers if bare_host(answer.url) == host.removeprefix("www.")]
        if not answers:
            yield Fact(about=about, verdict=Verdict.UNKNOWN, detail="nothing was asked of it")
            continue
        away = [one for one in answers if one.leads_to and bare_host(one.leads_to) != bare_host(one.url)]
        fine = [one for one in answers if one.status and not one.is_refused and one not in away]
        if fine:
            yield Fact(about=about, verdict=Verdict.CONFIRMED, detail="answers", capture=fine[0].capture)
        elif away:
            yield _led_away(site, about, away[0])
        else:
            worst = next((one for one in answers if one.is_refused), answers[0])
            yield Fact(about=about, verdict=Verdict.BLOCKED, detail=worst.words, capture=worst.capture)


def _led_away(site: Site, about: str, answer: Answer) -> Fact:
    target = urljoin(answer.url, answer.leads_to)
    detail = f"leads to {target}"
    if belongs(target, site):
        return Fact(
            about=about, verdict=Verdict.CONFIRMED, detail=f"{detail}, of this site", capture=answer.capture
        )
    hosts = ", ".join(f'"{host}"' for host in (bare_host(target), *site.hosts))
    return Fact(
        about=about,
        verdict=Verdict.DRIFTED,
        detail=f"{detail}, which is no host of this site",
        proposal=f"hosts=({hosts})",
        capture=answer.capture,
    )


def bare_host(url: str) -> str:
    """The host of an address, without `www.`.

    >>> bare_host("https://www.mic.gov.vn/tin.htm")
    'mic.gov.vn'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def robots_facts(site: Site, seen: Seen, agent: str) -> Iterator[Fact]:
    """What each robots.txt says of the site's lists and articles, and of the pause between two requests."""
    for answer in seen.of(ROBOTS):
        about = f"robots.txt of {bare_host(answer.url)}"
        if answer.is_refused and answer.status != 403:
            yield Fact(about=about, verdict=Verdict.BLOCKED, detail=answer.words, capture=answer.capture)
        elif answer.payload is None or answer.status != 200 or _is_page(answer):
            detail = "is a page, not rules" if answer.status == 200 else f"HTTP status {answer.status}"
            yield Fact(
                about=about,
                verdict=Verdict.CONFIRMED,
                detail=f"{detail}: all is allowed",
                capture=answer.capture,
            )
        else:
            yield _rules(site, seen, answer, about, agent)


def _is_page(answer: Answer) -> bool:
    return answer.payload is not None and answer.payload.body.lstrip()[:1] == b"<"


def _rules(site: Site, seen: Seen, answer: Answer, about: str, agent: str) -> Fact:
    assert answer.payload is not None
    rules = Protego.parse(decode(answer.payload.body, answer.payload.content_type))
    host = bare_host(answer.url)
    paths = [one.url for one in seen.answers if one.kind != ROBOTS and bare_host(one.url) == host]
    forbidden = [url for url in dict.fromkeys(paths) if not rules.can_fetch(url, agent)]
    delay = crawl_delay(rules, agent)
    if forbidden:
        detail = (
            f"forbids {len(forbidden)} of {len(set(paths))} addresses that were wanted, as {forbidden[0]}"
        )
        return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, capture=answer.capture)
    if delay > site.delay:
        return Fact(
            about=about,
            verdict=Verdict.DRIFTED,
            detail=f"asks for {delay:g} s between two requests, the file says {site.delay:g} s",
            proposal=f"delay={delay}",
            capture=answer.capture,
        )
    asks = f"asks for {delay:g} s" if delay else "asks for no pause"
    allowed = (
        f"allows the {len(set(paths))} addresses that were wanted"
        if paths
        else "forbids nothing that is known"
    )
    return Fact(about=about, verdict=Verdict.CONFIRMED, detail=f"{allowed}, {asks}", capture=answer.capture)


def address_facts(site: Site, listed: Iterable[str], seen: Seen) -> Iterator[Fact]:
    """Which forms of address today's lists and the articles that were read have."""
    urls = set(listed)
    read = {answer.url: answer.capture for answer in seen.articles if answer.article is not None}
    by_form: dict[int, list[str]] = {}
    for url in sorted(urls | set(read)):
        place = _form_of(url, site.articles)
        if place is not None:
            by_form.setdefault(place, []).append(url)
    for place, form in enumerate(site.articles):
        about = f"address form {form.pattern}"
        found = by_form.get(place, [])
        if found:
            captures = [read[url] for url in found if url in read]
            detail = f"{len(found)} addresses have it, as {found[0]}"
            yield Fact(
                about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=captures[0] if captures else ""
            )
        else:
            yield Fact(about=about, verdict=Verdict.UNKNOWN, detail="no address that was seen has it")


def _form_of(url: str, forms: tuple[ArticleUrl, ...]) -> int | None:
    parts = urlsplit(url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return next((place for place, form in enumerate(forms) if re.search(form.pattern, address)), None)


def identity_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Whether pages name the record that their address means."""
    pages = [one for one in seen.articles if one.article is not None and one.payload is not None]
    agree, other = 0, []
    for answer in pages:
        own, said = recognise(answer.url, site), _said(answer, site)
        if own is not None and said is not None:
            if said.public_id == own.public_id:
                agree += 1
            else:
                other.append((answer, f"{answer.url} names itself {said.public_id}"))
    if other:
        answer, detail = other[0]
        yield Fact(about="record ids", verdict=Verdict.DRIFTED, detail=detail, capture=answer.capture)
    elif agree:
        detail = f"{agree} of {len(pages)} pages name the record of their address"
        yield Fact(about="record ids", verdict=Verdict.CONFIRMED, detail=detail)
    else:
        yield Fact(about="record ids", verdict=Verdict.UNKNOWN, detail="no page names its own address")


def _said(answer: Answer, site: Site) -> Identity | None:
    """The record of the canonical address that a page names."""
    page = page_of(answer)
    for node in page.each("link[rel=canonical]") if page is not None else ():
        if href := node.attributes.get("href"):
            return recognise(urljoin(answer.url, href), site)
    return None


def feed_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Feeds and sitemaps that the portal names itself and the file does not have."""
    known = {_plain(listing.url) for listing in site.listings}
    told: dict[str, str] = {}
    for answer in seen.answers:
        for url, kind in _declared(answer):
            if belongs(url, site) and _plain(url) not in known and len(told) < _MOST_FEEDS:
                told.setdefault(url, kind)
    for url, kind in told.items():
        yield Fact(
            about=f"{kind.lower()} {url}",
            verdict=Verdict.UNKNOWN,
            detail="the portal names it, the file does not have it",
            proposal=f'Listing(url="{url}", kind=ListingKind.{kind})',
        )


def _plain(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _declared(answer: Answer) -> Iterator[tuple[str, str]]:
    if answer.payload is None or answer.status != 200:
        return
    if answer.kind == ROBOTS:
        if not _is_page(answer):
            rules = Protego.parse(decode(answer.payload.body, answer.payload.content_type))
            for url in rules.sitemaps:
                yield url, "SITEMAP"
        return
    page = page_of(answer)
    for node in page.each("link[rel=alternate][type]") if page is not None else ():
        if re.search(r"rss|atom", node.attributes.get("type") or "") and (
            href := node.attributes.get("href")
        ):
            yield urljoin(answer.url, href), "FEED"
