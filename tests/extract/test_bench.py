"""The benchmarks themselves: their examples run, their environment is pinned, their report is whole."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from argparse import Namespace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from bench import dates as bench_dates
from bench.extraction import jobs, peers, run
from bench.extraction.environment import REQUIREMENTS, versions
from bench.extraction.readers import PEERS
from bench.pages import __main__ as writing
from bench.pages.layouts import TEMPLATES


@pytest.mark.parametrize("name", ["extraction.measures", "extraction.report", "pages.names"])
def test_the_examples_of_a_module_are_right(name: str) -> None:
    result = doctest.testmod(import_module(f"bench.{name}"))

    assert (0, True) == (result.failed, result.attempted > 0)


@pytest.mark.parametrize(
    "script",
    [
        *((f"bench/{name}.py",) for name in ("browse", "dates", "parse", "replay", "verify")),
        ("-m", "bench.stages"),
    ],
    ids=lambda script: script[-1],
)
def test_a_script_begins_where_it_is_run_from_the_project(script: tuple[str, ...]) -> None:
    project = Path(bench_dates.__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, *script, "--help"], cwd=project, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout[:6]) == (0, "usage:"), ended.stderr
    assert bench_dates.TABLE.is_file()


def test_the_peers_are_pinned_with_all_they_need_and_without_an_address() -> None:
    lines = [line for line in REQUIREMENTS.read_text("utf-8").splitlines() if not line.startswith("#")]

    assert [] == [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)]
    assert set(PEERS) <= set(versions()) and set(PEERS) == set(peers.READERS)


def test_a_peer_that_fails_on_a_page_has_no_answer_to_it(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p>", "utf-8")

    def fails(html: str, url: str) -> dict[str, object]:
        raise ValueError(f"{html} of {url}")

    answer = peers.measured(fails, {"id": "a", "url": "http://b.example/", "file": str(file)})

    assert ("a", "ValueError: <p> of http://b.example/") == (answer["id"], answer["refused"])


def test_made_pages_are_written_with_their_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "--seed",
        "3",
        "--pages",
        "4",
        "--layout",
        "ims",
        "--layout",
        "hashed",
        "--out",
        str(tmp_path),
    ]
    monkeypatch.setattr(sys, "argv", ["pages", *arguments])
    writing.main()
    gold = json.loads((tmp_path / "gold.json").read_text("utf-8"))

    assert ["0000-ims", "0001-hashed", "0002-ims", "0003-hashed"] == [page["id"] for page in gold]
    assert {page["id"] for page in gold} == {page.stem for page in (tmp_path / "html").iterdir()}
    assert capsys.readouterr().out.startswith("4 pages in 2 layouts, seed 3")


def test_a_report_has_every_layout_and_nothing_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jobs, "CORPUS", tmp_path)
    chosen = Namespace(seed=1, pages=len(TEMPLATES), more_seeds=[], speed_pages=2)
    report = "\n".join(run.sections(chosen, None, date(2026, 1, 2)))

    assert "on 2026-01-02" in report
    assert [] == [template.name for template in TEMPLATES if f"| {template.name} " not in report]
    assert not re.search(rf"{Path.home()}|/tmp|{re.escape(str(tmp_path))}|\.py\b(?!`)", report)
