"""When two readings of an article are the same, and what changed when they are not. Pure functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from archiver.records import Article, iso

#: The parts of a reading that make a revision, in the order in which a change is told.
PARTS = ("title", "date", "lead", "text", "byline", "images", "attachments")


def parts(article: Article) -> dict[str, object]:
    """What a reading says, by part; empty parts are left out, so that a new field makes no false revision.

    Pictures and files count by path only: portals put tokens and sizes into the query (courtlistener#4443).
    """
    said: dict[str, object] = {
        "title": article.title,
        "date": [article.published_text, iso(article.published_at)] if article.published_text else "",
        "lead": " ".join(filter(None, (article.source_line, article.lead))),
        "text": [[paragraph.kind.value, paragraph.text] for paragraph in article.paragraphs],
        "byline": article.byline,
        "images": [urlsplit(image.url).path for image in article.images],
        "attachments": [[urlsplit(file.url).path, file.title] for file in article.attachments],
    }
    return {part: value for part, value in said.items() if value}


def content_hash(article: Article) -> str:
    """The hash on which readings are compared: sha256 in hexadecimal over the parts as canonical JSON."""
    text = json.dumps(parts(article), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The parts in which two readings differ.

    >>> changed({"title": "Tập huấn", "byline": "Lưu Hương"}, {"title": "Tập huấn"})
    ('byline',)
    """
    return tuple(part for part in PARTS if before.get(part) != after.get(part))
