"""Charts: what a year, a month and an empty time look like, and that labels stay apart."""

from __future__ import annotations

from itertools import pairwise

from archiver.publish.plugin.charts import HEIGHT, WIDTH, heat_map, timeline, years_by_month

COUNTS = {("mic", "2023-11"): 4, ("mic", "2024-02"): 100, ("moh", "2024-01"): 1, ("moh", ""): 7}


def test_a_short_time_is_shown_by_month_without_a_gap() -> None:
    heat = heat_map(COUNTS, ["mic", "moh"])

    assert heat.columns == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert [[cell.count for cell in row.cells] for row in heat.rows] == [[4, 0, 0, 100], [0, 0, 1, 0]]
    assert [[cell.shade for cell in row.cells] for row in heat.rows] == [[1, 0, 0, 5], [0, 0, 1, 0]]
    assert [row.undated for row in heat.rows] == [0, 7]


def test_a_long_time_is_shown_by_year() -> None:
    heat = heat_map({**COUNTS, ("moh", "2019-05"): 3}, ["mic", "moh"])

    assert heat.columns == ("2019", "2020", "2021", "2022", "2023", "2024")
    assert [cell.count for cell in heat.rows[0].cells] == [0, 0, 0, 0, 4, 100]
    assert (heat.rows[0].cells[-1].after, heat.rows[0].cells[-1].before) == ("2024", "2025")


def test_one_portal_has_a_line_for_each_year_the_newest_first() -> None:
    (year, cells), (before, _) = years_by_month(COUNTS, "mic")

    assert (year, before) == ("2024", "2023")
    assert [cell.count for cell in cells] == [0, 100, *[0] * 10]
    assert (cells[11].after, cells[11].before) == ("2024-12", "2025-01")


def test_the_timeline_fits_its_picture() -> None:
    line = timeline(COUNTS)

    assert [bar.count for bar in line.bars] == [4, 0, 1, 100]
    assert max(bar.height for bar in line.bars) == HEIGHT
    assert all(
        0 <= bar.x and bar.x + bar.width <= WIDTH and bar.y + bar.height == HEIGHT for bar in line.bars
    )
    assert line.years == (("2024", 101), ("2023", 4))
    assert [year for _, year in line.marks] == ["2023", "2024"]


def test_labels_of_years_do_not_meet() -> None:
    line = timeline({("mic", f"{year}-01"): 1 for year in range(1997, 2026)})

    places = [x for x, _ in line.marks]
    assert all(after - before >= 36 for before, after in pairwise(places))


def test_nothing_makes_no_chart() -> None:
    assert heat_map({}, []).columns == ()
    assert timeline({("mic", ""): 3}).bars == ()
    assert years_by_month(COUNTS, "none") == ()
