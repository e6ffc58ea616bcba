"""Reading a page by a layout: selectors that must match exactly, and a doubt wherever one does not."""

from __future__ import annotations

from collections.abc import Iterable

from archiver.errors import LayoutChanged
from archiver.extract.draft import Draft
from archiver.extract.fields.beside import signature_beside
from archiver.extract.flow.walk import walk
from archiver.extract.site import Field, Layout, Rule
from archiver.page.page import TEXT, Node, Page, text_of
from archiver.records import Found, Kind

#: With more letters, spaces included, an element below a title is no line.
_SHORT = 120
#: How sure a byline is that stands beside the body of a layout without a place for it.
_BESIDE = 0.7
#: Fields of a layout that are text, by the names they have in a draft.
_FIELDS = (
    ("title", "title"),
    ("published", "date_line"),
    ("lead", "lead"),
    ("byline", "byline"),
    ("source_line", "source_line"),
    ("category", "category"),
)


def read_by_layouts(page: Page, layouts: Iterable[Layout], kind: str) -> Draft:
    """The draft of the first layout whose marks the page bears and whose body is there exactly once.

    A draft without a `layout` means that none was; its doubts say which one was broken, and how.
    `kind` is `layout` or `platform`, the first half of `Found.by`.
    """
    draft = Draft()
    for layout in layouts:
        if not page.has(layout.when):
            continue
        try:
            body = page.one(layout.body)
        except LayoutChanged as changed:
            draft.doubt("paragraphs", _doubt(layout, changed))
            continue
        _read(page, layout, body, draft, f"{kind}:{layout.name}")
        return draft
    return draft


def _read(page: Page, layout: Layout, body: Node, draft: Draft, by: str) -> None:
    draft.layout, draft.trusted, draft.zone = layout.name, True, layout.zone
    taken: list[Node] = []
    how = Found(by)
    for name, target in _FIELDS:
        rule: Field | None = getattr(layout, name)
        if rule is None:
            continue
        try:
            text = _text(page, rule, taken)
        except LayoutChanged as changed:
            draft.doubt(target, _doubt(layout, changed))
            continue
        if text is not None:
            draft.settle(target, text, how)
        if name == "title" and taken:
            draft.below = _line_below(taken[-1])
    dropped = [node for css in layout.drop for node in body.css(css)]
    draft.flow = walk(body, without=dropped + taken)
    if layout.captions:
        captions = {text_of(node) for node in body.css(layout.captions)}
        for block in draft.flow.blocks:
            if block.text in captions:
                block.kind = Kind.CAPTION
    draft.last = len(draft.flow.blocks)
    if layout.byline is None and (name := signature_beside(body)):
        draft.settle("byline", name, Found("evidence", _BESIDE))
    draft.found["paragraphs"] = how
    if layout.tags:
        draft.tags = tuple(dict.fromkeys(tag for node in page.each(layout.tags) if (tag := text_of(node))))
        draft.found["tags"] = how
    if layout.attachments:
        for node in page.each(layout.attachments):
            draft.files.anchors.extend(walk(node).anchors)


def _line_below(node: Node) -> str:
    """The words of the element right behind one, where they are few."""
    following = node.next
    while following is not None and following.tag in {TEXT, "-comment"}:
        following = following.next
    if following is None or len(following.text()) > _SHORT:
        return ""
    return text_of(following)


def _text(page: Page, field: Field, taken: list[Node]) -> str | None:
    """The text of one field; `None` when an optional selector finds nothing, or a node without text.

    Of several nodes those without words do not count: editors leave empty paragraphs.
    """
    if not isinstance(field, str | Rule):
        return field(page)
    css, optional = (field, False) if isinstance(field, str) else (field.css, field.optional)
    nodes = page.each(css)
    if len(nodes) > 1:
        nodes = [node for node in nodes if text_of(node)]
    if not nodes and optional:
        return None
    if len(nodes) != 1:
        raise LayoutChanged(page.url, css, len(nodes))
    taken.append(nodes[0])
    return text_of(nodes[0]) or (None if isinstance(field, Rule) else "")


def _doubt(layout: Layout, changed: LayoutChanged) -> str:
    return f"layout {layout.name}: {changed.selector!r} found {changed.found} nodes, expected 1"
