"""Vietnamese before Unicode: what the bytes of TCVN3, TCVN 5712, VNI-Windows, VISCII and windows-1258 mean.

Every table reads a `view`: the bytes of a text as latin-1, so that letter and byte have the same number.
What is no byte of an encoding keeps its windows-1252 meaning (fonts kept the quotes and dashes of Windows).

Sources: TCVN 5712:1993, RFC 1456 (VISCII 1.1), the keyboard table of the VNI fonts, and for windows-1258
and windows-1252 Python's codecs with the gaps filled as browsers do.
"""

from __future__ import annotations

import re
import unicodedata


def _rows(rows: dict[int, str]) -> dict[int, str]:
    """A table written as rows of letters from a first byte; `·` leaves a byte out."""
    return {
        first + place: letter
        for first, row in rows.items()
        for place, letter in enumerate(row)
        if letter != "·"
    }


def _code_page(name: str) -> dict[int, str]:
    """The upper half of one of Python's code pages."""
    decoded = ((code, bytes([code]).decode(name, "ignore")) for code in range(0x80, 0x100))
    return {code: letter for code, letter in decoded if letter}


_WINDOWS_1252 = _code_page("cp1252")
#: From a letter of windows-1252 to its byte; bytes without a letter are control codes, as in browsers.
TO_1252_VIEW = {ord(letter): code for code, letter in _WINDOWS_1252.items()}
TO_1258_VIEW = {ord(letter): code for code, letter in _code_page("cp1258").items()}

#: The ABC fonts (`.VnTime` and others): capitals with a tone have no byte. A font whose name ends in H
#: (`.VnTimeH`) draws the small letters as capitals, which the bytes do not say.
_TCVN3_LETTERS = _rows(
    {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ·ằẳẵắ",
        0xC6: "ặầẩẫấậè·ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ",
    }
)
#: The standard itself (VN1) has the capitals where the fonts have the signs of Windows and control codes,
#: and five marks to be put behind a letter.
_TCVN_CAPITALS = _rows(
    {
        0x01: "ÚỤ·ỪỬỮ",
        0x11: "ỨỰỲỶỸÝỴ",
        0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0",
        0xAF: "Ằ\u0300\u0309\u0303\u0301\u0323",
        0xBA: "Ẳ",
        0xBF: "ẴẮẦẨẪẤỀ",
        0xCD: "Ể",
        0xD9: "ỄẾỒ",
        0xE0: "Ổ",
        0xF0: "Ỗ",
        0xFF: "Ố",
    }
)
_VISCII_LETTERS = _rows(
    {
        0x02: "Ẳ··ẴẪ",
        0x14: "Ỷ····Ỹ····Ỵ",
        0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
        0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        0xE0: "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    }
)
_TCVN3 = _WINDOWS_1252 | _TCVN3_LETTERS
_TCVN_5712 = _TCVN3_LETTERS | _TCVN_CAPITALS
_WINDOWS_1258 = _code_page("cp1258")

#: VNI-Windows writes a letter as its base and a second sign for quality and tone together.
_VNI_TONES = dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = {base + sign: base + tone for base in "aeouy" for sign, tone in _VNI_TONES.items()}
    pairs |= {base + sign: _VNI_SINGLE[base] + tone for base in "ôö" for sign, tone in _VNI_TONES.items()}
    pairs |= {base + sign: f"{base}\u0302{tone}" for base in "aeo" for sign, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {f"a{sign}": f"a\u0306{tone}" for sign, tone in _VNI_BREVE.items()}
    small = {pair: unicodedata.normalize("NFC", letter) for pair, letter in (pairs | _VNI_SINGLE).items()}
    capitals = {pair.upper(): letter.upper() for pair, letter in small.items()}
    # Title case is typed with the sign of either case.
    titles = {pair[0].upper() + pair[1:]: letter.upper() for pair, letter in small.items()}
    return small | titles | capitals


_VNI_PAIRS = _vni_pairs()
_VNI = re.compile("|".join(sorted(map(re.escape, _VNI_PAIRS), key=len, reverse=True)))
#: Letters that have a small and a capital byte in the ABC fonts: their case is the case that was typed.
_TYPED_SMALL = re.compile("[a-zăâêôơưđ]")
_TYPED_CAPITALS = re.compile("[A-ZĂÂÊÔƠƯĐ]")
_BETWEEN_TAGS = re.compile(r"[^<>]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def from_tcvn3(view: str) -> str:
    """Text in the ABC fonts; among capitals a small letter with a tone is a capital, which has no byte.

    >>> from_tcvn3("Th«ng tin vµ TruyÒn th«ng"), from_tcvn3("Bé TH¤NG TIN Vµ TRUYÒN TH¤NG")
    ('Thông tin và Truyền thông', 'BỘ THÔNG TIN VÀ TRUYỀN THÔNG')
    """
    return _BETWEEN_TAGS.sub(_recased_text, view.translate(_TCVN3))


def _recased_text(text: re.Match[str]) -> str:
    if _TYPED_CAPITALS.search(text[0]) is None:
        return text[0]
    if len(text[0]) > 2 and (shouted := _shouted(text[0])) is not text[0]:
        return shouted
    return _WORD.sub(lambda word: _shouted(word[0]), text[0])


def _shouted(text: str) -> str:
    """A text in capitals, where two capitals and no small letter were typed."""
    if _TYPED_SMALL.search(text) or len(_TYPED_CAPITALS.findall(text)) < 2:
        return text
    return text.upper()


def from_tcvn_5712(view: str) -> str:
    """Text in the standard's first table, which has a byte for all 134 letters."""
    return unicodedata.normalize("NFC", view.translate(_TCVN_5712))


def from_vni(view: str) -> str:
    """Text in the VNI fonts for Windows.

    >>> from_vni("Thoâng tin vaø Truyeàn thoâng"), from_vni("ÑOÀNG BAÈNG")
    ('Thông tin và Truyền thông', 'ĐỒNG BẰNG')
    """
    return _VNI.sub(lambda pair: _VNI_PAIRS[pair[0]], view).translate(_WINDOWS_1252)


def from_viscii(view: str) -> str:
    r"""Text in VISCII, RFC 1456.

    >>> from_viscii("Vi\xae\x74 Nam"), from_viscii("t\xaa\xf0")
    ('Việt Nam', 'tếđ')
    """
    return view.translate(_VISCII_LETTERS)


def from_windows_1258(view: str) -> str:
    r"""Text in windows-1258, which writes most tones behind the letter; NFC puts them together.

    >>> from_windows_1258("Tr\xfd\xf2ng \xf0\xf4\xecng")
    'Trựng đống'
    """
    return unicodedata.normalize("NFC", view.translate(_WINDOWS_1258))
