"""What a page says about itself to machines: JSON-LD, `<meta>`, microdata. Witnesses, not judges."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from archiver.page.page import Node, Page, based, text_of
from archiver.vietnamese.text import clean, fold
from archiver.vietnamese.timestamps import parse_machine_time

Attributes: TypeAlias = "dict[str, str | None]"
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

#: Text of JSON-LD beyond this is no description of an article.
_LONGEST_JSON = 2_000_000
_ARTICLE_TYPES = frozenset(
    {"article", "newsarticle", "report", "blogposting", "webpage", "reportagenewsarticle"}
)
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_PUBLISHED = ("article:published_time", "pubdate", "datepublished", "dc.date.issued", "publishdate", "date")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_SECTIONS = ("article:section", "articlesection")
_TAGS = ("article:tag", "news_keywords")
_SITE, _AUTHOR, _TYPE, _ADDRESS = "og:site_name", "dable:author", "og:type", "og:url"
#: Every name that is read.
_READ = (
    *_TITLES,
    *_PUBLISHED,
    *_MODIFIED,
    *_DESCRIPTIONS,
    *_SECTIONS,
    *_TAGS,
    _SITE,
    _AUTHOR,
    _TYPE,
    _ADDRESS,
)
_HOME_WORDS = frozenset({"trang chu", "home", "homepage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The claims of a page about itself; empty or `None` where it makes none.

    `says_article` is true where JSON-LD or `og:type` calls the page an article. `by` names the source of
    `published` (`json-ld`, `meta` or `microdata`). `base` is the address that its relative links stand on,
    `canonical` what its canonical link or else `og:url` says, as written.
    """

    base: str = ""
    canonical: str = ""
    titles: tuple[str, ...] = ()
    site_name: str = ""
    description: str = ""
    author: str = ""
    published: datetime | None = None
    published_by: str = ""
    modified: datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    body: str = ""
    language: str = ""
    says_article: bool = False


#: Where a page says something of itself, found by one look: each look goes through all of the page.
_DECLARING = ", ".join(
    (
        "base[href]",
        "link[rel=canonical]",
        "meta",
        "title",
        'script[type="application/ld+json"]',
    )
)


def read_metadata(page: Page) -> Metadata:
    """Everything a page declares; what contradicts the visible page is for others to judge."""
    declaring = [(node, node.tag, node.attributes) for node in page.each(_DECLARING)]
    meta = _meta(attributes for _, tag, attributes in declaring if tag == "meta")
    graph = list(_objects(node.text() for node, tag, _ in declaring if tag == "script"))
    described = next((item for item in graph if _types(item) & (_ARTICLE_TYPES - {"webpage"})), {})
    ld_published = _time(described.get("datePublished"))
    published = ld_published or _first_time(meta, _PUBLISHED)
    by = "json-ld" if ld_published else "meta" if published else ""
    modified = _time(described.get("dateModified")) or _first_time(meta, _MODIFIED)
    if published is None:
        published = _microdata_time(page, "datePublished")
        by = "microdata" if published else ""
    titles = (
        _string(described.get("headline")),
        *(meta.get(name, "") for name in _TITLES),
        next((clean(node.text()) for node, tag, _ in declaring if tag == "title" and _is_in_head(node)), ""),
    )
    written = next((attributes.get("href") for _, tag, attributes in declaring if tag == "base"), None)
    return Metadata(
        base=based(page.url, written),
        canonical=next(
            (attributes.get("href") or "" for _, tag, attributes in declaring if tag == "link"), ""
        )
        or meta.get(_ADDRESS, ""),
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        site_name=meta.get(_SITE, "") or _string(_name(described.get("publisher"))),
        description=next((meta[name] for name in _DESCRIPTIONS if meta.get(name)), ""),
        author=_author(described) or meta.get(_AUTHOR, ""),
        published=published,
        published_by=by,
        modified=modified or _microdata_time(page, "dateModified"),
        section=next((meta[name] for name in _SECTIONS if meta.get(name)), "") or _section(graph),
        tags=_tags(meta),
        body=_lines(described.get("articleBody")),
        language=(page.root.attributes.get("lang") or "")[:2].lower(),
        says_article=bool(described) or meta.get(_TYPE, "").lower() == "article",
    )


def _is_in_head(title: Node) -> bool:
    """Whether a title is the page's, not that of a drawing."""
    return title.parent is not None and title.parent.tag == "head"


def _meta(declared: Iterable[Attributes]) -> dict[str, str]:
    """The first value of each name; `property`, `name` and `itemprop` are one space of names."""
    values: dict[str, str] = {}
    for attributes in declared:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            values.setdefault(name.lower(), content)
    return {name: _unescaped(values[name]) for name in _READ if values.get(name)}


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Json]]:
    """Every object of every JSON-LD block, outermost first; broken blocks are no blocks."""
    for text in scripts:
        if len(text) > _LONGEST_JSON:
            continue
        try:
            pending: list[Json] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            item = pending.pop()
            if isinstance(item, list):
                pending.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                pending.extend(value for key in ("@graph", "mainEntity") if (value := item.get(key)))


def _types(item: dict[str, Json]) -> set[str]:
    declared = item.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def _string(value: Json) -> str:
    return _unescaped(value) if isinstance(value, str) else ""


def _lines(value: Json) -> str:
    """A long text with its line breaks, which are all the paragraphs that JSON-LD has."""
    return "\n".join(_unescaped(line) for line in value.splitlines()) if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    """Clean text; some portals escape the strings of JSON-LD once or twice more than HTML asks for."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return clean(text)


def _name(value: Json) -> Json:
    if isinstance(value, list):
        names = [name for item in value if isinstance(name := _name(item), str) and name.strip()]
        return ", ".join(names)
    return value.get("name") if isinstance(value, dict) else value


def _author(described: dict[str, Json]) -> str:
    author = described.get("author")
    items = author if isinstance(author, list) else [author]
    persons = [item for item in items if not (isinstance(item, dict) and "organization" in _types(item))]
    return _string(_name(persons))


def _time(value: Json) -> datetime | None:
    if not isinstance(value, str):
        return None
    parsed = parse_machine_time(value.strip())
    return parsed[0] if parsed else None


def _first_time(meta: dict[str, str], names: tuple[str, ...]) -> datetime | None:
    for name in names:
        if name in meta and (when := _time(meta[name])):
            return when
    return None


def _microdata_time(page: Page, name: str) -> datetime | None:
    for node in page.each(f"[itemprop={name}]"):
        attributes = node.attributes
        if when := _time(attributes.get("datetime") or attributes.get("content") or text_of(node)):
            return when
    return None


def _section(graph: list[dict[str, Json]]) -> str:
    """The last step of a breadcrumb that is not the home page."""
    names: list[str] = []
    for item in graph:
        if "breadcrumblist" not in _types(item):
            continue
        pending: list[Json] = [item.get("itemListElement")]
        while pending:
            step = pending.pop()
            if isinstance(step, list):
                pending.extend(reversed(step))
            elif isinstance(step, dict):
                names.append(_string(_name(step)) or _string(_name(step.get("item"))))
    named = [name for name in names if name and fold(name) not in _HOME_WORDS]
    return named[-1] if named else ""


def _tags(meta: dict[str, str]) -> tuple[str, ...]:
    text = next((meta[name] for name in _TAGS if meta.get(name)), "")
    return tuple(dict.fromkeys(tag for part in text.replace(";", ",").split(",") if (tag := part.strip())))


def host_of(url: str) -> str:
    """The host of an address in lower case, without `www.`."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".").removeprefix("www.")
