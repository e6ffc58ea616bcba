"""Vietnamese in the encodings before Unicode, as bytes and as fonts, and UTF-8 that was read as one of them.

A text is mended only where that turns words that are no Vietnamese syllables into words that are:
correct Vietnamese has nothing to gain, other languages do not become Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from archiver.vietnamese.legacy_tables import (
    TO_1252_VIEW,
    TO_1258_VIEW,
    from_tcvn3,
    from_tcvn_5712,
    from_viscii,
    from_vni,
    from_windows_1258,
)
from archiver.vietnamese.syllables import is_syllable
from archiver.vietnamese.text import clean

_Reading = Callable[[str], str]

#: In order of how often they are met; of two that explain a text equally well the first wins.
_IN_BYTES: dict[str, _Reading] = {
    "windows-1258": from_windows_1258,
    "tcvn3": from_tcvn3,
    "vni": from_vni,
    "viscii": from_viscii,
    "tcvn-5712": from_tcvn_5712,
}
#: Fonts keep the signs of Windows where the standard TCVN 5712 has capitals, so it is met in bytes only.
_IN_TEXT = {name: reading for name, reading in _IN_BYTES.items() if name != "tcvn-5712"}
_UTF_8_AS = "utf-8 as "
_UTF_8_READ_AS = {"windows-1252": TO_1252_VIEW, "windows-1258": TO_1258_VIEW}

#: The share of accented words that must be syllables. Of 10,325 in texts of 55 ministry hosts 0.994 are, most
#: of the others abbreviations. With these three, 298 of their paragraphs stay as they are, and so do 155,000
#: lines of English pages and program sources and 82,000 phrases of 205 languages (one line of a locale's
#: table of letters is taken). Written in TCVN3, VNI or windows-1258, all of 176 paragraphs of 16 words come
#: back letter for letter, 60 of 63 of 6 to 15 words, and 6 of 15 labels of one or two words.
_LEAST_SHARE = 0.8
#: One mended word may be chance (`µm` reads as `àm`, Danish `så` as `sồ`): two words, two letters.
_LEAST_WORDS = 2
_LEAST_LETTERS = 2
#: A page has many words; two were enough for 4 of 9,102 phrases in foreign encodings, three for none.
_LEAST_WORDS_OF_A_PAGE = 3
#: So many words decide about a text of any length.
_WORDS_ASKED = 1_000
_DEEPEST_UTF_8 = 3

#: Words as runs of bytes: legacy letters are any sign beyond ASCII, and a few control codes.
_PIECE = re.compile(r"[^\x00\t\n\v\f\r !-@\[-`{-\x7f]+")
_LEGACY_PIECE = re.compile(r"[^\x00\t\n\v\f\r !-\x7f]")
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_INNER_SIGNS = re.compile("[\u00a0\u00ad\u2010-\u2026]+")
_ASCII_LETTER = re.compile("[A-Za-z]")
_BEYOND_LATIN_1 = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_LONGEST_ABBREVIATION = 6
#: Longer runs are data, and the patterns for words would take quadratic time on them.
_LONGEST_PIECE = 64

#: Letters of UTF-8 as seen through an 8-bit code page.
_UTF_8_LETTER = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe1\xe2][\x80-\xbf]{2}|\xef\xbb\xbf")
_SIGNS_OF_UTF_8 = frozenset(
    "ĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "".join(map(chr, TO_1252_VIEW))
    + "".join(map(chr, range(0x80, 0xA0)))
    + "\u0300\u0301\u0303\u0309\u0323\u200b\u2011\u2012\u2032\u2033\u2212\ufeff"
)

#: Signs that correct Vietnamese has never or hardly ever, and signs it has only in some company.
_ODD = "\x80-\x9f¡-¨ª¬¯±´-¶¸-º¼-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿƒŒœŠšŽžŸˆ˜‚„†‡‰‹›"
_COMMON_BYTES = bytes(code for code in range(256) if re.fullmatch(f"[{_ODD}]", chr(code)) is None)
_CAPITALS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂ"
_MAY_BE_LEGACY = re.compile(
    f"[{_ODD}{_CAPITALS}«»©®°²³·\u00adâáàãùõêéèúìò]"
    f"(?:(?<=[{_ODD}])"
    f"|(?<=[a-z][{_CAPITALS}])"
    "|(?<=[A-Za-z][«»©®°²³·\u00ad])(?=[a-z])"
    "|(?<=[aeAEoOuUyYôÔ][ùõÙÕ])|(?<=[aeAEoO][âÂ])|(?<=[aeAE][áàãêéèúÁÀÃÊÉÈÚ])"
    "|(?<=[aeoyâêôăãõýAEIOUYÂÊÔÃÕÝ][ìò])"
    "|(?<=[ÃĂÂ])(?=[\x80-\xbf€-™])|(?<=[áâ])(?=[º»€]))"
)
#: What no word of any language has inside: signs between letters, and UTF-8 read byte by byte.
_SIGN_IN_WORD = re.compile(
    "[A-Za-z]{1,12}[\x80-\x9f¡-©«-±´-¹»-¿×÷€‚ƒ„†‡ˆ‰‹˜›¨][^\\W\\d_]{1,12}"
    "|\\w{0,12}(?:Ã[\x80-\xbf]|á[º»][\x80-\xbf€-™]|Ä[‘\x91]|Æ[°¡])\\w{0,12}"
)
#: The signs alone, between letters: a tenth of the time tells that there is none.
_SIGN_IN_PLACE = re.compile(
    "[\x80-\x9f¡-©«-±´-¹»-¿×÷€‚ƒ„†‡ˆ‰‹˜›¨](?<=[A-Za-z].)(?=[^\\W\\d_])|[ÃáÄÆ][\x80-\xbf»º‘°¡]"
)
#: Without a byte that is none of these, and without one of the others, no word matches.
_LETTER_BYTES = bytes(code for code in range(256) if not (0x80 <= code <= 0xBF or code in {0xD7, 0xF7}))
_FAR_SIGN = re.compile("[€‚ƒ„†‡ˆ‰‹˜›‘]")


class _Judgement(NamedTuple):
    """How well a reading explains a text: words it makes well formed, words it leaves or makes odd."""

    name: str
    mended: int
    odd: int
    words: int
    letters: int

    def convinces(self, least_words: int) -> bool:
        return (
            self.words >= least_words
            and self.letters >= min(least_words, _LEAST_LETTERS)
            and self.mended >= _LEAST_SHARE * (self.mended + self.odd)
        )


def decode_legacy(body: bytes) -> tuple[str, str] | None:
    r"""The text of bytes in an old Vietnamese encoding and its name, or `None` where none is convincing.

    Names are `windows-1258`, `tcvn3` (the ABC fonts), `tcvn-5712` (the standard, with capitals), `vni` and
    `viscii`. UTF-8 is for the caller to try first. Markup may stay in: tags are ASCII.

    >>> decode_legacy(b"<p>Th\xabng tin v\xb5 Truy\xd2n th\xabng</p>")
    ('<p>Thông tin và Truyền thông</p>', 'tcvn3')
    >>> decode_legacy("Où est le café de l'été ?".encode("latin-1")) is None
    True
    """
    if b"\0" in body:  # UTF-16 or no text
        return None
    view = body.decode("latin-1")
    pieces = []
    for piece in _PIECE.finditer(view):
        if len(piece[0]) <= _LONGEST_PIECE and _LEGACY_PIECE.search(piece[0]):
            pieces.append(piece[0])
            if len(pieces) == _WORDS_ASKED:
                break
    as_read_now = ((piece, _as_1252(piece)) for piece in pieces)
    name = _best(as_read_now, _IN_BYTES, least_words=_LEAST_WORDS_OF_A_PAGE)
    return (_IN_BYTES[name](view), name) if name else None


def mend(text: str, *, known: str = "") -> tuple[str, str]:
    """A paragraph, heading or label without damage by encodings, and what was wrong with it, '' for nothing.

    To be called on the text between tags, entities decoded, before `clean` (which drops the soft hyphen,
    the `ư` of the ABC fonts). Text already correct comes back as it is, in any language. `known` is what was
    wrong with longer texts of the same page, where a label of one word is too short to tell.

    >>> mend("Th«ng tin vµ TruyÒn th«ng"), mend("Thoâng tin vaø Truyeàn thoâng")[1]
    (('Thông tin và Truyền thông', 'tcvn3'), 'vni')
    >>> mend("Bá»™ ThÃ´ng tin")
    ('Bộ Thông tin', 'utf-8 as windows-1252')
    >>> mend("Trang chủ » ChÄƒn nuÃ´i")
    ('Trang chủ » Chăn nuôi', 'utf-8 as windows-1252')
    >>> mend("Tin tøc"), mend("Tin tøc", known="tcvn3")
    (('Tin tøc', ''), ('Tin tức', 'tcvn3'))
    >>> mend("Bộ Thông tin «mới», 25°C, 5 µm")
    ('Bộ Thông tin «mới», 25°C, 5 µm', '')
    """
    if not may_be_legacy(text) and (known not in _IN_TEXT or text.isascii()):
        return text, ""
    rereadings = [(*_reread_utf_8(text, to_view), wrong) for wrong, to_view in _UTF_8_READ_AS.items()]
    letters, mended, wrong = max(rereadings, key=lambda reading: reading[0])
    if letters:
        return mended, f"{_UTF_8_AS}{wrong}"
    view = text.translate(TO_1252_VIEW)
    # Letters and bytes keep their places, so that a word and its bytes share one span.
    spans = [piece.span() for piece in _PIECE.finditer(view)]
    pieces = [
        (view[start:end], text[start:end])
        for start, end in spans
        if end - start <= _LONGEST_PIECE and not text[start:end].isascii()
    ]
    readings = {known: _IN_TEXT[known]} if known in _IN_TEXT else _IN_TEXT
    name = _best(pieces[:_WORDS_ASKED], readings, least_words=1 if known in _IN_TEXT else _LEAST_WORDS)
    return (reread(text, name, keep_right=is_unicode(text)), name) if name else (text, "")


def reread(piece: str, wrong: str, *, keep_right: bool) -> str:
    """A piece of a text in which `mend` found `wrong`, read as that says whatever it would tell alone.

    With `keep_right` words that are right stay: for texts that are Unicode in part (`is_unicode`).

    >>> reread("s", "tcvn3", keep_right=False), reread("è ", "tcvn3", keep_right=False)
    ('s', 'ố ')
    """
    if wrong not in _IN_TEXT:
        return _reread_utf_8(piece, _UTF_8_READ_AS[wrong.removeprefix(_UTF_8_AS)], is_certain=True)[1]
    view = piece.translate(TO_1252_VIEW)
    return _mend_mixed(piece, view, _IN_TEXT[wrong]) if keep_right else _IN_TEXT[wrong](view)


def is_damaged(text: str) -> bool:
    """Whether words of a page's whole text can be mended: one quick look, as most pages need no other.

    >>> is_damaged("Bản tin Th«ng tin vµ TruyÒn th«ng"), is_damaged("Ông Noël ở Curaçao mua 5 µm ×")
    (True, False)
    """
    # Encoding and deleting take a tenth of what the pattern takes on a page of 90,000 letters (0.7 ms).
    if not text.encode("latin-1", "ignore").translate(None, _COMMON_BYTES):
        return False
    suspects = []
    for found in islice(_MAY_BE_LEGACY.finditer(text), _WORDS_ASKED):
        before = text[max(0, found.start() - _LONGEST_PIECE) : found.start()].rpartition(" ")[2]
        after = text[found.start() : found.start() + _LONGEST_PIECE].partition(" ")[0]
        suspects.append(before + after)
    return bool(suspects) and mend(" ".join(suspects))[1] != ""


def unreadable(text: str) -> str:
    """What of a text nobody can read, in words for a doubt; empty for nothing. To be asked after `mend`.

    >>> unreadable("B\ufffd Thông tin"), unreadable("m·ng n·ng"), unreadable("Bộ Thông tin, 5 m², A®")
    ('1 letter could not be decoded', "the letters of 'm·ng', 'n·ng' look like a wrong encoding", '')
    """
    if text.isascii():
        return ""
    if lost := text.count("\ufffd"):
        return f"{lost} letter{'s' * (lost > 1)} could not be decoded"
    if not text.encode("latin-1", "ignore").translate(None, _LETTER_BYTES) and not _FAR_SIGN.search(text):
        return ""  # twenty times as fast as the pattern
    if not _SIGN_IN_PLACE.search(text):
        return ""
    words = {found[0]: None for found in islice(_SIGN_IN_WORD.finditer(text), _WORDS_ASKED)}
    if len(words) < _LEAST_WORDS:
        return ""
    return f"the letters of {', '.join(map(repr, list(words)[:3]))} look like a wrong encoding"


def legible(text: str) -> str:
    """Text as it is stored (`clean`), mended first.

    >>> legible("S¾c   lÖnh cña Chñ tÞch n­íc")
    'Sắc lệnh của Chủ tịch nước'
    """
    return clean(mend(text)[0])


def may_be_legacy(text: str) -> bool:
    """Whether a text is worth judging: a cheap test that correct Vietnamese hardly ever passes."""
    return not text.isascii() and _MAY_BE_LEGACY.search(text) is not None


def is_unicode(text: str) -> bool:
    """Whether a text holds letters that only Unicode has for Vietnamese."""
    return _BEYOND_LATIN_1.search(text) is not None


def _mend_mixed(text: str, view: str, reading: _Reading) -> str:
    """A text that is half Unicode: words that are right stay."""

    def mended(piece: re.Match[str]) -> str:
        before = text[piece.start() : piece.end()]
        return before if is_unicode(before) or _is_well_formed(before) else reading(piece[0])

    pieces, position = [], 0
    for piece in _PIECE.finditer(view):
        pieces += [text[position : piece.start()], mended(piece)]
        position = piece.end()
    return "".join([*pieces, text[position:]])


def _best(pieces: Iterable[tuple[str, str]], readings: dict[str, _Reading], *, least_words: int) -> str:
    """The name of the reading that explains words best (as bytes, as read now); empty if none convinces."""
    counted = list(pieces)
    judgements = [_judge(name, counted, reading) for name, reading in readings.items()]
    convincing = [judgement for judgement in judgements if judgement.convinces(least_words)]
    if not convincing:
        return ""
    return max(convincing, key=lambda judgement: judgement.mended - judgement.odd).name


def _judge(name: str, pieces: Iterable[tuple[str, str]], reading: _Reading) -> _Judgement:
    mended = odd = 0
    words: set[str] = set()
    letters: set[str] = set()
    for view, before in pieces:
        after = before if is_unicode(before) else reading(view)
        if not _is_well_formed(after):
            # A sign that stands alone (`×`, `°`) is no word, whatever letter has its byte.
            is_word = _ASCII_LETTER.search(view) is not None or len(_ENDS.sub("", after)) > 1
            odd += is_word and not _is_abbreviation(after)
        elif after != before and _ASCII_LETTER.search(view) and not _is_well_formed(before):
            mended += 1
            words.add(after.lower())
            letters.update(letter for letter in view if letter > "\x7f")
    return _Judgement(name, mended, odd, len(words), len(letters))


def _is_well_formed(piece: str) -> bool:
    words = _INNER_SIGNS.split(_ENDS.sub("", piece)) if len(piece) <= 2 * _LONGEST_PIECE else []
    return any(words) and all(is_syllable(word) for word in words if word)


def _is_abbreviation(piece: str) -> bool:
    """`QĐ`, `HĐND`: no syllables, and no sign of a wrong reading."""
    word = _ENDS.sub("", piece)
    return word.isupper() and len(word) <= _LONGEST_ABBREVIATION


def _as_1252(view: str) -> str:
    return view.encode("latin-1").decode("cp1252", "replace")


def _reread_utf_8(text: str, to_view: dict[int, int], *, is_certain: bool = False) -> tuple[int, str]:
    """How many letters of a text were bytes of UTF-8, none unless that is certain, and the text with them."""
    mended, count = text, 0
    for _ in range(_DEEPEST_UTF_8):
        view = mended.translate(to_view)
        pieces, position = [], 0
        for found in _UTF_8_LETTER.finditer(view):
            letter = found[0].encode("latin-1").decode("utf-8", "replace")
            if letter not in _SIGNS_OF_UTF_8:
                continue
            # Three bytes of UTF-8 stand beside each other in no other text (`á»™`, `â€œ`).
            is_certain = is_certain or len(found[0]) == 3
            pieces += [mended[position : found.start()], letter]
            position = found.end()
            count += 1
        if not pieces:
            break
        mended = "".join([*pieces, mended[position:]])
    return (count, mended) if is_certain or _gains_words(text, mended) else (0, text)


def _gains_words(before: str, after: str) -> bool:
    """Whether words become well formed, and none that are not ASCII stay odd."""
    # Signs that stand alone (`»`) are no words.
    words = [word for word in _PIECE.findall(after) if not word.isascii() and any(map(str.isalpha, word))]
    known = set(_PIECE.findall(before))
    new = [word for word in words if word not in known and _ASCII_LETTER.search(word)]
    return bool(new) and all(_is_well_formed(word) for word in words)
