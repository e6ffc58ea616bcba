"""Pages that need a browser, of hosts that fall silent, refuse, or want long pauses: as plain pages are."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
import quiet_portal
from faulty_disk import clock
from loopback import MISSING, Loopback, reply, serving
from programs import archiver, rows_of, states
from test_javascript import CHROMIUM, with_browser

from archiver.demo.portal import Reply

PAGES, SCRIPTS = "127.0.0.1", "127.0.0.2"
NUMBERS = range(10, 130, 10)
HOUR = 60 * 60
SPIDER = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import Listing
from quiet_portal import SITE as QUIET

SITE = replace(
    QUIET,
    name="two",
    hosts=("127.0.0.1", "127.0.0.2"),
    listings=(Listing(url="http://127.0.0.1:{port}/tin.htm"),),
    javascript=True,
)


class Two(SiteSpider):
    name = "two"
    site = SITE
    custom_settings = {{"DOWNLOAD_TIMEOUT": {timeout}}}
"""
_SHELL = """<!DOCTYPE html><html lang="vi"><head><title>Cổng thông tin</title>
<script src="/app.js" defer></script></head><body><div>Đang tải…</div></body></html>"""
_APP = """
fetch('%s/api' + location.pathname).then(answer => answer.json())
  .then(said => { document.documentElement.innerHTML = said.html; });
"""
_INLINE = """<!DOCTYPE html><html lang="vi"><head><title>Cổng thông tin</title></head><body>
<script>document.documentElement.innerHTML = %s.html;</script></body></html>"""
#: What is answered instead of a page; `None` for the page itself.
Instead = Callable[[str], "Reply | bytes | None"]


def said(path: str) -> str:
    return json.dumps({"html": quiet_portal.page(int(path.removesuffix(".htm").rpartition("-")[2]))})


@dataclass
class Scripted:
    """A portal whose articles a script fills in from an address below `api` on one of its two hosts."""

    folder: Path
    api: str = PAGES
    port: int = 0
    robots: str = ""
    instead: Instead = field(default=lambda _path: None)
    ended: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[float, str]] = field(default_factory=list)

    def answer(self, _server: Loopback, path: str) -> Reply | bytes:
        self.asked.append((time.monotonic(), path))
        found = self.instead(path)
        if found is not None:
            return found
        if path == "/robots.txt":
            return reply(self.robots, media="text/plain") if self.robots else MISSING
        if path == "/tin.htm":
            links = "".join(f'<li><a href="/tin-{one}.htm">Họp bàn việc {one}</a></li>' for one in NUMBERS)
            return reply(f"<html><head><title>Tin tức</title></head><body><ul>{links}</ul></body></html>")
        if path == "/app.js":
            return reply(_APP % f"http://{self.api}:{self.port}", media="text/javascript")
        if path.startswith("/api/"):
            headers = (("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*"))
            return Reply(200, headers, said(path).encode())
        return reply(_SHELL)

    def mute(self) -> bytes:
        """No answer, for as long as the test lasts."""
        self.ended.wait()
        return b""

    def crawl(self, hours: float = 0, *, timeout: float = 60, **environment: str) -> tuple[int, str, float]:
        """One run: its exit code, what it says, and how many seconds it took."""
        (self.folder / "spiders").mkdir(exist_ok=True)
        file = SPIDER.format(port=self.port, timeout=timeout)
        (self.folder / "spiders" / "two.py").write_text(file, encoding="utf-8")
        self.asked.clear()
        project, began = Path(__file__).parents[2], time.monotonic()
        ended = archiver(
            *("crawl", "two"),
            cwd=self.folder,
            ARCHIVER_REACH=f"{PAGES},{SCRIPTS}",
            PYTHONPATH=f"{project}/tests/support:{project}",
            ARCHIVER_BROWSER=CHROMIUM,
            **{"ARCHIVER_PATIENCE": "0"} | environment | (clock(int(hours * HOUR)) if hours else {}),
        )
        return ended.returncode, (ended.stdout + ended.stderr).decode(), time.monotonic() - began

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    def urls(self) -> tuple[dict[str, int], int]:
        """How many addresses are in each state, and the most tries of any."""
        with rows_of(self.folder / "data") as connection:
            most = connection.execute("SELECT max(tries) FROM urls").fetchone()[0]
            return dict(states(connection)), most

    def articles(self) -> int:
        with rows_of(self.folder / "data") as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def told(self) -> list[tuple[str, str]]:
        with rows_of(self.folder / "data") as connection:
            return [tuple(row) for row in connection.execute("SELECT reason, detail FROM problems")]


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Scripted]:
    found = Scripted(tmp_path)
    with ExitStack() as stack:
        found.port = stack.enter_context(serving(found.answer, PAGES)).port
        stack.enter_context(serving(found.answer, SCRIPTS, found.port))
        yield found
        found.ended.set()


