"""A small made-up portal that lives day by day: its pages go through the real intake, by a clock that is set.

Quiet means: nothing is wrong with it. It rests on Sundays and at Tết, it brings notices without a byline in
bunches, an editor leaves a lead out, and now and then a page cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from html import escape
from pathlib import Path

from archiver.archive.health.alarms import AlarmKind, SiteHealth
from archiver.archive.health.facts import Expected
from archiver.archive.health.gather import gather
from archiver.archive.health.health import judge
from archiver.archive.intake import Intake
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import Visit
from archiver.archive.store import Store, read_only
from archiver.demo import language
from archiver.demo.dice import Dice
from archiver.extract.site import ArticleUrl, Layout, Listing, Rule, Site
from archiver.records import VIETNAM, Exchange

LISTING = "https://thu.example/tin.htm"
LAYOUT = Layout(
    name="2024",
    when="main.bai",
    title=".tieu-de",
    published=".ngay",
    lead=Rule(css=".sapo"),
    byline=Rule(css=".tac-gia"),
    body=".noi-dung",
)
SITE = Site(
    name="thu",
    ministry="Bộ Thử",
    ministry_en="Ministry of Tests",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"/tin-(?P<id>\d+)\.htm$"),),
    listings=(Listing(url=LISTING),),
    layouts=(LAYOUT,),
    delay=0.0,
    weekly_minimum=4,
)
EXPECTED = Expected(weekly_minimum=SITE.weekly_minimum)
FIRST = date(2025, 1, 6)
#: Tết of 2025 and 2026: nobody writes for a week.
HOLIDAYS = ((date(2025, 1, 27), date(2025, 2, 4)), (date(2026, 2, 15), date(2026, 2, 23)))


@dataclass(frozen=True)
class Answer:
    """What the portal answers."""

    text: str
    status: int = 200


#: What a page is instead, given its number (-1 for the list) and the page as it would have been.
Tamper = Callable[[int, str], Answer | str]


def is_working(day: date) -> bool:
    return day.weekday() != 6 and not any(first <= day <= last for first, last in HOLIDAYS)


@cache
def articles_of(day: date) -> tuple[int, ...]:
    """The numbers of the articles that appear on a day: none to six."""
    if not is_working(day):
        return ()
    return tuple(
        (day - FIRST).days * 10 + turn for turn in range(Dice("day", str(day)).pick((0, 1, 2, 3, 3, 6)))
    )


def when(number: int) -> datetime:
    day, turn = divmod(number, 10)
    return datetime.combine(FIRST + timedelta(days=day), time(8, 5 * turn), VIETNAM)


def page(number: int) -> str:
    """One article; on a day with six of them, most are notices without a byline."""
    dice, at = Dice("article", number), when(number)
    story = language.tell(7, number, at)
    signs = dice.roll(10) < (1 if len(articles_of(at.date())) == 6 else 7)
    lead = "" if dice.one_in(6) else f'<p class="sapo">{escape(language.lead(story))}</p>'
    author = f'<p class="tac-gia">{escape(language.pen_name(dice))}</p>' if signs else ""
    body = "".join(f"<p>{escape(one.text)}</p>" for one in language.body(story))
    title = escape(language.title(story))
    return (
        f'<html lang="vi"><head><title>{title}</title></head><body><main class="bai">'
        f'<h1 class="tieu-de">{title}</h1><div class="ngay">{at:%d/%m/%Y %H:%M}</div>{lead}'
        f'<div class="noi-dung">{"" if dice.one_in(60) else body}</div>{author}</main></body></html>'
    )


def listing(numbers: Sequence[int]) -> str:
    titles = {number: language.title(language.tell(7, number, when(number))) for number in numbers}
    links = "".join(
        f'<li><a href="/tin-{number}.htm">{escape(title)}</a></li>' for number, title in titles.items()
    )
    return f'<html><head><title>Tin tức</title></head><body><ul class="tin">{links}</ul></body></html>'


class QuietPortal:
    """An archive of the portal, crawled once on each day one says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def crawl(
        self, day: date, *, back: int = 14, tamper: Tamper | None = None, numbers: Sequence[int] | None = None
    ) -> None:
        """One crawl at nine in the evening; its list shows the articles of the last `back` days."""
        if numbers is None:
            days = (day - timedelta(days=ago) for ago in range(back))
            numbers = [number for one in days for number in reversed(articles_of(one))]
        now = at(day)

        def clock() -> datetime:
            return now

        pages = {LISTING: listing(numbers)} | {f"https://thu.example/tin-{n}.htm": "" for n in numbers}
        with Store.open(self.folder) as store:
            intake = Intake(store, SITE, now=clock)
            while visits := [one for one in store.lease(SITE.name, now, 500) if _is_wanted(one, pages)]:
                for visit in visits:
                    now += timedelta(seconds=1)
                    _fetch(intake, visit, now, pages, tamper)
                intake.commit()
            intake.close("finished")

    def health(self, day: date, expected: Expected = EXPECTED) -> SiteHealth:
        """The health an hour after that day's crawl."""
        now = at(day) + timedelta(hours=1)
        with read_only(self.folder) as connection:
            (facts,) = gather(connection, now)
        return judge(facts, expected, now)


def kinds(health: SiteHealth) -> list[AlarmKind]:
    """What a site gives alarm of."""
    return [alarm.kind for alarm in health.alarms]


def at(day: date) -> datetime:
    """The time of a day's crawl."""
    return datetime.combine(day, time(21), VIETNAM).astimezone(UTC)


def _is_wanted(visit: Visit, pages: Mapping[str, str]) -> bool:
    """Revisits of older articles are left out: they cost time and show nothing here."""
    return visit.url in pages


def _fetch(
    intake: Intake, visit: Visit, now: datetime, pages: Mapping[str, str], tamper: Tamper | None
) -> None:
    number = -1 if visit.url == LISTING else int(visit.url.removesuffix(".htm").rpartition("-")[2])
    text = pages[visit.url] or page(number)
    given = tamper(number, text) if tamper is not None else text
    answer = given if isinstance(given, Answer) else Answer(given)
    exchange = Exchange(
        url=visit.url,
        method="GET",
        request_headers=(),
        request_body=b"",
        status=answer.status,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=answer.text.encode(),
        fetched_at=now,
    )
    capture = intake.capture(exchange)
    intake.settle(settle(visit, capture, exchange, SITE))
