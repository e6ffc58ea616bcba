"""How the machines of the nineties wrote Vietnamese: encoders for tests, laid out by vowel, not by byte."""

from __future__ import annotations

import unicodedata

#: Each vowel with grave, hook, tilde, acute, dot below, and the bytes the ABC fonts have for them.
ABC = {
    "àảãáạ": "b5 b6 b7 b8 b9",
    "ằẳẵắặ": "bb bc bd be c6",
    "ầẩẫấậ": "c7 c8 c9 ca cb",
    "èẻẽéẹ": "cc ce cf d0 d1",
    "ềểễếệ": "d2 d3 d4 d5 d6",
    "ìỉĩíị": "d7 d8 dc dd de",
    "òỏõóọ": "df e1 e2 e3 e4",
    "ồổỗốộ": "e5 e6 e7 e8 e9",
    "ờởỡớợ": "ea eb ec ed ee",
    "ùủũúụ": "ef f1 f2 f3 f4",
    "ừửữứự": "f5 f6 f7 f8 f9",
    "ỳỷỹýỵ": "fa fb fc fd fe",
    "ăâêôơưđ": "a8 a9 aa ab ac ad ae",
    "ĂÂÊÔƠƯĐ": "a1 a2 a3 a4 a5 a6 a7",
}
_ABC = {
    letter: code
    for letters, codes in ABC.items()
    for letter, code in zip(letters, bytes.fromhex(codes), strict=True)
}
VISCII = {
    "áàảãạ": "e1 e0 e4 e3 d5",
    "ắằẳẵặ": "a1 a2 c6 c7 a3",
    "ấầẩẫậ": "a4 a5 a6 e7 a7",
    "éèẻẽẹ": "e9 e8 eb a8 a9",
    "ếềểễệ": "aa ab ac ad ae",
    "íìỉĩị": "ed ec ef ee b8",
    "óòỏõọ": "f3 f2 f6 f5 f7",
    "ốồổỗộ": "af b0 b1 b2 b5",
    "ớờởỡợ": "be b6 b7 de fe",
    "úùủũụ": "fa f9 fc fb f8",
    "ứừửữự": "d1 d7 d8 e6 f1",
    "ýỳỷỹỵ": "fd cf d6 db dc",
    "ăâêôơưđ": "e5 e2 ea f4 bd df f0",
    "ÁÀẢÃẠ": "c1 c0 c4 c3 80",
    "ẮẰẲẴẶ": "81 82 02 05 83",
    "ẤẦẨẪẬ": "84 85 86 06 87",
    "ÉÈẺẼẸ": "c9 c8 cb 88 89",
    "ẾỀỂỄỆ": "8a 8b 8c 8d 8e",
    "ÍÌỈĨỊ": "cd cc 9b ce 98",
    "ÓÒỎÕỌ": "d3 d2 99 a0 9a",
    "ỐỒỔỖỘ": "8f 90 91 92 93",
    "ỚỜỞỠỢ": "95 96 97 b3 94",
    "ÚÙỦŨỤ": "da d9 9c 9d 9e",
    "ỨỪỬỮỰ": "ba bb bc ff b9",
    "ÝỲỶỸỴ": "dd 9f 14 19 1e",
    "ĂÂÊÔƠƯĐ": "c5 c2 ca d4 b4 bf d0",
}
_VISCII = {
    letter: code
    for letters, codes in VISCII.items()
    for letter, code in zip(letters, bytes.fromhex(codes), strict=True)
}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_QUALITIES = "\u0302\u0306\u031b"
#: The sign of quality and tone, by quality: none, circumflex, breve.
_VNI_SIGNS = {
    "": dict(zip(_TONES, "øûõùï", strict=True)),
    "\u0302": dict(zip(["", *_TONES], "âàåãáä", strict=True)),
    "\u0306": dict(zip(["", *_TONES], "êèúüéë", strict=True)),
}
_VNI_I = dict(zip(_TONES, "ìæóíò", strict=True))


def split(letter: str) -> tuple[str, str, str]:
    """Base, quality and tone of a letter."""
    base, *marks = unicodedata.normalize("NFD", letter)
    quality = next((mark for mark in marks if mark in _QUALITIES), "")
    return base, quality, next((mark for mark in marks if mark in _TONES), "")


def tcvn3(text: str) -> bytes:
    """The bytes of the ABC fonts: a capital with a tone is the small letter, as its typist's font drew it."""
    return b"".join(_byte(_ABC, letter) or _byte(_ABC, letter.lower()) or _sign(letter) for letter in text)


def viscii(text: str) -> bytes:
    """The bytes of VISCII, which has no signs of Windows."""
    return b"".join(_byte(_VISCII, letter) or letter.encode("ascii") for letter in text)


def windows_1258(text: str) -> bytes:
    """The bytes of windows-1258, quality in the letter and the tone behind it."""
    pieces = []
    for letter in text:
        base, quality, tone = split(letter)
        pieces.append(unicodedata.normalize("NFC", base + quality) + tone if quality or tone else letter)
    return "".join(pieces).encode("cp1258")


def vni(text: str) -> bytes:
    """The bytes of the VNI fonts."""
    return b"".join(_vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> bytes:
    if letter in "đĐ":
        return "ñÑ"["đĐ".index(letter)].encode("latin-1")
    base, quality, tone = split(letter)
    if not quality and not tone:
        return _sign(letter)
    if base in "iI":
        written = _VNI_I[tone]
    elif base in "yY" and tone == "\u0323":
        written = "î"
    elif quality == "\u031b":
        written = ("ô" if base in "oO" else "ö") + (_VNI_SIGNS[""][tone] if tone else "")
    else:
        written = base + _VNI_SIGNS[quality][tone]
    return (written.upper() if base.isupper() else written).encode("latin-1")


def _byte(table: dict[str, int], letter: str) -> bytes:
    return bytes([table[letter]]) if letter in table else b""


def _sign(letter: str) -> bytes:
    return letter.encode("cp1252")
