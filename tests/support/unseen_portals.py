"""Portals that nobody has described: the demonstration's, each with one layout, its own host and other names.

Every class, id and role has another name than any platform gives it, so that only evidence can read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from archiver.demo import listings
from archiver.demo.addresses import LAYOUTS, layout_of
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond

LIST = "/tin-tuc.htm"
_PAGE = re.compile(r"/tin-tuc(?:/trang-(?P<page>\d+))?\.htm")
_NAMES = re.compile(r'\b(class|id|data-role|itemprop)="([^"]+)"')
Answer = Callable[[Portal, str, str], Reply]


def renamed(html: str) -> str:
    """A page whose every class, id, role and property has another name."""
    return _NAMES.sub(
        lambda found: f'{found[1]}="' + " ".join(f"moi-{name}" for name in found[2].split()) + '"', html
    )


@dataclass(frozen=True)
class Unseen:
    """A portal of one layout; the newest of its articles are enough for three pages of a list."""

    layout: str
    host: str = ""

    @cached_property
    def portal(self) -> Portal:
        """The portal behind it, which has all layouts."""
        host = self.host or f"so-{self.layout}.example"
        return Portal(seed=20 + LAYOUTS.index(self.layout), size=320, host=host)

    @cached_property
    def numbers(self) -> list[int]:
        """Its articles, newest first."""
        portal = self.portal
        return [n for n in reversed(range(portal.size)) if layout_of(portal, n) == self.layout]

    def article(self, place: int) -> GoldArticle:
        """What its articles say, the newest first."""
        return gold(self.portal, self.numbers[place])

    @property
    def list_url(self) -> str:
        """The address of its list."""
        return self.portal.base + LIST

    def page(self, path: str) -> bytes:
        """The body of one of its pages."""
        return self.answer(self.portal, "GET", path).body

    def answer(self, portal: Portal, method: str, path: str) -> Reply:
        """What it answers: its lists hold the articles of its layout only."""
        reply = respond(portal, method, path)
        if found := _PAGE.fullmatch(path):
            page = int(found["page"] or 1)
            shown = self.numbers[(page - 1) * listings.PAGE_SIZE : page * listings.PAGE_SIZE]
            reply = Reply(reply.status, reply.headers, listings.listing(portal, page, shown).encode())
        if not any(value.startswith("text/html") for name, value in reply.headers if name == "Content-Type"):
            return reply
        return Reply(reply.status, reply.headers, renamed(reply.body.decode()).encode())
