"""Reading one page without an archive: the door for programs."""

from __future__ import annotations

from datetime import datetime

from archiver.extract.extract import extract as _extract
from archiver.extract.site import Site
from archiver.records import Article, Payload


def extract_page(
    html_bytes: bytes, url: str, content_type: str | None = None, fetched_at: datetime | None = None
) -> Article:
    """Read one page: what `archiver extract` prints.

    `content_type` is the header's value if there was one; `fetched_at` (aware) anchors `2 giờ trước`.
    A portal that has a site file is read by it, any other by platform and evidence.

    Raises:
        NotAnArticle: the page is something else; `reason` names it.
        PayloadError: the bytes are no page.

    >>> page = '''<html><h1>Khai trương cổng thông tin</h1><p>Thứ tư, 05/06/2013 09:32</p>
    ... <p>Sáng nay, Bộ đã khai trương cổng thông tin mới phục vụ người dân và doanh nghiệp.</p></html>'''
    >>> extract_page(page.encode(), "https://example.gov.vn/khai-truong-1.htm").published_text
    'Thứ tư, 05/06/2013 09:32'
    """
    return extract_payload(
        Payload(url=url, body=html_bytes, content_type=content_type or "", fetched_at=fetched_at)
    )


def extract_payload(payload: Payload) -> Article:
    """Read one response, whose status is known too.

    Raises:
        NotAnArticle: the page is something else; `reason` names it.
        PayloadError: the bytes are no page.
    """
    return _extract(payload, _site_of(payload.url))


def _site_of(url: str) -> Site | None:
    # Loading the site files loads Scrapy: only who reads pages pays for it.
    from archiver.crawl.sites import site_of  # noqa: PLC0415

    return site_of(url)
