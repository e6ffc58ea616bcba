"""The verbs of the command line: each parses, calls one function, prints.

Each loads only what it needs: Scrapy alone takes longer to load than a search takes.
Data goes to stdout, messages to stderr. Exit codes: 0 fine, 1 findings, 2 usage, 3 storage,
4 network or blocked, 130 interrupted cleanly.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from archiver.archive.plan import Plan
from archiver.archive.store import DATABASE, DEMO, refuse_if_locked
from archiver.errors import ArchiverError, UsageError
from archiver.records import VIETNAM, iso

_MESSAGES = Console(stderr=True)
_DATA = Console(highlight=False)
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_COUNT = click.IntRange(min=1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ministry-archiver", message="%(prog)s %(version)s")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ARCHIVER_DATA",
    show_envvar=True,
    help="The archive's folder; ./data where nothing is said.",
)
@click.pass_context
def archiver(context: click.Context, data: Path | None) -> None:
    """The archive of Vietnam's ministry news: crawl it, search it, prove it.

    Example: archiver crawl demo
    """
    context.obj = data


@archiver.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("-a", "arguments", multiple=True, metavar="NAME=VALUE", help="An argument of the spider.")
@click.option("--contact", envvar="ARCHIVER_CONTACT", default="", help="Whom a portal may write to.")
@click.option("--delay", type=float, default=0.0, help="Least seconds between two requests.")
@click.option("--full", is_flag=True, help="Walk every listing to its end, whatever is known.")
@click.option("--since", type=_DAY, default=None, metavar="DAY", help="Walk back to this day, no further.")
@click.option("--refresh", is_flag=True, help="Read known articles again (with --since: younger ones).")
@click.option("--articles", multiple=True, metavar="URL", help="Only this article; may be repeated.")
@click.option("--limit", type=_COUNT, default=None, help="At most so many articles per site.")
@click.option("--max-pages", type=_COUNT, default=None, help="At most so many responses per site.")
@click.option("--max-mb", type=_COUNT, default=None, help="At most so many megabytes per site.")
@click.option("--max-minutes", type=_COUNT, default=None, help="Begin nothing after so many minutes.")
@click.option("--free-disk", type=float, default=1.0, show_default=True, help="GB that must be free.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def crawl(
    data: Path | None,
    /,
    sites: tuple[str, ...],
    arguments: tuple[str, ...],
    contact: str,
    delay: float,
    articles: tuple[str, ...],
    free_disk: float,
    as_json: bool,
    **bounds: Any,
) -> None:
    """Crawl SITEs into the archive; without a name all but the demo.

    The demo's articles are made up: they are kept apart, in the folder `demo` of the archive.

    Example: archiver crawl mic --contact https://example.org/about-our-crawler
    """
    # What Ctrl-C does, from the first moment on; Scrapy takes it over once it runs. Not SIGINT's own handler:
    # a shell lets its background jobs ignore that signal.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = data or Path("data")
    refuse_if_locked(folder / DEMO if sites == (DEMO,) else folder)
    # Scrapy's settings are a module that is read when a crawl begins.
    os.environ["ARCHIVER_CONTACT"] = contact
    os.environ["ARCHIVER_DELAY"] = str(delay)
    from archiver.crawl.progress import exit_code, summary
    from archiver.crawl.run import crawl as run
    from archiver.crawl.sites import real_spiders, requested, spider

    chosen = [spider(name) for name in dict.fromkeys(sites)] or real_spiders()
    pairs = dict(_pair(argument) for argument in arguments)
    endings = run(
        requested(chosen, articles),
        folder,
        console=_MESSAGES,
        arguments=pairs,
        plan=_plan(articles, **bounds),
        free_disk=int(free_disk * 1e9),
    )
    if as_json:
        plain = [{**asdict(one), "urls": dict(one.urls), "seen_last": iso(one.seen_last)} for one in endings]
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        _DATA.print(summary(endings))
    sys.exit(exit_code(endings))


@archiver.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The address the page was fetched from.")
@click.option("--content-type", default=None, help="The header's value, if there was one.")
@click.option("--fetched-at", default=None, metavar="ISO", help="When; needed only for `2 giờ trước`.")
def extract(file: Path, url: str, content_type: str | None, fetched_at: str | None) -> None:
    """Print what a saved page says, as JSON, with how each field was found.

    A gzip file is unpacked. A page that is no article ends with exit code 1 and its reason.

    Example: archiver extract page.html --url https://mic.gov.vn/tap-huan-197157662.htm
    """
    from archiver import extract_page
    from archiver.publish.pages import file_bytes

    when = None if fetched_at is None else _moment(fetched_at)
    article = extract_page(file_bytes(file), url, content_type=content_type, fetched_at=when)
    click.echo(json.dumps(article.as_dict(), ensure_ascii=False, indent=2))


@archiver.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--site", default="", help="Only articles of this site.")
@click.option("--year", type=int, default=None, help="Only articles of this year.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@click.pass_obj
def search(
    data: Path | None, words: tuple[str, ...], site: str, year: int | None, limit: int, as_json: bool
) -> None:
    """Find articles, typed with or without accents; exit code 1 when there is none.

    Example: archiver search thong tin doi ngoai
    """
    from archiver.archive.search import search as find
    from archiver.archive.store import read_only
    from archiver.publish.terminal import hit_text

    with read_only(_reading(data)) as connection:
        hits = find(connection, " ".join(words), site=site, year=year, limit=limit)
    for hit in hits:
        if as_json:
            click.echo(json.dumps(asdict(hit), ensure_ascii=False))
        else:
            _DATA.print(hit_text(hit), soft_wrap=True)
    if not hits:
        _MESSAGES.print("Nothing found.")
        sys.exit(1)


@archiver.command()
@click.argument("article")
@click.option("--raw", is_flag=True, help="The captured bytes, exactly as they came (perhaps compressed).")
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
@click.pass_obj
def show(data: Path | None, article: str, raw: bool, as_json: bool) -> None:
    """Print one ARTICLE, named by its id or any of its addresses.

    Example: archiver show mic-157662 --raw > page.html
    """
    from archiver.archive.catalogue import find_article, find_capture
    from archiver.archive.store import read_only
    from archiver.archive.warc import read_exchange
    from archiver.publish.terminal import article_text

    folder = _reading(data)
    with read_only(folder) as connection:
        row = find_article(connection, article)
        capture = find_capture(connection, row["capture"])
    if raw:
        sys.stdout.buffer.write(read_exchange(folder, capture).body)
    elif as_json:
        plain = {name: value for name, value in dict(row).items() if name != "docid"}
        plain |= {name: json.loads(row[name]) for name in ("tags", "paragraphs", "found")}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        _DATA.print(article_text(row), soft_wrap=True)


@archiver.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in a browser.")
@click.pass_obj
def browse(data: Path | None, host: str, port: int, open_browser: bool) -> None:
    """Serve the archive as a web site, read-only, until Ctrl-C.

    Example: archiver browse --open
    """
    from archiver.publish.browse import browse as serve

    serve(_reading(data), host=host, port=port, open_browser=open_browser)


@archiver.group()
def sites() -> None:
    """What is known of the portals.

    Example: archiver sites list
    """


@sites.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
def list_sites(as_json: bool) -> None:
    """List every site: its own file in ./spiders comes before an installed one.

    Example: archiver sites list
    """
    from archiver.crawl.sites import spiders

    table = Table("site", "ministry", "host", "verified")
    for name, found in spiders().items():
        site = found.site
        verified = site.verified.on if site.verified else None
        if as_json:
            plain = {"site": name, "ministry": site.ministry, "host": site.hosts[0], "verified": verified}
            click.echo(json.dumps(plain, ensure_ascii=False))
        table.add_row(name, site.ministry, site.hosts[0], verified or "never on a live page")
    if not as_json:
        _DATA.print(table)


@sites.command("fixture")
@click.argument("page", metavar="URL|FILE|CAPTURE")
@click.option("--url", default="", help="The address a FILE was fetched from.")
@click.option("--content-type", default="", help="The header's value, where it was an unusual one.")
@click.option("--fetched-at", default="", metavar="ISO", help="When; else the FILE's own time.")
@click.option("--site", default="", help="The site it belongs to; else the one that has the address.")
@click.option("--slug", default="", help="The name of its files; else the end of the address.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/fixtures"),
    show_default=True,
    help="The folder of all fixtures.",
)
@click.option("--force", is_flag=True, help="Write over a fixture of that name.")
@click.pass_obj
def fixture(  # noqa: PLR0913, PLR0917  one argument for each option
    data: Path | None,
    page: str,
    url: str,
    content_type: str,
    fetched_at: str,
    site: str,
    slug: str,
    into: Path,
    force: bool,
) -> None:
    """Save a page for the tests, byte for byte, beside a JSON of what it says: for you to review.

    A URL is the newest capture of it in the archive; without one it is fetched once, within the rules of a
    crawl. A CAPTURE is the record id of one, or an article's id. A FILE may be a gzip.

    Example: archiver sites fixture https://mic.gov.vn/tap-huan-197157662.htm
    """
    from archiver.publish.fixture import USUAL_TYPE, fixture_of, write_fixture
    from archiver.publish.pages import file_payload, payload_named, reader_of

    if Path(page).is_file():
        when = _moment(fetched_at) if fetched_at else None
        payload = file_payload(Path(page), url, content_type or USUAL_TYPE, when)
    else:
        payload = payload_named(_reading(data), page)
    made = fixture_of(payload, reader_of(site, payload.url), site_name=site, slug=slug)
    for file in write_fixture(made, into, over=force):
        click.echo(file)
    _MESSAGES.print("Now compare every field of the JSON with the page, and delete its line `review`.")


def _plan(
    articles: tuple[str, ...],
    *,
    full: bool,
    since: datetime | None,
    refresh: bool,
    limit: int | None,
    max_pages: int | None,
    max_mb: int | None,
    max_minutes: int | None,
) -> Plan:
    return Plan(
        full=full,
        since=since.date() if since else None,
        refresh=refresh,
        urls=articles,
        limit=limit,
        pages=max_pages,
        size=None if max_mb is None else max_mb * 1_000_000,
        time=None if max_minutes is None else timedelta(minutes=max_minutes),
    )


def _pair(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals or not name:
        raise UsageError(f"-a {argument}: expected NAME=VALUE, for example -a articles=300")
    return name, value


def _moment(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--fetched-at {text}: expected ISO 8601, as in 2025-03-01T09:51+07:00") from error
    return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


def _reading(data: Path | None) -> Path:
    """The archive to read: the one asked for, ./data, or the demo's where that is all there is."""
    if data is not None:
        return data
    own = Path("data")
    if (own / DATABASE).is_file() or not (own / DEMO / DATABASE).is_file():
        return own
    _MESSAGES.print(f"No archive in {own} yet: reading the demo's, {own / DEMO}.", style="dim")
    return own / DEMO


def main() -> None:
    """The console script: every expected error is one line on stderr and its exit code."""
    try:
        archiver(standalone_mode=False)
    except ArchiverError as error:
        _complain(str(error), error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, exit_code: int) -> None:
    click.echo(f"archiver: {message}", err=True)
    sys.exit(exit_code)
