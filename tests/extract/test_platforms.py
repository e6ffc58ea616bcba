"""The platforms: each recognised by its own marks, each shown by pages, none tied to one portal's numbers."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from saved_pages import PAGES, PLATFORM_FOLDER, PLATFORM_PAGES, SavedPage
from traps import TRAPS

from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.platforms import PLATFORMS
from archiver.extract.platforms.nukeviet import NUKEVIET
from archiver.extract.site import Layout, Rule
from archiver.page.page import Page

#: Folders of pages that no layout reads: Oracle WebCenter names nothing twice alike.
BY_EVIDENCE = {"none", "oracle-webcenter"}
#: Of the pages here evidence alone reads 0.75 without one wrong field; the share only goes up.
EVIDENCE_ALONE = 0.72
FIELDS = ("title", "published_at", "lead", "byline", "source_line", "paragraphs")
NAMES = [layout.name for layout in PLATFORMS]


def test_platforms_have_names_of_their_own() -> None:
    assert sorted(set(NAMES)) == sorted(NAMES)


@pytest.mark.parametrize("layout", PLATFORMS, ids=lambda layout: layout.name)
def test_every_platform_is_shown_by_two_articles_at_least(layout: Layout) -> None:
    shown = [str(page) for page in PAGES if page.expected.get("layout") == layout.name]

    assert len(shown) >= 2


def test_pages_lie_in_the_folder_of_the_platform_that_reads_them() -> None:
    folders = {page.folder.removeprefix(f"{PLATFORM_FOLDER}/") for page in PLATFORM_PAGES}
    strays = [
        str(page)
        for page in PLATFORM_PAGES
        if page.expected
        and page.expected.get("layout", "") != page.file.parent.name
        and page.file.parent.name not in BY_EVIDENCE
    ]

    assert folders == {*NAMES, *BY_EVIDENCE}
    assert strays == []


@pytest.mark.parametrize(
    "page",
    [page for page in PLATFORM_PAGES if page.file.parent.name in BY_EVIDENCE and page.expected],
    ids=str,
)
def test_a_page_of_no_platform_is_read_by_evidence(page: SavedPage) -> None:
    article = extract(page.payload, page.site)

    assert article.layout == ""
    assert not any(how.by.startswith("platform") for how in article.found.values())


@pytest.mark.parametrize("layout", PLATFORMS, ids=lambda layout: layout.name)
def test_a_layout_names_no_number_that_changes_when_a_page_is_laid_out_anew(layout: Layout) -> None:
    fields = (layout.title, layout.published, layout.lead, layout.byline, layout.source_line, layout.category)
    selectors = [field.css if isinstance(field, Rule) else field for field in fields if field is not None]
    text = " ".join(str(selector) for selector in (layout.when, layout.body, *layout.drop, *selectors))

    assert re.findall(r"ctl\d+_ctl\d+_g_|_INSTANCE_\w+|[0-9a-f]{8}_[0-9a-f]{4}|dnn_ctr\d", text) == []


def test_every_kind_of_fault_that_a_page_can_show_is_shown_by_one() -> None:
    shown = Counter(number for page in PAGES for number in page.known.get("traps", ()))

    assert sorted(shown) == sorted(TRAPS)


def read_the_same(page: SavedPage) -> bool:
    try:
        read = extract(page.payload, page.site).as_dict()
    except ExtractionError:
        return False
    return all(read[name] == page.expected[name] for name in FIELDS if name in page.expected)


def test_most_pages_are_read_as_well_without_their_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archiver.extract.extract.PLATFORMS", ())
    articles = [page for page in PLATFORM_PAGES if page.expected and "known_gap" not in page.known]

    perfect = sum(read_the_same(page) for page in articles)

    assert perfect >= EVIDENCE_ALONE * len(articles)


@pytest.mark.parametrize("source", ["Nguồn tin: Báo Sông Mẫu", "Báo Sông Mẫu", "songmau.example.vn"])
def test_nukeviet_prints_its_source_with_a_label_or_alone(source: str) -> None:
    page = Page(f'<div class="news_column"><p class="text-right news-source">{source}</p></div>', "")

    assert callable(NUKEVIET.source_line)
    assert source == NUKEVIET.source_line(page)
