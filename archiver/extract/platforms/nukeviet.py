"""NukeViet: provincial and agency portals. The marks are those of its news module's default theme."""

from __future__ import annotations

from archiver.extract.platforms.choices import labelled
from archiver.extract.site import Layout, Rule

_SIGNATURES = (".news_column .text-right, .news_column .news-author, .news_column .news-source",)

#: One article on the portal.
NUKEVIET = Layout(
    name="nukeviet",
    when="#news-bodyhtml",
    body="#news-bodyhtml",
    title=Rule(css=".news_column h1[itemprop=headline], .news_column h1.title"),
    lead=Rule(css=".hometext"),
    published=Rule(css=".news_column span.h5"),
    byline=labelled("Tác giả", *_SIGNATURES),
    source_line=labelled("Nguồn", *_SIGNATURES),
    tags=".keywords a",
)

#: The same article as it is printed or saved (`/print/`, `/savefile/`).
NUKEVIET_PRINT = Layout(
    name="nukeviet-print",
    when="#print #bodytext",
    body="#print #bodytext",
    title=Rule(css="#print h1"),
    lead=Rule(css="#print #hometext"),
    byline=labelled("Tác giả", "#print #author p", "#print #author"),
    source_line=labelled("Nguồn", "#print #author p", "#print #author"),
)
