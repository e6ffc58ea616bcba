"""Where the time goes when a page is read by evidence: each step as a multiple of what parsing alone costs.

    python -m bench.stages PAGE…

Pages may be gzip files. Without pages it measures the demo portal's. Every round is a fresh process that
reads each page once, so that nothing of a page is remembered from before. Best of five rounds per page, in
processor time; the median over all pages, so that the steps do not add up to the total.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from selectolax.lexbor import LexborHTMLParser

from archiver.errors import ExtractionError
from archiver.extract import extract as extracting
from archiver.records import Payload
from bench.parse import payloads

ROUNDS = 5
#: The steps of `extract`, in its order; `parse` holds decoding too.
STEPS = (
    *("parse", "read_metadata", "article_region", "walk", "weigh", "_refusal"),
    *("stands_alone", "finish"),
)


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
    """Milliseconds per step, with `total` and `parsing`."""
    spent: Counter[str] = Counter()
    with patch.multiple(extracting, PLATFORMS=(), **{name: timed(name, spent) for name in STEPS}):
        begin = time.process_time()
        with suppress(ExtractionError):
            extracting.extract(payload, None)
        spent["total"] = (time.process_time() - begin) * 1000
    text = payload.body.decode("utf-8", "replace")
    begin = time.process_time()
    LexborHTMLParser(text)
    spent["parsing"] = (time.process_time() - begin) * 1000
    return spent


def one_round(pages: Sequence[Payload]) -> list[Counter[str]]:
    """The steps of every page, each read once."""
    return [steps_of(payload) for payload in pages]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", type=Path)
    named = payloads(parser.parse_args().pages, "https://example.gov.vn/tin-1.htm")
    pages = [page for _, page in named]
    rounds = []
    for _ in range(ROUNDS):
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            rounds.append(process.submit(one_round, pages).result())
    rows = [
        {name: min(row[name] for row in of_page) for name in (*STEPS, "total", "parsing")}
        for of_page in zip(*rounds, strict=True)
    ]
    for name in (*STEPS, "total"):
        times = statistics.median(row[name] / row["parsing"] for row in rows)
        print(f"{name:14} {times:6.2f} times parsing")


if __name__ == "__main__":
    main()
