"""RSS in its versions, Atom, sitemaps: the items, their dates, whatever the bytes are like."""

from __future__ import annotations

import gzip

import pytest
from listing_pages import SITE, dated, names, payload, read

from archiver.errors import PayloadError
from archiver.extract.listing import Following, read_listing
from archiver.extract.site import Listing, ListingKind

FEED = "https://thu.example/rss/home.rss"
MAP = "https://thu.example/sitemap.xml"
RSS = '<rss version="2.0"><channel><title>Tin</title><link>https://thu.example/trang-chu-9.htm</link>{}</channel></rss>'
ITEM = "<item><title>Bộ họp</title><link>{}</link></item>"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def rss(link: str) -> str:
    return RSS.format(ITEM.format(link))


def test_rss_2_gives_items_with_their_dates_and_not_the_channels_own_link() -> None:
    body = RSS.format(
        "<item><link>/a-1.htm</link><pubDate>Fri, 06 Mar 2026 08:15:00 +0700</pubDate></item>"
        "<item><link>/b-2.htm</link><pubDate>Fri, 06 Mar 2026 01:20:00 GMT</pubDate></item>"
        "<item><link>https://thu.example/c-3.htm</link><pubDate>hôm qua</pubDate></item>"
        "<item><link>https://thu.example/gioi-thieu.htm</link></item>"
    )

    assert dated(read(body, "feed", url=FEED)) == [
        "/a-1.htm 2026-03-06T08:15+07:00",
        "/b-2.htm 2026-03-06T08:20+07:00",
        "/c-3.htm none",
    ]


def test_rss_1_and_dublin_core_are_read_in_their_namespaces() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://thu.example/"/>
        <item rdf:about="https://thu.example/a-1.htm"><title>Tin</title><dc:date>2026-03-06T08:15:00+07:00</dc:date></item>
        <item rdf:about="x"><link>https://thu.example/b-2.htm</link><dc:date>2026-03-05</dc:date></item></rdf:RDF>"""

    assert dated(read(body, "feed")) == ["/a-1.htm 2026-03-06T08:15+07:00", "/b-2.htm 2026-03-05T00:00+07:00"]


def test_rss_0_91_with_its_doctype_is_read() -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    )
    body = f'<?xml version="1.0"?>\n{doctype}\n{rss("https://thu.example/a-1.htm")}'

    assert names(read(body, "feed")) == ["/a-1.htm"]


def test_atom_gives_the_page_of_an_entry_and_no_other_link_of_it() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://thu.example/tin/">
        <link rel="self" href="feed-8.htm"/><link href="/"/>
        <entry><link rel="enclosure" href="anh-7.htm"/><link rel="alternate" href="a-1.htm"/>
        <published>2026-03-06T01:15:00Z</published><updated>2026-03-06T05:00:00Z</updated></entry>
        <entry><id>https://thu.example/b-2.htm</id><updated>2026-03-05T05:00:00Z</updated></entry></feed>"""

    assert dated(read(body, "feed")) == [
        "/tin/a-1.htm 2026-03-06T08:15+07:00",
        "/b-2.htm 2026-03-05T12:00+07:00",
    ]


