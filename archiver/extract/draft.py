"""What the steps of extraction have found so far, before the common last step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import tzinfo

from archiver.extract.flow.blocks import Flow
from archiver.records import VIETNAM, Found


@dataclass(slots=True)
class Draft:
    """The fields of an article on their way: printed text only, nothing split or parsed yet.

    The body is the blocks `first` to `last` (excluded) of `flow`, without the numbers in `taken`. A name
    in `found` means that the field was looked for and settled, even when it is empty. `trusted` is true
    where a layout cut the body. `step` is the column that stands above the title, as far as evidence tells,
    `below` the short line right below it on a page that a layout reads, `dates` the whole line of the date.
    In the blocks `title_at` and `date_at` evidence found title and date, -1 for none.
    """

    flow: Flow = field(default_factory=Flow)
    first: int = 0
    last: int = 0
    taken: frozenset[int] = frozenset()
    layout: str = ""
    trusted: bool = False
    title: str = ""
    date_line: str = ""
    lead: str = ""
    byline: str = ""
    source_line: str = ""
    category: str = ""
    step: str = ""
    below: str = ""
    dates: str = ""
    title_at: int = -1
    date_at: int = -1
    tags: tuple[str, ...] = ()
    files: Flow = field(default_factory=Flow)
    zone: tzinfo = VIETNAM
    found: dict[str, Found] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def date_box(self) -> frozenset[int]:
        """The element that holds the date's line alone: pictures in it are icons."""
        element = self.flow.blocks[self.date_at].element if self.date_at >= 0 else -1
        line = self.flow.elements[element] if element >= 0 else None
        return frozenset({element} if line is not None and line.last - line.first == 1 else ())

    def settle(self, name: str, text: str, how: Found) -> None:
        """Give a text field its value and note how it was found."""
        setattr(self, name, text)
        self.found[name] = how

    def doubt(self, name: str, words: str) -> None:
        """Note what does not agree about a field; the first doubt stays, later ones are added."""
        before = self.doubts.get(name)
        self.doubts[name] = f"{before}; {words}" if before else words

    def witnessed(self) -> dict[str, Found]:
        """How each field was found, with its doubts."""
        known = dict(self.found)
        for name, words in self.doubts.items():
            known[name] = replace(known.get(name, Found("none", 0.0)), doubt=words)
        return known
