"""How well articles are read, as floors that only go up, and whether measures and modes are honest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import archiver.extract
from bench.extraction import jobs, readers
from bench.extraction.measures import Answer, average, score
from bench.extraction.readers import EVERYTHING, EVIDENCE, LEFT_OUT, Mode
from bench.pages.layouts import NEWEST, TEMPLATES
from bench.pages.manners import MANNERS
from bench.pages.names import EDITORS_NAMES, names_in

#: The seed of the usual pages.
SEED = 2

#: What was reached on these pages. A change that lowers one is a step back; raise them after steps ahead.
FLOORS: Mapping[str, Mapping[str, float]] = {
    EVERYTHING.name: {
        "perfect": 0.99,
        "title": 1.0,
        "minute": 0.995,
        "day": 0.996,
        "lead": 0.996,
        "byline": 0.99,
        "recall": 1.0,
        "precision": 0.999,
    },
    LEFT_OUT.name: {
        "perfect": 0.99,
        "title": 1.0,
        "minute": 0.995,
        "day": 0.996,
        "lead": 0.996,
        "byline": 0.99,
        "recall": 1.0,
        "precision": 0.999,
    },
}
#: Shares of what must not be in a text.
CEILINGS: Mapping[str, Mapping[str, float]] = {
    EVERYTHING.name: {"leak": 0.0, "captions_in_body": 0.0},
    LEFT_OUT.name: {"leak": 0.0, "captions_in_body": 0.0},
}


#: What was reached on the uneven pages, the same in both modes; `perfect` was 0.634 before any rule was made
#: with such pages in sight.
UNEVEN_FLOORS: Mapping[str, float] = {
    "perfect": 0.936,
    "title": 0.968,
    "minute": 0.955,
    "day": 0.960,
    "lead": 0.984,
    "byline": 0.992,
    "recall": 1.0,
    "precision": 1.0,
}
#: The share of lines of the portal that are in a text.
UNEVEN_LEAK = 0.0


@cache
def usual() -> tuple[jobs.Job, ...]:
    """Ten pages of each layout."""
    return jobs.made(SEED, 10 * len(TEMPLATES))


@cache
def uneven() -> tuple[jobs.Job, ...]:
    """Pages of layouts that are in no usual run, each text in one of the rarer manners."""
    return jobs.made(104, 6 * len(NEWEST), NEWEST, tuple(MANNERS))


def scored(mode: Mode, pages: tuple[jobs.Job, ...]) -> tuple[dict[str, float | None], ...]:
    answers = readers.read_by(mode, pages)
    return tuple(score(job.gold, answers[job.id]) for job in pages)


@cache
def rows(mode: Mode) -> tuple[dict[str, float | None], ...]:
    return scored(mode, usual())


@cache
def uneven_rows(mode: Mode) -> tuple[dict[str, float | None], ...]:
    return scored(mode, uneven())


@pytest.mark.parametrize("mode", [EVERYTHING, LEFT_OUT], ids=lambda mode: mode.name)
def test_every_figure_is_at_least_what_it_once_was(mode: Mode) -> None:
    reached = {name: average(rows(mode), name) or 0.0 for name in FLOORS[mode.name]}

    assert {} == {name: value for name, value in reached.items() if value < FLOORS[mode.name][name]}


@pytest.mark.parametrize("mode", [EVERYTHING, LEFT_OUT], ids=lambda mode: mode.name)
def test_uneven_pages_are_read_at_least_as_well_as_they_once_were(mode: Mode) -> None:
    reached = {name: average(uneven_rows(mode), name) or 0.0 for name in UNEVEN_FLOORS}

    assert {} == {name: value for name, value in reached.items() if value < UNEVEN_FLOORS[name]}
    assert (average(uneven_rows(mode), "leak") or 0.0) <= UNEVEN_LEAK


@pytest.mark.parametrize("mode", [EVERYTHING, LEFT_OUT], ids=lambda mode: mode.name)
def test_no_more_of_the_portal_gets_into_a_text_than_once_did(mode: Mode) -> None:
    reached = {name: average(rows(mode), name) or 0.0 for name in CEILINGS[mode.name]}

    assert {} == {name: value for name, value in reached.items() if value > CEILINGS[mode.name][name]}


def told(job: jobs.Job) -> Answer:
    """The answer of a reader that makes no mistake."""
    gold = job.gold
    return Answer(
        title=gold["title"],
        published=gold["published"],
        lead=gold["lead"],
        byline=gold["byline"],
        body=tuple(gold["body"]),
    )


def test_the_right_answer_is_perfect_on_every_page() -> None:
    assert [] == [job.id for job in (*usual(), *uneven()) if score(job.gold, told(job))["perfect"] != 1.0]


TEXT = next(
    job
    for job in jobs.made(SEED, len(TEMPLATES))
    if job.gold["lead"] and job.gold["byline"] and len(job.gold["body"]) > 4
)


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("title", {"title": TEXT.gold["title"] + " - Bộ Trang mẫu"}),
        ("day", {"published": "1999-12-31T09:32:00+07:00"}),
        ("lead", {"lead": TEXT.gold["lead"][:-1]}),
        ("lead", {"lead": ""}),
        ("byline", {"byline": ""}),
        ("byline", {"byline": f"Tác giả: {TEXT.gold['byline']}"}),
        ("recall", {"body": tuple(TEXT.gold["body"][1:])}),
        ("precision", {"body": (*TEXT.gold["body"], "Xem thêm trên trang này.")}),
        ("precision", {"body": (TEXT.gold["body"][0], *TEXT.gold["body"])}),
        ("recall", {"body": (" ".join(TEXT.gold["body"]),)}),
    ],
)
def test_one_mistake_costs_its_figure_and_the_perfect_record(
    figure: str, wrong: Mapping[str, object]
) -> None:
    figures = score(TEXT.gold, replace(told(TEXT), **wrong))  # type: ignore[arg-type]

    assert (figures[figure] or 0.0) < 1.0
    assert 0.0 == figures["perfect"]


def test_a_line_of_the_portal_in_the_text_is_a_leak() -> None:
    line = max(TEXT.gold["boilerplate"], key=len)
    figures = score(TEXT.gold, replace(told(TEXT), body=(*TEXT.gold["body"], line)))

    assert (figures["leak"] or 0.0) > 0.0


def test_by_evidence_alone_no_layout_is_known() -> None:
    some = usual()[: len(TEMPLATES)]
    layouts = {
        mode.name: {(answer.more or {}).get("layout", "") for answer in readers.read_by(mode, some).values()}
        for mode in (EVERYTHING, EVIDENCE, LEFT_OUT)
    }

    assert ({""}, {""}) == (layouts[EVIDENCE.name], layouts[LEFT_OUT.name])
    assert len(layouts[EVERYTHING.name]) > 8


def strings(source: str) -> Iterator[str]:
    """The strings of a module that are no documentation: none of those stands alone."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


