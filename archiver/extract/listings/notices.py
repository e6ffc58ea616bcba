"""What a listing says about itself in words: how many items there are, or that there are none. Strings in."""

from __future__ import annotations

import re

from archiver.vietnamese.text import clean

_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,9})(?![\d.,]*\d)"
_UNIT = r"(?:tin bài|tin tức|bài viết|bản ghi|kết quả|văn bản|mục tin|tin|bài|mục)\b"
#: Ways to print a total; each is certain enough to stand alone (a counter of visits has no such unit).
_TOTALS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\btổng (?:số|cộng)(?: có)? ?:? ?{_NUMBER} {_UNIT}",
        rf"\btổng (?:số|cộng) {_UNIT} ?: ?{_NUMBER}",
        rf"\b(?:tìm thấy|tìm được|có)(?: tổng số)? {_NUMBER} (?:kết quả|bản ghi)\b",
        rf"\b\d+ ?(?:-|–|đến) ?\d+ (?:của|trong|trên|/)(?: tổng số)? ?{_NUMBER} {_UNIT}",
        rf"\bof {_NUMBER} (?:results?|items?|entries|records)\b",
    )
)
_DIGITS = re.compile(_NUMBER)
#: What prints a number of items says little else.
_LONGEST = 200

_NOTHING = (
    r"(?:hiện )?(?:không|chưa) (?:có|tìm thấy) "
    r"(?:tin bài|tin tức|bài viết|bản ghi|kết quả|dữ liệu|nội dung|tin|bài|mục)"
    r"(?: (?:tin|bài))?(?: nào)?(?: (?:phù hợp|để hiển thị))?"
    r"|(?:nội dung|dữ liệu) đang (?:được )?cập nhật"
    r"|no (?:results?|records?|items?|data)(?: (?:found|available))?"
)
_SAYS_NOTHING = re.compile(rf"\b(?:{_NOTHING})\b", re.IGNORECASE)
_ONLY_NOTHING = re.compile(rf"(?:{_NOTHING})(?: trong (?:chuyên )?mục này)?[ .!]*", re.IGNORECASE)


def total_in(text: str) -> int | None:
    """The number of all items that a page prints; `None` where it prints none, or several.

    >>> total_in("Tổng số: 1.234 tin"), total_in("Hiển thị 1 - 20 trong tổng số 345 bài viết")
    (1234, 345)
    >>> total_in("Tổng số lượt truy cập: 9.876.543")
    """
    line = clean(text)
    found = {number_in(match["number"]) for form in _TOTALS for match in form.finditer(line)}
    return found.pop() if len(found) == 1 else None


def number_in(text: str) -> int | None:
    """The only number of a text, its thousands parted by dots or commas.

    >>> number_in("(1.234 tin)"), number_in("Trang 1 / 62")
    (1234, None)
    """
    found = {re.sub(r"\D", "", match["number"]) for match in _DIGITS.finditer(text[:_LONGEST])}
    return int(found.pop()) if len(found) == 1 else None


def says_nothing(text: str) -> bool:
    """Whether a page says somewhere that there is nothing to list."""
    return _SAYS_NOTHING.search(clean(text)) is not None


def is_nothing(line: str) -> bool:
    """Whether a line is the row that stands for no rows, and no headline.

    >>> is_nothing("Không có dữ liệu."), is_nothing("Không có tin bão trong tuần tới")
    (True, False)
    """
    return _ONLY_NOTHING.fullmatch(clean(line)) is not None
