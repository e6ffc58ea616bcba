"""A portal of a test's own on a loopback address: a function answers, and what was asked for is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from archiver.demo.portal import HTML, Reply


class Loopback(ThreadingHTTPServer):
    """The server; `asked` are the paths that were asked for."""

    daemon_threads = True

    def __init__(self, answer: Answer, host: str, port: int) -> None:
        super().__init__((host, port), _Pages)
        self.answer = answer
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


#: What is answered to a GET; it is given the server, for its port, and the path. Bytes go out as they are.
Answer = Callable[[Loopback, str], Reply | bytes]


class _Pages(BaseHTTPRequestHandler):
    server: Loopback

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        given = self.server.answer(self.server, self.path)
        if isinstance(given, bytes):
            self.wfile.write(given)
            return
        self.send_response(given.status)
        for name, value in (*given.headers, ("Content-Length", str(len(given.body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def reply(text: str | bytes, *, status: int = 200, media: str = HTML) -> Reply:
    """An answer without further headers."""
    return Reply(status, (("Content-Type", media),), text.encode() if isinstance(text, str) else text)


MISSING = reply("", status=404)


@contextmanager
def serving(answer: Answer, host: str = "127.0.0.1", port: int = 0) -> Iterator[Loopback]:
    """Serve until the `with` block ends; `port` 0 lets the system choose."""
    with Loopback(answer, host, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
