"""Every saved page of every site says what a person read on it: add a pair of files, no code."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest
from saved_listings import ENDINGS
from saved_pages import FIXTURES, PAGES, PLATFORM_FOLDER, SITE_PAGES, SITES, SavedPage, as_cases

from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.platforms import PLATFORMS


@pytest.mark.parametrize("page", as_cases(PAGES))
def test_a_saved_page_says_what_a_person_read_on_it(page: SavedPage) -> None:
    if error := page.known.get("expected_error"):
        with pytest.raises(ExtractionError) as raised:
            extract(page.payload, page.site)

        assert error == type(raised.value).__name__
        assert page.known.get("reason") == getattr(raised.value, "reason", None)
        return
    article = extract(page.payload, page.site)
    read = article.as_dict()

    assert page.expected == {name: read[name] for name in page.expected}
    for name, words in page.known.get("doubts", {}).items():
        assert words in article.found[name].doubt


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_saved_page_bears_the_marks_of_one_layout_at_most(page: SavedPage) -> None:
    layouts = page.site.layouts if page.site else ()

    assert [layout.name for layout in layouts if page.parsed.has(layout.when)][1:] == []
    assert [layout.name for layout in PLATFORMS if page.parsed.has(layout.when)][1:] == []


def test_every_page_has_its_json_and_every_json_its_page() -> None:
    files = {end: {file.with_suffix("") for file in FIXTURES.rglob(f"*{end}")} for end in (*ENDINGS, ".json")}
    pages, known = [file for end in ENDINGS for file in files[end]], files[".json"]

    assert sorted(pages) == sorted(known)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_was_reviewed_by_a_person(page: SavedPage) -> None:
    assert "review" not in page.known, page.known["review"]


def test_every_site_has_a_folder_of_pages_and_every_folder_a_site() -> None:
    folders = {folder.name for folder in FIXTURES.iterdir() if folder.is_dir()}

    assert folders == {*SITES, PLATFORM_FOLDER}


def test_every_layout_of_a_site_is_shown_by_a_page() -> None:
    shown = {
        (page.folder, layout.name)
        for page in SITE_PAGES
        for layout in SITES[page.folder].layouts
        if page.parsed.has(layout.when)
    }

    assert shown == {(name, layout.name) for name, site in SITES.items() for layout in site.layouts}


@pytest.mark.parametrize("name", sorted(SITES))
def test_a_site_file_is_short_and_says_whether_a_live_page_was_seen(name: str) -> None:
    source = Path(import_module(f"spiders.{name}").__file__ or "").read_text("utf-8")

    assert len(source.splitlines()) <= 80
    assert SITES[name].verified is not None or "No live page has been checked" in source


#: What a ministry's file may know; `demo` also knows the portal that it starts.
ALLOWED = (
    "archiver.crawl.spider",
    "archiver.extract.site",
    "archiver.extract.platforms",
    "archiver.page",
    "__future__",
    "dataclasses",
    "datetime",
    "re",
)


@pytest.mark.parametrize("name", sorted(SITES))
def test_a_site_file_imports_values_and_never_another_ministry(name: str) -> None:
    tree = ast.parse(Path(import_module(f"spiders.{name}").__file__ or "").read_text("utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    ]

    assert [module for module in imported if not module.startswith(ALLOWED)] == []
