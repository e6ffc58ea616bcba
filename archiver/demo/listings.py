"""Where a crawl finds the articles: home page, listing pages, feed, sitemaps, and the page for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from archiver.demo import chrome, ims, words
from archiver.demo.addresses import headline
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal

PAGE_SIZE = 20
SITEMAP_SIZE = 1000
#: The paths a robot must not ask for.
DISALLOWED = ("/tim-kiem", "/quan-tri")
NOTHING_LISTED = "Không có tin nào trong mục này."
NOT_FOUND = "Không tìm thấy trang"

_ITEM = (
    '<div class="box-category-item" data-id="{path}">\n'
    '<h3><a class="box-category-link-title" href="{path}" title="{title}">{title}</a></h3>\n'
    '<span class="box-category-time time-ago" title="{machine}">{minute}</span> '
    '<span class="box-category-category">{category}</span>\n</div>'
)
_FEATURED = (
    '<h3 class="box-focus-item"><a class="box-link-title" href="{path}" title="{title}">{title}</a> '
    "<em>{day}</em></h3>"
)


def robots(portal: Portal) -> str:
    """What robots may ask for, and where the sitemap is."""
    rules = "\n".join(f"Disallow: {path}" for path in DISALLOWED)
    return f"User-agent: *\n{rules}\n\nSitemap: {portal.base}/sitemap.xml\n"


def home(portal: Portal) -> str:
    """The first page, with the newest headlines."""
    featured = chrome.listed(chrome.latest(portal, 10), _FEATURED)
    main = (
        f'<div class="box-focus"><h2>Tin nổi bật</h2>\n{featured}\n</div>\n'
        '<p><a href="/tin-tuc.htm">Xem tất cả tin tức</a></p>'
    )
    return ims.shell(portal, title=words.PORTAL_NAME, main=main)


def page_count(portal: Portal) -> int:
    """How many listing pages have articles on them."""
    return -(-len(shown(portal)) // PAGE_SIZE)


@lru_cache(maxsize=8)
def shown(portal: Portal) -> Sequence[int]:
    """The articles that are listed today, newest first."""
    everything = range(portal.size - 1, -1, -1)
    unlisted = portal.unlisted()
    return [number for number in everything if number not in unlisted] if unlisted else everything


def listing_path(page: int) -> str:
    """The path of one listing page, counted from 1."""
    return "/tin-tuc.htm" if page == 1 else f"/tin-tuc/trang-{page}.htm"


def numbers_on(portal: Portal, page: int) -> Sequence[int]:
    """The articles of one listing page, newest first; none beyond the last page."""
    return shown(portal)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]


def listing(portal: Portal, page: int, numbers: Sequence[int] | None = None) -> str:
    """One listing page; a page past the end says that there is nothing, as portals do, with status 200.

    `numbers` stand in for the articles that belong there, for a portal whose lists are wrong.
    """
    numbers = numbers_on(portal, page) if numbers is None else numbers
    items = chrome.listed((headline(portal, number) for number in numbers), _ITEM)
    main = f"""<div class="breadcrumb"><a href="/">Trang chủ</a> <a href="/tin-tuc.htm">Tin tức - Sự kiện</a>
</div>
<h1 class="list-title">Tin tức - Sự kiện</h1>
<p class="list-total">Tổng số: {len(shown(portal))} tin</p>
<div class="box-category" id="danh-sach-tin">
{items or f'<p class="list-empty">{NOTHING_LISTED}</p>'}
</div>
<div class="pagination">{_pager(portal, page)}</div>"""
    return ims.shell(portal, title="Tin tức - Sự kiện", main=main)


def _pager(portal: Portal, page: int) -> str:
    last = page_count(portal)
    near = [number for number in range(page - 2, page + 3) if 1 <= number <= last]
    links = [
        f'<span class="current">{number}</span>'
        if number == page
        else f'<a href="{listing_path(number)}">{number}</a>'
        for number in near
    ]
    if page < last:
        links.append(f'<a class="next" rel="next" href="{listing_path(page + 1)}">Trang sau</a>')
    return " ".join(links)


def feed(portal: Portal) -> str:
    """RSS 2.0 of the newest articles."""
    newest = (gold(portal, number) for number in numbers_on(portal, 1))
    items = "\n".join(
        f"<item><title>{escape(article.title)}</title><link>{article.url}</link>"
        f'<guid isPermaLink="true">{article.url}</guid>'
        f"<pubDate>{article.published_at:%a, %d %b %Y %H:%M:%S %z}</pubDate>"
        f"<description><![CDATA[{article.lead}]]></description></item>"
        for article in newest
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>Tin tức - {words.PORTAL_NAME}</title>\n<link>{portal.base}/tin-tuc.htm</link>\n"
        f"<description>Tin "
        f"mới của {words.MINISTRY}</description>\n<language>vi</language>\n{items}\n</channel></rss>\n"
    )


def sitemap_index(portal: Portal) -> str:
    """The list of sitemaps, the oldest articles in the first."""
    count = -(-portal.size // SITEMAP_SIZE)
    maps = "\n".join(
        f"<sitemap><loc>{portal.base}/sitemap-{place}.xml</loc></sitemap>" for place in range(1, count + 1)
    )
    return _xml("sitemapindex", maps)


def sitemap(portal: Portal, place: int) -> str | None:
    """One sitemap of up to a thousand articles, counted from 1; `None` where there is none."""
    first = (place - 1) * SITEMAP_SIZE
    if place < 1 or first >= portal.size:
        return None
    unlisted = portal.unlisted()
    numbers = (n for n in range(first, min(first + SITEMAP_SIZE, portal.size)) if n not in unlisted)
    heads = (headline(portal, number) for number in numbers)
    return _xml(
        "urlset",
        "\n".join(
            f"<url><loc>{portal.base}{head.path}</loc><lastmod>{head.published.isoformat()}</lastmod></url>"
            for head in heads
        ),
    )


def _xml(root: str, inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{inner}\n</{root}>\n'
    )


def search_page(portal: Portal) -> str:
    """What robots are told not to ask for."""
    return ims.shell(portal, title="Tìm kiếm", main="<h1>Tìm kiếm</h1>\n<p>Nhập từ khóa vào ô phía trên.</p>")


def not_found(portal: Portal, path: str) -> str:
    """The page for an address that means nothing."""
    main = (
        f"<h1>{NOT_FOUND}</h1>\n<p>Địa chỉ <code>{escape(path)}</code> không tồn tại hoặc đã được "
        f"gỡ bỏ.</p>\n"
        '<p>Mời bạn trở về <a href="/">trang chủ</a>.</p>'
    )
    return ims.shell(portal, title=NOT_FOUND, main=main)
