"""The button by which a script shows more of a list, and the address it asks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archiver.extract.listings.addresses import resolve
from archiver.extract.listings.pages import base_of
from archiver.page.page import Node, Page, text_of
from archiver.vietnamese.text import fold

#: What such a button says. Folded.
_MORE = re.compile(
    r"\W*(?:(?:xem|tai|doc|hien thi) (?:them|tiep)(?: (?:tin|bai)(?: viet)?(?: khac)?)?"
    r"|(?:load|show|view|see) more)\W*"
)
#: Where pages keep the address that the button's script asks for.
_ADDRESSES = (
    "data-url",
    "data-href",
    "data-link",
    "data-src",
    "data-action",
    "data-ajax",
    "data-next",
    "href",
)
#: Where they keep the number of the next page, or of this one.
_NUMBER = re.compile(r"data-(?:next-?)?(?P<name>page(?:-?(?:index|number|no))?|trang|p)")
#: What a page's number is called in an address.
_PAGE = re.compile(r"(?i)(?P<before>(?:trang|page\w*|\bp)[-=/_]?)2(?!\d)")
_LONGEST = 40


def more_button(page: Page) -> Node | None:
    """The button that shows more of a list: the last one, as boxes above a list have links of that name."""
    found = [node for node in page.each("a, button, [data-url], [data-page]") if _says_more(node)]
    return found[-1] if found else None


def leads_away(button: Node) -> bool:
    """Whether a button is a plain link to another page, as below each box of a home page."""
    href = (button.attributes.get("href") or "").strip()
    return bool(href) and not href.startswith(("#", "javascript:"))


def fragment_templates(page: Page) -> Iterator[str]:
    """The addresses of further pages with a blank for their number, as the button of a list gives them.

    >>> html = "<button data-url='/ajax/tin?c=5' data-page='2'>Xem thêm</button>"
    >>> list(fragment_templates(Page(html, "https://a.vn/tin.htm")))
    ['https://a.vn/ajax/tin?c=5&page={page}']
    >>> html = "<a data-href='/tai-them/4/trang-2.htm'>Xem thêm tin khác</a>"
    >>> list(fragment_templates(Page(html, "https://a.vn/tin.htm")))
    ['https://a.vn/tai-them/4/trang-{page}.htm']
    """
    button = more_button(page)
    if button is None:
        return
    number = next((found["name"] for name in button.attributes if (found := _NUMBER.fullmatch(name))), "")
    for name in _ADDRESSES:
        url = resolve(base_of(page), written) if (written := button.attributes.get(name)) else None
        if url is None or "{" in url or url == page.url:
            continue
        if _PAGE.search(url):
            yield _PAGE.sub(r"\g<before>{page}", url, count=1)
        elif number:
            yield f"{url}{'&' if '?' in url else '?'}{number}={{page}}"


def _says_more(node: Node) -> bool:
    text = text_of(node)
    return len(text) <= _LONGEST and _MORE.fullmatch(fold(text)) is not None
