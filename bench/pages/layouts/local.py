"""Portals of provinces and districts, made by small firms: everybody names things as it comes."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def province(sheet: Sheet) -> str:
    """Bootstrap panels; the date stands below the text."""
    c = sheet.chrome
    other = '<p class="dong"><i class="fa fa-caret-right"></i> <a href="{path}">{title}</a> <small>({day})</small></p>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("Tin tức | {}")}</head><body><div class="container khung"><div class="row bieu-ngu"><div class="col-xs-12"><a href="/"><img src="/bn.png" alt="{words.PORTAL_NAME}"></a></div></div>
<div class="row thanh-ngang"><div class="col-xs-12"><ul class="nav-pills">{c.menu('<li class="xo"><a href="{path}">{name}</a><ul class="xo-con">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></div>
<div class="col-xs-12 hom-nay">{c.clock()}</div></div>
<div class="row"><div class="col-xs-3 trai"><div class="panel khoi-trai"><div class="panel-heading">{c.say("Điểm tin tuần này")}</div><div class="panel-body">{c.headlines(9, other, newer=True)}</div></div></div>
<div class="col-xs-9 giua"><div class="panel xem-tin"><div class="panel-heading"><a href="/tin">{c.say(sheet.text.category)}</a></div><div class="panel-body">
<h2 class="ten-tin">{sheet.title}</h2>
{sheet.above('<p class="nguoi-dua">{}</p>')}
{sheet.lead('<div class="dan-nhap"><b>{}</b></div>')}
<div class="noi-dung" id="vungxem">
{sheet.writer.body()}
</div>{sheet.author('<p class="ky-ten text-right"><b>{}</b></p>')}
<p class="thoi-diem text-right"><i>{sheet.date}</i></p>
<div class="cong-cu">{c.shares('<a class="btn-xs" href="#">{}</a>')}</div></div></div>
<div class="panel tin-cu"><div class="panel-heading">{c.say("Bài đã đăng trước đây")}</div><div class="panel-body">{c.headlines(13, other)}</div></div></div></div>
<div class="row chan"><div class="col-xs-8">{c.foot("<p>{}</p>")}</div><div class="col-xs-4">{c.counter()}</div></div></div></body></html>"""


def province_offer(c: Chrome) -> str:
    """A panel inside the panel."""
    inner = c.headlines(2, '<p><a href="{path}">{title}</a></p>')
    return f'<div class="well well-sm"><b>{c.say("Bài cùng sự kiện:")}</b>{inner}</div>'


def district(sheet: Sheet) -> str:
    """Short names, a table for the page and divs in its cells."""
    c = sheet.chrome
    item = '<div class="bl1"><a class="lk" href="{path}">{title}</a><span class="ng">{day}</span></div>'
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{sheet.head(words.PORTAL_NAME + " :: {}")}</head><body><div class="bao"><div class="bn"></div><div class="mn">{c.menu('<a class="m1" href="{path}">{name}</a><div class="m2">{items}</div>', '<a class="m3" href="{path}">{name}</a>')}</div>
<div class="tg">{c.clock()}</div><table class="tb" width="100%"><tr><td class="c1" valign="top"><div class="td1">{c.say("Mới đăng gần đây nhất")}</div>{c.headlines(11, item, newer=True)}</td>
<td class="c2" valign="top"><div class="dd"><a href="/">Trang chủ</a> &rsaquo; <a href="/tin">{c.say(sheet.text.category)}</a></div>
{sheet.arranged(title=f'<div class="tt1"><b>{sheet.title}</b></div>', date=f'<div class="tt2">{sheet.date}</div>', lead=sheet.lead('<div class="tt3"><b>{}</b></div>'))}
{sheet.above('<div class="tt4"><i>{}</i></div>')}
<div class="nd">
{sheet.writer.body()}
</div>{sheet.author('<div class="tt4" align="right"><b>{}</b></div>')}
<div class="lx">{c.views()}</div><div class="ch">{c.shares('<a href="#">{}</a>')}</div>
<div class="td1">{c.say("Các bài đã đưa khác")}</div>{c.headlines(12, item)}</td></tr></table>
<div class="ft">{c.foot("{}<br />")}{c.counter()}</div></div></body></html>"""


def district_offer(c: Chrome) -> str:
    """Two lines with a mark before them."""
    return c.headlines(2, '<div class="bl2">&raquo; <a class="lk" href="{path}">{title}</a></div>')


def definitions(sheet: Sheet) -> str:
    """Label and value, one below the other, as record views of old systems print them."""
    c = sheet.chrome
    row = '<li><b><a href="{path}">{title}</a></b> - {minute}</li>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{}")}</head><body><div id="z1"><h5>{words.PORTAL_NAME}</h5><div id="z2">{c.clock()}</div></div>
<ol id="z3">{c.menu('<li><a href="{path}">{name}</a><ol>{items}</ol></li>', '<li><a href="{path}">{name}</a></li>')}</ol>
<div id="z4"><div id="z5"><h2>{sheet.title}</h2>
<dl><dt>Ngày đăng</dt><dd>{sheet.date}</dd><dt>Chuyên mục</dt><dd>{c.say(sheet.text.category)}</dd></dl>
{sheet.above("<h6>{}</h6>")}{sheet.lead("<h3>{}</h3>")}
<div id="z6">
{sheet.writer.body()}
</div>{sheet.author("<h6>{}</h6>")}
<p id="z7">{c.shares("<a href='#'>{}</a> |")}</p></div>
<div id="z8"><h4>{c.say("Danh sách tin đã đăng")}</h4><ul>{c.headlines(14, row)}</ul></div>
<div id="z9"><h4>{c.say("Danh sách tin mới đăng")}</h4><ul>{c.headlines(10, row, newer=True)}</ul></div></div>
<address id="z10">{c.foot("{}<br>")}{c.counter()}</address></body></html>"""


def definitions_offer(c: Chrome) -> str:
    """A list inside the text."""
    return f"<ul>{c.headlines(2, '<li><a href={path}>{title}</a></li>')}</ul>"


TEMPLATES = (
    Template(
        name="province",
        write=province,
        offer=province_offer,
        dates=("updated", "h", "posted"),
        url="/vi-vn/tin-tuc/{slug}/{id}",
    ),
    Template(
        name="district",
        write=district,
        offer=district_offer,
        dates=("brackets-day", "seconds", "ims"),
        url="/?m=tin&v={id}",
    ),
    Template(
        name="definitions",
        write=definitions,
        offer=definitions_offer,
        dates=("plain", "day"),
        url="/view/{id}",
        markups=("p", "div", "br", "spans", "bare"),
    ),
)
