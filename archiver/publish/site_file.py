"""The text of a site's file, as a person would write it: a described site in, Python out.

What it writes is as `ruff format` would leave it, so that the next person's editor changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum

from archiver.extract import platforms
from archiver.extract.site import ArticleUrl, Era, Layout, Listing, ListingKind, Rule, Site, Source, Verified

_WIDTH = 110
_NAMED = (ArticleUrl, Era, Layout, Listing, ListingKind, Rule, Site, Source, Verified)
#: The order in which a person reads what is known of a site.
_ORDER = (
    *("name", "ministry", "ministry_en", "hosts", "names", "record_space", "articles", "listings"),
    *("layouts", "eras", "delay", "weekly_minimum", "verified"),
)
#: Always said, because their default says something else than "as usual".
_SAID = frozenset({"delay", "weekly_minimum", "verified"})
UNCHECKED = "# No live page has been checked."
#: Where a long text may be cut.
_CUTS = "/&?|, "


def site_source(site: Site, words: Sequence[str]) -> str:
    """The text of `spiders/<name>.py`; `words` are the lines of its docstring after the first."""
    known = {id(layout): name for name, layout in vars(platforms).items() if isinstance(layout, Layout)}
    own = {id(one): f"LAYOUT_{_constant(one.name)}" for one in site.layouts if id(one) not in known}
    names = known | own
    shared = sorted(known[id(one)] for one in site.layouts if id(one) in known)
    lines = [
        f'"""{_harmless(site.ministry)} ({_harmless(site.hosts[0])}).'[:_WIDTH],
        "",
        *map(_harmless, words),
        '"""',
        "",
        "from __future__ import annotations",
        "",
    ]
    lines.append("from archiver.crawl.spider import SiteSpider")
    if shared:
        lines += _import("archiver.extract.platforms", shared)
    body: list[str] = []
    for layout in site.layouts:
        if id(layout) in own:
            body += [*_assigned(own[id(layout)], layout, {}), ""]
    body += _assigned("SITE", site, names)
    used = "\n".join(body)
    lines += _import("archiver.extract.site", sorted(_calls(used)))
    title = "".join(part.capitalize() for part in site.name.split("_"))
    lines += [
        "",
        *body,
        "",
        "",
        f"class {title}Spider(SiteSpider):",
        f'    """Crawls {_harmless(site.hosts[0])[: _WIDTH - 20]}."""',
        "",
        "    name = SITE.name",
        "    site = SITE",
    ]
    return "\n".join(lines) + "\n"


def _harmless(text: str) -> str:
    r"""A text that cannot end a docstring, and is nothing but text in it.

    >>> print(_harmless('Sở \""" import os'))
    Sở ''' import os
    """
    printed = "".join(letter if letter.isprintable() else " " for letter in text)
    return printed.replace("\\", "/").replace('"', "'")


def _constant(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.upper())


def _calls(text: str) -> set[str]:
    return {one.__name__ for one in _NAMED if f"{one.__name__}(" in text or f"{one.__name__}." in text}


def _import(module: str, names: Sequence[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return [line]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]


def _assigned(name: str, value: object, names: Mapping[int, str]) -> list[str]:
    return list(_lines(f"{name} = ", value, "", 0, names))


def _lines(before: str, value: object, after: str, indent: int, names: Mapping[int, str]) -> Iterator[str]:
    """A value as lines: on one where it fits, else each of its parts on its own."""
    space = " " * indent
    whole = f"{space}{before}{_flat(value, names)}{after}"
    if len(whole) <= _WIDTH and not isinstance(value, Site):
        yield whole
        return
    if isinstance(value, str):
        yield from _long_text(f"{space}{before}", value, after, indent)
        return
    opening, closing = ("(", ")") if isinstance(value, tuple) else (f"{type(value).__name__}(", ")")
    yield f"{space}{before}{opening}"
    for name, part in _parts(value):
        if name == "verified" and part is None:
            yield f"{space}    {UNCHECKED}"
        yield from _lines(f"{name}=" if name else "", part, ",", indent + 4, names)
    yield f"{space}{closing}{after}"


def _flat(value: object, names: Mapping[int, str]) -> str:
    """A value on one line."""
    if id(value) in names:
        return names[id(value)]
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        inner = ", ".join(_flat(part, names) for part in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if is_dataclass(value):
        inner = ", ".join(f"{name}={_flat(part, names)}" for name, part in _parts(value))
        return f"{type(value).__name__}({inner})"
    return repr(value)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """The parts of a tuple, without names, or the fields of a value that are not as usual."""
    if isinstance(value, tuple):
        yield from (("", part) for part in value)
        return
    assert is_dataclass(value)
    known = {one.name: one for one in fields(value)}
    order = _ORDER if isinstance(value, Site) else tuple(known)
    for name in order:
        part = getattr(value, name)
        if part != _default(known[name]) or (isinstance(value, Site) and name in _SAID):
            yield name, part


def _default(one: Field[object]) -> object:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


def _quoted(text: str) -> str:
    r"""A text as `ruff format` writes it: raw where it holds a backslash.

    >>> print(_quoted("a"), _quoted(r"\d+$"), _quoted('[a="b"]'))
    "a" r"\d+$" '[a="b"]'
    """
    if '"' in text and "'" not in text and text.isprintable() and "\\" not in text:
        return f"'{text}'"
    if "\\" in text and '"' not in text and text.isprintable() and not text.endswith("\\"):
        return f'r"{text}"'
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _long_text(before: str, text: str, after: str, indent: int) -> Iterator[str]:
    """A text over several lines, cut after a sign of an address where there is one."""
    room = _WIDTH - max(len(before), indent) - len(after) - 4
    pieces = []
    while len(text) > room:
        cut = max(text.rfind(sign, 1, room) for sign in _CUTS)
        cut = room - (text[room - 1] == "\\") if cut < room // 3 else cut
        pieces.append(text[:cut])
        text = text[cut:]
        room = _WIDTH - indent - len(after) - 4
    pieces.append(text)
    for number, piece in enumerate(pieces):
        start = before if number == 0 else " " * indent
        yield f"{start}{_quoted(piece)}{after if number == len(pieces) - 1 else ''}"
