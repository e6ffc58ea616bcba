"""Who made a long read, printed below it label by label: `Tổ chức thực hiện: …`, `Nội dung: …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

#: Who wrote, the surest label first.
_WRITES = ("nội dung", "bài", "bài viết", "tác giả", "thực hiện", "tổ chức thực hiện")
_LABEL = (
    r"(?P<label>ngày xuất bản|tổ chức (?:thực hiện|sản xuất)|chỉ đạo (?:thực hiện|sản xuất|nội dung)|nội dung"
    r"|bài(?: viết)?|tác giả|thực hiện|biên tập|trình bày|thiết kế|đồ h(?:ọa|oạ)|m[ỹĩ] thuật|kỹ thuật"
    r"|(?:hình )?ảnh|video|clip|quay phim|dựng phim|đạo diễn|giọng đọc|âm thanh)\s*:"
)
_LINE = re.compile(rf"{_LABEL}\s*(?P<said>\S.{{0,80}})", re.IGNORECASE)
#: Between two of them in one line: a mark, or nothing but the capital of the next.
_BETWEEN = re.compile(rf"(?:\s*[;|•]\s*|\s)(?={_LABEL})", re.IGNORECASE)
_LEAST_LINES = 3
#: So many lines an imprint has at most.
MOST_LINES = 10
_PUBLISHED = re.compile(r"ngày xuất bản\s*:\s*\d", re.IGNORECASE)


class Imprint(NamedTuple):
    """How many lines at the end of a text are the imprint, and the writer it names; empty for none."""

    lines: int
    writer: str


def imprint_of(texts: Sequence[str]) -> Imprint:
    """The imprint that some lines end in: three different labels or more, in one line or in several.

    >>> imprint_of(["Đường lên bản.", "Nội dung: TRẦN TUẤN", "Trình bày: PHAN ANH", "Ảnh: ĐỨC DUẨN"])
    Imprint(lines=3, writer='TRẦN TUẤN')
    >>> imprint_of(["Đường lên bản.", "Bài: Trần Tuấn", "Ảnh: Đức Duẩn"])
    Imprint(lines=0, writer='')
    >>> imprint_of(["Đường lên bản.", "Thực hiện: Trần Tuấn; Ảnh: Đức Duẩn; Đồ họa: Phan Anh"])
    Imprint(lines=1, writer='Trần Tuấn')
    """
    said: dict[str, str] = {}
    lines = 0
    for text in reversed(texts):
        parts = [_LINE.fullmatch(part) for part in _parts(text)]
        labels = [part["label"].lower() for part in parts if part is not None]
        if len(labels) < len(parts) or len(set(labels) - said.keys()) < len(labels):
            break
        said.update(zip(labels, (part["said"] for part in parts if part is not None), strict=True))
        lines += 1
    if len(said) < _LEAST_LINES:
        return Imprint(0, "")
    return Imprint(lines, next((said[label] for label in _WRITES if label in said), ""))


def _parts(line: str) -> list[str]:
    """The labels of a line, each with what stands behind it; the line itself where it begins with none."""
    if ":" not in line or _LINE.match(line) is None:
        return [line]
    starts = [0, *(found.end() for found in _BETWEEN.finditer(line) if line[found.end()].isupper()), None]
    return [line[start:end].strip(" ;|•.") for start, end in pairwise(starts)]


def prints_publication(line: str) -> bool:
    """Whether a line of an imprint says when the article was published.

    >>> prints_publication("Ngày xuất bản: 20/11/2024"), prints_publication("Ngày 20/11/2024")
    (True, False)
    """
    return _PUBLISHED.match(line) is not None
