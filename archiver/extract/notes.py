"""Numbered notes below a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.blocks import Block

#: How a note below a text begins.
_NOTE = re.compile(r"[(\[](\d{1,2})[)\]]\s?[^\W\d]")


def end_of_notes(blocks: Sequence[Block], end: int) -> int:
    """The end of a text, moved past its numbered notes (`(1) Xem: …`), which have no full stop."""
    for number, block in enumerate(blocks[end:], start=end):
        note = _NOTE.match(block.text)
        if note is None or block.link_share > 0.5:
            break
        above = _NOTE.match(blocks[number - 1].text)
        if int(note[1]) != (int(above[1]) + 1 if above else 1):
            break
        end = number + 1
    return end
