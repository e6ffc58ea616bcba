"""`archiver sites fixture`: a page's own bytes and its JSON for review, from file, address or capture."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, reply, serving
from programs import archiver, rows_of

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.writer import read_payload
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.publish.fixture import slug_of

PORTAL = Portal(seed=5, size=12)
ARTICLE = gold(PORTAL, 3)
PAGE = respond(PORTAL, "GET", ARTICLE.path).body
URL = "https://tinh.example.vn/vi/news/tin/Tập-huấn-160000.html"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a crawl of twelve articles."""
    data = tmp_path_factory.mktemp("data")
    ended = archiver("--data", data, "crawl", "demo", "-a", "articles=12", "-a", "seed=5")

    assert ended.returncode == 0, ended.stderr.decode()
    return data / "demo"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved article page."""
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    return file


def made(into: Path, *arguments: str | Path, data: Path = Path("none")) -> tuple[Path, dict[str, Any]]:
    """The page that the command wrote, and what lies beside it."""
    ended = archiver("--data", data, "sites", "fixture", *arguments, "--into", into)
    files = [Path(line) for line in ended.stdout.decode().splitlines()]

    assert ended.returncode == 0, ended.stderr.decode()
    assert [file.suffix for file in files] == [".html", ".json"]
    return files[0], json.loads(files[1].read_text("utf-8"))


def refused(*arguments: str | Path, data: Path = Path("none")) -> str:
    ended = archiver("--data", data, "sites", "fixture", *arguments)
    message = ended.stderr.decode()

    assert ended.returncode == 2, message
    assert ended.stdout == b""
    assert "Traceback" not in message
    return " ".join(message.split())


def test_a_file_is_kept_byte_for_byte_beside_what_it_says(tmp_path: Path, page: Path) -> None:
    written, known = made(tmp_path / "f", page, "--url", URL, "--fetched-at", "2025-03-01T09:51+07:00")

    assert written.read_bytes() == PAGE
    assert written.name == "tap-huan-160000.html"
    assert known["url"] == URL
    assert known["fetched_at"] == "2025-03-01T09:51:00+07:00"
    assert known["expected"]["title"] == ARTICLE.title
    assert known["expected"]["byline"] == ARTICLE.byline
    assert "delete this line" in known["review"]
    assert "updated_at" not in known["expected"]


def test_a_gzip_file_is_saved_unpacked(tmp_path: Path, page: Path) -> None:
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(PAGE))

    written, _ = made(tmp_path / "f", packed, "--url", URL)

    assert written.read_bytes() == PAGE


def test_bytes_in_an_old_encoding_with_cuts_stay_as_they_are(tmp_path: Path) -> None:
    body = b"\xff\x00\r\n<html><meta charset=windows-1258><h1>B\xf2</h1>\xc3"
    file = tmp_path / "old.html"
    file.write_bytes(body)

    written, known = made(tmp_path / "f", file, "--url", URL, "--content-type", "text/html")

    assert written.read_bytes() == body
    assert known["content_type"] == "text/html"
    assert known["expected_error"] == "NotAnArticle"


def test_a_page_that_is_no_article_is_written_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "list.html"
    file.write_bytes(respond(Portal(size=60), "GET", "/tin-tuc.htm").body)

    written, known = made(tmp_path / "f", file, "--url", "https://tinh.example.vn/tin-tuc.htm")

    assert (known["expected_error"], known["reason"]) == ("NotAnArticle", "listing")
    assert "expected" not in known
    assert written.parent.relative_to(tmp_path / "f") == Path("platforms/none")


def test_an_address_is_its_newest_capture_in_the_archive(tmp_path: Path, archive: Path) -> None:
    with rows_of(archive) as connection:
        row = connection.execute("SELECT url, record_id FROM captures WHERE outcome = 'article'").fetchone()
        payload = read_payload(archive, find_capture(connection, row["record_id"]))

    by_url, known = made(tmp_path / "a", row["url"], data=archive)
    by_record, same = made(tmp_path / "b", row["record_id"], data=archive)

    assert by_url.read_bytes() == by_record.read_bytes() == payload.body
    assert known == same
    assert known["url"] == row["url"]


def test_an_article_of_the_archive_is_its_capture(tmp_path: Path, archive: Path) -> None:
    with rows_of(archive) as connection:
        row = connection.execute("SELECT id, url, title FROM articles").fetchone()

    _, known = made(tmp_path / "f", row["id"], data=archive)

    assert (known["url"], known["expected"]["title"]) == (row["url"], row["title"])


def test_a_capture_that_was_cut_off_is_no_fixture(tmp_path: Path, archive: Path) -> None:
    data = shutil.copytree(archive, tmp_path / "data")
    with rows_of(data) as connection:
        row = connection.execute("SELECT url FROM articles").fetchone()
        connection.execute("UPDATE captures SET truncated = 'disconnect' WHERE url = ?", (row["url"],))
        connection.commit()

    ended = archiver("--data", data, "sites", "fixture", row["url"], "--into", tmp_path / "f")

    assert ended.returncode == 1
    assert "was cut off" in ended.stderr.decode()
    assert not (tmp_path / "f").exists()


@pytest.fixture
def portal() -> Iterator[tuple[str, list[str]]]:
    """A portal on a loopback port, one part moved and one closed to robots; and what was asked for."""

    def answer(_: Loopback, path: str) -> Reply:
        if path.startswith("/cu/"):
            return Reply(301, (("Location", "/tin/moi-160001.html"),), PAGE)
        return reply("User-agent: *\nDisallow: /kin/\n" if path == "/robots.txt" else PAGE)

    with serving(answer) as server:
        yield f"http://127.0.0.1:{server.port}", server.asked


def fetched(url: str, into: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return archiver(
        "--data", into / "none", "sites", "fixture", url, "--into", into, ARCHIVER_PATIENCE="0", **environment
    )


def test_an_address_without_a_capture_is_fetched_once_and_kept_nowhere(
    tmp_path: Path, portal: tuple[str, list[str]]
) -> None:
    host, asked = portal

    ended = fetched(f"{host}/tin/tap-huan-160000.html", tmp_path, ARCHIVER_REACH="127.0.0.1")

    assert ended.returncode == 0, ended.stderr.decode()
    page = Path(ended.stdout.decode().splitlines()[0])
    assert page.read_bytes() == PAGE
    assert asked == ["/robots.txt", "/tin/tap-huan-160000.html"]
    assert not (tmp_path / "none").exists()


def test_a_page_that_moved_is_saved_under_the_address_that_it_has_now(
    tmp_path: Path, portal: tuple[str, list[str]]
) -> None:
    ended = fetched(f"{portal[0]}/cu/tap-huan-160000.html", tmp_path, ARCHIVER_REACH="127.0.0.1")

    _, known = (Path(line) for line in ended.stdout.decode().splitlines())
    assert json.loads(known.read_text("utf-8"))["url"] == f"{portal[0]}/tin/moi-160001.html"


def test_a_page_that_robots_txt_keeps_back_is_not_fetched(
    tmp_path: Path, portal: tuple[str, list[str]]
) -> None:
    host, asked = portal

    ended = fetched(f"{host}/kin/bao-cao-160002.html", tmp_path, ARCHIVER_REACH="127.0.0.1")

    assert ended.returncode == 4, ended.stderr.decode()
    assert "160002.html: robots.txt forbids it. See it in a browser" in ended.stderr.decode()
    assert asked == ["/robots.txt"]


def test_an_address_that_is_not_public_is_not_fetched(tmp_path: Path, portal: tuple[str, list[str]]) -> None:
    host, asked = portal

    ended = fetched(f"{host}/tin/tap-huan-160000.html", tmp_path)

    assert ended.returncode == 4
    assert "its host has no public address" in ended.stderr.decode()
    assert asked == []


def test_a_name_that_is_nothing_is_one_clear_line(tmp_path: Path, archive: Path) -> None:
    assert "no such file" in refused("khong-co.html", data=archive)
    assert "no such file" in refused("khong-co.html", data=tmp_path / "no archive")


def test_a_file_needs_its_address(page: Path) -> None:
    assert "--url" in refused(page)


def test_an_existing_fixture_is_never_written_over_unless_forced(tmp_path: Path, page: Path) -> None:
    written, _ = made(tmp_path / "f", page, "--url", URL)
    known = written.with_suffix(".json")
    known.write_text("reviewed by hand")
    written.unlink()

    assert f"{known} exists" in refused(page, "--url", URL, "--into", tmp_path / "f")
    assert known.read_text() == "reviewed by hand"
    assert not written.exists()
    assert made(tmp_path / "f", page, "--url", URL, "--force")[0].read_bytes() == PAGE


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/tin/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://a.example/tin/%00a%0ab.htm", "a-b"),
        ("https://a.example/CON.htm", "con-trang"),
        ("https://a.example/" + "dai" * 200, ("dai" * 20)),
        ("https://a.example/", "trang"),
        ("https://a.example/tin/%E2%80%AEtxt.exe", "txt"),
    ],
)
def test_names_from_outside_become_plain_file_names(url: str, name: str) -> None:
    assert slug_of(url) == name


def test_an_address_cannot_lead_out_of_the_folder(tmp_path: Path, page: Path) -> None:
    written, _ = made(tmp_path / "f", page, "--url", "https://a.example/tin/..%2f..%2f..%2fetc%2fpasswd")

    assert written == tmp_path / "f" / "platforms" / written.parent.name / "passwd.html"


def test_the_names_a_person_gives_are_made_plain_too(tmp_path: Path, page: Path) -> None:
    written, _ = made(tmp_path / "f", page, "--url", URL, "--site", "moh", "--slug", "../Bài một")

    assert written == tmp_path / "f" / "moh" / "bai-mot.html"
    assert "cannot be a site's name" in refused(page, "--url", URL, "--site", "../moh")


def test_a_page_of_a_site_lies_with_the_site_and_is_read_by_it(tmp_path: Path, page: Path) -> None:
    written, known = made(tmp_path / "f", page, "--url", "https://mic.gov.vn/tap-huan-197157662.htm")

    assert written.parent.name == "mic"
    assert known["expected"]["record_id"] == "157662"
