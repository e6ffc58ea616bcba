"""The pages of a run: made, real, English; each with its answer, as bytes of one file."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.pages.layouts import BY_NAME, TEMPLATES
from bench.pages.make import pages
from bench.pages.template import Template

#: Other people's pages, kept outside the project; a run without them leaves those tables out.
CORPUS = Path(os.environ.get("ARCHIVER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
#: What a page needs to be read as an article when nobody kept its address.
_ANY_ADDRESS = "https://example.org/a/b-1.html"


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to be read; `template` is that of a made page."""

    id: str
    url: str
    html: bytes
    gold: Mapping[str, Any]
    template: Template | None = None

    @property
    def fetched(self) -> str:
        """When the page was fetched, ISO 8601; empty where nobody knows."""
        return str(self.gold.get("fetched", ""))


def made(
    seed: int,
    count: int,
    templates: Sequence[Template] = TEMPLATES,
    manners: Sequence[str] = ("none",),
) -> tuple[Job, ...]:
    """Pages of the page maker, all layouts in turn."""
    return tuple(
        Job(id=page.id, url=page.url, html=page.html, gold=page.gold, template=BY_NAME[page.layout])
        for page in pages(seed, count, templates, manners)
    )


def real() -> tuple[Job, ...]:
    """The articles of the corpus whose every field a person has read."""
    return tuple(_real()) if (CORPUS / "expected.jsonl").is_file() else ()


def _real() -> Iterator[Job]:
    for line in (CORPUS / "expected.jsonl").read_text("utf-8").splitlines():
        known = json.loads(line)
        prefix, lead = known["source_line"] or "", known["lead"] or ""
        gold = {
            "title": known["title"],
            "published": known["published"],
            "lead": lead.removeprefix(prefix).strip(),
            "lead_alt": [lead],
            "byline": known["byline"] or "",
            "body": known["body"],
            "table_rows": (),
            "captions": known["captions"],
            "boilerplate": known["boilerplate_inside_body"],
        }
        name = known["file"].partition("/")[0]
        yield Job(id=name, url=known["url"], html=(CORPUS / "html" / known["file"]).read_bytes(), gold=gold)


def others() -> tuple[Job, ...]:
    """The pages of the corpus that are no articles: listings and home pages."""
    if not (CORPUS / "manifest.jsonl").is_file():
        return ()
    known = map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines())
    return tuple(
        Job(
            id=page["file"].replace("/", " "),
            url=page["url"].partition(" ")[0],
            html=(CORPUS / "html" / page["file"]).read_bytes(),
            gold={},
        )
        for page in known
        if page["kind"] != "article"
    )


def english() -> tuple[Job, ...]:
    """The article extraction benchmark: English news, of which the text alone is known."""
    truth = CORPUS / "english" / "ground-truth.json"
    if not truth.is_file():
        return ()
    return tuple(
        Job(
            id=name,
            url=known.get("url") or _ANY_ADDRESS,
            html=gzip.decompress((CORPUS / "english" / "html" / f"{name}.html.gz").read_bytes()),
            gold={"text": known["articleBody"]},
        )
        for name, known in json.loads(truth.read_text("utf-8")).items()
    )
