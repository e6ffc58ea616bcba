"""`archiver browse`: its pages, what they promise to every reader, and how it begins or says why not."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import PROJECT, Server, Tags, browsing, started
from small_archive import BROKEN_IMAGE, SCRIPT, fill, make
from sqlite_utils import Database

from archiver.archive.schema import migrate
from archiver.errors import StorageError, UsageError
from archiver.publish.browse import browse
from archiver.publish.plugin import labels

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

STYLES = PROJECT / "archiver/publish/plugin/static/archive.css"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("kho lưu trữ")
    make(folder / "archive.db")
    with browsing(folder) as running:
        yield running


PAGES = (
    "/",
    "/tim-kiem",
    "/tim-kiem?q=alert",
    "/tim-kiem?q=" + quote(SCRIPT + BROKEN_IMAGE),
    "/archive",
    "/archive?_show_hidden=1",
    "/archive?sql=select+title,byline,url+from+articles",
    "/archive?sql=select+nothing",
    "/archive/articles",
    "/archive/articles?_search=" + quote(SCRIPT),
    "/archive/articles?title__contains=" + quote(BROKEN_IMAGE),
    "/archive/articles?_col=title&_col=byline",
    "/archive/articles/mic-101",
    "/archive/articles/moc-303",
    "/archive/images",
    "/archive/images/mic-101,2",
    "/archive/paragraphs",
    "/archive/coverage",
    "/archive/sites/mic",
    "/archive/captures",
    "/bo",
    "/bo/moc",
    "/tac-gia",
    "/tac-gia?chu=%22",
    "/tac-gia?ten=" + quote(BROKEN_IMAGE),
    "/van-de",
    "/luot-thu",
    "/chup/urn:uuid:10",
    "/bai/moc-303/so-sanh",
    "/bo/no-such-site",
    "/chup/no-such-capture",
    "/-/metadata",
    "/no-such-page",
    "/archive/articles/no-such-article",
    "/" + quote(SCRIPT),
)


@pytest.mark.parametrize(
    "page", [*PAGES, "/archive/articles.json", "/archive/articles.csv", "/static/archive.css"]
)
def test_every_response_carries_the_safe_headers(server: Server, page: str) -> None:
    headers = server.get(page).headers

    (policy,) = headers.get_all("content-security-policy", [])
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("page", PAGES)
def test_stored_and_typed_text_never_becomes_markup(server: Server, page: str) -> None:
    tags = Tags(server.get(page).text).found

    assert not [tag for tag, _ in tags if tag in {"script", "img", "iframe", "object", "style"}]
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (
            tag,
            attributes,
        )
        target = (attributes.get("href") or attributes.get("action") or "/").strip().lower()
        assert target.startswith(("/", "http:", "https:", "?", "#")), (tag, attributes)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_speaks_vietnamese(server: Server, page: str) -> None:
    answer = server.get(page)
    tags = Tags(answer.text).found

    assert answer.status < 500
    assert ("html", {"lang": "vi"}) in tags
    assert [attributes["href"] for tag, attributes in tags if attributes.get("rel") == "stylesheet"] == [
        "/static/archive.css"
    ]
    assert labels.TITLE in answer.text


def test_the_first_page_shows_ministries_counts_and_newest_articles(server: Server) -> None:
    text = server.get("/").text

    assert "Bộ Y tế" in text
    assert "3 bài<br>2023–2025" in text
    assert "Thứ Tư, 18/6/2025, 16:00" in text
    assert 'action="/tim-kiem"' in text
    assert text.index("sốt xuất huyết") < text.index("quy chuẩn chống cháy") < text.index("Bến xe".lower())
    assert "cây cầu số bảy" not in text


@pytest.mark.parametrize("words", ["da nang", "Đà Nẵng", "đà nẵng", "NEAR( nang da"])
def test_the_table_is_searched_with_and_without_accents(server: Server, words: str) -> None:
    rows = server.json(f"/archive/articles.json?_shape=array&_search={quote(words)}")

    assert isinstance(rows, list)
    expected = set() if "NEAR" in words else {"mic-102", "moc-302"}
    assert {row["id"] for row in rows} == expected
    assert (
        "trung tâm dữ liệu dùng chung" in server.get(f"/archive/articles?_search={quote(words)}").text
    ) == bool(expected)


@pytest.mark.parametrize("words", ['" OR *', "title:", 'a"b', "%00", "(", "***", "%20"])
def test_no_search_of_the_table_is_a_syntax_error(server: Server, words: str) -> None:
    assert server.get(f"/archive/articles.json?_search={quote(words, safe='%')}").status == 200


def test_a_search_of_one_column_is_refused_rather_than_answered_wrongly(server: Server) -> None:
    assert server.get("/archive/articles?_search_title=da").status == 400


def test_articles_are_counted_by_ministry_and_year(server: Server) -> None:
    answer = server.json("/archive/articles.json?_size=0")

    assert isinstance(answer, dict)
    facets = answer["facet_results"]
    assert {one["value"]: one["count"] for one in facets["ministry"]["results"]} == {
        "Bộ Thông tin và Truyền thông": 4,
        "Bộ Xây dựng": 4,
        "Bộ Y tế": 3,
    }
    assert {one["value"]: one["count"] for one in facets["year"]["results"]} == {
        2025: 3, 2024: 4, 2023: 2, 2022: 1, 2021: 1,
    }  # fmt: skip
    assert "year=2024" in server.get("/archive/articles").text


def test_the_table_starts_with_the_newest_article(server: Server) -> None:
    rows = server.json("/archive/articles.json?_shape=array")

    assert isinstance(rows, list)
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)


def test_an_article_reads_like_an_article(server: Server) -> None:
    text = server.get("/archive/articles/mic-101").text

    for part in (
        "<h1>Tập huấn công tác thông tin đối ngoại cho cán bộ cấp xã</h1>",
        "Thứ Ba, 14/3/2023, 09:30",
        "Lê Minh Khuê",
        '<p class="opening">Sáng nay,',
        "<h2>Học bằng tình huống</h2>",
        '<p class="caption">Học viên trao đổi',
        "<ul><li>Buổi một: nghe và ghi lại.</li><li>Buổi hai",
        "<blockquote><p>Viết cho người ở xa",
        "<tr><td>1</td><td>Nghe và ghi</td><td>204</td></tr>",
        '<p class="source">Nguồn: Phòng Tuyên truyền</p>',
        'href="https://mic.gov.vn/tin/101.htm"',
        '?q=%22l%C6%B0u+tr%E1%BB%AF%22">lưu trữ</a>',
        'href="https://mic.gov.vn/a.pdf">Lịch</a>',
        'href="https://mic.gov.vn/a.jpg">Học viên trong giờ nghỉ</a>',
    ):
        assert part in text
    assert 'href="javascript:' not in text


def test_the_page_of_an_article_says_when_the_original_is_gone(server: Server) -> None:
    assert "Trang gốc đã bị gỡ" in server.get("/archive/articles/moh-203").text
    assert "Trang gốc đã bị gỡ" not in server.get("/archive/articles/moh-201").text


def test_a_withheld_article_shows_the_reason_and_nothing_else(server: Server) -> None:
    text = server.get("/archive/articles/moc-304").text

    assert "Theo đề nghị của người được nêu tên" in text
    assert "cây cầu số bảy" not in text
    assert "Nội dung này" not in text
    assert "moc-304" not in server.get("/archive/articles.csv").text
    assert "moc-304" in server.get("/archive/articles.csv?withheld__notblank=1").text


def test_the_search_page_puts_the_phrase_first_and_marks_it(server: Server) -> None:
    text = server.get("/tim-kiem?q=" + quote("đà nẵng")).text

    assert "<strong>2</strong> bài" in text
    assert "<mark>Đà Nẵng</mark> mở trung tâm" in text
    assert (
        text.index("articles/mic-102")
        < text.index("Đủ các từ, không liền nhau")
        < text.index("articles/moc-302")
    )


def test_the_search_page_narrows_by_ministry_and_year(server: Server) -> None:
    both = server.get("/tim-kiem?q=" + quote("trung tâm")).text
    one = server.get("/tim-kiem?q=" + quote("trung tâm") + "&bo=moc&nam=2024").text

    assert "bo=moc" in both
    assert "nam=2024" in both
    assert "articles/mic-102" in both
    assert "articles/mic-102" not in one
    assert "articles/moc-305" in one


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%00", "q=a&nam=x&trang=-1", "q=cho&trang=99999999", "q=a&bo=%27", "q=%FF"]
)
def test_no_address_of_the_search_page_is_an_error(server: Server, query: str) -> None:
    assert server.get(f"/tim-kiem?{query}").status == 200


def test_json_and_csv_answer(server: Server) -> None:
    row = server.json("/archive/articles/mic-102.json?_shape=objects")
    csv = server.get("/archive/articles.csv?_stream=on&site=moh").text

    assert isinstance(row, dict)
    assert row["rows"][0]["title"] == "Đà Nẵng mở trung tâm dữ liệu dùng chung"
    assert csv.startswith("id,ministry,title,published,")
    assert csv.count("moh-") >= 3


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "update articles set title = ''",
        "drop table articles",
        "pragma user_version = 9",
    ],
)
def test_nothing_can_be_written(server: Server, sql: str) -> None:
    before = server.file.read_bytes()

    assert server.get(f"/archive.json?sql={quote(sql)}").status == 400
    assert before == server.file.read_bytes()


def test_a_query_that_would_fill_the_memory_is_refused(server: Server) -> None:
    greedy = "select length(replace(hex(zeroblob(9000000)), '0', '0123456789abcdef'))"

    assert server.get(f"/archive.json?sql={quote(greedy)}").status == 400
    assert server.get("/").status == 200


def test_what_a_crawl_adds_meanwhile_is_shown(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    running = started(tmp_path)
    try:
        with sqlite3.connect(tmp_path / "archive.db") as connection:
            connection.execute("UPDATE articles SET title = 'Tiêu đề vừa đổi' WHERE id = 'moh-203'")
        assert "Tiêu đề vừa đổi" in running.get("/").text
        assert "Tiêu đề <mark>vừa đổi</mark>" in running.get("/tim-kiem?q=vua+doi").text
    finally:
        running.process.send_signal(signal.SIGINT)
        _, errors = running.process.communicate(timeout=10)

    assert running.process.returncode == 0
    assert errors == ""


def test_an_empty_archive_has_a_first_page(tmp_path: Path) -> None:
    migrate(Database(str(tmp_path / "archive.db")), "archive.db")
    with browsing(tmp_path) as running:
        assert "Kho chưa có bài nào" in running.get("/").text
        for path in ("/archive/articles", "/bo", "/tac-gia", "/van-de", "/luot-thu", "/tin-moi.atom"):
            assert running.get(path).status == 200, path


def test_a_bound_port_is_a_clear_error(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UsageError, match="cannot listen on 127"),
    ):
        browse(tmp_path, port=taken.getsockname()[1])
    with pytest.raises(UsageError, match="cannot listen on"):
        browse(tmp_path, port=70_000)


def test_a_folder_without_an_archive_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"archive\.db: there is no archive here"):
        browse(tmp_path)


@pytest.mark.parametrize("content", [b"", b"This is no database. " * 100])
def test_a_file_that_is_no_archive_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.db").write_bytes(content)

    with pytest.raises(StorageError, match=r"notes\.db: .*archive") as caught:
        browse(tmp_path / "notes.db")
    assert "\n" not in str(caught.value)


def test_an_archive_of_a_newer_program_is_a_clear_error(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(StorageError, match="schema version 99"):
        browse(tmp_path)


def test_an_archive_of_an_older_program_is_a_clear_error(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("PRAGMA user_version = 2")

    with pytest.raises(StorageError, match=r"schema version 2.*archiver verify --repair"):
        browse(tmp_path)


def test_a_missing_datasette_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "archive.db")
    monkeypatch.setitem(sys.modules, "datasette", None)

    with pytest.raises(UsageError, match=r"pip install 'ministry-archiver\[browse\]'"):
        browse(tmp_path)


def test_every_label_names_a_table_and_columns_that_exist() -> None:
    connection = sqlite3.connect(":memory:")
    db = Database(connection)
    migrate(db, "memory")
    fill(connection)

    tables = {*db.table_names(), *db.view_names()}
    assert set(labels.LABELS) | set(labels.HIDDEN) <= tables
    for name, label in labels.LABELS.items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        assert set(label.columns) <= columns, name


TEXT_ON_GROUND = (
    ("ink", "paper"), ("ink", "card"), ("ink", "notice"), ("muted", "paper"), ("muted", "card"),
    ("accent", "paper"), ("accent", "card"), ("on-accent", "accent"), ("on-mark", "mark"),
    ("ink", "h1"), ("ink", "h2"), ("ink", "h3"), ("on-deep", "h4"), ("on-deep", "h5"),
    ("on-gone", "gone"), ("on-come", "come"),
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_every_text_is_readable_on_its_ground(scheme: str, text: str, ground: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", STYLES.read_text(), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark))

    assert contrast(colours[text], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours."""
    darker, lighter = sorted(luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_focus_is_visible() -> None:
    styles = STYLES.read_text()

    assert ":focus-visible { outline: 3px solid" in styles
    assert "outline: none" not in styles
