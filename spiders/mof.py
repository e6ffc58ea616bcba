"""Bộ Tài chính (mof.gov.vn), since March 2025 with what was the Ministry of Planning and Investment.

Oracle WebCenter, whose articles had a document name (`dDocName=MOFUCM…`); since 2025 pages made by scripts,
which post to `/api/article/reads` for lists. The categories' ids are those of other people's crawlers.
"""

from __future__ import annotations

from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Era, JsonFields, Listing, ListingKind, Site, Source

SITE = Site(
    name="mof",
    ministry="Bộ Tài chính",
    ministry_en="Ministry of Finance",
    hosts=("mof.gov.vn",),
    names=("Cổng thông tin điện tử Bộ Tài chính", "Bộ Tài chính", "MOF"),
    articles=(
        ArticleUrl(pattern=r"^/tin-tuc-tai-chinh/[^/?]+/[^/?]+$", source=Source.ADDRESSES),
        ArticleUrl(pattern=r"(?i)[?&]dDocName=(?P<id>MOFUCM\d+)", source=Source.ADDRESSES),
    ),
    listings=tuple(
        Listing(
            # The part behind `#` is not sent: it tells the lists of one address apart.
            url=f"https://mof.gov.vn/api/article/reads?offset={{offset}}&limit=40#{category}",
            pages=f"https://mof.gov.vn/api/article/reads?offset={{offset}}&limit=40#{category}",
            kind=ListingKind.JSON,
            body=f'{{"categoryId": "{number}"}}',
            size=40,
            json=JsonFields(
                items="data",
                link=f"/tin-tuc-tai-chinh/{category}/{{slug}}",
                date="publicationTime",
                total="total",
            ),
            source=Source.CRAWLERS,
        )
        for category, number in (
            ("tin-tuc-su-kien-8", "f0d30405-0417-46a5-9dd0-fd1472428c57"),
            ("thoi-su", "63661983-10cb-458c-b835-76d8c1276450"),
            ("tin-chinh-sach-tai-chinh", "38ccd03f-ccaf-4e4d-9319-b90df2207feb"),
        )
    ),
    eras=(
        Era(name="scripts", platform="pages made by scripts", since="2025", source=Source.CRAWLERS),
        Era(name="webcenter", platform="Oracle WebCenter", until="2025", source=Source.ADDRESSES),
    ),
    javascript=True,
    delay=2.0,
    weekly_minimum=20,
    # No live page has been checked.
    verified=None,
)


class MofSpider(SiteSpider):
    """Crawls mof.gov.vn."""

    name = SITE.name
    site = SITE
