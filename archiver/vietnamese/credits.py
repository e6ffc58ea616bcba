"""Who a text or a picture was taken from: source lines, site prefixes of leads, photo credits."""

from __future__ import annotations

import re

from archiver.vietnamese.text import clean, fold

#: News agencies and papers that are printed as a bare word; a text of theirs is named after them.
AGENCIES = (
    r"TTXVN(?:/\w[\w+]*)?|Vietnam\+|Vietnamplus|VietnamPlus|VGP(?: News)?|VOV\d?|VTV\d?|VTC(?: News)?|VNA|"
    r"VOH|ĐCSVN|TTO|TPO|PLO|NDO|NLĐO|SGGPO|HNMO|VHO|BNEWS|QĐND|CAND|ĐTCK|BĐT|KTĐT|CL&CS|CTTĐT|MPI|MIC|ICTnews|"
    r"AFP|AP|Reuters|Xinhua|Tân Hoa xã|BBC|CNN"
)
_HOST = r"(?i:https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|info|gov|edu|tv|asia)(?:/\S*)?)"
_AGENCY_OR_HOST = rf"(?:{AGENCIES}|{_HOST})"
#: Bare words that are nothing but an agency; other bare words and hosts are links of a menu.
_BARE_AGENCY = re.compile(r"TTXVN(?:/Vietnam\+)?|VGP|Vietnam\+")
_HOST_LIST = re.compile(rf"\(?{_AGENCY_OR_HOST}(?:[\s,;./&+-]+{_AGENCY_OR_HOST})*\.?\)?", re.IGNORECASE)

_SOURCE_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?: tin| bài| tin bài| bài viết)?|source)\s?:\s?\S", re.IGNORECASE
)
_SOURCE_NAME = re.compile(r"[Nn]guồn\s(?=[\"“”'‘«A-ZĐ])(?!.*[.!?]\s\w)|(?i:theo)\s?:\s?(?=\S)")
_ACCORDING_TO = re.compile(r"[Tt][Hh][Ee][Oo]\s(?P<whom>\S.*)")
#: After `Theo` these begin a sentence or name a rule or an office-holder, not a paper.
_NO_PAPER = re.compile(
    r"(?:nghị|luật|bộ luật|quyết|thông tư|thông báo|chỉ thị|kế hoạch|điều|khoản|hiến pháp|đề án|công văn|"
    r"công điện|báo cáo|tờ trình|chương trình|quy|ông|bà|anh|chị|đồng chí|đ/c|p?gs|ts|ths|thứ trưởng|"
    r"bộ trưởng|chủ tịch|phó|trưởng|cục trưởng|vụ trưởng|(?:tổng )?giám đốc|tổng bí thư|"
    r"thủ tướng|đại (?:tá|tướng|sứ|diện|biểu)|thiếu|trung t[áư]|thượng|kết quả|số liệu|"
    r"thống kê|dự|nội dung|danh sách|lịch)\b",
    re.IGNORECASE,
)

#: So many words, `Theo` among them, name a paper, and so many a body without a full stop behind it.
_LONGEST_PAPER, _LONGEST_BODY = 10, 13
_BODY = re.compile(r"(?:Báo|Đài|Tạp chí|Trung tâm|Cổng|Trang|Tổng cục|Cục|Viện|Văn phòng|Ban|Phòng|Sở)\b")

_PREFIX = re.compile(
    rf"(?P<prefix>\((?:{_AGENCY_OR_HOST}|[A-ZĐ][A-ZĐ&+.\d]{{1,9}}[O+]?)\)(?:\s?[-–—:])?"
    r"|\([A-ZĐÀ-Ỹ][^\W\d]+(?:\s[^\W\d]+){1,4}\)\s?[-–—]"
    rf"|(?!http)(?:{_AGENCY_OR_HOST}|[A-ZĐ]{{2,6}}O|\w+news|[\w ]{{2,20}} Online)\s?[-–—](?!\d))"
    r"\s?(?P<text>.*)",
    re.DOTALL,
)
#: Any other abbreviation, where what follows begins as only a report does: `BTrM – Sáng 10/6, tại …`.
_ANY_MARK = re.compile(
    r"(?P<prefix>(?=\w[A-Za-zĐđ&]*[A-ZĐ])[A-ZĐ][A-Za-zĐđ&]{1,9}\s?[-–—])\s?"
    r"(?P<text>(?:(?:Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Từ ngày|Hôm|Vào|Trong)\s(?:\w+\s){0,3}(?:nay|qua|\d)"
    r"|(?:Mới đây|Vừa qua|Nhân dịp|Nhân kỷ niệm|Tại|Theo|Thực hiện|Nhằm|Hưởng ứng|Căn cứ|Tiếp tục"
    r"|Dưới sự chủ trì|Được sự|Trong khuôn khổ|Tính đến|Chào mừng)\b).*)",
    re.DOTALL,
)
#: Bodies and titles whose abbreviation ends like that of an online paper; they begin sentences.
_NOT_ONLINE = re.compile(
    r"(?:WHO|NATO|WTO|ILO|FAO|UNESCO|UNIDO|IMO|CEO|CFO|ICAO|WIPO|ISO|NGO|FDO|BOO|INTERPO|AEO)\b"
)

