"""Pages whose text was typed in a font of before Unicode, or whose UTF-8 was read as something else.

The bytes of such a page are right UTF-8; the letters are wrong (`Th«ng tin` in the font `.VnTime`). Most
pages are told by one look at their text; only of the others is every block judged.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from archiver.page.page import BLOCK_TAGS, TEXT, UNSEEN_TAGS, Node, Page
from archiver.vietnamese.encodings import is_damaged, is_unicode, mend, reread

#: Attributes that are read as text.
_TEXT_ATTRIBUTES = ("content", "alt", "title")
_FONT_STYLE = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_ABC_FONT = re.compile(r"\.vn\w+", re.IGNORECASE)
#: `.VnTimeH` draws small letters as capitals.
_ABC_CAPITALS = re.compile(r"\.vn\w*h", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element says about the text in it: which block it is of, its font, whether anybody sees it."""

    block: int
    font: str = ""
    unseen: bool = False


@dataclass(slots=True)
class _Run:
    """The text of one block between two other blocks, in the pieces that inline elements make of it."""

    font: str
    nodes: list[tuple[Node, str]] = field(default_factory=list)
    wrong: str = ""

    @property
    def text(self) -> str:
        return "".join(node.text_content or "" for node, _ in self.nodes)


def mended_page(html: str, url: str) -> tuple[Page, str]:
    """The parsed page with its letters mended, and what was wrong with them; empty for nothing.

    >>> page, wrong = mended_page("<p>Th&laquo;ng tin v&micro; <b>TruyÒn</b> th«ng</p>", "")
    >>> page.one("p").text(), wrong
    ('Thông tin và Truyền thông', 'tcvn3')
    """
    page = Page(html, url)
    if not is_damaged(page.body.text(separator="\n")):
        return page, ""
    return page, _mend(page)


def _mend(page: Page) -> str:
    runs = _runs(page.root)
    counted: Counter[str] = Counter()
    for run in runs:
        run.wrong = mend(run.text, known=_encoding_of(run.font))[1]
        counted[run.wrong] += len(run.text) * bool(run.wrong)
    known = max(counted, key=counted.__getitem__, default="")
    if not known:
        return ""
    for run in runs:
        if not run.wrong and _encoding_of(run.font) == known and not is_unicode(run.text):
            run.wrong = known  # a short label (`Sè 5`), told by its font
        elif not run.wrong:
            run.wrong = mend(run.text, known=known)[1]
        if run.wrong:
            _reread(run)
    for node in page.each(", ".join(f"[{name}]" for name in _TEXT_ATTRIBUTES)):
        for name in _TEXT_ATTRIBUTES:
            value = node.attributes.get(name) or ""
            mended, wrong = mend(value, known=known)
            if wrong:
                node.attrs[name] = mended
    return ", ".join(name for name, _ in counted.most_common() if name)


def _runs(root: Node) -> list[_Run]:
    """All text of a page in page order, a run for each stretch of one block."""
    places = {root.mem_id: _Place(root.mem_id)}
    runs: list[_Run] = []
    block = -1
    for node in root.traverse(include_text=True):
        above = places.get(node.parent.mem_id) if node.parent is not None else None
        if above is None or node.mem_id == root.mem_id:
            continue
        if node.tag != TEXT:
            places[node.mem_id] = _place(node, above)
        elif not above.unseen:
            if above.block != block:
                runs.append(_Run(above.font))
                block = above.block
            runs[-1].nodes.append((node, above.font))
            runs[-1].font = runs[-1].font or above.font
    return runs


def _place(node: Node, above: _Place) -> _Place:
    tag, attributes = node.tag or "", node.attributes
    style = _FONT_STYLE.search(attributes.get("style") or "")
    font = (attributes.get("face") or (style[1] if style else "")).strip() or above.font
    is_block = tag in BLOCK_TAGS or tag == "title"
    unseen = above.unseen or (tag in UNSEEN_TAGS and tag not in {"head", "title", "button", "option"})
    return _Place(node.mem_id if is_block else above.block, font, unseen)


def _encoding_of(font: str) -> str:
    if _ABC_FONT.fullmatch(font):
        return "tcvn3"
    return "vni" if _VNI_FONT.fullmatch(font) else ""


def _reread(run: _Run) -> None:
    keep_right = is_unicode(run.text)
    for node, font in run.nodes:
        text = reread(node.text_content or "", run.wrong, keep_right=keep_right)
        node.replace_with(text.upper() if _ABC_CAPITALS.fullmatch(font) else text)
