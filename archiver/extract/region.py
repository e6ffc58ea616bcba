"""The part of a page that holds its title and its text, found by a look at headings and paragraphs alone.

Of an English news page it is a quarter: what the portal prints around it is then never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archiver.page.page import Node, Page
from archiver.vietnamese.text import clean, fold

#: A paragraph with so many letters is text.
_TEXT_LETTERS = 60
#: So much of all such text a region holds: less than a quarter beside it is never part of the same text.
_SHARE = 0.8


def article_region(page: Page, titles: Iterable[str]) -> Node | None:
    """The innermost element that holds the headings of the titles and nearly all long paragraphs.

    `None` where no heading shows a title, or where only the whole page holds both.
    """
    known = {fold(title) for title in titles}
    headings = [
        node for name in ("h1", "h2") for node in page.named(name) if fold(clean(node.text())) in known
    ]
    if not headings:
        return None
    chain = list(_around(headings[0]))
    levels = {node.mem_id: level for level, node in enumerate(chain)}
    letters = [0] * len(chain)
    for paragraph in page.named("p"):
        length = len(paragraph.text())
        if length >= _TEXT_LETTERS:
            letters[_level(paragraph, levels)] += length
    level = max(_level(heading, levels) for heading in headings)
    held, needed = sum(letters[:level + 1]), _SHARE * sum(letters)
    while held < needed:
        level += 1
        held += letters[level]
    return chain[level] if held and chain[level].tag not in {"body", "html"} else None


def _around(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _level(node: Node, levels: dict[int, int]) -> int:
    """Which of some elements around one another is the innermost around a node."""
    passed = []
    above = node.parent
    while above is not None:
        known = levels.get(above.mem_id)
        if known is not None:
            break
        passed.append(above.mem_id)
        above = above.parent
    else:
        known = -1
    levels.update(dict.fromkeys(passed, known))  # the next paragraph stands beside this one
    return known
