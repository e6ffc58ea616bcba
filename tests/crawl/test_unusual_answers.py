"""Answers that no portal should give and some do: parts nobody asked for, odd statuses, rules in part."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import quiet_portal
from answers import ARTICLE, PAGE, PAGES, SITE, answered
from dumps import differences, dump
from loopback import MISSING, Answer, Loopback, reply, serving
from programs import archiver, rows_of

from archiver.archive.ledger.schedule import MOST_UNMODIFIED
from archiver.archive.ledger.settle import settle
from archiver.archive.ledger.visits import ATTACHMENT, Place, State, Visit
from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.verify.verify import verify
from archiver.crawl.one_page import fetch_pages
from archiver.demo.portal import HTML, Reply
from archiver.extract.site import ArticleUrl, Listing

HERE = "127.0.0.1"
SPIDER = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Listing
from quiet_portal import SITE as QUIET

SITE = replace(QUIET, name="odd", hosts={hosts}, listings=(Listing(url="http://127.0.0.1:{port}/tin.htm"),))


class Odd(SiteSpider):
    name = "odd"
    site = SITE
"""
SIZE = len(quiet_portal.page(0).encode())


def crawl(folder: Path, port: int, hosts: tuple[str, ...] = (HERE,)) -> int:
    """One run of a site on some addresses; its exit code."""
    (folder / "spiders").mkdir(exist_ok=True)
    (folder / "spiders" / "odd.py").write_text(SPIDER.format(port=port, hosts=hosts), encoding="utf-8")
    project = Path(__file__).parents[2]
    ended = archiver(
        *("crawl", "odd"),
        cwd=folder,
        ARCHIVER_PATIENCE="0",
        ARCHIVER_REACH=",".join(hosts),
        PYTHONPATH=f"{project}/tests/support:{project}",
    )
    return ended.returncode


def listing(*urls: str) -> Reply:
    links = "".join(f'<li><a href="{url}">Họp bàn việc số {url[-8:-4]}</a></li>' for url in urls)
    return reply(f"<html><head><title>Tin tức</title></head><body><ul>{links}</ul></body></html>")


