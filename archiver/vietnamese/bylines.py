"""Who wrote an article: reading a line as a byline, or as nothing. Strings in, values out.

A line that may be something else (a place, a column, an office-holder, a caption) is no byline:
nothing rather than an invention. Source lines and photo credits live in `archiver.vietnamese.credits`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from archiver.vietnamese.bodies import (
    AFFILIATED,
    AFFILIATION,
    BODY,
    DEPARTMENT,
    OF_AGENCY,
    names_body,
    signing_body,
)
from archiver.vietnamese.credits import (
    AGENCIES,
    is_photo_credit,
    read_source_line,
    split_credit,
    split_lead_prefix,
)
from archiver.vietnamese.foreign_bylines import AUTHOR_LABELS as FOREIGN_LABELS
from archiver.vietnamese.foreign_bylines import BODY_BELOW, BY, TRANSLATOR_LABELS, is_foreign_name
from archiver.vietnamese.name_words import NO_PEN_NAMES, NOT_NAMES, SYSTEM_ACCOUNTS
from archiver.vietnamese.names import is_initials, is_place, person_name
from archiver.vietnamese.text import clean, fold

__all__ = [
    "Byline",
    "ends_letter",
    "is_photo_credit",
    "is_within",
    "read_byline",
    "read_source_line",
    "split_credit",
    "split_lead_prefix",
    "split_trailing_byline",
]

BylineKind: TypeAlias = Literal["person", "people", "initials", "organisation"]

_WORK = r"(?:tin(?: bài)?|bài(?: viết)?|lời|ảnh|hình|clip|video)"
#: What reporters call the longer things they write: `Phóng sự của Hồng Thắm`, `Ghi chép: Hồng Thắm`.
_GENRE = (
    r"(?:phóng sự|ghi chép|bút k[ýí]|k[ýí] sự|t[ùu][ỳy] bút|tản văn|truyện ngắn|bài viết|chùm ảnh)"
    r"(?: điều tra| ảnh)?"
)
_LABEL = re.compile(
    rf"(?P<label>(?:tên )?tác giả(?: bài viết)?|"
    r"dự báo viên(?: chính)?|người (?:viết|đăng|gửi|đưa tin|thực hiện)(?: bài(?: viết)?| tin)?|"
    rf"(?!(?:ảnh|hình|clip|video)\s?:){_WORK}(?:\s?(?:,|và|-|–|&|/|\+)\s?{_WORK})*|thực hiện|tổng hợp|"
    rf"tg|ctv|cộng tác viên|phóng viên|nhóm (?:pv|phóng viên)|p\.?v|by|(?:viết|đăng) bởi|written by|author|"
    rf"{_GENRE}|{FOREIGN_LABELS}|{TRANSLATOR_LABELS})(?:\s?(?:thực hiện|tổng hợp))?\s?[:：]\s?(?P<rest>.*)",
    re.IGNORECASE,
)
_AUTHOR_LABELS = ("tác giả", "tên tác giả", "người viết", "author")
_WEAK_LABELS = ("người đăng", "người gửi", "đăng bởi")
_OF_GENRE = re.compile(rf"(?i:{_GENRE}) của (?P<name>.+)")
_TRANSLATOR = re.compile(TRANSLATOR_LABELS, re.IGNORECASE)
_PHOTOGRAPHER = re.compile(
    r"\s?[,;/–—(|-]*\s?(?:và\s)?(?:ảnh|hình ảnh|hình|clip|video|đồ họa)\s?:.*", re.IGNORECASE
)
_PHOTOGRAPHER_FIRST = re.compile(r"\Aảnh\s?:[^:]{2,40}?\s?[,;–-]\s(?=(?:bài|lời)\s?:)", re.IGNORECASE)
_ROLE = re.compile(
    r"\s?\((?:thực hiện|tổng hợp|ghi|lược ghi|ghi chép|t/h|th|biên dịch|lược dịch|dịch|biên soạn|sưu tầm|st|"
    r"giới thiệu|ctv|pv|từ [^()]{2,30})\)",
    re.IGNORECASE,
)
#: The same without brackets, behind a name.
_BARE_ROLE = re.compile(r"\s(?:thực hiện|tổng hợp|ghi|lược ghi|ghi chép|biên dịch|lược dịch)$")
_TAKEN_FROM = re.compile(rf"\s?[-–]?\s?\((?:(?i:theo|nguồn)\b[^()]*|{AGENCIES})\)$")
_TAKEN_OVER = re.compile(r"[Tt]heo\s(?P<name>[^,:]+)")
_DEGREE = re.compile(
    r"(?:(?:GS|PGS|TS|TSKH|ThS|Ths|BS|BSCK\s?I{1,2}|LS|KS|CN|NCS|KTS|DS|Nhà báo|Luật sư|Luật gia|"
    r"(?:Tiến|Thạc|Bác|Dược) s[ĩỹ]|K[ỹĩ] sư|Cử nhân|Kiến trúc sư|(?:Phó )?[Gg]iáo sư|"
    r"Nhà (?:văn|thơ|nghiên cứu)|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|[úu]y)|CK\s?I{1,2}|"
    r"Biên tập viên|Phóng viên(?: ảnh| thường trú)?|PV|CTV)"
    r"\b[.:]?[\s,-]?\s?)+"
)
_AND_OTHERS = re.compile(
    r"\s(?:và|&)\s(?:\d+ tác giả khác|(?:các )?cộng sự|nhóm (?:pv|phóng viên|tác giả))$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s?[,;/&|+]\s?|\s[-–—]\s?|[-–—]\s|\svà\s")
#: Reporters and contributors together, who have no names: `PV - CTV`.
_CODES = re.compile(r"(?:PV|CTV|BTV|BBT)(?:\s?[-–,&/+]\s?(?:PV|CTV|BTV|BBT|TH))+")
#: What leads from a name to the note that says whose that person is: `Nguyễn Quang Huy1, Trần Hồng Minh2`.
_NOTE_MARKS = re.compile(r"(?<=[a-zà-ỹ])[\d*](?:,[\d*])*(?=\s?[,;]|$)")
_MARKS = frozenset("0123456789*")
_BEGINS_BY = frozenset("BbPpTtWwRrCc")
_ABBREVIATION = re.compile(r"[A-ZĐ]{3,8}\+?")
#: In words, affiliation and all.
_LONGEST_SIGNATURE = 16
#: Behind so many blanks a body says which one it is: `Báo chí` and `Ban tổ chức` do not.
_LEAST_OF_BODY = 3
#: Where to write to, behind a name.
_MAIL = re.compile(
    r"[\s(<|,;–-]+(?:(?:e-?mail|thư điện tử)\s*:\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\s]*$", re.IGNORECASE
)
_CLOSING_MARKS = " \t-–—*•|>»<«_,;"
_BEGINS_BODY = re.compile(rf"{BODY}\b")
_HOST_NAME = re.compile(r"(?:https?:|www\.|\S+\.(?:vn|com|net|org)\b|\S+@)", re.IGNORECASE)
_END_OF_TEXT = re.compile(
    r"(?P<text>.*(?:[./]{2,3}|(?P<stop>(?<![./])[.!?…”\"])))(?P<push>\s*)(?P<tail>\S[^\n]{1,90})", re.DOTALL
)
#: Folded lines of a letter's end, above the name of who signed it: office, `(Đã ký)`, farewell.
_OFFICE = re.compile(
    r"(?:(?:kt|tm|tl|tuq|q)\.\s?\w.*|(?:pho |quyen |nguyen )?(?:bo truong|thu truong|chu tich|thu tuong|"
    r"(?:tong )?bi thu|(?:pho )?tong giam doc|giam doc|(?:tong )?cuc truong|vu truong|"
    r"chanh (?:van phong|thanh tra|an)|truong (?:ban|phong|doan|khoa|ty)|vien truong|hieu truong|"
    r"chu nhiem|nguoi phat ngon|dai su|"
    r"tong lanh su|thu truong co quan)\b[^.!?…]*)"
)
_LETTER_END = re.compile(
    r"\(?(?:da ky|ky ten)[^.!?]*|(?:tran trong(?: kinh chao)?|kinh (?:thu|chao)|than (?:ai|men)|"
    r"chao than ai)\s?[,!]?|ban (?:to chuc )?le tang[^.!?:;]*"
    r"|[^.!?:;]* kinh (?:bao|moi)|[^.!?:;\d]{2,40}, ngay \d{1,2} thang \d{1,2}(?: nam|,) \d{4}"
    r"|(?:thay mat|dai dien) [^.:;!?]{3,60}"
)
_LONGEST_OFFICE = 12
#: A byline pushed to the right margin by hand stands behind at least this many blanks.
_PUSHED_RIGHT = 4


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signed: `text` as printed without label and decoration.

    `confidence` is 0.95 beside a label, up to 0.9 for a bare name, and lower for initials and bodies.
    """

    text: str
    kind: BylineKind
    confidence: float


