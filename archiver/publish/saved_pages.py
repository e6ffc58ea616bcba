"""Pages that a person has saved, with the addresses that they were saved from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from archiver.errors import NotAnArticle, PayloadError, UsageError
from archiver.page.page import Page
from archiver.page.payload import html_text
from archiver.publish.fixture import USUAL_TYPE
from archiver.publish.pages import file_bytes, file_payload
from archiver.records import Payload

#: Where a page says what its own address is.
_OWN = (("link[rel=canonical][href]", "href"), ("meta[property='og:url'][content]", "content"))


def saved_pages(files: Sequence[Path], urls: Sequence[str], fetched_at: datetime | None) -> list[Payload]:
    """Some saved pages: their addresses are `urls`, else what each page says of itself.

    Raises:
        UsageError: one is no file, or its address is not known.
    """
    for file in files:
        if not file.is_file():
            raise UsageError(f"{file}: there is no such file. Give files only, or addresses only.")
    if urls and len(urls) != len(files):
        raise UsageError(
            f"{len(files)} files and {len(urls)} addresses: give --url once for each file, in their order"
        )
    return [
        file_payload(file, urls[number] if urls else _own_address(file), USUAL_TYPE, fetched_at)
        for number, file in enumerate(files)
    ]


def _own_address(file: Path) -> str:
    """The address that a page gives as its own; empty where it gives none."""
    payload = Payload(url=f"file:{file.name}", body=file_bytes(file), content_type=USUAL_TYPE)
    try:
        page = Page(html_text(payload), payload.url)
    except (NotAnArticle, PayloadError):
        return ""
    for css, name in _OWN:
        for node in page.each(css):
            if (url := (node.attributes.get(name) or "").strip()).startswith(("http://", "https://")):
                return url
    return ""
