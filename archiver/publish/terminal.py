"""How articles and search results look on a terminal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

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


def article_text(row: sqlite3.Row, files: Sequence[Mapping[str, object]] = ()) -> Text:
    """One article, as a reader would like it printed, with its files (`ledger.attachments.of_article`)."""
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
    for file in files:
        text.append("\n\n").append(_file_text(file))
    text.append(
        f"\nrevision {row['revision']} of {row['revisions']}, layout {row['layout']}, "
        f"last seen {row['last_seen']}",
        style="dim not bold",
    )
    return text


def _file_text(file: Mapping[str, object]) -> Text:
    """One file of an article: what it is, and where its bytes lie or why they do not."""
    text = Text(f"{file['position']}. {file['title']}", style="not bold")
    text.append(f"\n   {file['url']}", style="cyan not bold")
    if not file["capture"]:
        why = f" ({file['outcome']})" if file["outcome"] else ""
        return text.append(f"\n   not held: {file['state'] or 'not asked for'}{why}", style="dim not bold")
    size = f"{file['size']} bytes{', the first ones only' if file['truncated'] else ''}"
    held = f"\n   {file['file_type']}, {size}, sha256 {file['sha256']}\n   capture {file['capture']}"
    gone = "" if file["presence"] == "ok" else f", the original is {file['presence']}"
    return text.append(held + gone, style="dim not bold")


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
