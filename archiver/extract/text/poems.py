"""Where a poem ends whose last lines have no full stop: a portal's labels below a text have none either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archiver.extract.flow.blocks import Block, Flow
from archiver.records import Kind
from archiver.vietnamese.verses import LONGEST_VERSE, are_verses

#: So many lines that look alike are a poem.
_VERSES = 4
#: So many lines of it are something else: a dedication, a note, who wrote it, where and when.
_OTHERS = 4


def end_of_poem(flow: Flow, blocks: Sequence[Block]) -> int:
    """The number of blocks up to the last verse where a text is verses, a few other lines aside; 0 else."""
    short = [number for number, block in enumerate(blocks) if _may_be_verse(block)]
    if len(short) < _VERSES or len(blocks) - len(short) > _OTHERS:
        return 0
    looks = {number: _look(flow, blocks[number]) for number in short}
    look, lines = Counter(looks.values()).most_common(1)[0]
    if lines < _VERSES or len(blocks) - lines > _OTHERS:
        return 0
    verses = [number for number, own in looks.items() if own == look]
    return verses[-1] + 1 if are_verses([blocks[number].text for number in verses]) else 0


def _may_be_verse(block: Block) -> bool:
    return len(block.text) <= LONGEST_VERSE and block.kind is Kind.PARAGRAPH and not block.links


def _look(flow: Flow, block: Block) -> tuple[object, ...]:
    """What lines of one poem have in common: the box around them, their tag and class."""
    if block.element < 0:
        return (-1, block.align)
    own = flow.elements[block.element]
    return own.parent, own.tag, own.cue, block.align
