"""The answer of a portal with faults: a pure function of the faults, the portal and the request."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from archiver.demo import documents
from archiver.demo.addresses import number_at
from archiver.demo.faults.lists import listed, robots
from archiver.demo.faults.refusals import cookie, instead
from archiver.demo.faults.validators import with_validators
from archiver.demo.faults.values import Asked, Faults
from archiver.demo.ministry import Portal
from archiver.demo.portal import Answer, Delivery, Reply, respond

#: So many requests in a row meet an overloaded portal, or none of them does.
BURST = 8
#: The faults that strike an address in turn; the second ones strike articles only, the third documents.
_ANYWHERE: tuple[str, ...] = ("busy", "abroad", "torn", "short", "reset", "dribble", "empty")
_ARTICLES: tuple[str, ...] = ("gone", "soft", "expired", "home", "loop", "away", "inside", "bombs")
_DOCUMENTS: tuple[str, ...] = ("lost", "paged", "moved", "huge")
#: How an answer arrives.
_DELIVERED = {
    "torn": Delivery(part=0.5),
    "short": Delivery(claim=0.5),
    "reset": Delivery(part=0.5, reset=True),
    "dribble": Delivery(pause=0.05),
}


def faulty(faults: Faults, portal: Portal, asked: Asked, answer: Answer = respond) -> Reply:
    """What a portal with these faults answers; without a fault that strikes, what `answer` says.

    robots.txt has its own faults and no others.
    """
    if asked.path == "/robots.txt":
        return robots(faults.robots, portal) if faults.robots else answer(portal, asked.method, asked.path)
    if faults.pages_only and asked.path.startswith(("/rss/", "/sitemap")):
        return answer(portal, asked.method, "/khong-co.htm")
    strike = _strike(faults, portal, asked)
    stand_in = instead(strike, faults, portal, asked)
    if stand_in is not None:
        return stand_in
    reply = (listed(faults, portal, asked) if faults.listing else None) or answer(
        portal, asked.method, asked.path
    )
    reply = with_validators(faults, portal, asked, reply)
    if faults.renewed and asked.path.startswith(documents.FOLDER):
        reply = replace(reply, body=reply.body + b"%% %d\n" % asked.serial)
    if faults.restless:
        reply = _restless(faults, asked, reply)
    delivery = _DELIVERED.get(strike, Delivery())
    if faults.strikes_with("slow", asked.path):
        delivery = replace(delivery, wait=faults.wait)
    return replace(reply, delivery=delivery)


def _strike(faults: Faults, portal: Portal, asked: Asked) -> str:
    """The fault that this request meets; empty for none."""
    path = asked.path.partition("?")[0]
    if faults.strikes_with("overloaded", f"burst {asked.serial // BURST}"):
        return "overloaded"
    if faults.strikes_with("wall", path):
        return "wall"
    if faults.strikes_with("stub", path) and cookie(faults) not in asked.headers.get("cookie", ""):
        return "stub"
    own = _ARTICLES if number_at(portal, path) is not None else ()
    if path.startswith(documents.FOLDER):
        own = _DOCUMENTS
    strikes = faults.strikes(path, _ANYWHERE + own)
    turn = asked.times // faults.lasting
    return strikes[turn] if turn < len(strikes) else ""


def _restless(faults: Faults, asked: Asked, reply: Reply) -> Reply:
    """What ASP.NET and counters do to a page at each load; no reader sees a difference."""
    token = hashlib.sha256(f"{faults.seed}:{asked.serial}".encode()).hexdigest()
    around = (
        f'<input type="hidden" name="__RequestVerificationToken" value="{token}">\n'
        f'<img src="/giao-dien/dem.svg?t={token[:12]}" alt="">\n'
        f"<p>Lượt xem: {1000 + asked.serial}</p>\n<!-- {asked.at:%Y-%m-%d %H:%M:%S} {token[:8]} -->\n"
    )
    return replace(reply, body=reply.body.replace(b"</body>", around.encode() + b"</body>"))
