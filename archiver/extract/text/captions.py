"""Which lines of a text are captions: what a line below a picture looks like, is called and says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import CAPTION
from archiver.extract.text.clutter import below_pictures
from archiver.records import Kind
from archiver.vietnamese.bylines import is_photo_credit, read_byline, read_source_line, split_credit

#: A caption is short; a longer line below a picture is a paragraph.
_CAPTION_LETTERS = 300
#: A line with so many letters that is no link is text, not a label.
_TEXT_LETTERS = 60
#: No label of a portal is this long: such a line is text even without a full stop.
_LONG_LINE = 110
#: A credit alone is shorter.
_CREDIT_LETTERS = 80
#: How what is said ends.
SENTENCE_END = re.compile(r"[.!?…:;/。！？។][\"”’»)\]]*$|\"$")


def mark_captions(flow: Flow, blocks: Sequence[Block], positions: Sequence[int]) -> None:
    """Make the line below a picture a caption where it reads like one."""
    below = below_pictures(flow)
    places = list(zip(blocks, positions, strict=True))
    texts = [block for block, at in places if len(block.text) >= _TEXT_LETTERS and at not in below]
    is_centred = sum(block.align == "center" for block in texts) > len(texts) / 2
    is_slanted = sum(block.is_italic for block in texts) > len(texts) / 2
    for block, position in places:
        if block.kind is not Kind.PARAGRAPH or len(block.text) > _CAPTION_LETTERS:
            continue
        near = position in below or position - 1 in below
        italic = block.is_italic and block.align != "right"  # there stands who wrote the text
        set_apart = (italic and not is_slanted) or (block.align == "center" and not is_centred)
        # Where a whole text is centred or slanted, only the words tell a caption.
        set_apart = set_apart or ((is_centred or is_slanted) and _is_phrase(block))
        set_apart = set_apart and not _is_lead_below(block, blocks)
        if position in below and (set_apart or CAPTION.search(flow.cue_of(block))):
            block.kind = Kind.CAPTION
        elif (near and split_credit(block.text)[1] and not read_byline(block.text, labelled_only=True)) or (
            len(block.text) < _CREDIT_LETTERS and is_photo_credit(block.text)
        ):
            # `Nguồn: …` names where the text is from, unless it stands right below a picture.
            block.kind = block.kind if read_source_line(block.text) else Kind.CAPTION


def _is_phrase(block: Block) -> bool:
    return len(block.text) < _LONG_LINE and not block.is_bold and SENTENCE_END.search(block.text) is None


def _is_lead_below(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a slanted line below the first picture is a lead: bold, long, a sentence, before plain text."""
    if block is not blocks[0] or len(blocks) < 2 or block.align or blocks[1].is_bold:
        return False
    return block.is_bold and len(block.text) >= _TEXT_LETTERS and block.text[-1] in ".…!?"
