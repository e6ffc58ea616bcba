"""Pages are parsed beside the crawl: the parser leaves Python's lock to others, as long as it takes.

What is not parsed here is parsed when it is read: nothing but time depends on it. The reader waits for a page
that is not ready; to be told of it by the event loop would cost a tenth of the crawl.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from archiver.archive.ledger.outcomes import header
from archiver.archive.warc.decoding import payload_of, start_of
from archiver.page.parsing import Parsed, parse
from archiver.records import Exchange

#: Bytes. Some thirty pages may be on their way at once, and parsed a page takes ten times its size.
_MOST = 500_000
#: Of a shorter one the way to the other thread costs more.
_LEAST = 4_000


class ParsingThread:
    """Parses one page at a time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parsing")

    def begin(self, exchange: Exchange) -> Future[Parsed | None] | None:
        """Begin with the page of a response; what comes is `None` where it is no page, or not worth it."""
        if exchange.status != 200 or not _LEAST <= len(exchange.body) <= _MOST:
            return None
        return self._thread.submit(_parsed, exchange)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)


def _parsed(exchange: Exchange) -> Parsed | None:
    if header(exchange, "Content-Encoding") and not 0 < len(start_of(exchange, _MOST + 1)) <= _MOST:
        return None  # perhaps it decodes to very much
    payload = payload_of(exchange)
    if payload.truncated:
        return None
    try:
        return parse(payload)
    except Exception:  # noqa: BLE001 (who reads the page meets it again, and says which page it is)
        return None
