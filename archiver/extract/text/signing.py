"""Whether a block at the end of a text is who signed it, or ends in that name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import BYLINE
from archiver.records import Kind
from archiver.vietnamese.bodies import names_body
from archiver.vietnamese.bylines import (
    Byline,
    is_within,
    read_byline,
    read_source_line,
    split_trailing_byline,
)
from archiver.vietnamese.text import fold

#: How sure a bare name must be to count as a byline: less where it stands right, bold or italic.
_SURE = 0.8
_SURE_WHEN_SET_APART = 0.5
#: A name at the end of a paragraph has so many letters, and stands behind so many.
_NAME_LETTERS, _TEXT_LETTERS = range(4, 46), 40
#: Below a name in a list of its own may stand source, credit and a line of the portal.
_LAST_LINES = 4

#: A label that has a line of its own above a name; so many letters a name has at the most.
_NAME_LABEL, _AFTER_LETTERS = 25, 45
#: A label and its name stand among so many last lines.
_LETTER_BLOCKS = 6
_AUTHOR_LABELS = frozenset({"tac gia", "tac gia bai viet", "ten tac gia", "nguoi viet", "nguoi viet bai"})
_LONGEST_LABEL = 20
#: Addresses of pages that list what somebody wrote.
_AUTHOR_PAGE = re.compile(r"/(?:tac-?gia|authors?|by-?line|phong-?vien)(?:[/?.]|$)", re.IGNORECASE)
_MAIL = re.compile(r"\W*(?:(?:e-?mail|thư điện tử)\s*:\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*", re.IGNORECASE)
#: An author's box holds a picture, a name, an office and no more; so many elements are around the name.
_BOX_LINES, _AROUND = 3, 3


def leads_to_author(href: str) -> bool:
    """Whether a link leads to what else somebody wrote.

    >>> leads_to_author("/tac-gia/khanh-linh-12.htm"), leads_to_author("/tin/tac-gia-tre-197.htm")
    (True, False)
    """
    return _AUTHOR_PAGE.search(href) is not None


def is_mail(line: str) -> bool:
    """Whether a line is an address to write to and nothing else.

    >>> is_mail("Email: bich@bo.vn"), is_mail("Gửi về bich@bo.vn")
    (True, False)
    """
    return "@" in line and _MAIL.fullmatch(line) is not None


def is_portrait(flow: Flow, at: int, byline: str) -> bool:
    """Whether a picture stands right above a name and an address to write to, so many lines below it."""
    near = flow.blocks[at : at + _BOX_LINES]
    return bool(near) and near[0].text.startswith(byline) and any("@" in b.text for b in near)


def names_author(line: str) -> bool:
    """Whether a line says of the next one that it is who wrote the text, as the rows of a form do.

    >>> names_author("Tác giả"), names_author("Tác giả trẻ")
    (True, False)
    """
    return len(line) <= _LONGEST_LABEL and fold(line.rstrip(": ")) in _AUTHOR_LABELS


def is_in_authors_box(flow: Flow, element: int) -> bool:
    """Whether an element, or one of few lines around it, has a class that says author."""
    for number in flow.ancestors(element)[:_AROUND]:
        box = flow.elements[number]
        if box.last - box.first > _BOX_LINES or box.tag == "article":
            return False  # of a whole article some systems say so too
        if BYLINE.search(box.cue) is not None:
            return True
    return False


def authors_box_at_end(
    flow: Flow, first: int, last: int, site_names: Sequence[str]
) -> tuple[int, Byline | None]:
    """Where a text ends that the box of who wrote it closes, name and life or address, and that name."""
    # A line that begins with `Email:` has ended the text already.
    mails = (
        n for n, block in enumerate(flow.blocks[last - 1 : last + 1], start=last - 1) if is_mail(block.text)
    )
    mail = next(mails, first) if last > first else first
    for begin in range(mail - 1, max(first, mail - _BOX_LINES), -1):
        read = read_byline(flow.blocks[begin].text, site_names=site_names)
        if read is not None and read.kind in {"person", "people"}:
            return begin, read
    for number in flow.ancestors(flow.blocks[last - 1].element)[:_AROUND] if last > first + 1 else ():
        box = flow.elements[number]
        if box.first <= first or box.tag == "article" or box.last - box.first > _BOX_LINES:
            break
        if any(read_source_line(block.text) for block in flow.blocks[box.first + 1 : box.last]):
            break  # who wrote it and where it was taken from
        if box.last - box.first > 1 and BYLINE.search(box.cue) is not None:
            return box.first, read_byline(flow.blocks[box.first].text, site_names=site_names)
    return last, None


def signature(
    block: Block, site_names: Sequence[str], *, is_last: bool, is_end: bool
) -> tuple[str, float] | None:
    """The byline a whole block is, if it is one; the last line below the text needs no other sign.

    At the end (`is_end`) a line in bold or slanted letters at the right may be any pen name.
    """
    if block.kind not in {Kind.PARAGRAPH, Kind.HEADING} or len(block.text) > 120:
        return None
    is_right = block.align == "right" and (block.is_bold or block.is_italic)
    byline = read_byline(block.text, site_names=site_names, set_apart=is_right and is_end)
    if byline is None:
        return None
    set_apart = block.align == "right" or block.is_bold or block.is_italic
    sure = _SURE_WHEN_SET_APART if set_apart or is_last else _SURE
    return (byline.text, byline.confidence) if byline.confidence >= sure else None


def signed_at_end(block: Block, site_names: Sequence[str]) -> tuple[str, str]:
    """A paragraph without the name at its end, in bold or slanted letters or in brackets, and the name."""
    if block.kind is not Kind.PARAGRAPH:
        return block.text, ""
    for letters in (block.bold, block.italic):
        cut = len(block.text) - letters
        if letters not in _NAME_LETTERS or cut < _TEXT_LETTERS:
            continue
        text, name = block.text[:cut].rstrip(), block.text[cut:].strip()
        read = read_byline(name, site_names=site_names) if text[-1] in ".…!?" else None
        if read is not None and read.confidence >= _SURE:
            return text, read.text
    return split_trailing_byline(block.text) if block.text[-1] == ")" else (block.text, "")


def unlist_signature(flow: Flow, blocks: Sequence[Block]) -> None:
    """Make a paragraph of a name in bold or slanted letters that is a list by itself at the end of a text."""
    for block in blocks[-_LAST_LINES:]:
        if block.kind is not Kind.LIST_ITEM or len(block.text) > _NAME_LETTERS[-1] or block.element < 0:
            continue
        parent = flow.elements[block.element].parent
        is_alone = parent >= 0 and flow.elements[parent].last - flow.elements[parent].first == 1
        if is_alone and (block.is_bold or block.is_italic) and read_byline(block.text) is not None:
            block.kind = Kind.PARAGRAPH


def is_within_text(before: Sequence[Block], block: Block) -> bool:
    """Whether a bare name is part of a list or of a letter's end and so of the text."""
    if read_byline(block.text, labelled_only=True) is not None:
        return False
    return is_within(other.text for other in reversed(before[-8:]))


