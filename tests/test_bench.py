"""The benchmarks themselves: their examples run, their environment is pinned, their report is whole."""

from __future__ import annotations

import doctest
import re
from argparse import Namespace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from bench.extraction import jobs, peers, run
from bench.extraction.environment import REQUIREMENTS, versions
from bench.extraction.readers import PEERS
from bench.pages.layouts import TEMPLATES


@pytest.mark.parametrize("name", ["extraction.measures", "extraction.report", "pages.names"])
def test_the_examples_of_a_module_are_right(name: str) -> None:
    result = doctest.testmod(import_module(f"bench.{name}"))

    assert (0, True) == (result.failed, result.attempted > 0)


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


def test_a_report_has_every_layout_and_nothing_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jobs, "CORPUS", tmp_path)
    chosen = Namespace(seed=1, pages=len(TEMPLATES), speed_pages=2)
    report = "\n".join(run.sections(chosen, None, date(2026, 1, 2)))

    assert "on 2026-01-02" in report
    assert [] == [template.name for template in TEMPLATES if f"| {template.name} " not in report]
    assert not re.search(rf"{Path.home()}|/tmp|{re.escape(str(tmp_path))}|\.py\b(?!`)", report)
