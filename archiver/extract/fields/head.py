"""What stands between a title and its text on an unknown page: the lead, the byline, and lines to skip."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from archiver.extract.fields.beside import name_beside, named_below, posted_by, without_posted_by
from archiver.extract.fields.breadcrumbs import names_column
from archiver.extract.fields.dates import (
    DateLine,
    cells_of_row,
    is_among_dates,
    may_print_time,
    tells_event,
    tells_where,
)
from archiver.extract.fields.files import is_icon, parts_text
from archiver.extract.fields.slanted import (
    LEAST_REST,
    SHORT_TEXT,
    is_little,
    is_said,
    is_slanted,
    paragraphs_of,
)
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import BYLINE, CAPTION, LEAD, is_noise
from archiver.extract.flow.labels import asks, is_question
from archiver.extract.flow.tags import attributes_of
from archiver.records import Found, Kind
from archiver.vietnamese.bodies import names_body
from archiver.vietnamese.bylines import Byline, read_byline, split_lead_prefix
from archiver.vietnamese.timestamps import parse_timestamp
from archiver.vietnamese.verses import is_dedication, is_salutation

#: A lead is one paragraph of at least a short sentence.
_LEAD_LETTERS = range(40, 1_501)
#: A line this short above the text is a label.
_LABEL_LETTERS = 60
_LONGEST_BYLINE = 120
#: How many lines below the title may come before the text.
_DEPTH = 6
#: So many lines above a title, date and name, are the article's own.
_ABOVE_TITLE, _NEVER = 2, -9
_SENTENCE_ENDS = '.…!?:"”’»)。！？'
#: Classes that say how any paragraph may look, by Word, by editors and by style sheets.
_LOOKS = re.compile(r"mso|align|justify|indent|drop|first|\b(?:ql|has|wp|ck|mt|mb|text|font|fs)-|\bx_")
#: A caption above a lead is a line or two.
_LONGEST_CAPTION = 200
#: No line of labels is this long.
_LONG_LINE = 110
#: In bold letters one of so many is a lead whose full stop was forgotten.
_SET_LETTERS = 80
#: How sure a name without any label must be; with one in front it is 0.9 and more.
_SURE_ALONE, _SURE_BESIDE = 0.8, 0.5
#: Elements that hold parts of an article, not single pictures, lists or tables.
_BOXES = frozenset({"div", "td", "section", "main", "article"})


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
    depth = 0
    for number in range(begin, place.last):
        noise = is_noise(place.flow.blocks[number].text)
        depth += number >= place.first and not noise  # a bar for sharing may be a dozen lines
        verdict = _Line.TAKEN if noise else _judge(place, head, number)
        if verdict is _Line.TEXT or depth > _DEPTH:
            break
        if verdict is _Line.TAKEN:
            head.taken.add(number)
    if place.date is not None and not place.off[place.flow.blocks[place.date.block].element]:
        _note_byline(place, head, place.date.block)  # the line may stand above the title or below the text
        if head.byline_how is None:
            _note_name_above(place, head, place.date.block)
    if head.byline_how is None:
        _note_author_above(place, head)
    return head


def _note_name_above(place: Place, head: Head, date: int) -> None:
    """A name alone in a line between a date and the title below it, as in a column beside the text."""
    for number in range(date + 1, min(place.title, date + 1 + _DEPTH)):
        block = place.flow.blocks[number]
        if block.links or len(block.text) > _LABEL_LETTERS:
            continue
        byline = read_byline(block.text, site_names=place.site_names)
        if byline is not None and byline.confidence >= _SURE_ALONE:
            head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)
            return


def _judge(place: Place, head: Head, number: int) -> _Line:
    block = place.flow.blocks[number]
    inside = number >= place.first
    cue = f"{place.flow.cue_of(block)} {place.cues.get(number, '')}"
    if _is_signed_or_dated(place, head, number, cue):
        return _Line.TAKEN
    if block.kind is Kind.CAPTION or _is_below_picture(place, number, cue):
        return _Line.LEFT
    if block.link_share > 0.6 or (block.element >= 0 and place.off[block.element]):
        return _Line.TAKEN
    if not head.lead and _is_lead(place, number, cue):
        head.lead, head.lead_how = block.text, Found("evidence", 0.9 if LEAD.search(cue) else 0.7)
        return _Line.TAKEN
    if inside and not _is_term(place, number):
        return _Line.TEXT
    return _Line.TAKEN if len(block.text) < _LABEL_LETTERS else _Line.LEFT


def _is_below_picture(place: Place, number: int, cue: str) -> bool:
    """Whether a line looks like the caption of a picture right above it, below which the lead may stand."""
    block = place.flow.blocks[number]
    if block.is_bold or len(block.text) > _LONGEST_CAPTION or LEAD.search(cue):
        return False
    looks = (
        CAPTION.search(cue) is not None
        or block.is_italic
        or block.align == "center"
        or block.text[-1] not in _SENTENCE_ENDS
    )
    return looks and any(p.at == number and not is_icon(attributes_of(p.tag)) for p in place.flow.pictures)


def _is_term(place: Place, number: int) -> bool:
    """Whether a short line is part of a list of labels and values, or a label above the date."""
    block = place.flow.blocks[number]
    if len(block.text) >= _LABEL_LETTERS or block.text[-1] in ".…!?":
        return False
    if names_column(block.text):
        return True
    in_list = block.element >= 0 and place.flow.elements[block.element].tag in {"dt", "dd"}
    if place.date is not None and block.kind is Kind.LIST_ITEM and block.element >= 0:
        elements, dated = place.flow.elements, place.flow.blocks[place.date.block]
        beside = (
            dated.kind is Kind.LIST_ITEM and elements[dated.element].parent == elements[block.element].parent
        )
        in_list = in_list or beside  # date, name and column in a list
    return in_list or (place.date is not None and place.date.block - number == 1)


def _is_signed_or_dated(place: Place, head: Head, number: int, cue: str) -> bool:
    block = place.flow.blocks[number]
    if place.date is not None and number == place.date.clock:
        return True
    is_date = place.date is not None and number == place.date.block
    if is_date or (
        _prints_time(block) and not is_among_dates(place.flow, number) and not tells_event(place.flow, number)
    ):
        _note_byline(place, head, number)
        if is_date and not head.lead and (lead := _lead_beside(place, number)):
            head.lead, head.lead_how = lead, Found("evidence", 0.6)
        return True
    above = place.flow.blocks[number - 1].text if number else ""
    if head.byline_how is None and (named := named_below(above, block.text, place.site_names)):
        head.byline, head.byline_how = named.text, Found("evidence", named.confidence)
        return True
    if head.byline_how is not None and number - 1 in head.taken and names_body(block.text):
        return (
            not block.links and read_byline(place.flow.blocks[number - 1].text) is not None
        )  # whose that is
    return head.byline_how is None and _note_author(place, head, number, cue)


def _lead_beside(place: Place, number: int) -> str:
    """A sentence in a tag of its own in the date's line: a style sheet makes two lines of the one."""
    phrases = (phrase.text for phrase in place.flow.phrases if phrase.at == number)
    long = (one for one in phrases if len(one) in _LEAD_LETTERS and one[-1] in _SENTENCE_ENDS)
    return next((one for one in long if parse_timestamp(one) is None), "")


