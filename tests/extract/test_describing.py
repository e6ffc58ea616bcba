"""What a site file says, found from a list and some articles: addresses, pages of a list, names, layouts."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from unseen_portals import LIST, Unseen

from archiver.demo.addresses import LAYOUTS
from archiver.errors import ExtractionError, NotUnderstood
from archiver.extract.describing.addresses import forms_of
from archiver.extract.describing.pagination import declared, feeds_of
from archiver.extract.describing.portal import Named, described, outline, with_feed, with_second_page
from archiver.extract.extract import extract
from archiver.extract.site import ArticleUrl, Listing, ListingKind, Site, Source, recognise
from archiver.records import Payload

BASE = "https://so.example.vn"
LONG = "Tập huấn kỹ năng số cho cán bộ xã"
AT = datetime(2026, 3, 8, tzinfo=UTC)


def links(*paths: str) -> dict[str, str]:
    return {BASE + path: LONG for path in paths}


def local(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


#: Three articles of a list each, the pattern that must come out, and the record of the first.
FORMS = {
    "a serial number at the end": (
        ("/tap-huan-mot-538952.html", "/tap-huan-hai-538953.html", "/tap-huan-ba-61007.html"),
        r"-(?P<id>\d{4,11})\.html$",
        "538952",
    ),
    "letters before the number": (
        ("/tap-huan-mot-d538952.html", "/tap-huan-hai-d538953.html", "/tap-huan-ba-d538007.html"),
        r"-d(?P<id>\d{5,11})\.html$",
        "538952",
    ),
    "the prefix of a site, then a time": (
        ("/mot-197260306110243810.htm", "/hai-197260305080001122.htm", "/ba-197251231235959001.htm"),
        r"-197(?P<id>\d{15})\.htm$",
        "260306110243810",
    ),
    "a time with its century": (
        ("/a/mot-20260307080054340.htm", "/b/hai-20260306080054340.htm", "/c/ba-20251207080054340.htm"),
        r"-(?P<id>\d{17})\.htm$",
        "20260307080054340",
    ),
    "a directory of its own": (
        ("/vn/tin/120914/mot-hai.aspx", "/vn/tin/120917/ba-bon.aspx", "/vn/tin/120001/nam-sau.aspx"),
        r"/(?P<id>\d{5,11})/[^/?]+\.aspx$",
        "120914",
    ),
    "the beginning of the name": (
        ("/-/view/120923-mot-hai.html", "/-/view/120917-ba-bon.html", "/-/view/120001-nam-sau.html"),
        r"/(?P<id>\d{5,11})-[^/?]+\.html$",
        "120923",
    ),
    "a field of the query": (
        ("/xem.asp?muc=3&id=120923", "/xem.asp?muc=4&id=120924", "/xem.asp?muc=3&id=120925"),
        r"^/xem\.asp\?(?:.*&)?id=(?P<id>\d{5,11})(?:&|$)",
        "120923",
    ),
    "a number that counts within a list": (
        (
            "/Pages/chi-tiet.aspx?ItemID=12",
            "/Pages/chi-tiet.aspx?ItemID=13",
            "/Pages/chi-tiet.aspx?ItemID=14",
        ),
        r"(?i)^/Pages/chi-tiet\.aspx\?(?:.*&)?ItemID=\d+",
        "so.example.vn/Pages/chi-tiet.aspx?ItemID=12",
    ),
    "a name alone": (
        (
            "/tin-tuc/xa/tap-huan-ky-nang-so",
            "/tin-tuc/huyen/khai-giang-lop-moi",
            "/tin-tuc/xa/mot-hai-ba-bon",
        ),
        r"^/tin-tuc/(?:[^/?]+/)+(?:[^/?-]+-){3,}[^/?.]+$",
        "so.example.vn/tin-tuc/xa/tap-huan-ky-nang-so",
    ),
    "a name below a year and a month": (
        ("/2026/03/tap-huan-ky-nang-so/", "/2026/02/khai-giang-lop-moi/", "/2025/03/mot-hai-ba-bon/"),
        r"^/(?:[^/?]+/){2,}(?:[^/?-]+-){3,}[^/?]+/$",
        "so.example.vn/2026/03/tap-huan-ky-nang-so/",
    ),
    "a name at the very top": (
        ("/tap-huan-ky-nang-so/", "/khai-giang-lop-moi/", "/mot-hai-ba-bon/"),
        r"^/(?:[^/?-]+-){3,}[^/?]+/$",
        "so.example.vn/tap-huan-ky-nang-so/",
    ),
    "a number behind that of its column": (
        ("/tin/mot-hai-c12a4420.html", "/tin/ba-bon-c13a4413.html", "/tin/nam-sau-c12a4399.html"),
        r"-c\d+a(?P<id>\d{4,11})\.html$",
        "4420",
    ),
    "slugs of Liferay on several pages": (
        (
            "/web/guest/tin/-/asset_publisher/aB/content/tap-huan-so?redirect=%2Fweb%2Fguest%2Ftin",
            "/web/guest/tin/-/asset_publisher/aB/content/khai-giang-lop?redirect=%2Fweb%2Fguest%2Ftin",
            "/web/guest/bao/-/asset_publisher/aB/content/mot-hai-ba",
            "/web/guest/bao/-/asset_publisher/aB/content/nam-sau-bay",
        ),
        r"^/web/guest/(?:[^/?]+/)*-/(?:[^/?]+/)*(?P<id>[^/?;]+)$",
        "tap-huan-so",
    ),
    "a number in the path, with fields behind it": (
        ("/tin/4322/mot-hai?ref=hot", "/tin/4323/ba-bon?ref=hot", "/tin/4324/nam-sau"),
        r"/(?P<id>\d{4,11})/[^/?]+(?:\?|$)",
        "4322",
    ),
    "a field behind which every link has the state of a visit": (
        ("/l/tin?dDocName=KB150213", "/l/tin?dDocName=KB150213&_afrLoop=033&_adf.ctrl-state=k7_0&x=1"),
        r"^/l/tin\?(?:.*&)?dDocName=KB(?P<id>\d{5,11})(?:&|$)",
        "150213",
    ),
    "Joomla without names in its path": (
        (
            "/index.php?option=com_content&view=article&id=1204:tap-huan&catid=35:tin&Itemid=52",
            "/index.php?option=com_content&view=article&id=1207:khai-giang&catid=36:bao&Itemid=53",
        ),
        r"^/index\.php\?(?:.*&)?id=(?P<id>\d{4,11})(?:(?::|%3A)[^&]*)?(?:&|$)",
        "1204",
    ),
    "a slug of Liferay": (
        ("/web/guest/-/tap-huan-so", "/web/guest/-/khai-giang-lop", "/web/guest/-/mot-hai-ba"),
        r"^/web/guest/-/(?:[^/?]+/)*(?P<id>[^/?;]+)$",
        "tap-huan-so",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_of_an_address_and_its_record_are_found(name: str) -> None:
    paths, pattern, record = FORMS[name]
    menu = {f"{BASE}/gioi-thieu.html": "Giới thiệu", f"{BASE}/lien-he-12.html": "Liên hệ"}

    (form,) = forms_of([BASE + paths[0]], links(*paths) | menu, listing=f"{BASE}/tin-tuc")
    site = Site(name="so", ministry="", ministry_en="", hosts=("so.example.vn",), articles=(form,))

    assert form.pattern == pattern
    assert all(recognise(BASE + path, site) for path in paths)
    found = recognise(BASE + paths[0], site)
    assert found is not None
    assert found.record_id == record
    assert recognise(f"{BASE}/gioi-thieu.html", site) is None


def test_old_numbers_behind_the_prefix_of_a_site_are_a_form_of_their_own() -> None:
    stamps = ("/mot-197260306110243810.htm", "/hai-197260305080001122.htm")

    forms = forms_of([BASE + stamps[0]], links(*stamps, "/ba-197157662.htm"), listing=f"{BASE}/tin")

    assert [form.pattern for form in forms] == [r"-197(?P<id>\d{15})\.htm$", r"-197(?P<id>\d{5,9})\.htm$"]
    assert [form.stamp for form in forms] == ["%y%m%d%H%M%S", ""]


def test_a_form_without_an_example_is_tried_only_where_its_pages_are_looked_at() -> None:
    paths = (
        "/mot-a-538952.html",
        "/hai-b-538953.html",
        "/tin/11111/x-y.aspx",
        "/tin/22222/x-y.aspx",
        "/tin/33333/z.aspx",
    )

    sure, tried = (
        forms_of([BASE + paths[0]], links(*paths), listing=f"{BASE}/tin", guess=guess)
        for guess in (False, True)
    )

    assert len(sure) == 1
    assert [form.pattern for form in tried[1:]] == [r"/(?P<id>\d{4,11})/[^/?]+\.aspx$"]


def test_years_and_numbers_in_titles_are_no_records() -> None:
    paths = ("/ke-hoach-2026.html", "/tong-ket-2025.html", "/so-ket-2024.html")

    with pytest.raises(NotUnderstood) as raised:
        forms_of([f"{BASE}/tin.html"], links(*paths), listing=f"{BASE}/")

    assert "neither a number nor a name of several words" in str(raised.value)


@pytest.mark.parametrize(
    ("listing", "paths", "others"),
    [
        (
            "/tin-tuc-su-kien",
            (
                "/tin-tuc-su-kien/tap-huan-ky-nang-so",
                *(f"/van-ban-moi-ban-hanh/khai-giang-lop-{name}" for name in ("mot", "hai", "ba")),
            ),
            ("/tin-tuc-su-kien", "/van-ban-moi-ban-hanh", "/rss/tin-tuc-su-kien.xml"),
        ),
        (
            "/tin-tuc-su-kien.html",
            ("/tap-huan-ky-nang-so.html", "/khai-giang-lop-moi.html", "/tin-tuc-su-kien-dau-nam.html"),
            ("/tin-tuc-su-kien.html", "/tin-tuc-su-kien-trang2.html", "/tin-tuc-su-kien-3.html"),
        ),
    ],
)
def test_a_list_with_a_name_of_several_words_is_told_from_the_articles(
    listing: str, paths: tuple[str, ...], others: tuple[str, ...]
) -> None:
    menu = {BASE + path: LONG for path in others}

    forms = forms_of([BASE + paths[0]], links(*paths) | menu, listing=BASE + listing)
    site = Site(name="so", ministry="", ministry_en="", hosts=("so.example.vn",), articles=forms)

    assert [path for path in (*paths, *others) if recognise(BASE + path, site)] == list(paths)


def test_a_list_with_a_number_in_its_fields_is_told_by_a_field_of_all_articles() -> None:
    articles = [f"/index.php?view=article&id={n}:tap-huan&catid={n % 2}&Itemid=52" for n in range(301, 306)]
    listing = "/index.php?view=category&id=305&Itemid=52"

    forms = forms_of([BASE + articles[0]], links(*articles), listing=BASE + listing)
    site = Site(name="so", ministry="", ministry_en="", hosts=("so.example.vn",), articles=forms)

    assert [path for path in (*articles, listing) if recognise(BASE + path, site)] == articles


def test_an_article_that_is_linked_twice_counts_once() -> None:
    one = "/xem.asp?muc={muc}&id={number}"
    listed = {BASE + one.format(muc=3, number=n): f"{LONG} {n}" for n in range(5001, 5006)}
    newest = {BASE + one.format(muc=1, number=n): f"{LONG} {n}" for n in range(5001, 5004)}

    (form,) = forms_of([next(iter(listed))], listed | newest, listing=f"{BASE}/danh-sach.asp?muc=3")

    assert form.pattern == r"^/xem\.asp\?(?:.*&)?id=(?P<id>\d{4,11})(?:&|$)"


def test_how_a_visitor_came_is_no_part_of_an_articles_address() -> None:
    article = ArticleUrl(pattern=r"^/chi-tiet\.aspx\?ItemID=\d+$")
    site = Site(name="so", ministry="", ministry_en="", hosts=("so.example.vn",), articles=(article,))
    plain = recognise(f"{BASE}/chi-tiet.aspx?ItemID=7", site)

    came = ("utm_source=zalo", "Source=%2ftin%2fPages%2ftin.aspx%3fPage%3d2", "redirect=https%3A%2F%2Fa.vn")
    for query in came:
        assert recognise(f"{BASE}/chi-tiet.aspx?ItemID=7&{query}", site) == plain

    assert plain is not None
    assert recognise(f"{BASE}/chi-tiet.aspx?ItemID=7&source=web", site) is None


def test_a_list_under_an_articles_address_is_said() -> None:
    with pytest.raises(NotUnderstood) as raised:
        forms_of(
            [f"{BASE}/tap-huan-538952.html"],
            links("/khai-giang-538953.html"),
            listing=f"{BASE}/muc-53895.html",
        )

    assert "has the same form" in str(raised.value)


SITE = Site(
    name="so",
    ministry="",
    ministry_en="",
    hosts=("so.example.vn",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d{6})\.html$"),),
)
ITEMS = "".join(f'<li><a href="/bai-{n}.html">{LONG}</a></li>' for n in range(120_001, 120_006))
#: What stands below a list, and how it must be declared.
PAGERS = {
    "numbers in the path": (
        '<div><a href="/tin/trang-2.html">2</a> <a href="/tin/trang-3.html">3</a></div>',
        {"pages": f"{BASE}/tin/trang-{{page}}.html"},
    ),
    "numbers in the query": (
        '<div><a href="?trang=2&c=2026">2</a> <a href="?trang=3&c=2026">3</a></div>',
        {"pages": f"{BASE}/tin?trang={{page}}&c=2026"},
    ),
    "a link to the next page alone": ('<a rel="next" href="/tin?p=2">Trang sau</a>', {"by_link": True}),
    "fragments of IMS": (
        '<input type="hidden" id="hdZoneId" value="17">',
        {"pages": f"{BASE}/timelinelist/{{zone}}/{{page}}.htm"},
    ),
    "a form posted back": (
        '<form action="/tin"><input type="hidden" name="__VIEWSTATE" value="x"><p><span>1</span> '
        "<a href=\"javascript:__doPostBack('ctl00$luoi','Page$2')\">2</a></p></form>",
        {"by_link": True},
    ),
    "nothing": ("", {}),
}


def listing(below: str, content_type: str = "text/html; charset=utf-8") -> Payload:
    body = f"<html><head><title>Tin</title></head><body><ul>{ITEMS}</ul>{below}</body></html>"
    return Payload(url=f"{BASE}/tin", body=body.encode(), content_type=content_type, fetched_at=AT)


@pytest.mark.parametrize("name", PAGERS)
def test_how_a_list_goes_on_is_declared(name: str) -> None:
    below, expected = PAGERS[name]

    found = declared(listing(below), SITE, Source.HTML)

    assert found.listing == Listing(url=f"{BASE}/tin", source=Source.HTML, **expected)  # type: ignore[arg-type]
    assert (found.links.following is None) == (name == "nothing")


def test_a_feed_is_declared_as_one() -> None:
    items = "".join(f"<item><link>{BASE}/bai-{n}.html</link></item>" for n in range(120_001, 120_004))
    feed = Payload(url=f"{BASE}/rss", body=f"<rss><channel>{items}</channel></rss>".encode(), fetched_at=AT)

    assert declared(feed, SITE, Source.HTML).listing.kind is ListingKind.FEED


def test_an_answer_in_json_is_no_list_that_can_be_guessed() -> None:
    with pytest.raises(NotUnderstood, match="JSON"):
        declared(Payload(url=f"{BASE}/api", body=b'{"data": []}', fetched_at=AT), SITE, Source.HTML)


def test_a_list_with_too_few_articles_is_named_with_what_was_looked_for() -> None:
    with pytest.raises(NotUnderstood) as raised:
        declared(Payload(url=f"{BASE}/tin", body=b"<html><p>x</p></html>", fetched_at=AT), SITE, Source.HTML)

    assert "0 articles" in str(raised.value)
    assert SITE.articles[0].pattern in str(raised.value)


def payload(unseen: Unseen, path: str) -> Payload:
    return Payload(
        url=unseen.portal.base + path,
        body=unseen.page(path),
        content_type="text/html; charset=utf-8",
        fetched_at=AT,
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_portal_is_described_whole_and_its_other_pages_are_read_right(layout: str) -> None:
    unseen = Unseen(layout)
    shown, others = (
        [payload(unseen, unseen.article(n).path) for n in numbers] for numbers in ((0, 3), range(4, 12))
    )

    found = outline(payload(unseen, LIST), shown, Named(site="so"))
    site = described(found, others, None, "2026").site

    assert "Bộ Trang mẫu" in site.ministry
    assert [one.pages for one in site.listings] == [f"{unseen.portal.base}/tin-tuc/trang-{{page}}.htm"]
    assert [one.name for one in site.layouts] == ["2026"]
    for place in range(12, 18):
        right = unseen.article(place)
        article = extract(payload(unseen, right.path), site)
        read = (
            article.title,
            article.published_at,
            article.byline,
            article.lead,
            article.record_id,
            article.layout,
        )
        assert read == (right.title, right.published_at, right.byline, right.lead, right.record_id, "2026")
        assert article.paragraphs == right.paragraphs


def test_a_second_page_without_other_articles_is_not_declared() -> None:
    unseen = Unseen("liferay")
    first = payload(unseen, LIST)
    found = outline(first, [payload(unseen, unseen.article(0).path)], Named(site="so"))

    kept = with_second_page(found, payload(unseen, "/tin-tuc/trang-2.htm"))
    repeated = with_second_page(found, first)
    missing = with_second_page(found, None)

    assert kept == found
    assert repeated.site.listings[0].pages == missing.site.listings[0].pages == ""
    assert "shows no other articles" in repeated.doubts[-1]


def test_a_feed_that_the_list_names_is_declared_where_it_leads_to_articles() -> None:
    unseen = Unseen("ims")
    first = payload(unseen, LIST)
    found = outline(first, [payload(unseen, unseen.article(0).path)], Named(site="so"))
    (url,) = feeds_of(first, found.site)
    feed = Payload(
        url=url, body=unseen.page("/rss/tin-tuc.rss"), content_type="application/rss+xml", fetched_at=AT
    )

    assert with_feed(found, first) == found
    assert [(one.url, one.kind) for one in with_feed(found, feed).site.listings] == [
        (first.url, ListingKind.PAGE),
        (url, ListingKind.FEED),
    ]


def test_pages_that_are_no_articles_are_told_from_a_form_that_is_wrong() -> None:
    unseen = Unseen("liferay")
    found = outline(payload(unseen, LIST), [payload(unseen, unseen.article(0).path)], Named(site="so"))
    lists = [Payload(url=url, body=unseen.page(LIST), fetched_at=AT) for url in found.further(4)]

    with pytest.raises(NotUnderstood) as raised:
        described(found, lists, None, "2026")

    assert "of 4 addresses like" in str(raised.value)
    assert "4 are no articles" in str(raised.value)


def test_what_is_no_article_is_named() -> None:
    unseen = Unseen("ims")

    with pytest.raises(NotUnderstood) as raised:
        outline(payload(unseen, LIST), [payload(unseen, "/")], Named(site="so"))

    assert f"{unseen.portal.base}/: no article can be read there (listing" in str(raised.value)


def test_an_article_of_another_portal_is_named() -> None:
    one, other = Unseen("ims"), Unseen("liferay")

    with pytest.raises(ExtractionError, match="another portal"):
        outline(payload(one, LIST), [payload(other, other.article(0).path)], Named(site="so"))
