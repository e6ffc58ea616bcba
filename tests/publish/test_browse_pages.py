"""The pages around the articles: ministries, bylines, revisions, captures, problems, crawls, feeds."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from browsing import EDITED, Server, Tags, browsing, edited
from small_archive import make

from archiver.publish.plugin.questions import questions
from archiver.publish.plugin.routes import ROUTES

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with browsing(edited(tmp_path_factory.mktemp("edited"))) as running:
        yield running


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three ministries, one of which was merged into another, with problems."""
    folder = tmp_path_factory.mktemp("three")
    make(folder / "archive.db")
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute("UPDATE sites SET successor = 'moh' WHERE name = 'mic'")
        connection.execute("UPDATE articles SET category = 'Tin <b>' WHERE id = 'mic-102'")
        connection.executemany(
            """
            INSERT INTO problems (site, url, capture, seen_at, reason, field, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ("mic", "https://mic.gov.vn/1", "urn:uuid:1", "2025-07-01T00:00:00.000Z", "doubt", "byline",
                 "two names"),
                ("mic", "https://mic.gov.vn/2", None, "2025-07-02T00:00:00.000Z", "no-body", "", "no text"),
                ("moc", "https://moc.gov.vn/304", "urn:uuid:11", "2025-07-03T00:00:00.000Z", "doubt",
                 "title", "what a withheld article says"),
            ],
        )  # fmt: skip
        connection.execute(
            """
            INSERT INTO crawls (site, started_at, ended_at, ending, fetched, new_articles)
            VALUES ('mic', '2025-07-01T02:00:00.000Z', '2025-07-01T02:09:00.000Z', 'finished', 1204, 4)
            """
        )
    with browsing(folder) as running:
        yield running


def links(server: Server, path: str) -> list[str]:
    return [
        str(attributes.get("href")) for tag, attributes in Tags(server.get(path).text).found if tag == "a"
    ]


def test_the_first_page_maps_how_much_there_is_of_each_ministry_and_year(three: Server) -> None:
    text = three.get("/").text

    assert '<th scope="col">2021</th><th scope="col">2022</th>' in text
    (row,) = re.findall(r'<th scope="row"><a href="/bo/moh".*?</tr>', text)
    assert (
        re.findall(r"<td.*?</td>", row)[:2]
        == ['<td class="heat h0"><span aria-label="không có bài">·</span></td>'] * 2
    )
    (address,) = re.findall(r'href="(/tim-kiem\?q=[^"]*2024[^"]*before%3A2025[^"]*)"', row)
    assert "<strong>1</strong> bài" in three.get(address.replace("&amp;", "&")).text


def test_every_number_of_the_map_leads_to_so_many_articles(three: Server) -> None:
    cells = re.findall(r'<td class="heat h[1-5]"><a href="([^"]*)">(\d+)</a>', three.get("/bo/moc").text)

    assert len(cells) == 4
    for address, count in cells:
        assert f"<strong>{count}</strong> bài" in three.get(address.replace("&amp;", "&")).text


def test_the_chart_has_a_bar_for_each_month_and_its_numbers_in_a_table(server: Server) -> None:
    text = server.get("/bo/demo").text

    (chart,) = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert 'role="img" aria-label="Biểu đồ số bài theo thời gian' in chart
    total = sum(int(count) for count in re.findall(r"<title>[^:]*: (\d+)</title>", chart))
    assert total == 30
    assert sum(int(count) for count in re.findall(r'<th scope="row">20\d\d</th><td>(\d+)</td>', text)) == 30


def test_a_ministry_names_who_took_over_and_whom_it_continues(three: Server) -> None:
    assert "Sau sáp nhập, bài mới nằm ở" in three.get("/bo/mic").text
    assert "Tiếp nối" in three.get("/bo/moh").text
    assert "/bo/mic" in links(three, "/bo/moh")
    assert "1.204 trang" in three.get("/bo/mic").text


def test_search_narrows_by_category_and_byline(three: Server) -> None:
    found = links(three, "/tim-kiem?q=" + quote("đà nẵng"))

    (byline,) = [one for one in found if "byline" in one]
    assert "<strong>1</strong> bài" in three.get(byline).text
    (category,) = [one for one in found if "category=" in one]
    rows = three.json("/archive/articles.json?_shape=array&" + category.partition("?")[2])
    assert isinstance(rows, list)
    assert [row["id"] for row in rows] == ["mic-102"]


FINDABLE = (
    *("đà nẵng", "trung tam -bến", 'ministry:"thông tin"', "ministry:mic trung OR sóng", "year:2024 trung"),
    *("after:2024-06", "before:2023-04", 'byline:"Đỗ Quang"', "title:trung*", "ministry:m&bo=moh"),
    "ministry:moc year:2025&nam=2025",
)


@pytest.mark.parametrize("query", FINDABLE)
def test_what_was_found_can_be_taken_away_whole(three: Server, query: str) -> None:
    words, _, rest = query.partition("&")
    address = f"/tim-kiem?q={quote(words)}&{rest}"
    text = three.get(address).text
    (total,) = re.findall(r"<strong>(\d+)</strong> bài", text)
    (table,) = [one for one in links(three, address) if ".json" in one]
    rows = three.json(table + "&_shape=array&_size=100")

    assert isinstance(rows, list)
    assert len(rows) == int(total) > 0


def test_what_no_table_can_say_is_not_offered(three: Server) -> None:
    found = links(three, "/tim-kiem?q=ministry:mic+-hoa")

    assert any("archive/articles/mic-" in one for one in found)
    assert not [one for one in found if ".json" in one or "category=" in one]


@pytest.mark.parametrize(("order", "first"), [("moi", "2025"), ("cu", "2021")])
def test_search_sorts_by_date(three: Server, order: str, first: str) -> None:
    times = re.findall(r'<time datetime="(\d{4})', three.get(f"/tim-kiem?q=ministry:moc&xep={order}").text)

    assert times[0] == first
    assert times == sorted(times, reverse=order == "moi")


def test_a_date_that_is_none_is_a_notice_and_no_error(three: Server) -> None:
    answer = three.get("/tim-kiem?q=" + quote("bến xe year:hai"))

    assert answer.status == 200
    assert 'role="alert">Không hiểu điều kiện' in answer.text
    assert "year:hai" in answer.text


def test_the_article_lists_its_revisions_and_marks_the_silent_one(server: Server) -> None:
    text = server.get(f"/archive/articles/{EDITED}").text

    (second,) = re.findall(r'<li value="2">.*?</li>', text, re.DOTALL)
    assert "sửa câu chữ" in second
    assert "sửa mà không đổi ngày đăng" in second
    (third,) = re.findall(r'<li value="3">.*?</li>', text, re.DOTALL)
    assert "đổi: ngày đăng" in third
    assert "sửa mà không đổi" not in third


def test_the_comparison_shows_the_words_that_came(server: Server) -> None:
    answer = server.get(f"/bai/{EDITED}/so-sanh?tu=1&den=2")

    assert re.findall(r"<ins>(.*?)</ins>", answer.text)[1:] == ["nay "]
    assert 'class="changed"' in answer.text
    back = server.get(f"/bai/{EDITED}/so-sanh?tu=2&den=1").text
    assert re.findall(r"<del>(.*?)</del>", back)[1:] == ["nay "]


@pytest.mark.parametrize("query", ["?tu=1&den=9", "?tu=0&den=1"])
def test_a_revision_that_is_not_there_is_not_found(server: Server, query: str) -> None:
    assert server.get(f"/bai/{EDITED}/so-sanh{query}").status == 404


def test_an_article_of_one_revision_has_nothing_to_compare(three: Server) -> None:
    assert "Bài này mới có một bản" in three.get("/bai/mic-101/so-sanh").text


def test_a_withheld_article_is_on_no_page(three: Server) -> None:
    for path in ("/", "/bo/moc", "/tin-moi.atom", "/bo/moc/tin-moi.atom", "/van-de", "/bai/moc-304/so-sanh",
                 "/chup/urn:uuid:11", "/tim-kiem?q=ministry:moc"):  # fmt: skip
        text = three.get(path).text
        assert "cây cầu số bảy" not in text, path
        assert "what a withheld article says" not in text, path
    assert three.get("/chup/urn:uuid:11/tai").status == 404


def capture_of(server: Server) -> str:
    return next(one for one in links(server, f"/archive/articles/{EDITED}") if one.startswith("/chup/"))


def test_the_captured_bytes_are_given_as_they_came(server: Server) -> None:
    capture = capture_of(server)
    (row,) = server.json(f"/archive/captures.json?_shape=array&record_id={capture.rpartition('/')[2]}")
    answer = server.get(capture + "/tai")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.body) == row["payload_length"]
    assert row["payload_sha256"] in server.get(capture).text


def test_a_captured_page_is_shown_in_a_sandbox_without_scripts(server: Server) -> None:
    capture = capture_of(server)
    shown, source = server.get(capture + "/trang"), server.get(capture + "/nguon")

    (policy,) = shown.headers.get_all("content-security-policy", [])
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy
    assert "allow-" not in policy
    assert shown.headers["content-type"].startswith("text/html")
    assert source.headers["content-type"].startswith("text/plain")
    assert source.headers["x-content-type-options"] == "nosniff"
    assert shown.text == source.text


def test_a_capture_whose_file_is_missing_is_not_found(three: Server) -> None:
    assert three.get("/chup/urn:uuid:1").status == 200
    assert three.get("/chup/urn:uuid:1/nguon").status == 404


@pytest.mark.parametrize(("form", "begin"), [("bibtex", "@misc{"), ("ris", "TY  - ELEC"), ("csl", "[")])
def test_the_reference_of_an_article_can_be_saved(
    server: Server, three: Server, form: str, begin: str
) -> None:
    address = f"/bai/{EDITED}/trich-dan/{form}"
    answer = server.get(address)

    assert address in links(server, f"/archive/articles/{EDITED}")
    assert answer.text.startswith(begin)
    assert EDITED in answer.headers["content-disposition"]
    assert three.get(f"/bai/moc-304/trich-dan/{form}").status == 404


def test_bylines_stand_under_their_letters(three: Server) -> None:
    under_d = three.get("/tac-gia?chu=D").text

    assert "Đỗ Quang" in under_d
    assert "Thu Phương" not in under_d
    assert "Khởi công khu nhà ở xã hội" in three.get("/tac-gia?ten=" + quote("Đỗ Quang")).text
    assert three.get("/tac-gia?ten=" + quote("Đỗ")).status == 404


def test_problems_are_in_words_newest_first_and_narrowed(three: Server) -> None:
    text = three.get("/van-de").text
    narrowed = three.get("/van-de?ly-do=no-body").text

    assert text.index("Không thấy nội dung") < text.index("Có trường còn nghi ngờ: Tác giả")
    assert "two names" not in narrowed
    assert "no text" in narrowed


def test_crawls_are_listed_with_their_figures(three: Server) -> None:
    assert "<td>1.204</td><td>4</td>" in three.get("/luot-thu").text


@pytest.mark.parametrize("path", ["/tin-moi.atom", "/bo/demo/tin-moi.atom"])
def test_the_feed_is_what_rfc_4287_asks_for(server: Server, path: str) -> None:
    answer = server.get(path)
    feed = ElementTree.fromstring(answer.text)

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert all(link.get("href", "").startswith(server.address) for link in element.findall(f"{ATOM}link"))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 30
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 30
    assert path in {attributes.get("href") for tag, attributes in Tags(server.get("/bo/demo").text).found}


def test_the_feed_says_when_an_article_was_edited_last(server: Server) -> None:
    feed = ElementTree.fromstring(server.get("/tin-moi.atom").text)
    (entry,) = [
        one for one in feed.findall(f"{ATOM}entry")
        if (link := one.find(f"{ATOM}link")) is not None and link.get("href", "").endswith(EDITED)
    ]  # fmt: skip

    assert (entry.findtext(f"{ATOM}updated") or "")[:10] == "2026-03-17"


def test_no_letter_of_an_article_breaks_the_feed(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute(
            "UPDATE articles SET title = ?, lead = ']]>&<\x1b' WHERE id = 'mic-102'",
            ("\x08 <a&b>\ufffe",),
        )
    with browsing(tmp_path) as running:
        feed = ElementTree.fromstring(running.get("/tin-moi.atom").text)

    assert "\ufffd <a&b>\ufffd" in {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}


def test_the_questions_of_researchers_are_ready_to_be_asked(server: Server) -> None:
    addresses = [
        one for one in links(server, "/archive") if one in {f"/archive/{q.name}" for q in questions()}
    ]

    assert len(addresses) == 20
    for address in addresses:
        assert server.get(address).status == 200, address
    assert "Which articles were edited silently?" in server.get("/archive", Cookie="lang=en").text
    assert EDITED in server.get("/archive/silent-edits").text


def test_sql_can_compare_without_accents(server: Server) -> None:
    sql = quote("select fold('Đà Nẵng') as a, fold(null) as b")
    rows = server.json(f"/archive.json?_shape=array&sql={sql}")

    assert rows == [{"a": "da nang", "b": None}]


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in ROUTES])
def test_every_route_has_the_safe_headers(server: Server, three: Server, pattern: str) -> None:
    capture = capture_of(server)
    known = ("/", "/tim-kiem?q=a", f"/archive/articles/{EDITED}", f"/bai/{EDITED}/so-sanh", "/bo", "/bo/demo",
             f"/bai/{EDITED}/trich-dan/ris", "/bo/demo/tin-moi.atom", "/tin-moi.atom", "/tac-gia", "/van-de",
             "/luot-thu", capture, f"{capture}/nguon")  # fmt: skip
    (path,) = [one for one in known if re.match(pattern, one.partition("?")[0])]
    answer = server.get(path)

    assert answer.status == 200
    (policy,) = answer.headers.get_all("content-security-policy", [])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_each_page_of_data_is_there_as_json_and_csv(server: Server) -> None:
    for path in (f"/archive/articles/{EDITED}", "/bo/demo", "/bo", "/van-de", "/luot-thu"):
        addresses = links(server, path)
        (first, *_) = [one for one in addresses if ".json" in one]
        json.loads(server.get(first).text)
        (first, *_) = [one for one in addresses if ".csv" in one]
        assert server.get(first).headers["content-type"].startswith("text/plain"), first