def _prints_time(block: Block) -> bool:
    text = block.text
    stamp = parse_timestamp(text) if len(text) < 80 and any(map(str.isdigit, text)) else None
    return stamp is not None and not (text[0] == "(" and tells_where(text, stamp))


def _note_byline(place: Place, head: Head, number: int) -> None:
    """A name beside the date, in the same line or in a phrase of its own."""
    if head.byline_how is not None:
        return
    date = place.date if place.date is not None and place.date.block == number else None
    byline = name_beside(date.line, date.stamp, place.site_names) if date is not None else None
    byline = byline or _beside_time(place, place.flow.blocks[number].text)
    for phrase in place.flow.phrases:
        if byline is None and phrase.at == number:
            byline = posted_by(phrase.text.strip(" -–—|•·,"), place.site_names)
    for cell in cells_of_row(place.flow, number):
        read = _beside_time(place, cell) or read_byline(cell, site_names=place.site_names)
        if byline is None and read is not None:
            byline = read if read.confidence > _SURE_BESIDE else None
    if byline is None and date is not None:
        byline = _in_own_tag(place, date)
    if byline is not None and byline.confidence >= _SURE_BESIDE:
        head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)


def _in_own_tag(place: Place, date: DateLine) -> Byline | None:
    """A name in a tag of its own beside that of the date, where no blank parts the two."""
    line = place.flow.blocks[date.block].text
    rest = line.removesuffix(date.line) if line.endswith(date.line) else line.removeprefix(date.line)
    name = read_byline(rest, site_names=place.site_names) if rest != line else None
    return name if name is not None and name.confidence >= _SURE_ALONE else None


