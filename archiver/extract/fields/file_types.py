"""What a file is by its first bytes: names and headers say what somebody meant, the bytes what came. Pure."""

from __future__ import annotations

import hashlib
import re

from archiver.extract.fields.files import MEDIA_TYPES, media_type
from archiver.records import File, Payload

HTML, XML, PLAIN = "text/html", "application/xml", "text/plain"
#: Bytes that no rule knows.
UNKNOWN = "application/octet-stream"
_ZIP, _OLE = "application/zip", "application/x-ole-storage"
#: So many bytes tell what a file is; names of a ZIP archive's parts stand among them.
_HEAD = 64 * 1024
#: Readers look for a PDF's first line so far into the file, and so do we.
_PDF_WITHIN = 1024
_OLD_OFFICE = {MEDIA_TYPES[end] for end in ("doc", "xls", "ppt")}
_MAGIC = (
    (b"%PDF-", MEDIA_TYPES["pdf"]),
    (b"{\\rtf", MEDIA_TYPES["rtf"]),
    (b"Rar!\x1a\x07", MEDIA_TYPES["rar"]),
    (b"7z\xbc\xaf\x27\x1c", MEDIA_TYPES["7z"]),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
)
#: The folder in which an Office document keeps its parts.
_PARTS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
#: How a page begins (WHATWG MIME Sniffing, 7.1), comments before it included.
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|script|meta|link|style|iframe|form"
    rb"|div|table|center|font|span|h1|p|a|b|br)\b",
    re.IGNORECASE | re.DOTALL,
)
#: What Office writes into the pages and the XML that it keeps under its own names.
_OFFICE_MARKS = (b"urn:schemas-microsoft-com:office", b"mso-application")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def file_of(payload: Payload) -> File:
    """What a payload is as a file: its type, its size in bytes, its SHA-256.

    >>> file_of(Payload(url="https://mic.gov.vn/a.pdf", body=b"%PDF-1.4")).file_type
    'application/pdf'
    """
    found = file_type(payload.body[:_HEAD], media_type(payload.url), payload.content_type)
    return File(found, len(payload.body), hashlib.sha256(payload.body).hexdigest())


def file_type(head: bytes, named: str, declared: str = "") -> str:
    r"""The media type of a file that begins with `head`; empty for an empty file.

    `named` is what its name says, `declared` what its header does: they decide where the bytes do not.

    >>> file_type(b"<!DOCTYPE html><title>404</title>", "application/pdf", "application/pdf")
    'text/html'
    >>> file_type(b"PK\x03\x04...[Content_Types].xml...xl/workbook.xml", "application/zip")
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head, named)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return named if named in _OLD_OFFICE else _OLE
    if known := next((kind for magic, kind in _MAGIC if head.startswith(magic)), ""):
        return known
    text = _text(head)
    if b"%PDF-" in head[:_PDF_WITHIN] and not _PAGE.match(text):
        return MEDIA_TYPES["pdf"]
    if not head or _BINARY.search(text):
        return UNKNOWN if head else ""
    return _written(text, named, declared)


def is_document(found: str, named: str) -> bool:
    """Whether an answer of that type can be the file that its name promises, and is not a page in its place.

    >>> is_document("text/html", "application/pdf"), is_document("application/zip", "application/pdf")
    (False, True)
    """
    if found == PLAIN:
        return named in _OLD_OFFICE or not named  # a table of values, as many a program exports it
    return bool(found) and found not in {HTML, XML}


def _zipped(head: bytes, named: str) -> str:
    """An Office document is a ZIP archive: its parts tell which, or its name where they come too late."""
    if b"mimetypeapplication/vnd.oasis.opendocument." in head[:200]:
        kept = head[38:200].partition(b"PK\x03\x04")[0].partition(b"\x00")[0]
        return next((one for one in MEDIA_TYPES.values() if kept.startswith(one.encode())), _ZIP)
    if b"[Content_Types].xml" in head:
        for folder, end in _PARTS:
            if folder in head:
                return MEDIA_TYPES[end]
        return named if "openxmlformats" in named else _ZIP
    return _ZIP


def _text(head: bytes) -> bytes:
    """What a file of letters begins with, its byte order mark undone."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _written(text: bytes, named: str, declared: str) -> str:
    is_page = _PAGE.match(text) is not None
    is_xml = text.lstrip().startswith(b"<?xml")
    if (is_page or is_xml) and named in _OLD_OFFICE and any(mark in text for mark in _OFFICE_MARKS):
        return named
    if is_page or (is_xml and re.search(rb"<html\b", text, re.IGNORECASE)):
        return HTML
    if is_xml:
        return XML
    return HTML if "html" in declared.lower() else PLAIN
