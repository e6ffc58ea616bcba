"""Layout `ims`: the shell of the IMS system around an old Word body; also the shell of listings.

Selectors: `h1[data-role=title]`, `[data-role=publishdate]`, `h2[data-role=sapo]`, `[data-role=cate-name]`,
`div.detail-content.afcbc-body`; byline or source line are its last right-aligned paragraph.
"""

from __future__ import annotations

import json
import re
from html import escape

from archiver.demo import chrome, words
from archiver.demo.addresses import Headline
from archiver.demo.blocks import Markup, blocks
from archiver.demo.dice import Dice
from archiver.demo.gold import GoldArticle, photo_line
from archiver.demo.ministry import Portal
from archiver.records import Image

_STYLE = """
.container{max-width:1160px;margin:0 auto;padding:0 12px}
.header__top{background:#0b4f6c;color:#fff;font-size:13px}
.header__nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap}
.header__nav li{position:relative}
.header__nav li ul{display:none;position:absolute;background:#fff;z-index:5}
.header__nav li:hover ul{display:block}
.detail__layout{display:flex;gap:24px}.detail__main{flex:1 1 740px}.detail__side{flex:0 0 300px}
.detail-title{font-size:28px;line-height:1.3}.detail-time{color:#777;font-size:14px}
.detail-sapo{font-size:18px}
.detail-content{font-size:17px;line-height:1.6}.detail-content figure{margin:16px 0;text-align:center}
.box-category-item{border-bottom:1px solid #e5e5e5;padding:10px 0}.service{display:flex;gap:16px}
.footer{background:#f2f6f8;margin-top:24px;padding:16px 0;font-size:14px}
.to-top{position:fixed;right:16px;bottom:16px}
"""

_SCRIPT = """
var trangMau = {site: 999, zone: 197, cdn: "/giao-dien",
  device: window.innerWidth < 768 ? "mobile" : "desktop"};
(function (page) {
  page.queue = page.queue || [];
  page.ready = function (task) { page.queue.push(task); };
  page.ready(function () {
    var boxes = document.querySelectorAll("[data-load]");
    for (var i = 0; i < boxes.length; i += 1) {
      boxes[i].setAttribute("data-seen", String(new Date().getTime()));
    }
  });
  page.ready(function () {
    var top = document.querySelector(".to-top");
    if (top) { top.addEventListener("click", function () { window.scrollTo(0, 0); }); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    while (page.queue.length) { page.queue.shift()(); }
  });
}(trangMau));
"""

_ITEM = (
    '<div class="box-category-item" data-id="{path}"><a class="box-category-link-title" data-type="0" '
    'data-linktype="newsdetail" href="{path}" title="{title}">{title}</a>'
    '<span class="box-category-time time-ago" title="{machine}">{minute}</span>'
    '<a class="box-category-category" href="/tin-tuc.htm" title="{category}">{category}</a></div>'
)
_MENU = chrome.menu(
    '<li class="nav-item"><a class="nav-link" href="{path}" title="{name}">{name}</a>\n'
    '<ul class="sub-menu">\n{items}\n</ul></li>',
    '<li class="sub-item"><a class="sub-link" href="{path}" title="{name}">{name}</a></li>',
)
_UNITS = chrome.units('<li><a href="{path}" rel="nofollow" title="{name}">{name}</a></li>')
_SERVICES = "\n".join(
    f'<div class="service-item"><img src="/giao-dien/icon.svg" alt="icon" width="32" height="32">\n'
    f"<h4>{first}<br>{second}</h4>\n<p>{third}<br>{fourth}</p>\n"
    '<a href="/dich-vu-cong.htm">Xem thêm <img src="/giao-dien/icon.svg" alt="icon" width="12" height="12">'
    "</a></div>"
    for first, second, third, fourth in chrome.SERVICES
)
_FOOTER = (
    '<div class="banner"><a href="/chien-dich.htm"><img src="/giao-dien/banner.svg" alt="banner" '
    f'width="1160" height="90"></a></div>\n<div class="service">\n{_SERVICES}\n</div>\n'
    '<div class="footer"><div class="container">\n<h5>Trang thông tin của các đơn vị trực thuộc</h5>\n'
    f'<ul class="units">\n{_UNITS}\n</ul>\n'
    "<h5>Doanh nghiệp đồng hành</h5>\n<address>\n"
    + "\n".join(f"<p>{escape(line)}</p>" for line in chrome.COPYRIGHT)
    + '\n</address></div></div>\n<a class="to-top" href="#" rel="nofollow">Lên đầu trang</a>'
)
_SVG = '<svg width="12" height="12" viewBox="0 0 12 12"><circle r="5"/><path d="M6 3v3l2 1"/></svg>'


