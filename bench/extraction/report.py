"""The tables of a run, as Markdown that reads well in a terminal too. No path and no machine in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.extraction.measures import FIGURES, average
from bench.extraction.speed import AGAINST, PARSING, Speed

Rows = Sequence[Mapping[str, float | None]]
_HEADS = {"captions_in_body": "captions in body", "f1": "F1", "minute": "minute", "day": "day"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their longest cell.

    >>> print(table(["a", "b"], [["1", "22"]]))
    | a | b  |
    |---|----|
    | 1 | 22 |
    """
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    printed = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([printed[0], rule, *printed[1:]])


def figure(value: float | None) -> str:
    """Three decimals; a dash where there is nothing to judge."""
    return "–" if value is None else f"{value:.3f}"


def quality(readers: Mapping[str, Rows]) -> str:
    """One line per reader, one column per figure."""
    head = ["reader", "pages", *(_HEADS.get(name, name) for name in FIGURES)]
    return table(
        head,
        (
            [name, str(len(rows)), *(figure(average(rows, each)) for each in FIGURES)]
            for name, rows in readers.items()
        ),
    )


def by_layout(modes: Mapping[str, Mapping[str, Rows]], held_out: frozenset[str]) -> str:
    """Perfect records of each layout in each mode."""
    layouts = list(next(iter(modes.values())))
    head = ["layout", *modes, "in development"]
    return table(
        head,
        (
            [
                layout,
                *(figure(average(rows[layout], "perfect")) for rows in modes.values()),
                "no" if layout in held_out else "yes",
            ]
            for layout in layouts
        ),
    )


def shares(head: str, values: Mapping[str, float]) -> str:
    """Names and figures."""
    return table([head, "right"], ([name, figure(value)] for name, value in values.items()))


def speed(measured: Speed) -> str:
    """Milliseconds per page and ratios, fastest first."""
    fastest = sorted(measured.readers, key=lambda name: measured.readers[name])
    alone = measured.readers[PARSING]
    rows = []
    for name in fastest:
        ms, times = measured.readers[name], measured.times_as_fast(name)
        rows.append([name, f"{ms:.2f}", f"{ms / alone:.1f}", "–" if times is None else f"{times:.1f}"])
    head = ["reader", "ms per page", "times parsing alone", f"times as fast as {AGAINST}"]
    steps = table(["step", "ms"], ([name, f"{ms:.2f}"] for name, ms in measured.steps.items()))
    size = f"{measured.pages} pages, median {measured.kilobytes:.0f} kB; CPU time, best of three, medians."
    return f"{size}\n\n{table(head, rows)}\n\n{steps}"
