"""Layouts that were held out once, until the rules were changed with their failures in sight."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def gazette(sheet: Sheet) -> str:
    """A gazette made with a page editor: a form of rows, label on the left."""
    c = sheet.chrome
    row = '<tr class="hang"><td class="stt">•</td><td><a href="{path}">{title}</a></td><td nowrap class="ngay2">{day}</td></tr>'
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
{sheet.head("CÔNG BÁO - " + words.MINISTRY + " - {}")}</head><body><table class="vien" align="center" width="980"><tr><td class="o-tren"><h1 class="ten-cong">{words.PORTAL_NAME}</h1><div class="gio">{c.clock()}</div></td></tr>
<tr><td class="o-muc">{c.menu('<span class="m"><a href="{path}">{name}</a></span><div class="mc">{items}</div>', '<span class="ms"><a href="{path}">{name}</a></span>')}</td></tr>
<tr><td><table width="100%"><tr valign="top"><td width="70%" class="o-giua"><div class="lt"><a href="/">Trang chủ</a> | <a href="/tin">{c.say(sheet.text.category)}</a></div>
<table class="phieu" width="100%"><tr><td colspan="2" class="hang-ten"><h2>{sheet.title}</h2></td></tr>
<tr><td colspan="2" class="hang-ngay" align="right"><i>{sheet.date}</i></td></tr>
{sheet.above('<tr><td colspan="2" class="hang-ng"><i>{}</i></td></tr>')}
{sheet.lead('<tr><td colspan="2" class="hang-mo"><p><strong>{}</strong></p></td></tr>')}
<tr><td colspan="2" class="hang-nd">
{sheet.writer.body()}
</td></tr>{sheet.author('<tr><td colspan="2" align="right" class="hang-ng"><b>{}</b></td></tr>')}
<tr><td colspan="2" class="hang-nut">{c.shares('<input type="button" value="{}">')}</td></tr></table>
<div class="dau-muc">{c.say("Những thông tin đã công bố")}</div><table width="100%">{c.headlines(12, row)}</table></td>
<td width="30%" class="o-phai"><div class="dau-muc">{c.say("Thông tin vừa công bố")}</div><table>{c.headlines(11, row, newer=True)}</table><div class="o-lk">{c.services("<p>{}</p>")}</div></td></tr></table></td></tr>
<tr><td class="o-duoi" align="center">{c.foot("{}<br>")}{c.counter()}</td></tr></table></body></html>"""


def gazette_offer(c: Chrome) -> str:
    """A row of links in a small table."""
    inner = c.headlines(2, '<tr><td>- <a href="{path}">{title}</a></td></tr>')
    return f'<table class="o-phu" width="50%" align="left"><tr><td><u>{c.say("Liên quan đến việc này")}</u></td></tr>{inner}</table>'


