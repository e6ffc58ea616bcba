"""What is told of a site that was just described: in the docstring of its file, and on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from archiver.extract.describing.portal import Description
from archiver.extract.describing.templates import Reading
from archiver.extract.site import ListingKind
from archiver.records import Article, Precision

_WIDTH = 108
#: The least letters of a title in the table, the most of a byline, and what stands beside the title.
_TITLE, _BYLINE, _BESIDE = 24, 16, 58
#: The fields whose confidence a person wants to see.
_WEIGHED = ("title", "published_at", "lead", "byline", "paragraphs")


def docstring(about: Description, day: str) -> list[str]:
    """The lines of a site file's docstring below the first, for a person who opens it."""
    count = len(about.readings)
    pages = f"one list and {count} article{'s' if count > 1 else ''}"
    how = "fetched that day" if about.site.verified else "saved pages"
    words = [f"Described by `archiver sites new` on {day} from {pages}, {how}."]
    words += [_records(about)]
    if about.date_forms:
        words.append(f"Dates are printed as {' or '.join(f'`{form}`' for form in about.date_forms)}.")
    words.append("How many articles a week must bring is a guess.")
    return textwrap.wrap(" ".join(words), _WIDTH)


def _records(about: Description) -> str:
    forms = about.site.articles
    if all("(?P<id>" in form.pattern for form in forms):
        stamped = ", which holds the time of its making" if all(form.stamp for form in forms) else ""
        return f"The record is a part of an article's address{stamped}."
    return "The record is an article's whole address."


def samples_table(readings: Sequence[Reading], width: int) -> Table:
    """What each page says, and how sure its least sure field is; `width` is that of the terminal."""
    table = Table("title", "published", "byline", "par.", "sure", box=None, pad_edge=False)
    for reading in readings:
        article = reading.article
        title = _cut(article.title, max(_TITLE, width - _BESIDE))
        row = (title, _published(article), _cut(article.byline or "-", _BYLINE), str(len(article.paragraphs)))
        table.add_row(*map(Text, (*row, _sure(article))))
    return table


def sample_doubts(readings: Sequence[Reading]) -> Iterator[str]:
    """Every doubt about a page that was read."""
    for reading in readings:
        for doubt in _doubts(reading.article):
            yield f"{reading.payload.url}: {doubt}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _published(article: Article) -> str:
    if article.published_at is None:
        return "-"
    form = "%d/%m/%Y" if article.published_precision is Precision.DAY else "%d/%m/%Y %H:%M"
    return article.published_at.strftime(form)


def _sure(article: Article) -> str:
    """The least sure field and how sure it is, as `100 %` where nothing is in doubt."""
    weighed = {name: how.confidence for name, how in article.found.items() if name in _WEIGHED}
    if not weighed:
        return "-"
    name = min(weighed, key=lambda one: weighed[one])
    return "100 %" if weighed[name] == 1 else f"{weighed[name]:.0%} {name}".replace("%", " %")


def _doubts(article: Article) -> Iterator[str]:
    yield from (f"{name}: {how.doubt}" for name, how in article.found.items() if how.doubt)
    if article.published_at is None:
        yield "no date"


def facts(about: Description) -> Iterator[tuple[str, str]]:
    """What was found of a portal, as names and words."""
    site = about.site
    yield "site", f"{site.name}: {site.ministry} ({', '.join(site.hosts)})"
    for form in site.articles:
        yield "addresses", form.pattern + (f", made at {form.stamp}" if form.stamp else "")
    yield "list", f"{len(about.declared.links.items)} articles; {about.declared.how}"
    for one in site.listings[1:]:
        yield "list" if one.kind is ListingKind.PAGE else one.kind.value, one.url
    for era in site.eras:
        how = f"by layout {era.layout}" if era.layout else "by evidence"
        yield "pages", f"platform {era.platform}; read {how}"
    yield from (("dates", printed) for printed in about.date_forms)
    count = len(about.readings) + len(about.refused)
    yield "read", f"{len(about.readings)} of {count} pages as articles"
    for refusal in about.refused:
        yield "no article", f"{refusal.url} ({refusal.reason})"
