"""What a list of results shows of a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.archive.search.query import parse
from archiver.archive.search.snippets import MARK_BEGIN, MARK_END, SHOWN_LETTERS, marked, snippet, spans

FILLER = "Cán bộ xã đọc lại từng trang sổ và ghi thêm một dòng cho năm sau. " * 40


def patterns(words: str) -> list[re.Pattern[str]]:
    return [term.folded for term in parse(words).terms(side_by_side=False)[0]]


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = f"Kho giấy. {FILLER} Thủ thư mở kho sách giấy cho bạn đọc. {FILLER}"

    shown = snippet(text, spans(text, patterns("kho sách giấy")))

    assert f"mở {MARK_BEGIN}kho{MARK_END} {MARK_BEGIN}sách{MARK_END} {MARK_BEGIN}giấy{MARK_END} cho" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert snippet(FILLER, []).startswith("Cán bộ xã")
    assert snippet("Ngắn.", []) == "Ngắn."
    assert snippet("", []) == ""


@pytest.mark.parametrize("letter", ["ﬀ", "ŉ", "İ", "e\u0301\u0301"])
def test_letters_that_fold_to_more_than_one_do_not_shift_the_marks(letter: str) -> None:
    text = f"{letter * 30} ở Đà Nẵng"

    assert f"ở {MARK_BEGIN}Đà Nẵng{MARK_END}" in marked(text, spans(text, patterns('"da nang"')))


@given(st.text(max_size=400), st.lists(st.tuples(st.integers(0, 390), st.integers(1, 9)), max_size=20))
def test_marks_never_change_the_text(text: str, places: list[tuple[int, int]]) -> None:
    plain = text.replace(MARK_BEGIN, "").replace(MARK_END, "")
    found = sorted((at, min(at + length, len(plain)), 0) for at, length in places if at < len(plain))

    shown = marked(plain, found)

    assert plain == shown.replace(MARK_BEGIN, "").replace(MARK_END, "")
    assert shown.count(MARK_BEGIN) == shown.count(MARK_END)


@given(st.text(max_size=3000), st.sampled_from(["a", "an tam", "kho"]))
def test_a_snippet_is_a_short_part_of_the_text(text: str, words: str) -> None:
    shown = snippet(text, spans(text, patterns(words)))
    bare = shown.replace(MARK_BEGIN, "").replace(MARK_END, "").strip("…")

    assert len(bare) <= SHOWN_LETTERS + 1
    whole = " ".join(text.replace(MARK_BEGIN, "").replace(MARK_END, "").split())
    assert " ".join(bare.split()) in whole