def read_byline(
    line: str, *, site_names: Iterable[str] = (), labelled_only: bool = False, set_apart: bool = False
) -> Byline | None:
    """The byline a line is, or `None`. Where the line stands on the page is the caller's to weigh.

    `site_names` are the portal's own names and hosts, which sign nothing. With `labelled_only` a bare name
    is not enough: the line must say `Tác giả:`, `Tin, ảnh:`, `(thực hiện)` or the like. A name that only its
    accents tell from a word (`Đình Hương`) has a confidence of 0.6: believe it where the line is set apart.
    A pen name of two syllables that a province has too is one only behind a label that says author.
    `set_apart` says that the line stands where nothing but a name does: it may then be any pen name or body.

    >>> read_byline("Tác giả: Nguyễn Thị Tuyết Trinh")
    Byline(text='Nguyễn Thị Tuyết Trinh', kind='person', confidence=0.95)
    >>> read_byline("Hồng Thắm -"), read_byline("Hà Nội"), read_byline("Ảnh: Lưu Hương")
    (Byline(text='Hồng Thắm', kind='person', confidence=0.9), None, None)
    >>> read_byline("Bài và ảnh: HỒNG PHA").text, read_byline("Tin: HỒNG PHA")
    ('HỒNG PHA', None)
    >>> read_byline("Tác giả: Hà Giang"), read_byline("Hà Giang"), read_byline("Tác giả: TP. Hà Giang")
    (Byline(text='Hà Giang', kind='person', confidence=0.9), None, None)
    """
    printed = clean(line)
    if not 2 <= len(printed) <= 150 or printed.endswith((":", "?", "!")):
        return None
    byline = _signed(printed, labelled_only)
    if byline is None and set_apart:
        text = _undecorated(printed)
        if _is_pen_name(text):
            byline = Byline(text, "person", 0.5)
        elif text.count(" ") >= _LEAST_OF_BODY and names_body(text):
            byline = Byline(text, "organisation", 0.5)
    return None if byline is None or _is_nobody(byline.text, site_names) else byline


