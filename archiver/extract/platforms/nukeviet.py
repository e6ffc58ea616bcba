"""NukeViet: provincial and agency portals. The marks are those of its news module's default theme."""

from __future__ import annotations

from archiver.extract.platforms.choices import either, first_of, labelled, signed
from archiver.extract.site import Layout, Rule
from archiver.page.page import Page, text_of

_SIGNATURES = (".news_column .text-right, .news_column .news-author, .news_column .news-source",)


def _lead_3(page: Page) -> str:
    """The lead without the note below the small picture that stands in the same node."""
    for node in page.each("#news_detail > #hometext"):
        note = " ".join(text_of(part) for part in node.css("#imghome"))
        return text_of(node).removeprefix(note).strip()
    return ""


#: One article on the portal.
NUKEVIET = Layout(
    name="nukeviet",
    when="#news-bodyhtml",
    body="#news-bodyhtml",
    title=Rule(css=".news_column h1[itemprop=headline], .news_column h1.title"),
    lead=Rule(css=".hometext"),
    published=Rule(css=".news_column span.h5"),
    byline=either(labelled("Tác giả", *_SIGNATURES), signed(beside="#news-bodyhtml")),
    source_line=either(labelled("Nguồn", *_SIGNATURES), first_of(".news_column .news-source")),
    tags=".keywords a",
)

#: One article in the default theme of NukeViet 3.
NUKEVIET_3 = Layout(
    name="nukeviet-3",
    when="#news_detail > .bodytext",
    body="#news_detail > .bodytext",
    title=Rule(css="#news_detail > h1"),
    lead=_lead_3,
    published=Rule(css="#news_detail > .time"),
    byline=labelled("Tác giả", "#news_detail > p"),
    source_line=labelled("Nguồn", "#news_detail > p"),
    tags=".news_column .keywords a",
)

#: The same article as it is printed or saved (`/print/`, `/savefile/`).
NUKEVIET_PRINT = Layout(
    name="nukeviet-print",
    when="#print #bodytext",
    body="#print #bodytext",
    title=Rule(css="#print h1"),
    published=Rule(css="#print #content > ul > li:first-child"),
    lead=Rule(css="#print #hometext"),
    byline=labelled("Tác giả", "#print #author p", "#print #author"),
    source_line=labelled("Nguồn", "#print #author p", "#print #author"),
)
