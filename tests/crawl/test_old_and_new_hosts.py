"""A portal that has moved, both hosts in its file: one article each, known for what it is in each run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import quiet_portal
from dumps import differences, dump
from faulty_disk import clock
from loopback import MISSING, Answer, Loopback, reply, serving
from programs import archiver, rows_of

from archiver.archive.replay.looks import in_place
from archiver.archive.replay.rebuild import rebuild
from archiver.archive.verify.verify import verify
from archiver.demo.portal import Reply
from archiver.extract.site import ArticleUrl, Listing, Site

OLD, NEW = "127.0.0.1", "127.0.0.2"
DAY = 24 * 60 * 60
SPIDER = """
from archiver.crawl.spider import SiteSpider
from test_old_and_new_hosts import site


class Two(SiteSpider):
    name = "two"
    site = site({port}, {hosts})
"""
NUMBERS = (10, 20)
#: Where an article stands, by its number.
Place = Callable[[int], str]


def site(port: int, hosts: tuple[str, ...] = (OLD, NEW)) -> Site:
    forms = (r"/tin-(?P<id>\d+)\.htm$", r"/bai-viet/(?P<id>\d+)$", r"/chuyen/[a-z]+$")
    return replace(
        quiet_portal.SITE,
        name="two",
        hosts=hosts,
        articles=tuple(ArticleUrl(pattern=form) for form in forms),
        listings=(Listing(url=f"http://{OLD}:{port}/tin.htm"),),
    )


def here(number: int) -> str:
    return f"/tin-{number}.htm"


def elsewhere(number: int) -> str:
    return f"/bai-viet/{number}"


def renumbered(number: int) -> str:
    return f"/tin-{number + 900}.htm"


def portal(place: Place = here, numbers: tuple[int, ...] = NUMBERS) -> Answer:
    """A portal with a list of some articles, all there."""

    def answer(_server: Loopback, path: str) -> Reply:
        pages = {place(number): number for number in numbers}
        if path == "/tin.htm":
            links = "".join(
                f'<li><a href="{url}">Họp bàn việc {number}</a></li>' for url, number in pages.items()
            )
            return reply(f"<html><head><title>Tin tức</title></head><body><ul>{links}</ul></body></html>")
        return reply(quiet_portal.page(pages[path])) if path in pages else MISSING

    return answer


def leading(place: Place = here, status: int = 301) -> Answer:
    """The old host: every address leads to where it is on the new one."""

    def answer(server: Loopback, path: str) -> Reply:
        if path == "/robots.txt":
            return MISSING
        target = place(int(path[5:-4])) if path.startswith("/tin-") else path
        return Reply(status, (("Location", f"http://{NEW}:{server.port}{target}"),), b"")

    return answer


def soft(server: Loopback, path: str) -> Reply | bytes:
    """A new host that has none of the old articles, and says so with status 200."""
    if path in {"/tin.htm", "/robots.txt"}:
        return portal()(server, path)
    return reply(
        "<html><title>Không tìm thấy trang</title><body><h1>Không tìm thấy nội dung</h1></body></html>"
    )


def mute(_server: Loopback, _path: str) -> bytes:
    return b""


class Two:
    """A portal on two hosts, and an archive of it."""

    def __init__(self, folder: Path, old: Loopback, new: Loopback) -> None:
        self.folder, self.old, self.new, self.runs = folder, old, new, 0

    def crawl(self, day: int, *options: str, hosts: tuple[str, ...] = (OLD, NEW)) -> tuple[int, str]:
        """One run on a day; its exit code and what it says."""
        (self.folder / "spiders").mkdir(exist_ok=True)
        # Python takes a file of the same size and second for the one that it has compiled.
        self.runs += 1
        file = SPIDER.format(port=self.old.port, hosts=hosts) + "#" * self.runs
        (self.folder / "spiders" / "two.py").write_text(file, encoding="utf-8")
        self.old.asked.clear()
        self.new.asked.clear()
        project = Path(__file__).parents[2]
        ended = archiver(
            *("crawl", "two", *options),
            cwd=self.folder,
            ARCHIVER_PATIENCE="0",
            ARCHIVER_REACH=f"{OLD},{NEW}",
            PYTHONPATH=f"{Path(__file__).parent}:{project}/tests/support:{project}",
            **(clock(day * DAY) if day else {}),
        )
        return ended.returncode, (ended.stdout + ended.stderr).decode()

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        """Rows of the archive, with the hosts' names for their addresses."""
        names = {f"http://{OLD}:{self.old.port}": "old", f"http://{NEW}:{self.new.port}": "new"}
        with rows_of(self.folder / "data") as connection:
            found = [tuple(map(str, row)) for row in connection.execute(sql)]
        for address, name in names.items():
            found = [tuple(one.replace(address, name) for one in row) for row in found]
        return sorted(found)

    @property
    def articles(self) -> list[tuple[str, ...]]:
        return self.rows("SELECT record_id, url, presence FROM articles")

    @property
    def aliases(self) -> list[tuple[str, ...]]:
        return self.rows("SELECT url, article FROM aliases")

    def is_sound(self) -> bool:
        """Whether the archive is, and comes back from its files as it is."""
        data, sites = self.folder / "data", {"two": site(self.old.port)}
        assert verify(data).findings == ()
        before = dump(data)
        rebuild(data, sites, in_place(data, sites))
        assert differences(before, dump(data)) == []
        return True


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Both hosts, after a first run at the old one."""
    with ExitStack() as stack:
        old = stack.enter_context(serving(portal(), OLD))
        new = stack.enter_context(serving(lambda _server, _path: MISSING, NEW, old.port))
        found = Two(tmp_path, old, new)
        assert found.crawl(0)[0] == 0
        yield found


@pytest.mark.parametrize(
    ("place", "status"),
    [
        (here, 301),
        pytest.param(here, 302, marks=pytest.mark.slow),
        pytest.param(elsewhere, 308, marks=pytest.mark.slow),
    ],
)
def test_an_article_on_both_hosts_is_one_and_stands_where_the_portal_is(
    two: Two, place: Place, status: int
) -> None:
    two.old.answer, two.new.answer = leading(place, status), portal(place, (*NUMBERS, 70))

    first = two.crawl(2)[0]
    before = two.articles, two.aliases
    refreshed = two.crawl(3, "--refresh")[0]

    new = [(str(number), f"new{place(number)}", "ok") for number in (*NUMBERS, 70)]
    assert (first, refreshed) == (0, 0)
    # Before an old article is due again, its new address is known for what it is ...
    assert before[0] == [*((str(number), f"old{here(number)}", "ok") for number in NUMBERS), new[-1]]
    assert before[1] == [(f"new{place(number)}", f"two-{number}") for number in NUMBERS]
    # ... and takes its place as soon as it is.
    assert two.articles == new
    assert two.aliases == [(f"old{here(number)}", f"two-{number}") for number in NUMBERS]
    assert {row[0] for row in two.rows("SELECT revisions FROM articles")} == {"1"}
    assert two.is_sound()


@pytest.mark.slow
def test_a_portal_that_has_moved_and_falls_silent_loses_nothing_and_is_told(two: Two) -> None:
    two.old.answer, two.new.answer = leading(), portal()
    two.crawl(2, "--refresh")
    moved = two.articles
    two.new.answer = mute
    silent = [two.crawl(day) for day in (3, 4, 250)]
    meanwhile = two.articles
    two.new.answer = portal(here, (*NUMBERS, 80))
    back = two.crawl(600)[0]

    assert [code for code, _ in silent] == [4, 4, 4]
    assert f"no answer from {NEW}:{two.new.port}" in silent[-1][1]
    assert meanwhile == moved
    assert (back, two.articles) == (0, [*moved, ("80", "new/tin-80.htm", "ok")])
    assert two.is_sound()


@pytest.mark.slow
def test_a_move_to_a_host_that_is_silent_from_the_first_is_no_sign_of_life(two: Two) -> None:
    two.old.answer, two.new.answer = leading(), mute
    silent = [two.crawl(day, "--refresh")[0] for day in (2, 4)]
    meanwhile = two.articles
    two.new.answer = portal()
    back = two.crawl(5)[0]

    assert silent == [4, 4]
    assert [row[2] for row in meanwhile] == ["ok", "ok"]
    assert back == 0
    assert two.articles == [(str(number), f"new{here(number)}", "ok") for number in NUMBERS]


@pytest.mark.parametrize(
    "new",
    [pytest.param(soft, id="soft"), pytest.param(lambda *_: MISSING, id="404")],
)
@pytest.mark.slow
def test_an_article_that_leads_to_a_new_address_without_it_is_missing(two: Two, new: Answer) -> None:
    two.old.answer, two.new.answer = leading(), new
    seen = []
    for day in (2, 4, 20):
        two.crawl(day, "--refresh")
        seen.append({row[2] for row in two.articles})
    two.new.answer = portal()
    two.crawl(40, "--refresh")

    assert seen == [{"suspect"}, {"suspect"}, {"gone"}]
    assert {row[2] for row in two.articles} == {"ok"}
    assert two.is_sound()


@pytest.mark.slow
def test_an_article_that_leads_to_the_new_home_page_is_no_copy_of_it(two: Two) -> None:
    def home(server: Loopback, path: str) -> Reply | bytes:
        return portal(here, (70,))(server, "/tin.htm" if path == "/" else path)

    two.old.answer, two.new.answer = leading(lambda _number: "/"), home
    seen = []
    for day in (2, 4, 20):
        two.crawl(day, "--refresh")
        seen.append([row[2] for row in two.articles])

    assert seen == [["suspect", "suspect", "ok"]] * 2 + [["gone", "gone", "ok"]]
    assert two.rows("SELECT url FROM articles WHERE url LIKE '%/'") == []
    assert two.is_sound()


@pytest.mark.slow
def test_an_article_with_another_number_has_moved_and_is_missing_when_that_is_too(two: Two) -> None:
    two.old.answer, two.new.answer = leading(renumbered), portal(renumbered)
    two.crawl(2, "--refresh")
    two.crawl(40, "--refresh")
    moved, aliases = two.articles, two.aliases
    assert two.is_sound()
    two.new.answer = soft
    for day in (50, 52, 70):
        two.crawl(day, "--refresh")
    gone = {row[2] for row in two.articles}
    two.new.answer = portal(renumbered)
    two.crawl(90, "--refresh")

    assert [row[2] for row in moved] == ["moved", "moved", "ok", "ok"]
    # The old address is the old article's, and not another one of the new article.
    assert aliases == []
    assert gone == {"gone"}
    assert sorted(two.articles) == sorted(moved)
    assert two.is_sound()


@pytest.mark.slow
def test_a_requested_article_is_read_where_its_address_leads(two: Two) -> None:
    two.old.answer, two.new.answer = leading(), portal()
    two.crawl(2, "--refresh")

    asked = []
    for _ in range(2):
        code, _said = two.crawl(10, "--articles", f"http://{OLD}:{two.old.port}/tin-10.htm")
        asked.append((code, list(two.new.asked)))

    assert asked[0] == (0, ["/robots.txt", "/tin-10.htm"])
    # What was read this very hour is not asked for again, and nobody says that nothing came.
    assert asked[1][0] == 0


@pytest.mark.slow
def test_the_first_host_names_what_has_no_number_and_must_stay_the_first(two: Two) -> None:
    two.old.answer = portal(lambda number: f"/chuyen/{'a' * (number // 10)}")
    two.crawl(1)
    before = two.articles

    code, said = two.crawl(2, hosts=(NEW, OLD))

    assert code == 2
    assert f"expected '{OLD}'" in said
    assert "2 articles without a number" in said
    assert two.crawl(2)[0] in {0, 1}
    assert len(two.articles) == len(before) == 4
