"""Labels and names of writers on the portals' editions in other languages. Strings in, judgements out."""

from __future__ import annotations

import re

#: What stands before a colon and a name.
AUTHOR_LABELS = (
    r"auteure?s?|autore?a?s?|texte(?: et photos?)?|texto(?: y fotos?)?|redacci[oó]n"
    r"|авторы?|текст|корреспондент|作者|记者|撰文|ຜູ້ຂຽນ|អ្នកនិពន្ធ"
)
#: The same of who translated.
TRANSLATOR_LABELS = (
    r"(?:người |biên |lược )dịch|bản dịch|translat(?:ed by|or)|traduit par|traduction"
    r"|traducido por|traducci[oó]n|перев[её]л[аи]?|перевод(?:чик)?|编译|翻译|译者"
)
#: `By Thuy Linh`, `Translated by …`: what stands before a name without a colon.
BY = re.compile(
    r"(?:(?:(?:[Tt]ranslated|[Ww]ritten|[Rr]eported|[Cc]ompiled) )?[Bb]y"
    r"|(?:Traduit )?[Pp]ar|(?:Traducido )?[Pp]or) (?P<name>[A-ZĐ].+)"
)
#: English bodies that stand behind a name, or below it.
BODY = (
    r"(?:Ministry|Department|Vietnam News Agency|Agency|Institute|Office|Center|Centre|Embassy|University"
    r"|General Department|Portal|Division|Faculty|School|College|Academy|Hospital|Bureau|Court|Bank)"
)
#: The same where only a line break parts it from the name.
BODY_BELOW = re.compile(r"(?<=\w) (?:Ministry|Department|Office|Embassy) of .+$")
_CYRILLIC = r"[\u0400-\u042f][\u0430-\u045f-]+"
_NAMES = re.compile(
    rf"{_CYRILLIC}(?: {_CYRILLIC}){{1,3}}(?:, {_CYRILLIC}(?: {_CYRILLIC}){{1,3}})*"
    r"|[\u4e00-\u9fff]{2,4}(?:[、，·][\u4e00-\u9fff]{2,4})*"
    r"|[\u0e80-\u0eff]{3,20}(?: [\u0e80-\u0eff]{3,20}){0,2}"
    r"|[\u1780-\u17ff]{3,20}(?: [\u1780-\u17ff]{3,20}){0,2}"
)


def is_foreign_name(text: str) -> bool:
    """Whether a text has the form of names in another script than Latin; believe it behind a label.

    >>> is_foreign_name("阮氏兰"), is_foreign_name("Тхань Хыонг"), is_foreign_name("打印 分享")
    (True, True, False)
    """
    return not text.isascii() and _NAMES.fullmatch(text) is not None
