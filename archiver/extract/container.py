"""Where the text of an unknown page is: elements weighed by the letters in them that are not links."""

from __future__ import annotations

from typing import NamedTuple

from archiver.extract.blocks import Flow
from archiver.extract.cues import announces_related, is_foot, is_unrelated
from archiver.records import Kind

#: Elements that are a paragraph rather than a container of paragraphs.
_LEAVES = frozenset(
    {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "address"}
)
#: A block shorter than this says nothing about where the text is.
_SHORTEST = 25
#: One very long block does not make a container by itself.
_MOST = 700
#: How much of a block's weight each further container around it gets.
_DECAY = 0.6
_LEVELS = 6
#: So many links below the title halve the weight of a text.
_FEW_LINKS = 15


class Container(NamedTuple):
    """The element that holds the text: its blocks are `first` to `last` (excluded)."""

    element: int
    first: int
    last: int
    weight: float


def elements_off(flow: Flow, title: int = -1) -> list[bool]:
    """For each element whether it serves the portal.

    What holds half of the page's text never does, nor what holds the block of a known title.
    """
    weights = _weights(flow, [False] * len(flow.elements), -1)
    holders = set(flow.ancestors(flow.blocks[title].element)) if title >= 0 else set()
    running = [0.0]
    for weight in weights:
        running.append(running[-1] + weight)
    off: list[bool] = []
    for number, element in enumerate(flow.elements):
        inherited = element.parent >= 0 and off[element.parent]
        named = is_unrelated(element.cue, element.tag) or announces_related(element.cue)
        held = running[element.last] - running[min(element.first, element.last)]
        off.append(number not in holders and (inherited or (named and held < 0.5 * running[-1])))
    return off


def _weights(flow: Flow, off: list[bool], title: int) -> list[float]:
    weights = []
    passed = 0
    for number, block in enumerate(flow.blocks):
        length = len(block.text)
        # The more links stand between the title and a text, the less it is the title's text.
        passed += number > title >= 0 and block.links > 0.8 * length
        near = 0.5 if number < title else _FEW_LINKS / (_FEW_LINKS + passed)
        if (
            length < _SHORTEST
            or (block.element >= 0 and off[block.element])
            or block.links > 0.5 * length
            or block.kind is Kind.CAPTION
            or is_foot(block.text)
        ):
            weights.append(0.0)
        else:
            commas = block.text.count(",") + block.text.count(".")
            weights.append(
                near * min(length - block.links, _MOST) * (0.4 if length < 60 and not commas else 1.0)
            )
    return weights


def find_container(flow: Flow, off: list[bool], title: int = -1) -> Container | None:
    """The element that best holds the page's text; `None` when no block is long enough to weigh.

    `title` is the block of a known title, -1 for none.
    """
    weights = _weights(flow, off, title)
    scores = [0.0] * len(flow.elements)
    for block, weight in zip(flow.blocks, weights, strict=True):
        share, element, levels = weight, block.element, 0
        if element >= 0 and flow.elements[element].tag in _LEAVES:
            element = flow.elements[element].parent
        while weight and element >= 0 and levels < _LEVELS:
            scores[element] += share
            share *= _DECAY
            element = flow.elements[element].parent
            levels += 1
    if not any(scores):
        return None
    best = _widened(flow, max(range(len(scores)), key=scores.__getitem__), weights)
    first, last = flow.elements[best].first, flow.elements[best].last
    return Container(best, first, last, sum(weights[first:last]))


def _widened(flow: Flow, best: int, weights: list[float]) -> int:
    """Climb while what is directly beside the best element is more of the same text."""
    for holder in flow.ancestors(best)[1 : _LEVELS + 1]:
        inner, outer = flow.elements[best], flow.elements[holder]
        if outer.tag == "body":
            break
        if (inner.first, inner.last) == (outer.first, outer.last):
            continue
        beside = sum(weights[outer.first : inner.first]) + sum(weights[inner.last : outer.last])
        # Links beside the text are a column of teasers, not the rest of the article.
        links = sum(block.links for block in flow.blocks[outer.first : inner.first])
        links += sum(block.links for block in flow.blocks[inner.last : outer.last])
        if beside < 0.25 * sum(weights[inner.first : inner.last]) or links > 0.25 * beside:
            break
        best = holder
    return best
