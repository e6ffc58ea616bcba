"""Bodies that sign what they write, or that a writer belongs to: newsrooms, offices. Strings to values."""

from __future__ import annotations

import re
from typing import Literal

from archiver.vietnamese.foreign_bylines import BODY as FOREIGN_BODY
from archiver.vietnamese.text import clean

#: How the name of a body begins.
BODY = (
    r"(?:Bộ|Sở|Khoa(?! học)|"
    r"Phòng|Cục|Chi cục|Tổng cục|Vụ|Viện|Ban|Trung tâm|Báo|Đài|Tạp chí|Văn phòng|Cổng|Trường|"
    r"Đại học|Học viện|Công ty|Tập đoàn|UBND|HĐND|HND|LĐLĐ|Hội|Đoàn|Liên đoàn|Công an|Bộ đội|Đồn|"
    r"(?:Tỉnh|Huyện|Thành|Quận|Thị) [Đđ]oàn|Cơ quan|Bộ môn|Câu lạc bộ|CLB|BHXH|Bảo hiểm xã hội|"
    r"Tòa (?:án|soạn)|TAND(?:TC|CC)?|VKS(?:ND)?(?:TC|CC)?|Thanh tra|Kiểm toán|Kho bạc|Hải quan|Ngân hàng|"
    r"Tổ|Đội|Nhóm|Trạm|Bệnh viện|Thư viện|Bảo tàng|[UỦ][ỷy] ban|Đảng [uủ][ỷy]|[Xx]ã [Đđ]oàn|"
    r"Tỉnh ủy|Huyện ủy|Thành ủy|Thời sự|TTXVN|VOV|VTV|TTVH|TT)"
)
#: Offices of those who write for a portal or a journal beside their work, and of an agency's reporters.
_POST = (
    r"(?:Công chức|Viên chức|Cán bộ|Chuyên viên|Giáo viên|Cộng tác viên|Phóng viên|P/?[Vv]"
    r"|Giảng viên|Học viên|Nghiên cứu (?:viên|sinh)|Thẩm (?:phán|tra viên)|Thư ký"
    r"|(?:Kiểm (?:sát|toán|tra)|Điều tra|Chấp hành) viên)"
)
#: Where a reader who writes to a paper lives.
_HOME = (
    r"(?:số|ngõ|phố|đường|thôn|ấp|bản|khu phố|tổ dân phố|xã|phường|thị trấn"
    r"|huyện|quận|thị xã|thành phố|TP|tỉnh)"
)
#: A name and whose that person is, in one line.
AFFILIATION = re.compile(
    rf"(?P<name>[^,/|–—-]+?)\s?(?:[,/|]|[-–—])\s?(?:{BODY}|{_POST}|{FOREIGN_BODY})\b.*"
    rf"|(?P<before>[^,/|()]+?)\s\((?:{BODY}|{_POST}|{_HOME})\b[^()]*\)"
)
#: A name and the agency that person writes for.
OF_AGENCY = re.compile(r"(?P<name>[^,/|()]+)/[A-ZĐ]{2,8}\d?\b[^,:]*")
#: Several names, and whose these people are.
AFFILIATED = re.compile(
    rf"(?P<names>[^()]+?)\s(?:\((?:{BODY}|{_POST})\b[^()]*\)|[-–—]\s(?:{BODY}|{_POST})\b[^()]*)"
)
#: The same with the name behind: `Phòng 2 - Lưu Đình Khuê`.
DEPARTMENT = re.compile(
    r"(?:Thời sự|Văn phòng|(?:Phòng|Ban|Đài) [^,–—-]{1,40}"
    rf"|{BODY}\b[^,–—-]{{0,20}} [A-ZĐ\d][^,–—-]{{0,40}}) ?[-–—] ?(?P<name>.+)"
)
#: Bodies that sign articles without a label; a line of this form must say which one (a second capital).
_SIGNING_BODY = re.compile(
    r"(?:CTTĐT|Cổng TTĐT|BBT|Ban [Bb]iên tập|Tổ (?:[Bb]iên tập|[Tt]ruyền thông|[Tt]hông tin)|"
    r"Nhóm (?:PV|phóng viên|tác giả)(?: [A-ZĐ][^.:;?!()\d]*)?|"
    r"Phóng viên [A-ZĐ]\S*|Ban (?:Thời sự|Khoa giáo|Chuyên đề|Bạn đọc|Truyền hình[^.:;?!()\d]*)|"
    r"Trung tâm (?!khu vực)[^.:;?!()\d]+|Phòng (?!chống|ngừa|tránh|bệnh|trừ|họp|khám)[^.:;?!()\d]+\d{0,2}|"
    r"Đài (?:TT|PT|Truyền|Phát)[^.,:;?!()\d]+|"
    r"Thanh tra (?:Bộ|Sở|Chính phủ|[Tt]ỉnh|[Tt]hành phố)(?: [A-ZĐ]\w+)*)"
)
#: An agency's reporters abroad: `PV TTXVN tại Paris`.
_CORRESPONDENTS = re.compile(
    r"(?:Phóng viên|P/?[Vv]) [A-ZĐ]{2,8}\d?(?: thường trú)?(?: (?:tại|ở)(?: [A-ZĐ][^\W\d_]*){1,4})?"
)
#: Bodies of a commune, a district or a province that sign what they send in: `Hội Nông dân xã Bình Khê`.
_LOCAL_BODY = re.compile(
    r"(?:Văn phòng|UBND|HĐND|UBMTTQ|MTTQ|Mặt trận|Đảng ủy|Hội|Đoàn|Công an|Ban|Trạm|Trường|Phòng|Chi cục)\b"
    r"[^.,:;?!()\d]* (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu)(?: [A-ZĐ]\w+){0,4}"
)
#: Bodies of a ministry or a province, where what they are for has a capital; no harvest (`Vụ Đông Xuân`).
_HIGHER_BODY = re.compile(
    r"(?:Vụ|Cục|Tổng cục|Sở|Đội) (?!(?:Đông|Xuân|Hè|Thu|Mùa|Chiêm)\b)(?P<what>[^\W\d_])[^.:;?!()\d]+"
)
#: What a body does, in a caption: no name has it in small letters.
_DOES = re.compile(
    r"\b(?:tại|ở|với|cho|đã|đang|sẽ|được|bị|kiểm tra|tổ chức|làm việc|họp|trao|tặng|phát động|ra mắt|tiếp|đón"
    r"|thăm|hướng dẫn|khai trương|khai mạc|công bố|ban hành|phối hợp|chủ trì|triển khai|tham gia|tập huấn)\b"
)
_MOST_WORDS, _LOCAL_WORDS, _LONGEST_NAME = 12, 9, 16
_OF = re.compile(r"\b(?:của|các|về|và các)\b")
#: A newsroom that signs in one word. The portal's own name signs nothing: whoever knows the host says so.
_NEWSROOM = re.compile(
    r"(?!(?:all|hot|last|latest|more|new|other|related|top)news)[a-zđ]{1,10}news", re.IGNORECASE
)


