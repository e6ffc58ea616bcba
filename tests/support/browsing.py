"""A running `archiver browse` and what a reader gets from it, for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from portal_days import Days

from archiver.demo.events import Change, Edit
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal

PROJECT = Path(__file__).parents[2]
SERVE = """
import sys
from pathlib import Path
from archiver.publish.browse import browse
browse(Path(sys.argv[1]), port=0)
"""

#: The first article of `edited` is edited twice, silently at first.
EDITS = (
    Edit(number=0, what=Change.WORD, since=2),
    Edit(number=0, what=Change.DATE, since=10),
    Edit(number=1, what=Change.TITLE, since=2),
)
EDITED = "demo-" + gold(Portal(size=30, events=EDITS), 0).record_id


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen[str]
    file: Path

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urlopen(Request(self.address + path.lstrip("/"), headers=named), timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def json(self, path: str) -> object:
        return json.loads(self.get(path).text)


def started(archive: Path) -> Server:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(archive)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().split(" ")[0]
    assert address.startswith("http://127.0.0.1:"), process.communicate()
    server = Server(address, process, archive / "archive.db")
    server.get("/-/versions.json")
    return server


@contextmanager
def browsing(archive: Path) -> Iterator[Server]:
    running = started(archive)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.communicate(timeout=10)


def edited(folder: Path) -> Path:
    """An archive of a made-up portal, with WARC files, in which some articles were edited."""
    days = Days(folder, Portal(size=30, events=EDITS))
    for day in (0, 5, 10):
        days.visit(day, range(30) if day == 0 else (0, 1))
    return folder


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