def shell(portal: Portal, *, title: str, main: str, head: str = "") -> str:
    """A whole page around `main`; `head` are further lines of the `head` element."""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{escape(title)} - {words.MINISTRY}</title>
<meta name="author" content="{words.MINISTRY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/giao-dien/cong.css">
<link rel="alternate" type="application/rss+xml" title="Tin tức" href="/rss/tin-tuc.rss">
{head}
<style>{_STYLE}</style>
<script>{_SCRIPT}</script>
</head>
<body>
<div class="header"><div class="header__top"><div class="container">
<span class="header__time">{chrome.clock(portal)} | 08:15</span>
<a href="/en.htm">English</a> <a href="/so-do-trang.htm">Sơ đồ trang</a> <a href="/lien-he.htm">Liên hệ</a>
<form action="/tim-kiem" method="get"><input name="q" placeholder="Nhập từ khóa cần tìm">
<button>Tìm kiếm</button></form>
</div></div>
<div class="container"><a class="logo" href="/" title="{words.PORTAL_NAME}">
<img src="/giao-dien/logo.svg" alt="{words.PORTAL_NAME}" width="64" height="64"></a>
<p class="slogan">{words.PORTAL_NAME}</p></div>
<div class="header__nav"><div class="container"><ul>
{_MENU}
</ul></div></div></div>
<div class="container">
{main}
</div>
<div class="counter">Lượt truy cập: <b>{chrome.visits(portal, 0)}</b>
Đang trực tuyến: <b>{17 + portal.days_later % 40}</b></div>
{_FOOTER}
</body>
</html>
"""


def page(portal: Portal, article: GoldArticle) -> str:
    """The page of one article."""
    around = chrome.neighbours(portal, article.number)
    day, minute = article.published_text.rsplit(" ", 1)
    lead = f'<h2 class="detail-sapo" data-role="sapo">{escape(article.lead_prefix + article.lead)}</h2>'
    tags = "".join(f'<a class="item" href="/chu-de.htm">{escape(tag)}</a>\n' for tag in article.tags)
    main = f"""<div class="breadcrumb"><a href="/">Trang chủ</a> <a href="/tin-tuc.htm">Tin tức - Sự kiện</a>
