"""What one reading of one page is worth, field by field. Nothing here knows which reader it judges.

Texts are compared in NFC with single spaces and without invisible characters; titles, leads and bylines
exactly, paragraphs by their words, so that no reader gains or loses by punctuation or by how it writes a
table. A figure is `None` where the page has nothing to judge it by.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from statistics import mean
from typing import Any

_VIETNAM = timezone(timedelta(hours=7))
_WORD = re.compile(r"\w+")
#: A line of the portal with fewer words may stand in any article.
_FEWEST_WORDS = 3


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a reader says about a page; `published` is ISO 8601, a day alone where the page shows no hour.

    `body` are the lines of the text without lead and captions. `refused` says why there is no article.
    """

    title: str = ""
    published: str = ""
    lead: str = ""
    byline: str = ""
    body: tuple[str, ...] = ()
    refused: str = ""
    more: Mapping[str, Any] | None = None


#: The figures of a page in the order in which tables print them.
FIGURES = (
    "perfect",
    "title",
    "minute",
    "day",
    "lead",
    "byline",
    "recall",
    "precision",
    "f1",
    "captions_in_body",
    "leak",
)


def plain(text: object) -> str:
    r"""NFC, single spaces, nothing invisible.

    >>> plain(" Ba\u0300i\u200b  viết ")
    'Bài viết'
    """
    seen = (letter for letter in unicodedata.normalize("NFC", str(text or "")) if not _is_unseen(letter))
    return " ".join("".join(seen).split())


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def words(text: object) -> tuple[str, ...]:
    """The words and numbers of a text, in order."""
    return tuple(_WORD.findall(plain(text)))


def score(gold: Mapping[str, Any], answer: Answer) -> dict[str, float | None]:
    """The figures of one page; 1.0 is right, for `captions_in_body` and `leak` 0.0 is."""
    figures: dict[str, float | None] = {
        "title": _exact(answer.title, [gold["title"]]),
        **_times(gold["published"], answer.published),
        "lead": _exact(answer.lead, [gold["lead"], *gold.get("lead_alt", ())]),
        "byline": _exact(answer.byline, [gold["byline"], *gold.get("byline_alt", ())]),
        **_paragraphs(gold, answer),
        **_strangers(gold, answer),
    }
    needed = ("title", "minute", "day", "lead", "byline", "recall", "precision")
    whole = all(figures[name] in {None, 1.0} for name in needed) and not figures["leak"]
    return {"perfect": float(whole and not answer.refused), **figures}


def _exact(said: str, right: Iterable[str]) -> float:
    return float(plain(said) in {plain(one) for one in right})


def _times(known: str, said: str) -> dict[str, float | None]:
    """The day, and the minute where the page shows one."""
    right, read = _time(known), _time(said)
    same_day = read is not None and right is not None and read[0].date() == right[0].date()
    if right is None or not right[1]:
        return {"minute": None, "day": float(same_day)}
    same = read is not None and read[1] and _to_the_minute(read[0]) == _to_the_minute(right[0])
    return {"minute": float(same), "day": float(same_day)}


def _time(text: str) -> tuple[datetime, bool] | None:
    """A time in Viet Nam and whether it has an hour; `None` where there is none."""
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    when = when.replace(tzinfo=_VIETNAM) if when.tzinfo is None else when.astimezone(_VIETNAM)
    return when, len(text) > len("2013-06-05")


def _to_the_minute(when: datetime) -> datetime:
    return when.replace(second=0, microsecond=0)


def _paragraphs(gold: Mapping[str, Any], answer: Answer) -> dict[str, float | None]:
    """Paragraphs found whole, and lines that are paragraphs; a table is one paragraph, however it is cut."""
    table = tuple(word for row in gold.get("table_rows", ()) for word in words(row))
    right = [tokens for text in gold["body"] if (tokens := words(text)) and text not in gold["table_rows"]]
    lines = [tokens for line in answer.body if (tokens := words(line))]
    lines, has_table = _without_table(lines, table)
    lines = _without_neutral(lines, [words(text) for text in gold.get("neutral", ())])
    found, said = Counter(right), Counter(lines)
    both = (found & said).total() + has_table
    # A reader without a field for the lead says it in the body: neither right nor wrong there.
    lead = words(gold["lead"])
    said_lines = sum(
        number for line, number in said.items() if not (lead and not answer.lead and line == lead)
    )
    recall = both / (len(right) + bool(table)) if right or table else 1.0
    precision = both / (said_lines + has_table) if said_lines + has_table else float(not right and not table)
    both_rates = precision + recall
    return {
        "recall": recall,
        "precision": precision,
        "f1": 2 * precision * recall / both_rates if both_rates else 0.0,
    }


def _without_table(lines: list[tuple[str, ...]], table: tuple[str, ...]) -> tuple[list[tuple[str, ...]], int]:
    """The lines without those that print the table in its order, and whether they are there."""
    if not table:
        return lines, 0
    for first in range(len(lines)):
        read: tuple[str, ...] = ()
        for last in range(first, len(lines)):
            read += lines[last]
            if read == table:
                return lines[:first] + lines[last + 1 :], 1
            if read != table[: len(read)]:
                break
    return lines, 0


def _without_neutral(
    lines: Sequence[tuple[str, ...]], neutral: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The names of attachments are neither wanted nor wrong in a text."""
    return [line for line in lines if not any(_within(line, text) for text in neutral)]


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return f" {' '.join(inner)} " in f" {' '.join(outer)} "


def _strangers(gold: Mapping[str, Any], answer: Answer) -> dict[str, float | None]:
    """Captions in the body, and lines of the portal anywhere in lead or body: the share that is there."""
    text = " ".join(words("\n".join(answer.body)))
    said = f" {text} \n {' '.join(words(answer.lead))} "
    own = f" {' '.join(words(' '.join([gold['title'], gold['lead'], *gold['body']])))} "
    captions = [
        line for caption in gold.get("captions", ()) if (line := f" {' '.join(words(caption))} ") not in own
    ]
    portal = [tokens for line in gold["boilerplate"] if len(tokens := words(line)) >= _FEWEST_WORDS]
    return {
        "captions_in_body": mean(line in f" {text} " for line in captions) if captions else None,
        "leak": mean(f" {' '.join(line)} " in said for line in portal) if portal else None,
    }


def average(rows: Iterable[Mapping[str, float | None]], name: str) -> float | None:
    """The mean of one figure over the pages that have it."""
    known = [value for row in rows if (value := row.get(name)) is not None]
    return mean(known) if known else None


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the article extraction benchmark counts them; a shorter text is one run."""
    tokens = _WORD.findall(text)
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)) if tokens[at : at + 4])


def benchmark_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """F1 of mean precision and mean recall over pages of (right text, read text), as that benchmark has it.

    A page without a reading counts for recall alone.

    >>> benchmark_f1([("a b c d e", "a b c d e"), ("a b c d", "")])
    0.6666666666666666
    """
    precisions, recalls = [], []
    for right, said in pairs:
        true, read = shingles(right), shingles(said)
        both = (true & read).total()
        if read:
            precisions.append(both / read.total())
        if true:
            recalls.append(both / true.total())
    precision, recall = mean(precisions or [0.0]), mean(recalls or [0.0])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
