"""The documents name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from programs import PROJECT

DOCUMENTS = [
    *(PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "bench/README.md")),
    *sorted((PROJECT / "docs").glob("*.md")),
]
_FILE = re.compile(r"`([\w./-]+\.py)`")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
#: Files of a user's own, by which the guides explain.
EXAMPLES = {"spiders/sonuocsach.py", "spiders/SITE.py"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_page_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    folders = ("archiver", "spiders", "tests", "bench")
    sources = {path.as_posix() for folder in folders for path in (PROJECT / folder).rglob("*.py")}
    named = set(_FILE.findall(text)) - EXAMPLES

    assert [name for name in sorted(named) if not any(one.endswith(f"/{name}") for one in sources)] == []
    assert [link for link in _LINK.findall(text) if not (document.parent / link).exists()] == []
