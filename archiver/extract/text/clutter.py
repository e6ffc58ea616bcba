"""Lines within a text that are the portal's: labels, bars, links to other articles, lines of documents."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archiver.extract.fields.files import heads_files, named_in_row, names_files
from archiver.extract.finding.runs import is_pager
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import ends_article, is_noise, offers_other
from archiver.records import Kind
from archiver.vietnamese.timestamps import find_timestamps

#: No label of a portal is this long: such a line is text even without a full stop.
_LONG_LINE = 110
#: The label of documents stands at most so many lines above the first, the head of their table among them.
_LABEL_ABOVE = 2
#: How long the label before a document may be.
_FILE_LABEL = 25
#: Which picture of how many.
_COUNTED = re.compile(r"\W?(\d{1,2})\s?/\s?(\d{1,2})\W?")
#: Brackets, dashes and blanks around the date of an item.
_AROUND_DAY = 5


def is_clutter(flow: Flow, position: int, files: Mapping[int, int]) -> bool:
    """Whether a block among an article's is a label or a link of the portal's.

    `files` says how many documents are linked in a block.
    """
    block = flow.blocks[position]
    text = block.text
    # Long and without a link: all that clutters is labels and links.
    is_plain = len(text) >= _LONG_LINE and not block.links and position not in files and text[0].isalnum()
    return not is_plain and (_is_label_or_link(block, position, files) or _numbers_picture(flow, position))


def below_pictures(flow: Flow) -> set[int]:
    """The blocks right below pictures, or below the numbers that count them."""
    below = {picture.at for picture in flow.pictures if picture.at < len(flow.blocks)}
    return below | {at + 1 for at in below if _numbers_picture(flow, at)}


def _numbers_picture(flow: Flow, position: int) -> bool:
    """Whether a line only counts the picture beside or right below it: `2/9`."""
    number = _COUNTED.fullmatch(flow.blocks[position].text)
    if number is None or not 0 < int(number[1]) <= int(number[2]):
        return False
    return any(position <= picture.at <= position + 1 for picture in flow.pictures)


def _is_label_or_link(block: Block, position: int, files: Mapping[int, int]) -> bool:
    text = block.text
    if is_noise(text) or not any(letter.isalnum() for letter in text):
        return True
    if block.kind is Kind.PARAGRAPH and ends_article(text):
        return True  # `Đọc tiếp`, `TIN MỚI` of a box in the middle of the text
    if position in files and (block.link_share > 0.6 or _is_files_line(block, files[position])):
        return True
    if block.link_share > 0.5 and (offers_other(text) or is_pager(block)):
        return True
    if (heads_files(text) and position + 1 in files) or (
        names_files(text) and any(position < at <= position + _LABEL_ABOVE for at in files)
    ):
        return True
    return bool(block.links) and _is_headline(block, is_file=position in files)


def _is_headline(block: Block, *, is_file: bool) -> bool:
    """Whether a line is one link to another article, perhaps with its date; a file's name may be one too."""
    if block.kind is Kind.LIST_ITEM:
        return not is_file and _is_dated_link(block)
    if block.kind not in {Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE} or len(block.text) < 25:
        return False
    return block.link_share > 0.9 or (block.link_share > 0.5 and _is_dated_link(block))


def _is_dated_link(block: Block) -> bool:
    """Whether a line is a link and a date, in whatever language: one of a list of other articles."""
    days = find_timestamps(block.text)
    return len(days) == 1 and len(block.text) - block.links - len(days[0].text) <= _AROUND_DAY


def _is_files_line(block: Block, count: int) -> bool:
    """Whether a line is labels and links to documents: `Tải văn bản: …`, `1 | Tờ trình | Tải về`."""
    if block.kind is Kind.TABLE_ROW:
        return named_in_row(block.text)[1]
    rest = len(block.text) - block.links
    return names_files(block.text) or (rest <= _FILE_LABEL * count and names_files(block.text[:_FILE_LABEL]))
