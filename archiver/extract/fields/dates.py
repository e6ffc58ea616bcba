"""Which printed time is the article's: the visible line next to the title, with the machines as witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache

from archiver.extract.fields.beside import behind_poster, name_beside, without_counter
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import DATE, is_foot, is_noise
from archiver.extract.signals import is_headline
from archiver.extract.text.imprint import MOST_LINES, prints_publication
from archiver.records import VIETNAM, Kind, Precision
from archiver.vietnamese.date_lines import Label, label_of, may_say_updated
from archiver.vietnamese.names import is_place
from archiver.vietnamese.text import clean
from archiver.vietnamese.timestamps import Timestamp, find_timestamps, parse_timestamp

#: Whether a line is worth the grammar: a date in digits or words, or a time that has passed since.
_MAYBE = re.compile(
    r"\d[/.-]\s?\d{1,2}[/.-]\s?\d{2}|(?:19|20)\d\d|tháng\s+\d|\d\s*(?:giây|phút|giờ|ngày|tuần)\s+trước"
    r"|hôm (?:qua|nay)|vừa xong",
    re.IGNORECASE,
)
#: What says of a row or an item that it is the article's date.
_LABELLED = re.compile(
    r"\W*(?:ngày |thời gian |giờ )?(?:đăng|xuất bản|tạo|đưa tin|cập nhật)\b", re.IGNORECASE
)
#: A line that says nothing but that a date follows.
_LABEL = re.compile(
    r"\W*(?:(?:ngày |thời gian |giờ )?(?:đăng|xuất bản|tạo|đưa tin|cập nhật)(?: (?:tin|bài|lúc|ngày))*"
    r"|thời gian)\W*",
    re.IGNORECASE,
)
#: An hour alone in its line.
_CLOCK = re.compile(
    r"[\s|•·–-]*(?:lúc\s*)?\d{1,2}\s?[:hg]\s?\d{2}(?::\d\d)?(?:\s?(?:am|pm|sa|ch|sáng|trưa|chiều|tối))?[\s|•·–-]*",
    re.IGNORECASE,
)
#: How often an article was read, where only an icon says so: no year.
_COUNTER = re.compile(r"(?!(?:19|20)\d\d$)\d{1,3}(?:[.,]?\d{3}){0,2}")
#: What an invitation says in two lines.
_EVENT = re.compile(r"\W*(?:\d+[.)]\s)?thời gian\b", re.IGNORECASE)
_PLACE = re.compile(r"\W*(?:\d+[.)]\s)?(?:địa điểm|nơi họp)\b", re.IGNORECASE)
#: The number of a newspaper's issue, before its day.
_ISSUE = re.compile(r"(?:[^\d|:]{2,30}\s)?số(?:\s\d{1,5})?,?(?:\sra)?\s(?=ngày\s\d)", re.IGNORECASE)
#: What says of a time that a reader printed the page then.
_PRINTED = re.compile(
    r"(?:(?:^|[\s|(–-])in (?:ra )?(?:lúc|ngày|vào)|(?:ngày|giờ|thời gian) in)\b[\s:]*(?:lúc|ngày)?\W*$",
    re.IGNORECASE,
)
#: The label of such a line.
_CLOCK_LABEL = re.compile(r"(?:vào )?(?:giờ|lúc)\W*", re.IGNORECASE)
#: The path above an article is one line of links too.
_TRAIL = re.compile(r"\s[>»›/|]\s")
#: A label whose box lost its end: `Ngày đăngThứ tư, …`.
_GLUED = re.compile(r"^(\W*(?:Ngày\s)?(?i:đăng|cập nhật|tạo|đưa|xuất bản)(?:\slúc)?)(?=[A-ZĐ\d])")
_LONGEST = 160
_LONGEST_WITH_NAME = 110
#: No label is so long.
_TITLE_LETTERS = 15
#: How many blocks above and below the title a date line may stand.
_ABOVE, _BELOW = 8, 10
#: With less a line is some other date; the numbers in `_score` were set on 300 made-up and 6 real pages.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Scene:
    """Where to look: `title` is a block (-1: none), `body` the first and last block (excluded) of the text.

    `off` says which elements serve the portal; `machine` is what the metadata claim, `relative_to` the
    time of the capture, `until` the block where readers' comments begin, which have dates of their own.
    """

    flow: Flow
    title: int
    body: tuple[int, int]
    off: Sequence[bool]
    machine: datetime | None = None
    zone: tzinfo = VIETNAM
    relative_to: datetime | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that prints a time: where it stands, and how much speaks for it.

    `printed` is the line, or the time alone where a name stands in brackets beside it. `clock` is the block
    of the hour where that stands in a line of its own, -1 for none.
    """

    block: int
    line: str
    stamp: Timestamp
    score: float
    clock: int = -1

    @property
    def printed(self) -> str:
        """What the article keeps as its date line."""
        return self.line if parse_timestamp(self.line) is not None else self.stamp.text


