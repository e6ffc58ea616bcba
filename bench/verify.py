"""How long `archiver verify` takes: python bench/verify.py [RECORDS] [--size BYTES] [--jobs N].

Makes an archive of that many captures (half of them articles), then checks it in one process and in several.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.archive.ledger.visits import Settlement, State, Visit
from archiver.archive.store import Store
from archiver.archive.verify.verify import verify
from archiver.archive.warc.writer import WarcWriter
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.extract.extract import extract
from archiver.records import Article, Capture, Exchange, Payload
from spiders.demo import SITE

START = datetime(2026, 3, 1, tzinfo=UTC)
#: Different pages; each capture has a mark of its own.
PAGES = 200
BATCH = 500
#: Bytes of a WARC file: as many as a day of a small portal brings.
FILE = 50_000_000


def bodies(size: int) -> Iterator[bytes]:
    """Pages of about `size` bytes, as compressible as a portal's."""
    portal = Portal(size=PAGES)
    pages = [respond(portal, "GET", gold(portal, number).path).body for number in range(PAGES)]
    dice = random.Random(1)
    long = []
    for page in pages:
        whole = page
        while len(whole) < size:
            other = dice.choice(pages)
            at = dice.randrange(len(other))
            whole += other[at : at + 4000]
        long.append(whole[:size])
    number = 0
    while True:
        number += 1
        yield long[number % PAGES] + f"<!-- {number} {dice.random()} -->".encode()


def make(folder: Path, records: int, size: int) -> None:
    """An archive of that many captures; every second one is an article."""
    portal = Portal(size=PAGES)
    read = []
    for number in range(PAGES):
        story = gold(portal, number)
        reply = respond(portal, "GET", story.path)
        read.append(extract(Payload(url=story.url, body=reply.body, content_type="text/html"), SITE))
    body = bodies(size)
    with Store.open(folder) as store:
        store.begin(SITE, START)
        with WarcWriter(folder, SITE.name, now=lambda: START, limit=FILE) as writer:
            for first in range(0, records, BATCH):
                numbers = range(first, min(first + BATCH, records))
                captures = [writer.append(exchange(number, next(body))) for number in numbers]
                settlements = [
                    settlement(read[number % PAGES], number, capture)
                    for number, capture in zip(numbers, captures, strict=True)
                    if number % 2 == 0
                ]
                writer.sync()
                store.commit(SITE, captures, settlements, writer.take_closed())
            writer.close()
            store.commit(SITE, (), (), writer.take_closed())


def exchange(number: int, body: bytes) -> Exchange:
    """One page as a portal gives it."""
    return Exchange(
        url=f"http://{SITE.hosts[0]}/tin-tuc/bai-999{number:09}.htm",
        method="GET",
        request_headers=(("User-Agent", "archiver (+https://example.org)"), ("Accept-Language", "vi")),
        request_body=b"",
        status=200,
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Server", "nginx"),
            ("Vary", "Accept-Encoding"),
        ),
        body=body,
        fetched_at=START + timedelta(seconds=number),
        ip_address="203.0.113.7",
    )


def settlement(article: Article, number: int, capture: Capture) -> Settlement:
    """That the page was read as an article of its own."""
    own = replace(article, record_id=f"{number:09}", url=capture.url)
    return Settlement(
        visit=Visit(url=capture.url),
        state=State.DONE,
        outcome="article",
        at=capture.fetched_at,
        capture=capture.record_id,
        article=own,
    )


def main() -> None:
    """Make the archive, check it, print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=20_000)
    parser.add_argument("--size", type=int, default=100_000, help="bytes of a page")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--folder", type=Path, default=None, help="keep the archive there, or use the one there"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        if not (folder / "archive.db").exists():
            make(folder, options.records, options.size)
        for jobs in (1, options.jobs):
            measure(folder, jobs)


def measure(folder: Path, jobs: int) -> None:
    """One run: seconds by the clock, and of the processors."""
    began, before = time.monotonic(), cpu()
    report = verify(folder, jobs=jobs)
    seconds, spent = time.monotonic() - began, cpu() - before
    captures, megabytes = report.figures["captures"], report.figures["bytes"] / 1e6
    print(
        f"jobs={jobs}: {captures} captures, {report.figures['articles']} articles, {megabytes:.0f} MB: "
        f"{seconds:.1f} s, {captures / seconds:.0f} captures/s; {spent:.1f} s of processors, "
        f"{spent / captures * 1000:.2f} ms a capture; {len(report.findings)} findings"
    )


def cpu() -> float:
    """Seconds of the processors that this process and its children have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
