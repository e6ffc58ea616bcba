"""The selectors that find a node, the most lasting first: names that people gave, not numbers of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, product
from typing import NamedTuple

from archiver.page.page import Node

#: Names that stand in a selector, and in a site's file, as they are.
_PLAIN = re.compile(r"[A-Za-z](?:[\w-]*\w)?", re.ASCII)
#: What a program writes into names: counters, hashes, the control tree of ASP.NET, the portlets of Liferay.
_MADE = re.compile(
    r"\d{2}|\d[A-Za-z]+\d|__|^(?:ctl|css|jsx|sc|ng|ember|yui|gsc|svelte|astro|x)-?\d|^(?:css|jsx|sc|svelte|astro)-"
    r"|_INSTANCE_|^(?=[A-Za-z]{5,7}$).*[a-z][A-Z][a-z]{0,2}[A-Z]|(?i:[bcdfghjklmnpqrstvwxz]{6})"
)
#: Names that say how a thing looks, or whether it is the first: another thing may look so tomorrow.
_LOOKS = re.compile(
    r"(?i)(?:col|row|span|container|wrap|wrapper|clearfix|text|[mp][trblxy]?|d|flex|float|pull|w|h|fl|fr|left|right"
    r"|center|middle|top|bottom|clear|bold|italic|block|inner|outer|box|hidden|show|active|current|first|last|odd"
    r"|even|justify|align|size|font|fs|fw|bg|mso|ms|list|panel|width|grid|mce|lazy|loaded|portlet|widget)"
    r"(?:\d+|[-_](?:\d+|left|right|center|justify|fluid|none|start|end|body|auto|default|size|item|change|full"
    r"|large|small|bold|\w{1,2}))*|mso\w*"
)
#: Attributes whose value says what an element is for.
_SPOKEN = ("data-role", "itemprop", "data-field", "property", "type")
#: What each way to name an element costs; the cheapest selector that finds the right node is taken.
_BY_ID, _BY_ATTRIBUTE, _BY_CLASS, _BY_END_OF_ID = 1.0, 1.2, 1.5, 2.6
#: A look says little by itself, and no less than a tag within something that has a name.
_BY_LOOK, _BY_LOOK_INSIDE = 7.0, 2.8
_WITH_TAG, _BY_TAG, _BY_PLACE, _INSIDE = 0.3, 3.0, 4.0, 1.0
#: Elements of which a page has one, or nearly.
_RARE = {"h1": 1.8, "article": 2.4, "main": 2.4, "time": 2.0, "figcaption": 1.5, "h2": 2.8}
_HOLDERS = 6
_NAMES_OF_ONE = 6


def is_look(name: str) -> bool:
    """Whether a class says only how a thing looks.

    >>> names = ("col-md-9", "text-right", "PhotoCMS_Caption", "MsoNormal", "sapo")
    >>> [name for name in names if is_look(name)]
    ['col-md-9', 'text-right', 'MsoNormal']
    """
    return _LOOKS.fullmatch(name) is not None


class Selector(NamedTuple):
    """A selector and what it costs: the less, the longer it will last."""

    cost: float
    css: str


def is_lasting(name: str) -> bool:
    """Whether an id or a class is a word that a person gave, which the next page of the template has too.

    >>> names = ("detail-title", "post-48213", "css-1xdhyk6", "tieuDe", "hKjsLm", "h2")
    >>> [name for name in names if is_lasting(name)]
    ['detail-title', 'tieuDe', 'h2']
    """
    return len(name) <= 40 and _PLAIN.fullmatch(name) is not None and _MADE.search(name) is None


def selectors(node: Node, *, hints: str = "") -> list[Selector]:
    """Selectors that may find a node, the cheapest first; whether they find others too is not asked here.

    `hints` is a regular expression: names that it finds say what is looked for, and are cheaper.
    """
    found: dict[str, float] = {}
    for own in _own(node, hints, _BY_LOOK):
        _keep(found, own)
    inner = [*_own(node, hints, _BY_LOOK_INSIDE), *_bare(node)]
    holders = list(islice(_holders(node), _HOLDERS))
    for height, holder in enumerate(holders, start=1):
        away = _INSIDE + 0.2 * height
        names = list(_names(holder, hints, _BY_LOOK))[:_NAMES_OF_ONE]
        for outer, own in product(names, inner):
            _keep(found, Selector(outer.cost + own.cost + away, f"{outer.css} {own.css}"))
        for outer in names:
            _keep(found, _path(outer, [node, *holders[: height - 1]], numbered=False))
            _keep(found, _path(outer, [node, *holders[: height - 1]], numbered=True))
    return sorted(Selector(cost, css) for css, cost in found.items())


def _keep(found: dict[str, float], selector: Selector) -> None:
    found[selector.css] = min(selector.cost, found.get(selector.css, selector.cost))


def _holders(node: Node) -> Iterator[Node]:
    holder = node.parent
    while holder is not None and holder.tag not in {"html", "body"}:
        yield holder
        holder = holder.parent


def _own(node: Node, hints: str, look: float) -> Iterator[Selector]:
    """What names an element without its surroundings."""
    yield from _names(node, hints, look)
    tag = node.tag or ""
    if tag in _RARE:
        yield Selector(_RARE[tag], tag)


def _bare(node: Node) -> Iterator[Selector]:
    if node.tag and node.tag not in _RARE:
        yield Selector(_BY_TAG, node.tag)


def _names(node: Node, hints: str, look: float) -> Iterator[Selector]:
    """Id, spoken attributes and classes of an element, the best first."""
    attributes, tag = node.attributes, node.tag or ""
    name = attributes.get("id") or ""
    if is_lasting(name):
        yield Selector(_weighed(_BY_ID, name, hints), f"#{name}")
    elif "_" in name and is_lasting(end := name.rpartition("_")[2]):
        yield Selector(_weighed(_BY_END_OF_ID, end, hints), f"[id$=_{end}]")
    for attribute in _SPOKEN:
        value = attributes.get(attribute) or ""
        if tag not in {"input", "a"} and is_lasting(value):
            yield Selector(_weighed(_BY_ATTRIBUTE, value, hints), f"[{attribute}={value}]")
    classes = [one for one in (attributes.get("class") or "").split() if is_lasting(one)][:_NAMES_OF_ONE]
    for one in classes:
        base = look if is_look(one) else _BY_CLASS
        yield Selector(_weighed(base, one, hints), f".{one}")
        yield Selector(_weighed(base, one, hints) + _WITH_TAG, f"{tag}.{one}")
    for one, other in pairwise(classes):
        looks = sum(map(is_look, (one, other)))
        yield Selector(_BY_CLASS + 1.0 + looks, f".{one}.{other}")


def _weighed(cost: float, name: str, hints: str) -> float:
    """The cost of a name: less where it says what is looked for; long names cost a little."""
    said = bool(hints) and re.search(hints, name, re.IGNORECASE) is not None
    return (cost * 0.5 if said else cost) + len(name) / 200


def _path(outer: Selector, steps: list[Node], *, numbered: bool) -> Selector:
    """From a named element down to a node, step by step; `numbered` where siblings have the same tag."""
    css, cost = outer.css, outer.cost
    for step in reversed(steps):
        css += f" > {step.tag}"
        cost += _INSIDE + _BY_TAG / 2
        if numbered:
            css += f":nth-of-type({_place(step)})"
            cost += _BY_PLACE
    return Selector(cost, css)


def _place(node: Node) -> int:
    """Which of its siblings of the same tag an element is, counted from 1."""
    place, before = 1, node.prev
    while before is not None:
        place += before.tag == node.tag
        before = before.prev
    return place
