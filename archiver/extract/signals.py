"""Signs that a page is no article: a wall, an error, a login form, a home page. Pure judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from archiver.extract.blocks import Block, Flow
from archiver.extract.cues import is_noise, names_portal
from archiver.page.page import Page
from archiver.records import Kind, Payload, Reason
from archiver.vietnamese.text import fold

#: A page with more visible letters than this is no wall and no error page, whatever words it holds.
_STUB_LETTERS = 900


class Refusal(NamedTuple):
    """Why a page is no article."""

    reason: Reason
    detail: str


_STATUS = {
    401: Reason.LOGIN,
    403: Reason.BLOCKED,
    404: Reason.NOT_FOUND,
    407: Reason.BLOCKED,
    410: Reason.NOT_FOUND,
    429: Reason.BLOCKED,
    451: Reason.BLOCKED,
}
#: Marks of walls in the source of a page; D1N is the cookie that quochoi.vn asks for.
_WALLS = (
    ("D1N=", "the D1N cookie page"),
    ("/cdn-cgi/challenge-platform/", "a Cloudflare challenge"),
    ("cf-error-details", "a Cloudflare refusal"),
    ("_Incapsula_Resource", "an Imperva challenge"),
    ("errors.edgesuite.net", "an Akamai refusal"),
    ("awswaf.com", "an AWS WAF challenge"),
    ("The requested URL was rejected. Please consult with your administrator", "an F5 refusal"),
    ("sucuri_cloudproxy", "a Sucuri challenge"),
    ("g-recaptcha", "a captcha"),
    ("h-captcha", "a captcha"),
)


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


#: What a page says that has little else to say. Folded: no accents, lower case.
_STUBS = (
    (
        Reason.MAINTENANCE,
        _words(
            *("dang (?:duoc )?bao tri", "tam ngung (?:hoat dong|phuc vu)", "dang nang cap"),
            *("under maintenance", "down for maintenance"),
        ),
    ),
    (
        Reason.NOT_FOUND,
        _words(
            *("khong tim thay", "khong ton tai", "da (?:bi )?(?:xoa|go bo)", "loi 404", "404 error"),
            *("error 404", "(?:page )?not found", "no longer available"),
        ),
    ),
    (
        Reason.ERROR_PAGE,
        _words(
            *("server error in", "runtime error", "fatal error", "http status 50\\d", "bad gateway"),
            *("service unavailable", "internal server error", "gateway time-?out", "database error"),
            *("error establishing a database", "(?:da )?co loi xay ra"),
        ),
    ),
    (
        Reason.BLOCKED,
        _words(
            *("access denied", "truy cap bi tu choi", "just a moment", "attention required"),
            *(
                "verify you are human",
                "enable javascript and cookies",
                "request unsuccessful",
                "403 forbidden",
            ),
        ),
    ),
    (
        Reason.LOGIN,
        _words("(?:ban can|vui long|yeu cau) dang nhap", "dang nhap de (?:xem|tiep tuc)"),
    ),
)
#: How a line begins that stands where an article should be.
_MISSING_LINE = re.compile(
    r"(?:khong tim thay|(?:trang|bai viet|noi dung|tin bai|duong dan)[a-z ]{0,40} khong ton tai"
    r"|(?:loi |error )?404\b|(?:page )?not found)"
)
#: A heading that is nothing else: the foot of the page may then be long.
_MISSING_HEADING = re.compile(
    r"(?:(?:loi |error )?404\W{0,3})?khong tim thay (?:trang|bai viet|tin bai)"
    r"(?: (?:nay|yeu cau|ban yeu cau))?\W?"
)
_FEW_LETTERS = 300
_SCRIPT_ONLY = 2_000
#: Joomla, DNN and Liferay print a login box beside every article: with more text it says nothing.
_LOGIN_LETTERS = 100
_LOGIN_TITLE = _words("dang nhap", "log ?in", "sign ?in")
_HOME_PATH = re.compile(r"^/?(?:(?:index|default|home|trang-chu|trangchu)(?:\.\w{2,5})?)?/?$", re.IGNORECASE)
_HOME_TITLE = re.compile(r"^(?:trang chu|home ?page|home)(?:\s*[-–|]|$)")
_REFRESH_URL = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)
#: A day in digits.
TIME = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b")
#: A date that stands in one line with a headline, with what separates the two.
TIME_BESIDE = re.compile(
    r"[\s(|–-]*(?:\d{1,2}:\d{2}[\s,|–-]*)?" + TIME.pattern + r"(?:[\s,|–-]*\d{1,2}:\d{2})?\)?"
)


def refused_by_status(payload: Payload) -> Refusal | None:
    """What the status code alone says."""
    status = payload.status
    if status in _STATUS:
        return Refusal(_STATUS[status], f"status {status}")
    if 300 <= status < 400:
        return Refusal(Reason.REDIRECT, f"status {status}")
    if status >= 400:
        return Refusal(Reason.ERROR_PAGE, f"status {status}")
    return None


def refused_as_home(url: str, titles: Iterable[str]) -> Refusal | None:
    """A portal's own front page is a listing, whatever it shows."""
    if any(_HOME_TITLE.match(fold(title)) for title in titles):
        return Refusal(Reason.LISTING, "the page calls itself the home page")
    parts = urlsplit(url)
    if parts.query or not parts.netloc or not _HOME_PATH.match(parts.path):
        return None
    return Refusal(Reason.LISTING, "the address is the portal's home page")


