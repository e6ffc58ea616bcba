"""What a portal sees of a crawl: its own log proves the pace, the pauses and what was left alone."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from faulty_disk import clock
from programs import archiver, rows_of, states

from archiver.demo.faults import Faults, RobotsFault
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal, grown
from archiver.demo.portal import Answer, Delivery, Reply, respond
from archiver.demo.server import Server, Visit, running

DELAY = 0.25
DAY = 24 * 60 * 60
#: What clocks and threads may blur, in seconds.
BLUR = 0.02


def crawl(data: Path, server: Server, *options: str, **environment: str) -> tuple[int, str, list[Visit]]:
    """One run; exit code, messages, what the portal saw."""
    server.forget_visits()
    ended = archiver("--data", data, "crawl", "demo", "-a", f"proxy={server.proxy}", *options, **environment)
    return ended.returncode, (ended.stdout + ended.stderr).decode(), list(server.visits)


def test_never_two_requests_at_once_and_never_closer_than_the_delay(tmp_path: Path) -> None:
    with running(Portal(size=8), faults=Faults(slow=0.3, wait=0.1)) as server:
        code, _, visits = crawl(tmp_path, server, "--delay", str(DELAY))

    assert code == 0
    assert len(visits) > 10
    for before, after in itertools.pairwise(visits):
        assert after.at >= before.ended - BLUR
        assert after.at - before.at >= DELAY - BLUR


def test_a_slow_portal_is_asked_less_often(tmp_path: Path) -> None:
    with running(Portal(size=3), faults=Faults(slow=1.0, wait=0.1, lasting=99)) as server:
        _, _, visits = crawl(tmp_path, server, "--delay", "0.05")

    pauses = [after.at - before.at for before, after in itertools.pairwise(visits)]
    # Five times what it took to answer, from the third request on: the first two set the pace.
    assert min(pauses[2:]) >= 5 * 0.1 - BLUR


def test_the_crawl_delay_of_robots_txt_is_obeyed_even_by_a_site_without_a_delay(tmp_path: Path) -> None:
    with running(Portal(size=1), answer=with_robots("User-agent: *\nCrawl-delay: 0.5\n")) as server:
        code, _, visits = crawl(tmp_path, server)

    assert code == 0
    pauses = [after.at - before.at for before, after in itertools.pairwise(visits)]
    assert min(pauses) >= 0.5 - BLUR


@pytest.mark.parametrize(
    "options", [pytest.param((), marks=pytest.mark.slow), ("--delay", "0.01")], ids=["at-once", "one-by-one"]
)
def test_a_crawl_delay_of_hours_ends_the_run_and_the_next_one_obeys_it_too(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    seen: list[tuple[int, str, list[str]]] = []
    with running(Portal(size=8), answer=with_robots("User-agent: *\nCrawl-delay: 7200\n")) as server:
        # Seconds since the first run, some for what that takes itself.
        for later in (0, 3600, 7300):
            code, messages, visits = crawl(tmp_path, server, *options, **(clock(later) if later else {}))
            seen.append((code, messages, [visit.path for visit in visits]))

    assert [code for code, _, _ in seen] == [0] * 3
    assert all("crawl-delay" in messages for _, messages, _ in seen)
    # robots.txt and a page in each run, and nothing before the pause has ended.
    assert [len(paths) for _, _, paths in seen] == [2, 0, 2]
    with rows_of(tmp_path / "demo") as connection:
        # Lists and articles take turns.
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
        assert set(states(connection)) == {"done", "pending"}


ONE_LIST = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from spiders.demo import SITE as DEMO

SITE = replace(DEMO, name="single", listings=DEMO.listings[:1])


class Single(SiteSpider):
    name = SITE.name
    site = SITE

    def __init__(self, proxy="", **arguments):
        super().__init__(**arguments)
        self.route = proxy
"""


