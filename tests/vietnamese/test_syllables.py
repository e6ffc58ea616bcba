"""Which words the rules of the alphabet allow."""

from __future__ import annotations

from archiver.vietnamese.syllables import is_syllable


def test_vietnamese_syllables_are_well_formed() -> None:
    right = (
        "nghiêng nguyễn quyết quýt quỳnh khuya khuỷu thuở giếng gì giặt gìn huýt ngoằn ngoèo xoong yêu yểu ý "
        "oà oẹ uỷ ủy hoà hòa cửa của mười tuần tuyết ghế ghì kẻng kỹ khoẻ khỏe ngoéo chưởng rượu hươu cừu"
    )

    assert [word for word in right.split() if not (is_syllable(word) and is_syllable(word.upper()))] == []


def test_what_the_rules_forbid_is_no_syllable() -> None:
    wrong = "cê kăng ghà ngiêng càc thoâng tùân hòan uôn1 màn2 bcd ing Thông-tin zá quư quua dzô"

    assert [word for word in wrong.split() if is_syllable(word)] == []
