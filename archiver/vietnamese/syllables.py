"""Whether a word can be a Vietnamese syllable: onset, rhyme and tone by rule, no word list.

The rules are those of the alphabet: which letters may begin a syllable, which codas each nucleus takes, that
a syllable closed by a stop carries the rising or the heavy tone, and where the mark of the tone is put.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Level, grave, hook, tilde, acute, dot below.
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
#: A syllable that ends in one of these is cut short: only two of the six tones can be heard on it.
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = TONES[4:]
#: What may follow each nucleus; `-` is nothing. Glides (`i`, `y`, `o`, `u`) are written as codas here.
_CODAS = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "uô": "c i m n ng p t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- n o t",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "y": "-",
    "yê": "m n ng t u",
}
#: Rhymes that stand only behind `qu`, whose u is a part of the onset.
_AFTER_QU = {"y": "- ch n nh p t", "yê": "n t"}
_QUALITIES = "ăâêôơư"
#: Where the mark stands on either letter: `hoà` and `hòa`.
_EITHER = frozenset({"oa", "oe", "uy"})
#: `c`, `g` and `ng` are written `k`, `gh` and `ngh` in front of these.
_FRONT = "eêiy"
_ONSET = re.compile(r"ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|")
_LONGEST = 7


def _toned(rhyme: str) -> set[str]:
    """A rhyme with every tone it can carry, on every letter the mark can stand on."""
    vowels = len(rhyme.rstrip("chmngpt"))
    stop = rhyme[vowels:] in _STOPS
    marked = [place for place in range(vowels) if rhyme[place] in _QUALITIES]
    if marked:
        places = marked[-1:]
    elif rhyme in _EITHER:
        places = [0, 1]
    else:
        places = [vowels - 1 if vowels == 1 or rhyme[vowels:] else 1 if vowels == 3 else 0]
    return {
        unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])
        for place in places
        for tone in (_STOP_TONES if stop else TONES)
    }


def _rhymes(codas: dict[str, str]) -> frozenset[str]:
    plain = {nucleus + coda.strip("-") for nucleus, many in codas.items() for coda in many.split()}
    return frozenset(toned for rhyme in plain for toned in _toned(rhyme))


_RHYMES = _rhymes(_CODAS)
_RHYMES_AFTER_QU = _RHYMES | _rhymes(_AFTER_QU)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is well formed; the case does not matter, NFC is expected.

    Names of the highlands (`Lắk`) and foreign words are not, though papers print them: ask of many words.

    >>> [is_syllable(word) for word in ("Nghiêng", "quý", "khuỷu", "gìn", "hòa", "hoà", "Đông")]
    [True, True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("thoâng", "Bé1", "các2", "càc", "cê", "ngiên", "tùân", "mail")]
    [False, False, False, False, False, False, False, False]
    """
    if len(word) > _LONGEST:
        return False
    lower = word.lower()
    found = _ONSET.match(lower)
    onset = found[0] if found else ""
    rhyme = lower[len(onset) :]
    if onset == "qu":
        return rhyme in _RHYMES_AFTER_QU and _bare(rhyme[0]) not in "oưu"
    if onset == "gi" or (onset == "g" and rhyme[:1] and _bare(rhyme[0]) == "i"):
        return rhyme in _RHYMES or lower[1:] in _RHYMES
    if rhyme not in _RHYMES:
        return False
    front = _bare(rhyme[0]) in _FRONT
    if onset in ("c", "g", "ng"):
        return not front
    return front or onset not in ("k", "gh", "ngh")


def _bare(letter: str) -> str:
    """A vowel without its tone, its quality kept."""
    letters = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in letters if part not in TONES[1:]))
