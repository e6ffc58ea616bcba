"""Old Vietnamese encodings as bytes and as fonts, misread UTF-8, and everything that must stay as it is.

FAULTS 6.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime

import dateparser.data.date_translation_data as locale_words
import legacy_writing
import pytest
from cost import bounded
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.demo.language import body, tell
from archiver.records import VIETNAM
from archiver.vietnamese.encodings import decode_legacy, legible, may_be_legacy, mend
from archiver.vietnamese.legacy_tables import (
    from_tcvn3,
    from_tcvn_5712,
    from_viscii,
    from_vni,
    from_windows_1258,
)

SMALL = [
    letter
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    if not (letter := unicodedata.normalize("NFC", base + tone)).isascii()
] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]
PROSE = (
    "Sáng thứ bảy, đoàn kiểm tra đã lội qua suối để đến bản xa nhất của huyện, nơi mưa lũ cuốn mất cầu gỗ.",
    "Thư viện nhỏ mở cửa lúc bảy giờ; trẻ em ngồi đọc truyện dưới gốc đa, người già hỏi mượn báo cũ.",
    "Kỹ sư trẻ vẽ lại bản đồ mạng lưới điện, ghi rõ từng trạm biến áp và những quãng dây đã quá tuổi.",
    "Hội nghị kết thúc muộn, nhưng ai cũng muốn nghe nốt ý kiến của các hợp tác xã trồng quế ở vùng cao.",
    "Bưu điện xã nhận chuyển miễn phí sách giáo khoa cho học sinh ở đảo, trừ những ngày biển động dữ dội.",
)
ENCODERS: dict[str, Callable[[str], bytes]] = {
    "tcvn3": legacy_writing.tcvn3,
    "vni": legacy_writing.vni,
    "viscii": legacy_writing.viscii,
    "windows-1258": legacy_writing.windows_1258,
}


def as_windows_1252(body: bytes) -> str:
    """What a browser shows of bytes it takes for windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in body)


def as_windows_1258(body: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1258", "ignore") or chr(byte) for byte in body)


def test_there_are_134_letters() -> None:
    assert 134 == len(set(LETTERS))


@pytest.mark.parametrize(
    ("encode", "read"),
    [
        (legacy_writing.vni, from_vni),
        (legacy_writing.viscii, from_viscii),
        (legacy_writing.windows_1258, from_windows_1258),
    ],
    ids=["vni", "viscii", "windows-1258"],
)
def test_every_letter_of_both_cases_survives(
    encode: Callable[[str], bytes], read: Callable[[str], str]
) -> None:
    assert LETTERS == [read(encode(letter).decode("latin-1")) for letter in LETTERS]
    assert "".join(LETTERS) == read(encode("".join(LETTERS)).decode("latin-1"))


def test_every_letter_of_the_abc_fonts_survives_and_capitals_among_capitals() -> None:
    own_capitals = [letter for letter in LETTERS if letter in "ĂÂÊÔƠƯĐ"]
    for letter in SMALL + own_capitals:
        assert letter == from_tcvn3(legacy_writing.tcvn3(letter).decode("latin-1"))
    for letter in LETTERS[len(SMALL) :]:
        word = f"TH{letter}NG"
        assert word == from_tcvn3(legacy_writing.tcvn3(word).decode("latin-1"))


def test_capitals_of_a_heading_in_the_abc_fonts_are_capitals() -> None:
    heading = "BỘ GIÁO DỤC VÀ ĐÀO TẠO"
    bold = f"<b>{heading}</b> Quyết định"

    assert heading == from_tcvn3(legacy_writing.tcvn3(heading).decode("latin-1"))
    assert bold == from_tcvn3(legacy_writing.tcvn3(bold).decode("latin-1"))


@pytest.mark.parametrize(
    ("name", "read"), [("TCVN5712-1", from_tcvn_5712), ("VISCII", from_viscii), ("CP1258", from_windows_1258)]
)
def test_every_byte_means_what_iconv_says(name: str, read: Callable[[str], str]) -> None:
    iconv = shutil.which("iconv")
    listed = subprocess.run([iconv, "-l"], check=True, capture_output=True, text=True).stdout if iconv else ""
    if iconv is None or name not in listed:
        pytest.skip(f"no iconv that knows {name} on this machine")
    codes = [0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x20, 0x100)]
    # Behind `-c`, a byte that means nothing leaves its line empty.
    asked = b"\n".join(bytes([code]) for code in codes)
    command = [iconv, "-c", "-f", name, "-t", "UTF-8"]
    told = subprocess.run(command, input=asked, check=False, capture_output=True).stdout.decode().split("\n")

    compared = 0
    for code, letter in zip(codes, told, strict=True):
        if letter.strip() and letter.isprintable():
            assert unicodedata.normalize("NFC", letter) == read(chr(code)), hex(code)
            compared += 1
    assert compared > 200


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("sentence", PROSE)
def test_bytes_of_an_old_encoding_are_recognised(name: str, sentence: str) -> None:
    page = f"<html><head><title>{sentence[:40]}</title></head><body><p>{sentence}</p></body></html>"

    assert (page, name) == decode_legacy(ENCODERS[name](page))


