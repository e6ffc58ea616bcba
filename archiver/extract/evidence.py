"""Reading a page that no layout knows: structure is guessed, then weighed with Vietnamese cues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from archiver.extract.draft import Draft
from archiver.extract.fields.breadcrumbs import step_above
from archiver.extract.fields.dates import DateLine, Scene, find_date_line, is_clock
from archiver.extract.fields.declared import without_banners, without_site
from archiver.extract.fields.files import is_icon
from archiver.extract.fields.head import Head, Place, read_head
from archiver.extract.fields.metadata import Metadata
from archiver.extract.fields.titles import (
    Title,
    apart_from_date,
    dated_title,
    find_title,
    is_column_above,
    is_date,
    is_partly_shown,
    labelled,
    labelled_title,
    lone_heading,
    or_plain,
    plain_title,
    shown_title,
)
from archiver.extract.fields.topics import tags_in
from archiver.extract.finding.container import Container, elements_off, find_container, weights_of
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import CAPTION, ends_article, is_noise
from archiver.extract.flow.labels import asks, names_page
from archiver.extract.flow.tags import attributes_of
from archiver.extract.signals import is_headline, is_portal_name
from archiver.extract.teasers import addressed_title, names_listing, refused_as_listing
from archiver.extract.text.comments import comments_begin
from archiver.extract.text.ends import (
    end_of_little,
    name_below,
    prints_day,
    textless,
    with_files,
    with_signatures,
)
from archiver.records import Found, Kind
from archiver.vietnamese.text import fold

#: A title without a heading stands so near above its text, and has so many letters.
_ABOVE_TEXT, _BELOW_TEXT, _TITLE_LETTERS, _LONGEST_TITLE = 2, 4, 25, 350
#: A caption above the text is a line or two.
_LONGEST_CAPTION = 200
_ABOVE_TITLE = 3
#: A text of so many paragraphs has a title above it.
_LONG_TEXT = 4
#: What weighs as much is a paragraph.
_TEXT = 60
#: What weighs less, below a list of other articles, is the portal's foot.
_LITTLE_WEIGHT = 200.0
#: A question stands so near above its answer.
_ABOVE_ANSWER = 6
#: So many paragraphs without a link are no list of teasers.
_PARAGRAPHS = 3
#: So many linked headlines below a title are a list of other articles.
_LIST = 5


class _Seen(NamedTuple):
    """Title and text of a page as far as one tells of the other, before its date and its head are read.

    `shown` is the block that agrees with what the page declares, -1 for none; `is_named` whether a label or
    the address says which line is the title. Readers' comments begin at `until`.
    """

    title: Title | None
    container: Container | None
    shown: int
    is_named: bool
    declared: Sequence[str]
    witnesses: Sequence[str]
    weights: Sequence[float]
    off: Sequence[bool]
    cues: dict[int, str]
    until: int


def weigh(
    flow: Flow, metadata: Metadata, *, site_names: Sequence[str], relative_to: datetime | None = None
) -> Draft:
    """A draft from evidence alone; its body is empty where the page has no text that could be one."""
    draft = Draft(flow=flow)
    seen = _see(flow, metadata, site_names)
    title, container, off, until = seen.title, seen.container, seen.off, seen.until
    first = _body_first(container, title)
    last = min(until, container.last) if container else textless(flow, title)[0] if title else 0
    at = title.block if title else -1
    date = find_date_line(
        Scene(flow, at, (first, last), off, metadata.published, relative_to=relative_to, until=until)
    )
    above = title or _above_text(flow, container, date, off, site_names)
    title = apart_from_date(flow, above, date, off, site_names)
    title = title or _above_long_text(flow, container, off, site_names)
    if date is None and seen.declared and not seen.witnesses and not seen.is_named:
        title = None  # a page that calls itself the portal and prints no date of its own is the portal's
    if title is not None:
        first = _with_question(flow, title, _body_first(container, title))
        if container is not None:
            last = end_of_little(flow, title, seen.weights, first, last)
    _add_title(draft, title, seen.shown, seen.witnesses, seen.declared)
    if date is not None:
        _add_date(draft, date, title, relative_to)
    place = Place(flow, title.block if title else -1, first, last, date, off, seen.cues, site_names)
    _add_head(draft, read_head(place))
    last = with_files(flow, max(first, min(last, until)), until)
    if not draft.byline and last < until and (name := name_below(flow, last, site_names)):
        draft.settle("byline", name, Found("evidence", 0.5))
    _add_begin(draft, title, first)
    draft.last = with_signatures(flow, last, until, site_names, metadata.author, draft.date_at)
    if tags := tags_in(flow, first, last):
        draft.tags, draft.found["tags"] = tags, Found("evidence", 0.8)
    if container is not None:
        draft.found["paragraphs"] = Found("evidence", 0.8)
    return draft


def _add_begin(draft: Draft, title: Title | None, first: int) -> None:
    """Where the text begins: its caption may stand above lead or title, which are not the text's then."""
    draft.first = _with_picture(draft.flow, title.block + 1 if title else first, first, draft.taken)
    above = _picture_above(draft.flow, title.block) if title is not None and draft.first == first else -1
    if above >= 0:
        draft.first, draft.taken = above, draft.taken | frozenset(range(above + 1, first))


