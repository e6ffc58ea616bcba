"""When a portal changes its pages, and not ten thousand articles: changes alike on many articles of a site.

Pure functions. A change between two readings leaves *marks*: what it did to each part, said so that two
articles can have it in common ("this block came", "the byline went", "the date moved by 7 hours"). Marks that
most of the articles re-read in one day have in common are the portal's doing. A change that such marks
explain whole is held back: it begins no revision. The readings stay as facts, so a layout that is mended and
a replay tell afterwards whether there was an edit among them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from archiver.archive.edits.revisions import PARTS, changed
from archiver.records import instant

#: A mark is the portal's when so many articles got it in one day, and they are this share of the articles
#: re-read that day which have the part. Edits do not come near it: in the simulated year of 2,000 articles
#: (`test_portal_year`) their most frequent mark reaches 3.3 % of a day's. Ten, so that a paper with a few
#: corrections in a day is no redesign.
LEAST, SHARE = 10, 0.5
#: Marks that do not say *what* came or went are weaker evidence: an editor may well add pictures to half of a
#: day's articles. A layout that is read wrong shows on nearly all that have the part.
SHAPES = ("lost", "gained", "cut", "longer", "order", "hour")
SHARE_OF_SHAPES = 0.8
#: A mark that says no more than "changed" is the weakest, and counts only what no other mark explains.
UNSPECIFIC = "changed"
LEAST_UNSPECIFIC, SHARE_UNSPECIFIC = 20, 0.8
#: The layouts of a redesign that the whole site shows.
ANY = ("*", "*")
#: A change of so many blocks is not told block by block.
MOST_BLOCKS = 40

#: By part: the sets of marks of which one explains the change of the part whole.
Ways = Mapping[str, Sequence[frozenset[str]]]


def ways(before: Mapping[str, object], after: Mapping[str, object]) -> Ways:
    """In what ways two readings (`archiver.archive.edits.revisions.parts`) differ, by part.

    >>> ways({"byline": "Lưu Hương"}, {})
    {'byline': [frozenset({'byline:lost'}), frozenset({'byline:cut'}), frozenset({'byline:changed'})]}
    """
    return {part: _ways(part, before, after) for part in changed(before, after)}


def _ways(part: str, before: Mapping[str, object], after: Mapping[str, object]) -> list[frozenset[str]]:
    one, other = before.get(part), after.get(part)
    found: list[frozenset[str]] = []
    if other is None:
        found += [frozenset({f"{part}:lost"}), frozenset({f"{part}:cut"})]
    elif one is None:
        found += [frozenset({f"{part}:gained"}), frozenset({f"{part}:longer"})]
    if isinstance(one, list) or isinstance(other, list):
        found += _of_blocks(part, before, after)
    elif one is not None and other is not None:
        found += [frozenset({f"{part}:{mark}"}) for mark in _of_strings(part, str(one), str(other))]
    found.append(frozenset({f"{part}:{UNSPECIFIC}"}))
    return found


def _of_blocks(
    part: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterable[frozenset[str]]:
    """Which blocks came and went; that they only changed places; nothing where there are too many."""
    old, new = Counter(blocks_of(before, part)), Counter(blocks_of(after, part))
    came = {mark_of(part, "+", block, before) for block in new - old}
    went = {mark_of(part, "-", block, after) for block in old - new}
    if not came and not went:
        yield frozenset({f"{part}:order"})
    elif len(came) + len(went) <= MOST_BLOCKS:
        yield frozenset(came | went)


def blocks_of(reading: Mapping[str, object], part: str) -> list[str]:
    """A text's paragraphs, the paths of pictures, files with their titles."""
    value = reading.get(part)
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in values]


def mark_of(part: str, sign: str, block: str, other: Mapping[str, object]) -> str:
    """The mark of a block that came (`+`) or went (`-`); one that was or is another part is called so."""
    for name in ("lead", "byline", "title"):
        if other.get(name) == block:
            return f"{part}:{sign}{name}"
    return f"{part}:{sign}{_short(block)}"


def _of_strings(part: str, before: str, after: str) -> Iterable[str]:
    yield f"={_short(after)}"
    for sign, word, short, long in (("+", "longer", before, after), ("-", "cut", after, before)):
        if long.endswith(short):
            yield from (f"{sign}before {_short(long[: -len(short)])}", word)
        elif long.startswith(short):
            yield from (f"{sign}behind {_short(long[len(short) :])}", word)
    if part == "date":
        yield from _of_dates(before, after)


