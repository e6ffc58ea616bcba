"""Where an article ends on a page that no layout knows, and who signs it there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.fields.files import heads_files, is_icon, names_files
from archiver.extract.fields.titles import Title
from archiver.extract.finding.runs import has_own_picture, is_pager, runs_of
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import ends_article, is_foot, is_noise
from archiver.extract.flow.tags import attributes_of
from archiver.extract.signals import is_headline
from archiver.extract.text.signing import is_in_authors_box, joined_label, leads_to_author
from archiver.records import Kind
from archiver.vietnamese.bylines import is_photo_credit, read_byline, read_source_line
from archiver.vietnamese.text import fold

_WORD = re.compile(r"\w+")
#: So many blocks below its title an article without a text may have.
_TEXTLESS = 60
#: What weighs as much is a paragraph.
_TEXT = 60
_NAME_LETTERS = 60
_DATE_LETTERS = 80
_NOTE_LETTERS = 40
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
#: How sure a name below the text must be that has no label and does not stand right.
_SURE_BELOW = 0.8
#: How sure a body is that may as well be whom the portal belongs to.
_LEAST_SURE = 0.5


def textless(flow: Flow, title: Title) -> tuple[int, int]:
    """Without any text the article is what follows its title: pictures, captions, rows and documents.

    Where they end, and where the page turns to something else.
    """
    files = flow.documents
    pictured = {picture.at for picture in flow.pictures}
    end = number = title.block + 1
    for number in range(end, min(end + _TEXTLESS, len(flow.blocks))):
        block = flow.blocks[number]
        if is_noise(block.text):
            continue  # `In bài viết` above the pictures is no end
        if number in pictured and (block.is_italic or is_photo_credit(block.text)):
            end = number + 1
            continue
        if is_portals(block.text) or (is_headline(block) and number not in files):
            break
        if not prints_day(block) and _heads_others(flow, number, files):
            break
        if number in files or block.kind in {Kind.CAPTION, Kind.TABLE_ROW}:
            end = number + 1
    turn = number + _is_pictured_apart(flow, title, number)
    pictures = [
        picture.at
        for picture in flow.pictures
        if title.block < picture.at < turn and not is_icon(attributes_of(picture.tag))
    ]
    if pictures and (flow.blocks[pictures[-1]].align == "center" or flow.blocks[pictures[-1]].is_italic):
        pictures.append(pictures[-1] + 1)  # its caption
    return max([end, *pictures]), number


def _is_pictured_apart(flow: Flow, title: Title, number: int) -> bool:
    """Whether a picture right above a list of other articles is not the first item's."""
    if number >= len(flow.blocks) or all(picture.at != number for picture in flow.pictures):
        return False
    run = next((run for run in runs_of(flow, title.block) if run.first <= number < run.last), None)
    return run is not None and has_own_picture(flow, title.block + 1, run)


def end_of_little(flow: Flow, title: Title, weights: Sequence[float], first: int, last: int) -> int:
    """The end of a container whose only text may be a lead above pictures, rows or documents."""
    things = {Kind.TABLE_ROW, Kind.LIST_ITEM}
    texts = [n for n in range(first, last) if weights[n] >= _TEXT and flow.blocks[n].kind not in things]
    if len(texts) > 1:
        return last
    end, turn = textless(flow, title)
    if end <= title.block + 1 or (texts and texts[0] >= turn):
        return last
    end = max(end, *(text + 1 for text in texts), min(last, turn))
    while end < turn and _is_note(flow.blocks[end]) and _is_in_same(flow, end):
        end += 1
    return end


def _is_in_same(flow: Flow, number: int) -> bool:
    """Whether a line is in the element that holds the block before it."""
    element = flow.blocks[number].element
    return element >= 0 and flow.elements[element].parent in flow.ancestors(flow.blocks[number - 1].element)


