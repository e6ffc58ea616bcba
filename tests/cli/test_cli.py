"""The command line: clear errors, documented exit codes, data on stdout and messages on stderr."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from programs import archiver, clean, command
from small_archive import make

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.records import iso

PORTAL = Portal(seed=3, size=12)
ARTICLE = gold(PORTAL, 4)
PAGE = respond(PORTAL, "GET", ARTICLE.path).body


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved article page."""
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    return file


def complaint(*arguments: str | Path, code: int, **environment: str) -> str:
    """The one line on stderr with which a command ends."""
    ended = archiver(*arguments, **environment)
    lines = ended.stderr.decode().strip().splitlines()

    assert ended.returncode == code, ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()
    assert ended.stdout == b""
    return lines[-1]


def test_a_saved_page_becomes_a_record_with_how_each_field_was_found(page: Path) -> None:
    ended = archiver("extract", page, "--url", ARTICLE.url)
    record = json.loads(ended.stdout)

    assert ended.returncode == 0
    assert record["title"] == ARTICLE.title
    assert record["published_at"] == iso(ARTICLE.published_at)
    assert record["byline"] == ARTICLE.byline
    assert record["record_id"] == ARTICLE.record_id
    assert {"title", "published_at", "paragraphs"} <= set(record["found"])


def test_a_gzipped_page_is_the_same_page(page: Path) -> None:
    packed = page.with_suffix(".html.gz")
    packed.write_bytes(gzip.compress(PAGE))

    plain, unpacked = (archiver("extract", file, "--url", ARTICLE.url).stdout for file in (page, packed))

    assert plain == unpacked


def test_a_truncated_gzip_file_is_one_clear_line(page: Path) -> None:
    packed = page.with_suffix(".html.gz")
    packed.write_bytes(gzip.compress(PAGE)[:-200])

    assert "ends early or is damaged" in complaint("extract", packed, "--url", ARTICLE.url, code=1)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    line = complaint("extract", tmp_path / "none.html", "--url", ARTICLE.url, code=2)

    assert "none.html: there is no such file, and no capture or article of that id" in line


def test_a_file_needs_an_address_and_a_captured_page_has_its_own(tmp_path: Path, page: Path) -> None:
    archive = tmp_path / "demo"
    archiver("--data", tmp_path, "crawl", "demo", "-a", "articles=3")
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        article, url, title = connection.execute("SELECT id, url, title FROM articles").fetchone()

    for slip in ((), ("--url", "tin-tuc.htm")):
        assert "say where it was fetched from: --url https://" in complaint("extract", page, *slip, code=2)
    for name in (article, url):
        ended = archiver("--data", archive, "extract", name)
        assert json.loads(ended.stdout)["title"] == title


def test_an_empty_file_is_named_as_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.touch()

    assert "not an article (empty)" in complaint("extract", empty, "--url", ARTICLE.url, code=1)


def test_a_page_in_utf_16_without_a_header_is_read(tmp_path: Path) -> None:
    page = tmp_path / "utf16.html"
    page.write_bytes(PAGE.decode().replace("utf-8", "utf-16").encode("utf-16-le"))

    ended = archiver("extract", page, "--url", ARTICLE.url)

    assert json.loads(ended.stdout)["title"] == ARTICLE.title


def test_a_page_of_30_megabytes_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    page.write_bytes(
        b"<html><body>"
        + b"<div><p>Trang r\xe1\xba\xa5t d\xc3\xa0i.</p></div>" * 1_000_000
        + b"</body></html>"
    )

    ended = archiver("extract", page, "--url", ARTICLE.url)

    assert page.stat().st_size > 30_000_000
    assert ended.returncode in {0, 1}
    assert len(ended.stderr.decode().splitlines()) <= 1


def test_a_listing_is_named_as_a_listing(tmp_path: Path) -> None:
    page = tmp_path / "listing.html"
    page.write_bytes(respond(Portal(size=60), "GET", "/tin-tuc.htm").body)

    line = complaint("extract", page, "--url", "http://botrangmau.example/tin-tuc.htm", code=1)

    assert "not an article (listing)" in line


def test_an_unknown_site_is_answered_with_the_nearest_name() -> None:
    assert "did you mean 'demo'?" in complaint("crawl", "deno", code=2)


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")

    line = complaint("--data", blocked / "data", "crawl", "demo", code=3)

    assert str(blocked) in line
    assert "Choose another folder" in line


def test_a_file_that_is_no_archive_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"not a database, whatever its name says" * 100)

    line = complaint("--data", tmp_path, "search", "tin", code=3)

    assert line.endswith(
        "file is not a database. This is no archive: choose another folder: archiver --data FOLDER …"
    )


