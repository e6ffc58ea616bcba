"""What the reading pages show, read from an archive. SQL in, frozen values out; no HTML here."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from archiver.archive.search import Hit, Tally, search, tally
from archiver.records import VIETNAM, Kind

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
RESULTS_PER_PAGE = 20
_NEWEST = 12
#: Further pages of results cost more and more, and nobody reads them.
_LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Ministry:
    """One portal with articles; the years are of its first and last dated article."""

    site: str
    name: str
    host: str
    articles: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list."""

    article: str
    ministry: str
    title: str
    published: str
    lead: str


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    total: int
    ministries: tuple[Ministry, ...]
    newest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring paragraphs of one kind; each is one text, or the cells of one table row."""

    kind: str
    items: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; `note` is the credit of an image or the media type of a file."""

    url: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as it is read: the row, its blocks, its links, and what is doubtful about it."""

    row: dict[str, Any]
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    images: tuple[Link, ...]
    attachments: tuple[Link, ...]
    doubts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of search results; `number` counts from 1."""

    words: str
    site: str
    year: int | None
    number: int
    hits: tuple[Hit, ...]
    tally: Tally

    @property
    def has_next(self) -> bool:
        """Whether a page of results follows."""
        return self.number * RESULTS_PER_PAGE < self.tally.total and self.number < _LAST_PAGE


def home(connection: sqlite3.Connection) -> Home:
    """How much of which ministry there is, and the newest articles."""
    ministries = tuple(
        Ministry(*row)
        for row in connection.execute(
            """
            SELECT counted.site, sites.ministry, sites.host, counted.articles, first_year, last_year
            FROM (
                SELECT site, count(*) AS articles, min(year) AS first_year, max(year) AS last_year
                FROM articles INDEXED BY articles_found WHERE withheld = '' GROUP BY site
            ) AS counted JOIN sites ON sites.name = counted.site
            ORDER BY counted.articles DESC, sites.ministry
            """
        )
    )
    newest = connection.execute(
        """
        SELECT id, ministry, title, published, lead FROM articles
        WHERE withheld = '' ORDER BY published DESC, id LIMIT ?
        """,
        (_NEWEST,),
    )
    return Home(sum(one.articles for one in ministries), ministries, tuple(Entry(*row) for row in newest))


def article_page(connection: sqlite3.Connection, article: str) -> ArticlePage | None:
    """One article with its links; `None` when there is none of that id."""
    cursor = connection.execute("SELECT * FROM articles WHERE id = ?", (article,))
    found = cursor.fetchone()
    if found is None:
        return None
    row = dict(zip((column[0] for column in cursor.description), found, strict=True))
    paragraphs = [(str(one["kind"]), str(one["text"])) for one in json.loads(row["paragraphs"])]
    how = json.loads(row["found"])
    return ArticlePage(
        row=row,
        tags=tuple(str(tag) for tag in json.loads(row["tags"])),
        blocks=tuple(_blocks(paragraphs)),
        images=_links(connection, "SELECT url, caption, credit FROM images", article),
        attachments=_links(connection, "SELECT url, title, media_type FROM attachments", article),
        doubts=tuple((name, one["doubt"]) for name, one in how.items() if one.get("doubt")),
    )


def results(connection: sqlite3.Connection, words: str, site: str, year: int | None, number: int) -> Results:
    """One page of what a query finds, with the counts for narrowing it."""
    number = min(max(number, 1), _LAST_PAGE)
    hits = search(
        connection,
        words,
        site=site,
        year=year,
        limit=RESULTS_PER_PAGE,
        offset=(number - 1) * RESULTS_PER_PAGE,
    )
    return Results(words, site, year, number, tuple(hits), tally(connection, words, site=site, year=year))


def printed_time(text: str) -> str:
    """A stored time as Vietnamese readers write it; UTC times become Viet Nam's, other text stays.

    >>> printed_time("2013-06-05 09:32")
    'Thứ Tư, 5/6/2013, 09:32'
    >>> printed_time("2013-06-05")
    'Thứ Tư, 5/6/2013'
    >>> printed_time("2013-06-05T18:00:00.000Z")
    'Thứ Năm, 6/6/2013, 01:00'
    >>> printed_time("")
    ''
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if when.tzinfo is not None:
        when = when.astimezone(VIETNAM)
    day = f"{WEEKDAYS[when.weekday()]}, {when.day}/{when.month}/{when.year}"
    return day if len(text) == len("2013-06-05") else f"{day}, {when:%H:%M}"


def web_link(url: str) -> str:
    """The address if a browser may be sent there, else nothing: stored text is not to be trusted.

    >>> web_link("https://moh.gov.vn/tin"), web_link("javascript:alert(1)"), web_link("//x.vn/a")
    ('https://moh.gov.vn/tin', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def thousands(number: int) -> str:
    """A count with dots between the thousands, as Vietnamese writes it.

    >>> thousands(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", ".")


def _links(connection: sqlite3.Connection, select: str, article: str) -> tuple[Link, ...]:
    rows = connection.execute(f"{select} WHERE article = ? ORDER BY position", (article,))
    return tuple(Link(*row) for row in rows)


def _blocks(paragraphs: Iterable[tuple[str, str]]) -> Iterable[Block]:
    """List items and table rows in a row are one list and one table."""
    for kind, group in groupby(paragraphs, key=lambda one: one[0]):
        texts = [text for _, text in group]
        if kind == Kind.TABLE_ROW:
            yield Block(kind, tuple(tuple(re.split(r"\s*[|\t]\s*", text)) for text in texts))
        elif kind == Kind.LIST_ITEM:
            yield Block(kind, tuple((text,) for text in texts))
        else:
            yield from (Block(kind, ((text,),)) for text in texts)
