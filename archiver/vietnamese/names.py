"""Whether a text is a Vietnamese person's name, a reporter's initials or a place."""

from __future__ import annotations

import re
from itertools import pairwise

from archiver.vietnamese.name_words import ABBREVIATIONS, FAMILY_NAMES, NAME_SYLLABLES, NOT_NAMES, PLACES
from archiver.vietnamese.text import clean, fold

#: Letters a Vietnamese syllable can be made of, on folded text.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
#: Syllables that are buttons or columns and stand in nobody's name.
_BUTTONS = frozenset({"top", "home", "hot", "chat", "new", "media", "in", "tin", "phim"})
_INITIALS = re.compile(r"(?:[A-ZĐ]\.\s?){1,3}(?:[A-ZĐÂĂÊÔƠƯ]\w*\.?)?|[A-ZĐ]{2}")
_ROMAN = re.compile(r"[IVXLC]+")


def is_place(text: str) -> bool:
    """Whether a line is nothing but the name of a place: a province, a large town or district, a country.

    >>> is_place("Hà Nội"), is_place("TP. Hồ Chí Minh"), is_place("Lưu Hương")
    (True, True, False)
    """
    plain = re.sub(r"[\s.,\-–]+", " ", fold(clean(text))).strip()
    return plain in PLACES or re.sub(r"^(?:tp|tinh|thanh pho|tx|thi xa|huyen|quan) ", "", plain) in PLACES


def person_name(text: str) -> float:
    """How surely a text is one person's name, 0.0 for no: two to five capitalised Vietnamese syllables.

    0.9 where a family name leads and every syllable is common in names, 0.8 where one of the two holds.
    Words, columns and places made of such syllables (`Hải Dương`, `Thời sự`) are no names.

    >>> person_name("Lưu Hương"), person_name("HÀ ANH CHIẾN"), person_name("Hồng Thắm")
    (0.9, 0.9, 0.9)
    >>> person_name("Hà Nội"), person_name("Tin Khác"), person_name("Văn Hóa"), person_name("Doanh nghiệp")
    (0.0, 0.0, 0.0, 0.0)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(_is_capitalised(word) for word in words):
        return 0.0
    plain = fold(text)
    folded = plain.split()
    if plain in NOT_NAMES or plain in PLACES or set(folded) & _BUTTONS:
        return 0.0
    if not all(_SYLLABLE.fullmatch(word) for word in folded):
        return 0.0
    lower = [word.lower() for word in words]
    common = all(word in NAME_SYLLABLES or word in FAMILY_NAMES for word in lower)
    family = lower[0] in FAMILY_NAMES
    if len(words) == 2:
        family = family or lower[1] in FAMILY_NAMES
        return (0.9 if family else 0.8) * common
    if common and family:
        return 0.9
    compound = any(" ".join(pair) in NOT_NAMES for pair in pairwise(folded))
    return 0.0 if compound else 0.8 * (common or (family and lower[-1] in NAME_SYLLABLES))


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
