"""Layout `liferay`: portlets around a web content display.

Selectors: `h3.text-change-size`, `p.time-post`, `.sapo strong`, `.journal-content-article`,
`ul.breadcrumb li.active`; byline (bold) or source line (italic) are the last right-aligned paragraph.
"""

from __future__ import annotations

from html import escape

from archiver.demo import chrome, words
from archiver.demo.blocks import Markup, blocks
from archiver.demo.gold import GoldArticle, photo_line
from archiver.demo.ministry import Portal
from archiver.records import Image

_PORTLET = "101_INSTANCE_TrM{place}kQ9wZ"
_MENU = chrome.menu(
    '<li class="lfr-nav-item dropdown" role="presentation"><a class="dropdown-toggle" '
    'href="/web/guest{path}" '
    'role="menuitem"><span>{name}</span></a>\n<ul class="child-menu '
    'dropdown-menu" role="menu">\n{items}\n</ul></li>',
    '<li role="presentation"><a href="/web/guest{path}" role="menuitem" class="dropdown-link">{name}</a>'
    "</li>",
)
_ITEM = (
    '<div class="asset-abstract default-asset-publisher"><h4 class="asset-title">'
    '<a href="{path}">{title}</a></h4>'
    '<div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{day}</span></div></div>'
)
_UNITS = chrome.units('<li><a href="/web/guest{path}" target="_blank">{name}</a></li>')
_FOOTER = "\n".join(f"<p>{escape(line)}</p>" for line in chrome.COPYRIGHT)
_SERVICES = "\n".join(
    f'<div class="lien-ket"><strong>{first} {second}</strong><p>{third} {fourth}</p></div>'
    for first, second, third, fourth in chrome.SERVICES
)
_SCRIPT = """
var Liferay = {Browser: {acceptsGzip: function () { return true; }},
  PortletKeys: {DOCUMENT_LIBRARY: "20"},
  ThemeDisplay: {getLanguageId: function () { return "vi_VN"; },
    getScopeGroupId: function () { return "999182"; },
    getPathMain: function () { return "/c"; }, isSignedIn: function () { return false; }}};
Liferay.currentURL = window.location.pathname;
function doiCoChu(cach) {
  var cac = document.getElementsByClassName("text-change-size");
  for (var i = 0; i < cac.length; i += 1) { cac[i].style.fontSize = cach === "tang" ? "120%" : "100%"; }
}
"""


def page(portal: Portal, article: GoldArticle) -> str:
    """The page of one article."""
    around = chrome.neighbours(portal, article.number)
    related = chrome.listed((*around.newer, *around.older), _ITEM)
    return f"""<!DOCTYPE html>
<html class="ltr" dir="ltr" lang="vi-VN">
<head>
<title>{escape(article.title)} - {words.PORTAL_NAME}</title>
<meta content="initial-scale=1.0, width=device-width" name="viewport">
<meta content="text/html; charset=UTF-8" http-equiv="content-type">
<meta content="{escape(article.lead)}" name="description">
<link href="{article.url}" rel="canonical">
<link href="/giao-dien/cong.css" rel="stylesheet" type="text/css">
<script type="text/javascript">// <![CDATA[{_SCRIPT}// ]]></script>
</head>
<body class="yui3-skin-sam controls-visible signed-out public-page site">
<a href="#main-content" id="skip-to-content">Chuyển tới nội dung chính</a>
<div id="wrapper"><header id="banner" role="banner"><div id="heading"><a class="logo" href="/web/guest">
<img alt="{words.PORTAL_NAME}" src="/giao-dien/logo.svg" width="72" height="72"></a>
<span class="site-name">{words.PORTAL_NAME}</span><div class="ngay-hien-tai">{chrome.clock(portal)}</div>
</div>
<nav id="navigation" role="navigation"><ul role="menubar">
{_MENU}
</ul></nav></header>
<div id="content"><ul class="breadcrumb breadcrumb-horizontal"><li><a href="/web/guest">Trang chủ</a></li><li>
<a href="/tin-tuc.htm">Tin tức</a></li><li class="active">{escape(article.category)}</li></ul>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid">
<div class="portlet-column portlet-column-first span8" id="column-1">
{_portlet(1, _article(portal, article))}
{_portlet(2, f'<h2 class="portlet-title">Tin liên quan</h2>{related}')}
</div><div class="portlet-column portlet-column-last span4" id="column-2">
{_portlet(3, f'<h2 class="portlet-title">Tin mới</h2>{chrome.listed(around.latest, _ITEM)}')}
{_portlet(4, f'<h2 class="portlet-title">Tin xem nhiều</h2>{chrome.listed(around.read, _ITEM)}')}
{_portlet(5, f'<h2 class="portlet-title">Liên kết</h2>{_SERVICES}')}
</div></div></div></div>
<footer id="footer" role="contentinfo"><ul class="don-vi">
{_UNITS}
</ul>{_FOOTER}<p>Số người truy cập: {chrome.visits(portal, 0)}</p></footer></div>
</body>
</html>
"""


def _portlet(place: int, content: str) -> str:
    name = _PORTLET.format(place=place)
    return f"""<div class="portlet-dropzone">
<div class="portlet-boundary portlet-boundary_101_ portlet-static" id="p_p_id_{name}_">
<span id="p_{name}"></span><section class="portlet" id="portlet_{name}"><div class="portlet-content">
<div class="portlet-content-container"><div class="portlet-body">
{content}
</div></div></div></section></div></div>"""


def _article(portal: Portal, article: GoldArticle) -> str:
    lead = escape(article.lead_prefix + article.lead)
    return f"""<div class="contentDetail">
<h3 class="text-change-size">{escape(article.title)}</h3>
<div class="post-tools"><p class="time-post text-change-size">{article.published_text}</p>
<a href="javascript:doiCoChu('tang')">A+</a>
<a href="/web/guest/-/print_content/{article.record_id}.html" rel="nofollow">In</a></div>
{f'<div class="sapo text-change-size"><strong>{lead}</strong></div>' if lead else ""}
<div class="journal-content-article">
{_body(article)}
</div>
<div class="taglib-ratings stars"><span>Trung bình ({article.number % 5} Bình chọn)</span></div>
<div class="luot-xem">Lượt xem: {chrome.visits(portal, article.number)}</div>
</div>"""


def _body(article: GoldArticle) -> str:
    markup = Markup(
        paragraph='<p class="text-change-size" style="text-align: justify;">{}</p>',
        heading="<h4>{}</h4>",
        table='<table border="1" cellspacing="1" style="width: 100%;"><tbody>\n{}\n</tbody></table>',
        picture=_picture,
    )
    parts = list(blocks(article, markup))
    if article.byline:
        parts.append(f'<p style="text-align: right;"><strong>{escape(article.byline)}</strong></p>')
    if article.source_line and not article.lead_prefix:
        parts.append(f'<p style="text-align: right;"><em>{escape(article.source_line)}</em></p>')
    return "\n".join(parts)


def _picture(image: Image, alt: str) -> str:
    caption = escape(photo_line(image))
    row = f'\n<tr><td class="picture-caption">{caption}</td></tr>' if caption else ""
    return (
        '<table align="center" border="0" class="picture"><tbody>'
        f'<tr><td><img alt="{alt}" src="{image.url}" style="width: 600px; height: 338px;"></td>'
        f"</tr>{row}</tbody></table>"
    )