def refused_as_stub(page: Page, html: str, flow: Flow) -> Refusal | None:
    """A wall, an error page, a login form: little text, and words that say what it is."""
    letters = sum(len(block.text) for block in flow.blocks if block.link_share < 0.5)
    if letters > _STUB_LETTERS:
        return None
    for mark, what in _WALLS:
        if mark in html and letters < _STUB_LETTERS / 2:
            return Refusal(Reason.BLOCKED, what)
    lines = [node.text() for node in page.each("head > title")]
    lines += [
        block.text
        for block in flow.blocks
        if block.link_share < 0.5 and (letters <= _FEW_LETTERS or block.kind is Kind.HEADING)
    ]
    words = fold(" ".join(lines))
    for reason, pattern in _STUBS:
        if found := pattern.search(words):
            return Refusal(reason, f"a short page that says {found[0]!r}")
    return _refused_by_form(page, html, letters)


def _refused_by_form(page: Page, html: str, letters: int) -> Refusal | None:
    if page.has("input[type=password]") and (
        letters <= _LOGIN_LETTERS
        or any(_LOGIN_TITLE.search(fold(node.text())) for node in page.each("head > title"))
    ):
        return Refusal(Reason.LOGIN, "a login form and little else")
    if refresh := page.each("meta[http-equiv=refresh]"):
        content = refresh[0].attributes.get("content") or ""
        if target := _REFRESH_URL.search(content):
            return Refusal(Reason.REDIRECT, f"a page that sends to {target[1].strip()}")
    if letters == 0 and len(html) < _SCRIPT_ONLY and "<script" in html.lower():
        return Refusal(Reason.BLOCKED, "a script and no text: a cookie or browser check")
    return None


def refused_as_missing(flow: Flow, first: int, last: int) -> Refusal | None:
    """Whether a line says that the article is not there, and what was taken for its text is little."""
    letters = sum(len(block.text) - block.links for block in flow.blocks[first:last])
    for block in flow.blocks if letters <= _STUB_LETTERS else ():
        if len(block.text) > 200 or block.link_share >= 0.5:
            continue
        line = fold(block.text)
        is_heading = block.kind is Kind.HEADING and _MISSING_HEADING.fullmatch(line)
        if is_heading or (letters <= _FEW_LETTERS and _MISSING_LINE.match(line)):
            return Refusal(Reason.NOT_FOUND, f"the page says {block.text[:80]!r}")
    return None


def is_headline(block: Block) -> bool:
    """Whether a block is a linked headline, as listings have them, alone or with its date beside it."""
    if block.link_share <= 0.5 or len(block.text) < 25 or is_noise(block.text):
        return False
    return block.link_share > 0.8 or block.links > 0.8 * len(TIME_BESIDE.sub("", block.text))


def is_portal_name(title: str, site_names: Iterable[str]) -> bool:
    """Whether a title only says whose page it is."""
    return fold(title) in map(fold, site_names) or names_portal(title)
