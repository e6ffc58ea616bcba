"""The ready queries on the page of the data, read from `queries.sql`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_QUESTION = re.compile(r"^-- ([a-z-]+) \| (.*?) \| (.*?)\n(.*?;)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """One query: its name in addresses, what it answers in both languages, and the SQL."""

    name: str
    vietnamese: str
    english: str
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """Every ready query, in the order of docs/queries.md."""
    text = (Path(__file__).parent / "queries.sql").read_text(encoding="utf-8")
    return tuple(Question(one[1], one[2], one[3], one[4]) for one in _QUESTION.finditer(text))
