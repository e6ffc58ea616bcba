"""What reading a page costs, as a multiple of what parsing it alone costs.

    python bench/parse.py PAGE… [--url URL]

Without pages it measures the demo portal's. Best of seven rounds per page; milliseconds are this
machine's, the ratio is what to compare.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.records import Payload

ROUNDS = 7


def best(call: Callable[[], object]) -> float:
    """The shortest of some rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        call()
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def read(payload: Payload) -> None:
    """Extract, whatever comes of it."""
    with suppress(ExtractionError):
        extract(payload, None)


def payloads(pages: list[Path], url: str) -> list[tuple[str, Payload]]:
    """The pages to measure, by name."""
    if pages:
        bodies = ((page, page.read_bytes()) for page in pages)
        plain = ((page, gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body) for page, body in bodies)
        return [(page.name, Payload(url=url, body=body)) for page, body in plain]
    portal = Portal(size=100)
    articles = [gold(portal, number) for number in range(0, 100, 5)]
    return [
        (
            f"{article.layout} {article.number}",
            Payload(url=article.url, body=respond(portal, "GET", article.path).body),
        )
        for article in articles
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--url", default="https://example.gov.vn/tin-1.htm")
    options = parser.parse_args()
    rows = []
    for name, payload in payloads(options.pages, options.url):
        text = payload.body.decode("utf-8", "replace")
        parsing, reading = best(lambda text=text: LexborHTMLParser(text)), best(lambda one=payload: read(one))
        rows.append((name, len(payload.body) / 1000, parsing, reading))
        figures = f"{len(payload.body) / 1000:7.0f} kB  parse {parsing:6.2f} ms  read {reading:6.2f} ms"
        print(f"{name:40} {figures}  x{reading / parsing:5.1f}")
    per_100 = statistics.median(reading / size * 100 for _, size, _, reading in rows)
    ratio = statistics.median(reading / parsing for _, _, parsing, reading in rows)
    print(f"median: {per_100:.2f} ms per 100 kB, {ratio:.1f} times parsing alone")


if __name__ == "__main__":
    main()
