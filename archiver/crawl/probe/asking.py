"""What a probe asks for, by a site's own spider: lists first, then articles and the second pages of lists.

The rules are a crawl's: pace, robots.txt, guard, the cookie of a wall. Lists and articles are visits of the
ledger and are settled as always; second pages and the robots.txt of hosts that nothing else is asked of are
only kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from archiver.archive.ledger.outcomes import location
from archiver.archive.ledger.visits import Discovered, Settlement, State, Visit
from archiver.archive.warc.writer import payload_of
from archiver.crawl.capture import ARRIVAL, Arrival
from archiver.crawl.clock import now
from archiver.crawl.probe.values import ROBOTS, Answer
from archiver.crawl.spider import SiteSpider
from archiver.errors import StorageError
from archiver.extract.site import Site

_KEPT = "archiver_kept"
Made = TypeVar("Made")


@dataclass
class Asked:
    """What came, as it comes: settled visits, and answers that were only kept."""

    settled: list[Settlement] = field(default_factory=list)
    kept: list[Answer] = field(default_factory=list)


def openings(site: Site) -> tuple[str, ...]:
    """The addresses of a site's lists."""
    return tuple(dict.fromkeys(listing.url for listing in site.listings))


def idle_hosts(site: Site, urls: Sequence[str]) -> tuple[str, ...]:
    """The robots.txt of each host of a site that none of some addresses is on; by the scheme of the others.

    >>> hosts = ("mic.gov.vn", "frt.mic.gov.vn")
    >>> site = Site(name="mic", ministry="", ministry_en="", hosts=hosts, articles=())
    >>> idle_hosts(site, ["http://www.mic.gov.vn/rss"])
    ('http://frt.mic.gov.vn/robots.txt',)
    """
    busy = {(urlsplit(url).hostname or "").removeprefix("www.") for url in urls}
    scheme = urlsplit(urls[0]).scheme if urls else "https"
    return tuple(
        f"{scheme}://{host}/robots.txt" for host in site.hosts if host.removeprefix("www.") not in busy
    )


# Longer than others: a class, whose methods share what one probe has asked.
def probing(spider: type[SiteSpider], known: Sequence[str], newest: int, asked: Asked) -> type[SiteSpider]:
    """A site's spider that asks for what a probe needs, and puts what comes into `asked`.

    `known` are the articles that are asked for in any case, `newest` how many others, off the lists.
    """
    name, site = spider.name, spider.site

    class ProbeSpider(spider):  # type: ignore[misc,valid-type]
        """The site's own spider, with another start."""

        def parse(self, response: Response, **arguments: Any) -> Iterator[Settlement | Request]:
            """Take down what is settled before the archive has it: what follows is chosen by it."""
            yield from _noted(super().parse(response, **arguments), asked)

        def parse_rendered(self, response: Response, **arguments: Any) -> Iterator[Settlement]:
            """The same of a page that a browser has filled in."""
            yield from _noted(super().parse_rendered(response, **arguments), asked)

        def failed(self, failure: Any) -> Iterator[Settlement]:
            """The same of a visit that got no answer."""
            yield from _noted(super().failed(failure), asked)

        async def start(self) -> AsyncIterator[Request]:
            """First the lists and what is known; then what the lists have shown."""
            for url in idle_hosts(site, (*openings(site), *known)):
                request = Request(url, meta={"dont_obey_robotstxt": True})
                yield _to_keep(self, request, Answer(url=url, kind=ROBOTS))
            async for request in super().start():
                yield request
            if self.frontier.ending or self.frontier.is_paused or self.storage_error is not None:
                return
            for visit in _following(asked.settled):
                yield _to_keep(self, self._request(visit), _second_page(visit))
            try:
                self.intake.store.request(site, _newest(asked.settled, known, newest), now())
            except StorageError as error:
                self.halt(error)
                return
            async for request in super().start():
                yield request

        def kept(self, response: Any, **_: Any) -> Iterator[Settlement]:
            """Take down what is only kept."""
            answer: Answer = response.request.meta[_KEPT]
            asked.kept.append(_answered(answer, response.request.meta[ARRIVAL]))
            yield from ()

        def not_kept(self, failure: Any) -> Iterator[Settlement]:
            """Take down that nothing came."""
            asked.kept.append(_failed(failure.request.meta, failure.value))
            yield from ()

    ProbeSpider.name, ProbeSpider.site = name, site
    return ProbeSpider


def _noted(made: Iterator[Made], asked: Asked) -> Iterator[Made]:
    for one in made:
        if isinstance(one, Settlement):
            asked.settled.append(one)
        yield one


def _to_keep(spider: Any, request: Request, answer: Answer) -> Request:
    meta = {_KEPT: answer, "dont_redirect": True, "handle_httpstatus_all": True}
    return request.replace(
        callback=spider.kept, errback=spider.not_kept, dont_filter=True, meta=request.meta | meta
    )


def _answered(answer: Answer, arrival: Arrival) -> Answer:
    exchange = arrival.exchange
    return replace(
        answer,
        status=exchange.status,
        leads_to=location(exchange) if 300 <= exchange.status < 400 else "",
        capture=arrival.receipt.record_id,
        payload=payload_of(exchange),
    )


def _failed(meta: dict[str, Any], error: BaseException) -> Answer:
    """What came of a question that failed: perhaps an answer all the same."""
    answer: Answer = meta[_KEPT]
    if ARRIVAL in meta:
        return _answered(answer, meta[ARRIVAL])
    is_forbidden = "robots.txt" in str(error)
    return replace(
        answer,
        state=State.EXCLUDED if is_forbidden else State.DONE,
        outcome=ROBOTS if is_forbidden else "",
        detail=f"{type(error).__name__}: {error}",
    )


def _second_page(visit: Visit) -> Answer:
    listing = visit.place.listing if visit.place else ""
    return Answer(url=visit.url, kind=visit.kind, listing=listing, is_following=True)


def _following(settled: Sequence[Settlement]) -> list[Visit]:
    """The second page of each list that was read."""
    return [
        Visit(url=following.url, kind=following.kind, place=following.place)
        for one in settled
        if (following := one.following) is not None
    ]


def _newest(settled: Sequence[Settlement], known: Sequence[str], count: int) -> list[Discovered]:
    """The first articles of the lists that were read, in turn from each, without those that are known."""
    # A sitemap may begin with the oldest.
    read = sorted((one for one in settled if one.visit.place), key=lambda one: one.visit.kind == "sitemap")
    lists = [[one for one in item.discovered if one.kind == "article"] for item in read]
    chosen: dict[str, Discovered] = {}
    for place in range(max(map(len, lists), default=0)):
        for found in lists:
            if place < len(found) and found[place].url not in known:
                chosen.setdefault(found[place].url, replace(found[place], again=True))
    return list(chosen.values())[:count]
