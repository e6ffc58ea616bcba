"""Numbered lines below the last sentence of a text that belong to it although they have no full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import folded, is_foot

#: How a note below a text begins.
_NOTE = re.compile(r"[(\[](\d{1,2})[)\]]\s?[^\W\d]")
#: How an item begins, and the heading above some: `1. …`, `II. …`, `a) …`, `- …`, `17h00: …`.
_ITEM = re.compile(
    r"(?:(?:\d{1,3}|[IVX]{1,4}|[a-zđ])\s?[.)/]\s?|\d{1,2}\s?[h:]\s?\d{0,2}\s?[:–-]?\s|[-–+•*]\s?)"
    r"[\"“‘(]?[^\W\d]"
)
#: Below a bold line there are so many items; it has so many letters at most.
_LEAST_ITEMS, _LONGEST_LABEL = 2, 80
#: What stands above notes and sources.
_HEADS_NOTES = re.compile(
    r"(?:tai lieu (?:tham khao|trich dan)|chu thich|ghi chu|references|bibliography)\W*", re.I
)


def end_of_numbered(flow: Flow, blocks: Sequence[Block], end: int) -> int:
    """The end of a text, moved past the items that its last line, or one below it, opens, and past notes."""
    if blocks[end - 1].text[-1] == ":":
        end += sum(1 for _ in takewhile(_is_item, blocks[end:]))
    elif least := _opens_items(flow, blocks, end):
        items = sum(1 for _ in takewhile(_is_item, blocks[end + 1 :]))
        end += 1 + items if items >= least else 0
    for number, block in enumerate(blocks[end:], start=end):
        note = _NOTE.match(block.text)
        if note is None or block.link_share > 0.5:
            break
        above = _NOTE.match(blocks[number - 1].text)
        if int(note[1]) != (int(above[1]) + 1 if above else 1):
            break
        end = number + 1
    return end


def _is_item(block: Block) -> bool:
    return not block.links and _ITEM.match(block.text) is not None and not is_foot(block.text)


def _opens_items(flow: Flow, blocks: Sequence[Block], number: int) -> int:
    """How many items make a line in the box of the text part of it; 0 for a line that opens none."""
    if number >= len(blocks) or (line := blocks[number]).links or len(line.text) > _LONGEST_LABEL:
        return 0
    if flow.holder(line) != flow.holder(blocks[number - 1]):
        return 0
    return 1 if _HEADS_NOTES.fullmatch(folded(line.text)) else _LEAST_ITEMS * line.is_bold
