"""Memory over very many pages, and a portal with very many articles."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from children import crawl_command, crawl_environment, measured, served, visits
from server import LATE


@dataclass(frozen=True)
class Sample:
    """Memory in MB when so many pages had been served; the write-ahead log in MB."""

    pages: int
    resident: float
    log: float


def soak(pages: int) -> None:
    """Crawl so many pages; print what memory was at a fifth of them, and at the end."""
    samples: list[Sample] = []
    with served(pages) as address, tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "archive.db-wal"

        def watch(process: int) -> None:
            size = log.stat().st_size / 1e6 if log.exists() else 0.0
            samples.append(Sample(visits(address)[0], resident(process), size))

        ended = measured(crawl_command(address), crawl_environment(Path(folder)), watch)
    early = next(one for one in samples if one.pages >= pages // 5)
    last = samples[-1]
    peak = max(one.resident for one in samples)
    print(f"{last.pages} pages in {ended.seconds:.0f} s, {last.pages / ended.cpu:.0f} pages/CPU-s")
    print(f"resident at {early.pages} pages: {early.resident:.0f} MB, at the end {last.resident:.0f} MB")
    print(f"growth {last.resident - early.resident:+.0f} MB (goal: at most +30), peak {peak:.0f} (below 300)")
    print(f"write-ahead log at most {max(one.log for one in samples):.0f} MB (goal: below 64)")


def resident(process: int) -> float:
    """The memory a process holds, in MB; 0 when it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def large(articles: int) -> None:
    """A full crawl through the listing pages, one when nothing is new, and one when some came late."""
    late = sum(place < articles for place in LATE)
    with tempfile.TemporaryDirectory() as folder:
        for name, expected, options in (
            ("full", articles - late, ("--late",)),
            ("nothing new", articles - late, ("--late",)),
            (f"{late} back-dated", articles, ("--late", "--days-later", "1")),
        ):
            with served(articles, *options) as address:
                ended = measured(crawl_command(address, "bench_pages"), crawl_environment(Path(folder)))
                asked = visits(address)[1]
            with closing(sqlite3.connect(Path(folder) / "archive.db")) as connection:
                stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            print(f"{name}: {asked} requests, {ended.seconds:.0f} s, {stored} of {expected} articles stored")