def _with_picture(flow: Flow, begin: int, first: int, taken: frozenset[int]) -> int:
    """Where the text begins, or the caption of a picture above it from which the head alone parts it."""
    for picture in flow.pictures:
        if not begin <= picture.at < first or is_icon(attributes_of(picture.tag)):
            continue
        line = flow.blocks[picture.at]
        is_caption = line.kind is Kind.CAPTION or line.is_italic or line.align == "center"
        is_free = (
            picture.at not in taken and not line.links and taken.issuperset(range(picture.at + 1, first))
        )
        if is_caption and is_free and len(line.text) <= _LONGEST_CAPTION:
            return picture.at
    return first


def _picture_above(flow: Flow, title: int) -> int:
    """The caption of a picture that opens the box of a title, perhaps above the date; -1 for none."""
    for picture in flow.pictures:
        if not max(0, title - _ABOVE_TITLE) <= picture.at < title or is_icon(attributes_of(picture.tag)):
            continue
        line = flow.blocks[picture.at]
        boxes = (flow.elements[element] for element in flow.ancestors(picture.element))
        around = next((box for box in boxes if box.last > title), None)
        cue = flow.elements[line.element].cue if line.element >= 0 else ""
        is_caption = line.kind is Kind.CAPTION or CAPTION.search(cue) is not None
        if is_caption and not line.links and around is not None and around.first == picture.at:
            return picture.at
    return -1


def _see(flow: Flow, metadata: Metadata, site_names: Sequence[str]) -> _Seen:
    """Look for the title and for the text, each with what is known of the other."""
    declared = [without_site(title, site_names) for title in metadata.titles]
    own = [title for title in declared if not (is_portal_name(title, site_names) or _says_nothing(title))]
    witnesses = [] if _are_columns(flow, own) else without_banners(flow, own)
    shown = shown_title(flow, witnesses)
    if shown >= 0 and is_column_above(flow, shown):
        witnesses, shown = [], -1
    named = shown if shown >= 0 else labelled_title(flow)
    heading = named if named >= 0 else _heading(flow)
    plain = -1
    if heading < 0 and not is_partly_shown(flow, witnesses):
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
    return _Seen(title, container, shown, named >= 0, declared, witnesses, weights, off, cues, until)


def _are_columns(flow: Flow, declared: Sequence[str]) -> bool:
    """Whether what a page declares is what lists are called (`Tin tức`), and it shows a title with a date."""
    return all(map(names_listing, declared)) and bool(declared) and dated_title(flow) >= 0


