"""The body of an article as HTML: the same pieces in the markup of any layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from archiver.demo.gold import CELL_SEPARATOR, GoldArticle
from archiver.records import Attachment, Image, Kind, Paragraph

#: What stands before the link to a file.
ATTACHMENT_LABEL = "Tệp đính kèm:"


@dataclass(frozen=True, kw_only=True)
class Markup:
    """How one layout writes the pieces of a body; `{}` is where the text goes.

    `text` makes HTML of plain text: it escapes, and may split a text into spans.
    """

    paragraph: str = "<p>{}</p>"
    heading: str = "<h3>{}</h3>"
    quote: str = "<blockquote><p>{}</p></blockquote>"
    table: str = '<table border="1" cellpadding="4"><tbody>\n{}\n</tbody></table>'
    cell: str = "<td>{}</td>"
    picture: Callable[[Image, str], str]
    text: Callable[[str], str] = escape


def blocks(article: GoldArticle, markup: Markup) -> Iterator[str]:
    """The body, one block after the other, attachments last."""
    for kind, group in groupby(article.pieces, key=_kind):
        pieces = list(group)
        if kind is Kind.LIST_ITEM:
            yield "<ul>\n" + "\n".join(f"<li>{markup.text(text)}</li>" for text in _texts(pieces)) + "\n</ul>"
        elif kind is Kind.TABLE_ROW:
            yield markup.table.format("\n".join(_row(text, markup) for text in _texts(pieces)))
        else:
            yield from (_single(piece, article, markup) for piece in pieces)
    for attachment in article.attachments:
        yield markup.paragraph.format(_link(attachment))


def _kind(piece: Paragraph | Image) -> Kind:
    return Kind.CAPTION if isinstance(piece, Image) else piece.kind


def _texts(pieces: list[Paragraph | Image]) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Paragraph)]


def _single(piece: Paragraph | Image, article: GoldArticle, markup: Markup) -> str:
    if isinstance(piece, Image):
        return markup.picture(piece, escape(piece.caption or article.title))
    patterns = {Kind.HEADING: markup.heading, Kind.QUOTE: markup.quote, Kind.PARAGRAPH: markup.paragraph}
    return patterns[piece.kind].format(markup.text(piece.text))


def _row(text: str, markup: Markup) -> str:
    cells = (markup.cell.format(escape(cell)) for cell in text.split(CELL_SEPARATOR))
    return f"<tr>{''.join(cells)}</tr>"


def _link(attachment: Attachment) -> str:
    return f'{ATTACHMENT_LABEL} <a href="{attachment.url}" target="_blank">{escape(attachment.title)}</a>'
