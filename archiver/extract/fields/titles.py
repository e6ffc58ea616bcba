"""The title of an article: what the page shows, checked against what it tells machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archiver.extract.fields.dates import DateLine, may_print_time, read_date_line
from archiver.extract.fields.declared import parts_of
from archiver.extract.fields.files import is_icon
from archiver.extract.flow.blocks import Flow
from archiver.extract.flow.cues import TITLE, ends_article, folded, is_foot, is_noise
from archiver.extract.flow.labels import names_page, names_title
from archiver.extract.flow.tags import attributes_of
from archiver.extract.signals import is_portal_name
from archiver.extract.teasers import names_listing
from archiver.records import VIETNAM, Kind
from archiver.vietnamese.bylines import read_byline
from archiver.vietnamese.date_lines import tells_beside
from archiver.vietnamese.text import fold

#: A heading in this range of letters can be a title.
_SHORTEST, _LONGEST = 8, 350
#: A part of a declared title that is shown is the title only if it says so much.
_SURE_LENGTH = 25
#: What speaks for a title that is declared word for word, or that a label names.
_AGREED = 8.0
#: What speaks for a title of a page without headings that stands bold above its date.
_ABOVE_DATE = 4.0
#: The same where it stands bold and centred right above its text.
_ABOVE_TEXT = 2.5
#: What stands between a title and a date in one line.
_BETWEEN = " |-–—•·,;:("
#: How many letters the label of a form has at most.
_LONGEST_LABEL = 20
#: Among so many lines above a text there may be buttons, voices and speeds.
_BUTTONS = 12
#: A line of so many letters without a link is a text.
_TEXT_LETTERS = 60
#: A lead whose full stop was forgotten has more letters.
_PHRASE = 150
_SENTENCE_ENDS = '.…!?:"”’»)'
#: What may stand behind a short title where it is declared: nothing, or what it is.
_FORM = re.compile(r"\s?(?:[(\[|:–—-]|$)")
#: The first letter of the scripts that put no blanks between words: Thai, Lao, Khmer, Chinese.
_WITHOUT_BLANKS = "\u0e00"


class Title(NamedTuple):
    """A title, the block it stands in (-1: none) and how much speaks for it."""

    text: str
    block: int
    score: float


def lone_heading(flow: Flow) -> int:
    """The one heading of the first or second rank that is no link, long enough to be a title; -1 for none."""
    ranks: dict[str, list[int]] = {"h1": [], "h2": []}
    for number, block in enumerate(flow.blocks):
        if block.kind is Kind.HEADING and block.element >= 0 and block.link_share < 0.5:
            tag = flow.elements[block.element].tag
            if tag in ranks and _SHORTEST <= len(block.text) <= _LONGEST and not names_page(block.text):
                ranks[tag].append(number)
    numbers = ranks["h1"] or ranks["h2"]
    is_title = len(numbers) == 1 and len(flow.blocks[numbers[0]].text) >= _SURE_LENGTH
    return numbers[0] if is_title else -1


def dated_title(flow: Flow) -> int:
    """The first line that stands like a title above a date and a text; -1 for none."""
    return next((number for number in range(len(flow.blocks)) if _heads_date(flow, number)), -1)


def plain_title(flow: Flow) -> int:
    """The line above a date where one such pair is on the page, in plain letters; -1 for none or several.

    Nothing else tells it from a line of the portal's, so that it is looked for where nothing better is found.
    """
    dates = (
        n for n, block in enumerate(flow.blocks) if n > 1 and not block.links and _is_own_date(block.text)
    )
    pairs = [number - 1 for number in dates if _may_be_plain_title(flow, number - 1)]
    if len(pairs) != 1:
        return -1
    below = pairs[0] + 2
    return below if _heads_text_below_date(flow, below) else pairs[0]


def _heads_text_below_date(flow: Flow, number: int) -> bool:
    """Whether the line below a date is the title, and the one above it the column's name.

    Its class says so; or it is no sentence, and a text is right below it.
    """
    if number + 1 >= len(flow.blocks) or not _may_be_plain_title(flow, number):
        return False
    if _is_called_title(flow, number):
        return True
    line, text, label = flow.blocks[number], flow.blocks[number + 1], flow.blocks[number - 2]
    is_phrase = (
        len(line.text) < _PHRASE and line.text[-1] not in _SENTENCE_ENDS and read_byline(line.text) is None
    )
    is_text = len(text.text) >= _TEXT_LETTERS and not text.links and text.text[-1] in _SENTENCE_ENDS
    pictures = [attributes_of(picture.tag) for picture in flow.pictures if picture.at == number]
    is_free = all(map(is_icon, pictures))  # else the line may be a caption
    return is_phrase and is_text and is_free and not label.is_bold and label.kind is not Kind.HEADING


def _is_called_title(flow: Flow, number: int) -> bool:
    """Whether the class of an inline element in a block says that it is a title."""
    return any(phrase.at == number and TITLE.search(phrase.cue) for phrase in flow.phrases)


def _may_be_plain_title(flow: Flow, number: int) -> bool:
    block = flow.blocks[number]
    is_line = _SURE_LENGTH <= len(block.text) <= _LONGEST and block.text[-1] not in ".:;" and not block.links
    above = flow.blocks[number - 1]
    is_last = len(above.text) >= _TEXT_LETTERS and not above.links  # the end of a text above its date
    return is_line and not is_last and _may_be_title(flow, number, (), ())


def _is_own_date(line: str) -> bool:
    """Whether a line is a date that no clock of a banner prints: those have a weekday and no hour."""
    stamp = read_date_line(line, zone=VIETNAM) if may_print_time(line) else None
    return stamp is not None and (":" in stamp.text or stamp.weekday_agrees is None)


def or_plain(flow: Flow, title: Title | None, plain: int) -> Title | None:
    """A title, or the plain line where little speaks for it, or it is no heading and stands further down."""
    if plain < 0 or (title is not None and title.block == plain):
        return title
    is_heading = title is not None and flow.blocks[title.block].kind is Kind.HEADING
    if title is not None and title.score >= _ABOVE_DATE and (is_heading or title.block < plain):
        return title
    return Title(flow.blocks[plain].text, plain, 1.0)


def labelled_title(flow: Flow) -> int:
    """The line behind `Tiêu đề` where a record is printed as a form, label beside value; -1 for none.

    The head of a column is no label: that of the next column stands behind it, then the first row's number.
    """
    for number, block in enumerate(flow.blocks[:-2]):
        if names_title(block.text):
            value, label = flow.blocks[number + 1 : number + 3]
            if (
                _SHORTEST <= len(value.text) <= _LONGEST
                and len(label.text) <= _LONGEST_LABEL
                and not label.links
                and not (value.element >= 0 and flow.elements[value.element].tag == "th")
                and not label.text.isdecimal()
            ):
                return number + 1
    return -1


def shown_title(flow: Flow, witnesses: Iterable[str]) -> int:
    """The block that shows a declared title word for word, a heading before another line; -1 for none.

    A heading also shows it that is all but the words of column and portal around it, behind separators.
    """
    known = {fold(witness) for witness in witnesses if len(witness) >= _SHORTEST}
    lengths = {len(witness) for witness in known}
    shown = [
        number
        for number, block in enumerate(flow.blocks)
        if len(block.text) in lengths
        and block.link_share < 0.5
        and not (block.align == "right" and block.kind is not Kind.HEADING)  # a body that signs
        and fold(block.text) in known
    ]
    headings = [number for number in shown if flow.blocks[number].kind is Kind.HEADING]
    if not shown:
        parts = {fold(part) for witness in witnesses for part in parts_of(witness, _SHORTEST)}
        headings = [
            number
            for number, block in enumerate(flow.blocks)
            if block.kind is Kind.HEADING and block.link_share < 0.5 and folded(block.text) in parts
        ]
        long = [number for number in headings if len(flow.blocks[number].text) >= _SURE_LENGTH]
        # A short part may be a column's name as well, which stands above a box of its articles.
        headings = long or (headings if len(headings) == 1 else [])
    return (headings or shown or [-1])[0]


def is_partly_shown(flow: Flow, witnesses: Sequence[str]) -> bool:
    """Whether a line has something of a declared title; a portal's name may stand in a picture alone."""
    known = [fold(witness) for witness in witnesses]
    lines = (block.text for block in flow.blocks if known and _SHORTEST <= len(block.text) <= _LONGEST)
    return any(_agreement(folded(line), known) for line in lines)


