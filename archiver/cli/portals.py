"""The verbs about portals: what is known of them, and their fixtures."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.main import DATA, MESSAGES, archiver, folder_to_read, moment

if TYPE_CHECKING:
    from archiver.archive.health.alarms import SiteHealth
    from archiver.archive.holdings import Holdings
    from archiver.crawl.spider import SiteSpider


#: Where pages are saved for the tests.
INTO_FIXTURES = click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/fixtures"),
    show_default=True,
    help="The folder of all fixtures.",
)


@archiver.group()
def sites() -> None:
    """What is known of the portals.

    Example: archiver sites list
    """


@sites.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@click.pass_obj
def list_sites(data: Path | None, as_json: bool) -> None:
    """List every site, and how it is by today.

    A file of one's own in ./spiders comes before an installed one. Where there is an archive, also how many
    articles it has of each, when the last crawl began (UTC), and whether it is healthy: the alarms of
    `archiver check`.

    Example: archiver sites list
    """
    from archiver.crawl.sites import spiders
    from archiver.publish.portals import sites_table, summary

    known = spiders().values()
    summaries = [summary(one.site, _held(data, one), one.apart, _health(data, one)) for one in known]
    if not as_json:
        DATA.print(sites_table(summaries))
        return
    for plain in summaries:
        click.echo(json.dumps(plain, ensure_ascii=False))


@sites.command("show")
@click.argument("site")
@click.pass_obj
def show_site(data: Path | None, site: str) -> None:
    """Print all that is known of one SITE, and from where.

    Example: archiver sites show mic
    """
    from archiver.crawl.sites import spider
    from archiver.publish.portals import site_text

    found = spider(site)
    DATA.print(site_text(found.site, _held(data, found), found.apart), soft_wrap=True)


def _held(data: Path | None, spider: type[SiteSpider]) -> Holdings | None:
    """What the archive holds of a site, which may be kept apart; `None` where there is no archive."""
    from archiver.archive.holdings import Holdings
    from archiver.archive.store import DATABASE

    folder = (data or Path("data")) / spider.apart
    return _all_held(folder).get(spider.name, Holdings()) if (folder / DATABASE).is_file() else None


def _health(data: Path | None, spider: type[SiteSpider]) -> SiteHealth | None:
    """How a site is by today; `None` where there is no archive, or nothing of the site in it."""
    from archiver.archive.store import DATABASE

    folder = (data or Path("data")) / spider.apart
    return _all_judged(folder).get(spider.name) if (folder / DATABASE).is_file() else None


@cache
def _all_judged(folder: Path) -> dict[str, SiteHealth]:
    from archiver.crawl.clock import now
    from archiver.publish.watching import health_of

    return {one.site: one for one in health_of(folder, now())}


@cache
def _all_held(folder: Path) -> dict[str, Holdings]:
    from archiver.archive.holdings import holdings
    from archiver.archive.store import read_only

    with read_only(folder) as connection:
        return holdings(connection)


@sites.command("fixture")
@click.argument("page", metavar="URL|FILE|CAPTURE")
@click.option("--url", default="", help="The address a FILE was fetched from.")
@click.option("--content-type", default="", help="The header's value, where it was an unusual one.")
@click.option("--fetched-at", default="", metavar="ISO", help="When; else the FILE's own time.")
@click.option("--site", default="", help="The site it belongs to; else the one that has the address.")
@click.option("--slug", default="", help="The name of its files; else the end of the address.")
@INTO_FIXTURES
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
    """Save a page for the tests, beside a JSON of what it says.

    The page is saved byte for byte; the JSON is for you to review. A URL is the newest capture of it in the
    archive; without one it is fetched once, within the rules of a crawl. A CAPTURE is the record id of one,
    or an article's id. A FILE may be a gzip.

    Example: archiver sites fixture https://mic.gov.vn/tap-huan-197157662.htm
    """
    from archiver.publish.fixture import USUAL_TYPE, fixture_of, write_fixture
    from archiver.publish.pages import file_payload, payload_named, reader_of

    if Path(page).is_file():
        when = moment(fetched_at) if fetched_at else None
        payload = file_payload(Path(page), url, content_type or USUAL_TYPE, when)
    else:
        payload = payload_named(folder_to_read(data), page)
    made = fixture_of(payload, reader_of(site, payload.url), site_name=site, slug=slug)
    for file in write_fixture(made, into, over=force):
        click.echo(file)
    MESSAGES.print("Now compare every field of the JSON with the page, and delete its line `review`.")