def signing_body(text: str) -> tuple[Literal["organisation"], float] | None:
    """Whether a text is a body that signs what it writes, and how surely.

    >>> signing_body("Trung tâm Tin tức"), signing_body("Hội Nông dân xã Bản Mây"), signing_body("Hội nghị")
    (('organisation', 0.6), ('organisation', 0.5), None)
    >>> signing_body("Thanh tra Bộ"), signing_body("Thanh tra Sở kiểm tra tại hai bến xe")
    (('organisation', 0.6), None)
    >>> signing_body("Vụ Tiền lương"), signing_body("Vụ cháy ở Hà Nội"), signing_body("Vụ Đông Xuân ở Hà Nam")
    (('organisation', 0.5), None, None)
    >>> signing_body("PV TTXVN tại Paris"), signing_body("Ban Thời sự")
    (('organisation', 0.6), ('organisation', 0.6))
    """
    if _NEWSROOM.fullmatch(text):
        return "organisation", 0.5
    if _CORRESPONDENTS.fullmatch(text):
        return "organisation", 0.6
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


def names_body(line: str) -> bool:
    """Whether a line below a name says whose that person is: a body, perhaps in brackets.

    >>> names_body("(Trung tâm Tư vấn pháp luật)"), names_body("Báo động đỏ về hạn mặn.")
    (True, False)
    >>> names_body("CƠ QUAN THỐNG KÊ")
    True
    """
    text = clean(line).strip("()")
    case = re.IGNORECASE if text.isupper() else re.NOFLAG
    is_body = re.match(rf"(?:{BODY}|{FOREIGN_BODY})\b", text, case) is not None
    return is_body and len(text.split()) < _LONGEST_NAME and not re.search(r"[.:;!?]", text)
