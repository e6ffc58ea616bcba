"""The figures of the charts, as values: a heat map of months or years, and a timeline. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

#: How many articles each portal has of each month (`2013-06`); the month is empty where there is no date.
Counts = Mapping[tuple[str, str], int]

#: More months than this are shown as years.
MOST_MONTHS = 24
#: More bars than this cannot be told apart.
_MOST_BARS = 300
SHADES = 5
WIDTH, HEIGHT = 720, 120
_YEAR_LABEL_WIDTH = 36
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Cell:
    """How many articles there are from a day on and before another; the shade is 0 for none, 5 for most."""

    count: int
    shade: int
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a heat map; `undated` are articles without a date."""

    name: str
    cells: tuple[Cell, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts by row and column; columns are months or years."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_undated(self) -> bool:
        """Whether any article has no date."""
        return any(row.undated for row in self.rows)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a timeline, in units of its picture."""

    period: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles over time; `marks` are (x, year) for the axis."""

    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    most: int
    years: tuple[tuple[str, int], ...]


def month_of(published: str) -> str:
    """The month of a stored time, empty where there is none.

    >>> month_of("2013-06-05 09:32"), month_of("")
    ('2013-06', '')
    """
    return published[:7] if _MONTH.fullmatch(published[:7]) else ""


def following(period: str) -> str:
    """The month or year after one.

    >>> following("2013-12"), following("2013")
    ('2014-01', '2014')
    """
    year, _, month = period.partition("-")
    if not month:
        return f"{int(year) + 1:04}"
    return f"{int(year) + int(month) // 12:04}-{int(month) % 12 + 1:02}"


def periods(first: str, last: str) -> list[str]:
    """All months or years from one to another.

    >>> periods("2013-11", "2014-01")
    ['2013-11', '2013-12', '2014-01']
    """
    found = [first]
    while found[-1] < last:
        found.append(following(found[-1]))
    return found


def heat_map(counts: Counts, names: Sequence[str]) -> HeatMap:
    """How much there is of each portal: by month, or by year where the months are many."""
    months = sorted({month for _, month in counts if month})
    if not months:
        return HeatMap((), ())
    columns = periods(months[0], months[-1])
    if len(columns) > MOST_MONTHS:
        columns = periods(months[0][:4], months[-1][:4])
    summed = _summed(counts, len(columns[0]))
    return HeatMap(tuple(columns), tuple(_row(name, columns, summed) for name in names))


def years_by_month(counts: Counts, name: str) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """How much there is of one portal: a line for each year, a cell for each month; newest year first."""
    own = {key: count for key, count in counts.items() if key[0] == name and key[1]}
    years = sorted({month[:4] for _, month in own})
    if not years:
        return ()
    rows = []
    for year in reversed(periods(years[0], years[-1])):
        months = [f"{year}-{month:02}" for month in range(1, 13)]
        rows.append((year, _row(name, months, own, max(own.values())).cells))
    return tuple(rows)


def timeline(counts: Counts) -> Timeline:
    """How many articles there are of each month, or year where the months are many."""
    months = sorted({month for _, month in counts if month})
    if not months:
        return Timeline((), (), 0, ())
    shown = periods(months[0], months[-1])
    if len(shown) > _MOST_BARS:
        shown = periods(months[0][:4], months[-1][:4])
    totals: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for (_, month), count in counts.items():
        if month:
            totals[month[: len(shown[0])]] += count
            years[month[:4]] += count
    step, most = WIDTH / len(shown), max(totals.values())
    bars = []
    for place, period in enumerate(shown):
        height = round(HEIGHT * totals[period] / most, 1)
        bars.append(
            Bar(
                period=period,
                count=totals[period],
                x=round(place * step, 1),
                y=round(HEIGHT - height, 1),
                width=round(max(step * 0.85, 0.8), 1),
                height=height,
            )
        )
    return Timeline(tuple(bars), tuple(_marks(bars)), most, tuple(sorted(years.items(), reverse=True)))


def _marks(bars: Sequence[Bar]) -> list[tuple[float, str]]:
    """Where a year begins, as many as there is room for."""
    begins = [(bars[0].x, bars[0].period[:4])]
    begins += [(new.x, new.period[:4]) for old, new in pairwise(bars) if old.period[:4] != new.period[:4]]
    marks: list[tuple[float, str]] = []
    for x, year in begins:
        if not marks or x - marks[-1][0] >= _YEAR_LABEL_WIDTH:
            marks.append((x, year))
    return marks


def _summed(counts: Counts, letters: int) -> dict[tuple[str, str], int]:
    summed: Counter[tuple[str, str]] = Counter()
    for (name, month), count in counts.items():
        summed[name, month[:letters]] += count
    return dict(summed)


def _row(name: str, columns: Sequence[str], counts: Counts, most: int = 0) -> Row:
    most = most or max((count for (_, period), count in counts.items() if period), default=1)
    cells = []
    for period in columns:
        count = counts.get((name, period), 0)
        # By the root, or one busy portal would leave all others in the lightest shade.
        cells.append(Cell(count, ceil(SHADES * sqrt(count / most)), period, following(period)))
    return Row(name, tuple(cells), counts.get((name, ""), 0))
