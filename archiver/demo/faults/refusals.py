"""What stands in for an answer: refusals, cookie pages, wrong pages, redirects, bombs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import format_datetime

from archiver.demo import documents
from archiver.demo.dice import Dice
from archiver.demo.faults.bombs import CODINGS, bomb
from archiver.demo.faults.values import Asked, Faults
from archiver.demo.ministry import Portal
from archiver.demo.portal import HTML, Reply, respond

_PLAIN = "text/plain; charset=utf-8"
#: Where redirects lead that no crawl may follow. Nobody ever connects to any of them: they are text.
AWAY = "http://khac.example/tin-khac.htm"
INSIDE = (
    "http://10.0.0.8/quan-tri",
    "http://127.0.0.1:9/trang",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://2130706433/",
    "http://192.168.1.1/",
)
_NOWHERE = "/khong-co.htm"
#: Bytes.
_HUGE = 34 * 2**20


def instead(  # noqa: PLR0911, PLR0912  one short case for each fault
    strike: str, faults: Faults, portal: Portal, asked: Asked
) -> Reply | None:
    """The answer that a fault puts in place of the portal's own; `None` for a fault that does not."""
    dice = Dice(faults.seed, strike, asked.path, "form")
    match strike:
        case "overloaded":
            return _text(503, "Máy chủ quá tải.", ("Retry-After", "1"))
        case "wall" | "stub":
            return Reply(200, (("Content-Type", "text/html"),), _cookie_page(faults))
        case "busy":
            return _text(429, "Xin chờ một lát.", ("Retry-After", _later(dice, asked)))
        case "abroad":
            return Reply(403, (("Content-Type", HTML),), _ABROAD.encode())
        case "empty":
            return Reply(200, (("Content-Type", HTML),), b"")
        case "gone":
            return replace(respond(portal, "GET", _NOWHERE), status=dice.pick((404, 410)))
        case "soft":
            return replace(respond(portal, "GET", _NOWHERE), status=200)
        case "expired":
            return respond(portal, "GET", "/tin-tuc.htm")
        case "home":
            return _to(f"{portal.base}/")
        case "loop":
            # A number that goes round, as redirects that look for a session have it.
            bare, _, query = asked.path.partition("?")
            return _to(f"{portal.base}{bare}?vong={1 if query == 'vong=2' else 2}")
        case "away":
            return _to(AWAY)
        case "inside":
            return _to(dice.pick(INSIDE))
        case "bombs":
            coding = dice.pick(CODINGS)
            return Reply(200, (("Content-Type", HTML), ("Content-Encoding", coding)), bomb(coding))
        case "lost":
            return respond(portal, "GET", _NOWHERE)
        case "paged":
            page = respond(portal, "GET", "/")
            return replace(page, headers=(("Content-Type", documents.type_of(asked.path)),))
        case "moved" if documents.MOVED not in asked.path:
            folder, _, name = asked.path.rpartition("/")
            return _to(f"{portal.base}{folder}/{documents.MOVED}{name}")
        case "huge":
            return Reply(200, (("Content-Type", "application/pdf"),), b"%PDF-1.4\n" + bytes(_HUGE))
    return None


def cookie(faults: Faults) -> str:
    """The cookie that the D1N page sets.

    >>> len(cookie(Faults()))
    36
    """
    return f"D1N={hashlib.md5(str(faults.seed).encode(), usedforsecurity=False).hexdigest()}"


def _cookie_page(faults: Faults) -> bytes:
    """Set the cookie, load again: a script of some 180 bytes and no word, as the real one."""
    text = f'<html><body><script>document.cookie="{cookie(faults)}"+"; expires=Fri, 31-Dec-9999 '
    text += '23:59:59 GMT; path=/";window.location.reload(true);</script></body></html>'
    return text.encode()


_ABROAD = "<html><body><h1>403</h1>\n<p>Nội dung này chỉ phục vụ bạn đọc trong nước.</p></body></html>\n"


def _later(dice: Dice, asked: Asked) -> str:
    """Retry-After in one of its two forms (RFC 9110, 10.2.3), one to three seconds from now."""
    seconds = dice.between(1, 3)
    if dice.one_in(2):
        return str(seconds)
    # Whole seconds only, so that a date is never earlier than the number would be.
    moment = (asked.at.astimezone(UTC) + timedelta(seconds=seconds + 1)).replace(microsecond=0)
    return format_datetime(moment, usegmt=True)


def _text(status: int, text: str, *headers: tuple[str, str]) -> Reply:
    return Reply(status, (("Content-Type", _PLAIN), *headers), f"{text}\n".encode())


def _to(location: str) -> Reply:
    return Reply(302, (("Content-Type", HTML), ("Location", location)), b"")
