"""Where the time goes when a page is read by evidence: each step as a multiple of what parsing alone costs.

    python bench/stages.py PAGE…

Pages may be gzip files. Without pages it measures the demo portal's. Best of five rounds per page, in
processor time; the median over all pages.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from selectolax.lexbor import LexborHTMLParser

from archiver.errors import ExtractionError
from archiver.extract import extract as extracting
from archiver.records import Payload
from bench.parse import payloads

ROUNDS = 5
#: The steps of `extract`, in its order; `mended_page` holds the parsing.
STEPS = ("html_text", "mended_page", "read_metadata", "walk", "weigh", "_refusal", "finish")


def timed(name: str, spent: Counter[str]) -> Callable[..., Any]:
    """A step that notes the milliseconds it takes."""
    step = getattr(extracting, name)

    def run(*arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return step(*arguments, **named)
        finally:
            spent[name] += (time.process_time() - begin) * 1000

    return run


def steps_of(payload: Payload) -> Counter[str]:
    """Milliseconds per step of the fastest round, with `total` and `parsing`."""
    rounds = []
    for _ in range(ROUNDS):
        spent: Counter[str] = Counter()
        with patch.multiple(extracting, PLATFORMS=(), **{name: timed(name, spent) for name in STEPS}):
            begin = time.process_time()
            with suppress(ExtractionError):
                extracting.extract(payload, None)
            spent["total"] = (time.process_time() - begin) * 1000
        rounds.append(spent)
    text = payload.body.decode("utf-8", "replace")
    begin = time.process_time()
    LexborHTMLParser(text)
    parsing = (time.process_time() - begin) * 1000
    return min(rounds, key=lambda spent: spent["total"]) + Counter(parsing=parsing)


def main() -> None:
    """Measure and print."""
    pages = payloads([Path(name) for name in sys.argv[1:]], "https://example.gov.vn/tin-1.htm")
    rows = [steps_of(payload) for _, payload in pages]
    for name in (*STEPS, "total"):
        times = statistics.median(row[name] / row["parsing"] for row in rows)
        print(f"{name:14} {times:6.2f} times parsing")


if __name__ == "__main__":
    main()