def is_clock(date: DateLine, title: int, relative_to: datetime | None) -> bool:
    """Whether a date line may be a clock: the day of the visit, above the title or without an hour."""
    stamp = date.stamp
    is_banners = date.block < title or (stamp.weekday_agrees is not None and ":" not in stamp.text)
    return (
        is_banners
        and relative_to is not None
        and stamp.at.date() == relative_to.astimezone(stamp.at.tzinfo).date()
    )


def find_date_line(scene: Scene) -> DateLine | None:
    """The date line that most speaks for; `None` where no line near the title or the text is one."""
    first, last = scene.body
    anchor = scene.title if scene.title >= 0 else first
    end = len(scene.flow.blocks) if scene.until is None else scene.until
    near = range(max(0, anchor - _ABOVE), min(end, max(anchor + _BELOW, first + 2)))
    below = range(max(first, last - 3), min(end, last + 8))
    date = _best(scene, near) or _best(scene, below) or _in_imprint(scene, last)
    if date is None:
        return None
    date = _first_posted(scene, date)
    return date if date.stamp.precision is Precision.MINUTE else _with_clock(scene, date)


def _in_imprint(scene: Scene, last: int) -> DateLine | None:
    """The day among the lines that say who made a long read, the text's last ones."""
    for number in range(max(0, last - MOST_LINES), min(last, len(scene.flow.blocks))):
        if prints_publication(scene.flow.blocks[number].text):
            return _best(scene, range(number, number + 1))
    return None


def _first_posted(scene: Scene, date: DateLine) -> DateLine:
    """The line right beside one that says when the article was changed, where it says when it was posted."""
    if _label(date.line, date.stamp) is not Label.UPDATED:
        return date
    blocks = scene.flow.blocks
    for number in (date.block - 1, date.block + 1):
        line = blocks[number].text if 0 <= number < len(blocks) else ""
        stamp = _stamp_of(line, scene) if may_print_time(line) else None
        if stamp is not None and stamp.at < date.stamp.at and _label(line, stamp) is Label.POSTED:
            return DateLine(number, line, stamp, date.score)
    return date


def _label(line: str, stamp: Timestamp) -> Label:
    return label_of(line[: stamp.start])


def _with_clock(scene: Scene, date: DateLine) -> DateLine:
    """A day with the hour that stands in the line right below or above it, if one does."""
    blocks = scene.flow.blocks
    below = date.block + 1
    is_labelled = below < len(blocks) and _CLOCK_LABEL.fullmatch(blocks[below].text) is not None
    for number in (below + is_labelled, date.block - 1):
        if not 0 <= number < len(blocks) or not _CLOCK.fullmatch(blocks[number].text):
            continue
        line = f"{date.line} {blocks[number].text.strip(' |-–•·')}"
        stamp = _stamp_of(line, scene)
        if stamp is not None and stamp.precision is Precision.MINUTE:
            return DateLine(date.block, line, stamp, date.score, number)
    return date


