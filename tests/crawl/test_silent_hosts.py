"""A host of a site that gives no answer: it rests, the other hosts go on, and none of its URLs fails."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
import quiet_portal
from faulty_disk import clock
from programs import archiver, rows_of, states

from archiver.archive.ledger.outcomes import HOST_SILENT, UNREACHABLE
from archiver.archive.ledger.visits import Visit
from archiver.crawl.hosts import Hosts

LIVE, DEAD = "127.0.0.1", "127.0.0.2"
DAY = 24 * 60 * 60
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
    delay={delay},
)


class Two(SiteSpider):
    name = "two"
    site = SITE
    custom_settings = {{"DOWNLOAD_TIMEOUT": {timeout}}}
"""
#: Articles of the host that lives, and of the one that does not.
LIVING, LOST = range(8), range(20, 50)


class Portal(ThreadingHTTPServer):
    """A list of articles on two hosts; `asked` are the paths that were asked for.

    Where it `stays_mute`, it takes a question for an article and never answers, but for three: there it
    ends the connection.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int = 0, *, stays_mute: bool = False) -> None:
        super().__init__((host, port), _Pages)
        self.asked: list[str] = []
        self.stays_mute = stays_mute
        self.sends_too_much: Sequence[int] = ()
        self.ended = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: whoever asks may go away."""


