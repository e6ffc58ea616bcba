"""The made-up ministry portal over a socket: as a server, as a proxy, and from the command line."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
import urllib.request
import zlib

import pytest

from archiver.demo.addresses import headline
from archiver.demo.gold import Portal, gold
from archiver.demo.ministry import grown
from archiver.demo.portal import Reply, respond
from archiver.demo.server import Server, running

PORTAL = Portal(size=300)
SHAREPOINT = next(
    article for article in (gold(PORTAL, n) for n in range(100)) if article.layout == "sharepoint"
)


def get(server: Server, target: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": PORTAL.host, **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    return connection.getresponse()


def test_proxy_requests_and_direct_requests_get_the_same_page() -> None:
    article = gold(PORTAL, 299)
    with running(PORTAL) as server:
        through_proxy = get(server, article.url).read()
        direct = get(server, article.path).read()

    assert through_proxy == direct == respond(PORTAL, "GET", article.path).body


def test_urllib_reaches_the_made_up_host_through_the_proxy() -> None:
    with running(PORTAL) as server:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": server.proxy}))
        with opener.open(f"http://www.{PORTAL.host}/vn/tin-tuc/{SHAREPOINT.record_id}.aspx") as response:
            url = response.url

    assert url == SHAREPOINT.url


def test_another_host_is_refused() -> None:
    with running(PORTAL) as server:
        response = get(server, "http://khac.example/")

    assert response.status == 502


def test_one_connection_serves_many_requests_each_with_head_and_body_in_one_piece() -> None:
    """Sent apart they would wait for each other: 40 ms for each answer."""
    paths = [headline(PORTAL, number).path for number in range(60)]
    apart = []
    with (
        running(PORTAL) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as client,
    ):
        for path in paths:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: {PORTAL.host}\r\n\r\n".encode())
            head, end, body = client.recv(1 << 20).partition(b"\r\n\r\n")
            assert (head[:15], end) == (b"HTTP/1.1 200 OK", b"\r\n\r\n")
            if not body:
                apart.append(path)
            expected = respond(PORTAL, "GET", path).body
            while len(body) < len(expected):
                body += client.recv(1 << 20)
            assert body == expected

    assert apart == []


def test_head_has_the_length_and_no_body_and_post_is_refused() -> None:
    with running(PORTAL) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("HEAD", "/robots.txt")
        head = connection.getresponse()
        assert head.read() == b""
        connection.request("POST", "/", body=b"x=1")
        post = connection.getresponse()
        post.read()
        connection.request("GET", "/robots.txt")
        body = connection.getresponse().read()
        connection.close()

    assert (head.status, int(head.headers["Content-Length"])) == (200, len(body))
    assert (post.status, post.headers["Allow"]) == (405, "GET, HEAD")


def test_a_client_that_takes_gzip_gets_gzip() -> None:
    with running(PORTAL) as server:
        packed = get(server, "/tin-tuc.htm", Accept_Encoding="gzip, br")
        body = packed.read()

    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(body)
    assert zlib.decompress(body, wbits=31) == respond(PORTAL, "GET", "/tin-tuc.htm").body


def test_every_request_is_logged_with_its_time_and_status() -> None:
    with running(PORTAL) as server:
        before = time.monotonic()
        get(server, f"{PORTAL.base}/robots.txt", User_Agent="thử/1".encode().decode("latin-1")).read()
        get(server, "/khong-co.htm").read()
        visits = server.visits
        server.forget_visits()

        assert server.visits == ()

    assert [(visit.path, visit.status) for visit in visits] == [("/robots.txt", 200), ("/khong-co.htm", 404)]
    assert before <= visits[0].at <= visits[1].at <= time.monotonic()


def test_a_portal_can_publish_and_fail_while_it_runs() -> None:
    def broken(portal: Portal, method: str, path: str) -> Reply:
        return Reply(503, (), b"") if path.startswith("/rss/") else respond(portal, method, path)

    with running(PORTAL) as server:
        server.portal = grown(PORTAL, 3)
        newest = headline(server.portal, 302).path
        assert newest in get(server, "/tin-tuc.htm").read().decode()
        server.answer = broken
        assert get(server, "/rss/tin-tuc.rss").status == 503
        assert get(server, newest).status == 200


def test_after_the_end_nobody_answers_not_even_on_an_open_connection() -> None:
    with running(PORTAL) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
        connection.request("GET", "/robots.txt")
        connection.getresponse().read()

    with pytest.raises((OSError, http.client.HTTPException)):
        get(server, "/")
    with pytest.raises((OSError, http.client.HTTPException)):
        connection.sock.sendall(b"GET / HTTP/1.1\r\n\r\n")
        connection.getresponse()
    connection.close()


def test_the_module_serves_in_the_foreground_and_prints_its_address() -> None:
    command = [sys.executable, "-m", "archiver.demo", "--port", "0", "--seed", "7", "--articles", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            with urllib.request.urlopen(f"{address}/tin-tuc.htm", timeout=10) as response:
                page = response.read().decode()
        finally:
            process.terminate()

    assert headline(Portal(seed=7, size=20), 19).path in page


def test_a_portal_too_large_to_be_is_a_usage_error() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "archiver.demo", "--articles", "-1"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert "size is 0 or more" in run.stderr
