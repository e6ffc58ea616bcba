"""Pages without helpful names: tables of 2005, hashed classes, one cell, a print view."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def tables_2005(sheet: Sheet) -> str:
    """Nested tables and fonts."""
    c = sheet.chrome
    font = '<font face="Arial" size="2">'
    row = f'<tr><td width="8"><img src="/i/dot.gif"></td><td>{font}<a href="{{path}}">{{title}}</a></font> <font size="1" color="gray">({{day}})</font></td></tr>'
    menu = c.menu(
        f'<tr><td bgcolor="#CC0000">{font}<b><a href="{{path}}">{{name}}</a></b></font></td></tr>{{items}}',
        f'<tr><td>&nbsp;&nbsp;{font}<a href="{{path}}">{{name}}</a></font></td></tr>',
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
{sheet.head(words.PORTAL_NAME)}</head><body bgcolor="#FFFFFF" topmargin="0"><center><table width="778" border="0" cellspacing="0" cellpadding="0">
<tr><td colspan="3"><img src="/i/banner.gif" width="778"></td></tr><tr><td colspan="3" align="right">{font}{c.clock()}</font></td></tr>
<tr valign="top"><td width="160"><table width="100%">{menu}</table><table><tr><td>{font}{c.counter()}</font></td></tr></table></td>
<td width="458"><table width="100%" cellpadding="6"><tr><td>{font}<a href="/tin.asp">{c.say(sheet.text.category)}</a></font></td></tr>
<tr><td><font face="Arial" size="4" color="#000099"><b>{sheet.title}</b></font><br><font face="Arial" size="1" color="#666666">{sheet.date}</font></td></tr>
{sheet.above("<tr><td><font face='Arial' size='2'><i>{}</i></font></td></tr>")}
<tr><td><table width="100%"><tr><td>{font}
{sheet.writer.body()}
</font></td></tr></table></td></tr>
<tr><td align="right">{c.shares(font + "<a href='#'>[{}]</a></font>")}</td></tr>
<tr><td bgcolor="#EEEEEE">{font}<b>{c.say("Các tin đã đưa trước")}</b></font></td></tr><tr><td><table>{c.headlines(12, row)}</table></td></tr></table></td>
<td width="160"><table width="100%"><tr><td colspan="2" bgcolor="#CC0000">{font}<b>{c.say("Tin mới nhận trong ngày")}</b></font></td></tr>{c.headlines(10, row, newer=True)}</table></td></tr>
<tr><td colspan="3" align="center">{font}{c.foot("{}<br>")}</font></td></tr></table></center></body></html>"""


def tables_2005_offer(c: Chrome) -> str:
    """A table at the side of the text."""
    inner = c.headlines(2, '<font size="1">&#8226; <a href="{path}">{title}</a></font><br>')
    return f'<table width="40%" align="right" bgcolor="#EEEEEE"><tr><td>{inner}</td></tr></table>'


