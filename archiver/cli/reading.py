"""The verbs that read: an archive, or a saved page."""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import asdict
from pathlib import Path

import click

from archiver.cli.main import DATA, MESSAGES, archiver, folder_to_read, moment, require_site


@archiver.command()
@click.argument("page", metavar="FILE|URL|CAPTURE")
@click.option("--url", default="", help="The address a FILE was fetched from.")
@click.option("--content-type", default="", help="Of a FILE: the header's value, if there was one.")
@click.option(
    "--fetched-at", default="", metavar="ISO", help="Of a FILE: when; needed only for `2 giờ trước`."
)
@click.pass_obj
def extract(data: Path | None, page: str, url: str, content_type: str, fetched_at: str) -> None:
    """Print what a page says, as JSON, with how each field was found.

    A FILE may be a gzip. A URL is the newest capture of it in the archive; without one it is fetched once,
    within the rules of a crawl. A CAPTURE is the record id of one, or an article's id. A page that is no
    article ends with exit code 1 and its reason.

    Example: archiver extract page.html --url https://mic.gov.vn/tap-huan-197157662.htm
    """
    from archiver.publish.pages import fetched_from, file_bytes, payload_named
    from archiver.reading import extract_payload
    from archiver.records import Payload

    file = Path(page)
    if file.is_file():
        when = moment(fetched_at) if fetched_at else None
        address = fetched_from(file, url)
        payload = Payload(url=address, body=file_bytes(file), content_type=content_type, fetched_at=when)
    else:
        payload = payload_named(folder_to_read(data), page)
    click.echo(json.dumps(extract_payload(payload).as_dict(), ensure_ascii=False, indent=2))


# What begins with one `-` is a word to leave out; `-h…` would be help.
@archiver.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", nargs=-1, required=True)
@click.option("--site", default="", help="Only articles of this site.")
@click.option("--year", type=int, default=None, help="Only articles of this year.")
@click.option(
    "--order",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@click.pass_obj
def search(
    data: Path | None,
    words: tuple[str, ...],
    site: str,
    year: int | None,
    order: str,
    limit: int,
    as_json: bool,
) -> None:
    """Find articles, typed with or without accents.

    Exit code 1: there is none. The words side by side come first, then all of them anywhere. A query may also
    hold:

    \b
      '"thông tin"'                      only side by side
      -ảnh                               without this word
      báo chí OR truyền thông            either side
      thôn*                              a word that begins so
      title:họp, 'byline:"Lưu Hương"'    in this field only
      ministry:mic                       a portal, or words of its ministry's name
      year:2013                          published in this year
      after:2013-06-05, before:2014      from that day on; before the first day of it

    Example: archiver search thong tin doi ngoai
    """  # noqa: D301  click's own sign for lines that stay as they are
    if (wrong := next((word for word in words if word.startswith("--")), "")) and wrong != "--":
        raise click.NoSuchOption(wrong)
    from archiver.archive.search.search import Order
    from archiver.archive.search.search import search as find
    from archiver.archive.store import read_only
    from archiver.publish.terminal import hit_text

    with read_only(folder_to_read(data)) as connection:
        hits = find(connection, " ".join(words), site=site, year=year, order=Order(order), limit=limit)
    for hit in hits:
        if as_json:
            click.echo(json.dumps(asdict(hit), ensure_ascii=False))
        else:
            DATA.print(hit_text(hit), soft_wrap=True)
    if not hits:
        if site:
            require_site(site)
        MESSAGES.print("Nothing found.")
        sys.exit(1)


@archiver.command()
@click.argument("article")
@click.argument("numbers", metavar="[N M]", nargs=-1, type=click.IntRange(min=1))
@click.option("--raw", is_flag=True, help="The captured bytes, exactly as they came (perhaps compressed).")
@click.option(
    "--cite",
    type=click.Choice(["bibtex", "ris", "csl"]),
    is_flag=False,
    flag_value="bibtex",
    default=None,
    help="A reference, with what proves it; BibTeX where nothing else is said.",
)
@click.option(
    "--provenance", is_flag=True, help="How each field was found, where its bytes lie, how to check them."
)
@click.option(
    "--revisions", is_flag=True, help="The list of its revisions: when seen, what changed, how much."
)
@click.option("--diff", is_flag=True, help="Word by word, how revision N became M; else how the last came.")
@click.option("--html", "as_html", is_flag=True, help="With --diff: a page of HTML that needs nothing else.")
@click.option("--file", "number", type=click.IntRange(min=1), help="The bytes of its file of that number.")
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
@click.pass_obj
def show(  # noqa: PLR0913, PLR0917  one argument for each option
    data: Path | None,
    article: str,
    numbers: tuple[int, ...],
    raw: bool,
    cite: str | None,
    provenance: bool,
    revisions: bool,
    diff: bool,
    as_html: bool,
    number: int | None,
    as_json: bool,
) -> None:
    """Print one ARTICLE, named by its id or any of its addresses.

    Example: archiver show mic-157662 --diff 1 3 --html > edit.html
    """
    if (numbers or as_html) and not diff:
        raise click.UsageError("numbers of revisions and --html go with --diff")
    if sum((raw, bool(cite), provenance, revisions, diff, number is not None)) > 1:
        raise click.UsageError("--raw, --cite, --provenance, --revisions, --diff, --file: one of them")
    from archiver.archive.catalogue import find_article
    from archiver.archive.store import read_only
    from archiver.cli.changes import print_comparison, print_revisions
    from archiver.cli.proving import print_proof

    folder = folder_to_read(data)
    with read_only(folder) as connection:
        row = find_article(connection, article)
        if revisions:
            print_revisions(connection, row, as_json=as_json)
        elif diff:
            print_comparison(connection, row, numbers, as_html=as_html, as_json=as_json)
        elif raw or number is not None:
            _write_bytes(folder, connection, row, number)
        elif cite or provenance:
            print_proof(folder, connection, row, cite=cite, as_json=as_json)
        else:
            _print_article(connection, row, as_json=as_json)


def _write_bytes(folder: Path, connection: sqlite3.Connection, row: sqlite3.Row, number: int | None) -> None:
    """The captured bytes of an article, or of its file of that number."""
    from archiver.archive.catalogue import find_capture
    from archiver.archive.ledger.attachments import held_capture, of_article
    from archiver.archive.warc.writer import read_exchange, read_payload

    if number is None:
        body = read_exchange(folder, find_capture(connection, row["capture"])).body
    else:
        held = held_capture(row["id"], of_article(connection, row["id"]), number)
        body = read_payload(folder, find_capture(connection, held)).body
    sys.stdout.buffer.write(body)


def _print_article(connection: sqlite3.Connection, row: sqlite3.Row, *, as_json: bool) -> None:
    from archiver.archive.ledger.attachments import of_article
    from archiver.publish.terminal import article_text

    files = of_article(connection, row["id"])
    if not as_json:
        DATA.print(article_text(row, files), soft_wrap=True)
        return
    plain = {name: value for name, value in dict(row).items() if name != "docid"}
    plain |= {name: json.loads(row[name]) for name in ("tags", "paragraphs", "found")}
    plain["attachments"] = files
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


@archiver.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom to listen to; 0.0.0.0: everybody.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any free port."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in a browser.")
@click.pass_obj
def browse(data: Path | None, host: str, port: int, open_browser: bool) -> None:
    """Serve the archive as a web site, read-only, until Ctrl-C.

    Example: archiver browse --open
    """
    from archiver.publish.browse import browse as serve

    serve(folder_to_read(data), host=host, port=port, open_browser=open_browser)
