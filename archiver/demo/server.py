"""The portal on a loopback port, as a web server and as the HTTP proxy of its made-up host.

A crawl asks for `http://botrangmau.example/…` with the proxy set to `Server.proxy`; a browser may open
`Server.address` itself. Every request is logged, so that tests can prove what was asked, and when.
"""

from __future__ import annotations

import gzip
import socket
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit

from archiver.demo.faults import Asked, Faults, faulty
from archiver.demo.ministry import Portal
from archiver.demo.portal import Answer, Reply, respond

LOOPBACK = "127.0.0.1"
#: Bodies shorter than this are not compressed.
_WORTH_COMPRESSING = 1000
#: A dribbled answer comes in about so many pieces.
_DRIBBLES = 20


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: what was asked (path and query), when (`time.monotonic`), the status.

    `at` is when the request had been read, `ended` when nothing but the last piece of the answer was left
    to send: between the two the request was in work.
    """

    method: str
    path: str
    at: float
    status: int
    user_agent: str
    ended: float


class Server(ThreadingHTTPServer):
    """A running portal; `portal`, `answer` and `faults` may be replaced while it runs."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, portal: Portal, port: int, answer: Answer, faults: Faults | None) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.portal, self.answer, self.faults = portal, answer, faults
        self._asked: Counter[str] = Counter()
        self._visits: list[Visit] = []
        self._open: set[socket.socket] = set()
        self._lock = Lock()

    @property
    def port(self) -> int:
        """The port, also where the system chose it."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address for a browser, and the value for the proxy setting of a crawl."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def proxy(self) -> str:
        """The same address, as what it is to a crawl."""
        return self.address

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The requests so far, in the order in which they were answered."""
        with self._lock:
            return tuple(self._visits)

    def reply(self, method: str, path: str, headers: Mapping[str, str]) -> Reply:
        """What the portal answers to a request, faults and all."""
        with self._lock:
            times, serial = self._asked[path], self._asked.total()
            self._asked[path] += 1
        if self.faults is None:
            return self.answer(self.portal, method, path)
        asked = Asked(method, path, headers, times, serial, datetime.now(UTC))
        return faulty(self.faults, self.portal, asked, self.answer)

    def forget_visits(self) -> None:
        """Begin the log again."""
        with self._lock:
            self._visits.clear()

    def log(self, visit: Visit) -> None:
        """Add a request to the log."""
        with self._lock:
            self._visits.append(visit)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection, and keep it in mind."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection, and forget it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Stop listening and cut the connections that clients keep open."""
        super().server_close()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no error of the portal's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        arrived = time.monotonic()
        self._skip_body()
        (host, path), own = split_target(self.path), self.server.portal.host
        headers = {name.lower(): value for name, value in self.headers.items()}
        if host and host.removeprefix("www.") != own:
            reply = Reply(502, (("Content-Type", "text/plain"),), f"{host} is not {own}\n".encode())
        else:
            reply = self.server.reply(self.command, path, headers)
        reply = compressed(reply, headers.get("accept-encoding", ""))
        if not reply.delivery.is_whole:
            self.close_connection = True
        time.sleep(reply.delivery.wait)
        *pieces, last = self._pieces(reply)
        for piece in pieces:
            self.connection.sendall(piece)
            time.sleep(reply.delivery.pause)
        agent = headers.get("user-agent", "")
        self.server.log(Visit(self.command, path, arrived, reply.status, agent, time.monotonic()))
        self.connection.sendall(last)
        if reply.delivery.reset:
            # No goodbye: with nothing to linger for, closing sends a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _skip_body(self) -> None:
        length = self.headers.get("Content-Length", "0")
        self.rfile.read(int(length) if length.isdecimal() else 0)

    def _pieces(self, reply: Reply) -> list[bytes]:
        """The answer as it is sent: in one piece where it can be, the last one not empty."""
        length = int(len(reply.body) * reply.delivery.claim)
        headers = [
            *reply.headers,
            *([] if reply.status == HTTPStatus.NOT_MODIFIED else [("Content-Length", str(length))]),
            ("Date", self.date_time_string()),
            ("Connection", "close" if self.close_connection else "keep-alive"),
        ]
        lines = [
            f"HTTP/1.1 {reply.status} {phrase(reply.status)}",
            *(f"{name}: {value}" for name, value in headers),
        ]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        body = b"" if self.command == "HEAD" else reply.body[: int(len(reply.body) * reply.delivery.part)]
        # One write: a head and a body sent apart wait 40 ms for each other (Nagle, delayed acknowledgement).
        whole = head + body
        size = max(len(whole) // _DRIBBLES, 1) if reply.delivery.pause else len(whole)
        return [whole[place : place + size] for place in range(0, len(whole), size)]

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the log is `Server.visits`."""


def split_target(target: str) -> tuple[str, str]:
    """Host and path of a request target; the host is empty in origin form.

    >>> split_target("http://Botrangmau.example/tin-tuc.htm?a=1"), split_target("/tin-tuc.htm")
    (('botrangmau.example', '/tin-tuc.htm?a=1'), ('', '/tin-tuc.htm'))
    """
    if target.startswith("/"):
        return "", target
    parts = urlsplit(target)
    return parts.hostname or "", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def phrase(status: int) -> str:
    """The reason phrase of a status."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"


def compressed(reply: Reply, accepted: str) -> Reply:
    """The reply as gzip where the client takes it and it is worth it; the bytes are always the same."""
    names = {name.lower() for name, _ in reply.headers}
    text = any(
        value.startswith(("text/", "application/xml"))
        for name, value in reply.headers
        if name == "Content-Type"
    )
    if (
        "gzip" not in accepted
        or "content-encoding" in names
        or not text
        or len(reply.body) < _WORTH_COMPRESSING
    ):
        return reply
    body = gzip.compress(reply.body, compresslevel=1, mtime=0)
    headers = (*reply.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return replace(reply, headers=headers, body=body)


@contextmanager
def running(
    portal: Portal, port: int = 0, *, answer: Answer = respond, faults: Faults | None = None
) -> Iterator[Server]:
    """The portal on a loopback port, in a thread of its own, until the `with` block ends.

    `port` 0 lets the system choose; `answer` stands in for `respond`, `faults` add themselves to it.
    """
    server = Server(portal, port, answer, faults)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
