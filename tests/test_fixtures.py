"""Every saved page of every site says what a person read on it: add a pair of files, no code."""

from __future__ import annotations

import ast
import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from archiver.crawl.sites import spiders
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.platforms import PLATFORMS
from archiver.extract.site import Site
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.records import Payload

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*.html"))
SITES: dict[str, Site] = {name: one.site for name, one in spiders().items() if not one.apart}


def described(page: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return known


def payload_of(page: Path, known: dict[str, Any]) -> Payload:
    return Payload(
        url=known["url"],
        body=page.read_bytes(),
        content_type=known.get("content_type", "text/html; charset=utf-8"),
        fetched_at=datetime.fromisoformat(known["fetched_at"]),
    )


def named(page: Path) -> str:
    return f"{page.parent.name}-{page.stem}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_saved_page_says_what_a_person_read_on_it(page: Path) -> None:
    known = described(page)
    site = SITES[page.parent.name]

    if error := known.get("expected_error"):
        with pytest.raises(ExtractionError) as raised:
            extract(payload_of(page, known), site)

        assert error == type(raised.value).__name__
        assert known.get("reason") == getattr(raised.value, "reason", None)
        return
    read = extract(payload_of(page, known), site).as_dict()

    assert known["expected"] == {name: read[name] for name in known["expected"]}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_saved_page_bears_the_marks_of_one_layout_at_most(page: Path) -> None:
    html = Page(html_text(payload_of(page, described(page))), "")
    site = SITES[page.parent.name]

    assert [layout.name for layout in site.layouts if html.has(layout.when)][1:] == []
    assert [layout.name for layout in PLATFORMS if html.has(layout.when)][1:] == []


def test_every_site_has_a_folder_of_pages_and_every_folder_a_site() -> None:
    assert sorted(SITES) == sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir())


def test_every_layout_of_a_site_is_shown_by_a_page() -> None:
    shown = {
        (page.parent.name, layout.name)
        for page in PAGES
        for layout in SITES[page.parent.name].layouts
        if Page(html_text(payload_of(page, described(page))), "").has(layout.when)
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
