"""The processes of the benchmark: the server, and a crawl whose time, CPU and memory are measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock, CPU seconds; and what it printed."""

    seconds: float
    cpu: float
    output: str


@contextmanager
def served(articles: int, *options: str) -> Iterator[str]:
    """The server in a process of its own; its address."""
    command = [sys.executable, HERE / "server.py", "--articles", str(articles), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def visits(address: str) -> tuple[int, int]:
    """How many article pages a server has served, and how many answers in all."""
    with build_opener(ProxyHandler({})).open(f"{address}/-/visits") as answer:
        articles, requests = json.load(answer)
    return articles, requests


def measured(
    command: list[str | Path], environment: dict[str, str], watch: Callable[[int], None] | None = None
) -> Cost:
    """Run a child to its end; `watch` is called once a second with its process id.

    Raises:
        SystemExit: it failed.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=HERE, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    ) as child:
        # Not `wait`: only wait4 tells what this one child took.
        while not (ended := os.wait4(child.pid, os.WNOHANG if watch else 0))[0]:
            assert watch is not None
            watch(child.pid)
            time.sleep(1)
        seconds, (_, status, usage) = time.perf_counter() - began, ended
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.stdout is not None
        output = child.stdout.read()
    if child.returncode not in {0, 1}:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, output)


def crawl_command(
    address: str, spider: str = "bench", program: tuple[str | Path, ...] = ("-m", "scrapy")
) -> list[str | Path]:
    """The crawl of the archive, by Scrapy's own command: spider, settings and pipeline are the verb's."""
    return [sys.executable, *program, "crawl", spider, "-a", f"proxy={address}"]


def crawl_environment(data: Path) -> dict[str, str]:
    """What that crawl needs to know."""
    return {
        "ARCHIVER_DATA": str(data),
        "ARCHIVER_PATIENCE": "0",
        "SCRAPY_SETTINGS_MODULE": "archiver.crawl.settings",
    }
