"""The names a layout gives to its elements, and pages in which some of them say nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from bench.pages.make import page
from bench.pages.template import Template

#: Attributes whose values are names; `type` only where it is not the type of an input.
_NAMED = re.compile(r"""(?<=\s)(class|id|data-role|type)=(["'])([^"']*)\2""")
#: Letters of which no word of any language is made.
_LETTERS = "bcfghjkqvwxz"
#: Names that editors and their programs put into texts, whatever the layout.
EDITORS_NAMES = frozenset({"MsoNormal", "image", "center", "caption"})
#: Types of inputs and scripts: HTML's words, not the layout's.
_HTML_TYPES = frozenset({"application/ld+json", "hidden"})
_SAMPLE = 12


def names_in(html: str) -> frozenset[str]:
    r"""Every class, id, role and type on a page.

    >>> sorted(names_in('<p class="a b" id=\'c\'><input type="hidden">'))
    ['a', 'b', 'c']
    """
    return frozenset(name for found in _NAMED.finditer(html) for name in found[3].split()) - _HTML_TYPES


def names_of(template: Template) -> frozenset[str]:
    """The names of a layout, as some of its pages show them."""
    shown = (names_in(page(1, number, template).html.decode()) for number in range(_SAMPLE))
    return frozenset().union(*shown) - EDITORS_NAMES


def without_names(html: str, names: Collection[str]) -> str:
    """The page with these names replaced by meaningless ones, the same for the same name.

    >>> without_names('<p class="sapo big">sapo</p>', {"sapo"})
    '<p class="qbqjzfhv big">sapo</p>'
    """

    def renamed(found: re.Match[str]) -> str:
        kept = " ".join(meaningless(name) if name in names else name for name in found[3].split())
        return f"{found[1]}={found[2]}{kept}{found[2]}"

    return _NAMED.sub(renamed, html)


def meaningless(name: str) -> str:
    """Eight letters that stand for a name and say nothing."""
    digest = hashlib.sha256(name.encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:8])