def test_the_standard_with_its_capitals_is_told_from_the_fonts() -> None:
    page = "ỦY BAN NHÂN DÂN HUYỆN MỞ LỚP DẠY NGHỀ: " + PROSE[0]
    table = {
        from_tcvn_5712(chr(code)): code
        for code in range(256)
        if chr(code).isascii() is False or chr(code) < " "
    }
    body = bytes(table[letter] if letter in table else ord(letter) for letter in page)

    assert (page, "tcvn-5712") == decode_legacy(body)


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("sentence", PROSE)
def test_text_typed_in_an_old_font_is_mended(name: str, sentence: str) -> None:
    assert (sentence, name) == mend(as_windows_1252(ENCODERS[name](sentence)))


@pytest.mark.parametrize("sentence", PROSE)
@pytest.mark.parametrize(
    ("misread", "wrong"),
    [
        (as_windows_1252, "utf-8 as windows-1252"),
        (lambda body: body.decode("latin-1"), "utf-8 as windows-1252"),
        (as_windows_1258, "utf-8 as windows-1258"),
    ],
    ids=["windows-1252", "latin-1", "windows-1258"],
)
def test_utf_8_read_as_something_else_is_mended(
    sentence: str, misread: Callable[[bytes], str], wrong: str
) -> None:
    assert (sentence, wrong) == mend(misread(sentence.encode()))


def test_utf_8_misread_twice_is_mended() -> None:
    once = as_windows_1252(PROSE[1].encode())

    assert PROSE[1] == mend(as_windows_1252(once.encode()))[0]


def test_quotes_and_dashes_of_an_english_text_are_mended_too() -> None:
    assert mend("Itâ€™s late â€“ but â€œnot too lateâ€\x9d")[0] == "It’s late – but “not too late”"


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("Th«ng tin vµ TruyÒn th«ng", "Thông tin và Truyền thông"),
        ("Thoâng tin vaø Truyeàn thoâng", "Thông tin và Truyền thông"),
        ("Hµ Néi, ngµy 12 th¸ng 5 n¨m 2003", "Hà Nội, ngày 12 tháng 5 năm 2003"),
        ("Haø Noäi, ngaøy 12 thaùng 5 naêm 2003", "Hà Nội, ngày 12 tháng 5 năm 2003"),
        ("QuyÕt ®Þnh sè 12/2003/Q§-UBND", "Quyết định số 12/2003/QĐ-UBND"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ("ÑOÄC LAÄP - TÖÏ DO", "ĐỘC LẬP - TỰ DO"),
        ("S¾c   lÖnh cña Chñ tÞch n\u00adíc", "Sắc lệnh của Chủ tịch nước"),
        ("“C«ng b¸o” – sè míi", "“Công báo” – số mới"),
    ],
)
def test_lines_as_offices_typed_them_become_legible(damaged: str, right: str) -> None:
    assert right == legible(damaged)


def test_right_words_beside_an_old_font_stay() -> None:
    mixed = "Thông báo của Sở: Th«ng tin vµ TruyÒn th«ng"

    assert mend(mixed) == ("Thông báo của Sở: Thông tin và Truyền thông", "tcvn3")


def test_a_label_of_one_word_needs_to_know_what_its_page_was_typed_in() -> None:
    assert mend("Tin tøc") == ("Tin tøc", "")
    assert mend("Tin tøc", known="tcvn3") == ("Tin tức", "tcvn3")
    assert mend("Tin tức", known="tcvn3") == ("Tin tức", "")


