"""Fields that stand in one of several places, depending on a portal's version of its template."""

from __future__ import annotations

from collections.abc import Callable

from archiver.extract.fields.beside import signature_beside
from archiver.page.page import Page, text_of


def first_of(*selectors: str) -> Callable[[Page], str]:
    """A field that is the first text found, by selector and then by place on the page; empty without one.

    >>> first_of(".late", ".early")(Page("<p class=early>một</p><p class=late></p>", ""))
    'một'
    """
    together = ", ".join(selectors)

    def first(page: Page) -> str:
        # Most pages have none, or one: one look tells, where every selector would need its own.
        found = page.each(together) if together else []
        if len(found) > 1 and len(selectors) > 1:
            found = [node for css in selectors for node in page.each(css)]
        return next((text for node in found if (text := text_of(node))), "")

    return first


def labelled(label: str, *selectors: str) -> Callable[[Page], str]:
    """A field whose class and place differ between versions, but not the word it begins with.

    >>> labelled("Nguồn", "p")(Page("<p>Tác giả: A</p><p>Nguồn tin: B</p>", ""))
    'Nguồn tin: B'
    """

    def found(page: Page) -> str:
        for css in selectors:
            for node in page.each(css):
                if (text := text_of(node)).startswith(label):
                    return text
        return ""

    return found


def signed(*selectors: str, beside: str) -> Callable[[Page], str]:
    """A byline in a place of its own, else a name that stands right below or above the text.

    >>> html = "<div><p>Thứ tư</p><p>Lưu Hương</p><div id=t><p>Sáng nay, chợ hoa khai mạc.</p></div></div>"
    >>> signed(".author", beside="#t")(Page(html, ""))
    'Lưu Hương'
    """
    placed = first_of(*selectors)

    def found(page: Page) -> str:
        return placed(page) or next(map(signature_beside, page.each(beside)[:1]), "")

    return found


def either(*ways: Callable[[Page], str]) -> Callable[[Page], str]:
    """A field that is found in the first of several ways; empty without one."""
    return lambda page: next((text for way in ways if (text := way(page))), "")


def near(region: str, *words: str) -> str:
    """A selector for the elements of a region whose class holds one of some words.

    Every portal names its own fields, but most of them with the same few words (`tomtat`, `tac-gia`).

    >>> near(".node", "sapo", "tomtat")
    '.node [class*=sapo], .node [class*=tomtat]'
    """
    return ", ".join(f"{region} [class*={word}]" for word in words)


#: Words in the classes of leads, of authors, of sources and of dates (`ngay-het-han` is that of expiry).
LEADS = ("sapo", "trichyeu", "trich-yeu", "tomtat", "tom-tat", "mota", "mo-ta", "excerpt", "field-summary")
AUTHORS = ("tacgia", "tac-gia", "nguoi-viet", "but-danh", "author")
SOURCES = ("-nguon", "-source")
DATES = ("ngay-dang", "ngay-xuat-ban", "ngay-tao", "ngay-viet")
