"""What went and what came between two readings: whole words, moved paragraphs, bounded time."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

import pytest
from cost import bounded
from hypothesis import given
from hypothesis import strategies as st

from archiver.archive.edits.aligning import aligned
from archiver.archive.edits.differences import (
    Edit,
    Fate,
    Piece,
    compare_blocks,
    compare_words,
    differences,
    words,
)
from archiver.archive.edits.extents import Extent, extent
from archiver.archive.edits.revisions import changed

SYLLABLES = (
    "Bộ",
    "Trang",
    "mẫu",
    "tổ",
    "chức",
    "hội",
    "nghị",
    "về",
    "đường",
    "thư",
    "số",
    "1.250,",
    "05/06/2013",
    "–",
)
TEXTS = st.lists(st.sampled_from(SYLLABLES), max_size=40).map(" ".join)
BLOCKS = st.lists(TEXTS.filter(bool), max_size=12)


def side(pieces: tuple[Piece, ...], other: Edit) -> str:
    return "".join(piece.text for piece in pieces if piece.edit is not other)


@given(before=TEXTS | st.text(max_size=60), after=TEXTS | st.text(max_size=60))
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    pieces = compare_words(before, after)

    assert side(pieces, Edit.ADDED) == normalize("NFC", before)
    assert side(pieces, Edit.REMOVED) == normalize("NFC", after)


@given(before=TEXTS, after=TEXTS)
def test_no_word_is_ever_cut(before: str, after: str) -> None:
    known = set(words(before)) | set(words(after))

    for piece in compare_words(before, after):
        assert set(words(piece.text)) <= known


def test_a_syllable_typed_as_letters_and_marks_is_one_word_and_equal_to_the_composed_one() -> None:
    composed, decomposed = "Nguyễn Thị Thuỷ", normalize("NFD", "Nguyễn Thị Thuỷ")

    assert words(decomposed) == ["Nguyễn", " ", "Thị", " ", "Thuỷ"]
    assert [piece.edit for piece in compare_words(composed, decomposed)] == [Edit.SAME]


@given(before=BLOCKS, after=BLOCKS)
def test_every_paragraph_of_both_readings_is_told_once(before: list[str], after: list[str]) -> None:
    blocks = compare_blocks(before, after)

    gone = {Fate.ADDED, Fate.MOVED_HERE}
    come = {Fate.REMOVED, Fate.MOVED_AWAY}
    old = [side(block.pieces, Edit.ADDED) for block in blocks if block.fate not in gone]
    new = [side(block.pieces, Edit.REMOVED) for block in blocks if block.fate not in come]
    assert new == after
    # Where only the markup cuts the same words elsewhere, they are told as they stand now.
    assert " ".join(old) == " ".join(before)
    assert {block.fate for block in compare_blocks(before, before)} <= {Fate.SAME}


@given(before=st.lists(st.integers(0, 6), max_size=30), after=st.lists(st.integers(0, 6), max_size=30))
def test_what_is_aligned_is_equal_and_in_order(before: list[int], after: list[int]) -> None:
    found = aligned(before, after)

    assert [before[one] for one, _ in found] == [after[other] for _, other in found]
    assert all(one < two and a < b for (one, a), (two, b) in pairwise(found))
    assert aligned(before, before) == [(place, place) for place in range(len(before))]


def test_a_moved_paragraph_is_said_to_have_moved() -> None:
    first, second, third = "Mở đầu buổi lễ.", "Trao bằng khen.", "Kết thúc lúc 11 giờ."

    fates = [block.fate for block in compare_blocks([first, second, third], [second, third, first])]

    assert fates == [Fate.MOVED_AWAY, Fate.SAME, Fate.SAME, Fate.MOVED_HERE]


def test_a_changed_paragraph_is_compared_with_the_one_it_was() -> None:
    before = ["Hội nghị khai mạc sáng nay.", "Có 120 đại biểu tham dự hội nghị."]
    after = ["Hội nghị khai mạc sáng nay.", "Một đoạn mới.", "Có 125 đại biểu tham dự hội nghị."]

    blocks = compare_blocks(before, after)

    assert [block.fate for block in blocks] == [Fate.SAME, Fate.ADDED, Fate.CHANGED]
    assert [piece.text for piece in blocks[2].pieces if piece.edit is not Edit.SAME] == ["120", "125"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a b"] * 20_000, ["a b"] * 19_999 + ["c"]),
        ([f"dòng {n % 7}" for n in range(20_000)], [f"dòng {n % 5}" for n in range(20_000)]),
        ([" ".join(f"chữ{n}" for n in range(60_000))], [" ".join(f"chữ{n}" for n in range(60_000, 0, -1))]),
        ([" ".join(["một hai"] * 30_000)], [" ".join(["hai ba"] * 30_000)]),
    ],
    ids=("equal rows", "few different rows", "a long paragraph backwards", "two words again and again"),
)
def test_the_time_is_bounded_on_huge_texts(before: list[str], after: list[str]) -> None:
    # difflib compares each row with every equal one: 400 million steps for the first of these.
    with bounded(40):
        blocks = compare_blocks(before, after)

    assert any(block.fate is not Fate.SAME for block in blocks)


def test_only_parts_that_changed_are_told() -> None:
    before = {"title": "Tập huấn", "text": ["Một.", "Hai."], "images": ["/a.jpg"]}
    after = {"title": "Tập huấn", "text": ["Một.", "Ba."], "images": ["/a.jpg", "/b.jpg"]}

    found = differences(before, after)

    assert [one.part for one in found] == ["text", "images"]
    assert [block.fate for block in found[1].blocks] == [Fate.SAME, Fate.ADDED]
    assert found[1].as_dict() == {
        "part": "images",
        "blocks": [
            {"fate": "same", "pieces": [["same", "/a.jpg"]]},
            {"fate": "added", "pieces": [["added", "/b.jpg"]]},
        ],
    }


LONG = "Sáng nay, Bộ Trang mẫu tổ chức hội nghị tổng kết công tác năm tại huyện Cồn Rẫy với 120 đại biểu."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (LONG.replace("nghị", "nghi"), Extent.TYPO),
        (LONG.replace("Sáng nay,", "Sáng nay"), Extent.TYPO),
        (LONG.replace("Cồn Rẫy", "CồnRẫy"), Extent.TYPO),
        (LONG.replace("huyện", "huyệnn"), Extent.TYPO),
        (LONG.replace("120", "125"), Extent.SENTENCE),
        (LONG.replace("huyện", "thị xã"), Extent.SENTENCE),
        (LONG.replace("tổng kết", "không"), Extent.SENTENCE),
        (LONG + " Tin đã được bổ sung.", Extent.SENTENCE),
        ("Hội nghị bị hoãn tới tháng sau vì mưa lũ, theo thông báo mới của Văn phòng Bộ.", Extent.REWRITE),
        (LONG, Extent.NONE),
    ],
)
def test_how_much_an_edit_changed(after: str, expected: Extent) -> None:
    assert extent({"text": [LONG]}, {"text": [after]}) is expected


def test_a_moved_paragraph_is_no_typo_and_no_rewrite() -> None:
    texts = ["Mở đầu buổi lễ.", "Trao bằng khen.", "Kết thúc lúc 11 giờ."]

    assert extent({"text": texts}, {"text": [*texts[1:], texts[0]]}) is Extent.SENTENCE


def test_a_change_of_date_byline_or_pictures_has_no_extent() -> None:
    before = {"title": "Lễ hội", "date": "2026-03-01", "byline": "Lưu Hương", "images": ["/a.jpg"]}

    assert extent(before, {"title": "Lễ hội", "date": "2026-03-02"}) is Extent.NONE


@given(before=BLOCKS, after=BLOCKS)
def test_an_extent_is_said_where_words_changed_and_nowhere_else(before: list[str], after: list[str]) -> None:
    one, other = {"text": before}, {"text": after}

    assert (extent(one, other) is Extent.NONE) == (changed(one, other) == ())
