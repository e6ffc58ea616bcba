"""The pages of ours: which address shows what. Each reads frozen values and fills one template."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import NotFound, Response
from datasette.utils.sqlite import sqlite3 as datasette_sqlite3

from archiver.archive.catalogue import find_capture
from archiver.archive.edits.comparison import compare_revisions
from archiver.archive.search.search import Order
from archiver.errors import UsageError
from archiver.publish.citation import FORMATS, reference
from archiver.publish.plugin import bylines, captured, feed, ministries, searching, troubles
from archiver.publish.plugin.article import article_page
from archiver.publish.plugin.counts import holdings
from archiver.publish.plugin.headers import CAPTURED_POLICY
from archiver.publish.plugin.labels import DATABASE, TITLE
from archiver.publish.plugin.language import say

#: Where no reader's words decide what a page costs, it may cost more than a query: counts of a large archive.
_PATIENCE = 10

Read = Callable[[sqlite3.Connection], Any]
_CITATION_ENDINGS = {"bibtex": "bib", "ris": "ris", "csl": "json"}
_ORDERS = {"moi": Order.NEWEST, "cu": Order.OLDEST}


async def home_page(datasette: Any, request: Any) -> Any:
    """`/`: what there is, of which ministry and month, and what is new."""
    return await _shown(datasette, request, "index.html", "page", ministries.home)


async def search_page(datasette: Any, request: Any) -> Any:
    """`/tim-kiem?q=WORDS&bo=SITE&nam=YEAR&xep=ORDER&trang=PAGE`; what is no number counts as not given."""
    asked = searching.Asked(
        words=request.args.get("q") or "",
        site=request.args.get("bo") or "",
        year=_number(request, "nam"),
        order=_ORDERS.get(request.args.get("xep") or "", Order.RELEVANCE),
        number=_number(request, "trang") or 1,
    )

    found = searching.without_looking(asked)
    try:
        if found is None:
            # Two connections, two cores: counting takes as long as finding.
            hits, counts = await asyncio.gather(
                _read(datasette, request, lambda one: searching.hits(one, asked), patience=1),
                _read(datasette, request, lambda one: searching.counts(one, asked), patience=1),
            )
            found = searching.Results(asked=asked, hits=hits, counts=counts)
    except datasette_sqlite3.OperationalError as error:
        return await _busy(datasette, request, error, asked=asked)
    shown = {"found": found, "asked": asked}
    return Response.html(await datasette.render_template("search.html", shown, request=request))


async def one_article(datasette: Any, request: Any) -> Any:
    """`/archive/articles/ID`: one article as it reads; its JSON is Datasette's."""
    article = request.url_vars["article"]

    def read(connection: sqlite3.Connection) -> Any:
        return article_page(connection, article)

    return await _shown(datasette, request, "article.html", "page", read)


async def comparison(datasette: Any, request: Any) -> Any:
    """`/bai/ID/so-sanh?tu=N&den=M`: how one revision became another; the last two unless told."""
    article = request.url_vars["article"]
    numbers = [number for name in ("tu", "den") if (number := _number(request, name))]

    def read(connection: sqlite3.Connection) -> Any:
        page = article_page(connection, article)
        if page is None or page.row["withheld"]:
            return page and {"page": page, "compared": None}
        row = connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
        try:
            return {"page": page, "compared": compare_revisions(connection, row, numbers)}
        except UsageError:
            return None

    return await _shown(datasette, request, "comparison.html", "shown", read)


async def citation(datasette: Any, request: Any) -> Any:
    """`/bai/ID/trich-dan/bibtex`, `…/ris`, `…/csl`: the reference, to save."""
    article, form = request.url_vars["article"], request.url_vars["form"]

    def read(connection: sqlite3.Connection) -> Any:
        row = connection.execute(
            "SELECT * FROM articles WHERE id = ? AND withheld = ''", (article,)
        ).fetchone()
        return row and FORMATS[form](reference(row, find_capture(connection, row["capture"])))

    text = await _read(datasette, request, read)
    headers = {"content-disposition": f'attachment; filename="{article}.{_CITATION_ENDINGS[form]}"'}
    return Response.text(text, headers=headers)


async def ministry_list(datasette: Any, request: Any) -> Any:
    """`/bo`: every portal."""
    return await _shown(datasette, request, "ministries.html", "held", holdings)


async def one_ministry(datasette: Any, request: Any) -> Any:
    """`/bo/SITE`: one portal."""
    site = request.url_vars["site"]

    def read(connection: sqlite3.Connection) -> Any:
        return ministries.ministry_page(connection, site)

    return await _shown(datasette, request, "ministry.html", "page", read)


async def byline_pages(datasette: Any, request: Any) -> Any:
    """`/tac-gia`, `/tac-gia?chu=LETTER`: bylines; `/tac-gia?ten=BYLINE`: what one of them signs."""
    name, letter = request.args.get("ten") or "", (request.args.get("chu") or "")[:1].upper()
    if not name:
        return await _shown(
            datasette, request, "bylines.html", "index", lambda one: bylines.index(one, letter)
        )
    number = _number(request, "trang") or 1
    return await _shown(
        datasette, request, "byline.html", "page", lambda one: bylines.byline_page(one, name, number)
    )


