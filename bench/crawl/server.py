"""The made-up portal, fast: pages of 60 KB from memory, in a process of its own.

    python bench/crawl/server.py --articles 4000 --ready

Prints its address and serves until stdin ends. `/-/visits` tells in JSON how much it has served.
It is web server and proxy at once, as the demo's own server is, without a thread per connection.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from archiver.demo.events import Absence
from archiver.demo.gold import gold
from archiver.demo.listings import SITEMAP_SIZE
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.demo.server import phrase, split_target

#: Bytes of an article page; shorter ones get more menu, as portals have it.
PAGE = 60_000
_MENU_ITEM = (
    '<li class="menu-item"><a href="/gioi-thieu/muc-{0:04}.htm" title="Mục {0:04}">Mục {0:04}</a></li>\n'
)
_VISITS = "/-/visits"
#: These articles come late: with `--days-later 1` they stand in the lists, back-dated, below known ones.
LATE = (30, 500, 5000)


def padded(body: bytes) -> bytes:
    """An article page of at least `PAGE` bytes."""
    items = -(-(PAGE - len(body)) // len(_MENU_ITEM.format(0).encode()))
    menu = "".join(_MENU_ITEM.format(place) for place in range(items))
    return body.replace(b"</body>", f'<ul class="menu-phu">\n{menu}</ul>\n</body>'.encode())


class Pages:
    """Whole responses by path: made at the first request, or all of them before it (`make_ready`)."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.articles = self.requests = 0
        self._kept: dict[str, bytes] = {}

    def make_ready(self) -> None:
        """Render every article and sitemap."""
        paths = [gold(self.portal, number).path for number in range(self.portal.size)]
        sitemaps = -(-self.portal.size // SITEMAP_SIZE)
        paths += [f"/sitemap-{place}.xml" for place in range(1, sitemaps + 1)]
        self._kept = {path: self._rendered(path) for path in paths}

    def response(self, path: str) -> bytes:
        """Head and body."""
        if path == _VISITS:
            return _response(200, (), json.dumps([self.articles, self.requests]).encode())
        self.requests += 1
        self.articles += _is_article(path)
        return self._kept.get(path) or self._rendered(path)

    def _rendered(self, path: str) -> bytes:
        reply = respond(self.portal, "GET", path)
        is_page = reply.status == 200 and _is_article(path)
        return _response(reply.status, reply.headers, padded(reply.body) if is_page else reply.body)


def _is_article(path: str) -> bool:
    return path.endswith((".htm", ".html", ".aspx")) and not path.startswith("/tin-tuc")


def _response(status: int, headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    head = f"HTTP/1.1 {status} {phrase(status)}\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
    return head.encode("latin-1") + body


class Connection(asyncio.Protocol):
    """One client, which may keep the connection."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request (none of them has a body)."""
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            request, _, self._rest = self._rest.partition(b"\r\n\r\n")
            target = request.split(b" ", 2)[1].decode()
            self._transport.write(self._pages.response(split_target(target)[1]))


async def serve(pages: Pages) -> None:
    """Until stdin ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(pages), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def portal_of(articles: int, days_later: int = 0, late: bool = False) -> Portal:
    """The portal that has so many articles, all of them in the first days or three of them late."""
    events = tuple(Absence(number=articles - place, until=1) for place in LATE if late and place < articles)
    return Portal(size=articles, daily=max(4, articles // 4000), days_later=days_later, events=events)


def main() -> None:
    """Parse and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--ready", action="store_true", help="render every page before the first request")
    parser.add_argument("--late", action="store_true", help="three articles come a day later")
    parser.add_argument("--days-later", type=int, default=0)
    options = parser.parse_args()
    pages = Pages(portal_of(options.articles, options.days_later, options.late))
    if options.ready:
        pages.make_ready()
    asyncio.run(serve(pages))


if __name__ == "__main__":
    main()
