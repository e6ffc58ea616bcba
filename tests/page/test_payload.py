"""From bytes to the text of a page: encodings as servers really declare them, and what is no page.

FAULTS 1 to 5 and 7.
"""

from __future__ import annotations

import legacy_writing
import pytest
from cost import bounded
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import ExtractionError, NotAnArticle, PayloadError
from archiver.page.formatting import reopened
from archiver.page.nesting import deepest
from archiver.page.page import Page, text_of
from archiver.page.payload import LARGEST_PAGE, decode, html_text
from archiver.records import Payload, Reason

SENTENCE = "Bộ trưởng đã ký quyết định thành lập thư viện số ở vùng sâu."
PAGE = f"<html><body><p>{SENTENCE}</p></body></html>"


def payload(body: bytes, content_type: str = "text/html") -> Payload:
    return Payload(url="https://mic.gov.vn/a-19712345.htm", body=body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE.encode(), "text/html; charset=windows-1252"),
        (PAGE.encode(), ""),
        (PAGE.encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        (PAGE.encode("utf-16"), "text/html; charset=utf-8"),
        (PAGE.encode("utf-16-le"), "text/html"),
        (PAGE.encode("utf-16-be"), "text/html"),
        (b'<meta charset=" utf-8;">' + PAGE.encode(), "text/html; charset=\xff\xfe"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset = \'utf8">' + PAGE.encode(), "x"),
        (PAGE.encode() + b"<p>\xc3</p>", "text/html; charset=utf-8"),
        (PAGE.encode() + b"<p>\xc3</p>", "text/html; charset=windows-1252"),
        (PAGE.encode() + b"<p>\xe1\xbb</p>", "text/html; charset=iso-8859-1"),
        (PAGE.encode() + b"<p>\x93\x94</p>", "text/html; charset=windows-1258"),
        (PAGE.encode() + b"<p>\xc3</p>", "text/html; charset=x-user-defined"),
        (b'<meta charset="gb2312">' + PAGE.encode(), "text/html; charset=" + "a" * 300),
        (b"<meta charset=>" + PAGE.encode("utf-8-sig")[3:], "\x00; charset=\x80"),
        (PAGE.encode("utf-8-sig") + b"\xff", "text/html; charset=windows-1258"),
    ],
    ids=["header lies", "nothing said", "BOM against header", "UTF-16 with BOM", "UTF-16 LE", "UTF-16 BE",
         "broken header", "broken meta", "one cut letter", "cut and header lies", "cut and latin-1",
         "quotes of Windows", "cut and unknown charset", "meta lies", "empty meta", "BOM and a bad byte"],
)  # fmt: skip
def test_vietnamese_text_survives_what_servers_say_about_it(body: bytes, content_type: str) -> None:
    assert SENTENCE in html_text(payload(body, content_type))


OLD = {
    "tcvn3": legacy_writing.tcvn3,
    "vni": legacy_writing.vni,
    "viscii": legacy_writing.viscii,
    "windows-1258": legacy_writing.windows_1258,
}


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/html",
        *(f"text/html; charset={name}" for name in ("windows-1252", "utf-8", "windows-1258", "x-viet-vps")),
    ],
)
def test_a_page_in_an_old_vietnamese_encoding_is_read_whatever_is_declared(
    encoding: str, content_type: str
) -> None:
    assert PAGE == decode(OLD[encoding](PAGE), content_type)


def test_letters_that_cannot_be_read_do_not_cost_the_page() -> None:
    page = decode(PAGE.encode().replace("sâu".encode(), b"s\xe2\x80u"), "text/html; charset=utf-8")

    assert SENTENCE.replace("sâu", "s\ufffdu") in page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le ministre a été reçu à l'Élysée où il a signé l'accord.", "cp1252"),
        ("Министр подписал соглашение о школьных библиотеках.", "cp1251"),
        ("部长签署了关于农村图书馆的决定。", "gb18030"),
    ],
)
def test_a_declared_encoding_of_another_language_holds(text: str, encoding: str) -> None:
    body = f"<html><meta charset={encoding}><p>{text}</p></html>".encode(encoding)

    assert text in decode(body)
    assert text in decode(body, f"text/html; charset={encoding}")


