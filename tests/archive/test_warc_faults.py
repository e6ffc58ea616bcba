"""WARC files when the disk refuses, and their repair after a kill or a power cut."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from warc_samples import PAGE, exchange, left_open, nothing_known, quick_folder, writer, written

from archiver.archive.warc.writer import Recovery, WarcFile, read_exchange, recover, scan
from archiver.errors import ArchiveLocked, StorageError


@pytest.fixture
def memory_folder() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


# When the disk refuses

FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from archiver.archive.warc.writer import WarcWriter, read_exchange
from archiver.errors import StorageError
from archiver.records import Exchange
import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, cap = Path(sys.argv[1]), int(sys.argv[2])
if cap:
    resource.setrlimit(resource.RLIMIT_FSIZE, (cap, cap))
now = datetime(2026, 3, 1, tzinfo=UTC)
warc = WarcWriter(folder, "moh", now=lambda: now)
def page(size):
    return Exchange(url="https://moh.gov.vn/", method="GET", request_headers=(), request_body=b"", status=200,
                    headers=(), body=os.urandom(size), fetched_at=now)
captures, message = [], ""
while not message:
    try:
        captures.append(warc.append(page(9000)))
    except StorageError as error:
        message = str(error)
small = warc.append(page(10))
(file,) = warc.close()
assert all(read_exchange(folder, capture) for capture in [*captures, small])
assert small.offset > captures[-1].offset
print(len(captures), file.size, (folder / file.path).stat().st_size, message)
"""


def test_a_file_size_limit_leaves_only_whole_records_and_the_writer_goes_on(tmp_path: Path) -> None:
    limited = [sys.executable, "-c", FULL, str(tmp_path), "105000"]
    ended = subprocess.run(limited, capture_output=True, text=True, check=True, timeout=30)

    pages, size, on_disk, message = ended.stdout.split(" ", 3)
    assert int(pages) == 10
    assert size == on_disk
    assert "EFBIG" in message
    assert "ulimit -f" in message
    ((path),) = tmp_path.rglob("*.warc.gz")
    assert sum(1 for member in scan(path, tmp_path) if member.capture) == 11