def joined_label(label: str, name: str, site_names: Sequence[str] = ()) -> str:
    """One line of a label and what stands below it, who wrote a text or whose it is; else empty.

    >>> joined_label("Nguồn:", "Vụ Tổ chức cán bộ"), joined_label("Gồm có:", "Vụ Tổ chức cán bộ")
    ('Nguồn: Vụ Tổ chức cán bộ', '')
    """
    if (
        not (label[-1] == ":" or names_author(label))
        or len(label) > _NAME_LABEL
        or len(name) > _AFTER_LETTERS
    ):
        return ""
    line = f"{label.rstrip(': ')}: {name}"
    known = read_byline(line, site_names=site_names, labelled_only=True) or read_source_line(line)
    return line if known else ""


def join_label(blocks: list[Block], positions: list[int]) -> None:
    """Make one line of `Bài và ảnh:` and the name below it."""
    for number in range(max(1, len(blocks) - _LETTER_BLOCKS), len(blocks) - 1):
        label, name = blocks[number : number + 2]
        if line := joined_label(label.text, name.text):
            name.text = line
            del blocks[number], positions[number]
            return


def drop_affiliation(blocks: list[Block], positions: list[int], site_names: Sequence[str]) -> None:
    """Take off the body below the name at the end of a text, where both stand alike: whose that person is."""
    if len(blocks) < 3 or not names_body((below := blocks[-1]).text) or below.links:
        return
    name = blocks[-2]
    is_apart = name.align == "right" or name.is_bold
    if not is_apart or name.align != below.align or len(name.text) > _AFTER_LETTERS:
        return
    signed = signature(name, site_names, is_last=True, is_end=True)
    if signed is not None and not is_within_text(blocks[:-2], name):
        del blocks[-1], positions[-1]
