"""Whether a line above a text is its lead because it alone is slanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from archiver.extract.flow.blocks import Block
from archiver.extract.flow.cues import is_foot, is_noise
from archiver.records import Kind
from archiver.vietnamese.verses import are_verses, is_dedication, is_salutation

#: So many paragraphs below a lead are compared with it, and so many there must be.
_REST, LEAST_REST = 20, 2
#: A line above verses that is no longer tells of whom they are, not what they say.
_MOTTO_LETTERS = 80
#: Text of an article without any other.
SHORT_TEXT = 25


def is_slanted_lead(block: Block, below: Iterable[Block]) -> bool:
    """Whether a sentence alone is slanted above a text, and is no line of a poem or a letter."""
    is_letter = is_dedication(block.text) or is_salutation(block.text)
    return not is_letter and block.text[-1] in ".…!?" and is_slanted(block, paragraphs_of(below))


def is_slanted(block: Block, texts: Sequence[Block]) -> bool:
    """Whether a block alone is slanted above a text that has more to say."""
    return block.is_italic and not is_little(block, texts) and not any(text.is_italic for text in texts)


def paragraphs_of(blocks: Iterable[Block]) -> list[Block]:
    """The first paragraphs among some blocks, labels left out."""
    texts = (b for b in blocks if b.kind is Kind.PARAGRAPH and len(b.text) >= SHORT_TEXT and is_said(b))
    return list(islice(texts, _REST))


def is_little(block: Block, texts: Sequence[Block]) -> bool:
    """Whether a text has less to say than the line above it, or is verses below a motto."""
    if len(texts) < LEAST_REST or sum(len(text.text) for text in texts) < len(block.text):
        return True
    return len(block.text) <= _MOTTO_LETTERS and are_verses([text.text for text in texts])


def is_said(block: Block) -> bool:
    """Whether a block is neither links nor a line of the portal's foot or buttons."""
    return block.link_share < 0.5 and not (is_foot(block.text) or is_noise(block.text))
