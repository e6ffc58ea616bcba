"""How often a parser would open formatting again: measured on a page's text, before the parser does it.

HTML opens `<font>`, `<b>` and the like, where they have no end, once more in each block that follows: 300 of
them above 2,000 paragraphs, 150 kB, are 600,000 elements, 4 s and 0.4 GB.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

#: Fewer tags than this cannot be multiplied by one another to what is too much.
_FEW_TAGS = 1_500
#: Start tags with attributes that may be formatting, found fast; those without are opened thrice at most.
_MAY_DIFFER = re.compile(r"<([bcefinstuBCEFINSTU][a-zA-Z]{0,5})[\s/]")
_FORMATTING = frozenset(
    {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_AS_WRITTEN = _FORMATTING | {name.upper() for name in _FORMATTING} | {name.title() for name in _FORMATTING}
#: Of those that are written alike, a parser keeps so many.
_ALIKE = 3
_BLOCKS = frozenset(
    [
        *(
            "p",
            "div",
            "li",
            "dd",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "center",
            "section",
        ),
        *(
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "ul",
            "ol",
            "dl",
            "pre",
            "address",
            "figure",
        ),
        *(
            "table",
            "form",
            "fieldset",
            "details",
            "summary",
            "dir",
            "menu",
            "hgroup",
            "figcaption",
            "td",
            "th",
        ),
    ]
)
_CELLS = frozenset({"td", "th", "caption"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)")


def reopened(html: str, *, tags: int, limit: int) -> int:
    """How many formatting elements may be opened again, counted to the limit; 0 where they cannot be many.

    `tags` is how many `<` the page has. In a cell what was opened outside of its table stays outside.

    >>> fonts = "".join(f"<font size={n}>" for n in range(300))
    >>> reopened(f"<div>{fonts}</div>" + "<p>x" * 1200, tags=1502, limit=1000)
    1200
    >>> reopened("<p><font size=2>x" * 1000, tags=2000, limit=60_000)  # three alike
    2994
    """
    if tags < _FEW_TAGS:
        return 0
    different = sum(map(_AS_WRITTEN.__contains__, _MAY_DIFFER.findall(html))) + _ALIKE * len(_FORMATTING)
    # Only what begins counts, and what ends is counted only where all tags together would be too many.
    is_much = different * tags > limit and different * (tags - html.count("</")) > limit
    return _counted(html, limit) if is_much else 0


def _counted(html: str, limit: int) -> int:
    opened: defaultdict[str, list[str]] = defaultdict(list)
    alike: Counter[str] = Counter()
    again = now = 0
    outside = []
    for end, name, attributes in _TAG.findall(html):
        tag = name.lower()
        if tag in _FORMATTING:
            if not end:
                if alike[tag + attributes] < _ALIKE:
                    alike[tag + attributes] += 1
                    opened[tag].append(tag + attributes)
                    now += 1
            elif opened[tag]:
                alike[opened[tag].pop()] -= 1
                now -= 1
            continue
        if tag in _CELLS:
            opened, alike, now = defaultdict(list), Counter(), 0
        elif tag == "table":
            if not end:
                outside.append((opened, alike, now))
            elif outside:
                opened, alike, now = outside.pop()
        if not end and tag in _BLOCKS:
            again += now
            if again > limit:
                return again
    return again
