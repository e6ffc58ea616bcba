"""The project as a reader of made and saved pages: with everything on, or by evidence alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

from archiver.errors import ExtractionError
from archiver.extract import extract as extracting
from archiver.records import Article, Kind, Payload, Precision
from bench.extraction.measures import Answer, plain, words


@contextmanager
def evidence_only() -> Iterator[None]:
    """Inside, no layout of any platform is known."""
    with patch.object(extracting, "PLATFORMS", ()):
        yield


def read(url: str, html: bytes, fetched: str = "") -> Answer:
    """What `extract` says of one page of a portal that nobody has described."""
    payload = Payload(
        url=url,
        body=html,
        content_type="text/html; charset=utf-8",
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
    )
    try:
        return answer_of(extracting.extract(payload, None))
    except ExtractionError as error:
        return Answer(refused=f"{type(error).__name__}: {getattr(error, 'reason', '')}")


def answer_of(article: Article) -> Answer:
    """An article as an answer."""
    record = article.as_dict()
    published = str(record["published_at"] or "")
    return Answer(
        title=article.title,
        published=published[:10] if article.published_precision is Precision.DAY else published,
        lead=article.lead,
        byline=article.byline,
        body=tuple(p.text for p in article.paragraphs if p.kind is not Kind.CAPTION),
        more=record,
    )


#: Fields that no other reader has, as tables name them.
FURTHER = ("source_line", "captions", "kinds", "images", "attachments")


def further(gold: Mapping[str, Any], answer: Answer) -> dict[str, tuple[object, object]]:
    """Those of `FURTHER` that are not right: wanted and read."""
    record = answer.more or {}
    paragraphs = record.get("paragraphs", ())
    pairs: dict[str, tuple[object, object]] = {
        "source_line": (_unframed(gold["source_line"]), _unframed(record.get("source_line"))),
        "captions": (
            [plain(line) for line in gold["captions"]],
            [plain(each["text"]) for each in paragraphs if each["kind"] == Kind.CAPTION],
        ),
        "kinds": _kinds(gold["paragraphs"], paragraphs),
        "images": (_pictures(gold["images"]), _pictures(record.get("images", ()))),
        "attachments": (
            gold["attachments"],
            [{"url": each["url"], "title": each["title"]} for each in record.get("attachments", ())],
        ),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _pictures(images: Sequence[Mapping[str, str]]) -> list[tuple[object, ...]]:
    """Address, words of the caption and photographer."""
    return [(each["url"], words(each["caption"]), plain(each["credit"])) for each in images]


def _unframed(source: object) -> str:
    """A source line without what stands around it: `(Theo …)` and `Theo …` say the same."""
    return plain(source).strip(" -–—:()")


def _kinds(
    known: Sequence[Mapping[str, str]], read: Sequence[Mapping[str, str]]
) -> tuple[list[str], list[str]]:
    """Kind and words of the paragraphs that were found and have another kind."""
    found = {words(each["text"]): each["kind"] for each in read}
    wanted, got = [], []
    for each in known:
        kind = found.get(words(each["text"]))
        if kind is not None and kind not in {each["kind"], each.get("kind_alt")}:
            wanted.append(f"{each['kind']}: {each['text'][:60]}")
            got.append(f"{kind}: {each['text'][:60]}")
    return wanted, got
