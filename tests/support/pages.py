"""Small pages of a made-up ministry, whole or in parts, and how tests read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiver.errors import NotAnArticle
from archiver.extract.extract import extract
from archiver.extract.site import ArticleUrl, Site
from archiver.records import Article, Payload

URL = "https://bo.example.vn/tin/khai-mac-197123456.htm"
SITE = Site(
    name="bo",
    ministry="Bộ Mẫu",
    ministry_en="",
    hosts=("bo.example.vn",),
    articles=(ArticleUrl(pattern=r"-197(?P<id>\d+)\.htm$"),),
)
TITLE = "Khai mạc tuần lễ sách thiếu nhi"
DATE = "Thứ tư, 05/06/2013 09:32"
ONE = "Sáng nay, hơn hai trăm em nhỏ ở ba xã vùng cao đã nhận sách và vở do bạn đọc cả nước gửi tặng."
TWO = "Ban tổ chức cho biết xe sách lưu động sẽ dừng ở mỗi bản hai ngày, có cán bộ đọc truyện cho các em."
THREE = "Tuần lễ kéo dài đến hết ngày 12/6/2013 và sẽ được tổ chức lại vào mùa khai giảng năm sau."


def page(body: str, head: str = f"<title>{TITLE}</title>") -> str:
    menu = '<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/van-ban">Văn bản</a></li></ul>'
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}</head><body>{menu}{body}'
        '<div class="footer"><p>Bản quyền thuộc Bộ Mẫu. Giấy phép số 1/GP ngày 02/03/2004</p></div>'
        "</body></html>"
    )


def article(text: str, *, title: str = TITLE, date: str = DATE, lead: str = "") -> str:
    sapo = f'<div class="sapo">{lead}</div>' if lead else ""
    return page(f'<div id="c"><h1>{title}</h1><p class="date">{date}</p>{sapo}<div id="t">{text}</div></div>')


def read(html: str | bytes, site: Site | None = SITE, **payload: object) -> Article:
    body = html.encode() if isinstance(html, str) else html
    known = Payload(url=URL, body=body, content_type="text/html; charset=utf-8")
    return extract(replace(known, **payload), site)  # type: ignore[arg-type]


def texts(found: Article) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def refusal(html: str | bytes, **payload: object) -> str:
    with pytest.raises(NotAnArticle) as raised:
        read(html, **payload)
    return raised.value.reason
