"""Parts of a page whose class says nothing: a path above the title, keywords below the text, a name."""

from __future__ import annotations

import pytest

from archiver.extract.extract import extract
from archiver.extract.site import ArticleUrl, Layout, Rule, Site
from archiver.records import Article, Found, Payload

TEXT = (
    "Sáng nay, đoàn công tác của Bộ đã đi qua bốn xã vùng cao để nghe bà con kể về con đường mới mở.",
    "Con đường dài mười hai cây số, rộng năm mét, do người dân ba thôn cùng góp công trong hai mùa khô.",
    "Từ nay học sinh không còn phải lội suối, và xe thu mua nông sản vào được tận đầu thôn.",
)
TITLE = "Con đường mới về bốn xã vùng cao"
HOME, NEWS = '<a href="/">Trang chủ</a>', '<a href="/tin">Tin tức</a>'
LINE = f'<div class="q1">{HOME} » {NEWS} » <a href="/c">Giao thông</a></div>'
ITEMS = f'<ul class="q1"><li>{HOME}</li><li>{NEWS}</li><li>Giao thông</li></ul>'
ABOUT, CONTACT = '<a href="/gt">Giới thiệu</a>', '<a href="/lh">Liên hệ</a>'
MENU = f'<ul class="q1"><li>{HOME}</li><li>{ABOUT}</li><li>{NEWS}</li><li>{CONTACT}</li></ul>'
KEYWORDS = '<div class="q9"><a href="/tags/gt.htm">giao thông</a> <a href="/tags/vc.htm">#vùng cao</a></div>'
OTHERS = (
    '<div class="q8"><a href="/bai-1.htm">Khởi công cây cầu thứ hai qua dòng suối lớn ở miền núi</a></div>'
)
SITE = Site(
    name="thu",
    ministry="",
    ministry_en="",
    hosts=("thu.example",),
    articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.htm$"),),
    layouts=(
        Layout(
            name="2024", when="#bai", title="#bai h1", published=".q4", body="#than", byline=Rule(css=".ten")
        ),
    ),
)


def read(above: str = "", below_title: str = "", after: str = "", site: Site | None = None) -> Article:
    body = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f'<html lang="vi"><head><title>{TITLE}</title></head><body>{above}<div id="bai"><h1>{TITLE}</h1>'
        f'{below_title}<div class="q4">05/06/2024 09:32</div><div id="than">{body}</div>{after}</div>'
        "</body></html>"
    )
    return extract(Payload(url="https://thu.example/duong-12.htm", body=html.encode()), site)


@pytest.mark.parametrize("path", [LINE, ITEMS])
def test_a_path_is_known_by_the_link_home_it_begins_with(path: str) -> None:
    found = read(above=path)

    assert found.category == "Giao thông"
    assert found.found["category"] == Found("evidence", 0.6)


@pytest.mark.parametrize(
    "above", [MENU, ITEMS + "<p>Dòng khác của cổng</p>" * 14, '<a href="/">Trang chủ</a>', ""]
)
def test_a_menu_a_path_far_above_and_a_link_home_alone_are_no_path(above: str) -> None:
    assert read(above=above).category == ""


def test_links_to_pages_of_keywords_are_tags_and_links_to_articles_end_them() -> None:
    assert read(after=KEYWORDS + OTHERS).tags == ("giao thông", "vùng cao")
    assert read(after=OTHERS + KEYWORDS).tags == ()


@pytest.mark.parametrize(
    ("line", "byline"),
    [("Nguyễn Thị Thu Hà", "Nguyễn Thị Thu Hà"), ("Hà Giang", ""), ("Tin trong tỉnh", ""), ("x" * 200, "")],
)
def test_a_name_below_a_title_is_a_byline_where_the_layout_finds_none(line: str, byline: str) -> None:
    found = read(below_title=f'<div class="q3"><span>{line}</span></div>', site=SITE)

    assert (found.layout, found.byline) == ("2024", byline)
    assert ("byline" in found.found and found.found["byline"].confidence == 0.7) is bool(byline)


def test_what_the_layout_says_of_a_byline_comes_first() -> None:
    lines = '<div>Nguyễn Thị Thu Hà</div><div class="ten">Trần Văn Bình</div>'

    assert read(below_title=lines, site=SITE).byline == "Trần Văn Bình"
