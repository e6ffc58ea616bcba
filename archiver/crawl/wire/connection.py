"""One connection to a server or a proxy: one request at a time, each with its answer."""

from __future__ import annotations

import asyncio
from ipaddress import IPv4Address, IPv6Address, ip_address

from archiver.crawl.wire.reading import Reader
from archiver.errors import NetworkError


class Lost(NetworkError):
    """The connection ended before anything of an answer came."""


class Connection(asyncio.Protocol):
    """The client's end of one connection."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._reader: Reader | None = None
        self._answered: asyncio.Future[None] | None = None
        self._address: IPv4Address | IPv6Address | None = None
        #: When the head of the last answer was there (`loop.time()`).
        self.head_came = 0.0

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return self._transport is not None and not self._transport.is_closing()

    @property
    def transport(self) -> asyncio.Transport:
        """The open connection's transport."""
        assert self._transport is not None
        return self._transport

    @property
    def address(self) -> IPv4Address | IPv6Address:
        """Who is at the other end, or was."""
        assert self._address is not None
        return self._address

    async def ask(self, request: bytes, reader: Reader) -> None:
        """Send a request and read its answer; whoever gives up meanwhile ends the connection.

        Raises:
            Lost: it ended before anything came.
            NetworkError: what came is no answer.
            TooLarge: it is too long.
        """
        assert self._answered is None, "one request at a time"
        if not self.is_open:
            raise Lost("the connection has ended")
        self._reader, self._answered = reader, self._loop.create_future()
        self.transport.write(request)
        try:
            await self._answered
        except BaseException:
            self.abort()
            raise
        finally:
            self._reader = self._answered = None
        if not reader.is_reusable:
            self.abort()

    def abort(self) -> None:
        """End it at once."""
        if self._transport is not None:
            self._transport.abort()

    def go_on_over(self, transport: asyncio.Transport) -> None:
        """Use another transport from now on: the one that encrypts (CONNECT)."""
        self._transport = transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._address = self._address or ip_address(transport.get_extra_info("peername")[0])

    def data_received(self, data: bytes) -> None:
        """Hand on what came."""
        if self._reader is None or self._answered is None:
            self.abort()  # nobody has asked for anything
            return
        had_head = self._reader.head is not None
        try:
            is_whole = self._reader.feed(data)
        except NetworkError as error:
            self._settle(error)
            self.abort()
            return
        if not had_head and self._reader.head is not None:
            self.head_came = self._loop.time()
        if is_whole:
            self._settle(None)

    def connection_lost(self, error: Exception | None) -> None:
        """End what is under way: with what came, or with the reason why nothing did."""
        self._transport = None
        if self._reader is None:
            return
        if self._reader.end():
            self._settle(None)
        else:
            why = f": {error}" if error else ""
            if self._reader.has_begun:
                self._settle(NetworkError(f"the connection ended in the head of the answer{why}"))
            else:
                self._settle(Lost(f"the connection ended without an answer{why}"))

    def _settle(self, error: NetworkError | None) -> None:
        if self._answered is None or self._answered.done():
            return
        if error is None:
            self._answered.set_result(None)
        else:
            self._answered.set_exception(error)
