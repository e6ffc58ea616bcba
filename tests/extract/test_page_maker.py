"""The page maker: what an answer says is printed on its page, and pages differ in every way that pages do."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from archiver.records import Kind
from bench.extraction.measures import words
from bench.pages.dates import FORMS
from bench.pages.habits import MARKUPS
from bench.pages.layouts import NEWEST, TEMPLATES
from bench.pages.make import MadePage, page, pages
from bench.pages.manners import MANNERS
from bench.pages.names import names_of
from bench.pages.texts import Shape, text

PAGES = tuple(pages(7, 5 * len(TEMPLATES)))
#: The layouts that are in no usual run, each text in one of the manners, or in none that suits it.
NEW_PAGES = tuple(pages(7, 6 * len(NEWEST), NEWEST, tuple(MANNERS)))
DAY = re.compile(r"\d{2}/\d{2}/\d{4}")


def seen_words(made: MadePage) -> str:
    """What a reader sees of a page, as words with single spaces; letters joined as browsers join them."""
    soup = BeautifulSoup(made.html, "html.parser")
    for unseen in soup.find_all(["script", "style", "title", "head"]):
        unseen.decompose()
    for hidden in soup.find_all(style=re.compile("display: none")):
        hidden.decompose()
    for block in soup.find_all(["p", "div", "td", "tr", "li", "br", "h1", "h2", "h3", "h4", "dd", "dt"]):
        block.insert_before(" ")
        block.insert_after(" ")
    return f" {' '.join(words(soup.get_text()))} "


@pytest.mark.parametrize("made", (*PAGES, *NEW_PAGES), ids=lambda made: made.id)
def test_every_part_of_an_answer_is_printed_on_its_page_in_reading_order(made: MadePage) -> None:
    seen, gold = seen_words(made), made.gold
    lines = [gold["title"], gold["lead"], gold["byline"], gold["source_line"], *gold["captions"]]
    lines += [each["title"] for each in gold["attachments"]]
    missing = [line for line in [*lines, *gold["body"]] if f" {' '.join(words(line))} " not in seen and line]
    # The lead may offer the same words as a teaser elsewhere; paragraphs are the article's alone.
    places = [seen.find(f" {' '.join(words(line))} ") for line in gold["body"] if len(words(line)) > 12]

    assert ([], sorted(places)) == (missing, places)
    assert all(
        each["url"].removeprefix("http://botrangmau.example").encode() in made.html for each in gold["images"]
    )


@pytest.mark.parametrize("made", (*PAGES, *NEW_PAGES), ids=lambda made: made.id)
def test_the_portal_around_an_article_says_nothing_that_the_answer_has(made: MadePage) -> None:
    said = {words(line) for line in [*made.gold["body"], made.gold["title"], made.gold["lead"]]}

    assert [] == [line for line in made.gold["boilerplate"] if words(line) in said]


def test_pages_are_as_dense_as_those_of_portals() -> None:
    whole = [made for made in (*PAGES, *NEW_PAGES) if made.layout != "print"]

    assert [] == [made.id for made in whole if made.html.count(b"<a ") < 60]
    assert [] == [made.id for made in whole if len(made.gold["boilerplate"]) < 60]
    assert sum(len(DAY.findall(made.html.decode())) >= 10 for made in whole) >= 0.75 * len(whole)


def test_the_same_seed_makes_the_same_pages_and_another_seed_others() -> None:
    again, other = tuple(pages(7, len(TEMPLATES))), tuple(pages(8, len(TEMPLATES)))

    assert [made.html for made in PAGES[: len(TEMPLATES)]] == [made.html for made in again]
    assert set() == {made.html for made in other} & {made.html for made in again}


def test_a_text_does_not_depend_on_its_layout() -> None:
    told = text(7, 3)
    printed = [page(7, 3, template).gold for template in TEMPLATES]

    assert {told.title} == {gold["title"] for gold in printed}
    assert {f"{told.published_at:%Y-%m-%d}"} == {gold["published"][:10] for gold in printed}


def test_layouts_share_hardly_any_name() -> None:
    """Two families of templates are two only if a rule for one does not read the other."""
    names = {template.name: names_of(template) for template in (*TEMPLATES, *NEWEST)}
    shared = {
        (one, other): len(names[one] & names[other]) / max(1, min(len(names[one]), len(names[other])))
        for one in names
        for other in names
        if one < other
    }

    assert len(TEMPLATES) >= 20
    assert {} == {pair: share for pair, share in shared.items() if share > 0.5}


def test_every_shape_kind_and_habit_is_met_in_the_usual_run() -> None:
    met: Counter[tuple[str, object]] = Counter()
    for made in pages(1, 480):
        met.update((name, value) for name, value in made.gold["habit"].items() if name != "kilobytes")
        met["shape", made.gold["shape"]] += 1
        met.update(("kind", each["kind"]) for each in made.gold["paragraphs"])
    values = {
        "shape": {shape.value for shape in Shape},
        "kind": {kind.value for kind in Kind},
        "markup": set(MARKUPS),
        "date": {form.name for form in FORMS},
        "lead": {"field", "bold", "repeated", "plain", "none"},
        "byline": {"right", "bold", "last", "pushed", "label", "field", "above", "dated", "none"},
        "teaser": {"none", "box", "line"},
    }

    assert values == {name: {value for what, value in met if what == name} for name in values}


def test_some_layouts_are_left_out_of_development() -> None:
    assert 3 <= sum(template.held_out for template in TEMPLATES) <= len(TEMPLATES) / 2


def test_every_manner_is_met_among_the_newest_pages() -> None:
    assert {*MANNERS, "none"} == {made.gold["habit"]["manner"] for made in NEW_PAGES}


def test_a_manner_changes_nothing_of_the_page_but_its_text() -> None:
    told, without, letter = (
        text(7, 3),
        page(7, 3, NEWEST[0]).gold,
        page(7, 3, NEWEST[0], manner="letter").gold,
    )

    assert told.shape is Shape.TEXT
    assert letter["body"][: len(without["body"])] == without["body"]
    assert ("", "letter") == (letter["byline"], letter["habit"]["manner"])
    assert without["published"] == letter["published"]
