"""Pages that stand for years and are no news: who a body is, what it does, who leads it, how to reach it.

Nothing of their form tells them from a short notice without a date. What tells is what they are called, or
where they stand: in the part of a portal that introduces its body. Whatever is dated or signed is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from archiver.extract.fields.breadcrumbs import path_steps, trail_steps
from archiver.extract.flow.blocks import Flow
from archiver.extract.flow.cues import folded
from archiver.extract.signals import Refusal
from archiver.page.page import Page
from archiver.records import Reason
from archiver.vietnamese.text import fold

#: In capitals, because a set of books (`bộ sách`) is introduced too.
_BODY = (
    r"(?:Bộ|Sở|Cục|Tổng cục|Chi cục|Vụ|Viện|Ban|Trung tâm|Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường"
    r"|UBND|HĐND|[UỦ][yỷ] ban|Văn phòng|Cơ quan|Đơn vị|Cổng|Trang|Trường|Thanh tra"
    r"|Khoa|Học viện|Bệnh viện|Tòa án|Công an|Kho bạc)\b.{0,80}"
)
_OF = rf"(?:(?i: của)? {_BODY}|(?i: của .{{2,80}}))?"
#: What such pages are called: the whole title.
_TITLE = re.compile(
    rf"(?i:giới thiệu(?: chung| khái quát| tổng quan| sơ lược)?)(?:(?i: về) {_BODY})?"
    r"|(?i:(?:vị trí(?:,| và|, và) )?chức năng(?:,| và|, và|,? -)? nhiệm vụ"
    rf"(?:(?:,|,? và|,? -) (?:quyền hạn|cơ cấu tổ chức|tổ chức bộ máy|bộ máy tổ chức))*){_OF}"
    rf"|(?i:chức năng|nhiệm vụ(?:,| và|, và)? quyền hạn){_OF}"
    rf"|(?i:sơ đồ )?(?i:(?:cơ cấu|bộ máy),? tổ chức(?: bộ máy)?|cơ cấu bộ máy|tổ chức bộ máy){_OF}"
    rf"|(?i:sơ đồ (?:tổ chức|bộ máy)){_OF}"
    rf"|(?i:(?:lịch sử|quá trình) (?:hình thành|phát triển)(?: và phát triển)?){_OF}"
    r"|(?i:(?:ban |danh sách )?lãnh đạo"
    r"(?: (?:bộ|sở|cục|vụ|viện|tỉnh|huyện|quận|xã|phường|thành phố|ubnd|đơn vị))?"
    r"(?: (?:tỉnh|huyện|xã|đương nhiệm|tiền nhiệm|qua các thời k[ỳì]))?)"
    r"|(?i:danh bạ(?: (?:điện thoại|liên hệ|cán bộ|cơ quan|đơn vị|hộp thư|thư điện tử|email)\b.{0,40})?)"
    r"|(?i:(?:đội ngũ|danh sách) (?:y )?(?:cán bộ|bác s[ĩỹ]|giảng viên|giáo viên|chuyên gia|nhân sự"
    rf"|thẩm phán|nhà khoa học|viên chức)(?:(?:,| và|, ) (?:công chức|viên chức|giảng viên|nhân viên))*){_OF}"
    r"|(?i:(?:số )?điện thoại (?:liên hệ|cần biết)|đường dây nóng(?: [^.:]{2,60})?)"
    r"|(?i:(?:các )?(?:liên kết|đường dẫn) (?:web|website|trang web|hữu ích))"
    r"|(?i:thông tin liên hệ|(?:điều kiện tự nhiên|vị trí địa l[ýí])(?:\W.{0,60})?)|(?i:bản đồ hành chính)"
    r"|(?i:chính sách (?:bảo mật|riêng tư).{0,40}|(?:điều khoản|quy định|hướng dẫn) sử dụng)"
    r"|(?i:(?:giới thiệu (?:về )?)?rss)"
    r"|(?i:about(?: us| the ministry)?|organi[sz]ation(?:al)? (?:structure|chart))"
    r"|(?i:privacy policy|terms of use)"
    r"|(?i:functions?,?(?: and)? (?:tasks|duties|missions?)|contact us)"
)
#: What the parts of a portal are called that hold nothing else, in a path or an address, folded.
_SECTION = re.compile(
    r"gioi ?thieu(?: chung)?|(?:co cau|so do) to chuc|cocautochuc|chuc nang,? nhiem vu|tieu su(?: tom tat)?"
    r"|(?:ban )?lanh dao(?: (?:bo|so|cuc|tinh|huyen|ubnd|ubnd tinh|don vi))?|about(?: us)?"
)
#: What every description of an administrative procedure tells, in the words of the decree on them, folded.
_PROCEDURE = re.compile(
    r"(?:\d+[.)] ?)?(trinh tu thuc hien|cach thuc thuc hien|thanh phan(?:,? so luong)? ho so"
    r"|thoi (?:han|gian) giai quyet|doi tuong thuc hien|co quan (?:thuc hien|co tham quyen)"
    r"|ket qua (?:thuc hien|giai quyet)|(?:phi,? )?le phi|yeu cau,? dieu kien"
    r"|(?:co so|can cu) phap ly|ten mau don)\b"
)
_PROCEDURE_PARTS, _LABEL_LETTERS = 5, 60
#: What holds news, wherever it stands.
_NEWS = re.compile(
    r"(?:ban )?tin(?: |$)|tintuc|news|su kien|hoat dong|thong bao|bai viet|thoi su|bao chi|chi dao|blog"
    r"|articles?$"
)
_SUFFIX = re.compile(r"\.(?:html?|aspx?|php|jsp)$")


def refused_as_standing(
    url: str, title: str, page: Page, flow: Flow, *, is_signed: bool = False, is_kept_up: bool = False
) -> Refusal | None:
    """Whether a page without date and name is called, or stands, as what only introduces a body.

    One that `is_kept_up`, of which only the day of its last change is printed, must be called so; so must one
    that `is_signed` by a name without a label: of a chart it may be the head of the body.
    """
    steps, trails = list(address_steps(url)), [*trail_steps(page), *path_steps(flow)]
    if any(map(_NEWS.match, (*steps, *trails))):
        return None
    said = ""
    if _TITLE.fullmatch(title):
        said = f"the page is called {title[:60]!r}"
    elif is_kept_up or is_signed:
        return None
    elif section := next(filter(_SECTION.fullmatch, (*steps, *trails)), None):
        said = f"the page stands in {section!r}"
    elif _describes_procedure(flow):
        said = "the page describes a procedure"
    return Refusal(Reason.NO_DATE, f"no date, and {said}") if said else None


def _describes_procedure(flow: Flow) -> bool:
    starts = (_PROCEDURE.match(folded(block.text[:_LABEL_LETTERS])) for block in flow.blocks)
    return len({start[1] for start in starts if start is not None}) >= _PROCEDURE_PARTS


def address_steps(url: str) -> Iterator[str]:
    """The folders of an address and its last part, folded, as words.

    >>> list(address_steps("https://so.example/vi/Gioi-thieu/co-cau_to-chuc.aspx?x=1"))
    ['vi', 'gioi thieu', 'co cau to chuc']
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    for part in filter(None, path.split("/")):
        yield re.sub(r"[-_+ ]+", " ", fold(_SUFFIX.sub("", unquote(part).lower()))).strip()
