"""How the sites look on a terminal and as JSON: what their files say, and what the archive holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from archiver.archive.health.alarms import SiteHealth
from archiver.archive.holdings import Holdings
from archiver.extract.site import Era, Listing, Site

NEVER = "never on a live page"


def status(site: Site, apart: str = "") -> str:
    """Whether a portal lives, as one phrase.

    >>> status(Site(name="mic", ministry="", ministry_en="", hosts=(), articles=(), successor="mst"))
    'merged into mst'
    """
    if apart:
        return "made up"
    if site.merged_on is not None:
        return f"merged into {site.successor}, {site.merged_on.isoformat()}"
    return f"merged into {site.successor}" if site.successor else "current"


def summary(
    site: Site, held: Holdings | None, apart: str = "", health: SiteHealth | None = None
) -> dict[str, object]:
    """What a list says of one site, as plain JSON values; nothing of an archive where there is none."""
    plain: dict[str, object] = {
        "site": site.name,
        "ministry": site.ministry,
        "ministry_en": site.ministry_en,
        "host": site.hosts[0],
        "status": status(site, apart),
        "verified": site.verified and site.verified.on,
    }
    if held is not None:
        plain |= {"articles": held.articles, "last_crawl": held.last_crawl or None, "ending": held.ending}
        plain["health"] = None if health is None else health.word
    return plain


def sites_table(summaries: Iterable[dict[str, object]]) -> Table:
    """The list of sites; columns of an archive only where there is one. It fits into 80 characters."""
    rows = list(summaries)
    names = ["site", "ministry", "status"]
    if any("articles" in row for row in rows):
        names += ["articles", "last crawl", "health"]
    unseen = sum(not row["verified"] for row in rows)
    told = f"{unseen} of {len(rows)} were {NEVER.replace('never', 'never checked')}." if unseen else None
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        caption=told,
        caption_justify="left",
    )
    for name in names:
        # What is typed into the next command is never cut off; the rest is broken where there is no room.
        table.add_column(
            name, no_wrap=name == "site", overflow="fold", justify="right" if name == "articles" else "left"
        )
    for row in rows:
        cells = {**row, "articles": str(row.get("articles", "")), "health": str(row.get("health") or "-")}
        cells["last crawl"] = str(row.get("last_crawl") or "-")[: len("2026-01-31")]
        table.add_row(*(str(cells[name]) for name in names))
    return table


def site_text(site: Site, held: Holdings | None, apart: str = "") -> Text:
    """All that is known of one site, as a reader would like it printed."""
    text = Text(f"{site.name}  {site.ministry}\n", style="bold")
    text.append(f"{site.ministry_en}\n", style="italic not bold")
    for name, words in (*_facts(site, apart), *_held(held)):
        text.append(f"\n{name:<16}", style="cyan not bold").append(words, style="not bold")
    for title, lines in (*_lists(site), *_repeated(site, held)):
        text.append(f"\n\n{title}", style="bold")
        for line in lines or ("none is known",):
            text.append(f"\n  {line}", style="not bold")
    return text


def _facts(site: Site, apart: str) -> Iterator[tuple[str, str]]:
    yield "status", status(site, apart)
    verified = site.verified
    yield "verified", f"{verified.on}: {verified.how}" if verified else NEVER
    yield "hosts", ", ".join(site.hosts)
    yield "its own names", ", ".join(site.names) or "-"
    space = site.record_space or site.name
    yield "record ids", space if space == site.name else f"{space}: shared with the site {space}"
    yield "pace", f"{site.delay:g} s between two requests to one host, or more if the portal asks for it"
    if site.lenience:
        yield "lenience", ", ".join(site.lenience)
    if site.javascript:
        yield "scripts", "pages are empty until a browser has run their scripts (the extra js)"
    guess = "" if verified else " (a guess)"
    if site.weekly_minimum:
        yield "weekly minimum", f"{site.weekly_minimum} new articles{guess}"
    else:
        yield "weekly minimum", "nothing new is expected"


def _held(held: Holdings | None) -> Iterator[tuple[str, str]]:
    if held is None:
        return
    yield "in the archive", f"{held.articles} articles, {held.captures} captures, {held.problems} problems"
    yield "last crawl", f"{held.last_crawl} {held.ending}".strip() or "never"


def _repeated(site: Site, held: Holdings | None) -> Iterator[tuple[str, list[str]]]:
    """What it repeats, and what of that its file keeps."""
    if not site.forgets:
        yield "On page after page, and kept", ["all of it: its file says forgets=False"]
    elif site.keeps:
        yield "On page after page, and kept", list(site.keeps)
    if held is not None and held.repeated:
        yield (
            "On page after page, and left out of its articles (to keep one: keeps=(…) in the site's file)",
            [f"since {one.since[:10]}: {one.text or one.block}" for one in held.repeated],
        )


def _lists(site: Site) -> Iterator[tuple[str, list[str]]]:
    yield (
        "Eras, newest first",
        [_era(era, is_now=era is site.eras[0] and not site.successor) for era in site.eras],
    )
    yield "Listings", [f"{_listing(one)} [known from {one.source}]" for one in site.listings]
    yield (
        "Forms of article addresses (regular expressions)",
        [f"{form.pattern} [known from {form.source}]" for form in site.articles],
    )


def _era(era: Era, *, is_now: bool) -> str:
    times = f"{era.since or '?'} to {era.until or ('now' if is_now else '?')}"
    how = f"layout {era.layout}" if era.layout else "read by evidence"
    return f"{era.name}: {era.platform}, {times}; {how} [known from {era.source}]"


def _listing(listing: Listing) -> str:
    further = listing.pages or ("the page's own link" if listing.by_link or listing.postback else "")
    own = f"{listing.kind} {listing.url}"
    return own if further in {"", listing.url} else f"{own}, further pages: {further}"
