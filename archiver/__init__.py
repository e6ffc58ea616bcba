"""The archive of Vietnam's ministry news: crawl, keep the bytes, read the whole record, search it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.errors import NotAnArticle, PayloadError
    from archiver.reading import extract_page
    from archiver.records import Article

__all__ = ["Article", "NotAnArticle", "PayloadError", "extract_page"]

_HOMES = {
    "Article": "archiver.records",
    "NotAnArticle": "archiver.errors",
    "PayloadError": "archiver.errors",
    "extract_page": "archiver.reading",
}


def __getattr__(name: str) -> Any:
    # Loading the parser takes longer than a search does: only who reads pages pays for it.
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
