"""Asks servers over HTTP/1.1, directly or by way of a proxy, and keeps connections for the next request."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from archiver.crawl.wire.connection import Connection, Lost
from archiver.crawl.wire.reading import Head, Reader
from archiver.errors import NetworkError

#: The addresses of a host that may be connected to, the best first; an error says why there are none.
Resolve = Callable[[str], Awaitable[Sequence[str]]]
#: Seconds for one of several addresses of a host to take a connection.
_PATIENCE = 10.0
#: So many connections to one place are kept while nobody needs them.
_MOST_IDLE = 16
_PORTS = {"http": 80, "https": 443}
#: A request may be sent twice where it changes nothing (RFC 9110, 9.2.2).
_REPEATABLE = {"GET", "HEAD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request, ready to be sent.

    `head` are its bytes up to the blank line; `proxy` is the address of a proxy (`http://host:port`), empty
    for none, and `proxy_authorization` what that wants to see. `seconds` is the longest the whole may take.
    Of a body of more than `limit` bytes the beginning is kept where `keeps_start` says so.
    """

    method: str
    url: str
    head: bytes
    body: bytes
    seconds: float
    limit: int
    keeps_start: bool = False
    proxy: str = ""
    proxy_authorization: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came: the head as the server wrote it, the body without the framing of its transfer.

    `cut` is a word of `archiver.crawl.wire.reading` where the body is not all there is; `address` is the
    other end's, a proxy's where one was used; `latency` the seconds until the head had come.
    """

    head: Head
    body: bytes
    cut: str
    address: IPv4Address | IPv6Address
    latency: float


@dataclass(frozen=True, slots=True)
class _Route:
    """What a connection is good for: whom it is made to, and whom that passes it on to."""

    scheme: str
    host: str
    port: int
    proxy: str
    authorization: str


class Client:
    """Connections to servers; `resolve` says which addresses of a host may be reached."""

    def __init__(self, resolve: Resolve, context: ssl.SSLContext) -> None:
        self._resolve, self._context = resolve, context
        self._idle: defaultdict[_Route, list[Connection]] = defaultdict(list)

    async def ask(self, question: Question) -> Reply:
        """Send one request and read its answer.

        Raises:
            NetworkError: no answer came; it says why.
            TooLarge: the answer is longer than is read.
        """
        try:
            async with asyncio.timeout(question.seconds):
                return await self._asked(question)
        except TimeoutError:
            raise NetworkError(f"no answer within {question.seconds:g} seconds") from None

    def close(self) -> None:
        """End all connections."""
        for connections in self._idle.values():
            for connection in connections:
                connection.abort()
        self._idle.clear()

    async def _asked(self, question: Question) -> Reply:
        route, began = _route(question), asyncio.get_running_loop().time()
        while True:
            connection = self._kept(route)
            is_kept = connection is not None
            connection = connection or await self._connected(route)
            address = connection.address
            reader = Reader(question.method, question.limit, keeps_start=question.keeps_start)
            try:
                await connection.ask(question.head + question.body, reader)
            except Lost:
                # A server may end a connection that was idle just when it is used again.
                if is_kept and question.method in _REPEATABLE:
                    continue
                raise
            if reader.is_reusable and len(self._idle[route]) < _MOST_IDLE:
                self._idle[route].append(connection)
            else:
                connection.abort()
            assert reader.head is not None
            return Reply(reader.head, reader.body, reader.cut, address, connection.head_came - began)

    def _kept(self, route: _Route) -> Connection | None:
        """A connection that waits for work."""
        waiting = self._idle[route]
        while waiting:
            connection = waiting.pop()
            if connection.is_open:
                return connection
        return None

    async def _connected(self, route: _Route) -> Connection:
        """A new connection, through the proxy and encrypted where the route says so."""
        is_secure = route.scheme == "https"
        if not route.proxy:
            addresses = await self._resolve(route.host)
            return await _opened(route.host, route.port, addresses, self._context if is_secure else None)
        proxy = _place(urlsplit(route.proxy))
        if proxy.scheme == "https":
            raise NetworkError(f"the proxy {route.proxy} is reached by https, which is not supported")
        connection = await _opened(proxy.host, proxy.port, await addresses_of(proxy.host), None)
        if is_secure:
            await self._tunnel(connection, route)
        return connection

    async def _tunnel(self, connection: Connection, route: _Route) -> None:
        """Have a proxy pass everything on, and encrypt it from here to the server."""
        place = f"[{route.host}]:{route.port}" if ":" in route.host else f"{route.host}:{route.port}"
        lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
        if route.authorization:
            lines.append(f"Proxy-Authorization: {route.authorization}")
        reader = Reader("CONNECT", 0, keeps_start=True)
        await connection.ask("\r\n".join([*lines, "", ""]).encode("latin-1"), reader)
        assert reader.head is not None
        if not 200 <= reader.head.status < 300:
            connection.abort()
            said = f"{reader.head.status} {reader.head.reason}".strip()
            raise NetworkError(f"the proxy does not pass requests on to {place}: {said}")
        if not connection.is_open:
            raise NetworkError(f"the proxy has ended the connection to {place} at once")
        try:
            transport = await asyncio.get_running_loop().start_tls(
                connection.transport, connection, self._context, server_hostname=route.host
            )
        except OSError as error:
            connection.abort()
            raise NetworkError(f"no connection to {place}: {_reason(error)}") from error
        assert transport is not None
        connection.go_on_over(transport)


def secure_context(*, checks: bool) -> ssl.SSLContext:
    """What is spoken with https servers; `checks` is whether their certificates must be good.

    Old servers know neither the newest ciphers nor safe renegotiation; TLS before 1.2 is not spoken at all.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = checks
    context.verify_mode = ssl.CERT_REQUIRED if checks else ssl.CERT_NONE
    if checks:
        context.load_default_certs()
    context.set_ciphers("DEFAULT")
    context.options |= ssl.OP_LEGACY_SERVER_CONNECT if hasattr(ssl, "OP_LEGACY_SERVER_CONNECT") else 0x4
    return context


