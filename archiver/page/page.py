"""One parsed page: select exactly one node, each node, or ask whether there is one.

The only home of the HTML parser (lexbor through selectolax: 0.45 ms per 100 KB).
"""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archiver.errors import LayoutChanged
from archiver.vietnamese.text import clean

#: A node of the parsed page: `tag`, `attributes`, `css`, `parent`, `first_child`, `next`.
Node: TypeAlias = LexborNode

TEXT = "-text"

#: Elements that begin and end a line, as in the HTML standard's default style sheet.
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)

#: Elements whose content no reader sees as text of the page.
UNSEEN_TAGS = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "head",
        "iframe",
        "input",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)

#: Elements that stand in a line like a wide letter: the words on both sides are words of their own.
SPACING_TAGS = frozenset(
    {"br", "img", "svg", "input", "button", "canvas", "iframe", "object", "video", "audio"}
)


def _without_amp(html: str) -> str:
    """A page with the pictures that AMP has elements of its own for."""
    return html.replace("<amp-img", "<img").replace("</amp-img>", "")


class Page:
    """An HTML page, parsed once."""

    def __init__(self, html: str, url: str) -> None:
        self.url = url
        self._selected: dict[str, list[Node]] = {}
        self._tree = LexborHTMLParser(html)
        if self._tree.tags("amp-img"):  # lexbor knows which names a page has
            self._tree = LexborHTMLParser(_without_amp(html))

    @property
    def root(self) -> Node:
        """The `html` element."""
        root = self._tree.root
        assert root is not None  # lexbor makes one even of an empty text
        return root

    @property
    def body(self) -> Node:
        """The `body` element; the root of a page that has frames instead."""
        return self._tree.body or self.root

    def each(self, css: str) -> list[Node]:
        """All nodes a selector finds, in page order, each once."""
        # What shows that a page has a layout is often its text as well, and is asked for once more.
        nodes = self._selected.get(css)
        if nodes is None:
            nodes = self._tree.css(css)
            if "," in css:  # lexbor reports a node once for every selector of a list that it matches
                nodes = list({node.mem_id: node for node in nodes}.values())
            self._selected[css] = nodes
        return list(nodes)

    def named(self, name: str) -> list[Node]:
        """All elements of one name, in page order: faster than any selector."""
        return self._tree.tags(name)

    def one(self, css: str) -> Node:
        """The one node a selector finds.

        Raises:
            LayoutChanged: it finds none, or more than one.
        """
        nodes = self.each(css)
        if len(nodes) != 1:
            raise LayoutChanged(self.url, css, len(nodes))
        return nodes[0]

    def has(self, css: str) -> bool:
        """Whether a selector finds anything."""
        return bool(self.each(css))

    def soup(self, node: Node) -> BeautifulSoup:
        """One node as a BeautifulSoup tree, for where rewriting markup is easier than selecting."""
        return BeautifulSoup(node.html or "", "html.parser")


def based(url: str, written: str | None) -> str:
    """The address that the relative links of a page stand on; `written` is what its `base` element says.

    >>> based("https://bo.example.vn/tin/1.htm", "/vi/"), based("https://bo.example.vn/tin/1.htm", "http://[")
    ('https://bo.example.vn/vi/', 'https://bo.example.vn/tin/1.htm')
    """
    try:
        return urljoin(url, (written or "").strip())
    except ValueError:
        return url


def text_of(node: Node) -> str:
    """All text inside a node, cleaned; a block, a `<br>` and a source line wrap are spaces.

    Inline splits are not, and what no reader sees is left out.

    >>> page = Page("<h1>Thông<br>tư <b>ba</b>o<script>x</script><div>quát</div></h1>", "")
    >>> text_of(page.one("h1"))
    'Thông tư bao quát'
    """
    parts: list[str] = []
    pending: list[Node | None] = [node.first_child]
    while pending:
        part = pending.pop()
        if part is None:  # the end of a block, or of the children
            parts.append(" ")
            continue
        if part.next is not None:
            pending.append(part.next)
        tag = part.tag or ""
        if tag == TEXT:
            parts.append(part.text_content or "")
        elif tag in SPACING_TAGS:
            parts.append(" ")
        elif tag not in UNSEEN_TAGS and part.first_child is not None:
            if tag in BLOCK_TAGS:
                parts.append(" ")
                pending.append(None)
            pending.append(part.first_child)
    return clean("".join(parts))
