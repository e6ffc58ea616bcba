"""Which bold lines of a text are its headings: editors without a button for them used the one for bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archiver.extract.flow.blocks import Block
from archiver.records import Kind

#: A heading has so many letters; a number alone (`II.`) parts a text too.
_LETTERS = range(3, 121)
#: With more of its paragraphs in bold letters a text is bold, and no line of it stands out.
_MOST = 0.5
_BELOW = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.QUOTE})
_SENTENCE_ENDS = '.…!?:;,"”»)'


def mark_headings(blocks: Sequence[Block]) -> None:
    """Make a bold line a heading where it is no sentence, and text in other letters stands below it."""
    texts = [block for block in blocks if block.kind in _BELOW]
    if sum(block.is_bold for block in texts) > _MOST * len(texts):
        return
    for block, below in pairwise(blocks):
        stands_out = block.kind is Kind.PARAGRAPH and block.is_bold and not (block.align or block.links)
        is_line = len(block.text) in _LETTERS and block.text[-1] not in _SENTENCE_ENDS
        if stands_out and is_line and below.kind in _BELOW and not (below.is_bold or below.align):
            block.kind = Kind.HEADING
