"""How editors mark up a text: an axis of its own, whatever the layout around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archiver.demo.dice import Dice
from archiver.records import Image
from bench.pages.dates import BY_NAME, FORMS, DateForm
from bench.pages.files import LABELS
from bench.pages.texts import Shape, Text

#: Markup of the paragraphs.
MARKUPS = ("p", "div", "br", "word", "spans", "fonts", "boxes", "bare", "divs-spans", "single-br")
#: Markup of a lead that stands in the body; a heading only where the editor has headings.
LEAD_FORMS = ("strong", "b", "style", "h2", "h4")
_PLAIN_LEAD_FORMS = ("strong", "b", "style")
#: Markups of editors that leave everything in lines: no headings, no lists.
LINES_ONLY = frozenset({"br", "word", "fonts", "bare", "single-br", "one-p"})
#: Leads that the template prints in its own place.
IN_ITS_PLACE = frozenset({"field", "repeated", "copied"})
ORDERS = (
    ("title", "date", "lead"),
    ("title", "date", "lead"),
    ("date", "title", "lead"),
    ("title", "lead", "date"),
)
#: Byline and date in one line.
BESIDES = (
    "{byline} | {date}",
    "{byline} - {date}",
    "<b>{byline}</b> <span>{date}</span>",
    "{date} | {byline}",
)
_SIZES = (0, 0, 0, 12, 24, 60)
_DENSITIES = (1, 1, 1, 1, 2, 4)


@dataclass(frozen=True, kw_only=True)
class Habit:
    """Every choice of one page's editor.

    `lead` is where the lead stands: `field` (the template's own place), `bold` (first paragraph of the
    body, marked up as `lead_form` says), `repeated` (both), `plain` (an ordinary first paragraph, so the
    page shows no lead) or `none`. `byline`: `right`, `bold`, `last`, `pushed` (behind the last full stop),
    `label`, `field`, `above`, `dated` (beside the date, as `beside` says) or `none`. `source`: `last`,
    `right`, `field` or `none`. `caption` is how a picture's line is marked. `machine` is what the head tells
    programs. `order` is that of title, date and lead, where the template leaves it open. `teaser` is what
    offers another article inside the text: `box` (the template's), `line` or `none`. `density` multiplies
    the headlines around the article, `kilobytes` is the weight of a script. A `framed` text was pasted
    into a table of one cell. What follows `framed` is chosen by a manner (`manners.py`) alone: `bold` and
    `right` are texts, or their first words, that are printed so, `boxed` ones stand in a coloured box;
    `sized` files have their size behind them; `signature` is how a name is printed at the right (byline
    `signed`); a `pasted` text comes with the wrapper of another program; `drop_cap` is a large first letter;
    `linked` paragraphs begin with a link; `credit` names the photographer below the byline. A byline `begin`
    is the first line of the text.
    """

    markup: str
    lead: str
    lead_form: str
    byline: str
    beside: str
    source: str
    caption: str
    machine: str
    date: DateForm
    order: tuple[str, ...]
    midnight: bool
    prefix: bool
    split: bool
    wrap: bool
    blank: bool
    indent: bool
    decomposed: bool
    invisible: bool
    hidden: bool
    teaser: str
    files_label: str
    files_as_list: bool
    density: int
    kilobytes: int
    framed: bool
    manner: str = "none"
    bold: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    boxed: tuple[str, ...] = ()
    sized: bool = False
    signature: str = "{}"
    pasted: bool = False
    drop_cap: bool = False
    linked: bool = False
    credit: str = ""


def habit(dice: Dice, text: Text, natural: tuple[str, ...]) -> Habit:
    """A random habit; half of the date lines are among the template's `natural` ones."""
    date = BY_NAME[dice.pick(natural)] if dice.one_in(2) else dice.pick(FORMS)
    lead = dice.pick(("field", "field", "field", "bold", "bold", "plain", "repeated", "none"))
    byline = dice.pick(
        ("right", "right", "right", "bold", "last", "pushed", "label", "field", "above", "dated")
    )
    return Habit(
        markup=dice.pick(MARKUPS),
        lead=lead if text.lead else "none",
        lead_form=dice.pick(LEAD_FORMS),
        byline=byline if text.byline else "none",
        beside=dice.pick(BESIDES),
        source=dice.pick(("last", "right")) if text.source_line else "none",
        caption=dice.pick(("italic", "small", "figure", "table", "class")),
        machine=dice.pick(("nothing", "title", "times", "json", "record", "author")),
        date=date,
        order=dice.pick(ORDERS),
        midnight=date.has_hour and dice.one_in(16),
        prefix=dice.one_in(6),
        split=dice.one_in(3),
        wrap=dice.one_in(4),
        blank=dice.one_in(4),
        indent=dice.one_in(5),
        decomposed=dice.one_in(20),
        invisible=dice.one_in(20),
        hidden=dice.one_in(12),
        teaser=dice.pick(("none", "none", "none", "box", "box", "line")),
        files_label=dice.pick(LABELS),
        files_as_list=dice.one_in(2),
        density=dice.pick(_DENSITIES),
        kilobytes=dice.pick(_SIZES),
        framed=dice.one_in(12),
    )


def fitted(
    habit: Habit,
    text: Text,
    *,
    has_lead: bool,
    has_author: bool,
    has_source: bool,
    markups: tuple[str, ...],
) -> Habit:
    """The habit that a template and a text allow: what has no place goes where editors put it instead."""
    if habit.markup not in markups:
        habit = replace(habit, markup=markups[0])
    habit = replace(habit, lead=_lead_place(habit, text, has_lead=has_lead))
    if habit.markup in LINES_ONLY and habit.lead_form not in _PLAIN_LEAD_FORMS:
        habit = replace(habit, lead_form="strong")
    if habit.markup in LINES_ONLY and text.shape is Shape.FILES:
        habit = replace(habit, files_as_list=False)
    if habit.byline == "field" and not has_author:
        habit = replace(habit, byline="label")
    if habit.source == "right" and has_source:
        habit = replace(habit, source="field")
    short = len(text.byline) < 5 or text.byline.endswith(".")
    if short and habit.byline in {"last", "pushed", "above", "dated"}:
        # Initials alone are a byline only where they are set apart.
        habit = replace(habit, byline="right")
    if habit.byline == "dated" and habit.date.name in {"column", "english", "eportal", "created"}:
        habit = replace(habit, byline="above")
    if habit.date.name in {"dash-half", "nukeviet-save"} and " - " in habit.beside:
        habit = replace(habit, beside=BESIDES[0])
    return habit


def _lead_place(habit: Habit, text: Text, *, has_lead: bool) -> str:
    lead = habit.lead
    if lead == "none":
        return lead
    if text.shape is not Shape.TEXT:
        # A bold line above a gallery or a table: whether it is a lead, nobody could say.
        return "field" if has_lead else "none"
    if lead in {"field", "repeated"} and not has_lead:
        return "bold"
    if lead == "plain" and isinstance(text.pieces[0], Image):
        # A picture right below the first paragraph sets it apart.
        return "bold"
    return lead