def test_a_probe_obeys_a_crawl_delay_of_hours_too(tmp_path: Path) -> None:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "single.py").write_text(ONE_LIST, encoding="utf-8")
    with running(Portal(size=40), answer=with_robots("User-agent: *\nCrawl-delay: 7200\n")) as server:
        probe = ("sites", "probe", "single", "-a", f"proxy={server.proxy}")
        said = archiver(*probe, cwd=tmp_path, PYTHONPATH=str(Path(__file__).parents[2])).stdout.decode()
        asked = [visit.path for visit in server.visits]

    assert asked == ["/robots.txt", "/tin-tuc.htm"]
    assert "asks for 7200 s" in said


@pytest.mark.parametrize("rules", ["User-agent: *\nVisit-time: {far}\n", "User-agent: *\nDisallow: /\n"])
def test_what_robots_txt_closes_is_left_alone(tmp_path: Path, rules: str) -> None:

    later = datetime.now(UTC) + timedelta(hours=5)
    far = f"{later:%H%M}-{later + timedelta(hours=1):%H%M}"

    def closed(portal: Portal, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(200, (("Content-Type", "text/plain"),), rules.format(far=far).encode())
        return respond(portal, method, path)

    with running(Portal(size=8), answer=closed) as server:
        crawl(tmp_path, server, "--delay", "0.01")
        asked = [visit.path for visit in server.visits]

    # The first page is on its way when the hours become known.
    assert asked in (["/robots.txt"], ["/robots.txt", "/tin-tuc.htm"])


def test_a_run_ends_when_the_hours_of_its_portal_do(tmp_path: Path) -> None:
    # To this program it is five seconds before the minute in which the portal closes.
    ahead = 55 - datetime.now(UTC).second
    closes = datetime.now(UTC) + timedelta(seconds=ahead + 5)
    hours = f"{closes - timedelta(hours=1):%H%M}-{closes:%H%M}"
    with running(Portal(size=60), answer=with_robots(f"User-agent: *\nVisit-time: {hours}\n")) as server:
        code, messages, visits = crawl(tmp_path, server, "--delay", "0.5", **clock(ahead))

    assert code == 0
    assert "visit-time" in messages
    assert 1 <= len(visits) <= 14


FOLDERS = ["/văn-bản/", quote("/văn-bản/"), quote("/văn-bản/").lower()]


@pytest.mark.parametrize("rule", FOLDERS, ids=["letters", "encoded", "encoded-small"])
def test_a_vietnamese_folder_that_robots_txt_closes_is_never_asked_for(tmp_path: Path, rule: str) -> None:
    links = "".join(f'<a href="{folder}bai-99980000{n}.htm">Bài {n}</a>' for n, folder in enumerate(FOLDERS))

    def closed(portal: Portal, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(
                200, (("Content-Type", "text/plain"),), f"User-agent: *\nDisallow: {rule}\n".encode()
            )
        reply = respond(portal, method, path)
        return replace(reply, body=reply.body + links.encode()) if path == "/tin-tuc.htm" else reply

    with running(Portal(size=4), answer=closed) as server:
        code, _, visits = crawl(tmp_path, server)

    assert code == 0
    assert [visit.path for visit in visits if "bai-9998" in visit.path] == []
    with rows_of(tmp_path / "demo") as connection:
        outcomes = connection.execute("SELECT outcome FROM urls WHERE url LIKE '%bai-9998%'").fetchall()
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert ({"robots"}, 4) == ({outcome for (outcome,) in outcomes}, stored)


def test_what_robots_txt_forbade_for_a_day_is_asked_for_when_it_does_no_more(tmp_path: Path) -> None:
    with running(Portal(size=8)) as server:
        crawl(tmp_path, server)
        server.answer = with_robots("User-agent: *\nDisallow: /\n")
        server.portal = grown(server.portal, 4)
        _, _, closed = crawl(tmp_path, server, **clock(2 * DAY))
        server.answer = respond
        crawl(tmp_path, server, **clock(3 * DAY))
        with rows_of(tmp_path / "demo") as connection:
            articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        crawl(tmp_path, server, **clock(10 * DAY))

    assert {visit.path for visit in closed} == {"/robots.txt"}
    # The lists at once, what was known in a week.
    assert articles == 12
    with rows_of(tmp_path / "demo") as connection:
        assert states(connection).keys() == {"done"}


def test_an_article_whose_print_view_is_forbidden_is_read_at_its_own_address(tmp_path: Path) -> None:
    article = next(one for one in map(partial(gold, PRINTED), range(40)) if "view_content" in one.path)
    printed = article.path.replace("view_content", "print_content")

    def answer(portal: Portal, method: str, path: str) -> Reply:
        # The lists know the print view alone, the feed and the sitemap come later.
        reply = with_robots("User-agent: *\nDisallow: /*print_content\n")(portal, method, path)
        is_list = path.startswith("/tin-tuc")
        return (
            replace(reply, body=reply.body.replace(article.path.encode(), printed.encode()))
            if is_list
            else reply
        )

    with running(PRINTED, answer=answer) as server:
        _, _, visits = crawl(tmp_path, server)

    asked = [visit.path for visit in visits]
    assert (article.path in asked, printed in asked) == (True, False)
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 40


#: Some of its articles have a print view.
PRINTED = Portal(size=40)


def with_robots(rules: str) -> Answer:
    """The portal with another robots.txt."""

    def answer(portal: Portal, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(200, (("Content-Type", "text/plain"),), rules.encode())
        return respond(portal, method, path)

    return answer


def test_a_rule_with_an_encoded_hyphen_means_the_hyphen(tmp_path: Path) -> None:
    with running(Portal(size=40), faults=Faults(robots=RobotsFault.PATHS)) as server:
        code, _, visits = crawl(tmp_path, server)

    assert code == 0
    assert [visit.path for visit in visits if visit.path.startswith("/vn/tin-tuc/")] == []
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM urls WHERE outcome = 'robots'").fetchone()[0] > 0


def test_a_portal_whose_robots_txt_fails_is_left_alone_and_said_to_be_blind(tmp_path: Path) -> None:
    with running(Portal(size=8), faults=Faults(robots=RobotsFault.DOWN, lasting=99)) as server:
        code, messages, visits = crawl(tmp_path, server, ARCHIVER_PATIENCE="0")

    assert code == 4
    assert "the portal has never been seen" in messages
    assert {visit.path for visit in visits} == {"/robots.txt"}


def test_while_robots_txt_gives_no_answer_nothing_is_asked_for(tmp_path: Path) -> None:
    def cut(portal: Portal, method: str, path: str) -> Reply:
        reply = respond(portal, method, path)
        return replace(reply, delivery=Delivery(part=0.0, reset=True)) if path == "/robots.txt" else reply

    with running(Portal(size=8), answer=cut) as server:
        code, _, visits = crawl(tmp_path, server, ARCHIVER_PATIENCE="0")

    assert code == 4
    # Once for all pages: a failure is not asked about again within a minute.
    assert [visit.path for visit in visits] == ["/robots.txt"]


@pytest.mark.slow  # a minute until robots.txt is asked for again
def test_a_robots_txt_that_fails_for_a_moment_costs_a_minute_and_no_page(tmp_path: Path) -> None:
    asked: list[str] = []

    def busy(portal: Portal, method: str, path: str) -> Reply:
        asked.append(path)
        if asked == ["/robots.txt"]:
            return Reply(503, (("Content-Type", "text/plain"), ("Retry-After", "2")), b"later")
        return respond(portal, method, path)

    with running(Portal(size=8), answer=busy) as server:
        _, _, visits = crawl(tmp_path, server, "--delay", "0.01")

    assert [visit.path for visit in visits[:2]] == ["/robots.txt"] * 2
    assert 60.0 - BLUR <= visits[1].at - visits[0].at <= 90.0
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 8
        assert states(connection).keys() == {"done"}


def test_a_missing_robots_txt_allows_everything(tmp_path: Path) -> None:
    with running(Portal(size=8), faults=Faults(robots=RobotsFault.CLOSED)) as server:
        code, _, _ = crawl(tmp_path, server)

    assert code == 0
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 8


def test_retry_after_holds_for_the_whole_portal(tmp_path: Path) -> None:
    asked: list[str] = []

    def busy(portal: Portal, method: str, path: str) -> Reply:
        asked.append(path)
        if path.endswith(".aspx") and asked.count(path) == 1:
            return Reply(429, (("Content-Type", "text/plain"), ("Retry-After", "1")), b"later")
        return respond(portal, method, path)

    with running(Portal(size=3), answer=busy) as server:
        code, _, visits = crawl(tmp_path, server, "--delay", "0.01")

    assert code in {0, 1}
    refused = [at for at, visit in enumerate(visits) if visit.status == 429]
    assert refused
    for at in refused:
        assert visits[at + 1].at - visits[at].at >= 1.0 - BLUR
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 3


def test_what_retry_after_asks_for_holds_for_the_next_run_too(tmp_path: Path) -> None:
    asked: list[str] = []

    def busy(portal: Portal, method: str, path: str) -> Reply:
        asked.append(path)
        if path.startswith("/rss") and asked.count(path) == 1:
            return Reply(503, (("Content-Type", "text/plain"), ("Retry-After", "7200")), b"later")
        return respond(portal, method, path)

    with running(Portal(size=8), answer=busy) as server:
        crawl(tmp_path, server, "--delay", "0.01")
        code, messages, soon = crawl(tmp_path, server, "--delay", "0.01", **clock(60 * 60))
        _, _, then = crawl(tmp_path, server, "--delay", "0.01", **clock(3 * 60 * 60))

    assert (code, [visit.path for visit in soon]) == (0, [])
    assert "retry-after" in messages
    assert len(then) > 8
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 8


def test_a_portal_that_only_refuses_is_not_hammered_and_the_archive_knows_since_when_it_is_blind(
    tmp_path: Path,
) -> None:
    with running(Portal(size=40)) as server:
        crawl(tmp_path, server)
        server.faults = Faults(abroad=1.0, lasting=999)
        # However narrow the terminal is, what a program may look for stays in one line.
        code, messages, visits = crawl(tmp_path, server, "--refresh", "--delay", "0.01", COLUMNS="40")

    assert code == 4
    assert re.search(r"^demo: \d+ URLs discovered = .* excluded$", messages, re.MULTILINE)
    assert "demo: nothing usable came (blocked); blind since 20" in messages
    assert len(visits) <= 8
    with rows_of(tmp_path / "demo") as connection:
        assert states(connection)["blocked"] >= 3
        # Blocked is neither changed nor gone.
        kept = connection.execute("SELECT DISTINCT presence FROM articles").fetchall()
    assert [row["presence"] for row in kept] == ["ok"]


def test_the_cookie_wall_opens_with_one_cookie_for_all_that_follows(tmp_path: Path) -> None:
    with running(Portal(size=20), faults=Faults(stub=1.0)) as server:
        code, _, visits = crawl(tmp_path, server, "--delay", "0.001")

    assert code == 0
    paths = [visit.path for visit in visits if visit.path != "/robots.txt"]
    assert len(paths) - len(set(paths)) == 1
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 20


def test_a_cookie_wall_that_never_opens_is_asked_once_more_and_then_blocked(tmp_path: Path) -> None:
    with running(Portal(size=5), faults=Faults(wall=1.0, lasting=999)) as server:
        code, messages, visits = crawl(tmp_path, server, "--delay", "0.001")

    assert code == 4
    assert "demo: nothing usable came (blocked); the portal has never been seen" in messages
    asked = [visit.path for visit in visits]
    assert all(asked.count(path) <= 2 for path in asked if path != "/robots.txt")
    with rows_of(tmp_path / "demo") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 0
        assert set(states(connection)) == {"blocked"}
