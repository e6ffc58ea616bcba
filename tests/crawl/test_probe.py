"""`archiver sites probe`: a few pages of a portal, and what of its site's file still holds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from dumps import differences, dump
from programs import PROJECT, archiver, rows_of

from archiver.demo.drift import Drift
from archiver.demo.events import Redesign
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import running
from archiver.extract import platforms
from archiver.extract.extract import extract
from archiver.extract.site import Layout, Rule, Site
from archiver.records import Article, Payload
from spiders.demo import SITE

SIZE = 160
SHARED = {field.name for field in fields(GoldArticle)} & {field.name for field in fields(Article)}
#: What identity says is the same whatever reads the page; the layout has another name.
READ = sorted({*SHARED, "paragraphs", "images"} - {"url", "record_id", "recorded_at", "layout"})
LAYOUTS = ("ims", "liferay", "nukeviet", "sharepoint")
#: What a drift of everything changes for each layout; category is read by its place where no layout has it.
CHANGED = {
    "ims": "when body title published lead byline category tags",
    "liferay": "when body title published lead byline category",
    "nukeviet": "when body title published lead byline source_line category tags",
    "sharepoint": "when body title published lead byline source_line category",
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the portal as it was before anything happened to it."""
    folder = tmp_path_factory.mktemp("crawled")
    assert archiver("--data", folder, "crawl", "demo", "-a", f"articles={SIZE}").returncode == 0
    return folder


@pytest.fixture
def folder(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "data"))


def probed(folder: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[bytes], dict[str, Any]]:
    done = archiver(
        "--data", folder, "sites", "probe", "demo", "--json", "-a", f"articles={SIZE}", *arguments
    )
    assert done.stdout, done.stderr
    return done, json.loads(done.stdout)


def about(report: Mapping[str, Any], verdict: str) -> set[str]:
    return {fact["about"] for fact in report["facts"] if fact["verdict"] == verdict}


def mended_site(report: Mapping[str, Any]) -> Site:
    """The demo's site with the proposed layouts, as their printed source defines them."""
    names: dict[str, Any] = {**vars(platforms), "replace": replace, "Rule": Rule}
    before = set(names)
    for one in report["layouts"]:
        exec(one["source"], names)
    layouts = tuple(
        value for name, value in names.items() if name not in before and isinstance(value, Layout)
    )
    assert len(layouts) == len(report["layouts"])
    return replace(SITE, layouts=layouts)


def wrongly_read(site: Site, portal: Portal) -> dict[int, list[str]]:
    wrong = {}
    for article in (gold(portal, number) for number in range(portal.size)):
        body = respond(portal, "GET", article.path).body
        read = extract(Payload(url=article.url, body=body, content_type="text/html; charset=utf-8"), site)
        names = [name for name in READ if getattr(article, name) != getattr(read, name)]
        if names:
            wrong[article.number] = names
    return wrong


def test_every_fact_of_an_ordinary_portal_is_confirmed_and_what_was_fetched_is_kept(folder: Path) -> None:
    with rows_of(folder / "demo") as connection:
        (before,) = connection.execute("SELECT count(*) FROM captures").fetchone()

    with running(Portal(size=SIZE)) as server:
        done, report = probed(folder, "-a", f"proxy={server.proxy}")
        asked = [visit.path for visit in server.visits]

    assert (done.returncode, about(report, "drifted"), about(report, "blocked")) == (0, set(), set())
    assert about(report, "unknown") <= {f"address form {form.pattern}" for form in SITE.articles}
    assert {f"layout {name}: when" for name in LAYOUTS} <= about(report, "confirmed")
    assert 'verified=Verified(on="2' in report["verified"]
    assert asked[0] == "/robots.txt"
    assert len(asked) == len(set(asked)) <= 5 + 5 + 4 * 5
    with rows_of(folder / "demo") as connection:
        (after,) = connection.execute("SELECT count(*) FROM captures").fetchone()
    assert after - before == len(asked)
    assert archiver("--data", folder / "demo", "verify").returncode == 0


def test_after_a_drift_exactly_that_has_drifted_and_the_proposals_read_every_page_right(folder: Path) -> None:
    done, report = probed(folder, "-a", "drift=all")
    portal = Portal(size=SIZE, redesigns=(Redesign(since=0, drift=Drift.named("all", 1)),))

    assert done.returncode == 1
    assert about(report, "drifted") == {
        *(f"layout {name}: {part}" for name, parts in CHANGED.items() for part in parts.split()),
        "date form",
    }
    assert {f"layout {one['name']} (proposed)" for one in report["layouts"]} <= about(report, "confirmed")
    assert len(report["layouts"]) == len(LAYOUTS)
    assert wrongly_read(SITE, portal) != {}
    assert wrongly_read(mended_site(report), portal) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("drift", "expected"),
    [
        ("date", {"date form"}),
        ("byline", {f"layout {name}: byline" for name in ("ims", "nukeviet", "sharepoint")}),
    ],
)
def test_a_single_drift_is_told_alone(folder: Path, drift: str, expected: set[str]) -> None:
    done, report = probed(folder, "-a", f"drift={drift}")
    portal = Portal(size=SIZE, redesigns=(Redesign(since=0, drift=Drift.named(drift, 1)),))

    assert (done.returncode, about(report, "drifted")) == (1, expected)
    assert wrongly_read(mended_site(report), portal) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_renamed_classes_are_mended_whatever_they_are_renamed_to(
    folder: Path, seed: int, tmp_path: Path
) -> None:
    redesign = Redesign(since=0, drift=Drift.named("classes", seed))
    portal = Portal(size=SIZE, redesigns=(redesign,))
    with running(portal) as server:
        _, report = probed(folder, "-a", f"proxy={server.proxy}")

    assert wrongly_read(mended_site(report), portal) == {}


