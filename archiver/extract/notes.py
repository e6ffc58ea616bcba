"""Numbered lines below the last sentence of a text that belong to it although they have no full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.blocks import Block
from archiver.extract.cues import is_foot

#: How a note below a text begins.
_NOTE = re.compile(r"[(\[](\d{1,2})[)\]]\s?[^\W\d]")
#: How an item begins, and the heading above some: `1. …`, `II. …`, `a) …`, `- …`.
_ITEM = re.compile(r"(?:(?:\d{1,3}|[IVX]{1,4}|[a-zđ])\s?[.)/]\s?|[-–+•*]\s?)[\"“‘(]?[^\W\d]")


def end_of_numbered(blocks: Sequence[Block], end: int) -> int:
    """The end of a text, moved past the items that its last sentence opens, and past its numbered notes."""
    if blocks[end - 1].text[-1] == ":":
        while end < len(blocks) and _is_item(blocks[end]):
            end += 1
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
