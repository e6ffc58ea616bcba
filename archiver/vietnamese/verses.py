"""Poems: whom one is dedicated to, and whether lines are verses. Strings in, values out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DEDICATION = re.compile(
    r"\W{0,3}(?:(?:kính|thân|mến|riêng|viết|yêu|gửi|để|xin)\s){1,2}tặng\b"
    # `Tặng 200 suất quà …` tells what somebody did.
    r"|\W{0,3}tặng\s(?!\d|thưởng|quà|bằng|giấy|nhà|xe|cờ|sổ|sách|học|huân|huy|hoa|thêm|cho|hàng|một|hai)",
    re.IGNORECASE,
)
_LONGEST_DEDICATION = 160
#: `Kính gửi: …`, or a line that greets and ends in a comma; a sentence goes on.
_SALUTATION = re.compile(
    r"\W{0,3}(?:kính gửi\s?:"
    r"|(?:(?:kính|thân|trân trọng|thân ái) (?:gửi|thưa)|thưa)\s[^.:;?“”\"]{2,160}[,!]\W*$)",
    re.IGNORECASE,
)
#: A line of a poem has no more letters than this, hardly ever fewer words, and mostly no full stop.
LONGEST_VERSE = 64
#: So many short lines in a row, each with a capital, are no prose that was wrapped.
_LEAST_VERSES = 4
_LEAST_WORDS, _FEW = 4, 0.2
_ENDS = '.…!?:;”"»)。！？'


def is_dedication(line: str) -> bool:
    """Whether a line above a poem says whom it is for.

    >>> is_dedication("(Kính tặng các chiến sĩ đảo Sinh Tồn)"), is_dedication("Tặng mẹ")
    (True, True)
    >>> is_dedication("Tặng quà cho 200 em nhỏ."), is_dedication("Tăng cường kiểm tra.")
    (False, False)
    """
    return len(line) <= _LONGEST_DEDICATION and _DEDICATION.match(line) is not None


def is_salutation(line: str) -> bool:
    """Whether a line says to whom a letter goes.

    >>> is_salutation("Kính gửi: Các nhà cung cấp"), is_salutation("Kính gửi lời chào đến bà con, ông nói.")
    (True, False)
    >>> is_salutation("Kính gửi các thầy, cô giáo,"), is_salutation("Thưa toàn thể đồng bào!")
    (True, True)
    """
    return _SALUTATION.match(line) is not None


def are_verses(lines: Sequence[str]) -> bool:
    """Whether some lines of a text are verses: all short, hardly one a label, most without a full stop.

    >>> are_verses(["Ta về bến cũ chiều nay", "Sông xưa vẫn chảy, đò gầy vẫn neo"])
    True
    >>> are_verses(["Thư viện ảnh", "Cổng dịch vụ công", "Liên hệ"])
    False
    """
    if max(map(len, lines), default=LONGEST_VERSE + 1) > LONGEST_VERSE:
        return False
    labels = sum(line.count(" ") < _LEAST_WORDS - 1 for line in lines)
    return labels <= _FEW * len(lines) and 2 * sum(line[-1] in _ENDS for line in lines) < len(lines)


def is_poem(lines: Sequence[str]) -> bool:
    """Whether the lines of one paragraph are verses: enough of them, and each begins with a capital.

    >>> verse = "Sông xưa vẫn chảy, đò gầy vẫn neo"
    >>> is_poem([verse] * 4), is_poem([verse] * 3), is_poem([verse, "vẫn neo bến cũ, vẫn chờ"] * 2)
    (True, False, False)
    """
    return len(lines) >= _LEAST_VERSES and all(line[0].isupper() for line in lines) and are_verses(lines)
