"""`docs/operations.md`: its commands run as they stand, in order, on the archive of the demo portal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from programs import archiver, rows_of

from archiver.publish.plugin.troubles import REASONS

PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "docs/operations.md").read_text("utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("machine")
    crawled = archiver("crawl", "demo", "-a", "articles=6", cwd=folder)
    assert crawled.returncode == 0, crawled.stderr.decode()
    return folder


@pytest.mark.slow
def test_every_command_of_the_guide_runs_in_order(folder: Path) -> None:
    (folder / "bin").mkdir()
    program = folder / "bin/archiver"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m archiver "$@"\n')
    program.chmod(0o755)
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"

    ended = subprocess.run(
        ["sh", "-e", "-c", "\n".join(BLOCKS)],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(PROJECT)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("sound (") == 3
    assert sorted(file.name for file in (folder / "units").iterdir()) == [
        "archiver.service",
        "archiver.timer",
    ]
    with rows_of(folder / "data/demo") as connection:
        assert connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0] == 6


def test_every_reason_of_a_problem_is_answered() -> None:
    _, alarms = GUIDE.split("## What to do on each alarm")
    answered = set(
        re.findall(r"`([a-z-]+)`", "".join(row.split("|")[1] for row in alarms.splitlines() if "|" in row))
    )

    assert REASONS.keys() - answered == {"listing"}
