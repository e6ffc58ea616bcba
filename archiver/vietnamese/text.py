"""Vietnamese text: one form for storing, another for searching. Strings in, strings out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Format characters that are never part of a word: zero-width, joiners, BOM, soft hyphen, bidi marks.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
#: What a terminal would take for a command (ESC and its like); a page that holds them is broken or hostile.
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
#: The two ways to put the tone on oa, oe and uy at the end of a syllable: on the first letter, on the second.
_OLD_PLACES = re.compile(r"([òóỏõọ])([ae])(?!\w)|([ùúủũụ])(y)(?!\w)", re.IGNORECASE)
_NEW_PLACES = re.compile(r"(o)([àáảãạèéẻẽẹ])(?!\w)|(u)([ỳýỷỹỵ])(?!\w)")
#: The marks of Latin letters; rarer ones are looked up one by one.
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
#: What is neither a letter without marks nor such a mark: most lines have nothing of it.
_OTHER = re.compile("[^\x00-\x7f\u0300-\u034e\u0350-\u036f]")
#: Letters and signs other than those of Latin scripts and of printers (`“”…–`).
_RARE = re.compile("[^\x00-\x7f\xa0-\xbf\u2010-\u2027]")


def clean(text: str) -> str:
    r"""Text as it is stored: NFC, one kind of space, single, none at the ends, nothing invisible.

    Printed words are never re-spelled (`hoà` stays `hoà`).

    >>> clean("thông\u00a0 tin\u200b  đối ngoa\u0323i ")
    'thông tin đối ngoại'
    """
    # Asking first is several times as fast as cleaning what is clean, as most lines are.
    if text.isprintable() and _is_spaced(text) and (text.isascii() or _is_composed(text)):
        return text
    if not text.isascii():
        if _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    if text.isprintable() or not _CONTROLS.search(text):
        return text
    return clean(_CONTROLS.sub("", text))


def _is_spaced(text: str) -> bool:
    return "  " not in text and text[:1] != " " and text[-1:] != " "


def _is_composed(text: str) -> bool:
    # Of what is invisible, Unicode calls the joiner alone printable.
    return "\u034f" not in text and unicodedata.is_normalized("NFC", text)


def fold(text: str) -> str:
    """Text as it is compared and searched: no accents, đ as d, lower case.

    >>> fold("Đà Nẵng, Thứ Tư")
    'da nang, thu tu'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    if _OTHER.search(plain) is None:
        return plain.encode("ascii", "ignore").decode("ascii").lower()  # in half the time
    plain = _ACCENTS.sub("", plain)
    if not plain.isascii() and _RARE.search(plain):
        if marks := [letter for letter in set(plain) if unicodedata.combining(letter)]:
            plain = plain.translate(dict.fromkeys(map(ord, marks)))
        plain = unicodedata.normalize("NFC", plain)
    return plain.lower()


def tone_key(text: str) -> str:
    """Text as names and words are compared with their accents: clean, lower case, `hòa` and `hoà` alike.

    Both ways to place the tone are in use, often in one article. Only for comparing: what is stored keeps the
    spelling that was printed. The key has the mark on the second letter (`hoà`, `khoẻ`, `thuý`); `quý` and
    `của` have no other spelling.

    >>> tone_key("Hòa Bình") == tone_key("Hoà Bình"), tone_key("Thúy"), tone_key("múa quý, hoàn của")
    (True, 'thuý', 'múa quý, hoàn của')
    """
    lower = clean(clean(text).lower())
    return lower if lower.isascii() else _OLD_PLACES.sub(_placed_on_second, lower)


def _placed_on_second(found: re.Match[str]) -> str:
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    decomposed = unicodedata.normalize("NFD", first)
    return decomposed[0] + unicodedata.normalize("NFC", second + decomposed[1])


@lru_cache(maxsize=1024)
def tone_spellings(word: str) -> tuple[str, ...]:
    """A word in lower case with its tone in the new and in the old place; most words have one spelling.

    >>> tone_spellings("Hòa"), tone_spellings("khoẻ"), tone_spellings("hoàn")
    (('hoà', 'hòa'), ('khoẻ', 'khỏe'), ('hoàn',))
    """
    new = tone_key(word)
    return tuple(dict.fromkeys((new, _NEW_PLACES.sub(_placed_on_first, new))))


def _placed_on_first(found: re.Match[str]) -> str:
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    decomposed = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + decomposed[1:]) + decomposed[0]
