"""Reading a page that no layout knows: structure is guessed, then weighed with Vietnamese cues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from archiver.extract.blocks import Block, Flow
from archiver.extract.breadcrumbs import step_above
from archiver.extract.comments import comments_begin
from archiver.extract.container import Container, elements_off, find_container, weights_of
from archiver.extract.cues import ends_article, is_foot, is_noise
from archiver.extract.dates import DateLine, Scene, find_date_line, is_clock
from archiver.extract.draft import Draft
from archiver.extract.files import heads_files, is_icon, names_files
from archiver.extract.head import Head, Place, read_head
from archiver.extract.metadata import Metadata
from archiver.extract.runs import has_own_picture, is_pager, runs_of
from archiver.extract.signals import is_headline, is_portal_name
from archiver.extract.signing import is_in_authors_box, leads_to_author
from archiver.extract.tags import attributes_of
from archiver.extract.teasers import addressed_title, refused_as_listing
from archiver.extract.titles import (
    Title,
    apart_from_date,
    dated_title,
    find_title,
    labelled,
    labelled_title,
    lone_heading,
    or_plain,
    plain_title,
    shown_title,
    without_banners,
    without_site,
)
from archiver.extract.topics import tags_in
from archiver.records import Found, Kind
from archiver.vietnamese.bylines import is_photo_credit, read_byline, read_source_line
from archiver.vietnamese.text import fold

_WORD = re.compile(r"\w+")
#: So many blocks below its title an article without a text may have.
_TEXTLESS = 60
_NAME_LETTERS = 60
_DATE_LETTERS = 80
#: A title without a heading stands so near above its text, and has so many letters.
_ABOVE_TEXT, _BELOW_TEXT, _TITLE_LETTERS, _LONGEST_TITLE = 2, 4, 25, 350
_NOTE_LETTERS = 40
#: What weighs as much is a paragraph.
_TEXT = 60
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
#: What weighs less, below a list of other articles, is the portal's foot.
_LITTLE_WEIGHT = 200.0
#: So many linked headlines below a title are a list of other articles.
_LIST = 5
#: How sure a name below the text must be that has no label and does not stand right.
_SURE_BELOW = 0.8
#: How sure a body is that may as well be whom the portal belongs to.
_LEAST_SURE = 0.5


def weigh(
    flow: Flow, metadata: Metadata, *, site_names: Sequence[str], relative_to: datetime | None = None
) -> Draft:
    """A draft from evidence alone; its body is empty where the page has no text that could be one."""
    draft = Draft(flow=flow)
    declared = [without_site(title, site_names) for title in metadata.titles]
    own = [title for title in declared if not (is_portal_name(title, site_names) or is_noise(title))]
    witnesses = without_banners(flow, own)
    shown = shown_title(flow, witnesses)
    named = shown if shown >= 0 else labelled_title(flow)
    heading = named if named >= 0 else _heading(flow)
    plain = -1
    if heading < 0 and not witnesses:
        named = addressed_title(flow, metadata.base)
        heading = plain = named if named >= 0 else plain_title(flow)
    weights = weights_of(flow)
    until = comments_begin(flow, heading + 1, len(flow.blocks))
    weights[until:] = [0.0] * (len(weights) - until)
    off = elements_off(flow, weights, heading)
    container = find_container(flow, weights, off, heading)
    if container is not None and container.last <= heading + 1:
        container = None  # what stands above the title, or it alone
    cues, limit = _cues(flow), _title_limit(flow, container, off)
    title = labelled(flow, named) if named > shown else None
    title = title or or_plain(flow, find_title(flow, limit, witnesses, off, cues, site_names), plain)
    if container is not None and title is not None and _is_beside(flow, container, title, weights, until):
        container = None
    first = _body_first(container, title)
    last = min(until, container.last) if container else _textless(flow, title)[0] if title else 0
    at = title.block if title else -1
    date = find_date_line(
        Scene(flow, at, (first, last), off, metadata.published, relative_to=relative_to, until=until)
    )
    above = title or _above_text(flow, container, date, off, site_names)
    title = apart_from_date(flow, above, date, off, site_names)
    if date is None and declared and not witnesses and named < 0:
        title = None  # a page that calls itself the portal and prints no date of its own is the portal's
    if title is not None:
        first = _body_first(container, title)
        if container is not None:
            last = _end_of_little(flow, title, weights, first, last)
    _add_title(draft, title, shown, witnesses, declared)
    if date is not None:
        _add_date(draft, date, title, relative_to)
    place = Place(flow, title.block if title else -1, first, last, date, off, cues, site_names)
    _add_head(draft, read_head(place))
    last = _with_files(flow, max(first, min(last, until)), until)
    if not draft.byline and last < until and (name := _name_below(flow, last, site_names)):
        draft.settle("byline", name, Found("evidence", 0.5))
    draft.first = first
    draft.last = _with_signatures(flow, last, until, site_names, metadata.author, draft.date_at)
    if tags := tags_in(flow, first, last):
        draft.tags, draft.found["tags"] = tags, Found("evidence", 0.8)
    if container is not None:
        draft.found["paragraphs"] = Found("evidence", 0.8)
    return draft


def _heading(flow: Flow) -> int:
    """The block that stands like a title, though nothing is declared that says so; -1 for none."""
    number = lone_heading(flow)
    return number if number >= 0 else dated_title(flow)


def _add_date(draft: Draft, date: DateLine, title: Title | None, relative_to: datetime | None) -> None:
    draft.settle("date_line", date.printed, Found("evidence", min(1.0, 0.5 + date.score / 12)))
    draft.dates = draft.flow.blocks[date.block].text
    # Without a title on the page the day of the visit, wherever it stands, is a clock's.
    if not is_clock(date, title.block if title else len(draft.flow.blocks), relative_to):
        draft.date_at = date.block


def _above_text(
    flow: Flow, container: Container | None, date: DateLine | None, off: Sequence[bool], names: Sequence[str]
) -> Title | None:
    """Without any heading, and with the date below the text, the title is the line right above the text."""
    if container is None or date is None or not 0 <= date.block - container.last <= _BELOW_TEXT:
        return None
    for number in range(container.first - 1, max(-1, container.first - 1 - _ABOVE_TEXT), -1):
        block = flow.blocks[number]
        is_own = not (is_noise(block.text) or off[block.element] or is_portal_name(block.text, names))
        long = _TITLE_LETTERS <= len(block.text) <= _LONGEST_TITLE and block.text[-1] != "."
        if long and is_own and not block.links and block.kind is not Kind.LIST_ITEM:
            return Title(block.text, number, 1.0)
    return None


def _is_beside(flow: Flow, container: Container, title: Title, weights: Sequence[float], until: int) -> bool:
    """Whether a text is not the article's, which has pictures or documents only, but stands beside it.

    In the block `until` readers' comments begin.
    """
    begin = max(container.first, title.block + 1)
    is_list = refused_as_listing(flow, begin, min(until, container.last)) is not None
    if not is_list and container.weight >= _LITTLE_WEIGHT:
        return False
    end, turn = _textless(flow, title)
    has_things = end > title.block + 1
    if is_list:
        return has_things
    texts = (n for n in range(begin, container.last) if weights[n] and not _prints_day(flow.blocks[n]))
    text = next(texts, container.last)
    # Without pictures and documents a few lines are the article's, unless a whole list of others is between
    # and they are no sentence or one more list.
    return text >= turn and (
        has_things or (_others(flow, turn, text) >= _LIST and not _is_sentence(flow, min(text, until - 1)))
    )


def _is_sentence(flow: Flow, number: int) -> bool:
    """Whether a block is a sentence of some length, and no item of a list."""
    block = flow.blocks[number]
    tags = {flow.elements[element].tag for element in flow.ancestors(block.element)}
    return len(block.text) >= _TEXT and block.text[-1] in ".…!?" and "li" not in tags


def _others(flow: Flow, first: int, last: int) -> int:
    """How many linked headlines stand between two blocks."""
    return sum(map(is_headline, flow.blocks[first:last]))


def _prints_day(block: Block) -> bool:
    return len(block.text) < _DATE_LETTERS and _DAY.search(block.text) is not None


def _add_title(
    draft: Draft, title: Title | None, shown: int, witnesses: Sequence[str], declared: Sequence[str]
) -> None:
    """The title that is shown, else what the page declares; `shown` is the block that agrees with that."""
    if title is not None:
        draft.title_at = title.block
        draft.step = step_above(draft.flow, title.block, title.text)
        agreed = title.block == shown or fold(title.text) in {fold(witness) for witness in witnesses}
        draft.settle("title", title.text, Found("evidence", 1.0 if agreed else 0.7))
    elif declared:
        draft.settle("title", (witnesses or declared)[0], Found("metadata", 0.5))


def _textless(flow: Flow, title: Title) -> tuple[int, int]:
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
        if _is_portals(block.text) or (is_headline(block) and number not in files):
            break
        if not _prints_day(block) and _heads_others(flow, number, files):
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


def _end_of_little(flow: Flow, title: Title, weights: Sequence[float], first: int, last: int) -> int:
    """The end of a container whose only text may be a lead above pictures, rows or documents."""
    things = {Kind.TABLE_ROW, Kind.LIST_ITEM}
    texts = [n for n in range(first, last) if weights[n] >= _TEXT and flow.blocks[n].kind not in things]
    if len(texts) > 1:
        return last
    end, turn = _textless(flow, title)
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
    return is_sentence and not block.links and block.kind is Kind.PARAGRAPH and not _is_portals(block.text)


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


def _with_files(flow: Flow, last: int, until: int) -> int:
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


def _add_head(draft: Draft, head: Head) -> None:
    if head.lead_how:
        draft.settle("lead", head.lead, head.lead_how)
    if head.byline_how:
        draft.settle("byline", head.byline, head.byline_how)
    draft.taken = frozenset(head.taken)


def _is_declared(name: str, author: str) -> bool:
    """Whether a linked name is that of the author whom the page declares: authors have pages of their own."""
    words = set(_WORD.findall(fold(name)))
    return bool(words) and words <= set(_WORD.findall(fold(author)))


def _with_signatures(
    flow: Flow, last: int, until: int, site_names: Sequence[str], author: str, dated: int
) -> int:
    """The end of the text, moved past byline, photo credit and source line below its container.

    `dated` is the block of the date line, above which a name needs no other sign.
    """
    for number in range(last, min(last + 3, until)):
        block = flow.blocks[number]
        if is_pager(block):
            continue  # an article of several pages is signed below the way to the next
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


def _name_below(flow: Flow, last: int, site_names: Sequence[str]) -> str:
    """Initials or a body alone in the line right below the text, where the portal's own lines follow."""
    if last >= len(flow.blocks) or len(text := flow.blocks[last].text) > _NAME_LETTERS:
        return ""
    if flow.blocks[last].links:
        return ""  # a keyword
    following = flow.blocks[last + 1] if last + 1 < len(flow.blocks) else None
    if following is not None and following.link_share <= 0.5 and not _is_portals(following.text):
        return ""
    byline = read_byline(text, site_names=site_names)
    if byline is None or (byline.kind == "organisation" and byline.confidence <= _LEAST_SURE):
        return ""  # the name of a commune's portal may be all that its foot begins with
    return byline.text


def _is_portals(line: str) -> bool:
    return is_noise(line) or ends_article(line) or is_foot(line)


def _cues(flow: Flow) -> dict[int, str]:
    cues: dict[int, str] = {}
    for phrase in flow.phrases:
        cues[phrase.at] = f"{cues.get(phrase.at, '')} {phrase.cue}"
    return cues


def _is_text(block: Block, off: Sequence[bool]) -> bool:
    return (
        len(block.text) >= 60
        and block.link_share < 0.5
        and block.kind is not Kind.CAPTION
        and not (block.element >= 0 and off[block.element])
    )


def _title_limit(flow: Flow, container: Container | None, off: Sequence[bool]) -> int:
    """A title stands before the second paragraph of the text: the first may be the title itself."""
    if container is None:
        return len(flow.blocks)
    texts = [n for n in range(container.first, container.last) if _is_text(flow.blocks[n], off)]
    return texts[1] if len(texts) > 1 else container.last


def _body_first(container: Container | None, title: Title | None) -> int:
    after = title.block + 1 if title else 0
    return max(after, container.first) if container else after
