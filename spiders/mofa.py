"""Bộ Ngoại giao (mofa.gov.vn), on Plone: an article's id is the second in which it was made.

The same record answers with `/vi/` before it, with `/view` and with `/newsitem_print_preview` behind it. The
date in the banner is that of the visit.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.platforms import PLONE
from archiver.extract.site import ArticleUrl, Era, Listing, Site, Source

SITE = Site(
    name="mofa",
    ministry="Bộ Ngoại giao",
    ministry_en="Ministry of Foreign Affairs",
    hosts=("mofa.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Ngoại giao", "Bộ Ngoại giao Việt Nam", "MOFA"),
    articles=(
        ArticleUrl(
            pattern=r"^/(?:vi/)?tt_baochi/[^/]+/ns(?P<id>\d{12})(?:/|$)",
            stamp="%y%m%d%H%M%S",
            source=Source.TEXT,
        ),
    ),
    listings=(
        Listing(
            url="https://mofa.gov.vn/tt_baochi/nr140808202328/",
            pages="https://mofa.gov.vn/tt_baochi/nr140808202328/view?b_start:int={offset}",
            size=15,
            source=Source.TEXT,
        ),
        Listing(url="https://mofa.gov.vn/tt_baochi/pbnfn/", source=Source.TEXT),
    ),
    layouts=(PLONE,),
    eras=(Era(name="plone", platform="Plone", layout="plone", source=Source.TEXT),),
    delay=3.0,
    weekly_minimum=5,
    # No live page has been checked.
    verified=None,
)


class MofaSpider(SiteSpider):
    """Crawls mofa.gov.vn."""

    name = SITE.name
    site = SITE
