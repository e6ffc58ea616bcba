"""The hooks Datasette calls; `archiver browse` registers them in its own process, for no other Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest

from archiver.archive.search.query import parse
from archiver.archive.search.search import Tier, pieces
from archiver.errors import UsageError
from archiver.publish.plugin import charts, language
from archiver.publish.plugin.formats import printed_month, printed_time, thousands, web_link
from archiver.publish.plugin.headers import Application, guarded
from archiver.publish.plugin.labels import DATABASE, LABELS, TITLE
from archiver.publish.plugin.provenance import FIELDS
from archiver.publish.plugin.questions import questions
from archiver.publish.plugin.routes import ROUTES
from archiver.vietnamese.text import fold

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
    """Put the safe headers on every response, and find out the reader's language."""
    return guarded


def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit what one query may take, and search as the archive's own search does."""
    if hasattr(conn, "setlimit"):
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_SQL)
    conn.execute(f"PRAGMA hard_heap_limit={_HEAP}")
    # An empty MATCH is a syntax error of FTS5, an empty phrase finds nothing.
    conn.create_function("escape_fts", 1, _expression)
    conn.create_function("fold", 1, _folded, deterministic=True)


def _folded(text: object) -> str | None:
    """A text without accents, đ as d, in small letters: what unaccented words can be compared with."""
    return None if text is None else fold(str(text))


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
    """The words and filters templates use; `_` writes words in the reader's language."""
    env.filters.update(
        printed_time=printed_time,
        printed_month=printed_month,
        web_link=web_link,
        thousands=thousands,
        pieces=pieces,
    )
    env.globals.update(
        _=language.say,
        language=language.language,
        other_language=language.other_language,
        archive_title=TITLE,
        labels=LABELS,
        field_words=FIELDS,
        tier_titles=_TIER_TITLES,
        chart_width=charts.WIDTH,
        chart_height=charts.HEIGHT,
    )


def canned_queries(database: str) -> dict[str, dict[str, str]]:
    """The questions of docs/queries.md, ready to be asked."""
    if database != DATABASE:
        return {}
    return {one.name: {"sql": one.sql.rstrip(";"), "title": one.vietnamese} for one in questions()}


def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The pages that are not Datasette's own."""
    return list(ROUTES)


hookimpl(trylast=True)(prepare_connection)  # after Datasette's own escape_fts
for _hook in (
    asgi_wrapper,
    canned_queries,
    filters_from_request,
    prepare_jinja2_environment,
    register_routes,
):
    hookimpl(_hook)
