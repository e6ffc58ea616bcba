"""The hooks Datasette calls; `archiver browse` registers them in its own process, for no other Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import sqlite_timelimit, tilde_decode
from datasette.utils.asgi import BadRequest, Response
from datasette.utils.sqlite import sqlite3 as datasette_sqlite3

from archiver.archive.query import parse
from archiver.archive.search import Tier, pieces
from archiver.errors import UsageError
from archiver.publish.plugin.labels import DATABASE, LABELS, TITLE
from archiver.publish.plugin.pages import article_page, home, printed_time, results, thousands, web_link

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

#: On every response. No script runs at all, so stored text that became markup would still be inert.
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)

#: The longest value or row one query may make: a public query once took 2.1 GB within its second.
LONGEST_VALUE = 16_000_000
_LONGEST_SQL = 100_000
_HEAP = 268_435_456

_TIER_TITLES = {
    Tier.PHRASE_AS_TYPED: "Cụm từ đúng như đã gõ",
    Tier.PHRASE: "Cụm từ, không kể dấu",
    Tier.WORDS_AS_TYPED: "Đủ các từ, không liền nhau",
    Tier.WORDS: "Đủ các từ, không kể dấu, không liền nhau",
}


def asgi_wrapper() -> Callable[[Application], Application]:
    """Put the safe headers on every response."""

    def wrap(application: Application) -> Application:
        async def guarded(scope: Message, receive: Receive, send: Send) -> None:
            async def send_guarded(message: Message) -> None:
                if message["type"] == "http.response.start":
                    names = {name for name, _ in HEADERS}
                    kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
                    message = {**message, "headers": [*kept, *HEADERS]}
                await send(message)

            await application(scope, receive, send_guarded)

        return guarded

    return wrap


def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit what one query may take, and search as the archive's own search does."""
    if hasattr(conn, "setlimit"):
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_SQL)
    conn.execute(f"PRAGMA hard_heap_limit={_HEAP}")
    # An empty MATCH is a syntax error of FTS5, an empty phrase finds nothing.
    conn.create_function("escape_fts", 1, _expression)


def _expression(words: str | None) -> str:
    try:
        return parse(words or "").expressions.every or '""'
    except UsageError:
        return '""'


def filters_from_request(request: Any, database: str, table: str) -> Callable[[], Awaitable[Any]]:
    """Leave withheld articles out of lists, unless it is them that were asked for."""

    async def narrow() -> Any:
        if database != DATABASE or table != "articles":
            return FilterArguments([])
        if any(name.startswith("_search_") for name in request.args):
            # Datasette would compare rowid instead of docid here and give other articles than those found.
            raise BadRequest("Chỉ tìm được trên cả bài: dùng _search thay cho _search_<cột>.")
        asked = any(name.split("__")[0] == "withheld" for name in request.args)
        return FilterArguments([] if asked else ["withheld = ''"])

    return narrow


def prepare_jinja2_environment(env: Any) -> None:
    """The words templates use."""
    env.filters.update(printed_time=printed_time, web_link=web_link, thousands=thousands, pieces=pieces)
    env.globals.update(archive_title=TITLE, labels=LABELS)


def extra_template_vars(
    view_name: str, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What the home page and the page of one article show."""

    async def more() -> dict[str, Any]:
        database = datasette.get_database(DATABASE)
        if view_name == "index":
            return {"home": await database.execute_fn(home)}
        if view_name == "row" and table == "articles":
            article = tilde_decode(request.url_vars["pks"])
            return {"page": await database.execute_fn(lambda connection: article_page(connection, article))}
        return {}

    return more


def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The page that searches."""
    return [(r"^/tim-kiem$", search_page)]


async def search_page(datasette: Any, request: Any) -> Any:
    """`/tim-kiem?q=WORDS&bo=SITE&nam=YEAR&trang=PAGE`; a value that is no number counts as not given."""
    await datasette.ensure_permissions(request.actor, [("view-database", DATABASE), "view-instance"])
    words, site = request.args.get("q") or "", request.args.get("bo") or ""
    year, number = _number(request.args.get("nam")), _number(request.args.get("trang")) or 1
    milliseconds = datasette.setting("sql_time_limit_ms")

    def find(connection: sqlite3.Connection) -> Any:
        with sqlite_timelimit(connection, milliseconds):
            return results(connection, words, site, year, number)

    try:
        found = await datasette.get_database(DATABASE).execute_fn(find)
    except datasette_sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        found = None
    html = await datasette.render_template(
        "search.html", {"found": found, "words": words, "tier_titles": _TIER_TITLES}, request=request
    )
    return Response.html(html, status=200 if found else 503)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None


hookimpl(trylast=True)(prepare_connection)  # after Datasette's own escape_fts
for _hook in (
    asgi_wrapper,
    filters_from_request,
    prepare_jinja2_environment,
    extra_template_vars,
    register_routes,
):
    hookimpl(_hook)
