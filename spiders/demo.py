"""The embedded portal of a made-up ministry: a site like any other, served by `archiver.demo` itself.

Its crawl starts the portal on a loopback port and sends every request there. Spider arguments:
`articles` (300) and `seed` (1) say which portal, `proxy` names one that runs already, and `faults` give
it a bad day: `-a faults=hard-day`, or single ones as in `-a faults=busy,torn` (`archiver.demo.faults`).
`-a drift=all` changes its templates (`archiver.demo.drift`), `-a later=7` makes it a week later: some
articles were edited, moved or taken away (`archiver.demo.events.a_week`).
"""

from contextlib import ExitStack
from typing import Any

from archiver.crawl.spider import SiteSpider
from archiver.demo.events import a_week, drifted_now
from archiver.demo.faults import Faults
from archiver.demo.ministry import Portal
from archiver.demo.server import running
from archiver.extract.site import ArticleUrl, Listing, ListingKind, Site, Verified

SITE = Site(
    name="demo",
    ministry="Bộ Trang mẫu",
    ministry_en="Ministry of Model Pages (made up)",
    hosts=("botrangmau.example",),
    names=("Cổng thông tin điện tử Bộ Trang mẫu", "Botrangmau.example"),
    articles=(
        ArticleUrl(pattern=r"-999(?P<id>\d{15})\.htm$", stamp="%y%m%d%H%M%S"),
        ArticleUrl(pattern=r"-999(?P<id>\d{6,9})\.htm$"),
        ArticleUrl(pattern=r"^/vn/tin-tuc/(?P<id>\d{6,9})/[^/]+\.aspx$"),
        ArticleUrl(pattern=r"/-/(?:view|print)_content/(?P<id>\d{6,9})-[^/]+\.html$"),
        ArticleUrl(pattern=r"^/vi/news/[^/]+/[^/]+-(?P<id>\d{6,9})\.html$"),
    ),
    listings=(
        Listing(
            url="http://botrangmau.example/tin-tuc.htm",
            pages="http://botrangmau.example/tin-tuc/trang-{page}.htm",
        ),
        Listing(url="http://botrangmau.example/rss/tin-tuc.rss", kind=ListingKind.FEED),
        Listing(url="http://botrangmau.example/sitemap.xml", kind=ListingKind.SITEMAP),
    ),
    delay=0.0,
    verified=Verified(on="2026-11-25", how="crawled by the tests"),
)


class DemoSpider(SiteSpider):
    """Starts the portal when the crawl opens, stops it when the crawl ends."""

    name = SITE.name
    site = SITE
    apart = "demo"

    def __init__(
        self,
        articles: str = "300",
        seed: str = "1",
        proxy: str = "",
        faults: str = "",
        drift: str = "",
        later: str = "0",
        **arguments: Any,
    ) -> None:
        super().__init__(**arguments)
        self._running = ExitStack()
        number, size = self.number("seed", seed), self.number("articles", articles)
        redesigns, day = drifted_now(drift, number), self.number("later", later)
        portal = Portal(seed=number, size=size, redesigns=redesigns, days_later=day, events=a_week(size))
        troubles = Faults.named(faults, seed=portal.seed) if faults else None
        self.route, self._portal = proxy, running(portal, faults=troubles)

    def opened(self) -> None:
        """Start the portal: not before the crawl runs, so that one that cannot begin has none to stop."""
        if not self.route:
            self.route = self._running.enter_context(self._portal).proxy

    def closed(self, reason: str) -> None:
        """Scrapy's word at the end of a crawl."""
        del reason
        self._running.close()
