"""Tables on a page: data keeps its rows, layout is only descended, a picture's frame becomes its caption."""

from __future__ import annotations

from dataclasses import dataclass, field

from archiver.extract.blocks import Block, Flow
from archiver.records import Kind

#: A cell of data is short; one that holds more letters or blocks is a column of the page's layout.
_CELL_LETTERS = 600
_CELL_BLOCKS = 6
#: A table around a picture holds its caption if it has no more letters than this.
_CAPTION_LETTERS = 500


@dataclass(slots=True)
class Table:
    """One table while it is walked: its rows as lists of cells, each cell a range of blocks."""

    element: int
    first: int
    pictures: int
    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    is_nested: bool = False
    _cell: int = 0

    def enter(self, tag: str, at: int) -> None:
        """Note where a row or a cell begins."""
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._cell = at

    def leave(self, tag: str, at: int) -> None:
        """Note where a cell ends."""
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append((self._cell, at))


def settle(flow: Flow, table: Table) -> None:
    """Once a table is complete: make rows of data one block each, and a picture's frame a caption."""
    inside = flow.blocks[table.first :]
    if not inside or table.is_nested:
        return
    letters = sum(len(block.text) for block in inside)
    if len(flow.pictures) > table.pictures:
        # A heading, or a line above the picture, tells the head of an article from a frame.
        is_frame = flow.pictures[table.pictures].at == table.first and inside[0].kind is not Kind.HEADING
        if is_frame and letters <= _CAPTION_LETTERS and all(len(row) <= 1 for row in table.rows):
            for block in inside:
                block.kind = Kind.CAPTION
        return
    if not _is_data(table, inside, letters):
        return
    rows = [_row(flow, row, table.element) for row in table.rows if any(last > first for first, last in row)]
    captions = [block for block in inside if block.kind is Kind.CAPTION]
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
    return True


def _row(flow: Flow, row: list[tuple[int, int]], element: int) -> Block:
    cells = [flow.blocks[first:last] for first, last in row]
    text = " | ".join(" ".join(block.text for block in cell) for cell in cells)
    links = sum(block.links for cell in cells for block in cell)
    bold = sum(block.bold for cell in cells for block in cell)
    return Block(" ".join(text.split()), Kind.TABLE_ROW, element, links, bold)