def hashed(sheet: Sheet) -> str:
    """Nothing but divs, their classes made by a build tool."""
    c = sheet.chrome
    card = '<div class="k3Zq"><div class="p0Xa"><a class="uB7" href="{path}"><div class="w1">{title}</div></a><div class="w2">{minute}</div><div class="w4">{teaser}</div></div></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
{sheet.head("{}")}</head><body><div id="__r"><div class="a9F_x"><div class="bQ2"><div class="cV1">{words.MINISTRY}</div><div class="dd0">{c.clock()}</div></div>
<div class="e7K">{c.menu('<div class="fLp"><a class="uB7" href="{path}">{name}</a><div class="gT9">{items}</div></div>', '<div class="hW3"><a class="uB7" href="{path}">{name}</a></div>')}</div></div>
<div class="iR5"><div class="jY8"><div class="w9"><a class="uB7" href="/tin">{c.say(sheet.text.category)}</a></div>
{sheet.arranged(title=f'<h1 class="w5">{sheet.title}</h1>', date=f'<div class="lM6"><div class="w2">{sheet.date}</div></div>', lead=sheet.lead('<div class="nO2">{}</div>'))}
<div class="w7">{c.shares('<div class="w8">{}</div>')}</div>{sheet.above('<div class="mN4">{}</div>')}
<div class="oP1">
{sheet.writer.body()}
</div>{sheet.author('<div class="qS6" style="text-align:right">{}</div>')}
<div class="w3">{sheet.tags('<div class="w8"><a class="uB7" href="/t">{}</a></div>', "{}")}</div>
<div class="rT0">{c.comments('<div class="sU9"><div class="w1">{who}</div><div class="w4">{said}</div><div class="w2">{minute}</div></div>')}</div></div>
<div class="tV8"><div class="uW7">{c.say("Có thể bạn quan tâm")}</div>{c.headlines(12, card, newer=True)}</div></div>
<div class="vX6"><div class="uW7">{c.say("Tin khác cùng chuyên mục")}</div>{c.headlines(8, card)}</div>
<div class="wY5">{c.foot('<div class="xZ4">{}</div>')}<div class="xZ4">{c.counter()}</div></div></div></body></html>"""


def hashed_offer(c: Chrome) -> str:
    """A card inside the text."""
    return c.headlines(
        1, '<div class="yA3"><a class="uB7" href="{path}"><div class="w1">{title}</div></a></div>'
    )


def one_cell(sheet: Sheet) -> str:
    """Title, date, text and links in one cell, parted by line breaks."""
    c = sheet.chrome
    link = '<a href="{path}">{title}</a> ({day})<br>'
    return f"""<html><head><meta charset="utf-8">
{sheet.head("{}")}</head><body><table width="100%"><tr><td>{c.clock()}</td></tr><tr><td>
{c.menu('<a href="{path}">{name}</a> | {items}', '<a href="{path}">{name}</a> | ')}</td></tr></table>
<table width="900" align="center"><tr><td valign="top">
<b>{sheet.title}</b><br>{sheet.date}<br><br>
{sheet.above("<i>{}</i><br><br>")}
{sheet.writer.body()}
<br><br><b>{c.say("Các tin khác:")}</b><br>{c.headlines(12, link)}</td></tr></table>
<table width="100%"><tr><td>{c.headlines(10, link, newer=True)}</td></tr><tr><td align="center">{c.foot("{}<br>")}{c.counter()}</td></tr></table></body></html>"""


def one_cell_offer(c: Chrome) -> str:
    """A linked line among the lines."""
    return c.headlines(1, '>> <a href="{path}">{title}</a><br><br>')


def printed(sheet: Sheet) -> str:
    """A print view: hardly anything but the article."""
    c = sheet.chrome
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{sheet.head("In trang")}</head><body onload="window.print()">
<div class="khung-in"><div class="dau-trang"><p>{c.say(words.PORTAL_NAME)}</p><p class="dia-chi">http://botrangmau.example</p></div>
{sheet.arranged(title=f'<div class="tieu-de-in">{sheet.title}</div>', date=f'<div class="ngay-in">{sheet.date}</div>', lead=sheet.lead('<div class="tom-tat-in">{}</div>'))}
{sheet.above('<div class="nguoi-viet-in">{}</div>')}
<div class="noi-dung-in">
{sheet.writer.body()}
</div>{sheet.author('<div class="nguoi-viet-in" align="right">{}</div>')}
<div class="nut-in"><a href="javascript:window.print()">{c.say("In ra")}</a> <a href="javascript:window.close()">{c.say("Đóng cửa sổ này")}</a></div>
<div class="cuoi-in">{c.foot("<p>{}</p>")}</div></div></body></html>"""


def no_offer(_: Chrome) -> str:
    """Print views leave boxes out."""
    return ""


TEMPLATES = (
    Template(
        name="tables-2005",
        write=tables_2005,
        offer=tables_2005_offer,
        dates=("day", "seconds", "brackets"),
        url="/tintuc/chitiet.asp?id={id}",
        has_lead=False,
        has_author=False,
        markups=("br", "fonts", "p", "single-br"),
    ),
    Template(
        name="hashed",
        write=hashed,
        offer=hashed_offer,
        dates=("at", "hour-comma"),
        url="/bai-viet/{slug}-{id}",
        markups=("div", "boxes", "spans", "br"),
    ),
    Template(
        name="one-cell",
        write=one_cell,
        offer=one_cell_offer,
        dates=("brackets", "ims"),
        url="/xem.php?id={id}",
        has_lead=False,
        has_author=False,
        markups=("br", "single-br"),
    ),
    Template(
        name="print",
        write=printed,
        offer=no_offer,
        dates=("dashes", "at"),
        url="/in/{id}",
    ),
)
