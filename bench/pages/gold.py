"""The answer to a made page: what a careful reader writes down from the page alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from archiver.demo import words
from archiver.records import Image, Kind, Paragraph
from bench.pages.body import ALL_BOLD, printed_kind
from bench.pages.files import SIZE
from bench.pages.habits import Habit
from bench.pages.texts import Text, printed_caption


def gold_of(told: Text, chosen: Habit, chrome: Sequence[str], prefix: str, host: str) -> dict[str, Any]:
    """The record of a text in a habit; `chrome` are all lines that the portal said around it."""
    lead = "" if chosen.lead in {"none", "plain"} else told.lead
    byline = "" if chosen.byline == "none" else told.byline
    paragraphs = _paragraphs(told, chosen)
    body = [each["text"] for each in paragraphs if each["kind"] != Kind.CAPTION]
    gold: dict[str, Any] = {
        "shape": told.shape.value,
        "title": told.title,
        "published": _published(told, chosen),
        "lead": lead,
        "lead_alt": [prefix + lead] if prefix and lead else [],
        "body": body,
        "paragraphs": paragraphs,
        "table_rows": [each["text"] for each in paragraphs if each["kind"] == Kind.TABLE_ROW],
        "byline": byline,
        "byline_alt": _further_bylines(told, chosen) if byline else [],
        "source_line": told.source_line if chosen.source != "none" else prefix if lead else "",
        "captions": [line for line in (*told.captions, chosen.credit) if line],
        "images": [
            {"url": host + piece.url, "caption": piece.caption, "credit": piece.credit}
            for piece in told.pieces
            if isinstance(piece, Image)
        ],
        "attachments": [{"url": host + file.url, "title": file.title} for file in told.attachments],
        "neutral": _neutral(told, chosen),
    }
    return gold | {"boilerplate": _boilerplate(gold, chrome), "habit": _described(chosen)}


def _published(told: Text, chosen: Habit) -> str:
    """ISO 8601; the day alone where no hour is printed, or midnight in its place."""
    when = told.published_at
    day_only = chosen.midnight or not chosen.date.has_hour
    return f"{when:%Y-%m-%d}" if day_only else f"{when:%Y-%m-%dT%H:%M:00+07:00}"


def _paragraphs(told: Text, chosen: Habit) -> list[dict[str, Any]]:
    """The text in page order, captions in their places, each with the kind that its markup shows."""
    found: list[dict[str, Any]] = []
    if chosen.lead == "plain":
        found.append({"kind": Kind.PARAGRAPH.value, "text": told.lead})
    for piece in told.pieces:
        if isinstance(piece, Paragraph):
            found.append({"kind": printed_kind(piece, chosen).value, "text": piece.text})
            if _is_bold_line(piece, chosen) and found[-1]["kind"] != Kind.HEADING:
                # A line in bold is a heading to people.
                found[-1]["kind_alt"] = Kind.HEADING.value
            elif chosen.markup == "indented":
                # Editors indent with the button for quotations.
                found[-1]["kind_alt"] = Kind.QUOTE.value
        elif line := printed_caption(piece):
            found.append({"kind": Kind.CAPTION.value, "text": line})
    if chosen.byline == "pushed" and not found[-1]["text"].endswith("./."):
        found[-1]["text"] += "/."
    return found


def _is_bold_line(piece: Paragraph, chosen: Habit) -> bool:
    if chosen.markup in ALL_BOLD:
        return piece.kind in {Kind.HEADING, Kind.PARAGRAPH}
    return piece.kind is Kind.HEADING or piece.text in {*chosen.bold, *chosen.right}


def _further_bylines(told: Text, chosen: Habit) -> list[str]:
    """A name with the full stop, the brackets or the degree that it is printed with is that name too."""
    printed = [chosen.signature.format(told.byline)] if chosen.byline == "signed" else []
    return [*told.byline_alt, *printed]


def _neutral(told: Text, chosen: Habit) -> list[str]:
    """Lines that only link to documents, or say the lead again: neither wanted nor wrong in a text."""
    titles = [file.title for file in told.attachments]
    if chosen.sized:
        titles += [f"{title} {SIZE}" for title in titles]
    # The words of the lead once more, in ordinary letters: neither would be wrong.
    copied = [told.lead] if chosen.lead == "copied" else []
    return [*copied, *titles, *(f"{chosen.files_label} {title}" for title in titles)]


def _boilerplate(gold: dict[str, Any], chrome: Sequence[str]) -> list[str]:
    """Every line of the portal that the article does not say too."""
    said = [gold["title"], *gold["lead_alt"], gold["lead"], gold["byline"], gold["source_line"]]
    said += [*(each["text"] for each in gold["paragraphs"]), words.MINISTRY]
    folded = _plain(" ".join(said))
    return [line for line in dict.fromkeys(chrome) if _plain(line) not in folded]


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).casefold().split())


def _described(chosen: Habit) -> dict[str, object]:
    """The habit by name, so that failures can be sorted by it."""
    plain = {name: getattr(chosen, name) for name in chosen.__dataclass_fields__}
    return plain | {"date": chosen.date.name, "order": " ".join(chosen.order)}