class _Pages(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        port = self.server.server_address[1]
        if self.path == "/tin.htm":
            # Those of the silent host come first.
            links = [(DEAD, number) for number in LOST] + [(LIVE, number) for number in LIVING]
            text = "".join(
                f'<li><a href="http://{host}:{port}/tin-{number}.htm">Họp bàn việc số {number}</a></li>'
                for host, number in links
            )
            self._send(200, f"<html><head><title>Tin tức</title></head><body><ul>{text}</ul></body></html>")
        elif self.path.startswith("/tin-") and self.server.stays_mute:
            if int(self.path[5:-4]) not in LOST[:3]:
                self.server.ended.wait()
        elif self.path.startswith("/tin-") and int(self.path[5:-4]) in self.server.sends_too_much:
            self.send_response(200)
            self.send_header("Content-Length", str(10**9))
            self.end_headers()
        elif self.path.startswith("/tin-"):
            self._send(200, quiet_portal.page(int(self.path[5:-4])))
        else:
            self._send(404, "")

    def _send(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serving(host: str, port: int = 0, *, stays_mute: bool = False) -> Iterator[Portal]:
    with Portal(host, port, stays_mute=stays_mute) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


@contextmanager
def silent(host: str, port: int) -> Iterator[list[object]]:
    """A host that takes connections and closes them without a word; the connections."""
    taken: list[object] = []
    with socket.create_server((host, port)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, peer = listener.accept()
                except OSError:
                    return
                taken.append(peer)
                connection.close()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield taken
        listener.shutdown(socket.SHUT_RDWR)


def crawl(
    folder: Path, port: int, *, days: int = 0, delay: float = 0.01, timeout: float = 60
) -> tuple[int, str]:
    """One run, so many days later; its exit code and what it says."""
    (folder / "spiders").mkdir(exist_ok=True)
    spider = SPIDER.format(port=port, delay=delay, timeout=timeout)
    (folder / "spiders" / "two.py").write_text(spider, encoding="utf-8")
    project = Path(__file__).parents[2]
    ended = archiver(
        *("crawl", "two"),
        cwd=folder,
        ARCHIVER_PATIENCE="0",
        ARCHIVER_REACH=f"{LIVE},{DEAD}",
        PYTHONPATH=f"{project}/tests/support:{project}",
        **(clock(days * DAY) if days else {}),
    )
    return ended.returncode, (ended.stdout + ended.stderr).decode()


def test_a_host_that_gives_no_answer_rests_while_the_other_one_goes_on(tmp_path: Path) -> None:
    with serving(LIVE) as live, silent(DEAD, live.server_address[1]) as taken:
        code, said = crawl(tmp_path, live.server_address[1])

    assert code == 1, said
    assert f"no answer from {DEAD}:{live.server_address[1]};" in said
    assert len([path for path in live.asked if path.startswith("/tin-")]) == len(LIVING)
    # Once for robots.txt, and three articles.
    assert len(taken) <= 4
    with rows_of(tmp_path / "data") as connection:
        assert states(connection) == {"done": 1 + len(LIVING), "pending": len(LOST)}
        tries = connection.execute("SELECT max(tries) FROM urls").fetchone()[0]
        told = connection.execute("SELECT reason, url FROM problems").fetchall()
    assert tries == 1
    assert [tuple(row) for row in told] == [(HOST_SILENT, f"http://{DEAD}:{live.server_address[1]}/")]


def test_visits_under_way_when_a_host_falls_silent_are_given_up_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    with serving(LIVE) as live, serving(DEAD, live.server_address[1], stays_mute=True) as mute:
        # Without a delay many of them are under way at the same time.
        code, said = crawl(tmp_path, live.server_address[1], delay=0.0)
        asked = [path for path in mute.asked if path.startswith("/tin-")]
    took = time.monotonic() - began

    assert code == 1, said
    assert len(set(asked)) == len(asked) > 3
    assert took < 30, "a visit without an answer lasts a minute"
    with rows_of(tmp_path / "data") as connection:
        assert states(connection) == {"done": 1 + len(LIVING), "pending": len(LOST)}
        tried = connection.execute("SELECT count(*), max(tries) FROM urls WHERE tries > 0").fetchone()
        told = connection.execute("SELECT reason FROM problems").fetchall()
    assert tuple(tried) == (2, 1)
    assert [tuple(row) for row in told] == [(HOST_SILENT,)]


def test_pages_that_are_too_large_do_not_make_a_host_silent(tmp_path: Path) -> None:
    with serving(LIVE) as live:
        live.sends_too_much = range(5)
        code, said = crawl(tmp_path, live.server_address[1])

    with rows_of(tmp_path / "data") as connection:
        counted = connection.execute("SELECT outcome, count(*) FROM urls GROUP BY 1").fetchall()
    assert code == 1, said
    assert dict(map(tuple, counted))["too-large"] == 5
    assert dict(map(tuple, counted))["article"] == len(LIVING) - 5
    assert f"no answer from {LIVE}" not in said


@pytest.mark.slow
def test_a_host_that_is_silent_for_weeks_costs_one_visit_a_run_and_loses_nothing(tmp_path: Path) -> None:
    with serving(LIVE) as live:
        port = live.server_address[1]
        crawl(tmp_path, port)
        asked = []
        for days in (1, 2, 60):
            with silent(DEAD, port) as taken:
                crawl(tmp_path, port, days=days)
            asked.append(len(taken))
        with rows_of(tmp_path / "data") as connection:
            waiting = states(connection)
            tries = connection.execute("SELECT max(tries) FROM urls").fetchone()[0]
            problems = connection.execute("SELECT count(*) FROM problems").fetchone()[0]
        with serving(DEAD, port) as back:
            code, said = crawl(tmp_path, port, days=62)

    assert max(asked) <= 2, asked
    assert (waiting["pending"], waiting["failed"], tries, problems) == (len(LOST), 0, 1, 1)
    assert code == 0, said
    assert "no answer" not in said
    assert len([path for path in back.asked if path.startswith("/tin-")]) == len(LOST)
    with rows_of(tmp_path / "data") as connection:
        assert set(states(connection)) == {"done"}


def test_a_portal_of_which_no_host_answers_is_unreachable_and_all_its_pages_wait(tmp_path: Path) -> None:
    with serving(LIVE) as live:
        port = live.server_address[1]
        crawl(tmp_path, port)
    code, said = crawl(tmp_path, port, days=1)

    assert code == 4
    assert "two: nothing usable came (unreachable); blind since 20" in said
    with rows_of(tmp_path / "data") as connection:
        assert set(states(connection)) == {"done", "pending"}
        assert connection.execute("SELECT max(tries) FROM urls").fetchone()[0] == 1


def test_a_host_is_silent_after_three_visits_and_its_rests_grow() -> None:
    hosts, at = Hosts(), datetime(2026, 3, 1, tzinfo=UTC)
    ended = []
    for _ in range(7):
        one = hosts.unanswered(Visit(url="http://a.example/1"), at, UNREACHABLE, "timeout")
        ended.append((one.outcome, at))
        at = max(hosts.resting(at).values(), default=at)

    waits = [(later[1] - one[1]) / timedelta(minutes=1) for one, later in pairwise(ended)]
    assert [outcome for outcome, _ in ended] == [UNREACHABLE] * 2 + [HOST_SILENT] * 5
    assert waits == [0, 0, 1, 30, 360, 360]
    assert (hosts.silent, Hosts(("b.example",)).silent) == (("a.example",), ())


def test_a_host_that_answers_once_is_not_silent() -> None:
    hosts, at = Hosts(("a.example",)), datetime(2026, 3, 1, tzinfo=UTC)
    visit = Visit(url="http://a.example/1")

    first = hosts.unanswered(visit, at, UNREACHABLE, "timeout")
    hosts.answered("http://a.example/2")
    then = hosts.unanswered(visit, at, UNREACHABLE, "timeout")

    assert [first.outcome, then.outcome] == [HOST_SILENT, UNREACHABLE]
    assert (hosts.silent, hosts.resting(at)) == ((), {})


@pytest.mark.parametrize("url", ["http://b.example/1", "http://a.example:81/1", "http://www.a.example/1"])
def test_what_one_host_does_not_answer_says_nothing_of_another(url: str) -> None:
    hosts, at = Hosts(), datetime(2026, 3, 1, tzinfo=UTC)
    for _ in range(3):
        hosts.unanswered(Visit(url="http://a.example/1"), at, UNREACHABLE, "timeout")

    assert hosts.unanswered(Visit(url=url), at, UNREACHABLE, "timeout").outcome == UNREACHABLE
