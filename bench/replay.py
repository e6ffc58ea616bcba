"""How fast captures are read again: pages of 100 kB, by one process and by two.

`python bench/replay.py [--captures 2000] [--keep FOLDER]` prints pages per second (wall and CPU) and where
the time of the processors goes. The pages are the demo's, filled up with lists of links, compressed as
servers send them.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

from archiver.archive.catalogue import capture_from
from archiver.archive.intake import BATCH
from archiver.archive.replay.looks import said_by
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.replay.replay import Selection, replay
from archiver.archive.store import DATABASE, read_only
from archiver.archive.warc.decoding import payload_of
from archiver.archive.warc.members import exchange_in, member_at
from archiver.archive.warc.notes import Began, Note, Noted, text_of
from archiver.archive.warc.writer import WarcWriter
from archiver.crawl.sites import described
from archiver.demo.addresses import headline
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.jobs.slices import readers
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Exchange

SIZE = 100_000
START = datetime(2026, 3, 1, tzinfo=UTC)
PARTS = ("read", "decode", "extract")
STEPS = ("read bytes", "decompress record", "decompress page", "to text", "parse", "extract")
WORDS = ("tin", "văn bản", "hội nghị", "thông báo", "Bộ", "dự án")


def filled(page: bytes, number: int) -> bytes:
    """A page with lists of other articles beside it, up to 100 kB."""
    dice = random.Random(number)
    links, size = [], len(page)
    while size < SIZE:
        words = " ".join(
            dice.choice(("tin", "văn bản", "hội nghị", "thông báo", "Bộ", "dự án")) for _ in range(9)
        )
        link = (
            f'<li class="item"><a href="/muc-{dice.randrange(10**6)}.htm" title="{words}">{words}</a></li>\n'
        )
        links.append(link)
        size += len(link.encode())
    aside = f'<div class="sidebar"><ul>{"".join(links)}</ul></div>'.encode()
    return page.replace(b"</body>", aside + b"</body>")


def make(folder: Path, captures: int) -> None:
    """An archive's WARC file, without its database."""
    portal = Portal(size=min(captures, 4_000))
    batch: list[Noted] = []
    began: Began | None = Began(at=START)
    with WarcWriter(folder, "demo", now=lambda: START) as warc:
        for number in range(captures):
            path = headline(portal, number % portal.size).path
            body = gzip.compress(filled(respond(portal, "GET", path).body, number), 6)
            capture = warc.append(
                Exchange(
                    url=f"http://botrangmau.example{path}",
                    method="GET",
                    request_headers=(),
                    request_body=b"",
                    status=200,
                    headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")),
                    body=body,
                    fetched_at=START + timedelta(seconds=number),
                )
            )
            batch.append(Noted(url=capture.url, capture=capture.record_id))
            if len(batch) == BATCH or number == captures - 1:
                warc.note(text_of(Note(began=began, visits=tuple(batch))))
                batch, began = [], None


def timed(work: Callable[[], list[float]], captures: int, name: str) -> float:
    """Do it, print a line, and give the seconds it took."""
    before, start = _cpu(), time.perf_counter()
    seconds = work()
    wall, cpu = time.perf_counter() - start, _cpu() - before
    parts = [1000 * spent / captures for spent in seconds[:3]]
    split = "  ".join(f"{name} {part:.2f}" for name, part in zip(PARTS, parts, strict=True))
    rest = cpu - sum(seconds[:3])
    print(
        f"{name:<18} {captures / wall:6.0f} pages/s  {captures / cpu:6.0f} per CPU second   "
        f"ms a page: {split}  store {1000 * rest / captures:.2f} ({rest / cpu:.0%} of the CPU time)"
    )
    return wall


def finer(folder: Path, captures: int = 500) -> str:
    """What is inside of reading, decoding and extracting: milliseconds a page, some captures one by one."""
    spent = dict.fromkeys(STEPS, 0.0)
    site = described()["demo"]
    with read_only(folder) as connection:
        rows = connection.execute(
            "SELECT * FROM captures WHERE outcome = 'article' ORDER BY record_id LIMIT ?", (captures,)
        ).fetchall()
    watch = time.process_time()

    def lap(step: str) -> None:
        nonlocal watch
        now = time.process_time()
        spent[step] += now - watch
        watch = now

    for capture in map(capture_from, rows):
        watch = time.process_time()
        with (folder / capture.warc_file).open("rb") as file:
            file.seek(capture.offset)
            member = file.read(capture.length)
        lap("read bytes")
        exchange = exchange_in(member_at(BytesIO(member), 0).record, folder)
        lap("decompress record")
        payload = payload_of(exchange)
        lap("decompress page")
        text = html_text(payload)
        lap("to text")
        Page(text, payload.url)
        lap("parse")
        said_by(payload, site)
        lap("extract")
    spent["extract"] -= spent["to text"] + spent["parse"]  # it does both once more
    return "  ".join(f"{step} {1000 * seconds / len(rows):.2f}" for step, seconds in spent.items())


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def anew(folder: Path, jobs: int) -> list[float]:
    """Make the database anew."""
    (folder / DATABASE).unlink(missing_ok=True)
    with readers(folder, described, jobs) as reader:
        return rebuild(folder, described(), reader).seconds


def again(folder: Path, jobs: int) -> list[float]:
    """Read every capture again."""
    with readers(folder, described, jobs) as reader:
        return replay(folder, described(), reader, Selection()).seconds


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captures", type=int, default=2_000)
    parser.add_argument("--keep", type=Path, default=None)
    arguments = parser.parse_args()
    captures = arguments.captures
    described()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        if not (folder / "warc").exists():
            make(folder, captures)
        for name, work in (("rebuild", anew), ("replay", again)):
            one, two = (timed(partial(work, folder, jobs), captures, f"{name}, {jobs}") for jobs in (1, 2))
            print(f"{name}: two jobs are {one / two:.2f} times as fast as one")
        print(f"one by one, ms a page: {finer(folder)}")


if __name__ == "__main__":
    main()
