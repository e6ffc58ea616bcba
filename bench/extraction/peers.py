"""The peers as readers: run by the Python of their own environment, it imports nothing of this project.

Jobs come in as lines of JSON (`id`, `url`, `file`), answers go out as lines of JSON (`reader`, `id`, the
fields of an answer, `ms`). Every reader gets the decoded text, no network, and the settings that its
documentation recommends for single pages.

    PEERS_PYTHON peers.py READER < jobs.jsonl > answers.jsonl
"""
# ruff: noqa: PLC0415 -- each reader's library is loaded only where it is measured

from __future__ import annotations

import json
import logging
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Reading = dict[str, Any]
Reader = Callable[[str, str], Reading]


def trafilatura_reader() -> Reader:
    """`bare_extraction` with metadata."""
    import trafilatura

    def read(html: str, url: str) -> Reading:
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        return {
            "title": found.title,
            "published": found.date,
            "lead": found.description,
            "byline": found.author,
            "body": found.text,
        }

    return read


def newspaper4k_reader() -> Reader:
    """An article whose HTML is given, in the language that the page declares."""
    import newspaper

    config = newspaper.Config()
    config.fetch_images = False
    config.memorize_articles = False

    def read(html: str, url: str) -> Reading:
        found = newspaper.Article(url, config=config)
        found.download(input_html=html)
        found.parse()
        return {
            "title": found.title,
            "published": _iso(found.publish_date),
            "lead": found.meta_description,
            "byline": ", ".join(found.authors),
            "body": found.text,
        }

    return read


def news_please_reader() -> Reader:
    """`NewsPlease.from_html`."""
    from newsplease import NewsPlease

    def read(html: str, url: str) -> Reading:
        found = NewsPlease.from_html(html, url=url, fetch_images=False)
        return {
            "title": found.title,
            "published": _iso(found.date_publish),
            "lead": found.description,
            "byline": ", ".join(found.authors or ()),
            "body": found.maintext,
        }

    return read


def goose3_reader() -> Reader:
    """Goose without images, in the language that the page declares."""
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False, "use_meta_language": True})

    def read(html: str, _: str) -> Reading:
        found = goose.extract(raw_html=html)
        return {
            "title": found.title,
            "published": _iso(found.publish_datetime_utc or found.publish_date),
            "lead": found.meta_description,
            "byline": ", ".join(found.authors),
            "body": found.cleaned_text,
        }

    return read


def readability_reader() -> Reader:
    """The summary's blocks as lines; it has no date, lead or byline."""
    from lxml import html as lxml_html
    from readability import Document

    def read(html: str, _: str) -> Reading:
        document = Document(html)
        tree = lxml_html.fromstring(document.summary())
        for block in tree.iter(
            "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "figcaption"
        ):
            block.text = "\n" + (block.text or "")
            block.tail = "\n" + (block.tail or "")
        return {"title": document.short_title(), "body": tree.text_content()}

    return read


def resiliparse_reader() -> Reader:
    """The main content as plain text; it has no date, lead or byline."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def read(html: str, _: str) -> Reading:
        tree = HTMLTree.parse(html)
        body = extract_plain_text(tree, main_content=True, alt_texts=False, links=False)
        return {"title": tree.title, "body": body}

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": trafilatura_reader,
    "newspaper4k": newspaper4k_reader,
    "news-please": news_please_reader,
    "goose3": goose3_reader,
    "readability-lxml": readability_reader,
    "resiliparse": resiliparse_reader,
}


def _iso(when: Any) -> str:
    return when.isoformat() if hasattr(when, "isoformat") else str(when or "")


def _no_network(*_: object) -> None:
    raise OSError("readers are measured without a network")


def measured(read: Reader, job: dict[str, str]) -> Reading:
    """One answer and its milliseconds of this process's own time, which no busy machine makes longer."""
    html = Path(job["file"]).read_bytes().decode("utf-8", "replace")
    begin = time.process_time()
    try:
        answer = read(html, job["url"])
    except Exception as error:  # noqa: BLE001 -- a peer's failure is its result, not ours
        answer = {"refused": f"{type(error).__name__}: {error}"[:200]}
    return {"id": job["id"], "ms": (time.process_time() - begin) * 1000, **answer}


def main() -> None:
    """Read the jobs, print the answers."""
    logging.disable(logging.CRITICAL)
    socket.socket.connect = _no_network  # type: ignore[method-assign]
    reader = READERS[sys.argv[1]]()
    for line in sys.stdin:
        answer = measured(reader, json.loads(line))
        print(json.dumps(answer, ensure_ascii=False, default=str), flush=True)


if __name__ == "__main__":
    main()
