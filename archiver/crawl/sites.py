"""The sites there are: one module each, in `./spiders` of the working folder and among the installed ones."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Collection, Sequence
from functools import cache
from urllib.parse import urlsplit

from archiver.crawl.folders import spiders_package
from archiver.crawl.javascript import lacking
from archiver.crawl.spider import SiteSpider
from archiver.errors import UnknownSite, UsageError
from archiver.extract.site import Site, belongs, recognise


@cache
def spiders() -> dict[str, type[SiteSpider]]:
    """Every site's spider by name, in alphabetical order.

    Raises:
        UsageError: a site file cannot be read, or holds no spider, or one under another name.
    """
    names = sorted({module.name for module in pkgutil.iter_modules(spiders_package().__path__)})
    return {name: _spider(name) for name in names}


def described() -> dict[str, Site]:
    """Every site that has a file, by name."""
    return {name: one.site for name, one in spiders().items()}


def real_spiders() -> list[type[SiteSpider]]:
    """Every site whose articles are not kept apart as made up."""
    return [one for one in spiders().values() if not one.apart]


def ready_spiders(browser: str) -> tuple[list[type[SiteSpider]], list[str]]:
    """The real spiders that this machine can crawl with, and in words why it leaves out the others.

    `browser` is the path of a browser, empty for the first that is found.
    """
    lacks = [(one, lacking(one.site, browser)) for one in real_spiders()]
    return [one for one, words in lacks if not words], [words for _, words in lacks if words]


def spider(name: str) -> type[SiteSpider]:
    """The spider of one site.

    Raises:
        UnknownSite: there is none; the error suggests the nearest name.
    """
    known = spiders()
    if name not in known:
        nearest = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
        raise UnknownSite(name, tuple(known), nearest[0] if nearest else None)
    return known[name]


def requested(chosen: Sequence[type[SiteSpider]], articles: Sequence[str]) -> Sequence[type[SiteSpider]]:
    """The spiders among `chosen` that are needed for some articles; all of them where none is named.

    Raises:
        UsageError: an address is no article's of these sites.
    """
    if not articles:
        return chosen
    for url in articles:
        if all(recognise(url, one.site) is None for one in chosen):
            names = ", ".join(one.name for one in chosen)
            raise UsageError(
                f"--articles {url}: no article address of {names}. "
                "See `archiver sites list`, and name the site where it is not crawled by default."
            )
    return [one for one in chosen if any(belongs(url, one.site) for url in articles)]


def require_taken(chosen: Sequence[type[SiteSpider]], arguments: Collection[str]) -> None:
    """See to it that each argument is one that a spider among `chosen` names: a slip would change nothing.

    Raises:
        UsageError: one is not.
    """
    parameters = [one for spider in chosen for one in inspect.signature(spider).parameters.values()]
    taken = {one.name for one in parameters if one.kind not in {one.VAR_KEYWORD, one.VAR_POSITIONAL}}
    taken -= {"name"}  # Scrapy's own
    for name in arguments:
        if name not in taken:
            names = ", ".join(one.name for one in chosen)
            known = f"known: {', '.join(sorted(taken))}" if taken else "there are none"
            raise UsageError(f"-a {name}: no argument of {names}; {known}.")


def site_of(url: str) -> Site | None:
    """The site an address belongs to, if there is a file for it."""
    if not urlsplit(url).hostname:
        return None
    return next((one.site for one in spiders().values() if belongs(url, one.site)), None)


def _spider(name: str) -> type[SiteSpider]:
    try:
        module = importlib.import_module(f"spiders.{name}")
    except (ImportError, SyntaxError) as error:
        raise UsageError(f"spiders/{name}.py cannot be read: {error}. Mend it, or move it away.") from error
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, SiteSpider) and one.__module__ == module.__name__
    ]
    if len(found) != 1 or found[0].name != name or found[0].site.name != name:
        names = ", ".join(repr(one.name) for one in found) or "none"
        raise UsageError(
            f"{module.__file__}: expected one spider named {name!r} with a site of that name, found {names}."
        )
    return found[0]
