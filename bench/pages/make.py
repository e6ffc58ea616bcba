"""Pages one after the other: the same text in whatever template it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from archiver.demo.addresses import slug
from archiver.demo.dice import Dice
from bench.pages.body import Offers, Writer
from bench.pages.chrome import Chrome
from bench.pages.gold import gold_of
from bench.pages.habits import Habit, fitted, habit
from bench.pages.layouts import TEMPLATES
from bench.pages.manners import mannered
from bench.pages.sheet import Sheet
from bench.pages.template import Template
from bench.pages.texts import Text, text

HOST = "http://botrangmau.example"
#: How portals name themselves before a lead.
PREFIXES = ("(Botrangmau.vn) - ", "(BTrM) - ", "BTrM – ")


@dataclass(frozen=True)
class MadePage:
    """One page: `html` is its bytes, `gold` the answer as `bench.extraction.measures` reads it."""

    id: str
    url: str
    layout: str
    html: bytes
    gold: dict[str, Any] = field(repr=False)


def pages(
    seed: int,
    count: int,
    templates: Sequence[Template] = TEMPLATES,
    manners: Sequence[str] = ("none",),
) -> Iterator[MadePage]:
    """So many pages, the templates in turn, each in one of the manners."""
    for number in range(count):
        manner = Dice(seed, number, "bench manner").pick(manners)
        yield page(seed, number, templates[number % len(templates)], manner=manner)


def page(seed: int, number: int, template: Template, *, density: int = 0, manner: str = "none") -> MadePage:
    """Article `number` in one template; `density` replaces that of the habit.

    A text that a manner does not suit is printed without it, and its answer says so.
    """
    told = text(seed, number)
    dice = Dice(seed, number, "bench habit")
    chosen = fitted(
        habit(dice, told, template.dates),
        told,
        has_lead=template.has_lead,
        has_author=template.has_author,
        has_source=template.has_source,
        markups=template.markups,
    )
    told, chosen = mannered(manner, told, chosen, Dice(seed, number, manner))
    prefix = dice.pick(PREFIXES) if chosen.prefix and chosen.lead in {"field", "bold"} else ""
    today = told.published_at + timedelta(days=dice.between(2, 900), minutes=dice.roll(900))
    chrome = Chrome(
        seed,
        number,
        told.published_at,
        today,
        Dice(seed, number, "chrome"),
        density or chosen.density,
    )
    sheet = _sheet(told, chosen, chrome, template, prefix)
    html = template.write(sheet)
    name = f"{number:04}-{template.name}"
    known = {"id": name, "url": sheet.url, "layout": template.name, "fetched": today.isoformat()}
    known |= gold_of(told, chosen, chrome.lines, prefix, HOST)
    return MadePage(name, sheet.url, template.name, html.encode(), known)


def _sheet(told: Text, chosen: Habit, chrome: Chrome, template: Template, prefix: str) -> Sheet:
    offers = Offers(lambda: template.offer(chrome), chrome.offer, chrome.hidden)
    address = HOST + template.url.format(
        slug=slug(told.title),
        id=120_000 + told.story.key[1],
        stamp=f"{told.published_at:%y%m%d%H%M%S}",
    )
    return Sheet(address, told, chosen, chrome, Writer(told, chosen, chrome.dice, offers, prefix))
