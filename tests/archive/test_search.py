"""Search as people type it: accents, phrases, places of marks, signs of a syntax; and a sound index."""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import STORIES, Story, fill, make, plain, put
from sqlite_utils import Database

from archiver.archive.schema import migrate
from archiver.archive.search.index import index_is_sound, index_new, reindex
from archiver.archive.search.query import parse
from archiver.archive.search.search import (
    Tier,
    pieces,
    search,
    tally,
)
from archiver.archive.search.snippets import MARK_BEGIN, MARK_END
from archiver.errors import UsageError
from archiver.vietnamese.text import fold

HOSTILE = (
    '" OR *', "NEAR(", "NEAR(a b, 2)", "title:", "title : x", 'a"b', "\x00", "a\x00b", "*", "^", "-", "a*",
    "a -b", "AND", "OR NOT", "(", ")", '"', '""', '"""', "{title lead} : x", "a + b", "\ud800", "'", "%", "_",
    "'; DROP TABLE articles; --", "x" * 10_000, "thông tin đối ngoại " * 500, '"' * 10_000, "\x02\x03",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = make(tmp_path_factory.mktemp("archive") / "archive.db")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


def in_memory() -> sqlite3.Connection:
    db = Database(memory=True)
    migrate(db, "memory")
    with db.conn:
        fill(db.conn)
    return db.conn


@pytest.fixture
def writable() -> Iterator[sqlite3.Connection]:
    connection = in_memory()
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[sqlite3.Connection]:
    connection = in_memory()
    yield connection
    connection.close()


def found(connection: sqlite3.Connection, words: str, **narrower: object) -> list[str]:
    return [hit.article for hit in search(connection, words, **narrower)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("thong tin doi ngoai", "mic-101"),
        ("thông tin đối ngoại", "mic-101"),
        ("THÔNG TIN ĐỐI NGOẠI", "mic-101"),
        ("da nang", "mic-102"),
        ("Da Nang", "mic-102"),
        ("đà nẵng", "mic-102"),
        ("Đà Nẵng", "mic-102"),
        ("đà nang", "mic-102"),
        ("do quang", "moc-301"),
        ("khởi công", "moc-301"),
        ("vac xin soi", "moh-201"),
    ],
)
def test_words_are_found_with_and_without_accents(
    archive: sqlite3.Connection, words: str, first: str
) -> None:
    assert first == found(archive, words)[0]


@pytest.mark.parametrize("words", ["thông tin đối ngoại", "Đà Nẵng", "sốt xuất huyết"])
def test_decomposed_letters_find_what_composed_letters_find(archive: sqlite3.Connection, words: str) -> None:
    decomposed = unicodedata.normalize("NFD", words)

    assert decomposed != words
    assert search(archive, words) == search(archive, decomposed)


def test_both_places_of_the_tone_mark_are_one_spelling(archive: sqlite3.Connection) -> None:
    old, new = search(archive, "hòa bình"), search(archive, "hoà bình")

    assert old == new
    assert {"moh-201", "moh-202"} == {hit.article for hit in old}
    assert {hit.tier for hit in old} == {Tier.PHRASE_AS_TYPED}


def test_the_phrase_goes_before_the_same_syllables_scattered(archive: sqlite3.Connection) -> None:
    accented, bare = search(archive, "thông tin đối ngoại"), search(archive, "thong tin doi ngoai")

    assert [(hit.article, hit.tier) for hit in accented] == [
        ("mic-101", Tier.PHRASE_AS_TYPED),
        ("mic-103", Tier.WORDS_AS_TYPED),
    ]
    assert [(hit.article, hit.tier) for hit in bare] == [("mic-101", Tier.PHRASE), ("mic-103", Tier.WORDS)]


def test_a_phrase_in_quotes_is_kept_whole(archive: sqlite3.Connection) -> None:
    assert found(archive, "đà nẵng") == ["mic-102", "moc-302"]
    assert ["mic-102"] == found(archive, '"đà nẵng"') == found(archive, "“đà nẵng”")
    assert found(archive, '"đà nẵng" "trung tâm" quyền') == ["mic-102"]


def test_words_spelled_as_typed_go_before_the_same_letters_with_other_accents(
    writable: sqlite3.Connection,
) -> None:
    for docid, body in enumerate(("Mà sao", "Má về", "Mạ non", "mã số"), start=1000):
        put(writable, replace(STORIES[3], number=docid, title="Một câu", paragraphs=plain(body)), docid)

    assert found(writable, "má")[0] == "mic-1001"
    assert {"mic-1000", "mic-1001", "mic-1002", "mic-1003"} <= set(found(writable, "ma"))


