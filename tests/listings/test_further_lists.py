"""What a new portal lists its articles in beside the list that was given: columns, sitemaps, fragments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archiver.extract.describing.further import (
    columns_of,
    nested_of,
    sitemaps_of,
    with_column,
    with_sitemap,
)
from archiver.extract.describing.pagination import declared, feeds_of
from archiver.extract.describing.portal import Named, Outline, outline, with_second_page
from archiver.extract.site import ListingKind, Source
from archiver.records import Payload

BASE = "http://so.example.vn"
AT = datetime(2026, 3, 8, tzinfo=UTC)
MENU = "".join(
    f'<li><a href="{path}">{name}</a></li>'
    for path, name in (
        ("/", "Trang chủ"),
        ("/tin/hoat-dong.html", "Tin hoạt động"),
        ("/tin/thong-bao.html", "Thông báo"),
        ("/tin/co-cau.html", "Cơ cấu tổ chức"),
        ("/van-ban/moi.html", "Văn bản mới"),
    )
)
TEXT = "Bà con ba bản góp công làm lại con đường ra chợ, và đến chiều thì xe máy đã qua được dốc Đá. " * 3


def page(path: str, main: str, head: str = "") -> Payload:
    """A page of the portal with its menu and, beside it, three articles that every page shows."""
    beside = rows(range(5001, 5004))
    body = (
        f"<html><head><title>Sở Cầu đường</title>{head}</head><body><ul class=menu>{MENU}</ul>"
        f"<div id=main>{main}</div><div class=ben><h3>Đọc nhiều</h3><ul>{beside}</ul></div></body></html>"
    )
    return Payload(
        url=BASE + path, body=body.encode(), content_type="text/html; charset=utf-8", fetched_at=AT
    )


def rows(numbers: Iterable[int]) -> str:
    return "".join(
        f'<li><a href="/bai-viet/lam-duong-c1a{n}.html">Làm đường ở bản số {n} qua dốc Đá</a></li>'
        for n in numbers
    )


def pager(stem: str) -> str:
    return (
        f'<div><b>1</b> <a href="/tin/{stem}-trang2.html">2</a> <a href="/tin/{stem}-trang3.html">3</a></div>'
    )


def article(number: int) -> Payload:
    title = f"Làm đường ở bản số {number} qua dốc Đá"
    main = f"<h1>{title}</h1><p>05/03/2026 08:30</p><div><p>{TEXT}</p><p>{TEXT}</p></div>"
    return page(f"/bai-viet/lam-duong-c1a{number}.html", main)


def found(below: str = pager("hoat-dong")) -> Outline:
    first = page("/tin/hoat-dong.html", f"<ul>{rows(range(6001, 6009))}</ul>{below}")
    return outline(first, [article(6001), article(6004)], Named(site="so"))


def sitemap(paths: Iterable[str], kind: str = "url") -> Payload:
    body = "".join(f"<{kind}><loc>{BASE}{path}</loc></{kind}>" for path in paths)
    root = "urlset" if kind == "url" else "sitemapindex"
    return Payload(url=f"{BASE}/sitemap.xml", body=f"<{root}>{body}</{root}>".encode(), fetched_at=AT)


def test_columns_are_pages_of_every_menu_with_an_address_like_the_lists() -> None:
    assert columns_of(found()) == (f"{BASE}/tin/thong-bao.html", f"{BASE}/tin/co-cau.html")


def test_of_a_home_page_all_columns_of_the_menu_are_tried() -> None:
    boxes = f'<ul>{rows(range(6001, 6009))}</ul><a href="/tin/hoat-dong.html">Xem thêm</a>'
    home = outline(page("/trang-chu", boxes), [article(6001), article(6004)], Named(site="so"))
    column = page("/tin/thong-bao.html", f"<ul>{rows(range(7001, 7006))}</ul>{pager('thong-bao')}")
    one_page = page("/tin/thong-bao.html", f"<ul>{rows(range(7001, 7006))}</ul>")

    assert "script" not in home.doubts[0]
    assert len(columns_of(home)) == 4
    assert [one.url for one in with_column(home, column).site.listings] == [home.listing.url, column.url]
    assert with_column(home, one_page) == home


def test_articles_related_to_those_given_are_a_columns_own() -> None:
    related = article(6001).body.replace(b"</h1>", f"</h1><ul>{rows(range(7001, 7006))}</ul>".encode())
    known = found()
    first, second = known.given
    known = replace(known, given=(replace(first, payload=replace(first.payload, body=related)), second))
    column = page("/tin/thong-bao.html", f"<ul>{rows(range(7001, 7006))}</ul>{pager('thong-bao')}")

    assert with_column(known, column).site.listings[-1].url == column.url


def test_columns_are_found_by_links_with_other_tokens_on_each_page() -> None:
    known = found()
    listing, *given = (
        replace(
            one,
            body=one.body.replace(
                b"thong-bao.html", b"thong-bao.html?_afrLoop=1%d&_adf.ctrl-state=k%d" % (n, n)
            ),
        )
        for n, one in enumerate((known.listing, *(one.payload for one in known.given)))
    )
    shown = replace(
        known,
        listing=listing,
        given=tuple(replace(one, payload=page) for one, page in zip(known.given, given, strict=True)),
    )

    assert f"{BASE}/tin/thong-bao.html?_afrLoop=1" in columns_of(shown)


def test_a_column_is_declared_where_it_has_articles_of_its_own_and_goes_on() -> None:
    known = found()
    list_of_own = page("/tin/thong-bao.html", f"<ul>{rows(range(7001, 7006))}</ul>{pager('thong-bao')}")
    one_page = page("/tin/thong-bao.html", f"<ul>{rows(range(7001, 7006))}</ul>")
    without = page("/tin/co-cau.html", f"<p>{TEXT}</p>{pager('co-cau')}")

    taken = with_column(known, list_of_own)

    assert [one.pages for one in taken.site.listings] == [
        f"{BASE}/tin/hoat-dong-trang{{page}}.html",
        f"{BASE}/tin/thong-bao-trang{{page}}.html",
    ]
    assert with_column(taken, list_of_own) == taken
    assert with_column(known, one_page) == with_column(known, without) == known


def test_an_articles_print_view_is_not_looked_at_as_another_article() -> None:
    prints = "".join(f'<a href="/ban-in/x-c1a{n}.html">In bài viết</a>' for n in range(6001, 6009))

    further = found(prints + pager("hoat-dong")).further(20)

    assert [url for url in further if "/ban-in/" in url] == []
    assert len(further) == 6 + 3


def test_a_sitemap_is_declared_where_it_leads_to_articles() -> None:
    known = found()
    robots = Payload(url=f"{BASE}/robots.txt", body=f"Sitemap: {BASE}/ban-do.xml\n".encode(), fetched_at=AT)
    own, columns = sitemap(["/bai-viet/x-c1a6001.html"]), sitemap(["/tin/hoat-dong.html"])
    index = sitemap(["/so-1.xml", "/so-2.xml"], "sitemap")

    assert (sitemaps_of(robots, known), sitemaps_of(None, known)) == (
        (f"{BASE}/ban-do.xml",),
        (f"{BASE}/sitemap.xml",),
    )
    assert with_sitemap(known, own, ()).site.listings[-1].kind is ListingKind.SITEMAP
    assert nested_of(index, known) == (f"{BASE}/so-1.xml", f"{BASE}/so-2.xml")
    assert with_sitemap(known, index, [columns, own]).site.listings[-1].url == index.url
    assert with_sitemap(known, columns, ()) == with_sitemap(known, index, [columns]) == known
    assert with_sitemap(known, page("/sitemap.xml", "<p>Không có</p>"), ()) == known


@pytest.mark.parametrize(
    ("button", "pages"),
    [
        ('<a class="more" data-page="2" data-url="/ajax/tin?c=3">Xem thêm</a>', "/ajax/tin?c=3&page={page}"),
        ('<button data-url="/tai-them/3/trang-2.htm">Tải thêm tin</button>', "/tai-them/3/trang-{page}.htm"),
        ('<a href="/tin/khac?page=2&c=2">Xem thêm »</a>', "/tin/khac?page={page}&c=2"),
    ],
)
def test_the_address_of_a_button_for_more_is_tried(button: str, pages: str) -> None:
    known = found(button)
    part = Payload(
        url=f"{BASE}/x",
        body=f"<li>{rows(range(5901, 5905))}</li>".encode(),
        content_type="text/html",
        fetched_at=AT,
    )

    assert [(one.pages, one.fragments) for one in known.site.listings] == [(BASE + pages, True)]
    assert with_second_page(known, part) == known
    assert with_second_page(known, None).site.listings[0].pages == ""


def test_a_button_that_only_a_script_knows_is_named() -> None:
    known = found("<button type=button>Xem thêm</button>")

    assert [one.pages for one in known.site.listings] == [""]
    assert 'the button "Xem thêm" is a script\'s' in known.doubts[0]


def test_the_lists_own_feed_comes_first_and_that_of_readers_never() -> None:
    feeds = ("/feed/", "/comments/feed/", "/tin/feed/")
    head = "".join(f'<link rel=alternate type="application/rss+xml" href="{path}">' for path in feeds)
    first = page("/tin/", f"<ul>{rows(range(6001, 6009))}</ul>", head)

    assert feeds_of(first, found().site) == (f"{BASE}/tin/feed/", f"{BASE}/feed/")
    assert declared(first, found().site, Source.HTML).listing.pages == ""
