"""Tables on a page: data keeps its rows, layout is only descended, a picture's frame becomes its caption."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import folded
from archiver.extract.flow.labels import names_title
from archiver.extract.flow.tags import picture_floats
from archiver.records import Kind

#: A cell of data is short; one that holds more letters or blocks is a column of the page's layout.
_CELL_LETTERS = 600
_CELL_BLOCKS = 6
#: A table around a picture holds its caption if it has no more letters than this.
_CAPTION_LETTERS = 500
#: A sentence of so many letters is hardly a caption where more follow, or where it runs around the picture.
_SENTENCE_LETTERS = 60
#: Numbers of pages and the ways to the next ones.
_PAGES = re.compile(r"[\d\s.…<>«»|]{1,80}")


@dataclass(slots=True)
class Table:
    """One table while it is walked: its rows as lists of cells, each cell a range of blocks."""

    element: int
    first: int
    pictures: int
    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    is_nested: bool = False
    has_heads: bool = False
    _cell: int = 0

    def enter(self, tag: str, at: int) -> None:
        """Note where a row or a cell begins."""
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._cell = at
            self.has_heads = self.has_heads or tag == "th"

    def leave(self, tag: str, at: int) -> None:
        """Note where a cell ends."""
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append((self._cell, at))


def is_pager(flow: Flow, table: Table) -> bool:
    """Whether a table holds nothing but numbers of pages, as the last row of a grid does."""
    held = flow.blocks[table.first :]
    return len(flow.pictures) == table.pictures and all(_PAGES.fullmatch(block.text) for block in held)


def settle(flow: Flow, table: Table) -> None:
    """Once a table is complete: make rows of data one block each, and a picture's frame a caption."""
    inside = flow.blocks[table.first :]
    if not inside or table.is_nested:
        return
    letters = sum(len(block.text) for block in inside)
    # A table with heads shows its icons in the cells of its rows.
    if len(flow.pictures) > table.pictures and not table.has_heads:
        # A heading, or a line above the picture, tells the head of an article from a frame.
        is_frame = flow.pictures[table.pictures].at == table.first and inside[0].kind is not Kind.HEADING
        is_frame = is_frame and letters <= _CAPTION_LETTERS and not _is_text(flow, table, inside)
        if is_frame and all(len(row) <= 1 for row in table.rows):
            for block in inside:
                block.kind = Kind.CAPTION
        return
    if not _is_data(table, inside, letters):
        return
    full = [row for row in table.rows if any(last > first for first, last in row)]
    rows = [_row(flow, row, table.element) for row in full]
    captions = [block for block in inside if block.kind is Kind.CAPTION]
    _keep_links(flow, table, full, table.first + len(captions))
    flow.blocks[table.first :] = captions + rows
    end = len(flow.blocks)
    for element in flow.elements[table.element + 1 :]:
        element.first = element.last = table.first
    for anchor in flow.anchors:
        anchor.at = min(anchor.at, end)
    for phrase in flow.phrases:
        phrase.at = min(phrase.at, end)
    for picture in flow.pictures:
        picture.at = min(picture.at, end)


def _is_text(flow: Flow, table: Table, inside: list[Block]) -> bool:
    """Whether a table around a picture holds a text: several sentences, or one that runs around it."""
    sentences = sum(len(block.text) >= _SENTENCE_LETTERS and block.text[-1] in ".!?…" for block in inside)
    return sentences > 1 or (sentences > 0 and picture_floats(flow.pictures[table.pictures].tag))


def _keep_links(flow: Flow, table: Table, rows: list[list[tuple[int, int]]], first: int) -> None:
    """Let each link stand in its row: the first one will be block `first`."""
    starts = [row[0][0] for row in rows]
    for anchor in reversed(flow.anchors):
        if anchor.at < table.first:
            break
        row = bisect_right(starts, anchor.at) - 1
        # An icon that is a link stands behind the last words of its row.
        empty = row > 0 and anchor.at == starts[row] and not anchor.text
        anchor.at = first + max(0, row - empty)


def _is_data(table: Table, inside: list[Block], letters: int) -> bool:
    full = [row for row in table.rows if sum(last > first for first, last in row) >= 2]
    if len(full) < 2 or 2 * len(full) < len([row for row in table.rows if row]):
        return False
    if 2 * sum(block.links for block in inside) > letters:
        return False
    start = table.first
    for row in table.rows:
        for first, last in row:
            cell = inside[first - start : last - start]
            if len(cell) > _CELL_BLOCKS or sum(len(block.text) for block in cell) > _CELL_LETTERS:
                return False
    return not _is_form(inside[row[0][0] - start].text for row in full)


def _is_form(labels: Iterable[str]) -> bool:
    """Whether a table is a whole record as a form, label beside value: `Tiêu đề`, …, `Nội dung`."""
    label = next(labels := iter(labels))
    return names_title(label) and any(folded(label[:20]).strip(" :") == "noi dung" for label in labels)


def _row(flow: Flow, row: list[tuple[int, int]], element: int) -> Block:
    cells = [flow.blocks[first:last] for first, last in row]
    text = " | ".join(" ".join(block.text for block in cell) for cell in cells)
    links = sum(block.links for cell in cells for block in cell)
    bold = sum(block.bold for cell in cells for block in cell)
    return Block(" ".join(text.split()), Kind.TABLE_ROW, element, links, bold)