def test_a_hit_shows_the_accented_original_with_marks(archive: sqlite3.Connection) -> None:
    hit = search(archive, "da nang")[0]

    assert hit.title == "Đà Nẵng mở trung tâm dữ liệu dùng chung"
    assert f"{MARK_BEGIN}Đà Nẵng{MARK_END} mở trung tâm dữ liệu dùng chung" == hit.marked_title
    assert f"Thành phố {MARK_BEGIN}Đà Nẵng{MARK_END} đưa" in hit.snippet
    assert (hit.site, hit.ministry) == ("mic", "Bộ Thông tin và Truyền thông")
    assert (
        hit.published,
        hit.byline,
        hit.url,
    ) == ("2024-07-02 14:05", "Trần Hải Yến", "https://mic.gov.vn/tin/102.htm")


def test_results_are_narrowed_by_site_and_year(archive: sqlite3.Connection) -> None:
    assert {"mic-102", "moc-305"} == set(found(archive, "trung tâm"))
    assert found(archive, "trung tâm", site="moc") == ["moc-305"]
    assert found(archive, "trung tâm", site="moc", year=2024) == ["moc-305"]
    assert found(archive, "trung tâm", year=2023) == []
    assert found(archive, "trung tâm", site="' OR 1=1 --") == []


@pytest.mark.parametrize("words", ["trung tâm", "và", "cho", "ngoại thông", "a"])
def test_the_tally_counts_what_the_search_finds(archive: sqlite3.Connection, words: str) -> None:
    hits, counts = search(archive, words, limit=100), tally(archive, words)

    assert len(hits) == counts.total
    assert (
        len(hits)
        == sum(count for _, _, count in counts.ministries)
        == sum(count for _, count in counts.years)
    )


def test_pages_of_results_join_without_gap_or_repetition(archive: sqlite3.Connection) -> None:
    whole = found(archive, "cho", limit=100)

    assert len(whole) > 3
    assert whole == [one for at in range(0, 12, 2) for one in found(archive, "cho", limit=2, offset=at)]
    assert [] == found(archive, "cho", limit=0) == found(archive, "cho", offset=1000)


def test_a_withheld_article_is_never_found(archive: sqlite3.Connection) -> None:
    assert found(archive, "cây cầu số bảy") == []
    assert tally(archive, "cây cầu số bảy").total == 0


@pytest.mark.parametrize("words", ["", " ", "?!…", "–", '""', "😀", "\x00", "_"])
def test_a_query_without_a_letter_or_digit_finds_nothing(archive: sqlite3.Connection, words: str) -> None:
    assert parse(words).is_empty
    assert search(archive, words) == []
    assert tally(archive, words).total == 0


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_the_syntax_of_the_search_engine_is_only_words(archive: sqlite3.Connection, words: str) -> None:
    assert search(archive, words) == search(archive, words)
    tally(archive, words)


@given(st.text())
def test_no_text_raises_but_for_a_field_without_a_date(archive: sqlite3.Connection, words: str) -> None:
    with suppress(UsageError):
        search(archive, words)
        tally(archive, words)


@given(
    st.lists(
        st.sampled_from(
            [
                *("da", "nẵng", '"', "*", "(", "NEAR", " OR ", "đ", "\u0301", ":", " -", " ", "\x00", "2023"),
                *("title:", "byline:", "ministry:", "year:", "before:", "after:", "-"),
            ]
        ),
        max_size=12,
    )
)
def test_no_mixture_of_words_and_syntax_raises(archive: sqlite3.Connection, parts: list[str]) -> None:
    with suppress(UsageError):
        hits, counts = search(archive, "".join(parts), limit=100), tally(archive, "".join(parts))
        assert len(hits) == counts.total


@pytest.mark.parametrize("story", [one for one in STORIES if not one.withheld], ids=lambda one: one.public_id)
def test_every_title_finds_its_article_first(archive: sqlite3.Connection, story: Story) -> None:
    for words in (
        story.title,
        fold(story.title),
        story.title.upper(),
        unicodedata.normalize("NFD", story.title),
    ):
        assert story.public_id == found(archive, words)[0]


