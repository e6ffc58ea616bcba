"""Pages that stand for years are no articles; a notice without a date is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pages import ONE, SITE, THREE, TITLE, TWO, paragraphs, read, refusal, texts

from archiver.extract.site import ArticleUrl
from archiver.records import Reason

PORTAL = "Cổng thông tin điện tử Bộ Mẫu"
HOST = "https://bo.example.vn"


def whole(title: str, *, trail: str = "", above: str = "", text: str = paragraphs(ONE, TWO)) -> str:
    menu = "".join(
        f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(("Trang chủ", "Giới thiệu", "Liên hệ"))
    )
    return (
        f"<html><head><title>{title} - {PORTAL}</title></head><body><ul>{menu}</ul>{trail}"
        f"<div><h1>{title}</h1>{above}<div>{text}</div></div><div>Trụ sở: số 2 phố Mẫu</div></body></html>"
    )


def breadcrumb(*steps: str) -> str:
    links = "".join(f'<li><a href="/b{n}">{step}</a></li>' for n, step in enumerate(steps))
    return f'<ul class="breadcrumb">{links}</ul>'


@pytest.mark.parametrize(
    "title",
    [
        "Giới thiệu chung",
        "GIỚI THIỆU",
        "Chức năng, nhiệm vụ và quyền hạn của Cục Mẫu",
        "Cơ cấu tổ chức",
        "Sơ đồ tổ chức Bộ Mẫu",
        "Lịch sử hình thành và phát triển",
        "Lãnh đạo Bộ qua các thời kỳ",
        "Điều kiện tự nhiên",
        "Danh bạ điện thoại",
        "Danh bạ điện thoại công vụ",
        "Đội ngũ bác sĩ",
        "Danh sách cán bộ, giảng viên Khoa Mẫu",
        "Liên kết website",
        "Chính sách bảo mật",
        "Organizational structure",
    ],
)
def test_what_is_called_like_a_standing_page_is_no_article(title: str) -> None:
    html = whole(title)

    assert Reason.NO_DATE == refusal(html, url=f"{HOST}/trang-11")
    assert title == read(whole(title, above="<p>05/06/2013 09:32</p>"), None, url=f"{HOST}/trang-11").title


@pytest.mark.parametrize(
    ("url", "trail"),
    [
        ("/gioi-thieu/lanh-dao/le-van-mau", ""),
        ("/Pages/GioiThieu/le-van-mau.aspx", ""),
        ("/le-van-mau", breadcrumb("Trang chủ", "Giới thiệu", "Lãnh đạo Bộ")),
        ("/le-van-mau", "<p>Trang chủ &gt; Giới thiệu &gt; Lê Văn Mẫu</p>"),
        ("/le-van-mau", '<p><a href="/">Trang chủ</a> » <a href="/g">Giới thiệu</a></p>'),
    ],
)
def test_a_life_in_the_part_that_introduces_a_body_is_no_article(url: str, trail: str) -> None:
    assert Reason.NO_DATE == refusal(whole("Đồng chí Lê Văn Mẫu", trail=trail), url=HOST + url)


def not_standing() -> Iterator[tuple[str, str]]:
    yield "a notice", whole(TITLE)
    yield "in the news", whole(TITLE, trail=breadcrumb("Trang chủ", "Tin tức", "Thông báo"))
    yield "news of the body", whole(TITLE, trail=breadcrumb("Trang chủ", "Giới thiệu", "Tin hoạt động"))
    yield "a bar of links", whole(TITLE, trail=breadcrumb("Trang chủ", "Giới thiệu", "Liên hệ"))
    yield "one line of links", whole(TITLE, trail="<p>Trang chủ | Giới thiệu | Thủ tục</p>")
    yield "a set of books", whole("Giới thiệu về bộ sách của các xã vùng cao")
    yield "new duties", whole("Chức năng, nhiệm vụ mới của các trạm thú y")
    yield "the ministry's heads at work", whole("Lãnh đạo Bộ chúc Tết")


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in not_standing()])
def test_a_notice_without_a_date_stays_an_article(html: str) -> None:
    assert [ONE, TWO] == texts(read(html, None, url=f"{HOST}/thong-tin/khai-mac"))


@pytest.mark.parametrize(
    "text",
    [
        paragraphs(ONE, TWO) + '<p align="right"><b>Lưu Hương</b></p>',
        paragraphs(ONE, TWO, "Theo Báo Mẫu"),
    ],
)
def test_what_is_signed_is_an_article_wherever_it_stands(text: str) -> None:
    found = read(whole(TITLE, text=text), None, url=f"{HOST}/gioi-thieu/khai-mac")

    assert [ONE, TWO] == texts(found)


def test_a_number_that_says_when_a_page_was_made_is_a_date() -> None:
    forms = (ArticleUrl(pattern=r"-197(?P<id>\d+)\.htm$", stamp="%y%m%d%H%M%S"),)
    url = f"{HOST}/gioi-thieu-chung-197250331100715512.htm"
    html = whole("Giới thiệu chung", text=paragraphs(ONE, THREE))

    assert [ONE, THREE] == texts(read(html, replace(SITE, articles=forms), url=url))


def test_a_date_in_a_line_of_another_articles_headline_is_no_date_of_a_page() -> None:
    others = "".join(
        f'<div><a href="/tin-{n}">{TITLE} ở xã {n}</a><span class="time">0{n}/06/2013</span></div>'
        for n in range(1, 6)
    )
    box = f"<div><div>Tin mới</div>{others}</div></body>"
    html = whole("Thông báo đổi nơi tiếp dân").replace("</body>", box)

    assert "" == read(html, None, url=f"{HOST}/thong-bao/doi-noi-tiep-dan").published_text


def test_a_directory_that_is_kept_up_is_no_article() -> None:
    changed = "<p>Cập nhật lần cuối: 05/06/2013</p>"

    assert Reason.NO_DATE == refusal(whole("Danh bạ cán bộ, công chức", above=changed), url=f"{HOST}/x-11")
    assert TITLE == read(whole(TITLE, above=changed), None, url=f"{HOST}/gioi-thieu/x-11").title


def test_the_description_of_a_procedure_is_no_article() -> None:
    parts = ("Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ", "Thời hạn giải quyết", "Lệ phí")
    rows = "".join(f"<tr><td>{part}</td><td>{ONE}</td></tr>" for part in parts)
    title, few = "Cấp thẻ bạn đọc", "".join(f"<p>{part}: {ONE}</p>" for part in parts[:3])

    assert Reason.NO_DATE == refusal(whole(title, text=f"<table>{rows}</table>"), url=f"{HOST}/tthc-11")
    dated = whole(title, above="<p>05/06/2013</p>", text=f"<table>{rows}</table>")
    assert title == read(dated, None, url=f"{HOST}/tthc-11").title
    assert title == read(whole(title, text=few), None, url=f"{HOST}/tthc-11").title
