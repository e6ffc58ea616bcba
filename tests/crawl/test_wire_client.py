"""Connections: kept, lost, refused, passed on by a proxy, given up. A real server answers byte for byte."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from secure_portal import secure_proxy

from archiver.archive.warc.heads import request_head
from archiver.crawl.wire.client import Client, Question, Reply, addresses_of, secure_context
from archiver.crawl.wire.connection import Lost
from archiver.errors import NetworkError, TooLarge

HERE = "127.0.0.1"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
_Made = TypeVar("_Made")


class Server:
    """Answers each request by a function; remembers how many connections there were, and what was asked."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.connections = 0
        self.ended = 0
        self.asked: list[bytes] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.asked.append(head)
                if not await self._answer(self, number, head, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.ended += 1
            writer.close()


#: Writes an answer; whether the connection stays open.
Answer = Callable[[Server, int, bytes, asyncio.StreamWriter], Awaitable[bool]]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[Server]:
    server = Server(answer)
    listening = await asyncio.start_server(server.serve, HERE, 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield server


def run(work: Coroutine[Any, Any, _Made]) -> _Made:
    """Run to the end, and not for ever."""
    return asyncio.run(asyncio.wait_for(work, 20))


async def here(_host: str) -> Sequence[str]:
    return (HERE,)


def client(resolve: Callable[[str], Awaitable[Sequence[str]]] = here, *, checks: bool = True) -> Client:
    return Client(resolve, secure_context(checks=checks))


def question(port: int, path: str = "/", method: str = "GET", **other: Any) -> Question:
    url = f"http://thu.example:{port}{path}"
    head = request_head(method, url, (("Accept", "*/*"),), 0)
    told = {"body": b"", "seconds": 10.0, "limit": 1_000_000} | other
    return Question(method=method, url=url, head=head, **told)


async def plain(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
    writer.write(OK + b"hi")
    return True


def test_a_connection_is_used_again_and_the_request_is_what_a_record_keeps() -> None:
    async def work() -> tuple[list[Reply], Server]:
        asking = client()
        async with serving(plain) as server:
            replies = [await asking.ask(question(server.port, f"/tin-{number}.htm")) for number in range(3)]
            asking.close()
            return replies, server

    replies, server = run(work())

    assert [(reply.head.status, reply.body, str(reply.address)) for reply in replies] == [
        (200, b"hi", HERE)
    ] * 3
    assert all(0 < reply.latency < 5 for reply in replies)
    assert server.connections == 1
    assert server.asked[1] == (
        f"GET /tin-1.htm HTTP/1.1\r\nHost: thu.example:{server.port}\r\nAccept: */*\r\n\r\n".encode()
    )


def test_several_at_a_time_have_connections_of_their_own() -> None:
    async def slow(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(0.05)
        writer.write(OK + b"hi")
        return True

    async def work() -> int:
        asking = client()
        async with serving(slow) as server:
            for _ in range(2):
                await asyncio.gather(*(asking.ask(question(server.port)) for _ in range(4)))
            asking.close()
            return server.connections

    assert run(work()) == 4


def test_a_server_that_ends_an_idle_connection_is_asked_again_over_a_new_one() -> None:
    async def once(server: Server, number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        if number == 1 and len(server.asked) == 2:
            return False  # it had decided to close when the request came
        writer.write(OK + b"hi")
        return True

    async def work(method: str) -> int:
        asking = client()
        async with serving(once) as server:
            await asking.ask(question(server.port))
            await asking.ask(question(server.port, method=method))
            return server.connections

    assert run(work("GET")) == 2
    # What may change something is not sent twice.
    with pytest.raises(Lost):
        run(work("POST"))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "ended without an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-", "ended in the head"),
        (b"220 mail.thu.example ESMTP\r\n", "is no HTTP answer"),
    ],
)
def test_a_new_connection_without_an_answer_is_an_error(sent: bytes, words: str) -> None:
    async def short(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        writer.write(sent)
        return False

    async def work() -> None:
        async with serving(short) as server:
            await client().ask(question(server.port))

    with pytest.raises(NetworkError, match=words):
        run(work())


def test_a_server_that_ends_each_connection_at_once_is_an_error() -> None:
    async def work() -> None:
        listening = await asyncio.start_server(lambda _reader, writer: writer.close(), HERE, 0)
        async with listening:
            await client().ask(question(listening.sockets[0].getsockname()[1]))

    for _ in range(5):
        with pytest.raises(NetworkError, match="ended"):
            run(work())


def test_headers_without_end_end_at_their_limit_and_cost_a_quarter_of_a_megabyte() -> None:
    sent = 0

    async def endless(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-Filler: " + b"a" * 1000 + b"\r\n")
            await writer.drain()
            sent += 1012

    async def work() -> None:
        async with serving(endless) as server:
            await client().ask(question(server.port))

    with pytest.raises(NetworkError, match="head of the answer is longer than 262144 bytes"):
        run(work())
    # The rest is what the two ends of the connection hold.
    assert sent < 16_000_000


def test_too_long_a_body_is_refused_before_it_has_come() -> None:
    async def huge(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99000000\r\n\r\n")
        return True

    async def work() -> None:
        async with serving(huge) as server:
            await client().ask(question(server.port))

    with pytest.raises(TooLarge, match="99000000 bytes are announced"):
        run(work())


@pytest.mark.parametrize("by_hand", [False, True])
def test_whoever_gives_up_ends_the_connection(by_hand: bool) -> None:
    async def silent(_server: Server, _number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        writer.write(OK + b"h")
        return True  # and waits for another request, or for the end

    async def work() -> int:
        asking = client()
        async with serving(silent) as server:
            asked = asyncio.ensure_future(asking.ask(question(server.port, seconds=9.0 if by_hand else 0.2)))
            if by_hand:
                await asyncio.sleep(0.2)
                asked.cancel()
            (error,) = await asyncio.gather(asked, return_exceptions=True)
            assert isinstance(error, asyncio.CancelledError if by_hand else NetworkError)
            for _ in range(100):
                if server.ended:
                    break
                await asyncio.sleep(0.02)
            return server.ended

    assert run(work()) == 1


def test_words_that_nobody_asked_for_end_an_idle_connection() -> None:
    async def chatty(_server: Server, number: int, _head: bytes, writer: asyncio.StreamWriter) -> bool:
        writer.write(OK + b"hi")
        if number == 1:
            await writer.drain()
            await asyncio.sleep(0.1)
            writer.write(OK + b"no")
        return True

    async def work() -> tuple[bytes, int]:
        asking = client()
        async with serving(chatty) as server:
            await asking.ask(question(server.port))
            await asyncio.sleep(0.3)
            reply = await asking.ask(question(server.port))
            return reply.body, server.connections

    assert run(work()) == (b"hi", 2)


def test_the_next_address_is_tried_where_the_first_takes_no_connection() -> None:
    async def two(_host: str) -> Sequence[str]:
        return ("127.0.0.2", HERE)

    async def work() -> Reply:
        async with serving(plain) as server:
            return await client(two).ask(question(server.port))

    assert str(run(work()).address) == HERE


def test_a_host_that_takes_no_connection_says_so() -> None:
    async def work() -> None:
        async with serving(plain) as server:
            port = server.port
        await client().ask(question(port))

    with pytest.raises(NetworkError, match=r"no connection to thu\.example, port \d+: Connection refused"):
        run(work())


def test_a_name_without_an_address_says_so() -> None:
    with pytest.raises(NetworkError, match="has no address"):
        run(addresses_of("a..b"))


def secure(folder: Path, *, is_trusted: bool, checks: bool, name: str = "thu.example") -> Reply:
    """One page of a portal that is reached by https through a proxy."""

    def answer(url: str) -> tuple[int, str, bytes]:
        return 200, "text/plain", url.encode()

    with secure_proxy(folder, "thu.example", answer) as environment:
        context = secure_context(checks=checks)
        if is_trusted:
            context.load_verify_locations(folder / "portal.pem")
        url = f"https://{name}/tin.htm"
        asked = Question(
            method="GET",
            url=url,
            head=request_head("GET", url, (), 0),
            body=b"",
            seconds=10.0,
            limit=1000,
            proxy=environment["https_proxy"],
        )
        return run(_two(Client(here, context), asked))


async def _two(asking: Client, asked: Question) -> Reply:
    await asking.ask(asked)
    reply = await asking.ask(asked)
    asking.close()
    return reply


def test_https_goes_through_a_proxy_and_the_certificate_is_the_servers(tmp_path: Path) -> None:
    assert secure(tmp_path, is_trusted=True, checks=True).body == b"https://thu.example/tin.htm"


def test_a_certificate_that_is_not_good_is_refused_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"its certificate is not good \(self.signed certificate"):
        secure(tmp_path, is_trusted=False, checks=True)
    with pytest.raises(NetworkError, match=r"its certificate is not good \(Hostname mismatch"):
        secure(tmp_path, is_trusted=True, checks=True, name="kia.example")


def test_a_certificate_that_nobody_checks_may_be_any(tmp_path: Path) -> None:
    assert secure(tmp_path, is_trusted=False, checks=False, name="kia.example").head.status == 200


def test_a_proxy_that_refuses_says_so_and_only_the_proxy_sees_its_password() -> None:
    async def refusing(_server: Server, _number: int, head: bytes, writer: asyncio.StreamWriter) -> bool:
        is_known = b"Proxy-Authorization: Basic YTpi" in head
        writer.write(b"HTTP/1.1 403 Kh\xf4ng\r\n\r\n" if is_known else b"HTTP/1.1 407 Who\r\n\r\n")
        return False

    async def work(authorization: str) -> None:
        async with serving(refusing) as server:
            url = "https://thu.example/"
            await client().ask(
                Question(
                    method="GET",
                    url=url,
                    head=request_head("GET", url, (), 0),
                    body=b"",
                    seconds=5.0,
                    limit=1000,
                    proxy=f"http://{HERE}:{server.port}",
                    proxy_authorization=authorization,
                )
            )

    with pytest.raises(NetworkError, match=r"does not pass requests on to thu\.example:443: 407 Who"):
        run(work(""))
    with pytest.raises(NetworkError, match="403 Kh"):
        run(work("Basic YTpi"))


def test_old_servers_are_understood_and_older_tls_is_not() -> None:
    context = secure_context(checks=True)

    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.options & 0x4  # no safe renegotiation
    assert any(cipher["name"] == "AES128-SHA" for cipher in context.get_ciphers())
