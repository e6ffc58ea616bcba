"""One walk through a page or a part of it: nodes in, blocks out.

A block is what a reader sees as one line or paragraph. Inline markup joins without a space, a source line
wrap is a space, a block element ends the block, two `<br>` end it too. Hidden nodes never enter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from archiver.errors import PayloadError
from archiver.extract.blocks import Anchor, Block, Element, Flow, Phrase, Picture
from archiver.extract.tables import Table, settle
from archiver.page.page import BLOCK_TAGS, SPACING_TAGS, TEXT, UNSEEN_TAGS, Node
from archiver.records import Kind
from archiver.vietnamese.text import clean

#: Nodes one page may have. The largest of 200 real pages has 9,000; half a million take a second.
MAX_NODES = 500_000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KIND_OF_TAG = {
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    **dict.fromkeys(_HEADINGS, Kind.HEADING),
}
_BOLD_TAGS = _HEADINGS | {"b", "strong", "th"}
_ITALIC_TAGS = frozenset({"i", "em"})
#: Tags whose attributes never matter here: reading attributes is a third of the walk.
_PLAIN_TAGS = _ITALIC_TAGS | {"b", "strong", "br", "tr", "tbody", "thead", "u", "sup", "sub"}
#: Blocks in which a single `<br>` is a place to wrap, not the end of a line of its own.
_WRAPPING_TAGS = _HEADINGS | {"figcaption", "caption"}

#: Attributes whose values say what an element is for.
_CUE_NAMES = frozenset({"class", "id", "data-role", "itemprop", "type"})

_HIDDEN_STYLE = re.compile(r"(?:^|[\s;])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)d-none(?!\S)(?!.*\bd-\w+-(?:block|flex|inline|table))")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(right|center)", re.IGNORECASE)
_ALIGN_CLASS = re.compile(r"(?:^|\s)(?:text-|align-?|pull-)(right|center)(?:\s|$)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:!?…/][\"”’)»\]]*$")
#: A line without a full stop that is at least this long was wrapped by hand, not ended.
_WRAPPED_LENGTH = 60


class _State(NamedTuple):
    """What an element hands down to what is inside it."""

    element: int = -1
    kind: Kind = Kind.PARAGRAPH
    align: str = ""
    bold: bool = False
    italic: bool = False
    link: bool = False
    wraps: bool = False


@dataclass(slots=True)
class _Line:
    """Text up to a `<br>` or the end of the block; the numbers count letters."""

    text: str
    links: int
    bold: int
    italic: int


@dataclass(slots=True)
class _Open:
    """An element that was entered: the state to return to, and what is to be done when it is left."""

    node: Node
    tag: str
    before: _State
    is_block: bool
    cue: str = ""
    start: int = 0
    flushes: int = 0
    anchor: Anchor | None = None


def walk(root: Node, *, skip: frozenset[int] = frozenset()) -> Flow:
    """The flow of a node and all that is inside it; `skip` are the `mem_id`s of nodes to leave out.

    Raises:
        PayloadError: it holds more than `MAX_NODES` nodes.
    """
    walker = _Walker(skip)
    walker.run(root)
    return walker.flow


class _Walker:
    """The state of one walk."""

    def __init__(self, skip: frozenset[int]) -> None:
        self.flow = Flow()
        self._skip = skip
        self._state = _State()
        self._parts: list[str] = []
        self._links = self._bold = self._italic = 0
        self._lines: list[_Line] = []
        self._flushes = 0
        self._tables: list[Table] = []

    def run(self, root: Node) -> None:
        """Visit every node once; a stack of our own, so that no nesting is too deep."""
        opened: list[_Open] = []
        node: Node | None = root
        for _ in range(MAX_NODES):
            assert node is not None  # the loop below returns before that
            tag = node.tag or ""
            child: Node | None = None
            if tag == TEXT:
                self._text(node.text_content or "")
            elif tag == "br":
                self._end_line()
            elif tag in UNSEEN_TAGS:
                if tag in SPACING_TAGS and self._parts:
                    self._parts.append(" ")
            elif tag[:1].isalpha() and (entered := self._enter(node, tag)):
                child = node.first_child
                opened.append(entered)
            if child is not None:
                node = child
                continue
            if opened and opened[-1].node is node:
                self._leave(opened.pop())
            following = node.next if opened else None
            while following is None:
                if not opened:
                    self._flush()
                    return
                last = opened.pop()
                self._leave(last)
                following = last.node.next if opened else None
            node = following
        raise PayloadError(f"the page has more than {MAX_NODES} nodes")

    def _text(self, text: str) -> None:
        if text.isspace():
            if self._parts:
                self._parts.append(" ")
            return
        self._parts.append(text)
        state = self._state
        if state.bold or state.italic or state.link:
            letters = len(" ".join(text.split()))
            self._links += letters * state.link
            self._bold += letters * state.bold
            self._italic += letters * state.italic

    def _enter(self, node: Node, tag: str) -> _Open | None:
        """Go into an element; `None` when nothing of it is to be seen."""
        if self._skip and node.mem_id in self._skip:
            return None
        attributes = {} if tag in _PLAIN_TAGS else node.attributes
        style = ""
        if attributes:
            style = attributes.get("style") or ""
            if "hidden" in attributes or (style and _HIDDEN_STYLE.search(style)):
                return None
            if "d-none" in (css := attributes.get("class") or "") and _HIDDEN_CLASS.search(css):
                return None
        before = self._state
        bold = before.bold or tag in _BOLD_TAGS or bool(style and _BOLD_STYLE.search(style))
        italic = before.italic or tag in _ITALIC_TAGS or bool(style and _ITALIC_STYLE.search(style))
        if tag in BLOCK_TAGS:
            return self._enter_block(node, tag, attributes, before, bold=bold, italic=italic)
        if tag == "img":
            self.flow.pictures.append(Picture(len(self.flow.blocks), before.element, attributes))
            self._parts.append(" ")
            return None
        entered = _Open(node, tag, before, False, start=len(self._parts), flushes=self._flushes)
        if attributes:
            entered.cue = _cue(attributes)
        if tag == "a":
            entered.anchor = Anchor(len(self.flow.blocks), attributes.get("href") or "", "")
        link = before.link or tag == "a"
        if bold is not before.bold or italic is not before.italic or link is not before.link:
            self._state = _State(before.element, before.kind, before.align, bold, italic, link, before.wraps)
        return entered

    def _enter_block(
        self,
        node: Node,
        tag: str,
        attributes: dict[str, str | None],
        before: _State,
        *,
        bold: bool,
        italic: bool,
    ) -> _Open:
        self._flush()
        flow = self.flow
        flow.elements.append(
            Element(before.element, tag, _cue(attributes) if attributes else "", len(flow.blocks))
        )
        self._state = _State(
            len(flow.elements) - 1,
            _KIND_OF_TAG.get(tag, before.kind),
            "center" if tag == "center" else (attributes and _align(attributes)) or before.align,
            bold,
            italic,
            before.link,
            tag in _WRAPPING_TAGS or (before.wraps and tag not in {"div", "td", "p"}),
        )
        if tag == "table":
            self._tables.append(Table(self._state.element, len(flow.blocks), len(flow.pictures)))
        elif self._tables:
            self._tables[-1].enter(tag, len(flow.blocks))
        return _Open(node, tag, before, True)

    def _leave(self, opened: _Open) -> None:
        if opened.is_block:
            self._flush()
            flow = self.flow
            if self._tables:
                if opened.tag == "table":
                    table = self._tables.pop()
                    settle(flow, table)
                    if self._tables:
                        self._tables[-1].is_nested = True
                else:
                    self._tables[-1].leave(opened.tag, len(flow.blocks))
            flow.elements[self._state.element].last = len(flow.blocks)
        elif (opened.cue or opened.anchor) and opened.flushes == self._flushes:
            text = clean("".join(self._parts[opened.start :]))
            if opened.anchor:
                opened.anchor.text = text
                self.flow.anchors.append(opened.anchor)
            if opened.cue and text:
                self.flow.phrases.append(Phrase(len(self.flow.blocks), opened.cue, text))
        elif opened.anchor:
            first = opened.anchor.at
            opened.anchor.text = clean(" ".join(block.text for block in self.flow.blocks[first:]))
            self.flow.anchors.append(opened.anchor)
        self._state = opened.before

    def _end_line(self) -> None:
        text = clean("".join(self._parts))
        if text or self._lines:
            self._lines.append(_Line(text, self._links, self._bold, self._italic))
        self._parts = []
        self._links = self._bold = self._italic = 0
        self._flushes += 1

    def _flush(self) -> None:
        """End the block: the lines that belong together become one."""
        if not self._parts and not self._lines:
            return
        self._end_line()
        lines, self._lines = self._lines, []
        state = self._state
        in_paragraph = state.element >= 0 and self.flow.elements[state.element].tag in {"p", "li"}
        current: _Line | None = None
        for line in lines:
            if (
                current is not None
                and line.text
                and (state.wraps or _is_wrapped(current, line, in_paragraph=in_paragraph))
            ):
                current.text = f"{current.text} {line.text}"
                current.links += line.links
                current.bold += line.bold
                current.italic += line.italic
                continue
            if current is not None and (line.text or not state.wraps):
                self._emit(current)
                current = None
            if line.text:
                current = line
        if current is not None:
            self._emit(current)

    def _emit(self, line: _Line) -> None:
        state = self._state
        self.flow.blocks.append(
            Block(line.text, state.kind, state.element, line.links, line.bold, line.italic, state.align)
        )


def _is_wrapped(line: _Line, following: _Line, *, in_paragraph: bool) -> bool:
    """Whether a single `<br>` between two lines only wraps a sentence."""
    text, first = line.text, following.text[0]
    if first.islower() or text.endswith(","):
        return True
    if _SENTENCE_END.search(text):
        return False
    if in_paragraph:
        return True
    same_weight = (line.bold > 0.9 * len(text)) == (following.bold > 0.9 * len(following.text))
    return len(text) >= _WRAPPED_LENGTH and same_weight and first.isalpha()


def _align(attributes: dict[str, str | None]) -> str:
    style, css = attributes.get("style"), attributes.get("class")
    found = _ALIGN_STYLE.search(style) if style else None
    if found is None and css:
        found = _ALIGN_CLASS.search(css)
    return found[1].lower() if found else (attributes.get("align") or "").lower()


def _cue(attributes: dict[str, str | None]) -> str:
    """The words that say what an element is for."""
    return " ".join([value for name, value in attributes.items() if value and name in _CUE_NAMES]).lower()