def is_column_above(flow: Flow, number: int) -> bool:
    """Whether a declared line is a column: above a longer bold line with a date and a text below.

    It is plain, or called like one (`Thông báo`).
    """
    block, below = flow.blocks[number], flow.blocks[number + 1 : number + 2]
    is_plain = not block.is_bold and block.kind is not Kind.HEADING
    if not (below and len(below[0].text) > len(block.text) and (is_plain or names_listing(block.text))):
        return False
    return _heads_date(flow, number + 1, or_heading=True)


def find_title(
    flow: Flow,
    before: int,
    witnesses: Sequence[str],
    off: Sequence[bool],
    cues: dict[int, str],
    site_names: Sequence[str] = (),
) -> Title | None:
    """The best title among the blocks before `before`; `witnesses` are the page's declared titles, cleaned.

    `off` says which elements serve the portal, `cues` the inline classes in a block.
    """
    known = [fold(witness) for witness in witnesses]
    buttons = sum(is_noise(block.text) for block in flow.blocks[max(0, before - _BUTTONS) : before])
    best: Title | None = None
    for number in range(min(before, len(flow.blocks))):
        block = flow.blocks[number]
        text = block.text
        is_title = _SHORTEST <= len(text) <= _LONGEST and (" " in text or text >= _WITHOUT_BLANKS)
        if not is_title and not (block.kind is Kind.HEADING and _begins_declared(folded(text), known)):
            continue
        element = flow.elements[block.element] if block.element >= 0 else None
        score = agreed = _agreement(folded(block.text), known)
        if element is not None:
            score += {"h1": 4.0, "h2": 2.5, "h3": 2.0, "h4": 1.0}.get(element.tag, 0.0)
            score += 2.0 * (TITLE.search(f"{element.cue} {cues.get(number, '')}") is not None)
            score -= 4.0 * off[block.element]
        score += _ABOVE_DATE * (not agreed and _heads_date(flow, number))
        score += _ABOVE_TEXT * (not agreed and _heads_text(flow, number))
        score += 0.5 * block.is_bold - 2.0 * (block.kind is Kind.LIST_ITEM) - 2.0 * block.link_share
        # The nearest heading wins among equals: a title stands right above its text.
        score -= 0.05 * max(0, min(before - number, 40) - buttons)
        if not agreed and block.text[-1] == ".":
            score -= 2.0  # a lead in large type
        if not agreed and block.link_share > 0.8 and (element is None or element.tag != "h1"):
            score -= 2.0  # the headline of another article
        if score >= 2.0 and is_portal_name(block.text, site_names):
            continue
        if score >= 2.0 and not agreed and (ends_article(text) or is_noise(text) or names_page(text)):
            continue  # the heading of a box
        if score >= 2.0 and (best is None or score >= best.score):
            best = Title(block.text, number, score)
    return best


