"""The made-up portal on a bad day: each fault is what it says, seeded, and the gold stays exact."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import brotli
import pytest

from archiver.archive.warc.decoding import decode_body
from archiver.demo import listings
from archiver.demo.addresses import headline
from archiver.demo.events import Absence, Change, Edit, Event, Instead, Move
from archiver.demo.faults import Asked, Faults, ListingFault, RobotsFault, faulty
from archiver.demo.faults.bombs import CODINGS, DECODED, bomb
from archiver.demo.faults.refusals import INSIDE, cookie
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import Server, running
from archiver.errors import PayloadError, UsageError
from archiver.extract.extract import extract
from archiver.page.page import Page
from archiver.records import Payload
from spiders.demo import SITE

PORTAL = Portal(size=120)
NOON = datetime(2026, 3, 6, 5, tzinfo=UTC)
ARTICLE = headline(PORTAL, 100).path


def ask(
    faults: Faults,
    path: str,
    *,
    portal: Portal = PORTAL,
    times: int = 0,
    serial: int = 0,
    **headers: str,
) -> Reply:
    """One request, without a server."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return faulty(faults, portal, Asked("GET", path, named, times, serial, NOON))


def header(reply: Reply, name: str) -> str:
    (value,) = [value for key, value in reply.headers if key == name]
    return value


