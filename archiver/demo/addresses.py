"""Where the articles of the demonstration portal live: each layout's form of URL, there and back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from html import escape

from archiver.demo import language, words
from archiver.demo.dice import Dice
from archiver.demo.events import Change, Edit, Move
from archiver.demo.language import Story
from archiver.demo.ministry import Portal
from archiver.records import VIETNAM

#: IMS gives every site of its own three digits, which stand before the number in the URL.
SITE_PREFIX = "999"
#: Articles older than IMS keep the number of the system they come from: six digits or more.
FIRST_OLD_NUMBER = 120_000
_OLD_NUMBER_STEP = 3

#: The layouts, oldest first; each rules an era of so many articles, the last one for ever.
LAYOUTS = ("sharepoint", "liferay", "nukeviet", "ims")
ERA = 75
#: Of ten articles in a row three have the other layouts, one each.
_RUN = 10

_STAMP = re.compile(r"\d{15}")
#: What an article's title and address get when it is corrected, or moved.
_CORRECTED, _MOVED = " (đính chính)", "-ban-moi"


@dataclass(frozen=True)
class Headline:
    """What other pages say about an article: its address, title and time."""

    number: int
    layout: str
    record_id: str
    recorded_at: datetime | None
    path: str
    title: str
    published: datetime
    is_day_only: bool
    category: str

    @cached_property
    def shown(self) -> dict[str, str]:
        """What lists of headlines print, as HTML.

        `machine` is month first on a 12-hour clock, as the attributes of IMS lists are.
        """
        when = self.published
        return {
            "path": self.path,
            "title": escape(self.title),
            "day": f"{when:%d/%m/%Y}",
            "minute": f"{when:%d/%m/%Y %H:%M}",
            "machine": f"{when.month}/{when.day}/{when:%Y %I:%M:%S %p}",
            "category": escape(self.category),
        }


@lru_cache(maxsize=4096)
def headline(portal: Portal, number: int) -> Headline:
    """The headline of one article."""
    return headline_of(portal, number, language.tell(portal.seed, number, portal.published(number)))


def headline_of(portal: Portal, number: int, story: Story) -> Headline:
    """The headline of one article whose story is known."""
    published = portal.published(number)
    layout = layout_of(portal, number)
    record_id, recorded_at = _record(portal, number, layout)
    title = language.title(story)
    is_day_only = Dice(portal.seed, number, "precision").one_in(12)
    events = portal.happening(number)
    edits = {event.what for event in events if isinstance(event, Edit)}
    moved = any(isinstance(event, Move) for event in events)
    if Change.DATE in edits:
        published += timedelta(days=1)
    return Headline(
        number=number,
        layout=layout,
        record_id=record_id,
        recorded_at=recorded_at,
        path=_path(layout, record_id, slug(title) + (_MOVED if moved else ""), story.topic.category),
        title=title + (_CORRECTED if Change.TITLE in edits else ""),
        published=published.replace(hour=0, minute=0) if is_day_only else published,
        is_day_only=is_day_only,
        category=words.CATEGORIES[story.topic.category],
    )


def layout_of(portal: Portal, number: int) -> str:
    """The layout of one article: that of its era, and at three places in ten another."""
    ruling = LAYOUTS[min(number // ERA, len(LAYOUTS) - 1)]
    others = [layout for layout in LAYOUTS if layout != ruling]
    run, place = divmod(number, _RUN)
    turn = (place - Dice(portal.seed, run, "run").roll(_RUN)) % _RUN
    return others[turn // 3] if turn in (0, 3, 6) else ruling


def _record(portal: Portal, number: int, layout: str) -> tuple[str, datetime | None]:
    """The record number, and the second in which the record was made where number or metadata tell it."""
    dice = Dice(portal.seed, number, "record")
    is_older_than_ims = dice.one_in(2 if number < ERA * (len(LAYOUTS) - 1) else 6)
    second = portal.published(number) + timedelta(seconds=dice.between(1, 59))
    if layout == "ims" and not is_older_than_ims:
        return f"{second:%y%m%d%H%M%S}{dice.roll(1000):03}", second
    old_number = str(FIRST_OLD_NUMBER + _OLD_NUMBER_STEP * number + dice.roll(_OLD_NUMBER_STEP))
    return old_number, second if layout in {"ims", "nukeviet"} else None


def _path(layout: str, record_id: str, name: str, category: str) -> str:
    match layout:
        case "ims":
            return f"/{name}-{SITE_PREFIX}{record_id}.htm"
        case "sharepoint":
            return f"/vn/tin-tuc/{record_id}/{name}.aspx"
        case "liferay":
            return f"/web/guest/-/view_content/{record_id}-{name}.html"
        case "nukeviet":
            return f"/vi/news/{category}/{name}-{record_id}.html"
    raise ValueError(f"{layout!r} is none of {', '.join(LAYOUTS)}")


#: The forms under which an article is known: its own, print views, and forms without a slug.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^/(?:print/)?(?:[^/]*-)?{SITE_PREFIX}(?P<id>\d{{15}}|\d{{6,9}})\.htm$",
        r"^/vn/tin-tuc/(?P<id>\d{6,9})(?:/[^/]*)?\.aspx$",
        r"^/web/guest/-/(?:view|print)_content/(?P<id>\d{6,9})(?:-[^/]*)?\.html$",
        r"^/vi/news/(?:print/)?[^/]+/(?:[^/]*-)?(?P<id>\d{6,9})\.html$",
    )
)


def number_at(portal: Portal, path: str) -> int | None:
    """Which article a path means, whatever its slug; `None` when it means none that exists."""
    for form in _FORMS:
        if match := form.match(path):
            return _number_of(portal, match["id"], path)
    return None


def _number_of(portal: Portal, record_id: str, path: str) -> int | None:
    if _STAMP.fullmatch(record_id):
        try:
            second = datetime.strptime(record_id[:12], "%y%m%d%H%M%S").replace(tzinfo=VIETNAM)
        except ValueError:
            return None
        candidates = portal.numbers_of(second.date())
    else:
        number = (int(record_id) - FIRST_OLD_NUMBER) // _OLD_NUMBER_STEP
        candidates = range(number, number + 1) if 0 <= number < portal.size else range(0)
    return next((n for n in candidates if _is_of(portal, n, record_id, path)), None)


def _is_of(portal: Portal, number: int, record_id: str, path: str) -> bool:
    layout = layout_of(portal, number)
    return _record(portal, number, layout)[0] == record_id and bool(_FORMS_OF[layout].match(path))


_FORMS_OF = dict(zip(("ims", "sharepoint", "liferay", "nukeviet"), _FORMS, strict=True))

_PLAIN = {
    code: "".join(c for c in unicodedata.normalize("NFD", chr(code).lower()) if not unicodedata.combining(c))
    for code in [*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]
} | {ord("đ"): "d", ord("Đ"): "d"}


def slug(title: str) -> str:
    """A title as it stands in an address: plain small letters and hyphens, at most about 90 of them.

    >>> slug("Hỏi & Đáp: “Đường thư” số 45/2026")
    'hoi-dap-duong-thu-so-45-2026'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", title.translate(_PLAIN).lower()).strip("-")
    return plain if len(plain) <= 90 else plain[:90].rsplit("-", 1)[0]
