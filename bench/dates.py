"""What reading a date line costs and how often it is right: the grammar beside dateparser and dateutil.

    python bench/dates.py [TABLE]

The lines are those of `tests/vietnamese/date_strings.jsonl`: the forms Vietnamese portals print, and lines
that are no date lines. `nothing` counts dates that were not read, `wrong` dates that are not the printed one
or were made of a line without any. Microseconds per line are this machine's (best of five rounds, the readers
in turn at each line, so that a slow moment is everybody's), the ratio is what to compare: how many times the
grammar's time, in sum over all lines.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateparser
from dateutil.parser import ParserError
from dateutil.parser import parse as dateutil_parse

from archiver.records import VIETNAM
from archiver.vietnamese import timestamps
from archiver.vietnamese.timestamps import parse_timestamp

ROUNDS = 5
TABLE = Path(__file__).parents[1] / "tests" / "vietnamese" / "date_strings.jsonl"
Row = dict[str, Any]
Reader = Callable[[Row], datetime | None]


def grammar(row: Row) -> datetime | None:
    """The project's own reader, fallback and all."""
    stamp = parse_timestamp(row["line"], zone=zone(row), relative_to=now(row))
    return stamp.at if stamp else None


def dateparser_vi(row: Row) -> datetime | None:
    """Dateparser told the language and nothing else."""
    return aware(dateparser.parse(row["line"], languages=["vi"], settings=base(row)), row)


def dateparser_strict(row: Row) -> datetime | None:
    """Dateparser with the settings under which it invents nothing."""
    settings = {
        "DATE_ORDER": "DMY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    return aware(dateparser.parse(row["line"], languages=["vi"], settings=settings), row)


def dateutil_fuzzy(row: Row) -> datetime | None:
    """Dateutil's parser, which takes what it can find in a line."""
    try:
        return aware(dateutil_parse(row["line"], dayfirst=True, fuzzy=True), row)
    except (ParserError, OverflowError, ValueError):
        return None


READERS: dict[str, Reader] = {
    "grammar": grammar,
    "dateparser, vi": dateparser_vi,
    "dateparser, vi, absolute": dateparser_strict,
    "dateutil, fuzzy": dateutil_fuzzy,
}


def zone(row: Row) -> Any:
    """The zone of the printed clock."""
    return UTC if row.get("zone") == "UTC" else VIETNAM


def now(row: Row) -> datetime | None:
    """When the page was fetched, for relative times."""
    return datetime.fromisoformat(row["now"]) if "now" in row else None


def base(row: Row) -> dict[str, Any]:
    """What dateparser calls the moment that relative times count from."""
    at = now(row)
    return {"RELATIVE_BASE": at.astimezone(VIETNAM).replace(tzinfo=None)} if at else {}


def aware(read: datetime | None, row: Row) -> datetime | None:
    """Viet Nam's time of what a reader returned."""
    return None if read is None else read.replace(tzinfo=read.tzinfo or zone(row)).astimezone(VIETNAM)


def verdict(read: datetime | None, row: Row) -> str:
    """`right`, `nothing` (a date not read) or `wrong`."""
    expected = row["expected"]
    if read is None:
        return "right" if expected is None else "nothing"
    if expected is None:
        return "wrong"
    form = "%Y-%m-%d" if row["precision"] == "day" else "%Y-%m-%dT%H:%M"
    return "right" if read.strftime(form) == expected[:16] else "wrong"


def cost(reader: Reader, row: Row) -> float:
    """The shortest of some rounds, in microseconds."""
    times = []
    for _ in range(ROUNDS):
        # What a line says is remembered; its first reading is to be measured.
        timestamps._parsed.cache_clear()
        begin = time.perf_counter()
        reader(row)
        times.append((time.perf_counter() - begin) * 1e6)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    rows: list[Row] = [json.loads(line) for line in parser.parse_args().table.read_text("utf-8").splitlines()]
    warnings.simplefilter("ignore")
    print(f"{len(rows)} lines, {sum(row['expected'] is None for row in rows)} of them no date lines")
    print(
        f"{'reader':26} {'right':>6} {'nothing':>8} {'wrong':>6} {'median µs':>10} {'sum ms':>8} {'ratio':>6}"
    )
    costs = [{name: cost(reader, row) for name, reader in READERS.items()} for row in rows]
    own = sum(each["grammar"] for each in costs)
    for name, reader in READERS.items():
        verdicts = Counter(verdict(reader(row), row) for row in rows)
        times = [each[name] for each in costs]
        print(
            f"{name:26} {verdicts['right']:6} {verdicts['nothing']:8} {verdicts['wrong']:6} "
            f"{statistics.median(times):10.1f} {sum(times) / 1000:8.1f} {sum(times) / own:6.1f}"
        )


if __name__ == "__main__":
    main()
