"""Fields that stand in one of several places, depending on a portal's version of its template."""

from __future__ import annotations

from collections.abc import Callable

from archiver.page.page import Page, text_of


def first_of(*selectors: str) -> Callable[[Page], str]:
    """A field that is the first text found, by selector and then by place on the page; empty without one.

    >>> first_of(".late", ".early")(Page("<p class=early>một</p><p class=late></p>", ""))
    'một'
    """

    def first(page: Page) -> str:
        for css in selectors:
            for node in page.each(css):
                if text := text_of(node):
                    return text
        return ""

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


def near(region: str, *words: str) -> str:
    """A selector for the elements of a region whose class holds one of some words.

    Every portal names its own fields, but most of them with the same few words (`tomtat`, `tac-gia`).

    >>> near(".node", "sapo", "tomtat")
    '.node [class*=sapo], .node [class*=tomtat]'
    """
    return ", ".join(f"{region} [class*={word}]" for word in words)


#: Words in the classes of leads, of authors and of dates.
LEADS = ("sapo", "trichyeu", "trich-yeu", "tomtat", "tom-tat", "mota", "mo-ta", "excerpt")
AUTHORS = ("tacgia", "tac-gia", "nguoi-viet", "but-danh", "author")
DATES = ("ngay",)
