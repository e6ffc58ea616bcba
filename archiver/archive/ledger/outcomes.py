"""What may come of any visit, whatever was asked for: later, missing, unreadable, refused. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from archiver.archive.ledger import schedule
from archiver.archive.ledger.schedule import BLOCKED_RETRIES, RETRIES
from archiver.archive.ledger.visits import ATTACHMENT, Problem, Settlement, State, Visit
from archiver.archive.warc.heads import values_of
from archiver.errors import NotAnArticle
from archiver.records import Exchange, Reason

#: The problem of a list that leads to a host which the site's file does not name.
MOVED_AWAY = "moved-away"
#: The outcomes of what robots.txt forbids, of what its failure forbids, and of what the guard refuses.
ROBOTS, ROBOTS_UNAVAILABLE, GUARD = "robots", "robots-unavailable", "guard"
#: The outcomes of a visit to which no answer came: for its own sake, or like all others of its host.
UNREACHABLE, HOST_SILENT = "unreachable", "host-silent"


def header(exchange: Exchange, name: str) -> str:
    """The first value of a header of the response, empty where there is none."""
    return "".join(values_of(exchange.headers, name)[:1]).strip()


def location(exchange: Exchange) -> str:
    """Where a redirect points, as it is written; its bytes are UTF-8 wherever they can be."""
    written = header(exchange, "Location")
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def redirect_target(url: str, written: str) -> str:
    """The address that a Location header means, without its fragment; empty where it is none.

    What is encoded stays, letters and blanks are encoded. A visitor's session stays: it may be wanted; a name
    and a password do not.

    >>> redirect_target("https://mic.gov.vn/tin/", "/đề án-1.htm#top"), redirect_target("", "http://[")
    ('https://mic.gov.vn/%C4%91%E1%BB%81%20%C3%A1n-1.htm', '')
    >>> redirect_target("https://mic.gov.vn/", "//ai:do@mic.gov.vn/tin-1.htm")
    'https://mic.gov.vn/tin-1.htm'
    """
    try:
        parts = urlsplit(urldefrag(urljoin(url, written))[0])
        _ = parts.port, parts.hostname
    except ValueError:
        return ""
    path, query = (quote(part, safe=_AS_WRITTEN, errors="replace") for part in (parts.path, parts.query))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], path=path, query=query))


#: What stays as it is written in an address: `%` too, for what is encoded already.
_AS_WRITTEN = "%!$&'()*+,/:;=?@-._~[]|"


def problem(settlement: Settlement, reason: str, detail: str, field: str = "") -> Problem:
    """A problem of the capture that settles a visit."""
    return Problem(
        url=settlement.visit.url,
        reason=reason,
        detail=detail,
        capture=settlement.capture or None,
        field=field,
    )


def try_again(
    settlement: Settlement, outcome: str, detail: str, meanwhile: State = State.PENDING
) -> Settlement:
    """Later, and each time a little later; a problem when it goes on, and when it has failed.

    What has failed is tried once in a while for ever: a portal may be away for weeks and come back.
    """
    tries = settlement.visit.tries
    is_blocked = meanwhile is State.BLOCKED
    has_failed = tries >= len(RETRIES) and not is_blocked
    is_told = is_blocked or tries in {2, len(RETRIES)}
    problems = (problem(settlement, outcome, detail),) if is_told else ()
    if has_failed:
        due = settlement.at + schedule.FAILED
        return replace(settlement, state=State.FAILED, outcome=outcome, next_visit=due, problems=problems)
    due = schedule.retry(tries, settlement.at, BLOCKED_RETRIES if is_blocked else RETRIES)
    return replace(settlement, state=meanwhile, outcome=outcome, next_visit=due, problems=problems)


def host_silent(visit: Visit, at: datetime, detail: str, until: datetime | None = None) -> Settlement:
    """What it means that a host gives no answer at all: its URLs wait `until` then, and none has failed.

    The one that was asked for waits a little longer, so that another one is tried next.
    """
    due = (until or at + schedule.HOST_RESTS[-1]) + _BEHIND
    settlement = Settlement(
        visit=visit, state=State.PENDING, outcome=HOST_SILENT, at=at, detail=detail, next_visit=due
    )
    host = host_of(visit.url)
    told = replace(
        problem(settlement, HOST_SILENT, f"{host} gives no answer: {detail}"),
        url=f"{urlsplit(visit.url).scheme}://{host}/",
        standing=True,
    )
    return replace(settlement, problems=(told,))


_BEHIND = timedelta(seconds=5)


def host_of(url: str) -> str:
    """The host of an address, with its port.

    >>> host_of("https://mic.gov.vn:8443/tin.htm")
    'mic.gov.vn:8443'
    """
    return urlsplit(url).netloc


def missing(settlement: Settlement, outcome: str, *problems: Problem) -> Settlement:
    """What it means that the portal answers, and there is nothing: it is probed, ever more rarely."""
    visit, at = settlement.visit, settlement.at
    tries = visit.tries if visit.missing_since else 0
    return replace(
        settlement,
        state=State.GONE,
        outcome=outcome,
        presence=schedule.presence(visit.missing_since or at, tries, at),
        next_visit=schedule.probe(visit.url, tries, at) if visit.kind in {"article", ATTACHMENT} else None,
        problems=problems,
    )


def unreadable(settlement: Settlement, detail: str) -> Settlement:
    """What it means that nobody can read what came: it may change, and so may the reader."""
    return replace(
        settlement,
        outcome="unreadable",
        next_visit=settlement.at + schedule.UNREADABLE,
        problems=(problem(settlement, "unreadable", detail),),
    )


def not_an_article(settlement: Settlement, error: NotAnArticle) -> Settlement:
    """What it means that a page is something else."""
    if error.reason in {Reason.BLOCKED, Reason.LOGIN}:
        return try_again(settlement, "blocked", error.detail, State.BLOCKED)
    if error.reason in {Reason.EMPTY, Reason.MAINTENANCE, Reason.ERROR_PAGE}:
        return try_again(settlement, error.reason, error.detail)
    told = problem(settlement, error.reason, error.detail)
    if error.reason in {Reason.NOT_FOUND, Reason.LISTING, Reason.REDIRECT}:
        return missing(settlement, error.reason, told)
    return replace(settlement, outcome=error.reason, problems=(told,))
