"""Boxes within a text that serve the portal or offer other articles: by what they are called and hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from archiver.extract.flow.blocks import Element, Flow
from archiver.extract.flow.cues import UNRELATED_TAGS, announces_related, unrelated_words
from archiver.extract.signals import is_headline

#: The label of a box that offers other articles has fewer letters.
_LABEL_LETTERS = 60
#: A box with so many blocks that begins with a linked headline offers one article.
_TEASER = 3
#: A table of contents has so many entries, each of which is nearly all a link: `1. Đặt vấn đề`.
_LEAST_ENTRIES, _ENTRY_LINKS = 2, 0.8
#: A word that stands around so much of a page's text does not say what the text is.
_MOST_TEXT = 0.7
#: Words that say of any text, however long, that it is not the article's.
_READERS = frozenset({"comment", "comments", "binh-luan", "binhluan", "disqus"})
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
    builders = words_of_builders(flow, running, first, last)
    within = frozenset(a.at for a in flow.anchors if a.href[:1] == "#" and a.href != "#")
    places = sorted(picture.at for picture in flow.pictures)
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
                (_is_teaser(flow, node) and not (element in pictures and _is_gallery(places, node)))
                or _is_offer(flow, node, files)
                or (within and _is_contents(flow, node, within))
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


def words_of_builders(flow: Flow, running: Sequence[float], first: int, last: int) -> frozenset[str]:
    """The words of `unrelated_words` that say nothing of the blocks `first` to `last` (excluded).

    They stand around most of the text: page builders call every box a widget. `running` is how much text
    stands before each block.
    """
    sums: dict[str, float] = {}
    ends: dict[str, int] = {}
    for box in flow.elements:
        cue = box.cue
        if not cue or not (words := unrelated_words(cue)) or box.first < first or box.last > last:
            continue
        if (text := running[box.last] - running[min(box.first, box.last)]) > 0:
            for word in words:
                if box.first >= ends.get(word, 0):  # not in another box with that word
                    sums[word] = sums.get(word, 0.0) + text
                    ends[word] = box.last
    most = _MOST_TEXT * (running[last] - running[first])
    return frozenset(word for word, text in sums.items() if text >= most and word not in _READERS)


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


def _is_contents(flow: Flow, box: Element, within: frozenset[int]) -> bool:
    """Whether a box is a table of contents: links to places on the page, `within`, perhaps below a label."""
    blocks = flow.blocks[box.first : box.last]
    has_label = bool(blocks) and not blocks[0].links and len(blocks[0].text) < _LABEL_LETTERS
    entries = range(box.first + has_label, box.last)
    return len(entries) >= _LEAST_ENTRIES and all(
        number in within and flow.blocks[number].link_share > _ENTRY_LINKS for number in entries
    )


def _is_teaser(flow: Flow, box: Element) -> bool:
    """Whether a box is one linked headline and a text of its own."""
    return 2 <= box.last - box.first <= _TEASER and is_headline(flow.blocks[box.first])


def _is_gallery(places: Sequence[int], box: Element) -> bool:
    """Whether a box has more pictures than lines, by the places of all pictures, in rising order."""
    return bisect_right(places, box.last) - bisect_left(places, box.first) > box.last - box.first + 1
