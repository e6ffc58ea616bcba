"""The queries of docs/queries.md on an archive of six weeks: each runs, and gives what the page shows.

`python tests/publish/test_queries.py` (`.` and `tests/support` are in PYTHONPATH) writes the results anew.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from portal_days import Days
from small_archive import SCRIPT, SITES, STORIES, put

from archiver.archive.schema import VERSION
from archiver.demo.events import Absence, Change, Edit
from archiver.demo.ministry import Portal
from archiver.publish.plugin.questions import questions

PAGE = Path(__file__).parents[2] / "docs/queries.md"
EVENTS = (
    Edit(number=0, what=Change.WORD, since=2),
    Edit(number=0, what=Change.DATE, since=10),
    Edit(number=1, what=Change.TITLE, since=2, until=30),
    Edit(number=2, what=Change.PARAGRAPH, since=3),
    Absence(number=5, since=8),
    Absence(number=6, since=35),
)
SHOWN = 3
_RECIPE = re.compile(r"^## (\d+)\. (.*?)\n(.*?)```sql\n(.*?)```\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def recipes() -> dict[str, tuple[str, str]]:
    """Of each question the query and what the page shows of its result."""
    return {f"{one[1]}. {one[2]}": (one[4], one[5].strip()) for one in _RECIPE.finditer(PAGE.read_text())}


def table(connection: sqlite3.Connection, query: str) -> str:
    """The first rows of a result as Markdown."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    lines = [names, ["---"] * len(names), *rows[:SHOWN]]
    text = "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)
    return f"{text}\n\n{len(rows)} rows." if len(rows) > SHOWN else text


def _cell(value: object) -> str:
    text = str(value).replace("|", "\\|")
    return text if len(text) <= 90 else f"{text[:89]}…"


def make(folder: Path) -> sqlite3.Connection:
    """The made-up portal of six weeks and a few articles of three ministries, read-only."""
    days = Days(folder, Portal(size=30, events=EVENTS))
    days.visit(0)
    for day in (5, 9, 12, 20, 28, 40):
        days.visit(day, (0, 1, 2, 5, 6))
    path = folder / "archive.db"
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO sites (name, ministry, ministry_en, host) VALUES (?, ?, ?, ?)",
            [(name, *words) for name, words in SITES.items()],
        )
        connection.execute("UPDATE sites SET successor = 'moh' WHERE name = 'mic'")
        connection.execute("INSERT INTO warc_files (path, site, state) VALUES ('a.warc.gz', 'mic', 'closed')")
        for docid, story in enumerate(STORIES, start=1000):
            if SCRIPT not in story.title:
                put(connection, story, docid)
        connection.execute("UPDATE articles SET byline = 'Ngọc Lan' WHERE id = 'moc-305'")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = make(tmp_path_factory.mktemp("queries"))
    yield connection
    connection.close()


def test_there_are_twenty_questions_in_their_order() -> None:
    assert [int(title.split(".")[0]) for title in recipes()] == list(range(1, 21))


def test_the_page_of_the_data_asks_the_same() -> None:
    assert [one.sql for one in questions()] == [query.strip() for query, _ in recipes().values()]
    assert [one.english for one in questions()] == [title.partition(". ")[2] for title in recipes()]


@pytest.mark.parametrize("question", recipes())
def test_a_query_gives_what_the_page_shows(archive: sqlite3.Connection, question: str) -> None:
    query, shown = recipes()[question]

    assert table(archive, query) == shown, "write the results anew: python tests/publish/test_queries.py"
    assert archive.execute(query).fetchone() is not None


@pytest.mark.parametrize("question", recipes())
def test_what_is_withheld_is_in_no_result(archive: sqlite3.Connection, question: str) -> None:
    rows = archive.execute(recipes()[question][0]).fetchall()

    assert not [row for row in rows if "moc-304" in row or "2024-12-12 12:12" in row]


def test_the_queries_are_for_the_newest_schema(archive: sqlite3.Connection) -> None:
    assert archive.execute("PRAGMA user_version").fetchone() == (VERSION,)


def update() -> None:
    """Write what the queries give into the page."""
    with tempfile.TemporaryDirectory() as folder:
        connection = make(Path(folder))
        text = _RECIPE.sub(
            lambda one: (
                f"## {one[1]}. {one[2]}\n{one[3]}```sql\n{one[4]}```\n\n{table(connection, one[4])}\n\n"
            ),
            PAGE.read_text(),
        )
        connection.close()
    PAGE.write_text(text.rstrip() + "\n")


if __name__ == "__main__":
    update()
