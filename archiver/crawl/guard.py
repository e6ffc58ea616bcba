"""Where requests may go: http(s), the site's own hosts, public addresses. On by default.

The name is resolved once, by `Names`, and the address it checks is the one connected to, so a name that
answers differently the second time gains nothing. Behind a proxy (`HTTP_PROXY`, `HTTPS_PROXY`,
a site's own route) the proxy resolves names: it is trusted, and must do the filtering itself.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from archiver.crawl.addresses import is_public, literal
from archiver.crawl.wire.client import addresses_of
from archiver.errors import NetworkError
from archiver.extract.site import Site, belongs

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider

#: Seconds for which the addresses of a host are the same.
_GOOD_FOR = 300.0


class Names:
    """Finds the public addresses of hosts; `allowed` are exact addresses that a tester gave by hand."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = allowed
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """The addresses of a host that may be connected to, for five minutes the same.

        Raises:
            NetworkError: it has no address, or none that is public.
        """
        until, known = self._known.get(host, (0.0, ()))
        if time.monotonic() < until:
            return known
        address = literal(host)
        found = (str(address),) if address is not None else await addresses_of(host)
        public = tuple(one for one in found if one in self._allowed or is_public(ip_address(one)))
        if not public:
            raise NetworkError(f"guard: {host} resolves to {', '.join(found)}: no public address")
        self._known[host] = time.monotonic() + _GOOD_FOR, public
        return public


class GuardMiddleware:
    """A downloader middleware, the very nearest to the network: the last word before a connection."""

    def __init__(self, spider: SiteSpider, allowed: Collection[str]) -> None:
        self._spider, self._allowed = spider, allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(cast("SiteSpider", crawler.spider), allowed_addresses(crawler))

    def process_request(self, request: Request) -> None:
        """Refuse what must not be asked for; send a site that has a route of its own that way only."""
        if refusal := refused(request.url, self._spider.site, self._allowed):
            raise IgnoreRequest(f"guard: {refusal}")
        if self._spider.route:
            request.meta["proxy"] = self._spider.route

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse an answer that came from elsewhere after all, before anything is kept of it."""
        address = response.ip_address
        if address is None or request.meta.get("proxy") or str(address) in self._allowed:
            return response
        if not is_public(address):
            raise IgnoreRequest(f"guard: {request.url} was answered by {address}, which is no public address")
        return response


def refused(url: str, site: Site, allowed: Collection[str] = ()) -> str:
    """Why a URL of a site must not be asked for; empty when it may."""
    if not belongs(url, site):
        return f"{url} is not http(s) on a host of the site {site.name}"
    host = urlsplit(url).hostname or ""
    address = literal(host)
    if address is not None and str(address) not in allowed and not is_public(address):
        return f"{host} is the address {address}, which is not public"
    return ""


def allowed_addresses(crawler: Crawler) -> frozenset[str]:
    """The exact addresses that `ARCHIVER_REACH` names, by commas: a tester's own stub, nothing else."""
    return frozenset(crawler.settings.getlist("ARCHIVER_REACH"))
