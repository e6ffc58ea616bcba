"""What one visit to a file of an article means: the file itself, or what stands in its place. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archiver.archive.ledger import schedule
from archiver.archive.ledger.outcomes import missing, not_an_article, problem, try_again
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.visits import ATTACHMENT, OTHER_HOST, REDIRECT, Settlement, State
from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.fields.file_types import file_of, is_document
from archiver.extract.fields.files import file_address, is_file, media_type
from archiver.extract.signals import refused_as_home
from archiver.extract.site import Site, belongs, recognise
from archiver.records import File, Payload, Reason

#: The outcome of an answer that is not the file which an article links to.
NOT_A_FILE = "not-a-file"
#: Why a body is not whole: it is longer than what is ever fetched (WARC 1.1, 5.13).
LENGTH = "length"
#: What a page in place of a file may say; anything else it says is about itself.
_SAID_BY_PAGES = {
    Reason.BLOCKED, Reason.LOGIN, Reason.EMPTY, Reason.MAINTENANCE, Reason.ERROR_PAGE, Reason.NOT_FOUND,
    Reason.REDIRECT,
}  # fmt: skip


def file_settled(
    settlement: Settlement, payload: Payload, known: File | None, judge: Callable[[Payload], object]
) -> Settlement:
    """A file, unless its bytes are a page that stands where it should be.

    `known` is what the payload is as a file, where somebody has looked already; `judge` raises why a page is
    no article.
    """
    visit, at = settlement.visit, settlement.at
    found = known or file_of(payload)
    if not found.size:
        return try_again(settlement, Reason.EMPTY, "a file of 0 bytes")
    named = media_type(visit.url)
    if not is_document(found.file_type, named):
        detail = f"{found.file_type}, where {named or 'a file'} should be"
        return _no_document(settlement, payload, detail, judge)
    due = schedule.revisit_file(visit.url, visit.found_at or at, at)
    whole = replace(settlement, outcome=ATTACHMENT, file=found, presence=Presence.OK, next_visit=due)
    if payload.truncated != LENGTH:
        return whole
    detail = f"longer than what is ever fetched: the first {found.size} bytes are kept"
    cut = replace(problem(settlement, "too-large", detail), standing=True)
    return replace(whole, next_visit=at + schedule.HALF_A_YEAR, problems=(cut,))


def _no_document(
    settlement: Settlement, payload: Payload, detail: str, judge: Callable[[Payload], object]
) -> Settlement:
    """What the page says that came in place of a file: it is missing, we are refused, or nothing of it."""
    without = replace(settlement, etag="", modified="")
    try:
        # As what it is: no page is read that is called a PDF.
        judge(replace(payload, content_type="text/html"))
    except NotAnArticle as error:
        if error.reason in _SAID_BY_PAGES:
            said = NotAnArticle(error.url, error.reason, f"{detail}: {error.detail}")
            return not_an_article(without, said)
    except PayloadError:
        pass  # neither a file nor a page
    due = settlement.at + schedule.UNREADABLE
    told = problem(settlement, NOT_A_FILE, detail)
    return replace(without, outcome=NOT_A_FILE, next_visit=due, problems=(told,))


def file_moved(settlement: Settlement, location: str, site: Site) -> Settlement:
    """A file that lies elsewhere is followed within the site; where a page is, it is not."""
    visit, at = settlement.visit, settlement.at
    target = file_address(visit.url, location) if location else ""
    if target and not belongs(target, site):
        return replace(settlement, state=State.EXCLUDED, outcome=OTHER_HOST, leads_to=target)
    if not target or refused_as_home(target, ()) or (recognise(target, site) and not is_file(target)):
        detail = f"leads to {target or 'nowhere'}, where no file is"
        return missing(settlement, REDIRECT, problem(settlement, REDIRECT, detail))
    due = schedule.revisit_file(visit.url, visit.found_at or at, at)
    return replace(settlement, outcome=REDIRECT, leads_to=target, next_visit=due)
