"""The language of a query: what is typed, what is found, and what is refused."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import STORIES, make

from archiver.archive.search.query import MOST_SYLLABLES, Query, Term, parse
from archiver.archive.search.search import Order, Tier, search, tally
from archiver.errors import UsageError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = make(tmp_path_factory.mktemp("archive") / "archive.db")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


def found(connection: sqlite3.Connection, words: str) -> set[str]:
    hits = search(connection, words, limit=100)
    assert len(hits) == tally(connection, words).total
    return {hit.article for hit in hits}


@pytest.mark.parametrize(
    ("typed", "phrase", "every"),
    [
        ("thông tin", '"thông tin"', '"thông" AND "tin"'),
        ('"thông tin"', '"thông tin"', '"thông tin"'),
        ("Đà Nẵng", '"dà nẵng"', '"dà" AND "nẵng"'),
        ("xa xa", '"xa xa"', '"xa"'),
        ("thông tin OR báo chí", '"thông tin" OR "báo chí"', '"thông" AND "tin" OR "báo" AND "chí"'),
        ("OR thông OR", '"thông"', '"thông"'),
        ("thông or tin", '"thông or tin"', '"thông" AND "or" AND "tin"'),
        ("thông ti*", '"thông ti" *', '"thông" AND "ti" *'),
        ("thô* tin", '"thô" * AND "tin"', '"thô" * AND "tin"'),
        ("t*", '"t"', '"t"'),
        ("tin -ảnh", '("tin") NOT ("ảnh")', '("tin") NOT ("ảnh")'),
        ('tin -"quảng cáo"', '("tin") NOT ("quảng cáo")', '("tin") NOT ("quảng cáo")'),
        ("tin -title:ảnh", '("tin") NOT (title : "ảnh")', '("tin") NOT (title : "ảnh")'),
        ('byline:"Lưu Hương"', 'byline : "lưu hương"', 'byline : "lưu hương"'),
        ("a OR b title:c", '("a" OR "b") AND title : "c"', '("a" OR "b") AND title : "c"'),
        ("Covid-19", '"covid 19"', '"covid" AND "19"'),
        ("12/QĐ-BYT", '"12 qd byt"', '"12" AND "qd" AND "byt"'),
        ("body:x", '"body x"', '"body" AND "x"'),
        ("title:", '"title"', '"title"'),
        ("a NOT b", '"a not b"', '"a" AND "not" AND "b"'),
    ],
)
def test_what_is_typed_becomes_an_expression(typed: str, phrase: str, every: str) -> None:
    assert (phrase, every) == parse(typed).expressions[:2]


def test_fields_are_read_from_anywhere_in_the_query() -> None:
    query = parse("Year:2013 thông ministry:mic tin before:2014-02 after:2013-06-05")

    assert query == Query(
        branches=((Term(("thông",)), Term(("tin",))),),
        ministries=("mic",),
        year=2013,
        before="2014-02",
        after="2013-06-05",
    )


@pytest.mark.parametrize(
    "typed", ["year:13", "year:2013-06", "before:mai", "after:2013-13", 'after:"2013-02-40"', "-year:2013"]
)
def test_a_field_that_says_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError, match=r"expected .+: and a date as in 2013|only words can be left out"):
        parse(f"thông tin {typed}")


def test_decomposed_letters_are_the_same_query() -> None:
    typed = 'title:"Đà Nẵng" -phường OR hòa*'

    assert parse(typed) == parse(unicodedata.normalize("NFD", typed))


def test_a_long_query_is_cut_after_its_syllables() -> None:
    (branch,) = parse("tin " * 500).branches

    assert len(branch) == MOST_SYLLABLES


@given(st.text())
def test_a_query_without_fields_is_always_read(typed: str) -> None:
    parse(typed.replace(":", " "))


def test_either_side_of_or_is_found(archive: sqlite3.Connection) -> None:
    assert found(archive, "đà nẵng OR hòa bình") == found(archive, "đà nẵng") | found(archive, "hòa bình")


def test_words_are_left_out(archive: sqlite3.Connection) -> None:
    assert found(archive, "trung tâm") - found(archive, "trung tâm -nẵng") == {"mic-102"}


def test_a_word_may_go_on(archive: sqlite3.Connection) -> None:
    assert "mic-101" in found(archive, "tuyê* OR đối ngo*")
    assert found(archive, "nẵn*") == found(archive, "nẵng")


def test_a_field_holds_its_words(archive: sqlite3.Connection) -> None:
    assert found(archive, "byline:yến") == {"mic-102"}
    assert found(archive, "title:yến") == set()
    assert found(archive, 'title:"mở trung tâm" byline:"hải yến"') == {"mic-102"}


@pytest.mark.parametrize("asked", ["mic", "MIC", '"bo thong tin"', '"Information and"'])
def test_a_ministry_is_named_by_its_portal_or_by_words_of_its_name(
    archive: sqlite3.Connection, asked: str
) -> None:
    assert "mic-101" in found(archive, f"ministry:{asked}")
    assert all(one.startswith("mic-") for one in found(archive, f"ministry:{asked}"))
    assert found(archive, f"trung tâm ministry:{asked}") == {"mic-102"}


def test_a_ministry_nobody_knows_has_no_articles(archive: sqlite3.Connection) -> None:
    assert found(archive, "ministry:xyz") == set()
    assert found(archive, 'trung ministry:""') == set()


@pytest.mark.parametrize(
    ("asked", "from_", "to"),
    [
        ("year:2024", "2024", "2025"),
        ("after:2024-07", "2024-07", "9"),
        ("before:2024-07-02", "0", "2024-07-02"),
        ("after:2024-07-02 before:2024-07-03", "2024-07-02", "2024-07-03"),
    ],
)
def test_a_time_is_a_part_of_the_query(archive: sqlite3.Connection, asked: str, from_: str, to: str) -> None:
    right = {one.public_id for one in STORIES if from_ <= one.published < to and not one.withheld}

    assert right
    assert found(archive, asked) == right


def test_fields_alone_give_the_newest_first(archive: sqlite3.Connection) -> None:
    hits = search(archive, "ministry:mic", limit=100)

    assert [hit.published for hit in hits] == sorted((hit.published for hit in hits), reverse=True)
    assert hits[0].tier is None
    assert hits[0].snippet


def test_fields_alone_leave_words_out_too(archive: sqlite3.Connection) -> None:
    assert found(archive, "ministry:mic") - found(archive, "ministry:mic -nẵng") == {"mic-102"}
    assert found(archive, "-nẵng") == set()


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_results_come_by_date_where_that_is_asked_for(archive: sqlite3.Connection, order: Order) -> None:
    by_date = search(archive, "trung tâm OR cho", order=order, limit=100)
    dates = [hit.published for hit in by_date]

    assert len(dates) > 3
    assert dates == sorted(dates, reverse=order is Order.NEWEST)
    assert {hit.article for hit in by_date} == found(archive, "trung tâm OR cho")
    assert any("\x02" in hit.marked_title + hit.snippet for hit in by_date)


def test_the_spelling_of_a_field_counts_as_well(archive: sqlite3.Connection) -> None:
    (hit,) = search(archive, 'byline:"Hải Yến"')
    (other,) = search(archive, 'byline:"Hãi Yến"')

    assert (hit.tier, other.tier) == (Tier.PHRASE_AS_TYPED, Tier.PHRASE)
