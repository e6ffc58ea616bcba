"""Vietnamese and English: every word of the pages is there in both, and a reader gets the one asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import PROJECT, Server, Tags, browsing
from small_archive import make

from archiver.publish.plugin import labels, provenance, troubles
from archiver.publish.plugin.words import ENGLISH

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

TEMPLATES = PROJECT / "archiver/publish/plugin/templates"
CALL = re.compile(r"""\b_\(\s*(?:"([^"]*)"|'([^']*)')""")
LETTERS = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("words")
    make(folder / "archive.db")
    with browsing(folder) as running:
        yield running


def said() -> set[str]:
    words = set()
    for template in TEMPLATES.glob("*.html"):
        words |= {double or single for double, single in CALL.findall(template.read_text())}
    for label in labels.LABELS.values():
        words |= {label.title, label.description, *label.columns.values()}
    return words | set(troubles.REASONS.values()) | set(provenance.FIELDS.values()) | {labels.TITLE}


def test_every_word_of_the_pages_has_its_english() -> None:
    missing = said() - set(ENGLISH)

    assert not missing
    assert not [vietnamese for vietnamese, english in ENGLISH.items() if not english]


def test_english_keeps_the_places_for_values() -> None:
    for vietnamese, english in ENGLISH.items():
        wanted = set(re.findall(r"{\w+}", vietnamese))
        assert set(re.findall(r"{\w+}", english)) == wanted, vietnamese


def test_no_template_says_vietnamese_that_cannot_be_translated() -> None:
    for template in TEMPLATES.glob("*.html"):
        text = re.sub(r"{{.*?}}|{%.*?%}|<code>.*?</code>", "", template.read_text(), flags=re.DOTALL)
        assert not LETTERS.findall(text), template.name


PAGES = ("/", "/tim-kiem?q=trung+tam", "/archive/articles/mic-101", "/archive/articles", "/bo/mic",
         "/bai/mic-101/so-sanh", "/tac-gia", "/van-de", "/luot-thu", "/chup/urn:uuid:1", "/archive",
         "/archive/sites/mic", "/no-such-page")  # fmt: skip


@pytest.mark.parametrize("page", [*PAGES, "/bo", "/archive/articles?id=mic-101"])
def test_one_thing_is_not_said_as_many(server: Server, page: str) -> None:
    text = server.get(page, Cookie="lang=en").text

    assert not re.findall(r"<strong>1</strong>(?:</a>)? \w+s\b", text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_english_for_who_asks_for_it(server: Server, page: str) -> None:
    for headers in ({"Accept_Language": "en-US,en;q=0.9"}, {"Cookie": "lang=en", "Accept_Language": "vi"}):
        text = server.get(page, **headers).text
        assert ("html", {"lang": "en"}) in Tags(text).found
        assert "Skip to content" in text
        assert "Tới nội dung" not in text


def test_the_parameter_is_remembered_in_a_cookie_and_reaches_no_table(server: Server) -> None:
    answer = server.get("/archive/articles?site=mic&lang=en")

    assert ("html", {"lang": "en"}) in Tags(answer.text).found
    assert "<strong>4</strong> articles" in answer.text
    assert answer.headers["set-cookie"].startswith("lang=en; Path=/")
    assert server.get("/?lang=xx").headers["set-cookie"].startswith("lang=vi")
    assert server.get("/").headers["set-cookie"] is None


def test_each_page_links_to_itself_in_the_other_language(server: Server) -> None:
    tags = Tags(server.get("/tim-kiem?q=a%26b", Cookie="lang=vi").text).found
    (link,) = [one for tag, one in tags if tag == "a" and one.get("hreflang")]

    assert link["href"] == "/tim-kiem?q=a%26b&lang=en"
    assert link["lang"] == "en"
    (link,) = [one for _, one in Tags(server.get("//evil.example/x").text).found if one.get("hreflang")]
    assert not str(link["href"]).startswith("//")


def test_what_a_portal_wrote_is_marked_as_vietnamese_on_an_english_page(server: Server) -> None:
    text = server.get("/tim-kiem?q=trung+tam", Cookie="lang=en").text

    assert text.count('<article class="entry" lang="vi">') == 2
    assert "Tuesday, 2 July 2024, 14:05" in text
