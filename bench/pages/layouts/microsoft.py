"""SharePoint in four shapes, and DotNetNuke."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template

_MENU = (
    '<li class="static dynamic-children"><a class="static menu-item" href="{path}"><span class="additional-background">'
    '<span class="menu-item-text">{name}</span></span></a><ul class="dynamic">{items}</ul></li>',
    '<li class="dynamic"><a class="dynamic menu-item" href="{path}"><span class="menu-item-text">{name}</span></a></li>',
)


def vendor(sheet: Sheet) -> str:
    """The vendor whose ids number the parts."""
    c = sheet.chrome
    item = '<tr><td class="dau">&nbsp;</td><td class="H3_iTem_ListNews"><a href="{path}">{title}</a> <span>({day})</span></td></tr>'
    part = "ctl00_ctl34_g_5a1e0c77_92b4_4f0a_a1cd_0b7de8f2c9aa"
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html dir="ltr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
{sheet.head(words.MINISTRY + " | {}")}</head><body><form id="aspnetForm" method="post">
<input type="hidden" id="__VIEWSTATE" value="{c.weight(6)}">
<a class="ms-skip" href="#">{c.say("Skip to main content")}</a>
<table width="1000" align="center"><tr><td colspan="3"><img src="/b.png" alt="Site banner"></td></tr>
<tr><td class="NgayThang">{c.clock()}</td><td colspan="2">{c.say("Tìm kiếm nâng cao")}</td></tr>
<tr><td colspan="3"><ul class="root static">{c.menu(*_MENU)}</ul></td></tr>
<tr valign="top"><td width="200"><table><tr><td colspan="2">{c.say("Tin nổi bật trong tháng")}</td></tr>{c.headlines(8, item, newer=True)}</table></td>
<td width="600"><a class="CateTitle" href="/vn/chuyen-muc">{c.say(sheet.text.category)}</a>
<div id="{part}_ctl00_pnHienthi"><div id="{part}_ctl00_pnHide"><span>{sheet.date}</span></div>
<div class="CongCu">{c.shares("<a href='#'>{}</a> ")}</div>
<div id="divArticleDescription3"><h1>{sheet.title}</h1></div>
{sheet.above('<div class="tacgia">{}</div>')}
{sheet.lead('<div id="divArticleDescription1">{}</div>')}
<div id="divArticleDescription2">
{sheet.writer.body()}
</div><div class="LuotXem">{c.views()}</div>
<table id="{part}_ctl00_dgLienquan"><tr><td colspan="2">{c.say("Các tin đã đưa")}</td></tr>{c.headlines(12, item)}</table></div></td>
<td width="200">{c.services("<p>{}</p>")}<div>{c.counter()}</div></td></tr>
<tr><td colspan="3" class="ChanTrang">{c.foot("{}<br>")}</td></tr></table></form></body></html>"""


def vendor_offer(c: Chrome) -> str:
    """A list of other articles in a cell."""
    return f'<ul class="tin-lien-quan">{c.headlines(2, "<li><a href={path}>{title}</a></li>")}</ul>'


def publishing(sheet: Sheet) -> str:
    """SharePoint's own publishing page: field controls and web-part zones."""
    c = sheet.chrome
    other = '<li class="dfwp-item"><div class="item link-item"><a href="{path}" title="">{title}</a> {day}</div></li>'
    return f"""<!DOCTYPE html><html dir="ltr" lang="vi-vn"><head><meta charset="utf-8"><meta name="GENERATOR" content="Microsoft SharePoint">
{sheet.head("Tin tức - {}")}</head><body class="v4master"><form id="aspnetForm"><input type="hidden" name="__REQUESTDIGEST" value="{c.weight(2)}">
<div id="s4-workspace"><div id="s4-bodyContainer"><div id="s4-titlerow"><div class="s4-lp"><h1 class="s4-logo">{words.PORTAL_NAME}</h1>
<span class="welcome">{c.clock()}</span></div><div class="s4-topnav"><div class="menu horizontal menu-horizontal"><ul class="root static">
{c.menu(*_MENU)}</ul></div></div></div>
<div class="s4-breadcrumb"><a href="/">Trang chủ</a> &gt; <a href="/tintuc">{c.say(sheet.text.category)}</a></div>
<div id="MSO_ContentTable"><div class="left-zone ms-webpart-zone"><ul class="dfwp-list">{c.headlines(10, other, newer=True)}</ul></div>
<div class="article article-body"><div class="ms-rte-title"><h2 class="ms-WPTitle" id="ctl00_PlaceHolderMain_TieuDe">{sheet.title}</h2></div>
<div class="article-header"><div class="date-line">{sheet.date}</div>
{sheet.above('<div class="byline">{}</div>')}</div>
<div class="article-tools">{c.shares('<span class="tool">{}</span>')}</div>
{sheet.lead('<div class="ms-rtestate-field article-byline-tomtat" style="font-weight:bold">{}</div>')}
<div class="article-content"><div id="ctl00_PlaceHolderMain_RichHtmlField1__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline">
{sheet.writer.body()}
</div></div>{sheet.author('<div class="author-field" style="text-align:right">{}</div>')}
</div><div class="cac-tin-khac"><h3>{c.say("Các tin bài khác cùng mục")}</h3><ul class="dfwp-list">{c.headlines(11, other)}</ul></div></div>
<div id="s4-footer">{c.foot('<div class="ft">{}</div>')}<div class="ft">{c.counter()}</div></div></div></div></form></body></html>"""