def _is_note(block: Block) -> bool:
    """Whether a line below rows or pictures is a sentence without a link: short, it weighs nothing."""
    is_sentence = len(block.text) >= _NOTE_LETTERS and block.text[-1] in ".…!?)"
    return is_sentence and not block.links and block.kind is Kind.PARAGRAPH and not is_portals(block.text)


def _heads_others(flow: Flow, number: int, files: frozenset[int]) -> bool:
    """Whether a label stands right above linked headlines: the heading of a list of other articles."""
    label, *others = flow.blocks[number : number + 4]
    others = [block for block in others if any(map(str.isalnum, block.text))][:1]
    return (
        len(label.text) < _NAME_LETTERS
        and label.kind in {Kind.PARAGRAPH, Kind.HEADING}
        and label.text[-1] != ":"
        and bool(others)
        and is_headline(others[0])
        and not files.intersection(range(number, number + 4))
    )


def with_files(flow: Flow, last: int, until: int) -> int:
    """The end of the text, moved past the documents that are linked right below it."""
    files = flow.documents
    if not files:
        return last
    for number in range(last, until):
        text = flow.blocks[number].text
        if number in files:
            last = number + 1
        elif not (is_noise(text) or names_files(text) or heads_files(text)):
            break
    return last


def _is_declared(name: str, author: str) -> bool:
    """Whether a linked name is that of the author whom the page declares: authors have pages of their own."""
    words = set(_WORD.findall(fold(name)))
    return bool(words) and words <= set(_WORD.findall(fold(author)))


def with_signatures(
    flow: Flow, last: int, until: int, site_names: Sequence[str], author: str, dated: int
) -> int:
    """The end of the text, moved past byline, photo credit and source line below its container.

    `dated` is the block of the date line, above which a name needs no other sign.
    """
    for number in range(last, min(last + 3, until)):
        block = flow.blocks[number]
        if number < last or is_pager(block):
            continue  # an article of several pages is signed below the way to the next
        if number + 1 < until and joined_label(block.text, flow.blocks[number + 1].text, site_names):
            last = number + 2
            continue
        is_right = block.align == "right" and (block.is_bold or block.is_italic)
        short = len(block.text) < 120
        byline = read_byline(block.text, site_names=site_names, set_apart=is_right) if short else None
        is_apart = block.align == "right" or number + 1 == dated or is_in_authors_box(flow, block.element)
        labelled = is_apart or byline is None or byline.confidence >= _SURE_BELOW
        named = byline is not None and labelled
        signed = short and (read_source_line(block.text) or is_photo_credit(block.text) or named)
        is_known = block.link_share <= 0.5 or _is_declared(block.text, author)
        if not signed or not (
            is_known or any(a.at == number and leads_to_author(a.href) for a in flow.anchors)
        ):
            return number
        last = number + 1
    return last


def name_below(flow: Flow, last: int, site_names: Sequence[str]) -> str:
    """Initials or a body alone in the line right below the text, where the portal's own lines follow."""
    if last >= len(flow.blocks) or len(text := flow.blocks[last].text) > _NAME_LETTERS:
        return ""
    if flow.blocks[last].links and "@" not in text:
        return ""  # a keyword
    following = flow.blocks[last + 1] if last + 1 < len(flow.blocks) else None
    if following is not None and following.link_share <= 0.5 and not is_portals(following.text):
        return ""
    byline = read_byline(text, site_names=site_names)
    if byline is None or (byline.kind == "organisation" and byline.confidence <= _LEAST_SURE):
        return ""  # the name of a commune's portal may be all that its foot begins with
    return byline.text


def is_portals(line: str) -> bool:
    """Whether a line is the portal's: a label, the heading of another box, the foot."""
    return is_noise(line) or ends_article(line) or is_foot(line)


def prints_day(block: Block) -> bool:
    """Whether a line is short and holds a day."""
    return len(block.text) < _DATE_LETTERS and _DAY.search(block.text) is not None
