"""Listings meant to do harm, and bytes that are nothing: an answer or a named error, never more."""

from __future__ import annotations

import gzip

import pytest
from cost import bounded
from hypothesis import given, settings
from hypothesis import strategies as st
from listing_pages import HOME, SITE, names, payload, read

from archiver.errors import NotAnArticle, PayloadError
from archiver.extract.listing import Links, read_listing
from archiver.extract.listings.addresses import resolve
from archiver.extract.listings.markup import LARGEST_XML
from archiver.extract.site import JsonFields, Listing, ListingKind, Postback, belongs

ITEM = "<item><link>{}</link></item>"
KINDS = tuple(ListingKind)
WAYS = (
    Listing(url=HOME, pages="https://thu.example/tin/{zone}/{page}.htm", size=20),
    Listing(url=HOME, by_link=True, total=".total", within="#list"),
    Listing(url=HOME, by_link=True),
    Listing(url=HOME, postback=Postback(target="grid")),
    Listing(url=HOME, pages="https://thu.example/{day}/{page}.htm"),
    Listing(url=HOME, json=JsonFields(items="data", link="/{slug}-{id}.htm", date="at", total="total")),
)


def laughs(levels: int) -> str:
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(levels)]
    return f"<!DOCTYPE rss [{''.join(lines)}]><rss><title>&l{levels - 1};</title>{ITEM}</rss>"


def test_entities_are_never_expanded() -> None:
    with bounded(5):
        found = names(read(laughs(12).format("https://thu.example/a-1.htm"), "feed"))

    assert found == ["/a-1.htm"]


@pytest.mark.parametrize("system", ["file:///etc/hostname", "http://thu.example/x-5.htm"])
def test_an_outside_entity_stays_what_it_is(system: str) -> None:
    body = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{system}"> <!ENTITY % p SYSTEM "{system}"> %p;]><rss>'
    body += f"{ITEM.format('/tin/&e;')}{ITEM.format('/a-1.htm')}</rss>"

    assert names(read(body, "feed")) == ["/a-1.htm"]


def test_a_gzip_bomb_is_cut_off() -> None:
    bomb = gzip.compress(b" " * (LARGEST_XML + 1), 9)

    with pytest.raises(PayloadError, match="after decompression"):
        read(bomb, "sitemap")


def test_a_damaged_or_endless_sitemap_is_named() -> None:
    with pytest.raises(PayloadError, match="damaged gzip"):
        read(gzip.compress(b"<urlset/>" * 99)[:-9], "sitemap")
    with pytest.raises(PayloadError, match="expected at most"):
        read(b"<urlset>" + b" " * LARGEST_XML, "sitemap")
    with pytest.raises(PayloadError, match="1000001 tags, expected at most"):
        read(b"<urlset>" + b"<a/>" * 1_000_000, "sitemap")


@pytest.mark.parametrize(
    "body",
    [
        "<rss>" + "<item>" * 20_000,
        "<rss>" + "<![CDATA[" * 20_000,
        "<!DOCTYPE rss [" * 20_000,
        "<!--" * 20_000 + "<rss>",
        "<?x" * 20_000,
        "<rss>" + "&" * 200_000 + "</rss>",
        "<rss><item><link>https://thu.example/?" + "&amp;" + "amp;" * 50_000 + "</link></item></rss>",
        "[" * 100_000,
        '{"a":' * 100_000,
        "<a href='/a-1.htm'>" * 3_000,
        "<div><a href='/a-1.htm'>1</a>" * 2_500,
        "<a href='/a-1.htm'>x</a><ul>" + "<li><a href='?p=2'>2</a></li>" * 10_000,
        "<form>" + "<input type=hidden name=x value=y>" * 3_000 + "<a href='/a-1.htm'>x</a></form>",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_deep_or_endless_listing_takes_no_time(body: str, kind: str) -> None:
    with bounded(20):
        for way in WAYS:
            survives(body.encode(), kind, way)


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<rss>",
                "</rss>",
                "<item>",
                "</item>",
                "<link>",
                "</link>",
                "<urlset>",
                "<url>",
                "<loc>",
                "</loc>",
            ),
            *(
                "<feed>",
                "<entry>",
                "<link rel='next' href='",
                "'/>",
                "<![CDATA[",
                "]]>",
                "&amp;",
                "&",
                "<!--",
                "-->",
            ),
            *(
                "https://thu.example/a-1.htm",
                "/a-2.htm",
                "http://[",
                "https://elsewhere.example/b-1.htm",
                "//",
                "?",
            ),
            *(
                "<a href='",
                "'>",
                "</a>",
                "<a href='/tin/2.htm' rel=next>2</a>",
                "javascript:__doPostBack('g','Page$2')",
            ),
            *(
                "<form action='",
                "<input name=__VIEWSTATE value=1>",
                "<select name=s><option>",
                "<base href='",
            ),
            *(
                '{"data":[',
                '{"id":1,"slug":"a"}',
                "]}",
                ",",
                '"total":9',
                "Tổng số: 12 tin",
                '"\\ud800',
                "a@",
                "05/06/2013",
                "\x00",
                "ộ",
            ),
            *(
                "<?xml version='1.0' encoding='utf-16'?>",
                "<!DOCTYPE x [",
                "]>",
                "<lastmod>2026-03-01</lastmod>",
            ),
        ]
    ),
    max_size=25,
).map("".join)
BYTES = st.one_of(
    st.binary(max_size=300), MARKUP.map(str.encode), MARKUP.map(lambda text: text.encode("utf-16"))
)


def survives(body: bytes, kind: str, listing: Listing, url: str = HOME) -> Links | None:
    try:
        return read_listing(payload(body, url), listing, SITE, kind=kind)
    except (PayloadError, NotAnArticle):
        return None


@settings(max_examples=400)
@given(body=BYTES, kind=st.sampled_from(KINDS), listing=st.sampled_from(WAYS), page=st.integers(0, 3))
def test_any_bytes_give_addresses_of_the_site_or_a_named_error(
    body: bytes, kind: str, listing: Listing, page: int
) -> None:
    links = survives(
        body, kind, listing, url=HOME if page < 2 else f"https://thu.example/06-03-2026/{page}.htm"
    )

    if links is not None:
        assert all(belongs(link.url, SITE) for link in (*links.items, *links.nested))
        assert len(set(links.articles)) == len(links.articles)
        assert all(item.at is None or item.at.tzinfo is not None for item in links.items)
        assert links.following is None or belongs(links.following.url, SITE)


@settings(max_examples=300)
@given(written=st.text(max_size=80))
def test_any_text_as_a_link_is_an_address_of_the_site_or_nothing(written: str) -> None:
    href = written.replace("&", "&amp;").replace('"', "&quot;")
    links = read(f'<html><body><a href="{href}">x</a><a href="/a-1.htm">y</a></body></html>')

    assert "https://thu.example/a-1.htm" in links.articles
    assert all(belongs(url, SITE) for url in links.articles)


PIECES = [*"/.?#&:@%[]()!=\\ aZ0đ\ud800\t\n", "//", "..", "http://", "https:", "&amp;", "!ut/p/", "[::1]"]
BASES = ("https://thu.example/a/b?c", "http://thu.example:8080", "https://thu.example")


@settings(max_examples=400)
@given(written=st.lists(st.sampled_from(PIECES), max_size=14).map("".join), base=st.sampled_from(BASES))
def test_an_address_that_was_resolved_is_itself(written: str, base: str) -> None:
    url = resolve(base, written)

    assert url is None or resolve(base, url) == url
