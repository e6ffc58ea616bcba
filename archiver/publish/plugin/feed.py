"""An Atom feed (RFC 4287) of the newest articles, of one portal or of all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 50
#: The names in it are public ids, so an article has one URN on every server and for ever.
_NAMESPACE = UUID("5f0c8a4e-6d0b-5c0f-9a5e-8f1d2b7c3a90")
#: XML 1.0 cannot say these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: RFC 4287 wants a time of every feed; an empty archive has none.
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article of a feed; `updated` is when its newest revision was seen first (UTC)."""

    article: str
    ministry: str
    title: str
    published: str
    updated: str
    lead: str
    byline: str
    category: str


def feed_entries(connection: sqlite3.Connection, site: str) -> tuple[FeedEntry, ...]:
    """The newest articles of a portal, or of all; withheld ones never."""
    where, order = ("AND site = :site", "published_at") if site else ("", "published")
    rows = connection.execute(
        f"""
        SELECT id, ministry, title, coalesce(published_at, ''),
            coalesce(revisions.first_seen, articles.first_seen),
            coalesce(nullif(lead, ''), substr(body, 1, 300)), byline, category
        FROM articles LEFT JOIN revisions ON revisions.article = articles.id AND number = revision
        WHERE withheld = '' {where} ORDER BY {order} DESC, id LIMIT :most
        """,
        {"site": site, "most": _ENTRIES},
    )
    return tuple(FeedEntry(*row) for row in rows)


def urn(name: str) -> str:
    """The id of an article, or of a feed, that is the same on every server.

    >>> urn("mic-157662")
    'urn:uuid:ce904328-c349-5666-a2f6-f7432eec7d75'
    """
    return f"urn:uuid:{uuid5(_NAMESPACE, name)}"


def atom(
    title: str, name: str, entries: tuple[FeedEntry, ...], absolute: Callable[[str], str], own: str
) -> bytes:
    """A feed as UTF-8; `absolute` gives the address of an article's page, `own` is the feed's address."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "vi"})
    _add(root, "id", urn(f"feed {name}"))
    _add(root, "title", title)
    _add(root, "updated", max((one.updated for one in entries), default=_NEVER))
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    for one in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", urn(one.article))
        _add(entry, "title", one.title)
        _add(entry, "updated", one.updated)
        if one.published:
            _add(entry, "published", one.published)
        _add(ElementTree.SubElement(entry, "author"), "name", one.byline or one.ministry)
        address = {"rel": "alternate", "type": "text/html", "href": absolute(one.article)}
        ElementTree.SubElement(entry, "link", address)
        if one.category:
            ElementTree.SubElement(entry, "category", {"term": _xml(one.category)})
        _add(entry, "summary", one.lead)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _xml(text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