def test_a_full_disk_leaves_only_whole_records_and_says_so(tmp_path: Path) -> None:
    mounted = f'mount -t tmpfs -o size=128k none "{tmp_path}" && exec "$@"'
    alone = ["unshare", "-rm", "sh", "-c", mounted, "sh"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no small file system can be mounted here")
    full = [*alone, sys.executable, "-c", FULL, str(tmp_path), "0"]
    ended = subprocess.run(full, capture_output=True, text=True, check=True, timeout=30)

    pages, size, on_disk, message = ended.stdout.split(" ", 3)
    assert int(pages) > 5
    assert size == on_disk
    assert "ENOSPC" in message
    assert "Free space on this disk" in message


def failing(number: int, code: int, *, most: int = 100) -> Callable[[int, memoryview], int]:
    """An `os.write` that takes `most` bytes a time and fails at its nth call."""
    calls, real = [0], os.write

    def write(descriptor: int, data: memoryview) -> int:
        calls[0] += 1
        if calls[0] == number:
            raise OSError(code, os.strerror(code))
        return real(descriptor, data[:most])

    return write


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", failing(0, errno.EIO, most=7))
    captures, _ = written(tmp_path, exchange(1), exchange(2))

    assert [read_exchange(tmp_path, capture).body for capture in captures] == [PAGE, PAGE]


def test_a_fault_in_the_middle_of_a_record_takes_the_record_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(tmp_path) as warc:
        with (
            monkeypatch.context() as patch,
            pytest.raises(StorageError, match=r"moh.*EIO.*health of the disk"),
        ):
            patch.setattr(os, "write", failing(3, errno.EIO))
            warc.append(exchange(1))
        capture = warc.append(exchange(2))
        with monkeypatch.context() as patch, pytest.raises(StorageError, match="ENOSPC"):
            patch.setattr(os, "write", failing(2, errno.ENOSPC))
            warc.append(exchange(3))
        (file,) = warc.close()

    path = tmp_path / file.path
    assert [m.capture for m in scan(path, tmp_path) if m.capture] == [capture]
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_after_a_failed_fsync_nothing_more_is_taken_and_the_file_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    warc = writer(tmp_path)
    capture = warc.append(exchange(1))
    with monkeypatch.context() as patch, pytest.raises(StorageError, match="brought to the disk"):
        patch.setattr(os, "fsync", broken)
        warc.sync()
    with pytest.raises(StorageError, match="earlier fault"):
        warc.append(exchange(2))

    assert warc.close() == ()
    assert recover(tmp_path, nothing_known).orphans == (capture,)


# Repair


def test_a_cut_at_every_byte_of_the_last_three_records_keeps_the_whole_ones(memory_folder: Path) -> None:
    captures, path = left_open(memory_folder, exchange(1), exchange(2), exchange(3))
    data = path.read_bytes()
    ends = [0, *(member.offset + member.length for member in scan(path, memory_folder))]
    for cut in range(ends[-4], len(data) + 1):
        path.write_bytes(data[:cut])
        whole = max(end for end in ends if end <= cut)

        found = recover(memory_folder, nothing_known)

        (file,) = found.files
        closed = memory_folder / file.path
        torn = [memory_folder / name for name in found.torn]
        assert closed.read_bytes() == data[:whole]
        assert [one.read_bytes() for one in torn] == ([data[whole:cut]] if cut > whole else [])
        assert list(found.orphans) == [c for c in captures if c.offset + c.length <= whole]
        assert not path.exists()
        for one in (closed, *torn):
            one.unlink()


def test_repairing_twice_finds_the_same_captures_and_changes_nothing(tmp_path: Path) -> None:
    captures, path = left_open(tmp_path, exchange(1), exchange(2))
    os.truncate(path, path.stat().st_size - 5)

    first = recover(tmp_path, nothing_known)
    files = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    second = recover(tmp_path, nothing_known)

    assert first.orphans == second.orphans == tuple(captures)
    assert first.files == second.files
    assert len(first.torn) == 1
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == files


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """Inside, in a process of its own, the nth fsync, rename or unlink is never reached."""
    left = [step]

    def deadly(name: str, place: object) -> None:
        real = getattr(place, name)

        def call(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return real(*arguments, **named)

        setattr(place, name, call)

    for name, place in (("fsync", os), ("rename", Path), ("unlink", Path)):
        deadly(name, place)
    yield
    os._exit(0)


def killed(step: int, folder: Path) -> bool:
    """Repair in a child process that dies at one step; whether it died."""
    child = os.fork()
    if child == 0:
        with killed_at(step):
            recover(folder, nothing_known)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_kill_at_every_step_of_a_repair_loses_nothing(memory_folder: Path) -> None:
    template = memory_folder / "template"
    captures, path = left_open(template, exchange(1), exchange(2))
    os.truncate(path, path.stat().st_size - 5)
    (empty := path.with_name("crawl-0-00002-h~1.warc.gz.open")).touch()
    whole = captures[-1].offset + captures[-1].length
    data, tail = path.read_bytes()[:whole], path.read_bytes()[whole:]
    step, deaths = 0, 0
    while True:
        folder = memory_folder / str(step)
        shutil.copytree(template, folder)
        died = killed(step, folder)
        deaths += died
        if died:
            killed(step, folder)

        found = recover(folder, nothing_known)

        assert found.orphans == tuple(captures)
        assert [(folder / file.path).read_bytes() for file in found.files] == [data]
        assert [one.read_bytes() for one in folder.rglob("*.torn*")] == [tail]
        assert not [*folder.rglob("*.open"), *folder.rglob("*.draft")]
        if not died:
            break
        step += 1
    assert empty.exists()
    assert deaths >= 6


def test_a_torn_tail_never_takes_the_place_of_another(tmp_path: Path) -> None:
    _, path = left_open(tmp_path, exchange(1))
    path.with_suffix(".torn").write_bytes(b"an earlier one, longer than the new")
    with path.open("ab") as file:
        file.write(b"tail")

    found = recover(tmp_path, nothing_known)

    assert [name.rpartition(".gz")[2] for name in found.torn] == [".torn.1"]
    assert (tmp_path / found.torn[0]).read_bytes() == b"tail"
    assert path.with_suffix(".torn").read_bytes() == b"an earlier one, longer than the new"


def test_only_captures_without_rows_are_orphans(tmp_path: Path) -> None:
    captures, _ = left_open(tmp_path, exchange(1), exchange(2), exchange(3))
    asked = []

    def known_end(name: str) -> int:
        asked.append(name)
        return captures[1].offset + captures[1].length

    found = recover(tmp_path, known_end)

    assert found.orphans == (captures[2],)
    assert set(asked) == {captures[0].warc_file}


def test_a_file_that_was_finished_before_its_row_is_reported_again(tmp_path: Path) -> None:
    captures, path = written(tmp_path, exchange(1), exchange(2))
    name, end = captures[0].warc_file, captures[0].offset + captures[0].length
    size, sha256 = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()

    without_rows = recover(tmp_path, nothing_known)
    row_says_open = recover(tmp_path, lambda _: end, unclosed={name})
    row_says_closed = recover(tmp_path, lambda _: end)

    assert without_rows.files == row_says_open.files == (WarcFile(name, "closed", size, sha256),)
    assert without_rows.orphans == tuple(captures)
    assert row_says_open.orphans == (captures[1],)
    assert row_says_closed == Recovery()


def test_an_empty_file_goes_and_a_file_of_garbage_is_kept_as_torn(tmp_path: Path) -> None:
    _, path = left_open(tmp_path, exchange(1))
    path.write_bytes(b"garbage")
    (empty := path.with_name("crawl-0-00002-h~1.warc.gz.open")).touch()

    found = recover(tmp_path, nothing_known)

    assert (found.files, found.orphans) == ((), ())
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()] == [b"garbage"]
    assert not empty.exists()


def test_bytes_that_rows_point_at_and_the_disk_has_lost_are_told(tmp_path: Path) -> None:
    captures, path = left_open(tmp_path, exchange(1), exchange(2))
    os.truncate(path, captures[1].offset + 5)

    found = recover(tmp_path, lambda _: captures[1].offset + captures[1].length)

    (sentence,) = found.damage
    assert path.name in sentence
    assert found.files[0].size == captures[1].offset
    assert found.orphans == ()


def test_only_the_files_of_one_site_are_repaired_where_one_is_named(tmp_path: Path) -> None:
    _, path = left_open(tmp_path, exchange(1))

    assert recover(tmp_path, nothing_known, site="mic") == Recovery()
    assert path.exists()
    assert len(recover(tmp_path, nothing_known, site="moh").files) == 1


def test_a_file_that_somebody_is_writing_is_left_alone(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        capture = warc.append(exchange(1))

        with pytest.raises(ArchiveLocked, match="another process"):
            recover(tmp_path, nothing_known)

        assert warc.append(exchange(2)).offset > capture.offset
