"""The lines of one block: which of them a person only wrapped, and where tags alone part two words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archiver.vietnamese.verses import is_poem, is_salutation

_SENTENCE_END = re.compile(r"[.;:!?…/][\"”’»)\]]*$")
#: What names the source of a text or its writer is a line of its own.
_SOURCE = re.compile(
    r"\(?(?:(?:Nguồn|Theo|Tác giả|Người viết|Dự báo viên|Tin|Bài)[\w, ]{0,12}\s?:|Theo [A-ZĐ])"
)
#: A line without a full stop that is at least this long was wrapped by hand, not ended.
_WRAPPED_LENGTH = 60
#: What begins and ends a time.
_TIME_BEGINS = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b"
    r"|\d{1,2}(?::\d\d\b|[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d))",
    re.IGNORECASE,
)
_TIME_ENDS = re.compile(r"(?:\d[/.-]\d{1,2}[/.-]\d{4}|\d:\d\d|gmt\s?\+\s?0?7\)?)$", re.IGNORECASE)
#: What a line must hold for `joined` to change it.
MAYBE_TIME = re.compile(r"\d[:/.-]\d")


@dataclass(slots=True)
class Line:
    """Text up to a `<br>` or the end of the block; the numbers count letters."""

    text: str
    links: int
    bold: int
    italic: int


def joined(pieces: Sequence[str]) -> str:
    """The text of a short line, with a blank on either side of a time that a tag alone parts from words.

    On the page such tags are boxes beside one another; anywhere else a tag may begin within a word.

    >>> joined(["Minh Hải", "28/09/2025 06:10", "Cập nhật lúc 07:00"]), joined(["2", "8/09/2025"])
    ('Minh Hải 28/09/2025 06:10 Cập nhật lúc 07:00', '28/09/2025')
    """
    line = pieces[0]
    for one, other in pairwise(pieces):
        is_behind = _TIME_ENDS.search(one) is not None and other[:1].isalnum()
        is_parted = is_behind or (one[-1:].isalpha() and _TIME_BEGINS.match(other) is not None)
        line += f" {other}" if is_parted else other
    return line


def are_parted(lines: Sequence[Line]) -> bool:
    """Whether every line stands for itself: they are verses."""
    return is_poem([line.text for line in lines if line.text])


def is_wrapped(line: Line, following: Line, *, in_paragraph: bool) -> bool:
    """Whether a single `<br>` between two lines only wraps a sentence."""
    text, first = line.text, following.text[0]
    if first.islower():
        return True
    if _SENTENCE_END.search(text) or _SOURCE.match(following.text) or _is_parted_by_weight(line, following):
        return False
    if text[-1] == ",":
        return not is_salutation(text)
    if in_paragraph:
        return True
    same_weight = (line.bold > 0.9 * len(text)) == (following.bold > 0.9 * len(following.text))
    return len(text) >= _WRAPPED_LENGTH and same_weight and first.isalpha()


def _is_parted_by_weight(line: Line, following: Line) -> bool:
    """Whether one of two lines is a bold heading; of a long line some bold words may go on in the next."""
    bold, other = (line, following) if line.bold > following.bold else (following, line)
    if bold.bold <= 0.9 * len(bold.text) or bold.text.isdigit():
        return False  # the large figure of a day, its month below
    return not other.bold or (len(bold.text) < _WRAPPED_LENGTH and other.bold < len(other.text) / 2)