def test_windows_1258_is_read_with_its_tones_whether_declared_or_not() -> None:
    text = "Ủy ban nhân dân tỉnh mở lớp học chữ cho người lớn tuổi ở bản xa."
    # The code page has no letter with vowel mark and tone in one: the tone is a byte of its own.
    pieces = {
        "Ủ": "U\u0309",
        "ỉ": "i\u0309",
        "ở": "ơ\u0309",
        "ớ": "ơ\u0301",
        "ọ": "o\u0323",
        "ổ": "ô\u0309",
        "ả": "a\u0309",
    }
    body = (
        "".join(pieces.get(letter, letter) for letter in text).replace("ữ", "ư\u0303").replace("ờ", "ơ\u0300")
    )
    encoded = f"<html><p>{body}</p></html>".encode("cp1258")

    for content_type in ("text/html; charset=windows-1258", "text/html"):
        assert text == text_of(Page(decode(encoded, content_type), "").one("p"))


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", Reason.EMPTY),
        (b" \r\n\xef\xbb\xbf", "text/html", Reason.EMPTY),
        (b"%PDF-1.7 ...", "text/html", Reason.NOT_HTML),
        (b"\x89PNG\r\n", "image/png", Reason.NOT_HTML),
        (b"\xff\xd8\xff\xe0", "", Reason.NOT_HTML),
        (b"PK\x03\x04", "application/msword", Reason.NOT_HTML),
        (b'{"articles": []}', "application/json", Reason.NOT_HTML),
        (b"<?xml version='1.0'?><rss></rss>", "text/xml", Reason.NOT_HTML),
        (b"plain words", "text/plain", Reason.NOT_HTML),
    ],
)
def test_what_is_no_page_is_named(body: bytes, content_type: str, reason: Reason) -> None:
    with pytest.raises(NotAnArticle) as raised:
        html_text(payload(body, content_type))

    assert reason == raised.value.reason


def test_a_download_that_was_cut_off_is_never_half_an_article() -> None:
    cut = Payload(url="https://mic.gov.vn/", body=PAGE.encode(), truncated="length")

    with pytest.raises(PayloadError, match="cut off"):
        html_text(cut)


def test_a_page_beyond_the_download_limit_is_refused() -> None:
    with pytest.raises(PayloadError, match="expected at most"):
        html_text(payload(b"<p>" + b"a" * LARGEST_PAGE))


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<font color='#{}'>", "<b title='{}'>", "<span>"])
def test_nesting_without_end_is_refused_before_it_is_parsed(tag: str) -> None:
    body = "".join(tag.format(number) for number in range(30_000)).encode()

    with bounded(5), pytest.raises(PayloadError, match="nested"):
        html_text(payload(body))


def test_many_elements_beside_each_other_are_not_deep() -> None:
    assert deepest("<div><p>a<br></div>" * 5_000, tags=15_000, limit=100) == 1


@given(st.binary(max_size=400), st.text(max_size=60))
def test_any_bytes_become_text_or_a_named_reason(body: bytes, content_type: str) -> None:
    try:
        text = html_text(payload(body, content_type))
    except ExtractionError:
        return

    assert isinstance(text, str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\x00"), min_size=1))
def test_valid_utf_8_is_never_read_as_anything_else(text: str) -> None:
    assert text == decode(text.encode(), "text/html; charset=windows-1252")


def unclosed(fonts: int, paragraphs: int) -> bytes:
    """A page in which every paragraph opens the same fonts again."""
    opened = "".join(f"<font size={number}>" for number in range(fonts))
    return f"<html><body><div>{opened}</div>{'<p>chữ' * paragraphs}</body></html>".encode()


def test_formatting_that_never_ends_is_no_page_where_a_parser_would_multiply_it() -> None:
    # Parsing takes a minute and 3 GB.
    with bounded(10), pytest.raises(PayloadError, match="formatting elements without an end"):
        html_text(payload(unclosed(500, 10_000)))

    assert "<p>chữ" in html_text(payload(unclosed(30, 2_000)))


def test_formatting_that_ends_or_is_written_alike_is_not_multiplied() -> None:
    closed = "<p><font size=1><b id=2>chữ</b></font>" * 3_000
    alike = "<p><font size=2 color=red>chữ" * 3_000
    cells = "<table>" + "".join(f"<tr><td><font size={n}>chữ" for n in range(2_000)) + "</table>"

    assert reopened(closed, tags=15_000, limit=0) == 0
    assert reopened(alike, tags=6_000, limit=10_000) < 10_000
    assert reopened(cells, tags=6_000, limit=10_000) < 10_000
