"""From one payload to one article, or a named reason why not. Pure: no network, no disk, no clock.

The order: payload to text, the site's own layouts, the platforms' layouts, evidence; then the one last
step of `archiver.extract.finish` for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from archiver.errors import NotAnArticle
from archiver.extract.draft import Draft
from archiver.extract.evidence import weigh
from archiver.extract.fields.declared import without_site
from archiver.extract.fields.files import shown_documents
from archiver.extract.fields.metadata import Metadata, host_of, read_metadata
from archiver.extract.finding.region import article_region, stands_alone
from archiver.extract.finish import finish
from archiver.extract.flow.walk import walk
from archiver.extract.layouts import read_by_layouts
from archiver.extract.memory import NONE, Memory, read_without
from archiver.extract.platforms import PLATFORMS
from archiver.extract.signals import (
    Refusal,
    refused_as_home,
    refused_as_missing,
    refused_as_stub,
    refused_by_status,
)
from archiver.extract.site import Layout, Site
from archiver.extract.teasers import (
    is_digest,
    refused_as_list,
    refused_as_listing,
    refused_as_named,
    refused_as_teaser,
    refused_without_title,
)
from archiver.page.page import Page
from archiver.page.parsing import Parsed, parse
from archiver.records import Article, Payload

#: Fields that evidence adds where a layout found nothing: no article is without them.
_NEEDED = ("title", "date_line")
#: So many letters in long lines are a text: 76 of 82 English pages and 214 of 240 made ones have them.
_PLAIN_LETTERS = 400
_TEXT_LETTERS = 60
#: A date so many lines below a title is the title's.
_DATE_BELOW = 3


def extract(
    payload: Payload | Parsed,
    site: Site | None,
    memory: Memory = NONE,
    *,
    platforms: Sequence[Layout] | None = None,
) -> Article:
    """The article a page shows, parsed already or not; `site` is `None` for a portal nobody has described.

    `memory` are the blocks that the site repeats on its pages: they are no part of the text. `platforms` are
    tried after the site's own layouts, all that are known where they are not given; with an empty tuple and
    no layout, evidence alone reads.

    Raises:
        NotAnArticle: the page is something else; `reason` names it.
        PayloadError: the bytes are no page.
    """
    given = payload.payload if isinstance(payload, Parsed) else payload
    _refuse(given, refused_by_status(given))
    return _read(payload if isinstance(payload, Parsed) else parse(payload), site, memory, platforms)


def _read(parsed: Parsed, site: Site | None, memory: Memory, platforms: Sequence[Layout] | None) -> Article:
    payload, page, html = parsed.payload, parsed.page, parsed.html
    site = site or _undescribed(payload.url)
    draft = read_by_layouts(page, site.layouts, "layout")
    if not draft.layout:
        doubts = draft.doubts
        draft = read_by_layouts(page, PLATFORMS if platforms is None else platforms, "platform")
        for name, words in doubts.items():
            draft.doubt(name, words)
    metadata = read_metadata(page)
    names = _names_of(site, metadata)
    if not draft.layout or not all(draft.found.get(name) and getattr(draft, name) for name in _NEEDED):
        draft = _with_evidence(draft, payload, page, html, metadata, names)
    if parsed.wrong_letters:
        draft.doubt("paragraphs", f"the letters were wrong and are mended: {parsed.wrong_letters}")
    read = partial(finish, page=page, payload=payload, site=site, metadata=metadata, site_names=names)
    return read_without(draft, memory, read) if memory.blocks else read(draft)


def _undescribed(url: str) -> Site:
    host = host_of(url)
    return Site(name=host, ministry="", ministry_en="", hosts=(host,), articles=())


def _names_of(site: Site, metadata: Metadata) -> tuple[str, ...]:
    """Everything the portal calls itself: never a byline, never part of a title."""
    known = (*site.names, site.ministry, site.ministry_en, *site.hosts, metadata.site_name)
    return tuple(dict.fromkeys(name for name in known if name))


def _refuse(payload: Payload, refusal: Refusal | None) -> None:
    if refusal is not None:
        raise NotAnArticle(payload.url, refusal.reason, refusal.detail)


def _refusal(
    payload: Payload, page: Page, html: str, metadata: Metadata, weighed: Draft, names: tuple[str, ...]
) -> Refusal | None:
    """Why a page that no layout knows is no article."""
    how = weighed.found.get("title")
    is_agreed = how is not None and how.by != "metadata" and how.confidence == 1.0
    is_dated = is_agreed and 0 < weighed.date_at - weighed.title_at <= _DATE_BELOW
    return (
        refused_as_stub(page, html, weighed.flow, is_dated=is_dated)
        # Some portals declare `Trang chủ` on every page; a heading that another title agrees with says more.
        or refused_as_home(payload.url, () if is_agreed and metadata.says_article else metadata.titles)
        or refused_as_missing(weighed, is_dated=is_dated)
        or refused_as_named(payload.url, metadata.titles)
        or refused_without_title(weighed, names)
        or _refused_as_list(weighed, payload, page, metadata)
        or _refused_as_teasers(weighed)
        or refused_as_teaser(weighed, payload.url)
    )


def _refused_as_list(weighed: Draft, payload: Payload, page: Page, metadata: Metadata) -> Refusal | None:
    if metadata.published is not None:
        return None
    refusal = refused_as_list(weighed, payload.url)
    return None if refusal is None or shown_documents(page) else refusal


def _refused_as_teasers(weighed: Draft) -> Refusal | None:
    refusal = refused_as_listing(weighed.flow, weighed.first, weighed.last)
    return None if refusal is None or is_digest(weighed) else refusal


def _is_plain(weighed: Draft) -> bool:
    """Whether title and text are there without what was not read: then nothing of it could change them."""
    how = weighed.found.get("title")
    blocks = weighed.flow.blocks[weighed.first : weighed.last]
    letters = sum(len(block.text) - block.links for block in blocks if len(block.text) >= _TEXT_LETTERS)
    return how is not None and how.by == "evidence" and letters >= _PLAIN_LETTERS


def _with_evidence(
    draft: Draft, payload: Payload, page: Page, html: str, metadata: Metadata, names: tuple[str, ...]
) -> Draft:
    """What evidence says: all of it where no layout was found, else only what the layout did not."""
    weighed, refusal = Draft(), None
    region = article_region(page, [without_site(title, names) for title in metadata.titles])
    # In a region there is so little to prune that looking for it costs more than reading it.
    for root, titles in ((region, None), (page.body, metadata.titles), (page.body, None)):
        if root is None:
            continue
        flow = walk(root, titles=titles)
        weighed = weigh(flow, metadata, site_names=names, relative_to=payload.fetched_at)
        refusal = None if draft.layout else _refusal(payload, page, html, metadata, weighed, names)
        if refusal is not None or not _is_plain(weighed):
            continue
        if root is not region or stands_alone(root, weighed, page, metadata, relative_to=payload.fetched_at):
            break
    _refuse(payload, refusal)
    if not draft.layout:
        for name, words in draft.doubts.items():
            weighed.doubt(name, words)
        return weighed
    for name in (*_NEEDED, "lead", "byline"):
        missing = name not in draft.found or (name in _NEEDED and not getattr(draft, name))
        if missing and name in weighed.found:
            draft.settle(name, getattr(weighed, name), weighed.found[name])
    return draft