def cards(sheet: Sheet) -> str:
    """A framework of cards: the text in one, what belongs to it in a column of chips beside the heading."""
    c = sheet.chrome
    card = '<div class="card shadow-sm"><div class="card-body"><h5 class="card-title"><a href="{path}">{title}</a></h5><p class="card-text small">{teaser}</p><span class="badge">{minute}</span></div></div>'
    line = '<li class="list-group-item"><a href="{path}">{title}</a><span class="badge">{day}</span></li>'
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{sheet.head("{} « " + words.MINISTRY)}</head><body><div class="topline"><div class="container-fluid"><span>{c.clock()}</span><span>{c.slogan()}</span></div></div>
<div class="navbar-expand-lg"><ul class="navbar-nav">{c.menu('<li class="nav-item dropdown"><a class="nav-link" href="{path}">{name}</a><div class="dropdown-menu">{items}</div></li>', '<a class="dropdown-item" href="{path}">{name}</a>')}</ul></div>
<div class="container"><div class="row"><div class="col-lg-8"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item active">{c.say(sheet.text.category)}</li></ol>
<div class="card post-card"><div class="card-body">
{sheet.arranged(title=f'<h3 class="post-card__heading">{sheet.title}</h3>', date=f'<div class="d-flex post-card__facts"><i class="bi bi-clock"></i><span>{sheet.date}</span><i class="bi bi-eye"></i><span>{c.views()}</span></div>', lead=sheet.lead('<blockquote class="post-card__quote"><p>{}</p></blockquote>'))}
{sheet.above('<div class="post-card__facts"><i class="bi bi-person"></i><span>{}</span></div>')}
<div class="post-card__text">
{sheet.writer.body()}
</div>{sheet.author('<div class="text-end fw-bold">{}</div>')}
<div class="btn-toolbar">{c.shares('<a class="btn btn-light" href="#">{}</a>')}</div></div>
<div class="card-footer">{sheet.tags('<a class="badge bg-light" href="/t">{}</a>', "<i class='bi bi-tags'></i> {}")}</div></div>
<div class="card"><div class="card-header">{c.say("Ý kiến trao đổi")}</div><div class="card-body">{c.comments('<div class="media"><h6>{who} <small>{minute}</small></h6><p>{said}</p></div>')}</div></div>
<h4 class="mt-4">{c.say("Có thể bạn chưa đọc")}</h4><div class="row">{c.headlines(8, card)}</div></div>
<div class="col-lg-4"><div class="card"><div class="card-header">{c.say("Mới trong chuyên mục")}</div><ul class="list-group">{c.headlines(12, line, newer=True)}</ul></div></div></div></div>
<div class="bg-dark text-white"><div class="container">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></div></body></html>"""


def cards_offer(c: Chrome) -> str:
    """An alert with a link."""
    return c.headlines(
        1, '<div class="alert alert-secondary"><a class="alert-link" href="{path}">{title}</a></div>'
    )


def frames(sheet: Sheet) -> str:
    """A page of divs placed by the pixel: the lists stand before the article in the source."""
    c = sheet.chrome
    item = '<div class="t"><a href="{path}">{title}</a></div><div class="t2">{minute}</div>'
    return f"""<html><head><meta charset="utf-8">
{sheet.head(words.MINISTRY + ": {}")}</head><body><div style="position:absolute;left:0;top:0;width:1000px;height:90px"><div class="q1">{words.PORTAL_NAME}</div><div class="q2">{c.clock()}</div></div>
<div style="position:absolute;left:0;top:90px;width:200px">{c.menu('<div class="r1"><a href="{path}">{name}</a></div>{items}', '<div class="r2"><a href="{path}">{name}</a></div>')}</div>
<div style="position:absolute;left:800px;top:90px;width:200px"><div class="q4">{c.say("Những tin vừa cập nhật")}</div>{c.headlines(10, item, newer=True)}</div>
<div style="position:absolute;left:200px;top:1800px;width:600px"><div class="q4">{c.say("Mời xem các tin khác")}</div>{c.headlines(12, item)}</div>
<div style="position:absolute;left:200px;top:90px;width:600px">
{sheet.arranged(title=f'<div class="q5"><span style="font-size:20px;font-weight:bold">{sheet.title}</span></div>', date=f'<div class="q6">{sheet.date}</div>', lead=sheet.lead('<div class="q7" style="font-weight:bold">{}</div>'))}
{sheet.above('<div class="q8">{}</div>')}
<div class="q9">
{sheet.writer.body()}
</div>{sheet.author('<div class="q8" style="text-align:right;font-weight:bold">{}</div>')}
<div class="q3">{c.shares("<span>{}</span> ")}</div></div>
<div style="position:absolute;left:0;top:2600px;width:1000px">{c.foot("<div>{}</div>")}<div>{c.counter()}</div></div></body></html>"""


def frames_offer(c: Chrome) -> str:
    """Two small lines."""
    return c.headlines(2, '<div class="t3"><small><a href="{path}">{title}</a></small></div>')


TEMPLATES = (
    Template(
        name="gazette",
        write=gazette,
        offer=gazette_offer,
        dates=("ims", "posted", "day"),
        url="/congbao/xem.do?ma={id}",
    ),
    Template(
        name="cards",
        write=cards,
        offer=cards_offer,
        dates=("dashes", "bar", "plain"),
        url="/bai-viet/{id}/{slug}",
    ),
    Template(
        name="frames",
        write=frames,
        offer=frames_offer,
        dates=("hour-comma", "words", "brackets"),
        url="/default.asp?xt=xt33&page=newsdetail&newsid={id}",
    ),
)
