"""Layout `nukeviet`: the news module of NukeViet.

Selectors: `h1.title[itemprop=headline]`, `div.news_column span.h5`, `div.hometext`, `#news-bodyhtml`,
`.news-author span`, `.news-source`, `.breadcrumbs a.current`; author and source stand after the body.
"""

from __future__ import annotations

from html import escape

from archiver.demo import chrome, words
from archiver.demo.blocks import Markup, blocks
from archiver.demo.gold import GoldArticle, photo_line
from archiver.demo.ministry import Portal
from archiver.records import Image

_MENU = chrome.menu(
    '<li class="dropdown" role="presentation"><a class="dropdown-toggle" href="/vi{path}" role="button" '
    'title="{name}">{name} '
    '<strong class="caret">&nbsp;</strong></a>\n<ul class="dropdown-menu">\n{items}\n</ul></li>',
    '<li class="dropdown-item"><a href="/vi{path}" title="{name}">{name}</a></li>',
)
_RELATED = (
    '<li><em class="fa fa-angle-right">&nbsp;</em><h4><a href="{path}" data-content="" data-img="" '
    'data-rel="tooltip" title="{title}">{title}</a></h4> <em>({day})</em></li>'
)
_BLOCK = (
    '<li class="clearfix"><a class="show" href="{path}" '
    'data-content="{category}" data-rel="block_news_tooltip">{title}</a>'
    '<span class="text-muted">{minute}</span></li>'
)
_UNITS = chrome.units('<li><a href="/vi{path}"><em class="fa fa-link"></em> {name}</a></li>')
_FOOTER = "\n".join(f"<li>{escape(line)}</li>" for line in chrome.COPYRIGHT)
_SCRIPT = """
var nv_base_siteurl = "/", nv_lang_data = "vi", nv_lang_interface = "vi";
var nv_name_variable = "nv", nv_fc_variable = "op";
var nv_module_name = "news", nv_func_name = "detail", nv_is_user = 0, nv_my_ofs = 7, nv_area_admin = 0;
var nv_check_pass_mstime = 1738000, theme_responsive = "1";
var nv_cookie_prefix = "trangmau", nv_recaptcha_elements = [];
function chiaSe(mang) { window.open("/chia-se/" + mang, "chiase", "width=600,height=400"); return false; }
function guiDanhGia(diem) {
  var o = document.getElementById("diem-" + diem);
  if (o) { o.className += " checked"; } }
"""


def page(portal: Portal, article: GoldArticle) -> str:
    """The page of one article."""
    around = chrome.neighbours(portal, article.number)
    return f"""{_head(article)}
<body>
<noscript>
<div class="alert alert-danger">Trình duyệt của bạn đã tắt JavaScript, một số chức năng không dùng được.</div>
</noscript>
<div class="body-bg"><div class="wraper"><header><div class="container"><div class="logo">
<a title="{words.MINISTRY}" href="/vi/">
<img src="/giao-dien/logo.svg" width="80" height="80" alt="{words.MINISTRY}"></a>
<span class="site_name">{words.PORTAL_NAME}</span>
<span class="site_description">Trang giấy nhỏ, chuyện dài lâu</span></div></div></header>
<nav class="second-nav" id="menusite"><div class="navbar navbar-default"><ul class="nav navbar-nav">
{_MENU}
</ul></div></nav>
<section><div class="container" id="body"><nav class="third-nav"><div class="breadcrumbs-wrap">
<ul class="breadcrumbs list-none"><li><a href="/vi/"><span>Trang chủ</span></a></li><li>
<a href="/tin-tuc.htm"><span>Tin tức</span></a></li><li><a class="current" href="/tin-tuc.htm">
<span>{escape(article.category)}</span></a></li></ul>
<div class="headerSearch"><form action="/tim-kiem">
<input class="form-control" placeholder="Tìm kiếm..." name="q"></form></div>
<span class="current-time">{chrome.clock(portal)}</span></div></nav>
<div class="row"><div class="col-sm-16 col-md-18">
{_column(article)}
{_around(around)}
</div><div class="col-sm-8 col-md-6"><div class="panel panel-default"><div class="panel-heading">Tin mới</div>
<ul class="block_news">
{chrome.listed(around.latest, _BLOCK)}
</ul></div><div class="panel panel-default"><div class="panel-heading">Xem nhiều</div>
<ul class="block_tophits">
{chrome.listed(around.read, _BLOCK)}
</ul></div><div class="panel panel-default"><div class="panel-heading">Thống kê</div>
<ul class="counter list-none"><li>Đang truy cập <span>{21 + portal.days_later % 30}</span></li>
<li>Tổng lượt truy cập <span>{chrome.visits(portal, 0)}</span></li></ul></div></div></div></div></section>
<footer id="footer"><div class="container"><h3>Đơn vị trực thuộc</h3><ul class="don-vi">
{_UNITS}
</ul><ul class="company_info">
{_FOOTER}
</ul><a class="bttop pointer" href="#"><em class="fa fa-arrow-up"></em> Về đầu trang</a></div></footer></div>
</div>
</body>
</html>
"""


