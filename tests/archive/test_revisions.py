"""When two readings are the same, and what the runs of equal ones are."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import READING

from archiver.archive.edits.revisions import Fact, changed, content_hash, is_silent, parts, runs
from archiver.records import VIETNAM, Article, Attachment, Image, Kind, Paragraph


def digest(article: Article) -> str:
    return content_hash(parts(article))


def test_the_same_text_found_in_another_way_is_the_same_reading() -> None:
    again = replace(
        READING, url="https://thu.example/in/a-1.htm", layout="2027", language="vi", category="Tin"
    )

    assert digest(again) == digest(READING)


def test_a_token_in_the_address_of_a_picture_makes_no_revision() -> None:
    one = replace(READING, images=(Image("https://thu.example/anh.jpg?token=1"),))
    two = replace(READING, images=(Image("https://cdn.thu.example/anh.jpg?token=2&w=600"),))

    assert digest(one) == digest(two)


def test_each_changed_part_is_named() -> None:
    corrected = replace(
        READING, title="Khai mạc hội thảo chữ Việt", byline="", images=(Image("https://thu.example/b.jpg"),)
    )

    assert changed(parts(READING), parts(corrected)) == ("title", "byline", "images")


def test_a_new_time_without_a_new_text_changes_the_date_only() -> None:
    touched = replace(
        READING, published_text="02/03/2026 08:00", published_at=datetime(2026, 3, 2, 8, tzinfo=VIETNAM)
    )

    assert changed(parts(READING), parts(touched)) == ("date",)


# FAULTS 31 to 36, on readings; on whole pages they are in `test_portal_year.py`.


def test_whitespace_and_markup_alone_make_no_revision() -> None:
    """FAULTS 33: another tag, another cut into paragraphs, another way to write the same time."""
    whole = replace(
        READING,
        paragraphs=(Paragraph(Kind.PARAGRAPH, "Sáng 1/3,"), Paragraph(Kind.QUOTE, "hội thảo đã khai mạc.")),
        published_text="Chủ nhật, 01/03/2026 09:51 (GMT+7)",
    )

    assert digest(whole) == digest(READING)
    assert changed(parts(READING), parts(whole)) == ()


def test_one_corrected_word_makes_a_revision() -> None:
    """FAULTS 34."""
    corrected = replace(READING, paragraphs=(Paragraph(Kind.PARAGRAPH, "Sáng 2/3, hội thảo đã khai mạc."),))

    assert changed(parts(READING), parts(corrected)) == ("text",)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("title", {"title": "Khai mạc hội thảo về chữ viết"}),
        ("images", {"images": (Image("https://thu.example/anh.jpg"),)}),
        ("attachments", {"attachments": (Attachment("https://thu.example/a.pdf", "Tài liệu"),)}),
    ],
)
def test_a_title_a_picture_or_a_file_alone_makes_a_revision(part: str, value: dict[str, Any]) -> None:
    """FAULTS 35."""
    assert changed(parts(READING), parts(replace(READING, **value))) == (part,)


def test_a_part_that_is_empty_is_left_out_of_the_hash() -> None:
    said = parts(READING)

    assert content_hash(said | {"images": [], "lead": ""}) != content_hash(said)
    assert set(said) == {"title", "date", "lead", "text", "byline", "printed", "kinds"}
    assert content_hash(said | {"field of tomorrow": "x"}) == content_hash(said)


def told(before: Fact, after: Fact) -> tuple[tuple[str, ...], str]:
    return ("text",), f"{before.reading}{after.reading}"


def test_a_text_that_returns_makes_three_revisions() -> None:
    """FAULTS 36."""
    facts = [Fact(str(at), f"urn:{at}", reading) for at, reading in enumerate("AABBA")]

    found = runs(facts, told)

    assert [(one.number, one.content_hash, one.first_seen, one.last_seen) for one in found] == [
        (1, "A", "0", "1"),
        (2, "B", "2", "3"),
        (3, "A", "4", "4"),
    ]
    assert [one.extent for one in found] == ["", "AB", "BA"]


FACTS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10**6), st.sampled_from("ABC")),
    max_size=25,
    unique_by=lambda one: one[1],
).map(lambda rows: [Fact(f"{at:02}", f"urn:{name:07}", reading) for at, name, reading in rows])


@given(facts=FACTS, order=st.randoms(use_true_random=False))
def test_revisions_are_the_same_in_whatever_order_the_captures_come(facts: list[Fact], order: Random) -> None:
    shuffled = list(facts)
    order.shuffle(shuffled)

    assert runs(shuffled, told) == runs(facts, told)


@given(facts=FACTS)
def test_revisions_are_the_runs_of_equal_readings(facts: list[Fact]) -> None:
    found = runs(facts, told)

    assert [one.content_hash for one in found] == [
        key for key, _ in groupby(sorted(facts), lambda f: f.reading)
    ]
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    edges = [edge for one in found for edge in (one.first_seen, one.last_seen)]
    assert edges == sorted(edges)


@given(facts=FACTS)
def test_a_change_that_is_held_back_begins_no_revision(facts: list[Fact]) -> None:
    found = runs(
        facts,
        lambda before, after: (
            ((), "") if {before.reading, after.reading} == {"A", "B"} else told(before, after)
        ),
    )

    merged = [key for key, _ in groupby(sorted(facts), lambda fact: fact.reading.replace("B", "A"))]
    assert len(found) == len(merged)


@pytest.mark.parametrize(
    ("differs", "silent"),
    [
        (("text",), True),
        (("title", "byline"), True),
        (("date", "text"), False),
        (("images",), False),
        (("date",), False),
    ],
)
def test_an_edit_is_silent_where_words_changed_and_the_printed_date_did_not(
    differs: tuple[str, ...], silent: bool
) -> None:
    assert is_silent(differs) is silent


def printed(text: str, at: datetime) -> dict[str, object]:
    return parts(replace(READING, published_text=text, published_at=at))


def test_a_time_counted_back_is_not_another_one_at_each_visit() -> None:
    """FAULTS 15: `2 giờ trước` at 10:20 and `3 giờ trước` at 11:50, and the date itself the next day."""
    first = printed("2 giờ trước", datetime(2026, 3, 1, 8, 20, tzinfo=VIETNAM))
    second = printed("3 giờ trước", datetime(2026, 3, 1, 8, 50, tzinfo=VIETNAM))
    third = printed("01/03/2026 08:31", datetime(2026, 3, 1, 8, 31, tzinfo=VIETNAM))
    touched = printed("02/03/2026 08:31", datetime(2026, 3, 2, 8, 31, tzinfo=VIETNAM))

    assert content_hash(first) == content_hash(second)
    assert changed(second, third) == changed(third, second) == ()
    assert changed(second, touched) == ("date",)
    assert changed(third, touched) == ("date",)
