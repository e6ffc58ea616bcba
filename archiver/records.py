"""The values that pass between the parts of the program: frozen, typed, without behaviour.

Every datetime is aware. Every text is NFC with single spaces (`archiver.vietnamese.text`).
An empty text means that the page has none, never that nobody looked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

#: Viet Nam has had one zone and no daylight saving since 13 June 1975.
VIETNAM = timezone(timedelta(hours=7), "ICT")


class Precision(StrEnum):
    """How exact a printed time is."""

    MINUTE = "minute"
    DAY = "day"


class Kind(StrEnum):
    """What one paragraph is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


class Reason(StrEnum):
    """Why a page is not an article."""

    LISTING = "listing"
    ERROR_PAGE = "error-page"
    BLOCKED = "blocked"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    NOT_FOUND = "not-found"
    REDIRECT = "redirect"
    EMPTY = "empty"
    NOT_HTML = "not-html"
    UNREADABLE = "unreadable"
    NO_TITLE = "no-title"
    NO_BODY = "no-body"
    NO_DATE = "no-date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the body, in page order."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """One picture of the body; `url` is absolute, `caption` and `credit` are empty where there is none."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file the article links to; `media_type` is guessed from the name, empty if unknown."""

    url: str
    title: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What the bytes of an attachment are: `size` counts them, `file_type` follows from the first of them."""

    file_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Found:
    """How a field was found: `layout:2024`, `platform:ims`, `json-ld`, `evidence`, ….

    `confidence` is 1.0 unless a rule had to weigh; `doubt` says in words what does not agree.
    """

    by: str
    confidence: float = 1.0
    doubt: str = ""


#: What a page says of its article, in the order in which it is told.
ARTICLE_FIELDS = (
    "title",
    "published_at",
    "lead",
    "paragraphs",
    "byline",
    "source_line",
    "category",
    "tags",
    "images",
    "attachments",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one reading of one page says (fields: `docs/architecture.md`).

    `canonical_url` is the address that the page names as its own: a claim, never the identity.
    `memory` is the version of what was known of its site (`archiver.extract.memory`); where that has left a
    block out, `plain` are the texts of the page with it.
    """

    site: str
    record_space: str
    record_id: str
    url: str
    title: str
    published_at: datetime | None
    published_precision: Precision | None
    published_text: str
    lead: str
    paragraphs: tuple[Paragraph, ...]
    byline: str
    source_line: str
    recorded_at: datetime | None = None
    updated_at: datetime | None = None
    canonical_url: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = "vi"
    layout: str = ""
    found: Mapping[str, Found] = field(default_factory=dict)
    memory: str = ""
    plain: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs as plain text, one blank line between them, captions left out."""
        return "\n\n".join(p.text for p in self.paragraphs if p.kind is not Kind.CAPTION)

    def as_dict(self) -> dict[str, object]:
        """The record as plain JSON values; times are ISO 8601 in Viet Nam's zone."""
        return {
            "site": self.site,
            "record_id": self.record_id,
            "url": self.url,
            "title": self.title,
            "published_at": iso(self.published_at),
            "published_precision": self.published_precision and self.published_precision.value,
            "published_text": self.published_text,
            "recorded_at": iso(self.recorded_at),
            "lead": self.lead,
            "paragraphs": [{"kind": p.kind.value, "text": p.text} for p in self.paragraphs],
            "byline": self.byline,
            "source_line": self.source_line,
            "category": self.category,
            "tags": list(self.tags),
            "images": [{"url": i.url, "caption": i.caption, "credit": i.credit} for i in self.images],
            "attachments": [
                {"url": a.url, "title": a.title, "media_type": a.media_type} for a in self.attachments
            ],
            "updated_at": iso(self.updated_at),
            "canonical_url": self.canonical_url,
            "language": self.language,
            "layout": self.layout,
            "found": {name: found_as_dict(how) for name, how in self.found.items()},
        }


def found_as_dict(how: Found) -> dict[str, object]:
    """One `Found` as plain JSON values; certainty and doubt only where there is something to say."""
    plain: dict[str, object] = {"by": how.by}
    if how.confidence != 1.0:
        plain["confidence"] = how.confidence
    if how.doubt:
        plain["doubt"] = how.doubt
    return plain


def iso(when: datetime | None) -> str | None:
    """ISO 8601 in Viet Nam's zone.

    >>> iso(datetime(2013, 6, 5, 2, 32, tzinfo=UTC))
    '2013-06-05T09:32:00+07:00'
    """
    return None if when is None else when.astimezone(VIETNAM).isoformat()


def instant(when: datetime) -> str:
    """ISO 8601 in UTC with milliseconds: how the archive writes the times of this machine.

    >>> instant(datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM))
    '2013-06-05T02:32:00.000Z'
    """
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A response that is being written: what its `Capture` will say, as far as it is known before."""

    record_id: str
    fetched_at: datetime
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP request and its response, as they crossed the wire, before any decoding.

    `body` is transfer-decoded and content-encoded. Header names and values are latin-1 text in the
    order they arrived, duplicates kept. `reason` is the phrase behind the status, `None` where nobody knows
    it any more. `fetched_at` is the start of the fetch, in UTC.
    `truncated` is empty, or a word of WARC-Truncated (`length`, `time`, `disconnect`). `lenience` names by
    commas what the server's TLS was forgiven (`archiver.extract.site.Lenience`), empty for nothing.
    What a browser has made of a response crossed no wire: `rendered_from` is then that response's record id,
    the method is empty and the status 200.
    """

    url: str
    method: str
    request_headers: tuple[tuple[str, str], ...]
    request_body: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    reason: str | None = None
    ip_address: str = ""
    protocol: str = "HTTP/1.1"
    truncated: str = ""
    lenience: str = ""
    rendered_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a browser would get to see of one response: the body after content-decoding, still in bytes.

    `content_type` is the header's value, empty where there was none; `fetched_at` is aware, the anchor
    of relative times (`2 giờ trước`).
    """

    url: str
    body: bytes
    status: int = 200
    content_type: str = ""
    fetched_at: datetime | None = None
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which article a URL means, whatever its host, scheme and slug.

    `recorded_at` is the second in which the portal made the record, where its number tells it.
    """

    record_space: str
    record_id: str
    recorded_at: datetime | None = None

    @property
    def public_id(self) -> str:
        """The name that citations and Datasette addresses use; the same on every machine.

        >>> Identity("mic", "157662").public_id
        'mic-157662'
        >>> Identity("mic", "mic.gov.vn/tin/Trang/abc.aspx").public_id
        'mic-ubjqhrb6h2xuq75e'
        """
        if re.fullmatch(r"\d{1,40}", self.record_id):
            return f"{self.record_space}-{self.record_id}"
        digest = hashlib.sha256(f"{self.record_space}\n{self.record_id}".encode()).digest()
        # The first letter is never a digit, so that the two forms can never meet.
        return f"{self.record_space}-u{base64.b32encode(digest)[:15].decode().lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Where one HTTP response lies in a WARC file, and what it is.

    `warc_file` is relative to the archive's folder; `offset` and `length` bound one gzip member.
    `payload_sha1` is the base32 digest that WARC and CDX use, over the stored (still encoded) payload;
    `payload_sha256` is hexadecimal over the same bytes. `lenience` is the exchange's.
    """

    url: str
    fetched_at: datetime
    status: int
    content_type: str
    warc_file: str
    offset: int
    length: int
    record_id: str
    payload_sha1: str
    payload_sha256: str
    payload_length: int
    truncated: str = ""
    source: str = "live"
    lenience: str = ""
