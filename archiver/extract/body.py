"""The body of an article: which blocks of a flow are its text, where it ends, who signed it.

Paragraphs keep page order and kind. Boxes that offer other articles, counters, sharing lines and what a
portal prints below an article are left out; the same words inside an article survive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archiver.extract.fields.files import is_file
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import ends_article, is_foot
from archiver.extract.signals import is_headline
from archiver.extract.text.boxes import elements_left_out
from archiver.extract.text.captions import SENTENCE_END, mark_captions
from archiver.extract.text.clutter import is_clutter
from archiver.extract.text.comments import comments_begin
from archiver.extract.text.imprint import MOST_LINES, imprint_of
from archiver.extract.text.notes import end_of_numbered
from archiver.extract.text.poems import end_of_poem
from archiver.extract.text.signing import (
    authors_box_at_end,
    drop_affiliation,
    is_within_text,
    join_label,
    signature,
    signed_at_end,
    unlist_signature,
)
from archiver.records import Kind
from archiver.vietnamese.bylines import (
    ends_letter,
    read_byline,
    read_source_line,
    split_trailing_byline,
)
from archiver.vietnamese.text import fold

#: How sure a byline is that says who translated or posted an article.
_TRANSLATED = 0.6
#: A line with this many letters that is no link is text, not a label.
_TEXT_LETTERS = 60
#: No label of a portal is this long: such a line is text even without a full stop.
_LONG_LINE = 110
#: With so many of its paragraphs in quotes a text does not quote.
_INDENTED = 0.8
#: A sentence however short: `Xin cảm ơn bà!`
_SHORT_SENTENCE = re.compile(
    r"^\W{0,3}[^\W\d_].*\s.*\w{2}[.!…][\"”’»)\]]*$|^\([^\W\d_]\w*(?:\s[^\s()]+){4,}\)$"
    r"|^\((?:[Cc]òn (?:nữa|tiếp)|[Hh]ết)\W*\)$"
)
#: Farewell, office, `(Đã ký)`, name, and what stands between them.
_LETTER_BLOCKS = 6
_SENTENCE_LETTERS = 40
_SENTENCE_WORDS = 6
#: The first letter of the scripts that put no blanks between words: Thai, Lao, Khmer, Chinese.
_WITHOUT_BLANKS = "\u0e00"
#: A text goes on below items or rows in one of so many elements around them.
_THINGS, _AROUND_THINGS = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW}), 4
#: `./.` ends every official text: what stands behind it is a name.
_AFTER_END = re.compile(r"(.*\./\.)\s*(\S.{1,40})", re.DOTALL)
_AFTER_LETTERS = 45
#: What a paper prints below a part of a series: `Bài 2: Cột mốc trong mây`.
_NEXT_PART = re.compile(r"\W?(?:(?:Bài|BÀI|Kỳ|KỲ|Phần)\s(?:\d+|cuối|sau|tới|[IVX]+)\s?[:.–-]\s?\S|Đón đọc\b)")
#: What closes a bulletin of the weather service, above the name of who made it.
_BULLETIN_END = re.compile(
    r"\W?(?:(?:bản )?tin(?: tiếp theo)?(?: được)? phát|thời gian phát tin)\b(?=.*\d\s?(?:h|:|giờ))",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"^\W*(?:cập nhật(?: lần cuối)?(?: lúc| ngày)?|sửa lần cuối)\b", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """The text of an article, in page order, and what stood at its end.

    `left_out` are the elements of boxes in it that offer other articles or serve the portal.
    """

    blocks: list[Block] = field(default_factory=list)
    left_out: frozenset[int] = frozenset()
    positions: list[int] = field(default_factory=list)
    byline: str = ""
    byline_confidence: float = 0.0
    source_line: str = ""
    updated_line: str = ""


def read_body(
    flow: Flow,
    first: int,
    last: int,
    *,
    taken: frozenset[int] = frozenset(),
    trusted: bool,
    site_names: Sequence[str],
    title: str,
) -> Body:
    """The blocks `first` to `last` (excluded) without what is not the article's text.

    `taken` are the numbers of blocks that another field has. `trusted` means that a layout cut the range:
    then only what says so itself is left out at its end.
    """
    folded_title = fold(title)
    files = _documents(flow, first, last)
    related = elements_left_out(flow, first, last, files)
    body = Body(left_out=related)
    last = _end(flow, first, last, related, taken)
    end, author = authors_box_at_end(flow, first, last, site_names)
    if author is not None:
        last, body.byline, body.byline_confidence = end, author.text, author.confidence
    for position in range(first, last):
        block = flow.blocks[position]
        if position in taken or block.element in related or is_clutter(flow, position, files):
            continue
        if len(block.text) == len(title) and fold(block.text) == folded_title:
            continue
        body.blocks.append(block)
        body.positions.append(position)
    mark_captions(flow, body.blocks, body.positions)
    _undo_indents(body)
    unlist_signature(flow, body.blocks)
    join_label(body.blocks, body.positions)
    drop_affiliation(body.blocks, body.positions, site_names)
    _take_imprint(body, site_names)
    if not trusted:
        _cut_tail(flow, body, site_names, files)
    _sign(body, site_names)
    if trusted:
        sign_above(flow, body, site_names)
    return body


def _documents(flow: Flow, first: int, last: int) -> Counter[int]:
    """How many documents are linked in each of some blocks."""
    if not flow.documents:
        return Counter()
    return Counter(a.at for a in flow.anchors if first <= a.at < last and is_file(a.href))


def _end(flow: Flow, first: int, last: int, related: frozenset[int], taken: frozenset[int]) -> int:
    """Where a line such as `Tin liên quan` ends the article, if less text follows it than stands before."""
    before = 0
    last = comments_begin(flow, first, last)
    for position in range(first, last):
        block = flow.blocks[position]
        if block.element in related:
            continue
        if position in taken:
            before += _text_letters(block)
            continue
        if before and block.kind is not Kind.CAPTION and (ends_article(block.text) or is_foot(block.text)):
            after = sum(map(_text_letters, _without_teasers(flow.blocks[position + 1 : last])))
            if after <= before / 3 and not _goes_on(flow, first, position, last):
                return position
        before += _text_letters(block)
    return last


def _goes_on(flow: Flow, first: int, position: int, last: int) -> bool:
    """Whether behind a heading and its links there is text in the same element as before."""

    def places(blocks: Sequence[Block]) -> set[Hashable]:
        texts = [block for block in blocks if _text_letters(block) and _is_sentence(block)]
        return {flow.kin(flow.holder(block)) for block in texts} - {-1}

    behind = list(_without_teasers(flow.blocks[position + 1 : last]))
    before = [block for block in flow.blocks[first:position] if block.kind is Kind.PARAGRAPH]
    return bool(places(before) & places([b for b in behind if b.kind is Kind.PARAGRAPH]))


def _without_teasers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks that do not follow a linked headline, as teasers do, perhaps with a date between the two."""
    since = 2
    for block in blocks:
        since = 0 if is_headline(block) else since + 1
        if since > 2:
            yield block


