"""Where text that is known stands on a page: every element as a range of the page's letters. Pure.

Letters are compared without spaces, so that markup, line wraps and table cells between them do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archiver.page.page import TEXT, UNSEEN_TAGS, Node, Page
from archiver.vietnamese.text import clean

#: A text is looked for at so many places; of more than so many texts the most telling ones.
_REPEATS, _TELLING = 20, 200
#: A repetition so many letters further is the same text again: a lead that the text begins with, too.
_NEAR = 2_000


@dataclass(frozen=True, slots=True)
class Spot:
    """One element with its letters, `first` to `last` (excluded), and the place of the one around it."""

    node: Node
    parent: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many letters it holds."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters that a page shows, and its elements in page order: what holds comes before what is held."""

    text: str
    spots: tuple[Spot, ...]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """The ranges at which a text stands, from the top."""
        wanted, at = squeezed(text), -1
        while wanted and (at := self.text.find(wanted, at + 1)) >= 0:
            yield at, at + len(wanted)

    def in_order(self, texts: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where some texts stand that follow one another; one that does not follow, wherever it stands first.

        Where it stands several times before the next, all of these places.
        """
        at = 0
        for wanted in filter(None, map(squeezed, texts)):
            found = self.text.find(wanted, at)
            if found < 0:
                found = self.text.find(wanted)
            else:
                at = found + len(wanted)
            for _ in range(_REPEATS):
                if found < 0:
                    break
                yield found, found + len(wanted)
                found = self.text.find(wanted, found + len(wanted), found + len(wanted) + _NEAR)

    def around(self, text: str, *, beside: int = 0) -> list[Spot]:
        """The elements that show a text, and at most so many letters `beside` it, from the top."""
        wanted = squeezed(text)
        if not wanted:
            return []
        least, most = len(wanted), len(wanted) + beside
        return [
            spot
            for spot in self.spots
            if least <= spot.size <= most and wanted in self.text[spot.first : spot.last]
        ]

    def holders(self, spot: Spot) -> Iterator[Spot]:
        """The elements around one, the nearest first."""
        while spot.parent >= 0:
            spot = self.spots[spot.parent]
            yield spot


def squeezed(text: str) -> str:
    """A text's letters alone.

    >>> squeezed(" Thứ tư,\u00a005/06/2013 ")
    'Thứtư,05/06/2013'
    """
    return clean(text).replace(" ", "")


def letters_of(page: Page) -> Letters:
    """The letters of a page as a reader sees them, without those that no reader sees.

    >>> found = letters_of(Page("<body><p id=a>Thứ <b>tư</b></p><script>x</script></body>", ""))
    >>> found.text, [(spot.node.tag, spot.first, spot.last) for spot in found.spots]
    ('Thứtư', [('body', 0, 5), ('p', 0, 5), ('b', 3, 5)])
    """
    parts: list[str] = []
    opened: list[tuple[Node, int, int, int]] = []
    spots: dict[int, Spot] = {}
    length, count = 0, 1
    pending: list[tuple[Node | None, int]] = [(page.body, -1)]
    while pending:
        node, number = pending.pop()
        if node is None:
            element, own, parent, first = opened.pop()
            spots[own] = Spot(element, parent, first, length)
            continue
        tag = node.tag or ""
        if tag == TEXT:
            parts.append(part := squeezed(node.text_content or ""))
            length += len(part)
        elif node.is_element_node and tag not in UNSEEN_TAGS:
            count += 1
            own = count
            opened.append((node, own, number, length))
            pending.append((None, own))
            pending.extend((child, own) for child in reversed(list(_children(node))))
    return Letters("".join(parts), _in_order(spots))


def _children(node: Node) -> Iterator[Node]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _in_order(spots: dict[int, Spot]) -> tuple[Spot, ...]:
    """The elements in page order, each with the place of its holder among them."""
    places = {number: place for place, number in enumerate(sorted(spots))}
    return tuple(
        Spot(spot.node, places.get(spot.parent, -1), spot.first, spot.last)
        for _, spot in sorted(spots.items(), key=lambda item: item[0])
    )


def _telling(texts: Sequence[str]) -> list[str]:
    """Of many texts those that tell the most where they all are: the longest, the first and the last."""
    if len(texts) <= _TELLING:
        return list(texts)
    ends = _TELLING // 10
    longest = sorted(texts[ends:-ends], key=len, reverse=True)[: _TELLING - 2 * ends]
    return [*texts[:ends], *longest, *texts[-ends:]]


def holding(letters: Letters, texts: Sequence[str], *, share: float) -> list[Spot]:
    """The smallest element that shows at least a share of some texts' letters, and those around it.

    Texts of which the page shows nothing do not count. Empty where it shows none of them.
    """
    found = [(len(squeezed(text)), list(islice(letters.places(text), _REPEATS))) for text in _telling(texts)]
    found = [(weight, places) for weight, places in found if places]
    needed = share * sum(weight for weight, _ in found)
    best: Spot | None = None
    for spot in letters.spots:
        if not needed or spot.size < needed or (best is not None and spot.size > best.size):
            continue
        held = sum(
            weight
            for weight, places in found
            if any(spot.first <= first and last <= spot.last for first, last in places)
        )
        if held >= needed:
            best = spot  # of two with the same letters the inner one comes later
    return [] if best is None else [best, *letters.holders(best)]