@cache
def words_of_evidence() -> frozenset[str]:
    """Every word in a string of the evidence path: layouts and lists of links are not among its sources."""
    folder = Path(archiver.extract.__file__).parent
    others = {"layouts.py", "platforms", "listings", "selecting", "describing"}
    sources = [path for path in folder.rglob("*.py") if others.isdisjoint(path.relative_to(folder).parts)]
    assert len(sources) > 30
    found = (string for source in sources for string in strings(source.read_text("utf-8")))
    return frozenset(word.lower() for string in found for word in re.findall(r"[\w-]+", string))


@pytest.mark.parametrize("template", (*TEMPLATES, *NEWEST), ids=lambda template: template.name)
def test_no_rule_of_the_evidence_path_names_a_class_of_a_left_out_layout(template: object) -> None:
    names = {
        name
        for job in (*usual(), *uneven())
        if job.template is template
        for name in names_in(LEFT_OUT.seen(job).decode()) - EDITORS_NAMES
    }

    assert set() == {name for name in names if name.lower() in words_of_evidence()}


def test_what_is_left_out_of_a_page_is_names_and_nothing_else() -> None:
    text = re.compile(rb"""\s(?:class|id|data-role|type)=(?:"[^"]*"|'[^']*')""")

    assert [] == [job.id for job in usual() if text.sub(b"", job.html) != text.sub(b"", LEFT_OUT.seen(job))]
    assert any(job.html != LEFT_OUT.seen(job) for job in usual())