<a class="detail-cate" data-role="cate-name" href="/tin-tuc.htm">{escape(article.category)}</a></div>
<div class="detail__layout"><div class="detail__main">
<h1 class="detail-title" data-role="title">{escape(article.title)}</h1>
<div class="detail-author-top"></div>
<div class="detail-time"><div data-role="publishdate">{day} {_SVG} {minute}</div></div>
{lead if article.lead else ""}
<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">
{_body(portal, article, around)}
</div>
<div class="detail-tool">
<a href="/print{article.path}" rel="nofollow">In bài viết</a> <a href="#">Gửi email</a>
<a href="#">Cỡ chữ: A- A+</a> <span class="view">Lượt xem: {chrome.visits(portal, article.number)}</span>
</div>
{f'<div class="detail-tag">{tags}</div>' if tags else ""}
<div class="box-category"><h3 class="box-title">Tin cùng chuyên mục</h3>
{chrome.listed((*around.newer, *around.older), _ITEM)}
</div></div>
<div class="detail__side" data-load="side"><h3 class="box-title">Tin mới nhất</h3>
{chrome.listed(around.latest, _ITEM)}
<h3 class="box-title">Đọc nhiều trong tuần</h3>
{chrome.listed(around.read, _ITEM)}
</div></div>
<!-- {article.recorded_at or article.published_at:%a %b %d %Y %H:%M:%S} GMT+0700 (Indochina Time) --
u: {portal.today.month}/{portal.today.day}/{portal.today.year} 8:15:18 AM -->"""
    return shell(portal, title=article.title, main=main, head=_metadata(article))


def _body(portal: Portal, article: GoldArticle, around: chrome.Neighbours) -> str:
    dice = Dice(portal.seed, article.number, "word")
    markup = Markup(
        paragraph='<p class="MsoNormal" style="text-align:justify">{}</p>',
        heading="<h2>{}</h2>",
        quote='<div class="VCSortableInPreviewMode" type="content"><blockquote><p>{}</p></blockquote></div>',
        table='<table class="MsoTableGrid" border="1" cellspacing="0"><tbody>\n{}\n</tbody></table>',
        cell='<td valign="top"><p class="MsoNormal">{}</p></td>',
        picture=_picture,
        text=lambda text: _word(text, dice),
    )
    parts = list(blocks(article, markup))
    if len(parts) > 3 and dice.one_in(2):
        parts.insert(dice.between(2, len(parts) - 1), _related_box(around.older[:3]))
    if article.byline:
        parts.append(f'<p align="right"><strong>{escape(article.byline)}</strong></p>')
    if article.source_line and not article.lead_prefix:
        parts.append(f'<p align="right"><em>{escape(article.source_line)}</em></p>')
    return '\n<p class="MsoNormal">&nbsp;</p>\n'.join(parts)


def _related_box(headlines: tuple[Headline, ...]) -> str:
    items = chrome.listed(headlines, '<li><a href="{path}" title="{title}">{title}</a></li>')
    return (
        '<!--bonewsrelation--><div class="VCSortableInPreviewMode alignLeft" type="RelatedNewsBox">'
        f"<p>Tham khảo thêm</p><ul>\n{items}\n</ul></div><!--eonewsrelation-->"
    )


def _picture(image: Image, alt: str) -> str:
    caption = escape(photo_line(image))
    return (
        f'<figure class="VCSortableInPreviewMode{"" if caption else " noCaption"}" type="Photo">'
        f'<div><img src="{image.url}" alt="{alt} - Ảnh 1." width="640" height="360"></div>'
        f'<figcaption class="PhotoCMS_Caption">{f"<p>{caption}</p>" if caption else ""}</figcaption></figure>'
    )


def _word(text: str, dice: Dice) -> str:
    """A text as Word leaves it: nested spans that split words, double spaces, non-breaking spaces, wraps."""
    spaces = [match.start() for match in re.finditer(" ", text)]
    if len(spaces) < 4:
        return f"<span>{escape(text)}</span>"
    doubled, hard, wrapped = sorted(dice.several(spaces, 3))
    start = dice.between(hard + 1, wrapped)
    words_before, rest = text[:start], text[start:]
    first = escape(words_before[:doubled]) + "  " + escape(words_before[doubled + 1 : hard]) + "&nbsp;"
    split = escape(words_before[hard + 1 :])
    wrap = wrapped - start
    second = escape(rest[:wrap]) + "\n" + escape(rest[wrap + 1 :])
    return (
        f'<span style="font-size:13.0pt"><span lang="VI">{first}{split}</span></span>'
        f'<span lang="VI" style="font-size:13.0pt">{second}</span>'
    )


def _metadata(article: GoldArticle) -> str:
    when = (article.recorded_at or article.published_at).isoformat()
    images = "".join(f'\n<meta property="og:image" content="{image.url}">' for image in article.images[:1])
    described = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": _entities(article.title),
        "description": _entities(article.lead),
        "datePublished": when,
        "author": {"@type": "Person", "name": ""},
        "publisher": {"@type": "Organization", "name": _entities(words.MINISTRY)},
    }
    return f"""<link rel="canonical" href="{article.url}">
<meta name="description" content="{escape(article.lead)}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(article.title)}">
<meta property="og:url" content="{article.url}">{images}
<meta property="article:published_time" content="{when.replace("+", "&#x2B;")}">
<meta property="article:section" content="{escape(article.category)}">
<script type="application/ld+json">{json.dumps(described)}</script>"""


def _entities(text: str) -> str:
    """The literal character references that IMS writes into its JSON."""
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")
