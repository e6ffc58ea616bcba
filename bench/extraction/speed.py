"""How much time of one core a page takes, from bytes to record; ratios of one run are what to compare.

Every round is a fresh process for every reader, so that nobody remembers a page; the first pages only warm
it up. CPU time, not the clock: other work on the machine is not counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from archiver.extract.flow.walk import walk
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload
from bench.extraction import readers
from bench.extraction.jobs import Job
from bench.pages.layouts import TEMPLATES
from bench.pages.make import page

#: Sizes of the pages that are compared, in bytes: those of real articles' pages.
_SMALLEST, _LARGEST = 60_000, 160_000
_ROUNDS = 3
#: So many pages are read before the first that counts.
WARMING = 3
#: So many times the usual lists around an article: pages of these sizes that are more than one long script.
_DENSITY = 5
PARSING = "parsing alone"
#: What others are measured against.
AGAINST = "trafilatura"


@dataclass(frozen=True, kw_only=True)
class Speed:
    """Medians over the pages of one set, in milliseconds: of readers, and of the steps of ours."""

    pages: int
    kilobytes: float
    readers: Mapping[str, float]
    steps: Mapping[str, float]

    def times_as_fast(self, reader: str) -> float | None:
        """How many times as fast as trafilatura a reader is; `None` without trafilatura."""
        slowest = self.readers.get(AGAINST)
        return slowest / self.readers[reader] if slowest else None


def of_size(jobs: Sequence[Job], most: int) -> tuple[Job, ...]:
    """The first pages of the sizes that are compared."""
    return tuple(job for job in jobs if _SMALLEST <= len(job.html) <= _LARGEST)[:most]


def made_of_size(seed: int, most: int) -> tuple[Job, ...]:
    """Made pages of these sizes whose platform is known to a layout."""
    found: list[Job] = []
    number = 0
    while len(found) < most and number < 100 * most:
        template = TEMPLATES[number % len(TEMPLATES)]
        made = page(seed, number, template, density=_DENSITY)
        number += 1
        job = Job(id=made.id, url=made.url, html=made.html, gold=made.gold, template=template)
        if not template.held_out and of_size([job], 1) and _has_layout(job):
            found.append(job)
    return tuple(found)


def _has_layout(job: Job) -> bool:
    answer = readers.read_by(readers.EVERYTHING, [job])[job.id]
    return bool(answer.more and answer.more.get("layout"))


def measure(jobs: Sequence[Job], mode: readers.Mode, python: Path | None) -> Speed:
    """Every reader over the same pages, in turns; the first pages are not counted."""
    counted = [job.id for job in jobs[WARMING:]]
    times: dict[str, list[dict[str, float]]] = {}
    for _ in range(_ROUNDS):
        times.setdefault(mode.name, []).append(readers.times_of(mode, jobs))
        for peer in readers.PEERS if python else ():
            assert python is not None
            times.setdefault(peer, []).append(readers.read_by_peer(python, peer, jobs)[1])
    medians = {
        name: median(min(each[id_] for each in rounds) for id_ in counted) for name, rounds in times.items()
    }
    medians[PARSING] = median(shortest(partial(LexborHTMLParser, _text(job))) for job in jobs[WARMING:])
    return Speed(
        pages=len(counted),
        kilobytes=median(len(job.html) for job in jobs[WARMING:]) / 1000,
        readers=medians,
        steps=_steps(jobs[WARMING:], medians[mode.name]),
    )


def _text(job: Job) -> str:
    return job.html.decode("utf-8", "replace")


def shortest(call: Callable[[], object]) -> float:
    """The shortest of some rounds, in milliseconds of CPU time."""
    times = []
    for _ in range(_ROUNDS):
        begin = time.process_time()
        call()
        times.append((time.process_time() - begin) * 1000)
    return min(times)


def _steps(jobs: Sequence[Job], whole: float) -> dict[str, float]:
    """Where the time goes: bytes to text, text to tree, one walk through all of it, and the rest."""
    decoding, parsing, walking = [], [], []
    for job in jobs:
        payload = Payload(url=job.url, body=job.html, content_type="text/html; charset=utf-8")
        text = html_text(payload)
        tree = Page(text, job.url)
        decoding.append(shortest(partial(html_text, payload)))
        parsing.append(shortest(partial(Page, text, job.url)))
        walking.append(shortest(partial(walk, tree.body)))
    known = {
        "bytes to text": median(decoding),
        "text to tree": median(parsing),
        "one walk through the whole tree": median(walking),
    }
    return known | {"everything": whole}
