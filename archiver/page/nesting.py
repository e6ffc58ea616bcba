"""How deep a page is nested: measured on its text, before a parser sees it that is slow on deep ones."""

from __future__ import annotations

import re
from collections import Counter

#: A page with fewer tags is parsed in milliseconds whatever its shape.
_FEW_TAGS = 4_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*(?<!/)>?")
#: Elements that need no end tag, or whose end the parser makes up: many in a row are not deep.
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "optgroup",
        "option",
        "p",
        "param",
        "path",
        "rp",
        "rt",
        "source",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "track",
        "use",
        "wbr",
        "circle",
        "rect",
        "line",
        "polygon",
        "polyline",
        "ellipse",
        "stop",
    ]
)


def deepest(html: str, *, tags: int, limit: int) -> int:
    """The most elements of one kind that are open at the same time; 0 for a page with few tags.

    `tags` is how many `<` it has. Counting stops one above the limit.

    >>> deepest("<div>" * 5000, tags=5000, limit=9999), deepest("<p>" * 5000, tags=5000, limit=9)
    (5000, 0)
    """
    if tags < _FEW_TAGS:
        return 0
    opened: Counter[str] = Counter()
    most = 0
    for found in _TAG.finditer(html):
        tag = found[2].lower()
        if tag in _SHALLOW:
            continue
        if found[1]:
            opened[tag] = max(0, opened[tag] - 1)
            continue
        opened[tag] += 1
        if opened[tag] > most:
            most = opened[tag]
            if most > limit:
                return most
    return most
