"""Where a fact about a portal comes from, when nobody has seen it on the live portal. Frozen values."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """Where a fact comes from, the best first; the words complete "known from"."""

    HTML = "raw pages"
    TEXT = "stored texts of its pages"
    ADDRESSES = "addresses in public files"
    CRAWLERS = "other people's crawlers"
    GENERAL = "general knowledge"