SYLLABLES = (
    "đường",
    "sắt",
    "Đắk",
    "Lắk",
    "quyết",
    "định",
    "số",
    "nghị",
    "trưởng",
    "bộ",
    "ngành",
    "y",
    "tế",
    "ưu",
)


@given(st.lists(st.sampled_from([*SYLLABLES, "–", "(COVID-19)", "2024,", "“mới”", "12/QĐ-BYT"]), min_size=1))
def test_any_title_without_its_accents_finds_its_article(
    shared: sqlite3.Connection, words: list[str]
) -> None:
    title = " ".join(["Đủ", *words])
    shared.execute("SAVEPOINT one")
    try:
        put(shared, replace(STORIES[3], number=900, title=title, paragraphs=plain("Không có gì.")), 900)

        assert "mic-900" in found(shared, title)
        assert "mic-900" in found(shared, fold(title))
    finally:
        shared.execute("ROLLBACK TO one")
        shared.execute("RELEASE one")


def test_marks_are_told_apart_even_where_stored_text_holds_them() -> None:
    assert pieces(f"a{MARK_BEGIN}b{MARK_BEGIN}c") == [("a", False), ("b", True), ("c", True)]
    assert pieces(f"{MARK_END}a{MARK_BEGIN}") == [("a", False)]


def test_a_sound_index_has_no_findings(writable: sqlite3.Connection) -> None:
    writable.execute("UPDATE articles SET title = 'Đổi tên' WHERE id = 'mic-101'")
    writable.execute("DELETE FROM images")
    writable.execute("DELETE FROM articles WHERE id = 'mic-104'")

    assert index_is_sound(writable) == []
    assert found(writable, "doi ten")[:1] == ["mic-101"]


def test_what_comes_changes_and_goes_before_it_is_indexed_leaves_no_trace_of_its_first_words(
    writable: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("small_archive.index_new", lambda _: None)
    for docid in (50, 51, 52):
        put(writable, replace(STORIES[3], number=docid, title=f"Vạch sơn thứ {docid}"), docid)
    writable.execute("UPDATE articles SET title = 'Cọc tiêu mới' WHERE docid = 51")
    writable.execute("DELETE FROM articles WHERE docid = 52")

    index_new(writable)
    index_new(writable)

    assert index_is_sound(writable) == []
    assert [len(found(writable, words)) for words in ("vạch sơn", "cọc tiêu")] == [1, 1]
    writable.execute("DELETE FROM articles WHERE docid IN (50, 51)")
    assert index_is_sound(writable) == []
    assert [found(writable, words) for words in ("vạch sơn", "cọc tiêu")] == [[], []]


def test_reindexing_repairs_what_the_rebuild_of_the_search_engine_breaks(
    writable: sqlite3.Connection,
) -> None:
    writable.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    writable.commit()
    assert "mic-102" not in found(writable, "da nang")
    assert len(index_is_sound(writable)) == 1

    reindex(writable)

    assert index_is_sound(writable) == []
    assert found(writable, "da nang")[0] == "mic-102"
    assert not writable.in_transaction


def test_missing_and_surplus_entries_of_the_index_are_reported(writable: sqlite3.Connection) -> None:
    writable.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    writable.execute(
        "INSERT INTO articles_fts (rowid, title, lead, body, byline) VALUES (77, 'a', '', '', '')"
    )

    assert index_is_sound(writable) == [
        "12 articles are missing in articles_fts",
        "1 entries of articles_fts have no article",
    ]


def test_pages_join_where_more_articles_match_than_are_compared_by_spelling(
    writable: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archiver.archive.search.ranking.COMPARED", 5)
    monkeypatch.setattr("archiver.archive.search.ranking.COMPARED_APART", 5)
    choose = random.Random(7)
    for docid in range(1000, 1040):
        words = [choose.choice(["đường sắt", "duong sat", "sắt dài đường"]), *choose.choices(SYLLABLES, k=20)]
        put(writable, replace(STORIES[3], number=docid, paragraphs=plain(" ".join(words))), docid)

    pages = [one for at in range(0, 60, 3) for one in found(writable, "đường sắt", limit=3, offset=at)]

    assert 40 == len(set(pages)) == len(pages) == tally(writable, "đường sắt").total
    tiers = [hit.tier for hit in search(writable, "đường sắt", limit=60)]
    assert (tiers[0], tiers[-1]) == (Tier.PHRASE_AS_TYPED, Tier.WORDS)