def _text_letters(block: Block) -> int:
    if block.link_share >= 0.5 or len(block.text) < _TEXT_LETTERS or is_foot(block.text):
        return 0
    return len(block.text) - block.links


def _undo_indents(body: Body) -> None:
    """Make quotes paragraphs where the first and nearly all are quotes: editors indented whole texts so."""
    quotes = [block for block in body.blocks if block.kind is Kind.QUOTE]
    if len(quotes) < 2:
        return
    kinds = [block.kind for block in body.blocks if len(block.text) >= _TEXT_LETTERS]
    texts = [kind for kind in kinds if kind in {Kind.QUOTE, Kind.PARAGRAPH}]
    if texts[:1] == [Kind.QUOTE] and texts.count(Kind.QUOTE) >= _INDENTED * len(texts):
        for block in quotes:
            block.kind = Kind.PARAGRAPH


def _is_sentence(block: Block) -> bool:
    if block.kind in {Kind.TABLE_ROW, Kind.LIST_ITEM, Kind.QUOTE} and block.link_share < 0.5:
        return True
    length = len(block.text)
    return block.link_share < 0.5 and (
        length >= _LONG_LINE
        or (length >= _SENTENCE_LETTERS and SENTENCE_END.search(block.text) is not None)
        or block.text[-1] == "。"
        or "./." in block.text[-_AFTER_LETTERS:]  # `Trân trọng./.` ends the text however short it is
        or (length >= _SENTENCE_LETTERS and signed_at_end(block, ())[1] != "")
    )


def _cut_tail(flow: Flow, body: Body, site_names: Sequence[str], files: Mapping[int, int]) -> None:
    """After the last sentence only byline, source line, captions and a letter's end belong to the article."""
    places = zip(body.blocks, body.positions, strict=True)
    sentences = [
        n for n, (block, at) in enumerate(places) if _is_sentence(block) or _names_document(block, at, files)
    ]
    if not sentences:
        return
    keep = sentences[-1] + 1
    keep = max(_end_of_letter(flow, body.blocks, keep), end_of_poem(flow, body.blocks))
    keep = end_of_numbered(flow, body.blocks, keep)
    for block in body.blocks[keep : keep + 4]:
        following = [other for other in body.blocks[keep + 1 :] if other.link_share <= 0.5][:1]
        is_last = not following or bool(read_source_line(following[0].text))
        if not (
            block.kind is Kind.CAPTION
            or read_source_line(block.text)
            or signature(block, site_names, is_last=is_last, is_end=is_last)
            or _UPDATED.match(block.text)
            or _NEXT_PART.match(block.text)
            or _BULLETIN_END.match(block.text)
        ):
            break
        keep += 1
    del body.blocks[keep:], body.positions[keep:]


def _take_imprint(body: Body, site_names: Sequence[str]) -> None:
    """Take off the end who made a long read; who wrote it is the byline."""
    imprint = imprint_of([block.text for block in body.blocks[-MOST_LINES:]])
    if imprint.lines:
        read = read_byline(f"Tác giả: {imprint.writer}", site_names=site_names) if imprint.writer else None
        if read is not None:
            body.byline, body.byline_confidence = read.text, read.confidence
        del body.blocks[-imprint.lines :], body.positions[-imprint.lines :]


