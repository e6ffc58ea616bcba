"""Whether a text is a Vietnamese person's name, a reporter's initials or a place."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from archiver.vietnamese.name_words import (
    ABBREVIATIONS,
    AS_PRINTED,
    FAMILY_NAMES,
    NAME_SYLLABLES,
    NOT_NAMES,
    PLACES,
)
from archiver.vietnamese.text import clean, fold, tone_key

#: Letters a Vietnamese syllable can be made of, on folded text.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
#: Syllables that are buttons or columns and stand in nobody's name.
_BUTTONS = frozenset({"top", "home", "hot", "chat", "new", "media", "in", "tin", "phim"})
_KEYS_OF_SYLLABLES = frozenset(map(tone_key, NAME_SYLLABLES | FAMILY_NAMES))
#: The same as English editions print them.
_PLAIN_FAMILY_NAMES = frozenset(map(fold, FAMILY_NAMES))
_PLAIN_SYLLABLES = frozenset(map(fold, NAME_SYLLABLES | FAMILY_NAMES))
#: How sure a name is that is a place or a word but for its accents.
_SPELLED_ALIKE = 0.6
#: How sure a name is whose last syllable is common in no name, or one of three syllables without any accents.
_RARE = 0.6
_HIGHLAND_NAME = 0.8
_INITIALS = re.compile(r"(?:[A-ZĐ]\.\s?){1,3}(?:[A-ZĐÂĂÊÔƠƯ]\w*\.?)?|[A-ZĐ]{2}")
#: Names of the highland peoples (Êđê, Gia Rai, Ba Na, Cơ Tu …), whose syllables are not Vietnamese.
_HIGHLAND = re.compile(
    r"(?:[HKR]['’]\s?[A-ZĐ][^\W\d_]+|Siu|Ksor|Kpă|Kpuih|Rmah|Rcom|Rah Lan|Rơ (?:Lan|Châm|Mah)"
    r"|Alăng|Bríu|Zơrâm|Pơloong|Arất|Coor)(?:\s(?:[HKR]['’]\s?)?[A-ZĐÊÔƠƯ][^\W\d_]+){1,3}"
)
_BETWEEN_SYLLABLES = re.compile(r"[\s.,\-–]+")
_UNIT = re.compile(r"(?:tp|tinh|thanh pho|tx|thi xa|huyen|quan) ")
_ROMAN = re.compile(r"[IVXLC]+")


def is_place(text: str) -> bool:
    """Whether a line is nothing but the name of a place: a province, a large town or district, a country.

    >>> is_place("Hà Nội"), is_place("TP. Hồ Chí Minh"), is_place("Lưu Hương"), is_place("Hải Phong")
    (True, True, False, False)
    """
    plain = _BETWEEN_SYLLABLES.sub(" ", fold(clean(text))).strip()
    if plain in PLACES:
        return not _is_only_spelled_alike(text)
    unit = _UNIT.match(plain)
    return unit is not None and plain[unit.end() :] in PLACES


def _is_only_spelled_alike(text: str) -> bool:
    """Whether two syllables have the letters of a place or a word, but the accents of a name."""
    key = tone_key(text)
    syllables = key.split()
    return (
        len(syllables) == 2 and not key.isascii() and key not in AS_PRINTED and all(map(_in_names, syllables))
    )


def _in_names(key: str) -> bool:
    return key in _KEYS_OF_SYLLABLES


@lru_cache(maxsize=512)  # a line is asked about as it is, and without office and degree
def person_name(text: str) -> float:
    """How surely a text is one person's name, 0.0 for no: two to five capitalised Vietnamese syllables.

    0.9 where a family name leads and every syllable is common in names, 0.8 where one of the two holds, 0.6
    where a given name is rare behind a family name and a middle name, or no syllable has accents.
    Words, columns and places made of such syllables (`Hải Dương`, `Thời sự`) are no names; 0.6 where only
    the accents tell a name from one (`Đình Hương`, `Hải Phong`).

    >>> person_name("Lưu Hương"), person_name("HÀ ANH CHIẾN"), person_name("Hồng Thắm")
    (0.9, 0.9, 0.9)
    >>> person_name("Nguyễn Văn Hoạch"), person_name("Cao Bằng Xanh")
    (0.6, 0.0)
    >>> person_name("Nguyen Thi Hoa"), person_name("Viet Nam"), person_name("Ho Chi Minh")
    (0.6, 0.0, 0.0)
    >>> person_name("Hà Nội"), person_name("Tin Khác"), person_name("Văn Hóa"), person_name("Doanh nghiệp")
    (0.0, 0.0, 0.0, 0.0)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(_is_capitalised(word) for word in words):
        return _HIGHLAND_NAME if _HIGHLAND.fullmatch(text) else 0.0
    plain = fold(text)
    folded = plain.split()
    if set(folded) & _BUTTONS or not all(_SYLLABLE.fullmatch(word) for word in folded):
        return _HIGHLAND_NAME if _HIGHLAND.fullmatch(text) else 0.0
    if plain in NOT_NAMES or plain in PLACES:
        return _SPELLED_ALIKE * _is_only_spelled_alike(text)
    lower = [word.lower() for word in words]
    common = all(word in NAME_SYLLABLES or word in FAMILY_NAMES for word in lower)
    family = lower[0] in FAMILY_NAMES
    if len(words) == 2:
        family = family or lower[1] in FAMILY_NAMES
        return (0.9 if family else 0.8) * common
    if common and family:
        return 0.9
    sure = _partly_common(folded, lower, family=family, common=common)
    return sure or _HIGHLAND_NAME * (_HIGHLAND.fullmatch(text) is not None)


def _partly_common(folded: list[str], lower: list[str], *, family: bool, common: bool) -> float:
    """The same of three to five syllables, of which one is rare or the first is no family name."""
    pairs = {" ".join(pair) for pair in pairwise(folded)}
    if pairs & NOT_NAMES:
        return 0.0
    is_rare = family and len(lower) <= 4 and not pairs & PLACES and NAME_SYLLABLES.issuperset(lower[1:-1])
    is_plain = folded == lower and len(lower) <= 4 and folded[0] in _PLAIN_FAMILY_NAMES
    is_plain = is_plain and _PLAIN_SYLLABLES.issuperset(folded)
    return 0.8 if common or (family and lower[-1] in NAME_SYLLABLES) else _RARE * (is_rare or is_plain)


def is_initials(text: str) -> bool:
    """Whether a text is a reporter's initials, `PV` among them.

    >>> [is_initials(text) for text in ("PV", "P.V", "H. Đức", "H.T.", "L.PHI", "TQ", "VN", "II")]
    [True, True, True, True, True, True, False, False]
    """
    if text in ABBREVIATIONS or _ROMAN.fullmatch(text.replace(".", "")):
        return False
    return _INITIALS.fullmatch(text) is not None


def _is_capitalised(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and (word[1:].islower() or word.isupper() or len(word) == 1)
