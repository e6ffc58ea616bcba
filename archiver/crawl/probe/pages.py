"""The pages that a probe was given, parsed once each. Pure."""

from __future__ import annotations

from functools import lru_cache

from archiver.crawl.probe.values import Answer
from archiver.errors import ExtractionError
from archiver.page.page import Page
from archiver.page.parsing import parse
from archiver.records import Payload


def page_of(answer: Answer) -> Page | None:
    """The page of an answer; `None` where there is none, it is a wall, or its bytes are no page."""
    is_shown = answer.status == 200 and not answer.is_refused and answer.kind in {"article", "page"}
    if answer.payload is None or not is_shown:
        return None
    return page_from(answer.payload)


@lru_cache(maxsize=256)
def page_from(payload: Payload) -> Page | None:
    """The page of a payload; `None` where its bytes are none."""
    try:
        return parse(payload).page
    except ExtractionError:
        return None
