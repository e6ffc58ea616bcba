"""The made-up ministry portal: the same for a seed, whole, and in agreement with its gold records."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archiver.demo
from archiver.demo.addresses import ERA, LAYOUTS, headline, layout_of, number_at
from archiver.demo.gold import WEEKDAYS, GoldArticle, Portal, gold
from archiver.demo.ministry import grown
from archiver.demo.portal import respond
from archiver.errors import UsageError
from archiver.page.page import Page, text_of
from archiver.records import VIETNAM, Kind, Precision
from archiver.vietnamese.text import clean

PORTAL = Portal(size=300)
SELECTORS = {
    "ims": {
        "title": "h1[data-role=title]",
        "published_text": "[data-role=publishdate]",
        "lead": "h2[data-role=sapo]",
        "category": "[data-role=cate-name]",
        "body": "div.detail-content.afcbc-body",
    },
    "sharepoint": {
        "title": "#divArticleDescription3 > h1",
        "published_text": "[id$=_ctl00_pnHide] span",
        "lead": "#divArticleDescription1",
        "source_line": "[id$=_ctl00_pnNguontin] p font",
        "category": "a.CateTitle",
        "body": "#divArticleDescription2",
    },
    "liferay": {
        "title": "h3.text-change-size",
        "published_text": "p.time-post",
        "lead": ".sapo strong",
        "category": "ul.breadcrumb li.active",
        "body": ".journal-content-article",
    },
    "nukeviet": {
        "title": "h1.title[itemprop=headline]",
        "published_text": "div.news_column[itemtype$=NewsArticle] span.h5",
        "lead": "div.hometext",
        "byline": ".news-author span",
        "source_line": ".news-source",
        "category": ".breadcrumbs a.current",
        "body": "#news-bodyhtml",
    },
}


def page_of(article: GoldArticle, portal: Portal = PORTAL) -> Page:
    return Page(respond(portal, "GET", article.path).body.decode(), article.url)


def all_gold(portal: Portal = PORTAL) -> list[GoldArticle]:
    return [gold(portal, number) for number in range(portal.size)]


def digest(portal: Portal) -> str:
    paths = ["/", "/tin-tuc.htm", "/rss/tin-tuc.rss", "/sitemap.xml"]
    paths += [headline(portal, number).path for number in range(portal.size)]
    whole = hashlib.sha256()
    for path in paths:
        whole.update(respond(portal, "GET", path).body)
    return whole.hexdigest()


# --- the same for a seed


def test_another_process_gives_the_same_bytes() -> None:
    script = "from test_demo_portal import digest, Portal; print(digest(Portal(seed=5, size=40)))"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "99", "PYTHONPATH": str(Path(__file__).parent)},
    )

    assert run.stdout.strip() == digest(Portal(seed=5, size=40))


@settings(max_examples=25)
@given(st.integers(), st.integers(0, 4999))
def test_every_seed_gives_whole_articles_and_another_seed_others(seed: int, number: int) -> None:
    portal = Portal(seed=seed, size=5000)
    article = gold(portal, number)

    assert article == gold(Portal(seed=seed, size=5000), number)
    assert article.title != gold(Portal(seed=seed + 1, size=5000), number).title
    assert number_at(portal, article.path) == number
    assert respond(portal, "GET", article.path).status == 200


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(1, 200), st.integers(1, 12))
def test_a_portal_that_grows_keeps_its_articles(size: int, more: int, daily: int) -> None:
    portal = Portal(size=size, daily=daily)
    larger = grown(portal, more)

    assert larger.size == size + more
    assert [gold(larger, n) for n in (0, size // 2, size - 1)] == [
        gold(portal, n) for n in (0, size // 2, size - 1)
    ]


def test_the_next_day_only_clocks_and_counters_are_others() -> None:
    tomorrow = replace(PORTAL, days_later=1)
    for number in range(0, PORTAL.size, 17):
        article = gold(PORTAL, number)

        assert gold(tomorrow, number) == article
        assert respond(tomorrow, "GET", article.path).body != respond(PORTAL, "GET", article.path).body


def test_a_portal_that_cannot_be_says_so() -> None:
    with pytest.raises(UsageError, match="before 1970"):
        Portal(size=1_000_000, daily=4)
    with pytest.raises(UsageError, match="size is 0 or more"):
        Portal(size=-1)


# --- what the articles are


def test_every_layout_occurs_in_any_hundred_articles() -> None:
    for first in range(0, 6 * ERA, 13):
        assert {layout_of(PORTAL, number) for number in range(first, first + 100)} == set(LAYOUTS)


def test_old_articles_mostly_have_old_layouts() -> None:
    for era, layout in enumerate(LAYOUTS):
        counted = Counter(layout_of(PORTAL, number) for number in range(era * ERA, (era + 1) * ERA))

        assert counted.most_common(1)[0][0] == layout


def test_record_numbers_and_addresses_are_unique() -> None:
    articles = all_gold(Portal(size=2000))

    assert len({article.record_id for article in articles}) == 2000
    assert len({article.url for article in articles}) == 2000


def test_times_rise_with_the_numbers_and_titles_hardly_ever_repeat() -> None:
    articles = all_gold()
    exact = [a.published_at for a in articles if a.published_precision is Precision.MINUTE]

    assert exact == sorted(set(exact))
    assert len({article.title for article in articles}) > 0.98 * len(articles)


def test_the_printed_date_line_is_the_published_time_with_its_weekday() -> None:
    for article in all_gold():
        day = re.search(r"(\d\d)/(\d\d)/(\d{4}),? (\d\d):(\d\d)", article.published_text)
        assert day is not None
        read = datetime(*(int(day[n]) for n in (3, 2, 1, 4, 5)), tzinfo=VIETNAM)  # type: ignore[misc, arg-type]

        assert read == article.published_at
        assert article.published_text.lower().startswith(WEEKDAYS[read.weekday()].lower())
        assert (article.published_precision is Precision.DAY) == (f"{read:%H:%M}" == "00:00")


def test_numbers_made_by_ims_tell_the_second() -> None:
    stamped = [article for article in all_gold() if len(article.record_id) == 15]

    assert stamped
    for article in stamped:
        assert article.recorded_at is not None
        assert article.record_id.startswith(f"{article.recorded_at:%y%m%d%H%M%S}")
        assert article.recorded_at.date() == article.published_at.date()


def test_all_text_is_clean() -> None:
    for article in all_gold():
        texts = [
            article.title,
            article.lead,
            article.byline,
            article.source_line,
            article.category,
            *article.tags,
        ]
        texts += [p.text for p in article.paragraphs] + [i.caption for i in article.images]
        texts += [a.title for a in article.attachments]

        assert [clean(text) for text in texts] == texts


def test_articles_vary_as_a_ministrys_do() -> None:
    articles = all_gold()
    kinds = {paragraph.kind for article in articles for paragraph in article.paragraphs}

    assert kinds == set(Kind)
    marks: tuple[Callable[[GoldArticle], object], ...] = (
        lambda a: a.byline,
        lambda a: " - " in a.byline,
        lambda a: a.source_line,
        lambda a: a.lead_prefix,
        lambda a: not a.lead,
        lambda a: len(a.images) > 1,
        lambda a: a.images and not a.images[0].caption,
        lambda a: a.images and a.images[0].credit,
        lambda a: a.attachments,
        lambda a: a.published_precision is Precision.DAY,
        lambda a: len(a.paragraphs) == 1,
        lambda a: len(a.paragraphs) > 12,
        lambda a: "&" in a.title,
    )
    for has in marks:
        assert 1 <= sum(bool(has(article)) for article in articles) < len(articles)


# --- the pages show what gold says


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_field_stands_where_the_selectors_of_its_layout_say(layout: str) -> None:
    for article in (a for a in all_gold() if a.layout == layout):
        page = page_of(article)
        for name, css in SELECTORS[layout].items():
            if name == "body":
                continue
            printed = {"lead": article.lead and clean(article.lead_prefix + article.lead)}
            expected = printed.get(name, getattr(article, name))
            if name == "source_line" and article.lead_prefix:
                expected = ""

            assert [text_of(node) for node in page.each(css)] == ([expected] if expected else [])


def test_the_body_holds_every_paragraph_in_order() -> None:
    for article in all_gold():
        page = page_of(article)
        body = clean(page.one(SELECTORS[article.layout]["body"]).text(separator="\n", strip=False))
        joined = re.sub(r"\s", "", body)
        place = 0
        for paragraph in article.paragraphs:
            wanted = re.sub(r"\s", "", paragraph.text.replace(" | ", ""))
            found = joined.find(wanted, place)

            assert found >= 0, (article.url, paragraph)
            place = found + len(wanted)


def test_the_byline_is_the_last_line_where_the_layout_has_no_place_for_it() -> None:
    signed = [a for a in all_gold() if a.byline and a.layout != "nukeviet"]
    for article in signed:
        body = page_of(article).one(SELECTORS[article.layout]["body"])

        assert text_of(body.css("p, div")[-1]) == article.byline


def test_pictures_and_files_are_linked_in_the_body() -> None:
    for article in all_gold():
        body = page_of(article).one(SELECTORS[article.layout]["body"])

        assert [img.attributes["src"] for img in body.css("img")] == [image.url for image in article.images]
        assert [(a.attributes["href"], text_of(a)) for a in body.css("a[href*='/tap-tin/']")] == [
            (file.url, file.title) for file in article.attachments
        ]


def test_pages_are_as_large_and_as_full_of_other_headlines_as_real_ones() -> None:
    for article in all_gold()[20:]:
        html = respond(PORTAL, "GET", article.path).body

        assert 25_000 < len(html) < 60_000
        assert len(re.findall(rb'href="/[^"]*\d{6,}[^"]*\.(?:html?|aspx)"', html)) >= 20


def test_the_demonstration_knows_nothing_of_the_archive() -> None:
    known: set[str] = set()
    for file in Path(archiver.demo.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                known.add(node.module or "")
            elif isinstance(node, ast.Import):
                known |= {alias.name for alias in node.names}
    ours = {name for name in known if name.startswith("archiver") and not name.startswith("archiver.demo")}

    assert ours == {"archiver.errors", "archiver.records"}
    assert {name.split(".")[0] for name in known} - {"archiver"} <= sys.stdlib_module_names
