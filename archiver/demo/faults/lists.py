"""Listing pages and robots.txt that are wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archiver.demo import listings
from archiver.demo.dice import Dice
from archiver.demo.faults.values import Asked, Faults, ListingFault, RobotsFault
from archiver.demo.ministry import Portal
from archiver.demo.portal import HTML, Reply, respond

_PAGE = re.compile(r"/tin-tuc(?:/trang-(\d{1,9}))?\.htm")
#: While a crawl reads the listing, one item comes or goes at every fifth request, up to so many.
_MOVING, _EVERY = 40, 5
#: Items change places among so many.
_WINDOW = 30
_LIKE_AN_ITEM = (
    '<div class="box-category-item">\n<h3><a class="box-category-link-title" href="/tin-tuc.htm">'
    "Không có kết quả nào</a></h3>\n</div>"
)
_PLAIN = "text/plain; charset=utf-8"


def listed(faults: Faults, portal: Portal, asked: Asked) -> Reply | None:
    """A listing page with its fault; `None` for what is no listing page."""
    match = _PAGE.fullmatch(asked.path.partition("?")[0])
    if match is None:
        return None
    page = int(match[1] or 1)
    text = listings.listing(portal, page, _numbers(faults, portal, asked, page))
    if faults.listing is ListingFault.SELF_NEXT:
        own, following = listings.listing_path(page), listings.listing_path(page + 1)
        text = text.replace(f'rel="next" href="{following}"', f'rel="next" href="{own}"')
    if faults.listing is ListingFault.NO_RESULTS:
        empty = f'<p class="list-empty">{listings.NOTHING_LISTED}</p>'
        text = text.replace(empty, _LIKE_AN_ITEM)
    return Reply(200, (("Content-Type", HTML),), text.encode())


def _numbers(faults: Faults, portal: Portal, asked: Asked, page: int) -> Sequence[int]:
    shown = listings.shown(portal)
    place, last = page, listings.page_count(portal)
    match faults.listing:
        case ListingFault.REPEAT:
            place = min(page, last)
        case ListingFault.PAGE_ZERO:
            place = max(page, 1)
        case ListingFault.SHIFTING:
            shown = shown[max(_MOVING - asked.serial // _EVERY, 0) :]
        case ListingFault.SINKING:
            shown = shown[min(asked.serial // _EVERY, _MOVING) :]
        case ListingFault.UNORDERED:
            shown = _dealt(faults, asked, shown)
    size = listings.PAGE_SIZE
    return shown[(place - 1) * size : place * size] if place else ()


def _dealt(faults: Faults, asked: Asked, shown: Sequence[int]) -> Sequence[int]:
    dealt: list[int] = []
    for first in range(0, len(shown), _WINDOW):
        dice = Dice(faults.seed, "order", asked.serial, first)
        dealt += dice.several(shown[first : first + _WINDOW], _WINDOW)
    return dealt


def robots(fault: RobotsFault, portal: Portal) -> Reply:
    """The robots.txt of such a portal."""
    rules = listings.robots(portal)
    match fault:
        case RobotsFault.DOWN:
            return Reply(503, (("Content-Type", _PLAIN),), b"")
        case RobotsFault.CLOSED:
            return Reply(403, (("Content-Type", _PLAIN),), b"")
        case RobotsFault.PAGE:
            return replace(respond(portal, "GET", "/"))
        case RobotsFault.BOM:
            body = b"\xef\xbb\xbf" + rules.encode()
        case RobotsFault.DELAY:
            body = rules.replace("User-agent: *\n", "User-agent: *\nCrawl-delay: 2\n").encode()
        case RobotsFault.PATHS:
            paths = "".join(f"Disallow: {path}\n" for path in VIETNAMESE_PATHS)
            body = rules.replace("User-agent: *\n", f"User-agent: *\n{paths}").encode()
    return Reply(200, (("Content-Type", _PLAIN),), body)


#: The same folder in the two ways robots.txt files write it, and a path of this portal's own articles
#: with an encoded hyphen, which means the hyphen (RFC 9309, 2.2.2).
VIETNAMESE_PATHS = ("/văn-bản-mật/", "/d%E1%BB%B1-th%e1%ba%a3o/", "/vn/tin%2Dtuc/")
