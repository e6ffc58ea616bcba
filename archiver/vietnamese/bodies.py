"""Bodies that sign what they write: newsrooms, offices, unions. Strings in, values out."""

from __future__ import annotations

import re
from typing import Literal

#: Bodies that sign articles without a label; a line of this form must say which one (a second capital).
_SIGNING_BODY = re.compile(
    r"(?:CTTĐT|Cổng TTĐT|BBT|Ban [Bb]iên tập|Tổ [Bb]iên tập|Nhóm (?:PV|phóng viên|tác giả)|"
    r"Phóng viên [A-ZĐ]\S*|"
    r"Trung tâm (?!khu vực)[^.,:;?!()\d]+|Phòng (?!chống|ngừa|tránh|bệnh|trừ|họp|khám)[^.,:;?!()\d]+|"
    r"Đài (?:TT|PT|Truyền|Phát)[^.,:;?!()\d]+)"
)
#: Bodies of a commune, a district or a province that sign what they send in: `Hội Nông dân xã Bình Khê`.
_LOCAL_BODY = re.compile(
    r"(?:Văn phòng|UBND|HĐND|UBMTTQ|MTTQ|Mặt trận|Đảng ủy|Hội|Đoàn|Công an|Ban|Trạm|Trường|Phòng|Chi cục)\b"
    r"[^.,:;?!()\d]* (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu)(?: [A-ZĐ]\w+){0,4}"
)
_OF = re.compile(r"\b(?:của|các|về|và các)\b")
#: A newsroom that signs in one word. The portal's own name signs nothing: whoever knows the host says so.
_NEWSROOM = re.compile(
    r"(?!(?:all|hot|last|latest|more|new|other|related|top)news)[a-zđ]{1,10}news", re.IGNORECASE
)


def signing_body(text: str) -> tuple[Literal["organisation"], float] | None:
    """Whether a text is a body that signs what it writes, and how surely.

    >>> signing_body("Trung tâm Tin tức"), signing_body("Hội Nông dân xã Bản Mây"), signing_body("Hội nghị")
    (('organisation', 0.6), ('organisation', 0.5), None)
    """
    if _NEWSROOM.fullmatch(text):
        return "organisation", 0.5
    words = text.split()
    is_known = _SIGNING_BODY.fullmatch(text) is not None
    if not (is_known or _LOCAL_BODY.fullmatch(text)) or len(words) > 9 or _OF.search(text):
        return None
    named = any(word[0].isupper() and not re.fullmatch(r"[IVX]+", word) for word in words[1:])
    if not is_known:
        return ("organisation", 0.5) if named else None
    return ("organisation", 0.6) if len(words) == 1 or named or words[0] in ("Nhóm", "Ban", "Tổ") else None
