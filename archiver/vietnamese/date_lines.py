"""Whether a line is a date line: what may stand around a date. Strings in, judgements out.

A line is a date line if nothing is left of it but labels (`Ngày đăng:`), counters and buttons
(`Lượt xem: 4539`), a byline, a place, or a short column name set off by a bar or a dash.
A sentence that mentions a date is none, nor is a title, a decision number or a span of dates.
"""

from __future__ import annotations

import re
from enum import Enum

from archiver.vietnamese.bodies import names_body
from archiver.vietnamese.bylines import read_byline
from archiver.vietnamese.calendar_words import in_place
from archiver.vietnamese.names import is_place


class Label(Enum):
    """What the words before a date say about it."""

    POSTED = "posted"
    UPDATED = "updated"
    OTHER = "other"
    NONE = "none"


_WHEN = r"(?:\s(?:luc|ngay|vao|hoi|tin|bai|tai|on|at))*"
_POSTED = (
    rf"(?:(?:ngay|gio|thoi gian)\s)?(?:duoc\s)?(?:dang(?:\s(?:tin|bai|tai))?|tao|dua(?:\stin)?|gui|viet|"
    rf"xuat ban|phat hanh|tin phat|post(?:ed)?|publish(?:ed)?|created){_WHEN}|"
    r"ngay(?: hoi| tra loi)?(?=\s?:)|thoi gian|date|fecha|(?:publiee?|mise? en ligne)(?: le)?"
    r"|publicad[ao](?: el)?"
)
_UPDATED = (
    rf"(?:(?:ngay|lan|gio)\s)?(?:cap nhat|chinh sua|sua doi|sua)(?:\s(?:lan\s)?(?:cuoi|moi nhat)(?:\scung)?)?"
    rf"{_WHEN}|(?:last\s)?(?:updated?|modified){_WHEN}|mise? a jour(?: le)?|actualizad[ao](?: el)?"
)
#: When a journal was sent an article and accepted it; until when a draft may be commented on.
_OTHER = (
    r"ngay (?:nhan|gui phan bien|phan bien|duyet|chap nhan)(?:\s(?:lai|bai|dang|ban sua|phan bien))*"
    r"|(?:ngay het han|han(?: cuoi)?)(?:\s(?:gop y|nop|lay y kien|nhan y kien))*"
)
#: What each of those that say "updated" holds.
_STEM_OF_UPDATED = re.compile(r"nhat|sua|updat|modif|jour|actuali")
_LABEL = re.compile(
    r"(?=[acdfghlmnpstuvx])"  # what its parts begin with: twice as fast
    rf"(?<!\w)(?:(?P<posted>{_POSTED})|(?P<updated>{_UPDATED})|(?P<other>{_OTHER})"
    r"|ngay|luc|vao luc)\s?:?[\s(-]*\Z"
)
_LABEL_IN_FRONT = re.compile(rf"[\s(\-]*(?:{_POSTED}|{_UPDATED})\s?:")
_EXTRAS = re.compile(
    r"(?<!\w)(?:(?:(?:so )?(?:luot|lan) (?:xem|doc|truy cap|view)(?: tin| bai)?\s?:?\s?[\d.,]*k?|"
    r"da (?:xem|doc)\s?:?\s?[\d.,]+(?: lan)?|[\d.,]+ (?:luot|lan) (?:xem|doc)|"
    r"(?:views?|hits?)\s?:?\s?[\d.,]+|[\d.,]+k? (?:views?|reads?|hits?)|\d+ min(?:ute)?s? read|"
    r"(?:binh luan|phan hoi|comments?)\s?:?\s?\(?\d*\)?|"
    r"\d+ (?:binh luan|phan hoi|comments?|phut doc)|\(?(?:gmt|utc) ?\+ ?0?7\)?|"
    r"in (?:bai viet|bai|trang|ra)|ban in|gui (?:email|mail|bai viet)|"
    r"chia se(?: bai viet)?|luu bai(?: viet)?|nghe (?:doc )?bai(?: viet)?|"
    r"doc bai viet|(?:xem )?co chu|a(?:[+-]|\s?a)|google news|facebook|zalo|twitter|print|email|in)"
    r"\s?)+(?!\w)"
)
#: More than this beside a date is prose, whatever it says.
_LONGEST_BESIDE = 160
_BY = re.compile(
    r"(?:(?:được )?(?:đăng|viết|gửi|posted|written|submitted|published) )?(?:bởi|by|por|par)"
    r"\s?:?\s(?P<who>.+?)"
    r"(?:\s(?:on|at|vào|ngày|lúc|vào lúc|vào ngày))?",
    re.IGNORECASE,
)
#: Who entered an article, as Drupal signs it: `05/06/2013 - 09:32 — bientap`.
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.]{2,30}")
_FIGURE = re.compile(r"\d")
_IN_SENTENCES = re.compile(r"[.?!;]")
_PUNCTUATION = " \t|,;:.-–—•·*()[]/<>«»"
_SET_OFF_AFTER = re.compile(r"[|•·]\s*\Z|\s[-–—]\s*\Z|[|•·]\s?[-–—]?\s*\Z")
_SET_OFF_BEFORE = re.compile(r"\A\s*(?:[|•·]|[-–—]\s)")
#: What portals tell of an article beside its date, in one line: column, account, source.
_TOLD = re.compile(
    r"\s*(?:chuyên mục|danh mục|thể loại|loại tin|người (?:đăng|gửi|viết|hỏi)(?: bài(?: viết)?| tin)?"
    r"|đăng bởi|tác giả|nguồn(?: tin)?|category|author|source)\s?:[^:.?!;]{1,60}",
    re.IGNORECASE,
)
#: A body that signs, before the date it gives: `Chi cục Thủy lợi 12/09/2026 06:45`.
_BODY = re.compile(
    r"(?:Chi cục|Tổng cục|Cục|Sở|UBND|HĐND|Công an)(?= (?:[A-ZĐ]|tỉnh|huyện|xã|phường))\s[^.,:;!?()]{2,50}"
)
_BAR = re.compile(r"[|•·]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
#: In another script so many letters are a label or a name.
_FOREIGN_LETTERS = 20
#: A column name beside a date (`Chuyển đổi số - …`); more words are a title or a sentence.
_COLUMN_WORDS = 5
_PLACE_WORDS = 6


def label_of(before: str) -> Label:
    """What the end of the text before a date calls it.

    >>> label_of("Chuyển đổi số - Ngày đăng : "), label_of("( Cập nhật lúc: "), label_of("Hội nghị ngày ")
    (<Label.POSTED: 'posted'>, <Label.UPDATED: 'updated'>, <Label.NONE: 'none'>)
    >>> label_of("Ngày nhận bài: ")
    <Label.OTHER: 'other'>
    """
    found = _LABEL.search(in_place(before))
    if found is None:
        return Label.NONE
    kinds = (Label.POSTED, Label.UPDATED, Label.OTHER)
    return next((kind for kind in kinds if found[kind.value]), Label.NONE)


def may_say_updated(line: str) -> bool:
    """Whether a line holds what a label of the kind `UPDATED` needs: in a tenth of the time of reading dates.

    >>> may_say_updated("15/10/2026 | Cập nhật: 16/10/2026"), may_say_updated("Thứ tư, 15/10/2026 09:32")
    (True, False)
    """
    return _STEM_OF_UPDATED.search(in_place(line)) is not None


def may_stand_before(text: str) -> bool:
    """Whether a date line can begin like this.

    >>> may_stand_before("Hà Nội, ngày "), may_stand_before("VĂN HÀO - TRẦN HỮU "), may_stand_before("( ")
    (True, True, True)
    >>> may_stand_before("Có hiệu lực từ "), may_stand_before("Nghị quyết số 12/NQ ngày ")
    (False, False)
    """
    if not text.strip(_PUNCTUATION):
        return True
    plain = in_place(text)
    label = _LABEL.search(plain)
    if label is not None and not text[: label.start()].strip(_PUNCTUATION):
        return True
    if label is None and _BODY.fullmatch(text.strip(_PUNCTUATION)):
        return True
    rest = _without_extras(text, plain)
    at_end = label if rest == text else _LABEL.search(in_place(rest))
    rest = rest[: at_end.start()] if at_end else rest
    labelled = label is not None and (label["posted"] or label["updated"])
    return _is_harmless(rest, bool(labelled) or _SET_OFF_AFTER.search(rest) is not None)


def may_stand_after(text: str) -> bool:
    """Whether a date line can end like this.

    >>> may_stand_after(" | Lượt xem: 4539 | In bài viết |"), may_stand_after(", tại Hà Nội, Bộ đã họp")
    (True, False)
    """
    if not text.strip(_PUNCTUATION):
        return True
    rest = _without_extras(text, in_place(text))
    return _is_harmless(rest, _SET_OFF_BEFORE.match(rest) is not None)


def tells_beside(line: str) -> bool:
    """Whether a line tells what portals print beside a date: column, account, whoever asks, source.

    >>> tells_beside("Người hỏi: Trương Văn Bốn (huyện Mẫu)"), tells_beside("Người hỏi cần biết gì")
    (True, False)
    """
    return _TOLD.fullmatch(line) is not None


def only_labels(text: str) -> bool:
    """Whether two dates with this between them are two labelled times of one article, not a span.

    >>> only_labels(" | Cập nhật: "), only_labels(" - "), only_labels(" đến ngày ")
    (True, False, False)
    """
    if label_of(text) is Label.NONE:
        return False
    rest = _without_extras(text, in_place(text))
    label = _LABEL.search(in_place(rest))
    return label is not None and not rest[: label.start()].strip(_PUNCTUATION)


def is_glued(after: str) -> bool:
    """Whether lost markup stuck the next block to the hour (`08:11Sáng nay …`)."""
    return after[:1].isalpha() and after[0].isupper()


def without_label(text: str) -> str:
    """A line without the label it begins with and the counters behind, for readers that know neither.

    >>> without_label("Cập nhật: 5/tháng 6, 2013 | Lượt xem: 12")
    '5/tháng 6, 2013'
    """
    rest = _without_extras(text, in_place(text))
    head = _LABEL_IN_FRONT.match(in_place(rest))
    return (rest[head.end() :] if head else rest).strip(_PUNCTUATION)


def _without_extras(text: str, plain: str) -> str:
    """`text` without what `plain`, the same folded, shows to be counters and buttons."""
    pieces, position = [], 0
    for extra in _EXTRAS.finditer(plain):
        pieces.append(text[position : extra.start()])
        position = extra.end()
    return "".join([*pieces, text[position:]])


def _is_harmless(rest: str, set_off: bool) -> bool:
    words = rest.strip(_PUNCTUATION)
    if not words or _is_foreign(words):
        return True
    if set_off and _TOLD.match(words):
        parts = _BAR.split(words)
        return all(_TOLD.fullmatch(part) or _is_known(part.strip(), part, True) for part in parts)
    return _is_known(words, rest, set_off)


def _is_foreign(words: str) -> bool:
    """Whether words are a label or a name in another script than Latin.

    >>> _is_foreign("星期二"), _is_foreign("10月"), _is_foreign("Thứ Ba")
    (True, True, False)
    """
    return len(words) <= _FOREIGN_LETTERS and not words.isascii() and not _LATIN.search(words)


def _is_known(words: str, rest: str, set_off: bool) -> bool:
    # Reading a byline takes 40 µs; prose with a figure, or that goes on in small letters, is none.
    if len(words) > _LONGEST_BESIDE or (_FIGURE.search(words) and "tác giả" not in words.lower()):
        return False
    if (by := _BY.fullmatch(words)) is not None:
        return " " not in by["who"] or read_byline(by["who"]) is not None or names_body(by["who"])
    if set_off and _ACCOUNT.fullmatch(words):
        return True
    if words[0].islower() and ":" not in words and not words.startswith("theo "):
        return False
    length = words.count(" ") + 1
    if set_off and length <= _COLUMN_WORDS and words[0].isupper() and not _IN_SENTENCES.search(words):
        return True
    return (length <= _PLACE_WORDS and is_place(words)) or read_byline(rest) is not None
