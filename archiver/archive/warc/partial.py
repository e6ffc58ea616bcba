"""Answers that say by themselves that they hold only a part of what was asked for. Pure."""

from __future__ import annotations

import re

from archiver.archive.warc.heads import values_of
from archiver.records import Exchange

#: The word a `Payload` carries in `truncated` when the portal has sent only a part of it.
PART = "part"
_RANGE = re.compile(r"bytes\s+(\d{1,15})-(\d{1,15})/(\d{1,15})", re.IGNORECASE)
_PARTIAL_CONTENT, _IM_USED = 206, 226
#: What may be done to a body without taking anything of it away (RFC 3229, 10.5.3).
_WHOLE = {"identity", "gzip", "deflate", "compress"}


def part_sent(exchange: Exchange) -> str:
    """What an answer says of the part it holds, in words; empty where it is the whole.

    No request of a crawl asks for a part. A 206 is whole where its Content-Range covers all and all has come
    (RFC 9110, 15.3.7); a 226 is the difference to something that only the server knows.
    """
    if exchange.status == _PARTIAL_CONTENT:
        ranges = values_of(exchange.headers, "Content-Range")
        size = None if exchange.truncated else len(exchange.body)
        is_whole = len(ranges) == 1 and _covers(ranges[0], size)
        return "" if is_whole else f"Content-Range is {', '.join(ranges)[:100] or 'missing'}"
    if exchange.status == _IM_USED:
        done = ", ".join(values_of(exchange.headers, "IM"))
        names = {one.partition(";")[0].strip().lower() for one in done.split(",") if one.strip()}
        return "" if names <= _WHOLE else f"IM is {done[:100]}"
    return ""


def _covers(written: str, size: int | None) -> bool:
    """Whether a Content-Range names all bytes of a body; `None` for a size that was never known.

    >>> _covers("bytes 0-999/1000", 1000), _covers("bytes 0-999/2000", 1000), _covers("bytes 0-999/*", 1000)
    (True, False, False)
    """
    found = _RANGE.fullmatch(written.strip())
    if found is None:
        return False
    first, last, total = map(int, found.groups())
    return first == 0 and last + 1 == total and size in {None, total}