@lru_cache(maxsize=512)  # several rules ask about the same few lines of a page
def _signed(printed: str, labelled_only: bool) -> Byline | None:
    text = _undecorated(_MAIL.sub("", printed) if "@" in printed else printed)
    text = _PHOTOGRAPHER_FIRST.sub("", text) if ":" in text else text
    text = _NOTE_MARKS.sub("", text) if text[-1:] in _MARKS else text
    if is_photo_credit(text):
        return None
    label = _LABEL.fullmatch(text) if ":" in text or "：" in text else None
    byline = _labelled(label["label"].lower(), label["rest"]) if label else _bare(text, labelled_only)
    if byline is None or not is_place(byline.text):
        return byline
    is_author = label is not None and (
        label["label"].lower().startswith(_AUTHOR_LABELS) or "ảnh" in label["label"].lower()
    )
    return byline if is_author and byline.text.count(" ") == 1 else None


def split_trailing_byline(text: str) -> tuple[str, str]:
    """A last paragraph without the byline at its end, and that byline, empty if there is none; both cleaned.

    Pass the text with its blanks: a name counts after `./.`, after a line break, or pushed right by blanks.

    >>> split_trailing_byline("Hội nghị bế mạc chiều cùng ngày./.          Hồng Thắm")
    ('Hội nghị bế mạc chiều cùng ngày./.', 'Hồng Thắm')
    >>> split_trailing_byline("Phát biểu tại đây có ông Hồng Thắm")
    ('Phát biểu tại đây có ông Hồng Thắm', '')
    """
    found = _END_OF_TEXT.fullmatch(text.strip())
    if found is None:
        return clean(text), ""
    pushed = "\n" in found["push"] or len(found["push"]) >= _PUSHED_RIGHT
    # In brackets of its own behind a sentence that is no quotation: `… năm 2026. (Hồng Thắm)`.
    pushed = pushed or (found["stop"] in (".", "!", "…") and found["tail"][0] == "(" and found["push"] != "")
    byline = read_byline(found["tail"], labelled_only=bool(found["stop"]) and not pushed)
    return (clean(found["text"]), byline.text) if byline else (clean(text), "")


