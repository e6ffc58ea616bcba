"""What stands between a title and its text on an unknown page: the lead, the byline, and lines to skip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from archiver.extract.blocks import Block, Flow
from archiver.extract.cues import BYLINE, LEAD, is_noise
from archiver.extract.dates import DateLine
from archiver.records import Found, Kind
from archiver.vietnamese.bylines import read_byline, split_lead_prefix
from archiver.vietnamese.timestamps import parse_timestamp

#: A lead is one paragraph of at least a short sentence.
_LEAD_LETTERS = range(40, 1_501)
#: A line this short above the text is a label.
_LABEL_LETTERS = 60
_LONGEST_BYLINE = 120
#: How many lines below the title may come before the text.
_DEPTH = 6
_NEVER = -9


@dataclass(frozen=True, slots=True)
class Place:
    """Where a head is read.

    `title` is a block (-1: none), the text is the blocks `first` to `last` (excluded). `off` says which
    elements serve the portal, `cues` the inline classes inside each block.
    """

    flow: Flow
    title: int
    first: int
    last: int
    date: DateLine | None
    off: Sequence[bool]
    cues: Mapping[int, str]
    site_names: Sequence[str]


@dataclass(slots=True)
class Head:
    """Lead and byline with how they were found, and the numbers of the blocks that are not text."""

    lead: str = ""
    lead_how: Found | None = None
    byline: str = ""
    byline_how: Found | None = None
    taken: set[int] = field(default_factory=set)


class _Line(Enum):
    TAKEN = auto()
    LEFT = auto()
    TEXT = auto()


def read_head(place: Place) -> Head:
    """Read downwards from the title to the first line that is the text."""
    head = Head()
    begin = place.title + 1 if place.title >= 0 else place.first
    for number in range(begin, min(place.last, place.first + _DEPTH)):
        verdict = _judge(place, head, number)
        if verdict is _Line.TEXT:
            break
        if verdict is _Line.TAKEN:
            head.taken.add(number)
    return head


def _judge(place: Place, head: Head, number: int) -> _Line:
    block = place.flow.blocks[number]
    inside = number >= place.first
    cue = f"{_cue_of(place.flow, block)} {place.cues.get(number, '')}"
    if _is_signed_or_dated(place, head, number, cue):
        return _Line.TAKEN
    if block.kind is Kind.CAPTION:
        return _Line.LEFT
    if is_noise(block.text) or block.link_share > 0.6 or (block.element >= 0 and place.off[block.element]):
        return _Line.TAKEN
    if not head.lead and _is_lead(place, number, cue):
        head.lead, head.lead_how = block.text, Found("evidence", 0.9 if LEAD.search(cue) else 0.7)
        return _Line.TAKEN
    if inside:
        return _Line.TEXT
    return _Line.TAKEN if len(block.text) < _LABEL_LETTERS else _Line.LEFT


def _is_signed_or_dated(place: Place, head: Head, number: int, cue: str) -> bool:
    block = place.flow.blocks[number]
    if (place.date is not None and number == place.date.block) or _prints_time(block):
        _note_byline(place, head, number)
        return True
    return head.byline_how is None and _note_author(place, head, number, cue)


def _cue_of(flow: Flow, block: Block) -> str:
    """The class of the block element and of those around it that hold nothing else."""
    words = []
    element = block.element
    while element >= 0 and flow.elements[element].last - flow.elements[element].first <= 1:
        words.append(flow.elements[element].cue)
        element = flow.elements[element].parent
    return " ".join(words)


def _prints_time(block: Block) -> bool:
    text = block.text
    return len(text) < 80 and any(map(str.isdigit, text)) and parse_timestamp(text) is not None


def _note_byline(place: Place, head: Head, number: int) -> None:
    """A name beside the date, in the same line or in a phrase of its own."""
    if head.byline_how is not None:
        return
    parts = [phrase.text for phrase in place.flow.phrases if phrase.at == number]
    if place.date is not None and place.date.block == number:
        before, _, after = place.flow.blocks[number].text.partition(place.date.stamp.text)
        parts += [before, after]
    for part in parts:
        byline = read_byline(part.strip(" -–|•·,"), site_names=place.site_names)
        if byline is not None and byline.confidence >= 0.6:
            head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)
            return


def _note_author(place: Place, head: Head, number: int, cue: str) -> bool:
    """A name in a block or phrase whose class says author, or with a label in front."""
    block = place.flow.blocks[number]
    if len(block.text) >= _LONGEST_BYLINE:
        return False
    named = BYLINE.search(cue) is not None
    phrases = [p.text for p in place.flow.phrases if p.at == number and BYLINE.search(p.cue)]
    for line in (block.text, *phrases):
        byline = read_byline(line, site_names=place.site_names, labelled_only=not named)
        if byline is not None and byline.confidence >= 0.5:
            head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)
            return True
    return named and len(block.text) < _LABEL_LETTERS


def _is_lead(place: Place, number: int, cue: str) -> bool:
    """Whether a block in lead position is set apart from the text: by class, place, weight or a picture."""
    block = place.flow.blocks[number]
    if len(block.text) not in _LEAD_LETTERS or block.kind in {Kind.LIST_ITEM, Kind.TABLE_ROW}:
        return False
    if LEAD.search(cue) or number < place.first:
        return True
    rest = [other for other in place.flow.blocks[number + 1 : place.last] if len(other.text) >= 60]
    if not rest:
        return False
    if (block.is_bold or block.kind is Kind.HEADING) and not all(other.is_bold for other in rest):
        return True
    if block.is_italic and split_lead_prefix(block.text)[0].startswith("("):
        return True
    # In bare markup a picture right below the first paragraph parts the lead from the text.
    above = {place.date.block if place.date else _NEVER, place.title if place.title >= 0 else _NEVER}
    pictured = any(picture.at == number + 1 for picture in place.flow.pictures)
    return number - 1 in above and pictured and len(rest) >= 2