def _heads_date(flow: Flow, number: int, *, or_heading: bool = False) -> bool:
    """Whether a bold line of some length that is no link stands right above a date, and that above a text."""
    block = flow.blocks[number]
    stands_out = block.is_bold or (or_heading and block.kind is Kind.HEADING)
    if not stands_out or block.links or len(block.text) < _SURE_LENGTH or block.text[-1] == ".":
        return False
    date, *below = flow.blocks[number + 1 : number + 4] or [block]
    if _is_called_title(flow, number + 2):
        return False  # the column's name: the title stands below the date
    lines = (date.text, *(phrase.text for phrase in flow.phrases if phrase.at == number + 1))
    return any(len(one.text) >= _TEXT_LETTERS and not one.links for one in below) and any(map(is_date, lines))


def _heads_text(flow: Flow, number: int) -> bool:
    """Whether a bold line of some length in the middle stands right above a text in other letters."""
    block = flow.blocks[number]
    if not block.is_bold or block.align != "center" or block.links or len(block.text) < _SURE_LENGTH:
        return False
    below = flow.blocks[number + 1] if number + 1 < len(flow.blocks) else block
    is_text = len(below.text) >= _TEXT_LETTERS and not below.links and below.align != "center"
    return is_text and not below.is_bold and block.text[-1] not in ".:;"


