"""What a JSON endpoint lists. Pure; what it answers is nobody's promise, so every step may find nothing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeAlias

from archiver.errors import PayloadError
from archiver.extract.listings.addresses import article_address
from archiver.extract.listings.declared import JsonFields
from archiver.extract.listings.links import Link
from archiver.extract.listings.notices import number_in
from archiver.extract.site import Site
from archiver.page.payload import LARGEST_PAGE, decode
from archiver.records import VIETNAM, Payload
from archiver.vietnamese.calendar_words import YEARS
from archiver.vietnamese.machine_times import parse_machine_time
from archiver.vietnamese.timestamps import parse_timestamp

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_FIELD = re.compile(r"\{([\w.]+)\}")
#: .NET's `/Date(1772333470000)/`, in milliseconds since 1970.
_TICKS = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")


def json_of(payload: Payload) -> Json:
    """The value of a JSON answer.

    Raises:
        PayloadError: the bytes are no JSON, cut off, or too many.
    """
    if payload.truncated:
        raise PayloadError(f"{payload.url}: the download was cut off ({payload.truncated}); fetch it again")
    if len(payload.body) > LARGEST_PAGE:
        raise PayloadError(f"{payload.url}: {len(payload.body)} bytes, expected at most {LARGEST_PAGE}")
    text = decode(payload.body, payload.content_type).strip("\ufeff \t\r\n")
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PayloadError(f"{payload.url}: expected JSON, found {text[:60]!r}") from error
    return value


def at_path(value: Json, path: str) -> Json:
    """What stands at names (or places in a list) joined by dots; `None` where nothing does.

    >>> at_path({"data": {"items": [{"url": "/a"}]}}, "data.items.0.url")
    '/a'
    """
    for name in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def rows_of(value: Json, fields: JsonFields) -> list[Json]:
    """The items of an answer, articles or not."""
    found = at_path(value, fields.items)
    return found if isinstance(found, list) else []


def json_items(value: Json, fields: JsonFields, url: str, site: Site) -> Iterator[Link]:
    """The items that are articles of the site, with their dates."""
    for row in rows_of(value, fields):
        if address := article_address(url, (_address(row, fields.link),), site):
            yield Link(address, _time(at_path(row, fields.date)) if fields.date else None)


def json_total(value: Json, fields: JsonFields) -> int | None:
    """The number of all items that an answer gives."""
    total = at_path(value, fields.total) if fields.total else None
    if isinstance(total, bool):
        return None
    if isinstance(total, int) and total >= 0:
        return total
    return number_in(total) if isinstance(total, str) else None


def html_of(value: Json, fields: JsonFields) -> str | None:
    """The HTML of an answer that keeps its list in one text."""
    found = at_path(value, fields.items)
    return found if isinstance(found, str) else None


def _address(row: Json, link: str) -> str:
    if isinstance(row, str):
        return row
    if "{" not in link:
        return _text(at_path(row, link))
    filled = _FIELD.sub(lambda field: _text(at_path(row, field[1])) or field[0], link)
    return "" if "{" in filled else filled  # a field is missing: no address


def _text(value: Json) -> str:
    if isinstance(value, str):
        return html.unescape(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _time(value: Json) -> datetime | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_epoch(value)
    if not isinstance(value, str):
        return None
    if (ticks := _TICKS.fullmatch(value)) is not None:
        return _from_epoch(int(ticks[1]))
    if (machine := parse_machine_time(value)) is not None:
        return machine[0]
    printed = parse_timestamp(value[:80])
    return None if printed is None else printed.at


def _from_epoch(number: int) -> datetime | None:
    """Seconds or milliseconds since 1970, told apart by their size."""
    try:
        seconds = number / 1000 if abs(number) > 10**11 else number
        at = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    except (ValueError, OverflowError, OSError):
        return None
    return at if at.year in YEARS else None
