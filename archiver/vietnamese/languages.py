"""Which language a text is written in: Vietnamese, or that of one of the portals' other editions."""

from __future__ import annotations

import re

#: Letters that only Vietnamese has; a Vietnamese page has one in every eight letters.
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_FREQUENT = "đưạốế"
_VIETNAMESE_SHARE = 0.02
_SAMPLE = 1_500
#: Letters of scripts that tell the language; Japanese has its own beside Chinese ones.
_SCRIPTS = {
    "ja": re.compile("[\u3041-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "lo": re.compile("[\u0e80-\u0eff]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_SCRIPT_SHARE = 0.2
#: A letter of any of them, and one that French and Spanish have and English has not.
_OTHER_SCRIPT = re.compile("[\u0400-\u04ff\u0e00-\u0eff\u1780-\u17ff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_ACCENT = re.compile("[à-ÿœ]")
#: The short words that every text in a language is full of, and only in that language.
_SHORT_WORDS = {
    "fr": re.compile(r"\b(?:les?|des|du|et|une|dans|pour|est|aux|sur|qui|par|avec|cette)\b"),
    "es": re.compile(r"\b(?:el|l[ao]s|del|y|una|para|por|que|se|con|su|como|est[ae])\b"),
}
_LEAST_WORDS, _LEAST_SHARE = 3, 0.06


def language_of(text: str) -> str:
    """The language of a text of a sentence or more, by its two letters: `vi`, else another, else `en`.

    >>> language_of("Ba xã vùng cao được tặng sách"), language_of("Three upland communes got books")
    ('vi', 'en')
    >>> language_of("Les élèves des trois communes et du district dans une école"), language_of("新的学校")
    ('fr', 'zh')
    """
    text = text[:_SAMPLE].lower()
    least = _VIETNAMESE_SHARE * len(text)
    # The most frequent ones are nearly always enough, and counted in a tenth of the time.
    if sum(map(text.count, _FREQUENT)) >= least or len(_VIETNAMESE.findall(text)) >= least:
        return "vi"
    return "en" if text.isascii() else _foreign(text)


def _foreign(text: str) -> str:
    scripts = _SCRIPTS if _OTHER_SCRIPT.search(text) is not None else {}
    for language, letters in scripts.items():
        if len(letters.findall(text)) >= _SCRIPT_SHARE * len(text):
            return language
    if _ACCENT.search(text) is None:
        return "en"
    words = text.count(" ") + 1
    for language, short in _SHORT_WORDS.items():
        found = short.findall(text)
        if len(set(found)) >= _LEAST_WORDS and len(found) >= _LEAST_SHARE * words:
            return language
    return "en"