def test_a_portal_that_only_refuses_is_blocked_and_nothing_is_called_drifted(folder: Path) -> None:
    done, report = probed(folder, "-a", "faults=wall")

    assert (done.returncode, about(report, "drifted")) == (4, set())
    assert {f"layout {name}" for name in LAYOUTS} | {"articles"} <= about(report, "blocked")
    assert {f"{listing.kind} {listing.url}" for listing in SITE.listings} <= about(report, "blocked")
    assert report["verified"] == ""


@pytest.mark.slow
def test_a_list_that_is_gone_has_drifted_and_all_else_is_confirmed(folder: Path) -> None:
    def without_list(portal: Portal, method: str, path: str) -> Reply:
        return Reply(404, (), b"") if path.startswith("/tin-tuc") else respond(portal, method, path)

    with running(Portal(size=SIZE), answer=without_list) as server:
        done, report = probed(folder, "-a", f"proxy={server.proxy}")

    assert (done.returncode, about(report, "drifted")) == (1, {f"page {SITE.listings[0].url}"})


@pytest.mark.slow
def test_without_an_archive_a_probe_is_the_first_look_and_begins_one(tmp_path: Path) -> None:
    done, report = probed(tmp_path / "data")

    assert (done.returncode, about(report, "drifted"), about(report, "blocked")) == (0, set(), set())
    with rows_of(tmp_path / "data" / "demo") as connection:
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        (leased,) = connection.execute("SELECT count(*) FROM urls WHERE state = 'leased'").fetchone()
    assert (articles, leased) == (5, 0)


@pytest.mark.slow
def test_a_rebuild_makes_of_the_files_of_a_probe_what_it_had_stored(folder: Path) -> None:
    probed(folder)
    before = dump(folder / "demo")

    assert archiver("--data", folder / "demo", "replay", "--rebuild").returncode == 0
    assert differences(before, dump(folder / "demo")) == []


@pytest.mark.slow
def test_a_crawl_after_a_first_probe_brings_all_articles(tmp_path: Path) -> None:
    probed(tmp_path / "data")

    assert archiver("--data", tmp_path / "data", "crawl", "demo", "-a", f"articles={SIZE}").returncode == 0
    with rows_of(tmp_path / "data" / "demo") as connection:
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    assert articles == SIZE


@pytest.mark.slow
def test_people_get_a_table_the_mended_layouts_and_the_line_for_the_file(folder: Path) -> None:
    done = archiver(
        "--data", folder, "sites", "probe", "demo", "-a", f"articles={SIZE}", "-a", "drift=byline"
    )

    assert done.returncode == 1
    text = done.stdout.decode()
    assert all(words in text for words in ("drifted", "confirmed", "verified=Verified(on=", "# seen in urn:"))
    code = text[text.index("from dataclasses") : text.index("The line for the file")]
    names: dict[str, Any] = {}
    exec(code, names)
    made = {
        name.partition("_2")[0] for name, value in names.items() if "_2" in name and isinstance(value, Layout)
    }
    assert made == {"IMS", "NUKEVIET", "SHAREPOINT"}


@pytest.mark.slow
def test_with_the_proposals_in_the_sites_file_nothing_has_drifted_any_more(folder: Path) -> None:
    _, report = probed(folder, "-a", "drift=all")
    mine = folder.parent / "spiders"
    mine.mkdir()
    names = [one["source"].partition(" ")[0] for one in report["layouts"]]
    before, after = (PROJECT / "spiders/demo.py").read_text("utf-8").split("SITE = Site(\n")
    imports = "from dataclasses import replace\nfrom archiver.extract.platforms import *\n"
    sources = "\n".join(one["source"] for one in report["layouts"])
    (mine / "demo.py").write_text(
        f"{before}{imports}from archiver.extract.site import Rule\n{sources}\n"
        f"SITE = Site(\n    layouts=({', '.join(names)}),\n{after}",
        encoding="utf-8",
    )
    again = ("sites", "probe", "demo", "--json", "-a", f"articles={SIZE}", "-a", "drift=all")

    replayed = archiver("--data", folder / "demo", "replay", "--site", "demo", cwd=folder.parent)
    done = archiver("--data", folder, *again, cwd=folder.parent)

    said = json.loads(done.stdout)
    assert (replayed.returncode, done.returncode, about(said, "drifted")) == (0, 0, set())
    assert {f"layout {one['name']}: body" for one in report["layouts"]} <= about(said, "confirmed")
