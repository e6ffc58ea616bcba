"""`docs/add-a-ministry.md`: its commands run in order on a portal of this machine, and say what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from programs import PROJECT, archiver, clean
from unseen_portals import LIST, Unseen

from archiver.demo.server import running
from archiver.records import VIETNAM

PAGE = PROJECT / "docs/add-a-ministry.md"
PORTAL = Unseen("liferay", host="sonuocsach.example")
#: What the guide calls a saved page, and the path it was saved from.
SAVED = {"list.html": LIST, "first.html": PORTAL.article(0).path, "second.html": PORTAL.article(3).path}
#: What the tests of sites are.
SUITE = (
    "support/saved_pages.py",
    "support/saved_listings.py",
    "extract/test_fixtures.py",
    "extract/test_sites.py",
)
_BLOCK = re.compile(r"```(?P<kind>console|bash|python)\n(?P<text>.*?)```", re.DOTALL)
_WRITTEN = "2026-11-26"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with the tests of sites, the saved pages and the program."""
    shutil.copytree(PROJECT / "tests/fixtures", tmp_path / "tests/fixtures")
    for name in SUITE:
        copy = tmp_path / "tests" / name
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / "tests" / name, copy)
    for name, path in SAVED.items():
        (tmp_path / name).write_bytes(PORTAL.page(path))
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/archiver"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m archiver "$@"\n')
    program.chmod(0o755)
    return tmp_path


def said(folder: Path, proxy: str, command: str) -> str:
    """What a command prints on a terminal of 110 letters."""
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    own = {
        "PATH": path,
        "PYTHONPATH": f"{PROJECT}:{folder / 'tests/support'}",
        "HTTP_PROXY": proxy,
        "COLUMNS": "110",
        "ARCHIVER_PATIENCE": "0",
    }
    ended = subprocess.run(
        ["sh", "-e", "-c", command], cwd=folder, env=clean(own), capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
    lines = (line.rstrip() for line in ended.stdout.strip().splitlines())
    return re.sub("\n{2,}", "\n", "\n".join(lines))


def shown(guide: str, folder: Path, proxy: str) -> str:
    """The guide with what its commands print today, as if it were the day on which it was written."""

    def block(found: re.Match[str]) -> str:
        text = found["text"]
        if found["kind"] == "bash":
            said(folder, proxy, text)
        elif found["kind"] == "python":
            text = (folder / "spiders/sonuocsach.py").read_text("utf-8")
        else:
            command = "".join(_lines_of_command(text))
            text = f"{command}{said(folder, proxy, command.removeprefix('$ '))}\n"
        return f"```{found['kind']}\n{_dated(text)}```"

    return _BLOCK.sub(block, guide)


def _lines_of_command(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        yield line
        if not line.endswith("\\\n"):
            return


def _dated(text: str) -> str:
    """A text of today as one of the day on which the guide was written; layouts are named after the year."""
    # In Viet Nam it may be tomorrow.
    for day in (f"{datetime.now(UTC):%Y-%m-%d}", f"{datetime.now(VIETNAM):%Y-%m-%d}"):
        text = text.replace(day, _WRITTEN)
    return re.sub(
        rf'(layout |LAYOUT_|name="|layout="|^  ){day[:4]}', rf"\g<1>{_WRITTEN[:4]}", text, flags=re.MULTILINE
    )


@pytest.mark.slow
def test_the_commands_of_the_guide_run_in_order_and_say_what_it_shows(folder: Path) -> None:
    guide = PAGE.read_text("utf-8")

    with running(PORTAL.portal, answer=PORTAL.answer) as server:
        assert guide == shown(guide, folder, server.proxy)
    found = archiver("search", "làng nghề", "--limit", "1", cwd=folder, PYTHONPATH=str(PROJECT))
    assert b"sonuocsach-" in found.stdout


def test_every_refusal_that_the_guide_explains_is_one_of_the_program() -> None:
    table = PAGE.read_text("utf-8").split("## When it cannot")[1]
    sources = [
        *(PROJECT / "archiver/extract/describing").glob("*.py"),
        PROJECT / "archiver/publish/new_site.py",
    ]
    program = "".join(file.read_text("utf-8") for file in sources)
    words = re.findall(r"`([^`]+)`", " ".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE)))

    parts = [part for phrase in words for part in phrase.split(" … ")]
    assert len(parts) >= 9
    assert [part for part in parts if part not in program] == []
