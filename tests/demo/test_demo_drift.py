"""Templates that drift: the same articles on other pages, each kind of drift alone and all at once."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from archiver.demo.drift import Drift
from archiver.demo.events import Redesign
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.errors import UsageError
from archiver.extract.extract import extract
from archiver.page.page import Page, text_of
from archiver.records import Article, Payload
from spiders.demo import SITE

SIZE = 40
#: What makes a reading (`archiver.archive.edits`); how a date is printed does not.
READ = ("title", "published_at", "lead", "paragraphs", "byline", "source_line", "images", "attachments")


def drifted(names: str, seed: int = 1, since: int = 0) -> Portal:
    return Portal(size=SIZE, redesigns=(Redesign(since=since, drift=Drift.named(names, seed)),))


def html_of(portal: Portal, number: int) -> str:
    return respond(portal, "GET", gold(portal, number).path).body.decode()


def read(portal: Portal, article: GoldArticle) -> Article:
    html = respond(portal, "GET", article.path).body
    return extract(Payload(url=article.url, body=html, content_type="text/html; charset=utf-8"), SITE)


def text(html: str) -> str:
    """What a reader sees of a page: its words, in any order."""
    return " ".join(sorted(text_of(Page(html, "").body).split()))


def test_renamed_classes_change_no_word_and_leave_no_layout() -> None:
    usual, other = Portal(size=SIZE), drifted("classes")
    for number in range(SIZE):
        assert text(html_of(usual, number)) == text(html_of(other, number))

    layouts = Counter(read(other, gold(other, number)).layout for number in range(SIZE))
    assert layouts == {"": SIZE}


def test_a_renamed_class_has_one_name_on_all_pages_and_another_for_another_seed() -> None:
    first, second = (set(re.findall(r'class="([^"]+)"', html_of(drifted("classes"), n))) for n in (37, 39))
    other = set(re.findall(r'class="([^"]+)"', html_of(drifted("classes", seed=2), 37)))

    assert gold(drifted("classes"), 37).layout == gold(drifted("classes"), 39).layout
    assert len(first & second) > 20
    assert len(first & other) <= 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_new_date_form_says_the_same_minute(seed: int) -> None:
    usual, other = Portal(size=SIZE), drifted("date", seed)
    for number in range(SIZE):
        before, after = gold(usual, number), gold(other, number)
        page = read(other, after)

        assert before.published_text != after.published_text
        assert (after.published_text, before.published_at) == (page.published_text, page.published_at)


def test_a_moved_byline_stands_below_the_title_once_and_nowhere_else() -> None:
    portal = drifted("byline")
    for article in (gold(portal, number) for number in range(SIZE)):
        page = Page(html_of(portal, article.number), article.url)
        names = [text_of(node) for node in page.each(".khung-ten .ten-nguoi")]

        assert names == ([article.byline] if article.byline else [])
        assert not page.each(".news-author")


@pytest.mark.parametrize("seed", [1, 3])
def test_evidence_reads_nine_of_ten_pages_right_when_all_has_drifted(seed: int) -> None:
    portal = drifted("all", seed)
    whole = 0
    for article in (gold(portal, number) for number in range(SIZE)):
        page = read(portal, article)
        whole += all(getattr(page, name) == getattr(article, name) for name in READ)

    assert whole >= 0.9 * SIZE


def test_only_the_layouts_named_drift_and_only_from_the_day_on() -> None:
    redesign = Redesign(since=3, drift=Drift(classes=True, layouts=("ims",)))
    before, after = (Portal(size=SIZE, days_later=day, redesigns=(redesign,)) for day in (2, 3))
    layouts = {number: gold(before, number).layout for number in range(SIZE)}

    assert {n: read(before, gold(before, n)).layout for n in range(SIZE)} == layouts
    assert {n: read(after, gold(after, n)).layout for n in range(SIZE)} == {
        n: "" if layout == "ims" else layout for n, layout in layouts.items()
    }


def test_a_drift_nobody_knows_is_named() -> None:
    with pytest.raises(UsageError, match="known: classes, byline, date, all"):
        Drift.named("classes,colour")
