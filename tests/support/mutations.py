"""Damage to pages, chosen by a seed: what networks, editors and attackers do to HTML."""

from __future__ import annotations

from collections.abc import Callable

from archiver.demo.dice import Dice
from archiver.records import Payload
from bench.pages.layouts import TEMPLATES
from bench.pages.make import page

#: How deep nested markup goes: recursion ends at a thousand; pages deeper than 3,000 are refused.
DEPTHS = (900, 2_900, 5_000)
_SAMPLE = 96

Damage = Callable[[Dice, bytes], bytes]


def sample(number: int) -> bytes:
    """One of some made pages without much weight."""
    chosen = number % _SAMPLE
    return _PAGES.setdefault(chosen, page(3, chosen, TEMPLATES[chosen % len(TEMPLATES)]).html)


_PAGES: dict[int, bytes] = {}


def _place(dice: Dice, html: bytes) -> int:
    return dice.roll(len(html) + 1)


def _insert(dice: Dice, html: bytes, piece: bytes) -> bytes:
    place = _place(dice, html)
    return html[:place] + piece + html[place:]


def _insert_in_text(dice: Dice, html: bytes, piece: bytes) -> bytes:
    """Between two elements rather than anywhere."""
    places = [place for _ in range(20) if (place := html.find(b">", _place(dice, html))) >= 0]
    place = places[0] + 1 if places else len(html)
    return html[:place] + piece + html[place:]


def cut(dice: Dice, html: bytes) -> bytes:
    """The connection broke."""
    return html[: _place(dice, html)]


def headless(dice: Dice, html: bytes) -> bytes:
    """The beginning is gone."""
    return html[_place(dice, html) :]


def spliced(dice: Dice, html: bytes) -> bytes:
    """Half of one page and half of another, as broken caches serve them."""
    return cut(dice, html) + headless(dice, sample(dice.roll(_SAMPLE)))


def doubled(dice: Dice, html: bytes) -> bytes:
    """A piece stands twice, somewhere else."""
    first = _place(dice, html)
    return _insert(dice, html, html[first : first + dice.between(1, 4_000)])


def shuffled(dice: Dice, html: bytes) -> bytes:
    """The elements in another order."""
    parts = html.split(b"<")
    return b"<".join(dice.several(parts, len(parts))) if len(parts) < 3_000 else cut(dice, html)


def deleted(dice: Dice, html: bytes) -> bytes:
    """A piece is missing."""
    first = _place(dice, html)
    return html[:first] + html[first + dice.between(1, 4_000) :]


def flipped(dice: Dice, html: bytes) -> bytes:
    """Some bytes are others."""
    broken = bytearray(html)
    for _ in range(dice.between(1, 200)):
        broken[dice.roll(len(broken))] = dice.roll(256)
    return bytes(broken)


def nul_bytes(dice: Dice, html: bytes) -> bytes:
    """NUL bytes in text, in tags, in runs."""
    for _ in range(dice.between(1, 12)):
        html = _insert(dice, html, b"\0" * dice.pick((1, 1, 2, 4_000)))
    return html


_NESTS = (
    b"<div>",
    b"<b>",
    b"<table><tr><td>",
    b"<ul><li>",
    b"<blockquote>",
    b'<a href="/x">',
    b"<font>",
    b"<p><span>",
)


def nested(dice: Dice, html: bytes) -> bytes:
    """Elements in elements, thousands deep, not always closed."""
    opening, depth = dice.pick(_NESTS), dice.pick(DEPTHS)
    bottom = "Chữ ở dưới đáy. ".encode()
    return _insert_in_text(dice, html, opening * depth + bottom + b"</div>" * dice.roll(depth))


def unclosed(dice: Dice, html: bytes) -> bytes:
    """Some end tags, or all of one kind, are missing."""
    ends = (
        b"</div>",
        b"</p>",
        b"</td>",
        b"</table>",
        b"</a>",
        b"</script>",
        b"</title>",
        b"</head>",
        b"</strong>",
    )
    for end in dice.several(ends, dice.between(1, 4)):
        html = html.replace(end, b"")
    return html


_ENTITIES = (
    *(
        b"&#x110000;",
        b"&#0;",
        b"&#99999999999999999999;",
        b"&#xD800;",
        b"&amp",
        b"&nbsp",
        b"&;",
        b"&#;",
        b"&#x;",
    ),
    *(
        b"&notanentity;",
        b"&ampampamp;",
        b"&#128;",
        b"&#xfeff;",
        b"&NotEqualTilde;",
        b"&#1114111;",
        b"&lt;script&gt;",
    ),
)


def entities(dice: Dice, html: bytes) -> bytes:
    """Entities that are none, or no character."""
    for _ in range(dice.between(1, 60)):
        html = _insert_in_text(dice, html, dice.pick(_ENTITIES))
    return html


