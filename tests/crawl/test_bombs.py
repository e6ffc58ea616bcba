"""Decompression bombs: a crawl meets them, keeps their bytes, stays small, goes on (FAULTS section 3, 13)."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from cost import most_memory
from faulty_disk import damage
from programs import clean, command, rows_of

from archiver.demo.addresses import headline, number_at
from archiver.demo.faults.bombs import CODINGS, bomb
from archiver.demo.ministry import Portal
from archiver.demo.portal import HTML, Reply, respond
from archiver.demo.server import Server, running

PORTAL = Portal(size=60)
#: Which articles are bombs, three in each coding, old and new ones.
BOMBED = {place * 5: CODINGS[place % len(CODINGS)] for place in range(12)}
PEAK = 150


def packed(coding: str) -> Reply:
    return Reply(200, (("Content-Type", HTML), ("Content-Encoding", coding)), bomb(coding))


def mined(portal: Portal, method: str, path: str) -> Reply:
    """The portal with bombs in the place of some articles."""
    number = number_at(portal, path)
    return packed(BOMBED[number]) if number in BOMBED else respond(portal, method, path)


@dataclass(frozen=True)
class Ended:
    """How a crawl ended: exit code, messages, the most memory it ever held, in MB."""

    code: int
    messages: str
    peak: float


def watched_crawl(data: Path, server: Server) -> Ended:
    """Crawl, and watch the high-water mark of the process."""
    crawl = command("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}")
    environment = clean({"ARCHIVER_PATIENCE": "0"})
    with subprocess.Popen(
        crawl, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, most_memory(child.pid))
            time.sleep(0.01)
        assert child.stderr is not None
        messages = child.stderr.read()
    return Ended(child.returncode, messages, peak)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """The archive of a portal with bombs, and how its crawl ended."""
    data = tmp_path_factory.mktemp("data")
    for coding in CODINGS:
        bomb(coding)  # made before the clock of the download runs
    with running(PORTAL, answer=mined) as server:
        ended = watched_crawl(data, server)
    return data / "demo", ended


def test_the_crawl_goes_on_to_the_end_and_stays_small(crawled: tuple[Path, Ended]) -> None:
    folder, ended = crawled
    with rows_of(folder) as connection:
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]

    assert stored == 60 - len(BOMBED)
    assert ended.code == 1, ended.messages
    assert "Traceback" not in ended.messages
    assert 30 < ended.peak < PEAK


def test_each_bomb_is_kept_as_it_came_and_is_a_problem(crawled: tuple[Path, Ended]) -> None:
    folder, _ = crawled
    urls = {PORTAL.base + headline(PORTAL, number).path: coding for number, coding in BOMBED.items()}
    with rows_of(folder) as connection:
        kept = {
            row["url"]: row["payload_length"]
            for row in connection.execute("SELECT url, payload_length FROM captures")
            if row["url"] in urls
        }
        problems = {row["url"] for row in connection.execute("SELECT url FROM problems")}

    assert kept == {url: len(bomb(coding)) for url, coding in urls.items()}
    assert problems == set(urls)
    assert damage(folder) == []


@pytest.mark.parametrize("path", ["/robots.txt", "/rss/tin-tuc.rss", "/tin-tuc.htm"])
def test_a_bomb_in_the_place_of_a_list_stops_nothing_else(path: str, tmp_path: Path) -> None:
    """The sitemap still leads to every article."""

    def answer(portal: Portal, method: str, asked: str) -> Reply:
        return packed("gzip") if asked == path else respond(portal, method, asked)

    bomb("gzip")
    with running(Portal(size=25), answer=answer) as server:
        ended = watched_crawl(tmp_path, server)
    with rows_of(tmp_path / "demo") as connection:
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]

    assert stored == 25, ended.messages
    assert "Traceback" not in ended.messages
    assert ended.peak < PEAK
