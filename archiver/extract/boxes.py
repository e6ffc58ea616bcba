"""Boxes within a text that serve the portal or offer other articles: by what they are called and hold."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from archiver.extract.blocks import Element, Flow
from archiver.extract.cues import UNRELATED_TAGS, announces_related, unrelated_words, words_of_builders
from archiver.extract.signals import is_headline

#: The label of a box that offers other articles has fewer letters.
_LABEL_LETTERS = 60
#: A box with so many blocks that begins with a linked headline offers one article.
_TEASER = 3
#: What says of a picture too that it is none of the article's.
_ADVERTS = frozenset({"ads", "ad", "adv", "advert", "advertisement", "quang-cao", "quangcao", "sponsor"})


def elements_left_out(flow: Flow, first: int, last: int, files: Mapping[int, int]) -> frozenset[int]:
    """The elements that serve the portal or other articles, unless they hold the text itself.

    Of those that hold pictures alone no class says so but that of such a box or of an advertisement.
    """
    used = {block.element for block in flow.blocks[first:last]}
    pictures = {picture.element for picture in flow.pictures if first <= picture.at <= last} - used
    running = [0, *accumulate([len(block.text) for block in flow.blocks])]
    total = running[last] - running[first]
    inside = (
        (box.cue, box.first - first, box.last - first)
        for box in flow.elements
        if first <= box.first and box.last <= last
    )
    builders = words_of_builders(inside, running[first : last + 1])
    out: set[int] = set()
    for element in (*used, *pictures):
        holder = element
        while holder >= 0:
            if holder in out:
                out.add(element)
                break
            node = flow.elements[holder]
            if node.first < first or (node.first == first and node.last >= last) or node.tag == "body":
                break
            if (
                (_is_teaser(flow, node) and not (element in pictures and _is_gallery(flow, node)))
                or _is_offer(flow, node, files)
                or announces_related(node.cue)
                or (element in pictures and not _ADVERTS.isdisjoint(unrelated_words(node.cue)))
                or (element not in pictures and node.tag != "aside" and _serves_portal(node, builders))
            ):
                letters = running[node.last] - running[node.first]
                if letters < 0.5 * total:
                    out.add(element)
                    break
            holder = node.parent
    return frozenset(out)


def _serves_portal(box: Element, builders: frozenset[str]) -> bool:
    return box.tag in UNRELATED_TAGS or not unrelated_words(box.cue) <= builders


def _is_offer(flow: Flow, box: Element, files: Mapping[int, int]) -> bool:
    """Whether a box is a label and linked headlines below it, none of them a document."""
    others = range(box.first + 1, box.last)
    if not others:
        return False
    block = flow.blocks[box.first]
    return (
        len(block.text) < _LABEL_LETTERS
        and not block.links
        and all(is_headline(flow.blocks[number]) and number not in files for number in others)
    )


def _is_teaser(flow: Flow, box: Element) -> bool:
    """Whether a box is one linked headline and a text of its own."""
    return 2 <= box.last - box.first <= _TEASER and is_headline(flow.blocks[box.first])


def _is_gallery(flow: Flow, box: Element) -> bool:
    """Whether a box has more pictures than lines."""
    return sum(box.first <= picture.at <= box.last for picture in flow.pictures) > box.last - box.first + 1