def test_a_feed_tells_an_articles_first_day_from_its_last_change() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a-1.htm"/>
        <updated>2026-03-06T05:00:00Z</updated><published>2026-03-05T01:00:00Z</published></entry></feed>"""

    (item,) = read(body, "feed").items

    assert item.at is not None
    assert item.changed is not None
    assert (item.at.isoformat(), item.changed.isoformat()) == (
        "2026-03-05T08:00:00+07:00",
        "2026-03-06T12:00:00+07:00",
    )


def test_a_counting_link_gives_way_to_the_address_it_stands_for() -> None:
    feedburner = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    body = RSS.format(
        f"<item><link>https://feeds.example/r?x-5.htm</link><feedburner:origLink {feedburner}>"
        "https://thu.example/a-1.htm</feedburner:origLink></item>"
        '<item><link>https://t.example/x</link><guid isPermaLink="true">https://thu.example/b-2.htm</guid></item>'
        '<item><guid isPermaLink="false">https://thu.example/c-3.htm</guid></item>'
    )

    assert names(read(body, "feed")) == ["/a-1.htm", "/b-2.htm"]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("<![CDATA[https://thu.example/a-1.htm]]>", "/a-1.htm"),
        ("<![CDATA[https://thu.example/x.aspx?a=1&ItemID=2]]>", "/x.aspx?a=1&ItemID=2"),
        ("https://thu.example/x.aspx?a=1&amp;ItemID=2", "/x.aspx?a=1&ItemID=2"),
        ("https://thu.example/x.aspx?a=1&amp;amp;ItemID=2", "/x.aspx?a=1&ItemID=2"),
        ("https://thu.example/x.aspx?a=1&ItemID=2", "/x.aspx?a=1&ItemID=2"),
        ("https://thu.example/x.aspx?a=&ItemID=2&b=", "/x.aspx?a=&ItemID=2&b="),
        ("/a-1.htm#top", "/a-1.htm"),
        ("/b&ocirc;-1.htm", "/b%C3%B4-1.htm"),
        ("  HTTPS://Thu.Example/A-1.htm\n", "/A-1.htm"),
        ("https://thu.example/đề án-1.htm", "/%C4%91%E1%BB%81%20%C3%A1n-1.htm"),
        ("https://thu.example/%C4%91%E1%BB%81-1.htm", "/%C4%91%E1%BB%81-1.htm"),
        ("https://thu.example/a-1.htm;jsessionid=0A.node1", "/a-1.htm;jsessionid=0A.node1"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(link: str, path: str) -> None:
    found = names(read(rss(link), "feed", url=FEED))

    assert found == [path.partition(";")[0]]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("\ufeff" + rss("/họp-1.htm"), ""),
        ("\n \n" + '<?xml version="1.0" encoding="utf-8"?>' + rss("/họp-1.htm"), ""),
        ('<?xml version="1.0" encoding="windows-1258"?>' + rss("/họp-1.htm"), "text/xml; charset=iso-8859-1"),
        (('<?xml version="1.0" encoding="utf-16"?>' + rss("/họp-1.htm")).encode("utf-16"), ""),
        ("Notice: Undefined index\n" + rss("/họp-1.htm"), ""),
        (rss("/họp-1.htm").replace("Bộ", "B&nbsp;&ocirc;\x0b\x00 & &khongco;"), ""),
        (rss("/họp-1.htm").replace("</channel></rss>", ""), ""),
        (rss("/họp-1.htm").replace("họp</title>", "họp"), ""),
    ],
    ids=["bom", "blanks", "wrong encoding", "utf-16", "notice", "entities", "cut", "unclosed"],
)
def test_a_feed_is_read_however_its_bytes_are(body: str | bytes, content_type: str) -> None:
    found = names(read(body, "feed", url=FEED, content_type=content_type))

    assert found == ["/h%E1%BB%8Dp-1.htm"]


def test_html_served_as_a_feed_is_named() -> None:
    with pytest.raises(PayloadError, match="expected a feed or sitemap, found an HTML page"):
        read("<!DOCTYPE html><html><body><a href='/a-1.htm'>x</a></body></html>", "feed")


def test_a_feed_in_parts_goes_on_where_it_says_so() -> None:
    listing = Listing(url=FEED, kind=ListingKind.FEED, by_link=True)
    older = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="?paged=2"/>'
    body = RSS.format(older + ITEM.format("/a-1.htm"))

    links = read_listing(payload(body, FEED), listing, SITE, kind="feed")
    again = read_listing(payload(body, FEED), listing, SITE, kind="feed", seen={FEED + "?paged=2"})

    assert links.following == Following(url=FEED + "?paged=2", page=2)
    assert again.following is None


def test_a_sitemap_prefers_the_day_of_publication_to_the_last_change() -> None:
    body = URLSET.format(
        "<url><loc>https://thu.example/a-1.htm</loc><lastmod>2026-03-06</lastmod></url>"
        "<url><loc>https://thu.example/b-2.htm</loc><lastmod>2026-03-06</lastmod>"
        '<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<news:publication_date>2013-06-05T09:32:00+07:00</news:publication_date></news:news></url>"
        '<url><loc>https://thu.example/</loc><image:image xmlns:image="http://x.example/image">'
        "<image:loc>https://thu.example/anh-3.htm</image:loc></image:image></url>"
    )

    links = read(body, "sitemap", url=MAP)

    assert dated(links) == ["/a-1.htm 2026-03-06T00:00+07:00", "/b-2.htm 2013-06-05T09:32+07:00"]
    assert [item.changed and item.changed.isoformat()[:10] for item in links.items] == ["2026-03-06"] * 2


def test_an_index_leads_to_the_sites_own_sitemaps_with_their_last_change() -> None:
    body = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>/sitemaps/2026-3.xml.gz</loc><lastmod>2026-03-06T08:00:00+07:00</lastmod></sitemap>
        <sitemap><loc>https://elsewhere.example/sitemap.xml</loc></sitemap>
        <sitemap><loc>file:///etc/passwd</loc></sitemap></sitemapindex>"""

    links = read(body, "sitemap", url=MAP)

    assert links.sitemaps == ("https://thu.example/sitemaps/2026-3.xml.gz",)
    assert links.nested[0].at is not None
    assert links.nested[0].at.isoformat() == "2026-03-06T08:00:00+07:00"


def test_a_compressed_sitemap_is_read() -> None:
    body = gzip.compress(URLSET.format("<url><loc>https://thu.example/a-1.htm</loc></url>").encode())

    assert names(read(body, "sitemap", url=MAP)) == ["/a-1.htm"]


def test_a_feed_where_a_sitemap_is_declared_is_read_for_what_it_is() -> None:
    assert names(read(rss("https://thu.example/a-1.htm"), "sitemap")) == ["/a-1.htm"]
