"""A sitemap that is an index of sitemaps of up to 50,000 addresses: memory, and what is asked for again."""

from __future__ import annotations

import gzip
import re
import subprocess
import time
from pathlib import Path

import pytest
import quiet_portal
from cost import most_memory
from loopback import MISSING, Loopback, reply, serving
from programs import clean, command, rows_of, states

from archiver.demo.portal import Reply

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


class Sitemaps:
    """`maps` gzipped sitemaps of `size` articles; `changed` says when one of either changed, by its path."""

    def __init__(self, maps: int, size: int) -> None:
        self.maps, self.size = maps, size
        self.changed: dict[str, str] = {}

    def answer(self, server: Loopback, path: str) -> Reply:
        if path == "/sitemap.xml":
            inner = self._entries(
                server, "sitemap", [f"/sitemap-{number}.xml.gz" for number in range(self.maps)]
            )
            return reply(f"<sitemapindex {_SPACE}>{inner}</sitemapindex>", media="application/xml")
        if found := re.fullmatch(r"/sitemap-(\d+)\.xml\.gz", path):
            first = int(found[1]) * self.size
            paths = [f"/tin-{number}.htm" for number in range(first, first + self.size)]
            text = f"<urlset {_SPACE}>{self._entries(server, 'url', paths)}</urlset>"
            return reply(gzip.compress(text.encode(), 1), media="application/gzip")
        found = re.fullmatch(r"/tin-(\d+)\.htm", path)
        return reply(quiet_portal.page(int(found[1]))) if found else MISSING

    def _entries(self, server: Loopback, name: str, paths: list[str]) -> str:
        return "".join(
            f"<{name}><loc>http://127.0.0.1:{server.port}{path}</loc>"
            f"<lastmod>{self.changed.get(path, LONG_AGO)}</lastmod></{name}>"
            for path in paths
        )


def crawl(folder: Path, server: Loopback, *options: str, delay: float = 0.001) -> float:
    """One run; the most memory it had, in MB."""
    (folder / "spiders").mkdir(exist_ok=True)
    (folder / "spiders" / "huge.py").write_text(SPIDER.format(port=server.port, delay=delay))
    project = Path(__file__).parents[2]
    environment = {
        "ARCHIVER_PATIENCE": "0",
        "ARCHIVER_REACH": "127.0.0.1",
        "PYTHONPATH": f"{project}/tests/support:{project}",
    }
    server.asked.clear()
    peak = 0.0
    with subprocess.Popen(
        command("crawl", "huge", *options), cwd=folder, env=clean(environment), stdout=subprocess.DEVNULL
    ) as running:
        while running.poll() is None:
            peak = max(peak, most_memory(running.pid))
            time.sleep(0.05)

    assert running.returncode in {0, 1}
    return peak


def test_only_sitemaps_and_articles_that_say_they_changed_are_asked_for_again(tmp_path: Path) -> None:
    sitemaps = Sitemaps(maps=4, size=6)
    with serving(sitemaps.answer) as server:
        crawl(tmp_path, server)
        first = len(server.asked)
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 1800))
        sitemaps.changed = {"/sitemap-2.xml.gz": at, "/tin-13.htm": at, "/tin-5.htm": at}
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
    with serving(Sitemaps(maps=8, size=50_000).answer) as server:
        peak = crawl(tmp_path, server, "--max-pages", "10", delay=delay)
        with rows_of(tmp_path / "data") as connection:
            counts = states(connection)

    assert counts == {"done": 9, "pending": 400_000}
    # Measured: 196 MB; 283 MB where all that came at once was one batch.
    assert peak < 240
