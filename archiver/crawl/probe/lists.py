"""What a probe says of a site's lists: whether they link to articles, and whether they lead on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from archiver.crawl.probe.pages import page_of
from archiver.crawl.probe.values import Answer, Fact, Seen, Verdict
from archiver.errors import ExtractionError, NotAnArticle, PayloadError
from archiver.extract.describing.addresses import forms_of
from archiver.extract.describing.pagination import declared
from archiver.extract.listing import Links, read_listing
from archiver.extract.listings.addresses import of_site
from archiver.extract.site import ArticleUrl, Listing, ListingKind, Site, Source
from archiver.page.page import Page, text_of


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
    elif answer.outcome == "truncated":
        verdict, detail = Verdict.UNKNOWN, f"came in part only: {answer.words}"
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
    mended = _other_way(site, first)
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


def _other_way(site: Site, first: Answer) -> str:
    """How the page itself says that it goes on, as it is written into the file; empty where it does not."""
    if first.kind != ListingKind.PAGE or first.payload is None:
        return ""
    try:
        found = declared(first.payload, site, Source.HTML).listing
    except ExtractionError:
        return ""
    if found.pages:
        return f'pages="{found.pages}"' + (f", first={found.first}" if found.first != Listing.first else "")
    if found.postback is not None:
        return f'postback=Postback(target="{found.postback.target}", argument="{found.postback.argument}")'
    return "by_link=True" if found.by_link else ""


def form_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Forms of address that are not in the file, of lists that link to no article of a known form."""
    told: set[str] = set()
    for listing in site.listings:
        for answer in seen.answers:
            links = links_of(site, listing, answer) if answer.listing == listing.url else None
            page = page_of(answer)
            if page is None or links is None or links.items or answer.is_following:
                continue
            for form in forms_of([], _headlines(page, site), listing=answer.url, guess=True):
                if form.pattern not in told:
                    told.add(form.pattern)
                    yield _new_form(form, answer)


def _headlines(page: Page, site: Site) -> dict[str, str]:
    """What a page links to on its own site, each with its longest text."""
    links: dict[str, str] = {}
    for node in page.each("a[href]"):
        url = of_site(page.url, node.attributes.get("href") or "", site)
        if url is not None:
            links[url] = max(links.get(url, ""), text_of(node), key=len)
    return links


def _new_form(form: ArticleUrl, answer: Answer) -> Fact:
    stamp = f', stamp="{form.stamp}"' if form.stamp else ""
    return Fact(
        about=f"address form {form.pattern}",
        verdict=Verdict.DRIFTED,
        detail="headlines of the list have it, the file does not",
        proposal=f'ArticleUrl(pattern=r"{form.pattern}"{stamp})',
        capture=answer.capture,
    )
