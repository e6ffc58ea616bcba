"""From bytes to a parsed page whose letters are right."""

from __future__ import annotations

from dataclasses import dataclass

from archiver.page.mending import mended_page
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload


@dataclass(frozen=True, slots=True)
class Parsed:
    """A payload, the text of its bytes, and the page; `wrong_letters` is what was wrong with its letters."""

    payload: Payload
    html: str
    page: Page
    wrong_letters: str


def parse(payload: Payload) -> Parsed:
    """Decode and parse a page, and mend its letters (`archiver.page.mending`).

    Raises:
        NotAnArticle: the payload is empty, a feed, or no HTML at all.
        PayloadError: it is too large, cut off, or nested without end.
    """
    html = html_text(payload)
    return Parsed(payload, html, *mended_page(html, payload.url))
