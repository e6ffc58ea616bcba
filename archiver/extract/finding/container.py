"""Where the text of an unknown page is: elements weighed by the letters in them that are not links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import (
    UNRELATED_TAGS,
    announces_related,
    is_foot,
    is_noise,
    unrelated_words,
)
from archiver.extract.signals import is_headline
from archiver.extract.text.boxes import words_of_builders
from archiver.records import Kind

#: Elements that are a paragraph rather than a container of paragraphs.
_LEAVES = frozenset(
    {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "address"}
)
#: An `h1` is no heading of a box.
_BOX_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
#: A block shorter than this says nothing about where the text is.
_SHORTEST = 25
#: What weighs as much is a paragraph, not a label or a date.
_PARAGRAPH = 60
#: No line of a foot is as long as a paragraph.
_LONG_LINE = 120
#: One very long block does not make a container by itself.
_MOST = 700
#: How much of a block's weight each further container around it gets.
_DECAY = 0.6
_LEVELS = 6
#: So many links below the title halve the weight of a text.
_FEW_LINKS = 15
#: What stands above a known title is hardly its text.
_ABOVE = 0.2
#: So few blocks between two linked headlines are a teaser, and weigh next to nothing.
_TEASER_BLOCKS = 2
_TEASER = 0.03
#: After so many the text below the last headline is one more.
_FEW_TEASERS = 2


class Container(NamedTuple):
    """The element that holds the text: its blocks are `first` to `last` (excluded)."""

    element: int
    first: int
    last: int
    weight: float


def weights_of(flow: Flow) -> list[float]:
    """For each block how much it says about where the text is, wherever it stands."""
    feet = [is_foot(block.text) for block in flow.blocks]
    weights = [0.0 if is_own else _weight(block) for block, is_own in zip(flow.blocks, feet, strict=True)]
    parents = [flow.elements[block.element].parent if block.element >= 0 else -1 for block in flow.blocks]
    foot = False
    for number, block in enumerate(flow.blocks):
        # A short line below a line of the foot, in a box beside its box, is one more.
        beside = foot and len(block.text) < _LONG_LINE and parents[number] == parents[number - 1]
        foot = beside or feet[number]
        if foot:
            weights[number] = 0.0
    return weights


def _weight(block: Block) -> float:
    text, links = block.text, block.links
    length = len(text)
    if length < _SHORTEST or links > 0.5 * length or block.kind is Kind.CAPTION:
        return 0.0
    if is_noise(text):
        return 0.0
    # A short line without a comma or a full stop is a label.
    share = 1.0 if length >= 60 or "," in text or "." in text else 0.4
    return share * min(length - links, _MOST)


def elements_off(flow: Flow, weights: Sequence[float], title: int = -1) -> list[bool]:
    """For each element whether it serves the portal.

    What holds half of the page's text never does, nor what holds the block of a known title; nor does a word
    say so that stands around most of it.
    """
    holders = set(flow.ancestors(flow.blocks[title].element)) if title >= 0 else set()
    running = [0.0, *accumulate(weights)]
    half = 0.5 * running[-1]
    builders = words_of_builders(flow, running, 0, len(flow.blocks))
    off: list[bool] = []
    headed: set[int] = set()
    for number, element in enumerate(flow.elements):
        parent, cue, tag = element.parent, element.cue, element.tag
        if number in holders:
            off.append(False)
        elif tag == "footer" and element.first > title >= 0:
            off.append(True)  # however little text the article has
        elif parent >= 0 and (off[parent] or (parent in headed and tag != "p")):
            off.append(True)
        elif cue and tag in _BOX_HEADINGS and element.first > title and announces_related(cue):
            if parent >= 0 and flow.elements[parent].first == element.first:
                headed.add(parent)  # the box that opens with such a heading
            off.append(True)
        elif (cue or tag in UNRELATED_TAGS) and (
            tag in UNRELATED_TAGS or not unrelated_words(cue) <= builders or announces_related(cue)
        ):
            first, last = element.first, element.last
            off.append(running[last] - running[min(first, last)] < half)
        else:
            off.append(False)
    return off


def _placed(flow: Flow, weights: Sequence[float], off: Sequence[bool], title: int) -> list[float]:
    """The weights by where a block stands: outside what serves the portal, and near below the title."""
    placed = []
    passed = 0
    teasers = _teasers(flow, title) if title >= 0 else frozenset()
    for number, (block, weight) in enumerate(zip(flow.blocks, weights, strict=True)):
        # The more links stand between the title and a text, the less it is the title's text.
        if number > title >= 0 and block.links > 0.8 * len(block.text):
            passed += 1
        if not weight or number == title or (block.element >= 0 and off[block.element]):
            placed.append(0.0)
        else:
            near = _ABOVE if number < title else _FEW_LINKS / (_FEW_LINKS + passed)
            placed.append(weight * near * (_TEASER if number in teasers else 1.0))
    return placed


def _teasers(flow: Flow, title: int) -> frozenset[int]:
    """The blocks between two linked headlines no more than a date and a text apart, and below the last."""
    headlines = [n for n, block in enumerate(flow.blocks) if is_headline(block) and n not in flow.documents]
    teasers: set[int] = set()
    run = 0
    for above, below in pairwise([*headlines, len(flow.blocks) + _TEASER_BLOCKS + 1]):
        if below - above <= _TEASER_BLOCKS + 1 and not above < title < below:
            teasers.update(range(above + 1, below))
            run += below - above > 1
            continue
        if run >= _FEW_TEASERS:
            teasers.update(range(above + 1, above + 1 + _TEASER_BLOCKS))
        run = 0
    return frozenset(teasers)


def find_container(
    flow: Flow, weights: Sequence[float], off: Sequence[bool], title: int = -1
) -> Container | None:
    """The element that best holds the page's text; `None` when no block is long enough to weigh.

    `title` is the block of a known title, -1 for none.
    """
    placed = _placed(flow, weights, off, title)
    elements = flow.elements
    scores = [0.0] * len(elements)
    texts = [0, *accumulate([weight >= _PARAGRAPH for weight in placed])]
    for block, weight in zip(flow.blocks, placed, strict=True):
        if not weight:
            continue
        share, element, levels = weight, block.element, 0
        if element >= 0 and elements[element].tag in _LEAVES:
            element = elements[element].parent
        element = _out_of_wrappers(flow, element, texts)
        while element >= 0 and levels < _LEVELS:
            scores[element] += share
            share *= _DECAY
            element = elements[element].parent
            levels += 1
    if not any(scores):
        return None
    best = _widened(flow, max(range(len(scores)), key=scores.__getitem__), placed)
    first, last = elements[best].first, elements[best].last
    return Container(best, first, last, sum(placed[first:last]))


def _out_of_wrappers(flow: Flow, element: int, texts: Sequence[int]) -> int:
    """The element that holds the boxes of several paragraphs, where each stands in boxes of its own.

    `texts` counts the paragraphs before each block.
    """
    box = element
    while box >= 0 and flow.elements[box].last - flow.elements[box].first <= 1:
        if flow.elements[box].tag != "div":
            return element
        box = flow.elements[box].parent
    if box < 0:
        return element
    holder = flow.elements[box]
    return box if texts[holder.last] - texts[holder.first] > 1 else element


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
        is_much = beside >= 0.25 * sum(weights[inner.first : inner.last]) and links <= 0.25 * beside
        if not is_much and not _goes_on(flow, best, holder, weights):
            break
        best = holder
    return best


def _goes_on(flow: Flow, best: int, holder: int, weights: Sequence[float]) -> bool:
    """Whether all boxes of the same name as the text's, in the element around it, hold text and few links.

    Advertisements and lists part a text into several boxes.
    """
    box, around = flow.elements[best], flow.elements[holder]
    chain = flow.ancestors(best)
    wrappers = [flow.elements[element] for element in chain[: chain.index(holder)]]
    if not box.cue or any((one.first, one.last) != (box.first, box.last) for one in wrappers):
        return False  # the element around it is not the next one
    others = [
        other
        for other in flow.elements[holder + 1 :]
        if (other.tag, other.cue) == (box.tag, box.cue)
        and around.first <= other.first < other.last <= around.last
        and (other.first >= box.last or other.last <= box.first)
    ]
    return bool(others) and all(
        max(weights[other.first : other.last]) >= _PARAGRAPH
        and sum(block.links for block in flow.blocks[other.first : other.last])
        <= 0.5 * sum(weights[other.first : other.last])
        for other in others
    )
