"""Which link of a page leads to the next one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from archiver.page.page import Node, Page, text_of
from archiver.vietnamese.text import fold

#: What the link to the next page is called, the surest first. Folded.
_WORDS = (
    re.compile(
        r"\W*(?:trang (?:sau|tiep(?: theo)?|ke(?: tiep)?)|next(?: page)?|older(?: posts)?"
        r"|(?:(?:nhung )?(?:tin|bai(?: viet)?) )?cu hon)\W*"
    ),
    re.compile(r"\W*(?:tiep(?: theo)?|ke tiep|sau)\W*"),
    re.compile(r"[›→]|>"),
    re.compile(r"»|>>"),
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
_ELLIPSIS = frozenset({"...", "…"})
#: All that a pager says. Folded.
_PAGER = re.compile(
    r"(?:[\W\d]|\b(?:trang|truoc|sau|dau|cuoi|tiep|theo|ke|first|last|prev|previous|next|page|of)\b)*"
)
_LONGEST_PAGER = 160
#: A real page has up to 800 links.
_MOST_HANDLES = 5_000
#: One pager above a list and one below it is usual.
_MOST_PAGERS = 8
#: How far above a number its neighbours of one pager can be: `li` in `ul` in `nav`.
_PAGER_HEIGHT = 3


class Handle(NamedTuple):
    """A link as far as a pager needs it: `target` is its address or the script it runs."""

    node: Node
    target: str
    words: str


def next_handles(page: Page, number: int) -> Iterator[str]:
    """What may lead from the page at hand to the one numbered `number`, the surest first."""
    yield from (node.attributes.get("href") or "" for node in page.each("link[rel~=next][href]"))
    handles = list(islice(_handles(page), _MOST_HANDLES))
    for handle in handles:
        if "next" in (handle.node.attributes.get("rel") or "").lower().split():
            yield handle.target
    yield from (handle.target for handle in handles if f"Page${number}'" in handle.target)
    yield from (handle.target for handle in handles if _is_marked(handle))
    for form in _WORDS[:2]:
        yield from (handle.target for handle in handles if form.fullmatch(handle.words))
    same = [handle for handle in handles if handle.words == str(number)]
    yield from (handle.target for handle in same[:_MOST_PAGERS] if _is_in_pager(handle))
    for form in _WORDS[2:]:
        yield from (handle.target for handle in handles if form.fullmatch(handle.words))
    yield from _beyond(handles)


def _handles(page: Page) -> Iterator[Handle]:
    for node in page.each("a, button[onclick], span[onclick], li[onclick]"):
        href, script = node.attributes.get("href") or "", node.attributes.get("onclick") or ""
        target = script if "__doPostBack" in script or href in {"", "#"} else href
        if target and not target.startswith("#"):
            text = text_of(node) or node.attributes.get("aria-label") or node.attributes.get("title") or ""
            yield Handle(node, target, fold(text[:40]).strip())


def _is_marked(handle: Handle) -> bool:
    """Whether the link or the list item around it is of a class `next`, or is labelled so."""
    parent = handle.node.parent
    around = [handle.node, parent] if parent is not None and parent.tag in {"li", "span"} else [handle.node]
    if any(_NEXT_CLASS.search(node.attributes.get("class") or "") for node in around):
        return True
    labels = (handle.node.attributes.get("aria-label"), handle.node.attributes.get("title"))
    return any(_WORDS[0].fullmatch(fold(label or "")) for label in labels)


def _is_in_pager(handle: Handle) -> bool:
    """Whether a number stands among other numbers, and no text stands there."""
    around = handle.node.parent
    for _ in range(_PAGER_HEIGHT):
        if around is None:
            return False
        text = around.text(separator=" ", strip=True)
        if text != handle.words:
            return len(text) <= _LONGEST_PAGER and _PAGER.fullmatch(fold(text)) is not None
        around = around.parent
    return False


def _beyond(handles: list[Handle]) -> Iterator[str]:
    """ASP.NET's `...` after the last number shown."""
    shown = [place for place, handle in enumerate(handles) if handle.words.isdecimal()]
    after = handles[shown[-1] + 1 :] if shown else []
    yield from (handle.target for handle in after if handle.words in _ELLIPSIS)