async def _opened(
    host: str, port: int, addresses: Sequence[str], context: ssl.SSLContext | None
) -> Connection:
    """A connection to the first address of a host that takes one, encrypted if there is a context."""
    loop = asyncio.get_running_loop()
    failure: OSError | None = None
    for place, address in enumerate(addresses, start=1):
        try:
            async with asyncio.timeout(_PATIENCE if place < len(addresses) else None):
                _, connection = await loop.create_connection(
                    Connection, address, port, ssl=context, server_hostname=host if context else None
                )
        except OSError as error:
            failure = error
        else:
            return connection
    raise NetworkError(f"no connection to {host}, port {port}: {_reason(failure)}") from failure


def _route(question: Question) -> _Route:
    parts = urlsplit(question.url)
    if question.proxy and parts.scheme == "http":
        # Such a connection serves all servers behind the proxy.
        return _Route("http", "", 0, question.proxy, "")
    place = _place(parts)
    return _Route(place.scheme, place.host, place.port, question.proxy, question.proxy_authorization)


def _place(parts: SplitResult) -> _Route:
    """Scheme, host and port of an address.

    Raises:
        NetworkError: it has none.
    """
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if parts.scheme not in _PORTS or not host:
        raise NetworkError(f"{parts.geturl()} is no http(s) address")
    return _Route(parts.scheme, host, port or _PORTS[parts.scheme], "", "")


def _reason(error: OSError | None) -> str:
    """What went wrong with a connection, in a few words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not good ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return f"TLS fails ({error.reason or error})"
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if error is None:
        return "it has no address"
    return os.strerror(error.errno) if error.errno else str(error)


async def addresses_of(host: str) -> tuple[str, ...]:
    """The addresses of a host, those of IPv4 first, which the country's portals are reached by.

    Raises:
        NetworkError: it has none.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(f"{host} has no address: {getattr(error, 'strerror', '') or error}") from error
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))
