"""The part of a page that holds its title and its text, found by a look at headings and paragraphs alone.

Of 82 English news pages it is a quarter, of which all that they say was read in 67: what the portal prints
around it is then neither walked nor weighed. Whether that may be, `stands_alone` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Literal, TypeAlias

from archiver.extract.draft import Draft
from archiver.extract.fields.breadcrumbs import begins_path, last_step
from archiver.extract.fields.dates import may_print_time, read_date_line
from archiver.extract.fields.files import is_file
from archiver.extract.fields.metadata import Metadata
from archiver.extract.fields.topics import is_topic
from archiver.extract.flow.cues import TAG_STEMS, names_tags
from archiver.page.page import UNSEEN_TAGS, Node, Page
from archiver.records import VIETNAM
from archiver.vietnamese.bylines import read_byline, read_source_line
from archiver.vietnamese.text import clean, fold

_Side: TypeAlias = Literal["prev", "next"]

#: A paragraph with so many letters is text.
_TEXT_LETTERS = 60
#: So much of all such text a region holds: less than a quarter beside it is never part of the same text.
_SHARE = 0.8
#: Headings and paragraphs of so many letters are inside one another: what they hold would be read again and
#: again. The most that one of 198 real pages has is 53,000.
_MOST_LETTERS = 1_000_000
#: So many pieces of text beside a region may hold a date, the path to the article's column, and below it the
#: name of who signed, documents and keywords. A line of several links is several pieces.
_DATED, _PATH_ABOVE, _SIGNED, _NEAR = 24, 40, 3, 12
_LONGEST_SIGNATURE = 120
_TAG_BOXES = ", ".join(f"[{name}*={stem} i]" for name in ("class", "id") for stem in TAG_STEMS)


def article_region(page: Page, titles: Iterable[str]) -> Node | None:
    """The innermost element that holds the headings of the titles and nearly all long paragraphs.

    `None` where no heading shows a title, or where only the whole page holds both.
    """
    known = {fold(title) for title in titles}
    read = 0
    headings = []
    for node in (*page.named("h1"), *page.named("h2")):
        text = node.text()
        read += len(text)
        if read > _MOST_LETTERS:
            return None
        if fold(clean(text)) in known:
            headings.append(node)
    if not headings:
        return None
    around = list(_around(headings[0]))
    levels = {node.mem_id: level for level, node in enumerate(around)}
    letters = [0] * len(around)
    for paragraph in page.named("p"):
        length = len(paragraph.text())
        read += length
        if read > _MOST_LETTERS:
            return None
        if length >= _TEXT_LETTERS:
            letters[_level(paragraph, levels)] += length
    level = max(_level(heading, levels) for heading in headings)
    held, needed = sum(letters[: level + 1]), _SHARE * sum(letters)
    while held < needed:
        level += 1
        held += letters[level]
    return around[level] if held and around[level].tag not in {"body", "html"} else None


def _around(node: Node) -> Iterator[Node]:
    """The elements around a node, innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _level(node: Node, levels: dict[int, int]) -> int:
    """Which of some elements inside one another, by their ids, is the innermost around a node."""
    passed: list[int] = []
    for above in _around(node):
        if (level := levels.get(above.mem_id)) is not None:
            levels.update(dict.fromkeys(passed, level))  # the next paragraph stands beside this one
            return level
        passed.append(above.mem_id)
    raise AssertionError("every element of a page is in its root")


def stands_alone(
    region: Node, weighed: Draft, page: Page, metadata: Metadata, *, relative_to: datetime | None
) -> bool:
    """Whether nothing right above or below a region can be a part of what was read in it.

    `relative_to` is the time of the capture.
    """
    above = below = False
    if "date_line" not in weighed.found:
        above = _prints_time(_near(region, "prev", _DATED)[1], relative_to)
        read = len(weighed.flow.blocks) - weighed.last
        below = read < _DATED and _prints_time(_near(region, "next", _DATED - read)[1], relative_to)
    return not (above or below) and _is_placed(region, weighed, page, metadata) and _is_ended(region, weighed)


def _prints_time(lines: Iterable[str], relative_to: datetime | None) -> bool:
    return any(
        may_print_time(line) and read_date_line(line, zone=VIETNAM, relative_to=relative_to) is not None
        for line in lines
    )


def _is_placed(region: Node, weighed: Draft, page: Page, metadata: Metadata) -> bool:
    """Whether the article's column is known without a path above its region, or there is none."""
    return (
        bool(metadata.section or weighed.step)
        or not any(map(begins_path, _near(region, "prev", _PATH_ABOVE)[1]))
        or bool(last_step(page, weighed.title))
    )


def _is_ended(region: Node, weighed: Draft) -> bool:
    """Whether no name, source, document or keyword stands below a region where it would count."""
    read = len(weighed.flow.blocks) - weighed.last
    if read >= (_SIGNED if weighed.tags else _NEAR):
        return True
    nodes, lines = _near(region, "next", _NEAR)
    if any(map(_may_sign, lines[: max(0, _SIGNED - read)])):
        return False
    by_node = [(node, node.css("a")[:_NEAR]) for node in nodes if node.is_element_node]
    links = [link.attributes.get("href") or "" for _, links in by_node for link in links]
    boxes = [node for node, links in by_node if links]
    has_tags = not weighed.tags and (any(map(is_topic, links)) or any(map(_holds_tags, boxes)))
    return not has_tags and not any(map(is_file, links))


def _near(region: Node, side: _Side, most: int) -> tuple[list[Node], list[str]]:
    """What stands beside a region, nearest first, up to so many lines: nodes, and their lines of text."""
    nodes: list[Node] = []
    lines: list[str] = []
    for node in _beside(region, side):
        if node.is_element_node and node.tag in UNSEEN_TAGS:
            continue
        nodes.append(node)
        held = node.text(separator="\n").split("\n")
        filled = (
            line for line in (held if side == "next" else reversed(held)) if line and not line.isspace()
        )
        lines += islice(filled, most - len(lines))
        if len(lines) >= most:
            break
    return nodes, lines


def _beside(region: Node, side: _Side) -> Iterator[Node]:
    for holder in (region, *_around(region)):
        if holder.tag == "body":
            return
        node: Node | None = getattr(holder, side)
        while node is not None:
            yield node
            node = getattr(node, side)


def _may_sign(line: str) -> bool:
    return len(line) <= _LONGEST_SIGNATURE and (
        read_byline(line) is not None or read_source_line(line) is not None
    )


def _holds_tags(node: Node) -> bool:
    return any(
        names_tags(f"{box.attributes.get('class') or ''} {box.id or ''}".lower()) and box.text().strip()
        for box in node.css(_TAG_BOXES)[:_NEAR]
    )