def ends_letter(line: str) -> bool:
    """Whether a line stands above the name of who signed a letter: a farewell, an office, place and day.

    >>> ends_letter("KT. BỘ TRƯỞNG"), ends_letter("(Đã ký)"), ends_letter("Bộ trưởng đã ký hai văn bản.")
    (True, True, False)
    """
    plain = fold(clean(line))
    if _LETTER_END.fullmatch(plain):
        return True
    return _OFFICE.fullmatch(plain) is not None and len(plain.split()) <= _LONGEST_OFFICE


def is_within(before: Iterable[str]) -> bool:
    """Whether a bare name below these lines, the nearest first, is part of a letter's end or of a list.

    >>> is_within(["(Đã ký)", "KT. BỘ TRƯỞNG"]), is_within(["Hải Bình", "Hai thôn mới là:"])
    (True, True)
    >>> is_within(["Hội nghị bế mạc chiều cùng ngày./."]), is_within(["Tin, ảnh:"]), is_within([])
    (False, False, False)
    """
    for line in before:
        if ends_letter(line):
            return True
        plain = fold(clean(line))
        if plain.endswith(":"):
            return _LABEL.fullmatch(clean(line)) is None
        if read_byline(line) is None:
            return False
    return False


def _undecorated(text: str) -> str:
    previous = ""
    while text != previous:
        previous = text
        text = text.removeprefix("./.").removesuffix("./.").strip(_CLOSING_MARKS)
        if text[:1] + text[-1:] in ("()", "[]", "{}") and not re.search(r"[()\[\]{}]", text[1:-1]):
            text = text[1:-1]
    return text


def _only_the_writer(text: str) -> str:
    if text.endswith(")"):
        text = _TAKEN_FROM.sub("", text)
    if ":" in text:
        text = _PHOTOGRAPHER.sub("", text)
    text = BODY_BELOW.sub("", text) if " of " in text else text
    return text.strip(_CLOSING_MARKS)


def _labelled(label: str, rest: str) -> Byline | None:
    text = _only_the_writer(rest)
    text = text if is_initials(text) else text.rstrip(".")
    if not text or len(text.split()) > 14 or re.search(r"[:?!]|\.\s[A-ZĐ]\w+\s\w+\s\w", text):
        return None
    is_weak = label.startswith(_WEAK_LABELS) or _TRANSLATOR.fullmatch(label) is not None
    confidence = 0.6 if is_weak else 0.95
    bare = _bare(text, labelled_only=False)
    if bare is not None:
        return Byline(bare.text, bare.kind, confidence)
    if is_foreign_name(text):
        return Byline(text, "person", min(confidence, 0.9))
    if label in ("pv", "p.v") or not text[0].isupper():
        # In an interview `PV:` opens the question, so only a name makes it a byline.
        return None
    capitalised = all(word[0].isupper() for word in text.split())
    # `Tin: KHẨN` opens a headline; nobody's headline begins with `Bài và ảnh:`.
    is_loud = text.isupper() and not ("ảnh" in label and _is_called(text.title()))
    person = capitalised and 2 <= len(text.split()) <= 5 and not re.match(BODY, text) and not is_loud
    is_body = _BEGINS_BODY.match(text) and not re.fullmatch(_GENRE, label)  # `Chùm ảnh: Hội đua thuyền`
    if not person and not is_body and not label.startswith(_AUTHOR_LABELS):
        # `Tin:` and `Bài viết:` also open headlines; only `Tác giả:` makes an author of anything.
        return None
    return Byline(text, "person" if person else "organisation", min(confidence, 0.9))


