"""Pages per second of a whole crawl against Scrapy alone, where the CPU goes, and what memory does.

    python bench/crawl/run.py [--pages 4000] [--rounds 3]
    python bench/crawl/run.py --soak      memory over 100,000 pages
    python bench/crawl/run.py --large     50,000 articles behind 2,500 listing pages

One process crawls pages of 60 KB from a server process of its own: layouts, capture and storing on,
politeness off, 16 requests at a time. Each figure is the difference between a long and a short run, so
that starting and ending cost nothing. Compare the ratios; the seconds are this machine's.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from children import HERE, Cost, crawl_command, crawl_environment, measured, served
from long_runs import large, soak
from server import portal_of

from archiver.demo.gold import gold

SHORT = 500
KINDS = ("default", "tuned", "archive")
GOALS = {"default": 0.50, "tuned": 0.25}
_PROBES = 2000


@dataclass(frozen=True)
class Speed:
    """Pages per second: by the clock, by CPU time, and by the CPU time of the crawl's own thread alone.

    The last is what the clock shows where a second core is free for the thread that writes; all that
    Scrapy alone does is done on one thread.
    """

    wall: float
    cpu: float
    own: float


def urls_of(articles: int) -> list[str]:
    """The addresses of every article."""
    portal = portal_of(articles)
    return [gold(portal, number).url for number in range(articles)]


def cost(kind: str, address: str, urls: list[str]) -> Cost:
    """One crawl of one kind."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "archive":
            command = crawl_command(address, program=(HERE / "timed.py",))
            return measured(command, crawl_environment(Path(folder)))
        listed = Path(folder) / "urls"
        listed.write_text("\n".join(urls), encoding="utf-8")
        tuned = ["tuned"] if kind == "tuned" else []
        return measured([sys.executable, HERE / "bare.py", address, listed, *tuned], {})


def speeds(pages: int, rounds: int) -> dict[str, list[Speed]]:
    """How fast each kind is, in each round one after the other."""
    long_urls, short_urls = urls_of(pages), urls_of(SHORT)
    found: dict[str, list[Speed]] = {kind: [] for kind in KINDS}
    with served(pages, "--ready") as long, served(SHORT, "--ready") as short:
        print(f"the server alone answers {capacity(long, long_urls[0]):.0f} requests/s to one plain client")
        for _ in range(rounds):
            for kind, measurements in found.items():
                whole, start = cost(kind, long, long_urls), cost(kind, short, short_urls)
                measurements.append(difference(whole, start, pages - SHORT))
    return found


def difference(long: Cost, short: Cost, pages: int) -> Speed:
    """What the pages of the long run took beyond those of the short one."""
    return Speed(
        pages / (long.seconds - short.seconds),
        pages / (long.cpu - short.cpu),
        pages / (_own(long) - _own(short)),
    )


def _own(one: Cost) -> float:
    """CPU seconds of the crawl's own thread."""
    return float(json.loads(one.output.splitlines()[-1])["own"]) if one.output else one.cpu


def capacity(address: str, url: str) -> float:
    """Requests a second that the server answers to one client: it must not be what holds a crawl up."""
    server = urlsplit(address)
    request = f"GET {url} HTTP/1.1\r\n\r\n".encode()
    with socket.create_connection((server.hostname or "", server.port or 0)) as client:
        client.sendall(request)
        size = _answer(client)
        began = time.perf_counter()
        for _ in range(_PROBES):
            client.sendall(request)
            left = size
            while left:
                left -= len(client.recv(left))
    return _PROBES / (time.perf_counter() - began)


def _answer(client: socket.socket) -> int:
    """The size of one answer, head and body."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(65536)
    head, _, _ = data.partition(b"\r\n\r\n")
    (length,) = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    size = len(head) + 4 + int(length.split(b":")[1])
    left = size - len(data)
    while left:
        left -= len(client.recv(left))
    return size


def stages(pages: int) -> dict[str, float]:
    """CPU milliseconds per page of each stage of the archive's crawl."""
    totals = []
    for articles in (pages, SHORT):
        with served(articles, "--ready") as address, tempfile.TemporaryDirectory() as folder:
            command = crawl_command(address, program=(HERE / "timed.py",))
            ended = measured(command, crawl_environment(Path(folder)))
            totals.append(json.loads(ended.output.splitlines()[-1]))
    spent = {name: (totals[0][name] - totals[1][name]) / (pages - SHORT) * 1000 for name in totals[0]}
    del spent["own"]
    return {"engine": spent.pop("all") - sum(spent.values()), **spent}


def compare(pages: int, rounds: int) -> None:
    """Measure and print speeds, ratios and stages."""
    found = speeds(pages, rounds)
    for kind, measurements in found.items():
        wall = statistics.median(one.wall for one in measurements)
        cpu = statistics.median(one.cpu for one in measurements)
        own = statistics.median(one.own for one in measurements)
        print(f"{kind:10} {wall:6.0f} pages/s  {cpu:6.0f} pages/CPU-s  {own:6.0f} on its own thread")
    for kind, goal in GOALS.items():
        pairs = list(zip(found["archive"], found[kind], strict=True))
        wall = statistics.median(ours.wall / bare.wall for ours, bare in pairs)
        cpu = statistics.median(ours.cpu / bare.cpu for ours, bare in pairs)
        own = statistics.median(ours.own / bare.own for ours, bare in pairs)
        print(
            f"archive / {kind}: {wall:.0%} by the clock, {cpu:.0%} by CPU, "
            f"{own:.0%} by CPU of its own thread (goal {goal:.0%})"
        )
    for stage, spent in stages(pages).items():
        print(f"{stage:10} {spent:.2f} ms CPU per page")


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--soak", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument(
        "--articles", type=int, default=0, help="fewer pages for --soak, articles for --large"
    )
    options = parser.parse_args()
    if options.soak:
        soak(options.articles or 100_000)
    elif options.large:
        large(options.articles or 50_000)
    else:
        compare(options.pages, options.rounds)


if __name__ == "__main__":
    main()
