"""The two forms of a text, and the key under which both spellings of a tone are one.

FAULTS 6 and 8.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archiver.vietnamese.bylines import (
    is_photo_credit,
    read_byline,
    read_source_line,
    split_credit,
    split_lead_prefix,
    split_trailing_byline,
)
from archiver.vietnamese.encodings import is_damaged, legible, mend, unreadable
from archiver.vietnamese.names import is_initials, is_place, person_name
from archiver.vietnamese.syllables import is_syllable
from archiver.vietnamese.text import clean, fold, tone_key
from archiver.vietnamese.timestamps import find_timestamps, parse_machine_time, parse_timestamp

#: Any code point, lone surrogates included: what `surrogateescape` and broken JSON bring.
ANYTHING = st.text(st.characters())
#: What Vietnamese pages are made of, with the traps among it.
VIETNAMESE = st.text(
    st.sampled_from(
        "aăâeêioôơuưyđAĂÂĐƯ bcghknpqt.,-ạặệỗợựỵÀỄỘ"
        "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u00a0\u200b\ufeff\u00ad\u2009"
    )
)


def test_no_command_to_a_terminal_is_kept() -> None:
    assert clean("Họp\x1b[2J \x00báo\x7f a\x07\u0301") == "Họp[2J báo á"


@given(ANYTHING | VIETNAMESE)
@example("\u0130")
@example("a\u034f\u0301")
@example(" \u200b ")
def test_cleaning_folding_and_keying_again_changes_nothing(text: str) -> None:
    assert clean(text) == clean(clean(text))
    assert fold(text) == fold(fold(text))
    assert tone_key(text) == tone_key(tone_key(text))


@given(ANYTHING | VIETNAMESE)
def test_clean_text_is_nfc_with_single_spaces_and_nothing_invisible(text: str) -> None:
    cleaned = clean(text)

    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not set(cleaned) & set("\u00ad\u200b\u200d\u2060\ufeff")


LETTERS = [
    letter
    for code in [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]
    if unicodedata.normalize("NFD", letter := chr(code))[0].isascii() or letter in "đĐ"
]


@given(st.text(st.sampled_from(LETTERS)))
def test_folding_keeps_one_letter_per_letter_and_nothing_but_ascii(word: str) -> None:
    folded = fold(word)

    assert len(word) == len(folded)
    assert folded.isascii()
    assert folded == folded.lower()


@given(st.lists(st.text(st.sampled_from(LETTERS), min_size=1)), st.sampled_from(["NFC", "NFD"]))
def test_folding_keeps_the_length_of_every_syllable(
    syllables: list[str], form: Literal["NFC", "NFD"]
) -> None:
    text = unicodedata.normalize(form, " ".join(syllables))

    assert [len(syllable) for syllable in syllables] == [len(folded) for folded in fold(text).split()]
    assert fold(text) == fold(fold(text))


READERS: dict[str, Callable[[str], object]] = {
    reader.__name__: reader
    for reader in (
        *(clean, fold, tone_key, legible, mend, unreadable, is_damaged, is_syllable),
        *(parse_timestamp, find_timestamps, parse_machine_time, person_name, is_initials, is_place),
        *(read_byline, split_trailing_byline, read_source_line, split_lead_prefix, split_credit),
        is_photo_credit,
    )
} | {"relative": lambda text: parse_timestamp(text, relative_to=datetime(2026, 3, 7, tzinfo=UTC))}
#: Text with everything the readers look for in it.
MIXED = st.lists(
    st.sampled_from(
        [
            *(
                "Thứ tư, ",
                "05/06/2013",
                " 09:32",
                "24:00",
                "99/99/9999",
                "ngày ",
                "tháng ",
                "năm ",
                "12:00 AM",
            ),
            *(
                "2 giờ trước",
                "hôm qua",
                "GMT+7",
                "(",
                ")",
                ":",
                "Tác giả",
                "Tin, ảnh",
                "PV",
                "Theo ",
                "Nguồn",
            ),
            *(
                "Lưu Hương",
                "./.",
                "    ",
                "\n",
                "Ảnh: ",
                "(Mic.gov.vn) - ",
                "Th«ng",
                "Ã¡",
                "\ufffd",
                "²",
                "٣",
            ),
        ]
    )
    | ANYTHING
).map("".join)


@pytest.mark.parametrize("reader", READERS)
@given(text=ANYTHING | VIETNAMESE | MIXED)
@settings(max_examples=60)
def test_no_text_makes_a_reader_fail(reader: str, text: str) -> None:
    READERS[reader](text)


@given(VIETNAMESE)
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    for reading in (clean, fold, tone_key):
        assert reading(unicodedata.normalize("NFC", text)) == reading(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("HÓA", "HOÁ"),
        ("Tỏa sáng", "Toả sáng"),
        ("đõa", "đoã"),
        ("họa sĩ", "hoạ sĩ"),
        ("khỏe", "khoẻ"),
        ("lòe xòe", "loè xoè"),
        ("thúy", "thuý"),
        ("Ủy ban", "Uỷ ban"),
        ("lũy", "luỹ"),
        ("tùy", "tuỳ"),
        ("thụy", "thuỵ"),
        ("Hòa-Bình", "Hoà-Bình"),
        ("qúy", "quý"),
    ],
)
def test_both_places_of_the_tone_have_one_key(old: str, new: str) -> None:
    assert tone_key(old) == tone_key(new) == tone_key(unicodedata.normalize("NFD", old))
    assert fold(old) == fold(new)


@pytest.mark.parametrize(
    "word", ["của", "múa", "quý", "quỳnh", "hoàn", "ngoáy", "khuỷu", "hoài", "kịa", "thuế", "huệ", "thuở"]
)
def test_words_with_one_spelling_keep_it_in_their_key(word: str) -> None:
    assert word == tone_key(word)


def test_words_that_differ_in_more_than_the_place_keep_apart() -> None:
    assert len({tone_key(word) for word in ("hòa", "hóa", "hoa", "hỏa", "họa", "hoàn", "hoàng")}) == 7
