"""How articles and search results look on a terminal."""

from __future__ import annotations

import json
import sqlite3

from rich.text import Text

from archiver.archive.search.search import Hit, pieces
from archiver.records import Kind

_FOUND = "bold yellow"


def hit_text(hit: Hit) -> Text:
    """One search result: title, then where and when, then the words found."""
    text = _marked(hit.marked_title, "bold")
    text.append(f"\n  {hit.published}  {hit.ministry}  {hit.byline}".rstrip(), style="dim")
    text.append(f"\n  {hit.article}  {hit.url}", style="cyan")
    return text.append("\n  ").append(_marked(hit.snippet)).append("\n")


def article_text(row: sqlite3.Row) -> Text:
    """One article, as a reader would like it printed."""
    text = Text(row["title"], style="bold")
    text.append(f"\n{row['ministry']}, {row['published_text'] or row['published']}", style="dim")
    text.append(f"\n{row['id']}  {row['url']}\n", style="cyan not bold")
    if row["lead"]:
        text.append(f"\n{row['lead']}\n", style="bold")
    for paragraph in json.loads(row["paragraphs"]):
        style = _STYLES.get(paragraph["kind"], "not bold")
        text.append(f"\n{paragraph['text']}\n", style=style)
    for label in ("byline", "source_line"):
        if row[label]:
            text.append(f"\n{row[label]}", style="italic not bold")
    text.append(
        f"\nrevision {row['revision']} of {row['revisions']}, layout {row['layout']}, "
        f"last seen {row['last_seen']}",
        style="dim not bold",
    )
    return text


_STYLES = {
    Kind.HEADING.value: "bold",
    Kind.CAPTION.value: "dim italic not bold",
    Kind.QUOTE.value: "italic not bold",
}


def _marked(snippet: str, style: str = "") -> Text:
    """A title or snippet with the found words shown."""
    text = Text(style=style)
    for part, was_found in pieces(snippet):
        text.append(part, style=_FOUND if was_found else "")
    return text
