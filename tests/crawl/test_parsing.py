"""Pages that are parsed beside the crawl: read as ever, and never at the price of memory."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from answers import ARTICLE, PAGE, SITE, answered

from archiver.archive.warc.decoding import payload_of
from archiver.crawl.parsing import ParsingThread
from archiver.extract.extract import extract
from archiver.page.parsing import Parsed
from archiver.records import Exchange

#: An article as a portal sends it, with a menu.
PLAIN = answered(ARTICLE, PAGE.replace("</body>", "<ul>" + "<li>Mục</li>" * 400 + "</ul></body>"))[2]


def parsed(exchange: Exchange) -> Parsed | None:
    thread = ParsingThread()
    try:
        parsing = thread.begin(exchange)
        return parsing.result() if parsing is not None else None
    finally:
        thread.close()


def coded(exchange: Exchange, body: bytes, coding: str) -> Exchange:
    return replace(exchange, body=body, headers=(*exchange.headers, ("Content-Encoding", coding)))


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_page_that_is_parsed_already_says_the_same(is_packed: bool) -> None:
    exchange = coded(PLAIN, gzip.compress(PLAIN.body, 0), "gzip") if is_packed else PLAIN

    found = parsed(exchange)

    assert found is not None
    assert found.payload == payload_of(exchange)
    assert extract(found, SITE) == extract(found.payload, SITE)


BOMB = gzip.compress(gzip.compress(bytes(40_000_000)) + b" " * 10)


@pytest.mark.parametrize(
    "exchange",
    [
        replace(PLAIN, status=404),
        replace(PLAIN, body=PLAIN.body[:3_000]),
        replace(PLAIN, body=PLAIN.body * 200),
        coded(PLAIN, gzip.compress(bytes(40_000_000)), "gzip"),
        coded(PLAIN, BOMB + bytes(4_000), "gzip, gzip"),
        replace(PLAIN, truncated="disconnect"),
        replace(PLAIN, body=b"%PDF-1.7\n" + bytes(9_000)),
    ],
    ids=["missing", "short", "long", "bomb", "bomb in a bomb", "cut off", "no page"],
)
def test_other_answers_are_left_to_the_crawl(exchange: Exchange) -> None:
    assert parsed(exchange) is None