def _beside_time(place: Place, line: str) -> Byline | None:
    stamp = parse_timestamp(line) if may_print_time(line) else None
    return name_beside(line, stamp, place.site_names) if stamp is not None else None


def _note_author(place: Place, head: Head, number: int, cue: str) -> bool:
    """A name in a block or phrase whose class says author, with a label in front, or as a line of its own."""
    block = place.flow.blocks[number]
    if len(block.text) >= _LONGEST_BYLINE:
        return False
    named = BYLINE.search(cue) is not None
    phrases = [p.text for p in place.flow.phrases if p.at == number and BYLINE.search(p.cue)]
    for line in (block.text, *phrases):
        name = without_posted_by(line)
        byline = read_byline(name, site_names=place.site_names)
        if byline is None and name != line:
            byline = _labelled(place, number, name)
        weak = named or name != line or block.is_italic or block.align == "right"
        if byline is not None and not weak and block.links == 0 and number > place.title >= 0:
            # Between a title and its text a body, or a name that may be a word, can be nothing else.
            weak = byline.confidence > _SURE_BESIDE or " " in byline.text
        if byline is not None and byline.confidence >= (0.5 if weak else _SURE_ALONE):
            head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)
            return True
    return named and len(block.text) < _LABEL_LETTERS


def _labelled(place: Place, number: int, name: str) -> Byline | None:
    """A name behind a label, however rare it is; the first one where tags alone part it from an office."""
    pieces = place.flow.cells.get(number, ())
    is_glued = any(one[-1:].isalpha() and other[:1].isupper() for one, other in pairwise(pieces))
    for piece in pieces if is_glued else (name,):
        if byline := read_byline(f"Viết bởi: {piece}", site_names=place.site_names):
            return byline
    return None


def _note_author_above(place: Place, head: Head) -> None:
    """A name with a label right above the title, or above the date that stands there."""
    for number in range(place.title - 1, max(-1, place.title - 1 - _ABOVE_TITLE), -1):
        block = place.flow.blocks[number]
        if block.element >= 0 and place.off[block.element]:
            return
        byline = read_byline(block.text, site_names=place.site_names, labelled_only=True)
        if byline is not None and not block.links:
            head.byline, head.byline_how = byline.text, Found("evidence", byline.confidence)
            return
        if not _prints_time(block):
            return


def _is_lead(place: Place, number: int, cue: str) -> bool:
    """Whether a block in lead position is set apart from the text: by class, place, weight or a picture."""
    block = place.flow.blocks[number]
    letters = len(block.text) * (2 if block.text[-1] in "。！？" else 1)  # Chinese has half as many
    is_thing = block.kind in {Kind.LIST_ITEM, Kind.TABLE_ROW}
    is_asked = is_question(block.text) or (number > 0 and asks(place.flow.blocks[number - 1].text))
    if (
        letters not in _LEAD_LETTERS
        or is_thing
        or is_asked
        or is_dedication(block.text)
        or is_salutation(block.text)
    ):
        return False
    if LEAD.search(cue):
        return True
    large = block.is_bold or block.kind is Kind.HEADING
    is_sentence = block.text[-1] in _SENTENCE_ENDS
    if number < place.first:  # a line of labels is no sentence
        return is_sentence or len(block.text) >= (_SET_LETTERS if large else _LONG_LINE)
    rest = [other for other in place.flow.blocks[number + 1 : place.last] if _is_text(other)]
    if (opens_list := block.text[-1] == ":") or (is_sentence and _looks_apart(place, number)):
        return not opens_list
    if not rest:  # an article of pictures or documents may have a lead and nothing else
        return (large or _is_above_all(place, number)) and is_sentence
    return (large and not _is_mostly_bold(rest)) or _is_marked_lead(place, number, len(rest))


