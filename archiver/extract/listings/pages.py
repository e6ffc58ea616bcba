"""What an HTML page of a listing links to, and the dates it prints beside the links. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from archiver.extract.listings.addresses import article_address
from archiver.extract.listings.links import Link
from archiver.extract.listings.notices import is_nothing
from archiver.extract.site import Site
from archiver.page.page import TEXT, UNSEEN_TAGS, Node, Page, based, text_of
from archiver.records import Precision
from archiver.vietnamese.timestamps import parse_timestamp

#: An item's box is at most so many elements above its link; higher up are columns and pages.
_HEIGHT = 5
_WHOLE_PAGE = frozenset({"body", "html", "header", "main", "form", "footer"})
#: Where a text is worth the grammar of timestamps.
_DATED = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d\d? (?:tháng|Tháng) \d|\d (?:phút|giờ|ngày) trước", re.IGNORECASE
)
#: The longest date line seen is `Thứ bảy, ngày 23 tháng 12 năm 2024 | 11:35 (GMT+7)`.
_LONGEST = 60
#: A box with more dates than this is a calendar or a table, and none of them is the article's.
_MOST_DATES = 6


def base_of(page: Page) -> str:
    """The address that relative links of a page stand on."""
    return based(page.url, next((node.attributes.get("href") for node in page.each("base[href]")), None))


def page_items(page: Page, within: str, site: Site, fetched_at: datetime | None) -> Iterator[Link]:
    """The links to articles in the part that lists, in page order, with the dates beside them.

    `within` is a selector; a fragment of a page, which is a list and nothing else, is taken whole.
    """
    start = base_of(page)
    linked = [
        (url, node)
        for node in page.each(_links_in(page, within))
        if (url := article_address(start, (node.attributes.get("href") or "",), site))
        and not is_nothing(text_of(node))
    ]
    around: dict[int, set[str]] = {}
    for url, node in linked:
        for box in _boxes(node):
            around.setdefault(box.mem_id, set()).add(url)
    dates = _dates_in(page, around)
    for url, node in linked:
        yield Link(url, _date_beside(node, around, dates, fetched_at))


def _links_in(page: Page, within: str) -> str:
    if not within or not (page.has(within) or page.has("head > title")):
        return "a[href]"
    return ", ".join(f"{part.strip()} a[href]" for part in within.split(","))


def _boxes(node: Node) -> Iterator[Node]:
    """The elements around a link, from the nearest."""
    box = node.parent
    for _ in range(_HEIGHT):
        if box is None or box.tag in _WHOLE_PAGE:
            return
        yield box
        box = box.parent


def _dates_in(page: Page, boxes: Container[int]) -> dict[int, list[tuple[str, str]]]:
    """What may be a date in each box: the whole text of an element, and its part that looks like a date."""
    found: dict[int, list[tuple[str, str]]] = {}
    whole: dict[int, str] = {}
    for node in page.body.traverse(include_text=True):
        parent = node.parent
        if node.tag != TEXT or parent is None or not _DATED.search(node.text_content or ""):
            continue
        if parent.tag in UNSEEN_TAGS:
            continue
        if parent.mem_id not in whole:
            whole[parent.mem_id] = text_of(parent)
        both = whole[parent.mem_id][: _LONGEST + 1], (node.text_content or "")[: _LONGEST + 1]
        box: Node | None = parent
        for _ in range(2 * _HEIGHT):
            if box is None:
                break
            if box.mem_id in boxes:
                found.setdefault(box.mem_id, []).append(both)
            box = box.parent
    return found


def _date_beside(
    node: Node,
    around: Mapping[int, set[str]],
    dates: Mapping[int, list[tuple[str, str]]],
    fetched_at: datetime | None,
) -> datetime | None:
    """The date in the smallest box that has one and no other article; `None` where it has several."""
    for box in _boxes(node):
        if len(around[box.mem_id]) > 1:
            return None
        texts = dates.get(box.mem_id, ())
        if len(texts) > _MOST_DATES:
            return None
        read = (
            parse_timestamp(whole, relative_to=fetched_at) or parse_timestamp(part, relative_to=fetched_at)
            for whole, part in texts
        )
        stamps = [stamp for stamp in read if stamp is not None]
        if stamps:
            days = {stamp.at.date() for stamp in stamps}
            exact = [stamp.at for stamp in stamps if stamp.precision is Precision.MINUTE]
            return (exact or [stamps[0].at])[0] if len(days) == 1 else None
    return None