def page(number: int, status: int = 200, **headers: str) -> Reply:
    """A whole article under some status; an underscore in a header's name stands for a hyphen."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(status, (("Content-Type", HTML), *named), quiet_portal.page(number).encode())


def covering(number: int, total: int | None = None) -> Reply:
    """A 206 that says which bytes it holds: all of them, or of more."""
    size = len(quiet_portal.page(number).encode())
    return page(number, 206, Content_Range=f"bytes 0-{size - 1}/{total or size}")


def raw(number: int, head: str) -> bytes:
    """A whole article behind a head as it is written."""
    body = quiet_portal.page(number).encode()
    lines = f"{head}Content-Type: {HTML}\r\nContent-Length: {len(body)}\r\n\r\n"
    return lines.encode() + body


EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
#: Answers to articles, what becomes of each, and whether it is stored as one.
ANSWERS: Mapping[int, tuple[Reply | bytes, str, str]] = {
    10: (page(10, 203), "done", "article"),
    20: (b"HTTP/1.0 204 No Content\r\n\r\n", "pending", "empty"),
    30: (reply("", status=205), "pending", "empty"),
    40: (page(40, 206), "pending", "truncated"),
    50: (covering(50, 10 * SIZE), "pending", "truncated"),
    60: (covering(60), "done", "article"),
    70: (page(70, 206, Content_Range="bytes 0-99/*"), "pending", "truncated"),
    80: (page(80, 206, Content_Range="bytes 0-99/100"), "pending", "truncated"),
    90: (page(90, 226), "done", "article"),
    100: (page(100, 226, IM="vcdiff, gzip"), "pending", "truncated"),
    110: (page(110, 300), "gone", "redirect"),
    120: (Reply(300, (("Location", "/tin-10.htm"),), b""), "done", "redirect"),
    130: (b"HTTP/1.0 304 Not Modified\r\n\r\n", "pending", "server-error"),
    140: (page(140, 410), "gone", "410"),
    150: (page(150, 451), "blocked", "blocked"),
    160: (raw(160, EARLY + "HTTP/1.1 200 OK\r\n"), "done", "article"),
    170: (raw(170, "HTTP/1.1 600 Odd\r\n"), "pending", "server-error"),
    180: (raw(180, "HTTP/1.1 200\r\n"), "done", "article"),
    190: (reply(""), "pending", "empty"),
}  # fmt: skip


def test_what_answers_of_every_status_become_and_only_whole_pages_are_articles(tmp_path: Path) -> None:
    def answer(_server: Loopback, path: str) -> Reply | bytes:
        if path == "/tin.htm":
            return listing(*(f"/tin-{number}.htm" for number in ANSWERS))
        return ANSWERS[int(path[5:-4])][0] if path.startswith("/tin-") else MISSING

    with serving(answer) as server:
        code = crawl(tmp_path, server.port)

    with rows_of(tmp_path / "data") as connection:
        found = {
            int(url.removesuffix(".htm").rpartition("-")[2]): (state, outcome)
            for url, state, outcome in connection.execute("SELECT url, state, outcome FROM urls")
            if "/tin-" in url
        }
        stored = {
            int(url[:-4].rpartition("-")[2]) for (url,) in connection.execute("SELECT url FROM articles")
        }
        kept = connection.execute(
            "SELECT payload_length FROM captures WHERE url LIKE '%/tin-50.htm'"
        ).fetchone()
    assert found == {number: (state, outcome) for number, (_, state, outcome) in ANSWERS.items()}
    assert stored == {number for number, (_, _, outcome) in ANSWERS.items() if outcome == "article"}
    assert (code, kept[0]) == (1, len(quiet_portal.page(50).encode()))
    _rebuilt_alike(tmp_path / "data", server.port)


def _rebuilt_alike(data: Path, port: int) -> None:
    """The archive is sound, and comes back from its files as it is."""
    head = Listing(url=f"http://{HERE}:{port}/tin.htm")
    sites = {"odd": replace(quiet_portal.SITE, name="odd", hosts=(HERE,), listings=(head,))}
    assert verify(data).findings == ()
    before = dump(data)
    rebuild(data, sites, in_place(data, sites))
    assert differences(before, dump(data)) == []


def test_the_heads_of_both_messages_stand_in_the_file_as_they_crossed_the_wire(tmp_path: Path) -> None:
    body = quiet_portal.page(10).encode()
    lines = f"content-TYPE: {HTML}", "X-B: 1", "sErVer: c\xf4ng", "X-A: 2", "x-b: 3", "Connection: keep-alive"
    head = "\r\n".join(["HTTP/1.0 200 D\xe2y nh\xe9", *lines, f"Content-Length: {len(body)}", "", ""])

    def answer(_server: Loopback, path: str) -> Reply | bytes:
        if path == "/tin.htm":
            return listing("/tin-10.htm")
        return head.encode("latin-1") + body if path == "/tin-10.htm" else MISSING

    with serving(answer) as server:
        assert crawl(tmp_path, server.port) == 0

    (file,) = (tmp_path / "data" / "warc").rglob("*.warc.gz")
    content = gzip.decompress(file.read_bytes())
    assert head.encode("latin-1") + body in content
    asked = f"GET /tin-10.htm HTTP/1.1\r\nHost: {HERE}:{server.port}\r\nAccept: text/html,"
    assert asked.encode() in content
    _rebuilt_alike(tmp_path / "data", server.port)


#: A site whose articles' addresses end with their number.
STRICT = replace(SITE, articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm$"),))
RULES = "User-agent: *\nDisallow: /tin-1\n"
#: Forms of a robots.txt that forbids one article, and how many of two are fetched then.
ROBOTS: tuple[tuple[str, Reply | bytes, int], ...] = (
    ("in part", Reply(206, (("Content-Range", "bytes 0-40/500"),), RULES.encode()), 0),
    ("in all", Reply(206, (("Content-Range", "bytes 0-30/31"),), RULES.encode()), 1),
    ("torn", Reply(200, (("Content-Encoding", "gzip"),), gzip.compress(RULES.encode() * 9)[:-9]), 0),
    ("a bomb", Reply(200, (("Content-Encoding", "gzip"),), gzip.compress(bytes(40_000_000))), 2),
    (
        "endless",
        Reply(200, (("Content-Encoding", "gzip"),), gzip.compress(RULES.encode() + b"#" * 40_000_000)),
        1,
    ),
    ("unasked", b"HTTP/1.0 304 Not Modified\r\n\r\n", 0),
    ("in UTF-16", Reply(200, (), ("\ufeff" + RULES).encode("utf-16-le")), 1),
    ("missing", MISSING, 2),
)


def test_rules_that_did_not_come_whole_allow_nothing_and_whole_ones_are_read(tmp_path: Path) -> None:
    hosts = [f"127.0.0.{number}" for number in range(1, 2 + len(ROBOTS))]
    urls: list[str] = []

    def on(rules: Reply | bytes) -> Answer:
        def answer(_server: Loopback, path: str) -> Reply | bytes:
            if path == "/robots.txt":
                return rules
            return listing(*urls) if path == "/tin.htm" else page(int(path[5:-4]))

        return answer

    with ExitStack() as stack:
        first = stack.enter_context(serving(on(MISSING)))
        servers = [
            stack.enter_context(serving(on(rules), host, first.port))
            for host, (_, rules, _) in zip(hosts[1:], ROBOTS, strict=True)
        ]
        for number, host in enumerate(hosts[1:]):
            urls += [
                f"http://{host}:{first.port}/tin-{path}.htm"
                for path in (1000 + number * 10, 2000 + number * 10)
            ]
        crawl(tmp_path, first.port, tuple(hosts))

    fetched = {name: len(server.asked) - 1 for (name, _, _), server in zip(ROBOTS, servers, strict=True)}
    assert fetched == {name: expected for name, _, expected in ROBOTS}


@pytest.mark.parametrize(("unmodified", "is_believed"), [(0, True), (MOST_UNMODIFIED, False)])
def test_not_modified_is_believed_where_it_was_asked_for(unmodified: int, is_believed: bool) -> None:
    visit = replace(ARTICLE, etag='"1"', unmodified=unmodified)

    settlement = settle(*answered(visit, "", 304))

    # A cache that has nothing else to say would keep edits from us for ever.
    assert (settlement.outcome == "not-modified") is is_believed
    assert (settlement.state is State.DONE) is is_believed


def test_a_page_that_says_it_is_a_part_says_so_in_the_problem() -> None:
    visit = replace(ARTICLE, tries=2)
    first = settle(*answered(visit, PAGE, 206, **{"Content-Range": "bytes 0-499/5000"}))

    assert (first.article, first.state) == (None, State.PENDING)
    assert [one.detail for one in first.problems] == [
        "HTTP status 206: a part, though the whole was asked for (Content-Range is bytes 0-499/5000)"
    ]


def test_a_part_of_a_file_is_no_file() -> None:
    visit = replace(ARTICLE, url="https://thu.example/quyet-dinh.pdf", kind=ATTACHMENT)

    settlement = settle(*answered(visit, "%PDF-1.7 ...", 206, **{"Content-Range": "bytes 0-11/900000"}))

    assert (settlement.file, settlement.outcome, settlement.state) == (None, "truncated", State.PENDING)


def test_a_list_that_only_leads_elsewhere_is_no_sign_of_life() -> None:
    head = Visit(url=PAGES.url, kind="page", place=Place(listing=PAGES.url))
    to_login, nowhere, in_a_circle = (
        settle(*answered(head, "", 302, **({"Location": target} if target else {})))
        for target in ("/dang-nhap.htm", "", PAGES.url)
    )

    # What it leads to is asked for, and tells whether there is a list.
    assert [one.url for one in to_login.discovered] == ["https://thu.example/dang-nhap.htm"]
    assert (nowhere.leads_to, nowhere.state, in_a_circle.state) == ("", State.GONE, State.GONE)
    assert not any(one.is_usable for one in (to_login, nowhere, in_a_circle))


def test_a_redirect_that_only_adds_a_query_is_a_wall_and_not_the_end_of_an_article() -> None:
    *asked, _ = answered(replace(ARTICLE, published="2026-03-01"), "", 302, Location="?phien=0a1b2c")
    bounced = settle(*asked, STRICT)

    assert (bounced.state, bounced.outcome, bounced.presence) == (State.BLOCKED, "blocked", None)


@pytest.mark.parametrize("target", [";jsessionid=0A1B", "?utm_source=cong&utm_medium=rss", "?fbclid=x"])
def test_a_redirect_that_adds_a_session_or_counts_readers_leads_to_the_article_itself(target: str) -> None:
    *asked, _ = answered(ARTICLE, "", 302, Location=ARTICLE.url + target)
    led = settle(*asked, STRICT)
    *found, _ = answered(replace(ARTICLE, url=ARTICLE.url + target), PAGE)
    read = settle(*found, STRICT)

    assert (led.outcome, [one.record for one in led.discovered]) == ("redirect", ["thu-1"])
    assert read.article is not None
    assert read.article.record_id == "1"


@pytest.mark.slow
def test_a_part_is_no_page_for_those_who_ask_for_a_single_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVER_REACH", HERE)
    monkeypatch.setenv("ARCHIVER_PATIENCE", "0")
    with serving(lambda _server, path: covering(10, SIZE * 9) if path == "/a" else covering(10)) as server:
        part, whole = fetch_pages([f"http://{HERE}:{server.port}/{name}" for name in "ab"])

    assert (part.payload, part.reason) == (None, "pending (truncated)")
    assert whole.payload is not None
