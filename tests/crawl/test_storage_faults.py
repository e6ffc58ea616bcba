"""A crawl on a disk that fails, by the real program: exit code 3, one line, no loss (FAULTS 57, 58)."""

from __future__ import annotations

import errno
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from faulty_disk import clock, contents, damage, differences, failing
from programs import archiver, clean, command, rows_of, states

from archiver.demo.faults import Faults
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal, grown
from archiver.demo.server import Server, running

#: Large enough for a crawl to make each of the calls below that fails.
PORTAL = Portal(size=45)
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(PORTAL) as started:
        yield started


def crawl(
    data: Path, server: Server, *options: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """One run of `archiver crawl demo` that does not wait for retries."""
    proxy = f"proxy={server.proxy}"
    environment = {"ARCHIVER_PATIENCE": "0"} | environment
    return archiver("--data", data, "crawl", "demo", "-a", proxy, "--json", *options, **environment)


@pytest.fixture(scope="module")
def undisturbed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the archive says after a crawl that nothing disturbed."""
    data = tmp_path_factory.mktemp("undisturbed")
    assert crawl(data, server).returncode == 0

    said = contents(data / "demo")
    assert len(said["articles"]) == PORTAL.size
    return said


#: Files, call, error: what fails, at the nth call.
FAULTS = {
    "warc-full": (".warc.gz", "write", errno.ENOSPC),
    "warc-eio": (".warc.gz", "write", errno.EIO),
    "warc-short": (".warc.gz", "short", 0),
    "warc-fsync": (".warc.gz", "fsync", errno.EIO),
    "database-full": ("archive.db", "write", errno.ENOSPC),
    "database-eio": ("archive.db", "write", errno.EIO),
    "database-fsync": ("archive.db", "fsync", errno.EIO),
}
#: A spread sample; the slow tests take every call up to the fiftieth.
SAMPLE = [
    *[("warc-full", nth) for nth in (1, 50)],
    *[("warc-eio", nth) for nth in (3,)],
    *[("warc-short", nth) for nth in (20,)],
    *[("warc-fsync", nth) for nth in (1, 2)],
    *[("database-full", nth) for nth in (1, 50)],
    *[("database-eio", nth) for nth in (12,)],
    *[("database-fsync", nth) for nth in (4,)],
]
REST = [
    pytest.param(fault, nth, marks=pytest.mark.slow)
    for fault in ("warc-full", "warc-eio", "warc-short", "database-full")
    for nth in range(1, 51)
    if (fault, nth) not in SAMPLE
]


@pytest.mark.parametrize(("fault", "nth"), SAMPLE + REST)
def test_a_fault_of_the_disk_ends_the_run_and_the_next_one_completes_the_archive(
    fault: str, nth: int, server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    files, call, error = FAULTS[fault]
    data, mark = tmp_path / "data", tmp_path / "struck"
    ended = crawl(data, server, **failing(mark, files=files, call=call, nth=nth, error=error))
    message = ended.stderr.decode()

    assert mark.exists(), f"the run made fewer than {nth} such calls"
    if fault == "warc-short":
        # A write that takes half is no error: the rest is written after it.
        assert (ended.returncode, message) == (0, "")
    else:
        assert ended.returncode == 3, message
        assert_one_clear_line(message)
    assert damage(data / "demo") == []

    again = crawl(data, server)

    assert again.returncode == 0, again.stderr.decode()
    assert damage(data / "demo") == []
    assert differences(contents(data / "demo"), undisturbed) == {}
    assert list(data.rglob("*.open")) == []


def assert_one_clear_line(message: str) -> None:
    """The last line names the file, says what happened and what to do; there is no trace of code."""
    last = (message.strip().splitlines() or [""])[-1]

    assert "Traceback" not in message
    assert last.startswith("archiver: ")
    assert "/demo" in last
    assert message.count("archiver: ") == 1


@pytest.mark.parametrize("files", [".warc.gz", "archive.db"])
def test_a_disk_that_stays_full_ends_the_run_in_the_same_way(
    files: str, server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    data, nth = tmp_path / "data", 1 if files == "archive.lock" else 40
    full = failing(tmp_path / "struck", files=files, call="write", nth=nth, error=errno.ENOSPC, lasting=True)
    ended = crawl(data, server, **full)

    assert ended.returncode == 3, ended.stderr.decode()
    assert_one_clear_line(ended.stderr.decode())
    assert damage(data / "demo") == []
    assert crawl(data, server).returncode == 0
    assert differences(contents(data / "demo"), undisturbed) == {}


def test_a_lock_file_that_cannot_hold_the_number_of_its_holder_is_a_lock(
    server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    """The number is a courtesy to the next one; the lock is the system's."""
    data, mark = tmp_path / "data", tmp_path / "struck"
    full = failing(mark, files="archive.lock", call="write", nth=1, error=errno.ENOSPC, lasting=True)
    ended = crawl(data, server, **full)

    assert mark.exists()
    assert ended.returncode == 0, ended.stderr.decode()
    assert differences(contents(data / "demo"), undisturbed) == {}


SMALL_DISK = """
mount -t tmpfs -o size={size}k none "$0" || exit 99
"$@"; echo "ended with $?"
mount -o remount,size=64m "$0"
"$@" 2>/dev/null; echo "ended with $?"
cp -a "$0" "$OUT"
"""


@pytest.mark.parametrize("size", [200, 600, 900])
def test_a_disk_that_is_really_full_and_then_gets_room(
    size: int, server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    alone = ["unshare", "-rm", "sh", "-c"]
    may = shutil.which("unshare") and not subprocess.run([*alone, "true"], check=False).returncode
    if not may:
        pytest.skip("no small file system can be mounted here")
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    any_room = ("--free-disk", "0")
    crawl_demo = command("--data", disk, "crawl", "demo", "-a", f"proxy={server.proxy}", *any_room)
    ended = subprocess.run(
        [*alone, SMALL_DISK.format(size=size), disk, *crawl_demo],
        env=clean({"ARCHIVER_PATIENCE": "0", "OUT": str(out)}),
        capture_output=True,
        check=False,
    )
    codes = [line for line in ended.stdout.decode().splitlines() if line.startswith("ended with")]

    assert codes == ["ended with 3", "ended with 0"], ended.stderr.decode()
    assert_one_clear_line(ended.stderr.decode())
    assert damage(out / "demo") == []
    assert differences(contents(out / "demo"), undisturbed) == {}


def test_a_limit_on_file_sizes_ends_the_run_in_the_same_way(
    server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    limited = ["sh", "-c", 'ulimit -f 500; exec "$@"', "sh"]
    crawl_demo = command("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}")
    ended = subprocess.run([*limited, *crawl_demo], env=clean({}), capture_output=True, check=False)

    assert ended.returncode == 3, ended.stderr.decode()
    assert_one_clear_line(ended.stderr.decode())
    assert damage(tmp_path / "demo") == []
    assert crawl(tmp_path, server).returncode == 0
    assert differences(contents(tmp_path / "demo"), undisturbed) == {}


# Locks


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.slow
def test_a_database_that_somebody_else_has_locked_is_a_clear_error(server: Server, tmp_path: Path) -> None:
    """It takes as long as the program waits for the lock: half a minute."""
    assert crawl(tmp_path, server).returncode == 0
    held = [sys.executable, "-c", HOLDER, tmp_path / "demo/archive.db"]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdout.readline()
        ended = crawl(tmp_path, server)
        holder.stdin.close()

    assert ended.returncode == 3
    assert_one_clear_line(ended.stderr.decode())
    assert "locked" in ended.stderr.decode()
    assert crawl(tmp_path, server).returncode == 0


def test_a_database_that_somebody_else_locks_for_a_moment_is_waited_for(
    server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    crawl(tmp_path, server)
    held = [sys.executable, "-c", HOLDER, tmp_path / "demo/archive.db"]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdout.readline()
        waiting = subprocess.Popen(
            command("--data", tmp_path, "crawl", "demo", "-a", f"proxy={server.proxy}"), env=clean({})
        )
        time.sleep(2)
        still_waiting = waiting.poll() is None
        holder.stdin.close()
    waiting.wait(60)

    assert still_waiting
    assert waiting.returncode == 0
    assert differences(contents(tmp_path / "demo"), undisturbed) == {}


def test_of_two_crawls_at_once_the_second_gives_way_at_once(tmp_path: Path) -> None:
    """While the first is at work, and in not much more CPU time than it takes to start at all."""
    with running(PORTAL, faults=Faults(slow=1.0, wait=0.2)) as slow:
        crawl_demo = command("--data", tmp_path, "crawl", "demo", "-a", f"proxy={slow.proxy}")
        with subprocess.Popen(crawl_demo, env=clean({})) as first:
            while len(slow.visits) < 2:
                time.sleep(0.01)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            second = crawl(tmp_path, slow)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            was_running = first.poll() is None
            slow.faults = None

    assert was_running
    assert second.returncode == 3
    assert f"process {first.pid} is writing" in second.stderr.decode()
    assert_one_clear_line(second.stderr.decode())
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3
    assert first.returncode == 0
    assert damage(tmp_path / "demo") == []


# Clocks


def killed(data: Path, server: Server, after: int, environment: dict[str, str]) -> None:
    """Crawl until the portal has answered so many requests, then kill."""
    server.forget_visits()
    crawl_demo = command("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}")
    with subprocess.Popen(
        crawl_demo, env=clean(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as dying:
        while dying.poll() is None and len(server.visits) < after:
            time.sleep(0.002)
        dying.kill()

    assert dying.returncode == -9


@pytest.mark.parametrize("first", [-3 * DAY, 3 * DAY, 4 * 365 * DAY])
def test_a_clock_that_was_wrong_when_a_crawl_died_loses_nothing(
    first: int, server: Server, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    """The machine believes it is another day; its clock is set right between the two runs."""
    killed(tmp_path, server, 25, clock(first))

    ended = crawl(tmp_path, server)

    assert ended.returncode == 0, ended.stderr.decode()
    assert damage(tmp_path / "demo") == []
    assert differences(contents(tmp_path / "demo"), undisturbed) == {}


def test_a_clock_set_far_back_is_refused_and_once_it_is_right_nothing_is_fetched_again(
    tmp_path: Path,
) -> None:
    with running(Portal(size=40)) as server:
        assert crawl(tmp_path, server).returncode == 0
        before = contents(tmp_path / "demo")
        server.forget_visits()
        back = crawl(tmp_path, server, **clock(-7 * 365 * DAY))
        asked_then = len(server.visits)
        ended = crawl(tmp_path, server)
        asked = {visit.path for visit in server.visits}
        with rows_of(tmp_path / "demo") as connection:
            years = connection.execute("SELECT DISTINCT substr(fetched_at, 1, 4) FROM captures").fetchall()

    assert (back.returncode, asked_then) == (3, 0)
    assert_one_clear_line(back.stderr.decode())
    assert "--trust-clock" in back.stderr.decode()
    assert ended.returncode == 0, ended.stderr.decode()
    assert asked.isdisjoint(urlsplit(gold(server.portal, number).url).path for number in range(40))
    assert len(years) == 1
    assert differences(contents(tmp_path / "demo"), before) == {}


@pytest.mark.slow
def test_a_clock_that_was_years_ahead_at_the_last_crawl_is_told_by_the_portals_own(tmp_path: Path) -> None:
    with running(Portal(size=8)) as server:
        assert crawl(tmp_path, server, **clock(4 * 365 * DAY)).returncode == 0
        server.portal = grown(server.portal, 4)
        ended = crawl(tmp_path, server)
        again = crawl(tmp_path, server)
        with rows_of(tmp_path / "demo") as connection:
            stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]

    assert (ended.returncode, again.returncode, stored) == (0, 0, 12)
    assert "the clock of the last crawl was ahead" in ended.stderr.decode()
    assert again.stderr == b""


@pytest.mark.slow
def test_a_clock_that_somebody_trusts_hides_no_new_article(tmp_path: Path) -> None:
    with running(Portal(size=40)) as server:
        assert crawl(tmp_path, server).returncode == 0
        server.portal = grown(server.portal, 8)
        back = crawl(tmp_path, server, "--trust-clock", **clock(-30 * DAY))
        again = crawl(tmp_path, server, **clock(-30 * DAY))
        with rows_of(tmp_path / "demo") as connection:
            stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            counts = states(connection)

    # What somebody has looked at once is not asked about again.
    assert (back.returncode, again.returncode, stored) == (0, 0, 48)
    assert set(counts) == {"done"}
    assert damage(tmp_path / "demo") == []
