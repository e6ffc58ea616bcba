"""What the page of one article shows, read from an archive. SQL in, frozen values out; no HTML here."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from archiver.archive.edits.comparison import list_revisions
from archiver.publish.plugin.provenance import Source, source_of
from archiver.records import Kind


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring paragraphs of one kind; each is one text, or the cells of one table row."""

    kind: str
    items: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; `note` is the credit of an image or the media type of a file.

    The rest is known of files that were fetched: `size` in bytes, `presence` ok, suspect or gone, `truncated`
    set where only the beginning is kept.
    """

    url: str
    text: str
    note: str
    size: int | None = None
    capture: str = ""
    sha256: str = ""
    presence: str = ""
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One revision; `changed` are the parts that differ from the one before, none in the first."""

    number: int
    first_seen: str
    last_seen: str
    changed: tuple[str, ...]
    extent: str
    is_silent: bool
    held: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as it is read: the row, its blocks, its links, its revisions, how it was found."""

    row: dict[str, Any]
    ministry_en: str
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    images: tuple[Link, ...]
    attachments: tuple[Link, ...]
    revisions: tuple[Version, ...]
    sources: tuple[Source, ...]
    capture: dict[str, Any] | None


def article_page(connection: sqlite3.Connection, article: str) -> ArticlePage | None:
    """One article with its links; `None` when there is none of that id."""
    row = _one(connection, "SELECT * FROM articles WHERE id = ?", article)
    if row is None:
        return None
    site = _one(connection, "SELECT ministry_en FROM sites WHERE name = ?", row["site"])
    paragraphs = [(str(one["kind"]), str(one["text"])) for one in json.loads(row["paragraphs"])]
    return ArticlePage(
        row=row,
        ministry_en=site["ministry_en"] if site else "",
        tags=tuple(str(tag) for tag in json.loads(row["tags"])),
        blocks=tuple(_blocks(paragraphs)),
        images=_links(connection, "SELECT url, caption, credit FROM images", article),
        attachments=_links(
            connection,
            """
            SELECT url, title, iif(file_type <> '', file_type, media_type), size, coalesce(capture, ''),
                sha256, presence, truncated
            FROM attachments
            """,
            article,
        ),
        revisions=tuple(_version(one) for one in list_revisions(connection, article)),
        sources=tuple(source_of(name, how) for name, how in json.loads(row["found"]).items()),
        capture=_one(connection, "SELECT * FROM captures WHERE record_id = ?", row["capture"]),
    )


def _one(connection: sqlite3.Connection, sql: str, value: str) -> dict[str, Any] | None:
    cursor = connection.execute(sql, (value,))
    found = cursor.fetchone()
    return found and dict(zip((column[0] for column in cursor.description), found, strict=True))


def _version(row: sqlite3.Row) -> Version:
    return Version(
        number=row["number"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        changed=tuple(filter(None, row["changed"].split(", "))),
        extent=row["extent"],
        is_silent=bool(row["silent"]),
        held=row["held"],
    )


def _links(connection: sqlite3.Connection, select: str, article: str) -> tuple[Link, ...]:
    rows = connection.execute(f"{select} WHERE article = ? ORDER BY position", (article,))
    return tuple(Link(*row) for row in rows)


def _blocks(paragraphs: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """List items and table rows in a row are one list and one table."""
    for kind, group in groupby(paragraphs, key=lambda one: one[0]):
        texts = [text for _, text in group]
        if kind == Kind.TABLE_ROW:
            yield Block(kind, tuple(tuple(re.split(r"\s*[|\t]\s*", text)) for text in texts))
        elif kind == Kind.LIST_ITEM:
            yield Block(kind, tuple((text,) for text in texts))
        else:
            yield from (Block(kind, ((text,),)) for text in texts)
