"""From the bytes of a response to the text of an HTML page, or a reason why it is none.

The order is BOM, UTF-16 without one, UTF-8 (strict, then with a few bad bytes), the header's charset, the
page's own, the old Vietnamese encodings, statistics. UTF-8 comes before any declaration of another
encoding: text in one of those is never valid UTF-8 by chance, while servers that declare `windows-1252` for
UTF-8 pages are common. Declared `windows-1252` and `windows-1258` come last: servers say so of pages in
TCVN3 and VNI, and nearly every byte is a letter of them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from bs4.dammit import UnicodeDammit

from archiver.errors import NotAnArticle, PayloadError
from archiver.page.formatting import reopened
from archiver.page.nesting import deepest
from archiver.records import Payload, Reason
from archiver.vietnamese.encodings import decode_legacy

#: The downloader keeps no more of one response.
LARGEST_PAGE = 32 * 1024 * 1024
#: lexbor's tree builder is quadratic in depth: 3,000 levels take 15 ms, 40,000 take 3 s.
MAX_DEPTH = 3_000
#: The largest of 200 real pages has 4,000 tags, begin and end.
MAX_TAGS = 500_000
#: The most of 280 real pages have is 8,000; so many take 2 s and 0.2 GB.
MAX_REOPENED = 200_000

#: First bytes of files that are certainly not HTML, and what they are.
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF (WebP, AVI, WAV) file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "gzip data"),
    (b"Rar!", "a RAR file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
)
_NOT_A_PAGE = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.DOTALL
)
_OTHER_TYPE = re.compile(
    r"^\s*(?:image|audio|video|font)/|^\s*application/(?:pdf|zip|json|msword|vnd\.)", re.IGNORECASE
)
#: A byte of text: no blank, no zero, none of a byte order mark.
_ANYTHING = re.compile(rb"[^\x00 \t\r\n\xef\xbb\xbf]")
_MARKUP = re.compile(r"<(?:!doctype|!--|[a-z])", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["'\s]*([a-zA-Z0-9_.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([a-zA-Z0-9_.:-]+)""", re.IGNORECASE)
#: Letters of an 8-bit encoding are nearly never valid UTF-8: with fewer bad ones a page is UTF-8 with cuts.
_BAD_SHARE = 0.25


def html_text(payload: Payload) -> str:
    """The text of a page.

    Raises:
        NotAnArticle: the payload is empty, a feed, or no HTML at all.
        PayloadError: it is too large, cut off, or nested without end.
    """
    if payload.truncated:
        raise PayloadError(f"{payload.url}: the download was cut off ({payload.truncated}); fetch it again")
    if len(payload.body) > LARGEST_PAGE:
        raise PayloadError(f"{payload.url}: {len(payload.body)} bytes, expected at most {LARGEST_PAGE}")
    if not _ANYTHING.search(payload.body):
        raise NotAnArticle(payload.url, Reason.EMPTY, f"status {payload.status} with no text at all")
    for magic, what in _MAGIC:
        if payload.body.startswith(magic):
            raise NotAnArticle(payload.url, Reason.NOT_HTML, what)
    text = decode(payload.body, payload.content_type)
    if found := _NOT_A_PAGE.match(text[:4096]):
        raise NotAnArticle(payload.url, Reason.NOT_HTML, f"an XML document of type {found[1]}")
    if not _MARKUP.search(text) or (_OTHER_TYPE.match(payload.content_type) and "<body" not in text.lower()):
        raise NotAnArticle(payload.url, Reason.NOT_HTML, f"no markup; content type {payload.content_type!r}")
    if (tags := text.count("<")) > MAX_TAGS:
        raise PayloadError(f"{payload.url}: {tags} tags, expected at most {MAX_TAGS}")
    if reopened(text, tags=tags, limit=MAX_REOPENED) > MAX_REOPENED:
        raise PayloadError(f"{payload.url}: more than {MAX_REOPENED} formatting elements without an end")
    if deepest(text, tags=tags, limit=MAX_DEPTH) > MAX_DEPTH:
        raise PayloadError(f"{payload.url}: elements nested more than {MAX_DEPTH} deep")
    return text


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page's bytes; letters that cannot be decoded become U+FFFD, never an error.

    >>> decode("Bộ Thông tin".encode(), "text/html; charset=windows-1252")
    'Bộ Thông tin'
    >>> decode("Bộ".encode("utf-16-le"))
    'Bộ'
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if encoding := _unmarked_utf16(body):
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(body, content_type)


def _decode_other(body: bytes, content_type: str) -> str:
    """The text of bytes that are neither valid UTF-8 nor UTF-16."""
    text = body.decode("utf-8", "replace")
    letters = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") <= _BAD_SHARE * letters:
        return text
    declared = _declared(body, content_type)
    if declared not in _SAID_OF_ANYTHING:
        try:
            return body.decode(declared)
        except UnicodeDecodeError:
            pass
    legacy = decode_legacy(body)
    if legacy is not None:
        return legacy[0]
    if declared == "cp1258":
        return unicodedata.normalize("NFC", body.decode("cp1258", "replace"))
    guess = UnicodeDammit(body, user_encodings=["windows-1252"], is_html=True)
    return guess.unicode_markup or text


def _unmarked_utf16(body: bytes) -> str:
    """UTF-16 shows in its markup: every second byte of ASCII is zero."""
    head = body[:512]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most = len(head) // 2
    if most and odd >= 0.4 * most and even <= 0.1 * most:
        return "utf-16-le"
    return "utf-16-be" if most and even >= 0.4 * most and odd <= 0.1 * most else ""


def _declared(body: bytes, content_type: str) -> str:
    """The encoding that the header or else the page names, as Python calls it; empty if none is known."""
    head = body[:4096]
    for found in (
        _CHARSET.search(content_type.encode("ascii", "ignore")),
        _XML_ENCODING.match(head),
        _CHARSET.search(head),
    ):
        if found is None:
            continue
        label = found[1].decode("ascii").lower()
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        if name in {"iso8859-1", "cp1252", "ascii"}:
            return "windows-1252"
        if name in _TEXT_ENCODINGS:
            return name
    return ""


#: What servers and editors that know nothing declare.
_SAID_OF_ANYTHING = frozenset({"", "utf-8", "windows-1252", "cp1258"})
#: Encodings a Vietnamese page may be in. Others that Python knows (UTF-7, base64, …) are not for pages.
_TEXT_ENCODINGS = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1258",
        "cp1252",
        "cp1250",
        "cp1251",
        "cp874",
        "gb18030",
        "gbk",
        "gb2312",
        "big5",
        "shift_jis",
        "euc_jp",
        "euc_kr",
        "koi8-r",
        "iso8859-15",
    )
)