def _begins_declared(text: str, known: Sequence[str]) -> bool:
    """Whether a heading too short for any other title is declared, perhaps with what it is in brackets.

    >>> _begins_declared("ben cu", ["ben cu (tho)"]), _begins_declared("ben cu", ["ben cu ngay nay"])
    (True, False)
    """
    return " " in text and any(w.startswith(text) and _FORM.match(w, len(text)) for w in known)


def _agreement(text: str, known: list[str]) -> float:
    best = 0.0
    for witness in known:
        if text == witness:
            return _AGREED
        # A whole sentence may begin with the name of the body that a page declares as its title.
        is_longer = len(witness) >= 15 and (len(witness) >= 60 or len(text) <= 2 * len(witness))
        if len(text) >= 15 and (witness.startswith(text) or (is_longer and text.startswith(witness[:60]))):
            best = max(best, 6.0)
        elif len(text) >= 20 and text in witness:
            best = max(best, 5.0)
    return best


def labelled(flow: Flow, number: int) -> Title:
    """The title that a label names."""
    return Title(flow.blocks[number].text, number, _AGREED)


def apart_from_date(
    flow: Flow, title: Title | None, date: DateLine | None, off: Sequence[bool], site_names: Sequence[str]
) -> Title | None:
    """A title without the date in the same line; where there is none, what stands beside the date."""
    if date is None:
        return title
    if title is None:
        return _beside_date(flow, date, off, site_names)
    if title.block == date.block:
        return title._replace(text=_without_date(title.text, date, _SHORTEST) or title.text)
    return title


def _without_date(line: str, date: DateLine, least: int) -> str:
    """What stands before or behind a date in its own line; empty where it has less than so many letters."""
    for printed in (date.line, date.printed):
        before, found, behind = line.partition(printed)
        rest = before.rstrip(_BETWEEN) or behind.lstrip(_BETWEEN)
        if found and len(rest) >= least and " " in rest:
            return rest
    return ""


def _beside_date(flow: Flow, date: DateLine, off: Sequence[bool], site_names: Sequence[str]) -> Title | None:
    """Without any heading, the title is in the date's own line, else the line above or below it.

    Of these one that is no mere label, then the one that shares the smallest box with the date, then the
    nearest above.
    """
    rest = _without_date(flow.blocks[date.block].text, date, _SURE_LENGTH)
    if rest and flow.blocks[date.block].links < 0.5 * len(rest):
        return Title(rest, date.block, 1.0)
    above = range(date.block - 1, max(-1, date.block - 4), -1)
    below = range(date.block + 1, min(len(flow.blocks) - 1, date.block + 2))
    near = [number for number in (*above, *below) if _may_be_title(flow, number, off, site_names)]

    def far(number: int) -> tuple[bool, int]:
        return len(flow.blocks[number].text) < _SURE_LENGTH, _together(flow, number, date.block)

    best = min(near, key=far, default=-1)
    return Title(flow.blocks[best].text, best, 1.0) if best >= 0 else None


def _together(flow: Flow, one: int, other: int) -> int:
    """How many blocks the smallest box has that holds both of two."""
    for element in flow.ancestors(flow.blocks[one].element):
        box = flow.elements[element]
        if box.first <= other < box.last:
            return box.last - box.first
    return len(flow.blocks)


def _may_be_title(flow: Flow, number: int, off: Sequence[bool], site_names: Sequence[str]) -> bool:
    block = flow.blocks[number]
    if is_noise(block.text) or (off and block.element >= 0 and off[block.element]):
        return False
    if block.text[-1] in ".:" or " " not in block.text or read_byline(block.text, labelled_only=True):
        return False  # a lead, a label, an address
    if tells_beside(block.text):
        return False
    if is_foot(block.text) or is_portal_name(block.text, site_names) or is_date(block.text):
        return False
    return 10 <= len(block.text) <= 350 and block.link_share < 0.5 and block.kind is not Kind.LIST_ITEM


def is_date(line: str) -> bool:
    """Whether a line prints a time and nothing else."""
    return may_print_time(line) and read_date_line(line, zone=VIETNAM) is not None