def _says_nothing(title: str) -> bool:
    """Whether a declared title is a button's, or names the kind of page alone."""
    return is_noise(title) or names_page(title)


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
    return _line_above(flow, container.first, off, names)


def _above_long_text(
    flow: Flow, container: Container | None, off: Sequence[bool], names: Sequence[str]
) -> Title | None:
    """Where nothing else tells the title, the line right above several paragraphs in a row."""
    if container is None:
        return None
    texts = [n for n in range(container.first, container.last) if _is_text(flow.blocks[n], off)]
    if len(texts) < _LONG_TEXT or any(map(is_headline, flow.blocks[texts[0] : texts[_LONG_TEXT - 1]])):
        return None  # else they are teasers
    return _line_above(flow, texts[0], off, names)


def _line_above(flow: Flow, first: int, off: Sequence[bool], names: Sequence[str]) -> Title | None:
    """The line right above a block that reads like a title."""
    for number in range(first - 1, max(-1, first - 1 - _ABOVE_TEXT), -1):
        block = flow.blocks[number]
        is_own = not (is_noise(block.text) or off[block.element] or is_portal_name(block.text, names))
        long = _TITLE_LETTERS <= len(block.text) <= _LONGEST_TITLE and block.text[-1] != "."
        if (
            long
            and is_own
            and not block.links
            and block.kind is not Kind.LIST_ITEM
            and not is_date(block.text)
        ):
            return Title(block.text, number, 1.0)
    return None


def _is_beside(flow: Flow, container: Container, title: Title, weights: Sequence[float], until: int) -> bool:
    """Whether a text is not the article's, which has pictures or documents only, but stands beside it.

    In the block `until` readers' comments begin.
    """
    begin = max(container.first, title.block + 1)
    is_list = (
        refused_as_listing(flow, begin, _others_begin(flow, begin, min(until, container.last))) is not None
    )
    if not is_list and container.weight >= _LITTLE_WEIGHT:
        return False
    end, turn = textless(flow, title)
    has_things = end > title.block + 1
    if is_list:
        return has_things
    texts = (n for n in range(begin, container.last) if weights[n] and not prints_day(flow.blocks[n]))
    text = next(texts, container.last)
    # Without pictures and documents a few lines are the article's, unless a whole list of others is between
    # and they are no sentence or one more list.
    return text >= turn and (
        has_things or (_others(flow, turn, text) >= _LIST and not _is_sentence(flow, min(text, until - 1)))
    )


def _others_begin(flow: Flow, first: int, last: int) -> int:
    """The heading of a list of other articles below a text of several paragraphs; `last` without one."""
    texts = 0
    for number, block in enumerate(flow.blocks[first:last], start=first):
        texts += len(block.text) >= _TEXT and not block.links
        if texts >= _PARAGRAPHS and ends_article(block.text):
            return number
    return last


def _is_sentence(flow: Flow, number: int) -> bool:
    """Whether a block is a sentence of some length, and no item of a list."""
    block = flow.blocks[number]
    tags = {flow.elements[element].tag for element in flow.ancestors(block.element)}
    return len(block.text) >= _TEXT and block.text[-1] in ".…!?" and "li" not in tags


def _others(flow: Flow, first: int, last: int) -> int:
    """How many linked headlines stand between two blocks."""
    return sum(map(is_headline, flow.blocks[first:last]))


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


def _add_head(draft: Draft, head: Head) -> None:
    if head.lead_how:
        draft.settle("lead", head.lead, head.lead_how)
    if head.byline_how:
        draft.settle("byline", head.byline, head.byline_how)
    draft.taken = frozenset(head.taken)


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


def _with_question(flow: Flow, title: Title, first: int) -> int:
    """Where a text begins, moved up to the question that it answers."""
    above = range(max(title.block + 1, first - _ABOVE_ANSWER), first)
    return next((n for n in above if asks(flow.blocks[n].text) and not flow.blocks[n].links), first)