def test_a_damaged_database_beside_warc_files_says_how_it_comes_back(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"not a database any more" * 100)
    (tmp_path / "warc").mkdir()

    line = complaint("--data", tmp_path, "search", "tin", code=3)

    assert line.endswith(f"archiver --data {tmp_path} replay --rebuild")


def test_searching_where_there_is_no_archive_says_how_to_make_one(tmp_path: Path) -> None:
    assert "archiver crawl demo" in complaint("--data", tmp_path / "none", "search", "tin", code=3)


def test_a_spider_argument_that_is_no_number_is_one_clear_line(tmp_path: Path) -> None:
    line = complaint("--data", tmp_path, "crawl", "demo", "-a", "articles=many", code=2)

    assert "expected a whole number" in line


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (("demo", "-a", "fualts=gone"), "-a fualts: no argument of demo; known: articles, drift, faults, "),
        (("mic", "-a", "faults=gone"), "-a faults: no argument of mic; there are none."),
    ],
)
def test_a_slip_in_a_spiders_arguments_is_told(tmp_path: Path, slip: tuple[str, ...], said: str) -> None:
    assert said in complaint("--data", tmp_path, "crawl", *slip, code=2)
    assert not list(tmp_path.iterdir())


def test_a_replay_of_a_site_that_nobody_knows_is_told(tmp_path: Path) -> None:
    assert "no site is called 'mci'; did you mean " in complaint(
        "--data", tmp_path, "replay", "--site", "mci", code=2
    )


def test_a_site_of_ones_own_comes_before_the_installed_one(tmp_path: Path) -> None:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "rieng.py").write_text(OWN_SITE)

    listed = archiver("sites", "list", "--json", cwd=tmp_path)

    names = [json.loads(line)["site"] for line in listed.stdout.splitlines()]
    assert names == sorted(names)
    assert {"demo", "mic", "rieng"} <= set(names)


def test_a_broken_site_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "hong.py").write_text("SITE = ")

    ended = archiver("sites", "list", cwd=tmp_path)

    assert ended.returncode == 2
    assert "spiders/hong.py cannot be read" in ended.stderr.decode()


OWN_SITE = """
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Site

SITE = Site(
    name="rieng",
    ministry="Sở Riêng",
    ministry_en="An office of one's own",
    hosts=("rieng.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>[0-9]+)[.]htm$"),),
)


class OwnSpider(SiteSpider):
    name = "rieng"
    site = SITE
"""


def test_a_query_may_leave_words_out_and_name_fields(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")

    def found(*words: str) -> list[str]:
        ended = archiver("--data", tmp_path, "search", "--json", *words)
        return [json.loads(line)["article"] for line in ended.stdout.decode().splitlines()]

    assert "mic-102" in found("trung", "tâm")
    assert "mic-102" not in found("trung", "tâm", "-hạn", "-nẵng")
    assert found("trung tâm", "ministry:mic", "--order", "newest") == ["mic-102"]


def test_a_query_with_a_wrong_date_or_option_says_so(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")

    assert "as in 2013" in complaint("--data", tmp_path, "search", "tin", "year:13", code=2)
    assert "No such option" in complaint("--data", tmp_path, "search", "tin", "--yaer=2013", code=2)


def test_a_name_that_selects_nothing_is_told(tmp_path: Path) -> None:
    archiver("--data", tmp_path, "crawl", "demo", "-a", "articles=3")
    archive = tmp_path / "demo"

    for verb in (("search", "zzz"), ("export", "--wacz", tmp_path / "one.wacz")):
        line = complaint("--data", archive, *verb, "--site", "deno", code=2)
        assert "no site is called 'deno'; did you mean 'demo'?" in line
    line = complaint("--data", archive, "replay", "--layout", "imss", code=2)
    assert "no capture was read by layout 'imss'; known: " in line


def test_one_thing_is_shown_at_a_time(tmp_path: Path) -> None:
    line = complaint("--data", tmp_path, "show", "mic-1", "--raw", "--cite", code=2)

    assert line.endswith("--raw, --cite, --provenance, --revisions, --diff, --file: one of them")


def test_a_schedule_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    line = complaint("schedule", "cron", "--into", tmp_path / "file" / "units", code=3)

    assert "archiver.cron: cannot be written: Not a directory" in line


def test_a_reader_that_has_enough_is_no_finding() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        command("sites", "show", "mic"), stdout=writing, stderr=subprocess.PIPE, env=clean({}), check=False
    )
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_no_sentence_about_a_verb_is_cut_off() -> None:
    for group in ((), ("sites",)):
        assert "..." not in archiver(*group, "--help").stdout.decode().partition("Commands:")[2]
