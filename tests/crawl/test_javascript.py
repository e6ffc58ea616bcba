"""Pages that a script fills in: read in a browser that reaches nothing but through the crawl."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess
from threading import Thread

import pytest
from dumps import differences, dump
from programs import PROJECT, archiver, clean, command, rows_of
from scripted_portal import API, SITE, project, scripted

from archiver.archive.catalogue import find_capture
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.warc.writer import read_exchange
from archiver.crawl import javascript
from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply
from archiver.demo.server import Server, running
from archiver.errors import UsageError

CHROMIUM = os.environ.get("ARCHIVER_BROWSER") or shutil.which("chromium") or ""
PORTAL = Portal(seed=7, size=4)
ARTICLES = [gold(PORTAL, number) for number in range(PORTAL.size)]
#: What clocks and threads may blur, in seconds.
BLUR = 0.02


def with_browser(test: Callable[..., None]) -> Callable[..., None]:
    missing = not CHROMIUM or find_spec("scrapy_playwright") is None
    reason = "needs Chromium and the extra: apt-get install chromium; pip install 'ministry-archiver[js]'"
    return pytest.mark.slow(pytest.mark.skipif(missing, reason=reason)(test))


class Crawl:
    """Crawls of one scripted portal, with a browser that can be told from others on this machine."""

    def __init__(self, folder: Path, server: Server, delay: float = 0.0) -> None:
        self.data = folder / "data"
        self._folder = project(folder / "project", delay)
        self._browser = folder / "chromium"
        self._browser.write_text(f'#!/bin/sh\nexec {CHROMIUM} --of={folder} "$@"\n', encoding="utf-8")
        self._browser.chmod(0o755)
        self._arguments = ("--data", self.data, "crawl", "scripted", "-a", f"proxy={server.proxy}")
        self._environment = {"ARCHIVER_BROWSER": str(self._browser)}

    def run(self, **environment: str) -> CompletedProcess[bytes]:
        """One run to its end."""
        return archiver(*self._arguments, cwd=self._folder, **self._environment | environment)

    def verified(self) -> CompletedProcess[bytes]:
        """What the archive's own check says of it."""
        return archiver("--data", self.data, "verify", cwd=self._folder)

    def started(self) -> subprocess.Popen[bytes]:
        """One run, left alone."""
        return subprocess.Popen(
            command(*self._arguments),
            cwd=self._folder,
            env=clean(self._environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def browsers(self) -> list[int]:
        """The processes of its browser that are running, the browser's own and not its children."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            is_child = any(word.startswith(b"--type=") for word in words)
            if f"--of={self._browser.parent}".encode() in words and not is_child:
                found.append(int(path.parent.name))
        return found


def outcome_of(connection: sqlite3.Connection, path: str) -> tuple[str, str, int]:
    """State, outcome and tries of the article at a path."""
    row = connection.execute(
        "SELECT state, outcome, tries FROM urls WHERE url LIKE ?", (f"%{path}",)
    ).fetchone()
    return tuple(row)


@with_browser
def test_articles_that_a_script_fills_in_are_read_and_all_that_was_asked_for_is_kept(tmp_path: Path) -> None:
    with running(PORTAL, answer=scripted()) as server:
        crawl = Crawl(tmp_path, server, delay=0.2)
        ended = crawl.run()
        visits = list(server.visits)

    assert ended.returncode == 0, ended.stderr.decode()
    asked = [visit.path for visit in visits]
    with rows_of(crawl.data) as connection:
        stored = connection.execute("SELECT url, title, paragraphs, capture FROM articles").fetchall()
        kept = [url for (url,) in connection.execute("SELECT url FROM captures WHERE outcome = 'kept'")]
        exchanges = [read_exchange(crawl.data, find_capture(connection, row["capture"])) for row in stored]
        shells = {
            find_capture(connection, exchange.rendered_from).url: exchange.url for exchange in exchanges
        }
    # What the portal says is in the archive ...
    assert {one.url: one.title for one in ARTICLES} == {row["url"]: row["title"] for row in stored}
    for article in ARTICLES:
        (paragraphs,) = [json.loads(row["paragraphs"]) for row in stored if row["url"] == article.url]
        assert [one.text for one in article.paragraphs] == [one["text"] for one in paragraphs]
    # ... what was read is no response, and names the one that it was made from ...
    assert all(url == shell for shell, url in shells.items())
    assert all(exchange.method == "" for exchange in exchanges)
    # ... each thing was asked for once, only what a script needs, and is kept as it came ...
    assert len(asked) == len(set(asked))
    assert [path for path in asked if path.endswith((".css", ".svg", ".png"))] == []
    assert len(ARTICLES) == len([url for url in kept if API in url])
    assert len([url for url in kept if url.endswith("/app.js")]) == 1
    # ... and the browser was as polite as the crawl.
    for before, after in itertools.pairwise(visits):
        assert after.at >= before.ended - BLUR
        assert after.at - before.at >= 0.2 - BLUR
    assert crawl.browsers() == []


@with_browser
def test_a_page_that_never_comes_to_rest_costs_a_browser_and_is_tried_again_later(tmp_path: Path) -> None:
    endless = ARTICLES[1].path
    with running(PORTAL, answer=scripted({endless: "while (true) {}"})) as server:
        crawl = Crawl(tmp_path, server)
        ended = crawl.run(ARCHIVER_BROWSER_SECONDS="8", ARCHIVER_PATIENCE="0")

    assert ended.returncode == 0, ended.stderr.decode()
    with rows_of(crawl.data) as connection:
        stored = {url for (url,) in connection.execute("SELECT url FROM articles")}
        outcome = outcome_of(connection, endless)
    assert {one.url for one in ARTICLES if one.path != endless} == stored
    assert ("pending", "unrendered", 1) == outcome
    assert crawl.browsers() == []


@with_browser
def test_a_browser_that_dies_is_replaced_and_its_page_is_read_after_all(tmp_path: Path) -> None:
    killed: list[int] = []
    fill = scripted()

    def deadly(portal: Portal, method: str, path: str) -> Reply:
        if path.startswith(API) and not killed:
            killed.extend(crawl.browsers())
            for browser in killed:
                os.kill(browser, signal.SIGKILL)
        return fill(portal, method, path)

    with running(PORTAL, answer=deadly) as server:
        crawl = Crawl(tmp_path, server)
        ended = crawl.run()

    assert ended.returncode == 0, ended.stderr.decode()
    assert len(killed) == 1
    with rows_of(crawl.data) as connection:
        assert {one.url for one in ARTICLES} == {
            url for (url,) in connection.execute("SELECT url FROM articles")
        }


@with_browser
def test_a_crawl_that_is_killed_takes_its_browser_along_and_the_next_one_ends_the_work(
    tmp_path: Path,
) -> None:
    with running(PORTAL, answer=scripted()) as server:
        crawl = Crawl(tmp_path, server)
        with crawl.started() as running_crawl:
            _wait(lambda: len([visit for visit in server.visits if visit.path.startswith(API)]) == 2)
            running_crawl.kill()
        _wait(lambda: crawl.browsers() == [])
        ended = crawl.run()

    assert ended.returncode == 0, ended.stderr.decode()
    with rows_of(crawl.data) as connection:
        stored = [tuple(row) for row in connection.execute("SELECT url, revisions FROM articles")]
    assert sorted((one.url, 1) for one in ARTICLES) == sorted(stored)
    assert crawl.verified().returncode == 0
    # What was read lies in the WARC files: no browser is needed to read it again.
    before, sites = dump(crawl.data), {"scripted": SITE}
    rebuild(crawl.data, sites, in_place(crawl.data, sites))
    assert differences(before, dump(crawl.data)) == []


def _wait(until: Callable[[], bool]) -> None:
    last = time.monotonic() + 60
    while not until():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.05)


@with_browser
def test_the_cookie_of_a_wall_goes_along_with_what_a_script_asks_for(tmp_path: Path) -> None:
    with running(PORTAL, answer=scripted(), faults=Faults(stub=1.0)) as server:
        crawl = Crawl(tmp_path, server)
        ended = crawl.run()

    assert ended.returncode == 0, ended.stderr.decode()
    with rows_of(crawl.data) as connection:
        assert {one.url for one in ARTICLES} == {
            url for (url,) in connection.execute("SELECT url FROM articles")
        }


@with_browser
def test_a_page_reaches_nothing_that_the_crawl_would_not_ask_for(tmp_path: Path) -> None:
    reached: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
        Thread(target=_count, args=(listener, reached), daemon=True).start()
        places = [f"http://{host}:{port}/a" for host in ("127.0.0.1", "localhost", "0.0.0.0", "[::1]")]
        places += ["http://other.example/b", "http://botrangmau.example/quan-tri/c"]
        path = ARTICLES[1].path
        with running(PORTAL, answer=scripted({path: _TRIES % json.dumps(places)})) as server:
            crawl = Crawl(tmp_path, server)
            ended = crawl.run(ARCHIVER_PATIENCE="0")
            asked = [visit.path for visit in server.visits]

    assert ended.returncode in {0, 1}, ended.stderr.decode()
    assert reached == []
    # The portal's own closed folder is on its host: there robots.txt has the word.
    assert [one for one in asked if one.endswith(("/a", "/b", "/c"))] == []
    with rows_of(crawl.data) as connection:
        said = connection.execute("SELECT url FROM captures WHERE url LIKE '%/d'").fetchall()
    assert len(said) == 1, "the script has run to its end"


#: Every way out of a page that a script knows; the last line shows that it came so far.
_TRIES = """
const tried = [];
for (const place of %s) {
  const socket = place.replace('http', 'ws');
  for (const way of [
    () => fetch(place, {mode: 'no-cors'}), () => fetch(place, {method: 'POST', body: 'x'}),
    () => { new Image().src = place }, () => new WebSocket(socket), () => new EventSource(place),
    () => navigator.sendBeacon(place, 'x'), () => window.open(place), () => new Worker(place),
    () => { const frame = document.createElement('iframe'); frame.src = place; document.body.append(frame) },
    () => { const part = document.createElement('script'); part.src = place; document.body.append(part) },
    () => { const sheet = document.createElement('link'); sheet.rel = 'stylesheet'; sheet.href = place;
            document.head.append(sheet) },
    () => new RTCPeerConnection({iceServers: [{urls: place.replace('http://', 'stun:')}]}).createOffer(),
    () => navigator.serviceWorker.register(place),
  ]) { try { tried.push(Promise.resolve(way()).catch(() => 0)) } catch (refused) { } }
}
Promise.all(tried).then(() => fetch('/d')).then(() => { location = 'http://other.example/b' });
"""


def _count(listener: socket.socket, reached: list[str]) -> None:
    while True:
        try:
            connection, address = listener.accept()
        except OSError:
            return
        reached.append(str(address))
        connection.close()


@with_browser
def test_what_robots_txt_closes_is_closed_to_scripts_too(tmp_path: Path) -> None:
    fill = scripted()

    def closed(portal: Portal, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(200, (("Content-Type", "text/plain"),), f"User-agent: *\nDisallow: {API}\n".encode())
        return fill(portal, method, path)

    with running(PORTAL, answer=closed) as server:
        crawl = Crawl(tmp_path, server)
        crawl.run(ARCHIVER_PATIENCE="0")
        asked = [visit.path for visit in server.visits]

    assert "/giao-dien/app.js" in asked
    assert [path for path in asked if path.startswith(API)] == []
    with rows_of(crawl.data) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 0


def test_without_the_extra_a_site_that_needs_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(javascript, "find_spec", lambda _name: None)

    with pytest.raises(UsageError, match=r"pip install 'ministry-archiver\[js\]'"):
        javascript.require(SITE, CHROMIUM)


@pytest.mark.skipif(find_spec("scrapy_playwright") is None, reason="needs the extra js")
def test_without_a_browser_the_crawl_says_so_before_it_begins(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")

    ended = archiver(
        "--data", tmp_path / "data", "crawl", "scripted", cwd=folder, ARCHIVER_BROWSER="/no/browser"
    )

    assert ended.returncode == 2
    assert b"/no/browser is not there" in ended.stderr
    assert b"ARCHIVER_BROWSER=" in ended.stderr
    assert not (tmp_path / "data" / "archive.db").exists()


def test_a_site_without_scripts_never_loads_what_drives_a_browser(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from archiver.cli import main\n"
        f"sys.argv[1:] = ['--data', {str(tmp_path)!r}, 'crawl', 'demo', '-a', 'articles=1']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "assert 'scrapy' in sys.modules\n"
        "assert not [name for name in sys.modules if 'playwright' in name]\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=clean({}), capture_output=True, check=False
    )

    assert ended.returncode == 0, ended.stderr.decode()
