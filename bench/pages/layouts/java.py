"""Liferay, Plone, Oracle WebCenter and IBM WebSphere."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def liferay(sheet: Sheet) -> str:
    """Liferay's asset publisher around a journal article."""
    c = sheet.chrome
    other = '<h3 class="asset-title"><a href="{path}">{title}</a></h3><span class="metadata-entry">{minute}</span>'
    return f"""<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN"><head><meta charset="utf-8">
{sheet.head("{} - Chi tiết tin - " + words.PORTAL_NAME)}</head><body class="yui3-skin-sam controls-visible public-page site">
<div id="wrapper"><header id="banner"><a class="logo" href="/">{words.MINISTRY}</a><div class="ngay-gio">{c.clock()}</div>
<nav id="navigation"><ul role="menubar">{c.menu('<li role="presentation"><a href="{path}" role="menuitem"><span>{name}</span></a><ul class="child-menu">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></nav></header>
<div id="content"><div class="columns-2" id="main-content"><div class="portlet-layout row-fluid"><div class="portlet-column span8" id="column-1">
<div class="portlet-boundary portlet-boundary_101_" id="p_p_id_101_INSTANCE_k9_"><section class="portlet"><div class="portlet-content"><div class="asset-full-content">
<div class="contentDetail"><h3 class="text-change-size">{sheet.title}</h3><span class="time-post">{sheet.date}</span>
<div class="asset-actions">{c.shares("<a class='taglib-icon' href='#'>{}</a>")}</div>
{sheet.above('<div class="text-change-size"><em>{}</em></div>')}
{sheet.lead('<div class="sapo text-change-size"><strong>{}</strong></div>')}
<div class="journal-content-article text-change-size">
{sheet.writer.body()}
</div>{sheet.author('<div class="tac-gia">{}</div>')}</div></div></div></section></div>
<div class="portlet-boundary"><div class="tin-khac"><h2>{c.say("Tin liên quan khác")}</h2>{c.headlines(10, other)}</div></div></div>
<div class="portlet-column span4" id="column-2"><div class="portlet-boundary">{c.headlines(12, other, newer=True)}</div>
<div class="portlet-boundary">{c.services("<p>{}</p>")}</div></div></div></div></div>
<footer id="footer">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></footer></div></body></html>"""


def liferay_offer(c: Chrome) -> str:
    """Links to other assets."""
    inner = c.headlines(2, '<li><a href="{path}">{title}</a></li>')
    return f'<div class="asset-links"><h2>{c.say("Tin liên quan")}</h2><ul>{inner}</ul></div>'