def _is_mostly_bold(texts: Sequence[Block]) -> bool:
    """Whether more than half of a text is bold, lists and captions aside: then a bold line is one of many."""
    said = [text for text in texts if text.kind in {Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE}] or texts
    return sum(text.is_bold for text in said) > len(said) / 2


def _looks_apart(place: Place, number: int) -> bool:
    """Whether a block alone is slanted, or alone has a class where all other text has one and the same."""
    elements, block = place.flow.elements, place.flow.blocks[number]
    if block.kind is not Kind.PARAGRAPH or block.links or block.element < 0:
        return False
    own = elements[block.element]
    has_class = own.cue and own.last - own.first <= 1 and not _LOOKS.search(own.cue)
    if not block.is_italic and not has_class:
        return False
    below = {picture.at for picture in place.flow.pictures}  # where captions stand
    if number in below:
        return False
    following = enumerate(place.flow.blocks[number + 1 : place.last], start=number + 1)
    rest = paragraphs_of(other for at, other in following if at not in below)
    texts = [other for other in rest if place.date is None or other.text != place.date.line]
    if block.is_italic or is_little(block, texts):
        return is_slanted(block, texts)
    looks = {(elements[other.element].tag, elements[other.element].cue) for other in texts}
    return len(looks) == 1 and (own.tag, own.cue) not in looks


def _is_text(block: Block) -> bool:
    is_thing = block.kind in {Kind.TABLE_ROW, Kind.CAPTION}
    return len(block.text) >= _LABEL_LETTERS and not is_thing and is_said(block)


def _is_text_or_item(block: Block) -> bool:
    is_item = block.kind is Kind.LIST_ITEM and len(block.text) >= SHORT_TEXT and not block.links
    return is_item or _is_text(block)


def _is_marked_lead(place: Place, number: int, rest: int) -> bool:
    block = place.flow.blocks[number]
    if block.is_italic and split_lead_prefix(block.text)[0].startswith("("):
        return True
    if place.date is not None and number < place.date.block <= number + 2 and rest > LEAST_REST:
        return block.text[-1] in _SENTENCE_ENDS  # no text stands above its date
    # In bare markup a picture right below the first paragraph parts the lead from the text.
    above = {place.date.block if place.date else _NEVER, place.title if place.title >= 0 else _NEVER}
    if rest >= LEAST_REST and number - 1 in above and parts_text(place.flow, number + 1):
        return True
    texts = [n for n in range(number + 1, place.last) if _is_text_or_item(place.flow.blocks[n])]
    return rest > 0 and len(texts) >= LEAST_REST and place.flow.is_outside(number, texts)


def _is_above_all(place: Place, number: int) -> bool:
    """Whether pictures, rows or documents follow in an element of their own, and this block is the head's."""
    flow, head = place.flow, place.title
    pictures = [
        picture
        for picture in flow.pictures
        if number < picture.at <= place.last and not (picture.element >= 0 and place.off[picture.element])
    ]
    below = {picture.at for picture in pictures}
    things = [picture.element for picture in pictures]
    for at, block in enumerate(flow.blocks[number + 1 : place.last], start=number + 1):
        if block.kind in {Kind.TABLE_ROW, Kind.CAPTION} or at in flow.documents or at in below:
            things.append(block.element)
        elif place.date is not None and at == place.date.block:
            continue
        elif len(block.text) >= SHORT_TEXT and is_said(block):
            return False
    if not things or head < 0:
        return False
    own = flow.ancestors(flow.blocks[number].element)
    holders = set.intersection(*(set(flow.ancestors(element)) for element in things))
    boxes = [flow.elements[holder].tag for holder in holders.difference(own)]
    around = next((element for element in own if element in holders), -1)
    with_head = around >= 0 and flow.elements[around].first <= head < flow.elements[around].last
    return with_head and not _BOXES.isdisjoint(boxes)