_PICTURE = r"(?:nguồn\s)?(?:ảnh|hình(?: ảnh)?|photo|đồ họa|đồ hoạ|infographic)"
_PICTURE_KIND = r"(?:\s(?:minh h[ọo][aạ]|tư liệu|đại diện|internet|cắt từ clip))?"
_MAY_BE_CREDITED = re.compile(r"ảnh|hình|photo|đồ h|infographic|nguồn", re.IGNORECASE)
#: A credit in a line of its own, which only a style sheet makes: `… của bãoNguồn: TTXVN`.
_GLUED = re.compile(r"(?<=[a-zà-ỹ.)])(?=(?:Ảnh|Nguồn|Đồ họa)\s?:)")
_CREDIT = re.compile(
    rf"(?P<caption>.*?)(?P<mark>^|[.!?…”\"]\s|\s?[-–—|]\s|\s?[(\[]\s?|\s)(?P<label>{_PICTURE}{_PICTURE_KIND})\s?"
    r"(?P<colon>:)\s?(?P<credit>[^:()\[\]]+(?:\([^()]+\))?)[)\]\s|]*",
    re.IGNORECASE | re.DOTALL,
)
_BARE_CREDIT = re.compile(
    rf"(?P<caption>.*?)(?P<mark>^|[.!?…”\"]\s|\s?[-–—|]\s|\s?[(\[]\s?)(?P<label>Ảnh|ảnh|ẢNH)\s"
    rf"(?P<credit>(?:{AGENCIES}|NVCC|BTC|internet)(?:/[^()/]+)?)[)\].\s|]*",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE_OF_PICTURE = re.compile(
    r"(?P<caption>.*?)(?P<mark>^|[.!?…”\"]\s|\s?[-–—|]\s|\s?[(\[]\s?)(?P<label>Nguồn|nguồn)\s?:\s?(?P<credit>[^:()]+)[)\].\s|]*",
    re.DOTALL,
)
_ONLY_A_KIND = re.compile(
    r"[(\[]?\s?(?:ảnh|hình)(?: ảnh)? (?:minh h[ọo][aạ]|tư liệu)[\s.)\]]*", re.IGNORECASE
)
_PLAIN_CREDITS = re.compile(
    r"(?:tư liệu|internet|sưu tầm|st|nvcc|btc|tl|minh h[ọo][aạ]|tác giả|.* cung cấp|nguồn .+)\.?",
    re.IGNORECASE,
)


def read_source_line(line: str) -> str | None:
    """The line itself, cleaned, if all it does is name where the text was taken from.

    `Theo` alone decides nothing: what follows must be a name, not an office-holder, a rule or a sentence.

    >>> read_source_line("Theo : Báo Xây dựng điện tử"), read_source_line("(Vietnam+)")
    ('Theo : Báo Xây dựng điện tử', '(Vietnam+)')
    >>> read_source_line("Theo Thứ trưởng, việc này cần làm ngay.") is None
    True
    """
    printed = clean(line)
    if not 3 <= len(printed) <= 200:
        return None
    bare = printed.strip("-–—*• ")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
        in_brackets = _HOST_LIST.fullmatch(bare) is not None
    else:
        in_brackets = _is_prefix_alone(printed)
    return printed if in_brackets or _is_source(bare) else None


def _is_source(text: str) -> bool:
    words = len(text.split())
    if _SOURCE_LABEL.match(text) or _SOURCE_NAME.match(text):
        return words <= 20
    according = _ACCORDING_TO.fullmatch(text)
    if according is None:
        return _BARE_AGENCY.fullmatch(text) is not None
    whom = according["whom"].rstrip(".")
    if _HOST_LIST.fullmatch(whom):
        return True
    sentence = re.search(r"[,:;!?]|\.\s|\d", whom)
    most = _LONGEST_BODY if _BODY.match(whom) and whom == according["whom"] else _LONGEST_PAPER
    return whom[0].isupper() and words <= most and not sentence and not _NO_PAPER.match(whom)


def _is_prefix_alone(text: str) -> bool:
    if text[0] != "(":
        return False
    prefix, rest = split_lead_prefix(text)
    named = prefix.endswith(tuple("-–—")) or _HOST_LIST.fullmatch(prefix) is not None
    return prefix != "" and not rest and named


def split_lead_prefix(lead: str) -> tuple[str, str]:
    """The site's own mark in front of a lead, as printed, and the lead without it; both cleaned.

    >>> split_lead_prefix("(Chinhphu.vn) - Tháng 3 có nhiều chính sách mới.")
    ('(Chinhphu.vn) -', 'Tháng 3 có nhiều chính sách mới.')
    >>> split_lead_prefix("VHO- Sáng nay, triển lãm khai mạc.")
    ('VHO-', 'Sáng nay, triển lãm khai mạc.')
    >>> split_lead_prefix("ASEAN - Nhật Bản hợp tác.")
    ('', 'ASEAN - Nhật Bản hợp tác.')
    >>> split_lead_prefix("BTrM – Sáng 10/6, Bộ họp."), split_lead_prefix("BHYT – lá chắn của người nghèo.")
    (('BTrM –', 'Sáng 10/6, Bộ họp.'), ('', 'BHYT – lá chắn của người nghèo.'))
    """
    text = clean(lead)
    found = _PREFIX.fullmatch(text) or _ANY_MARK.fullmatch(text)
    if found is None or _NOT_ONLINE.match(text):
        return "", text
    return found["prefix"].strip(), found["text"].strip()


def is_photo_credit(line: str) -> bool:
    """Whether a line only says who took a picture, or that it is an illustration.

    >>> is_photo_credit("Ảnh: Lưu Hương"), is_photo_credit("(Ảnh minh hoạ)")
    (True, True)
    >>> is_photo_credit("Tin, ảnh: Lưu Hương"), is_photo_credit("Ảnh hưởng của bão số 3 còn lớn.")
    (False, False)
    """
    text = clean(line)
    if _ONLY_A_KIND.fullmatch(text):
        return True
    caption, credit = split_credit(text)
    return bool(credit) and not caption


def split_credit(caption: str) -> tuple[str, str]:
    """A caption without its credit, and the credit without label and brackets; both cleaned.

    The stored caption does not keep the credit. What is no credit stays where it is: `(Ảnh minh hoạ)`,
    the counter of `… - Ảnh 1.`, and a whole sentence after `Ảnh:`.

    >>> split_credit("Một dự án của công ty. Ảnh: Hồng Khanh")
    ('Một dự án của công ty.', 'Hồng Khanh')
    >>> split_credit("Quang cảnh buổi lễ (Ảnh: mic.gov.vn)"), split_credit("Ảnh VGP/Nhật Bắc")
    (('Quang cảnh buổi lễ', 'mic.gov.vn'), ('', 'VGP/Nhật Bắc'))
    """
    text = clean(caption).strip("| ")
    if _MAY_BE_CREDITED.search(text) is None:
        return text, ""
    text = _GLUED.sub(" | ", text)
    for pattern in (_CREDIT, _BARE_CREDIT, _SOURCE_OF_PICTURE):
        found = pattern.fullmatch(text)
        if found is None or not _stands_apart(found):
            continue
        credit = _without_full_stop(found["credit"].strip(" -–—|,;"))
        if _names_somebody(credit):
            closing = found["mark"].strip(" -–—|([")
            return (found["caption"] + closing).strip(" -–—|"), credit
    return text, ""


def _stands_apart(found: re.Match[str]) -> bool:
    """Inside a sentence `ảnh:` in small letters is a word like any other (`công bố hình ảnh: …`)."""
    return found["mark"].strip() != "" or not found["caption"] or found["label"][0].isupper()


def _without_full_stop(credit: str) -> str:
    initials = re.search(r"(?:^|[.\s])\w\.$", credit)
    return credit if initials else credit.rstrip(". ")


def _names_somebody(credit: str) -> bool:
    words = credit.split()
    if not 1 <= len(words) <= 9:
        return False
    if _PLAIN_CREDITS.fullmatch(credit) or _HOST_LIST.fullmatch(credit):
        return True
    capitals = sum(word[0].isupper() for word in words)
    return (
        words[0][0].isupper()
        and 2 * capitals >= len(words)
        and not fold(credit).startswith(("toan canh", "quang"))
    )
