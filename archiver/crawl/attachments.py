"""Files of articles are asked for as pages are, and take longer: too long ones are kept in part."""

from __future__ import annotations

import gc
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from archiver.archive.ledger.file_visits import LENGTH
from archiver.archive.warc.decoding import PAYLOAD_LIMIT

_LEFT = "archiver_bytes_left"
#: Seconds: 32 MiB at 112 kB a second.
_LONGEST = 300.0
#: Bytes.
_LARGE = 8_000_000
HEADERS = {"Accept": "*/*"}


def bounds() -> dict[str, Any]:
    """What the request for a file carries: it ends where the limit is, and keeps what came before."""
    return {_LEFT: PAYLOAD_LIMIT, "download_maxsize": 0, "download_timeout": _LONGEST}


def watch(crawler: Crawler) -> None:
    """Have the files of a crawl ended at their limit."""
    crawler.signals.connect(_received, signal=signals.bytes_received)


def _received(data: bytes, request: Request) -> None:
    left = request.meta.get(_LEFT)
    if left is not None:
        request.meta[_LEFT] = left - len(data)
        if left < len(data):
            raise StopDownload(fail=False)


def kept_part(request: Request, response: Response) -> tuple[bytes, str]:
    """The body, and the word for what was cut off it; empty where it is whole."""
    if len(response.body) > _LARGE:
        # Twisted's connections hold their buffers in circles (13 files of 34 MB: 610 MB of memory, 475 so).
        gc.collect()
    if request.meta.get(_LEFT, 0) >= 0:
        return response.body, ""
    return response.body[:PAYLOAD_LIMIT], LENGTH
