"""A crawl by the real program that is killed at a point that the portal decides."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from programs import clean, command

from archiver.demo.server import Server


def killed_crawl(data: Path, server: Server, after: int, later: float = 0.0, *options: str) -> bool:
    """Crawl until the portal has answered `after` requests, then `later` seconds, then kill.

    Whether the kill was in time.
    """
    server.forget_visits()
    crawl = command("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options)
    with subprocess.Popen(
        crawl, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running_crawl:
        while running_crawl.poll() is None and len(server.visits) < after:
            time.sleep(0.002)
        time.sleep(later)
        running_crawl.kill()
    return running_crawl.returncode == -9
