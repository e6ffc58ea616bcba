"""Where readers' comments begin: nothing from there on is the article's, neither text nor date nor name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import ends_article, heads_comments, is_foot
from archiver.records import Kind
from archiver.vietnamese.bylines import ends_letter, is_photo_credit, read_byline, read_source_line

#: A line of comments by readers: who, what, when.
_NAME_LETTERS, _TIME_LETTERS = 40, 40
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b"
_WHOLE_TIME = re.compile(rf"\D{{0,20}}{_DAY}.{{0,12}}|.{{0,14}}\b{_DAY}")
#: With an hour: a name and a day alone may be a person's birth.
_CLOCK = r"\d{1,2}\s?[:hg]\s?\d{2}"
_MINUTE = rf"(?:{_DAY}\W{{1,4}}{_CLOCK}(?::\d\d)?|{_CLOCK}(?::\d\d)?\W{{1,4}}(?:ngày )?{_DAY})"
_WITH_MINUTE = re.compile(rf"\W*(?:lúc|vào)?\s*{_MINUTE}\W*")
#: So many words a name has, which may be a place's too where somebody says something under it.
_MOST_WORDS = 4
#: How a date line begins that is no name: `Thứ Tư`, `Ngày Đăng`, `Tác giả`. With accents: `Thu` is a name.
_DATE_WORDS = frozenset(
    {"thứ", "chủ", "ngày", "cập", "đăng", "xuất", "lúc", "tin", "tác", "posted", "updated"}
)
#: What stands above or before a date, and is said by the portal: `Ngày xuất bản`, `Người đăng: admin`.
_LABEL = re.compile(
    r"\W*(?:ngày|người|thời gian|giờ) (?:đăng|xuất bản|tạo|viết|cập nhật|gửi|đưa|duyệt|biên tập)\b.{0,40}$",
    re.IGNORECASE,
)
_MAYBE = re.compile(rf"{_DAY}|\btrước\b")
#: How long ago, where the portal counts: `Trần Thị Bông 2 giờ trước`.
_AGO = r"\d{1,2} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước"
_NAME_AND_MINUTE = re.compile(
    rf"(?P<name>\D{{2,{_NAME_LETTERS}}}?)[\s|·•,–-]*(?:lúc |vào )?(?:{_MINUTE}|{_AGO})\W*"
)
_WITH_AGO = re.compile(rf"\W*{_AGO}\W*")
_LINE = re.compile(
    rf"(?P<name>[^\d()]{{2,{_NAME_LETTERS}}})\s?[(\[|,–-]\s?(?:lúc |vào )?{_MINUTE}\s?[)\]]?\s?[:–-]\s"
)
_LINE_HEAD = 80
_TEXT_LETTERS = 60
_COUNTED = re.compile(r"\(\s*\d+\s*\)\s*$")
#: After so many texts a name with a time above a text is no longer the head of the article itself.
#: Where its title is not known, that may be one of them.
_FEW_TEXTS = 2


def comments_begin(flow: Flow, first: int, last: int) -> int:
    """The first block of the comments between two blocks; `last` where there are none.

    `first` is the first block that may be the article's.
    """
    blocks = flow.blocks
    texts = 0
    few = _FEW_TEXTS if first else _FEW_TEXTS + 1
    # Above the article, where its title is not known, a portal's own pictures say nothing.
    things = [picture.at for picture in flow.pictures] if first else []
    things += flow.documents
    shown = min([at for at in things if at >= first], default=last)
    for number in range(first, last):
        block = blocks[number]
        if len(block.text) <= _TEXT_LETTERS:
            seen = texts + (shown <= number)
            if block.link_share < 0.5 and heads_comments(block.text):
                if seen and block.kind is Kind.HEADING and _COUNTED.search(block.text):
                    return number  # no button is a heading with a number
                # A button of the same words may stand above a text.
                if seen >= few or (seen and any(comment_at(blocks, number + n) for n in (1, 2))):
                    return number
                continue
            length = comment_at(blocks, number)
            if length and (
                seen >= few
                or (seen and _WHOLE_TIME.fullmatch(blocks[number + length - 1].text))
                or comment_at(blocks, number + length)
            ):
                return number
        elif texts >= 1 and _is_line_of_comment(block.text):
            return number
        texts += _is_text(block)
    return last


def comment_at(blocks: Sequence[Block], number: int) -> int:
    """How many blocks one comment takes that begins here, 0 for none: a name, a text and a time.

    The time stands below the text, or beside or below the name.
    """
    if number + 1 >= len(blocks):
        return 0
    name, second = blocks[number], blocks[number + 1]
    third = blocks[number + 2] if number + 2 < len(blocks) else None
    if third is not None and len(name.text) <= _NAME_LETTERS:
        is_below = len(third.text) <= _TIME_LETTERS and _WHOLE_TIME.fullmatch(third.text)
        if is_below and _is_said(second) and _is_name(name.text):
            return 3
        is_beside = _WITH_MINUTE.fullmatch(second.text) or _WITH_AGO.fullmatch(second.text)
        if is_beside and _is_said(third) and _is_name(name.text):
            return 3
    if _MAYBE.search(name.text) and (found := _NAME_AND_MINUTE.fullmatch(name.text)):
        return 2 if _is_said(second) and _is_name(found["name"]) else 0
    return 0


def _is_line_of_comment(line: str) -> bool:
    """Whether name, time and text stand in one line: `Trần Thị Bông (05/06/2013 10:12): Rất hay.`"""
    head = line[:_LINE_HEAD]
    found = _LINE.match(line) if ":" in head and _MAYBE.search(head) else None
    return found is not None and _is_name(found["name"])


def _is_name(text: str) -> bool:
    words = text.split()
    if words[0].lower() in _DATE_WORDS or ends_letter(text):
        return False  # below an office stands who signed, then the day
    return read_byline(text) is not None or (
        2 <= len(words) <= _MOST_WORDS and all(word.isalpha() and word[0].isupper() for word in words)
    )


def _is_said(block: Block) -> bool:
    text = block.text
    return (
        block.kind is Kind.PARAGRAPH
        and not block.links
        and not is_foot(text)
        and not ends_article(text)
        and not read_source_line(text)
        and not is_photo_credit(text)
        and not _LABEL.match(text)
        and any(map(str.isalpha, text))
    )


def _is_text(block: Block) -> bool:
    return block.kind is Kind.TABLE_ROW or (
        len(block.text) >= _TEXT_LETTERS and block.link_share < 0.5 and block.kind is not Kind.CAPTION
    )