def get(server: Server, path: str) -> tuple[int, bytes]:
    """Status and body as they arrive over the wire."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


# Which addresses are stricken, and for how long


def test_without_a_switch_a_portal_with_faults_answers_like_one_without() -> None:
    for path in ("/", "/robots.txt", "/tin-tuc.htm", "/sitemap.xml", ARTICLE, "/khong-co.htm"):
        assert ask(Faults(), path) == respond(PORTAL, "GET", path)


def test_a_share_of_the_addresses_is_stricken_and_the_seed_says_which() -> None:
    paths = [headline(PORTAL, number).path for number in range(120)]
    one, again, other = (
        [path for path in paths if ask(Faults(seed=seed, busy=0.3), path).status == 429] for seed in (1, 1, 2)
    )

    assert one == again
    assert one != other
    assert 20 <= len(one) <= 52


def test_a_stricken_address_meets_each_of_its_faults_and_then_answers_well() -> None:
    faults = Faults(busy=1.0, empty=1.0, lasting=2)
    met = [ask(faults, ARTICLE, times=times) for times in range(5)]

    assert [reply.status for reply in met] == [429, 429, 200, 200, 200]
    assert [bool(reply.body) for reply in met[2:]] == [False, False, True]
    assert met[4] == respond(PORTAL, "GET", ARTICLE)


def test_an_overloaded_portal_refuses_whole_bursts() -> None:
    statuses = [ask(Faults(overloaded=0.5), "/", serial=serial).status for serial in range(160)]
    bursts = [set(statuses[first : first + 8]) for first in range(0, 160, 8)]

    assert all(len(burst) == 1 for burst in bursts)
    assert {status for burst in bursts for status in burst} == {200, 503}


def test_faults_have_names_and_an_unknown_one_is_a_usage_error() -> None:
    assert Faults.named("busy, page-zero,robots-bom") == Faults(
        busy=0.1, listing=ListingFault.PAGE_ZERO, robots=RobotsFault.BOM
    )
    assert Faults.named("hard-day").torn > 0
    with pytest.raises(UsageError, match=r"'bussy'.*busy"):
        Faults.named("bussy")


def test_the_module_serves_a_bad_day_and_refuses_one_it_does_not_know() -> None:
    module = [sys.executable, "-m", "archiver.demo", "--articles", "20", "--faults"]
    refused = subprocess.run([*module, "bussy"], capture_output=True, text=True, check=False)
    with subprocess.Popen(
        [*module, "wall"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as wall:
        assert wall.stdout is not None
        port = int(wall.stdout.readline().rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
        connection.close()
        wall.terminate()

    assert refused.returncode == 2
    assert "busy" in refused.stderr
    assert "document.cookie" in page


# Refusals


def test_busy_says_when_to_come_back_in_seconds_or_as_a_date() -> None:
    values = [
        header(ask(Faults(busy=1.0), headline(PORTAL, number).path), "Retry-After") for number in range(40)
    ]
    seconds = {int(value) for value in values if value.isdecimal()}
    dates = {parsedate_to_datetime(value) for value in values if not value.isdecimal()}

    assert seconds == {1, 2, 3}
    assert {(date - NOON).total_seconds() for date in dates} == {2.0, 3.0, 4.0}


def test_the_cookie_page_lets_in_who_brings_its_cookie_and_the_wall_does_not() -> None:
    stub = ask(Faults(stub=1.0), ARTICLE)

    assert (stub.status, 170 <= len(stub.body) <= 185) == (200, True)
    assert cookie(Faults()) in stub.body.decode()
    assert ask(Faults(stub=1.0), ARTICLE, cookie=cookie(Faults())) == respond(PORTAL, "GET", ARTICLE)
    assert ask(Faults(wall=1.0), ARTICLE, cookie=cookie(Faults()), times=99).body == stub.body


def test_what_is_forbidden_gone_or_empty_answers_so() -> None:
    blocked, gone = ask(Faults(abroad=1.0), ARTICLE), ask(Faults(gone=1.0), ARTICLE)

    assert (blocked.status, gone.status in {404, 410}) == (403, True)
    assert "trong nước" in blocked.body.decode()
    assert ask(Faults(empty=1.0), ARTICLE).body == b""
    assert ask(Faults(gone=1.0), "/tin-tuc.htm").status == 200


def test_pages_that_stand_for_an_article_are_served_with_200() -> None:
    assert listings.NOT_FOUND in ask(Faults(soft=1.0), ARTICLE).body.decode()
    assert ask(Faults(soft=1.0), ARTICLE).status == 200
    assert ask(Faults(expired=1.0), ARTICLE) == respond(PORTAL, "GET", "/tin-tuc.htm")


def test_redirects_lead_home_away_inside_and_round() -> None:
    paths = [headline(PORTAL, number).path for number in range(60)]
    inside = {header(ask(Faults(inside=1.0), path), "Location") for path in paths}
    round_trip = [ARTICLE]
    for _ in range(3):
        to = urlsplit(header(ask(Faults(loop=1.0), round_trip[-1]), "Location"))
        round_trip.append(f"{to.path}?{to.query}")

    assert header(ask(Faults(home=1.0), ARTICLE), "Location") == f"{PORTAL.base}/"
    assert urlsplit(header(ask(Faults(away=1.0), ARTICLE), "Location")).hostname != PORTAL.host
    assert inside == set(INSIDE)
    assert round_trip[1] == round_trip[3] != round_trip[2]


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_small_and_decodes_to_a_thousand_times_its_size(coding: str) -> None:
    packed = bomb(coding)

    assert len(packed) * 1000 < DECODED
    with pytest.raises(PayloadError, match="larger than 1000000"):
        decode_body(packed, coding, limit=1_000_000)


def test_a_gzip_bomb_is_whole() -> None:
    unpacker, size = zlib.decompressobj(wbits=31), 0
    for place in range(0, len(bomb("gzip")), 4096):
        size += len(unpacker.decompress(bomb("gzip")[place : place + 4096]))

    assert (size > DECODED, unpacker.eof) == (True, True)
    assert brotli.Decompressor().process(bomb("br")[:1000])[:4] == b"<!DO"


# How answers arrive


def test_a_torn_body_ends_early_and_the_next_time_it_is_whole() -> None:
    with running(PORTAL, faults=Faults(torn=1.0)) as server:
        with pytest.raises(http.client.IncompleteRead) as torn:
            get(server, ARTICLE)
        whole = get(server, ARTICLE)[1]

    assert len(torn.value.partial) == len(whole) // 2
    assert whole == respond(PORTAL, "GET", ARTICLE).body


def test_a_length_that_is_too_short_cuts_the_page() -> None:
    with running(PORTAL, faults=Faults(short=1.0)) as server:
        cut = get(server, ARTICLE)[1]

    assert cut == respond(PORTAL, "GET", ARTICLE).body[: len(cut)]
    assert len(cut) == len(respond(PORTAL, "GET", ARTICLE).body) // 2


def test_a_reset_connection_is_reset() -> None:
    with (
        running(PORTAL, faults=Faults(reset=1.0)) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=5) as client,
    ):
        client.sendall(f"GET {ARTICLE} HTTP/1.1\r\nHost: {PORTAL.host}\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            while client.recv(65536):
                pass


def test_slow_and_dribbling_answers_take_their_time_and_are_whole() -> None:
    with running(PORTAL, faults=Faults(slow=1.0, wait=0.3, dribble=1.0)) as server:
        began = time.monotonic()
        body = get(server, ARTICLE)[1]
        took = time.monotonic() - began
        (visit,) = server.visits

    assert body == respond(PORTAL, "GET", ARTICLE).body
    assert 0.3 + 19 * 0.05 <= visit.ended - visit.at <= took


def test_the_log_tells_that_two_requests_were_in_work_at_once_and_that_they_were_not() -> None:
    both = threading.Barrier(2, timeout=30)

    def together(portal: Portal, method: str, path: str) -> Reply:
        both.wait()
        return respond(portal, method, path)

    with running(PORTAL) as server:
        for _ in range(2):
            get(server, "/tin-tuc.htm")
        first, second = server.visits
        server.forget_visits()
        server.answer = together
        clients = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(2)]
        for client in clients:
            client.sendall(b"GET /tin-tuc.htm HTTP/1.1\r\n\r\n")
        for client in clients:
            client.recv(100)
            client.close()
        third, fourth = sorted(server.visits, key=lambda visit: visit.at)

    assert first.ended <= second.at
    assert third.ended > fourth.at


# Tokens, counters, validators


def test_a_restless_page_differs_at_each_load_and_says_the_same() -> None:
    first, second = (ask(Faults(restless=True), ARTICLE, serial=serial) for serial in (1, 2))
    readings = [
        extract(Payload(url=gold(PORTAL, 100).url, body=reply.body), SITE) for reply in (first, second)
    ]

    assert first.body != second.body
    assert readings[0] == readings[1]
    assert readings[0].title == gold(PORTAL, 100).title


def test_who_has_the_page_already_gets_304_until_it_is_edited() -> None:
    portal = replace(PORTAL, events=(Edit(number=100, what=Change.WORD, since=3),))
    faults = Faults(validators=True)
    page = ask(faults, ARTICLE, portal=portal)
    tag, when = header(page, "ETag"), header(page, "Last-Modified")
    later = replace(portal, days_later=3)

    assert ask(faults, ARTICLE, portal=portal, if_none_match=tag).status == 304
    assert ask(faults, ARTICLE, portal=portal, if_none_match=f'"x", W/{tag}').body == b""
    assert ask(faults, ARTICLE, portal=portal, if_modified_since=when).status == 304
    assert ask(faults, ARTICLE, portal=portal, if_modified_since="gestern").status == 200
    assert ask(faults, ARTICLE, portal=portal, if_none_match='"x"', if_modified_since=when).status == 200
    assert ask(faults, ARTICLE, portal=later, if_none_match=tag).status == 200
    assert ask(faults, ARTICLE, portal=later, if_modified_since=when).status == 200


def test_a_stuck_validator_hides_the_edit() -> None:
    portal = replace(PORTAL, events=(Edit(number=100, what=Change.WORD, since=3),))
    tag = header(ask(Faults(stuck=True), ARTICLE, portal=portal), "ETag")
    later = replace(portal, days_later=3)

    assert ask(Faults(stuck=True), ARTICLE, portal=later, if_none_match=tag).status == 304


def test_a_304_has_no_body_and_the_connection_goes_on() -> None:
    with running(PORTAL, faults=Faults(validators=True)) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.request("GET", ARTICLE)
        whole = connection.getresponse()
        whole.read()
        connection.request("GET", ARTICLE, headers={"If-None-Match": whole.headers["ETag"]})
        same = connection.getresponse()
        assert same.read() == b""
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().read().startswith(b"User-agent")
        connection.close()

    assert same.status == 304
    assert same.headers["Content-Length"] is None


# Listings and robots.txt


def listed(faults: Faults, path: str, serial: int = 0) -> list[str]:
    html = ask(faults, path, serial=serial).body.decode()
    links = Page(html, "").each("#danh-sach-tin a.box-category-link-title")
    return [link.attributes["href"] or "" for link in links]


def test_past_the_end_the_last_page_comes_again_and_again() -> None:
    faults = Faults(listing=ListingFault.REPEAT)

    last = listed(faults, "/tin-tuc/trang-6.htm")
    assert listed(faults, "/tin-tuc/trang-7.htm") == listed(faults, "/tin-tuc/trang-99.htm") == last
    assert len(last) == 20


def test_page_zero_is_page_one() -> None:
    faults = Faults(listing=ListingFault.PAGE_ZERO)

    assert listed(faults, "/tin-tuc/trang-0.htm") == listed(faults, "/tin-tuc.htm") != []
    assert listed(Faults(listing=ListingFault.REPEAT), "/tin-tuc/trang-0.htm") == []


def test_next_leads_to_the_page_itself() -> None:
    page = Page(ask(Faults(listing=ListingFault.SELF_NEXT), "/tin-tuc/trang-3.htm").body.decode(), "")
    (following,) = page.each(".pagination a.next")

    assert following.attributes["href"] == "/tin-tuc/trang-3.htm"


def test_while_a_crawl_reads_the_pages_items_come_and_go_on_top() -> None:
    newest = [headline(PORTAL, number).path for number in range(119, -1, -1)]
    shifting, sinking = Faults(listing=ListingFault.SHIFTING), Faults(listing=ListingFault.SINKING)

    assert listed(shifting, "/tin-tuc.htm", serial=0) == newest[40:60]
    assert listed(shifting, "/tin-tuc.htm", serial=50) == newest[30:50]
    assert listed(shifting, "/tin-tuc.htm", serial=500) == newest[:20]
    assert listed(sinking, "/tin-tuc/trang-2.htm", serial=50) == newest[30:50]


def test_unordered_pages_hold_the_same_items_in_all_and_never_in_the_same_order() -> None:
    faults = Faults(listing=ListingFault.UNORDERED)
    first, second = (
        [path for page in range(1, 7) for path in listed(faults, listings.listing_path(page), serial=serial)]
        for serial in (1, 2)
    )

    assert first != second
    assert sorted(first) == sorted(second) == sorted(headline(PORTAL, number).path for number in range(120))


def test_a_row_that_says_there_is_nothing_looks_like_an_item() -> None:
    assert listed(Faults(listing=ListingFault.NO_RESULTS), "/tin-tuc/trang-9.htm") == ["/tin-tuc.htm"]
    assert len(listed(Faults(listing=ListingFault.NO_RESULTS), "/tin-tuc.htm")) == 20


def test_a_portal_may_have_neither_feed_nor_sitemap() -> None:
    paths = ("/rss/tin-tuc.rss", "/sitemap.xml", "/sitemap-1.xml", "/tin-tuc.htm")

    assert [ask(Faults(pages_only=True), path).status for path in paths] == [404, 404, 404, 200]


def test_robots_txt_has_its_own_faults_and_no_others() -> None:
    every = Faults(busy=1.0, wall=1.0, overloaded=1.0)
    answers = {fault: ask(Faults(robots=fault), "/robots.txt") for fault in RobotsFault}

    assert ask(every, "/robots.txt") == respond(PORTAL, "GET", "/robots.txt")
    assert (answers[RobotsFault.DOWN].status, answers[RobotsFault.CLOSED].status) == (503, 403)
    assert answers[RobotsFault.BOM].body.startswith(b"\xef\xbb\xbfUser-agent: *")
    assert b"Crawl-delay: 2\n" in answers[RobotsFault.DELAY].body
    assert "Disallow: /văn-bản-mật/\n" in answers[RobotsFault.PATHS].body.decode()
    assert b"<html" in answers[RobotsFault.PAGE].body


# What happens to articles


@pytest.mark.parametrize("number", range(0, 120, 7))
@pytest.mark.parametrize("what", list(Change))
def test_the_gold_is_what_the_page_says_before_an_edit_after_it_and_when_it_is_taken_back(
    what: Change, number: int
) -> None:
    portal = replace(PORTAL, events=(Edit(number=number, what=what, since=2, until=5),))
    before, edited, after = (gold(replace(portal, days_later=day), number) for day in (1, 2, 5))
    body = respond(replace(portal, days_later=2), "GET", edited.path).body
    read = extract(Payload(url=edited.url, body=body), SITE)

    assert before == after == gold(PORTAL, number) != edited
    assert (read.title, read.lead, read.byline) == (edited.title, edited.lead, edited.byline)
    assert read.published_at == edited.published_at
    assert read.paragraphs == edited.paragraphs
    assert [one.url for one in read.images] == [one.url for one in edited.images]
    assert [(one.url, one.title) for one in read.attachments] == [
        (one.url, one.title) for one in edited.attachments
    ]
    assert edited.path == before.path


def test_an_article_that_moves_has_another_address_with_the_same_number() -> None:
    portal = replace(PORTAL, events=(Move(number=100, since=1),), days_later=1)
    moved = respond(portal, "GET", ARTICLE)
    new = gold(portal, 100)

    assert (moved.status, header(moved, "Location")) == (301, new.url)
    assert new.record_id == gold(PORTAL, 100).record_id
    assert respond(portal, "GET", new.path).status == 200
    assert new.path in respond(portal, "GET", "/tin-tuc.htm").body.decode()


@pytest.mark.parametrize(
    ("instead", "status"),
    [
        (Instead.NOT_FOUND, 404),
        (Instead.GONE, 410),
        (Instead.SOFT, 200),
        (Instead.LISTING, 200),
        (Instead.HOME, 302),
    ],
)
def test_an_article_vanishes_and_returns(instead: Instead, status: int) -> None:
    absent = Absence(number=100, since=1, until=4, instead=instead)
    days = [replace(PORTAL, events=(absent,), days_later=day) for day in (0, 1, 3, 4)]

    assert [respond(day, "GET", ARTICLE).status for day in days] == [200, status, status, 200]
    assert gold(PORTAL, 100).lead not in respond(days[1], "GET", ARTICLE).body.decode()
    assert [ARTICLE in respond(day, "GET", "/tin-tuc.htm").body.decode() for day in days] == [
        True,
        False,
        False,
        True,
    ]


def test_a_late_item_comes_in_below_known_ones_and_into_every_list() -> None:
    events: tuple[Event, ...] = tuple(Absence(number=number, until=2) for number in (50, 90))
    before, after = (replace(PORTAL, events=events, days_later=day) for day in (1, 2))
    path = headline(PORTAL, 90).path

    assert listings.page_count(before) == 6
    assert list(listings.shown(before)) == [n for n in range(119, -1, -1) if n not in {50, 90}]
    assert list(listings.numbers_on(after, 2))[9] == 90
    for list_of_all in ("/sitemap-1.xml", "/tin-tuc/trang-2.htm"):
        assert path not in respond(before, "GET", list_of_all).body.decode()
        assert path in respond(after, "GET", list_of_all).body.decode()
    assert "Tổng số: 118 tin" in respond(before, "GET", "/tin-tuc.htm").body.decode()


def test_a_list_may_drop_an_article_that_lives_and_show_one_that_does_not() -> None:
    dropped = Absence(number=100, instead=Instead.ITSELF)
    dead = Absence(number=101, instead=Instead.GONE, listed=True)
    portal = replace(PORTAL, events=(dropped, dead))
    shown = respond(portal, "GET", "/tin-tuc.htm").body.decode()

    assert (respond(portal, "GET", ARTICLE).status, ARTICLE in shown) == (200, False)
    assert respond(portal, "GET", headline(PORTAL, 101).path).status == 410
    assert headline(PORTAL, 101).path in shown
