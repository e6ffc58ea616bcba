"""What a template gets to print: the parts of one article as HTML, and the chrome to put around them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from archiver.demo import words
from bench.pages.body import Writer
from bench.pages.chrome import Chrome
from bench.pages.habits import IN_ITS_PLACE, Habit
from bench.pages.texts import Text


@dataclass(frozen=True)
class Sheet:
    """One page to be printed."""

    url: str
    text: Text
    habit: Habit
    chrome: Chrome
    writer: Writer

    @property
    def title(self) -> str:
        """The headline as HTML."""
        return escape(self.text.title)

    @property
    def date(self) -> str:
        """The date line, with the byline beside it where that is the habit."""
        line = escape(printed_date(self))
        if self.habit.byline != "dated":
            return line
        return self.habit.beside.format(byline=escape(self.text.byline), date=line)

    def arranged(self, **parts: str) -> str:
        """Title, date and lead in the order of the habit; what follows the date stays with it."""
        return "\n".join(parts[name] for name in self.habit.order if parts[name])

    def lead(self, pattern: str) -> str:
        """The lead in the template's own place, if it stands there."""
        return pattern.format(self.writer.lead()) if self.habit.lead in IN_ITS_PLACE else ""

    def author(self, pattern: str) -> str:
        """The byline in the template's own place, if it stands there."""
        return pattern.format(escape(self.text.byline)) if self.habit.byline == "field" else ""

    def source(self, pattern: str) -> str:
        """The source line in the template's own place, if it stands there."""
        return pattern.format(escape(self.text.source_line)) if self.habit.source == "field" else ""

    def above(self, pattern: str = "<p><b>{}</b></p>") -> str:
        """The byline between headline and text, if it stands there."""
        return pattern.format(escape(self.text.byline)) if self.habit.byline == "above" else ""

    def tags(self, item: str, around: str) -> str:
        """Keywords below the text."""
        if not self.text.tags:
            return ""
        return around.format("\n".join(item.format(escape(tag)) for tag in self.text.tags))

    def head(self, title: str) -> str:
        """What stands in `<head>`: the title in the template's form (`{}`), and what programs are told."""
        parts = [f"<title>{title.format(self.title)}</title>"]
        parts += _MACHINES[self.habit.machine](self)
        parts.append('<link rel="stylesheet" href="/giao-dien/cong.css">')
        if self.habit.kilobytes:
            parts.append(f'<script>var trangThai = "{self.chrome.weight(self.habit.kilobytes)}";</script>')
        return "\n".join(parts)


def printed_date(sheet: Sheet) -> str:
    """The date line; at midnight where the editor gave no hour."""
    when = sheet.text.published_at
    if sheet.habit.midnight:
        when = when.replace(hour=0, minute=0, second=0)
    return sheet.habit.date.write(when)


def _meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}">'


def _nothing(_: Sheet) -> list[str]:
    return []


def _title(sheet: Sheet) -> list[str]:
    return [
        _meta("og:title", sheet.text.title),
        _meta("description", sheet.text.lead[:140], "name"),
        _meta("og:site_name", words.PORTAL_NAME),
    ]


def _times(sheet: Sheet) -> list[str]:
    when = sheet.text.published_at
    later = when + timedelta(hours=3)
    return [
        *_title(sheet),
        _meta("article:published_time", when.isoformat()),
        _meta("article:modified_time", later.isoformat()),
    ]


def _record(sheet: Sheet) -> list[str]:
    """The record was made some days after the day that is shown."""
    return [_meta("article:published_time", (sheet.text.published_at + timedelta(days=11)).isoformat())]


def _author(_: Sheet) -> list[str]:
    return [_meta("author", words.PORTAL_NAME, "name"), _meta("copyright", words.MINISTRY, "name")]


def _json(sheet: Sheet) -> list[str]:
    story = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": escape(sheet.text.title),
        "datePublished": sheet.text.published_at.isoformat(),
        "author": {"@type": "Organization", "name": words.PORTAL_NAME},
        "publisher": {"@type": "Organization", "name": words.MINISTRY},
    }
    return [f'<script type="application/ld+json">{json.dumps(story, ensure_ascii=False)}</script>']


_MACHINES: dict[str, Callable[[Sheet], list[str]]] = {
    "nothing": _nothing,
    "title": _title,
    "times": _times,
    "record": _record,
    "author": _author,
    "json": _json,
}
