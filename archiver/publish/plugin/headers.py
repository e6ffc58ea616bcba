"""What surrounds every answer: safe headers, and the reader's language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from archiver.publish.plugin.language import NAME, Language, Reader, chosen, set_reader, without_language

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

#: On every response but captured pages. No script runs at all, so stored text that became markup would
#: still be inert.
POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'none'"
)
#: On a captured page that is shown as a page: an origin of its own, no script, no request, no form; what
#: the portal wrote into `style` makes it look as it did.
CAPTURED_POLICY = (
    b"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # A captured page's `dns-prefetch` would tell its portal of the reader; no policy covers that.
    (b"x-dns-prefetch-control", b"off"),
)
_SECONDS_PER_YEAR = 31_536_000


def guarded(application: Application) -> Application:
    """The application with safe headers on every response, in the language a request asks for."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        query, sent = scope.get("query_string", b"").decode("latin-1"), dict(scope.get("headers", ()))
        language = chosen(
            query,
            sent.get(b"cookie", b"").decode("latin-1"),
            sent.get(b"accept-language", b"").decode("latin-1"),
        )
        rest = without_language(query)
        set_reader(Reader(language, f"{scope['path']}?{rest}" if rest else scope["path"]))
        is_chosen = rest != query

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = _safe(message.get("headers", ()), language if is_chosen else None)
                message = {**message, "headers": headers}
            await send(message)

        await application({**scope, "query_string": rest.encode("latin-1")}, receive, send_guarded)

    return answer


def _safe(headers: Headers, chosen_language: Language | None) -> list[tuple[bytes, bytes]]:
    """The headers of a response with ours instead of those of the same name."""
    policies = {value for name, value in headers if name.lower() == b"content-security-policy"}
    policy = CAPTURED_POLICY if CAPTURED_POLICY in policies else POLICY
    ours = [(b"content-security-policy", policy), *_HEADERS]
    names = {name for name, _ in ours}
    kept = [(name, value) for name, value in headers if name.lower() not in names]
    if chosen_language is not None:
        cookie = f"{NAME}={chosen_language}; Path=/; Max-Age={_SECONDS_PER_YEAR}; HttpOnly; SameSite=Lax"
        kept.append((b"set-cookie", cookie.encode()))
    return [*kept, *ours, (b"vary", b"Accept-Language, Cookie")]