def _best(scene: Scene, window: range) -> DateLine | None:
    best: DateLine | None = None
    for block, line, cue in _lines(scene.flow, window):
        stamp = _stamp_of(line, scene)
        if stamp is None or _PRINTED.search(line[: stamp.start]) or tells_event(scene.flow, block):
            continue
        score = _score(scene, block, cue, stamp)
        if score >= _LEAST and (
            best is None or (score, _tells_hour(stamp)) > (best.score, _tells_hour(best.stamp))
        ):
            best = DateLine(block, line, stamp, score)
    return best


def tells_event(flow: Flow, number: int) -> bool:
    """Whether a line says when something will be held: right beside it stands where (`Địa điểm: …`)."""
    if _EVENT.match(flow.blocks[number].text) is None:
        return False
    return any(_PLACE.match(block.text) for block in flow.blocks[max(0, number - 1) : number + 2])


def _tells_hour(stamp: Timestamp) -> bool:
    return stamp.precision is Precision.MINUTE


def updated_beside(line: str, zone: tzinfo) -> Timestamp | None:
    """The second time of a line that says of it that the article was changed then.

    >>> updated_beside("15/10/2026 09:00 | Ngày cập nhật: 16/10/2026 14:30", VIETNAM).at.isoformat()
    '2026-10-16T14:30:00+07:00'
    >>> updated_beside("Cập nhật: 15/10/2026 09:00", VIETNAM) is None
    True
    """
    may_be = len(line) <= _LONGEST and may_say_updated(line)
    stamps = find_timestamps(line, zone=zone) if may_be else []
    if len(stamps) != 2:
        return None
    first, second = stamps
    return second if label_of(clean(line)[first.end : second.start]) is Label.UPDATED else None


def may_print_time(line: str) -> bool:
    """Whether a line is short enough for a date line and holds what could be a time.

    >>> may_print_time("Đăng ngày 05/06/2013"), may_print_time("Hai ngày hội")
    (True, False)
    """
    return len(line) <= _LONGEST and _MAYBE.search(line) is not None


def _stamp_of(line: str, scene: Scene) -> Timestamp | None:
    """The time of a date line, also of one in which somebody's name is all that stands beside it."""
    return read_date_line(line, zone=scene.zone, relative_to=scene.relative_to)


@lru_cache(maxsize=256)  # a line, the phrase that fills it, and the line once more when all is decided
def read_date_line(line: str, *, zone: tzinfo, relative_to: datetime | None = None) -> Timestamp | None:
    """The time in a line that prints nothing else, or only how often it was read, or only a name.

    >>> read_date_line("05/06/2013 09:32Số lượt đọc: 83", zone=VIETNAM).at.isoformat()
    '2013-06-05T09:32:00+07:00'
    >>> read_date_line("Ngày đăngThứ tư, 05/06/2013", zone=VIETNAM).text
    'Thứ tư, 05/06/2013'
    >>> read_date_line("Báo Mẫu số 127 ngày 05/06/2013", zone=VIETNAM).text
    '05/06/2013'
    >>> read_date_line("Lưu Hương | (05/06/2013)", zone=VIETNAM).text
    '05/06/2013'
    """
    line = _GLUED.sub(r"\1 ", without_counter(line))
    if issue := _ISSUE.match(line):
        return _of_issue(line, issue.end(), zone)
    stamp = parse_timestamp(line, zone=zone, relative_to=relative_to)
    if stamp is not None or len(line) > _LONGEST_WITH_NAME:
        return stamp
    if (begin := behind_poster(line)) and (stamp := parse_timestamp(line[begin:], zone=zone)):
        return stamp._replace(start=stamp.start + begin, end=stamp.end + begin)
    stamps = find_timestamps(line, zone=zone)
    return stamps[0] if len(stamps) == 1 and name_beside(line, stamps[0]) is not None else None


