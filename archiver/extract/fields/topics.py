"""The tags of an article on an unknown page: links in a box of their own, or to pages of a keyword."""

from __future__ import annotations

import re

from archiver.extract.flow.blocks import Anchor, Block, Flow
from archiver.extract.flow.cues import names_tags

#: A link of so many letters leads to an article.
_HEADLINE = 40
#: Within the text such a box is among its last blocks.
_TAIL = 4
#: The label before keywords has at most so many letters.
_TOPICS_LABEL = 15
#: Addresses of pages that list what has a keyword.
_TOPIC = re.compile(
    r"/(?:hash)?(?:tags?|keywords?|tu-?khoa|chu-?de)(?:[/.?]|$)|[?&](?:tags?|keywords?)=", re.I
)


def tags_in(flow: Flow, first: int, last: int) -> tuple[str, ...]:
    """The tags of the article whose text is the blocks `first` to `last` (excluded)."""
    return _tags(flow, first, last) or _topics(flow, first, last)


def _tags(flow: Flow, first: int, last: int) -> tuple[str, ...]:
    """The links of the first box in or below the text whose class says that it holds tags."""
    end = last - _TAIL
    for element in flow.elements:
        if element.last <= end or not (first < element.first < element.last and names_tags(element.cue)):
            continue
        is_below = element.first >= last
        if is_below or all(map(_is_label_or_links, flow.blocks[element.first : element.last])):
            texts = [a.text.lstrip("# ") for a in flow.anchors if element.first <= a.at < element.last]
            tags = tuple(dict.fromkeys(text for text in texts if 1 < len(text) <= 60))
            if tags or is_below:
                return tags if len(tags) <= 20 else ()
    return ()


def _is_label_or_links(block: Block) -> bool:
    return len(block.text) <= _TOPICS_LABEL or _is_of_links(block)


def is_topic(href: str) -> bool:
    """Whether a link leads to what has a keyword.

    >>> is_topic("/tag/mua-lu.html"), is_topic("/tin/tag-ten-nhau-123.htm")
    (True, False)
    """
    return _TOPIC.search(href) is not None


def _topics(flow: Flow, first: int, last: int) -> tuple[str, ...]:
    """The links below the text that lead to pages of a keyword, before those that lead to other articles.

    They may stand in its box, in a line that holds nothing else.
    """
    begin = last
    for anchor in reversed(flow.anchors):
        if first <= anchor.at < last:
            is_tag = _leads_to_topic(anchor, anchor.href.partition("?")[0])
            is_tag = is_tag and _is_of_links(flow.blocks[anchor.at])
            if is_tag:
                begin = anchor.at
            elif begin < last:
                break
    last = begin
    tags: dict[str, None] = {}
    for anchor in flow.anchors:
        if anchor.at < last:
            continue
        if _leads_to_topic(anchor, anchor.href) and 1 < len(text := anchor.text.lstrip("# ")) <= 60:
            tags[text] = None
        elif tags or len(anchor.text) >= _HEADLINE or len(tags) > 20:
            break
    return tuple(tags) if len(tags) <= 20 else ()


def _leads_to_topic(anchor: Anchor, href: str) -> bool:
    return anchor.raw.lstrip()[:1] == "#" or is_topic(href)


def _is_of_links(block: Block) -> bool:
    """Whether a line is links and at most a label in front of them."""
    return block.links + _TOPICS_LABEL >= len(block.text.replace(",", "").replace(" ", ""))
