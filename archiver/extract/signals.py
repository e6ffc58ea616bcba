"""Signs that a page is no article: a wall, an error, a login form, a home page. Pure judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from archiver.extract.draft import Draft
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import is_foot, is_noise, names_portal
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
            *("dang (?:duoc )?(?:bao tri|nang cap)", "tam (?:ngung|dung) (?:hoat dong|phuc vu|dich vu)"),
            *("(?:under|undergoing|down for|scheduled) maintenance", "performing (?:some )?maintenance"),
            "be back (?:soon|shortly|online)",
            "(?:website|he thong|(?:cong|trang)(?: thong tin| web)?(?: dien tu)?)(?: nay)?"
            " (?:hien )?tam (?:thoi )?(?:ngung|dung|dong|gian doan)",
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
            *("error establishing a database", "co loi xay ra", "xay ra (?:mot )?loi", "loi he thong"),
            *("something went wrong", "(?:unexpected|application) error"),
        ),
    ),
    (
        Reason.BLOCKED,
        _words(
            *("access (?:is )?denied", "truy cap bi tu choi", "just a moment", "attention required"),
            *("verify you are human", "enable javascript and cookies", "request unsuccessful"),
            *(r"403\W+forbidden", "checking your browser", "unusual traffic", "not a robot"),
            *("(?:luu luong|truy cap) bat thuong", "khong phai (?:la )?(?:robot|nguoi may)"),
        ),
    ),
    (
        Reason.LOGIN,
        _words("(?:ban can|vui long|yeu cau) dang nhap", "dang nhap de (?:xem|tiep tuc)"),
    ),
)
#: How a line begins that stands where an article should be.
_MISSING_LINE = re.compile(
    r"(?:khong tim thay|(?:trang|bai viet|noi dung|tin bai|duong dan)[a-z ]{0,40}"
    r" (?:khong (?:con )?ton tai|da (?:bi )?(?:go|xoa|an)\b)|(?:loi |error )?404\b|(?:page )?not found)"
)
#: Headings that are nothing else: the foot of the page may then be long.
_HEADINGS = (
    (
        Reason.NOT_FOUND,
        re.compile(
            r"(?:(?:loi |error )?404\W{0,3})?khong tim thay (?:trang|bai viet|tin bai)"
            r"(?: (?:nay|yeu cau|ban yeu cau))?\W?"
        ),
    ),
    (
        Reason.ERROR_PAGE,
        re.compile(
            r"(?:rat tiec\W+)?(?:(?:da )?(?:co|xay ra)(?: mot)? loi(?: xay ra)?|loi he thong"
            r"|loi 50\d|(?:internal )?server error)(?: trong qua trinh xu ly)?\W*"
        ),
    ),
    (
        Reason.MAINTENANCE,
        re.compile(
            r"(?:he thong|website|(?:cong|trang)(?: thong tin)?(?: dien tu)?)"
            r" (?:hien )?dang (?:duoc )?(?:bao tri|nang cap)\W*"
        ),
    ),
)
#: A text that is nothing else: its page waits for one.
_WAITING = re.compile(
    r"\W*(?:noi dung |thong tin |du lieu |chuyen muc )?(?:nay )?(?:hien )?(?:dang|se) (?:duoc )?cap nhat"
    r"(?: noi dung| du lieu| thong tin)?"
    r"(?:\W+(?:xin |vui long )?(?:moi (?:quy )?\w+ )?(?:quay|tro) lai sau)?\W*"
    r"|\W*(?:hien )?chua co (?:noi dung|du lieu|thong tin)\W*"
)
#: What an application shows until a script has brought its text.
_LOADING = re.compile(
    r"\W*(?:(?:trang|noi dung|du lieu) )?dang (?:duoc )?tai\b.*|\W*(?:please wait|loading)\b.*"
    r"|\W*(?:xin |vui long )(?:cho|doi)\b.*|.{0,40}\b(?:bat|kich hoat|enable) javascript\b.*"
)
_FEW_LETTERS = 300
#: A line of fewer letters is a label or a button.
_SENTENCE = 25
#: A line below a title that says who may read on; to write a comment is another thing.
_LOGIN_LINE = re.compile(r"(?:vui long|can|yeu cau|hay) dang nhap (?:de|truoc khi) (?:xem|doc|tiep tuc)")
#: The same as a line of its own, above a form.
_LOGIN_WALL = re.compile(
    r"(?:(?:ban |quy khach )?(?:vui long|can|yeu cau|hay|phai) )?dang nhap (?:de|truoc khi)"
    r" (?:xem|doc|tiep tuc)"
)
_WALL_LETTERS = 120
#: So many lines below a title a text begins: a date stands between.
_BELOW = 3
_SCRIPT_ONLY = 2_000
#: Joomla, DNN and Liferay print a login box beside every article: with more text it says nothing.
_LOGIN_LETTERS = 100
_LOGIN_TITLE = _words("dang nhap", "log ?in", "sign ?in")
#: A page that calls itself so is one whatever stands around its form.
_LOGIN_PAGE = re.compile(r"(?:trang )?(?:dang nhap|log ?in|sign ?in)(?: he thong| tai khoan)?(?:\s*[-–|]|$)")
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


def refused_as_stub(page: Page, html: str, flow: Flow, *, is_dated: bool = False) -> Refusal | None:
    """A wall, an error page, a login form: little text, and words that say what it is.

    An article that is dated may tell of maintenance or of what was not found, and have a guard's script.
    """
    letters = sum(len(block.text) for block in flow.blocks if block.link_share < 0.5)
    if letters > _STUB_LETTERS:
        return None if is_dated else _refused_as_login(page)
    # The guards of portals put their scripts into pages that they let through as well.
    for mark, what in () if is_dated else _WALLS:
        if mark in html and letters < _STUB_LETTERS / 2:
            return Refusal(Reason.BLOCKED, what)
    lines = [node.text() for node in page.each("head > title")]
    lines += [
        block.text
        for block in flow.blocks
        if block.link_share < 0.5 and (letters <= _FEW_LETTERS or block.kind is Kind.HEADING)
    ]
    words = fold(" ".join(lines))
    for reason, pattern in () if is_dated else _STUBS:
        if found := pattern.search(words):
            return Refusal(reason, f"a short page that says {found[0]!r}")
    return _refused_by_lines(page, flow) or (None if is_dated else _refused_by_form(page, html, letters))


def _refused_by_lines(page: Page, flow: Flow) -> Refusal | None:
    if _only_asks_consent(flow):
        return Refusal(Reason.EMPTY, "a question about cookies and nothing else")
    if _only_loads(flow):
        return Refusal(Reason.EMPTY, "a page that waits for a script")
    if page.has("input[type=password]") and any(map(_is_wall, flow.blocks)):
        return Refusal(Reason.LOGIN, "a login form in place of a text")
    return None


def _only_asks_consent(flow: Flow) -> bool:
    """Whether every line that is no label speaks of cookies: the page itself is not there yet."""
    lines = [block.text for block in flow.blocks if len(block.text) >= _SENTENCE]
    return bool(lines) and all("cookie" in line.lower() for line in lines)


def _only_loads(flow: Flow) -> bool:
    """Whether every line that is no label, no link and no foot says that the page is still loading."""
    lines = [b.text for b in flow.blocks if len(b.text) >= _SENTENCE and b.link_share < 0.5]
    said = [line for line in lines if not (is_foot(line) or names_portal(line))]
    return bool(said) and all(_LOADING.fullmatch(fold(line)) for line in said)


def _is_wall(block: Block) -> bool:
    """Whether a line says that one has to log in to read on; to write a comment is another thing."""
    return len(block.text) <= _WALL_LETTERS and _LOGIN_WALL.match(fold(block.text)) is not None


def _refused_as_login(page: Page) -> Refusal | None:
    """A login form among menus and boxes, on a page that calls itself so."""
    titles = (fold(node.text(strip=True)) for node in page.each("head > title"))
    if any(map(_LOGIN_PAGE.match, titles)) and page.has("input[type=password]"):
        return Refusal(Reason.LOGIN, "a page that is called a login and has its form")
    return None


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


def refused_as_missing(draft: Draft, *, is_dated: bool = False) -> Refusal | None:
    """Whether a line says that the article is not there, and what was taken for its text is little."""
    flow, title = draft.flow, draft.title_at
    letters = sum(len(block.text) - block.links for block in flow.blocks[draft.first : draft.last])
    for number, block in enumerate(flow.blocks if letters <= _STUB_LETTERS else ()):
        if len(block.text) > 200 or block.link_share >= 0.5:
            continue
        line = fold(block.text)
        said = f"the page says {block.text[:80]!r}"
        for reason, pattern in _HEADINGS if block.kind is Kind.HEADING else ():
            if pattern.fullmatch(line) and not (is_dated and reason is not Reason.NOT_FOUND):
                return Refusal(reason, said)
        if letters <= _FEW_LETTERS and _MISSING_LINE.match(line) and not (is_dated and number == title):
            return Refusal(Reason.NOT_FOUND, said)
        is_below = 0 <= title < number <= title + _BELOW
        if letters <= len(line) and is_below and _WAITING.fullmatch(line):
            return Refusal(Reason.EMPTY, said)
        if letters <= _FEW_LETTERS and is_below and not is_dated and _LOGIN_LINE.search(line):
            return Refusal(Reason.LOGIN, said)
    return None


def is_headline(block: Block) -> bool:
    """Whether a block is a linked headline, as listings have them, alone or with its date beside it."""
    if block.link_share <= 0.5 or len(block.text) < 25 or is_noise(block.text):
        return False
    return block.link_share > 0.8 or block.links > 0.8 * len(TIME_BESIDE.sub("", block.text))


def is_portal_name(title: str, site_names: Iterable[str]) -> bool:
    """Whether a title only says whose page it is."""
    return fold(title) in map(fold, site_names) or names_portal(title)