def _names_document(block: Block, position: int, files: Mapping[int, int]) -> bool:
    """Whether a line of text ends in a document: `Chi tiết xem tệp kèm theo: Lịch mở cống`."""
    return position in files and block.link_share < 0.5 and len(block.text) >= _SENTENCE_LETTERS


def _goes_on_like(flow: Flow, before: Sequence[Block], block: Block) -> bool:
    """Whether a line is a sentence whose full stop was forgotten.

    It looks like a paragraph before it, or stands right below items or rows.
    """
    words = block.text.split()
    is_prose = len(words) >= _SENTENCE_WORDS and sum(map(str.islower, words)) >= len(words) / 2
    if block.element < 0 or block.text[-1] == ":" or not (is_prose or block.text >= _WITHOUT_BLANKS):
        return False
    if read_source_line(block.text) or read_byline(block.text):
        return False

    def looks(other: Block) -> tuple[str, str, str]:
        return flow.elements[other.element].tag, flow.elements[other.element].cue, other.align

    own = looks(block)
    alike = any(
        looks(other) == own for other in before if other.kind is Kind.PARAGRAPH and other.element >= 0
    )
    return alike or before[-1].kind in _THINGS


def _end_of_letter(flow: Flow, blocks: Sequence[Block], end: int) -> int:
    """The end of a text, moved past its short last sentences and, of a letter, past who signed it."""
    holders = {flow.holder(block) for block in blocks[:end] if block.kind is Kind.PARAGRAPH} - {-1}
    holders.add(flow.holder(last := blocks[end - 1]))
    if last.kind in _THINGS:
        holders.update(flow.ancestors(last.element)[:_AROUND_THINGS])
    signed = False
    for number, block in enumerate(blocks[end : end + _LETTER_BLOCKS], start=end):
        if block.kind is Kind.CAPTION or (block.kind is Kind.HEADING and not block.links):
            continue
        if block.links or block.kind is not Kind.PARAGRAPH or flow.holder(block) not in holders:
            break
        signed = signed or ends_letter(block.text)
        is_text = _SHORT_SENTENCE.search(block.text) or _goes_on_like(flow, blocks[:end], block)
        if not (signed or (is_text and not is_foot(block.text))):
            break
        end = number + 1
    return end


def sign_above(flow: Flow, body: Body, site_names: Sequence[str]) -> None:
    """Take the byline off the begin of a text that a layout cut: a name set apart above a sentence.

    Below a picture it may be that of who took it.
    """
    block = body.blocks[0] if body.blocks and not body.byline else None
    following = next((other for other in body.blocks[1:] if other.kind is not Kind.CAPTION), None)
    if block is None or block.kind is not Kind.PARAGRAPH or following is None or not _is_sentence(following):
        return
    is_apart = block.align == "right" or block.is_bold or block.is_italic
    is_below_picture = any(picture.at == body.positions[0] for picture in flow.pictures)
    if (
        is_apart
        and not is_below_picture
        and (signed := signature(block, site_names, is_last=False, is_end=False))
    ):
        body.byline, body.byline_confidence = signed
        del body.blocks[0], body.positions[0]


def _wrote_before(body: Body, block: Block) -> bool:
    """Whether a line says who wrote what the last one named a translator of."""
    is_weak = body.byline_confidence <= _TRANSLATED
    return is_weak and read_byline(block.text, labelled_only=True) is not None


def _may_sign(block: Block) -> bool:
    return block.kind is not Kind.CAPTION and _NEXT_PART.match(block.text) is None


def _sign(body: Body, site_names: Sequence[str]) -> None:
    """Take byline, source line and update line off the end of the text."""
    for _ in range(4):
        number = next((n for n in range(len(body.blocks) - 1, -1, -1) if _may_sign(body.blocks[n])), -1)
        if number <= 0:
            return
        block, above = body.blocks[number], body.blocks[number - 1]
        if not body.updated_line and len(block.text) < 80 and _UPDATED.match(block.text):
            body.updated_line = block.text
        elif (not body.source_line or "://" in body.source_line) and (source := read_source_line(block.text)):
            body.source_line = source
        elif (
            (not body.byline or fold(body.byline) in fold(block.text) or _wrote_before(body, block))
            and (signed := signature(block, site_names, is_last=_is_sentence(above), is_end=True))
            and not is_within_text(body.blocks[:number], block)
        ):
            body.byline, body.byline_confidence = signed
        else:
            break
        del body.blocks[number], body.positions[number]
    if not body.byline and block.kind in {Kind.PARAGRAPH, Kind.HEADING}:
        text, byline = split_trailing_byline(block.text)
        if not byline and (end := _AFTER_END.fullmatch(block.text)):
            read = read_byline(end[2], site_names=site_names)
            text, byline = (end[1], read.text) if read else (text, "")
        if not byline:
            text, byline = signed_at_end(block, site_names)
        if byline and text:
            block.text, body.byline, body.byline_confidence = text, byline, 0.8
