"""What a site is: its hosts, its article URLs, its listings and its layouts. Frozen values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from archiver.extract.listings.declared import JsonFields, Listing, ListingKind, Postback
from archiver.extract.sources import Source
from archiver.page.page import Page
from archiver.records import VIETNAM, Identity

__all__ = [
    "ArticleUrl",
    "Era",
    "Field",
    "JsonFields",
    "Layout",
    "Listing",
    "ListingKind",
    "Postback",
    "Rule",
    "Site",
    "Source",
    "Verified",
    "address_of_page",
    "belongs",
    "canonical",
    "local_address",
    "recognise",
]


@dataclass(frozen=True, kw_only=True)
class ArticleUrl:
    """One form of article address: a regular expression over path and query.

    The group `id`, where there is one, is the record id; without it the canonical URL is.
    `stamp` reads the record's second (Viet Nam's time) out of the id's first digits, as for `strptime`.
    `source` is where the form is known from.
    """

    pattern: str
    stamp: str = ""
    source: Source = Source.GENERAL


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A selector that may find nothing: the template has the field, not every page does."""

    css: str
    optional: bool = True


#: A plain selector must find exactly one node; a function is for what no selector can say.
Field: TypeAlias = str | Rule | Callable[[Page], str]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One template of a site or platform, recognised by what is on the page, never by date.

    `when` is a selector that only this template satisfies. A field left `None` is left to evidence.
    `body` is the node that holds the paragraphs; `drop` are nodes in it that are not text.
    `captions` are nodes in it that say what a picture shows.
    `tags` finds every tag of the article. `attachments` is a node outside the body whose links are the
    article's files. `zone` is the zone of the printed time.
    """

    name: str
    when: str
    body: str
    title: Field | None = None
    published: Field | None = None
    lead: Field | None = None
    byline: Field | None = None
    source_line: Field | None = None
    category: Field | None = None
    tags: str = ""
    attachments: str = ""
    drop: tuple[str, ...] = ()
    captions: str = ""
    zone: tzinfo = VIETNAM


@dataclass(frozen=True, kw_only=True)
class Verified:
    """When and how the facts of a site were last seen on its live pages."""

    on: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Era:
    """A time in which one CMS made the pages of a portal.

    `name` is what its saved pages are kept under, `platform` the CMS in words. `layout` names the one of the
    site's layouts that reads them; empty: evidence does. `since` and `until` are years, or days where they
    are known; empty where nobody knows, `until` also where it has not ended. `source` is where its pages
    are known from.
    """

    name: str
    platform: str
    layout: str = ""
    since: str = ""
    until: str = ""
    source: Source = Source.GENERAL


class Lenience(StrEnum):
    """What a crawl forgives the TLS of a portal that cannot do better; each capture says so.

    `BROKEN_CHAIN` takes a certificate that nobody can check. TLS before 1.2 is never spoken: the library
    that Scrapy uses does not.
    """

    BROKEN_CHAIN = "unchecked-certificate"


@dataclass(frozen=True, kw_only=True)
class Site:
    """One ministry portal.

    `hosts` are all names it answers under, the canonical one first. `names` are its own names as they
    appear in titles, logos and metadata: never a byline, never part of a title. `eras` are its times, newest
    first. `record_space` is the site's name unless two portals share their numbers. A ministry that was
    merged names the site of its `successor` and the day, `merged_on`. `delay` is the least time between two
    requests to one host, in seconds. `lenience` is what its TLS is forgiven. `javascript` is set where pages
    are empty until a browser has run their scripts (the extra `js`). Where a site `forgets`, the blocks of
    page after page are left out (`archiver.extract.memory`), but for those it `keeps`. `weekly_minimum` is
    how many new articles a healthy week brings at least: a guess as long as `verified` is `None`, which it is
    where no live page was ever checked; 0 where nothing new is expected.
    """

    name: str
    ministry: str
    ministry_en: str
    hosts: tuple[str, ...]
    articles: tuple[ArticleUrl, ...]
    listings: tuple[Listing, ...] = ()
    layouts: tuple[Layout, ...] = ()
    eras: tuple[Era, ...] = ()
    names: tuple[str, ...] = ()
    record_space: str = ""
    successor: str = ""
    merged_on: date | None = None
    delay: float = 1.0
    lenience: tuple[Lenience, ...] = ()
    javascript: bool = False
    forgets: bool = True
    keeps: tuple[str, ...] = ()
    weekly_minimum: int = 0
    verified: Verified | None = None


def recognise(url: str, site: Site) -> Identity | None:
    r"""Which article of the site an address means; `None` when it is no article address of this site.

    >>> site = Site(name="mic", ministry="", ministry_en="", hosts=("mic.gov.vn",),
    ...     articles=(ArticleUrl(pattern=r"-197(?P<id>\d+)\.htm$"),))
    >>> recognise("http://www.mic.gov.vn/print/tap-huan-197157662.htm#top", site).public_id
    'mic-157662'
    >>> recognise("https://mic.gov.vn/tap-huan-197157662.htm?utm_source=rss", site).public_id
    'mic-157662'
    >>> recognise("https://example.org/tap-huan-197157662.htm", site) is None
    True
    """
    if not belongs(url, site):
        return None
    address = local_address(url)
    for form in site.articles:
        if match := re.search(form.pattern, address):
            number = match.groupdict().get("id")
            space = site.record_space or site.name
            if number is None:
                return Identity(space, canonical(url, site))
            return Identity(space, number, _stamp(number, form.stamp))
    return None


def belongs(url: str, site: Site) -> bool:
    """Whether an address is http(s) on one of the site's hosts (any port, with or without `www.`)."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and _bare_host(parts.hostname or "") in _bare_hosts(site.hosts)


