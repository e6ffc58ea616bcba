"""One walk through a page or a part of it: nodes in, blocks out.

A block is what a reader sees as one line or paragraph. Inline markup joins without a space, a source line
wrap is a space, a block element ends the block, two `<br>` end it too. Hidden nodes never enter.

The walk goes over what lexbor writes of its own tree, not over the nodes: every element has its end tag,
`<` and `>` are never part of a text or a value, and a tag costs a fifth of what it costs to visit a node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from archiver.errors import PayloadError
from archiver.extract.fields.files import is_file
from archiver.extract.flow.blocks import Anchor, Block, Element, Flow, Phrase, Picture
from archiver.extract.flow.cues import TAG_STEMS, names_tags
from archiver.extract.flow.lines import MAYBE_TIME, Line, are_parted, is_wrapped, joined
from archiver.extract.flow.tables import Table, is_pager, settle
from archiver.extract.flow.tags import (
    BLOCK,
    BREAK,
    HEADINGS,
    INLINE,
    LEFT_OUT,
    NOTHING,
    PICTURE,
    PLAIN,
    RULE,
    UNSEEN,
    Look,
    Tag,
    changed,
    end_of,
    first_picture,
    is_chrome,
    is_placeholder,
    read_tag,
    rejoined,
    text_after,
    unescaped,
    without_href,
)
from archiver.page.page import Node
from archiver.records import Kind
from archiver.vietnamese.text import clean

#: Tags one page may have when it is parsed. The largest of 200 real pages has 18,000.
MAX_TAGS = 1_000_000

#: An element is pruned that has at least so many tags (begin and end) and links: a menu, not a bar for
#: sharing, in which a date or an author may stand.
_PRUNED_TAGS = 24
_PRUNED_LINKS = 6
_SURELY_PRUNED_TAGS = 60
_PRUNED_LETTERS = 600
_TEXT_LETTERS = 60
_NO_TEXT = ("a ", "h", "script", "style", "!")
#: Nothing is pruned in so many blocks or texts below a title.
_HEAD_BLOCKS = 12
_HEAD_TEXTS = 2
_TITLE_LETTERS = 15
#: A row of labels is no longer than this.
_ROW_LETTERS = 160
#: How often a page may be looked through for what to prune: elements inside one another are looked at again.
_PRUNING_LOOKS = 4

#: What an inline element needs when it is left: how many pieces of text the line had before it, how many
#: lines were ended before it, the number of blocks before it, its cue, and its address if it is a link.
_Mark: TypeAlias = tuple[int, int, int, str, str | None]

#: What to return to when an element ends: nothing for one that changes nothing, no mark for a block.
_Opened: TypeAlias = tuple[Look, _Mark | None] | None


def walk(root: Node, *, without: Sequence[Node] = (), titles: Sequence[str] | None = None) -> Flow:
    """The flow of a node and all that is inside it, without some of the nodes.

    With `titles`, what the page declares as its title, those menus, sidebars and feet are left out that
    say themselves what they are and hold nothing of an article.

    Raises:
        PayloadError: it holds more than `MAX_TAGS` tags.
    """
    left_out = {node.mem_id: node for node in without}.values()
    for node in left_out:
        node.attrs[LEFT_OUT] = ""
    html = root.html or ""
    for node in left_out:
        del node.attrs[LEFT_OUT]
    pieces = html[1:].split("<")
    if len(pieces) > MAX_TAGS:
        raise PayloadError(f"the page has more than {MAX_TAGS} tags")
    budget = 0 if titles is None else _PRUNING_LOOKS * len(pieces)
    return _Walker(titles or (), budget).run(pieces)


class _Walker:
    """The state of one walk."""

    def __init__(self, titles: Sequence[str], budget: int) -> None:
        self.flow = Flow()
        self._blocks = self.flow.blocks
        self._titles, self._budget = titles, budget
        self._element = -1
        self._look = Look()
        self._parts: list[str] = []
        self._links = self._bold = self._italic = 0
        self._lines: list[Line] = []
        self._placed: list[tuple[Anchor | Phrase | Picture, int]] = []
        self._ended = 0
        self._tables: list[Table] = []

    def run(self, pieces: Sequence[str]) -> Flow:  # noqa: PLR0912 (a call costs as much as a branch's work)
        """Read every piece: what stands between two `<`."""
        parts, look, numbered = self._parts, self._look, enumerate(pieces)
        opened: list[_Opened] = []
        for at, piece in numbered:
            if piece[:1] == "/":
                state = opened.pop() if opened else None
                if state is not None:
                    look, mark = state
                    if mark is None:
                        self._leave_block(piece)
                    else:
                        self._leave_inline(mark)
                    self._look = look
                _, closed, text = piece.partition(">")
                text = text if closed else _whole(pieces, at, numbered)[1]
            else:
                head, closed, text = piece.partition(">")
                if not closed and not head.startswith("!--"):
                    head, text = _whole(pieces, at, numbered)
                href = None
                if head[:2] == "a ":
                    head, href = without_href(head)
                role = (tag := read_tag(head))[0]
                if role == PLAIN or (role == UNSEEN and tag[1] == "button" and self._is_in_heading()):
                    opened.append(None)
                elif role == INLINE:
                    opened.append((look, (len(parts), self._ended, len(self._blocks), tag[2], href)))
                    if tag[3] is not None:
                        self._look = look = changed(look, tag[3])
                elif role == BLOCK:
                    if (
                        self._budget > 0
                        and is_chrome(tag[1], tag[2])
                        and (end := self._prunable(pieces, at, tag))
                    ):
                        text = _passed(pieces, at, end, numbered).partition(">")[2]
                    else:
                        opened.append((look, None))
                        look = self._enter_block(tag)
                elif role == BREAK:
                    self._end_line()
                else:
                    text = self._pass(pieces, at, tag, numbered)
            if "&" in text:
                text = unescaped(text)
            if text and not text.isspace():
                parts.append(text)
                if look.is_marked:
                    self._count(text)
            elif text and parts:
                parts.append(" ")
        self._flush()
        self.flow.documents = frozenset(link.at for link in self.flow.anchors if is_file(link.href))
        # In a page cut inside a tag some end tags have other names: what was never left ends here.
        for element in self.flow.ancestors(self._element):
            self.flow.elements[element].last = len(self._blocks)
        return self.flow

    def _prunable(self, pieces: Sequence[str], at: int, tag: Tag) -> int:
        """Where an element ends that is long, full of links and holds nothing of an article; 0 for others."""
        if tag.name == "footer" and self._is_in("article"):
            return 0  # the foot of an article is its own: it may name the author
        end = end_of(pieces, at, tag)
        self._budget -= end - at
        if end - at < _PRUNED_TAGS or self._is_at_head() or _is_needed(pieces[at:end]):
            return 0
        if self._parts or self._lines:
            self._flush()
        return end

    def _is_in_heading(self) -> bool:
        """Whether what opens a part of the text is its heading."""
        return self._element >= 0 and self.flow.elements[self._element].tag in HEADINGS

    def _is_in(self, name: str) -> bool:
        return self._element >= 0 and self.flow.elements[self._element].tag == name

    def _is_at_head(self) -> bool:
        """Whether a title is so near above that date, byline or lead may still come."""
        texts = 0
        for block in self.flow.blocks[: -_HEAD_BLOCKS - 1 : -1]:
            texts += len(block.text) >= _TEXT_LETTERS and block.links < len(block.text) / 2
            if texts >= _HEAD_TEXTS:
                return False
            if block.kind is Kind.HEADING and self.flow.elements[block.element].tag in {"h1", "h2"}:
                return True
            if len(block.text) >= _TITLE_LETTERS and any(t.startswith(block.text) for t in self._titles):
                return True
        return False

    def _pass(self, pieces: Sequence[str], at: int, tag: Tag, numbered: Iterator[tuple[int, str]]) -> str:
        """An element of which nothing is read; the text that follows it."""
        role, flow = tag.role, self.flow
        if role == PICTURE:
            head, _, text = pieces[at].partition(">")
            self._place(picture := Picture(len(flow.blocks), self._element, head))
            flow.pictures.append(picture)
            self._parts.append(" ")
            return text
        if role == RULE:
            self._flush()
        elif tag.is_spacing and self._parts:
            self._parts.append(" ")
        if role <= NOTHING:
            return text_after(pieces[at], tag)
        end = end_of(pieces, at, tag)
        if tag.name == "noscript" and flow.pictures and is_placeholder(flow.pictures[-1].tag):
            flow.pictures[-1].tag = first_picture(pieces[at:end]) or flow.pictures[-1].tag
        return text_after(_passed(pieces, at, end, numbered), tag)

    def _count(self, text: str) -> None:
        look = self._look
        letters = len(" ".join(text.split()))
        self._links += letters * look.link
        self._bold += letters * look.bold
        self._italic += letters * look.italic

    def _enter_block(self, tag: Tag) -> Look:
        if self._parts or self._lines:
            self._flush()
        name, elements, at = tag[1], self.flow.elements, len(self._blocks)
        elements.append(Element(self._element, name, tag[2], at, floats=tag[5]))
        self._element = len(elements) - 1
        if name == "table":
            self._tables.append(Table(self._element, at, len(self.flow.pictures)))
        elif self._tables:
            self._tables[-1].enter(name, at)
        if tag[3] is not None:
            self._look = changed(self._look, tag[3])
        return self._look

    def _leave_block(self, piece: str) -> None:
        if self._parts or self._lines:
            self._flush()
        flow = self.flow
        if self._tables:
            name = piece[1:].partition(">")[0]
            if name == "table":
                settle(flow, inner := self._tables.pop())
                if self._tables and not is_pager(flow, inner):
                    self._tables[-1].is_nested = True
            else:
                self._tables[-1].leave(name, len(self._blocks))
        element = flow.elements[self._element]
        element.last = len(self._blocks)
        self._element = element.parent

    def _leave_inline(self, mark: _Mark) -> None:
        start, ended, at, cue, href = mark
        if href is not None and href.startswith("mailto:") and self._is_glued(start):
            self._parts.insert(start, " ")
        if ended == self._ended:
            text = "".join(self._parts[start:])
            if href is not None:
                self._place(anchor := Anchor(at, href, text))
                self.flow.anchors.append(anchor)
            if cue and not text:
                self._parts.append(" ")  # an icon stands between the words beside it
            elif cue and not text.isspace():
                self._place(phrase := Phrase(at, cue, text))
                self.flow.phrases.append(phrase)
        elif href is not None:
            text = " ".join(block.text for block in self._blocks[at:])
            self.flow.anchors.append(Anchor(at, href, text))

    def _is_glued(self, start: int) -> bool:
        """Whether a letter stands right before a piece of the line."""
        return 0 < start <= len(self._parts) and self._parts[start - 1][-1].isalpha()

    def _place(self, part: Anchor | Phrase | Picture) -> None:
        """Note which line something stands in: which block that becomes is known at the end of all lines."""
        if self._lines:
            self._placed.append((part, len(self._lines)))

    def _end_line(self) -> None:
        text = clean("".join(self._parts))
        if text or self._lines:
            self._lines.append(Line(text, self._links, self._bold, self._italic))
        self._parts.clear()
        self._links = self._bold = self._italic = 0
        self._ended += 1

    def _flush(self) -> None:
        """End the block: the lines that belong together become one."""
        if self._lines:
            self._flush_lines()
        elif self._parts:
            text = clean("".join(self._parts))
            if text:
                look = self._look
                if len(self._parts) > 1 and len(text) <= _ROW_LETTERS:
                    if MAYBE_TIME.search(text) is not None:
                        text = clean(joined(self._parts))
                    self.flow.cells[len(self._blocks)] = tuple(self._parts)
                self._blocks.append(
                    Block(text, look[0], self._element, self._links, self._bold, self._italic, look[1])
                )
            self._parts.clear()
            self._links = self._bold = self._italic = 0
            self._ended += 1

    def _flush_lines(self) -> None:
        self._end_line()
        lines, self._lines = self._lines, []
        wraps = self._look.wraps
        in_paragraph = self._element >= 0 and self.flow.elements[self._element].tag in {"p", "li"}
        apart = in_paragraph and len(lines) > 2 and are_parted(lines)
        current: Line | None = None
        numbers = []
        for line in lines:
            if (
                current is not None
                and line.text
                and (wraps or (not apart and is_wrapped(current, line, in_paragraph=in_paragraph)))
            ):
                current.text = f"{current.text} {line.text}"
                current.links += line.links
                current.bold += line.bold
                current.italic += line.italic
            else:
                if current is not None and (line.text or not wraps):
                    self._emit(current)
                    current = None
                if line.text:
                    current = line
            numbers.append(len(self._blocks))
        if current is not None:
            self._emit(current)
        for part, number in self._placed:
            part.at = numbers[number] if number < len(numbers) else len(self._blocks)
        self._placed.clear()

    def _emit(self, line: Line) -> None:
        kind, align, *_ = self._look
        self._blocks.append(Block(line.text, kind, self._element, line.links, line.bold, line.italic, align))


def _passed(pieces: Sequence[str], at: int, end: int, numbered: Iterator[tuple[int, str]]) -> str:
    """Move the walk from one piece on to another, which is returned."""
    next(islice(numbered, end - at, end - at), None)
    return pieces[end]


def _whole(pieces: Sequence[str], at: int, numbered: Iterator[tuple[int, str]]) -> tuple[str, str]:
    piece, end = rejoined(pieces, at)
    _passed(pieces, at, end, numbered)
    head, _, text = piece.partition(">")
    return head, text


def _is_needed(held: Sequence[str]) -> bool:
    """Whether an element has few links, or holds a title, tags or a text."""
    if len(held) < _SURELY_PRUNED_TAGS and sum([piece[:2] == "a " for piece in held]) < _PRUNED_LINKS:
        return True
    html = "<".join(held)
    if "<h1" in html or any(stem in html and _names_tags(held, stem) for stem in TAG_STEMS):
        return True
    long = [piece for piece in held if len(piece) > _TEXT_LETTERS and not piece.startswith(_NO_TEXT)]
    texts = [piece.partition(">")[2].strip() for piece in long]
    return sum([len(text) for text in texts if len(text) > _TEXT_LETTERS]) > _PRUNED_LETTERS


def _names_tags(held: Sequence[str], stem: str) -> bool:
    heads = [piece.partition(">")[0] for piece in held if stem in piece]
    return any(names_tags(read_tag(head).cue) for head in heads)
