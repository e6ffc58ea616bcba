"""How fast `archiver browse` answers: one reader, then many at once, over an archive of made-up articles.

    python bench/browse.py ARCHIVE_DB [--seconds 30] [--readers 20]

`python -m bench.search.run --folder FOLDER` makes an archive of 100,000 articles. The server runs in a
process of its own; its CPU time is told as well, because that changes least when the machine is shared.
Memory is what the server's process alone holds (`Private_*` of /proc/PID/smaps_rollup).
"""

from __future__ import annotations

import argparse
import http.client
import os
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).parent.parent
SERVE = """
import sys
from pathlib import Path
from archiver.publish.browse import browse
browse(Path(sys.argv[1]), port=0)
"""
ROUNDS = 40


def main() -> None:
    """Print a table: milliseconds for one reader; pages, errors and memory for many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--readers", type=int, default=20)
    options = parser.parse_args()
    pages = page_paths(options.archive)
    with server(options.archive) as (port, pid):
        for paths in pages.values():
            fetch(port, paths[0])
        print(f"{'page':12} {'median ms':>10} {'p95 ms':>8} {'CPU ms':>8}")
        for name, paths in pages.items():
            print(one_reader(port, pid, name, paths))
        print(many_readers(port, pid, pages, options.readers, options.seconds))


def page_paths(archive: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, of articles and words that the archive has."""
    with sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True) as connection:
        (most,) = connection.execute("SELECT max(docid) FROM articles").fetchone()
        chosen = [1 + most * place // ROUNDS for place in range(ROUNDS)]
        rows = connection.execute(
            f"SELECT id, title, site FROM articles WHERE docid IN ({', '.join('?' * len(chosen))})", chosen
        ).fetchall()
    searches = [quote(" ".join(title.split()[:2])) for _, title, _ in rows]
    return {
        "home": ["/"],
        "search": [f"/tim-kiem?q={words}" for words in searches],
        "newest": [f"/tim-kiem?q={words}&xep=moi" for words in searches],
        "article": [f"/archive/articles/{article}" for article, _, _ in rows],
        "ministry": [f"/bo/{site}" for _, _, site in rows],
        "bylines": ["/tac-gia", "/tac-gia?chu=T"],
        "feed": ["/tin-moi.atom"],
    }


@contextmanager
def server(archive: Path) -> Iterator[tuple[int, int]]:
    """A running `archiver browse`: its port and its process."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(archive)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline()
        yield int(address.split(":")[2].split("/")[0]), process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetch(port: int, path: str) -> int:
    """The status of one page, read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def one_reader(port: int, pid: int, name: str, paths: Sequence[str]) -> str:
    """One line of the table: a page asked for again and again, once at a time."""
    times, cpu = [], cpu_seconds(pid)
    for _, path in zip(range(ROUNDS), cycle(paths), strict=False):
        begun = time.perf_counter()
        status = fetch(port, path)
        times.append(1000 * (time.perf_counter() - begun))
        assert status == 200, (path, status)
    spent = 1000 * (cpu_seconds(pid) - cpu) / ROUNDS
    return f"{name:12} {statistics.median(times):10.1f} {percentile(times, 95):8.1f} {spent:8.1f}"


def many_readers(port: int, pid: int, pages: dict[str, list[str]], readers: int, seconds: float) -> str:
    """Readers at once, each with home, search and article in turn."""
    times: list[float] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds
    kinds = [pages["home"], pages["search"], pages["article"], pages["search"], pages["article"]]

    def read(number: int) -> None:
        turn = number
        while time.perf_counter() < until:
            paths = kinds[turn % len(kinds)]
            begun = time.perf_counter()
            try:
                status = fetch(port, paths[(turn * 7 + number) % len(paths)])
            except OSError as error:
                errors.append(str(error))
            else:
                times.append(time.perf_counter() - begun)
                if status != 200:
                    errors.append(f"{status}")
            turn += 1

    cpu, begun = cpu_seconds(pid), time.perf_counter()
    most = with_watch(pid, [threading.Thread(target=read, args=(number,)) for number in range(readers)])
    took = time.perf_counter() - begun
    return (
        f"{readers} readers, {took:.0f} s: {len(times) / took:.1f} pages/s, {len(errors)} errors, "
        f"median {statistics.median(times):.2f} s, p95 {percentile(times, 95):.2f} s,\n"
        f"CPU {1000 * (cpu_seconds(pid) - cpu) / len(times):.1f} ms a page, memory {most / 1e6:.0f} MB"
    )


def with_watch(pid: int, threads: Sequence[threading.Thread]) -> int:
    """Run threads to their end; the most bytes a process held meanwhile."""
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        most = max(most, memory(pid))
        time.sleep(0.2)
    return most


def memory(pid: int) -> int:
    """Bytes that a process alone holds."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def cpu_seconds(pid: int) -> float:
    """Seconds of CPU time that a process has spent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent are not above."""
    chosen: Callable[[Sequence[float]], list[float]] = sorted
    return chosen(values)[min(len(values) - 1, len(values) * percent // 100)]


if __name__ == "__main__":
    main()