def plone(sheet: Sheet) -> str:
    """Plone's columns and portlets around a plain field."""
    c = sheet.chrome
    item = '<dd class="portletItem odd"><a class="tile" href="{path}"><span>{title}</span></a><span class="portletItemDetails">{minute}</span></dd>'
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{sheet.head("{} — " + words.MINISTRY)}</head><body class="section-tt_baochi template-newsitem_view">
<div id="visual-portal-wrapper"><div id="portal-top"><div id="portal-header"><p class="hiddenStructure">{c.say("Skip to content area")}</p>
<ul id="portal-globalnav">{c.menu('<li class="plain"><a href="{path}">{name}</a></li>{items}', '<li class="submenu"><a href="{path}">{name}</a></li>')}</ul></div>
<div id="portal-personaltools-wrapper">{c.clock()}</div>
<div id="portal-breadcrumbs">Bạn đang ở: <a href="/">Trang chủ</a> → <a href="/tin">{c.say(sheet.text.category)}</a></div></div>
<table id="portal-columns"><tbody><tr><td id="portal-column-one"><div class="visualPadding"><dl class="portlet portletNews"><dt class="portletHeader">{c.say("Tin mới đăng trong tuần")}</dt>{c.headlines(12, item, newer=True)}</dl></div></td>
<td id="portal-column-content"><div id="region-content" class="documentContent"><a name="documentContent"></a>
<h1 class="documentFirstHeading">{sheet.title}</h1>
<div class="documentActions"><ul>{c.shares("<li><a href='#'>{}</a></li>")}</ul></div>
<div class="documentByLine"><span>{sheet.date}</span></div>
{sheet.above('<div class="documentByLine">{}</div>')}
{sheet.lead('<p class="documentDescription">{}</p>')}
<div class="plain">
{sheet.writer.body()}
</div>
{sheet.author('<div class="visualClear" align="right"><i>{}</i></div>')}
<div class="relatedItems"><fieldset><legend>{c.say("Các thông tin khác")}</legend>{c.headlines(9, '<div><a href="{path}">{title}</a> ({day})</div>')}</fieldset></div></div></td></tr></tbody></table>
<div id="portal-footer">{c.foot("<p>{}</p>")}</div><div id="portal-colophon">{c.counter()}</div></div></body></html>"""


def plone_offer(c: Chrome) -> str:
    """A call-out box."""
    inner = c.headlines(2, '<a href="{path}">{title}</a><br />')
    return f'<div class="pullquote relatedItems">{inner}</div>'


def webcenter(sheet: Sheet) -> str:
    """Oracle WebCenter: tables in tables with machine-made names."""
    c = sheet.chrome
    row = '<tr><td class="x10p"><a class="xgk" href="{path}">{title}</a></td></tr><tr><td class="x10p"><span class="x25">{minute}</span></td></tr>'
    menu = c.menu(
        '<td class="x1dp"><a class="xgl" href="{path}">{name}</a>{items}</td>',
        '<div class="x1z"><a class="xgl" href="{path}">{name}</a></div>',
    )
    return f"""<!DOCTYPE html><html class="x1r"><head><meta charset="utf-8">
{sheet.head(words.PORTAL_NAME)}</head><body class="x1r"><form class="xnq" id="f1"><div id="d1::msgDlg"></div>
<div id="T:pt1" class="xrc"><table class="x1a" cellpadding="0" cellspacing="0" width="100%"><tr><td><table class="x1a"><tr>{menu}</tr></table></td></tr>
<tr><td class="x7m"><span class="x25">{c.clock()}</span></td></tr></table>
<table class="x1a" width="100%"><tr><td valign="top" width="22%"><div class="xjb"><span class="x2c">{c.say("Thông tin đáng chú ý")}</span><table class="x1a">{c.headlines(9, row, newer=True)}</table></div></td>
<td valign="top"><div id="T:dclay:pgl2" class="x19"><table class="x1a" width="100%"><tr><td class="x18"><span class="x2h">{sheet.title}</span></td></tr>
<tr><td class="x18"><span class="x25">{sheet.date}</span></td></tr>
{sheet.above('<tr><td class="x18"><span class="x2j">{}</span></td></tr>')}
{sheet.lead('<tr><td class="x18"><span class="x2d" style="font-weight:bold">{}</span></td></tr>')}
<tr><td class="x18"><div class="xj0" id="T:dclay:ot7">
{sheet.writer.body()}
</div></td></tr>{sheet.author('<tr><td align="right"><b>{}</b></td></tr>')}
<tr><td class="x18">{c.shares('<a class="xgk" href="#">{}</a>')}</td></tr></table></div>
<div class="xjb"><span class="x2c">{c.say("Tin bài cùng chuyên mục")}</span><table class="x1a">{c.headlines(11, row)}</table></div></td></tr></table>
<table class="x1a" width="100%">{c.foot('<tr><td align="center"><span class="x25">{}</span></td></tr>')}<tr><td>{c.counter()}</td></tr></table></div></form></body></html>"""


def webcenter_offer(c: Chrome) -> str:
    """A small table of links."""
    inner = c.headlines(2, '<tr><td class="x10p"><a class="xgk" href="{path}">{title}</a></td></tr>')
    return f'<table class="x1a" width="60%"><tr><td><b>{c.say("Tin liên quan:")}</b></td></tr>{inner}</table>'


def websphere(sheet: Sheet) -> str:
    """IBM WebSphere WCM, whose second heading is the date."""
    c = sheet.chrome
    other = '<li class="wpthemeItem"><a href="{path}">{title}</a><em> {day}</em></li>'
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head><meta charset="utf-8">
{sheet.head(words.MINISTRY)}</head><body class="tundra wpsBody"><div class="portalHeader"><div class="bannerText">{words.PORTAL_NAME}</div>
<div class="topTools">{c.clock()}</div><ul class="wpthemeTemplateLeft">{c.menu('<li class="level1"><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li class="level2"><a href="{path}">{name}</a></li>')}</ul></div>
<div class="portalContent"><div class="moduleBg"><div class="moduleContentBg"><div class="wcmDetail"><h1><span>{sheet.title}</span></h1><h2 class="ngayDang">{sheet.date}</h2>
{sheet.above("<h5>{}</h5>")}
{sheet.lead('<p class="gioiThieu"><b>{}</b></p>')}
<div><div class="noiDungTin">
{sheet.writer.body()}
</div>{sheet.author('<p align="right" class="butDanh"><b>{}</b></p>')}</div></div>
<div class="wcmTools">{c.shares("<a href='javascript:void(0)'>{}</a>")}</div></div></div>
<div class="moduleBg"><div class="moduleTitle">{c.say("Các tin cùng chuyên mục")}</div><ul id="listArticle">{c.headlines(12, other)}</ul></div></div>
<div class="portalRight"><div class="moduleTitle">{c.say("Tin nóng trong ngày")}</div><ul>{c.headlines(10, other, newer=True)}</ul>{c.services("<div>{}</div>")}</div>
<div class="portalFooter">{c.foot("<span>{}</span><br>")}<span>{c.counter()}</span></div></body></html>"""


def websphere_offer(c: Chrome) -> str:
    """A block of links to other contents."""
    inner = c.headlines(2, '<div><a href="{path}">{title}</a></div>')
    return f'<div class="tinLienQuanTrongBai">{inner}</div>'


TEMPLATES = (
    Template(
        name="liferay",
        write=liferay,
        offer=liferay_offer,
        dates=("liferay", "english"),
        url="/hoat-dong/-/asset_publisher/k9Zt/content/{slug}-{id}",
    ),
    Template(
        name="plone",
        write=plone,
        offer=plone_offer,
        dates=("day", "hour-first"),
        url="/tt_baochi/nr140808202328/ns{stamp}",
    ),
    Template(
        name="webcenter",
        write=webcenter,
        offer=webcenter_offer,
        dates=("webcenter", "bar"),
        url="/webcenter/portal/btrm/pages_tin-tuc/chi-tiet?dDocName=PORTAL{id}",
    ),
    Template(
        name="websphere",
        write=websphere,
        offer=websphere_offer,
        dates=("words", "dots"),
        url="/home/detail?id={id}",
    ),
)
