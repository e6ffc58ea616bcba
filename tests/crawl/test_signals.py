"""SIGINT and SIGTERM: the run ends cleanly with exit code 130, and the next one goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from faulty_disk import contents, damage, differences
from programs import archiver, clean, command, rows_of, states

from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.server import Server, running

PORTAL = Portal(size=40)
SLOW = Faults(slow=1.0, wait=0.05)


def interrupted(data: Path, server: Server, after: int, *signals: signal.Signals) -> tuple[int, str]:
    """Crawl; when the portal has been asked so often, send the signals. Exit code and messages."""
    crawl = command("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}")
    with subprocess.Popen(
        crawl, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        while child.poll() is None and len(server.visits) < after:
            time.sleep(0.005)
        for number in signals:
            child.send_signal(number)
            # As a hand would: two that come before the first is seen are one.
            time.sleep(0.5)
        assert child.stderr is not None
        messages = child.stderr.read()
    return child.returncode, messages


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [1, 25])
def test_a_signal_ends_the_run_cleanly_and_the_next_one_completes_it(
    number: signal.Signals, after: int, tmp_path: Path
) -> None:
    with running(PORTAL, faults=SLOW) as server:
        code, messages = interrupted(tmp_path, server, after, number)
        asked = Counter(visit.path for visit in server.visits)
        with rows_of(tmp_path / "demo") as connection:
            counts = states(connection)
            endings = [row[0] for row in connection.execute("SELECT ending FROM crawls")]
        left_open = list(tmp_path.rglob("*.open"))
        server.forget_visits()
        last = archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        again = Counter(visit.path for visit in server.visits)

    assert code == 130, messages
    assert "Traceback" not in messages
    assert left_open == []
    assert endings == ["shutdown"]
    assert counts["leased"] == 0
    assert last.returncode == 0, last.stderr.decode()
    assert damage(tmp_path / "demo") == []
    with rows_of(tmp_path / "demo") as connection:
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert set(states(connection)) == {"done"}
    assert stored == 40
    # What was answered was kept: a clean end throws nothing away.
    articles = {gold(PORTAL, at).path for at in range(40)}
    assert (asked & again).keys() & articles == set()


def test_a_second_signal_ends_it_at_once_and_loses_nothing(tmp_path: Path) -> None:
    """The first waits for what is on its way; here that takes a minute, and the run then ends as one does."""
    reference = tmp_path / "undisturbed"
    with running(PORTAL) as server:
        archiver("--data", reference, "crawl", "demo", "-a", f"proxy={server.proxy}")
        server.faults = Faults(slow=1.0, wait=60.0)
        server.forget_visits()
        code, messages = interrupted(tmp_path, server, 1, signal.SIGINT, signal.SIGINT)
        with rows_of(tmp_path / "demo") as connection:
            endings = [row[0] for row in connection.execute("SELECT ending FROM crawls")]
        server.faults = None
        last = archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")

    assert code == 130, messages
    assert endings == [""]
    assert last.returncode == 0
    assert differences(contents(tmp_path / "demo"), contents(reference / "demo")) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_first_request_is_a_clean_end_too(number: signal.Signals, tmp_path: Path) -> None:
    """As soon as the program holds the archive's lock."""
    if number is signal.SIGINT and signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("these tests run in the background of a shell, where SIGINT is ignored")
    lock = tmp_path / "demo/archive.lock"
    with running(PORTAL) as server:
        crawl = command("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
        with subprocess.Popen(
            crawl, env=clean({}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as child:
            while child.poll() is None and not lock.exists():
                time.sleep(0.002)
            child.send_signal(number)
            assert child.stderr is not None
            messages = child.stderr.read()
        last = archiver("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")

    assert child.returncode == 130
    assert "Traceback" not in messages
    assert last.returncode == 0
    assert damage(tmp_path / "demo") == []