async def problem_list(datasette: Any, request: Any) -> Any:
    """`/van-de?bo=SITE&ly-do=REASON&trang=PAGE`: problems, newest first."""
    site, reason = request.args.get("bo") or "", request.args.get("ly-do") or ""
    number = _number(request, "trang") or 1

    def read(connection: sqlite3.Connection) -> Any:
        return troubles.problems(connection, site, reason, number)

    return await _shown(datasette, request, "problems.html", "page", read, reason_words=troubles.REASONS)


async def crawl_list(datasette: Any, request: Any) -> Any:
    """`/luot-thu`: the runs of the crawler."""
    return await _shown(datasette, request, "crawls.html", "crawls", troubles.crawls)


async def atom_feed(datasette: Any, request: Any) -> Any:
    """`/tin-moi.atom`, `/bo/SITE/tin-moi.atom`: an Atom feed."""
    site = request.url_vars.get("site") or ""

    def read(connection: sqlite3.Connection) -> Any:
        if not site:
            return TITLE, feed.feed_entries(connection, "")
        name = connection.execute("SELECT ministry FROM sites WHERE name = ?", (site,)).fetchone()
        return name and (f"{name[0]} · {TITLE}", feed.feed_entries(connection, site))

    title, entries = await _read(datasette, request, read)

    def absolute(article: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.row(DATABASE, "articles", article)))

    body = feed.atom(title, site, entries, absolute, datasette.absolute_url(request, request.path))
    return Response(body, content_type="application/atom+xml; charset=utf-8")


async def capture(datasette: Any, request: Any) -> Any:
    """`/chup/RECORD`: what is known of one capture, and ways to see its bytes."""
    record_id = request.url_vars["record"]
    return await _shown(
        datasette, request, "capture.html", "page", lambda one: captured.capture_page(one, record_id)
    )


async def capture_bytes(datasette: Any, request: Any) -> Any:
    """`/chup/RECORD/nguon`, `…/trang`, `…/tai`: the source as text, the page in a sandbox, the bytes."""
    record_id, form = request.url_vars["record"], request.url_vars["form"]
    folder = Path(datasette.get_database(DATABASE).path).parent

    def read(connection: sqlite3.Connection) -> Any:
        page = captured.capture_page(connection, record_id)
        if page is None or page.withheld or (form == "trang" and not page.is_html):
            return None
        body = captured.payload(folder, page.capture)
        if body is None or form == "tai":
            return body
        return captured.source_text(body, page.capture.content_type)

    found = await _read(datasette, request, read)
    if form == "tai":
        name = record_id.rpartition(":")[2]
        headers = {"content-disposition": f'attachment; filename="{name}.bin"'}
        return Response(found, headers=headers, content_type="application/octet-stream")
    if form == "nguon":
        return Response.text(found)
    # The characters are UTF-8 now, whatever the page says of itself: the header has the last word.
    return Response.html(found, headers={"content-security-policy": CAPTURED_POLICY.decode()})


async def _shown(datasette: Any, request: Any, template: str, name: str, read: Read, **more: object) -> Any:
    """A template filled with what was read; 503 when reading takes too long."""
    try:
        value = await _read(datasette, request, read)
    except datasette_sqlite3.OperationalError as error:
        return await _busy(datasette, request, error)
    return Response.html(await datasette.render_template(template, {name: value, **more}, request=request))


async def _busy(datasette: Any, request: Any, error: Exception, **more: object) -> Any:
    """The page that says that reading took too long; any other error is raised again."""
    if "interrupted" not in str(error):
        raise error
    html = await datasette.render_template("busy.html", more, request=request)
    return Response.html(html, status=503)


async def _read(datasette: Any, request: Any, read: Read, *, patience: int = _PATIENCE) -> Any:
    """What is read within so many times the time limit; not found where it is `None`."""
    await datasette.ensure_permissions(request.actor, [("view-database", DATABASE), "view-instance"])
    milliseconds = patience * datasette.setting("sql_time_limit_ms")

    def limited(connection: sqlite3.Connection) -> Any:
        with sqlite_timelimit(connection, milliseconds):
            return read(connection)

    value = await datasette.get_database(DATABASE).execute_fn(limited)
    if value is None:
        raise NotFound(say("Kho không có trang này."))
    return value


def _number(request: Any, name: str) -> int | None:
    text = request.args.get(name)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None


_RECORD = r"(?P<record>[0-9A-Za-z:._-]+)"
_SITE = r"(?P<site>[a-z0-9_-]+)"
ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (r"^/$", home_page),
    (r"^/tim-kiem$", search_page),
    (rf"^/{DATABASE}/articles/(?P<article>[^/.]+)$", one_article),
    (r"^/bai/(?P<article>[^/.]+)/so-sanh$", comparison),
    (r"^/bai/(?P<article>[^/.]+)/trich-dan/(?P<form>bibtex|ris|csl)$", citation),
    (r"^/bo$", ministry_list),
    (rf"^/bo/{_SITE}$", one_ministry),
    (rf"^/bo/{_SITE}/tin-moi\.atom$", atom_feed),
    (r"^/tin-moi\.atom$", atom_feed),
    (r"^/tac-gia$", byline_pages),
    (r"^/van-de$", problem_list),
    (r"^/luot-thu$", crawl_list),
    (rf"^/chup/{_RECORD}$", capture),
    (rf"^/chup/{_RECORD}/(?P<form>nguon|trang|tai)$", capture_bytes),
)
