"""Readers by name: this project in its modes, and the peers in their own process."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.extraction import ours
from bench.extraction.jobs import Job
from bench.extraction.left_out import page_left_out, page_without_any_name
from bench.extraction.measures import Answer

PEERS = ("trafilatura", "newspaper4k", "news-please", "goose3", "readability-lxml", "resiliparse")
_SCRIPT = Path(__file__).parent / "peers.py"


@dataclass(frozen=True, kw_only=True)
class Mode:
    """One way to run this project: what it may know, and how the page is changed before it is read."""

    name: str
    knowing: Callable[[], AbstractContextManager[None]]
    seen: Callable[[Job], bytes]


def _as_it_is(job: Job) -> bytes:
    return job.html


def _left_out(job: Job) -> bytes:
    return page_left_out(job.html)


def _nameless(job: Job) -> bytes:
    return page_without_any_name(job.html)


EVERYTHING = Mode(name="everything on", knowing=nullcontext, seen=_as_it_is)
EVIDENCE = Mode(name="evidence alone", knowing=ours.evidence_only, seen=_as_it_is)
LEFT_OUT = Mode(name="evidence, layout left out", knowing=ours.evidence_only, seen=_left_out)
NAMELESS = Mode(name="evidence, no names at all", knowing=ours.evidence_only, seen=_nameless)
MODES = (EVERYTHING, EVIDENCE, LEFT_OUT, NAMELESS)


def read_by(mode: Mode, jobs: Iterable[Job]) -> dict[str, Answer]:
    """Our answers, by the ids of the pages."""
    with mode.knowing():
        return {job.id: ours.read(job.url, mode.seen(job), job.fetched) for job in jobs}


def time_of(mode: Mode, job: Job, rounds: int) -> float:
    """The shortest time of some rounds, in milliseconds, from bytes to record."""
    html, times = mode.seen(job), []
    with mode.knowing():
        for _ in range(rounds):
            begin = time.perf_counter()
            ours.read(job.url, html, job.fetched)
            times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def read_by_peer(
    python: Path, peer: str, jobs: Sequence[Job], rounds: int = 1
) -> tuple[dict[str, Answer], dict[str, float]]:
    """A peer's answers and milliseconds, by the ids of the pages.

    Raises:
        subprocess.CalledProcessError: the peer's environment is not complete.
    """
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for job in jobs:
            file = Path(folder) / f"{job.id}.html"
            file.write_bytes(job.html)
            lines.append(json.dumps({"id": job.id, "url": job.url, "file": str(file)}))
        done = subprocess.run(
            [python, _SCRIPT, peer, str(rounds)],
            input="\n".join(lines),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["id"]: _answer(row) for row in rows}, {row["id"]: row["ms"] for row in rows}


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        title=row.get("title") or "",
        published=row.get("published") or "",
        lead=row.get("lead") or "",
        byline=row.get("byline") or "",
        body=tuple(line for line in (row.get("body") or "").splitlines() if line.strip()),
        refused=row.get("refused", ""),
    )