#: Query parameters that change nothing on the page: who sent the visitor, the state of a visit (WebCenter's
#: differs in every link of every answer), where a comment is written.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|zalo_\w+|zarsrc|jsessionid|inheritredirect|replytocom|_afr\w+|_adf\.[\w-]+)$",
    re.IGNORECASE,
)
#: Those that hold the address of the page a visitor came from: Liferay's, SharePoint's, ASP.NET's.
_CAME_FROM = re.compile(r"^(redirect|_?backurl|return_?url|source|ref(?:erer)?)$", re.IGNORECASE)
_IS_ADDRESS = re.compile(r"(?:https?:|/|%2f|https?%3a)", re.IGNORECASE)
_LOOP = "_afrLoop="
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def local_address(url: str) -> str:
    """Path and query as the patterns of a site see them: without what says only how a visitor came.

    >>> local_address("https://a.vn/bai-12.htm?redirect=%2ftin%3fp%3d2&c=5&utm_source=zalo#top")
    '/bai-12.htm?c=5'
    """
    parts = urlsplit(url)
    path = _SESSION.sub("", parts.path) if ";" in parts.path else parts.path
    query = _of_page(parts.query)
    return path + (f"?{query}" if query else "")


def address_of_page(url: str) -> str:
    """An address without what says only how a visitor came: the same whenever and wherever it is linked.

    WebCenter answers an address without `_afrLoop` with a script that adds it; any value does.

    >>> address_of_page("https://a.vn/tin?dDocName=B7&_afrLoop=3141&_adf.ctrl-state=k1_4")
    'https://a.vn/tin?dDocName=B7&_afrLoop=1'
    """
    head, mark, query = url.partition("?")
    if not mark:
        return url
    kept = _of_page(query)
    if _LOOP in query:
        kept += ("&" if kept else "") + f"{_LOOP}1"
    return f"{head}?{kept}" if kept else head


def _of_page(query: str) -> str:
    pairs = query.split("&") if query else ()
    return "&".join(pair for pair in pairs if pair and not _is_about_visitor(*pair.partition("=")[::2]))


def _is_about_visitor(name: str, value: str) -> bool:
    return bool(_TRACKING.match(name) or (_CAME_FROM.match(name) and _IS_ADDRESS.match(value)))


def canonical(url: str, site: Site) -> str:
    """The address without what does not matter: scheme, `www.`, port, mirror host, session, fragment.

    >>> hosts = ("moc.gov.vn", "xaydung.gov.vn")
    >>> site = Site(name="moc", ministry="", ministry_en="", hosts=hosts, articles=())
    >>> canonical("http://www.xaydung.gov.vn:80/vn/tin/Đề-án.aspx?b=2&utm_source=x#a", site)
    'moc.gov.vn/vn/tin/%C4%90%E1%BB%81-%C3%A1n.aspx?b=2'
    """
    parts = urlsplit(url)
    host = site.hosts[0] if belongs(url, site) else _bare_host(parts.hostname or "")
    path = quote(unquote(_SESSION.sub("", parts.path) or "/"), safe="/-._~!$&'()*+,;=:@")
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_about_visitor(k, v)]
    return host + path + (f"?{urlencode(pairs)}" if pairs else "")


def _bare_host(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")


@lru_cache
def _bare_hosts(hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_bare_host, hosts))


@lru_cache(maxsize=256)  # of one address it is asked several times: what it is, what it links to itself
def _stamp(number: str, form: str) -> datetime | None:
    """The time in a record number such as 250331100715512 (`%y%m%d%H%M%S`, milliseconds ignored)."""
    if not form:
        return None
    try:
        return datetime.strptime(number[: _digits(form)], form).replace(tzinfo=VIETNAM)
    except ValueError:
        return None


@lru_cache
def _digits(form: str) -> int:
    """How many digits a time in such a form has."""
    return len(datetime(2000, 1, 1).strftime(form))
