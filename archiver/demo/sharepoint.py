"""Layout `sharepoint`: tables, GUIDs in ids, Word bodies in `font` elements.

Selectors: `[id$=_ctl00_pnHide] span`, `#divArticleDescription3 > h1`, `#divArticleDescription1`,
`#divArticleDescription2`, `[id$=_ctl00_pnNguontin] p font`, `a.CateTitle`; the byline is the last
right-aligned paragraph of the body. A third of the articles have `div` for `p`.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from html import escape

from archiver.demo import chrome, words
from archiver.demo.blocks import Markup, blocks
from archiver.demo.gold import GoldArticle, photo_line
from archiver.demo.ministry import Portal
from archiver.records import Image

#: The page is laid anew after so many articles, and every id in it changes.
_RELAID_EVERY = 40

_MENU = chrome.menu(
    '<li class="static dynamic-children"><a class="static menu-item" href="{path}" tabindex="-1"><span '
    'class="additional-background"><span class="menu-item-text">{name}</span></span>'
    '</a>\n<ul class="dynamic">\n{items}\n</ul></li>',
    '<li class="dynamic"><a class="dynamic menu-item" href="{path}" tabindex="-1">'
    '<span class="additional-background">'
    '<span class="menu-item-text">{name}</span></span></a></li>',
)
_ITEM = (
    '<tr><td class="ListNewsBullet">&nbsp;</td><td class="H3_iTem_ListNews"><a href="{path}">{title}</a> '
    '<span class="NgayDang">({day})</span></td></tr>'
)
_SCRIPT = """
var _spPageContextInfo = {webServerRelativeUrl: "/vn", webLanguage: 1066, currentLanguage: 1066,
  pageListId: "{7}"};
function ULSNgay() { var o = {}; o.ULSTeamName = "Trang"; o.ULSFileName = "chi-tiet.aspx"; return o; }
function DoiCoChu(buoc) {
  var khung = document.getElementById("divArticleDescription2");
  var co = parseInt(khung.style.fontSize || "15", 10) + buoc;
  if (co > 9 && co < 31) { khung.style.fontSize = co + "px"; }
}
function MoCuaSoIn(duongDan) {
  window.open(duongDan, "in", "width=800,height=600,scrollbars=1");
  return false;
}
"""
_UNITS = chrome.units('<option value="{path}">{name}</option>')
_FOOTER = "<br>".join(escape(line) for line in chrome.COPYRIGHT)


def page(portal: Portal, article: GoldArticle) -> str:
    """The page of one article."""
    part = _part(portal, article)
    around = chrome.neighbours(portal, article.number)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html dir="ltr" lang="vi-vn">
<head>
<meta name="GENERATOR" content="Microsoft SharePoint">
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>
	{words.MINISTRY} | {escape(article.title)}
</title>
<link rel="stylesheet" type="text/css" href="/giao-dien/cong.css">
<script type="text/javascript">//<![CDATA[{_SCRIPT}//]]></script>
</head>
<body>
<form method="post" action="{escape(article.path)}" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{_viewstate(portal, article)}">
<div class="s4-notdlg">
<a href="#" class="ms-skip">Skip Ribbon Commands</a> <a href="#" class="ms-skip">Skip to main content</a>
</div>
<table width="1000" align="center" cellspacing="0" cellpadding="0" border="0">
<tr><td colspan="3" class="Banner">
<img src="/giao-dien/banner.svg" alt="Site banner" width="1000" height="120"></td></tr>
<tr><td class="NgayThang">{chrome.clock(portal)}</td><td colspan="2" align="right">
<a href="/lien-he.htm">Liên hệ</a> | <a href="/hop-thu.htm">Hộp thư</a> |
<a href="/tim-kiem">Tìm kiếm nâng cao</a></td></tr>
<tr><td colspan="3"><div class="menu horizontal"><ul class="root static">
{_MENU}
</ul></div></td></tr>
<tr valign="top"><td width="200" class="CotTrai"><table width="100%">
<tr><td colspan="2" class="TieuDeKhoi">Tin nổi bật</td></tr>
{chrome.listed(around.read, _ITEM)}
</table></td>
<td width="600" class="CotGiua">
<div class="Breadcrumb">
<a href="/">Trang chủ</a> &gt; <a href="/tin-tuc.htm">Tin tức</a> &gt;
<a class="CateTitle" href="/tin-tuc.htm">{escape(article.category)}</a></div>
{_article(article, part, around)}
</td>
{_right_column(portal, around)}</td></tr>
<tr><td colspan="3" class="ChanTrang">{words.PORTAL_NAME}<br>{_FOOTER}</td></tr>
</table></form>
</body>
</html>
"""


