"""How two revisions of an article look side by side: on a terminal, as plain text, as a page of HTML.

Everything that a portal wrote is escaped, and control characters are shown, never sent to a terminal.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from rich.text import Text

from archiver.archive.edits.comparison import Comparison, Side
from archiver.archive.edits.differences import Block, Difference, Edit, Fate, Piece

#: How a changed stretch is written where there is no colour, as `wdiff` and `git --word-diff` do.
_SIGNS = {Edit.SAME: ("", ""), Edit.REMOVED: ("[-", "-]"), Edit.ADDED: ("{+", "+}")}
_STYLES = {Edit.SAME: "", Edit.REMOVED: "red strike", Edit.ADDED: "green underline"}
_MOVES = {Fate.MOVED_AWAY: "(moved away) ", Fate.MOVED_HERE: "(moved here) "}


def comparison_text(comparison: Comparison, *, colour: bool) -> Text:
    """Two revisions for a terminal; paragraphs that stayed are only counted."""
    text = Text(_printable(comparison.title), style="bold" if colour else "")
    text.append(f"\n{_printable(f'{comparison.article}  {comparison.url}')}\n", style="not bold")
    for sign, side in (("-", comparison.before), ("+", comparison.after)):
        text.append(f"{sign} {_printable(_side_line(side))}\n", style="not bold")
    for difference in comparison.differences:
        text.append(f"\n{difference.part}\n", style="bold" if colour else "")
        for line in _lines(difference, colour=colour):
            text.append("  ").append(line).append("\n")
    return text


def _side_line(side: Side) -> str:
    return f"revision {side.number}, seen {side.first_seen} to {side.last_seen}, capture {side.capture}"


def _lines(difference: Difference, *, colour: bool) -> Iterator[Text]:
    for is_same, run in groupby(difference.blocks, key=lambda block: block.fate is Fate.SAME):
        blocks = list(run)
        if is_same:
            yield Text(f"… {len(blocks)} unchanged", style="dim not bold" if colour else "")
        else:
            yield from (_line(block, colour=colour) for block in blocks)


def _line(block: Block, *, colour: bool) -> Text:
    line = Text(_MOVES.get(block.fate, ""), style="not bold" if colour else "")
    for piece in block.pieces:
        if colour:
            line.append(_printable(piece.text), style=_STYLES[piece.edit])
        else:
            before, after = _SIGNS[piece.edit]
            line.append(f"{before}{_printable(piece.text)}{after}")
    return line


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _printable(text: str) -> str:
    r"""Text without a control character: a portal must not steer the terminal of a reader.

    >>> _printable("Hội nghị\x1b[2J")
    'Hội nghị␛[2J'
    """
    return _CONTROLS.sub(lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 32 else "�", text)


def revisions_text(rows: Iterable[sqlite3.Row]) -> Text:
    """The revisions of an article, one a line: number, first and last time seen (UTC), what changed."""
    text = Text()
    for row in rows:
        held = f"({row['held']} more held back)" if row["held"] else ""
        silent = "silent" if row["silent"] else ""
        what = " ".join(filter(None, (row["changed"] or "first", row["extent"], silent, held)))
        text.append(f"{row['number']:>4}  {row['first_seen'][:16]}Z  {row['last_seen'][:16]}Z  {what}\n")
    return text


_STYLE = """
body { font: 1.05rem/1.6 serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
body { color: #111; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; font-variant: small-caps }
del { background: #fdd; color: #7a0000 } ins { background: #dfd; color: #004d00; text-decoration: underline }
.moved { border-left: 4px solid #999; padding-left: .6rem } footer, dl { font-size: .85rem; color: #444 }
"""


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def comparison_html(comparison: Comparison) -> str:
    """Two revisions as one HTML page that needs nothing else: no script, no picture, no style sheet."""
    title = _safe(f"{comparison.article}: {comparison.before.number} → {comparison.after.number}")
    sides = "".join(
        f"<dt>{sign}</dt><dd>{_safe(_side_line(side))}</dd>"
        for sign, side in (("−", comparison.before), ("+", comparison.after))
    )
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{_safe(comparison.title)}</h1>"
        f"<dl>{sides}</dl>{differences_html(comparison.differences)}<footer>{_safe(comparison.url)}</footer></body></html>\n"
    )


def differences_html(differences: Iterable[Difference]) -> str:
    """Differences as sections of HTML, for a page of any kind; everything is escaped."""
    return "".join(
        f"<section><h2>{_safe(one.part)}</h2>{''.join(map(_block_html, one.blocks))}</section>"
        for one in differences
    )


def _safe(text: str) -> str:
    return escape(_printable(text))


def _block_html(block: Block) -> str:
    moved = ' class="moved"' if block.fate in _MOVES else ""
    return f"<p{moved}>{''.join(map(_piece_html, block.pieces))}</p>"


def _piece_html(piece: Piece) -> str:
    text = _safe(piece.text)
    match piece.edit:
        case Edit.REMOVED:
            return f"<del>{text}</del>"
        case Edit.ADDED:
            return f"<ins>{text}</ins>"
        case Edit.SAME:
            return text
