"""Bodies that sign what they write: newsrooms, offices, unions. Strings in, values out."""

from __future__ import annotations

import re
from typing import Literal

#: Bodies that sign articles without a label; a line of this form must say which one (a second capital).
_SIGNING_BODY = re.compile(
    r"(?:CTTĐT|Cổng TTĐT|BBT|Ban [Bb]iên tập|Tổ [Bb]iên tập|Nhóm (?:PV|phóng viên|tác giả)|"
    r"Phóng viên [A-ZĐ]\S*|"
    r"Trung tâm (?!khu vực)[^.:;?!()\d]+|Phòng (?!chống|ngừa|tránh|bệnh|trừ|họp|khám)[^.:;?!()\d]+|"
    r"Đài (?:TT|PT|Truyền|Phát)[^.,:;?!()\d]+)"
)
#: Bodies of a commune, a district or a province that sign what they send in: `Hội Nông dân xã Bình Khê`.
_LOCAL_BODY = re.compile(
    r"(?:Văn phòng|UBND|HĐND|UBMTTQ|MTTQ|Mặt trận|Đảng ủy|Hội|Đoàn|Công an|Ban|Trạm|Trường|Phòng|Chi cục)\b"
    r"[^.,:;?!()\d]* (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu)(?: [A-ZĐ]\w+){0,4}"
)
#: Bodies of a ministry or a province, where what they are for has a capital; no harvest (`Vụ Đông Xuân`).
_HIGHER_BODY = re.compile(
    r"(?:Vụ|Cục|Tổng cục|Sở) (?!(?:Đông|Xuân|Hè|Thu|Mùa|Chiêm)\b)(?P<what>[^\W\d_])[^.:;?!()\d]+"
)
#: What a body does, in a caption: no name has it in small letters.
_DOES = re.compile(
    r"\b(?:tại|ở|với|cho|đã|đang|sẽ|được|bị|kiểm tra|tổ chức|làm việc|họp|trao|tặng|phát động|ra mắt|tiếp|đón"
    r"|thăm|hướng dẫn|khai trương|khai mạc|công bố|ban hành|phối hợp|chủ trì|triển khai|tham gia|tập huấn)\b"
)
_MOST_WORDS, _LOCAL_WORDS = 12, 9
_OF = re.compile(r"\b(?:của|các|về|và các)\b")
#: A newsroom that signs in one word. The portal's own name signs nothing: whoever knows the host says so.
_NEWSROOM = re.compile(
    r"(?!(?:all|hot|last|latest|more|new|other|related|top)news)[a-zđ]{1,10}news", re.IGNORECASE
)


def signing_body(text: str) -> tuple[Literal["organisation"], float] | None:
    """Whether a text is a body that signs what it writes, and how surely.

    >>> signing_body("Trung tâm Tin tức"), signing_body("Hội Nông dân xã Bản Mây"), signing_body("Hội nghị")
    (('organisation', 0.6), ('organisation', 0.5), None)
    >>> signing_body("Vụ Tiền lương"), signing_body("Vụ cháy ở Hà Nội"), signing_body("Vụ Đông Xuân ở Hà Nam")
    (('organisation', 0.5), None, None)
    """
    if _NEWSROOM.fullmatch(text):
        return "organisation", 0.5
    words = text.split()
    is_known = _SIGNING_BODY.fullmatch(text) is not None
    higher = _HIGHER_BODY.fullmatch(text)
    is_higher = higher is not None and higher["what"].isupper()
    is_local = len(words) <= _LOCAL_WORDS and _LOCAL_BODY.fullmatch(text) is not None
    if not (is_known or is_higher or is_local) or len(words) > _MOST_WORDS:
        return None
    if _OF.search(text) or _DOES.search(text):
        return None
    named = is_higher or any(word[0].isupper() and not re.fullmatch(r"[IVX]+", word) for word in words[1:])
    if not is_known:
        return ("organisation", 0.5) if named else None
    is_sure = len(words) == 1 or named or words[0] in ("Nhóm", "Ban", "Tổ")
    return ("organisation", 0.5 if "," in text else 0.6) if is_sure else None
