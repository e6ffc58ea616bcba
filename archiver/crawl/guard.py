"""Where requests may go: http(s), the site's own hosts, public addresses. On by default.

The name is resolved once, by `GuardedResolver`, and the address it checks is the one connected to, so a
name that answers differently the second time gains nothing. Behind a proxy (`HTTP_PROXY`, `HTTPS_PROXY`,
a site's own route) the proxy resolves names: it is trusted, and must do the filtering itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from archiver.crawl.addresses import is_public, literal
from archiver.extract.site import Site, belongs

if TYPE_CHECKING:
    from archiver.crawl.spider import SiteSpider


class GuardedResolver(CachingThreadedResolver):
    """Resolves names to public addresses only; `allowed` are exact addresses that a tester gave by hand.

    A host that is an address already was judged by `GuardMiddleware`, or is a proxy given by hand; so are
    the hosts in `proxies`, which the environment names.
    """

    allowed: Collection[str] = ()
    proxies: Collection[str | None] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes its resolver."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = allowed_addresses(crawler)
        resolver.proxies = {urlsplit(address).hostname for address in getproxies().values()}
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802  Twisted's name
        """Twisted's look-up; fails where the answer is no public address."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, answer: str, name: str) -> str:
        if literal(name) is not None or name in self.proxies or answer in self.allowed:
            return answer
        if not is_public(ip_address(answer)):
            raise IgnoreRequest(f"guard: {name} resolves to {answer}, which is no public address")
        return answer


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
