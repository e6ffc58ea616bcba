"""Selectors from known texts: a layout out of some pages, and a drifted one mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime

import pytest
from cost import check_growth

from archiver.demo.addresses import LAYOUTS
from archiver.demo.gold import GoldArticle, gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.extract.extract import extract
from archiver.extract.selecting.drift import Mend, mended
from archiver.extract.selecting.known import Sample, sample_of
from archiver.extract.selecting.locating import letters_of
from archiver.extract.selecting.proposing import propose, proposed_layout
from archiver.extract.site import Layout, Rule, Site
from archiver.page.page import Page
from archiver.records import VIETNAM, Article, Payload

PORTAL = Portal(seed=3, size=320)
LISTING = Page(respond(PORTAL, "GET", "/tin-tuc.htm").body.decode(), f"{PORTAL.base}/tin-tuc.htm")
SHARED = {field.name for field in fields(GoldArticle)} & {field.name for field in fields(Article)}
#: What identity and metadata say is the same whatever reads the page.
READ = sorted(SHARED - {"url", "record_id", "layout", "category", "recorded_at"})
#: So many pages of a layout are shown, then so many others are read by what came of them.
SHOWN, READ_AGAIN = 8, 20

Change = Callable[[str], str]


def numbers(layout: str) -> list[int]:
    return [number for number in range(PORTAL.size) if gold(PORTAL, number).layout == layout]


def html_at(number: int) -> str:
    return respond(PORTAL, "GET", gold(PORTAL, number).path).body.decode()


def read(html: str, number: int, *layouts: Layout) -> Article:
    site = Site(name="that", ministry="", ministry_en="", hosts=(PORTAL.host,), articles=(), layouts=layouts)
    return extract(Payload(url=gold(PORTAL, number).url, body=html.encode()), site)


def sample(number: int, change: Change = str, *, html: str = "") -> Sample:
    """A page as it looks now, with what was read of its article before."""
    return sample_of(
        Page(change(html or html_at(number)), gold(PORTAL, number).url), read(html_at(number), number)
    )


def wrongly_read(layout: Layout, pages: list[int], change: Change = str) -> dict[int, list[str]]:
    """The fields in which a page differs from what it must say, by the number of its article."""
    wrong = {}
    for number in pages:
        article, right = read(change(html_at(number)), number, layout), gold(PORTAL, number)
        names = [name for name in READ if getattr(article, name) != getattr(right, name)]
        names += ["layout"] if article.layout != layout.name else []
        names += [name for name, how in article.found.items() if how.doubt]
        if names:
            wrong[number] = names
    return wrong


def renamed(html: str) -> str:
    """A page after a redesign that gave every class, id and role another name."""
    return re.sub(
        r'\b(class|id|data-role|itemprop)="([^"]+)"',
        lambda found: f'{found[1]}="' + " ".join(f"moi-{name}" for name in found[2].split()) + '"',
        html,
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_made_of_eight_pages_reads_others_right(name: str) -> None:
    known = numbers(name)

    layout = proposed_layout(propose([sample(n) for n in known[:SHOWN]], [LISTING]), "made")

    assert layout is not None
    assert wrongly_read(layout, known[SHOWN : SHOWN + READ_AGAIN]) == {}
    assert not LISTING.has(layout.when)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_whose_names_all_changed_is_mended_whole(name: str) -> None:
    known = numbers(name)
    layout = proposed_layout(propose([sample(n) for n in known[:SHOWN]], [LISTING]), "made")
    assert layout is not None
    before = wrongly_read(layout, known[SHOWN : SHOWN + 4], renamed)

    new, mends = mended(layout, [sample(n, renamed) for n in known[:SHOWN]], [LISTING])

    assert set(before) == set(known[SHOWN : SHOWN + 4])
    assert {"when", "body", "title", "lead"} <= {mend.part for mend in mends}
    assert [mend for mend in mends if not mend.after] == []
    assert wrongly_read(new, known[SHOWN : SHOWN + READ_AGAIN], renamed) == {}


def moved_byline(html: str) -> str:
    """A page whose writer stands in a box of its own above the text, no longer at its end."""
    signature = re.search(r'<p align="right"><strong>(.*?)</strong></p>', html)
    if signature is None:
        return html
    box = f'<div class="detail-time"><div class="but-danh">{signature[1]}</div>'
    return html.replace(signature[0], "").replace('<div class="detail-time">', box)


def test_a_byline_that_moved_is_found_where_it_is_now() -> None:
    known = numbers("ims")
    was = propose([sample(n) for n in known[:SHOWN]], [LISTING])
    now = propose([sample(n, moved_byline) for n in known[:SHOWN]], [LISTING])

    assert "evidence reads it" in was.fields["byline"].reason
    assert now.fields["byline"].css == ".but-danh"


def longer_date(html: str) -> str:
    """A page whose date line is written out, in an element of its own."""
    return re.sub(
        r'<div data-role="publishdate">[^<>]*?(\d\d)/(\d\d)/(\d{4}) <svg.*?</svg> (\d\d:\d\d)</div>',
        r'<p class="ngay-dang">Ngày \1 tháng \2 năm \3, \4</p>',
        html,
        flags=re.DOTALL,
    )


def test_a_date_in_another_form_is_found_by_the_time_it_says() -> None:
    known = [n for n in numbers("ims") if gold(PORTAL, n).published_precision == "minute"][:SHOWN]
    layout = proposed_layout(propose([sample(n) for n in known], [LISTING]), "made")
    assert layout is not None

    new, mends = mended(layout, [sample(n, longer_date) for n in known], [LISTING])

    assert mends == (Mend(part="published", before="[data-role=publishdate]", after=".ngay-dang"),)
    assert (
        read(longer_date(html_at(known[0])), known[0], new).published_at
        == gold(PORTAL, known[0]).published_at
    )


def test_nothing_is_mended_where_nothing_changed() -> None:
    known = numbers("nukeviet")[:SHOWN]
    samples = [sample(n) for n in known]
    layout = proposed_layout(propose(samples, [LISTING]), "made")
    assert layout is not None

    assert mended(layout, samples, [LISTING]) == (layout, ())


def known(html: str, **texts: str) -> Sample:
    paragraphs = tuple(re.findall(r"<p>(.*?)</p>", html))
    return Sample(page=Page(html, "https://a.example/"), texts=texts, paragraphs=paragraphs)


TEXT = "<p>Sáng nay, lớp học đầu tiên của khoá mới đã khai giảng ở trường huyện.</p><p>Đoạn sau kể tiếp.</p>"


@pytest.mark.parametrize(
    "attribute",
    [
        'id="ctl00_m_g_5f1c"',
        'id="post-48213"',
        'class="css-1xdhyk6"',
        'class="hKjsLm"',
        'class="p_p_id_101_INSTANCE_ab_"',
        'class="x&quot;],body"',
        'class="tiêu-đề"',
    ],
)
def test_names_that_no_person_gave_are_never_in_a_selector(attribute: str) -> None:
    page = f"<body><div><div {attribute}>Tập huấn</div></div><div class=noi-dung>{TEXT}</div></body>"

    choice = propose([known(page, title="Tập huấn")]).fields["title"]

    assert choice.css == ""
    assert "without any name" in choice.reason


def test_a_selector_that_finds_two_nodes_is_refused_and_named() -> None:
    page = (
        '<body><div class="ten">Tập huấn</div><div class="ten">Tin khác</div>'
        f"<div class=noi-dung>{TEXT}</div></body>"
    )

    choice = propose([known(page, title="Tập huấn")]).fields["title"]

    assert choice.css == ""
    assert ".ten, finds 2 nodes" in choice.reason


def test_a_selector_must_be_right_on_every_page() -> None:
    one = f'<body><h1 class="ten">Tập huấn</h1><div class="chu">{TEXT}</div></body>'
    other = f'<body><h1>Khai giảng</h1><b class="ten">Tin nóng</b><div class="chu">{TEXT}</div></body>'

    proposal = propose([known(one, title="Tập huấn"), known(other, title="Khai giảng")])

    assert proposal.fields["title"].css == "h1"
    assert proposal.body.css == ".chu"


def test_a_field_that_some_pages_lack_is_optional_and_finds_nothing_there() -> None:
    one = f'<body><h1>Tập huấn</h1><p class="tom-tat">Lời dẫn của bài.</p><div id="chu">{TEXT}</div></body>'
    other = f'<body><h1>Khai giảng</h1><div id="chu">{TEXT}</div></body>'
    lead = "Lời dẫn của bài."

    proposal = propose([known(one, title="Tập huấn", lead=lead), known(other, title="Khai giảng")])
    layout = proposed_layout(proposal, "made")

    assert layout is not None
    assert (layout.title, layout.lead) == ("h1", Rule(css=".tom-tat"))


def test_what_is_known_of_no_page_is_said() -> None:
    choice = propose([known(f"<body><h1>Tập huấn</h1><div id=chu>{TEXT}</div></body>", byline="Lưu Hương")])

    assert choice.fields["byline"].reason == "the byline stands nowhere on the page"
    assert choice.fields["lead"].reason == "the lead is not known"


def test_a_template_without_any_name_gives_no_layout() -> None:
    proposal = propose([known(f"<body><div>{TEXT}</div></body>")])

    assert proposed_layout(proposal, "made") is None
    assert proposal.when.reason
    assert proposal.body.reason


def test_what_stands_in_the_text_and_is_none_is_dropped_by_its_name() -> None:
    box = '<div class="lien-quan"><a href="/x">Tin khác của mục này</a></div>'
    page = f"<body><h1>Tập huấn</h1><div id=chu>{TEXT}{box}<p>Đoạn cuối của bài.</p></div></body>"

    assert propose([known(page, title="Tập huấn")]).drop == (".lien-quan",)


def test_a_text_of_thousands_of_rows_costs_no_more_than_its_length() -> None:
    def proposing(count: int) -> Callable[[], None]:
        rows = "".join(f"<tr><td>{n}</td><td>Xã số {n} có {n * 13} hộ</td></tr>" for n in range(count))
        page = f"<body><h1>Kết quả</h1><div id=chu><table>{rows}</table></div><p>Sở Nội vụ</p></body>"
        lines = tuple(f"{n} Xã số {n} có {n * 13} hộ" for n in range(count))

        def work() -> None:
            proposal = propose([Sample(page=Page(page, ""), texts={"title": "Kết quả"}, paragraphs=lines)])
            assert proposal.body.css in {"#chu", "#chu > table"}

        return work

    # Sixteen times the rows: 256 times the cost if each were compared with all others.
    check_growth(proposing(500), proposing(8_000), at_most=80)


def test_letters_are_found_across_markup_and_never_in_scripts() -> None:
    page = Page("<body><p>Tập <b>hu</b>ấn</p><script>Tập huấn</script></body>", "")

    assert [spot.node.tag for spot in letters_of(page).around("Tập huấn")] == ["body", "p"]


def test_a_time_for_machines_is_not_taken_for_the_date_that_readers_see() -> None:
    page = (
        '<body><h1>Tập huấn</h1><span itemprop="dateModified">2026-03-06T09:32:00+07:00</span>'
        f'<p class="khi-nao">09:32 | 06.03.2026</p><div id=chu>{TEXT}</div></body>'
    )
    at = datetime(2026, 3, 6, 9, 32, tzinfo=VIETNAM)
    sample = replace(known(page, title="Tập huấn", published="Thứ sáu, 06/03/2026 09:32"), published_at=at)

    assert propose([sample]).fields["published"].css == ".khi-nao"