@with_browser
def test_scripts_that_get_no_answer_make_their_host_silent_and_no_page_fails_for_it(portal: Scripted) -> None:
    portal.instead = lambda path: portal.mute() if path.startswith("/api/") else None
    code, words, took = portal.crawl(timeout=2)
    asked = [path for path in portal.paths if path.startswith("/api/")]
    waiting = portal.urls()
    portal.instead = lambda _path: None
    portal.ended.set()
    back = portal.crawl(24)[0]

    assert code == 1, words
    assert f"no answer from {PAGES}:{portal.port};" in words
    assert (len(asked), took < 30) == (3, True)
    assert waiting == ({"done": 1, "pending": len(NUMBERS)}, 1)
    assert [reason for reason, _ in portal.told()] == ["host-silent"]
    assert (back, portal.articles()) == (0, len(NUMBERS))


@with_browser
def test_a_page_in_the_browser_is_given_up_when_its_host_falls_silent(portal: Scripted) -> None:
    def instead(path: str) -> bytes | None:
        if path.startswith("/api/"):
            return portal.mute()
        return b"" if path.startswith("/tin-") and path != f"/tin-{NUMBERS[0]}.htm" else None

    portal.instead = instead
    code, words, took = portal.crawl()

    assert code == 1, words
    assert took < 30, "what gets no answer lasts a minute"
    assert portal.urls() == ({"done": 1, "pending": len(NUMBERS)}, 1)
    assert [reason for reason, _ in portal.told()] == ["host-silent"]


@with_browser
def test_a_silent_host_of_scripts_is_told_and_what_needs_it_waits(portal: Scripted) -> None:
    portal.api = SCRIPTS
    portal.instead = lambda path: b"" if path.startswith("/api/") else None
    code, words, _ = portal.crawl()
    asked = [path for path in portal.paths if path.startswith("/api/")]
    waiting, stored = portal.urls(), portal.articles()
    portal.instead = lambda _path: None
    back = portal.crawl(24)[0]

    assert (code, stored) == (1, 0)
    assert f"no answer from {SCRIPTS}:{portal.port};" in words
    assert len(asked) == 3
    assert waiting[0] == {"done": 1, "pending": len(NUMBERS)}
    assert (back, portal.articles()) == (0, len(NUMBERS))


@with_browser
def test_a_crawl_delay_of_hours_ends_the_run_and_holds_for_the_next(portal: Scripted) -> None:
    portal.robots = "User-agent: *\nCrawl-delay: 7200\n"
    first, alone = f"/tin-{NUMBERS[0]}.htm", f"/tin-{NUMBERS[1]}.htm"
    portal.instead = lambda path: reply(_INLINE % said(path)) if path == alone else None
    runs = []
    for hours in (0, 1, 3, 6, 9):
        _, words, took = portal.crawl(hours)
        runs.append(list(portal.paths))
        assert "crawl-delay" in words
        assert took < 30

    assert runs[:2] == [["/robots.txt", "/tin.htm"], []]
    # A page whose script needs nothing more is read; one that does may not have it, and waits.
    assert [path for run in runs[2:] for path in run if path[:5] == "/tin-"] == [first, alone]
    assert portal.articles() == 1
    assert portal.urls()[0] == {"done": 2, "pending": len(NUMBERS) - 1}


@with_browser
def test_pauses_are_kept_between_the_parts_of_a_page_and_are_not_its_fault(portal: Scripted) -> None:
    portal.robots = "User-agent: *\nCrawl-delay: 2\n"
    portal.instead = lambda path: MISSING if path > f"/tin-{NUMBERS[0]}.htm" and path[:5] == "/tin-" else None

    code, words, _ = portal.crawl(ARCHIVER_BROWSER_SECONDS="3")

    times = [at for at, _ in portal.asked]
    assert code == 0, words
    assert portal.articles() == 1
    assert min(later - at for at, later in pairwise(times)) > 1.9


@with_browser
def test_scripts_that_are_told_to_wait_hold_the_portal_up(portal: Scripted) -> None:
    busy = Reply(429, (("Retry-After", "7200"),), b"")
    portal.instead = lambda path: busy if path.startswith("/api/") else None
    _, words, _ = portal.crawl()
    asked = [path for path in portal.paths if path.startswith("/api/")]
    portal.crawl(1)
    meanwhile = portal.paths
    portal.instead = lambda _path: None
    portal.crawl(24)

    assert "retry-after" in words
    assert (len(asked), meanwhile) == (1, [])
    assert portal.articles() == len(NUMBERS)


@with_browser
def test_a_script_that_fails_once_spoils_one_page_and_not_the_run(portal: Scripted) -> None:
    failed: list[str] = []

    def instead(path: str) -> Reply | None:
        if path != "/app.js" or failed:
            return None
        failed.append(path)
        return reply("", status=503)

    portal.instead = instead
    code, words, _ = portal.crawl(ARCHIVER_PATIENCE="60")

    assert code == 0, words
    # What spoils one page is not kept for the others, and that page is read a little later.
    assert portal.paths.count("/app.js") == 2
    assert (portal.urls(), portal.articles()) == (({"done": 1 + len(NUMBERS)}, 0), len(NUMBERS))
