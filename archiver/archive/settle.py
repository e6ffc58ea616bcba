"""What one visit to one URL means: the URL's next state, an article, links, problems. Pure.

`settle` decides; the store carries it out in the transaction that also stores the capture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urldefrag, urljoin

from archiver.archive.blocks import values_of
from archiver.archive.warc import payload_of
from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.extract import extract
from archiver.extract.listing import Links, read_listing
from archiver.extract.site import Site, belongs, recognise
from archiver.records import Article, Capture, Exchange, Payload, Reason

#: Waits before a URL that could not be fetched is tried again; after the last one it has failed.
RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=30),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)

#: The word of `Payload.truncated` for a body that decodes to too much (`archiver.archive.members`).
LIMIT = "limit"


class State(StrEnum):
    """What the ledger knows of a URL; every URL ever seen is in exactly one."""

    PENDING = "pending"
    LEASED = "leased"
    DONE = "done"
    GONE = "gone"
    BLOCKED = "blocked"
    FAILED = "failed"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One row of the ledger that is due: what to fetch, and why it is known.

    `kind` is `article` or a `ListingKind`; `listing` is the address of the listing it belongs to,
    `page` its number there, `signature` what the page before it linked to.
    """

    url: str
    kind: str = "article"
    tries: int = 0
    listing: str = ""
    page: int = 0
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A URL that a visit has seen; `again` makes a known one due now.

    `record` is the public id of the article it means, empty for listings.
    """

    url: str
    kind: str = "article"
    record: str = ""
    listing: str = ""
    page: int = 0
    signature: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A capture that could not be read, or a field that is doubtful."""

    url: str
    reason: str
    detail: str
    capture: str | None = None
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What is to be stored of one visit.

    `capture` is empty where nothing could be fetched. `leads_to` is where a redirect points.
    """

    visit: Visit
    state: State
    outcome: str
    at: datetime
    capture: str = ""
    next_visit: datetime | None = None
    leads_to: str = ""
    article: Article | None = None
    discovered: tuple[Discovered, ...] = ()
    problems: tuple[Problem, ...] = ()


def settle(visit: Visit, capture: Capture, exchange: Exchange, site: Site) -> Settlement:
    """What a response to a due URL means."""
    settlement = Settlement(
        visit=visit, state=State.DONE, outcome="", at=capture.fetched_at, capture=capture.record_id
    )
    payload = payload_of(exchange)
    if payload.truncated == LIMIT:
        return _unreadable(settlement, "the body decodes to more than is ever read; it is kept as it came")
    if payload.truncated:
        return _try_again(settlement, "truncated", f"the body ended early ({payload.truncated})")
    if not 200 <= capture.status < 300:
        return _refused(settlement, exchange, site)
    if visit.kind == "article":
        return _article(settlement, payload, site)
    return _listing(settlement, payload, site)


def _refused(settlement: Settlement, exchange: Exchange, site: Site) -> Settlement:
    """What a status other than 2xx means."""
    status = exchange.status
    if 300 <= status < 400:
        return _redirected(settlement, exchange, site)
    if status in {404, 410}:
        return replace(settlement, state=State.GONE, outcome=str(status))
    if status in {401, 403, 407, 429, 451}:
        return _try_again(settlement, "blocked", f"HTTP status {status}", State.BLOCKED)
    return _try_again(settlement, "server-error", f"HTTP status {status}")


def unreachable(visit: Visit, at: datetime, reason: str, detail: str) -> Settlement:
    """What it means that no response came at all."""
    return _try_again(Settlement(visit=visit, state=State.DONE, outcome="", at=at), reason, detail)


def excluded(visit: Visit, at: datetime, reason: str, detail: str = "") -> Settlement:
    """What it means that a URL must not be fetched (`robots`, `guard`); a problem where there is a detail."""
    settlement = Settlement(visit=visit, state=State.EXCLUDED, outcome=reason, at=at)
    return replace(settlement, problems=(_problem(settlement, reason, detail),)) if detail else settlement


def _problem(settlement: Settlement, reason: str, detail: str, field: str = "") -> Problem:
    return Problem(
        url=settlement.visit.url,
        reason=reason,
        detail=detail,
        capture=settlement.capture or None,
        field=field,
    )


def _try_again(
    settlement: Settlement, outcome: str, detail: str, meanwhile: State = State.PENDING
) -> Settlement:
    """Later, and each time a little later; a problem the first time and when it is given up."""
    tries = settlement.visit.tries
    last = tries >= len(RETRIES)
    problems = (
        (_problem(settlement, outcome, detail),) if last or tries == 2 or meanwhile is State.BLOCKED else ()
    )
    if last and meanwhile is not State.BLOCKED:
        return replace(settlement, state=State.FAILED, outcome=outcome, problems=problems)
    wait = RETRIES[min(tries, len(RETRIES) - 1)]
    return replace(
        settlement, state=meanwhile, outcome=outcome, next_visit=settlement.at + wait, problems=problems
    )


def _redirected(settlement: Settlement, exchange: Exchange, site: Site) -> Settlement:
    location = "".join(values_of(exchange.headers, "Location")[:1])
    target = urldefrag(urljoin(settlement.visit.url, location))[0]
    known = replace(settlement, outcome="redirect", leads_to=target)
    visit = settlement.visit
    if not location or not belongs(target, site):
        where = target if location else "nowhere"
        return replace(
            known, problems=(_problem(settlement, "redirect", f"leads to {where}, not of this site"),)
        )
    if visit.kind != "article":
        following = Discovered(
            url=target, kind=visit.kind, listing=visit.listing, page=visit.page, again=True
        )
    elif (identity := recognise(target, site)) is not None:
        following = Discovered(url=target, record=identity.public_id)
    else:
        detail = f"leads to {target}, which is no article address"
        return replace(known, state=State.GONE, problems=(_problem(settlement, "redirect", detail),))
    return known if target == visit.url else replace(known, discovered=(following,))


def _article(settlement: Settlement, payload: Payload, site: Site) -> Settlement:
    try:
        article = extract(payload, site)
    except NotAnArticle as error:
        return _not_an_article(settlement, error)
    except PayloadError as error:
        return _unreadable(settlement, str(error))
    doubts = tuple(
        _problem(settlement, "doubt", how.doubt, name) for name, how in article.found.items() if how.doubt
    )
    return replace(settlement, outcome="article", article=article, problems=doubts)


def _unreadable(settlement: Settlement, detail: str) -> Settlement:
    return replace(settlement, outcome="unreadable", problems=(_problem(settlement, "unreadable", detail),))


def _not_an_article(settlement: Settlement, error: NotAnArticle) -> Settlement:
    if error.reason == Reason.BLOCKED:
        return _try_again(settlement, "blocked", error.detail, State.BLOCKED)
    if error.reason == Reason.EMPTY:
        return _try_again(settlement, "empty", error.detail)
    state = State.GONE if error.reason == Reason.NOT_FOUND else State.DONE
    problem = _problem(settlement, error.reason, error.detail)
    return replace(settlement, state=state, outcome=error.reason, problems=(problem,))


def _listing(settlement: Settlement, payload: Payload, site: Site) -> Settlement:
    visit = settlement.visit
    listing = next((known for known in site.listings if known.url == visit.listing), None)
    if listing is None:
        return replace(settlement, state=State.EXCLUDED, outcome="listing-dropped")
    try:
        links = read_listing(payload, listing, site, kind=visit.kind)
    except (NotAnArticle, PayloadError) as error:
        return _try_again(settlement, "listing-unreadable", str(error))
    found = tuple(
        Discovered(url=url, record=identity.public_id)
        for url in links.articles
        if (identity := recognise(url, site)) is not None
    )
    nested = tuple(
        Discovered(url=url, kind="sitemap", listing=listing.url, again=True) for url in links.sitemaps
    )
    problems: tuple[Problem, ...] = ()
    if not links.articles and not links.sitemaps and visit.page <= listing.first - 1:
        problems = (_problem(settlement, "listing-empty", "links to no article; has the portal changed?"),)
    return replace(
        settlement,
        outcome="listing",
        discovered=found + nested + _further(visit, listing.pages, links),
        problems=problems,
    )


def _further(visit: Visit, pages: str, links: Links) -> tuple[Discovered, ...]:
    """The page after this one, unless this one is empty or says what the one before it said (a loop)."""
    if not pages or not links.articles or links.signature == visit.signature:
        return ()
    number = visit.page + 1
    return (
        Discovered(
            url=pages.format(page=number),
            kind=visit.kind,
            listing=visit.listing,
            page=number,
            signature=links.signature,
            again=True,
        ),
    )
