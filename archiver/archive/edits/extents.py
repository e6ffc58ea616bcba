"""How much an edit changed: a typo, a sentence, or the whole text. Pure functions.

Judged over the words of title, lead and text; a change of date, byline, pictures or files has no extent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from archiver.archive.edits.differences import Edit, Fate, Piece, differences, words
from archiver.archive.edits.revisions import WORDS
from archiver.vietnamese.text import fold


class Extent(StrEnum):
    """How much of an article's words an edit changed."""

    NONE = ""
    TYPO = "typo"
    SENTENCE = "sentence"
    REWRITE = "rewrite"


#: From this share of all words on, those of before and those of after together, an edit is a rewrite: when
#: a third has been exchanged, a reader who knew the article has to read it again.
REWRITE_SHARE = 0.3
#: A typo changes so many letters of a word at most, and no more than a third of it: in Vietnamese, where
#: a syllable has one to seven letters, more is another word.
TYPO_LETTERS = 2
TYPO_SHARE = 1 / 3
#: And it touches so many places at most: an article in which ten words are spelt anew has been edited.
TYPO_PLACES = 5


def extent(before: Mapping[str, object], after: Mapping[str, object]) -> Extent:
    """How much the words of a reading changed.

    >>> extent({"title": "Hội thảo chữ viêt"}, {"title": "Hội thảo chữ viết"}).value
    'typo'
    >>> extent({"title": "Có 15 người dự"}, {"title": "Có 51 người dự"}).value
    'sentence'
    """
    found = [one for one in differences(before, after) if one.part in WORDS]
    blocks = [block for one in found for block in one.blocks if block.fate is not Fate.SAME]
    if not blocks:
        return Extent.NONE
    pieces = [block.pieces for block in blocks if block.fate not in {Fate.MOVED_AWAY, Fate.MOVED_HERE}]
    touched = sum(_count(one.text) for row in pieces for one in row if one.edit is not Edit.SAME)
    places = [place for row in pieces for place in _places(row)]
    has_moved = len(pieces) < len(blocks)
    if not has_moved and len(places) <= TYPO_PLACES and all(is_typo(*place) for place in places):
        return Extent.TYPO
    total = sum(_count(text) for reading in (before, after) for text in _texts(reading))
    return Extent.REWRITE if touched >= REWRITE_SHARE * total else Extent.SENTENCE


def _texts(reading: Mapping[str, object]) -> Iterable[str]:
    for part in WORDS:
        value = reading.get(part, "")
        yield from map(str, value) if isinstance(value, list) else (str(value),)


def _count(text: str) -> int:
    return sum(1 for word in words(text) if not word.isspace())


def _places(pieces: tuple[Piece, ...]) -> Iterable[tuple[str, str]]:
    """What went and what came at each place of a changed paragraph."""
    went = ""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].edit if index + 1 < len(pieces) else Edit.SAME
        if piece.edit is Edit.REMOVED and following is Edit.ADDED:
            went = piece.text
        elif piece.edit is Edit.REMOVED:
            yield piece.text, ""
        elif piece.edit is Edit.ADDED:
            yield went, piece.text
            went = ""


_DIGIT = re.compile(r"\d")


def is_typo(went: str, came: str) -> bool:
    """Whether one word or two were only spelt anew: accents, case, signs, spaces, a letter or two.

    A number that changes is never a typo: it is what the article says.

    >>> is_typo("ngoai", "ngoại"), is_typo("HàNội", "Hà Nội"), is_typo("15", "51"), is_typo("có", "không")
    (True, True, False, False)
    """
    if _DIGIT.findall(went) != _DIGIT.findall(came):
        return False
    one, other = _bare(went), _bare(came)
    if one == other:
        return True
    most = min(TYPO_LETTERS, int(max(len(one), len(other)) * TYPO_SHARE))
    return _distance(one, other, most) <= most


def _bare(text: str) -> str:
    """The letters alone, without accents, case, signs and spaces."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _distance(one: str, other: str, most: int) -> int:
    """How many letters differ (Levenshtein); `most + 1` for any number above `most`."""
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > 40:
        return most + 1
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        above, row[0] = row[0], index
        for column, other_letter in enumerate(other, start=1):
            best = min(row[column] + 1, row[column - 1] + 1, above + (letter != other_letter))
            above, row[column] = row[column], best
    return min(row[-1], most + 1)