def _of_issue(line: str, begin: int, zone: tzinfo) -> Timestamp | None:
    """The day of a newspaper's issue, or the time behind it when the text was put on the portal."""
    rest = line[begin:]
    stamps = find_timestamps(rest, zone=zone)
    is_whole = len(stamps) == 2 and label_of(rest[stamps[0].end : stamps[1].start]) is not Label.NONE
    stamp = stamps[1] if is_whole else parse_timestamp(rest, zone=zone)
    return stamp and stamp._replace(start=stamp.start + begin, end=stamp.end + begin)


def _lines(flow: Flow, window: range) -> Iterator[tuple[int, str, str]]:
    """Blocks in the window that may be date lines, and phrases in them that have a class of their own."""
    for phrase in flow.phrases:
        if phrase.at in window and may_print_time(text := phrase.text):
            yield phrase.at, text, phrase.cue
    for number in window:
        block = flow.blocks[number]
        if may_print_time(block.text):
            cue = flow.elements[block.element].cue if block.element >= 0 else ""
            yield number, block.text, cue
            cells = cells_of_row(flow, number) or _behind_bold(block)
            for cell in (*cells, *_cells_alone(flow, number)):
                if may_print_time(cell):
                    yield number, cell, cue


def cells_of_row(flow: Flow, number: int) -> tuple[str, ...]:
    """What stands side by side in a row with a counter or a button, each in a tag of its own."""
    cells = tuple(cell for piece in flow.cells.get(number, ()) if (cell := clean(piece)))
    return (
        cells if any(_COUNTER.fullmatch(cell) or (len(cell) > 1 and is_noise(cell)) for cell in cells) else ()
    )


def _behind_bold(block: Block) -> tuple[str, ...]:
    """What stands behind a title in the bold begin of a line: `<b>Title</b> (date)`."""
    if block.links or not _TITLE_LETTERS <= block.bold < len(block.text):
        return ()
    rest = block.text[block.bold :].strip()
    is_label = rest.startswith(":") or block.text[block.bold - 1] == ":"
    return (rest,) if rest and not is_label else ()


def _cells_alone(flow: Flow, number: int) -> Iterator[str]:
    """What stands in a tag of its own with no blank beside it: nobody writes so, a style parts the boxes."""
    pieces = flow.cells.get(number, ())
    for before, piece, behind in zip(("", *pieces), pieces, (*pieces[1:], ""), strict=False):
        if before[-1:].strip() or behind[:1].strip():
            yield clean(piece)
    for at in range(len(pieces) - 2):  # a day and an hour, with a stroke between the two
        if len(pieces[at + 1].strip()) <= 1:
            yield clean(" ".join(pieces[at : at + 3]))


def _menu_between(flow: Flow, above: int, title: int) -> bool:
    """Whether more links than a breadcrumb and a line of buttons stand between two blocks."""
    between = flow.blocks[above + 1 : title]
    return sum(block.link_share > 0.5 and not is_noise(block.text) for block in between) > 1


def _is_in_list(flow: Flow, number: int) -> bool:
    """Whether a line stands below a linked headline or in it, and there are more such pairs right beside."""
    blocks = flow.blocks
    if number < 1:
        return False
    if is_headline(blocks[number]) and not _TRAIL.search(blocks[number].text):
        return any(is_headline(block) for block in blocks[number + 1 : number + 3])
    if not is_headline(blocks[number - 1]) or _TRAIL.search(blocks[number - 1].text):
        return False
    if number - 1 in flow.documents:
        return False  # the article's own document
    below = any(is_headline(block) for block in blocks[number + 1 : number + 3])
    return below or any(_MAYBE.search(block.text) for block in blocks[max(0, number - 3) : number - 1])


