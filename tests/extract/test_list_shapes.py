"""A list under an article's address is no article, and an article that looks like a list is one."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest
from list_shapes import (
    ARTICLES,
    CLOCK,
    COLUMN,
    GONE,
    LISTS,
    NUMBERED,
    PORTAL,
    THERE,
    TITLE,
    UNDATED,
    Shape,
    whole_page,
)

from archiver.errors import NotAnArticle
from archiver.extract.extract import extract
from archiver.records import Payload, Reason

FETCHED = datetime.fromisoformat("2026-03-06T10:00:00+07:00")
HEAD = f"<h1>{TITLE}</h1><p>Thứ năm, 05/03/2026 09:10</p>"


def answer(html: str, url: str) -> str:
    """The title of the article that evidence alone finds on a page, or why it is none."""
    try:
        return extract(Payload(url=url, body=html.encode(), fetched_at=FETCHED), None, platforms=()).title
    except NotAnArticle as error:
        return error.reason


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_no_article_whatever_stands_around_it_and_whatever_it_declares(name: str) -> None:
    shape = LISTS[name]
    clocked = Shape(shape.declared, CLOCK + shape.middle)
    ways = list(product((shape, clocked), ("", PORTAL), (True, False), (GONE, NUMBERED)))

    answers = [
        answer(whole_page(one, title=title, has_boxes=has_boxes), url) for one, title, has_boxes, url in ways
    ]

    assert [Reason.LISTING] * len(ways) == answers


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_with_a_date_is_one_however_much_it_looks_like_a_list(name: str) -> None:
    shape = Shape(TITLE, HEAD + ARTICLES[name])
    ways = list(product(("", PORTAL, COLUMN), (True, False), (THERE, NUMBERED)))

    answers = [
        answer(whole_page(shape, title=title, has_boxes=has_boxes), url) for title, has_boxes, url in ways
    ]

    assert [TITLE] * len(ways) == answers


@pytest.mark.parametrize("name", UNDATED)
def test_an_article_without_a_date_is_one_where_its_title_is_declared(name: str) -> None:
    shape = Shape(TITLE, f"<h1>{TITLE}</h1>{UNDATED[name]}")
    ways = list(product((True, False), (THERE, NUMBERED)))

    answers = [answer(whole_page(shape, has_boxes=has_boxes), url) for has_boxes, url in ways]

    assert [TITLE] * len(ways) == answers


def test_the_address_tells_an_introduction_to_a_list_from_a_notice_above_others() -> None:
    """Neither prints a date, or goes on on another page."""
    notice = f"<h1>{TITLE}</h1>{UNDATED['one sentence']}".replace("<h3>Tin khác</h3>", "")
    html = whole_page(Shape(TITLE, notice))

    assert [Reason.LISTING, TITLE, TITLE] == [answer(html, url) for url in (GONE, THERE, NUMBERED)]
