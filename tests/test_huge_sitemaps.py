"""A sitemap that is an index of sitemaps of up to 50,000 addresses: memory, and what is asked for again."""

from __future__ import annotations

import gzip
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import quiet_portal
from programs import clean, command, rows_of, states

SPIDER = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import Listing, ListingKind
from quiet_portal import SITE as QUIET

SITE = replace(
    QUIET,
    name="huge",
    hosts=("127.0.0.1",),
    listings=(Listing(url="http://127.0.0.1:{port}/sitemap.xml", kind=ListingKind.SITEMAP),),
    delay={delay},
)


class Huge(SiteSpider):
    name = "huge"
    site = SITE
"""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
#: When everything changed last, unless said otherwise.
LONG_AGO = "2026-01-01T00:00:00+07:00"


class Portal(ThreadingHTTPServer):
    """`maps` gzipped sitemaps of `size` articles; `changed` says when one of either changed, by its path."""

    daemon_threads = True

    def __init__(self, maps: int, size: int) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.maps, self.size = maps, size
        self.changed: dict[str, str] = {}
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path == "/sitemap.xml":
            inner = self._entries("sitemap", [f"/sitemap-{number}.xml.gz" for number in range(self.maps)])
            return 200, "application/xml", f"<sitemapindex {_SPACE}>{inner}</sitemapindex>".encode()
        if found := re.fullmatch(r"/sitemap-(\d+)\.xml\.gz", path):
            first = int(found[1]) * self.size
            paths = [f"/tin-{number}.htm" for number in range(first, first + self.size)]
            text = f"<urlset {_SPACE}>{self._entries('url', paths)}</urlset>"
            return 200, "application/gzip", gzip.compress(text.encode(), 1)
        if found := re.fullmatch(r"/tin-(\d+)\.htm", path):
            return 200, "text/html; charset=utf-8", quiet_portal.page(int(found[1])).encode()
        return 404, "text/plain", b""

    def _entries(self, name: str, paths: list[str]) -> str:
        return "".join(
            f"<{name}><loc>http://127.0.0.1:{self.port}{path}</loc>"
            f"<lastmod>{self.changed.get(path, LONG_AGO)}</lastmod></{name}>"
            for path in paths
        )


class _Pages(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, kind, body = self.server.answer(self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serving(maps: int, size: int) -> Iterator[Portal]:
    with Portal(maps, size) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def crawl(folder: Path, server: Portal, *options: str, delay: float = 0.001) -> int:
    """One run; the most memory it had, in MB."""
    (folder / "spiders").mkdir(exist_ok=True)
    (folder / "spiders" / "huge.py").write_text(SPIDER.format(port=server.port, delay=delay))
    project = Path(__file__).parent
    environment = {
        "ARCHIVER_PATIENCE": "0",
        "ARCHIVER_REACH": "127.0.0.1",
        "PYTHONPATH": f"{project}:{project.parent}",
    }
    server.asked.clear()
    peak = 0
    with subprocess.Popen(
        command("crawl", "huge", *options), cwd=folder, env=clean(environment), stdout=subprocess.DEVNULL
    ) as running:
        while running.poll() is None:
            status = Path(f"/proc/{running.pid}/status")
            told = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
            peak = max(peak, int(told[1]) // 1024) if told else peak
            time.sleep(0.05)

    assert running.returncode in {0, 1}
    return peak


def test_only_sitemaps_and_articles_that_say_they_changed_are_asked_for_again(tmp_path: Path) -> None:
    with serving(maps=4, size=6) as server:
        crawl(tmp_path, server)
        first = len(server.asked)
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 1800))
        server.changed = {"/sitemap-2.xml.gz": at, "/tin-13.htm": at, "/tin-5.htm": at}
        crawl(tmp_path, server, "--full")
        again = list(server.asked)
        with rows_of(tmp_path / "data") as connection:
            counts = states(connection)

    assert first == 2 + 4 + 24
    # The sitemap of number 5 does not say that it has changed.
    assert again == ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml.gz", "/tin-13.htm"]
    assert counts == {"done": 1 + 4 + 24}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's peak")
@pytest.mark.parametrize("delay", [0.0, 0.001], ids=["many-at-once", "one-by-one"])
def test_eight_full_sitemaps_take_little_memory(tmp_path: Path, delay: float) -> None:
    with serving(maps=8, size=50_000) as server:
        peak = crawl(tmp_path, server, "--max-pages", "10", delay=delay)
        with rows_of(tmp_path / "data") as connection:
            counts = states(connection)

    assert counts == {"done": 9, "pending": 400_000}
    # Measured: 196 MB; 283 MB where all that came at once was one batch.
    assert peak < 240