def _bare(text: str, labelled_only: bool) -> Byline | None:
    genre = _OF_GENRE.fullmatch(text) if " của " in text else None
    text = _only_the_writer(genre["name"] if genre else text)
    text = text if is_initials(text) or text.endswith("..") else text.rstrip(".")
    names = _ROLE.sub("", text)
    if names == text and person_name(_BARE_ROLE.sub("", text)):
        names = _BARE_ROLE.sub("", text)
    role = names != text
    if (
        names[:1] in _BEGINS_BY and (by := BY.fullmatch(names)) and _is_called(by["name"])
    ):  # names on English pages have no accents
        is_writer = by["name"] == names[3:]  # not `Translated by`
        return Byline(by["name"], "person", max(0.6, person_name(by["name"]) - 0.05) if is_writer else 0.6)
    if not names or (labelled_only and not role):
        return None
    signed = _TAKEN_OVER.fullmatch(names)
    if signed is not None:
        # A text taken over whole, its writer named: a source and, less surely, a byline.
        return Byline(signed["name"], "person", 0.6) if person_name(signed["name"]) else None
    others = _AND_OTHERS.sub("", names)
    found = _people(others) or signing_body(names)
    if found is None and role and _is_called(names):
        return Byline(text, "person", 0.8)  # what somebody did stands beside a name, however rare it is
    if found is None:
        return None
    kind, confidence = found
    return Byline(text, "people" if others != names else kind, 0.95 if role else confidence)


def _is_called(text: str) -> bool:
    """Whether a text has the form of one person's name.

    >>> _is_called("Ngô Toa"), _is_called("Hà Nội"), _is_called("Văn Hóa"), _is_called("Ban Thời Sự")
    (True, False, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 4 or not all(word.isalpha() and word[0].isupper() for word in words):
        return False
    return not (_BEGINS_BODY.match(text) or fold(text) in NOT_NAMES or is_place(text))


def _is_pen_name(text: str) -> bool:
    """Whether a text is called like a person and is no farewell, slogan or place.

    >>> _is_pen_name("Sông Cạn"), _is_pen_name("Trân Trọng Kính Mời"), _is_pen_name("Xã Bản Mây")
    (True, False, False)
    """
    return text.count(" ") < 3 and text.partition(" ")[0].lower() not in NO_PEN_NAMES and _is_called(text)


def _people(text: str) -> tuple[BylineKind, float] | None:
    if is_initials(text) or _CODES.fullmatch(text):
        return "initials", 0.7 if text.replace(".", "").startswith("PV") else 0.5
    if not text[0].isupper() or text.count(" ") >= _LONGEST_SIGNATURE:
        return None
    undegreed = _DEGREE.sub("", text, count=1) if _DEGREE.match(text) else text
    single = person_name(undegreed)
    if single:
        return "person", single
    parts = [_DEGREE.sub("", part) for part in _BETWEEN_NAMES.split(text)]
    if "/" in text and _ABBREVIATION.fullmatch(parts[-1]):
        del parts[-1]  # `Hồng Minh - Quang Huy/TTXVN`
    sure = [person_name(part) or 0.5 * (is_initials(part) or _is_called(part)) for part in parts]
    if 1 < len(parts) <= 6 and all(sure) and max(sure) > 0.5:
        return "people", min(sure)
    agency = OF_AGENCY.fullmatch(undegreed) if "/" in text else None
    affiliated = agency or AFFILIATION.fullmatch(undegreed) or DEPARTMENT.fullmatch(text)
    if affiliated and person_name(next(filter(None, affiliated.groups()))):
        return "person", 0.85 if agency else 0.7
    several = AFFILIATED.fullmatch(text) if text[-1] == ")" or ", " in text else None
    found = _people(several["names"]) if several is not None else None
    return ("people", 0.7) if found is not None and found[0] == "people" else None


def _host(name: str) -> str:
    """The host in a site's name, where it is an address; pages declare anything, also `[tin`."""
    try:
        return urlsplit(name if "//" in name else f"//{name}").hostname or ""
    except ValueError:
        return ""


def _is_nobody(text: str, site_names: Iterable[str]) -> bool:
    plain = fold(_ROLE.sub("", text))
    if plain in SYSTEM_ACCOUNTS or _HOST_NAME.match(text):
        return True
    return any(_letters(plain) in _spellings(name) for name in site_names)


@lru_cache(maxsize=64)  # on every page of a portal the same names
def _spellings(site_name: str) -> frozenset[str]:
    """The letters of a site's name; of an address also those of its host and the host's first label."""
    host = _host(site_name)
    parts = (site_name, host, host.removeprefix("www.").split(".")[0])
    return frozenset(_letters(fold(part)) for part in parts)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
