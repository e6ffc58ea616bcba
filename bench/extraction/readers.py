"""Readers by name: this project in its modes, and the peers in their own process."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
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


def times_of(mode: Mode, jobs: Sequence[Job]) -> dict[str, float]:
    """Milliseconds of CPU time per page, from bytes to record, in a process of its own."""
    pages = [(job.url, mode.seen(job), job.fetched) for job in jobs]
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        times = process.submit(_times, mode.name, pages).result()
    return {job.id: ms for job, ms in zip(jobs, times, strict=True)}


def _times(name: str, pages: Sequence[tuple[str, bytes, str]]) -> list[float]:
    """In the other process."""
    times = []
    with next(mode for mode in MODES if mode.name == name).knowing():
        for url, html, fetched in pages:
            begin = time.process_time()
            ours.read(url, html, fetched)
            times.append((time.process_time() - begin) * 1000)
    return times


def read_by_peer(python: Path, peer: str, jobs: Sequence[Job]) -> tuple[dict[str, Answer], dict[str, float]]:
    """A peer's answers and milliseconds of CPU time, by the ids of the pages.

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
            [python, _SCRIPT, peer],
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
