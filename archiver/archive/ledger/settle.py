"""What one visit to one URL means: the URL's next state, an article, links, problems. Pure.

`settle` decides; the store carries it out in the transaction that also stores the capture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from archiver.archive.edits.revisions import content_hash, parts
from archiver.archive.ledger import schedule
from archiver.archive.ledger.file_visits import LENGTH, file_moved, file_settled
from archiver.archive.ledger.outcomes import (
    MOVED_AWAY,
    header,
    host_of,
    location,
    missing,
    not_an_article,
    problem,
    redirect_target,
    try_again,
    unreadable,
)
from archiver.archive.ledger.plan import Rank
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.visits import (
    ATTACHMENT,
    OTHER_HOST,
    REDIRECT,
    Discovered,
    Place,
    Problem,
    Settlement,
    State,
    Visit,
)
from archiver.archive.warc.partial import PART, part_sent
from archiver.archive.warc.writer import payload_of
from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.extract import extract
from archiver.extract.listing import Following, Links, opening, read_listing
from archiver.extract.listings.calendars import unit_of
from archiver.extract.site import Listing, ListingKind, Site, belongs, recognise
from archiver.records import Article, Capture, Exchange, File, Payload, Reason, Receipt, iso

#: The word of `Payload.truncated` for a body that decodes to too much (`archiver.archive.warc.members`).
LIMIT = "limit"
#: The outcome of a conditional request that was answered with 304.
NOT_MODIFIED = "not-modified"
#: The outcome of a page that needs a browser and has not been in one.
UNRENDERED = "unrendered"


#: A listing is followed over so many redirects in a row.
_MOST_HOPS = 5
#: An article that a redirect leads to is asked for again, but not where that was done in so short a time.
_JUST_NOW = timedelta(hours=1)

#: How a page is read: `extract`, or what somebody else has read of it already.
Read = Callable[[Payload, Site], Article]


def settle(
    visit: Visit,
    capture: Capture | Receipt,
    exchange: Exchange,
    site: Site,
    *,
    since: date | None = None,
    payload: Payload | None = None,
    file: File | None = None,
    read: Read = extract,
) -> Settlement:
    """What a response to a due URL means; archives by day are walked back to `since`, Viet Nam's day.

    `payload` is the exchange's, where it is decoded already; `file` what it is as a file, if that is known.
    A fault of this program's own is a problem of the page that brings it out: the crawl goes on.
    """
    settlement = Settlement(
        visit=visit, state=State.DONE, outcome="", at=capture.fetched_at, capture=capture.record_id
    )
    try:
        return _settled(settlement, exchange, site, since, payload or payload_of(exchange), file, read)
    except Exception as error:  # noqa: BLE001 (who waits for this visit would wait for ever)
        fault = f"a fault of this program: {type(error).__name__}: {error}"
        return unreadable(settlement, f"{fault}. The page is kept; once that is mended: archiver replay")


def _settled(
    settlement: Settlement,
    exchange: Exchange,
    site: Site,
    since: date | None,
    payload: Payload,
    file: File | None,
    read: Read,
) -> Settlement:
    visit = settlement.visit
    is_file = visit.kind == ATTACHMENT
    # Of a file that is too long the beginning is kept.
    if payload.truncated and not (is_file and payload.truncated == LENGTH):
        return _cut_short(settlement, payload.truncated, exchange)
    if not 200 <= exchange.status < 300:
        is_known = exchange.status == 304
        return _not_modified(settlement) if is_known else _refused(settlement, exchange, site)
    etag, modified = header(exchange, "ETag")[:500], header(exchange, "Last-Modified")[:100]
    if not is_file and site.javascript and not exchange.rendered_from and _wants_browser(visit, payload):
        return try_again(settlement, UNRENDERED, "no browser has run the scripts of this page yet")
    known = replace(settlement, etag=etag, modified=modified)
    if is_file:
        return file_settled(known, payload, file, lambda page: read(page, site))
    if visit.kind == "article":
        return _article(known, payload, site, read)
    return _listing(settlement, payload, site, since)


def _cut_short(settlement: Settlement, word: str, exchange: Exchange) -> Settlement:
    if word == LIMIT:
        return unreadable(settlement, "the body decodes to more than is ever read; it is kept as it came")
    if word == PART:
        detail = f"HTTP status {exchange.status}: a part, though the whole was asked for"
        return try_again(settlement, "truncated", f"{detail} ({part_sent(exchange)})")
    return try_again(settlement, "truncated", f"the body ended early ({word})")


def _wants_browser(visit: Visit, payload: Payload) -> bool:
    """Whether a response is a page that a script may fill in; what a form has asked for is none."""
    is_html = "html" in (payload.content_type or "text/html").lower()
    is_asked_plainly = visit.place is None or not visit.place.form
    return is_html and is_asked_plainly and visit.kind in {"article", ListingKind.PAGE}


def unreachable(visit: Visit, at: datetime, reason: str, detail: str) -> Settlement:
    """What it means that no response came at all."""
    settlement = Settlement(visit=visit, state=State.DONE, outcome="", at=at, detail=detail)
    return try_again(settlement, reason, detail)


def excluded(visit: Visit, at: datetime, reason: str, detail: str = "") -> Settlement:
    """What it means that a URL must not be fetched (`robots`, `guard`); a problem where there is a detail."""
    settlement = Settlement(visit=visit, state=State.EXCLUDED, outcome=reason, at=at, detail=detail)
    return replace(settlement, problems=(problem(settlement, reason, detail),)) if detail else settlement


def is_conditional(visit: Visit) -> bool:
    """Whether a visit asks only for what has changed; now and then it does not, as servers are wrong."""
    return bool(visit.etag or visit.modified) and visit.unmodified < schedule.MOST_UNMODIFIED


def _not_modified(settlement: Settlement) -> Settlement:
    visit = settlement.visit
    if not is_conditional(visit):
        return try_again(settlement, "server-error", "HTTP status 304, although nothing was asked about")
    known = replace(settlement, outcome=NOT_MODIFIED, etag=visit.etag, modified=visit.modified)
    return replace(known, presence=Presence.OK, next_visit=_revisit(visit, settlement.at))


def _refused(settlement: Settlement, exchange: Exchange, site: Site) -> Settlement:
    """What a status other than 2xx means."""
    status = exchange.status
    if 300 <= status < 400:
        return _redirected(settlement, exchange, site)
    if status in {404, 410}:
        return missing(settlement, str(status))
    detail = f"HTTP status {status}"
    rest = schedule.rest(header(exchange, "Retry-After"), settlement.at) if status in {429, 503} else None
    if status in {401, 403, 407, 429, 451}:
        refused = try_again(settlement, "blocked", detail, State.BLOCKED)
    else:
        refused = try_again(settlement, "server-error", detail)
    if rest is None:
        return refused
    if refused.state is State.FAILED:
        return replace(refused, rest_until=rest)
    # What the portal asks for counts; who is asked to come back at once again and again waits longer.
    due = max(rest, schedule.retry(settlement.visit.tries, settlement.at))
    return replace(refused, next_visit=due, rest_until=rest)


def _redirected(settlement: Settlement, exchange: Exchange, site: Site) -> Settlement:
    if settlement.visit.kind == ATTACHMENT:
        return file_moved(settlement, location(exchange), site)
    written = location(exchange)
    target = redirect_target(settlement.visit.url, written) if written else ""
    known = replace(settlement, outcome=REDIRECT, leads_to=target)
    visit = settlement.visit
    if not target or not belongs(target, site):
        return _led_away(known, target, written)
    if visit.kind != "article":
        return _listing_moved(known, target)
    if (identity := recognise(target, site)) is not None:
        # Asked for again where the address stood for the article itself, or somebody wants to have it: the
        # target tells what it says now.
        # Not at once where it was just asked itself: two addresses may lead to each other.
        is_wanted = visit.published or visit.rank is Rank.REQUESTED
        since = settlement.at - _JUST_NOW if is_wanted else None
        following = Discovered(url=target, record=identity.public_id, changed=since)
        own = recognise(visit.url, site)
        if own is not None and own.public_id != identity.public_id:
            known = replace(known, presence=Presence.MOVED)
        # Until the article has been read somewhere: a redirect may lead in a circle today.
        known = replace(known, next_visit=schedule.probe(visit.url, visit.tries, settlement.at))
    elif urlsplit(target)[:3] == urlsplit(visit.url)[:3]:
        # Whoever asks for a cookie, or counts visitors, does so: the article is behind it all the same.
        detail = f"leads to itself with another query ({target}): does it want a cookie?"
        return try_again(settlement, "blocked", detail, State.BLOCKED)
    else:
        detail = f"leads to {target}, which is no article address"
        return missing(known, REDIRECT, problem(settlement, REDIRECT, detail))
    return known if target == visit.url else replace(known, discovered=(following,))


def _led_away(settlement: Settlement, target: str, written: str) -> Settlement:
    """What it means that an address leads out of the site, or nowhere; a list, that the portal may move."""
    visit = settlement.visit
    where = f"leads to {written[:200]!r}, which is no address" if written else "leads nowhere"
    if host_of(target):
        where = f"leads to {host_of(target)}: {target} is not of this site"
    away = replace(problem(settlement, REDIRECT, where), standing=True)
    if visit.kind == "article" or not host_of(target):
        return missing(settlement, REDIRECT, away)
    told = replace(away, reason=MOVED_AWAY, url=visit.place.listing if visit.place else visit.url)
    return replace(settlement, outcome=OTHER_HOST, problems=(told,))


def _listing_moved(settlement: Settlement, target: str) -> Settlement:
    """What it means that a page of a listing is elsewhere; too many redirects in a row are a circle."""
    visit = settlement.visit
    hops = visit.place.treading + 1 if visit.place else 1
    if hops > _MOST_HOPS or target == visit.url:
        circle = problem(settlement, REDIRECT, f"leads to {target}, after {hops} redirects in a row")
        return missing(settlement, REDIRECT, circle)
    place = replace(visit.place, treading=hops) if visit.place else None
    return replace(settlement, discovered=(Discovered(url=target, kind=visit.kind, again=True, place=place),))


def _article(settlement: Settlement, payload: Payload, site: Site, read: Read) -> Settlement:
    try:
        article = read(payload, site)
    except NotAnArticle as error:
        return not_an_article(settlement, error)
    except PayloadError as error:
        return unreadable(settlement, str(error))
    doubts = tuple(
        problem(settlement, "doubt", how.doubt, name) for name, how in article.found.items() if how.doubt
    )
    found = replace(settlement, outcome="article", article=article, presence=Presence.OK, problems=doubts)
    visit = _edited(settlement.visit, article)
    visit = replace(visit, published=_published(article) or visit.published)
    return replace(found, visit=visit, next_visit=_revisit(visit, settlement.at))


def _edited(visit: Visit, article: Article) -> Visit:
    """The visit, with what it has found counted among the edits of the article."""
    if not visit.reading:
        return visit
    is_edited = content_hash(parts(article)) != visit.reading
    past = visit.edits
    return replace(visit, edits=replace(past, rereads=past.rereads + 1, edits=past.edits + is_edited))


def _published(article: Article) -> str:
    return iso(article.published_at or article.recorded_at) or ""


def _revisit(visit: Visit, at: datetime) -> datetime:
    if visit.kind == ATTACHMENT:
        return schedule.revisit_file(visit.url, visit.found_at or at, at)
    try:
        published = datetime.fromisoformat(visit.published)
    except ValueError:
        published = visit.found_at or at
    published = published if published.tzinfo else published.replace(tzinfo=UTC)
    return schedule.revisit(visit.url, published, at, visit.edits)


def _listing(settlement: Settlement, payload: Payload, site: Site, since: date | None) -> Settlement:
    visit = settlement.visit
    place = visit.place
    listing = next((known for known in site.listings if place and known.url == place.listing), None)
    if listing is None or place is None:
        return replace(settlement, state=State.EXCLUDED, outcome="listing-dropped")
    try:
        links = read_listing(
            payload,
            listing,
            site,
            kind=visit.kind,
            page=place.page,
            before=place.signature,
            since=since,
        )
    except (NotAnArticle, PayloadError) as error:
        reason = getattr(error, "reason", "")
        if reason in {Reason.BLOCKED, Reason.LOGIN}:
            return try_again(settlement, "blocked", str(error), State.BLOCKED)
        return try_again(settlement, "listing-unreadable", str(error))
    return replace(
        settlement,
        outcome="listing",
        discovered=_items(links, site, visit.kind) + _nested(links, listing, settlement.at),
        following=_following(links.following, visit.kind, place, links.signature),
        signature=links.signature,
        total=links.total,
        can_be_opened=is_numbered(listing),
        problems=tuple(_listing_problems(settlement, links, listing, place.page)),
    )


def _listing_problems(settlement: Settlement, links: Links, listing: Listing, page: int) -> Iterator[Problem]:
    is_empty = not links.items and not links.nested
    # An index of sitemaps also names those of columns, authors and single pages.
    is_part = settlement.visit.kind == ListingKind.SITEMAP and settlement.visit.url != listing.url
    if (
        is_empty
        and not is_part
        and page <= listing.first - 1
        and links.following is None
        and not links.no_results
    ):
        yield problem(settlement, "listing-empty", "links to no article; has the portal changed?")
    if links.capped:
        count = len(links.items)
        detail = f"articles are missing behind these {count}: it is as full as it can be, and nothing follows"
        yield replace(problem(settlement, "listing-capped", detail), standing=True)


def is_numbered(listing: Listing) -> bool:
    """Whether each page of a listing has an address of its own that means the same page tomorrow."""
    return bool(listing.pages) and not unit_of(listing.pages) and not listing.form and not listing.body


def _items(links: Links, site: Site, kind: str) -> tuple[Discovered, ...]:
    """The articles, in their order; a sitemap's date says when a page changed, not when it was published."""
    found = []
    for item in links.items:
        identity = recognise(item.url, site)
        if identity is None:
            continue
        published = iso(identity.recorded_at) or ("" if kind == "sitemap" else iso(item.at) or "")
        changed = item.changed if kind == "sitemap" else None
        found.append(
            Discovered(url=item.url, record=identity.public_id, published=published, changed=changed)
        )
    return tuple(found)


#: A nested sitemap that does not say when it changed is read again after this time.
SITEMAP_EVERY = timedelta(days=1)


def _nested(links: Links, listing: Listing, at: datetime) -> tuple[Discovered, ...]:
    return tuple(
        Discovered(
            url=nested.url,
            kind="sitemap",
            changed=nested.changed or at - SITEMAP_EVERY,
            place=Place(listing=listing.url),
        )
        for nested in links.nested
    )


def _following(following: Following | None, kind: str, place: Place, signature: str) -> Discovered | None:
    if following is None:
        return None
    form = following.body or urlencode(following.form)
    # A page that is asked for with a form has no address of its own.
    url = f"{following.url}#page-{following.page}" if form else following.url
    further = replace(place, page=following.page, form=form, signature=signature, search=None)
    return Discovered(url=url, kind=kind, again=True, place=further)


def opening_of(listing: Listing) -> Discovered:
    """The first page of a listing."""
    first = opening(listing)
    return Discovered(
        url=listing.url,
        kind=listing.kind,
        place=Place(listing=listing.url, page=first.page, form=first.body or urlencode(first.form)),
    )
