"""The verb that describes a portal which has no site file yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.main import DATA, MESSAGES, moment
from archiver.cli.portals import INTO_FIXTURES, sites
from archiver.errors import UsageError

if TYPE_CHECKING:
    from archiver.publish.new_site import NewSite


@sites.command("new")
@click.argument("listing", metavar="LISTING")
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True)
@click.option("--url", "urls", multiple=True, help="The address of a FILE: one for each, in their order.")
@click.option("--fetched-at", default="", metavar="ISO", help="When FILEs were saved; else their own time.")
@click.option("--name", default="", help="The site's name; else the first word of its host.")
@click.option("--ministry", default="", help="Whose portal it is; else what the portal calls itself.")
@click.option("--ministry-en", default="", help="The same in English; else the host.")
@click.option(
    "--samples",
    type=click.IntRange(0, 30),
    default=10,
    show_default=True,
    help="How many other articles of the list to fetch and read.",
)
@INTO_FIXTURES
@click.option("--force", is_flag=True, help="Write over a site of that name.")
def new_site(  # noqa: PLR0913, PLR0917  one argument for each option
    listing: str,
    articles: tuple[str, ...],
    urls: tuple[str, ...],
    fetched_at: str,
    name: str,
    ministry: str,
    ministry_en: str,
    samples: int,
    into: Path,
    force: bool,
) -> None:
    """Describe a portal from a LISTING and one or two ARTICLEs.

    Writes ./spiders/NAME.py and its fixtures. Each is a URL, or a FILE that was saved from one (all of them,
    or none). URLs are fetched within the rules of a crawl, with up to ten further articles, which are shown
    as they are read. A page that does not show what is needed is named, with what to do, and nothing is
    written.

    Example: archiver sites new https://mic.gov.vn/tin-tuc.htm https://mic.gov.vn/tap-huan-197157662.htm
    """
    from archiver.crawl.sites import described
    from archiver.extract.describing.portal import Named
    from archiver.publish.new_site import check_name, draft, fetched_site, saved_site, write_site
    from archiver.publish.pages import is_address
    from archiver.publish.saved_pages import saved_pages

    named = Named(site=name, ministry=ministry, ministry_en=ministry_en)
    known = described().values()
    if any(Path(page).is_file() for page in (listing, *articles)):
        when = moment(fetched_at) if fetched_at else None
        first, *rest = saved_pages([Path(page) for page in (listing, *articles)], urls, when)
        check_name(draft(first.url, named), known, over=force)
        new = saved_site(first, rest, named)
    else:
        for page in (listing, *articles):
            if not is_address(page):
                raise UsageError(f"{page}: there is no such file, and it is no address such as https://…")
        check_name(draft(listing, named), known, over=force)
        new = fetched_site(listing, articles, named, samples)
    check_name(new.description.site, known, over=force)
    files = write_site(new, Path("spiders"), into, over=force)
    _print_found(new)
    for file in files:
        click.echo(file)
    MESSAGES.print("Compare each JSON file with its page and mend what is wrong. Then try:")
    MESSAGES.print(f"archiver crawl {new.description.site.name} --limit 20")


def _print_found(new: NewSite) -> None:
    """What was found of the portal, its articles as they are read, and what is doubtful."""
    from archiver.publish.new_site_words import facts, sample_doubts, samples_table

    for title, words in facts(new.description):
        DATA.print(f"{title:<11} {words}", markup=False, soft_wrap=True)
    DATA.print(samples_table(new.description.readings, DATA.width))
    for doubt in (*new.doubts, *sample_doubts(new.description.readings)):
        MESSAGES.print(f"? {doubt}", markup=False, soft_wrap=True)