_TRAPS = (
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<plaintext>",
        b"<script>",
        b"<style>",
        b"<textarea>",
        b"<title>",
        b"<svg><math>",
    ),
    *(
        b"<template><td>",
        b"<select><option>",
        b"<noscript>",
        b"<frameset><frame>",
        b"<iframe>",
        b"<xmp>",
        b"<body>",
    ),
    *(
        b"</body></html>",
        b"</p></p>",
        b"<tr><td>",
        b"<caption>",
        b"<base href='javascript:1'>",
        b"<base href='http://[::'>",
    ),
    *(
        b"<a href='http://[::1/x'>x</a>",
        b"<img src='http://[bad'>",
        b"<a href='http://a:99999999/b.pdf'>tep</a>",
    ),
    *(b"<p " + b"a=b " * 3_000 + b">", b'<p class="' + b"x " * 50_000 + b'">', b"<" * 5_000, b"&" * 5_000),
)


def trapped(dice: Dice, html: bytes) -> bytes:
    """Markup that changes how all that follows is read."""
    for _ in range(dice.between(1, 4)):
        html = _insert_in_text(dice, html, dice.pick(_TRAPS))
    return html


_CLAIMS = (
    *(
        b"0000-00-00",
        b"9999-12-31T23:59:59+00:00",
        b"0001-01-01T00:00:00+14:00",
        b"2013-02-30T25:61:61",
        b"-1",
    ),
    *(
        b"1e999",
        b"9" * 5_000,
        b"2013-06-05T09:32:00+99:99",
        b"null",
        b"",
        b"2013-W23-3",
        b"\xff\xfe",
        b"+07:00",
    ),
)
_DATE_LINES = (
    *(
        "99/99/9999 99:99",
        "00/00/0000",
        "31/02/2013 24:00",
        "1/1/1 1:1",
        "05/06/2013 09:32 GMT+99",
        "29/02/1900",
    ),
    *(
        "Thứ tám, 05/06/2013",
        "ngày 5 tháng 13 năm 2013",
        "99999999999 giờ trước",
        "2 giờ trước",
        "01/01/9999 23:59",
    ),
)
_YEARS = (b"0000", b"99999", b"1", b"2013")


def lying(dice: Dice, html: bytes) -> bytes:
    """Times that cannot be, in metadata and in the place of printed ones."""
    meta = b'<meta property="article:published_time" content="' + dice.pick(_CLAIMS) + b'">'
    html = html.replace(b"<title>", meta + b"<title>", 1)
    year = str(2009 + dice.roll(18)).encode()
    html = html.replace(b"/" + year, b"/" + dice.pick(_YEARS))
    return _insert_in_text(dice, html, f"<p>{dice.pick(_DATE_LINES)}</p>".encode())


_JSON = (
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b'{"datePublished": 1e999}',
    b'{"headline": ' + b"9" * 6_000 + b"}",
    b"NaN",
    b"\xff{",
    b'{"@graph": [null, 1, "x", [], {"@type": ["NewsArticle", null], "headline": {"a": 1}, "author": [1]}]}',
    b'{"@type": "NewsArticle", "articleBody": [], "datePublished": ["x"], "keywords": {"a": 1}, "image": 5}',
    b'{"@type": "NewsArticle", "headline": "\\ud800", "author": {"name": ["a", {"b": 1}]}, "publisher": 1}',
)


def structured(dice: Dice, html: bytes) -> bytes:
    """Structured data of every wrong form."""
    data = b'<script type="application/ld+json">' + dice.pick(_JSON) + b"</script>"
    return html.replace(b"<title>", data + b"<title>", 1)


_CHARSETS = (
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1258",
    "cp1252",
    "tcvn3",
    "utf-7",
    "x-user-defined",
    "",
    "éé",
    "gb2312",
)


def miscoded(dice: Dice, html: bytes) -> bytes:
    """Bytes in one encoding under the name of another."""
    text = html.decode("utf-8", "replace")
    actual = dice.pick(("utf-16", "utf-16-le", "utf-32", "cp1258", "latin-1", "utf-7", "utf-8", "koi8-r"))
    named = text.replace("utf-8", dice.pick(_CHARSETS))
    return dice.pick((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00\xfe\xff")) + named.encode(
        actual, "replace"
    )


def noise(dice: Dice, html: bytes) -> bytes:
    """No page at all, or one with noise for a body."""
    random = bytes(dice.roll(256) for _ in range(dice.between(0, 3_000)))
    return random if dice.one_in(2) else html[: html.find(b"<body") + 6] + random


DAMAGES: tuple[Damage, ...] = (
    *(cut, headless, spliced, doubled, shuffled, deleted, flipped, nul_bytes, nested, unclosed),
    *(entities, trapped, lying, structured, miscoded, noise),
)
_HTML = "text/html; charset=utf-8"
_TYPES = (
    _HTML,
    "text/html",
    "",
    "text/html; charset=utf-16",
    "text/html; charset=nothing",
    "x" * 999,
)


def damaged(number: int) -> tuple[str, Payload]:
    """Damaged page `number`, the same on every machine, and the names of what was done to it."""
    dice = Dice(number, "damage")
    html = sample(number)
    chosen = [DAMAGES[number % len(DAMAGES)], *dice.several(DAMAGES, dice.pick((0, 0, 1, 2)))]
    for damage in chosen:
        html = damage(dice, html) if html else html
    names = "+".join(damage.__name__ for damage in chosen)
    kind = dice.pick(_TYPES) if dice.one_in(3) else _HTML
    url = f"http://botrangmau.example/tin/{number}.htm"
    return names, Payload(url=url, body=html, content_type=kind)
