"""The body of an article in the markup of one editor's habit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from archiver.demo.dice import Dice
from archiver.demo.language import CELL_SEPARATOR
from archiver.records import Image, Kind, Paragraph
from bench.pages.files import linked
from bench.pages.habits import LINES_ONLY, Habit
from bench.pages.texts import Text, printed_caption

BYLINE_LABELS = (
    "Tác giả: {}",
    "Tin, ảnh: {}",
    "Bài, ảnh: {}",
    "Người viết: {}",
    "Tin: {}",
    "Tác giả bài viết: {}",
)
_PARAGRAPHS = {
    "p": '<p style="text-align: justify;">{}</p>',
    "div": "<div>{}</div>",
    "br": "{}<br><br>",
    "single-br": "{}<br />",
    "bare": "{}<p></p>",
    "word": '<p class="MsoNormal" style="margin:6.0pt 0cm;text-align:justify"><span lang="VI" '
    "style=\"font-size:14.0pt;font-family:'Times New Roman'\">{}<o:p></o:p></span></p>",
    "spans": '<p><span style="font-size:16px"><span style="font-family:Arial">{}</span></span></p>',
    "divs-spans": '<div><span style="font-size:13pt"><span>{}</span></span><br></div>',
    "fonts": '<p align="justify"><font face="Arial" size="2">{}</font></p>',
    "boxes": "<div><div><span>{}</span></div></div>",
    "one-p": "{}<br>",
    "strong": '<p style="text-align: justify;"><strong>{}</strong></p>',
    "headings": "<h4>{}</h4>",
    "indented": '<blockquote style="margin:0 0 0 40px;border:none"><div>{}</div></blockquote>',
    "centred": '<p style="text-align:center">{}</p>',
    "slanted": '<p style="text-align:justify"><em>{}</em></p>',
}
_BLANKS = {
    "single-br": "<br />",
    "br": "&nbsp;<br>",
    "div": "<div>&nbsp;</div>",
    "boxes": "<div><br></div>",
    "bare": "<p>&nbsp;</p>",
    "one-p": "<br>",
}
_RIGHT = {
    "br": '<div align="right"><b>{}</b></div>',
    "single-br": '<div align="right"><i>{}</i></div>',
    "fonts": '<p align="right"><font face="Arial"><b>{}</b></font></p>',
    "div": '<div style="text-align:right"><strong>{}</strong></div>',
}
_CAPTIONS = {
    "italic": '<p style="text-align:center">{image}</p>\n<p style="text-align:center"><em>{line}</em></p>',
    "small": '<div align="center">{image}</div>\n<p style="text-align:center;font-size:12px">{line}</p>',
    "figure": "<figure>{image}<figcaption>{line}</figcaption></figure>",
    "table": '<table align="center" class="image"><tr><td>{image}</td></tr>'
    '<tr><td align="center"><i>{line}</i></td></tr></table>',
    "class": '<div class="image center">{image}<p class="caption">{line}</p></div>',
    "cell": '<table border="0"><tr><td>{image}</td><td valign="bottom"><i>{line}</i></td></tr></table>',
    "same-p": '<p align="center">{image}<br><em>{line}</em></p>',
    "linked": '<figure><a href="/anh/lon.htm">{image}</a>'
    "<figcaption><p><em>{line}</em></p></figcaption></figure>",
}
_FRAME = '<table border="0" width="100%" cellpadding="0"><tbody><tr><td>\n{}\n</td></tr></tbody></table>'
_PASTED = '<b style="font-weight:normal;" id="docs-internal-guid-5a1f">{}</b>'
_BOX = '<table bgcolor="#eef6ff" width="96%" cellpadding="8"><tr><td>{}</td></tr></table>'
_DROP_CAP = '<span style="float:left;font-size:42px;line-height:40px">{}</span>'
#: Markups that make all paragraphs alike to programs that look for bold lines.
ALL_BOLD = frozenset({"strong", "headings"})
#: Markups in which a sub-heading is a heading to programs too.
_WITH_HEADINGS = frozenset({"p", "spans", "div"})
_INLINE = (
    ("<strong>", "</strong>"),
    ('<a href="/chu-de/trang-mau.htm">', "</a>"),
    ('<span style="color:#000080">', "</span>"),
    ("<em>", "</em>"),
)


@dataclass(frozen=True)
class Offers:
    """What stands in a text and is none of it: other articles, as a box or a line, and hidden words."""

    box: Callable[[], str]
    line: Callable[[], str]
    hidden: Callable[[], str]


@dataclass(frozen=True)
class Writer:
    """One editor at one text."""

    text: Text
    habit: Habit
    dice: Dice
    offers: Offers
    prefix: str

    def body(self) -> str:
        """All blocks, with what the habit puts before and after them."""
        return self._wrapped(self._joined(self._all()))

    def halves(self) -> tuple[str, str]:
        """The same in two parts, for a template that puts something between them."""
        blocks = self._all()
        middle = 0 if self.habit.framed else (len(blocks) + 1) // 2
        first, rest = blocks[:middle], blocks[middle:]
        return self._wrapped(self._joined(first)) if first else "", self._wrapped(self._joined(rest))

    def _wrapped(self, text: str) -> str:
        if self.habit.pasted:
            text = _PASTED.format(text)
        return _FRAME.format(text) if self.habit.framed else text

    def _joined(self, blocks: list[str]) -> str:
        """The blocks one below the other; lines that are one paragraph to programs share it."""
        if self.habit.markup != "one-p":
            return "\n".join(blocks)
        runs = groupby(blocks, key=lambda block: block.endswith("<br>"))
        texts = ((is_lines, "\n".join(run)) for is_lines, run in runs)
        return "\n".join(f"<p>{text}</p>" if is_lines else text for is_lines, text in texts)

    def _all(self) -> list[str]:
        blocks = [*self._opening(), *self._blocks(), *self._closing()]
        if self.habit.hidden:
            blocks.insert(len(blocks) // 2, self.offers.hidden())
        if self.habit.blank:
            blank = _BLANKS.get(self.habit.markup, "<p>&nbsp;</p>")
            blocks = [part for block in blocks for part in (block, blank)]
        return blocks

    def paragraph(self, html: str) -> str:
        """One ordinary block."""
        indent = "&nbsp;&nbsp;&nbsp;&nbsp; " if self.habit.indent else ""
        return _PARAGRAPHS[self.habit.markup].format(indent + html)

    def lead(self) -> str:
        """The lead as it is printed, prefix and all."""
        return escape(self.prefix + self.text.lead)

    def _opening(self) -> Iterator[str]:
        if self.habit.byline == "begin":
            yield self._right(escape(self.text.byline))
        if self.habit.lead in {"bold", "repeated"}:
            yield self._lead_in_text()
        elif self.habit.lead in {"plain", "copied"}:
            yield self.paragraph(self.inline(self.prefix + self.text.lead))

    def _lead_in_text(self) -> str:
        form, lead = self.habit.lead_form, self.lead()
        if form in {"h2", "h4"}:
            return f"<{form}>{lead}</{form}>"
        if form == "style":
            return self.paragraph(f'<span style="font-weight: bold;">{lead}</span>')
        if form == "strong-em":
            return self.paragraph(f"<strong><em>{lead}</em></strong>")
        return self.paragraph(f"<{form}>{lead}</{form}>")

    def _blocks(self) -> Iterator[str]:
        offers_left = self.habit.teaser != "none" and len(self.text.pieces) > 4
        last = self.text.pieces[-1] if self.text.pieces else None
        for number, (kind, group) in enumerate(groupby(self.text.pieces, key=_kind)):
            pieces = list(group)
            if kind is Kind.LIST_ITEM:
                yield self._list([piece.text for piece in pieces if isinstance(piece, Paragraph)])
            elif kind is Kind.TABLE_ROW:
                yield self._table([piece.text for piece in pieces if isinstance(piece, Paragraph)])
            else:
                yield from map(self._single, pieces)
            final = pieces[-1]
            if offers_left and number and isinstance(final, Paragraph) and _may_part(final, last):
                yield self.offers.box() if self.habit.teaser == "box" else self.offers.line()
                offers_left = False
        if self.text.attachments:
            label, as_list = self.habit.files_label, self.habit.files_as_list
            sized = self.habit.sized
            yield linked(self.text.attachments, label, self.paragraph, as_list=as_list, sized=sized)

    def _single(self, piece: Paragraph | Image) -> str:
        if isinstance(piece, Image):
            return self._picture(piece)
        if piece.kind is Kind.HEADING:
            if self.habit.markup in _WITH_HEADINGS:
                return f"<h3>{self.inline(piece.text)}</h3>"
            return self.paragraph(f"<b>{escape(piece.text)}</b>")
        if piece.kind is Kind.QUOTE:
            return f"<blockquote><p>{self.inline(piece.text)}</p></blockquote>"
        if piece.text in self.habit.right:
            return self._right(escape(piece.text))
        html = self._with_bold(piece.text)
        if self.habit.linked and len(piece.text.split()) > 12:
            html = self._with_link(piece.text)
        if self.habit.drop_cap and piece is self.text.pieces[0]:
            html = _DROP_CAP.format(piece.text[0]) + self.inline(piece.text[1:])
        if piece is self.text.pieces[-1] and self.habit.byline == "pushed":
            stop = "" if piece.text.endswith("./.") else "/."
            html += f"{stop}{'&nbsp;' * 18} {escape(self.text.byline)}"
        elif piece is self.text.pieces[-1] and self.habit.byline == "signed-off":
            html += f" <strong>{escape(self.text.byline)}</strong>"
        block = self.paragraph(html)
        return _BOX.format(block) if piece.text in self.habit.boxed else block

    def _with_bold(self, text: str) -> str:
        """A running text whose first words are bold where the manner has it."""
        for first in self.habit.bold:
            if text.startswith(first):
                rest = text.removeprefix(first).lstrip()
                return f"<b>{escape(first)}</b>" + (f" {self.inline(rest)}" if rest else "")
        return self.inline(text)

    def _with_link(self, text: str) -> str:
        """A running text whose first six words lead to another page."""
        words = text.split(" ")
        first, rest = " ".join(words[:6]), " ".join(words[6:])
        return f'<a href="/van-ban/chi-tiet.htm">{escape(first)}</a> {self.inline(rest)}'

    def _right(self, html: str) -> str:
        plain = '<p style="text-align: right;"><strong>{}</strong></p>'
        return _RIGHT.get(self.habit.markup, plain).format(html)

    def _list(self, items: list[str]) -> str:
        if self.habit.markup in LINES_ONLY:
            return "\n".join(self.paragraph(f"- {self.inline(item)}") for item in items)
        return "<ul>\n" + "\n".join(f"<li>{self.inline(item)}</li>" for item in items) + "\n</ul>"

    def _table(self, rows: list[str]) -> str:
        cells = (
            f'<td colspan="4" align="center"><b>{escape(row)}</b></td>'
            if CELL_SEPARATOR not in row
            else "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row.split(CELL_SEPARATOR))
            for row in rows
        )
        lines = "\n".join(f"<tr>{row}</tr>" for row in cells)
        return f'<table border="1" cellspacing="0" cellpadding="4"><tbody>\n{lines}\n</tbody></table>'

    def _picture(self, image: Image) -> str:
        tag = f'<img src="{image.url}" alt="{escape(self.text.title)}" width="480">'
        line = printed_caption(image)
        if not line:
            return f'<p style="text-align:center">{tag}</p>'
        return _CAPTIONS[self.habit.caption].format(image=tag, line=escape(line))

    def _closing(self) -> Iterator[str]:
        byline, habit = escape(self.text.byline), self.habit
        if habit.byline == "right":
            yield self._right(byline)
        elif habit.byline == "signed":
            yield self._right(habit.signature.format(byline))
        elif habit.byline == "bold":
            yield self.paragraph(f"<b>{byline}</b>")
        elif habit.byline == "last":
            yield _PARAGRAPHS[habit.markup].format(byline)
        elif habit.byline == "label":
            yield self.paragraph(f"<em>{self.dice.pick(BYLINE_LABELS).format(byline)}</em>")
        if habit.credit:
            yield self._right(escape(habit.credit))
        if habit.source == "right":
            yield self._right(escape(self.text.source_line))
        elif habit.source == "last":
            yield self.paragraph(f"<i>{escape(self.text.source_line)}</i>")

    def inline(self, text: str) -> str:
        """A running text as HTML with the habit's noise inside."""
        if self.habit.decomposed:
            text = unicodedata.normalize("NFD", text)
        words = [escape(word) for word in text.split(" ")]
        if self.habit.split and len(words) > 8:
            self._split(words)
        if self.habit.invisible:
            words[-1] = f"\u200b{words[-1]}"
        joined = " ".join(words)
        if self.habit.wrap:
            counted = iter(range(10_000))
            joined = re.sub(
                r" (?![^<]*>)", lambda _: "\r\n      " if next(counted) % 11 == 10 else " ", joined
            )
        return joined

    def _split(self, words: list[str]) -> None:
        """Bold, linked and cut words, as editors and Word leave them."""
        place = self.dice.roll(len(words) - 6)
        opened, closed = self.dice.pick(_INLINE)
        words[place] = opened + words[place]
        words[place + 2] += closed
        cut = words[place + 4]
        if len(cut) > 2 and cut.isalpha():
            words[place + 4] = f"<span>{cut[:1]}</span><span>{cut[1:]}</span>"


def printed_kind(paragraph: Paragraph, habit: Habit) -> Kind:
    """What a paragraph is to one who sees its markup: lines that begin with a dash are no list."""
    if paragraph.kind is Kind.LIST_ITEM and habit.markup in LINES_ONLY:
        return Kind.PARAGRAPH
    if paragraph.kind is Kind.HEADING and habit.markup not in _WITH_HEADINGS:
        return Kind.PARAGRAPH
    return paragraph.kind


def _may_part(final: Paragraph, last: Paragraph | Image | None) -> bool:
    """Whether editors put a box after this paragraph: not at the end, not before the list it announces."""
    return final.kind is Kind.PARAGRAPH and final is not last and not final.text.endswith(":")


def _kind(piece: Paragraph | Image) -> Kind:
    return Kind.CAPTION if isinstance(piece, Image) else piece.kind
