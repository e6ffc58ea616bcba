"""ETag and Last-Modified, and the answer 304 to who has the page already (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from archiver.demo.addresses import number_at
from archiver.demo.events import Edit
from archiver.demo.faults.values import Asked, Faults
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply
from archiver.records import VIETNAM


def with_validators(faults: Faults, portal: Portal, asked: Asked, reply: Reply) -> Reply:
    """The reply with its validators; 304 where the request names them."""
    if reply.status != 200 or not (faults.validators or faults.stuck):
        return reply
    marked = asked.path.encode() if faults.stuck else reply.body
    tag = f'"{hashlib.sha1(marked, usedforsecurity=False).hexdigest()[:20]}"'
    changed = _changed(faults, portal, asked.path.partition("?")[0])
    validators = (
        ("ETag", tag),
        *([("Last-Modified", format_datetime(changed.astimezone(UTC), usegmt=True))] if changed else []),
    )
    if _has(asked, tag, changed):
        return Reply(304, validators, b"")
    return replace(reply, headers=(*reply.headers, *validators))


def _changed(faults: Faults, portal: Portal, path: str) -> datetime | None:
    """When an article changed last: its publication, or the morning of its last edit."""
    number = number_at(portal, path)
    if number is None:
        return None
    edits = (
        []
        if faults.stuck
        else [
            day
            for event in portal.events
            if isinstance(event, Edit) and event.number == number
            for day in (event.since, event.until)
            if day is not None and day <= portal.days_later
        ]
    )
    if not edits:
        return portal.published(number)
    return datetime.combine(portal.newest + timedelta(days=max(edits)), time(8), VIETNAM)


def _has(asked: Asked, tag: str, changed: datetime | None) -> bool:
    """If-None-Match decides alone where it is sent; weak tags count as strong ones."""
    tags = asked.headers.get("if-none-match")
    if tags is not None:
        return tag in (one.strip().removeprefix("W/") for one in tags.split(","))
    since = asked.headers.get("if-modified-since")
    if since is None or changed is None:
        return False
    try:
        return changed <= parsedate_to_datetime(since)
    except ValueError:
        return False