def is_among_dates(flow: Flow, number: int) -> bool:
    """Whether a line is one of several rows with dates, none of which says that it is the article's."""
    rows = flow.blocks[max(0, number - 1) : number + 2]
    if flow.blocks[number].kind is not Kind.TABLE_ROW or any(map(_LABELLED.match, (r.text for r in rows))):
        return False
    return sum(row.kind is Kind.TABLE_ROW and _MAYBE.search(row.text) is not None for row in rows) > 1


def _is_in_box_of(flow: Flow, number: int, title: int) -> bool:
    """Whether a line begins a box that a title further down is in too: it is no part of what stands above."""
    boxes = (flow.elements[element] for element in flow.ancestors(flow.blocks[number].element))
    return any(box.first == number <= title < box.last for box in boxes)


def _may_be_clock(scene: Scene, stamp: Timestamp) -> bool:
    """Whether a line above the title is that of a banner: a weekday and a day, those of the visit."""
    is_clock = ":" not in stamp.text and stamp.weekday_agrees is not None
    if scene.relative_to is None:
        return is_clock
    return stamp.at.date() == scene.relative_to.astimezone(scene.zone).date()


def tells_where(line: str, stamp: Timestamp) -> bool:
    """Whether a place stands before a day: where and when something was signed or said.

    >>> line = "(Hà Nội, ngày 5 tháng 6 năm 2013)"
    >>> tells_where(line, parse_timestamp(line)), tells_where("5/6/2013", parse_timestamp("5/6/2013"))
    (True, False)
    """
    return stamp.precision is Precision.DAY and is_place(line[: stamp.start].strip(" (,"))


def _score(scene: Scene, number: int, cue: str, stamp: Timestamp) -> float:
    title, first = scene.title, scene.body[0]
    block = scene.flow.blocks[min(number, len(scene.flow.blocks) - 1)]
    score = 3.0 if title < number else 1.0
    # The line stands near the title, or right below the text.
    anchor = title if title >= 0 else first
    buttons = sum(is_noise(between.text) for between in scene.flow.blocks[anchor + 1 : number])
    score -= 0.25 * min(abs(number - anchor) - buttons, 4 + abs(number - scene.body[1]))
    score += 1.0 * (DATE.search(cue) is not None) + 1.0 * (stamp.precision is Precision.MINUTE)
    score -= 2.5 * (block.element >= 0 and scene.off[block.element])
    score -= 2.0 * (block.link_share > 0.5) + 5.0 * is_foot(block.text)
    is_listed = block.kind in {Kind.TABLE_ROW, Kind.LIST_ITEM} and number > first
    score -= 3.0 * ((is_listed and not _LABELLED.match(block.text)) or is_among_dates(scene.flow, number))
    if 0 <= number < title and _menu_between(scene.flow, number, title):
        score -= 3.0  # the clock of a banner, whatever it shows
    if number > 0 and _LABEL.fullmatch(scene.flow.blocks[number - 1].text):
        score += 2.0
    elif number >= scene.body[1] and block.element >= 0 and scene.off[block.element]:
        score -= 5.0  # a counter or a clock in the foot
    if tells_where(block.text, stamp):
        # `Hà Nội, ngày …` in the text is when a letter was signed, in brackets when a speech was held.
        score -= 2.5 if number > first else 2.2 * (block.text[0] == "(")
    if (
        number - 1 != title
        and _is_in_list(scene.flow, number)
        and not _is_in_box_of(scene.flow, number, title)
    ):
        score -= 3.0  # the date of a teaser
    # Without a title a clock with its weekday stands anywhere.
    if (0 <= number < title or (title < 0 and stamp.weekday_agrees is not None)) and _may_be_clock(
        scene, stamp
    ):
        score -= 2.0
    if scene.machine is not None:
        score += 3.0 * (stamp.at.date() == scene.machine.date())
        score += 1.0 * (stamp.at.replace(second=0) == scene.machine.replace(second=0, microsecond=0))
    return score