HARD = [
    *(
        "",
        " ",
        "25°C",
        "1.245 m²",
        "5 µm",
        "từ 5 µm đến 10 µl",
        "Ø 20 mm",
        "3 × 4 × 5",
        "±0,5%",
        "½ giờ",
        "§ 5",
    ),
    *(
        "© 2013 Bộ Thông tin",
        "Microsoft® Windows™",
        "«Thông tin»",
        "« Tin tức »",
        "“Tin” – ‘mới’…",
        "€100, £5",
    ),
    *(
        "café",
        "Café de la Paix",
        "où",
        "Là où il est né",
        "Zürich",
        "Køge",
        "Malmö",
        "São Paulo",
        "señor José",
    ),
    *(
        "naïve",
        "Beyoncé",
        "Đắk Lắk",
        "Pleiku",
        "Krông Ana",
        "Ê-đê",
        "Ý",
        "à",
        "ồ!",
        "Hà Nội",
        "HÀ NỘI",
        "Uỷ ban",
    ),
    *(
        "thuý",
        "hoà",
        "QUÀ",
        "Ầu ơ",
        "ÂÂ",
        "ÃÃ",
        "đầu tư",
        "Đ.V.A",
        "TP.HCM",
        "Công ty Møller",
        "thị trường Åland",
    ),
    "Le président a été reçu à l'Élysée où il a prononcé un discours sur la coopération franco-vietnamienne.",
    "Der Präsident besuchte Köln und äußerte sich über die größten Städte; Mädchen grüßten fröhlich.",
    "El año próximo el niño irá a la montaña con su compañero de Logroño.",
    "Så gik de på vejen, før det blev mørkt, og børnene så ærøske både.",
    "Město přijalo nový územní plán; žluťoučký kůň pěl ďábelské ódy.",
    "def mend(text): return re.sub(r'[\\x80-\\xff]+', '¶', text)  # §¶•ªº",
    "x² + y² ≤ r², α → β, 10⁻³ ± 2 µs",
    "https://mic.gov.vn/tin-tuc?id=1&q=%C4%91%E1%BB%99",
    "Ông nói: “Được”, rồi bà ấy gật đầu – thế là xong…",
    "Mai có quà cho bé, bé có thích không?",
    "Xã ta có hai ao cá, ba lò gạch và một sân đá bóng",
]


@pytest.mark.parametrize("text", HARD)
def test_what_only_looks_damaged_stays(text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0"), text.upper()):
        assert mend(form) == (form, "")


PARAGRAPHS = [
    paragraph.text
    for number in range(40)
    for paragraph in body(tell(7, number, datetime(2024, 5, 6, 8, 30, tzinfo=VIETNAM)))
]


@pytest.mark.parametrize("name", ENCODERS)
def test_hundreds_of_paragraphs_come_back_letter_for_letter(name: str) -> None:
    assert len(PARAGRAPHS) > 300
    encoded = [
        (text, as_windows_1252(ENCODERS[name](text)))
        for text in PARAGRAPHS
        if len(text.split()) >= 10 and not set(text) & set("“”–’…")
    ]
    # TCVN3 has no byte for a capital with a tone.
    told = str.lower if name == "tcvn3" else str
    wrong = [text for text, damaged in encoded if told(mend(damaged)[0]) != told(text)]

    assert wrong == []
    assert len(encoded) > 150


def test_hundreds_of_right_paragraphs_stay() -> None:
    assert [text for text in PARAGRAPHS if mend(text) != (text, "")] == []


def phrases(words: object) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for inner in words.values():
            yield from phrases(inner)
    elif isinstance(words, list):
        for inner in words:
            yield from phrases(inner)


LANGUAGES = [module.name for module in pkgutil.iter_modules(locale_words.__path__)]


def test_no_language_is_taken_for_damaged_vietnamese() -> None:
    assert len(LANGUAGES) > 200
    for language in LANGUAGES:
        words = list(phrases(importlib.import_module(f"{locale_words.__name__}.{language}").info))
        for text in (
            " ".join(words),
            *(" ".join(words[place : place + 6]) for place in range(0, len(words), 6)),
        ):
            assert mend(text) == (text, ""), language


@pytest.mark.parametrize(
    "encoding",
    ["cp1252", "cp1250", "cp1251", "iso8859-7", "koi8-r", "gbk", "shift_jis", "euc_kr", "utf-16-le"],
)
def test_no_encoding_of_other_languages_is_taken_for_an_old_vietnamese_one(encoding: str) -> None:
    for language in LANGUAGES:
        if language == "vi":
            continue
        text = " ".join(phrases(importlib.import_module(f"{locale_words.__name__}.{language}").info))
        assert decode_legacy(text.encode(encoding, "ignore")) is None, language


@given(st.text(st.characters()))
@example("Ã\u00a0")
@example("á»")
@example("×" * 200_000 + "a")
def test_any_text_is_mended_without_an_error_and_once_is_enough(text: str) -> None:
    mended, wrong = mend(text)

    assert wrong or mended == text
    assert may_be_legacy(text) or not wrong
    assert legible(mended) == legible(text)


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=4), st.sampled_from([*ENCODERS]))
def test_mended_text_is_not_mended_again(sentences: list[str], name: str) -> None:
    text = " ".join(sentences)

    assert mend(as_windows_1252(ENCODERS[name](text))) == (text, name)
    assert mend(text) == (text, "")


@given(st.binary())
def test_any_bytes_are_read_or_refused_without_an_error(body: bytes) -> None:
    found = decode_legacy(body)

    assert found is None or found[1] in {*ENCODERS, "tcvn-5712"}


def test_a_long_run_of_signs_costs_no_quadratic_time() -> None:
    with bounded(20):
        for hostile in ("×" * 300_000 + "a", "a×" * 150_000, "×a " * 100_000, "á»" * 150_000, "Ã" * 300_000):
            mend(hostile)
            decode_legacy(hostile.encode("cp1252"))