def _head(article: GoldArticle) -> str:
    when = article.recorded_at or article.published_at
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#">
<head>
<title>{escape(article.title)} - Tin tức - {words.MINISTRY}</title>
<meta name="description" content="{escape(article.lead)}">
<meta name="keywords" content="{escape(", ".join(article.tags))}">
<meta name="author" content="{words.MINISTRY}">
<meta name="generator" content="NukeViet v4.5">
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="{escape(article.title)}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="{when:%Y-%m-%d}+07{when:%H:%M:%S}">
<link rel="canonical" href="{article.url}">
<link rel="stylesheet" href="/giao-dien/cong.css">
<script>{_SCRIPT}</script>
</head>"""


def _column(article: GoldArticle) -> str:
    author = source = tags = ""
    if article.byline:
        label = "Tác giả:" if article.number % 2 else "Tác giả bài viết:"
        name = escape(article.byline)
        author = f'<p class="text-right news-author"><strong>{label} </strong><span>{name}</span></p>'
    if article.source_line and not article.lead_prefix:
        label, _, paper = article.source_line.partition(": ")
        source = f'<p class="text-right news-source"><strong>{label}: </strong>{escape(paper)}</p>'
    if article.tags:
        links = ", ".join(f'<a href="/vi/news/tag/"><em>{escape(tag)}</em></a>' for tag in article.tags)
        tags = (
            f'<div class="h5 keywords"><em class="fa fa-tags">&nbsp;</em><strong>Tags: </strong>{links}</div>'
        )
    lead = escape(article.lead_prefix + article.lead)
    recorded = (article.recorded_at or article.published_at).isoformat()
    return f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle">
<div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{escape(article.title)}</h1>
<div class="hidden hide d-none" itemprop="author" itemtype="http://schema.org/Person" itemscope>
<span itemprop="name">{escape(article.byline or words.MINISTRY)}</span></div>
<span class="hidden hide d-none" itemprop="datePublished">{recorded}</span>
<span class="hidden hide d-none" itemprop="dateModified">{recorded}</span>
<span class="hidden hide d-none" itemprop="mainEntityOfPage">{article.url}</span>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{article.published_text}</span>
</div>
<div class="col-md-12 text-right"><ul class="list-inline"><li>
<a href="#" rel="nofollow">Gửi bài viết qua email</a></li><li>
<a href="{article.path.replace("/vi/news/", "/vi/news/print/")}" rel="nofollow">In ra</a></li></ul></div>
</div>
{f'<div class="hometext" itemprop="description">{lead}</div>' if lead else ""}
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
{_body(article)}
</div>
{author}
{source}
</div></div>
<div class="news_column panel panel-default"><div class="panel-body">{tags}
<form id="form3B" action=""><div class="h5">
<strong>Tổng số điểm của bài viết là: {article.number % 6}
trong {article.number % 6 // 5 + 1} đánh giá</strong></div>
<p>Click để đánh giá bài viết</p></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body">
<div class="comment-title">Ý kiến bạn đọc</div><textarea class="form-control" name="noidung"></textarea>
<p>Mã bảo mật</p></div></div>"""


def _around(around: chrome.Neighbours) -> str:
    lists = (("Những tin mới hơn", around.newer), ("Những tin cũ hơn", around.older))
    inner = "\n".join(
        f'<p class="h3"><strong>{name}</strong></p>\n<div class="clearfix">'
        f'<ul class="detail-related related list-none">\n'
        f"{chrome.listed(headlines, _RELATED)}\n</ul></div>"
        for name, headlines in lists
        if headlines
    )
    return f'<div class="news_column panel"><div class="panel-body other-news">\n{inner}\n</div></div>'


def _body(article: GoldArticle) -> str:
    markup = Markup(
        paragraph='<p style="text-align: justify;">{}</p>',
        heading="<h2>{}</h2>",
        table='<table class="table table-bordered"><tbody>\n{}\n</tbody></table>',
        picture=_picture,
    )
    return "\n".join(blocks(article, markup))


def _picture(image: Image, alt: str) -> str:
    caption = escape(photo_line(image))
    return (
        f'<figure class="image" style="text-align:center"><img alt="{alt}" src="{image.url}" '
        f'width="600" height="338">'
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )
