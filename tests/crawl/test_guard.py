"""What a crawl must never reach (FAULTS threat SSRF): a stub resolver and a listener, nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import archiver, rows_of

from archiver.crawl.addresses import is_public, literal
from archiver.crawl.guard import refused
from archiver.extract.site import ArticleUrl, Site

#: Forms under which addresses that are not public have been smuggled past filters.
FORMS = (
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "127.0.0.1.", "１２７.０.０.１", "127。0。0。1", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]",
    "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[ff02::1]", "10.0.0.1", "172.16.0.1", "192.168.0.1",
    "169.254.1.1", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
)  # fmt: skip


@pytest.mark.parametrize("host", FORMS)
def test_an_address_that_is_not_public_is_refused_in_every_form(host: str) -> None:
    address = literal(host.replace("%25", "%"))

    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("host", ["mic.gov.vn", "xn--gi-hka.vn", "1.example", "deadbeef.vn"])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize("host", ["203.162.4.1", "[2001:4860:4860::8888]", "[::ffff:203.162.4.1]"])
def test_a_public_address_is_public(host: str) -> None:
    address = literal(host)

    assert address is not None
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_as_its_mapped_and_translated_forms(address: object) -> None:
    inner = ip_address(str(address))
    forms = (ip_address(f"::ffff:{inner}"), ip_address(int(ip_address("64:ff9b::")) + int(inner)))

    assert [is_public(inner)] * 2 == [is_public(form) for form in forms]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://thu.example/a",
        "http://elsewhere.example/",
        "gopher://thu.example/",
        "//",
    ],
)
def test_only_http_on_the_hosts_of_the_site_is_asked_for(url: str) -> None:
    site = Site(
        name="thu", ministry="", ministry_en="", hosts=("thu.example",), articles=(ArticleUrl(pattern="x"),)
    )

    assert "not http(s) on a host of the site" in refused(url, site)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A loopback port, and the connections that reached it."""
    reached: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, peer = server.accept()
                except OSError:
                    return
                reached.append(peer)
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], reached


#: A site whose every host leads to the listener: names by a stub resolver, addresses by their form.
TRAP = """
import socket
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Listing, Site

HERE = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", {port}))
socket.getaddrinfo = lambda *_, **__: [HERE]
HOSTS = {hosts!r}
SITE = Site(
    name="trap",
    ministry="Bẫy",
    ministry_en="Trap",
    hosts=tuple(host.strip("[]") for host in HOSTS),
    articles=(ArticleUrl(pattern="-(?P<id>[0-9]+)"),),
    listings=tuple(Listing(url="http://%s:{port}/" % host) for host in HOSTS),
    delay=0.0,
)


class Trap(SiteSpider):
    name = "trap"
    site = SITE
"""


def test_a_crawl_reaches_no_private_address_by_name_or_by_form(
    tmp_path: Path, listener: tuple[int, list[object]]
) -> None:
    port, reached = listener
    hosts = ("rebinding.example", *(form for form in FORMS if form.isascii() and "%" not in form))
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "trap.py").write_text(TRAP.format(hosts=hosts, port=port), encoding="utf-8")

    ended = archiver("crawl", "trap", cwd=tmp_path, ARCHIVER_PATIENCE="0")

    assert reached == []
    assert ended.returncode == 4, ended.stderr.decode()
    with rows_of(tmp_path / "data") as connection:
        outcomes = dict(connection.execute("SELECT url, outcome FROM urls").fetchall())
        captures = connection.execute("SELECT count(*) FROM captures").fetchone()[0]
    # A name may mean another address tomorrow: it is tried again, as any host without a robots.txt to read.
    assert outcomes.pop(f"http://rebinding.example:{port}/") == "robots-unavailable"
    assert set(outcomes.values()) == {"guard"}
    assert captures == 0


def test_an_address_given_by_hand_is_reached(tmp_path: Path, listener: tuple[int, list[object]]) -> None:
    port, reached = listener
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "trap.py").write_text(
        TRAP.format(hosts=("127.0.0.1",), port=port), encoding="utf-8"
    )

    archiver("crawl", "trap", cwd=tmp_path, ARCHIVER_PATIENCE="0", ARCHIVER_REACH="127.0.0.1")

    assert reached != []
