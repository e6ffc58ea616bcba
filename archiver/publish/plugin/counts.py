"""How much an archive holds, by portal and month: read once, kept until something is written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from archiver.publish.plugin.charts import Counts, month_of
from archiver.publish.plugin.remembered import remembered


@dataclass(frozen=True, slots=True)
class Ministry:
    """One portal; the years are of its first and last dated article. `before` are portals it stands for."""

    site: str
    name: str
    name_en: str
    host: str
    successor: str
    before: tuple[str, ...]
    articles: int
    first_year: str
    last_year: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """All portals, those with most articles first, and what there is of each month."""

    ministries: tuple[Ministry, ...]
    months: Counts
    articles: int
    captures: int
    problems: int

    @property
    def by_site(self) -> dict[str, Ministry]:
        """The portals by name."""
        return {one.site: one for one in self.ministries}

    def ministry(self, site: str) -> Ministry | None:
        """The portal of a name."""
        return self.by_site.get(site)


def holdings(connection: sqlite3.Connection) -> Holdings:
    """How much the archive holds; withheld articles are not counted."""
    return remembered(connection, _holdings)


def _holdings(connection: sqlite3.Connection) -> Holdings:
    months: Counter[tuple[str, str]] = Counter()
    for site, published in connection.execute(
        "SELECT site, published FROM articles INDEXED BY articles_found WHERE withheld = ''"
    ):
        months[site, month_of(published)] += 1
    totals: Counter[str] = Counter()
    years: dict[str, set[str]] = {}
    for (site, month), count in months.items():
        totals[site] += count
        if month:
            years.setdefault(site, set()).add(month[:4])
    rows = connection.execute("SELECT name, ministry, ministry_en, host, successor FROM sites").fetchall()
    ministries = [
        Ministry(
            site=row[0],
            name=row[1],
            name_en=row[2],
            host=row[3],
            successor=row[4],
            before=tuple(sorted(other[0] for other in rows if other[4] == row[0])),
            articles=totals[row[0]],
            first_year=min(years.get(row[0], {""})),
            last_year=max(years.get(row[0], {""})),
        )
        for row in rows
    ]
    ministries.sort(key=lambda one: (-one.articles, one.name))
    return Holdings(
        tuple(ministries),
        dict(months),
        totals.total(),
        _count(connection, "captures"),
        _count(connection, "problems"),
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)
