"""Who made a long read, printed below it label by label: `Tổ chức thực hiện: …`, `Nội dung: …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

#: Who wrote, the surest label first.
_WRITES = ("nội dung", "bài", "bài viết", "tác giả", "thực hiện", "tổ chức thực hiện")
_LINE = re.compile(
    r"(?P<label>ngày xuất bản|tổ chức (?:thực hiện|sản xuất)|chỉ đạo (?:thực hiện|sản xuất|nội dung)|nội dung"
    r"|bài(?: viết)?|tác giả|thực hiện|biên tập|trình bày|thiết kế|đồ h(?:ọa|oạ)|m[ỹĩ] thuật|kỹ thuật"
    r"|(?:hình )?ảnh|video|clip|quay phim|dựng phim|đạo diễn|giọng đọc|âm thanh)\s*:\s*(?P<said>\S.{0,80})",
    re.IGNORECASE,
)
_LEAST_LINES = 3
#: So many lines an imprint has at most.
MOST_LINES = 10
_PUBLISHED = re.compile(r"ngày xuất bản\s*:\s*\d", re.IGNORECASE)


class Imprint(NamedTuple):
    """How many lines at the end of a text are the imprint, and the writer it names; empty for none."""

    lines: int
    writer: str


def imprint_of(texts: Sequence[str]) -> Imprint:
    """The imprint that some lines end in: three different labels or more.

    >>> imprint_of(["Đường lên bản.", "Nội dung: TRẦN TUẤN", "Trình bày: PHAN ANH", "Ảnh: ĐỨC DUẨN"])
    Imprint(lines=3, writer='TRẦN TUẤN')
    >>> imprint_of(["Đường lên bản.", "Bài: Trần Tuấn", "Ảnh: Đức Duẩn"])
    Imprint(lines=0, writer='')
    """
    said: dict[str, str] = {}
    for text in reversed(texts):
        found = _LINE.fullmatch(text)
        if found is None or found["label"].lower() in said:
            break
        said[found["label"].lower()] = found["said"]
    if len(said) < _LEAST_LINES:
        return Imprint(0, "")
    return Imprint(len(said), next((said[label] for label in _WRITES if label in said), ""))


def prints_publication(line: str) -> bool:
    """Whether a line of an imprint says when the article was published.

    >>> prints_publication("Ngày xuất bản: 20/11/2024"), prints_publication("Ngày 20/11/2024")
    (True, False)
    """
    return _PUBLISHED.match(line) is not None
