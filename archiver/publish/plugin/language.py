"""In which language one answer is written: Vietnamese, or English where the reader wants it.

The language is that of the task which answers a request, so templates and filters need not be told.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from archiver.publish.plugin.questions import questions
from archiver.publish.plugin.words import ENGLISH as _WORDS

ENGLISH = {**_WORDS, **{one.vietnamese: one.english for one in questions()}}
#: The cookie and the parameter that name a language.
NAME = "lang"


class Language(StrEnum):
    """A language of the pages; the value is its BCP 47 tag."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, and at which address of this server."""

    language: Language = Language.VIETNAMESE
    address: str = "/"


_SOMEBODY = Reader()
_reader: ContextVar[Reader] = ContextVar("reader", default=_SOMEBODY)


def set_reader(reader: Reader) -> None:
    """Say for the rest of this task who reads."""
    _reader.set(reader)


def language() -> Language:
    """The language of the answer that is being made."""
    return _reader.get().language


def chosen(query: str, cookies: str, accepted: str) -> Language:
    """The language a request asks for: by its parameter, else its cookie, else its Accept-Language.

    >>> chosen("lang=en", "lang=vi", "vi").value, chosen("", "lang=vi", "en").value
    ('en', 'vi')
    >>> chosen("", "", "en-GB,en;q=0.9,vi;q=0.8").value, chosen("", "", "fr").value
    ('en', 'vi')
    """
    asked = dict(parse_qsl(query)).get(NAME, "")
    try:
        kept = SimpleCookie(cookies).get(NAME)
    except CookieError:
        kept = None
    for name in (asked, kept.value if kept else "", _preferred(accepted)):
        if name in {one.value for one in Language}:
            return Language(name)
    return Language.VIETNAMESE


def _preferred(accepted: str) -> str:
    """The language we have that an Accept-Language header puts first."""
    best, best_weight = "", 0.0
    for part in accepted.split(",")[:20]:
        tag, _, parameters = part.partition(";")
        name = tag.strip().lower().partition("-")[0]
        try:
            weight = float(parameters.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if name in {one.value for one in Language} and weight > best_weight:
            best, best_weight = name, weight
    return best


def without_language(query: str) -> str:
    """A query string without the parameter that names a language: a table would take it for a column.

    >>> without_language("q=%C4%91&lang=en"), without_language("_facet=year&x")
    ('q=%C4%91', '_facet=year&x')
    """
    return "&".join(part for part in query.split("&") if part.partition("=")[0] != NAME)


def say(words: str, **values: object) -> str:
    """Words in the reader's language; `{name}` stands for a value.

    >>> say("{count} bài", count="3")
    '3 bài'
    """
    text = words
    if language() is Language.ENGLISH and words in ENGLISH:
        singular, _, plural = ENGLISH[words].partition("|")
        text = singular if not plural or str(values.get("count")) == "1" else plural
    return text.format(**values) if values else text


def other_language() -> tuple[str, str]:
    """The language the reader does not read in, and this page's address in it."""
    reader = _reader.get()
    other = Language.ENGLISH if reader.language is Language.VIETNAMESE else Language.VIETNAMESE
    path, _, query = reader.address.partition("?")
    # `//host/` would be an address on another server.
    return other.value, f"/{path.lstrip('/')}?{query}{'&' if query else ''}{urlencode({NAME: other.value})}"
