"""How two readings of an article differ, word by word. Pure functions, in bounded time.

A word is a Vietnamese syllable with its accents, or a number with its signs, and is never cut. Paragraphs
are aligned first: what only moved is said to have moved, and words are compared within a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from unicodedata import normalize

from archiver.archive.edits.aligning import aligned
from archiver.archive.edits.revisions import changed


class Edit(StrEnum):
    """What happened to a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Fate(StrEnum):
    """What happened to a paragraph, or to another part as a whole."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came, with the spaces between them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, title, picture or file; the pieces that are not added make up what it was before."""

    fate: Fate
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part in which two readings differ, as blocks in the order of the newer reading."""

    part: str
    blocks: tuple[Block, ...]

    def as_dict(self) -> dict[str, object]:
        """The difference as plain JSON values."""
        blocks = [
            {"fate": block.fate.value, "pieces": [[piece.edit.value, piece.text] for piece in block.pieces]}
            for block in self.blocks
        ]
        return {"part": self.part, "blocks": blocks}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Difference, ...]:
    """The parts in which two readings (`archiver.archive.edits.revisions.parts`) differ, and how."""
    return tuple(
        Difference(part, compare_blocks(_blocks(before, part), _blocks(after, part)))
        for part in changed(before, after)
    )


def _blocks(reading: Mapping[str, object], part: str) -> list[str]:
    """A part as texts: one for each paragraph, picture or file."""
    value = reading.get("printed") or reading.get("date") if part == "date" else reading.get(part)
    if isinstance(value, list):
        return [" · ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value]
    return [] if value is None else [str(value)]


# A number keeps its points, commas, slashes and colons: 1.250.000, 05/06/2013, 09:32.
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|(?:\w|[\u0300-\u036f])+|\s+|.", re.DOTALL)


def words(text: str) -> list[str]:
    """A text cut into words, signs and spaces; together they are the text again, in NFC.

    >>> words("Ngày 05/06/2013, thị trấn")
    ['Ngày', ' ', '05/06/2013', ',', ' ', 'thị', ' ', 'trấn']
    """
    return _WORD.findall(normalize("NFC", text))


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed, went and came between two texts, word by word.

    >>> [(piece.edit.value, piece.text) for piece in compare_words("thị trấn Cồn Rẫy", "thị xã Cồn Rẫy")]
    [('same', 'thị '), ('removed', 'trấn'), ('added', 'xã'), ('same', ' Cồn Rẫy')]
    """
    old, new = words(before), words(after)
    steps: list[tuple[Edit, str]] = []
    at = at_new = 0
    for place, place_new in [*aligned(old, new), (len(old), len(new))]:
        steps += [(Edit.REMOVED, word) for word in old[at:place]]
        steps += [(Edit.ADDED, word) for word in new[at_new:place_new]]
        if place < len(old):
            steps.append((Edit.SAME, old[place]))
        at, at_new = place + 1, place_new + 1
    return _joined(_without_islands(steps))


def _joined(steps: Iterable[tuple[Edit, str]]) -> tuple[Piece, ...]:
    """Steps as pieces; between two that stayed first what went, then what came."""
    pieces: list[Piece] = []
    for is_same, run in groupby(steps, key=lambda step: step[0] is Edit.SAME):
        members = list(run)
        for edit in (Edit.SAME,) if is_same else (Edit.REMOVED, Edit.ADDED):
            text = "".join(word for kind, word in members if kind is edit)
            if text:
                pieces.append(Piece(edit, text))
    return tuple(pieces)


def _without_islands(steps: list[tuple[Edit, str]]) -> list[tuple[Edit, str]]:
    """A space that stayed between two words that did not is no island to read on."""
    found: list[tuple[Edit, str]] = []
    for index, (edit, word) in enumerate(steps):
        is_between = 0 < index < len(steps) - 1 and word.isspace() and edit is Edit.SAME
        neighbours = (steps[index - 1][0], steps[index + 1][0]) if is_between else (Edit.SAME,)
        if Edit.SAME in neighbours:
            found.append((edit, word))
        else:
            found += [(Edit.REMOVED, word), (Edit.ADDED, word)]
    return found


#: Two paragraphs are one that was changed where they share half of their words; else one went, one came.
ALIKE = 0.5


def compare_blocks(before: Sequence[str], after: Sequence[str]) -> tuple[Block, ...]:
    """Two rows of paragraphs: those that stayed, moved, went, came, and those that were changed inside."""
    blocks: list[Block] = []
    at = at_new = 0
    for place, place_new in [*aligned(before, after), (len(before), len(after))]:
        blocks += _between(before[at:place], after[at_new:place_new])
        if place < len(before):
            blocks.append(Block(Fate.SAME, (Piece(Edit.SAME, before[place]),)))
        at, at_new = place + 1, place_new + 1
    return _with_moves(blocks)


def _between(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """Paragraphs between two that stayed: each is paired with the next one that is like it."""
    if " ".join(before) == " ".join(after):
        # Only the markup cuts the same words elsewhere.
        return [Block(Fate.SAME, (Piece(Edit.SAME, text),)) for text in after]
    blocks: list[Block] = []
    start = 0
    for text in before:
        partner = _partner(text, after, start)
        if partner is None:
            blocks.append(Block(Fate.REMOVED, (Piece(Edit.REMOVED, text),)))
            continue
        blocks += [Block(Fate.ADDED, (Piece(Edit.ADDED, one),)) for one in after[start:partner]]
        blocks.append(Block(Fate.CHANGED, compare_words(text, after[partner])))
        start = partner + 1
    return blocks + [Block(Fate.ADDED, (Piece(Edit.ADDED, one),)) for one in after[start:]]


#: How many paragraphs further down a changed one is looked for: enough for an inserted section.
_REACH = 8


def _partner(text: str, after: Sequence[str], start: int) -> int | None:
    likeness = [(likeness_of(text, after[place]), -place) for place in range(start, len(after))[:_REACH]]
    best = max(likeness, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def likeness_of(one: str, other: str) -> float:
    """How many of their words two texts share, from 0 to 1, whatever the order.

    >>> likeness_of("thị trấn Cồn Rẫy", "thị xã Cồn Rẫy")
    0.75
    """
    count = Counter(word for word in words(one) if not word.isspace())
    count_other = Counter(word for word in words(other) if not word.isspace())
    total = count.total() + count_other.total()
    return 2 * (count & count_other).total() / total if total else 1.0


def _with_moves(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A paragraph that went in one place and came in another has moved."""
    gone = Counter(block.pieces[0].text for block in blocks if block.fate is Fate.REMOVED)
    come = Counter(block.pieces[0].text for block in blocks if block.fate is Fate.ADDED)
    away, here = gone & come, gone & come
    found = []
    for block in blocks:
        text = block.pieces[0].text if block.pieces else ""
        if block.fate is Fate.REMOVED and away[text]:
            away[text] -= 1
            found.append(Block(Fate.MOVED_AWAY, block.pieces))
        elif block.fate is Fate.ADDED and here[text]:
            here[text] -= 1
            found.append(Block(Fate.MOVED_HERE, block.pieces))
        else:
            found.append(block)
    return tuple(found)