def publishing_offer(c: Chrome) -> str:
    """A web part inside the field."""
    inner = c.headlines(2, '<div class="link-item"><a href="{path}">{title}</a></div>')
    return f'<div class="ms-rtestate-read ms-rte-wpbox"><div class="related-wp">{inner}</div></div>'


def mic_2020(sheet: Sheet) -> str:
    """mic.gov.vn from 2020 to 2023: parts told apart by their place."""
    c = sheet.chrome
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{}")}</head><body><form id="aspnetForm"><div class="wrapper"><div class="top-header"><span>{c.clock()}</span></div>
<div class="nav-mic"><ul>{c.menu('<li><a href="{path}">{name}</a><div class="sub">{items}</div></li>', '<a href="{path}">{name}</a>')}</ul></div>
<div class="content-mic"><div class="col-left"><div id="news_content"><div><div><div>
<div class="ngay">{sheet.date}</div></div></div><h1>{sheet.title}</h1>
{sheet.above("<p><strong>{}</strong></p>")}
{sheet.lead('<div id="divArticleDescription"><p>{}</p></div>')}
<div id="divArticleContent">
{sheet.writer.body()}
</div>{sheet.author("<p style='text-align:right'><strong>{}</strong></p>")}</div>
<div class="chia-se">{c.shares("<a href='#'>{}</a>")}</div><div class="xem">{c.views()}</div></div>
<div class="tin-lien-quan"><h3>{c.say("Tin bài liên quan khác")}</h3>{c.headlines(10, '<h4><a href="{path}">{title}</a></h4><span>{minute}</span>')}</div></div>
<div class="col-right"><div class="tin-moi"><h3>{c.say("Tin mới trong ngày")}</h3>{c.headlines(12, '<h3><a href="{path}">{title}</a></h3>', newer=True)}</div>
{c.services('<div class="bn">{}</div>')}</div></div>
<div class="footer-mic">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></div></form></body></html>"""


def mic_2020_offer(c: Chrome) -> str:
    """Linked lines between paragraphs."""
    return c.headlines(1, '<p>&gt;&gt; <a href="{path}">{title}</a></p>')


def dnn(sheet: Sheet) -> str:
    """DotNetNuke with a news module in panes."""
    c = sheet.chrome
    other = '<li><a class="edn_otherTitle" href="{path}">{title}</a> <time>{day}</time></li>'
    return f"""<!DOCTYPE html><html lang="vi-VN"><head id="Head"><meta charset="utf-8">
{sheet.head("{} > " + words.PORTAL_NAME)}</head><body id="Body"><form id="Form" method="post">
<div id="dnn_ControlPanel"></div><div class="skin_wrapper"><div class="skin_header"><div id="dnn_HeaderPane"><span class="date">{c.clock()}</span></div></div>
<div id="dnnMenu"><ul class="dnnmega">{c.menu('<li class="root mmHasChild"><a href="{path}"><span>{name}</span></a><div class="category"><ul>{items}</ul></div></li>', '<li class="leaf"><a href="{path}"><span>{name}</span></a></li>')}</ul></div>
<div id="dnn_LeftPane" class="leftpane DNNEmptyPane"></div>
<div id="dnn_ContentPane" class="contentpane"><div class="DnnModule DnnModule-NewsDetail DnnModule-412"><a name="412"></a>
<div class="edn_container"><div id="dnn_ctr412_ModuleContent" class="DNNModuleContent"><div class="edn_article edn_top">
<div class="c_title"><span class="Head">{sheet.title}</span></div><div class="edn_meta"><span class="Normal">{sheet.date}</span></div>
{sheet.above('<div class="edn_writer">{}</div>')}
{sheet.lead('<div class="c_summary SubHead">{}</div>')}
<div class="edn_articleBody Normal">
{sheet.writer.body()}
</div>
{sheet.author('<div class="edn_writer" align="right"><b>{}</b></div>')}
<div class="edn_social">{c.shares("<span>{}</span>")}</div><div class="Normal">{c.views()}</div></div></div></div></div>
<div class="DnnModule DnnModule-413"><h2 class="Head">{c.say("Những bài viết khác")}</h2><ul>{c.headlines(10, other)}</ul></div></div>
<div id="dnn_RightPane"><div class="DnnModule"><span class="Head">{c.say("Tin xem nhiều nhất")}</span><ul>{c.headlines(12, other, newer=True)}</ul></div></div>
<div id="dnn_FooterPane">{c.foot("<p class='Normal'>{}</p>")}{c.counter()}</div></div></form></body></html>"""


def dnn_offer(c: Chrome) -> str:
    """A bordered box of the editor's."""
    inner = c.headlines(2, '<p><a href="{path}"><strong>{title}</strong></a></p>')
    return f'<div class="edn_related">{inner}</div>'


TEMPLATES = (
    Template(
        name="sharepoint-vendor",
        write=vendor,
        offer=vendor_offer,
        dates=("sharepoint", "brackets-day"),
        url="/vn/tin-tuc/{id}/{slug}.aspx",
        has_author=False,
    ),
    Template(
        name="sharepoint-publishing",
        write=publishing,
        offer=publishing_offer,
        dates=("day", "updated", "plain"),
        url="/tintuc/Pages/chi-tiet.aspx?ItemID={id}",
    ),
    Template(
        name="mic-2020",
        write=mic_2020,
        offer=mic_2020_offer,
        dates=("ims", "bar"),
        url="/mic_2020/Pages/TinTuc/{id}/{slug}.html",
    ),
    Template(
        name="dnn",
        write=dnn,
        offer=dnn_offer,
        dates=("bar-zone", "given"),
        url="/NewsDetail/tabid/68/ArticleID/{id}/Default.aspx",
    ),
)
