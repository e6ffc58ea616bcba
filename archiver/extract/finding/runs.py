"""Runs of linked headlines: what on a page leads to other articles, with its dates and teasers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from archiver.extract.flow.blocks import Anchor, Block, Flow
from archiver.extract.flow.cues import ends_article, folded
from archiver.extract.signals import TIME, TIME_BESIDE, is_headline
from archiver.records import Kind

#: What ends a teaser whose headline is no link, or only in part.
_MORE = re.compile(
    r"(?:xem|đọc) (?:thêm|tiếp|chi tiết|toàn văn|(?:câu )?trả lời)|\bchi tiết|read more|continue reading",
    re.IGNORECASE,
)
_MORE_END = 24
#: A line that leads to further pages of a list. Folded, the whole line.
_PAGER = re.compile(
    r"(?:trang|truoc|tiep(?: theo)?|sau|dau|cuoi|ke|trong|tren|page|of|next|prev(?:ious)?|first|last|xem them"
    r"|[\d\W_])+"
)
_LONGEST_PAGER = 80
#: Between two items of one run: a date, a teaser, a link to more; so many blocks and letters at most.
_BETWEEN, _LETTERS_BETWEEN = 4, 500
#: So many items are a run.
_ITEMS = 3
#: A picture's caption or a table's row is an item from so many linked letters on.
_SHORT_ITEM, _LONG_ITEM = 10, 25
_LONGEST_DAY = 60
#: So many pictures are looked at, of those that stand above a run.
_PICTURES = 20


class Run(NamedTuple):
    """So many items that lead to other pages: blocks `first` to `last` (excluded), dates and teasers too."""

    first: int
    last: int
    items: int


def runs_of(flow: Flow, title: int = -1) -> list[Run]:
    """All runs of items, in page order; `title` is the block of a title that parts them, -1 for none."""
    items = [number for number in _items(flow) if number != title]
    runs: list[Run] = []
    begin = 0
    for end in range(1, len(items) + 1):
        is_parted = end == len(items) or items[end - 1] < title < items[end]
        if not is_parted and _is_near(flow, items[end - 1], items[end]):
            continue
        if end - begin >= _ITEMS:
            runs.append(_run(flow, items[begin:end]))
        begin = end
    return runs


def _items(flow: Flow) -> list[int]:
    pictured = {picture.at for picture in flow.pictures}
    begun = {anchor.at for anchor in flow.anchors if _begins_item(flow.blocks, anchor)}
    return [
        number
        for number, block in enumerate(flow.blocks)
        if block.links
        and number not in flow.documents
        and (number in begun or _is_item(block, number in pictured))
    ]


def _begins_item(blocks: Sequence[Block], anchor: Anchor) -> bool:
    """Whether a link is a headline with its date and teaser in one and the same block."""
    if len(anchor.raw) < _LONG_ITEM or anchor.at >= len(blocks):
        return False
    line = blocks[anchor.at].text
    if len(line) < 2 * _LONG_ITEM or not line.startswith(text := anchor.text):
        return False
    return TIME_BESIDE.match(line, len(text)) is not None


def _is_item(block: Block, is_pictured: bool) -> bool:
    if is_headline(block) or leads_on(block):
        return True
    if block.kind is Kind.TABLE_ROW:
        return block.links >= _LONG_ITEM
    return is_pictured and len(block.text) >= _SHORT_ITEM and block.link_share > 0.8


def leads_on(block: Block) -> bool:
    """Whether a block ends in a link to the whole of what it begins."""
    return block.links > 0 and _MORE.search(block.text[-_MORE_END:]) is not None


def _is_near(flow: Flow, above: int, below: int) -> bool:
    between = flow.blocks[above + 1 : below]
    return (
        len(between) <= _BETWEEN
        and sum(len(block.text) - block.links for block in between) <= _LETTERS_BETWEEN
        and not any(ends_article(block.text) or is_pager(block) for block in between)
    )


def _run(flow: Flow, items: Sequence[int]) -> Run:
    """What stands between two items stands above the first or below the last one as well."""
    blocks = flow.blocks
    period = min(below - above for above, below in pairwise(items))
    is_last = leads_on(blocks[items[0]])
    first = items[0] - (period - 1 if is_last else 0)
    last = items[-1] + (1 if is_last else period)
    is_day_first = first > 0 and all(map(is_day, (blocks[number - 1] for number in items)))
    if is_day_first and not any(map(is_day, blocks[items[-1] + 1 : last])):
        first -= 1
    return Run(max(0, first), min(last, len(blocks)), len(items))


def has_own_picture(flow: Flow, begin: int, run: Run) -> bool:
    """Whether a picture stands between a block and a run that is not the first item's own."""
    pictures = [picture for picture in flow.pictures if begin <= picture.at <= run.first]
    inside = sum(run.first < picture.at < run.last for picture in flow.pictures)
    if len(pictures) <= 1 and inside >= _ITEMS - 1:
        return False
    named = {anchor.href for anchor in flow.anchors if run.first <= anchor.at < run.last and anchor.text}
    # A picture that leads where a headline leads is that item's, the last of those right above it.
    linked = Counter(anchor.at for anchor in flow.anchors if anchor.href in named and not anchor.text)
    around = set(flow.ancestors(flow.blocks[run.first].element))
    places = [picture.at for picture in pictures]
    for number, picture in enumerate(pictures[:_PICTURES]):
        holder = next((number for number in flow.ancestors(picture.element) if number in around), -1)
        # A column may hold the first of two lists that stand side by side.
        shared = flow.blocks[run.first : flow.elements[holder].last] if holder >= 0 else ()
        is_apart = holder < 0 or flow.elements[holder].last >= run.last or _are_many(shared)
        if is_apart and places[number:].count(picture.at) > linked[picture.at]:
            return True
    return False


def _are_many(blocks: Sequence[Block]) -> bool:
    """Whether there are so many headlines among some blocks that they are no single item."""
    return sum(map(is_headline, blocks)) >= _ITEMS


def is_pager(block: Block) -> bool:
    """Whether a line leads to further pages of a list."""
    return (
        len(block.text) <= _LONGEST_PAGER
        and block.links > 0
        and TIME.search(block.text) is None
        and _PAGER.fullmatch(folded(block.text)) is not None
    )


def is_day(block: Block) -> bool:
    """Whether a short line prints a day."""
    return len(block.text) < _LONGEST_DAY and TIME.search(block.text) is not None