def _right_column(portal: Portal, around: chrome.Neighbours) -> str:
    return f"""<td width="200" class="CotPhai"><table width="100%">
<tr><td colspan="2" class="TieuDeKhoi">Tin mới cập nhật</td></tr>
{chrome.listed(around.latest, _ITEM)}
</table>
<select onchange="location.href=this.value"><option>Liên kết trang</option>
{_UNITS}
</select>
<div class="Dem">Số lượt truy cập<b>{chrome.visits(portal, 0)}</b></div>"""


def _article(article: GoldArticle, part: str, around: chrome.Neighbours) -> str:
    source = ""
    if article.source_line and not article.lead_prefix:
        source = f'<p align="right"><font color="#666666">{escape(article.source_line)}</font></p>'
    lead = escape(article.lead_prefix + article.lead)
    return f"""<div id="{part}"><div id="{part}_ctl00_pnHienthi">
<table width="100%"><tr><td><div id="{part}_ctl00_pnHide"><span>{article.published_text}</span></div></td>
<td align="right" class="CongCu"><a href="#" onclick="DoiCoChu(1)">Xem cỡ chữ</a> <a href="#">Đọc bài viết</a>
<a href="#" onclick="return MoCuaSoIn('/vn/tin-tuc/{article.record_id}.aspx')">In trang</a></td></tr></table>
<div id="divArticleDescription3"><h1>{escape(article.title)}</h1></div>
{f'<div id="divArticleDescription1">{lead}</div>' if lead else ""}
<div id="divArticleDescription2">
{_body(article)}
</div>
<div id="{part}_ctl00_pnNguontin">{source}</div>
<div class="LuotXem">Số lượt đọc{1000 + 37 * article.number % 9000}</div>
<table width="100%" id="{part}_ctl00_dgLienquan"><tr><td colspan="2" class="TieuDeKhoi">Các tin khác</td></tr>
{chrome.listed((*around.newer, *around.older), _ITEM)}
</table></div></div>"""


def _body(article: GoldArticle) -> str:
    tag = "div" if article.number % 3 == 0 else "p"
    markup = Markup(
        paragraph=f'<{tag} style="text-align: justify;">{{}}</{tag}>',
        table='<table width="100%" cellspacing="0" cellpadding="4" border="1"><tbody>\n{}\n</tbody></table>',
        quote="<blockquote>{}</blockquote>",
        picture=_picture,
        text=lambda text: f'<font face="Times New Roman" size="3">{escape(text)}</font>',
    )
    parts = list(blocks(article, markup))
    if article.byline:
        parts.append(f'<p style="text-align: right;"><strong>{escape(article.byline)}</strong></p>')
    return "\n".join(parts)


def _picture(image: Image, alt: str) -> str:
    picture = f'<p style="text-align: center;"><img src="{image.url}" alt="{alt}" width="480" border="0"></p>'
    if not image.caption:
        return picture
    style = "text-align: center; font-size: 12px;"
    return f'{picture}\n<p class="caption" style="{style}"><em>{escape(photo_line(image))}</em></p>'


def _part(portal: Portal, article: GoldArticle) -> str:
    digest = hashlib.md5(f"{portal.seed}:{article.number // _RELAID_EVERY}".encode(), usedforsecurity=False)
    guid = str(uuid.UUID(bytes=digest.digest())).replace("-", "_")
    return f"ctl00_ctl{30 + article.number // _RELAID_EVERY % 60}_g_{guid}"


def _viewstate(portal: Portal, article: GoldArticle) -> str:
    """A state of about four kilobytes that is another one every day."""
    seed = f"{portal.seed}:{article.number}:{portal.days_later}".encode()
    return base64.b64encode(hashlib.shake_128(seed).digest(3000)).decode()
