"""What is known of a page, as an earlier reading has it, and which nodes of the page say so. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from archiver.extract.fields.dates import read_date_line
from archiver.extract.selecting.locating import Letters, Spot, holding, letters_of, squeezed
from archiver.page.page import Node, Page, text_of
from archiver.records import VIETNAM, Article, Kind
from archiver.vietnamese.bylines import read_byline, read_source_line, split_lead_prefix

#: What a reading puts between the cells of a row, and the page does not show.
CELLS = " | "
#: The fields of a layout that are one text each.
FIELDS = ("title", "published", "lead", "byline", "source_line", "category")
#: So many letters may stand beside a known text in its node: weekday, zone, label, the site's mark.
_BESIDE = {"title": 0, "published": 60, "lead": 40, "byline": 40, "source_line": 30, "category": 0}
#: A date line has no more letters, with weekday, zone and the name of the writer.
_LONGEST_DATE = 110
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
#: So much of a text's letters its node must hold.
_BODY_SHARE = 0.97
#: What may stand beside the text in an outer node that still counts as its body.
_LOOSE_LETTERS, _LOOSE_SHARE = 300, 0.1


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A page and what is known of it: `texts` by the names of a layout's fields, as a reading has them.

    With `published_at` (aware, to the minute) the date may be printed in other words than the known ones.
    `kept` are the file names of the article's pictures and documents.
    """

    page: Page
    texts: Mapping[str, str]
    published_at: datetime | None = None
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @cached_property
    def letters(self) -> Letters:
        """Where everything stands on the page."""
        return letters_of(self.page)


def sample_of(page: Page, article: Article) -> Sample:
    """A page with what an earlier reading of it, or of its article, says."""
    texts = {
        "title": article.title,
        "published": article.published_text,
        "lead": article.lead,
        "byline": article.byline,
        "source_line": article.source_line,
        "category": article.category,
    }
    files = (*(image.url for image in article.images), *(file.url for file in article.attachments))
    return Sample(
        page=page,
        texts={name: text for name, text in texts.items() if text},
        published_at=article.published_at if article.published_text else None,
        paragraphs=tuple(
            p.text.replace(CELLS, " ") if p.kind is Kind.TABLE_ROW else p.text
            for p in article.paragraphs
            if p.kind is not Kind.CAPTION
        ),
        captions=tuple(p.text for p in article.paragraphs if p.kind is Kind.CAPTION),
        tags=article.tags,
        kept=tuple(name for url in files if (name := url.rpartition("/")[2])),
    )


def gives(sample: Sample, name: str, text: str) -> bool:
    """Whether the text of a node, read as a field, says what is known of a page.

    >>> known = Sample(page=Page("", ""), texts={"byline": "Lưu Hương", "published": "05/06/2013 | 09:32"})
    >>> gives(known, "byline", "Tác giả: Lưu Hương"), gives(known, "byline", "Lưu Hương và bạn đọc")
    (True, False)
    >>> gives(known, "published", "Thứ tư, 05/06/2013 | 09:32 GMT+7")
    True
    """
    known = sample.texts.get(name, "")
    if text == known:
        return True
    match name:
        case "published":
            return _same_time(sample, text, known)
        case "lead":
            return split_lead_prefix(text)[1] == known or (text.startswith("(") and text.endswith(known))
        case "byline":
            read = read_byline(text)
            return read is not None and read.text == known
        case "source_line":
            return read_source_line(text) == known
    return False


def _same_time(sample: Sample, text: str, known: str) -> bool:
    """Whether a line prints the known time, in the known words or in others."""
    stamp = read_date_line(text, zone=VIETNAM)
    if stamp is None:
        return False
    at = stamp.at.replace(second=0, microsecond=0)
    return at == sample.published_at or (bool(known) and squeezed(known) in squeezed(stamp.text))


def givers(sample: Sample, name: str) -> list[Node]:
    """The nodes of a page whose text gives a field: in the known words where these stand there."""
    spots = sample.letters.around(sample.texts.get(name, ""), beside=_BESIDE[name])
    found = _giving(sample, name, spots)
    if found or name != "published" or sample.published_at is None:
        return found
    year = f"{sample.published_at:%y}"
    lines = [
        spot
        for spot in sample.letters.spots
        if 6 <= spot.size <= _LONGEST_DATE and year in sample.letters.text[spot.first : spot.last]
    ]
    machine = [spot for spot in lines if _MACHINE.search(text_of(spot.node))]
    # A time for machines may be that of a change, and is not what readers see.
    return _giving(sample, name, [spot for spot in lines if spot not in machine]) or _giving(
        sample, name, machine
    )


def _giving(sample: Sample, name: str, spots: Sequence[Spot]) -> list[Node]:
    return [spot.node for spot in spots if gives(sample, name, text_of(spot.node))]


def bodies(sample: Sample) -> list[Node]:
    """The innermost node that holds a page's text, and outer ones with little else and without its title.

    Of these only those that hold most of its pictures and documents.
    """
    holders = holding(sample.letters, sample.paragraphs, share=_BODY_SHARE)
    if not holders:
        return []
    most = holders[0].size + max(_LOOSE_LETTERS, _LOOSE_SHARE * holders[0].size)
    title = sample.letters.around(sample.texts.get("title", ""))
    tight = [
        spot.node
        for at, spot in enumerate(holders)
        if spot.node.tag != "body"
        and (at == 0 or (spot.size <= most and not any(_is_in(inner, spot) for inner in title)))
    ]
    shown = [len(files_in(node, sample.kept)) for node in tight]
    return [node for node, count in zip(tight, shown, strict=True) if count == max(shown)]


def _is_in(inner: Spot, outer: Spot) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def files_in(node: Node, files: Sequence[str]) -> set[str]:
    """Which of the article's pictures and documents are in a node."""
    values = (
        (value or "").rpartition("/")[2]
        for inner in (node, *node.css("img, a, source, iframe, video"))
        for value in inner.attributes.values()
    )
    return {value for value in values if value in files}
