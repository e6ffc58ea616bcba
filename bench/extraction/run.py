"""Measure and write `RESULTS.md`: `python -m bench.extraction.run [--peers PYTHON | --no-peers]`.

Without `--peers` the peers' environment is made anew from `requirements.txt`, in a temporary folder.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

from bench.extraction import jobs, ours, readers, report, speed
from bench.extraction.environment import peers_python, versions
from bench.extraction.jobs import Job
from bench.extraction.measures import Answer, benchmark_f1, score
from bench.pages.layouts import TEMPLATES

RESULTS = Path(__file__).parent / "RESULTS.md"
_HELD_OUT = frozenset(template.name for template in TEMPLATES if template.held_out)
_INTRODUCTION = """\
# Reading articles: quality and speed

Written by `python -m bench.extraction.run` on {day}; {count} made pages in {layouts} layouts, seed {seed}.
Peers: {peers}.

A record is *perfect* when title, minute (or day, where no hour is printed), lead, byline and every paragraph
are right and nothing else is in the text. `captions in body` and `leak` (the share of the portal's own lines
that got into lead or body) are better the smaller they are. In the mode *layout left out* no platform and no
layout is known, and every class or id of the layout under test that a rule of the evidence path names is
replaced by a meaningless one; with *no names at all* every class and id is.
"""


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    # Not seeds whose failing pages anybody looked at.
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--more-seeds", type=int, nargs="*", default=[42, 43, 44, 45])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--speed-pages", type=int, default=30)
    parser.add_argument("--peers", type=Path, help="the Python of an environment that has the peers")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


def main() -> None:
    """Measure, print, write."""
    chosen = options()
    environment = nullcontext(None) if chosen.no_peers else peers_python(chosen.peers)
    with environment as python:
        parts = []
        for part in sections(chosen, python, datetime.now(UTC).date()):
            print(part, flush=True)
            parts.append(part)
    chosen.out.write_text("\n".join(parts), "utf-8")


def sections(chosen: argparse.Namespace, python: Path | None, today: date) -> Iterator[str]:
    """The report, part by part, as it is measured."""
    pinned = versions()
    yield _INTRODUCTION.format(
        day=today.isoformat(),
        seed=chosen.seed,
        count=chosen.pages,
        layouts=len(TEMPLATES),
        peers=", ".join(f"{name} {pinned[name]}" for name in readers.PEERS) if python else "not measured",
    )
    yield from made_pages(jobs.made(chosen.seed, chosen.pages), python)
    if chosen.more_seeds:
        yield "### Other seeds, whose pages nobody has looked at either\n"
        yield report.quality(dict(other_seeds(chosen.more_seeds, chosen.pages))) + "\n"
    if real := jobs.real():
        yield "## Six real articles of Vietnamese news portals\n"
        modes = (readers.EVERYTHING, readers.EVIDENCE)
        yield report.quality(scores(answers(real, modes, python), real)) + "\n"
    if others := jobs.others():
        yield f"## {len(others)} real pages that are no articles: refused as listings\n"
        yield report.shares("mode", refused_as_listings(others)) + "\n"
    if english := jobs.english():
        yield "## English news: 4-gram shingles of the article extraction benchmark\n"
        yield english_table(english, python) + "\n"
        some = speed.of_size(english, chosen.speed_pages + speed.WARMING)
        yield "## Speed by evidence alone: English news of 60 to 160 kB\n"
        yield report.speed(speed.measure(some, readers.EVIDENCE, python)) + "\n"
    made = speed.made_of_size(chosen.seed, chosen.speed_pages + speed.WARMING)
    yield "## Speed with a layout: made pages of 60 to 160 kB\n"
    yield report.speed(speed.measure(made, readers.EVERYTHING, python)) + "\n"


def answers(
    pages: Sequence[Job], modes: Sequence[readers.Mode], python: Path | None
) -> dict[str, dict[str, Answer]]:
    """What every reader says, by reader and page."""
    said = {mode.name: readers.read_by(mode, pages) for mode in modes}
    if python is not None:
        said |= {peer: readers.read_by_peer(python, peer, pages)[0] for peer in readers.PEERS}
    return said


def scores(said: Mapping[str, Mapping[str, Answer]], pages: Sequence[Job]) -> dict[str, report.Rows]:
    """The figures of every page, by reader."""
    return {name: [score(job.gold, by_id[job.id]) for job in pages] for name, by_id in said.items()}


def made_pages(pages: Sequence[Job], python: Path | None) -> Iterator[str]:
    """Quality on made pages: all readers, then ours by layout and in the fields that only it has."""
    said = answers(pages, readers.MODES, python)
    scored = scores(said, pages)
    unseen = [number for number, job in enumerate(pages) if job.template and job.template.held_out]
    lines = dict(scored)
    for mode in (readers.EVERYTHING, readers.LEFT_OUT):
        lines[f"{mode.name}; held-out layouts"] = [scored[mode.name][number] for number in unseen]
    yield "## Made pages\n"
    yield report.quality(lines) + "\n"
    yield "### Perfect records by layout\n"
    modes = {mode.name: _by_layout(scored[mode.name], pages) for mode in readers.MODES}
    yield report.by_layout(modes, _HELD_OUT) + "\n"
    yield "### Fields that no other reader has, everything on\n"
    yield report.shares("field", _further(said[readers.EVERYTHING.name], pages)) + "\n"


def other_seeds(seeds: Sequence[int], count: int) -> Iterator[tuple[str, report.Rows]]:
    """The figures of other made pages, with everything on and with the layout left out."""
    for mode in (readers.EVERYTHING, readers.LEFT_OUT):
        for seed in seeds:
            pages = jobs.made(seed, count)
            rows = scores({mode.name: readers.read_by(mode, pages)}, pages)[mode.name]
            yield f"{mode.name}; seed {seed}", rows
            unseen = [row for job, row in zip(pages, rows, strict=True) if job.gold["layout"] in _HELD_OUT]
            yield f"{mode.name}; seed {seed}; held-out layouts", unseen


def _by_layout(rows: report.Rows, pages: Sequence[Job]) -> dict[str, report.Rows]:
    found: dict[str, list[Mapping[str, float | None]]] = defaultdict(list)
    for job, row in zip(pages, rows, strict=True):
        found[job.gold["layout"]].append(row)
    return dict(found)


def _further(said: Mapping[str, Answer], pages: Sequence[Job]) -> dict[str, float]:
    read = [job for job in pages if not said[job.id].refused]
    wrong = [ours.further(job.gold, said[job.id]) for job in read]
    return {name: sum(name not in each for each in wrong) / len(wrong) for name in ours.FURTHER}


def refused_as_listings(pages: Sequence[Job]) -> dict[str, float]:
    """The share of pages that are refused, and refused as what they are, by mode."""
    modes = (readers.EVERYTHING, readers.EVIDENCE)
    said = {mode.name: readers.read_by(mode, pages).values() for mode in modes}
    return {
        name: sum(answer.refused.endswith(" listing") for answer in by_id) / len(pages)
        for name, by_id in said.items()
    }


def english_table(pages: Sequence[Job], python: Path | None) -> str:
    """F1 of every reader; lead and body together are the text."""
    said = answers(pages, (readers.EVIDENCE,), python)
    rows = {
        name: benchmark_f1((job.gold["text"], _text(by_id[job.id])) for job in pages)
        for name, by_id in said.items()
    }
    return report.table(
        ["reader", "pages", "F1"], ([n, str(len(pages)), report.figure(f)] for n, f in rows.items())
    )


def _text(answer: Answer) -> str:
    """Lead and body; the peers' leads come from metadata and are no text of the page."""
    lead = answer.lead if answer.more is not None else ""
    return "\n".join([lead, *answer.body])


if __name__ == "__main__":
    main()
