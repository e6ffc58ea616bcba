"""A page as a flow of text blocks, in page order: every later step works on these values, not on nodes.

`archiver.extract.flow.walk` makes them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from archiver.records import Kind
from archiver.vietnamese.text import clean


@dataclass(slots=True)
class Block:
    """One line or paragraph as a reader sees it.

    `element` is the block element around it (an index of `Flow.elements`). `links`, `bold` and `italic`
    count letters; `align` is empty, `right` or `center`; `link` is the target when the block is one link.
    """

    text: str
    kind: Kind
    element: int
    links: int = 0
    bold: int = 0
    italic: int = 0
    align: str = ""

    @property
    def link_share(self) -> float:
        """How much of the text is inside links, 0 to 1."""
        return min(1.0, self.links / len(self.text)) if self.links else 0.0

    @property
    def is_bold(self) -> bool:
        """Whether nearly all of the text is bold."""
        return self.bold >= 0.9 * len(self.text)

    @property
    def is_italic(self) -> bool:
        """Whether nearly all of the text is italic."""
        return self.italic >= 0.9 * len(self.text)


@dataclass(slots=True)
class Element:
    """One block element: the blocks `first` to `last` (excluded) are in it; `cue` are its class, id, role.

    Text runs beside one that `floats`.
    """

    parent: int
    tag: str
    cue: str
    first: int
    last: int = 0
    floats: bool = False


@dataclass(slots=True)
class Picture:
    """One `<img>`; `at` is the number of blocks before it, `tag` its start tag."""

    at: int
    element: int
    tag: str


@dataclass(slots=True)
class Anchor:
    """One link; `at` is the block it stands in, `raw` what it encloses, with line breaks and spaces."""

    at: int
    href: str
    raw: str

    @property
    def text(self) -> str:
        """Its words."""
        return clean(self.raw)


@dataclass(slots=True)
class Phrase:
    """An inline element that carries a class or an id: `<span class="date">` and the like."""

    at: int
    cue: str
    raw: str

    @property
    def text(self) -> str:
        """Its words."""
        return clean(self.raw)


@dataclass(slots=True)
class Flow:
    """Everything one walk found, in page order; `documents` are the blocks with a link to a document.

    `cells` are the pieces of text, blanks too, that the tags of a short block part.
    """

    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    documents: frozenset[int] = frozenset()
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def kin(self, element: int) -> Hashable:
        """What an element has in common with others of its name; itself where it has none."""
        own = self.elements[element] if element >= 0 else None
        return element if own is None or not own.cue else (own.tag, own.cue)

    def cue_of(self, block: Block) -> str:
        """The class of the element of a block and of those around it that hold nothing else."""
        words = []
        element = block.element
        while element >= 0 and self.elements[element].last - self.elements[element].first <= 1:
            words.append(self.elements[element].cue)
            element = self.elements[element].parent
        return " ".join(words)

    def holder(self, block: Block) -> int:
        """The nearest element that holds more than a block, or shares it with bare lines; -1 for none."""
        element = block.element
        while element >= 0 and self.elements[element].last - self.elements[element].first <= 1:
            element = self.elements[element].parent
        return element

    def is_outside(self, number: int, texts: Sequence[int]) -> bool:
        """Whether all of some other blocks further down are in one element and a block is not."""
        for element in self.ancestors(self.blocks[texts[0]].element):
            holder = self.elements[element]
            if holder.first <= number:
                return False
            if holder.last > texts[-1]:
                return True
        return False

    def ancestors(self, element: int) -> list[int]:
        """An element and all that hold it, innermost first."""
        chain = []
        while element >= 0:
            chain.append(element)
            element = self.elements[element].parent
        return chain