def _of_dates(before: str, after: str) -> Iterable[str]:
    try:
        one, other = datetime.fromisoformat(before), datetime.fromisoformat(after)
        yield f"shift {(other - one).total_seconds():+.0f} s"
    except (ValueError, TypeError):
        return
    hours = {(when.hour, when.minute) for when in (one, other)}
    if one.date() == other.date() and (0, 0) in hours:
        yield "hour"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """One article read twice in a row, changed or not: at `before` and `at` (UTC, as the archive writes it).

    `layouts` are those of the two readings, `had` the parts that the first one has, `ways` how they differ.
    """

    article: str
    before: str
    at: str
    layouts: tuple[str, str]
    had: frozenset[str] = frozenset(PARTS)
    ways: Ways = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day (UTC) of the second reading."""
        return self.at[:10]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Redesign:
    """What a portal did to its pages: one mark, between two layouts, from `since` until before `until`.

    Both are UTC as the archive writes it. The layouts are `*` where the whole site shows it.
    `articles` of the `reread` ones had the mark on the day it showed.
    """

    since: str
    until: str
    layout_before: str
    layout_after: str
    mark: str
    articles: int
    reread: int

    @property
    def day(self) -> str:
        """The day (UTC) on which it showed."""
        return instant(datetime.fromisoformat(self.until) - timedelta(days=1))[:10]


def uncovered(change: Reread, redesigns: Iterable[Redesign]) -> tuple[str, ...]:
    """The parts of a change that no redesign explains; none means that it is held back."""
    marks = marks_held(change, redesigns)
    return tuple(part for part, found in change.ways.items() if not any(way <= marks for way in found))


def marks_held(change: Reread, redesigns: Iterable[Redesign]) -> frozenset[str]:
    """The marks that redesigns explain which happened between the two readings of a change.

    A redesign happens once: of every article it explains the one change that spans it, however late the
    article is read again, and no later one.
    """
    return frozenset(
        one.mark
        for one in redesigns
        if (one.layout_before, one.layout_after) in {change.layouts, ANY}
        and change.before < one.until
        and change.at >= one.since
    )


def find_redesigns(rereads: Iterable[Reread], known: Iterable[Redesign] = ()) -> tuple[Redesign, ...]:
    """The redesigns that show among the articles of a site that were read again, day by day.

    `known` are those of earlier days: what they explain is no evidence for another one. The same in whatever
    order the readings come.
    """
    found: list[Redesign] = []
    for _, of_day in groupby(sorted(rereads, key=lambda one: one.day), key=lambda one: one.day):
        left = list(of_day)
        # The plain marks first, and of the whole site first: what they explain is no evidence for others.
        for is_unspecific in (False, True):
            for groups in ([(ANY, left)], _by_layouts(left)):
                explained = [*known, *found]
                for layouts, group in groups:
                    found += _of_group(group, layouts, explained, is_unspecific=is_unspecific)
    return tuple(sorted(found))


def _by_layouts(rereads: Iterable[Reread]) -> list[tuple[tuple[str, str], list[Reread]]]:
    ordered = sorted(rereads, key=lambda one: one.layouts)
    return [(layouts, list(group)) for layouts, group in groupby(ordered, key=lambda one: one.layouts)]


def _of_group(
    rereads: Sequence[Reread],
    layouts: tuple[str, str],
    explained: Sequence[Redesign],
    *,
    is_unspecific: bool,
) -> Iterable[Redesign]:
    """The marks that most articles of a group have in common, as far as nothing explains them yet."""
    with_mark: dict[str, set[str]] = defaultdict(set)
    with_part: dict[str, set[str]] = defaultdict(set)
    for one in rereads:
        for part in uncovered(one, explained):
            for mark in frozenset().union(*one.ways[part]):
                if mark.endswith(f":{UNSPECIFIC}") == is_unspecific:
                    with_mark[mark].add(one.article)
        for part in one.had | set(one.ways):
            with_part[part].add(one.article)
    for mark, articles in with_mark.items():
        part, _, what = mark.partition(":")
        reread = with_part[part]
        least = LEAST_UNSPECIFIC if is_unspecific else LEAST
        share = SHARE_UNSPECIFIC if is_unspecific else SHARE_OF_SHAPES if what in SHAPES else SHARE
        if len(articles) >= max(least, share * len(reread)):
            midnight = datetime.fromisoformat(f"{rereads[0].day}T00:00:00+00:00")
            yield Redesign(
                # A day earlier: a redesign shortly before midnight shows on a few articles only, that night.
                since=instant(midnight - timedelta(days=1)),
                until=instant(midnight + timedelta(days=1)),
                layout_before=layouts[0],
                layout_after=layouts[1],
                mark=mark,
                articles=len(articles),
                reread=len(reread),
            )


def cleared(
    before: Mapping[str, object], after: Mapping[str, object], marks: frozenset[str], left: Iterable[str]
) -> tuple[dict[str, object], dict[str, object]]:
    """Two readings without what redesigns explain: the parts that are `left`, without held blocks."""
    return (
        {part: _cleared(before, after, part, marks, "-") for part in left if part in before},
        {part: _cleared(after, before, part, marks, "+") for part in left if part in after},
    )


def _cleared(
    reading: Mapping[str, object], other: Mapping[str, object], part: str, marks: frozenset[str], sign: str
) -> object:
    value = reading[part]
    if part != "text" or not isinstance(value, list):
        return value
    return [block for block in value if mark_of(part, sign, block, other) not in marks]
