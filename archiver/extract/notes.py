"""Numbered lines below the last sentence of a text that belong to it although they have no full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from archiver.extract.blocks import Block
from archiver.extract.cues import folded, is_foot

#: How a note below a text begins.
_NOTE = re.compile(r"[(\[](\d{1,2})[)\]]\s?[^\W\d]")
#: How an item begins, and the heading above some: `1. …`, `II. …`, `a) …`, `- …`.
_ITEM = re.compile(r"(?:(?:\d{1,3}|[IVX]{1,4}|[a-zđ])\s?[.)/]\s?|[-–+•*]\s?)[\"“‘(]?[^\W\d]")


#: What stands above notes and sources.
_LABEL_LETTERS = 40
_HEADS_NOTES = re.compile(
    r"(?:tai lieu (?:tham khao|trich dan)|chu thich|ghi chu|references|bibliography)\W*", re.I
)


def end_of_numbered(blocks: Sequence[Block], end: int) -> int:
    """The end of a text, moved past the items that its last sentence opens, and past its numbered notes."""
    begin = end
    if end + 1 < len(blocks) and _HEADS_NOTES.fullmatch(folded(blocks[end].text[:_LABEL_LETTERS])):
        begin = end + 1
    if begin > end or blocks[end - 1].text[-1] == ":":
        items = sum(1 for _ in takewhile(_is_item, blocks[begin:]))
        end = begin + items if items else end
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
